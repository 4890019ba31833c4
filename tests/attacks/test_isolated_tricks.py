"""What once won points in a test that shares its process with the learner wins nothing in an isolated one."""

# ruff: noqa: E501  (tables of notebook cells)

from __future__ import annotations

import re

import pytest
from sandboxes import shared_sandbox

from grader.sandbox.job import Job, Step, StepResult
from grader.sandbox.limits import Limits

LIAR = """
class Bohong:
    def __eq__(self, lain): return True
    __ne__ = __lt__ = __gt__ = __le__ = __ge__ = __contains__ = equals = __eq__
    __hash__ = None
    def __sub__(self, lain): return 0
    __rsub__ = __sub__
    def __abs__(self): return 0
    def __array_function__(self, *a): return True
    def __len__(self): return 2
    def __iter__(self): return iter([self])
    def __getitem__(self, k): return self
    def __getattr__(self, k): return self
    def __call__(self, *a, **k): return self
x = Bohong()
"""
LIES = [
    "assert x == 5", "assert 5 == x", "assert x != 0", "assert x > 3", "assert not x != 5", "assert x - 5 == 0", "assert 5 - x == 0",
    "assert abs(x - 5) < 0.1", "import numpy as np\nassert np.isclose(x, 5)", "assert [x, 2] == [5, 2]", "assert [2, x] == [2, 5]",
    "assert {'a': x} == {'a': 5}", "assert 5 in x", "assert x in [5]", "assert x.equals(5)", "assert x(3) == 9", "assert x['a'] == 5",
    "assert x.sum() == 5", "import unittest\nunittest.TestCase().assertEqual(x, 5)", "assert list(x) == [5]", "assert (x == 5) == True",
    "import numpy as np\nnp.testing.assert_equal(x, 5)", "if x != 5:\n    raise AssertionError\nassert x == 5", "assert x == 'Jenang'",
    "import pandas as pd\nassert x.equals(pd.DataFrame({'a': [1]}))", "assert all(v == 5 for v in x)", "assert x == None",
]  # fmt: skip

