"""What is kept: copies of the gradebook, a class as one file, reports by day, the recap."""

from __future__ import annotations

import io
import os
import sqlite3
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from reports_course import CourseBuilder, Question, Reply

from grader.classroom import backup
from grader.classroom.arrivals import Arrival
from grader.classroom.folder import ClassFolder
from grader.classroom.lock import grading_lock
from grader.common.errors import SinauError
from grader.kelas import recap, weeks
from grader.kelas.snapshot import Reader, must_be_graded
from grader.reports.class_report import build_report

NOON = datetime(2026, 11, 26, 12)
QUESTIONS = [Question("hpp", 2.0), Question("laba", 3.0)]
RIGHT = [Reply("hpp = 1", "benar", 2.0), Reply("laba = 2", "benar", 3.0)]
WRONG = [Reply("hpp = 0", "belum tepat", 0.0), Reply("laba = 2", "benar", 3.0)]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    root = tmp_path / "kelas"
    root.mkdir()
    with CourseBuilder(root) as made:
        made.roster('A-1;=HYPERLINK("http://jahat");Golan;UMKM', "A-2;Budi;Jabung;UMKM", "A-3;Cici;;UMKM;")
        made.exercise("1-02-hitung", "Hitung", QUESTIONS)
        made.hand_in("A-1", "1-02-hitung", RIGHT)
        made.hand_in("A-2", "1-02-hitung", WRONG)
        made.write("c = get_config()\n", "nbgrader_config.py")
    return root


def total(course: Path) -> float:
    with sqlite3.connect(course / "gradebook.db") as database:
        [(found,)] = database.execute("select sum(auto_score) from grade").fetchall()
    return float(found)


def change(course: Path, to: float) -> None:
    with sqlite3.connect(course / "gradebook.db") as database:
        database.execute("update grade set auto_score = ?", (to,))


# --- Cadangan ---


def test_the_gradebook_comes_back_as_it_was_and_what_was_there_is_kept(course: Path) -> None:
    folder = ClassFolder(course)
    before = total(course)
    kept = backup.back_up(folder, "nilai", NOON)
    change(course, 0)
    stamp = course / "autograded/A-1/1-02-hitung/.sinau-nilai.json"
    stamp.write_text("{}")
    backup.restore(folder, kept.name, NOON + timedelta(minutes=1))
    assert total(course) == before
    assert not stamp.exists()  # else the next grading would pass it by
    undone = backup.backups(course)[0]
    assert undone.why == "sebelum-pulih"
    backup.restore(folder, undone.name, NOON + timedelta(minutes=2))
    assert total(course) == 0


