"""When the hand-ins of a class came, beside the time that their packages claim."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from grader.common.files import read_kept
from grader.common.layout import write_atomic

FILE = Path(".sinau") / "tiba.json"
#: A package that says so much else than its arrival is worth a look: a laptop's clock, or an old file.
WORTH_A_LOOK = timedelta(days=1)


@dataclass(frozen=True)
class Arrival:
    """When a hand-in came to the trainer's computer, and when its package says that it was made (None: it
    says nothing); both with their zone.
    """

    arrived: datetime
    claimed: datetime | None

    @property
    def differs(self) -> bool:
        """Whether the two are far from each other."""
        return self.claimed is not None and abs(self.arrived - self.claimed) >= WORTH_A_LOOK


class Arrivals:
    """The arrival of the hand-in that counts, by (code, exercise); kept in the class folder."""

    def __init__(self, course: Path) -> None:
        self._path = course / FILE
        self.known: dict[tuple[str, str], Arrival] = read_kept(self._path, _by_hand_in, {})
        self._changed = False

    def note(self, code: str, exercise: str, arrival: Arrival) -> None:
        """A hand-in has come and counts now."""
        self.known[code, exercise] = arrival
        self._changed = True

    def save(self) -> None:
        """Keep what was noted. Raises OSError."""
        if not self._changed:
            return
        rows = [
            [code, exercise, one.arrived.isoformat(), one.claimed.isoformat() if one.claimed else None]
            for (code, exercise), one in sorted(self.known.items())
        ]
        write_atomic(self._path, json.dumps(rows, ensure_ascii=False, indent=0).encode())
        self._changed = False


def _by_hand_in(rows: Any) -> dict[tuple[str, str], Arrival]:
    return {
        (str(code), str(exercise)): Arrival(_moment(arrived), _moment(claimed) if claimed else None)
        for code, exercise, arrived, claimed in rows
    }


def _moment(told: str) -> datetime:
    moment = datetime.fromisoformat(told)
    return moment if moment.tzinfo else moment.astimezone()
