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


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("from numpy import *", "ok"),
        ("from numpy import *\nsum = lambda *a, **k: array([4, 6])", "error"),
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
