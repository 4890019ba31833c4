"""What a rule is, what it finds, and the list of all of them.

A rule is a small pure function from a notebook (or from the whole course) to findings. The decorator gives it
the id that is printed, so that an author can look it up and a test can name it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from grader.curriculum.model import Cell, Course, Exercise, Lesson


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. `cell` is a cell id, "" for the whole notebook; the sentences are Indonesian."""

    file: str
    cell: str
    rule: str
    message: str
    todo: str


class Finding(NamedTuple):
    """What a rule says about the notebook it was given: where, what is wrong, what to do."""

    cell: Cell | None
    message: str
    todo: str


LessonRule = Callable[[Lesson], Iterable[Finding]]
ExerciseRule = Callable[[Exercise], Iterable[Finding]]
NotebookRule = Callable[[Lesson | Exercise], Iterable[Finding]]
CourseRule = Callable[[Course], Iterable[Problem]]
Rule = TypeVar("Rule", bound=Callable[..., Iterable[Any]])

LESSON_RULES: dict[str, LessonRule] = {}
EXERCISE_RULES: dict[str, ExerciseRule] = {}
NOTEBOOK_RULES: dict[str, NotebookRule] = {}
COURSE_RULES: dict[str, CourseRule] = {}


def _registering(rules: dict[str, Rule]) -> Callable[[str], Callable[[Rule], Rule]]:
    def rule(rule_id: str) -> Callable[[Rule], Rule]:
        def register(function: Rule) -> Rule:
            rules[rule_id] = function
            return function

        return register

    return rule


#: Register a rule under its id. Those of a course need all notebooks at once and make Problems themselves.
lesson_rule = _registering(LESSON_RULES)
exercise_rule = _registering(EXERCISE_RULES)
notebook_rule = _registering(NOTEBOOK_RULES)
course_rule = _registering(COURSE_RULES)


def all_rule_ids() -> list[str]:
    """The ids of every rule, sorted."""
    return sorted({*LESSON_RULES, *EXERCISE_RULES, *NOTEBOOK_RULES, *COURSE_RULES})


def problem(notebook: Lesson | Exercise, rule_id: str, finding: Finding) -> Problem:
    """A finding as it is printed."""
    cell = "" if finding.cell is None else (finding.cell.id or f"sel ke-{finding.cell.number}")
    return Problem(notebook.file, cell, rule_id, finding.message, finding.todo)
