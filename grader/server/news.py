"""What rooms tell of where their learner is, on the hub's side: checked, then kept for Ruang Pelatih.

A room can tell what it likes about its own learner; it cannot tell it in words of its own. Only pages and
questions that the course has are kept, as counts and times of the class's clock.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from grader.classroom import live
from grader.classroom.live import Note, Standing
from grader.learner.road import Step, read_road

MOST_BYTES = 20_000
LEAST_SECONDS = 1.0  # between two notes of one room
KEEP_SECONDS = 20.0  # after which an unchanged note is written again, as a sign of life


class NotANote(Exception):
    """What a room has sent cannot be read."""


def note_of(told: bytes, steps: Mapping[str, Step], before: Note, now: float) -> Note:
    """What a room has told as a note; questions and pages that the course does not have are left out.

    Raises NotANote.
    """
    try:
        sent: dict[str, Any] = json.loads(told)
        step = steps.get(str(sent["halaman"]))
        known = sent["soal"] if step else {}
        questions = {
            name: Standing(bool(known[name][0]), min(max(int(known[name][1]), 0), live.MOST_WRONG))
            for name in (step.questions if step else ())
            if name in known
        }
        hand = min(max(float(sent["tangan"]), 0.0), now)
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError):
        raise NotANote from None
    note = Note(step.path if step else "", questions, hand, before.changed, now)
    return note if note.says_the_same_as(before) else replace(note, changed=now)


@dataclass
class News:
    """Takes the notes of one class."""

    course: Path
    _latest: dict[str, Note] = field(default_factory=dict)
    _steps: dict[str, Step] = field(default_factory=dict)

    def take(self, code: str, told: bytes) -> float:
        """Keep what this person's room tells; until when their raised hand counts as answered.

        Raises NotANote and OSError.
        """
        now = time.time()
        before = self._latest.get(code) or live.read(self.course, code)
        if now - before.seen >= LEAST_SECONDS:
            note = note_of(told[:MOST_BYTES], self._road(), before, now)
            if not note.says_the_same_as(before) or now - before.seen >= KEEP_SECONDS:
                live.write(self.course, code, note)
                self._latest[code] = note
        return live.lowered(self.course, code)

    def _road(self) -> Mapping[str, Step]:
        if not self._steps:  # laid out before the server starts, and not changed while it runs
            self._steps = {step.path: step for step in read_road(self.course / live.LESSONS)}
        return self._steps
