"""One exercise on the bench: grade its solution, its untouched release, or any answer, without a course
folder.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.checks.evaluate import evaluate
from grader.checks.kinds import KINDS
from grader.checks.lock import whole
from grader.checks.observation import number_seen
from grader.checks.possible import is_possible
from grader.checks.spec import Cell, Verdict
from grader.checks.telling import FACTS, ROUNDED, is_borne_out
from grader.classroom.entries import ReleasedCell
from grader.common.errors import SinauError
from grader.curriculum.declared import declared, shadowed_names
from grader.curriculum.release import (
    CompiledQuestion,
    Foreseen,
    check_reference,
    compile_checks,
    foreseen_slips,
    reference_steps,
)
from grader.grading.compiled_exercise import CompiledExercise
from grader.grading.sanitise import sanitise
from grader.grading.score import Graded, grade, steps
from grader.notebooks.cells import is_answer, source_text, without_solution
from grader.notebooks.check_calls import as_trainee_sees
from grader.notebooks.normal_form import read_notebook
from grader.notebooks.written import written_in
from grader.sandbox.client import Sandbox
from grader.sandbox.job import Job

Notebook = dict[str, Any]


@dataclass(frozen=True)
class LabResult:
    """A graded notebook: points reached and to be reached, and the verdict of each check by its cell id."""

    score: float
    maximum: float
    verdicts: Mapping[str, Verdict]
    graded: Graded


class Laboratory:
    """An exercise compiled once, graded as often as one likes."""

    def __init__(
        self,
        source: Notebook,
        exercise: CompiledExercise,
        sandbox: Sandbox,
        foreseen: Mapping[str, Sequence[Foreseen]],
    ) -> None:
        self.source = source
        self.exercise = exercise
        self._foreseen = foreseen
        self._sandbox = sandbox

    @classmethod
    def of(cls, path: Path, sandbox: Sandbox) -> Laboratory:
        """Compile the exercise at ``path``; raises SinauError for an author's error."""
        source = read_notebook(path)
        checks = declared(source)
        run = sandbox.run(Job(reference_steps(source, checks)))
        check_reference(source, run)
        exercise = _exercise(path.stem, source, compile_checks(source, checks, run))
        foreseen = {found.cell_id: foreseen_slips(source, found, run) for found in checks if found.needs_run}
        return cls(source, exercise, sandbox, foreseen)

    def grade(self, notebook: Notebook) -> LabResult:
        """Grade a notebook as if it had been handed in."""
        clean = sanitise(json.dumps(notebook).encode("utf-8", "surrogatepass"), self.exercise)
        run = self._sandbox.run(
            Job(steps(clean.cells, self.exercise), self.exercise.files, self.exercise.limits)
        )
        graded = grade(self.exercise, clean, run)
        verdicts = {name: graded.verdicts[name] for name in self.check_ids()}
        maximum = sum(c.points for c in self.exercise.cells if c.is_test)
        return LabResult(sum(v.score for v in verdicts.values()), maximum, verdicts, graded)

    def check_ids(self) -> list[str]:
        """The cell ids of the graded checks, in order."""
        return [c.grade_id for c in self.exercise.cells if c.grade and c.grade_id in self.exercise.questions]

    def chances(self, check: str) -> list[str]:
        """The typical slips of a question, as expressions, by which its key comes out all the same; to divide
        without a rest is none.
        """
        lock = self.exercise.questions[check].lock
        right = {facet: values[0] for facet, values in lock.accepted.items()}
        slips = (s for s in self._foreseen.get(check, ()) if s.ident != "whole-division")
        return [s.expression for s in slips if right and self._canon(check, s) == right]

    def would_pass(self, check: str, number: float) -> bool:
        """Whether a bare number, such as one copied from the lesson, lies within the tolerance of the key."""
        question = self.exercise.questions[check]
        seen = number_seen(number)
        return question.check.kind == "number" and evaluate(question.check, question.lock, seen).score > 0

    def shared(self, check: str) -> list[tuple[str, ...]]:
        """The slips of other sentences that come out the same, each group by its identifiers."""
        groups = (tuple(dict.fromkeys(s.ident for s in group)) for group in self._alike(check))
        return [idents for idents in groups if len(idents) > 1]

    def untrue(self, check: str) -> list[str]:
        """The sentences of a question that name one slip where another, of another sentence, gives the same
        answer by the same means; none, as long as `checks.telling` decides.
        """
        question, found = self.exercise.questions[check], []
        for group in self._alike(check):
            idents = {slip.ident for slip in group} - FACTS
            for slip in group:
                cell = Cell(written=written_in(f"{question.check.name} = {slip.expression}"))
                verdict = evaluate(question.check, question.lock, slip.seen, cell)
                said = str(verdict.diagnosis)
                signs, made_of = cell.written.signs if cell.written else None, question.lock.ingredients
                possible = {i for i in idents - {said} if is_possible(i, cell.written, made_of)}
                others = {i for i in possible if is_borne_out(i, slip.seen, signs)}
                if said in idents and said != ROUNDED and others:
                    found.append(f"{said}, tetapi juga {', '.join(sorted(others))}")
        return list(dict.fromkeys(found))

    def _alike(self, check: str) -> list[list[Foreseen]]:
        """The foreseen slips that come out as a mistake nobody authored, by what comes out."""
        groups: dict[str, list[Foreseen]] = {}
        lock = self.exercise.questions[check].lock
        for slip in self._foreseen.get(check, ()):
            canon = whole(self._canon(check, slip))
            if canon in lock.slips and not lock.slips[canon].authored:
                groups.setdefault(canon, []).append(slip)
        return list(groups.values())

    def _canon(self, check: str, slip: Foreseen) -> Mapping[str, str]:
        question = self.exercise.questions[check].check
        return KINDS[question.kind].canon(slip.seen, question.frame)

    def grade_answer(self, check: str, answer: str) -> Verdict:
        """The verdict on one answer cell, all others holding their solution; SinauError for an unknown
        check.
        """
        cell = self.answer_cell(check)
        outcome = self.grade(self.submission(lambda c: answer if c is cell else source_text(c)))
        return outcome.graded.verdicts[check]

    def answer_cell(self, check: str) -> Mapping[str, Any]:
        """The answer cell in front of a check."""
        before: Mapping[str, Any] | None = None
        for cell in self.source["cells"]:
            data = cell.get("metadata", {}).get("nbgrader", {})
            if data.get("grade_id", cell.get("id")) == check and before is not None:
                return before
            if data.get("solution"):
                before = cell
        raise SinauError(f"Soal {check} tidak ada di latihan {self.exercise.notebook}.")

    def submission(self, source_of: Callable[[Mapping[str, Any]], str]) -> Notebook:
        """A copy of the notebook with each answer cell's source replaced, checks shortened."""
        notebook = copy.deepcopy({k: v for k, v in self.source.items() if k != "cells"})
        shortened = _shortened(self.source)
        notebook["cells"] = [
            {
                **cell,
                "source": shortened.get(i) or (source_of(cell) if is_answer(cell) else source_text(cell)),
            }
            for i, cell in enumerate(self.source["cells"])
        ]
        return notebook


