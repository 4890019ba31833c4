"""Trusted test cells: honest answers keep their points, known tricks get none."""

# ruff: noqa: E501  (tables of notebook cells)

from __future__ import annotations

import pytest
from sandboxes import shared_sandbox

from grader.sandbox.job import Job, Step, StepResult


def test_cell(answer: str, test: str, **request: object) -> StepResult:
    steps = (Step("cell", "jawab", answer), Step("test", "tes", test, request or None))
    return shared_sandbox().run(Job(steps)).step("tes")


test_cell.__test__ = False  # type: ignore[attr-defined]

POINT = """
from dataclasses import dataclass
@dataclass(order=True)
class Titik:
    x: int
    y: int
    def __sub__(self, other): return Titik(self.x - other.x, self.y - other.y)
t = Titik(1, 2)
"""
MONEY = """
class Uang:
    def __init__(self, nilai): self.nilai = nilai
    def __eq__(self, lain): return self.nilai == getattr(lain, "nilai", lain)
    def __lt__(self, lain): return self.nilai < lain
    def __ge__(self, lain): return self.nilai >= lain
    def __sub__(self, lain): return self.nilai - lain
    def __contains__(self, x): return x == self.nilai
    def __float__(self): return float(self.nilai)
u = Uang(5)
"""
HOLDERS = """
class Selang:
    def __init__(self, a, b): self.a, self.b = a, b
    def __contains__(self, x): return self.a <= x <= self.b
class Genap:
    def __contains__(self, x): return x % 2 == 0
class Kotak:
    def __iter__(self): return iter([1, 2])
class Kalimat:
    def __contains__(self, kata): return kata in "jenang ponorogo"
class Suhu:
    def __init__(self, c): self.c = c
    def __eq__(self, lain): return abs(self.c - lain) < 5
    def __sub__(self, lain): return self.c - lain
class Sisa:
    def __init__(self, n): self.n = n % 7
    def __eq__(self, lain): return self.n == (lain.n if isinstance(lain, Sisa) else lain % 7)
class Kira:
    def __eq__(self, lain): return abs(1000 - lain) < 50
s, g, c, k, t, u = Selang(1, 10), Genap(), Kotak(), Kalimat(), Suhu(20), Kira()
"""
TABLE = "import pandas as pd\nd = pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})"

