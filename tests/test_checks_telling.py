"""Which of the slips that give one and the same answer is told, and what is said where no slip is known."""

from __future__ import annotations

import itertools

import pytest
from judging import question

from grader.checks.build import build
from grader.checks.evaluate import evaluate
from grader.checks.ingredients import BARE, Ingredients, difference, is_possible
from grader.checks.lock import OpenLock, SealedLock, seal
from grader.checks.messages import FORMULAS, NOT_YET, SLIPS
from grader.checks.observation import number_seen
from grader.checks.spec import Cell, Written, make_spec
from grader.checks.telling import FACTS, FAMILIES, NEEDS, ROUNDED, told
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
        (("swapped-sides",), "x = 12.75", "swapped-sides"),
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
    assert NEEDS.keys() <= FORMULAS | dict(FAMILIES)["rows"] | {ROUNDED}
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


DUE = Ingredients(
    Written(
        frozenset(["omzet", "biaya"]), frozenset([0.11]), frozenset(["nilai"]), frozenset(["-", "*", "["])
    ),
    {"omzet": 600_000.0, "biaya": 350_000.0},
    frozenset(["omzet", "biaya", "sewa"]),
)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('x = (omzet - sewa)["nilai"] * 0.11', "Di hitunganmu ada `sewa`, sedangkan `biaya` belum dipakai."),
        ('x = omzet["nilai"] * 0.11', "Hitunganmu belum memakai `biaya`."),
        (
            'x = (omzet - biaya)["nilai"] * 0.12',
            "Di hitunganmu ada angka 0,12; soal ini dapat dijawab tanpa itu.",
        ),
        (
            'x = (omzet - biaya)["kas"] * 0.11',
            'Di hitunganmu ada `"kas"`, sedangkan `"nilai"` belum dipakai.',
        ),
        ('x = omzet - biaya["nilai"] * 0.11', "Yang diperlukan sudah ada di hitunganmu"),
        (
            'x = (omzet - biaya)["nilai"].mean() * 0.11',
            "Di hitunganmu ada `mean`; soal ini dapat dijawab tanpa itu.",
        ),
        ('x = omzet["nilai"] - biaya * 2', "Di hitunganmu ada angka 2; soal ini"),
        ('x = (omzet - biaya)["nilai"] * 1', "Hitunganmu belum memakai angka 0,11."),
        # The number that a name holds stands for the name, 11 for 0.11, and some numbers for much.
        ('x = (600_000 - biaya)["nilai"] / 100 * 11', ""),
        # A name of the learner's own may stand for anything; a bare number was not calculated here.
        ('x = untungku["nilai"] * 0.11', ""),
        ("x = 66_000", ""),
        ("x = omzet -", ""),
    ],
)
def test_what_a_wrong_calculation_is_made_of(source: str, said: str) -> None:
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


def test_what_a_cell_is_made_of() -> None:
    found = written_in('a = harga * 3\nx = round(a - t["nilai"].sum(), -2)\nprint(lain + 5)')
    assert found == Written(
        frozenset(["harga", "t"]),
        frozenset([3.0, 2.0]),
        frozenset(["nilai"]),
        frozenset(["*", "-", "[", "round", "sum"]),
    )
    assert written_in("x = (") is None
