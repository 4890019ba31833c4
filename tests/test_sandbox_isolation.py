"""Isolated tests: what crosses, what the reference decides, and the same verdict as in one process."""

# ruff: noqa: E501  (tables of cells)

from __future__ import annotations

import datetime
import decimal
import math
import random
from collections import Counter, OrderedDict, defaultdict, deque
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pytest

from grader.curriculum.isolation import LATER
from grader.sandbox import protocol
from grader.sandbox.crossing import Decoder, Encoder
from grader.sandbox.crossing_kinds import DoesNotCross
from tests.isolation import Cells, isolated, run, won

TABLE = pd.DataFrame(
    {"a": [1, 2], "b": ["x", None], "c": pd.to_datetime(["2024-01-01", "2024-02-01"]), "d": [1.5, math.nan],
     "e": pd.array([1, None], dtype="Int64"), "f": pd.Categorical(["a", "b"])}
)  # fmt: skip
VALUES: list[Any] = [
    None, True, 1, 10**400, "é", 1.0, math.inf, 2j, [1, [2]], (1,), {1, 2}, frozenset({1}), {"a": 1, (1, 2): [3]},
    Counter("aab"), OrderedDict(a=1), deque([1]), decimal.Decimal("1.5"), Fraction(1, 3), b"ab", bytearray(b"c"), range(3),
    datetime.date(2024, 1, 1), datetime.datetime(2024, 1, 1, 3), datetime.timedelta(1), datetime.time(3), int, ...,
    np.int64(3), np.bool_(True), np.datetime64("2024-01-01"), pd.Timestamp("2024-01-01"), pd.Timedelta("1D"), np.dtype("f8"),
]  # fmt: skip


def over(value: Any) -> Any:
    return Decoder(protocol.decode(protocol.encode(Encoder().tree(value))[4:])).root()


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_data_cross_as_what_they_are(value: Any) -> None:
    seen = over(value)
    assert seen == value
    assert type(seen) is type(value)


@pytest.mark.parametrize(
    "table", [TABLE, TABLE["b"], TABLE.describe(), TABLE.set_index(["a", "b"]), TABLE.groupby("b")["a"].sum(), TABLE[['a', 'b']].dtypes]
)  # fmt: skip
def test_tables_cross(table: Any) -> None:
    seen = over(table)
    assert type(seen) is type(table)
    assert seen.equals(table)
    assert str(getattr(seen, "dtypes", "")) == str(getattr(table, "dtypes", ""))


def test_one_object_stays_one_and_rings_stay_rings() -> None:
    one: list[Any] = [1]
    ring: list[Any] = [one, one]
    ring.append(ring)
    seen = over(ring)
    assert seen[0] is seen[1]
    assert seen[2] is seen
    assert math.isnan(over([math.nan])[0])


class Own(list[int]):
    """A class that is no plain data."""


@pytest.mark.parametrize("value", [Own([1]), lambda: 1, math, "x" * (7 << 20), [[] for _ in range(200_001)]])
def test_what_is_no_plain_data_or_too_much_is_refused(value: Any) -> None:
    with pytest.raises(DoesNotCross):
        Encoder().tree(value)


@pytest.mark.parametrize(
    "tree",
    [
        {}, {"nodes": 1}, {"root": [3], "nodes": []}, {"root": [0], "nodes": [["list", 3]]}, {"root": [0], "nodes": [["tuple", [[0]]]]},
        {"root": [0], "nodes": [["array", "O8", [1], "AAAA"]]}, {"root": [0], "nodes": [["scalar", "<f8", [], "AA"]]},
        {"root": [0], "nodes": [["array", "<f8", [10**12], ""]]}, {"root": [0], "nodes": [["type", "eval"]]},
        {"root": [0], "nodes": [["pickle", "x"]]}, {"root": [0], "nodes": [[]]}, {"root": {"a": 1}, "nodes": []},
        {"root": [0], "nodes": [["dict", [[[1], 2]]], ["list", []]]}, {"root": [0], "nodes": [["dtype", "O"]]},
    ],
)  # fmt: skip
def test_a_hostile_table_is_refused(tree: Any) -> None:
    with pytest.raises(DoesNotCross):
        Decoder(tree).root()


