"""The order in which the options of a choice are shown, and every letter that goes with it."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from course_builder import ask, code, graded, md
from nbgrader_course import cell, grade, gradebook_rows, read, write

from grader.baca.make import questions_of
from grader.checks.evaluate import evaluate
from grader.checks.observation import text_seen
from grader.classroom.release import release_course
from grader.common.checkout import content_root
from grader.curriculum import choices as shown_order
from grader.curriculum.choices import FIXED, as_shown, choices, option_meant
from grader.curriculum.model import Course
from grader.curriculum.trainer_guide import lessons_text
from grader.curriculum.workspace import released_lesson
from grader.learner import keyfile
from grader.notebooks.build import notebook as notebook_of
from grader.notebooks.cells import source_text, tags
from grader.notebooks.listed import listed
from grader.reports.question_text import as_they_had_it

Json = dict[str, Any]
COURSE = Course.load(content_root())
OPTIONS = ("Membuang catatannya.", "Bertanya dulu.", "Menunggu sebulan.", "Menutup warung.")
WRONG = '{"a": "Catatan itu berguna.", "c": "Sebulan terlalu lama.", "d": "Itu berlebihan."}'
CHECK = f'periksa("langkah", pilihan=["a", "b", "c", "d"], petunjuk=["Siapa yang tahu?"], keliru={WRONG})'
TEXT = "Apa yang dilakukan Bu Sari?\n\n" + "\n".join(
    f"- {x}. {t}" for x, t in zip("abcd", OPTIONS, strict=True)
)
SOLVED = 'langkah = ____\n### BEGIN SOLUTION\nlangkah = "b"\n### END SOLUTION'


def choice_exercise(*more: Json, solved: str = SOLVED, text: str = TEXT, ident: str = "ps1") -> Json:
    check = graded("soal-1", CHECK, points=4)
    tail = md("catatan", 'Pilihan a dan d sering; sebagian memilih c. Tulis seperti `"a"`.', "pelatih")
    set_up = code("persiapan", "from grader.belajar import periksa")
    cells = [set_up, md("tanya", text), graded("jawab-1", solved, answer=True), check, tail, *more]
    return notebook_of(cells, sinau={"id": ident, "kind": "exercise"})


def options_of(notebook: Json, cell_id: str = "tanya") -> dict[str, str]:
    """Letter → option as a reader finds them in a cell."""
    one = next(c for c in notebook["cells"] if c["id"] == cell_id)
    found = listed(source_text(one), one["cell_type"] == "code")
    assert found is not None
    return dict(zip(found.letters, found.read, strict=True))


def text_of(notebook: Json, cell_id: str) -> str:
    return source_text(next(c for c in notebook["cells"] if c["id"] == cell_id))


def test_every_letter_goes_with_its_option() -> None:
    shown = as_shown(choice_exercise())
    letter = {option: letter for letter, option in options_of(shown).items()}
    assert sorted(letter) == sorted(OPTIONS)
    assert list(letter) != list(OPTIONS)
    a, b, c, d = (letter[option] for option in OPTIONS)
    assert f'langkah = "{b}"' in text_of(shown, "jawab-1")
    keliru = json.loads(re.search(r"keliru=(\{.*?\})", text_of(shown, "soal-1"))[1])  # type: ignore[index]
    assert keliru == {a: "Catatan itu berguna.", c: "Sebulan terlalu lama.", d: "Itu berlebihan."}
    note = text_of(shown, "catatan")
    assert note == f'Pilihan {a} dan {d} sering; sebagian memilih {c}. Tulis seperti `"a"`.'


def test_the_order_is_the_same_however_the_author_listed_them_and_on_every_computer() -> None:
    first = options_of(as_shown(choice_exercise()))
    turned = TEXT
    for old, new in zip(OPTIONS, reversed(OPTIONS), strict=True):
        turned = turned.replace(old, f"<{OPTIONS.index(new)}>")
    for number, option in enumerate(OPTIONS):
        turned = turned.replace(f"<{number}>", option)
    assert options_of(as_shown(choice_exercise(text=turned))) == first
    told = subprocess.run(
        [sys.executable, "-c", "import sys, json; from grader.curriculum.choices import as_shown\n"
         "print(json.dumps(as_shown(json.load(sys.stdin))))"],
        input=json.dumps(choice_exercise()), capture_output=True, text=True, check=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(shown_order.__file__).parents[2])},
    )  # fmt: skip
    assert options_of(json.loads(told.stdout)) == first
    assert options_of(as_shown(choice_exercise(ident="lain"))) != first
    # These very letters stand in classes and on paper: a change here changes them for everybody.
    assert list(first.values()) == [OPTIONS[n] for n in (1, 3, 0, 2)]


def test_what_was_put_in_order_stays_as_it_is() -> None:
    for notebook in COURSE.notebooks:
        once = as_shown(notebook.raw)
        assert as_shown(once)["cells"] == once["cells"]


def test_options_in_a_comment_and_accepted_letters_move_too() -> None:
    asked = (
        "# Satu pesanan adalah satu: a. baris   b. kolom   c. `berkas`\n"
        'ingat = ____\nperiksa("ingat", kunci="a", terima=["c"], keliru={"b": "Bukan."})'
    )
    shown = as_shown(notebook_of([code("ingat", asked)], sinau={"id": "9-01", "kind": "lesson"}))
    letter = {option: letter for letter, option in options_of(shown, "ingat").items()}
    text = text_of(shown, "ingat")
    assert text.startswith("# Satu pesanan adalah satu: a. ")
    assert f'kunci="{letter["baris"]}"' in text
    assert f'terima=["{letter["berkas"]}"]' in text
    assert f'keliru={{"{letter["kolom"]}": "Bukan."}}' in text


STAYS = {
    "its author says so": lambda nb: cell(nb, "soal-1")["metadata"].update(tags=[FIXED]),
    "two options read the same": lambda nb: nb["cells"][1].update(
        source=TEXT.replace(OPTIONS[0], OPTIONS[1])
    ),
    "another cell means its letter": lambda nb: nb["cells"].append(
        code("lain", 'assert langkah == "b", "Bukan itu."')
    ),
    "the solution is worked out": lambda nb: cell(nb, "jawab-1").update(
        source=SOLVED.replace('langkah = "b"', 'langkah = "ab"[1]')
    ),
    "one list serves two questions": lambda nb: nb["cells"].extend(
        [
            graded("jawab-2", SOLVED.replace("langkah", "lain"), answer=True),
            graded("soal-2", CHECK.replace('"langkah"', '"lain"'), points=1),
        ]
    ),
}


@pytest.mark.parametrize("why", STAYS)
def test_options_whose_letters_cannot_all_be_found_stay(why: str) -> None:
    notebook = choice_exercise()
    STAYS[why](notebook)
    assert as_shown(notebook)["cells"] == notebook["cells"]


@pytest.mark.parametrize("junk", [[], [md("x", "- a. satu\n- b. dua")], [code("x", "%%bash\nls")],
                                  [code("x", "periksa(")], [code("x", 'periksa("x")')]])  # fmt: skip
def test_any_notebook_can_be_asked(junk: list[Json]) -> None:
    notebook = {"cells": junk, "metadata": {"sinau": "?"}}
    assert as_shown(notebook)["cells"] == junk


def test_a_chosen_option_is_found_again_in_another_order() -> None:
    assert [option_meant(x, ("p", "q", "r"), ("r", "p", "q")) for x in "abcz"] == ["b", "c", "a", "z"]
    assert option_meant("a", ("lama", "q", "r"), ("r", "baru", "q")) == "b"  # reworded since
    assert option_meant("a", ("p", "q"), ("q", "p", "r")) == "a"


def test_every_choice_of_the_course_is_put_in_order() -> None:
    found = [choice for notebook in COURSE.notebooks for choice in choices(notebook.raw)]
    assert len(found) > 280
    assert not [choice.stuck for choice in found if choice.stuck]
    moved = sum(choice.shown != choice.options.read for choice in found)
    assert moved > 0.6 * len(found)
    for choice in found:
        right = choice.options.read[choice.options.letters.index(choice.key)]
        assert choice.shown["abcdefgh".index(choice.shown_key)] == right


def test_trainee_trainer_and_phone_see_the_same_letters(tmp_path: Path) -> None:
    lesson = COURSE.lesson("1-03-dikw")
    assert lesson is not None
    [choice] = [choice for choice in choices(lesson.raw) if choice.name == "masih_perlu"]
    notebook, keys = released_lesson(lesson.path)
    released = json.loads(notebook)
    listing = released["cells"][
        [c["id"] for c in released["cells"]].index(lesson.raw["cells"][choice.listed]["id"])
    ]
    on_screen = listed(source_text(listing), is_code=False)
    assert on_screen is not None
    assert on_screen.read == choice.shown
    # the trainer's guide speaks of that letter
    one_event = "abcd"[on_screen.read.index("Tidak perlu apa-apa. Sudah terbukti.")]
    assert f"Pilihan {one_event} adalah salah paham utama" in lessons_text(COURSE)
    # the sealed key and the phone's page hold it
    assert keys is not None
    write(tmp_path / ".kunci/1-03-dikw.json", keys)
    question = keyfile.questions_of(tmp_path / "1-03-dikw.ipynb")["masih_perlu"]
    right = {x: evaluate(question.check, question.lock, text_seen(x)).score > 0 for x in "abcd"}
    assert right == {x: x == choice.shown_key for x in "abcd"}
    phone = next(q for q in questions_of(lesson).values() if q and q.name == "masih_perlu")
    assert phone.letters == tuple(on_screen.letters)


# --- hand-ins of another day ---


@pytest.fixture
def old_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class whose exercise was released before options were shuffled."""
    write(tmp_path / "source/ps1/ps1.ipynb", choice_exercise())
    with monkeypatch.context() as before:
        before.setattr(shown_order, "_order", lambda notebook, name, options: range(len(options.texts)))
        release_course(tmp_path, "ps1")
    assert options_of(read(tmp_path / "release/ps1/ps1.ipynb")) == dict(zip("abcd", OPTIONS, strict=True))
    return tmp_path


