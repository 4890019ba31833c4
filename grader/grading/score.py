"""From what the sandbox saw to scores and a graded notebook. Pure; learner code is far away."""

from __future__ import annotations

import ast
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, cast

from grader.checks import follow
from grader.checks.evaluate import evaluate
from grader.checks.observation import Observation
from grader.checks.spec import VERDICT_MIME, Cell, Outcome, Verdict
from grader.classroom.entries import ReleasedCell, Score
from grader.curriculum.release import SKIPPED, CompiledQuestion
from grader.grading import reasons
from grader.grading.compiled_exercise import CompiledExercise
from grader.grading.graded_notebook import notebook_of, written
from grader.grading.letters import list_above, meant
from grader.grading.sanitise import Sanitised, SanitisedCell
from grader.grading.told_by_cells import told_by_cells
from grader.grading.untrusted import plain_outputs
from grader.grading.uses import read
from grader.learner.panel import verdict_html
from grader.sandbox.job import JobResult, Step, StepError, StepResult

Json = Any
AGAIN, LENT = ":akhir", ":nilai"
#: More values than this are in no observation of ours: the largest table carried over has half as many.
MAX_VALUES = 1_000_000


@dataclass(frozen=True)
class Graded:
    """A graded notebook: scores, the grade ids nbgrader calls unanswered, and the notebook to write.

    ``verdicts`` are by the check cell's grade id, those of checks without points (the look at a prose answer
    before a person reads it) too.
    """

    scores: tuple[Score, ...]
    no_response: tuple[str, ...]
    verdicts: Mapping[str, Verdict]
    notebook: dict[str, Json]
    ended: str


@dataclass(frozen=True)
class Carried:
    """What `carry.carried` found: ``first``, the verdict of each question by itself; of answers whose way is
    right the ``roots``, which is where they went wrong (answer → what its question is called); and ``again``,
    the verdict with those put right, of answers that are right in part then.
    """

    first: Mapping[str, Verdict] = field(default_factory=dict)
    roots: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    again: Mapping[str, Verdict] = field(default_factory=dict)


def steps(cells: Sequence[SanitisedCell], exercise: CompiledExercise) -> tuple[Step, ...]:
    """The job of a submission: learner cells, tests and observations in the notebook's order.

    A question without an answer is observed once more at the end: it may stand below its check. Answers
    on which others build are taken along as they are (`carry` says what for).
    """
    planned: list[Step] = []
    last: list[Step] = []
    for number, cell in enumerate(cells):
        if cell.cell_type != "code":
            continue
        question = exercise.questions.get(cell.ref.grade_id) if cell.ref else None
        mode = exercise.modes.get(cell.ref.grade_id) if cell.ref else None
        isolated = mode.isolated if mode else None
        if question is not None:
            planned.append(Step("observe", f"{number}", request=question.check.request()))
            if question.values:
                planned.append(Step("lend", f"{number}{LENT}", request={"names": list(question.values)}))
            again = f"{number}{AGAIN}"
            last.append(Step("observe", again, request=question.check.request(), unless=f"{number}"))
        elif cell.ref and cell.ref.is_test:
            if cell.ref.grade_id not in exercise.manual:
                request = {"shadows": exercise.shadows}
                planned.append(Step("test", f"{number}", cell.source, request, isolated))
        elif SKIPPED not in cell.tags or (cell.ref and cell.ref.locked):
            authored = {"locked": True} if cell.ref and cell.ref.locked else None
            planned.append(Step("cell", f"{number}", cell.source, authored, isolated))
    return (*planned, *last)


def verdicts(
    exercise: CompiledExercise, submission: Sanitised, run: JobResult, names: Collection[str] | None = None
) -> dict[str, Verdict]:
    """The verdict of each question by its answer's name, each judged by itself; of these ``names`` alone."""
    marker = _Marker(exercise, submission, run)
    return marker.verdicts if names is None else marker.judged(names)


