"""What a wrong calculation has too much, or lacks, and what of it is only doubted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pytest

from grader.checks.difference import difference
from grader.checks.ingredients import Ingredients
from grader.checks.observation import Observation, number_seen
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


def table_seen(rows: int) -> Observation:
    return cast(Observation, {"type": "table", "rows": rows, "index": [], "names": [], "columns": []})


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
        ("x = len(t) / len(t[t['kali'] >= 2])", "urutannya"),
    ],
)
def test_what_is_doubted_where_all_that_is_due_stands_there(source: str, said: str) -> None:
    due = due_of("x = len(t[t['kali'] >= 2]) / len(t)", inside=(77.0, 177.0))
    assert said in difference(written_in(source), due)


@pytest.mark.parametrize(
    ("source", "said"),
    [
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


@pytest.mark.parametrize(
    ("solution", "source", "said"),
    [
        # A filter where the solution has none; none where another table has to be filtered first.
        ("x = t.sample(60)", "x = t[t['ada'] == 'ya'].sample(60)", "Periksa saringan"),
        ("x = 48 / len(t)", "x = 48 / len(semua[semua['k'] == 'Balong'])", ""),
        ("x = t.drop_duplicates()", "x = t[~t.duplicated()]", ""),
        # Another comparison, and the same with its sides exchanged.
        ("x = len(t[t['n'] >= 100])", "x = len(t[t['n'] == 100])", "`==`"),
        ("x = len(t[t['n'] >= 100])", "x = len(t[100 <= t['n']]) / 2", "angka 2"),
        # Either for both.
        ("x = len(t[(t.n > 4) & (t.n < 8)])", "x = ((t.n > 4) | (t.n < 8)).sum()", "Periksa `|`"),
        ("x = len(t[(t.n > 4) & (t.n < 8)])", "x = ((t.n > 4) & (t.n < 9)).sum()", ""),
        # All of it in another order; twice something that stands there once.
        ("x = 2 * a + b + 3 * c", "x = 3 * a + b + 2 * c", "susunannya"),
        ("x = a / b + f(b)", "x = a / b + 2 * f(b)", "angka 2"),
        # The number of a name where the column of that name is due.
        ("x = t['sama'] + 2 * t['aman']", "x = t['sama'] + 2 * aman", "`aman`"),
        ("x = t['sama'] + 2 * t['aman']", "x = t['sama'] + 3 * t['aman']", ""),
        # Capitals do not count where the cell undoes them.
        ("x = t.j.isin(['Satu', 'dua']).sum()", "x = t.j.str.lower().isin(['satu', 'x']).sum()", '`"dua"`'),
        # A place in a row is no number of the calculation.
        ("x = 1900 - 1400", "x = t.loc[2, 'ikut'] - t.loc[1, 'ikut'] - 77", "angka 77:"),
    ],
)  # fmt: skip
def test_what_else_differs(solution: str, source: str, said: str) -> None:
    due = due_of(solution, {"aman": 5.0} if "aman" in solution else {}, known="t x a b c f semua aman")
    found = difference(written_in(source), due)
    if said:
        assert said in found
    assert said or not any(word in found for word in ("Periksa saringan", "Periksa `|`", "`aman`"))
    assert "angka 2 dan" not in found


@pytest.mark.parametrize(
    ("way", "value", "source", "is_told"),
    [
        # Two counts of small numbers come out the same in many ways.
        ("(t['akhir'] >= t['awal']).mean()", 8 / 12, "x = (t['akhir'] >= t['awal']).mean()", True),
        ("(t['akhir'] >= t['awal']).mean()", 8 / 12, "x = (t['pertemuan'] == 4).mean()", False),
        # A cell that has what the way leaves out went another way.
        ("2 * a + 3 * c", 32, "x = 2 * a + b + 2 * c", False),
        ("2 * a + 3 * c", 32, "x = 2 * a + 3 * c", True),
        # Numbers of the question, and not those of the way.
        ("1400 - 1050", 350, "x = 500 - 150", False),
        ("1400 - 1050", 350, "x = 1400 - 1050", True),
        ("(1900 - 1400) / (1230 - 1050)", 2.5, "x = 500 / 180", True),  # worked out by hand
        # What is left of a division comes out as much else.
        ("2 * a + 3 * c", 0, "x = 2 * a % 3 * c", False),
    ],
)
def test_an_authors_way_is_told_only_where_it_was_gone(
    way: str, value: float, source: str, is_told: bool
) -> None:
    held = {"a": 3.0, "b": 2.0, "c": 2.0}
    solution = "x = 2 * a + b + 3 * c" if "a" in way.split() else "x = (t['akhir'] > t['awal']).mean()"
    due = due_of("x = naik - (1230 - 1050)", {"naik": 500.0}) if "1400" in way else due_of(solution, held)
    assert may_be_gone(way, number_seen(value), written_in(source), due) is is_told


def test_a_table_without_rows_comes_about_in_many_ways() -> None:
    due = due_of("x = t[t['k'] == nama][['n']]", known="t nama")
    empty = table_seen(0)
    way = "t[t['k'] == 'balong'][['n']]"
    assert may_be_gone(way, empty, written_in("x = t[t['k'] == 'nama'][['n']]"), due)
    assert not may_be_gone(way, empty, written_in("x = t[(t['k'] == nama) & (t['j'] == 'x')][['n']]"), due)


def test_an_authors_table_is_told_only_of_a_cell_that_asks_as_he_did() -> None:
    due = due_of("x = t[t['tingkat'] == 'desa'][['nama']]", known="t")
    way = "t[t['jenis'] == 'registrasi'][['nama']]"
    seen = table_seen(2)
    assert may_be_gone(way, seen, written_in("x = t[t['jenis'] == 'registrasi'][['nama']]"), due)
    assert may_be_gone(way, seen, written_in("x = t.iloc[[5, 6]][['nama']]"), due)
    assert not may_be_gone(way, seen, written_in("x = t[t['tingkat'] == 'desa'][['nama']].tail(2)"), due)


@pytest.mark.parametrize(
    ("source", "signs"),
    [
        ("x = 0\nfor b in t['kali']:\n    x = x + b", {"sum"}),
        ("x = 0\nfor b in t['kali']:\n    x += b * 2", {"sum", "*"}),
        ("x = 0\nfor b in t['kali']:\n    x = 1 + x", {"len"}),
        ("x = 0\nfor b in t['kali']:\n    x = b + 1", {"+"}),
        ("x = 1\nx += 2", {"+"}),
    ],
)
def test_a_loop_adds_up_or_counts(source: str, signs: set[str]) -> None:
    found = written_in(source)
    assert found is not None
    assert found.signs - {"["} == signs


def test_a_way_of_ones_own_needs_no_earlier_answer() -> None:
    due = due_of("x = naik - turun", {"naik": 500.0, "turun": 180.0})
    own, half = written_in("x = 1900 - 1400 - turun"), written_in("x = turun")
    assert "`naik`" in difference(own, due)
    assert "`naik`" not in difference(own, due, frozenset(["naik"]))
    assert "`naik`" in difference(half, due, frozenset(["naik"]))


def test_numbers_in_a_place_are_no_ingredients() -> None:
    found = written_in("x = t['pak'].iloc[len(t) // 2] * 7")
    assert found is not None
    assert found.numbers == {7.0}


def test_a_way_that_asks_for_another_column_is_not_told_of_a_short_number_without_it() -> None:
    """Half of a dozen is a half of whatever was asked."""
    due = due_of("x = len(t[t['berat'] > t['isi']]) / len(t)")
    way, seen = "len(t[t['umur'] >= 3]) / len(t)", number_seen(0.5)
    for source, is_told in (
        ("x = (t['umur'] >= 3).mean()", True),
        ("x = len(t.query('umur >= 3')) / len(t)", True),
        ("x = (t.umur >= 3).mean()", True),
        ("x = (t['berat'] >= t['isi']).mean()", False),
    ):
        assert may_be_gone(way, seen, written_in(source), due) is is_told
