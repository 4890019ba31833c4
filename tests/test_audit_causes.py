"""Whether a verdict names a cause that the answer has, where it is known how the answer was made."""

from __future__ import annotations

import pytest

from grader.audit.causes import CAUSAL, other_causes
from grader.audit.mutants import Mutant, mutants
from grader.audit.novices import novices
from grader.checks.messages import SLIPS
from grader.checks.spec import Outcome, Verdict

SOLUTION = "untung = harga * pak - biaya"


def verdict(message: str = "", diagnosis: str | None = None) -> Verdict:
    return Verdict("untung", Outcome.NOT_YET, 0.0, 1.0, message=message, diagnosis=diagnosis)


@pytest.mark.parametrize(
    ("source", "says", "others"),
    [
        ("untung = harga * pak + biaya", "Periksa bagian dengan `+`: soal ini dapat dijawab tanpa itu.", []),
        (
            "untung = harga * pak - biaya",
            "Periksa bagian dengan `+`: soal ini dapat dijawab tanpa itu.",
            ["+"],
        ),
        ("untung = harga - biaya", "Hitunganmu belum memakai `pak`.", []),
        ("untung = harga - pak - biaya", "Hitunganmu belum memakai `biaya`.", ["biaya"]),
        (
            "untung = harga * 7.5 - biaya",
            "Di hitunganmu ada angka 7,5, sedangkan `pak` belum dipakai.",
            [],
        ),
        (
            "untung = harga * 'pak' - biaya",
            'Periksa bagian dengan `"pak"`: soal ini dapat dijawab tanpa itu.',
            [],
        ),
        ("untung = harga * pak", "Hitunganmu belum memakai angka 1.250.", ["angka 1.250"]),
        ("untung = biaya", "Belum sama dengan yang diminta.", []),
        ("untung = biaya", "Jumlahkan dengan `sum`.", []),
    ],
)
def test_what_a_sentence_names_was_changed(source: str, says: str, others: list[str]) -> None:
    assert other_causes(verdict(says), Mutant("", source), SOLUTION) == others


@pytest.mark.parametrize(
    ("ident", "causes", "is_one"),
    [
        ("plus-for-minus", {"plus-for-minus"}, True),
        ("plus-for-minus", {"minus-for-plus"}, False),
        ("formula", {"minus-for-plus"}, True),
        ("rows", {"minus-for-plus"}, False),
        ("sign", {"minus-for-plus"}, True),  # says what the number is, not what was done
        ("times-100", set(), True),
        ("whole-division", set(), False),
    ],
)
def test_a_slip_that_is_told_was_made(ident: str, causes: set[str], is_one: bool) -> None:
    made = Mutant("", "untung = 1", frozenset(causes))
    assert other_causes(verdict("", ident), made, SOLUTION) == ([] if is_one else [ident])


def test_each_change_says_which_slips_it_is() -> None:
    found = {mutant.source: mutant.causes for mutant in mutants("x = t[t.n > 5]['pak'].mean() - b", ["n"])}
    assert found["x = t[t.n > 5]['pak'].mean() + b"] == {"plus-for-minus"}
    assert found["x = t['pak'].mean() - b"] == {"missing-filter"}
    assert "reversed-filter" in found["x = t[t.n < 5]['pak'].mean() - b"]
    assert found["x = t[t.n > 5]['pak'].median() - b"] == {"median-for-mean"}
    assert "other-column" in found["x = t[t.n > 5]['n'].mean() - b"]


def test_the_slips_that_novices_make_are_known() -> None:
    made = list(novices("x = (a + 1_250) / 2 * t['b'].sum()", ["b", "c"], 60, "soal"))
    assert all(mutant.causes <= SLIPS.keys() for mutant in made)
    assert any(len(mutant.causes) > 1 for mutant in made)


def test_a_sentence_that_names_a_cause_says_how_that_comes_out() -> None:
    assert {"minus-for-plus", "missing-filter", "mean-for-median", "formula"} <= CAUSAL
    assert not CAUSAL & {"times-1000", "sign", "neighbour", "off-by-one", "count-for-sum"}


@pytest.mark.parametrize("said", SLIPS.values())
def test_no_sentence_guesses_what_was_done(said: str) -> None:
    assert "epertinya" not in said
    assert "ungkin" not in said