HONEST = [
    ("x = 5", "assert x == 5\nassert 1 < x < 10\nassert x in [4, 5]\nassert not x != 5"),
    ("x = 5", "from math import isclose\nassert isclose(x, 5), f'x = {x}'\nassert abs(x - 5) < 1e-9"),
    ("x = []", "assert x == []\nassert not x"),
    ("x = [3, 1]", "assert sorted(x) == [1, 3]\nassert all(isinstance(v, int) for v in x)"),
    ("def f(n): return n * 2", "for n in range(5):\n    assert f(n) == n * 2\nassert callable(f)"),
    ("def f(n):\n    if n < 0: raise ValueError('negatif')", "try:\n    f(-1)\nexcept ValueError:\n    pass\nelse:\n    assert False"),
    (TABLE, "assert d.equals(pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']}))\nassert (d['a'] == [1, 2]).all()\nassert list(d) == ['a', 'b']"),
    (TABLE, "import pandas.testing as t\nt.assert_frame_equal(d, pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']}))\nassert d.shape == (2, 2)"),
    ("import numpy as np\na = np.array([1.0, 2.0])", "np.testing.assert_allclose(a, [1, 2])\nassert np.isclose(a.sum(), 3)\nassert a.sum() - 3 == 0"),
    ("x = 'Jenang'", "import unittest\nt = unittest.TestCase()\nt.assertEqual(x, 'Jenang')\nwith t.assertRaises(KeyError):\n    {}['a']"),
    ("x = 5", "import asyncio\nawait asyncio.sleep(0)\nassert x == 5"),
    ("x = 5", "%matplotlib inline\nassert x == 5"),
    ("def f(): return input('?')", "from unittest.mock import patch\nwith patch('builtins.input', return_value='7'):\n    assert f() == '7'"),
    ("x = 5", "import hashlib\nassert hashlib.sha1(str(x).encode()).hexdigest() == 'ac3478d69a3c81fa62e60f5c3696165a4e5e6ac4'"),
    ("x = 5", "class Bantu:\n    def __init__(self): self.x = x\n    def benar(self): return self.x == 5\nassert Bantu().benar()"),
    ("import matplotlib.pyplot as plt\nfig, ax = plt.subplots(); ax.set_title('A')", "assert ax.get_title() == 'A'"),
    (POINT, "assert t == Titik(1, 2)\nassert t != Titik(1, 3)\nassert t < Titik(2, 0)\nassert t in [Titik(1, 2)]\nassert t - t == Titik(0, 0)\nassert t"),
    (MONEY, "assert u == 5\nassert u == Uang(5)\nassert u < 6\nassert u >= 5\nassert u - 5 == 0\nassert 5 in u\nassert [u, 1] == [5, 1]"),
    (MONEY, "import unittest, math\nunittest.TestCase().assertEqual(u, 5)\nassert math.isclose(u, 5)\nassert abs(float(u) - 5) < 0.1"),
    ("class R(float): pass\nx = R(5)", "import numpy as np\nassert x == 5\nassert np.isclose(x, 5)\nassert abs(x - 5) < 0.1"),
    ("sum = 3", "assert sum([1, 2]) == 3"),
    (MONEY, "assert u < 6 < 7\nassert 9 > 6 > u >= 5\nassert not u != 5\nassert sum([u == 5, u == 6]) == 1"),
    (MONEY, "from collections import OrderedDict, deque\nassert OrderedDict(a=u) == {'a': 5}\nassert deque([u]) == deque([5])\nassert [[[[[u]]]]] == [[[[[5]]]]]"),
    (MONEY + TABLE + "\nd['u'] = [u, u]", "assert (d['u'] == 5).all()\nassert (d[['u']] == 5).all().all()"),
    (HOLDERS, "assert 5 in s\nassert 11 not in s\nassert 4 in g\nassert 5 not in g\nassert 2 in c\nassert max(c) == 2\nassert 'nang' in k"),
    (HOLDERS, "assert Sisa(3) == Sisa(10)\nassert [Sisa(3)] == [Sisa(17)]\nassert Sisa(3) in [Sisa(1), Sisa(10)]\nassert Sisa(3) != Sisa(4)"),
    (HOLDERS, "assert t == 23\nassert t != 30\nassert u == 1040\nassert not u == 1100\nassert t - 20 == 0"),
    ("class T(tuple): pass\nx = T((1, 2))", "assert x == (1, 2)\nassert len(x) == 2"),
    ("from collections import Counter, namedtuple\nP = namedtuple('P', 'a b')\nx = P(1, 2)", "assert x == (1, 2)\nassert x.a == 1"),
    ("from enum import Enum\nclass Warna(Enum):\n    MERAH = 1\nw = Warna.MERAH", "assert w == Warna.MERAH\nassert w is Warna.MERAH\nassert w != 1"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "test"), HONEST)
def test_honest_answers_pass(answer: str, test: str) -> None:
    step = test_cell(answer, test)
    assert step.status == "ok", step.error


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


@pytest.mark.parametrize("test", LIES)
def test_an_object_that_equals_everything_equals_nothing(test: str) -> None:
    assert test_cell(LIAR, test).status == "error"


def test_an_object_that_guesses_the_order_of_the_line_up_is_caught() -> None:
    answer = "import itertools\nclass A:\n    turn = itertools.cycle([True, False])\n    def __eq__(self, o): return next(self.turn)\nx = A()"
    assert sum(test_cell(answer, "assert x == 5").status == "error" for _ in range(8)) >= 7


