"""A right way on a wrong earlier answer: which wrong answers only followed, so that they get their points.

The learner's cells run once more, in a fresh child, with what their earlier answers should have been. An
answer that gives its key then has followed; if it is none, it is wrong by itself and is put right too, for
those that build on it, in the next round. So no question's key ever enters a process in which that question
can still win anything. Nothing else of these runs is kept.

The key alone would let a cell see that its earlier answer was put right and guess once more. Therefore what
it gave in the first place must be what the author's solution makes of the same wrong earlier answer
(`expected`), or no answer at all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from grader.checks.build import build
from grader.checks.evaluate import evaluate
from grader.checks.follow import reach
from grader.checks.observation import Observation
from grader.checks.spec import Outcome, Spec, Verdict
from grader.common.errors import SinauError
from grader.curriculum.release import CompiledQuestion
from grader.grading.compiled_exercise import CompiledExercise
from grader.grading.deadline import OUR_SECONDS, within
from grader.grading.sanitise import Sanitised, SanitisedCell
from grader.grading.score import AGAIN, LENT, Carried, observation, steps, verdicts
from grader.grading.uses import used
from grader.sandbox.driver import found
from grader.sandbox.job import JobResult, Step

Json = Any
#: More runs than this no submission gets; a chain of wrong answers needs one for each mistake of its own.
ROUNDS = 4
_NO_ANSWER = (Outcome.BLANK, Outcome.CRASHED)

#: Runs the learner's steps once more, in a fresh child with the same files.
Again = Callable[[tuple[Step, ...]], JobResult]
#: What the solution gives for some questions where earlier answers hold these values, as far as it gives any.
Expected = Callable[[Mapping[str, Json], tuple[str, ...]], Mapping[str, Observation]]


def carried(
    exercise: CompiledExercise, submission: Sanitised, run: JobResult, again: Again, expected: Expected
) -> Carried:
    """The answers that only followed, altogether or in part, and the answers that they followed.

    ``run`` is the first run, which ended well. Runs nothing where no wrong answer uses another, and nothing
    more once all runs together took what one may. May raise whatever judging a hostile answer raises.
    """
    with within(OUR_SECONDS):
        chain = _Chain(exercise, submission, run, expected)
    spent = run.seconds
    for _ in range(ROUNDS):
        put_right = chain.put_right()
        if not put_right or spent > exercise.limits.wall_seconds:
            break
        undecided = chain.open()
        planned = _replay(exercise, submission.cells, run, put_right)
        replayed = again(tuple(_as_far_as(planned, chain.places(undecided), run)))
        spent += replayed.seconds
        with within(OUR_SECONDS):
            chain.judge(verdicts(exercise, submission, replayed, undecided), put_right)
    names = list(chain.consistent())
    in_part = {name: chain.partly[name] for name in names if name in chain.partly}
    return Carried(chain.first, {name: chain.roots(name) for name in names}, in_part)


class _Chain:
    """The wrong answers of one submission: open, wrong by themselves (``own``), or ``followed``."""

    def __init__(
        self, exercise: CompiledExercise, submission: Sanitised, run: JobResult, expected: Expected
    ) -> None:
        by_cell = exercise.questions
        there = [cell.ref.grade_id for cell in submission.cells if cell.ref]
        self.questions = {by_cell[n].check.name: by_cell[n] for n in there if n in by_cell}
        self.first = verdicts(exercise, submission, run)
        self._submission, self._run, self._expected = submission, run, expected
        chained = {n for n, q in self.questions.items() if q.check.builds_on or q.values}
        self._wrong = {n for n in chained if self.first[n].outcome is not Outcome.RIGHT}
        self._uses = used(exercise, submission.cells) if len(self._wrong) > 1 else {}
        self.own = {name for name in self._wrong if not self._before(name) & self._wrong}
        self.followed: dict[str, frozenset[str]] = {}
        self.partly: dict[str, Verdict] = {}
        self._put_right: dict[str, frozenset[str]] = {}

    def _before(self, name: str) -> set[str]:
        return reach(name, lambda other: [n for n, _ in self._uses.get(other, ())])

    def open(self) -> list[str]:
        """The wrong answers of which nothing is decided yet."""
        undecided = self._wrong - self.own - self.followed.keys()
        return [name for name in self.questions if name in undecided]

    def _can_judge(self, name: str, put_right: Collection[str]) -> bool:
        """Whether nothing wrong would be left before it."""
        return all(n in put_right or n in self.followed for n in self._before(name) & self._wrong)

    def put_right(self) -> frozenset[str]:
        """What the next run is to put right; nothing where it would gain nothing.

        An answer that is not what the solution makes of the same earlier answers is wrong by itself: to know
        that nothing of the learner's is run.
        """
        while True:
            known = frozenset(name for name in self.own if self.questions[name].values)
            next_ones = [n for n in self.open() if self._can_judge(n, known)]
            own = [n for n in next_ones if self.counts(n) and not self._may_gain(n, known)]
            if not own:
                return known if next_ones and any(map(self.counts, self.open())) else frozenset()
            self.own.update(own)

    def _may_gain(self, name: str, put_right: frozenset[str]) -> bool:
        """Whether it is no answer, or more right by what the solution makes of the same earlier answers."""
        if self.first[name].outcome in _NO_ANSWER:
            return True
        key = self._key(name, put_right)
        return key is not None and self._score_by(key, name) > self.first[name].score

    def judge(self, replayed: Mapping[str, Verdict], put_right: frozenset[str]) -> None:
        """Take in a run in which those were right: an open answer has followed, or is wrong by itself, which
        may be in part.
        """
        for name in self.open():
            if not self._can_judge(name, put_right):
                continue
            self._put_right[name] = put_right
            if replayed[name].outcome is Outcome.RIGHT:
                self.followed[name] = put_right
                continue
            self.own.add(name)
            if replayed[name].score > self.first[name].score:
                self.partly[name] = replayed[name]

    def roots(self, name: str) -> dict[str, str]:
        """The answers, wrong by themselves, from which a wrong value came."""
        found: dict[str, str] = {}
        for other, called in self._uses[name]:
            if other in self.own:
                found[other] = called
            elif other in self._wrong:
                found |= self.roots(other)
        return found

    def counts(self, name: str) -> bool:
        """Whether the rule holds for a question: it has points, and more answers than a guess would cover."""
        check = self.questions[name].check
        chosen = check.kind == "text" and check.frame["pilihan"]
        return check.graded and check.kind != "boolean" and not chosen

    def consistent(self) -> Iterator[str]:
        """Who first gave what the solution makes of the learner's own earlier answers, or nothing."""
        for name in (*self.followed, *self.partly):
            if not self.counts(name):
                continue
            key = self._key(name, self._put_right[name])
            if self.first[name].outcome in _NO_ANSWER or (key is not None and self._is_as(key, name)):
                yield name

    def _key(self, name: str, put_right: frozenset[str]) -> Observation | None:
        """What the solution gives for a question where the learner's own wrong answers stand before it; None
        where these are no plain data.
        """
        lent = {n: self._lent(n) for n in sorted(put_right)}
        given = {n: values for n, values in lent.items() if n in values}
        if not self._before(name) & put_right <= given.keys():
            return None
        asked = tuple(n for n, q in self.questions.items() if q.check.builds_on and n not in put_right)
        return self._expected(given, asked).get(name)

    def _is_as(self, key: Observation, name: str) -> bool:
        """Whether the first answer has as much right, by this key, as it has with the earlier ones right."""
        due = self.partly[name].score if name in self.partly else self.questions[name].check.points
        return self._score_by(key, name) >= due

    def _score_by(self, key: Observation, name: str) -> float:
        seen = self._number(name, observation)
        with within(OUR_SECONDS):
            return _score(self.questions[name], key, seen) if seen is not None else 0.0

    def places(self, names: Collection[str]) -> list[int]:
        """The numbers of the cells that check these answers."""
        return [self._number(name, lambda number, run: number) for name in names]

    def _lent(self, name: str) -> dict[str, Json]:
        """What the learner's cell had for later ones in the first run, as far as it is plain data."""
        names = self.questions[name].values
        lent = self._number(name, lambda number, run: _value(run, f"{number}{LENT}"))
        return {n: lent[n] for n in names if lent.get(n) is not None} if isinstance(lent, dict) else {}

    def _number(self, name: str, look: Callable[[int, JobResult], Any]) -> Any:
        cell_id = self.questions[name].cell_id
        place = next(n for n, c in enumerate(self._submission.cells) if c.ref and c.ref.grade_id == cell_id)
        return look(place, self._run)


