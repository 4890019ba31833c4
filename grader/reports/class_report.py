"""The class report as values: rows of trainees, of questions, and what a trainer has to do."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.classroom.roster import Participant
from grader.reports.counted import Counted, Fact, count_hand_in
from grader.reports.exercise_result import ExerciseResult, share_of
from grader.reports.graded_class import ClassExercise, GradedClass, load_class
from grader.reports.needs_help import Help, help_for
from grader.reports.similar import Comparing, Match, Similar, Told, compare
from grader.reports.state import State

HANDED_IN_BY = 0.5
"""An exercise counts as due once this share of the trainees on whose path it lies has handed it in."""
MIN_ANSWERS = 5
HARDEST = 10
"""How many questions are shown at length."""
SLIPS = 6
"""How many slips of a question are shown."""


@dataclass(frozen=True, slots=True)
class TraineeRow:
    """One trainee, with a cell for every exercise in course order (None: not on the trainee's path)."""

    trainee: Participant
    cells: list[ExerciseResult | None]
    expected: int
    """How many exercises of their path the class has begun."""
    help: Help | None
    """What this trainee needs; None when nothing."""

    @property
    def handed_in(self) -> int:
        return sum(cell is not None and cell.state is not State.MISSING for cell in self.cells)

    @property
    def reasons(self) -> list[str]:
        """Why this trainee needs help; empty when not."""
        return self.help.reasons if self.help else []

    @property
    def score(self) -> float:
        return sum(cell.score for cell in self.cells if cell)

    @property
    def max_score(self) -> float:
        return sum(cell.marked_max for cell in self.cells if cell)

    @property
    def share(self) -> float | None:
        """Points as a share (0 to 1) of what has been marked; None when nothing has."""
        return share_of(self.score, self.max_score)


@dataclass(slots=True)
class SlipCount:
    """A misconception, a diagnosis or an error that was met in a question, and how often."""

    message: str
    count: int


@dataclass(slots=True)
class QuestionRow:
    """One question over all hand-ins of its exercise that could be graded as usual."""

    exercise: ClassExercise
    number: int
    heading: str
    outcomes: Counter[State] = field(default_factory=Counter)
    answers: int = 0
    """How many were given and marked."""
    score: float = 0.0
    max_score: float = 0.0
    messages: dict[str, Counter[str]] = field(default_factory=dict)
    """By slip: the messages it came with."""
    carried: int = 0
    """How many answers had their points although a mistake before them made them wrong."""
    pulled: int = 0
    """How many answers to other questions this one alone made wrong."""

    @property
    def share(self) -> float | None:
        """Mean share of the points, over the answers that were given and marked; a blank tells nothing."""
        return share_of(self.score, self.max_score)

    @property
    def counts(self) -> list[tuple[State, int]]:
        """The outcomes that occurred, from best to least, then the answers that wait for a trainer."""
        return [(outcome, self.outcomes[outcome]) for outcome in State if self.outcomes[outcome]]

    @property
    def marked(self) -> list[tuple[State, int]]:
        """The same without the answers that wait."""
        return [(outcome, count) for outcome, count in self.counts if outcome is not State.WAITING]

    @property
    def slips(self) -> list[SlipCount]:
        """The most frequent, first the commonest; of several wordings the commonest too."""
        found = [SlipCount(said.most_common(1)[0][0], said.total()) for said in self.messages.values()]
        return sorted(found, key=lambda slip: (-slip.count, slip.message))[:SLIPS]


@dataclass(frozen=True, slots=True)
class Tally:
    """One exercise over the whole class: its questions in order, and answers of several people alike."""

    questions: list[QuestionRow]
    matches: list[Match]


#: How an exercise is tallied: `tally`, or the same as it was found before.
Tallying = Callable[[ClassExercise, Sequence[tuple[str, Counted]]], Tally]


@dataclass(frozen=True, slots=True)
class Group:
    """The trainees of one village or one path."""

    name: str
    trainees: int
    handed_in: int
    expected: int
    share: float | None
    """Mean of its trainees' shares."""
    needs_help: int


@dataclass(frozen=True, slots=True)
class ClassReport:
    exercises: list[ClassExercise]
    rows: list[TraineeRow]
    """By name."""
    questions: list[QuestionRow]
    """In course order."""
    begun: frozenset[str] = frozenset()
    """The exercises that somebody has handed in; the class has not come to the others."""
    similar: list[Similar] = field(default_factory=list)
    """Answers that different people have word for word or nearly so, the most alike first."""
    left: list[Participant] = field(default_factory=list)
    """Who has left the class; they stand nowhere else."""

    @property
    def handed_in(self) -> int:
        return sum(row.handed_in for row in self.rows)

    @property
    def expected(self) -> int:
        return sum(row.expected for row in self.rows)

    @property
    def share(self) -> float | None:
        """Mean of the trainees' shares; those without a marked point are left out."""
        return _mean(row.share for row in self.rows)

    @property
    def needs_help(self) -> list[TraineeRow]:
        """Those furthest behind first."""
        behind = [(row.help.reached, row) for row in self.rows if row.help]
        return [row for _, row in sorted(behind, key=lambda entry: entry[0])]

    @property
    def taught(self) -> list[tuple[int, ClassExercise]]:
        """The exercises that the class has begun, each with its place among all."""
        return [(at, e) for at, e in enumerate(self.exercises) if e.id in self.begun]

    @property
    def to_come(self) -> list[ClassExercise]:
        return [exercise for exercise in self.exercises if exercise.id not in self.begun]

    @property
    def enough_answers(self) -> int:
        """How many answers a question needs before its difficulty means anything; in a small class less."""
        return max(2, min(MIN_ANSWERS, -(-len(self.rows) // 4)))

    @property
    def waiting(self) -> list[tuple[TraineeRow, ClassExercise, ExerciseResult]]:
        return [entry for entry in self._entries() if entry[2].waiting]

    @property
    def ungraded(self) -> list[tuple[TraineeRow, ClassExercise, ExerciseResult]]:
        return [entry for entry in self._entries() if entry[2].state is State.UNGRADED]

    @property
    def troubles(self) -> list[tuple[TraineeRow, ClassExercise, ExerciseResult]]:
        return [entry for entry in self._entries() if entry[2].trouble]

    @property
    def hardest(self) -> list[QuestionRow]:
        """Questions that somebody missed, with enough marked answers, lowest mean share first."""
        missed = [
            (question.share, question)
            for question in self.questions
            if question.share is not None and question.answers >= self.enough_answers
        ]
        ordered = sorted((entry for entry in missed if entry[0] < 1), key=lambda entry: entry[0])
        return [question for _, question in ordered[:HARDEST]]

    @property
    def distribution(self) -> list[tuple[str, int]]:
        """How many trainees have a share in each tenth; 100% belongs to the last."""
        tenths = Counter(min(int(row.share * 10 + 1e-9), 9) for row in self.rows if row.share is not None)
        labels = [f"{10 * tenth}–{10 * tenth + 9}" for tenth in range(9)] + ["90–100"]
        return [(label, tenths[tenth]) for tenth, label in enumerate(labels)]

    def _entries(self) -> Iterable[tuple[TraineeRow, ClassExercise, ExerciseResult]]:
        return (
            (row, exercise, cell)
            for row in self.rows
            for exercise, cell in zip(self.exercises, row.cells, strict=True)
            if cell
        )


def build_report(course: Path) -> ClassReport:
    """The report of a course loaded. Raises SinauError when nothing has been graded yet."""
    loaded = load_class(course)
    return report_of(loaded, {key: count_hand_in(one) for key, one in loaded.hand_ins.items()}, tally)


def report_of(
    loaded: GradedClass, counted: Mapping[tuple[str, str], Counted], tallying: Tallying
) -> ClassReport:
    """The report of a class whose hand-ins have been counted."""
    cells = {key: one.cell for key, one in counted.items()}
    cells |= dict.fromkeys(loaded.ungraded, ExerciseResult(State.UNGRADED))
    begun = frozenset(exercise for _, exercise in cells)
    by_exercise: defaultdict[str, list[tuple[str, Counted]]] = defaultdict(list)
    for (code, ident), one in counted.items():
        by_exercise[ident].append((code, one))
    tallies = [
        (exercise, tallying(exercise, by_exercise[exercise.id]))
        for exercise in loaded.exercises
        if exercise.id in by_exercise
    ]
    return ClassReport(
        loaded.exercises,
        _rows(loaded, cells, begun),
        [question for _, found in tallies for question in found.questions],
        begun,
        _similar(loaded, tallies),
        loaded.left,
    )


def tally(
    exercise: ClassExercise, hand_ins: Sequence[tuple[str, Counted]], comparing: Comparing = compare
) -> Tally:
    """One exercise over all its hand-ins, each with the code of whose it is."""
    questions: dict[str, QuestionRow] = {}
    told: list[Told] = []
    for code, counted in hand_ins:
        for fact in counted.facts:
            row = questions.get(fact.key)
            if row is None:
                row = questions[fact.key] = QuestionRow(exercise, fact.number, fact.heading)
            _count(row, fact)
            told += [Told(code, fact.heading, own) for own in fact.own]
    ordered = sorted(questions.values(), key=lambda row: (row.number, row.heading))
    return Tally(ordered, comparing(exercise, told))


def _count(row: QuestionRow, fact: Fact) -> None:
    row.outcomes[fact.state] += 1
    row.carried += fact.carried
    row.pulled += fact.pulled
    if fact.is_marked:
        row.answers += 1
        row.score += fact.score
        row.max_score += fact.max_score
    for slip, said in fact.slips:
        row.messages.setdefault(slip, Counter())[said] += 1


def _similar(loaded: GradedClass, tallies: Iterable[tuple[ClassExercise, Tally]]) -> list[Similar]:
    names = {trainee.code: trainee.name for trainee in loaded.trainees}
    several = {name for name, count in Counter(names.values()).items() if count > 1}
    called = {code: f"{name} ({code})" if name in several else name for code, name in names.items()}
    return [
        Similar(
            exercise, match.heading, tuple(called[code] for code in match.codes), match.texts, match.share
        )
        for exercise, found in tallies
        for match in found.matches
    ]


def _rows(
    loaded: GradedClass, cells: dict[tuple[str, str], ExerciseResult], begun: frozenset[str]
) -> list[TraineeRow]:
    due = _due(loaded, cells)
    rows = []
    for trainee in loaded.trainees:
        of_trainee = [
            cells.get(
                (trainee.code, exercise.id),
                ExerciseResult(State.MISSING) if exercise.is_for(trainee) else None,
            )
            for exercise in loaded.exercises
        ]
        entries = [
            (exercise, cell)
            for exercise, cell in zip(loaded.exercises, of_trainee, strict=True)
            if cell and exercise.id in begun
        ]
        rows.append(TraineeRow(trainee, of_trainee, len(entries), help_for(entries, due)))
    return rows


def _due(loaded: GradedClass, cells: dict[tuple[str, str], ExerciseResult]) -> set[str]:
    due = set()
    for exercise in loaded.exercises:
        expected = [trainee for trainee in loaded.trainees if exercise.is_for(trainee)]
        handed_in = sum((trainee.code, exercise.id) in cells for trainee in expected)
        if expected and handed_in >= HANDED_IN_BY * len(expected):
            due.add(exercise.id)
    return due


def grouped(rows: list[TraineeRow], by: Callable[[Participant], str]) -> list[Group]:
    """The rows summed up by what `by` says of a trainee, by name; rows where it says "" are left out."""
    members: defaultdict[str, list[TraineeRow]] = defaultdict(list)
    for row in rows:
        if name := by(row.trainee):
            members[name].append(row)
    return [
        Group(
            name,
            len(group),
            sum(row.handed_in for row in group),
            sum(row.expected for row in group),
            _mean(row.share for row in group),
            sum(bool(row.reasons) for row in group),
        )
        for name, group in sorted(members.items(), key=lambda entry: entry[0].casefold())
    ]


def _mean(shares: Iterable[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else None
