"""Which earlier answers each answer of a submission uses, as its own cells read; nothing is run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.checks.follow import Builds, reach
from grader.grading.compiled_exercise import CompiledExercise
from grader.grading.sanitise import SanitisedCell
from grader.notebooks.flow import Checked, Ran, follow


def used(exercise: CompiledExercise, cells: Iterable[SanitisedCell]) -> Builds:
    """Answer → the earlier ones that the learner's value comes from, of those that the solution uses too.

    A way of their own counts: it may use Soal 1 where the solution goes by way of Soal 2.
    """
    built = {q.check.name: q.check.builds_on for q in exercise.questions.values()}
    called = dict(pair for pairs in built.values() for pair in pairs)
    if not called:
        return {}
    flow = follow(_parts(cells, exercise))
    order = list(flow.builds_on)

    def direct(name: str) -> list[str]:
        return [other for other, _ in built.get(name, ())]

    return {
        name: [(n, called[n]) for n in sorted(names & reach(name, direct), key=order.index)]
        for name, names in flow.builds_on.items()
    }


def _parts(cells: Iterable[SanitisedCell], exercise: CompiledExercise) -> Iterator[Ran | Checked]:
    for cell in cells:
        question = exercise.questions.get(cell.ref.grade_id) if cell.ref else None
        if question is not None:
            yield Checked(question.check.name)
        elif cell.cell_type == "code" and not (cell.ref and cell.ref.is_test):
            yield Ran(cell.source)
