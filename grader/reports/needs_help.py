"""Who is really behind, how much, and what to do first."""

from collections.abc import Sequence
from dataclasses import dataclass

from grader.common.indonesian import points
from grader.reports.exercise_result import ExerciseResult, share_of
from grader.reports.graded_class import ClassExercise
from grader.reports.state import State

HELP_BELOW = 0.6
"""A trainee whose points so far are below this share needs help."""
MISSING_FROM = 1 / 3
"""So does one who has not handed in this share of what is due."""


@dataclass(frozen=True, slots=True)
class Help:
    """Why a trainee needs help, and the first step.

    ``reached`` is the share (0 to 1) of what is due that they have: nothing for what is missing.
    """

    reasons: list[str]
    first_step: str
    reached: float


def help_for(entries: Sequence[tuple[ClassExercise, ExerciseResult]], due: set[str]) -> Help | None:
    """What one trainee needs, of whose path these are the exercises in course order; None for nothing."""
    score = sum(cell.score for _, cell in entries)
    marked = sum(cell.marked_max for _, cell in entries)
    share = share_of(score, marked)
    awaited = [exercise for exercise, _ in entries if exercise.id in due]
    missing = [e for e, cell in entries if cell.state is State.MISSING and e.id in due]
    is_low = share is not None and share < HELP_BELOW
    is_behind = bool(missing) and len(missing) >= MISSING_FROM * len(awaited)
    if not (is_low or is_behind):
        return None
    reasons = []
    if is_low and share is not None:
        reasons.append(f"Nilai {points(score)} dari {points(marked)} poin ({points(100 * share)}%)")
    if missing:
        reasons.append("Belum mengumpulkan " + ", ".join(exercise.short for exercise in missing))
    there = 1 - len(missing) / len(awaited) if awaited else 1.0
    return Help(reasons, _first_step(entries, missing), there * (share or 0.0))


def _first_step(
    entries: Sequence[tuple[ClassExercise, ExerciseResult]], missing: Sequence[ClassExercise]
) -> str:
    if all(cell.state is State.MISSING for _, cell in entries):
        return f"Temui dulu: belum ada kiriman sama sekali. Buka {missing[0].short} bersama."
    for exercise, cell in entries:
        if cell.trouble:
            return f"Buka {exercise.short} bersama: kirimannya terhenti atau tidak terbaca."
    low = [
        (share, exercise)
        for exercise, cell in entries
        if (share := share_of(cell.score, cell.marked_max)) is not None and share < HELP_BELOW
    ]
    if low:  # what comes first in the course carries the rest
        share, exercise = low[0]
        return f"Ulangi {exercise.short} bersama: nilainya {points(100 * share)}%."
    return f"Bantu menyelesaikan {missing[0].short}." if missing else ""
