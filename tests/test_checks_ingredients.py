"""What a wrong calculation has too much, or lacks, and what of it is only doubted."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from grader.checks.ingredients import Ingredients, difference
from grader.checks.observation import number_seen
from grader.checks.ways import may_be_gone
from grader.notebooks.written import written_in


def due_of(
    solution: str,
    values: Mapping[str, float] | None = None,
    known: str = "t x",
    inside: tuple[float, ...] = (),
) -> Ingredients:
    found = written_in(solution)
    assert found is not None
    return Ingredients(
        found, values or {}, known=frozenset([*known.split(), *(values or {})]), inside=frozenset(inside)
    )


@pytest.mark.parametrize(
    ("source", "sign"),
    [
        ("x = t['uang'].mean()", "`mean`"),
        ("x = len(t)", "`len`"),
        ("x = t['uang'].sum()", ""),
        ("x = t.head(3)['uang'].sum()", ""),
    ],
)
def test_what_no_way_to_a_plain_sum_has(source: str, sign: str) -> None:
    said = difference(written_in(source), due_of("x = 330_000 + 190_000 + 138_000"))
    assert (sign in said) if sign else (said == "")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("x = len(t[t['kali'] >= 2]) / len(t[t['kali'] == 1])", "2 perbandingan"),
        ("x = len(t[t['kali'] >= 2]) / len(t) / 77", "angka 77 di hitunganmu"),
        ("x = len(t) / len(t[t['kali'] >= 2])", "saringan"),
    ],
)
def test_what_is_doubted_where_all_that_is_due_stands_there(source: str, said: str) -> None:
    due = due_of("x = len(t[t['kali'] >= 2]) / len(t)", inside=(77.0, 177.0))
    assert said in difference(written_in(source), due)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("harga = 6_000\nx = harga * mangkuk", "mengganti isi `harga`"),
        ("harga = 5_000\nx = harga * mangkuk + 7", "angka 7"),
        ("x = (harga * mangkuk).max() / 3", "`max` dan angka 3"),
    ],
)
def test_what_else_a_calculation_does(source: str, said: str) -> None:
    due = due_of("x = harga * mangkuk", {"harga": 5000.0, "mangkuk": 120.0})
    assert said in difference(written_in(source), due)


@pytest.mark.parametrize(
    ("source", "is_named"),
    [
        ("x = (t['pak'] > 10).sum()", False),  # counts as well as `len`
        ("x = t['pak'].isin([9, 10]).sum()", False),
        ("x = t[t['pak'] > 10]['pak'].sum()", True),
    ],
)
def test_a_sum_of_yes_is_a_count(source: str, is_named: bool) -> None:
    due = due_of("x = len(t[t['pak'] >= 10])")
    assert ("`sum`" in difference(written_in(source), due)) is is_named


def test_what_leads_to_a_number_worked_out_by_hand_is_not_lacking() -> None:
    values = {"a": 60.0, "b": 0.4, "c": 80.0}
    due = due_of("x = a - ceil(25 * b) * c / 25", values, inside=(10.0,))
    assert "`b`" not in difference(written_in("x = (a - 10 * c / 25) / a"), due)
    assert "`b`" in difference(written_in("x = (a - c / 25) / a"), due)


def test_twice_as_much_is_once_more() -> None:
    due = due_of("x = 38_000 + 38_000 + 2_500")
    assert "`*`" not in difference(written_in("x = 2 * 38_000 - 2_500"), due)
    assert "`-`" in difference(written_in("x = 2 * 38_000 - 2_500"), due)


@pytest.mark.parametrize(
    ("source", "way", "is_told"),
    [
        ("x = 2 * (38_000 + 2_500)", "38_000 + 38_000 + 2_500 + 2_500", True),
        ("x = 2 * 38_000", "38_000 + 38_000", True),
        ("x = 100_000 + 240_000", "340_000", True),
        ("x = 2 * 40_500", "38_000 + 38_000 + 2_500 + 2_500", False),
    ],
)
def test_an_authors_numbers_are_his_way_however_often_they_are_taken(
    source: str, way: str, is_told: bool
) -> None:
    due = due_of("x = 38_000 + 38_000 + 2_500")
    assert may_be_gone(way, number_seen(81_000), written_in(source), due) is is_told


@pytest.mark.parametrize(
    ("source", "is_told"),
    [
        ("x = hpp * 0.6", True),
        ("x = hpp * (1 - 0.4)", True),
        ("x = hpp * 0.7", False),
        ("x = hpp - 0.6", False),
    ],
)
def test_a_way_with_a_part_worked_out_is_that_way(source: str, is_told: bool) -> None:
    due = due_of("x = hpp / (1 - 0.4)", {"hpp": 11_000}, inside=(0.6,))
    assert may_be_gone("hpp * (1 - 0.40)", number_seen(6_600), written_in(source), due) is is_told


@pytest.mark.parametrize(
    ("source", "is_lacking"), [("x = t.groupby('jam').sum()[9]", False), ("x = t['jam'].sum()", True)]
)
def test_a_number_that_takes_a_row_is_not_lacking(source: str, is_lacking: bool) -> None:
    found = written_in("x = t['jam'].add(9).sum()")
    assert found is not None
    due = Ingredients(found, {}, known=frozenset("tx"), given=frozenset([9.0]))
    written = written_in(source)
    assert written is not None
    assert ("angka 9" in difference(written, due, [])) is is_lacking