def _shortened(source: Notebook) -> dict[int, str]:
    """Index → source of each check cell as a trainee has it."""
    return {d.index: as_trainee_sees(source_text(source["cells"][d.index])) for d in declared(source)}


def as_released(cell: Mapping[str, Any]) -> str:
    """What ClearSolutions leaves: everything outside the solution regions."""
    return without_solution(source_text(cell))


def _exercise(name: str, source: Notebook, compiled: Sequence[CompiledQuestion]) -> CompiledExercise:
    questions = {question.cell_id: question for question in compiled}
    shortened = _shortened(source)
    cells = []
    for index, cell in enumerate(source["cells"]):
        data = cell.get("metadata", {}).get("nbgrader")
        if not data:
            continue
        text = shortened.get(index) or (as_released(cell) if data.get("solution") else source_text(cell))
        cells.append(
            ReleasedCell(
                grade_id=data["grade_id"],
                cell_type=cell["cell_type"],
                source=text,
                checksum=None,
                locked=not data.get("solution") and bool(data.get("locked") or data.get("grade")),
                grade=bool(data.get("grade")),
                solution=bool(data.get("solution")),
                task=bool(data.get("task")),
                points=float(data.get("points", 0)),
            )
        )
    return CompiledExercise(name, name, tuple(cells), questions, shadows=shadowed_names(source))
