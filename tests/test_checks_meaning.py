"""`artinya` and `contoh`: what a right answer means, sealed until it is right, and a worked example."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from judging import Question, question

from grader.checks.spec import Outcome
from grader.common.errors import SinauError
from grader.learner.panel import verdict_html
from grader.learner.periksa import periksa

MEANING = "Setiap pak jenang menutup biayanya sendiri, dan sisanya upahmu."
EXAMPLE = "# Bu Tini menjual 30 pak keripik\nharga_tini = 2_000\nomzet_tini = 30 * harga_tini"
TABLE = pd.DataFrame({"kanal": ["WA", "pasar"], "omzet": [10.0, 20.0]})


@pytest.mark.parametrize(
    ("key", "other", "options"),
    [
        (18_750, 18_751, {}),
        ("Ponorogo", "Madiun", {"terima": ["Kabupaten Ponorogo"]}),
        (TABLE, TABLE.assign(omzet=[10.0, 21.0]), {}),
        ([3, 1, 2], [3, 1, 4], {}),
        ({"a": 1}, {"a": 2}, {}),
        (True, False, {}),
        (lambda x: x + 1, lambda x: x + 2, {"contoh": [(1,), (5,)]}),
    ],
)
def test_the_meaning_is_spoken_after_benar_and_only_then(key: object, other: object, options: dict) -> None:
    asked = question(key, artinya=MEANING, **options)
    right, wrong = asked.judge(key), asked.judge(other)
    assert right.outcome is Outcome.RIGHT
    assert right.message.endswith(MEANING)
    assert MEANING in verdict_html(right)
    assert MEANING not in json.dumps(wrong.to_json())


def test_every_accepted_answer_opens_the_meaning() -> None:
    asked = question("Ponorogo", artinya=MEANING, terima=["Kabupaten Ponorogo"])
    assert asked.judge("kabupaten ponorogo").message.endswith(MEANING)


def test_a_part_of_the_answer_does_not_open_the_meaning() -> None:
    asked = question(TABLE, artinya=MEANING)
    canon = {facet: values[0] for facet, values in asked.open.accepted.items()}
    assert asked.sealed.meaning_of(canon) == MEANING
    for facet in canon:
        assert asked.sealed.meaning_of({**canon, facet: "lain"}) == ""
        assert asked.sealed.meaning_of({f: v for f, v in canon.items() if f != facet}) == ""


def test_the_released_file_does_not_show_the_meaning() -> None:
    filed = json.dumps(question(18_750, artinya=MEANING).sealed.to_json())
    assert "jenang" not in filed
    short = json.dumps(question(18_750, artinya="Ya.").sealed.to_json())
    assert len(short) == len(filed)  # nor how long it is


def test_prose_has_no_meaning_to_open() -> None:
    with pytest.raises(SinauError, match="artinya tidak bisa disegel"):
        question("Jual lagi.", jenis="uraian", artinya=MEANING)


def test_a_meaning_is_one_sentence() -> None:
    with pytest.raises(SinauError, match="artinya harus satu kalimat"):
        question(1, artinya=["a"])


def test_the_example_is_the_last_hint_and_keeps_its_lines() -> None:
    asked = question(18_750, petunjuk=["Kalikan."], contoh=EXAMPLE)
    assert asked.check.hints[0] == "Kalikan."
    page = verdict_html(asked.judge(5), asked.check.hints)
    assert page.index("Kalikan.") < page.index("Petunjuk 2") < page.index("Contoh serupa")
    assert f'<pre style="white-space:pre-wrap">{EXAMPLE}</pre>' in page
    assert "Contoh serupa" not in verdict_html(asked.judge(18_750), asked.check.hints)


def _in_a_source_notebook(example: str, options: str = "kunci=18_750, ") -> None:
    namespace: dict[str, object] = {"periksa": periksa, "hpp": 18_750, "pak": 40}
    exec(f'periksa("hpp", {options}petunjuk=["Bagi."], contoh={example!r})', namespace)


@pytest.mark.parametrize(
    "example", [EXAMPLE, "omzet_tini = pak * 3", "Bu Tini menjual 30 pak keripik, masing-masing Rp2.000."]
)
def test_a_sound_example_is_taken(example: str) -> None:
    _in_a_source_notebook(example)
    _in_a_source_notebook(example, "")


@pytest.mark.parametrize(
    ("example", "says"),
    [
        ("hasil = 37_500 / 2", "membuka kuncinya"),
        ("print(18_750)", "membuka kuncinya"),
        ("Hasilnya Rp18.750.", "membuka kuncinya"),
        ("omzet = tak_ada * 2", "berhenti karena NameError"),
        ("Misalnya begini:\nomzet = 30 * 2_000", "tidak terbaca sebagai kode"),
    ],
)
def test_an_example_that_fails_or_tells_the_key_is_refused(example: str, says: str) -> None:
    with pytest.raises(SinauError, match=says):
        _in_a_source_notebook(example)


def test_a_text_key_in_the_example_is_refused() -> None:
    namespace: dict[str, object] = {"periksa": periksa, "kota": "Ponorogo"}
    with pytest.raises(SinauError, match="membuka kuncinya"):
        exec('periksa("kota", kunci="Ponorogo", contoh="Ibu kota Ponorogo")', namespace)


def test_a_function_question_still_lists_its_calls() -> None:
    asked = Question({"jawaban": lambda x: x + 1}, contoh=[(1,)], artinya=MEANING)
    assert asked.check.hints == ()
    assert asked.judge(lambda x: 1 + x).message.endswith(MEANING)