def observation(number: int, run: JobResult) -> Observation | None:
    """What was seen at the check that is cell `number`; None where it was not reached."""
    results = {result.id: result for result in run.steps}
    return _observation(results.get(f"{number}"), results.get(f"{number}{AGAIN}"))


def grade(
    exercise: CompiledExercise,
    submission: Sanitised,
    run: JobResult,
    carried: Carried = Carried(),
) -> Graded:
    """Score a submission from its run, and write the results into its notebook.

    One that cannot be read has nothing for a person to mark either: zero everywhere, as in nbgrader where it
    is missing.
    """
    marker = _Marker(exercise, submission, run, carried)
    marked = [marker.mark(number, cell) for number, cell in enumerate(submission.cells)]
    unanswered = (cell.ref for cell in submission.cells if _untouched(cell) and not submission.missing)
    notes = [*((marker.crash,) if marker.crash else ()), *submission.repairs]
    shown = [
        written(cell, number, one.outputs)
        for number, (cell, one) in enumerate(zip(submission.cells, marked, strict=True))
    ]
    return Graded(
        tuple(one.score for one in marked if one.score),
        tuple(ref.grade_id for ref in unanswered if ref),
        {
            cell.ref.grade_id: one.verdict
            for cell, one in zip(submission.cells, marked, strict=True)
            if cell.ref and one.verdict
        },
        notebook_of(exercise, shown, run.ended, notes),
        run.ended,
    )


@dataclass(frozen=True)
class _Marked:
    """What one cell shows, and gets."""

    outputs: Sequence[Mapping[str, Json]]
    score: Score | None = None
    verdict: Verdict | None = None


