"""A refused release leaves nothing behind, grading never grades a part, and a person can be given a cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from nbgrader_course import (
    answer,
    answered,
    cell,
    check,
    grade,
    gradebook_rows,
    markdown,
    notebook,
    read,
    write,
)

from grader.classroom.release import mark_manual, release_course, weak_tests
from grader.common.errors import SinauError
from grader.reports.report_page import write_report

GOOD = notebook(
    answer("jawab-a", "### BEGIN SOLUTION\na = 1\n### END SOLUTION"), check("tes-a", "assert a == 1", 2)
)
ODD = notebook(
    answer("jawab-b", "### BEGIN SOLUTION\nb = 1\n### END SOLUTION"), check("tes-b", "assert b == 2", 3)
)
MENDED = json.loads(json.dumps(ODD).replace("b == 2", "b == 1"))


def course_with(tmp_path: Path, **notebooks: object) -> Path:
    for name, content in notebooks.items():
        write(tmp_path / "source/ps" / f"{name}.ipynb", content)  # type: ignore[arg-type]
    return tmp_path


def hand_in(course: Path, *names: str) -> None:
    for name in names:
        write(course / "submitted/ani/ps" / f"{name}.ipynb", read(course / "source/ps" / f"{name}.ipynb"))


def test_a_refused_release_leaves_the_gradebook_as_it_was(tmp_path: Path) -> None:
    course = course_with(tmp_path, a=GOOD, b=ODD, c=GOOD)
    with pytest.raises(SinauError, match="tes-b"):
        release_course(course, "ps")
    assert not (course / "gradebook.db").exists()
    assert not (course / "release").exists()
    write(course / "source/lain/lain.ipynb", GOOD)
    release_course(course, "lain")
    before = (course / "gradebook.db").read_bytes()
    with pytest.raises(SinauError, match="tes-b"):
        release_course(course, "ps")
    assert (course / "gradebook.db").read_bytes() == before
    hand_in(course, "a", "b", "c")
    with pytest.raises(SinauError, match="tes-b"):
        grade(course, "ps")
    assert gradebook_rows(course) == {}
    write(course / "source/ps/b.ipynb", MENDED)
    release_course(course, "ps")
    hand_in(course, "b")
    assert grade(course, "ps").graded == 3
    assert gradebook_rows(course)["ani/ps/b"]["score"] == 3


def test_what_nbgrader_leaves_half_way_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    course = course_with(tmp_path, a=GOOD)
    release_course(course, "ps")
    before = (course / "gradebook.db").read_bytes()

    def breaks(converter: object) -> None:
        (course / "gradebook.db").write_bytes(b"setengah")
        raise SinauError("disk penuh")

    monkeypatch.setattr("grader.classroom.release.generate", breaks)
    with pytest.raises(SinauError, match="disk penuh"):
        release_course(course, "ps")
    assert (course / "gradebook.db").read_bytes() == before


def test_a_part_of_an_assignment_is_not_graded(tmp_path: Path) -> None:
    course = course_with(tmp_path, a=GOOD)
    release_course(course, "ps")
    write(course / "source/ps/b.ipynb", MENDED)
    hand_in(course, "a", "b")
    with pytest.raises(SinauError, match=r"b\.ipynb belum dirilis, .*sinau release ps"):
        grade(course, "ps")
    release_course(course, "ps")
    assert grade(course, "ps").graded == 2


def test_a_cell_that_cannot_be_run_goes_to_a_person(tmp_path: Path) -> None:
    course = course_with(tmp_path, a=GOOD, b=ODD)
    with pytest.raises(SinauError, match="tidak ada sel tes bernama tes-x"):
        mark_manual(course / "source/ps", ["tes-x"])
    mark_manual(course / "source/ps", ["tes-b"])
    release_course(course, "ps")
    hand_in(course, "a", "b")
    grade(course, "ps")
    rows = gradebook_rows(course)
    assert rows["ani/ps/a/tes-a"]["auto"] == 2
    assert (rows["ani/ps/b/tes-b"]["auto"], rows["ani/ps/b/tes-b"]["needs"]) == (None, True)


def test_a_notebook_of_another_language_without_points_is_nobodys(tmp_path: Path) -> None:
    java = notebook(markdown("Halo"))
    java["metadata"]["kernelspec"] = {"name": "java", "language": "java", "display_name": "Java"}
    course = course_with(tmp_path, a=GOOD, j=java)
    release_course(course, "ps")
    hand_in(course, "a", "j")
    assert grade(course, "ps").problems == []
    assert gradebook_rows(course)["ani/ps/a/tes-a"]["auto"] == 2


def test_a_course_with_old_marks_hears_of_nbgrader_update(tmp_path: Path) -> None:
    old = json.loads(json.dumps(GOOD).replace('"schema_version": 3', '"schema_version": 1'))
    with pytest.raises(SinauError, match="nbgrader update"):
        release_course(course_with(tmp_path, a=old), "ps")


def test_the_mode_is_decided_at_release_and_never_by_a_submission(tmp_path: Path) -> None:
    weak = notebook(
        answer("jawab", "### BEGIN SOLUTION\nx = 1\n### END SOLUTION"),
        check("tes-kebal", "assert x == 1", 1),
        check("tes-lihat", "assert 'x' in In[-1] or x == 1", 1),
    )
    course = course_with(tmp_path, a=weak)
    release_course(course, "ps")
    assert weak_tests(course, course / "source/ps") == ["tes-lihat (membaca kode peserta)"]
    liar = "class L:\n    def __eq__(self, o): return True\nx = L()"
    write(course / "submitted/ani/ps/a.ipynb", answered(read(course / "release/ps/a.ipynb"), {"jawab": liar}))
    [modes] = (course / ".sinau-acuan").glob("*.mode")
    before = modes.read_bytes()
    grade(course, "ps")
    assert modes.read_bytes() == before
    page, _ = write_report(course)
    assert "tes-lihat (membaca kode peserta)" in page.read_text(encoding="utf-8")
    assert gradebook_rows(course)["ani/ps/a/tes-kebal"]["auto"] == 0
    assert cell(read(course / "autograded/ani/ps/a.ipynb"), "tes-kebal")["outputs"]