def _score(question: CompiledQuestion, key: Observation, seen: Observation) -> float:
    spec = Spec(question.check.name, question.check.points, options=question.options)
    try:
        check, lock = build(spec, key, {})
        return evaluate(check, lock, seen).score
    except (SinauError, KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError):
        return 0.0  # what the solution makes of it is no answer, or the learner forged theirs


def _value(run: JobResult, step_id: str) -> Json:
    return next((step.value for step in run.steps if step.id == step_id), None)


def _replay(
    exercise: CompiledExercise, cells: Collection[SanitisedCell], run: JobResult, put_right: Collection[str]
) -> Iterator[Step]:
    """The learner's cells and looks once more, without tests and without cells that hung."""
    by_number = {f"{n}{LENT}": exercise.questions.get(c.ref.grade_id) for n, c in enumerate(cells) if c.ref}
    hung = {result.id for result in run.steps if result.status in ("timeout", "output")}
    for step in steps(list(cells), exercise):
        if step.kind in ("cell", "observe") and step.id not in hung:
            yield replace(step, isolated=None)
        elif step.kind == "lend":
            question = by_number[step.id]
            if question is not None and question.check.name in put_right:
                yield Step("give", step.id, request={"values": dict(question.values)})


def _as_far_as(planned: Iterable[Step], checks: Collection[int], run: JobResult) -> Iterator[Step]:
    """Of a second run what these checks need: looks at their answers alone, and no cell below the last.

    An answer that stands below its check was found at the end: then all cells are run.
    """
    late = {f"{number}{AGAIN}" for number in checks}
    wanted = {f"{number}" for number in checks}
    if any(result.id in late and found(result) for result in run.steps):
        wanted |= late
    waiting = set(wanted)
    for step in planned:
        if step.kind == "observe" and step.id not in wanted:
            continue
        yield step
        waiting.discard(step.id)
        if not waiting:
            return


def solution_steps(
    exercise: CompiledExercise, given: Mapping[str, Json], names: Collection[str]
) -> tuple[Step, ...]:
    """The author's cells with these values in the place of earlier answers, and looks at the answers asked
    for; it ends with the last of them.
    """
    planned: list[Step] = []
    last = 0
    for number, (cell_id, source) in enumerate(exercise.solution):
        question = exercise.questions.get(cell_id)
        if question is None:
            planned.append(Step("cell", f"{number}", source))
        elif question.check.name in names:
            planned.append(Step("observe", question.check.name, request=question.check.request()))
            last = len(planned)
        elif question.check.name in given:
            planned.append(Step("give", f"{number}", request={"values": given[question.check.name]}))
    return tuple(planned[:last])