def hand_in(course: Path, who: str, notebook: Json, letter: str) -> None:
    done = copy.deepcopy(notebook)
    cell(done, "jawab-1")["source"] = f'langkah = "{letter}"'
    write(course / f"submitted/{who}/ps1/ps1.ipynb", done)


def scores(course: Path) -> dict[str, float]:
    rows = gradebook_rows(course)
    return {name.split("/")[0]: row["score"] for name, row in rows.items() if name.endswith("/ps1/ps1")}


def said(course: Path, who: str) -> str:
    return json.dumps(read(course / f"autograded/{who}/ps1/ps1.ipynb"), ensure_ascii=False)


def test_a_class_released_before_is_graded_by_the_letters_that_it_saw(old_class: Path) -> None:
    released = read(old_class / "release/ps1/ps1.ipynb")
    today = as_shown(choice_exercise())
    for one in today["cells"]:
        if one["id"] == "soal-1":
            one["source"] = 'periksa("langkah")'
    without_list = copy.deepcopy(released)
    without_list["cells"] = [c for c in without_list["cells"] if c.get("id") != "tanya"]
    mine = {option: letter for letter, option in options_of(today).items()}
    hand_in(old_class, "benar-lama", released, "b")
    hand_in(old_class, "keliru-lama", released, "c")
    hand_in(old_class, "benar-baru", today, mine["Bertanya dulu."])
    hand_in(old_class, "keliru-baru", today, mine["Menutup warung."])
    hand_in(old_class, "tanpa-daftar", without_list, "b")
    grade(old_class, "ps1")
    assert scores(old_class) == {
        "benar-lama": 4,
        "keliru-lama": 0,
        "benar-baru": 4,
        "keliru-baru": 0,
        "tanpa-daftar": 4,
    }
    assert "Sebulan terlalu lama." in said(old_class, "keliru-lama")
    assert "Itu berlebihan." in said(old_class, "keliru-baru")