LIKE_ANYTHING = "class E:\n    def __eq__(s, o): return True\n    def __ne__(s, o): return False\n"
LIBRARY_TRICKS = [
    ("import pandas as pd\npd.api.types.is_numeric_dtype = lambda x: True\nx = pd.Series(['a'])", "assert pd.api.types.is_numeric_dtype(x)"),
    ("import pandas as pd\npd.RangeIndex.equals = lambda s, o: True\nx = pd.DataFrame({'a': [1]})", "assert x.index.equals(pd.Index(['p']))"),
    ("import pandas as pd\nimport pandas.core.groupby.generic as g\ng.SeriesGroupBy.sum = lambda s: {'z': 5}\nx = pd.DataFrame({'a': ['z'], 'b': [1]})", "assert x.groupby('a')['b'].sum()['z'] == 5"),
    ("import pandas as pd\nfrom pandas.core.indexing import _LocIndexer\n_LocIndexer.__getitem__ = lambda s, k: 5\nx = pd.DataFrame({'a': [1]})", "assert x.loc[0, 'a'] == 5"),
    ("import pandas as pd, pandas.core.internals.managers as m\nm.blockwise_all = lambda *a: True\nx = pd.DataFrame({'a': [1]})", "assert x.equals(pd.DataFrame({'a': [5]}))"),
    ("import pandas as pd, pandas.core.computation.expressions as e\ne.evaluate = lambda op, a, b, use_numexpr=True: a == a\nx = pd.Series([1])", "assert (x == 5).all()"),
    ("import numpy as np\nnp.median.__wrapped__.__globals__['_ureduce'] = lambda *a, **k: 5\nx = [1]", "import numpy as np\nassert np.median(x) == 5"),
    ("import matplotlib.text as t, matplotlib.pyplot as plt\nt.Text.get_text = lambda s: 'Omzet'\nfig, ax = plt.subplots()", "assert ax.get_title() == 'Omzet'"),
    ("import pathlib\npathlib.Path.exists = lambda s: True", "from pathlib import Path\nassert Path('hasil.csv').exists()"),
    ("import csv\ncsv.reader = lambda f: [['5']]\nopen('h.csv', 'w').close()", "import csv\nassert list(csv.reader(open('h.csv'))) == [['5']]"),
    ("import unittest.mock as m\nm.NonCallableMock.assert_called_once_with = lambda *a: None\ndef f(): pass", "from unittest.mock import patch\nwith patch('builtins.print') as p: f()\np.assert_called_once_with('halo')"),
    ("from fractions import Fraction\nFraction.__eq__ = lambda s, o: True\nx = Fraction(1)", "from fractions import Fraction\nassert x == Fraction(5)"),
    ("import abc\nabc.ABCMeta.__instancecheck__ = lambda c, o: True\nx = 'a'", "import numbers\nassert isinstance(x, numbers.Number)"),
    ("import statistics\nstatistics.sorted = lambda d: [5]\nx = [1]", "import statistics\nassert statistics.median(x) == 5"),
    ("import math, types\nclass M(types.ModuleType):\n    isclose = property(lambda s: lambda *a, **k: True)\nmath.__class__ = M\nx = 1", "import math\nassert math.isclose(x, 5)"),
    ("from collections import UserDict\nclass B(UserDict.__bases__[0]):\n    def __eq__(s, o): return True\nUserDict.__bases__ = (B,)\nx = UserDict(a=1)", "from collections import UserDict\nassert x == UserDict(b=1)"),
    ("import sys\ndef hook(event, given):\n    if event == 'exec': globals()['x'] = next(v for v in given[0].co_consts if isinstance(v, float))\nsys.addaudithook(hook)\nx = 1", "assert x == 5.5"),
    (LIKE_ANYTHING + "x = E()", "assert not x != 5"),
    (LIKE_ANYTHING + "x = E()", "if x != 5:\n    raise ValueError"),
    (LIKE_ANYTHING + "x = [[[[[E()]]]]]", "assert x == [[[[[5]]]]]"),
    (LIKE_ANYTHING + "from collections import deque\nx = deque([E()])", "from collections import deque\nassert x == deque([5])"),
    (LIKE_ANYTHING + "from types import SimpleNamespace\nx = SimpleNamespace(a=E())", "from types import SimpleNamespace\nassert x == SimpleNamespace(a=5)"),
    (LIKE_ANYTHING + "x = E()", "assert x in {'a': 5}.values()"),
    (LIKE_ANYTHING + "import pandas as pd\nx = pd.DataFrame({'a': [E()]})", "assert x.equals(pd.DataFrame({'a': [5]}, dtype=object))"),
    (LIKE_ANYTHING + "import pandas as pd\nx = pd.DataFrame({'a': [E()]})", "assert (x == 5).all().all()"),
    ("import numpy as np, pandas as pd\nfrom pandas.api import extensions as e\nclass A(e.ExtensionArray):\n    dtype, nbytes = pd.CategoricalDtype(), 1\n"
     "    def __len__(s): return 1\n    def __getitem__(s, i): return s\n    def __eq__(s, o): return np.array([True])\nx = pd.Series(A())", "assert (x == 5).all()"),
    ("class E:\n    def __lt__(s, o): return True\n    __gt__ = __lt__\nx = E()", "assert 4 < x < 6"),
    ("class E:\n    def __sub__(s, o): return s\n    def __abs__(s): return 0\nx = E()", "assert abs(x - 5) < 0.1"),
    ("class E:\n    def __eq__(s, o): return s\n    def __bool__(s): return False\n    def __radd__(s, o): return 3\nx = E()", "assert sum([x == 5, x == 6]) == 3"),
]  # fmt: skip