@pytest.mark.parametrize(
    ("says_yes_to", "value"),
    [
        ("isinstance(o, int) and abs(o) < 20", "5"),
        ("isinstance(o, str) and o.isalpha()", "'Jenang'"),
        ("isinstance(o, list) and len(o) == 2", "[5, 6]"),
    ],
)
def test_who_says_yes_to_all_of_a_kind_knows_no_answer(says_yes_to: str, value: str) -> None:
    answer = f"class E:\n    def __eq__(self, o): return {says_yes_to}\nx = E()"
    refused = sum(test_cell(answer, f"assert x == {value}").status == "error" for _ in range(10))
    assert refused > 3  # it was none


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


@pytest.mark.parametrize(("answer", "test"), LIBRARY_TRICKS)
def test_whatever_a_learner_changes_in_a_library_is_put_back(answer: str, test: str) -> None:
    assert test_cell(answer, test).status == "error"


@pytest.mark.parametrize(
    ("patch", "asks"),
    [
        ("import time\ntime.sleep = lambda seconds: 7", "time.sleep(9) == 7"),
        ("import pandas as pd\npd.DataFrame.head = lambda self: 7", "pd.DataFrame().head() == 7"),
        ("import os.path\nos.path.exists = lambda path: 7", "os.path.exists('x') == 7"),
    ],
)
def test_what_an_author_changes_in_a_library_stays_for_the_tests(patch: str, asks: str) -> None:
    test = Step("test", "tes", f"assert {asks}")
    for author in (Step("cell", "siap", patch, {"locked": True}), Step("test", "siap", patch)):
        run = shared_sandbox().run(Job((author, Step("cell", "jawab", "import time, os"), test, test)))
        assert run.steps[-1].status == "ok", run.steps[-1].error
    learner = Step("cell", "siap", patch)
    assert shared_sandbox().run(Job((learner, test))).step("tes").status != "ok"
    # nor does an author's other patch bring the learner's along
    other = Step("cell", "lain", "import math\nmath.tau = 6", {"locked": True})
    assert shared_sandbox().run(Job((learner, other, test))).step("tes").status != "ok"


def test_what_one_author_changes_is_gone_for_the_next() -> None:
    patch = Step("cell", "siap", "import time\ntime.sleep = lambda seconds: 7", {"locked": True})
    test = Step("test", "tes", "import time\nassert time.sleep(0) == 7")
    box = shared_sandbox(wall=False)  # one process for all jobs
    assert box.run(Job((patch, test))).step("tes").status == "ok"
    assert box.run(Job((test,))).step("tes").status == "error"


def test_a_cell_of_the_authors_leaves_import_hooks_alone() -> None:
    steps = (
        Step("cell", "jawab", "import sys\nclass Cari:\n    find_spec = None\nsys.meta_path.append(Cari)"),
        Step("cell", "siap", "class A: pass\nA.x = 1", {"locked": True}),
        Step("cell", "lagi", "assert Cari in sys.meta_path"),
    )
    assert shared_sandbox().run(Job(steps)).step("lagi").status == "ok"


def test_what_libraries_note_for_themselves_is_left_to_them() -> None:
    own = "import threading\nthreading._dicoba = 1\nthreading._active_limbo_lock = baru = threading.RLock()"
    assert test_cell(own, "import threading\nassert threading._active_limbo_lock is baru").status == "ok"


def test_old_names_of_types_that_new_libraries_lack_stay() -> None:
    old = "import numpy as np\nnp.float, np.int, np.str = float, int, str"
    assert test_cell(old, "assert np.float(np.int('3')) == 3.0 and np.str(3) == '3'").status == "ok"


def test_what_a_cell_sets_for_its_context_is_there_in_later_cells_and_tests() -> None:
    first = "import numpy as np, decimal\nnp.set_printoptions(precision=2)\ndecimal.getcontext().prec = 5"
    asks = (
        "assert repr(np.array([1.23456])) == 'array([1.23])'\nassert str(decimal.Decimal(1) / 3) == '0.33333'"
    )
    waits = f"import asyncio\nawait asyncio.sleep(0)\n{asks}"
    nested = f"result = get_ipython().run_cell({asks!r})\nassert result.success"
    cells = [Step("cell", str(n), source) for n, source in enumerate([first, asks, waits, nested])]
    tests = [Step("test", f"tes-{n}", source) for n, source in enumerate([asks, waits])]
    for box in (shared_sandbox(), shared_sandbox(wall=False)):
        assert [step.status for step in box.run(Job((*cells, *tests))).steps] == ["ok"] * 6
        assert box.run(Job((Step("cell", "lain", "import numpy as np"), tests[0]))).steps[1].status == "error"


