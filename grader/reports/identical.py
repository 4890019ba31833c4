"""Answers of different people that are the same but for spaces and signs: evidence, no verdict."""

import ast
import re
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
    """One answer that several people have; ``texts`` are their own, in the order of ``people``."""

    exercise: ClassExercise
    question: str
    people: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def different_texts(self) -> tuple[str, ...]:
        """The spellings of it, each once."""
        return tuple(dict.fromkeys(self.texts))


class IdenticalAnswers:
    """Collects the answers of a class."""

    def __init__(self) -> None:
        self._found: defaultdict[tuple[str, str, str], dict[str, tuple[Participant, str]]] = defaultdict(dict)
        self._exercises: dict[str, ClassExercise] = {}

    def add(self, trainee: Participant, exercise: ClassExercise, question: JudgedQuestion) -> None:
        """Take in the answers that one trainee gave to a question."""
        self._exercises[exercise.id] = exercise
        for answer in question.answers:
            is_code = answer.is_code and not question.is_manual
            least = CODE if is_code else PROSE
            if not answer.omitted and _own_length(answer.source, exercise.given) >= least:
                key = exercise.id, question.heading, _form(answer.source, is_code)
                self._found[key][trainee.code] = trainee, answer.source

    def found(self) -> list[Identical]:
        """Those that two people or more have, by exercise and question."""
        return [
            Identical(
                self._exercises[ident],
                heading,
                tuple(trainee.name for trainee, _ in who.values()),
                tuple(source for _, source in who.values()),
            )
            for (ident, heading, _), who in sorted(self._found.items())
            if len(who) > 1
        ]


def _form(source: str, is_code: bool) -> str:
    """What stays the same when spaces, comments and quotes are changed; of prose also case and signs."""
    if not is_code:
        return " ".join(re.findall(r"\w+", source.casefold()))
    try:
        return ast.unparse(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return source


def _own_length(source: str, given: Set[str]) -> int:
    """How many characters stand in lines that the exercise did not give."""
    lines = {line.strip() for text in given for line in text.splitlines()}
    return sum(len(line.strip()) for line in source.splitlines() if line.strip() not in lines)
