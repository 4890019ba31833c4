"""Answers of different people that are the same to the byte: evidence for the trainer, no verdict."""

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass

from grader.classroom.roster import Participant
from grader.reports.graded_class import ClassExercise
from grader.reports.judgement import JudgedQuestion

#: Shorter texts are the same by chance: characters that the exercise did not give, of prose and of code.
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
            least = CODE if answer.is_code and not question.is_manual else PROSE
            if not answer.omitted and _own_length(answer.source, exercise.given) >= least:
                key = exercise.id, question.heading, answer.source
                self._found[key][trainee.code] = trainee

    def found(self) -> list[Identical]:
        """Those that two people or more have, by exercise and question."""
        return [
            Identical(self._exercises[ident], heading, text, tuple(person.name for person in who.values()))
            for (ident, heading, text), who in sorted(self._found.items())
            if len(who) > 1
        ]


def _own_length(source: str, given: Set[str]) -> int:
    """How many characters stand in lines that the exercise did not give."""
    lines = {line.strip() for text in given for line in text.splitlines()}
    return sum(len(line.strip()) for line in source.splitlines() if line.strip() not in lines)
