"""Besok ajarkan ini: which three questions are worth five minutes each, and who can help whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from grader.classroom.roster import Participant
from grader.kelas import intervals
from grader.kelas.intervals import Estimate
from grader.reports.counted import Counted, Fact
from grader.reports.graded_class import ClassExercise

CHOSEN = 3
#: One and the same slip needs so many people before it is worth everybody's time.
ENOUGH_TO_TEACH = 2
#: Each of those who can explain takes so many.
HELPED_BY_ONE = 3

#: A person with the hand-in that counts.
HandedIn = tuple[Participant, Counted]


@dataclass(frozen=True, slots=True)
class Try:
    """One person's marked answer to a question; ``slip`` is what it was recognised as, or ""."""

    person: Participant
    share: float
    source: str
    slip: str
    message: str


@dataclass
class Question:
    """One question with all its marked answers, which are there before anything is asked of it."""

    exercise: ClassExercise
    number: int
    heading: str
    tries: list[Try] = field(default_factory=list)

    @cached_property
    def shares(self) -> dict[str, float]:
        """Code → share of the points."""
        return {each.person.code: each.share for each in self.tries}

    @cached_property
    def difficulty(self) -> Estimate | None:
        """Share of the points that were won."""
        return intervals.share(sum(each.share for each in self.tries), len(self.tries))

    @cached_property
    def lesson(self) -> Lesson | None:
        """What there is to teach: the commonest slip, where there is one and somebody knows better."""
        slips = Counter(each.slip for each in self.tries if each.slip)
        right = [each for each in self.tries if each.share >= 1]
        if not slips or not right:
            return None
        slip, count = slips.most_common(1)[0]
        estimate = intervals.share(count, len(self.tries))
        if count < ENOUGH_TO_TEACH or estimate is None:
            return None
        wrong = [each for each in self.tries if each.slip == slip]
        return Lesson(
            self,
            Counter(each.message for each in wrong).most_common(1)[0][0],
            count,
            estimate,
            _typical(wrong),
            _typical(right),
            [each.person for each in wrong],
            [each.person for each in right],
        )


@dataclass(frozen=True)
class Pair:
    """Who can explain it to whom."""

    knows: Participant
    asks: tuple[Participant, ...]


@dataclass(frozen=True)
class Lesson:
    """A question for tomorrow: the slip, how many of how many made it, and two answers side by side."""

    question: Question
    message: str
    count: int
    share: Estimate
    wrong: str
    right: str
    asking: list[Participant]
    knowing: list[Participant]

    @property
    def pairs(self) -> list[Pair]:
        """Who explains it to whom."""
        return pairs(self.knowing, self.asking)


@dataclass(frozen=True)
class Figures:
    """How a question did: difficulty, and whether those who do well elsewhere do well here."""

    question: Question
    difficulty: Estimate
    discrimination: Estimate | None


def questions(exercise: ClassExercise, read: Sequence[HandedIn]) -> list[Question]:
    """An exercise's questions with their marked answers; blank, waiting, failed ones tell nothing."""
    found: dict[str, Question] = {}
    for person, counted in read:
        for fact in counted.facts:
            known = found.get(fact.key)
            if known is None:
                known = found[fact.key] = Question(exercise, fact.number, fact.heading)
            if fact.is_marked and fact.max_score > 0:
                known.tries.append(_try(person, fact))
    return sorted(found.values(), key=lambda q: (q.number, q.heading))


def _try(person: Participant, fact: Fact) -> Try:
    return Try(person, min(fact.score / fact.max_score, 1.0), fact.source, fact.slip, fact.said)


def lessons(known: Sequence[Question], enough: int) -> list[Lesson]:
    """At most three, those first of which even the cautious guess (Wilson's lower end) is highest.

    ``enough`` marked answers are needed; of one exercise only the two best are taken.
    """
    found = [q.lesson for q in known if q.lesson and len(q.tries) >= enough]
    found.sort(key=lambda lesson: (-lesson.share.low, lesson.question.exercise.id, lesson.question.number))
    chosen: list[Lesson] = []
    for lesson in found:
        same = [other for other in chosen if other.question.exercise.id == lesson.question.exercise.id]
        if len(chosen) < CHOSEN and len(same) < 2:
            chosen.append(lesson)
    return chosen


def _typical(tries: Sequence[Try]) -> str:
    """The source that most people wrote; of several the shortest."""
    counts = Counter(each.source for each in tries)
    return min(counts, key=lambda source: (-counts[source], len(source), source))


def pairs(knowing: Sequence[Participant], asking: Sequence[Participant]) -> list[Pair]:
    """Who explains to whom: a neighbour from the same village where there is one, nobody to too many."""
    given: defaultdict[str, list[Participant]] = defaultdict(list)
    by_code = {person.code: person for person in knowing}
    for person in sorted(asking, key=lambda each: (each.name.casefold(), each.code)):
        free = [each for each in knowing if len(given[each.code]) < HELPED_BY_ONE and each != person]
        if not free:
            break
        near = [each for each in free if each.village and each.village == person.village]
        chosen = min(near or free, key=lambda each: (len(given[each.code]), each.name.casefold(), each.code))
        given[chosen.code].append(person)
    return [Pair(by_code[code], tuple(asks)) for code, asks in given.items() if asks]


def figures(known: Sequence[Question], enough: int) -> list[Figures]:
    """Difficulty and discrimination of every question with enough answers, the hardest first.

    The rest that an answer is compared with is the same person's mean over all their other questions.
    """
    totals: defaultdict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    for question in known:
        counts.update(question.shares.keys())
        for code, share in question.shares.items():
            totals[code] += share
    found = []
    for question in known:
        difficulty = question.difficulty
        if difficulty is not None and len(question.tries) >= enough:
            compared = [
                (share, (totals[code] - share) / (counts[code] - 1))
                for code, share in question.shares.items()
                if counts[code] > 1
            ]
            found.append(Figures(question, difficulty, intervals.correlation(compared)))
    return sorted(found, key=lambda each: (each.difficulty.value, each.question.exercise.id))
