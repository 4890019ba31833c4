"""Take what trainees sent into an nbgrader course: the latest of each, every older one, nothing lost.

`submitted/<participant>/<exercise>/` gets the notebook and nbgrader's `timestamp.txt`; what is older goes to
`kumpulan_lama/<participant>/<exercise>/`. The inbox is only read. Doing it again changes nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grader.classroom.recognise import Exercises, Participants, Slot
from grader.classroom.roster import Roster
from grader.common.errors import SinauError, is_disk_full
from grader.common.files import NotAPlainFile, TooBig, read_plain_file
from grader.common.layout import write_atomic
from grader.common.names import printable
from grader.notebooks.hand_in import MAX_FILE_BYTES, Status, Submission, Unacceptable, read_submission

SUBMITTED = "submitted"
OLDER = "kumpulan_lama"
_TIMESTAMP = "%Y-%m-%d %H:%M:%S.%f UTC"  # nbgrader's own form
_CLOCK_TOLERANCE = timedelta(minutes=10)
# No hand-in is older; the first years of the calendar cannot be told in every zone.
_FIRST_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
# File systems can hold later moments, datetime cannot.
_LAST_MOMENT = datetime(9000, 1, 1, tzinfo=UTC).timestamp()
_ICONS = {
    Status.ACCEPTED: "✔",
    Status.SAME: "=",
    Status.OLDER: "◷",
    Status.UNREADABLE: "⚠",
    Status.UNKNOWN_PARTICIPANT: "?",
    Status.UNKNOWN_EXERCISE: "?",
    Status.REFUSED: "✘",
}


@dataclass(frozen=True)
class Collected:
    """What became of one file of the inbox (`file` is relative to it)."""

    file: Path
    status: Status
    sentence: str
    participant: str | None = None
    exercise: str | None = None
    time: datetime | None = None

    def line(self) -> str:
        """One line for the screen, whatever the file is called."""
        return f"{_ICONS[self.status]} {self.status}: {printable(str(self.file))}: {self.sentence}"


def known_exercises(course: Path) -> dict[str, tuple[str, ...]]:
    """Exercise ids and their notebooks, from the course's `source/` folder, else its `release/` folder."""
    for stage in ("source", "release"):
        folders = sorted(folder for folder in (course / stage).glob("*") if folder.is_dir())
        found = {
            folder.name: tuple(sorted(path.stem for path in folder.glob("*.ipynb"))) for folder in folders
        }
        if any(found.values()):
            return {exercise: notebooks for exercise, notebooks in found.items() if notebooks}
    return {}


def summary(collected: Sequence[Collected]) -> str:
    """`12 berkas: 9 diterima, 2 sama, 1 ditolak.`"""
    counts = Counter(result.status for result in collected)
    told = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
    return f"{len(collected)} berkas{': ' + told if told else ''}."


def collect(
    inbox: Path,
    course: Path,
    roster: Roster | None,
    exercises: Mapping[str, Sequence[str]],
    on_file: Callable[[int, int], object] = lambda done, total: None,
) -> list[Collected]:
    """Sort every file below `inbox` into `course`; one result a file, in the order of their paths.

    `exercises` is what `known_exercises` gives; without a `roster` every usable participant code is taken.
    `on_file(done, total)` is called after each file. Raises SinauError when the inbox cannot be read or the
    course cannot be written (full disk); everything taken in until then stays, and the inbox is unchanged.
    """
    _check_places(inbox, course)
    files = sorted(_walk(inbox), key=lambda found: found[0])
    desk = _Desk(course, Participants(roster), Exercises(exercises))
    for done, (path, problem) in enumerate(files, 1):
        desk.take(path, inbox, problem)
        on_file(done, len(files))
    return desk.results


def _check_places(inbox: Path, course: Path) -> None:
    if not inbox.is_dir():
        raise SinauError(f"Folder kotak masuk {inbox} tidak ada: beri folder yang berisi kiriman peserta.")
    if not course.is_dir():
        raise SinauError(f"Folder kelas {course} tidak ada: buat dulu dengan sinau course.")
    place, home = inbox.resolve(), course.resolve()
    stores = [home / SUBMITTED, home / OLDER]
    if home.is_relative_to(place) or any(place.is_relative_to(store) for store in stores):
        raise SinauError(
            f"Kotak masuk {inbox} memuat folder kelas sendiri: pindahkan kiriman peserta ke folder terpisah."
        )


