"""A question as the trainee answered it, together with what the gradebook says about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from grader.checks.spec import Outcome, Verdict
from grader.classroom.gradebook_view import CellGrade, Marks
from grader.reports import question_text, state
from grader.reports.autograded import Answer, AnsweredQuestion, CheckCell, GradedNotebook
from grader.reports.state import State
from grader.reports.untrusted import excerpt


@dataclass(frozen=True, slots=True)
class JudgedCheck:
    state: State
    score: float
    max_score: float
    verdict: Verdict | None
    is_manual: bool
    """A trainer marks it; no code can."""
    by_hand: bool
    """The score comes from a trainer."""
    counts: bool
    """It has points (a pre-check has none)."""


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    number: int
    key: str
    """The same for every trainee of an exercise."""
    title: str
    story: list[Markup]
    """What the exercise tells before the question itself."""
    text: Markup
    answers: list[Answer]
    extras: list[Answer]
    checks: list[JudgedCheck]
    comments: list[str]
    """The trainer's words."""

    @property
    def heading(self) -> str:
        """The question's own title, with its number where the title does not say it."""
        if self.title.lower().startswith("soal"):
            return self.title
        return f"Soal {self.number}: {self.title}" if self.title else f"Soal {self.number}"

    @property
    def state(self) -> State:
        return state.combined([check.state for check in self.counting or self.checks])

    @property
    def counting(self) -> list[JudgedCheck]:
        return [check for check in self.checks if check.counts]

    @property
    def carried_from(self) -> set[str]:
        """The answers whose mistake alone made this one wrong; its points do not suffer for it."""
        verdicts = [check.verdict for check in self.counting if check.verdict and not check.by_hand]
        return {name for verdict in verdicts for name in verdict.carried_from}

    @property
    def answer_names(self) -> set[str]:
        """What the answers that its checks look at are called in the notebook."""
        return {check.verdict.check for check in self.checks if check.verdict}

    @property
    def is_manual(self) -> bool:
        return any(check.is_manual for check in self.checks)

    @property
    def score(self) -> float:
        return sum(check.score for check in self.checks)

    @property
    def max_score(self) -> float:
        return sum(check.max_score for check in self.checks)


def judge(
    questions: list[AnsweredQuestion], marks: Marks, texts: Mapping[str, list[str]]
) -> list[JudgedQuestion]:
    """Every question of a hand-in with state, points and comments; scores come from the gradebook alone.

    `texts` are the author's markdown cells by question, in the exercise's order. They give a question its
    number and its words, whatever the trainee did to theirs; a choice has its options as they stood there.
    """
    numbers = {key: number for number, key in enumerate(texts, start=1)}
    return [
        _judge_question(
            numbers.get(question.key, place),
            question,
            [
                question_text.as_they_had_it(text, question.text)
                for text in texts.get(question.key, question.text)
            ],
            marks,
        )
        for place, question in enumerate(questions, start=1)
    ]


def _judge_question(
    number: int, question: AnsweredQuestion, texts: list[str], marks: Marks
) -> JudgedQuestion:
    rendered = [question_text.render(source) for source in texts]
    story = [
        Markup("<h3>{}</h3>\n{}").format(title, body) if title else body for title, body in rendered[:-1]
    ]
    title, text = rendered[-1] if rendered else ("", Markup(""))
    comments = [excerpt(marks.comments[key])[0] for key in sorted(question.grade_ids & marks.comments.keys())]
    return JudgedQuestion(
        number=number,
        key=question.key,
        title=title,
        story=story,
        text=text,
        answers=question.answers,
        extras=question.extras,
        checks=[
            _judge_check(check, marks.grades.get((question.notebook, check.grade_id or "")))
            for check in question.checks
        ],
        comments=comments,
    )


def failure_of(graded: GradedNotebook, questions: list[JudgedQuestion]) -> str | None:
    """Why the hand-in as a whole could not be graded as usual; None when it could.

    An unreadable one is graded as if nothing had been written: every check then gives the same reason, and
    grading notes it too.
    """
    if graded.failure:
        return graded.failure
    verdicts = [check.verdict for question in questions for check in question.counting if check.verdict]
    reasons = {verdict.message if verdict.outcome is Outcome.CRASHED else "" for verdict in verdicts}
    return next((note for note in graded.notes if reasons == {note}), None)


def _judge_check(check: CheckCell, grade: CellGrade | None) -> JudgedCheck:
    score, max_score = (grade.score, grade.max_score) if grade else (0.0, check.points)
    by_hand = bool(grade and grade.by_hand)
    return JudgedCheck(
        state=_state(check, grade, score, max_score),
        score=score,
        max_score=max_score,
        verdict=check.verdict,
        is_manual=check.is_manual,
        by_hand=by_hand,
        counts=check.grade_id is not None,
    )


def _state(check: CheckCell, grade: CellGrade | None, score: float, max_score: float) -> State:
    if grade and grade.waiting:
        return State.WAITING
    if grade and grade.by_hand:
        return state.of_score(score, max_score)
    if check.verdict:
        return State(check.verdict.outcome)
    if check.is_manual:
        return State.BLANK  # nbgrader gives an unchanged answer 0 without asking the trainer
    return state.of_score(score, max_score)
