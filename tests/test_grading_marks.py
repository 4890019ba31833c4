"""A mark that a person gave lives as long as the text it was given for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from nbgrader_course import answer, answered, check, code, grade, gradebook_rows, markdown, notebook, write

from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook import open_gradebook
from grader.classroom.graded_copy import STAMP
from grader.classroom.release import release_course
from grader.grading.summary import sentences

pytestmark = pytest.mark.long

SOURCE = notebook(
    answer("jawab", "### BEGIN SOLUTION\nx = 3\n### END SOLUTION"),
    check("tes", "assert x == 3", 4),
    markdown("Tulis.", grade_id="tulis", solution=True, grade=True, locked=False, points=5),
    code("# kode", grade_id="kode", solution=True, grade=True, locked=False, points=3),
)
OWN = {"jawab": "x = 2", "tulis": "Harga naik.", "kode": "y = 1"}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A class with one hand-in, graded once, its written answer not marked yet."""
    write(tmp_path / "nbgrader_config.py", "c = get_config()\n")
    write(ClassFolder(tmp_path).source("harga") / "harga.ipynb", SOURCE)
    release_course(tmp_path, "harga")
    send(tmp_path)
    assert grade(tmp_path).graded == 1
    return tmp_path


def send(course: Path, **changed: str) -> None:
    path = ClassFolder(course).folder("submitted", "P-1", "harga") / "harga.ipynb"
    write(path, answered(SOURCE, {**OWN, **changed}))


def mark(course: Path, name: str, points: float) -> None:
    """As formgrader does it: a score takes the question away."""
    folder = ClassFolder(course)
    with open_gradebook(folder.db_url) as gradebook:
        given = gradebook.find_grade(name, "harga", "harga", "P-1")
        given.manual_score, given.needs_manual_grade = points, False
        gradebook.db.commit()


def row(course: Path, name: str) -> tuple[Any, bool]:
    found = gradebook_rows(course)[f"P-1/harga/harga/{name}"]
    return found["manual"], found["needs"]


def test_it_survives_force_the_same_sent_again_and_a_change_elsewhere(course: Path) -> None:
    assert row(course, "tulis") == (None, True)
    mark(course, "tulis", 4)
    assert grade(course, force=True).graded == 1
    assert row(course, "tulis") == (4, False)
    send(course, tulis="\r\nHarga naik.  \r\n")  # as another editor saves it
    assert grade(course).graded == 1
    assert row(course, "tulis") == (4, False)
    send(course, jawab="x = 3")
    assert grade(course).graded == 1
    assert row(course, "tulis") == (4, False)
    assert row(course, "kode") == (None, True)
    said = sentences(grade(course), Path("kelas saya"))
    assert any(line.startswith("1 jawaban tertulis menunggu") for line in said)
    assert said[-1] == (
        "Berikutnya: sinau feedback --course 'kelas saya' lalu sinau report --course 'kelas saya'"
    )


def test_it_asks_for_a_second_look_where_the_text_changed_until_somebody_looks(course: Path) -> None:
    mark(course, "tulis", 4)
    send(course, tulis="Harga turun.")
    for force in (False, True):  # a further run is no look
        assert grade(course, force=force).graded == 1
        assert row(course, "tulis") == (4, True)
    assert "1 di antaranya berubah" in " ".join(sentences(grade(course)))
    send(course)
    grade(course)
    assert row(course, "tulis") == (4, False)  # the text that was marked is back
    send(course, tulis="Harga turun.")
    grade(course)
    mark(course, "tulis", 2)
    grade(course, force=True)
    assert row(course, "tulis") == (2, False)
    send(course)
    grade(course)
    assert row(course, "tulis") == (2, True)  # the second mark was for the other text


def test_an_answer_taken_away_and_a_file_nobody_can_read_ask_too(course: Path) -> None:
    mark(course, "tulis", 4)
    send(course, tulis="Tulis.")
    grade(course)
    assert row(course, "tulis") == (4, True)
    write(ClassFolder(course).folder("submitted", "P-1", "harga") / "harga.ipynb", "{")
    grade(course)
    assert row(course, "tulis") == (4, True)
    send(course)
    grade(course)
    assert row(course, "tulis") == (4, False)


def test_points_that_a_trainer_changed_hold_until_the_code_or_its_points_change(course: Path) -> None:
    mark(course, "tes", 3)
    send(course, tulis="Lain.")
    grade(course)
    assert row(course, "tes") == (3, False)
    send(course, jawab="x = 3")
    grade(course)
    assert row(course, "tes") == (3, True)


def test_a_moved_class_without_its_hidden_files_and_an_upgrade_keep_it(
    course: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(course, "tulis", 4)
    for stamp in course.rglob(STAMP):
        stamp.unlink()
    moved = course.rename(tmp_path_factory.mktemp("lain") / "kelas baru")
    monkeypatch.setattr("grader.__version__", "99")
    assert grade(moved).graded == 1
    assert row(moved, "tulis") == (4, False)


def test_a_kill_before_the_gradebook_is_written_loses_and_hides_nothing(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(course, "tulis", 4)
    send(course, tulis="Harga turun.")
    with monkeypatch.context() as patch:
        patch.setattr("grader.classroom.gradebook.Writer.write", _killed)
        with pytest.raises(KeyboardInterrupt):
            grade(course)
    assert row(course, "tulis") == (4, False)
    grade(course)
    assert row(course, "tulis") == (4, True)


def test_a_mark_from_before_its_text_was_noted_asks_once(course: Path) -> None:
    mark(course, "tulis", 4)
    with open_gradebook(ClassFolder(course).db_url) as gradebook:
        from sqlalchemy import text

        gradebook.db.execute(text("DROP TABLE sinau_answer"))
        gradebook.db.commit()
    grade(course, force=True)
    assert row(course, "tulis") == (4, True)
    mark(course, "tulis", 4)
    grade(course, force=True)
    assert row(course, "tulis") == (4, False)


def _killed(*_: object) -> None:
    raise KeyboardInterrupt