def _walk(inbox: Path) -> Iterator[tuple[Path, str | None]]:
    """Every file, and everything that is no file with the reason why; no link is followed."""
    folders = [inbox]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            if folder == inbox:
                raise SinauError(
                    f"Folder kotak masuk {inbox} tidak dapat dibuka ({error.strerror}): periksa izinnya."
                ) from error
            yield folder, f"Folder tidak dapat dibuka ({error.strerror})."
            continue
        for entry in entries:
            path = Path(entry.path)
            if entry.is_symlink():
                yield path, "Tautan tidak diikuti; salin berkas aslinya ke kotak masuk."
            elif not entry.is_dir(follow_symlinks=False):
                yield path, None
            elif path.suffix.lower() in (".ipynb", ".zip"):
                yield path, f"Ini folder, bukan berkas {path.suffix.lower()}; isinya tidak dibaca."
            elif entry.name == ".ipynb_checkpoints":
                yield path, "Salinan otomatis Jupyter; isinya tidak dibaca."
            else:
                folders.append(path)


class _Desk:
    """Takes in one file after the other and remembers what became of each."""

    def __init__(self, course: Path, participants: Participants, exercises: Exercises) -> None:
        self.results: list[Collected] = []
        self._course = course
        self._participants = participants
        self._exercises = exercises
        self._spelling = {folder.name.casefold(): folder.name for folder in (course / SUBMITTED).glob("*")}
        self._accepted: dict[Slot, int] = {}  # where the result of this run's latest acceptance stands

    def take(self, path: Path, inbox: Path, problem: str | None) -> None:
        file = path.relative_to(inbox)
        if problem:
            self.results.append(Collected(file, Status.REFUSED, problem))
            return
        try:
            content, received = _read(path)
            submission = read_submission(path.name, content)
            slot = self._slot(submission, file.parts[:-1])
            time, sure = _handed_in(submission, received)
            result = self._store(file, slot, submission, time, sure)
        except Unacceptable as error:
            result = Collected(file, error.status, error.sentence)
        self.results.append(result)

    def _slot(self, submission: Submission, folders: Sequence[str]) -> Slot:
        exercise, notebook = self._exercises.recognise(submission, folders)
        code = self._participants.recognise(submission, exercise, notebook, folders)
        return Slot(self._spelling.setdefault(code.casefold(), code), exercise, notebook)

    def _store(self, file: Path, slot: Slot, submission: Submission, time: datetime, sure: bool) -> Collected:
        shelf = _Shelf(self._course, slot, several=len(self._exercises.notebooks[slot.exercise]) > 1)
        content = submission.notebook.content
        repaired = (
            f" Pengodean {submission.notebook.repaired_from} diubah menjadi UTF-8."
            if submission.notebook.repaired_from
            else ""
        )
        where = f"{slot.participant}, {slot.exercise}"

        def result(status: Status, sentence: str) -> Collected:
            return Collected(file, status, sentence, slot.participant, slot.exercise, time)

        try:
            current = shelf.current()
            if current and current.content == content:
                # The same work sent again later is the later hand-in, if the package says when it was made.
                if sure and time > current.time:
                    shelf.set_time(time)
                return result(Status.SAME, f"{where}: isinya sama dengan kiriman yang sudah ada.")
            if current and (time, _digest(content)) < (current.time, _digest(current.content)):
                shelf.keep_older(content, time)
                return result(
                    Status.OLDER,
                    f"{where}: disimpan di {OLDER}, karena sudah ada kiriman yang lebih baru.{repaired}",
                )
            if current:
                shelf.keep_older(current.content, current.time)
            shelf.put(content, time)
        except OSError as error:
            raise SinauError(_cannot_write(self._course, error)) from error
        if slot in self._accepted:  # an earlier file of this run turned out to be the older one
            index = self._accepted[slot]
            self.results[index] = replace(
                self.results[index],
                status=Status.OLDER,
                sentence=f"{where}: disimpan di {OLDER}, karena {printable(file.name, 60)} lebih baru.",
            )
        self._accepted[slot] = len(self.results)
        instead = " Kiriman sebelumnya disimpan." if current else ""
        return result(
            Status.ACCEPTED, f"{where}, dikirim {time.astimezone():%d-%m-%Y %H.%M}.{instead}{repaired}"
        )


