"""Typical slips of a solution: each computes what its sentence says, and both locks recognise it."""

from __future__ import annotations

import contextlib
import copy
import json
import statistics
from collections.abc import Mapping
from functools import cache
from types import CodeType
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sandboxes import shared_sandbox

from grader.checks.build import Check
from grader.checks.evaluate import evaluate
from grader.checks.lock import SealedLock
from grader.checks.messages import SLIPS
from grader.checks.observe import observe
from grader.checks.spec import Cell, Verdict
from grader.common.checkout import content_root
from grader.curriculum.declared import declared
from grader.curriculum.release import compile_checks, reference_steps, release_notebook
from grader.curriculum.slips import answer_expression, slip_expressions, tells_the_slip
from grader.notebooks.cells import source_text
from grader.notebooks.names import assigned_names
from grader.notebooks.normal_form import read_notebook
from grader.notebooks.written import written_in
from grader.sandbox.job import Job

VALUES = st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=30)

#: A solution, and the slip that its sentence is about.
CASES = {
    "mean-for-median": ('x = t["n"].median()', 't["n"].mean()'),
    "median-for-mean": ('x = t["n"].mean()', 't["n"].median()'),
    "sum-for-mean": ('x = t["n"].mean()', 't["n"].sum()'),
    "mean-for-sum": ('x = t["n"].sum()', 't["n"].mean()'),
    "count-for-sum": ('x = t["n"].sum()', "len(t)"),
    "sum-for-count": ('x = t["n"].count()', 't["n"].sum()'),
    "minimum-maximum": ('x = t["n"].max()', 't["n"].min()'),
    "missing-filter": ('x = t[t["n"] >= 5]["m"].sum()', 't["m"].sum()'),
    "reversed-filter": ('x = t[t["n"] >= 5]["m"].sum()', 't[t["n"] < 5]["m"].sum()'),
    "edge-filter": ('x = t[t["n"] >= 5]["m"].sum()', 't[t["n"] > 5]["m"].sum()'),
    "sort-direction": (
        'x = t.sort_values("n", ascending=False)["n"].tolist()',
        't.sort_values("n")["n"].tolist()',
    ),
    "other-column": ('x = t["n"].sum()', 't["m"].sum()'),
    "largest-alone": ('x = t["n"].median()', 't["n"].max()'),
    "different-values": ('x = t["n"].sum()', 't["n"].nunique()'),
    "other-divisor": ('x = t["n"].sum() / len(t)', 't["n"].sum() / t["n"].nunique()'),
}


def table(values: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"n": values, "m": [3 * v + 1 for v in values]})


@cache
def slips(source: str, ident: str) -> list[CodeType]:
    """The slips of this identifier, which are the same for all values."""
    return [compile(e, "<slip>", "eval") for found, e in slip_expressions(source, "x") if found == ident]


def computed(source: str, ident: str, **names: object) -> list[Any]:
    """What each of them comes to, where it comes to anything."""
    results = []
    for slip in slips(source, ident):
        with contextlib.suppress(IndexError):  # there is no such other column
            results.append(eval(slip, dict(names)))
    return results


@pytest.mark.parametrize("ident", CASES)
@given(values=VALUES)
def test_a_slip_computes_what_its_sentence_says(ident: str, values: list[int]) -> None:
    source, meant = CASES[ident]
    t = table(values)
    assert eval(meant, {"t": t}) in computed(source, ident, t=t)


@given(values=VALUES)
def test_plain_lists_have_the_same_slips(values: list[int]) -> None:
    assert computed("x = sum(v) / len(v)", "median-for-mean", v=values) == [statistics.median(values)]
    assert computed("x = sum(v) / len(v)", "sum-for-mean", v=values) == [sum(values)]
    assert computed("x = sum(v)", "mean-for-sum", v=values) == [sum(values) / len(values)]
    assert computed("x = sum(v)", "count-for-sum", v=values) == [len(values)]
    assert computed("x = len(v)", "sum-for-count", v=values) == [sum(values)]
    assert computed("x = max(v)", "minimum-maximum", v=values) == [min(values)]
    assert computed("x = sorted(v)", "sort-direction", v=values) == [sorted(values)[::-1]]
    assert computed("x = [a for a in v if a > 5]", "edge-filter", v=values) == [[a for a in values if a >= 5]]
    assert computed("x = [a for a in v if a > 5]", "missing-filter", v=values) == [values]


