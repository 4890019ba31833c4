"""Cells that ran, looked at only once somebody asks: in a run for marks nobody does, and looking takes longer
than most cells.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: Looks at a cell: its source, and its id where the front end tells it.
Look = Callable[[str, str | None], None]


class Backlog:
    """The cells of this session that ``look`` has not seen yet, in the order in which they began to run."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._cells: list[tuple[str, str | None]] = []

    def follow(self, shell: Any) -> None:
        """Note what this IPython shell runs from here on; what is noted of another is forgotten."""
        self._cells.clear()
        shell.events.register("pre_run_cell", self._note)

    def catch_up(self) -> None:
        """Have the cells looked at that are not yet."""
        while self._cells:
            self._look(*self._cells.pop(0))

    def _note(self, info: Any) -> None:
        self._cells.append((info.raw_cell or "", getattr(info, "cell_id", None)))
