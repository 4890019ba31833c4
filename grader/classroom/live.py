"""Who is where in the lessons right now: one small note a learner in the class folder.

The class server writes them from what rooms tell, Ruang Pelatih reads them. Pages, questions, counts and
times; no answer, and nothing of what anybody types.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from grader.common.files import read_kept
from grader.common.layout import write_atomic
from grader.common.ownership import give_to_folders_owner

NOTES = Path(".sinau") / "sekarang"
#: The lessons as the class server lays them out for its rooms.
LESSONS = Path(".sinau") / "server" / "kursus"
HERE_SECONDS = 90.0
MOST_WRONG = 9


@dataclass(frozen=True)
class Standing:
    """How a question stands with somebody: whether it was ever right, and how many wrong answers it had."""

    right: bool
    wrong: int


@dataclass(frozen=True)
class Note:
    """Where somebody is. Times are epoch seconds of the class's clock, 0 for never.

    `page` is the path of a page of the road, "" where none is open; `hand` says since when a hand is raised.
    """

    page: str = ""
    questions: Mapping[str, Standing] = field(default_factory=dict)
    hand: float = 0.0
    changed: float = 0.0
    seen: float = 0.0

    def is_here(self, now: float) -> bool:
        """Whether the room has told something of late."""
        return now - self.seen < HERE_SECONDS

    def says_the_same_as(self, other: Note) -> bool:
        """Whether the two differ in times alone."""
        return (self.page, self.questions, self.hand) == (other.page, other.questions, other.hand)


def write(course: Path, code: str, note: Note) -> None:
    """Keep somebody's note. Raises OSError."""
    place = _note(course, code)
    write_atomic(place, json.dumps(asdict(note), ensure_ascii=False).encode())
    give_to_folders_owner(course, place.parent, place)


def read(course: Path, code: str) -> Note:
    """Somebody's note; an empty one where there is none that can be read."""
    return read_kept(_note(course, code), _from_json, Note())


def _from_json(kept: Any) -> Note:
    questions = {
        str(name): Standing(bool(one["right"]), int(one["wrong"])) for name, one in kept["questions"].items()
    }
    times = {name: float(kept[name]) for name in ("hand", "changed", "seen")}
    return Note(str(kept["page"]), questions, **times)


def lower_hand(course: Path, code: str, raised: float) -> None:
    """The trainer has helped: the hand that was raised then, or before, comes down. Raises OSError."""
    place = _lowered(course, code)
    write_atomic(place, str(raised).encode())
    give_to_folders_owner(course, place.parent, place)


def lowered(course: Path, code: str) -> float:
    """Until when a hand that this person raised counts as answered."""
    try:
        return float(_lowered(course, code).read_text("ascii"))
    except (OSError, ValueError):
        return 0.0


def hand_of(course: Path, code: str, note: Note) -> float:
    """Since when the hand is raised that nobody has answered yet; 0 for none."""
    return note.hand if note.hand > lowered(course, code) else 0.0


def hands(course: Path, now: float) -> int:
    """How many hands are raised that nobody has answered yet, of those who are here."""
    codes = [place.stem for place in (course / NOTES).glob("*.json")]
    notes = {code: read(course, code) for code in codes}
    return sum(note.is_here(now) and hand_of(course, code, note) > 0 for code, note in notes.items())


def _note(course: Path, code: str) -> Path:
    return course / NOTES / f"{code}.json"


def _lowered(course: Path, code: str) -> Path:
    return course / NOTES / f"{code}.dibantu"