@pytest.mark.parametrize(
    ("source", "ident", "expression"),
    [
        ('x = t.groupby("k").agg({"n": "sum"})', "mean-for-sum", "t.groupby('k').agg({'n': 'mean'})"),
        ('x = t.groupby("k")["n"].agg("mean")', "median-for-mean", "t.groupby('k')['n'].agg('median')"),
        ('x = g.agg(sum=("n", "max"))', "minimum-maximum", "g.agg(sum=('n', 'min'))"),
        ('x = t.pivot_table("sum", aggfunc="sum")', "mean-for-sum", "t.pivot_table('sum', aggfunc='mean')"),
        ('x = statistics.mean(t["n"])', "median-for-mean", "statistics.median(t['n'])"),
        ('x = t.loc[t["n"].idxmax(), "k"]', "minimum-maximum", "t.loc[t['n'].idxmin(), 'k']"),
        ('x = t.nlargest(3, "n")', "minimum-maximum", "t.nsmallest(3, 'n')"),
        ('x = t.sort_values("n").head(2)', "minimum-maximum", "t.sort_values('n').tail(2)"),
        ('x = t.loc[t["n"] > 3, "m"].sum()', "missing-filter", "t.loc[:, 'm'].sum()"),
        ('x = len(t.query("n > 3"))', "missing-filter", "len(t)"),
        ('x = t[t["k"].isin(y)]', "reversed-filter", "t[~t['k'].isin(y)]"),
        ('x = t[(t["n"] > 3) & (t["m"] < 9)]', "missing-filter", "t[t['m'] < 9]"),
        ('x = len(t[t["n"] >= 10])', "sum-for-count", "t[t['n'] >= 10]['n'].sum()"),
        ('x = (t["n"] > 3).sum()', "missing-filter", "(t['n'] > 3).count()"),
        ('x = len(t[t["{n}"] >= 10])', "sum-for-count", "t[t['{n}'] >= 10]['{n}'].sum()"),
    ],
)  # fmt: skip
def test_the_ways_to_write_it(source: str, ident: str, expression: str) -> None:
    assert (ident, expression) in slip_expressions(source, "x")


@pytest.mark.parametrize(
    ("source", "ident"),
    [
        # Adding up yes and no is counting; its mean is a share.
        ('x = (t["n"] > 3).sum()', "count-for-sum"),
        ('x = (t["n"] > 3).mean()', "sum-for-mean"),
        # In a calculation an amount is not the answer, and in a filter no aggregation is.
        ('x = t["n"].sum() / t["m"].sum()', "mean-for-sum"),
        ('x = t[t["n"] > t["n"].mean()]', "median-for-mean"),
        # Another largest has many reasons.
        ('x = t.groupby("k")["n"].sum().idxmax()', "mean-for-sum"),
        # The column of a filter is not the one that is summarised.
        ('x = len(t[t["n"] > 3])', "other-column"),
        ('x = "batik".count("b")', "sum-for-count"),
    ],
)
def test_what_would_mislead_is_left_out(source: str, ident: str) -> None:
    assert ident not in dict(slip_expressions(source, "x"))


@given(values=VALUES, edge=st.integers(-5, 5))
def test_temporaries_are_written_out(values: list[int], edge: int) -> None:
    source = (
        "x = ____\n"
        f'besar = t[t["n"] >= {edge}]\n'
        'besar = besar[besar["m"] < 9_000]\n'
        'n = besar["n"]\n'
        "x = sum(a * 2 for a in n)"
    )
    t = table(values)
    names: dict[str, Any] = {"t": t, "____": None}
    exec(source, names)
    assert eval(answer_expression(source, "x") or "", {"t": t}) == names["x"]
    unfiltered = t[t["m"] < 9_000]["n"]
    assert sum(a * 2 for a in unfiltered) in computed(source, "missing-filter", t=t)