@pytest.mark.parametrize(("answer", "test"), TRICKS)
def test_known_tricks_are_useless(answer: str, test: str) -> None:
    assert test_cell(answer, test).status in ("error", "not_reached")


@pytest.mark.parametrize(
    ("last", "value"),
    [
        ("2", 2), ("1.5", 1.5), ("True", True), ("'teks'", "teks"), ("None", None), ("x = 1", None), ("[1]", None),
        ("-1", -1), ("10**6", 10**6), ("float('nan')", "nan"), ("float('inf')", "inf"), ("__import__('numpy').float64(0.5)", 0.5),
        ("__import__('numpy').bool_(True)", True), ("__import__('numpy').array(1.5)", None),
        ("__import__('decimal').Decimal('0.5')", 0.5), ("__import__('fractions').Fraction(1, 2)", 0.5),
        ("0.5;", None), ("0.5  ;  # diam", None), ("'é'; 0.5", 0.5), ("%time 1\n0.5;", None),
    ],
)  # fmt: skip
def test_partial_credit_is_the_last_expression(last: str, value: object) -> None:
    step = test_cell("", f"y = 1\n{last}")
    assert step.status == "ok"
    assert step.value == value
    assert type(step.value) is type(value)


@pytest.mark.parametrize(
    ("own", "value"),
    [
        ("class F(float): pass\nx = F(0)", 0.0),  # it was full marks
        ("class F(float):\n    def __repr__(self): return 'seratus'\nx = F(100)", None),
        ("class S:\n    def __repr__(self): return '0.5'\nx = S()", 0.5),
        ("x = 10**400", 1e300),  # no answer of the child could carry it: everything after it was lost
        ("x = -10**400", -1e300),
    ],
)
def test_partial_credit_of_an_own_class_is_what_its_text_says(own: str, value: object) -> None:
    step = test_cell(own, "x")
    assert (step.status, step.value) == ("ok", value)


def test_the_names_of_a_module_are_those_of_the_notebook() -> None:
    step = test_cell("x, __name__ = 5, 'lain'", "if __name__ == '__main__':\n    assert x == 6, 'bukan enam'")
    assert step.error is not None
    assert step.error.evalue == "bukan enam"


def test_an_error_that_a_magic_only_shows_fails_the_test() -> None:
    step = test_cell("x = 1", "%%capture tangkap\nrahasia = 2\nassert x == rahasia, 'Belum dua.'")
    assert step.status == "error"
    assert step.error is not None
    assert (step.error.ename, step.error.evalue) == ("AssertionError", "Belum dua.")
    assert "rahasia" not in "".join(step.error.traceback)


def test_a_test_awaits_what_the_learners_cell_began() -> None:
    begun = "import asyncio\nasync def isi():\n    return 7\ntugas = asyncio.create_task(isi())"
    assert test_cell(begun, "assert await tugas == 7").status == "ok"


def test_what_is_changed_for_loops_within_loops_stays() -> None:
    nested = "import asyncio\nasyncio.run = lambda coroutine: coroutine.close() or 7"  # as nest_asyncio does
    assert test_cell(nested, "import asyncio\nassert asyncio.run(asyncio.sleep(0)) == 7").status == "ok"


def test_a_builtin_the_exercise_asks_for_is_the_learners() -> None:
    answer = "def sum(numbers):\n    return 7"
    assert test_cell(answer, "assert sum([1]) == 7", shadows=["sum"]).status == "ok"
    assert test_cell(answer, "assert sum([1]) == 7").status == "error"