def test_a_restoring_that_dies_leaves_nothing_that_passes_for_graded(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ClassFolder(course)
    kept = backup.back_up(folder, "nilai", NOON)
    stamp = course / "autograded/A-1/1-02-hitung/.sinau-nilai.json"
    stamp.write_text("{}")

    def die(path: Path, content: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(backup, "write_atomic", die)
    with pytest.raises(KeyboardInterrupt):
        backup.restore(folder, kept.name, NOON + timedelta(minutes=1))
    assert not stamp.exists()


def test_what_a_killed_writer_left_does_not_spoil_what_is_restored(course: Path) -> None:
    folder, before = ClassFolder(course), total(course)
    kept = backup.back_up(folder, "nilai", NOON)
    (course / "gradebook.db").write_bytes(b"bukan buku nilai")
    (course / "gradebook.db-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + b"\1" * 4096)
    backup.restore(folder, kept.name, NOON + timedelta(minutes=1))
    assert total(course) == before


def test_a_copy_made_while_somebody_writes_is_whole(course: Path) -> None:
    with sqlite3.connect(course / "gradebook.db") as writing:
        writing.execute("update grade set auto_score = 7")  # not committed
        kept = backup.back_up(ClassFolder(course), "nilai", NOON)
        writing.rollback()
    with zipfile.ZipFile(course / backup.FOLDER / kept.name) as archive:
        (course.parent / "salinan.db").write_bytes(archive.read("gradebook.db"))
    with sqlite3.connect(course.parent / "salinan.db") as copy:
        assert copy.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert copy.execute("select count(*) from grade where auto_score = 7").fetchall() == [(0,)]


def test_the_last_twenty_and_one_a_day_are_kept(course: Path) -> None:
    folder = ClassFolder(course)
    for day in range(3):
        for minute in range(15):
            backup.back_up(folder, "nilai", NOON + timedelta(days=day, minutes=minute))
    made = [each.made for each in backup.backups(course)]
    assert made[:20] == sorted(made[:20], reverse=True)
    assert len(made) == 21
    assert made[-1] == NOON + timedelta(minutes=14)


def test_nothing_is_put_back_while_the_class_is_graded_or_from_a_broken_copy(course: Path) -> None:
    folder = ClassFolder(course)
    kept = backup.back_up(folder, "nilai", NOON)
    with grading_lock(course), pytest.raises(SinauError, match="sedang dinilai"):
        backup.restore(folder, kept.name, NOON)
    (course / backup.FOLDER / kept.name).write_bytes(b"PK rusak")
    before = total(course)
    with pytest.raises(SinauError, match="tidak terbaca"):
        backup.restore(folder, kept.name, NOON)
    with pytest.raises(SinauError, match="tidak ada lagi"):
        backup.restore(folder, "../gradebook.db", NOON)
    assert total(course) == before


def test_a_class_moves_as_one_file(course: Path, tmp_path: Path) -> None:
    (course / ".sinau-acuan").mkdir()
    (course / ".sinau-acuan/x.json").write_text("{}")
    backup.back_up(ClassFolder(course), "nilai", NOON)
    file = backup.whole_class(ClassFolder(course), tmp_path / "pindah.zip")
    new = tmp_path / "laptop baru" / "kelas"
    backup.unpack_class(file, new)
    old_rows = {row.trainee.code: row.score for row in build_report(course).rows}
    assert {row.trainee.code: row.score for row in build_report(new).rows} == old_rows
    assert not (new / ".sinau-acuan").exists()
    assert backup.backups(new) == []
    with pytest.raises(SinauError, match="sudah berisi"):
        backup.unpack_class(file, new)


@pytest.mark.parametrize("setting", ["root = '{}'", "db_url = 'sqlite:///{}/nilai.db'"])
def test_a_class_with_a_part_elsewhere_is_not_called_whole(
    course: Path, tmp_path: Path, setting: str
) -> None:
    outside = tmp_path / "luar"
    told = f"c = get_config()\nc.CourseDirectory.{setting.format(outside)}\n"
    (course / "nbgrader_config.py").write_text(told)
    with pytest.raises(SinauError, match="ada di luar foldernya"):
        backup.whole_class(ClassFolder(course), tmp_path / "pindah.zip")
    assert not (tmp_path / "pindah.zip").exists()


@pytest.mark.parametrize("name", ["../luar.txt", "/luar.txt"])
def test_no_file_of_a_class_is_put_outside_of_it(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "jahat.zip", "w") as archive:
        archive.writestr("nbgrader_config.py", "")
        archive.writestr(name, "x")
    with pytest.raises(SinauError, match="rusak atau bukan"):
        backup.unpack_class(tmp_path / "jahat.zip", tmp_path / "kelas")
    assert not (tmp_path / "luar.txt").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"halo"])
def test_what_is_no_class_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(SinauError, match=r"a\.zip"):
        backup.unpack_class(tmp_path / "a.zip", tmp_path / "kelas")


# --- the class as it is read ---


def test_what_is_kept_in_memory_is_what_the_report_says(course: Path) -> None:
    reader = Reader(ClassFolder(course))
    first = must_be_graded(reader.snapshot())
    assert reader.snapshot() is first
    with CourseBuilder(course) as made:
        made.questions["1-02-hitung"] = QUESTIONS
        made.hand_in("A-3", "1-02-hitung", RIGHT)
        made.mark("A-2", "1-02-hitung", RIGHT)
    second = must_be_graded(reader.snapshot())
    fresh = build_report(course)
    assert [(r.trainee, r.cells) for r in second.report.rows] == [(r.trainee, r.cells) for r in fresh.rows]
    assert [(q.heading, q.outcomes, q.score) for q in second.report.questions] == [
        (q.heading, q.outcomes, q.score) for q in fresh.questions
    ]


# --- Minggu ---


def test_reports_of_days_are_kept_and_the_last_of_a_week_counts(course: Path) -> None:
    snapshot = must_be_graded(Reader(ClassFolder(course)).snapshot())
    days = [date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 30)]
    for day in days:
        weeks.keep(course, snapshot, day)
    (course / weeks.DAYS / "2026-12-01.json").write_text("rusak")
    kept = weeks.kept(course)
    assert [each.day for each in kept] == [day.isoformat() for day in days]
    assert [each.day for each in weeks.by_week(kept)] == ["2026-11-29", "2026-11-30"]
    assert (kept[0].handed_in, kept[0].expected, kept[0].people) == (2, 3, 3)