class _Marker:
    """Marks the cells of one submission; ``crash`` says why it as a whole did not come to its end."""

    def __init__(
        self,
        exercise: CompiledExercise,
        submission: Sanitised,
        run: JobResult,
        carried: Carried = Carried(),
    ) -> None:
        self._exercise, self._cells = exercise, submission.cells
        self._results = {result.id: result for result in run.steps}
        self._ended = run.ended
        self._unreadable = submission.unreadable
        self.crash = submission.unreadable or (None if run.ended == "ok" else reasons.sentence(run.ended))
        self._carried = carried

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict of each question by its answer's name."""
        return dict(self._carried.first) or self.judged(None)

    def judged(self, names: Collection[str] | None) -> dict[str, Verdict]:
        """The same, each judged by itself; None: all of them."""
        return {
            question.check.name: self._verdict(number, question)
            for number, cell in enumerate(self._cells)
            if cell.ref and (question := self._exercise.questions.get(cell.ref.grade_id))
            if names is None or question.check.name in names
        }

    @cached_property
    def _uses(self) -> follow.Builds:
        wrong = sum(verdict.outcome is not Outcome.RIGHT for verdict in self.verdicts.values())
        return read(self._exercise, self._cells) if wrong > 1 else {}

    @cached_property
    def _told(self) -> dict[str, Cell]:
        return told_by_cells(self._cells, self._results, self._ended)

    def mark(self, number: int, cell: SanitisedCell) -> _Marked:
        """Mark one cell: a question, an ordinary test, an answer that a person marks, or none of them."""
        ref, result = cell.ref, self._results.get(f"{number}")
        outputs = plain_outputs(result.outputs) if result else []
        if ref is None:
            return _Marked(outputs)
        if question := self._exercise.questions.get(ref.grade_id):
            return self._question(number, ref, question)
        if ref.is_test and ref.grade_id in self._exercise.manual and not self._unreadable:
            return _Marked(outputs, Score(ref.grade_id, None, True))
        if ref.is_test:
            remark = self._exercise.remarks.get(ref.grade_id)
            score = _test_score(ref, result, self._ended, self.crash, remark)
            return _Marked(_test_outputs(score, result, number), score)
        nothing = self._unreadable is not None
        if ref.is_manual:
            done = _untouched(cell) or nothing
            return _Marked(
                outputs, Score(ref.grade_id, 0.0 if done else None, not done, self._unreadable or "")
            )
        if ref.task and nothing:  # else a task's row waits for a person from the start
            return _Marked(outputs, Score(ref.grade_id, 0.0, False, self._unreadable or ""))
        return _Marked(outputs)

    def _question(self, number: int, ref: ReleasedCell, question: CompiledQuestion) -> _Marked:
        name = question.check.name
        verdict = self.verdicts[name]
        if roots := self._carried.roots.get(name):
            blank = all(self._outcome(other) is Outcome.BLANK for other in roots)
            again = self._carried.again.get(name)
            verdict = (
                follow.carried_in_part(again, roots, blank)
                if again
                else follow.carried(verdict, roots, blank)
            )
        else:
            first = follow.first_wrong(name, self._uses, self._outcome)
            if first:
                verdict = follow.pointed(verdict, first, self._told.get(name, Cell()).unfinished)
        score = Score(ref.grade_id, verdict.score, False, verdict.message) if ref.grade else None
        return _Marked([_verdict_output(verdict, question.check.hints, number)], score, verdict)

    def _outcome(self, name: str) -> Outcome:
        return self.verdicts[name].outcome if name in self.verdicts else Outcome.RIGHT

    def _verdict(self, number: int, question: CompiledQuestion) -> Verdict:
        """The verdict of a question by itself."""
        name, result = question.check.name, self._results.get(f"{number}")
        seen = _observation(result, self._results.get(f"{number}{AGAIN}"))
        told = self._told.get(name, Cell())
        if told.crash is None and seen is None:
            told = replace(told, crash=self.crash or _unseen(result, self._ended))
        if told.crash is None and seen is not None and seen["type"] == "missing":
            told = replace(told, crash=self._stopped_before(number))
        seen = seen or {"type": "missing"}
        verdict = _judge(question, seen, told)
        as_ours = self._as_ours(number, question, seen)
        return verdict if as_ours == seen else replace(_judge(question, as_ours, told), saw=verdict.saw)

    def _as_ours(self, number: int, question: CompiledQuestion, seen: Observation) -> Observation:
        """An answer to a choice, read with the options as the learner had them."""
        if not question.listed:
            return seen
        above = ((cell.source, cell.cell_type == "code") for cell in self._cells[:number])
        theirs = list_above(above, question.listed) or self._exercise.released.get(question.cell_id, ())
        return meant(question, seen, theirs)

    def _stopped_before(self, number: int) -> str | None:
        """Why the answer cell above a check was ended from outside, where it never named the answer."""
        above = (n for n in range(number - 1, -1, -1) if (ref := self._cells[n].ref) and ref.solution)
        result = self._results.get(f"{next(above, -1)}")
        stopped = result is not None and reasons.was_stopped(result)
        return reasons.of_step(result, self._ended) if result is not None and stopped else None


def _untouched(cell: SanitisedCell) -> bool:
    """Whether it is an answer that was left as it was released."""
    return cell.ref is not None and cell.ref.solution and cell.source == cell.ref.source


def _observation(result: StepResult | None, again: StepResult | None) -> Observation | None:
    """What was seen at the check, or at the end if nothing was there yet; None if neither was reached."""
    first, second = (_seen(r) for r in (result, again))
    if first is None or (first["type"] in ("missing", "blank") and second is not None):
        return second or first
    return first


def _unseen(result: StepResult | None, ended: str) -> str | None:
    """Why looking at an answer came to no end, such as a function that never returns."""
    if result is None or result.status in ("ok", "not_reached"):
        return None
    return reasons.of_step(result, ended)


def _seen(result: StepResult | None) -> Observation | None:
    value = result.value if result is not None and result.status == "ok" else None
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        return None
    return {"type": "broken"} if _is_huge(value) else cast(Observation, value)


