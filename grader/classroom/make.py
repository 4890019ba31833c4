"""`sinau course DIR`: a course folder with this repository's exercises, configuration and roster."""

from __future__ import annotations

import shutil
from pathlib import Path

from grader.classroom.folder import ROSTER, ClassFolder
from grader.classroom.gradebook import open_gradebook
from grader.classroom.roster import Roster, as_csv, is_workbook, read_roster
from grader.common.checkout import refuse_checkout
from grader.common.errors import SinauError
from grader.common.excel import ENCODING
from grader.common.layout import Layout, lay_out
from grader.notebooks.normal_form import dumps, read_notebook
from grader.start.places import refuse_search_pattern

CONFIG = """\
# Dibuat oleh `sinau course`. Kelas ini kelas nbgrader biasa; perintah dan tombol nbgrader memakai kotak pasir
# yang sama.
from grader.grading.nbgrader_plugin import configure

c = get_config()  # noqa: F821
configure(c)
"""
STATE = Path(".sinau") / "kelas.json"


def make_course(root: Path, course: Path, roster: Path | None) -> tuple[Layout, Roster | None]:
    """Make or update a course folder; what its owner changed stays.

    Raises SinauError for a roster with mistakes (before anything is written) or a folder that cannot be
    written or found again by nbgrader.
    """
    course = course.expanduser().absolute()
    if course.is_file():
        raise SinauError(f"{course} adalah berkas, bukan folder; pilih nama folder lain.")
    refuse_checkout(course, "~/kelas-ponorogo")
    refuse_search_pattern(course)
    people = read_roster(roster) if roster else None
    files = {"nbgrader_config.py": CONFIG.encode()}
    # One that is there already may keep its sources elsewhere.
    known = ClassFolder(course) if course.is_dir() else None
    for path in sorted((root / "exercises").glob("*/*")):
        if path.is_file() and not path.name.startswith("."):
            data = dumps(read_notebook(path)).encode() if path.suffix == ".ipynb" else path.read_bytes()
            files[f"{_source(known, path.parent.name)}/{path.name}"] = data
    done = lay_out(files, course, course / STATE, "")
    for step in ("release", "submitted", "autograded", "feedback"):
        (known.step(step) if known else course / step).mkdir(parents=True, exist_ok=True)
    if roster and roster.resolve() != (course / ROSTER).resolve():
        _keep_roster(roster, course / ROSTER)
    return done, people


def _keep_roster(roster: Path, place: Path) -> None:
    """The class list in its one form; a workbook becomes a text file that Excel opens too."""
    if not is_workbook(roster):
        shutil.copyfile(roster, place)
    else:
        place.write_text(as_csv(roster), encoding=ENCODING, newline="")


def _source(known: ClassFolder | None, exercise: str) -> str:
    """The folder for an exercise's source, as a path in the class folder where it lies there."""
    if known is None:
        return f"source/{exercise}"
    place = known.source(exercise)
    return (place.relative_to(known.path) if place.is_relative_to(known.path) else place).as_posix()


def enrol(course: Path, roster: Roster) -> None:
    """Write the class list into the gradebook, so that formgrader shows names; raises SinauError when it
    cannot be opened.
    """
    folder = ClassFolder(course)
    with open_gradebook(folder.db_url, folder.course_id) as gradebook:
        for person in roster:
            first, _, last = person.name.partition(" ")
            gradebook.update_or_create_student(person.code, first_name=first, last_name=last)
