"""What a graded hand-in tells the pages about the whole class: a few facts a question, no outputs."""

from dataclasses import dataclass

from grader.checks.spec import Verdict
from grader.grading.answer_digest import normalised
from grader.reports import state
from grader.reports.exercise_result import ExerciseResult
from grader.reports.graded_class import GradedHandIn
from grader.reports.judged import Judged, judge_hand_in
from grader.reports.judgement import JudgedQuestion
from grader.reports.similar import Own, own_of
from grader.reports.state import State

UNREADABLE = "Kiriman tidak terbaca sebagai notebook."


@dataclass(frozen=True, slots=True)
class Fact:
    """One question of one hand-in."""

    key: str
    """The same for every trainee of an exercise."""
    number: int
    heading: str
    state: State
    score: float
    max_score: float
    slips: tuple[tuple[str, str], ...]
    """Of each check that met one: the slip (a misconception, a diagnosis, an error) and its sentence."""
    slip: str
    """What an answer with points was recognised as; "" for nothing."""
    said: str
    """The sentence to that slip."""
    source: str
    """All that the trainee wrote as the answer."""
    carried: bool
    """It has its points although a mistake before it made it wrong."""
    pulled: int
    """How many other questions its mistake alone made wrong."""
    own: tuple[Own, ...]
    """The answers that are long enough to be compared with those of others."""

    @property
    def is_marked(self) -> bool:
        """Whether it was answered and has its mark: a blank tells nothing, a waiting one not yet."""
        return self.state not in (State.WAITING, State.BLANK)


@dataclass(frozen=True, slots=True)
class Counted:
    """A graded hand-in: its cell in the table, and its questions (none where it could not be graded)."""

    cell: ExerciseResult
    facts: tuple[Fact, ...]


def count_hand_in(hand_in: GradedHandIn) -> Counted:
    """Read a graded hand-in's notebooks and count them."""
    judged = judge_hand_in(hand_in)
    failure = judged.failure or ("" if hand_in.notebooks else UNREADABLE)
    facts = () if failure else tuple(_fact(question, judged) for question in judged.questions)
    return Counted(_cell(judged, failure), facts)


def _cell(judged: Judged, failure: str) -> ExerciseResult:
    marks = judged.hand_in.marks
    if failure:
        stands = State.CRASHED
    else:
        states = [question.state for question in judged.questions]
        if marks.waiting:
            stands = State.WAITING
        elif states and set(states) == {State.BLANK}:
            stands = State.BLANK
        else:
            stands = state.of_score(marks.score, marks.max_score)
    carried = sum(bool(question.carried_from) for question in judged.questions)
    return ExerciseResult(
        stands, marks.score, marks.marked_max, marks.max_score, marks.waiting, failure, carried
    )


def _fact(question: JudgedQuestion, judged: Judged) -> Fact:
    slips = [_slip(check.verdict, check.state) for check in question.checks]
    recognised = [
        (check.verdict.slip, check.verdict.message or check.verdict.slip)
        for check in question.counting
        if check.verdict and check.verdict.slip
    ]
    slip, said = recognised[0] if recognised else ("", "")
    sources = [answer.source for answer in question.answers if answer.source.strip()]
    return Fact(
        question.key,
        question.number,
        question.heading,
        question.state,
        question.score,
        question.max_score,
        tuple(found for found in slips if found),
        slip,
        said,
        normalised("\n".join(sources)),
        bool(question.carried_from),
        sum(bool(question.answer_names & other.carried_from) for other in judged.questions),
        tuple(own_of(question, judged.hand_in.exercise.given)),
    )


def _slip(verdict: Verdict | None, stands: State) -> tuple[str, str] | None:
    if verdict is None:
        return None
    slip = verdict.slip or (verdict.message if stands is State.CRASHED else "")
    return (slip, verdict.message or slip) if slip else None
