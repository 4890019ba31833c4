"""The written answers of a class: the question as its author wrote it, and what each person answered."""

from __future__ import annotations

import ast
import glob
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook_view import Marks
from grader.classroom.manual_marks import Cell
from grader.common.errors import SinauError
from grader.kelas.marking import Item, rubric_of
from grader.notebooks.cells import marks, source_text
from grader.notebooks.names import tree_of
from grader.reports.autograded import Answer, AnsweredQuestion, parse_questions, read_graded, read_json
from grader.reports.graded_class import ClassExercise, read_exercise
from grader.reports.judgement import judge
from grader.reports.untrusted import excerpt


@dataclass(frozen=True)
class WrittenQuestion:
    """A question that a person marks; ``model`` is the author's own answer."""

    cell: Cell
    exercise: ClassExercise
    heading: str
    text: Markup
    rubric: list[Item]
    model: list[Answer]


def written_question(folder: ClassFolder, cell: Cell) -> WrittenQuestion:
    """Read a question from its source. Raises SinauError where it is not there."""
    exercise = read_exercise(cell.exercise, folder.source(cell.exercise))
    path = folder.source(cell.exercise) / f"{cell.notebook}.ipynb"
    try:
        asked = parse_questions(read_json(path), cell.notebook, exercise.given)
    except ValueError as error:
        raise SinauError(f"Soal {path} tidak terbaca; salin ulang dari sumbernya.") from error
    for question, judged in zip(asked, judge(asked, Marks(None), exercise.texts), strict=True):
        if (cell.notebook, cell.grade_id) in question.grade_ids:
            rubric = rubric_of(exercise.texts.get(question.key, question.text))
            return WrittenQuestion(cell, exercise, judged.heading, judged.text, rubric, question.answers)
    raise SinauError(f"Soal {cell.grade_id} tidak ada lagi di {cell.exercise}; rilis ulang latihannya.")


def heading(folder: ClassFolder, cell: Cell) -> str:
    """What a question is called; its grade id where the source no longer has it."""
    try:
        return written_question(folder, cell).heading
    except SinauError:
        return cell.grade_id


def people_with_answers(folder: ClassFolder, codes: Iterable[str], cell: Cell) -> set[str]:
    """Those of the codes whose graded copy of the notebook is there."""
    return {code for code in codes if _graded_copy(folder, code, cell).is_file()}


def answer_of(folder: ClassFolder, code: str, question: WrittenQuestion) -> AnsweredQuestion | None:
    """What one person answered; None where it cannot be read."""
    cell = question.cell
    path = _graded_copy(folder, code, cell)
    graded = read_graded([path], question.exercise.given)
    return next((q for q in graded.questions if (cell.notebook, cell.grade_id) in q.grade_ids), None)


def _graded_copy(folder: ClassFolder, code: str, cell: Cell) -> Path:
    return folder.folder("autograded", code, cell.exercise) / f"{cell.notebook}.ipynb"


def text_before(folder: ClassFolder, code: str, cell: Cell) -> str:
    """What the same answer was in the hand-in that the present one replaced; "" where there is none."""
    places = folder.older(code, cell.exercise).glob(f"{glob.escape(cell.notebook)}_*.ipynb")
    for path in sorted(places, reverse=True):  # the time stands in the name
        try:
            cells = read_json(path)["cells"]
        except ValueError:
            continue
        for each in cells:
            if isinstance(each, dict) and marks(each).get("grade_id") == cell.grade_id:
                return excerpt(source_text(each))[0]
    return ""


def texts_in(source: str) -> list[tuple[str, str]]:
    """Name and text of an answer that only gives texts to names, so that prose is shown as prose.

    Empty for any other code.
    """
    tree, found = tree_of(source), []
    for statement in tree.body if tree else ():
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                found.append((name, text.strip()))
            case _:
                return []
    return found
