"""A graded hand-in, read and judged: what all pages about it are made from."""

from collections import Counter
from dataclasses import dataclass

from grader.reports.autograded import read_graded
from grader.reports.graded_class import GradedHandIn
from grader.reports.judgement import JudgedQuestion, failure_of, judge
from grader.reports.state import State

_OPEN = (State.PARTIAL, State.NOT_YET, State.BLANK, State.CRASHED)


@dataclass(frozen=True, slots=True)
class Judged:
    """A graded hand-in as the pages show it."""

    hand_in: GradedHandIn
    questions: list[JudgedQuestion]
    failure: str | None
    """Why it could not be graded as usual; None when it could, and where there is no notebook at all."""
    notes: list[str]

    @property
    def tally(self) -> list[tuple[State, int]]:
        counts = Counter(question.state for question in self.questions)
        return [(state, counts[state]) for state in State if counts[state]]

    @property
    def open_questions(self) -> list[JudgedQuestion]:
        return [question for question in self.questions if question.state in _OPEN]


def judge_hand_in(hand_in: GradedHandIn) -> Judged:
    """Read a graded hand-in's notebooks and judge them by its marks."""
    graded = read_graded(hand_in.notebooks, hand_in.exercise.given)
    questions = judge(graded.questions, hand_in.marks, hand_in.exercise.texts)
    failure = failure_of(graded, questions)
    return Judged(hand_in, questions, failure, [note for note in graded.notes if note != failure])
