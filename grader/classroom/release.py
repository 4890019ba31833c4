"""Releasing an exercise of a class folder, through nbgrader's own converter."""

from __future__ import annotations

import json
import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from grader.classroom.configuration import course_directory, database_file, given
from grader.classroom.entries import ReleasedCell
from grader.classroom.gradebook import open_gradebook, reference_cells
from grader.classroom.modes import read_modes, write_modes
from grader.common.errors import SinauError
from grader.common.layout import write_atomic
from grader.common.names import printable
from grader.curriculum.by_sight import AUTOTEST
from grader.curriculum.generate import generate
from grader.curriculum.isolation import Mode
from grader.curriculum.release import look_over
from grader.notebooks.cells import MANUAL, is_test, marks, source_text, tags
from grader.notebooks.normal_form import read_notebook
from grader.start.places import refuse_search_pattern


def release_course(course: Path, exercise: str) -> Path:
    """Run ``generate_assignment`` for one exercise of a course folder; return the released folder.

    Raises SinauError, with the author's error where there was one.
    """
    refuse_search_pattern(course.absolute())
    coursedir = course_directory(course)
    config = coursedir.config
    from nbgrader.converters import GenerateAssignment

    from grader.curriculum.nbgrader_release import data_files, with_checks

    usual = GenerateAssignment.preprocessors.default()
    chosen = given(config, "GenerateAssignment", "preprocessors", usual) or usual
    config.GenerateAssignment.preprocessors = with_checks(list(chosen))
    coursedir.assignment_id = exercise
    source = Path(coursedir.format_path(coursedir.source_directory, ".", exercise))
    modes = _look_over(exercise, source.glob(f"{coursedir.notebook_id}.ipynb"), data_files(source))
    with _whole_or_not_at_all(coursedir.db_url):
        with open_gradebook(coursedir.db_url, coursedir.course_id):
            pass  # it is there and complete
        generate(GenerateAssignment(coursedir=coursedir, config=config))
        with open_gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            written = reference_cells(gradebook, exercise, {})
        modes |= _look_at_autotests(source, modes, written, data_files(source))
    for notebook, decided in modes.items():
        write_modes(course, notebook, {name: mode.to_json() for name, mode in decided.items()})
    return Path(coursedir.format_path(coursedir.release_directory, ".", exercise))


#: The version of nbgrader's marks in a cell.
SCHEMA = 3


@contextmanager
def _whole_or_not_at_all(db_url: str) -> Iterator[None]:
    """Leave the gradebook as it was where nbgrader stops half-way: it writes notebook by notebook.

    PostgreSQL's stays as nbgrader left it.
    """
    path = database_file(db_url)
    before = path.read_bytes() if path is not None and path.is_file() else None
    try:
        yield
    except BaseException:
        if path is not None and before is None:
            path.unlink(missing_ok=True)
        elif path is not None and before is not None:
            write_atomic(path, before)
        raise


def _look_over(
    exercise: str, chosen: Iterable[Path], files: Mapping[str, bytes]
) -> dict[bytes, dict[str, Mode]]:
    """Run every ``chosen`` notebook before anything is written: the modes of its tests, by its bytes.

    It says what is wrong before nbgrader does, which names neither cell nor reason.
    """
    modes: dict[bytes, dict[str, Mode]] = {}
    for path in sorted(chosen):
        try:
            notebook = read_notebook(path)
            _refuse_old_schema(path, notebook)
            modes[path.read_bytes()] = look_over(notebook, files)
        except SinauError as problem:
            raise SinauError(f"{exercise}: {problem}") from None
        refuse_another_id(exercise, path.name, notebook)
    return modes


def _look_at_autotests(
    source: Path,
    modes: Collection[bytes],
    written: Mapping[str, Sequence[ReleasedCell]],
    files: Mapping[str, bytes],
) -> dict[bytes, dict[str, Mode]]:
    """The modes of notebooks with tests that nbgrader has only just written (AUTOTEST), by what it wrote."""
    found: dict[bytes, dict[str, Mode]] = {}
    for path in sorted(source.glob("*.ipynb")):
        told, notebook = path.read_bytes(), read_notebook(path)
        tests = {cell.grade_id: cell.source for cell in written.get(path.stem, ()) if cell.is_test}
        open_ones = [c for c in notebook["cells"] if is_test(c) and AUTOTEST.search(source_text(c))]
        if told in modes and open_ones:
            for cell in open_ones:
                cell["source"] = tests.get(str(marks(cell).get("grade_id")), source_text(cell))
            found[told] = look_over(notebook, files)
    return found


def refuse_another_id(exercise: str, file: str, notebook: Mapping[str, Any]) -> None:
    """Raise SinauError for a copied exercise that kept its id: its hand-ins would go to the other one."""
    about = notebook.get("metadata", {}).get("sinau")
    told = about.get("id") if isinstance(about, dict) else None
    if isinstance(told, str) and told != exercise:
        raise SinauError(
            f"{exercise}: {file} masih menyebut dirinya {printable(told, 40)}, jadi kirimannya "
            f"akan masuk ke latihan itu. Ubah metadata notebook `sinau.id` menjadi {exercise} "
            "(di JupyterLab: Property Inspector, Notebook Metadata), lalu rilis lagi."
        )


def _refuse_old_schema(path: Path, notebook: Mapping[str, Any]) -> None:
    """Name the command that brings the marks of an nbgrader from before 0.6 up to date."""
    for cell in notebook["cells"]:
        noted = marks(cell)
        if noted.get("grade_id") and int(noted.get("schema_version") or 0) < SCHEMA:
            command = f"nbgrader update {shlex.quote(str(path))}"
            raise SinauError(f"{path.name} dari nbgrader yang lama; perbarui dengan: {command}")


def mark_manual(source: Path, names: Collection[str]) -> None:
    """Give test cells to a person: the tag is set in the source notebooks.

    Raises SinauError for a name that is no test cell.
    """
    left = set(names)
    for path in sorted(source.glob("*.ipynb")):
        notebook = read_notebook(path)
        for cell in notebook["cells"]:
            if is_test(cell) and marks(cell).get("grade_id") in left:
                left.remove(marks(cell)["grade_id"])
                cell["metadata"]["tags"] = sorted({*tags(cell), MANUAL})
                path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if left:
        raise SinauError(f"Di {source} tidak ada sel tes bernama {', '.join(sorted(left))}.")


def weak_tests(course: Path, source: Path) -> list[str]:
    """The tests of an assignment that its release could not isolate, each with the reason."""
    found: list[str] = []
    for path in sorted(source.glob("*.ipynb")):
        decided = json.loads(read_modes(course, path.read_bytes()) or "{}")
        found += [f"{name} ({mode['reason']})" for name, mode in decided.items() if mode["reason"]]
    return found
