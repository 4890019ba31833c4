"""What learners handed in: which notebooks there are, and their contents, read once."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import filter as matching
from fnmatch import fnmatch
from pathlib import Path

from grader.classroom import timestamp
from grader.classroom.folder import ClassFolder

#: Files beside a submitted notebook that its cells may need; more than this is not carried along.
MAX_EXTRA = 50 * 2**20
MAX_OTHER = 2 * 2**20
#: Bytes of a path below the folder: one that just fits where it was handed in would not fit elsewhere.
MAX_PATH = 1000


@dataclass(frozen=True)
class HandIn:
    """One notebook of one learner: where it was handed in, and where its graded copy goes.

    ``path`` is None where it is missing; ``timestamp`` is UTC without zone.
    """

    student: str
    assignment: str
    notebook: str
    folder: Path
    path: Path | None
    target: Path
    timestamp: datetime | None


@dataclass(frozen=True)
class Contents:
    """The bytes of a hand-in: the notebook (None: there is none), the files ``beside`` it by name, and the
    ``others``, the notebooks that were handed in together with it.
    """

    notebook: bytes | None
    beside: Mapping[str, bytes]
    others: Mapping[str, bytes]

    @property
    def size(self) -> int:
        """All of its bytes."""
        return sum(map(len, (self.notebook or b"", *self.beside.values(), *self.others.values())))


def hand_ins(folder: ClassFolder, assignment: str, notebooks: Sequence[str]) -> Iterator[HandIn]:
    """What was handed in for an assignment, by learner and notebook; all that nbgrader is told to grade."""
    chosen = folder.nbgrader
    excluded = chosen.student_id_exclude.split(",")
    for student, name, place in folder.walk("submitted"):
        if name == assignment and student not in excluded and fnmatch(student, chosen.student_id):
            for notebook in matching(notebooks, chosen.notebook_id):
                yield _hand_in(folder, place, student, assignment, notebook, notebooks)


def hand_in(
    folder: ClassFolder, student: str, assignment: str, notebook: str, notebooks: Sequence[str]
) -> HandIn:
    """One notebook that a learner handed in, or should have."""
    place = folder.folder("submitted", student, assignment)
    return _hand_in(folder, place, student, assignment, notebook, notebooks)


def _hand_in(
    folder: ClassFolder, place: Path, student: str, assignment: str, notebook: str, notebooks: Sequence[str]
) -> HandIn:
    return HandIn(
        student,
        assignment,
        notebook,
        place,
        _find(place, notebook, notebooks),
        folder.folder("autograded", student, assignment),
        timestamp.read(place),
    )


def read(hand_in: HandIn, ignore: Sequence[str], limit: int) -> Contents:
    """The bytes of a hand-in, at most ``limit`` of its notebook; the grader says what is wrong with them.

    ``ignore`` are the patterns of files that stay out.
    """
    notebook = None
    if hand_in.path is not None:
        notebook = b""
        with contextlib.suppress(OSError), hand_in.path.open("rb") as file:
            notebook = file.read(limit)
    return Contents(notebook, files_beside(hand_in.folder, ignore), _other_notebooks(hand_in))


def _other_notebooks(hand_in: HandIn) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for path in sorted(hand_in.folder.glob("*.ipynb")) if hand_in.path else ():
        if path != hand_in.path and path.name.isprintable() and _is_plain_file(path):
            with contextlib.suppress(OSError):
                if path.stat().st_size <= MAX_OTHER:
                    found[path.name] = path.read_bytes()
    return found


def _find(folder: Path, notebook: str, notebooks: Sequence[str]) -> Path | None:
    """The handed-in file; a renamed one counts where there can be no doubt."""
    named = folder / f"{notebook}.ipynb"
    if _is_plain_file(named):
        return named
    others = [p for p in folder.glob("*.ipynb") if _is_plain_file(p)]
    return others[0] if len(others) == 1 and len(notebooks) == 1 else None


def _is_plain_file(path: Path) -> bool:
    """Not a link (to somebody else's file), a folder or a pipe (that would be waited for without end)."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def files_beside(folder: Path, ignore: Sequence[str] = (), ours: bool = False) -> dict[str, bytes]:
    """The files beside the notebooks in a folder, up to MAX_EXTRA bytes.

    Links are not followed (those to files are, in a folder of ``ours``); hidden files, those whose name
    matches a pattern of ``ignore``, those that lie too deep and those that cannot be read stay out.
    """
    files: dict[str, bytes] = {}
    room = MAX_EXTRA
    for name, path in _beside(folder, ignore, ours):
        with contextlib.suppress(OSError):
            if path.stat().st_size <= room:
                files[name] = data = path.read_bytes()
                room -= len(data)
    return files


def too_large(folder: Path, ignore: Sequence[str], taken: Mapping[str, bytes]) -> list[str]:
    """The files of our own that `files_beside` has not taken."""
    return [name for name, _ in _beside(folder, ignore, ours=True) if name not in taken]


def _beside(folder: Path, ignore: Sequence[str], ours: bool) -> Iterator[tuple[str, Path]]:
    room_for_path = len(os.fsencode(folder)) + MAX_PATH
    for top, below, names in os.walk(folder):
        # A folder named like a notebook would take the place of a graded one.
        below[:] = sorted(n for n in below if _is_wanted(n, ignore) and not n.endswith(".ipynb"))
        names = [name for name in names if len(os.fsencode(os.path.join(top, name))) <= room_for_path]  # noqa: PTH118
        for name in sorted(names):
            path = Path(top, name)
            if path.suffix != ".ipynb" and _is_wanted(name, ignore):
                with contextlib.suppress(OSError):
                    if path.is_file() if ours else _is_plain_file(path):
                        yield path.relative_to(folder).as_posix(), path


def _is_wanted(name: str, ignore: Sequence[str]) -> bool:
    return name.isprintable() and not name.startswith(".") and not any(fnmatch(name, p) for p in ignore)
