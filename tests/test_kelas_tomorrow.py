"""What to teach tomorrow and how sure the figures are, against values known otherwise."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.roster import Participant
from grader.kelas import intervals, tomorrow
from grader.kelas.tomorrow import Question, Try
from grader.reports.graded_class import ClassExercise

EXERCISE = ClassExercise("1-02-hitung", "Hitung", frozenset(), {})
OTHER = ClassExercise("1-03-dikw", "Data", frozenset(), {})


def person(number: int, village: str = "") -> Participant:
    return Participant(f"P-{number:02}", f"Orang {number:02}", village, "UMKM")


def question(
    shares: list[float], slips: dict[int, str], number: int = 1, exercise: ClassExercise = EXERCISE
) -> Question:
    tries = [
        Try(person(at), share, f"x = {share}", slips.get(at, ""), slips.get(at, ""))
        for at, share in enumerate(shares)
    ]
    return Question(exercise, number, f"Soal {number}", tries)


def test_wilson_as_published() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263 and 0 of 20, method 3.
    found = intervals.share(81, 263)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)
    none = intervals.share(0, 20)
    assert none is not None
    assert (round(none.low, 4), round(none.high, 4)) == (0.0, 0.1611)
    assert intervals.share(0, 0) is None


@given(st.integers(1, 300), st.floats(0, 1))
def test_wilson_holds_its_value_and_stays_a_share(n: int, p: float) -> None:
    found = intervals.share(p * n, n)
    assert found is not None
    assert 0 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 1


def test_a_correlation_with_fishers_interval() -> None:
    generator = np.random.default_rng(7)
    x = generator.normal(size=50)
    y = x + generator.normal(size=50)
    found = intervals.correlation(list(zip(x.tolist(), y.tolist(), strict=True)))
    assert found is not None
    assert found.value == pytest.approx(float(np.corrcoef(x, y)[0, 1]))
    assert math.atanh(found.high) - math.atanh(found.low) == pytest.approx(2 * 1.959964 / math.sqrt(47))
    assert intervals.correlation([(1.0, float(at)) for at in range(20)]) is None
    assert intervals.correlation([(1.0, 1.0), (2.0, 2.0)]) is None


def test_the_commonest_slip_of_enough_answers_and_never_a_name() -> None:
    slips = {0: "titik", 1: "titik", 2: "titik", 3: "lain"}
    many = question([0, 0, 0, 0, 1, 1, 1, 1], slips)
    few = question([0, 0, 1], {0: "titik", 1: "titik"}, 2)
    nobody_knows = question([0, 0, 0, 0, 0.5, 0.5], {0: "a", 1: "a"}, 3)
    alone = question([0, 1, 1, 1, 1, 1], {0: "sendiri"}, 4)
    [lesson] = tomorrow.lessons([many, few, nobody_knows, alone], enough=5)
    assert (lesson.question, lesson.message, lesson.count) == (many, "titik", 3)
    assert (lesson.wrong, lesson.right) == ("x = 0", "x = 1")
    asked = [each.code for pair in lesson.pairs for each in pair.asks]
    assert asked == ["P-00", "P-01", "P-02"]
    assert {pair.knows.code for pair in lesson.pairs} <= {"P-04", "P-05", "P-06", "P-07"}


def test_three_at_most_two_of_an_exercise_the_surest_first() -> None:
    half = dict.fromkeys(range(5), "s")
    known = [question([0] * 5 + [1] * 5, half, number) for number in (1, 2, 3)]
    rare = question([0] * 2 + [1] * 8, {0: "s", 1: "s"}, 1, OTHER)
    chosen = tomorrow.lessons([rare, *known], enough=5)
    assert [(each.question.exercise.id[:4], each.question.number) for each in chosen] == [
        ("1-02", 1),
        ("1-02", 2),
        ("1-03", 1),
    ]


def test_a_neighbour_explains_and_nobody_to_too_many() -> None:
    near, far = person(1, "Golan"), person(2, "Jabung")
    asking = [person(10 + n, "Golan") for n in range(5)]
    made = {pair.knows.code: len(pair.asks) for pair in tomorrow.pairs([near, far], asking)}
    assert made == {"P-01": 3, "P-02": 2}
    assert tomorrow.pairs([], asking) == []


def test_figures_are_the_textbooks() -> None:
    shares = [[1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1], [1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 0.5, 1], [0] * 12]
    known = [question([float(s) for s in row], {}, at) for at, row in enumerate(shares)]
    found = {each.question.number: each for each in tomorrow.figures(known, enough=5)}
    assert [each.question.number for each in tomorrow.figures(known, enough=5)] == [2, 1, 0]
    assert found[0].difficulty.value == pytest.approx(8 / 12)
    rest = (np.array(shares[1]) + np.array(shares[2])) / 2
    told = found[0].discrimination
    assert told is not None
    assert told.value == pytest.approx(float(np.corrcoef(shares[0], rest)[0, 1]))
    assert found[2].discrimination is None