def test_a_name_of_a_comprehension_is_no_temporary() -> None:
    names: dict[str, Any] = {"v": [1, 2, 4]}
    source = "a = 100\nx = sum(a * 2 for a in v) + a"
    exec(source, names)
    assert eval(answer_expression(source, "x") or "", dict(names)) == 114


@pytest.mark.parametrize(
    "source",
    [
        "x = antrian.pop() + sum(v)",
        "x = sum(acak(v))",
        "x = rng.choice(v).sum()",
        'x = t.sort_values("n", inplace=True)',
        "x = sum(v)\nfor a in v:\n    x = x + a",
        "x = sum(v)\nx += 1",
        "x = x + sum(v)",
        "def x(v):\n    return sum(v)",
        "x = lambda v: sum(v)",
        "x = t.plot.bar(x='k', y='n')",
        "x = 5",
        "x = (sum(v)",
        "x = sum(v)" + " + sum(v)" * 400,
        "x = sum(v)" + " + sum(v)" * 5_000,
        "a = sum(v)\n" + "a = a + a\n" * 40 + "x = a",
        "y = sum(v)",
    ],
)
def test_only_what_can_be_computed_twice_is_varied(source: str) -> None:
    assert slip_expressions(source, "x") == []


@pytest.mark.long
def test_every_cell_of_the_course_can_be_read() -> None:
    found = 0
    for path in sorted(content_root().glob("*/*/*.ipynb")):
        for cell in read_notebook(path)["cells"]:
            for name in assigned_names(source_text(cell)) if cell["cell_type"] == "code" else ():
                for ident, expression in slip_expressions(source_text(cell), name):
                    compile(expression, "<selip>", "eval")
                    assert ident in SLIPS
                    found += 1
    assert found > 100


@pytest.mark.parametrize(
    ("ident", "key", "seen", "tells"),
    [
        ("mean-for-sum", {"type": "number", "value": 70}, {"type": "number", "value": 3.5}, True),
        ("mean-for-sum", {"type": "number", "value": 70}, {"type": "number", "value": 3}, True),
        ("edge-filter", {"type": "number", "value": 4}, {"type": "number", "value": 3}, False),
        ("edge-filter", {"type": "number", "value": 40}, {"type": "number", "value": 39}, True),
        ("mean-for-sum", {"type": "number", "value": 70}, {"type": "number", "value": 1.0}, False),
        ("mean-for-sum", {"type": "number", "value": 70}, {"type": "number", "value": None}, False),
        ("mean-for-sum", {"type": "number", "value": 70}, {"type": "text", "value": "ab"}, False),
        ("mean-for-sum", {"type": "number", "value": 70}, {"type": "broken"}, False),
        ("reversed-filter", {"type": "bool", "value": True}, {"type": "bool", "value": False}, False),
        ("missing-filter", {"type": "text", "value": "WA"}, {"type": "text", "value": "toko"}, False),
        ("minimum-maximum", {"type": "text", "value": "WA"}, {"type": "text", "value": "toko"}, True),
        ("reversed-filter", {"type": "list", "length": 2}, {"type": "list", "length": 0}, False),
        (
            "other-column",
            {"type": "table", "rows": 2, "names": ["k", "n"]},
            {"type": "table", "rows": 2, "names": ["k", "m"]},
            False,
        ),
    ],
)
def test_an_answer_with_many_reasons_gets_no_diagnosis(
    ident: str, key: dict[str, Any], seen: dict[str, Any], tells: bool
) -> None:
    assert tells_the_slip(ident, key, seen) is tells


# In a release


