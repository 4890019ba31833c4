"""Which answers of different people are the same or nearly so, and which only look it."""

from __future__ import annotations

import random

import pytest
from markupsafe import Markup

from grader.reports.autograded import Answer
from grader.reports.graded_class import ClassExercise
from grader.reports.judgement import JudgedCheck, JudgedQuestion
from grader.reports.similar import EVERYBODYS, Match, Told, compare, own_of
from grader.reports.state import State

PROSE = "Saya pilih Sabtu karena pasar Jetis ramai, jenang laku dua puluh pak, dan tetangga ikut menitip."
CODE = """\
total = 0
for pesanan in daftar_pesanan:
    if pesanan["desa"] == "Josari" and pesanan["jumlah"] > 3:
        total = total + pesanan["jumlah"] * pesanan["harga"]
rata = total / max(1, len(daftar_pesanan))
"""
GIVEN = frozenset({"daftar_pesanan = muat('pesanan')\nprint('Jumlah pesanan:', len(daftar_pesanan))"})
EXERCISE = ClassExercise("2-02-harga", "Harga", GIVEN, {})
WORDS = [f"kata{n}" for n in range(4000)]


def told(answers: dict[str, str], manual: bool = True, given: frozenset[str] = GIVEN) -> list[Told]:
    """Everybody's answer to one question, as far as it is compared."""
    found = []
    for code, source in answers.items():
        check = JudgedCheck(State.WAITING, 0, 1, None, is_manual=manual, by_hand=False, counts=True)
        answer = Answer(source, 0, [], is_code=True, grade_id="jawab")
        question = JudgedQuestion(1, "cek", "Soal 1", [], Markup(), [answer], [], [check], [])
        found += [Told(code, "Soal 1", own) for own in own_of(question, given)]
    return found


def pairs(answers: dict[str, str], manual: bool = True) -> list[tuple[tuple[str, ...], bool]]:
    return [(match.codes, match.share == 1) for match in matches(answers, manual)]


def matches(answers: dict[str, str], manual: bool = True) -> list[Match]:
    return compare(EXERCISE, told(answers, manual))


def test_one_word_changed_is_nearly_the_same_with_both_texts() -> None:
    changed = PROSE.replace("tetangga", "saudara")
    [match] = matches({"A": PROSE, "B": changed, "C": "Saya menjual jenang hari Minggu di depan balai desa."})
    assert (match.codes, match.texts) == (("A", "B"), (PROSE, changed))
    assert 0.5 < match.share < 1


@pytest.mark.parametrize(
    "copy",
    [
        CODE.replace('"', "'") + "\n\n# milikku",
        CODE.replace("pesanan in", "baris in").replace("pesanan[", "baris["),
        CODE.replace("rata", "hasil"),
    ],
)
def test_other_quotes_comments_and_made_up_names_are_the_same_code(copy: str) -> None:
    assert pairs({"A": CODE, "B": copy}, manual=False) == [(("A", "B"), True)]


def test_another_number_in_the_code_is_nearly_the_same() -> None:
    assert pairs({"A": CODE, "B": CODE.replace("> 3", "> 5")}, manual=False) == [(("A", "B"), False)]


def test_what_the_exercise_gave_and_what_is_short_does_not_count() -> None:
    given = "\n".join(3 * sorted(GIVEN))
    assert len(given) > 200
    assert pairs({"A": given, "B": given}, manual=False) == []
    assert pairs({"A": "x = 3", "B": "x = 3"}, manual=False) == []
    assert pairs({"A": "Karena murah.", "B": "Karena murah."}) == []
    assert pairs({"A": given + "\nx = 3", "B": given + "\nx = 3"}, manual=False) == []


def test_a_turn_of_phrase_that_many_have_is_nobodys() -> None:
    many = {f"P{n:02}": f"{PROSE} {' '.join(WORDS[20 * n : 20 * n + 9])}" for n in range(3 * EVERYBODYS)}
    assert pairs(many) == []


def test_code_that_many_have_is_the_usual_way_and_prose_that_many_have_is_not() -> None:
    few, many = ({f"P{n:02}": CODE for n in range(count)} for count in (EVERYBODYS, EVERYBODYS + 1))
    assert [len(codes) for codes, _ in pairs(few, manual=False)] == [EVERYBODYS]
    assert pairs(many, manual=False) == []
    assert [len(codes) for codes, _ in pairs(dict.fromkeys(many, PROSE))] == [EVERYBODYS + 1]


def test_two_answers_of_one_person_are_no_pair() -> None:
    own = told({"A": PROSE}) + told({"A": PROSE.replace("tetangga", "saudara")})
    assert compare(EXERCISE, own) == []


def test_the_one_pair_among_three_hundred_is_found() -> None:
    generator = random.Random(17)
    answers = {f"X-{n:03}": " ".join(generator.choices(WORDS, k=40)) for n in range(300)}
    words = answers["X-041"].split()
    answers["X-200"] = " ".join([*words[:20], "lain", *words[21:]])
    assert pairs(answers) == [(("X-041", "X-200"), False)]
