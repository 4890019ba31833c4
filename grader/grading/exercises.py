"""Compile the exercises of a class folder: cells from the gradebook, keys from the author's solution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from grader.classroom import configuration
from grader.classroom.entries import ReleasedCell
from grader.classroom.folder import NOBODY, ClassFolder
from grader.classroom.gradebook import languages, reference_cells
from grader.classroom.hand_ins import MAX_EXTRA, files_beside, too_large
from grader.classroom.release import release_course
from grader.common.errors import SinauError
from grader.curriculum.declared import language, manual_cells, shadowed_names
from grader.grading import worker
from grader.grading.compiled_exercise import CompiledExercise
from grader.grading.letters import list_above
from grader.grading.options import GradingOptions
from grader.grading.reference_cache import Reference
from grader.notebooks.cells import is_code, marks, source_text
from grader.notebooks.normal_form import read_notebook

TOO_LARGE = (
    f"Tidak ikut dijalankan, karena bersama-sama lebih dari {MAX_EXTRA >> 20} MB: {{}}; kecilkan dulu."
)
NO_CELLS: Mapping[str, Any] = {"cells": []}


def compile_exercises(
    folder: ClassFolder, gradebook: Any, assignment: str, options: GradingOptions, reference: Reference
) -> list[CompiledExercise]:
    """Everything needed to grade an assignment; releases it first where the gradebook does not know it yet.

    Raises SinauError for an unknown assignment and for an author's error.
    """
    cells = _released_cells(folder, gradebook, assignment)
    known = {path.stem: read_notebook(path) for path in folder.reference_notebooks(assignment)}
    cells = _refuse_other_languages(assignment, languages(gradebook, assignment), known, cells)
    _refuse_a_part(assignment, str(folder.nbgrader.notebook_id), known, cells)
    source, ignore = folder.source(assignment), folder.nbgrader.ignore
    files = files_beside(source, ignore, ours=True)
    bare = [
        CompiledExercise(
            assignment,
            notebook,
            released,
            files=files,
            editable=configuration.editable(folder.config, assignment),
            limits=configuration.limits(folder.config, options.limits),
            shadows=shadowed_names(known.get(notebook, NO_CELLS)),
            manual=manual_cells(known.get(notebook, NO_CELLS)),
        )
        for notebook, released in cells.items()
    ]
    try:
        asked = [
            _with_questions(exercise, source / f"{exercise.notebook}.ipynb", options.wall, reference)
            for exercise in bare
        ]
    except SinauError as problem:
        if left := too_large(source, ignore, files):
            raise SinauError(f"{problem} {TOO_LARGE.format(', '.join(left))}") from None
        raise
    return [_with_lists(exercise, folder) for exercise in asked]


def _released_cells(
    folder: ClassFolder, gradebook: Any, assignment: str
) -> dict[str, tuple[ReleasedCell, ...]]:
    order = folder.order(assignment)
    cells = reference_cells(gradebook, assignment, order)
    if not cells:
        folder.check_source(assignment)
        gradebook.db.commit()
        release_course(folder.path, assignment)
        gradebook.db.expire_all()
        cells = reference_cells(gradebook, assignment, order)
    return cells


def _refuse_other_languages(
    assignment: str,
    noted: Mapping[str, str],
    known: Mapping[str, Mapping[str, Any]],
    cells: Mapping[str, tuple[ReleasedCell, ...]],
) -> dict[str, tuple[ReleasedCell, ...]]:
    """The notebooks that are ours to grade; one of another language without points is nobody's."""
    graded = {name for name, released in cells.items() if any(c.grade or c.task for c in released)}
    spoken = {**noted, **{name: language(notebook) for name, notebook in known.items()}}
    for notebook, name in spoken.items():
        if name != "python" and notebook in graded:
            raise SinauError(
                f"{assignment}/{notebook}.ipynb memakai bahasa {name}; sinau hanya menilai Python."
            )
    return {name: released for name, released in cells.items() if spoken.get(name, "python") == "python"}


def _refuse_a_part(
    assignment: str,
    chosen: str,
    known: Mapping[str, Mapping[str, Any]],
    cells: Mapping[str, tuple[ReleasedCell, ...]],
) -> None:
    """Raise SinauError where the source holds a graded notebook that the gradebook does not know."""
    for name, notebook in known.items():
        graded = any(marks(cell).get("grade") or marks(cell).get("task") for cell in notebook["cells"])
        if graded and name not in cells and language(notebook) == "python" and fnmatch(name, chosen):
            raise SinauError(
                f"{assignment}/{name}.ipynb belum dirilis, jadi latihan ini hanya akan dinilai sebagian; "
                f"rilis dulu lewat `sinau release {assignment}`."
            )


def _with_questions(
    exercise: CompiledExercise, source: Path, wall: bool, reference: Reference
) -> CompiledExercise:
    if source.is_file():
        try:
            notebooks = {path.name: path.read_bytes() for path in source.parent.glob("*.ipynb")}
            files = tuple(sorted({**notebooks, **exercise.files}.items()))
            given = reference(source.read_bytes(), files, exercise.limits, wall)
            found = worker.read_reference(given)
        except SinauError as problem:
            raise SinauError(f"{source}: {problem}") from None
        exercise = replace(exercise, **vars(found))
    for ref in exercise.cells:
        if ref.asks_question and ref.grade_id not in exercise.questions:
            raise SinauError(
                f"{source}: soal {ref.grade_id} sudah dirilis tetapi tidak ada di sini; kembalikan, "
                f"atau rilis ulang lewat `sinau release {exercise.assignment}`."
            )
    return exercise


def _with_lists(exercise: CompiledExercise, folder: ClassFolder) -> CompiledExercise:
    """The exercise with the options of its choices as its release lists them, where that can be read."""
    release = folder.folder("release", NOBODY, exercise.assignment) / f"{exercise.notebook}.ipynb"
    try:
        cells = read_notebook(release)["cells"] if release.is_file() else []
    except SinauError:
        return exercise
    found: dict[str, tuple[str, ...]] = {}
    for number, cell in enumerate(cells):
        question = exercise.questions.get(str(marks(cell).get("grade_id")))
        if question is not None and question.listed:
            above = [(source_text(one), is_code(one)) for one in cells[:number]]
            found[question.cell_id] = list_above(above, question.listed)
    return replace(exercise, released=found)
