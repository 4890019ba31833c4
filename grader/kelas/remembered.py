"""What was worked out is kept as long as it would be worked out of the very same things."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Remembered(Generic[Made]):
    """By name the latest result and what it was made of; the same objects again are quickly compared."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, Made]] = {}

    def get(self, name: str, of: object, make: Callable[[], Made]) -> Made:
        """The result kept under the name; made anew where it is of anything else."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != of:
            kept = self._kept[name] = of, make()
        return kept[1]
