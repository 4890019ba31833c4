"""What a rule is, what it finds, and the list of all of them.

A rule is a small pure function from a notebook (or from the whole course) to findings. The decorator gives it
the id that is printed, so that an author can look it up and a test can name it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

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

LESSON_RULES: dict[str, LessonRule] = {}
EXERCISE_RULES: dict[str, ExerciseRule] = {}
NOTEBOOK_RULES: dict[str, NotebookRule] = {}
COURSE_RULES: dict[str, CourseRule] = {}


def lesson_rule(rule_id: str) -> Callable[[LessonRule], LessonRule]:
    """Register a rule for lessons."""

    def register(function: LessonRule) -> LessonRule:
        LESSON_RULES[rule_id] = function
        return function

    return register


def exercise_rule(rule_id: str) -> Callable[[ExerciseRule], ExerciseRule]:
    """Register a rule for exercises."""

    def register(function: ExerciseRule) -> ExerciseRule:
        EXERCISE_RULES[rule_id] = function
        return function

    return register


def notebook_rule(rule_id: str) -> Callable[[NotebookRule], NotebookRule]:
    """Register a rule for lessons and exercises alike."""

    def register(function: NotebookRule) -> NotebookRule:
        NOTEBOOK_RULES[rule_id] = function
        return function

    return register


def course_rule(rule_id: str) -> Callable[[CourseRule], CourseRule]:
    """Register a rule that needs all notebooks at once, e.g. their order. It makes Problems itself."""

    def register(function: CourseRule) -> CourseRule:
        COURSE_RULES[rule_id] = function
        return function

    return register


def all_rule_ids() -> list[str]:
    """The ids of every rule, sorted."""
    return sorted({*LESSON_RULES, *EXERCISE_RULES, *NOTEBOOK_RULES, *COURSE_RULES})


def problem(notebook: Lesson | Exercise, rule_id: str, finding: Finding) -> Problem:
    """A finding as it is printed."""
    cell = "" if finding.cell is None else (finding.cell.id or f"sel ke-{finding.cell.number}")
    return Problem(notebook.file, cell, rule_id, finding.message, finding.todo)