def notebook(*cells: str) -> dict[str, Any]:
    """A source notebook; a cell that begins with periksa is graded."""
    made = []
    for number, source in enumerate(cells):
        graded = source.startswith("periksa")
        marks = {"grade": graded, "grade_id": f"s{number}", "locked": graded, "solution": False, "points": 1}
        cell = {"cell_type": "code", "id": f"s{number}", "source": source, "outputs": []}
        made.append(cell | {"metadata": {"nbgrader": marks} if graded else {}})
    return {"cells": made}


def locks(*cells: str) -> Mapping[str, tuple[tuple[Check, Any], tuple[Check, Any]]]:
    """Question → its check and lock as the grader has them, and as the key file of a trainee has them."""
    source = notebook(*cells)
    checks = declared(source)
    run = shared_sandbox().run(Job(reference_steps(source, checks)))
    opened = {c.check.name: (c.check, c.lock) for c in compile_checks(source, checks, run)}
    keys = json.loads(release_notebook("coba", copy.deepcopy(source), {}) or "")["checks"]
    return {
        name: (pair, (Check.from_json(keys[name]), SealedLock.from_json(keys[name]["lock"])))
        for name, pair in opened.items()
    }


def judged(ways: tuple[tuple[Check, Any], ...], value: object, source: str = "?") -> Verdict:
    """The verdict on a value of such a cell; the grader and the notebook say the same."""
    cell, seen = Cell(written=written_in(source)), observe({"x": value}, {"name": "x"})
    first, second = (evaluate(check, lock, seen, cell) for check, lock in ways)
    assert first == second
    return first


TABLE = """
import pandas as pd
t = pd.DataFrame({"k": list("abcabc"), "n": [2, 3, 5, 7, 11, 130], "m": range(50, 56)})
"""


def test_a_slip_gets_its_sentence_from_the_grader_and_in_the_notebook() -> None:
    ways = locks(TABLE, 'besar = t[t["n"] >= 5]\nx = besar["n"].sum()', 'periksa("x")')["x"]
    assert judged(ways, 153).score == 1
    said = {value: judged(ways, value) for value in (38.25, 158, 148, 214, 4, 2_000)}
    assert {value: verdict.diagnosis for value, verdict in said.items()} == {
        38.25: "mean-for-sum",
        158: "missing-filter",
        148: "edge-filter",
        214: "other-column",
        4: None,
        2_000: None,
    }
    assert said[38.25].message == SLIPS["mean-for-sum"]
    assert said[38.25].misconception is None
    assert said[38.25].score == 0


def test_a_slip_that_the_tolerance_cannot_tell_from_nothing_is_left_out() -> None:
    """The mean of `n` is 26.3 and that of `kecil` 0.2: within 0.5 that is 0, and so are many other slips."""
    table = TABLE + 't["kecil"] = 0.2\n'
    ways = locks(table, 'x = t["n"].mean()', 'periksa("x", toleransi=0.5)')["x"]
    assert judged(ways, 0.2).diagnosis is None
    assert judged(ways, 52.5).diagnosis is None  # the other column's mean, and a fifth of this one's sum
    assert judged(ways, 52.5, 'x = t["m"].mean()').diagnosis == "other-column"
    assert judged(ways, 52.5, 'x = t["n"].sum() / 3').diagnosis == "other-divisor"


def test_the_author_speaks_first() -> None:
    ways = locks(TABLE, 'x = t["n"].median()', 'periksa("x", keliru={"t[\'n\'].mean()": "Lihat seratus tiga puluh itu."})')["x"]  # fmt: skip  # noqa: E501
    verdict = judged(ways, 158 / 6)
    assert verdict.message == "Lihat seratus tiga puluh itu."
    assert verdict.diagnosis is None


def test_a_table_is_told_where_and_what() -> None:
    cell = 'x = t.groupby("k", as_index=False).agg(n=("n", "sum"), m=("m", "max"))'
    ways = locks(TABLE, cell, 'periksa("x")')["x"]
    t = pd.DataFrame({"k": list("abcabc"), "n": [2, 3, 5, 7, 11, 130], "m": range(50, 56)})
    answer = t.groupby("k", as_index=False).agg(n=("n", "mean"), m=("m", "max"))
    assert judged(ways, answer).message == f"Isi kolom n belum sesuai. {SLIPS['mean-for-sum']}"