STACK = (
    "class Tumpukan:\n    def __init__(self, isi=()):\n        self.isi = list(isi)\n"
    "    def taruh(self, x):\n        self.isi.append(x)\n    def ambil(self):\n        return self.isi.pop()\n"
    "    def __len__(self):\n        return len(self.isi)"
)
#: name → cells, and a wrong answer for cell 1.
STYLES: dict[str, tuple[Cells, str]] = {
    "function": ((("beri", "import math"), ("jawab", "def f(x):\n    return math.sqrt(x)"), ("tes", "assert f(9) == 3\nassert math.isclose(f(2), 1.41421356, abs_tol=1e-6)")), "def f(x):\n    return x"),
    "partial credit": ((("beri", "1"), ("jawab", "def f(x):\n    return x * x"), ("tes", "n = sum(f(i) == i * i for i in range(4))\nn / 4")), "def f(x):\n    return x + 1"),
    "exception": ((("beri", "1"), ("jawab", "def f(x):\n    if x < 0:\n        raise ValueError('negatif')\n    return x"), ("tes", "try:\n    f(-1)\nexcept ValueError as e:\n    assert 'negatif' in str(e)\nelse:\n    raise AssertionError('harus galat')")), "def f(x):\n    return x"),
    "own exception": ((("beri", "1"), ("jawab", "class Kurang(Exception):\n    pass\ndef f(x):\n    if x < 0:\n        raise Kurang(x)\n    return x"), ("tes", "try:\n    f(-1)\n    ok = False\nexcept Kurang:\n    ok = True\nassert ok")), "class Kurang(Exception):\n    pass\ndef f(x):\n    return x"),
    "table": ((("beri", "import pandas as pd"), ("jawab", "df = pd.DataFrame({'a': [1, 2]})\ndef g(d):\n    return d.assign(b=d.a * 2)"), ("tes", "assert g(df).b.tolist() == [2, 4]\npd.testing.assert_frame_equal(df, pd.DataFrame({'a': [1, 2]}))\nassert isinstance(df, pd.DataFrame)")), "df = pd.DataFrame({'a': [1, 3]})\ndef g(d):\n    return d"),
    "replayed helper": ((("kunci", "def dekat(a, b):\n    return abs(a - b) < 1e-9\ndata = [1.5, 2.5]"), ("jawab", "def f(xs):\n    return sum(xs) / len(xs)"), ("tes", "assert dekat(f(data), 2)")), "def f(xs):\n    return 2.5"),
    "helper calls the learner": ((("kunci", "def jumlah(f, n):\n    return sum(f(i) for i in range(n))"), ("jawab", "def kuadrat(i):\n    return i * i"), ("tes", "assert jumlah(kuadrat, 4) == 14")), "def kuadrat(i):\n    return i"),
    "callback": ((("beri", "1"), ("jawab", "def terapkan(g, xs):\n    return [g(x) for x in xs]"), ("tes", "assert terapkan(lambda x: x + 1, [1, 2]) == [2, 3]\nassert terapkan(str, [1]) == ['1']")), "def terapkan(g, xs):\n    return xs"),
    "to itself": ((("beri", "1"), ("jawab", "def f(x):\n    return x + 1\ndef dua(g, x):\n    return g(g(x))"), ("tes", "assert dua(f, 1) == 3")), "def f(x):\n    return x\ndef dua(g, x):\n    return x"),
    "argument changed": ((("beri", "1"), ("jawab", "def urut(xs):\n    xs.sort()"), ("tes", "xs = [3, 1, 2]\nassert urut(xs) is None\nassert xs == [1, 2, 3]")), "def urut(xs):\n    pass"),
    "argument kept": ((("beri", "1"), ("jawab", "def urut(xs):\n    return sorted(xs)"), ("tes", "xs = [3, 1, 2]\nassert urut(xs) == [1, 2, 3]\nassert xs == [3, 1, 2]")), "def urut(xs):\n    xs.sort()\n    return xs"),
    "same object": ((("beri", "1"), ("jawab", "def f(xs):\n    return xs"), ("tes", "xs = [1]\nassert f(xs) is xs")), "def f(xs):\n    return list(xs)"),
    "class": ((("beri", "1"), ("jawab", STACK), ("tes", "t = Tumpukan()\nt.taruh(1)\nt.taruh(2)\nassert len(t) == 2 and t.ambil() == 2\nassert isinstance(t, Tumpukan)\ntry:\n    Tumpukan().ambil()\nexcept IndexError:\n    pass")), STACK.replace("pop()", "pop(0)")),
    "generator": ((("beri", "1"), ("jawab", "def g(n):\n    for i in range(n):\n        yield i"), ("tes", "assert list(g(3)) == [0, 1, 2]")), "def g(n):\n    yield n"),
    "prints": ((("beri", "1"), ("jawab", "def sapa(n):\n    print('Halo', n)"), ("tes", "import io\nfrom contextlib import redirect_stdout\nb = io.StringIO()\nwith redirect_stdout(b):\n    sapa('Ani')\nassert b.getvalue() == 'Halo Ani\\n'")), "def sapa(n):\n    print(n)"),
    "names of a test": ((("beri", "1"), ("jawab", "def f(x):\n    return x"), ("tes", "sama = f(3)\nassert sama == 3"), ("tes", "assert sama == 3")), "def f(x):\n    return 0"),
}  # fmt: skip
UNTOUCHED = "raise NotImplementedError()"


