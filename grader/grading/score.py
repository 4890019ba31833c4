"""From what the sandbox saw to scores and a graded notebook. Pure; learner code is far away."""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from grader.checks.evaluate import evaluate
from grader.checks.observation import Observation
from grader.checks.spec import Verdict
from grader.curriculum.release import SKIPPED
from grader.grading import reasons
from grader.grading.exercise import Exercise, Question, RefCell
from grader.grading.sanitise import Cell, Sanitised
from grader.grading.untrusted import plain_markdown, plain_outputs
from grader.learner.panel import verdict_html
from grader.learner.periksa import VERDICT_MIME
from grader.notebooks.names import assigned_names, unfinished_names
from grader.sandbox.job import JobResult, Step, StepError, StepResult

Json = Any
AGAIN = ":akhir"
#: More values than this are in no observation of ours: the largest table carried over has half as many.
MAX_VALUES = 1_000_000
#: Characters of code in the graded copy: Pygments takes the square of some texts' length to colour them.
LONG_CODE = 10_000


@dataclass(frozen=True)
class Score:
    """One cell's score in nbgrader's terms: ``auto`` is None where a person must mark."""

    grade_id: str
    auto: float | None
    needs_manual: bool
    reason: str = ""


@dataclass(frozen=True)
class Graded:
    """A graded notebook: scores, the cells nbgrader calls unanswered, verdicts, and the notebook to write.

    ``ungraded`` are verdicts of checks without points (the look at a prose answer before a person reads it).
    """

    scores: tuple[Score, ...]
    no_response: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    ungraded: tuple[Verdict, ...]
    notebook: dict[str, Json]
    ended: str


def steps(cells: Sequence[Cell], exercise: Exercise) -> tuple[Step, ...]:
    """The job of a submission: learner cells, tests and observations in the notebook's order.

    Each question is observed once more at the end, for an answer that was written below its check.
    """
    planned: list[Step] = []
    last: list[Step] = []
    for number, cell in enumerate(cells):
        if cell.cell_type != "code":
            continue
        question = exercise.questions.get(cell.ref.grade_id) if cell.ref else None
        if question is not None:
            planned.append(Step("observe", f"{number}", request=question.check.request()))
            last.append(Step("observe", f"{number}{AGAIN}", request=question.check.request()))
        elif cell.ref and cell.ref.is_test:
            planned.append(Step("test", f"{number}", cell.source, request={"shadows": exercise.shadows}))
        elif SKIPPED not in cell.tags or (cell.ref and cell.ref.locked):
            authored = {"locked": True} if cell.ref and cell.ref.locked else None
            planned.append(Step("cell", f"{number}", cell.source, request=authored))
    return (*planned, *last)


def grade(exercise: Exercise, submission: Sanitised, run: JobResult) -> Graded:
    """Score a submission from its run and write the results into its notebook.

    One that cannot be read has nothing for a person to mark either: zero everywhere, as in nbgrader where it
    is missing.
    """
    readable = submission.unreadable is None
    results = {r.id: r for r in run.steps}
    crash = submission.unreadable or (None if run.ended == "ok" else reasons.sentence(run.ended))
    crashed = _crashes(submission.cells, results, run.ended)
    unfinished = _unfinished(submission.cells, results)
    scores: list[Score] = []
    verdicts: list[Verdict] = []
    ungraded: list[Verdict] = []
    no_response, written = [], []
    for number, cell in enumerate(submission.cells):
        result = results.get(f"{number}")
        outputs = plain_outputs(result.outputs) if result else []
        ref = cell.ref
        untouched = ref is not None and ref.solution and cell.source == ref.source
        if ref is not None and untouched and not submission.missing:
            no_response.append(ref.grade_id)
        if ref is not None and (question := exercise.questions.get(ref.grade_id)):
            seen = _observation(result, results.get(f"{number}{AGAIN}"))
            why = crashed.get(question.check.name)
            if why is None and seen is None:
                why = crash or _unseen(result, run.ended)
            verdict = _judge(question, seen or {"type": "missing"}, why, question.check.name in unfinished)
            outputs = [_verdict_output(verdict, question.check.hints, number)]
            (verdicts if ref.grade else ungraded).append(verdict)
            if ref.grade:
                scores.append(Score(ref.grade_id, verdict.score, False, verdict.message))
        elif ref is not None and ref.is_test:
            score = _test_score(ref, result, run.ended, crash, exercise.remarks.get(ref.grade_id))
            scores.append(score)
            outputs = _test_outputs(score, result, number)
        elif ref is not None and ref.is_manual:
            done = untouched or not readable
            scores.append(Score(ref.grade_id, 0.0 if done else None, not done, submission.unreadable or ""))
        elif (
            ref is not None and ref.task and not readable
        ):  # else a task's row waits for a person from the start
            scores.append(Score(ref.grade_id, 0.0, False, submission.unreadable or ""))
        written.append(_written(cell, number, outputs))
    notes = [*((crash,) if crash else ()), *submission.repairs]
    return Graded(
        tuple(scores),
        tuple(no_response),
        tuple(verdicts),
        tuple(ungraded),
        _notebook(exercise, written, run.ended, notes),
        run.ended,
    )


