"""Marking written answers: one question for the whole class, its rubric, and words that were used before."""

from __future__ import annotations

import hashlib
import re
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.classroom.manual_marks import Cell, Given, ManualMarks
from grader.classroom.roster import Participant
from grader.common.errors import SinauError

#: Opens the part of a comment that says which items of the rubric are met; the learner reads it too.
RUBRIC = "Rubrik:"
MET, MISSED = "✔", "○"
_ITEM = re.compile(r"^\s*[-*]\s*(\d+(?:[.,]\d+)?)\s*poin\s*:\s*(.+?)\s*$", re.IGNORECASE)
_TITLE = re.compile(r"^\**\s*rubrik\b", re.IGNORECASE)
BANK = 9


@dataclass(frozen=True)
class Item:
    """One line of a rubric."""

    points: float
    text: str


def rubric_of(texts: Iterable[str]) -> list[Item]:
    """The items of a rubric (`- 1 poin: ...`) in the markdown before an answer; empty where there is none."""
    items: list[Item] = []
    for text in texts:
        inside = False
        for line in text.splitlines():
            inside = inside or bool(_TITLE.match(line.strip()))
            if inside and (found := _ITEM.match(line)):
                items.append(Item(float(found[1].replace(",", ".")), _plain(found[2])))
    return items


def _plain(markdown: str) -> str:
    return re.sub(r"[*`]", "", markdown)


@dataclass(frozen=True)
class Remark:
    """A comment in its two parts: the trainer's words, and the rubric's items that are met (by index)."""

    words: str
    met: frozenset[int]

    def written(self, items: Sequence[Item]) -> str:
        """As it stands in the gradebook, and on the learner's page."""
        if not items:
            return self.words.strip()
        lines = [f"{MET if at in self.met else MISSED} {item.text}" for at, item in enumerate(items)]
        return "\n".join(filter(None, [self.words.strip(), RUBRIC, *lines]))


def remark_of(comment: str, items: Sequence[Item]) -> Remark:
    """Read back what `Remark.written` wrote; any other comment is words alone."""
    words, found, below = comment.partition(RUBRIC)
    lines = below.strip("\n").splitlines()
    if not found or len(lines) != len(items):
        return Remark(comment, frozenset())
    if any(line[2:] != item.text for line, item in zip(lines, items, strict=True)):
        return Remark(comment, frozenset())
    return Remark(words.strip(), frozenset(at for at, line in enumerate(lines) if line.startswith(MET)))


def bank(comments: Iterable[str]) -> list[str]:
    """The words that were used for a question, the most frequent first: what a trainer may want again."""
    used = Counter(words for comment in comments if (words := comment.partition(RUBRIC)[0].strip()))
    return [words for words, _ in used.most_common(BANK)]


@dataclass(frozen=True)
class Turn:
    """One answer in the row of those to mark."""

    code: str
    given: Given

    @property
    def again(self) -> bool:
        """Whether it was marked and has changed since."""
        return self.given.waiting and self.given.score is not None


def in_turn(given: Mapping[str, Given], here: Collection[str], cell: Cell) -> list[Turn]:
    """The answers of a question that a person marks, in an order that tells nothing of the people.

    ``here`` are the codes of those who handed in something to read. An answer that was left blank has its
    mark already and is left out.
    """
    turns = [
        Turn(code, mark)
        for code, mark in given.items()
        if code in here and (mark.waiting or mark.score is not None)
    ]
    return sorted(turns, key=lambda turn: _shuffled(cell, turn.code))


def _shuffled(cell: Cell, code: str) -> str:
    return hashlib.sha256("\0".join((cell.exercise, cell.grade_id, code)).encode()).hexdigest()


def next_waiting(turns: Sequence[Turn], after: str) -> str | None:
    """The code of the next one that waits, going round once; None when nobody waits."""
    codes = [turn.code for turn in turns]
    start = codes.index(after) + 1 if after in codes else 0
    order = [*turns[start:], *turns[:start]]
    return next((turn.code for turn in order if turn.given.waiting and turn.code != after), None)


def alias(turns: Sequence[Turn], code: str) -> str:
    """What a person is called while names are hidden."""
    return f"Peserta {1 + [turn.code for turn in turns].index(code)}"


def called(person: Participant | None, code: str) -> str:
    """A person as the trainer knows them."""
    return f"{person.name} ({code})" if person else code


def points_typed(typed: str) -> float | None:
    """Points as people type them (`1,5`); None for nothing. Raises SinauError for what is no number."""
    text = typed.strip().replace(",", ".")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise SinauError(f"Nilai {typed[:20]!r} bukan angka.") from None
    if value != value or abs(value) == float("inf"):
        raise SinauError(f"Nilai {typed[:20]!r} bukan angka.")
    return value


@dataclass(frozen=True)
class Done:
    """A mark that was given here, with what stood there before."""

    student: str
    cell: Cell
    before: Given
    after: Given


class Undo:
    """The marks given since the server started; the latest can be taken back, one after the other."""

    def __init__(self) -> None:
        self._done: list[Done] = []
        self._lock = threading.Lock()

    def give(self, marks: ManualMarks, student: str, cell: Cell, new: Given, seen: Given) -> None:
        """Give a mark and remember what was there. Raises SinauError, as `ManualMarks.give`."""
        marks.give(student, cell, new, seen)
        with self._lock:
            self._done.append(Done(student, cell, seen, new))

    def latest(self) -> Done | None:
        """The mark that would be taken back."""
        return self._done[-1] if self._done else None

    def take_back(self, marks: ManualMarks) -> Done:
        """Put back what stood before the latest mark. Raises SinauError where there is none, or where it has
        been changed meanwhile.
        """
        with self._lock:
            if not self._done:
                raise SinauError("Tidak ada nilai yang bisa dibatalkan.")
            done = self._done.pop()
        marks.give(done.student, done.cell, done.before, replace(done.after))
        return done