def _is_huge(value: Json) -> bool:
    """Whether judging it would take minutes; only a forged observation is."""
    count, rest = 0, [value]
    while rest:
        inner = rest.pop()
        if isinstance(inner, (list, dict)):
            count += len(inner)
            if count > MAX_VALUES:
                return True
            values = inner.values() if isinstance(inner, dict) else inner
            rest.extend(v for v in values if isinstance(v, (list, dict)))
    return False


def _judge(question: CompiledQuestion, seen: Observation, cell: Cell) -> Verdict:
    """Evaluate; an observation that is none of ours (forged by the learner) counts as unreadable."""
    try:
        return evaluate(question.check, question.lock, seen, cell)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError, RecursionError):
        return evaluate(question.check, question.lock, {"type": "broken"}, Cell(cell.crash))


def _test_score(
    ref: ReleasedCell, result: StepResult | None, ended: str, crash: str | None, remark: Json
) -> Score:
    """nbgrader's scoring of an ordinary test cell, its known faults mended (the documentation lists them)."""
    if result is None or result.status == "not_reached":
        return Score(ref.grade_id, 0.0, False, crash or reasons.NOT_REACHED)
    if result.status != "ok" or result.error is not None:
        return Score(ref.grade_id, 0.0, False, reasons.of_step(result, ended))
    return Score(ref.grade_id, _partial(ref, result.value, remark), False)


def _partial(ref: ReleasedCell, value: Json, remark: Json) -> float:
    """Partial credit: the last expression's value, from 0 to the maximum; the test's own text is a remark."""
    if value is None or _ends_in_remark(ref.source) or (type(value) is type(remark) and value == remark):
        return ref.points
    if type(value) is bool:
        return ref.points if value else 0.0
    return float(min(value, ref.points)) if is_credit(value) else 0.0


def is_credit(value: Json) -> bool:
    """Whether a test's last value is a number of points."""
    return type(value) in (int, float) and math.isfinite(value) and value >= 0


def _ends_in_remark(source: str) -> bool:
    try:
        last = ast.parse(source).body[-1]
    except (SyntaxError, ValueError, IndexError):
        return False
    return (
        isinstance(last, ast.Expr)
        and isinstance(last.value, (ast.Constant, ast.JoinedStr))
        and not (isinstance(last.value, ast.Constant) and isinstance(last.value.value, (int, float)))
    )


def _verdict_output(verdict: Verdict, hints: Sequence[str], number: int) -> dict[str, Json]:
    data = {
        "text/plain": _number(verdict.score),
        "text/html": verdict_html(verdict, hints),
        VERDICT_MIME: verdict.to_json(),
    }
    return _result_output(data, number)


def _result_output(data: dict[str, Json], number: int) -> dict[str, Json]:
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": number + 1}


def _test_outputs(score: Score, result: StepResult | None, number: int) -> list[dict[str, Json]]:
    """Outputs by which nbgrader itself comes to the same score: no stderr, one number or an error."""
    shown = [
        o
        for o in (result.outputs if result else ())
        if o["output_type"] == "display_data" or o.get("name") == "stdout"
    ]
    kept = plain_outputs(shown)
    if result is not None and result.error is not None:
        error = result.error
        if reasons.was_stopped(result):  # what the error says is English, and for us
            error = StepError(reasons.STOPPED, score.reason, (f"{reasons.STOPPED}: {score.reason}",))
        kept.append(
            {
                "output_type": "error",
                "ename": error.ename,
                "evalue": error.evalue,
                "traceback": list(error.traceback),
            }
        )
    else:
        kept.append(_result_output({"text/plain": _number(score.auto or 0.0)}, number))
    return kept


def _number(value: float) -> str:
    """The shortest text from which nbgrader reads this very number."""
    return f"{value:g}" if float(f"{value:g}") == value else repr(value)