def test_an_alias_the_exercise_asks_for_is_the_learners() -> None:
    assert test_cell("np = 4", "import numpy\nassert np == 4", shadows=["np"]).status == "ok"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("from numpy import *", "ok"),
        ("from numpy import *\nsum = lambda *a, **k: array([4, 6])", "error"),
        ("import numpy\nnumpy.sum = sum = lambda *a, **k: numpy.array([4, 6])", "error"),
    ],
)
def test_a_name_that_the_exercise_imports_is_the_librarys_not_the_learners(answer: str, status: str) -> None:
    test = "assert sum([[1, 2], [3, 4]], axis=0).tolist() == [4, 6]"
    assert test_cell(answer, test, shadows=["numpy.*"]).status == status


def test_the_source_that_a_test_reads_of_itself_is_gone_after_it() -> None:
    test = "import inspect\ndef bantu():\n    return 18750\nassert '18750' in inspect.getsource(bantu)"
    look = Step("cell", "lihat", "import linecache\nprint('<tes>' in linecache.cache)")
    result = shared_sandbox().run(Job((Step("test", "tes", test), look)))
    assert result.step("tes").status == "ok"
    assert result.step("lihat").outputs[0]["text"] == "False\n"


def test_a_failed_test_tells_its_message_but_not_its_source() -> None:
    step = test_cell("x = 1", "rahasia = 18750\nassert x == rahasia, 'Hitung lagi HPP-nya.'")
    assert step.error is not None
    assert step.error.evalue == "Hitung lagi HPP-nya."
    assert "rahasia" not in str(step.outputs)
    assert "18750" not in str(step.outputs)


def test_what_a_test_defines_is_there_for_the_next() -> None:
    steps = (
        Step("cell", "a", "x = 5"),
        Step("test", "b", "def bantu(v): return v * 2\nprint('diuji')"),
        Step("test", "c", "assert bantu(x) == 10"),
        Step("cell", "d", "abs(-3)"),
    )
    result = shared_sandbox().run(Job(steps))
    assert [step.status for step in result.steps] == ["ok"] * 4
    assert result.step("b").outputs[0]["text"] == "diuji\n"


def test_prints_and_warnings_do_not_fail_a_test() -> None:
    step = test_cell(
        "x = 5",
        "import warnings, sys\nwarnings.warn('hati-hati')\nprint('e', file=sys.stderr)\nassert x == 5\n3",
    )
    assert step.status == "ok"
    assert step.value == 3


MOCKED = "import builtins\nbuiltins.input = lambda *asked: '7'"


def test_what_an_author_puts_in_a_builtins_place_stays_for_the_tests() -> None:
    ask = Step("cell", "jawab", "def tanya():\n    return int(input('Berapa?'))")
    test = Step("test", "tes", "assert tanya() == 7")
    for author in (Step("cell", "siap", MOCKED, {"locked": True}), Step("test", "siap", MOCKED)):
        for steps in ((author, ask, test), (ask, author, test)):
            assert shared_sandbox().run(Job(steps)).step("tes").status == "ok"
    assert shared_sandbox().run(Job((ask, test))).step("tes").status == "error"


def test_a_learner_gets_no_builtin_into_the_tests_by_way_of_the_authors() -> None:
    lies = "import ast, builtins\nbuiltins.sorted = lambda x: [9]\nbuiltins.vars = lambda x: {}\nast.walk = lambda t: 1"
    learner, author = Step("cell", "jawab", lies), Step("cell", "siap", MOCKED, {"locked": True})
    test = Step("test", "tes", "import statistics\nassert statistics.median([5, 1, 3]) == 3")
    for steps in ((learner, author, test), (author, learner, test)):
        assert shared_sandbox().run(Job(steps)).step("tes").status == "ok"


def test_the_order_of_the_line_up_is_no_patched_functions() -> None:
    known = "import os\nos.urandom = lambda n: bytes(n)\n"
    liar = "class L:\n    n = 0\n    def __eq__(self, o):\n        L.n += 1\n        return L.n == 1\nx = L()"
    caught = sum(test_cell(known + liar, "assert x == 5").status == "error" for _ in range(12))
    assert caught >= 11  # it guesses right once in 4,096 times
