"""The class at this moment: who is where, whom a question stops, whose hand is raised. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from grader.classroom.live import Note
from grader.classroom.roster import Participant
from grader.learner.periksa import HONEST_TRIES
from grader.learner.road import Step

#: A question of a page.
Place = tuple[str, str]


@dataclass(frozen=True)
class Person:
    """One learner now; `stopped_by` are questions with several different wrong answers and no right one."""

    who: Participant
    here: bool
    step: Step | None
    done: int
    stopped_by: tuple[str, ...]
    hand: float  # since when it is raised (epoch seconds), 0 for not
    changed: float  # when the page or its questions last changed

    @property
    def asked(self) -> int:
        """How many questions the page has."""
        return len(self.step.questions) if self.step else 0

    def word(self, now: float) -> str:
        """Where they are and since when nothing has moved, in few words."""
        if not self.here:
            return "tidak tersambung"
        if self.step is None:
            return "belum membuka pelajaran"
        minutes = int((now - self.changed) // 60)
        return "baru saja" if minutes < 1 else f"{minutes} menit tanpa perubahan"


@dataclass(frozen=True)
class Obstacle:
    """A question that stops somebody now."""

    step: Step
    question: str
    people: tuple[Participant, ...]


@dataclass(frozen=True)
class Now:
    """All of it: raised hands first, then who is stopped, then the others by name; `at` is when."""

    people: tuple[Person, ...]
    obstacles: tuple[Obstacle, ...]
    at: float

    @property
    def hands(self) -> int:
        return sum(bool(person.hand) for person in self.people)

    @property
    def here(self) -> int:
        return sum(person.here for person in self.people)

    @property
    def ever(self) -> bool:
        """Whether anybody has been there."""
        return any(person.here or person.changed for person in self.people)

    @property
    def pages(self) -> list[tuple[str, int]]:
        """How many are on each page, the most first."""
        names = (person.step.name for person in self.people if person.here and person.step)
        return Counter(names).most_common()


def clock(moment: float) -> str:
    """The time of day of epoch seconds."""
    return f"{datetime.fromtimestamp(moment):%H.%M}"


def now_of(
    people: Iterable[Participant],
    notes: Mapping[str, Note],
    hands: Mapping[str, float],
    road: Sequence[Step],
    at: float,
) -> Now:
    """The class as its notes tell it at `at` (epoch seconds); `hands` are the unanswered ones, by code."""
    steps = {step.path: step for step in road}
    found = [
        _person(who, notes.get(who.code, Note()), hands.get(who.code, 0.0), steps, at)
        for who in people
        if not who.left
    ]
    found.sort(key=_order)
    return Now(tuple(found), _obstacles(found), at)


def _person(who: Participant, note: Note, hand: float, steps: Mapping[str, Step], at: float) -> Person:
    here = note.is_here(at)
    stopped = [
        name
        for name, standing in note.questions.items()
        if not standing.right and standing.wrong >= HONEST_TRIES
    ]
    return Person(
        who=who,
        here=here,
        step=steps.get(note.page),
        done=sum(standing.right for standing in note.questions.values()),
        stopped_by=tuple(stopped) if here else (),
        hand=hand if here else 0.0,
        changed=note.changed,
    )


def _order(person: Person) -> tuple[bool, float, bool, bool, str]:
    return (
        not person.hand,
        person.hand,
        not person.stopped_by,
        not person.here,
        person.who.name.casefold(),
    )


def _obstacles(people: Sequence[Person]) -> tuple[Obstacle, ...]:
    stopped: dict[Place, list[Participant]] = {}
    steps = {person.step.path: person.step for person in people if person.step}
    for person in people:
        if person.step:
            for question in person.stopped_by:
                stopped.setdefault((person.step.path, question), []).append(person.who)
    most = sorted(stopped.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Obstacle(steps[path], question, tuple(who)) for (path, question), who in most)
