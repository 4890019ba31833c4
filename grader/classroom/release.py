"""Releasing an exercise of a class folder, through nbgrader's own converter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from grader.classroom.configuration import course_directory, given
from grader.classroom.gradebook import open_gradebook
from grader.common.errors import SinauError
from grader.common.names import printable
from grader.curriculum.generate import generate
from grader.curriculum.release import declared
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

    from grader.curriculum.nbgrader_release import with_checks

    usual = GenerateAssignment.preprocessors.default()
    chosen = given(config, "GenerateAssignment", "preprocessors", usual) or usual
    config.GenerateAssignment.preprocessors = with_checks(list(chosen))
    coursedir.assignment_id = exercise
    _look_over(Path(coursedir.format_path(coursedir.source_directory, ".", exercise)))
    with open_gradebook(coursedir.db_url, coursedir.course_id):
        pass  # it is there and complete
    generate(GenerateAssignment(coursedir=coursedir, config=config))
    return Path(coursedir.format_path(coursedir.release_directory, ".", exercise))


def _look_over(source: Path) -> None:
    """Say what is wrong with a source before nbgrader does, which names neither cell nor reason."""
    for path in sorted(source.glob("*.ipynb")):
        try:
            notebook = read_notebook(path)
            declared(notebook)
        except SinauError as problem:
            raise SinauError(f"{source.name}: {problem}") from None
        _refuse_another_id(path, notebook)


def _refuse_another_id(path: Path, notebook: dict[str, Any]) -> None:
    """A copied exercise that kept its id would send its hand-ins to the exercise it was copied from."""
    about = notebook.get("metadata", {}).get("sinau")
    told = about.get("id") if isinstance(about, dict) else None
    if isinstance(told, str) and told != path.parent.name:
        raise SinauError(
            f"{path.parent.name}: {path.name} masih menyebut dirinya {printable(told, 40)}, jadi kirimannya "
            f"akan masuk ke latihan itu. Ubah metadata notebook `sinau.id` menjadi {path.parent.name} "
            "(di JupyterLab: Property Inspector, Notebook Metadata), lalu rilis lagi."
        )