def test_a_day_is_kept_once_before_the_next_one_changes_the_class(course: Path) -> None:
    folder = ClassFolder(course)
    weeks.remember_before(folder)
    assert weeks.kept(course) == []  # it was graded today: today may change it yet
    yesterday = datetime.now() - timedelta(days=1)
    database = folder.gradebook_file
    assert database is not None
    os.utime(database, (yesterday.timestamp(),) * 2)
    weeks.remember_before(folder)
    [kept] = weeks.kept(course)
    assert (kept.day, kept.handed_in, kept.people) == (yesterday.date().isoformat(), 2, 3)
    there = course / weeks.DAYS / f"{kept.day}.json"
    there.write_text(there.read_text().replace('"people": 3', '"people": 4'))
    weeks.remember_before(folder)
    assert weeks.kept(course)[0].people == 4  # nobody read the class again


def test_days_come_from_what_counts_and_from_what_was_replaced(course: Path) -> None:
    older = course / "kumpulan_lama/A-3/1-02-hitung/1-02-hitung_20261124T020000Z_0123456789ab.ipynb"
    older.parent.mkdir(parents=True)
    older.write_text("{}")
    folder = ClassFolder(course)
    found = weeks.attendance(folder, must_be_graded(Reader(folder).snapshot()))
    of_marks = datetime(2026, 11, 20, 2, 30, tzinfo=UTC).astimezone().date()
    of_older = datetime(2026, 11, 24, 2, tzinfo=UTC).astimezone().date()
    assert found == {of_marks: {"A-1", "A-2"}, of_older: {"A-3"}}


def test_who_came_late_and_whose_clock_says_something_else(course: Path) -> None:
    folder = ClassFolder(course)
    with CourseBuilder(course) as made:
        made.questions["1-02-hitung"] = QUESTIONS
        made.hand_in("A-3", "1-02-hitung", RIGHT)
    snapshot = must_be_graded(Reader(folder).snapshot())
    first = datetime(2026, 11, 1, 2, tzinfo=UTC)
    came = {"A-1": first, "A-2": first + timedelta(days=1), "A-3": first + timedelta(days=9)}
    claims = {"A-1": first, "A-2": first - timedelta(days=3), "A-3": None}
    arrivals = {(code, "1-02-hitung"): Arrival(when, claims[code]) for code, when in came.items()}
    found = weeks.noticed(snapshot, arrivals)
    assert [(each.person.code, each.late, each.arrival.differs) for each in found] == [
        ("A-3", 8, False),
        ("A-2", 0, True),
    ]
    assert weeks.noticed(snapshot, {}) == []


# --- Rekap ---


def test_the_workbook_holds_texts_as_texts_and_figures_as_figures(course: Path) -> None:
    folder = ClassFolder(course)
    snapshot = must_be_graded(Reader(folder).snapshot())
    content = recap.workbook(snapshot.report, weeks.attendance(folder, snapshot), None)
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Nilai", "Kehadiran", "Kenaikan"]
    rows: dict[Any, Any] = {row[0].value: row for row in book["Nilai"].iter_rows()}
    name = rows["A-1"][1]
    assert (name.value, name.data_type) == ('=HYPERLINK("http://jahat")', "s")
    assert [cell.value for cell in rows["A-2"]][4:9] == [3, 3, 5, 60, 1]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(part) for part in parts.namelist() if part.endswith(".xml"))
    present = {row[0].value: row[-1].value for row in book["Kehadiran"].iter_rows()}
    assert (present["A-1"], present["A-3"]) == (1, 0)


def test_a_copy_is_made_before_answers_are_marked_but_not_each_time(course: Path) -> None:
    folder = ClassFolder(course)
    for minute in (0, 3, 12):
        backup.back_up_if_older(folder, "tulisan", NOON + timedelta(minutes=minute), 10)
    assert [each.made.minute for each in backup.backups(course)] == [12, 0]
