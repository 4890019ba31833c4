"""Which earlier answers each answer of a submission reads, as its own cells say; nothing is run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.checks.follow import Builds, reach
from grader.grading.compiled_exercise import CompiledExercise
from grader.grading.sanitise import SanitisedCell
from grader.notebooks.flow import Checked, Flow, Ran, follow


def read(exercise: CompiledExercise, cells: Iterable[SanitisedCell]) -> Builds:
    """Answer → the earlier ones that the learner's value comes from, whatever the solution uses."""
    checks = [question.check for question in exercise.questions.values()]
    flow = follow(_parts(cells, exercise)) if any(check.earlier for check in checks) else Flow()
    return {
        check.name: [pair for pair in check.earlier if pair[0] in flow.builds_on.get(check.name, ())]
        for check in checks
    }


def used(exercise: CompiledExercise, cells: Iterable[SanitisedCell]) -> Builds:
    """The same, of those that the solution uses too: what a right way may have followed.

    A way of their own counts: it may use Soal 1 where the solution goes by way of Soal 2.
    """
    built = {q.check.name: q.check.builds_on for q in exercise.questions.values()}

    def direct(name: str) -> list[str]:
        return [other for other, _ in built.get(name, ())]

    return {
        name: [pair for pair in pairs if pair[0] in reach(name, direct)]
        for name, pairs in read(exercise, cells).items()
    }


def _parts(cells: Iterable[SanitisedCell], exercise: CompiledExercise) -> Iterator[Ran | Checked]:
    for cell in cells:
        question = exercise.questions.get(cell.ref.grade_id) if cell.ref else None
        if question is not None:
            yield Checked(question.check.name)
        elif cell.cell_type == "code" and not (cell.ref and cell.ref.is_test):
            yield Ran(cell.source)
