"""Answers of different people that are the same to the byte: evidence for the trainer, no verdict."""

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass

from grader.classroom.roster import Participant
from grader.reports.graded_class import ClassExercise
from grader.reports.judgement import JudgedQuestion

#: Shorter texts are the same by chance: characters of prose, and of code that the exercise did not give.
PROSE, CODE = 40, 120


@dataclass(frozen=True, slots=True)
class Identical:
    """One answer that several people have, word for word."""

    exercise: ClassExercise
    question: str
    text: str
    people: tuple[str, ...]


class IdenticalAnswers:
    """Collects the answers of a class."""

    def __init__(self) -> None:
        self._found: defaultdict[tuple[str, str, str], dict[str, Participant]] = defaultdict(dict)
        self._exercises: dict[str, ClassExercise] = {}

    def add(self, trainee: Participant, exercise: ClassExercise, question: JudgedQuestion) -> None:
        """Take in the answers that one trainee gave to a question."""
        self._exercises[exercise.id] = exercise
        for answer in question.answers:
            if not answer.omitted and _tells(answer.source, answer.is_code, exercise.given):
                key = exercise.id, question.heading, answer.source
                self._found[key][trainee.code] = trainee

    def found(self) -> list[Identical]:
        """Those that two people or more have, by exercise and question."""
        return [
            Identical(self._exercises[ident], heading, text, tuple(person.name for person in who.values()))
            for (ident, heading, text), who in sorted(self._found.items())
            if len(who) > 1
        ]


def _tells(source: str, is_code: bool, given: Set[str]) -> bool:
    """Whether two people write this the same only if one has seen the other's."""
    if source in given or source.strip() in {text.strip() for text in given}:
        return False
    if not is_code:
        return len(source.strip()) >= PROSE
    lines = {line.strip() for text in given for line in text.splitlines()}
    own = [line for line in source.splitlines() if line.strip() not in lines]
    return sum(map(len, own)) >= CODE
