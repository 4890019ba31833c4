"""nbgrader's own settings hold on the whole way of a hand-in: collect, grade, feedback, report."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path

import pytest
from nbgrader_course import answer, answered, check, grade, markdown, notebook, write

from grader.classroom.collect import collect
from grader.classroom.folder import ClassFolder
from grader.classroom.make import make_course
from grader.classroom.release import release_course
from grader.common.checkout import content_root
from grader.common.errors import SinauError
from grader.kelas.snapshot import Reader
from grader.notebooks.hand_in import Status
from grader.reports.feedback import write_feedback
from grader.reports.report_page import write_report

EXERCISE = "harga"
SOURCE = notebook(
    answer("jawab", "### BEGIN SOLUTION\nx = 3\n### END SOLUTION"),
    check("tes", "assert x == 3", 4),
    markdown("Tulis.", grade_id="tulis", solution=True, grade=True, locked=False, points=5),
)
SOURCE["metadata"]["sinau"] = {"id": EXERCISE}
CONFIGURATIONS = {
    "as nbgrader comes": "",
    "another folder for what is handed in": "c.CourseDirectory.submitted_directory = 'kiriman'",
    "every folder renamed": "\n".join(
        f"c.CourseDirectory.{step}_directory = 'langkah {step}'"
        for step in ("source", "release", "submitted", "autograded", "feedback")
    ),
    "exercise before trainee": (
        "c.CourseDirectory.directory_structure = '{nbgrader_step}/{assignment_id}/{student_id}'"
    ),
    "exercise first of all": (
        "c.CourseDirectory.directory_structure = '{assignment_id}/{nbgrader_step}/{student_id}'"
    ),
    "another gradebook": "c.CourseDirectory.db_url = 'sqlite:///buku/nilai.db'",
    "another root": "c.CourseDirectory.root = 'isi'",
    "all of it": (
        "c.CourseDirectory.submitted_directory = 'kiriman'\n"
        "c.CourseDirectory.directory_structure = '{nbgrader_step}/{assignment_id}/{student_id}'\n"
        "c.CourseDirectory.db_url = 'sqlite:///nilai.db'"
    ),
}


def make_class(course: Path, settings: str) -> ClassFolder:
    """A class in that configuration, its exercise written where it says and released."""
    write(course / "nbgrader_config.py", f"c = get_config()\n{settings}\n")
    write(course / "peserta.csv", "kode;nama;desa;jalur\nP-1;Siti;Josari;UMKM\nP-2;Budi;Bulu;Desa\n")
    folder = ClassFolder(course)
    write(folder.source(EXERCISE) / f"{EXERCISE}.ipynb", SOURCE)
    release_course(course, EXERCISE)
    return folder


def send(inbox: Path, trainee: str, value: int) -> None:
    write(inbox / trainee / f"{EXERCISE}.ipynb", answered(SOURCE, {"jawab": f"x = {value}"}))


@pytest.mark.parametrize("settings", CONFIGURATIONS.values(), ids=CONFIGURATIONS)
@pytest.mark.long
def test_from_collect_to_report(tmp_path: Path, settings: str) -> None:
    course, inbox = tmp_path / "kelas", tmp_path / "masuk"
    folder = make_class(course, settings)
    send(inbox, "P-1", 3)
    send(inbox, "P-2", 1)
    found = collect(inbox, folder, folder.roster(), folder.exercises())
    assert [result.status for result in found] == [Status.ACCEPTED] * 2
    summary = grade(course)
    assert (summary.graded, summary.problems) == (2, [])
    pages = write_feedback(course).pages
    assert [page.is_relative_to(folder.folder("feedback", "P-1", EXERCISE)) for page in pages] == [
        True,
        False,
    ]
    _, table = write_report(course)
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert [(row["kode"], row["nama"], row[EXERCISE]) for row in rows] == [
        ("P-2", "Budi", "0"),
        ("P-1", "Siti", "4"),
    ]
    snapshot = Reader(folder).snapshot()
    assert snapshot is not None
    assert [row.score for row in snapshot.report.rows] == [0, 4]
    # Once more: the same files are the same work, and one that is corrected is graded alone.
    send(inbox, "P-2", 3)
    again = collect(inbox, folder, folder.roster(), folder.exercises())
    assert Counter(result.status for result in again) == {Status.SAME: 1, Status.ACCEPTED: 1}
    assert (grade(course).graded, grade(course).unchanged) == (1, 2)
    assert list(folder.older("P-2", EXERCISE).glob("*.ipynb"))


def test_a_class_made_again_keeps_its_sources_where_its_configuration_says(tmp_path: Path) -> None:
    course = tmp_path / "kelas"
    write(course / "nbgrader_config.py", "c = get_config()\nc.CourseDirectory.source_directory = 'soal'\n")
    make_course(content_root(), course, None)
    assert (course / "soal" / "1-01-mulai" / "1-01-mulai.ipynb").is_file()
    assert not (course / "source").exists()


def test_the_bytes_of_a_hand_in_are_read_once(tmp_path: Path) -> None:
    course = tmp_path / "kelas"
    folder = make_class(course, "")
    own = folder.folder("submitted", "P-1", EXERCISE)
    write(own / f"{EXERCISE}.ipynb", answered(SOURCE, {"jawab": "x = 3"}))
    write(own / "data.csv", "a\n1\n")
    write(own / "timestamp.txt", "2026-11-20 10:00:00 UTC")
    opened: Counter[str] = Counter()
    watching = [True]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and watching and str(arguments[0]).startswith(str(own)):
            opened[Path(str(arguments[0])).name] += 1

    sys.addaudithook(watch)  # cannot be taken away again
    try:
        assert grade(course).graded == 1
    finally:
        watching.clear()
    # As for nbgrader the time is also one of the files that lie beside the notebook.
    assert opened == {f"{EXERCISE}.ipynb": 1, "data.csv": 1, "timestamp.txt": 2}
    assert (folder.folder("autograded", "P-1", EXERCISE) / "data.csv").read_text() == "a\n1\n"


def test_a_copied_exercise_that_kept_its_id_is_not_released(tmp_path: Path) -> None:
    folder = make_class(tmp_path / "kelas", "")
    copy = json.loads(json.dumps(SOURCE))
    copy["metadata"]["sinau"] = {"id": EXERCISE}
    write(folder.source("harga-kami") / "harga-kami.ipynb", copy)
    with pytest.raises(SinauError, match=r"harga-kami\.ipynb masih menyebut dirinya harga"):
        release_course(tmp_path / "kelas", "harga-kami")
    assert not folder.folder("release", ".", "harga-kami").exists()
    copy["metadata"]["sinau"]["id"] = "harga-kami"
    write(folder.source("harga-kami") / "harga-kami.ipynb", copy)
    release_course(tmp_path / "kelas", "harga-kami")
    assert folder.named_source("harga") == "harga"
    with pytest.raises(SinauError, match="tidak ada di folder source"):
        folder.named_source("hrg")


def test_an_exercise_may_be_called_by_its_number(tmp_path: Path) -> None:
    folder = make_class(tmp_path / "kelas", "")
    for name in ("2-04-etalase", "2-05-a", "2-05-b"):
        write(folder.source(name) / f"{name}.ipynb", SOURCE)
    assert folder.named_source("2-04") == "2-04-etalase"
    with pytest.raises(SinauError, match="bisa berarti 2-05-a, 2-05-b"):
        folder.named_source("2-05")
