"""A class folder on disk: where everything stands, as nbgrader's own configuration of it says."""

from __future__ import annotations

import glob
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grader.classroom.configuration import course_directory, database_file
from grader.classroom.roster import Roster, read_roster
from grader.common.errors import SinauError
from grader.common.files import read_kept
from grader.notebooks.cells import marks

ROSTER = "peserta.csv"
#: Where the class server puts what was handed in by the button.
SERVER_INBOX = "kotak-masuk"
#: Where older hand-ins go when a newer one comes.
OLDER = "kumpulan_lama"
#: nbgrader's name for the learner in the folders that are no learner's (source, release).
NOBODY = "."


def for_class(command: str, course: Path) -> str:
    """The command as it is typed for that class folder, by somebody who stands where they stand."""
    return command if course == Path() else f"{command} --course {shlex.quote(str(course))}"


class ClassFolder:
    """The one who knows where things stand in a class folder; raises SinauError where it is none."""

    def __init__(self, course: Path, coursedir: Any = None) -> None:
        """``coursedir`` is nbgrader's own CourseDirectory where nbgrader itself is running."""
        if not course.is_dir():
            raise SinauError(
                f"Folder kelas {course} tidak ada; buat dengan: sinau course {shlex.quote(str(course))}"
            )
        self._told = course
        self.path = course.absolute()
        self.nbgrader: Any = coursedir or course_directory(self.path)
        self.config: Any = self.nbgrader.config
        self.db_url: str = self.nbgrader.db_url
        self.course_id: str = self.nbgrader.course_id
        self.gradebook_file = database_file(self.db_url)
        self.roster_file = self.path / ROSTER

    def roster(self) -> Roster | None:
        """The class list; None where there is none (an ordinary nbgrader course). Raises SinauError."""
        return read_roster(self.roster_file) if self.roster_file.is_file() else None

    def known_roster(self) -> Roster:
        """The class list; raises SinauError where there is none or it has mistakes."""
        found = self.roster()
        if found is None:
            raise SinauError(
                f"{self.roster_file} tidak ada; salin daftar peserta ke sana (kolom kode, nama, desa, jalur)."
            )
        return found

    def step(self, step: str) -> Path:
        """The folder that a step ("source", "submitted", "autograded", ...) is named after."""
        return Path(self.nbgrader.root, self._directory(step))

    def places(self) -> list[Path]:
        """The class folder, and the folders and the gradebook of it, which may be links to elsewhere."""
        steps = [self.step(name) for name in ("source", "release", "submitted", "autograded", "feedback")]
        files = [self.gradebook_file] if self.gradebook_file else []
        return [self.path, *(place for place in [*steps, *files] if place.exists())]

    @property
    def has_step_folders(self) -> bool:
        """Whether each step has a folder that holds those of people (or assignments), and no other level."""
        named = self.nbgrader.directory_structure.split("/")
        return named[0] == "{nbgrader_step}" and len(named) == 3

    def shown(self, step: str) -> Path:
        """The same as a person is told it: the way to it begins as they wrote the class folder's."""
        folder = self.step(step) if self.has_step_folders else Path(self.nbgrader.root)
        return self._told / folder.relative_to(self.path) if folder.is_relative_to(self.path) else folder

    def without_exercises(self) -> SinauError:
        """The sentence for a class folder in which nothing can be released or graded."""
        made_by = f"sinau course {shlex.quote(str(self._told))}"
        return SinauError(f"Belum ada latihan di {self.shown('source')}; buat kelasnya dengan: {made_by}")

    def folder(self, step: str, student: str, assignment: str) -> Path:
        """The folder of a learner's assignment in a step, as the course is configured."""
        return self.path / str(self.nbgrader.format_path(self._directory(step), student, assignment))

    def source(self, assignment: str) -> Path:
        """The folder with an assignment's source notebooks."""
        return self.folder("source", NOBODY, assignment)

    def older(self, student: str, assignment: str) -> Path:
        """The folder for hand-ins that a newer one has replaced."""
        return self.path / OLDER / student / assignment

    def walk(self, step: str) -> Iterator[tuple[str, str, Path]]:
        """(learner, assignment, folder) of all that stands in a step, however the course is structured."""
        yield from self._walk(step, "*", "[^/]+")

    def notebooks(self, step: str) -> dict[tuple[str, str], list[Path]]:
        """(learner, assignment) → notebooks, where there is any, of a step."""
        return {key: notebooks for key, notebooks in self.listed(step).items() if notebooks}

    def listed(self, step: str) -> dict[tuple[str, str], list[Path]]:
        """The same with the folders in which there is no notebook."""
        return {(who, what): _notebooks_in(folder) for who, what, folder in self.walk(step)}

    def sources(self) -> list[str]:
        """The assignments that have a source folder."""
        return self._given("source")

    def assignments(self) -> list[str]:
        """The assignments that have a source folder, or something handed in."""
        return sorted({*self.sources(), *(assignment for _, assignment in self.notebooks("submitted"))})

    def handed_in(self) -> list[str]:
        """The assignments of which a learner's folder exists, whatever stands in it."""
        return sorted({assignment for _, assignment, _ in self.walk("submitted")})

    def exercises(self) -> dict[str, tuple[str, ...]]:
        """Assignment → names of its notebooks; from the sources, else from what was released."""
        return {
            assignment: tuple(path.stem for path in self.reference_notebooks(assignment))
            for assignment in self.sources() or self._given("release")
        }

    def named_source(self, told: str) -> str:
        """The assignment that somebody calls so: by its name, or the part before a hyphen (`2-04`).

        Raises SinauError, with the names there are, where there is none or more than one.
        """
        known = self.sources()
        begun = [name for name in known if name.startswith(f"{told.rstrip('-')}-")]
        if told in known or len(begun) == 1:
            return told if told in known else begun[0]
        if begun:
            raise SinauError(f'"{told}" bisa berarti {", ".join(begun)}; tulis nama lengkapnya.')
        self.check_source(told)
        return told

    def check_source(self, assignment: str) -> None:
        """Raise SinauError, with the names there are, for an assignment that has no source folder."""
        known = self.sources()
        if assignment not in known:
            there = ", ".join(known) or "belum ada"
            raise SinauError(
                f'Latihan "{assignment}" tidak ada di folder {self._directory("source")}; yang ada: {there}.'
            )

    def reference_notebooks(self, assignment: str) -> list[Path]:
        """The source notebooks of an assignment, else its released ones."""
        for step in ("source", "release"):
            found = sorted(self.folder(step, NOBODY, assignment).glob("*.ipynb"))
            if found:
                return found
        return []

    def order(self, assignment: str) -> dict[str, list[str]]:
        """Notebook → grade ids in the order of the source (or released) notebook."""
        return {path.stem: _grade_ids(path) for path in self.reference_notebooks(assignment)}

    def _directory(self, step: str) -> str:
        return str(getattr(self.nbgrader, f"{step}_directory"))

    def _given(self, step: str) -> list[str]:
        found = self._walk(step, NOBODY, re.escape(NOBODY))
        return sorted(assignment for _, assignment, folder in found if any(folder.glob("*.ipynb")))

    def _walk(self, step: str, student: str, expression: str) -> Iterator[tuple[str, str, Path]]:
        directory = self._directory(step)
        structure = self.nbgrader.directory_structure
        pattern = structure.format(
            nbgrader_step=glob.escape(directory), student_id=student, assignment_id="*"
        )
        named = f"(?P<student>{expression})", "(?P<assignment>[^/]+)"
        known = re.compile(self.nbgrader.format_path(re.escape(directory), *named, escape=True))
        for path in sorted(glob.glob(os.path.join(glob.escape(self.nbgrader.root), pattern))):  # noqa: PTH118, PTH207
            match = known.fullmatch(path)
            # What a Mac puts beside everything it zips is nobody's.
            if match and match["student"] != "__MACOSX" and os.path.isdir(path):  # noqa: PTH112
                yield match["student"], match["assignment"], Path(path)


def _notebooks_in(folder: Path) -> list[Path]:
    """What `glob` finds, for the thousands of folders of a class in a third of its time."""
    names = os.listdir(folder)  # noqa: PTH208
    return [folder / name for name in sorted(names) if name.endswith(".ipynb")]


def _grade_ids(path: Path) -> list[str]:
    def grade_ids(notebook: Any) -> list[str]:
        return [marks(cell)["grade_id"] for cell in notebook["cells"] if "grade_id" in marks(cell)]

    return read_kept(path, grade_ids, [])
