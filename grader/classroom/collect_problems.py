"""What `sinau collect` could not take in, kept for the report until the same inbox is sorted again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.classroom.collect import Collected
from grader.classroom.folder import ClassFolder
from grader.classroom.recognise import DECIDE
from grader.common.errors import SinauError
from grader.common.files import read_kept
from grader.common.layout import write_atomic
from grader.notebooks.hand_in import Status

FILE = Path(".sinau") / "masalah-kumpul.json"
_TAKEN = (Status.ACCEPTED, Status.SAME, Status.OLDER)
_TO_SETTLE = (Status.UNKNOWN_PARTICIPANT, Status.UNKNOWN_EXERCISE, Status.DOUBTFUL)


@dataclass(frozen=True)
class Problem:
    """A file of an inbox that waits for the trainer, and why.

    ``inbox`` is the inbox's name; ``exercise`` and ``likely`` (a participant's code) are "" where unknown.
    """

    file: str
    status: str
    sentence: str
    inbox: str = ""
    exercise: str = ""
    likely: str = ""

    @property
    def why(self) -> str:
        """The sentence without its advice for those who sort files into folders."""
        return self.sentence.partition(DECIDE)[0].strip()

    @property
    def can_be_settled(self) -> bool:
        """Whether a trainer can say whose it is; what cannot be read has to be sent again."""
        return self.status in _TO_SETTLE


def problems_of(collected: Sequence[Collected]) -> list[Collected]:
    """Those of the results that the trainer has to settle."""
    return [result for result in collected if result.status not in _TAKEN]


def keep_problems(folder: ClassFolder, inbox: Path, collected: Sequence[Collected]) -> None:
    """Remember what waits; what the same inbox had before is forgotten. Raises SinauError."""
    kept = _read(folder)
    kept[inbox.absolute().name] = [
        {
            "file": str(result.file),
            "status": str(result.status),
            "sentence": result.sentence,
            "exercise": result.exercise or "",
            "likely": result.likely or "",
        }
        for result in problems_of(collected)
    ]
    _write(folder, kept)


def forget_problem(folder: ClassFolder, inbox: str, file: str) -> None:
    """One file no longer waits: it has been settled, or is left. Raises SinauError."""
    kept = _read(folder)
    kept[inbox] = [problem for problem in kept.get(inbox, []) if problem.get("file") != file]
    _write(folder, kept)


def _write(folder: ClassFolder, kept: dict[str, list[dict[str, str]]]) -> None:
    kept = {name: found for name, found in kept.items() if found}
    path = folder.path / FILE
    try:
        if kept or path.exists():
            write_atomic(
                path, json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
            )
    except OSError as error:
        raise SinauError(
            f"Daftar masalah tidak bisa ditulis ke {path} ({error.strerror}); periksa izin dan ruang disk. "
            "Kiriman yang diterima sudah tersimpan."
        ) from error


def read_problems(folder: ClassFolder) -> list[Problem]:
    """What still waits, of all inboxes; empty where nothing was kept."""
    return [
        Problem(
            str(p.get("file")),
            str(p.get("status")),
            str(p.get("sentence")),
            inbox,
            str(p.get("exercise", "")),
            str(p.get("likely", "")),
        )
        for inbox, found in _read(folder).items()
        for p in found
    ]


def _read(folder: ClassFolder) -> dict[str, list[dict[str, str]]]:
    return read_kept(folder.path / FILE, _by_inbox, {})


def _by_inbox(kept: Any) -> dict[str, list[dict[str, str]]]:
    return {
        str(name): [problem for problem in found if isinstance(problem, dict)]
        for name, found in kept.items()
        if isinstance(found, list)
    }
