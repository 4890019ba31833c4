"""Which of the slips that give one and the same answer is told, and what is said where no slip is known."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from typing import Any

import pytest
from judging import question

from grader.checks.build import build
from grader.checks.copied import FORMULA_QUOTED, QUOTED, in_quotes
from grader.checks.difference import BARE, difference
from grader.checks.evaluate import evaluate
from grader.checks.ingredients import Ingredients
from grader.checks.lock import OpenLock, SealedLock, seal
from grader.checks.messages import FORMULAS, NOT_YET, NOTHING_FOUND, SLIPS
from grader.checks.observation import number_seen, text_seen
from grader.checks.possible import is_possible
from grader.checks.remarks import NO_FILTER, NO_GROUPS, PLACES, REMAINDER
from grader.checks.spec import Cell, Written, make_spec
from grader.checks.telling import FACTS, FAMILIES, NEEDS, ROUNDED, told
from grader.checks.ways import may_be_gone
from grader.curriculum.ingredients import _only_counted
from grader.notebooks.written import written_in

SEEN = number_seen(12.75)


def signs(source: str) -> frozenset[str]:
    found = written_in(source)
    assert found is not None
    return found.signs


@pytest.mark.parametrize(
    ("idents", "source", "ident"),
    [
        (("minus-for-plus",), "x = a - b", "minus-for-plus"),
        (("minus-for-plus",), "x = a * b", None),
        (("minus-for-plus", "times-for-plus"), "x = a * b", "times-for-plus"),
        (("minus-for-plus", "times-for-plus"), "x = a * b - c", "formula"),
        (("edge-filter", "missing-filter"), "x = len(t[t.a > 5])", "rows"),
        (("edge-filter", "missing-filter"), "x = len(t)", "missing-filter"),
        (("edge-filter", "other-column"), "x = len(t[t.a > 5])", "source"),
        (("edge-filter", "missing-term"), "x = len(t[t.a > 5])", None),
        (("some-rows",), "x = a / 100", None),
        (("some-rows",), "x = t[t.k == 'b'].n.sum()", "some-rows"),
        # What is calculated is no copy, however much it looks like an earlier answer.
        (("missing-term", "neighbour"), "x = a + b", "missing-term"),
        (("missing-term", "neighbour"), "x = a", "neighbour"),
        (("largest-alone", "some-rows"), "x = t.max()", "largest-alone"),
        (("whole-division", "rounding"), "x = a // b", "whole-division"),
        (("whole-division", "rounding"), "x = round(a / b)", "rounding"),
        (("rounding",), "x = a / 3_700", None),
        (("rounding",), "x = 12.75", "rounding"),
        (("rounded-away",), "x = round(a / b)", "rounded-away"),
        (("rounded-away",), "x = a / 6", None),
        (("swapped-sides",), "x = 12.75", "swapped-sides"),
        # What a number is, is told where it was made so: a median may be the mean by chance.
        (("mean-for-median",), "x = t.naik.mean()", "mean-for-median"),
        (("mean-for-median",), "x = t.naik.agg('mean')", "mean-for-median"),
        (("mean-for-median",), "x = t[t.k == 'b'].naik.median()", None),
        (("count-for-sum",), "x = len(t)", "count-for-sum"),
        (("count-for-sum",), "x = a - b", None),
        (("largest-alone",), "x = t.n.sort_values().iloc[-1]", "largest-alone"),
        (("largest-alone",), "x = a + b", None),
    ],
)
def test_a_guess_is_told_where_it_is_the_only_one_that_the_cell_bears_out(
    idents: tuple[str, ...], source: str, ident: str | None
) -> None:
    assert told(idents, SEEN, signs(source)) == ident


def test_a_short_number_written_by_hand_is_no_trace_of_a_slip() -> None:
    """20 is 23 - 3, and a hundred other things."""
    assert told(("minus-for-plus",), number_seen(20), signs("x = 20")) is None
    assert told(("minus-for-plus",), number_seen(20), signs("x = 23 - 3")) == "minus-for-plus"
    assert told(("minus-for-plus",), number_seen(-216_450), signs("x = -216_450")) == "minus-for-plus"
    assert told(("missing-filter",), number_seen(20), signs("x = 20")) == "missing-filter"


def test_of_two_guesses_none_is_told_by_itself() -> None:
    guesses = sorted(SLIPS.keys() - FACTS - {ROUNDED})
    families = {name for name, _ in FAMILIES}
    for pair in itertools.permutations(guesses, 2):
        said = told(pair, SEEN, None)
        assert said is None or said in families
        assert said is None or dict(FAMILIES)[said].issuperset(pair)


def test_whatever_needs_a_sign_is_a_guess_with_a_sentence() -> None:
    assert NEEDS.keys() <= SLIPS.keys()
    assert not FACTS & FORMULAS
    assert {name for name, _ in FAMILIES} <= SLIPS.keys()


def test_both_locks_hold_all_slips_of_an_answer() -> None:
    slips = [("minus-for-plus", number_seen(7.5)), ("divided-for-times", number_seen(7.5))]
    check, lock = build(make_spec("x"), number_seen(12.5), {}, slips)
    for one in (lock, OpenLock.from_json(lock.to_json()), SealedLock.from_json(seal(lock, "g").to_json())):
        for source, said in (
            ("x = a - b", "minus-for-plus"),
            ("x = a / b", "divided-for-times"),
            ("x = a / b - c", "formula"),
        ):
            verdict = evaluate(check, one, number_seen(7.5), Cell(written=written_in(source)))
            assert verdict.message == SLIPS[said]


def due_of(solution: str, **further: Any) -> Ingredients:
    """The ingredients of a solution."""
    used = written_in(solution)
    assert used is not None
    return Ingredients(used, **further)


DUE = due_of(
    "x = (omzet - biaya)['nilai'] * 0.11",
    values={"omzet": 600_000.0, "biaya": 350_000.0, "sewa": 60_000.0},
    known=frozenset(["omzet", "biaya", "sewa"]),
    given=frozenset([0.11]),
)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('x = (omzet - sewa)["nilai"] * 0.11', "Di hitunganmu ada `sewa`, sedangkan `biaya` belum dipakai."),
        ('x = omzet["nilai"] * 0.11', "Hitunganmu belum memakai `biaya`."),
        (
            'x = (omzet - biaya)["nilai"] * 0.12',
            "Di hitunganmu ada angka 0,12, sedangkan angka 0,11 belum dipakai.",
        ),
        (
            'x = (omzet - biaya)["kas"] * 0.11',
            'Di hitunganmu ada `"kas"`, sedangkan `"nilai"` belum dipakai.',
        ),
        ('x = omzet - biaya["nilai"] * 0.11', "Semua nama, angka, dan tanda yang perlu sudah ada"),
        (
            'x = (omzet - biaya)["nilai"].mean() * 0.11',
            "Periksa bagian dengan `mean`: soal ini dapat dijawab tanpa itu.",
        ),
        ('x = omzet["nilai"] - biaya * 2', "Di hitunganmu ada angka 2, sedangkan angka 0,11 belum"),
        ('x = (omzet - biaya)["nilai"] * 1', "Hitunganmu belum memakai angka 0,11."),
        # The number that a name holds stands for the name, 11 for 0.11, and some numbers for much.
        ('x = (600_000 - biaya)["nilai"] / 100 * 11', ""),
        # A name of the learner's own may stand for anything; a bare number was not calculated here.
        ('x = untungku["nilai"] * 0.11', ""),
        ("x = 66_000", ""),
        ("x = omzet -", ""),
    ],
)
def test_what_a_wrong_calculation_is_due_of(source: str, said: str) -> None:
    found = difference(written_in(source), DUE)
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_it_speaks_where_nothing_else_is_known_and_of_wrong_answers_alone() -> None:
    check, lock = build(make_spec("x"), number_seen(27_500.0), {}, ingredients=DUE)
    sealed = SealedLock.from_json(seal(lock, "garam").to_json())
    assert sealed.ingredients == lock.ingredients == DUE
    assert "omzet" not in str(sealed.to_json())
    made, bare = (Cell(written=written_in(source)) for source in ('x = omzet["nilai"] * 0.11', "x = 31_234"))
    for one in (lock, sealed):
        assert evaluate(check, one, number_seen(31_234), made).message == "Hitunganmu belum memakai `biaya`."
        assert evaluate(check, one, number_seen(31_234), bare).message == NOT_YET
        assert evaluate(check, one, number_seen(31_234), bare).next_step == BARE
        assert evaluate(check, one, number_seen(27_500), made).score == 1
    asked = question(5)
    assert evaluate(asked.check, asked.open, number_seen(77), made).message == NOT_YET


def test_nothing_is_missing_where_all_is_there() -> None:
    all_of_it, part = written_in('x = omzet - biaya["nilai"] * 0.11'), written_in('x = omzet["nilai"] * 0.11')
    assert not is_possible("missing-term", all_of_it, DUE)
    assert is_possible("missing-term", part, DUE)
    assert not is_possible("other-number", part, DUE)
    assert is_possible("other-number", written_in("x = omzet - sewa"), DUE)
    assert is_possible("missing-term", written_in("x = 5"), DUE)
    assert is_possible("missing-term", None, None)


MARGIN = due_of(
    "x = (harga - hpp) / harga - kas['laci'].mean()",
    values={"harga": 15_000.0, "hpp": 9_000.0, "diterima": 12_500.0, "konversi": 0.29},
    known=frozenset(["harga", "hpp", "kas", "omzet", "diterima", "konversi"]),
    given=frozenset([58.0]),
)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        # What a right way may take is not named: a number of the question or of a name, a percentage of one.
        ('x = (harga - 58) / harga - kas["laci"].mean()', ""),
        ('x = (harga - hpp) / harga / 58 - kas["laci"].mean()', "Periksa bagian dengan angka 58: soal ini"),
        ('x = (harga - hpp) / harga / 31 - kas["laci"].mean()', "Periksa bagian dengan angka 31: soal ini"),
        # By way of an earlier answer, which may hold what the solution takes, nothing is lacking.
        ("x = diterima / harga", ""),
        # Another table is named only where one is lacking.
        ('x = (harga - hpp) / harga - omzet["laci"].mean()', "Di hitunganmu ada `omzet`, sedangkan `kas`"),
        ('x = (harga - hpp) / harga - kas["laci"].mean() + len(omzet)', "Periksa bagian dengan `+`:"),
    ],
)
def test_nothing_is_named_that_a_right_way_may_take(source: str, said: str) -> None:
    found = difference(written_in(source), MARGIN, ["diterima", "konversi"])
    assert found.startswith(said)
    assert bool(found) == bool(said)


def test_what_cancels_out_is_not_lacking() -> None:
    due = due_of("x = 58 * ((harga - hpp) - (diterima - hpp))", values={"harga": 1.5, "hpp": 2.5})
    due = replace(due, known=due.used.names, needless=frozenset(["hpp"]))
    assert difference(written_in("x = 31 * (harga - diterima)"), due) == (
        "Periksa bagian dengan angka 31: soal ini dapat dijawab tanpa itu."
    )


def test_what_the_solution_adds_up_twice_may_be_taken_twice() -> None:
    due = due_of(
        "x = 30 * (ongkir + ongkir + 2_500)", values={"ongkir": 38_000.0}, known=frozenset(["ongkir"])
    )
    assert "angka 2" not in difference(written_in("x = 31 * (2 * ongkir + 2_500)"), due)
    assert "angka 31" in difference(written_in("x = 31 * (2 * ongkir + 2_500)"), due)
    assert "angka 7" in difference(written_in("x = 30 * (7 * ongkir + 2_500)"), due)


def test_a_table_loaded_again_under_another_name_has_lost_its_filter() -> None:
    due = due_of("x = pesanan['pak'].sum()", known=frozenset(["pesanan"]), prepared=frozenset(["pesanan"]))
    again = written_in("semua = muat('pesanan')\nx = semua['pak'].sum()")
    assert difference(again, due).startswith(
        "Tabelnya kamu muat lagi, jadi saringannya hilang. Pakai `pesanan`"
    )
    assert "muat" not in difference(again, replace(due, prepared=frozenset()))


def test_a_remainder_is_told_before_what_lacks() -> None:
    due = due_of("x = a - 7 * b", values={"a": 50.0, "b": 5.0}, known=frozenset(["a", "b"]))
    assert difference(written_in("x = a % b"), due) == REMAINDER
    assert difference(written_in("x = a / b"), due) != REMAINDER


def test_another_summary_is_named() -> None:
    due = due_of("x = pesanan['pak'].sum()", known=frozenset(["pesanan"]))
    said = difference(written_in("x = pesanan['pak'].mean()"), due)
    assert said.startswith("Periksa bagian dengan `mean`")


def test_numbers_read_off_a_table_are_not_what_lacks() -> None:
    due = due_of("x = t[t['jenis'] == 'makanan']['jenis'].count()", known=frozenset(["t"]))
    assert difference(written_in("x = 24 + 3"), due) == ""
    assert difference(written_in("x = 9 * 5"), due)
    due = replace(due, inside=frozenset([9.0]))
    assert "jenis" not in difference(written_in("x = 9 * 5 / 7"), due)


@pytest.mark.parametrize(
    ("ident", "solution", "source", "possible"),
    [
        # Exchanged weights have the solution's signs.
        ("plus-for-times", "x = 2 * a + 1 * b", "x = 1 * a + 2 * b", False),
        ("plus-for-times", "x = 2 * a + 1 * b", "x = 2 + a + 1 * b", True),
        ("plus-for-times", "x = a * b", "x = sum([a, b])", True),
        ("times-for-divided", "x = a / b", "x = a * b", True),
        ("times-for-divided", "x = a / b", "x = b / a", False),
        ("minus-for-divided", "x = a / b", "x = a - b", True),
        ("reversed-filter", "x = t[t.k == 'a']", "x = t[t.k == 'b']", False),
        ("reversed-filter", "x = t[t.k > 5]", "x = t[t.k < 5]", True),
        ("reversed-filter", "x = t[t.k > 5]", "x = t[5 < t.k]", False),
        ("reversed-filter", "x = t[t.k > 5]", "x = t[~(t.k > 5)]", True),
        ("edge-filter", "x = t[t.k > 5]", "x = t[t.k >= 5]", True),
        ("edge-filter", "x = t[t.k > 5]", "x = t[t.k > 50]", False),
        ("missing-filter", "x = t[t.k > 5]", "x = t['lain']", False),
        ("missing-filter", "x = t[t.k > 5]", "x = t[t.k > 5]", False),
        ("other-table", "x = t['a'].sum()", "x = t['a'].sum() + 1", False),
        ("minus-for-plus", "x = ayam + bumbu + 3_000", "x = 15_000 - 9_000", False),
        ("minus-for-plus", "x = ayam + bumbu + 3_000", "x = ayam - bumbu + 3_000", True),
        ("minus-for-plus", "x = ayam + bumbu + 3_000", "x = ayam + bumbu - 500 + 3_000", False),
        ("zeros-inside", "x = ayam + 3_000", "x = ayam + 30_000", True),
        ("zeros-inside", "x = ayam + 3_000", "x = ayam + 9_000", False),
        ("percent-inside", "x = ayam * 0.2", "x = ayam * 20", True),
        ("percent-inside", "x = ayam * 0.2", "x = ayam * 0.5", False),
        ("brackets", "x = (a - b) / a", "x = a - b / a", True),
        ("brackets", "x = (a - b) / a", "x = a / b + 1", False),
        # Other weights are no brackets.
        ("brackets", "x = 2 * a + b + 3 * c", "x = 2 * a + 2 * b + 3 * c", False),
        ("brackets", "x = 2 * a + b + 3 * c", "x = 2 * (a + b) + 3 * c", True),
        ("missing-term", "x = a + b + c", "x = a + b", True),
        ("missing-term", "x = a + b + c", "x = a + b - 7", False),
        ("term-twice", "x = a + b + c", "x = a + b - b", False),
        ("some-rows", "x = t['n'].sum()", "x = t['n'].max()", False),
        ("some-rows", "x = t['n'].sum()", "x = t[t['k'] == 5]['n'].sum()", True),
        ("some-rows", "x = t['n'].sum()", "x = t.head(1)['n'].sum()", True),
        ("some-rows", "x = t['n'].median()", "x = t['n'].sort_values().iloc[6]", False),
        ("swapped-sides", "x = (a - b) / a", "x = a / (a - b)", True),
        ("swapped-sides", "x = (a - b) / a", "x = a - 1", False),
        ("edge-filter", "x = t[t.k > 5]", "x = t[t.j > 5]", False),
        ("missing-filter", "x = t[t.k > 5]", "x = t", True),
        ("other-group", "x = t[t.k == 'a']", "x = t[t.k == 'a']", False),
        ("other-group", "x = t[t.k == 'a']", "x = t[t.k == 'b']", True),
        ("other-column", "x = t['a'].sum()", "x = t['a'].count() + 1", False),
        ("other-column", "x = t['a'].sum()", "x = t['b'].sum()", True),
        ("other-column", "x = t['a'].sum()", "x = t.b.sum()", True),
        ("other-table", "x = t['a'].sum()", "x = t['a'].count() + 1", False),
        ("other-table", "x = t['a'].sum()", "x = u['a'].sum()", True),
        ("term-twice", "x = a + b", "x = a + b + b", True),
    ],
)
def test_a_slip_that_the_cell_cannot_have_is_not_told(
    ident: str, solution: str, source: str, possible: bool
) -> None:
    assert is_possible(ident, written_in(source), due_of(solution)) is possible


def test_no_slip_of_a_formula_is_told_where_foreign_numbers_came_in() -> None:
    due = due_of("x = (harga + ongkir) / kurs", values={"harga": 9.0, "tarif": 5.0, "omzet": 7.0})
    cell = written_in("x = (harga + tarif) / kurs")
    assert not is_possible("term-twice", cell, due)
    assert is_possible("other-number", cell, due)
    assert is_possible("term-twice", written_in("x = (harga + omzet) / kurs"), due, ["omzet"])


NAIK = due_of(
    "t['naik'] = t['akhir'] - t['awal']\nx = t['naik'].median()",
    known=frozenset(["t", "u", "x", "lain"]),
    inside=frozenset([12.0]),
)


@pytest.mark.parametrize(
    ("source", "is_told"),
    [
        ("x = t['akhir'].median() - t['awal'].median()", True),
        ("x = t[t['kode'] != 'U07']['naik'].median()", False),
        ("x = t['akhir'].mean() - t['awal'].mean()", False),
        ("x = u['naik'].median()", False),
        ("x = t['naik'].sum() / 13", False),
        ("x = 50_000", True),
        ("x = 650_000 / 13", True),
        ("x = (", True),
    ],
)
def test_an_authors_sentence_on_a_short_number_is_told_of_its_own_way_alone(
    source: str, is_told: bool
) -> None:
    """50.000 comes about in many ways; 51.375 hardly does."""
    way, said = "t['akhir'].median() - t['awal'].median()", "Ini selisih dua median."
    assert may_be_gone(way, number_seen(50_000), written_in(source), NAIK) is is_told
    for value in (50_000, 51_375):
        spec = make_spec("x", keliru={way: said})
        check, lock = build(spec, number_seen(100_000), {way: number_seen(value)}, ingredients=NAIK)
        for one in (lock, SealedLock.from_json(seal(lock, "g").to_json())):
            verdict = evaluate(check, one, number_seen(value), Cell(written=written_in(source)))
            assert (verdict.message == said) is (is_told or value == 51_375)


WEIGHED = due_of(
    "x = 2 * p + 1 * m + 3 * k + 4 * a",
    values={"p": 3.0, "m": 2.0, "k": 2.0, "a": 5.0, "dulu": 64.0, "kini": 72.0, "poin": 8.0},
    known=frozenset(["p", "m", "k", "a", "dulu", "kini", "poin"]),
)


@pytest.mark.parametrize(
    ("way", "source", "is_told"),
    [
        ("4 * p + 3 * m + 1 * k + 2 * a", "x = 4 * p + 3 * m + k + 2 * a", True),
        ("4 * p + 3 * m + 1 * k + 2 * a", "x = 2 * p + m + k + 4 * a", False),
        ("4 * p + 3 * m + 1 * k + 2 * a", "x = 2 * p - m + 3 * k + 4 * a", False),
        ("3 * p + 1 * m + 2 * k + 4 * a", "x = 2 * p + (1 + m) + 3 * k + 4 * a", False),
        ("3 * p + 1 * m + 2 * k + 4 * a", "x = 3 * 3 + 2 + 2 * 2 + 4 * 5", True),
        ("2 * p + 1 * m + 3 * k", "x = 2 * p + m + 3 * k", True),
    ],
)
def test_of_short_numbers_a_formula_has_to_be_like_the_authors(way: str, source: str, is_told: bool) -> None:
    assert may_be_gone(way, number_seen(30), written_in(source), WEIGHED) is is_told


def test_what_rearranges_the_solution_is_no_way_of_other_operands() -> None:
    due = replace(WEIGHED, used=due_of("x = (kini - dulu) / dulu").used)
    for source, is_told in (
        ("x = kini - dulu", True),
        ("x = dulu / (kini - dulu)", False),
        ("x = poin", True),
        ("x = kini / 9", False),
    ):
        assert may_be_gone("kini - dulu", number_seen(8), written_in(source), due, ["poin"]) is is_told
    assert may_be_gone("kini / dulu - 1", number_seen(0.1), written_in("x = (kini - dulu) / dulu"), WEIGHED)


def test_by_way_of_an_earlier_answer_an_authors_table_may_be_meant() -> None:
    due = due_of("x = len(sampel[sampel['b'] >= 9]) / len(sampel)", known=frozenset(["sampel", "rumah"]))
    cell = written_in("x = len(sampel[sampel['b'] > 9]) / 60")
    way = "len(rumah.sample(60)[rumah.sample(60)['b'] > 9]) / 60"
    assert may_be_gone(way, number_seen(0.2333), cell, due, ["sampel"])
    assert not may_be_gone(way, number_seen(0.2333), cell, due)


def test_of_numbers_alone_short_ones_have_to_be_the_authors() -> None:
    due = due_of("x = 31.2 / 40 * 100")
    for source, is_told in (("x = 312 / 40 * 100", True), ("x = 31.2 / 40 * 1000", False), ("x = 780", True)):
        assert may_be_gone("312 / 40 * 100", number_seen(780), written_in(source), due) is is_told


def test_a_growth_is_no_thousands_dot() -> None:
    asked = question(78)
    due = due_of("x = 31.2 / 40 * 100", given=frozenset([31.2, 40.0]))
    for source, meant, is_told in (("x = 31.2 * 1.214", "1_214", False), ("x = 1.250 / 40", "1_250", True)):
        fill = {"written": meant.replace("_", "."), "read": "?", "meant": meant}
        lock = replace(asked.open, ingredients=due)
        cell = Cell(written=written_in(source), typed=("dotted-inside", fill))
        assert evaluate(asked.check, lock, number_seen(9.4), cell).message.startswith("Titik") is is_told


def test_a_function_of_an_authors_way_is_no_table() -> None:
    due = due_of("x = mau / ditanya + galat(ditanya)", known=frozenset(["mau", "ditanya", "galat"]))
    cell = written_in("x = mau / ditanya - galat(ditanya)")
    assert may_be_gone("mau / ditanya - galat(ditanya)", number_seen(0.1333), cell, due)


def test_a_whole_division_is_told_whatever_the_author_says_of_nothing() -> None:
    due = due_of("x = a / b", known=frozenset(["a", "b"]))
    check, lock = build(
        make_spec("x", keliru={"0": "Nol."}), number_seen(0.25), {"0": number_seen(0)}, ingredients=due
    )
    slip: tuple[str, dict[str, str]] = ("whole-division", {})
    for source, said in (("x = a // b", "Tanda `//`"), ("x = 0", "Nol.")):
        cell = Cell(written=written_in(source), typed=slip if "//" in source else None)
        assert evaluate(check, lock, number_seen(0), cell).message.startswith(said)


def test_where_nothing_was_found_what_the_cell_lacks_is_told_first() -> None:
    due = due_of("x = len(t[t['warna'] == 'merah'])", known=frozenset(["t"]))
    check, lock = build(make_spec("x"), number_seen(7), {}, ingredients=due)
    for source, said in (
        ("x = len(t[t['harga'] == 'merah'])", "Di hitunganmu ada"),
        ("x = len(t[t['merah'] == 'warna'])", NOTHING_FOUND),
    ):
        cell = Cell(written=written_in(source))
        assert evaluate(check, lock, number_seen(0), cell).message.startswith(said)


def test_an_authors_sentence_on_another_table_is_told_where_that_stands() -> None:
    """(a + b - b) / b is a / b, of whatever table."""
    due = due_of("x = (t['a'].sum() - t['b'].sum()) / t['a'].sum()", known=frozenset(["t", "u"]))
    way = "(u['a'].sum() - u['b'].sum()) / u['b'].sum()"
    check, lock = build(
        make_spec("x", keliru={way: "Pakai `t`."}),
        number_seen(0.19),
        {way: number_seen(1.2388)},
        ingredients=due,
    )
    for source, is_told in (
        ("x = u['a'].sum() / u['b'].sum() - 1", True),
        ("x = t['a'].sum() / t['b'].sum()", False),
        ("x = punyaku['a'].sum() / 5", True),
        ("x = 1.2388", True),
    ):
        verdict = evaluate(check, lock, number_seen(1.2388), Cell(written=written_in(source)))
        assert (verdict.message == "Pakai `t`.") is is_told


def test_an_authors_sentence_holds_for_all_ways_that_it_is_written_for() -> None:
    ways, said = ("t['naik'].median() / 2", "t['naik'].mode()[0]"), "Ini yang paling sering, dan separuhnya."
    spec = make_spec("x", keliru=dict.fromkeys(ways, said))
    seen = dict.fromkeys(ways, number_seen(50_000))
    check, lock = build(spec, number_seen(100_000), seen, ingredients=NAIK)
    for one in (lock, SealedLock.from_json(seal(lock, "g").to_json())):
        for source, is_told in ((ways[1], True), ("t['naik'].max()", False)):
            cell = Cell(written=written_in(f"x = {source}"))
            assert (evaluate(check, one, number_seen(50_000), cell).message == said) is is_told


def test_a_place_in_a_row_is_no_ingredient() -> None:
    due = due_of("x = t['a'].iloc[2] - t['a'].iloc[1]", known=frozenset(["t"]))
    assert difference(written_in("x = t['a'].iloc[2] - t['a'].iloc[0]"), due) == PLACES
    assert difference(written_in("x = t['a'].iloc[1] - t['a'].iloc[2]"), due) != PLACES
    assert difference(written_in("x = t['a'].max() - t['a'].iloc[0]"), due).startswith(
        "Periksa bagian dengan `max`"
    )


def test_where_nothing_is_asked_of_the_rows_this_is_told() -> None:
    due = due_of("x = len(t[t['akhir'] > t['awal']]) / len(t)", known=frozenset(["t"]))
    assert difference(written_in("x = t['akhir'].sum() / t['awal'].sum()"), due) == NO_FILTER
    assert difference(written_in("x = len(t['akhir']) / len(t['awal'])"), due) == NO_FILTER
    assert difference(written_in("x = len(t[t['awal'] > t['akhir']]) / len(t)"), due) != NO_FILTER
    assert difference(written_in("x = len(t.groupby('awal')['akhir']) / len(t)"), due) != NO_FILTER


def test_where_nothing_is_grouped_this_is_told() -> None:
    due = due_of("x = t.groupby('bulan')[['nilai']].sum()", known=frozenset(["t"]))
    assert difference(written_in("x = t[['bulan', 'nilai']].sum()"), due) == NO_GROUPS
    assert difference(written_in("x = t.pivot_table(index='bulan', values='nilai')"), due) != NO_GROUPS
    assert difference(written_in("x = t[t['bulan'] == 'nilai'].sum()"), due) != NO_GROUPS


def test_a_number_that_the_solution_comes_by_is_not_called_needless() -> None:
    due = due_of("x = t['naik'].sum() / len(t)", known=frozenset(["t"]), inside=frozenset([12.0]))
    assert "12" not in difference(written_in("x = t['naik'].max() / 12"), due)
    assert "angka 13" in difference(written_in("x = t['naik'].sum() / 13"), due)


def test_a_weight_is_lacking_although_something_weighed_is_as_large() -> None:
    due = due_of(
        "x = 2 * pasar + 3 * kerja",
        values={"pasar": 3.0, "kerja": 2.0, "dua": 2.0},
        known=frozenset(["pasar", "kerja", "dua"]),
        given=frozenset([2.0, 3.0]),
    )
    assert difference(written_in("x = 3 * pasar + 3 * kerja"), due) == "Hitunganmu belum memakai angka 2."
    assert "angka 2" not in difference(written_in("x = dua * pasar + 5 * kerja"), due)


@pytest.mark.parametrize(
    "source",
    ["x = t.nilai.min()", "x = t.query('nilai > 5').sum()", "x = t.agg({'nilai': 'sum'}) + 1"],
)
def test_a_column_is_there_however_it_is_written(source: str) -> None:
    due = due_of("x = t['nilai'].sum()", known=frozenset(["t"]))
    said = difference(written_in(source), due)
    assert "belum memakai" not in said
    assert '`"' not in said


def test_a_column_that_the_solution_makes_is_not_lacking() -> None:
    assert '`"naik"`' not in difference(written_in("x = (t['akhir'] - t['awal']).mean()"), NAIK)


def test_all_ingredients_come_back_from_their_json() -> None:
    due = replace(MARGIN, needless=frozenset(["hpp"]), prepared=frozenset(["kas"]), rows=7)
    again = Ingredients.from_json(json.loads(json.dumps(due.to_json())))
    assert again == due
    assert again.used.tally == due.used.tally
    assert again.used.gives == {"x"}


def test_what_a_cell_is_due_of() -> None:
    found = written_in('a = harga * 3\nx = round(a - t["nilai"].sum(), -2)\nprint(lain + 5)')
    assert found == Written(
        frozenset(["harga", "t"]),
        frozenset([3.0, 2.0]),
        frozenset(["nilai"]),
        frozenset(["*", "-", "[", "round", "sum"]),
    )
    assert written_in("x = (") is None
    assert found.count("*", "-") == 2
    assert found.gives == {"a", "x"}
    turned, straight = written_in("x = t[5 < t.a]"), written_in("x = t[t.a > 5]")
    assert turned is not None
    assert straight is not None
    assert turned.tally == straight.tally


def test_a_number_of_the_lesson_is_named_where_it_was_written_down() -> None:
    due = due_of("x = omzet - biaya", known=frozenset(["omzet", "biaya"]), lesson=frozenset([970.0]))
    check, lock = build(make_spec("x"), number_seen(27_500.0), {}, ingredients=due)
    said = SLIPS["number-of-lesson"]
    assert evaluate(check, lock, number_seen(970), Cell(written=written_in("x = 970"))).message == said
    calculated = Cell(written=written_in("x = omzet - 5"))
    assert evaluate(check, lock, number_seen(970), calculated).message != said


def test_a_key_among_the_numbers_is_not_called_needless() -> None:
    check, lock = build(make_spec("x"), number_seen(120_000), {}, ingredients=due_of("x = 990_000 - 870_000"))
    cell = Cell(written=written_in("x = 120_000 - 2_250"))
    assert evaluate(check, lock, number_seen(117_750), cell).message == NOT_YET


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("omzet * biaya", 'x = "omzet * biaya"', FORMULA_QUOTED),
        ("7/12", 'x = "7/12"', FORMULA_QUOTED),
        ("omzetomzet", 'x = "omzet" * 2', QUOTED.format('`"omzet"`')),
        ("kecap", 'x = "kecap"', ""),
        ("2026-03-01", 'x = "2026-03-01"', ""),
    ],
)
def test_names_and_calculations_in_quotes(text: str, source: str, said: str) -> None:
    due = due_of("x = omzet - biaya", known=frozenset(["omzet", "biaya"]))
    assert in_quotes(text_seen(text), written_in(source), due) == said


def test_a_tenth_is_told_only_where_the_tolerance_is_tight() -> None:
    for tolerance, told_ in ((0.0005, True), (0.005, False)):
        asked = question(-0.07, toleransi=tolerance)
        assert ("10 kali" in asked.judge(-0.7).message) is told_


def test_only_what_was_read_counts() -> None:
    found = written_in("x = harga * pak\nx = 0")
    assert found is not None
    assert not found.names
    kept = written_in("x = harga\nx = x * 2")
    assert kept is not None
    assert kept.names == {"harga"}


@pytest.mark.parametrize(
    ("solution", "counted"),
    [
        ('r["kali"] = per["total"].count()\nr["akhir"] = per["tanggal"].max()', {"total"}),
        ('x = len(t["kota"])', {"kota"}),
        ('x = t["pak"].sum() / t["pak"].count()', set()),
        ("x = len(t)", set()),
        ("x = (", set()),
    ],
)
def test_any_column_does_where_only_its_rows_are_counted(solution: str, counted: set[str]) -> None:
    assert _only_counted(solution) == counted


def test_a_round_number_of_the_question_may_stand_for_names_too() -> None:
    due = due_of(
        "x = sendiri / 4 - ceil(25 * berat) * tarif / 25",
        known=frozenset(["sendiri", "berat", "tarif"]),
        values={"sendiri": 240_000.0, "berat": 0.4, "tarif": 80_000.0},
        given=frozenset([25.0, 10.0]),
        inside=frozenset([10.0]),
    )
    cell = written_in("x = (sendiri / 4 - 10 * tarif / 25) * 25")
    assert "`berat`" not in difference(cell, due)
    assert "`berat`" in difference(cell, replace(due, inside=frozenset()))
