"""A course folder as grading leaves it, built by hand for the tests of the reports."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader import api

from grader.classroom.gradebook import read_schema_here
from grader.notebooks import build
from grader.notebooks.build import code_cell, markdown_cell

Cell = dict[str, Any]

STORY = "# Latihan: harga jenang\n\nBu Sari membuat **40 pak** jenang."
SETUP = "from grader.belajar import periksa"
SECRET = "RAHASIA_KUNCI_18750"
"""Stands wherever a solution, a key or a hidden test would stand; no page may show it."""


@dataclass
class Question:
    """One question of an exercise. `manual`: prose that a trainer marks, followed by a pre-check."""

    name: str
    points: float
    manual: bool = False


@dataclass
class Reply:
    """What a trainee did with one question. `score` None: nothing in the gradebook is marked yet."""

    code: str
    outcome: str
    score: float | None
    verdict: dict[str, Any] = field(default_factory=dict)
    outputs: list[Cell] = field(default_factory=list)
    manual_score: float | None = None
    comment: str | None = None


def markdown(source: str) -> Cell:
    return markdown_cell(source, "teks")


def code(source: str, outputs: list[Cell] | None = None, **nbgrader: Any) -> Cell:
    marks = {"nbgrader": {"schema_version": 3, **nbgrader}} if nbgrader else {}
    return code_cell(source, "kode", outputs=outputs or [], **marks)


def stream(text: str) -> Cell:
    return {"output_type": "stream", "name": "stdout", "text": text}


def error(name: str, value: str, traceback: str = "") -> Cell:
    return {"output_type": "error", "ename": name, "evalue": value, "traceback": [traceback]}


def shown(**data: Any) -> Cell:
    return {"output_type": "display_data", "metadata": {}, "data": data}


def verdict_output(question: Question, reply: Reply) -> Cell:
    verdict = {
        "check": question.name,
        "outcome": reply.outcome,
        "score": reply.score or 0.0,
        "points": question.points,
        "graded": not question.manual,
        "saw": "",
        "message": "",
        "next_step": "",
        "misconception": None,
        "diagnosis": None,
        "facets": [],
        **reply.verdict,
    }
    data = {
        "application/vnd.sinau.verdict+json": verdict,
        "text/html": "<script>panel()</script>",
        "text/plain": [str(reply.score)],
    }
    return {"output_type": "execute_result", "metadata": {}, "data": data, "execution_count": 1}


def notebook(
    cells: list[Cell], title: str = "", ended: str = "ok", notes: Sequence[str] = ()
) -> dict[str, Any]:
    """A source notebook with a title, or an autograded one with how its run ended and what was mended."""
    graded = {"ended": ended, "notes": list(notes)}
    return build.notebook(cells, sinau={"title": title}, sinau_penilaian=graded)


def question_text(number: int, question: Question) -> Cell:
    return markdown(f"## Soal {number}: {question.name}\n\nBerapa *{question.name}*?")


def graded_cells(questions: list[Question], replies: list[Reply]) -> list[Cell]:
    """The cells of an autograded exercise: story, set-up, and for each question text, answer and check."""
    cells = [markdown(STORY), code(SETUP)]
    for number, (question, reply) in enumerate(zip(questions, replies, strict=True), start=1):
        ids = {"grade_id": f"soal-{number}", "points": question.points}
        check = code(f'periksa("{question.name}")', [verdict_output(question, reply)])
        cells.append(question_text(number, question))
        if question.manual:
            marks = {**ids, "grade": True, "solution": True, "locked": False}
            cells += [code(reply.code, reply.outputs, **marks), check]
            check["metadata"]["nbgrader"] = {"grade_id": f"pra-{number}", "grade": False, "locked": True}
        else:
            answer = {"grade_id": f"jawab-{number}", "grade": False, "solution": True, "locked": False}
            cells += [code(reply.code, reply.outputs, **answer), check]
            check["metadata"]["nbgrader"] = {**ids, "grade": True, "locked": True, "solution": False}
    cells.append(code("kumpulkan()", grade_id="kumpul", grade=False, locked=True, solution=False))
    return cells


class CourseBuilder:
    """Makes exercises, hand-ins and the gradebook below `root`; use as a context manager."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.questions: dict[str, list[Question]] = {}
        read_schema_here()
        self.gradebook = api.Gradebook(f"sqlite:///{root / 'gradebook.db'}")

    def __enter__(self) -> "CourseBuilder":
        return self

    def __exit__(self, *_: object) -> None:
        self.gradebook.close()

    def write(self, content: dict[str, Any] | str, *parts: str) -> None:
        path = self.root.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            content if isinstance(content, str) else json.dumps(content), "utf-8", "surrogatepass"
        )

    def roster(self, *lines: str) -> None:
        self.write("\n".join(["kode;nama;desa;jalur", *lines]) + "\n", "peserta.csv")

    def exercise(self, name: str, title: str, questions: list[Question]) -> None:
        """The source notebook, whose answer and check cells hold SECRET, and its cells in the gradebook."""
        self.questions[name] = questions
        cells = [markdown(STORY), code(SETUP)]
        self.gradebook.add_assignment(name)
        self.gradebook.add_notebook(name, name)
        for number, question in enumerate(questions, start=1):
            grade_id = f"soal-{number}"
            solution = f"### BEGIN SOLUTION\n{SECRET}"
            call = f"periksa({question.name!r}, keliru={{{SECRET!r}: ''}})"
            cells.append(question_text(number, question))
            if question.manual:
                cells.append(code(solution, grade_id=grade_id, grade=True, solution=True))
                cells.append(code(call, grade_id=f"pra-{number}", grade=False, locked=True))
            else:
                cells.append(code(solution, grade_id=f"jawab-{number}", grade=False, solution=True))
                cells.append(code(call, grade_id=grade_id, grade=True, solution=False))
            self.gradebook.add_grade_cell(grade_id, name, name, max_score=question.points, cell_type="code")
            answer_id = grade_id if question.manual else f"jawab-{number}"
            self.gradebook.add_solution_cell(answer_id, name, name)
        self.write(notebook(cells, title), "source", name, f"{name}.ipynb")

    def hand_in(self, trainee: str, name: str, replies: list[Reply]) -> None:
        """An autograded notebook and its marks."""
        self.write_graded(trainee, name, notebook(graded_cells(self.questions[name], replies)))
        self.mark(trainee, name, replies)

    def write_graded(self, trainee: str, name: str, content: dict[str, Any] | str) -> None:
        self.write(content, "autograded", trainee, name, f"{name}.ipynb")

    def mark(self, trainee: str, name: str, replies: list[Reply], penalty: float | None = None) -> None:
        self.gradebook.update_or_create_student(trainee)
        moment = datetime(2026, 11, 20, 2, 30)
        self.gradebook.update_or_create_submission(name, trainee, timestamp=moment)
        submitted = self.gradebook.find_submission_notebook(name, name, trainee)
        submitted.late_submission_penalty = penalty
        for number, reply in enumerate(replies, start=1):
            question = self.questions[name][number - 1]
            grade = self.gradebook.find_grade(f"soal-{number}", name, name, trainee)
            grade.auto_score, grade.manual_score = reply.score, reply.manual_score
            grade.needs_manual_grade = reply.score is None and reply.manual_score is None
            answer = f"soal-{number}" if question.manual else f"jawab-{number}"
            comment = self.gradebook.find_comment(answer, name, name, trainee)
            comment.auto_comment, comment.manual_comment = "No response.", reply.comment
        self.gradebook.db.commit()