def test_looking_at_slips_leaves_the_notebook_as_it_was() -> None:
    """A queue that is taken from twice would give the second question another key."""
    first, second = "x = antrian.pop() + sum(v)", "y = antrian.pop()"
    cells = ("antrian, v = [1, 20, 300], [4, 5]", first, 'periksa("x")', second, 'periksa("y")')
    assert (
        locks(*cells)["y"][0][1].accepted
        == locks(cells[0], first, second, 'periksa("y")')["y"][0][1].accepted
    )


def test_an_answer_that_was_changed_after_it_was_made_has_no_slips() -> None:
    made = 'x = t.groupby("k")[["n"]].sum()\nx.loc["a", "n"] = 2'
    [(_, lock), _] = locks(TABLE, made, 'periksa("x")')["x"]
    assert not lock.slips


def test_a_column_that_is_set_belongs_to_the_answer() -> None:
    made = 'x = t.groupby("k")[["n"]].sum()\nx["lain"] = 5000 - x["n"]'
    ways = locks(TABLE, made, 'periksa("x")')["x"]
    names: dict[str, Any] = {}
    exec(TABLE, names)
    answer = names["t"].groupby("k")[["n"]].sum().assign(lain=lambda x: x["n"] - 5000)
    assert judged(ways, answer).message == f"Isi kolom lain belum sesuai. {SLIPS['swapped-sides']}"


@pytest.mark.parametrize(
    ("solution", "answer", "ident"),
    [
        ('x = lima["n"].mean()', 'lima.groupby("k")["n"].mean().mean()', "mean-of-means"),
        ('x = t["n"].sum()', 't[t["k"] == "b"]["n"].sum()', "some-rows"),
        ('x = t[t["k"] == "a"]["n"].sum()', 't[t["k"] == "c"]["n"].sum()', "other-group"),
        ('x = t["n"].max()', 'lain["n"].max()', "other-table"),
        ("x = harga - biaya", "harga - upah", "other-number"),
    ],
)
def test_something_else_in_its_place(solution: str, answer: str, ident: str) -> None:
    cell = TABLE + "lain = t.assign(n=t['n'] * 7)\nlima = t.head(5)\nharga, biaya, upah = 900, 210, 45"
    names: dict[str, Any] = {}
    exec(cell, names)
    assert judged(locks(cell, solution, 'periksa("x")')["x"], eval(answer, names)).message == SLIPS[ident]


def test_slips_too_large_to_carry_do_not_stop_a_release() -> None:
    cell = 'import pandas as pd\nt = pd.DataFrame({"n": range(60_000), "m": range(60_000)})'
    [(_, lock), _] = locks(cell, 'x = t[t["n"] > 59_990][["n", "m"]]', 'periksa("x")')["x"]
    assert {slip.ident for slip in lock.slips.values()} == {"edge-filter"}


def test_several_expressions_end_with_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    request = {"name": "x", "expressions": ["n", "n + 1", "1 / 0"]}
    seen = observe({"n": 5}, request)["seen"]
    assert [s.get("value", s["type"]) for s in seen] == [5, 6, "broken"]
    monkeypatch.setattr("grader.checks.observe.SECONDS", -1)
    assert observe({"n": 5}, request)["seen"] == [{"type": "other"}] * 3


def test_a_key_file_shows_neither_a_value_nor_which_slips_there_are() -> None:
    cells = (TABLE, 'x = t[t["n"] >= 5]["n"].sum()', 'periksa("x")')
    text = release_notebook("coba", notebook(*cells), {}) or ""
    lock = json.loads(text)["checks"]["x"]["lock"]
    assert len(lock["slips"]) > 4
    assert len({len(token) for token in lock["slips"]}) == 1
    for secret in ("153", "158", "38.25", *SLIPS, *SLIPS.values()):
        assert secret not in json.dumps(lock["slips"]), secret
    assert release_notebook("coba", notebook(*cells), {}) == text