def _crashes(cells: Sequence[Cell], results: Mapping[str, StepResult], ended: str) -> dict[str, str]:
    """Name → sentence for every name whose last assigning cell ended in an error."""
    found: dict[str, str] = {}
    for number, cell in enumerate(cells):
        result = results.get(f"{number}")
        if cell.cell_type != "code" or result is None or (cell.ref and cell.ref.is_test):
            continue
        if result.status == "not_reached":
            continue
        names = assigned_names(cell.source)
        if result.status == "ok":
            for name in names:
                found.pop(name, None)
        else:
            said = reasons.of_step(result, ended, cell.source)
            found |= dict.fromkeys(names, said)
    return found


def _unfinished(cells: Sequence[Cell], results: Mapping[str, StepResult]) -> set[str]:
    """Names that rest on a `____` in the last cell that ran and assigned them."""
    found: set[str] = set()
    for number, cell in enumerate(cells):
        result = results.get(f"{number}")
        if cell.cell_type == "code" and result is not None and result.status != "not_reached":
            found -= assigned_names(cell.source)
            found |= unfinished_names(cell.source)
    return found


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


def _judge(question: Question, seen: Observation, crash: str | None, unfinished: bool) -> Verdict:
    """Evaluate; an observation that is none of ours (forged by the learner) counts as unreadable."""
    try:
        return evaluate(question.check, question.lock, seen, crash, unfinished)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError, RecursionError):
        return evaluate(question.check, question.lock, {"type": "broken"}, crash)


def _test_score(
    ref: RefCell, result: StepResult | None, ended: str, crash: str | None, remark: Json
) -> Score:
    """nbgrader's scoring of an ordinary test cell, its known faults mended (the documentation lists them)."""
    if result is None or result.status == "not_reached":
        return Score(ref.grade_id, 0.0, False, crash or reasons.NOT_REACHED)
    if result.status != "ok" or result.error is not None:
        return Score(ref.grade_id, 0.0, False, reasons.of_step(result, ended))
    return Score(ref.grade_id, _partial(ref, result.value, remark), False)


def _partial(ref: RefCell, value: Json, remark: Json) -> float:
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


def _shown_source(cell: Cell) -> str:
    """A learner's text as pages show it: nothing in it runs, and colouring it does not take minutes."""
    if cell.cell_type == "markdown":
        return plain_markdown(cell.source, cell.attachments)
    return cell.source if len(cell.source) <= LONG_CODE else f"{cell.source[:LONG_CODE]}\n# (dipotong)"


def _written(cell: Cell, number: int, outputs: Sequence[Mapping[str, Json]]) -> dict[str, Json]:
    metadata: dict[str, Json] = {"tags": cell.tags} if cell.tags else {}
    ours = cell.ref is not None and (cell.ref.locked or cell.source == cell.ref.source)
    if cell.ref is not None:
        metadata["nbgrader"] = cell.ref.metadata()
    written: dict[str, Json] = {
        "cell_type": cell.cell_type,
        "id": f"sel-{number}",
        "metadata": metadata,
        "source": cell.source if ours else _shown_source(cell),
    }
    if cell.cell_type == "code":
        written |= {"execution_count": number + 1, "outputs": list(outputs)}
    elif cell.attachments:
        written["attachments"] = cell.attachments
    return written


def _notebook(
    exercise: Exercise, cells: list[dict[str, Json]], ended: str, notes: list[str]
) -> dict[str, Json]:
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "sinau_penilaian": {"exercise": exercise.assignment, "ended": ended, "notes": notes},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