@pytest.mark.parametrize("style", STYLES)
def test_a_test_of_this_style_is_isolated_and_tells_right_from_wrong(style: str) -> None:
    cells, wrong = STYLES[style]
    assert set(isolated(cells).values()) == {""}
    assert all(map(won, run(cells).values()))
    for answer in (wrong, UNTOUCHED, wrong.split("\n")[0] + " ?"):
        last = next(iter(run(cells, {1: answer}).values()))
        assert not won(last) or (style == "partial credit" and last.value != 1)


@pytest.mark.parametrize(
    ("test", "reason"),
    [
        ("assert '**' in In[-1]", "membaca kode peserta"),
        ("exec('f(2)')", "menjalankan teks"),
        ("import gc\nassert f(2) == 4", "melihat isi memori"),
        ("import time\nt = time.time()\nassert f(2) == 4", "mengukur waktu"),
        ("g.skala = 3\nassert g(2) == 6", "di proses lain hasilnya lain"),
    ],
)
def test_what_cannot_be_isolated_is_named_with_its_reason(test: str, reason: str) -> None:
    cells: Cells = (
        ("jawab", "def f(x):\n    return x ** 2\ndef g(x):\n    return x * g.skala"),
        ("tes", test),
    )
    assert isolated(cells)[1].startswith(reason)
    assert won(run(cells)[1])


def test_a_test_whose_names_later_cells_use_is_not_isolated() -> None:
    cells: Cells = (
        ("jawab", "x = 1"), ("tes", "contoh = x + 1\nassert contoh == 2"), ("jawab", "y = contoh * 2"), ("tes", "assert y == 4"),
    )  # fmt: skip
    assert isolated(cells) == {1: LATER, 3: ""}
    assert all(map(won, run(cells).values()))


def test_a_function_that_never_returns_costs_its_own_test_only() -> None:
    cells: Cells = (
        ("jawab", "def f(x):\n    return x"),
        ("tes", "assert f(1) == 1"),
        ("jawab", "y = 2"),
        ("tes", "assert y == 2"),
    )
    seen = run(cells, {0: "def f(x):\n    while True: pass"}, cell_seconds=1)
    assert seen[1].status == "timeout"
    assert seen[3].status == "ok"


class Pair(NamedTuple):
    """A record: a class of its own that is data all the same."""

    left: int
    right: str = "b"


def test_records_and_random_generators_cross_and_stay_of_their_class() -> None:
    assert type(over(Pair(1))) is Pair
    assert over([Pair, Pair(1)])[1] == Pair(1)
    assert over(defaultdict(list, a=[1])) == {"a": [1]}
    assert over(random.Random(3)).random() == random.Random(3).random()
    assert over(np.random.default_rng(1)).random() == np.random.default_rng(1).random()
    assert over(np.random.RandomState(1)).rand() == np.random.RandomState(1).rand()


@pytest.mark.parametrize("labels", [None, ["z", "b", "a"]])
def test_ordered_categories_intervals_and_periods_cross(labels: list[str] | None) -> None:
    cut = pd.cut(pd.Series([1, 5, 9]), [0, 4, 6, 10], labels=labels)
    assert over(cut).equals(cut)
    months = pd.Series([1, 2], index=pd.period_range("2024-01", periods=2, freq="M"))
    assert over(months).equals(months)
