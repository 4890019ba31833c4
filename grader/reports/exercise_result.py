"""How one trainee stands with one exercise."""

from dataclasses import dataclass

from grader.reports.state import State


@dataclass(frozen=True, slots=True)
class ExerciseResult:
    """One trainee and exercise; `marked_max` is `max_score` without what a trainer has still to mark."""

    state: State
    score: float = 0.0
    marked_max: float = 0.0
    max_score: float = 0.0
    waiting: int = 0
    trouble: str = ""
    """Why it could not be graded as usual: one sentence."""
    carried: int = 0
    """How many answers have their points although a wrong earlier answer made them wrong."""


def share_of(score: float, max_score: float) -> float | None:
    """Points as a share from 0 to 1; None where there are none to get."""
    return min(score / max_score, 1.0) if max_score > 0 else None
