"""Slips inside a formula, and numbers copied from elsewhere: when their sentences speak, and when not."""

from __future__ import annotations

import pytest

from grader.checks.build import build
from grader.checks.evaluate import evaluate
from grader.checks.messages import COMPARED, FORMULAS, SLIPS
from grader.checks.observation import Observation, number_seen
from grader.checks.observe import describe
from grader.checks.spec import Cell, make_spec
from grader.common.errors import SinauError
from grader.curriculum.slips import slip_expressions
from grader.curriculum.slips.copied import numbers_in
from grader.grading.reasons import explained
from grader.notebooks.names import compared_names

NAMES = {"harga": 7000, "biaya": 4500, "pak": 30, "diskon": 0.2, "dua": 2}


def told(source: str, answer: float, **options: object) -> str:
    """What an answer is told where the solution is `source`."""
    namespace = dict(NAMES)
    exec(source, namespace)
    slips: list[tuple[str, Observation]] = []
    for ident, expression in slip_expressions(source, "x"):
        try:
            slips.append((ident, describe(eval(expression, dict(NAMES)), {})))
        except (IndexError, ZeroDivisionError, TypeError):
            continue
    check, lock = build(make_spec("x", **options), describe(namespace["x"], {}), {}, slips)
    return evaluate(check, lock, number_seen(answer)).message


@pytest.mark.parametrize(
    ("source", "answer", "ident"),
    [
        ("x = harga * pak - biaya", 7000 * 30 + 4500, "plus-for-minus"),
        ("x = harga * pak + biaya", 7000 * 30 - 4500, "minus-for-plus"),
        ("x = harga / pak - biaya", 7000 * 30 - 4500, "times-for-divided"),
        ("x = harga * pak - biaya", 7000 / 30 - 4500, "divided-for-times"),
        ("x = (harga - biaya) / pak", (4500 - 7000) / 30, "swapped-sides"),
        ("x = (harga - biaya) / harga", 7000 / (7000 - 4500), "swapped-sides"),
        ("x = (harga - biaya) * pak", 7000 - 4500 * 30, "brackets"),
        ("x = harga * pak - biaya - 125", 7000 * 30 - 4500, "missing-term"),
        ("x = harga - harga * diskon", 7000 - 7000 * 20, "percent-inside"),
        ("x = harga * pak - 1250", 7000 * 30 - 1.25, "dotted-inside"),
        ("x = harga * pak - biaya", 7000 * (30 - 4500), "brackets"),
        ("x = harga - biaya * pak", (7000 - 4500) * 30, "brackets"),
        ("x = harga * pak + biaya + 125", 7000 * 30 - 4500 - 125, "minus-for-plus"),
        ("x = harga * pak + biaya", 7000 * 30 + 2 * 4500, "term-twice"),
        ("x = harga * pak - 150_000", 7000 * 30 - 15_000, "zeros-inside"),
        ("x = harga / pak - 125", 7000 // 30 - 125, "whole-division"),
        # A thousandth is told as such: a dot, or a factor that was forgotten.
        ("x = 1000 * pak * diskon", 30 * 0.2, "divided-by-1000"),
        ("x = harga * pak", 7000 * 300, "times-10"),
        ("x = harga * pak", 7000 * 3, "divided-by-10"),
    ],
)
def test_a_slip_of_a_formula_gets_its_sentence(source: str, answer: float, ident: str) -> None:
    assert told(source, answer) == SLIPS[ident]


def test_slips_that_come_out_the_same_are_not_told_apart() -> None:
    # 30 is 30 + 2 - 2 and 30 * 2 / 2: which sign was exchanged, nobody can say.
    assert told("x = pak * dua - dua", 30) == SLIPS["formula"]


@pytest.mark.parametrize("answer", [7000 * 30 - 4499.5, 123_456, 17])
def test_no_slip_is_told_of_an_unknown_number(answer: float) -> None:
    assert told("x = harga * pak - biaya", answer, satuan="Rp") not in {SLIPS[ident] for ident in FORMULAS}


def test_words_and_filters_hold_no_formula() -> None:
    assert not FORMULAS & dict(slip_expressions('x = "a" + nama', "x")).keys()
    found = dict(slip_expressions('x = t[t["n"] > 3 + 1]["m"].sum()', "x"))
    assert not FORMULAS & found.keys()


def test_brackets_speak_only_where_they_matter() -> None:
    assert "brackets" not in dict(slip_expressions("x = harga * pak", "x"))
    assert "brackets" not in dict(slip_expressions("x = (harga + biaya) + pak", "x"))


def test_numbers_of_a_text() -> None:
    text = "# Soal 3\n\nHarga Rp12.500, diskon 7,5%, 24 pak pada 2025-01-02; simpan ke `x1_500` (3 kali)."
    assert numbers_in(text) == [12_500.0, 7.5, 24.0]


def test_a_year_has_no_thousands_dot() -> None:
    check, lock = build(make_spec("x"), number_seen(2024), {})
    assert evaluate(check, lock, number_seen(2022)).saw == "Jawabanmu 2022."
    assert evaluate(check, lock, number_seen(12_022)).saw == "Jawabanmu 12.022."
    check, lock = build(make_spec("x", satuan="pak"), number_seen(2024), {})
    assert evaluate(check, lock, number_seen(2022)).saw == "Jawabanmu 2.022 pak."


def test_two_equals_signs_are_told_where_the_name_is_still_empty() -> None:
    assert compared_names('simpulan = ____\nsimpulan == "b"') == {"simpulan"}
    assert compared_names('x = simpulan == "b"\nprint(y == 3)\ny > 3') == frozenset()
    check, lock = build(make_spec("x"), number_seen(5), {})
    said = COMPARED.format(name="x")
    assert evaluate(check, lock, {"type": "blank"}, Cell(compared=True)).message == said
    assert evaluate(check, lock, {"type": "missing"}, Cell(compared=True)).message == said
    assert evaluate(check, lock, number_seen(4), Cell(compared=True)).message != said
    assert evaluate(check, lock, number_seen(5), Cell(compared=True)).score == 1
    assert evaluate(check, lock, {"type": "blank"}).message != said


def test_an_error_of_ours_is_told_in_its_own_words() -> None:
    assert explained("SinauError", "Berkas a.csv belum ada.").what_happened == "Berkas a.csv belum ada."
    assert "`MergeError`" in explained("MergeError", "no common columns").what_happened
    assert isinstance(SinauError("a"), Exception)
