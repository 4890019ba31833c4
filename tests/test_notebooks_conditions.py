"""What answers yes or no for each row: told by its form, or by the name that holds it."""

from __future__ import annotations

import ast

import pytest

from grader.checks.signs import YES
from grader.notebooks.conditions import is_condition, named_conditions
from grader.notebooks.typed import typed_slip
from grader.notebooks.written import written_in


@pytest.mark.parametrize(
    ("source", "asks"),
    [
        ("t['a'] > 5", True),
        ("t.a.str.len() > 5", True),
        ("t['a'].isin([1, 2])", True),
        ("(t.a > 1) & (t.b < 2)", True),
        ("~t['a'].isna()", True),
        ("t['a']", False),
        ("t['a'].sum()", False),
        ("a + b", False),
        ("ya", True),
        ("t['ya']", True),
    ],
)
def test_a_condition_is_told_by_its_form(source: str, asks: bool) -> None:
    assert is_condition(ast.parse(source, mode="eval").body, {"ya"}) is asks


def test_a_name_holds_a_condition_until_it_is_given_something_else() -> None:
    cell = ast.parse("besar = t.a > 5\nt['kecil'] = t.a < 2\nlain = t.a.sum()\nbesar = t[besar]")
    assert named_conditions(cell.body[:3]) == {"besar", "kecil"}
    assert named_conditions(cell.body) == {"kecil"}


@pytest.mark.parametrize(
    ("source", "times"),
    [
        ("x = (t['a'] > 5).sum()", 1),
        ("x = sum(t['a'] > 5)", 1),
        ("x = sum(1 for n in t.a if n > 5)", 1),
        ("x = sum(n > 5 for n in t.a)", 1),
        ("x = ((t.a > 5) & (t.b > 2)).sum()", 1),
        ("besar = t['a'] > 5\nx = besar.sum()", 1),
        ("t['besar'] = t['a'] > 5\nx = t['besar'].sum()", 1),
        ("x = t[t['a'] > 5]['a'].sum()", 0),
        ("x = sum(n for n in t.a if n > 5)", 0),
        ("besar = t['a']\nx = besar.sum()", 0),
    ],
)
def test_a_sum_of_yes_is_counted_as_one(source: str, times: int) -> None:
    written = written_in(source)
    assert written is not None
    assert written.count(YES) == times


@pytest.mark.parametrize(
    ("source", "is_told"),
    [
        ("naik = t['b'] > t['a']\nx = len(naik) / 12", True),
        ("naik = t['b'] > t['a']\nx = naik.count()", True),
        ("naik = t['b'] > t['a']\nnaik = t[naik]\nx = len(naik)", False),
        ("naik = t[t['b'] > t['a']]\nx = len(naik)", False),
        ("naik = t['b'] > t['a']\nx = naik.sum()", False),
    ],
)
def test_the_length_of_a_condition_by_way_of_a_name(source: str, is_told: bool) -> None:
    found = typed_slip(source)
    assert (found is not None and found.ident == "length-of-condition") is is_told


@pytest.mark.parametrize(
    ("source", "same"),
    [
        ("x = a * 0.3 + b * 0", "x = a * 0.3"),
        ("x = 0 * b + a * 0.3", "x = a * 0.3"),
        ("x = a * 0.3 - b * 0.0", "x = a * 0.3"),
        ("x = b * 0 + a * 2 + c * 0", "x = a * 2"),
    ],
)
def test_what_is_added_and_is_nothing_is_no_part_of_a_sum(source: str, same: str) -> None:
    here, there = written_in(source), written_in(same)
    assert here is not None
    assert there is not None
    assert (here.tally, here.numbers, here.signs) == (there.tally, there.numbers, there.signs)


@pytest.mark.parametrize("source", ["x = b * 0 - a", "x = a * 0", "x = a + 0.5 * b", "x = a * b + False * c"])
def test_what_is_no_such_nothing_stays(source: str) -> None:
    written = written_in(source)
    assert written is not None
    assert "a" in written.names
    assert ("b" in written.names) is ("b" in source)
