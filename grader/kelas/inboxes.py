"""What was brought into the class by the browser: each upload is an inbox of its own in the class folder.

`.sinau/kotak/<inbox>/` holds the files as they came, `.sinau/kumpulan/<inbox>.json` what became of them.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from grader.classroom.collect import Collected, Decision, collect, settle
from grader.classroom.collect_problems import forget_problem, keep_problems, read_problems
from grader.classroom.folder import SERVER_INBOX, ClassFolder
from grader.common.errors import SinauError
from grader.common.files import read_kept
from grader.common.indonesian import day_and_time
from grader.common.layout import write_atomic
from grader.notebooks.hand_in import Status

BOXES = Path(".sinau") / "kotak"
RESULTS = Path(".sinau") / "kumpulan"
_NAME = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")
_MAX_DEPTH, _MAX_PART = 12, 120


@dataclass(frozen=True)
class Result:
    """What became of one file of an upload, as it is kept."""

    file: str
    status: str
    sentence: str
    participant: str = ""
    exercise: str = ""
    settled: bool = False
    arrived: str = ""
    """When it came here, and when its package says that it was made; "" where nobody knows."""
    claimed: str = ""


def new_box(now: datetime) -> str:
    """The name of a new inbox; by its name the older one comes first."""
    return f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"


def put(course: Path, box: str, name: str, content: bytes, changed: float | None) -> None:
    """Keep one file under the path that the browser tells; ``changed`` is its own time (epoch seconds).

    Raises SinauError where that is no path, or the disk is full.
    """
    path = _box(course, box).joinpath(*_parts(name))
    try:
        while path.exists():  # two files of one name from two folders dropped together
            path = path.with_name(f"{path.stem} (lagi){path.suffix}")
        write_atomic(path, content)
        if changed is not None and 0 < changed < 4e9:
            os.utime(path, (changed, changed))
    except OSError as error:
        raise SinauError(f"{name[:60]} tidak bisa disimpan di folder kelas ({error.strerror}).") from error


def _parts(name: str) -> list[str]:
    """The folders and the file of a path, each of them fit for every system."""
    told = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    plain = ["".join(c if c.isprintable() and c not in '<>:"|?*' else "_" for c in part) for part in told]
    short = [part if len(part) <= _MAX_PART else f"{part[:60]}…{part[-50:]}" for part in plain]
    if not short:
        raise SinauError("Ada berkas tanpa nama di antara yang diunggah; beri nama, lalu unggah lagi.")
    return [*short[:-1][-_MAX_DEPTH:], short[-1]]


def sort(folder: ClassFolder, box: str) -> list[Result]:
    """Take what lies in an inbox into the class. Raises SinauError."""
    inbox = _box(folder.path, box)
    if not inbox.is_dir():
        raise SinauError("Belum ada berkas yang dipilih; pilih berkas kiriman, lalu unggah.")
    return _take_in(folder, inbox, box)


def _take_in(folder: ClassFolder, inbox: Path, box: str) -> list[Result]:
    """Take what lies in a folder into the class; what became of it is kept under `box`."""
    found = collect(inbox, folder, folder.roster(), folder.exercises())
    keep_problems(folder, inbox, found)
    results = [_kept(result) for result in found]
    _write(folder.path, box, results)
    return results


def at_the_server(course: Path) -> int:
    """How many packages were handed in by the button on the class server, taken in already or not."""
    return sum(1 for _ in (course / SERVER_INBOX).glob("*/*.zip"))


def take_from_server(folder: ClassFolder, box: str) -> list[Result]:
    """Take in what was handed in on the class server; what became of it is kept under `box`.

    Raises SinauError.
    """
    inbox = folder.path / SERVER_INBOX
    if not at_the_server(folder.path):
        raise SinauError("Belum ada kiriman dari server kelas.")
    return _take_in(folder, inbox, box)


def settle_problem(folder: ClassFolder, box: str, file: str, code: str, exercise: str) -> Result:
    """Take in one file as the trainer has decided; "" leaves the exercise to what the file says.

    Raises SinauError where the person is not on the list, or the file cannot be taken in even so.
    """
    roster = folder.roster()
    if not code or (roster is not None and code not in {person.code for person in roster}):
        raise SinauError("Pilih dulu milik siapa berkas ini.")
    decided = Decision(code, exercise or None)
    done = settle(_box(folder.path, box), Path(file), decided, folder, roster, folder.exercises())
    if done.participant is None:
        raise SinauError(done.sentence)
    forget_problem(folder, box, file)
    _replace(folder.path, box, _kept(done, file, settled=True))
    return _kept(done)


def leave(folder: ClassFolder, box: str, file: str) -> None:
    """Take a file off the list of problems; it stays in its inbox. Raises SinauError."""
    forget_problem(folder, box, file)
    if not _NAME.fullmatch(box):  # collected by the command
        return
    known = next((result for result in read(folder.path, box) if result.file == file), None)
    if known:
        left = Result(file, known.status, f"Dibiarkan. {known.sentence}", settled=True)
        _replace(folder.path, box, left)


def leave_useless(folder: ClassFolder) -> int:
    """Take all off the list that no decision can bring in; how many these were. Raises SinauError."""
    useless = [problem for problem in read_problems(folder) if not problem.can_be_settled]
    for problem in useless:
        leave(folder, problem.inbox, problem.file)
    return len(useless)


def boxes(course: Path) -> list[str]:
    """The inboxes there are, the newest first."""
    return sorted((path.stem for path in (course / RESULTS).glob("*.json")), reverse=True)


def read(course: Path, box: str) -> list[Result]:
    """What became of the files of an inbox; empty where that is not known."""
    path = course / RESULTS / f"{_checked(box)}.json"
    return read_kept(path, lambda kept: [Result(**result) for result in kept], [])


def brought(box: str) -> datetime:
    """When an inbox was filled, by this computer's clock."""
    return datetime.strptime(box[:15], "%Y%m%d-%H%M%S")


def _kept(result: Collected, file: str = "", settled: bool = False) -> Result:
    return Result(
        file or str(result.file),
        str(result.status),
        result.sentence,
        result.participant or "",
        result.exercise or "",
        settled,
        day_and_time(result.arrival.arrived) if result.arrival else "",
        day_and_time(result.arrival.claimed) if result.arrival and result.arrival.claimed else "",
    )


def _replace(course: Path, box: str, new: Result) -> None:
    _write(course, box, [new if result.file == new.file else result for result in read(course, box)])


def _write(course: Path, box: str, results: Sequence[Result]) -> None:
    kept = [vars(result) for result in results]
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    try:
        write_atomic(course / RESULTS / f"{box}.json", text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise SinauError(
            f"Daftar hasil tidak bisa ditulis ({error.strerror}); kirimannya sudah tersimpan."
        ) from error


def _box(course: Path, box: str) -> Path:
    return course / BOXES / _checked(box)


def _checked(box: str) -> str:
    if not _NAME.fullmatch(box):
        raise SinauError("Kotak masuk itu tidak ada; mulai lagi dari halaman Masuk.")
    return box


def counts(results: Sequence[Result]) -> list[tuple[str, int]]:
    """How many of each status, in the order of the statuses."""
    told = [result.status for result in results]
    return [(str(status), told.count(status)) for status in Status if str(status) in told]
