"""The place of one participant's notebook in a class folder: the latest, and every older one."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime

from grader.classroom import timestamp
from grader.classroom.folder import ClassFolder
from grader.classroom.recognise import Slot
from grader.common.layout import write_atomic


@dataclass(frozen=True)
class Kept:
    """A notebook that was handed in, and when (with its zone)."""

    content: bytes
    time: datetime

    @property
    def rank(self) -> tuple[datetime, str]:
        """The later one counts; of two at the same moment always the same one."""
        return self.time, _digest(self.content)


class Shelf:
    """Where the hand-ins for one slot stand."""

    def __init__(self, folder: ClassFolder, slot: Slot, several: bool) -> None:
        """``several``: the exercise has more notebooks than this one."""
        self._slot = slot
        self._several = several
        self._folder = folder.folder("submitted", slot.participant, slot.exercise)
        self._older = folder.older(slot.participant, slot.exercise)
        self._notebook = self._folder / f"{slot.notebook}.ipynb"

    def current(self) -> Kept | None:
        """What is there now. Of several notebooks in one exercise `timestamp.txt` is the latest one's."""
        try:
            content, saved = self._notebook.read_bytes(), self._notebook.stat().st_mtime
        except FileNotFoundError:
            return None
        own = datetime.fromtimestamp(saved, UTC)
        stamp = self._stamp()
        if stamp is None:
            return Kept(content, own)
        return Kept(content, min(own, stamp) if self._several else stamp)

    def put(self, kept: Kept) -> None:
        """Make it the current one."""
        write_atomic(self._notebook, kept.content)
        self.set_time(kept.time)

    def set_time(self, time: datetime) -> None:
        """Note when the current one was handed in."""
        os.utime(self._notebook, (time.timestamp(), time.timestamp()))
        stamp = self._stamp()
        if not self._several or stamp is None or stamp < time:
            timestamp.write(self._folder, time)

    def keep_older(self, kept: Kept) -> None:
        """Keep one that does not count; once, however often it is sent."""
        mark = _digest(kept.content)[:12]
        if not any(self._older.glob(f"*_{mark}.ipynb")):
            name = f"{self._slot.notebook}_{kept.time.astimezone(UTC):%Y%m%dT%H%M%SZ}_{mark}.ipynb"
            write_atomic(self._older / name, kept.content)

    def _stamp(self) -> datetime | None:
        noted = timestamp.read(self._folder)
        return noted.replace(tzinfo=UTC) if noted else None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