def test_a_release_today_is_in_the_shown_order_and_graded_by_it(tmp_path: Path) -> None:
    write(tmp_path / "source/ps1/ps1.ipynb", choice_exercise())
    release_course(tmp_path, "ps1")
    released = read(tmp_path / "release/ps1/ps1.ipynb")
    letters = {option: letter for letter, option in options_of(released).items()}
    assert options_of(released) == options_of(as_shown(choice_exercise()))
    assert read(tmp_path / "source/ps1/ps1.ipynb") == choice_exercise()  # the author's file is theirs
    for who, option in zip(("satu", "dua", "tiga", "empat"), OPTIONS, strict=True):
        hand_in(tmp_path, who, released, letters[option])
    grade(tmp_path, "ps1")
    assert scores(tmp_path) == {"satu": 0, "dua": 4, "tiga": 0, "empat": 0}
    assert "Catatan itu berguna." in said(tmp_path, "satu")


def test_a_feedback_page_lists_the_options_as_the_learner_had_them() -> None:
    today = text_of(as_shown(choice_exercise()), "tanya")
    assert as_they_had_it(today, ["## Cerita", TEXT]) == TEXT
    assert as_they_had_it(today, ["- a. punyaku\n- b. juga\n- c. sendiri\n- d. semua"]) == today
    assert as_they_had_it("Berapa?", [TEXT]) == "Berapa?"


def test_tags_of_trainers_are_left_alone() -> None:
    shown = as_shown(choice_exercise())
    assert [tags(c) for c in shown["cells"]] == [tags(c) for c in choice_exercise()["cells"]]
    assert ask("x", "a") in source_text(as_shown(notebook_of([code("x", ask("x", "a"))]))["cells"][0])