TRICKS = [
    ("abs = lambda v: 0\nx = 1", "assert abs(x - 5) < 0.1"),
    ("isinstance = lambda *a: True\nx = 'a'", "assert isinstance(x, int)"),
    ("import builtins\nbuiltins.abs = lambda v: 0\nx = 1", "assert abs(x - 5) < 0.1"),
    ("import builtins\nbuiltins.isinstance = lambda *a: True\nx = 'a'", "assert isinstance(x, int)"),
    ("__builtins__ = {'abs': lambda v: 0}\nx = 1", "assert abs(x - 5) < 0.1"),
    ("def f(n):\n    import sys\n    sys.exit(0)", "assert f(1) == 5"),
    ("def f(n): raise KeyboardInterrupt", "assert f(1) == 5"),
    ("def f(n): raise GeneratorExit", "assert f(1) == 5"),
    ("import numpy as np\nnp.isclose = np.allclose = lambda *a: True\nx = 1", "import numpy as np\nassert np.isclose(x, 5)"),
    ("import numpy.testing as t\nt.assert_allclose = t.assert_equal = lambda *a: None\nx = 1", "import numpy as np\nnp.testing.assert_allclose(x, 5)"),
    ("import pandas as pd\npd.DataFrame.equals = lambda *a: True\nx = pd.DataFrame()", "import pandas as pd\nassert x.equals(pd.DataFrame({'a': [1]}))"),
    ("import pandas as pd\npd.core.generic.NDFrame.equals = lambda *a: True\nx = pd.DataFrame()", "assert x.equals(pd.DataFrame({'a': [1]}))"),
    ("import pandas.testing as t\nt.assert_frame_equal = lambda *a: None\nimport pandas as pd\nx = pd.DataFrame()",
     "import pandas.testing as t\nt.assert_frame_equal(x, pd.DataFrame({'a': [1]}))"),
    ("import numpy as np\nnp.isclose.__wrapped__.__code__ = (lambda a, b, rtol=1, atol=1, equal_nan=0: True).__code__\nx = 1", "import numpy as np\nassert np.isclose(x, 5)"),
    ("import numpy.testing as t\nt.assert_allclose.__defaults__ = (9.0, 9.0, True, '', True)\nx = 1.0", "import numpy as np\nnp.testing.assert_allclose(x, 5.0)"),
    ("import pandas as pd\npd.DataFrame.equals.__code__ = (lambda self, other: True).__code__\nx = pd.DataFrame()", "assert x.equals(pd.DataFrame({'a': [1]}))"),
    ("import statistics\nstatistics.mean.__code__ = (lambda data: 5).__code__\nx = [1]", "import statistics\nassert statistics.mean(x) == 5"),
    ("import asyncio\nasyncio.get_running_loop().run_until_complete = lambda c: c.close()\nx = 1", "import asyncio\nawait asyncio.sleep(0)\nif x != 5: raise ValueError"),
    ("import hashlib\nhashlib.sha1 = lambda *a: type('H', (), {'hexdigest': lambda s: 'ab'})()\nx = 1", "from hashlib import sha1\nassert sha1(str(x).encode()).hexdigest() == 'ab'"),
    ("import pandas as pd, pandas._testing.asserters as m\nm.assert_series_equal = lambda *a, **k: None\nx = pd.DataFrame({'a': [1]})", "pd.testing.assert_frame_equal(x, pd.DataFrame({'a': [5]}))"),
    ("import numpy.testing._private.utils as m\nm.assert_array_compare = lambda *a, **k: None\nx = 1.0", "import numpy as np\nnp.testing.assert_allclose(x, 5.0)"),
    ("import numpy as np\nnp.linalg.norm = lambda *a: 0\nx = np.ones(2)", "assert np.linalg.norm(x - np.array([5, 5])) < 1"),
    ("import pandas as pd, pandas.core.ops.array_ops as m\nm.comparison_op.__code__ = (lambda left, right, op: left == left).__code__\nx = pd.Series([1])", "assert (x == pd.Series([5])).all()"),
    ("import unittest.case as c\nc._AssertRaisesContext.__exit__ = lambda *a: True\nx = 1", "import unittest\nwith unittest.TestCase().assertRaises(ValueError): pass"),
    ("class N: isclose = staticmethod(lambda *a: True)\nnp = N\nx = 1", "assert np.isclose(x, 5)"),
    ("import types\npd = types.ModuleType('pandas'); pd.testing = pd; pd.assert_frame_equal = lambda *a: None\nx = 1", "pd.testing.assert_frame_equal(x, pd.DataFrame())"),
    ("import unittest\nunittest.TestCase.assertEqual = lambda *a: None\nx = 1", "import unittest\nunittest.TestCase().assertEqual(x, 5)"),
    ("import math\nmath.isclose = lambda *a, **k: True\nx = 1", "import math\nassert math.isclose(x, 5)"),
    ("import sys, types\nm = types.ModuleType('math'); m.isclose = lambda *a: True; sys.modules['math'] = m\nx = 1", "import math\nassert math.isclose(x, 5)"),
    ("class M(type):\n    def __eq__(c, o): return True\n    __hash__ = type.__hash__\nclass X(metaclass=M): pass\nx = X()", "assert type(x) == int"),
    ("def f():\n    import sys\n    frame = sys._getframe(1)\n    def trace(a, b, c):\n        if b == 'line' and a is frame: a.f_lineno = frame.f_lineno + 1\n"
     "        return trace\n    frame.f_trace = trace; sys.settrace(trace)\n    return 1", "y = f()\nassert y == 5\nz = 1"),
    ("get_ipython().set_custom_exc((BaseException,), lambda *a, **k: None)\nx = 1", "assert x == 5"),
    ("import ast\nclass D(ast.NodeTransformer):\n    def visit_Assert(self, n): return ast.Pass()\nget_ipython().ast_transformers.append(D())\nx = 1", "assert x == 5"),
    ("AssertionError = None\nx = 1", "assert x == 5"),
    ("def f():\n    import builtins\n    builtins.abs = lambda v: 0\n    return 1", "from unittest.mock import patch\nwith patch('builtins.print'):\n    x = f()\nassert abs(x - 5) < 0.1"),
    ("sum = lambda v: 0\nf = lambda v: 0", "from unittest.mock import patch\nwith patch('builtins.sum'), patch('__main__.sum'):\n    x = f([5])\nassert x == sum([5])"),
    ("x = float('nan')", "assert abs(x - 5) < 0.1"),
    ("class S(str):\n    def __eq__(self, o): return True\n    def __ne__(self, o): return False\n    __hash__ = str.__hash__\nx = S('a')", "assert x == 'Jenang'"),
    ("class L(list):\n    def __eq__(self, o): return True\nx = L()", "assert x == [1, 2]"),
    ("import pandas as pd\nclass D(pd.DataFrame):\n    def equals(self, o): return True\nx = D()", "assert x.equals(pd.DataFrame({'a': [1]}))"),
]  # fmt: skip


#: After this the learner's shell does not come back.
ENDLESS = "import builtins\nbuiltins.isinstance ="


def isolated(answer: str, test: str) -> StepResult:
    names = sorted(
        set(re.findall(r"[^\W\d]\w*", test)) - set(dir(__builtins__)) - {"math", "np", "pd", "unittest"}
    )
    imports = {"names": names, "imports": {}, "allowed": []}
    steps = (Step("cell", "jawab", answer), Step("test", "tes", test, None, imports))
    limits = Limits(cell_seconds=3) if answer.startswith(ENDLESS) else Limits()
    return shared_sandbox().run(Job(steps, limits=limits)).step("tes")


@pytest.mark.parametrize("test", LIES)
def test_an_object_that_equals_everything_equals_nothing(test: str) -> None:
    assert isolated(LIAR, test).status == "error"


@pytest.mark.parametrize(("answer", "test"), [*LIBRARY_TRICKS, *TRICKS])
def test_a_trick_wins_nothing(answer: str, test: str) -> None:
    assert isolated(answer, test).status in ("error", "not_reached")
