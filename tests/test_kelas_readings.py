"""What was read of hand-ins is kept on disk, is the same as reading again, and never outlives a change."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from reports_course import CourseBuilder, Question, Reply

from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook import open_gradebook
from grader.classroom.gradebook_view import GradebookReader
from grader.classroom.manual_marks import Cell, Given, ManualMarks
from grader.common.errors import SinauError
from grader.kelas import readings
from grader.kelas.readings import FOLDER
from grader.kelas.room import Room
from grader.kelas.snapshot import MuchToRead, Reader, Snapshot, must_be_graded
from grader.reports.counted import Counted, count_hand_in
from grader.reports.graded_class import GradedHandIn

EXERCISE = "1-02-hitung"
QUESTIONS = [Question("hpp", 2.0), Question("cerita", 3.0, manual=True)]
PROSE = "Jenang laku dua puluh pak hari Senin, jadi Sabtu dibuat tiga puluh pak supaya cukup."


@pytest.fixture
def course(tmp_path: Path) -> Path:
    with CourseBuilder(tmp_path) as made:
        made.exercise(EXERCISE, "Hitung", QUESTIONS)
        for code, text in {"A-1": PROSE, "A-2": PROSE + " Ya.", "A-3": "Belum tahu.", "A-4": ""}.items():
            made.hand_in(code, EXERCISE, [Reply("hpp = 0", "belum tepat", 0.0), Reply(text, "benar", None)])
    return tmp_path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of those whose hand-in has been read, in order."""
    codes: list[str] = []

    def watched(hand_in: GradedHandIn) -> Counted:
        codes.append(hand_in.trainee.code)
        return count_hand_in(hand_in)

    monkeypatch.setattr(readings, "count_hand_in", watched)
    return codes


def after_a_start(course: Path) -> Snapshot:
    return must_be_graded(Reader(ClassFolder(course)).snapshot())


def test_after_a_start_nothing_is_read_again_and_everything_is_the_same(
    course: Path, read: list[str]
) -> None:
    first = after_a_start(course)
    assert read == ["A-1", "A-2", "A-3", "A-4"]
    assert [match.share == 1 for match in first.report.similar] == [False]
    second = after_a_start(course)
    assert len(read) == 4
    assert second.counted == first.counted
    assert second.report == first.report
    assert second.figures == first.figures


def test_a_file_of_any_name_is_kept_too(course: Path, read: list[str]) -> None:
    whole = course / "autograded" / "A-1" / EXERCISE / f"{EXERCISE}.ipynb"
    whole.with_name(os.fsdecode(b"\xff.ipynb")).write_bytes(whole.read_bytes())
    first = after_a_start(course)
    assert after_a_start(course).counted == first.counted
    assert len(read) == 4


def test_only_what_was_marked_or_sent_again_is_read_again(course: Path, read: list[str]) -> None:
    after_a_start(course)
    with CourseBuilder(course) as made:
        made.questions[EXERCISE] = QUESTIONS
        made.mark("A-2", EXERCISE, [Reply("hpp = 0", "belum tepat", 0.0), Reply(PROSE, "benar", 2.0)])
    read.clear()
    found = after_a_start(course)
    assert read == ["A-2"]
    [row] = [row for row in found.report.rows if row.trainee.code == "A-2"]
    assert (row.score, row.max_score) == (2.0, 5.0)


def test_after_a_mark_all_is_as_if_read_anew_and_other_exercises_are_not_gone_over(
    course: Path, read: list[str]
) -> None:
    with CourseBuilder(course) as made:
        made.exercise("1-03-dikw", "Data", [Question("dikw", 2.0)])
        for code in ("A-1", "A-3"):
            made.hand_in(code, "1-03-dikw", [Reply("dikw = 1", "benar", 2.0)])
    reader = Reader(ClassFolder(course))
    first = must_be_graded(reader.snapshot())
    read.clear()
    give(course, "A-2", Given(1.5, "Bagus", False))
    second = must_be_graded(reader.snapshot())
    assert read == ["A-2"]
    fresh = after_a_start(course)
    assert (second.report, second.questions, second.counted) == (fresh.report, fresh.questions, fresh.counted)
    assert second.figures == fresh.figures
    assert second.report.share != first.report.share
    [before], [after] = (
        [q for q in each.questions if q.heading == "Soal 1: dikw"] for each in (first, second)
    )
    assert after is before


def test_the_gradebook_read_again_is_the_gradebook(course: Path) -> None:
    folder = ClassFolder(course)
    reader = GradebookReader(folder.db_url, folder.course_id)
    steps: list[Callable[[], None]] = [
        lambda: None,
        lambda: give(course, "A-1", Given(3.0, "", False)),
        lambda: give(course, "A-1", Given(3.0, "Hebat", False)),
        lambda: change(course, "update submitted_notebook set late_submission_penalty = 0.5"),
        lambda: change(course, "update grade_cells set max_score = 4.0"),
        lambda: change(course, "update student set first_name = 'Ani'"),
        lambda: change(course, "update submitted_assignment set timestamp = '2026-11-26 10:00:00.000000'"),
        lambda: change(course, "delete from grade where needs_manual_grade = 1"),
    ]
    for step in steps:
        reader.read()
        step()
        assert reader.read() == GradebookReader(folder.db_url, folder.course_id).read()


def give(course: Path, code: str, mark: Given) -> None:
    folder, cell = ClassFolder(course), Cell(EXERCISE, EXERCISE, "soal-2")
    with open_gradebook(folder.db_url, folder.course_id) as gradebook:
        marks = ManualMarks(gradebook)
        marks.give(code, cell, mark, marks.given(cell)[code])


def change(course: Path, statement: str) -> None:
    with sqlite3.connect(course / "gradebook.db") as database:
        assert database.execute(statement).rowcount > 0


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"mark": 3}', "\x00"])
def test_a_damaged_file_is_read_anew(course: Path, read: list[str], content: str) -> None:
    first = after_a_start(course)
    file = course / FOLDER / f"{EXERCISE}.json"
    whole = file.read_text(encoding="utf-8")
    file.write_text(content, encoding="utf-8")
    read.clear()
    assert after_a_start(course).report == first.report
    assert len(read) == 4
    assert file.read_text(encoding="utf-8") == whole


def test_another_exercise_text_is_read_anew(course: Path, read: list[str]) -> None:
    after_a_start(course)
    source = course / "source" / EXERCISE / f"{EXERCISE}.ipynb"
    source.write_text(source.read_text(encoding="utf-8").replace("Hitung", "Hitung lagi"), encoding="utf-8")
    read.clear()
    after_a_start(course)
    assert len(read) == 4


def test_of_a_large_class_no_page_waits_for_the_first_reading(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(MuchToRead, match="0 dari 4 kiriman"):
        Reader(ClassFolder(course)).snapshot(at_most=3)
    monkeypatch.setattr("grader.kelas.room._READ_AT_ONCE", 3)
    room = Room(course)
    with pytest.raises(SinauError, match="sedang dibaca untuk pertama kali"):
        room.snapshot()
    room.read_ahead()  # however far the job is
    while room.jobs.current:
        time.sleep(0.05)
    assert must_be_graded(room.snapshot()).report.handed_in == 4
    room.jobs.close()


def test_a_page_is_shown_even_where_nothing_can_be_kept(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(readings, "write_atomic", full)
    reader = Reader(ClassFolder(course))
    assert must_be_graded(reader.snapshot(at_most=400)).report.handed_in == 4
    with pytest.raises(SinauError, match="tidak bisa ditulisi"):
        Reader(ClassFolder(course)).snapshot()