@dataclass(frozen=True)
class _Kept:
    content: bytes
    time: datetime


class _Shelf:
    """The place of one participant's notebook of one exercise in the course folder."""

    def __init__(self, course: Path, slot: Slot, several: bool) -> None:
        self._slot = slot
        self._several = several
        self._folder = course / SUBMITTED / slot.participant / slot.exercise
        self._older = course / OLDER / slot.participant / slot.exercise
        self._notebook = self._folder / f"{slot.notebook}.ipynb"
        self._stamp = self._folder / "timestamp.txt"

    def current(self) -> _Kept | None:
        """What is there now. Of several notebooks in one exercise `timestamp.txt` is the latest one's."""
        try:
            content, saved = self._notebook.read_bytes(), self._notebook.stat().st_mtime
        except FileNotFoundError:
            return None
        own = datetime.fromtimestamp(saved, UTC)
        stamp = self._read_stamp()
        if stamp is None:
            return _Kept(content, own)
        return _Kept(content, min(own, stamp) if self._several else stamp)

    def put(self, content: bytes, time: datetime) -> None:
        write_atomic(self._notebook, content)
        self.set_time(time)

    def set_time(self, time: datetime) -> None:
        os.utime(self._notebook, (time.timestamp(), time.timestamp()))
        stamp = self._read_stamp()
        if not self._several or stamp is None or stamp < time:
            write_atomic(self._stamp, time.astimezone(UTC).strftime(_TIMESTAMP).encode() + b"\n")

    def keep_older(self, content: bytes, time: datetime) -> None:
        mark = _digest(content)[:12]
        if not any(self._older.glob(f"*_{mark}.ipynb")):
            name = f"{self._slot.notebook}_{time.astimezone(UTC):%Y%m%dT%H%M%SZ}_{mark}.ipynb"
            write_atomic(self._older / name, content)

    def _read_stamp(self) -> datetime | None:
        """nbgrader writes UTC, and reads a time without zone as UTC; None when nothing readable is there."""
        try:
            text = self._stamp.read_text(encoding="utf-8").strip()
            stamp = datetime.fromisoformat(text.removesuffix(" UTC"))
        except (FileNotFoundError, ValueError):
            return None
        return stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)


def _read(path: Path) -> tuple[bytes, float]:
    """The content, and when the file came to be here: its own time, if that is not after its arrival."""
    try:
        content, found = read_plain_file(path, MAX_FILE_BYTES)
    except NotAPlainFile as error:
        raise Unacceptable(Status.REFUSED, "Bukan berkas biasa (pipa, soket, atau perangkat).") from error
    except TooBig as error:
        raise Unacceptable(
            Status.REFUSED, f"Lebih besar dari {MAX_FILE_BYTES // 1_000_000} MB; tidak dibaca."
        ) from error
    except FileNotFoundError as error:
        raise Unacceptable(Status.UNREADABLE, "Berkas hilang saat dibaca; ulangi pengumpulan.") from error
    except OSError as error:
        raise Unacceptable(Status.UNREADABLE, f"Berkas tidak dapat dibaca ({error.strerror}).") from error
    return content, min(found.st_mtime, found.st_ctime)


def _handed_in(submission: Submission, received: float) -> tuple[datetime, bool]:
    """When it was handed in, and whether the trainee's own package says so.

    A time after the file came here is of a computer whose clock is wrong, and would beat every later hand-in:
    then, as for a time no computer has shown, the moment the file came here counts.
    """
    arrival = datetime.fromtimestamp(max(0.0, min(received, _LAST_MOMENT)), UTC)
    latest = arrival + _CLOCK_TOLERANCE
    if submission.manifest and _FIRST_MOMENT <= submission.manifest.time <= latest:
        return submission.manifest.time, True
    if submission.entry_time and submission.entry_time <= latest:
        return submission.entry_time, False
    return arrival, False


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _cannot_write(course: Path, error: OSError) -> str:
    again = (
        "lalu jalankan sinau collect lagi. Kotak masuk tidak diubah, dan yang sudah diterima tetap tersimpan."
    )
    if is_disk_full(error):
        return f"Ruang disk untuk {course} penuh: kosongkan ruang, {again}"
    return f"Folder kelas {course} tidak dapat ditulis ({error.strerror}): periksa izinnya, {again}"
