"""Take what trainees sent into a class folder: the latest of each, every older one, nothing lost.

The folder of what is handed in gets the notebook and nbgrader's `timestamp.txt`; what is older goes to
`kumpulan_lama/<participant>/<exercise>/`. The inbox is only read. Doing it again changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grader.classroom.arrivals import Arrival, Arrivals
from grader.classroom.folder import OLDER, ClassFolder
from grader.classroom.inbox import read, walk
from grader.classroom.keyring import Keyring
from grader.classroom.recognise import Exercises, Participants, Slot
from grader.classroom.roster import Roster
from grader.classroom.shelf import Kept, Shelf
from grader.common.errors import SinauError, is_disk_full
from grader.common.indonesian import day_and_time
from grader.common.names import printable
from grader.notebooks.archive import packed
from grader.notebooks.hand_in import Received, Status, Unacceptable, read_received

_CLOCK_TOLERANCE = timedelta(minutes=10)
# No hand-in is older; the first years of the calendar cannot be told in every zone.
_FIRST_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
# File systems can hold later moments, datetime cannot.
_LAST_MOMENT = datetime(9000, 1, 1, tzinfo=UTC).timestamp()
#: A bare notebook, or a package from before there were keys.
UNSIGNED = " Tanpa tanda tangan."
_ICONS = {
    Status.ACCEPTED: "✔",
    Status.SAME: "=",
    Status.OLDER: "◷",
    Status.UNREADABLE: "⚠",
    Status.UNKNOWN_PARTICIPANT: "?",
    Status.UNKNOWN_EXERCISE: "?",
    Status.DOUBTFUL: "?",
    Status.REFUSED: "✘",
}


@dataclass(frozen=True)
class Collected:
    """What became of one file of the inbox (`file` is relative to it).

    Of one that waits for the trainer `exercise` is set where it is known, and `likely` is the code of the
    participant whose it may be; of one that was read `arrival` says when it came and when it claims to be.
    """

    file: Path
    status: Status
    sentence: str
    participant: str | None = None
    exercise: str | None = None
    time: datetime | None = None
    likely: str | None = None
    arrival: Arrival | None = None

    def line(self) -> str:
        """One line for the screen, whatever the file is called."""
        return f"{_ICONS[self.status]} {self.status}: {printable(str(self.file))}: {self.sentence}"


@dataclass(frozen=True)
class Decision:
    """Whose a file is, and of which exercise (None: as it says itself), as a trainer has settled it."""

    participant: str
    exercise: str | None = None


def summary(collected: Sequence[Collected]) -> str:
    """`12 berkas: 9 diterima, 2 sama, 1 ditolak.`"""
    counts = Counter(result.status for result in collected)
    told = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
    return f"{len(collected)} berkas{': ' + told if told else ''}."


def collect(
    inbox: Path,
    folder: ClassFolder,
    roster: Roster | None,
    exercises: Mapping[str, Sequence[str]],
    on_file: Callable[[int, int], object] = lambda done, total: None,
) -> list[Collected]:
    """Sort every file below `inbox` into the class folder; one result a file, in the order of their paths.

    `inbox` may also be one archive of packages. `exercises` is what `ClassFolder.exercises` gives; without a
    `roster` every usable participant code is taken. `on_file(done, total)` is called after each file. Raises
    SinauError when the inbox cannot be read or the folder cannot be written (full disk); what was taken in
    until then stays, and the inbox is unchanged.
    """
    _check_places(inbox, folder)
    files = sorted(walk(inbox), key=lambda found: found[0])
    desk = _Desk(folder, Participants(roster), Exercises(exercises))
    for done, (path, problem) in enumerate(files, 1):
        desk.take(path, inbox if inbox.is_dir() else inbox.parent, problem)
        on_file(done, len(files))
    desk.close()
    return desk.results


def settle(
    inbox: Path,
    file: Path,
    decision: Decision,
    folder: ClassFolder,
    roster: Roster | None,
    exercises: Mapping[str, Sequence[str]],
) -> Collected:
    """Take in the one `file` of an inbox (as `Collected` names it) as the trainer has decided.

    Raises SinauError where it is no longer there or the folder cannot be written.
    """
    inside = not file.is_absolute() and ".." not in file.parts
    places = [inbox / part for part in (file, *file.parents)] if inside else []
    at = next((place for place in places if place.is_file()), None)
    if at is None:
        raise SinauError(f"Berkas {printable(str(file))} sudah tidak ada di kotak masuk; unggah lagi.")
    desk = _Desk(folder, Participants(roster), Exercises(exercises), {file: decision})
    desk.take(at, inbox, None, only=file)
    desk.close()
    if not desk.results:
        raise SinauError(f"Berkas {printable(str(file))} sudah tidak ada di dalam arsipnya; unggah lagi.")
    return desk.results[0]


def _check_places(inbox: Path, folder: ClassFolder) -> None:
    if inbox.is_file() and inbox.suffix.lower() == ".zip":
        return
    if inbox.exists() and not inbox.is_dir():
        raise SinauError(
            f"{inbox} adalah berkas, bukan folder kotak masuk: beri folder yang berisi kiriman peserta, "
            "atau satu zip yang berisi paket-paketnya."
        )
    if not inbox.is_dir():
        raise SinauError(f"Folder kotak masuk {inbox} tidak ada: beri folder yang berisi kiriman peserta.")
    place = inbox.resolve()
    stores = [
        folder.step("submitted"),
        folder.path / OLDER,
        *(path for _, _, path in folder.walk("submitted")),
    ]
    around = (folder.path, *stores)
    if any(path.resolve().is_relative_to(place) for path in around) or any(
        place.is_relative_to(path.resolve()) for path in stores
    ):
        raise SinauError(
            f"Kotak masuk {inbox} memuat folder kelas sendiri: pindahkan kiriman peserta ke folder terpisah."
        )


class _Desk:
    """Takes in one file after the other and remembers what became of each."""

    def __init__(
        self,
        folder: ClassFolder,
        participants: Participants,
        exercises: Exercises,
        decided: Mapping[Path, Decision] | None = None,
    ) -> None:
        self.results: list[Collected] = []
        self._decided = decided or {}
        self._folder = folder
        self._keyring = Keyring(folder.path)
        self._arrivals = Arrivals(folder.path)
        self._participants = participants
        self._exercises = exercises
        self._spelling = {code.casefold(): code for code, _, _ in folder.walk("submitted")}
        self._names: dict[Path, int] = {}
        self._accepted: dict[Slot, int] = {}  # where the result of this run's latest acceptance stands

    def close(self) -> None:
        """Keep what was learned of keys and times. Raises SinauError."""
        try:
            self._keyring.save()
            self._arrivals.save()
        except OSError as error:
            raise SinauError(_cannot_write(self._folder.path, error)) from error

    def take(self, path: Path, inbox: Path, problem: str | None, only: Path | None = None) -> None:
        """Take in one file of the inbox, or the ``problem`` that stands in its place.

        Of an archive it may be ``only`` the one file in it that is called so.
        """
        file = path.relative_to(inbox)
        if problem:
            self.results.append(Collected(file, Status.REFUSED, problem))
            return
        try:
            content, arrived = read(path)
            inside = packed(content)
            if inside is None:
                self._take(file, content, arrived, None, file.parts[:-1])
                return
        except Unacceptable as error:
            self.results.append(Collected(file, error.status, error.sentence))
            return
        for entry in inside:
            name = self._unique(file.joinpath(*(part for part in entry.path if part != "..")))
            if only not in (None, name):
                continue
            if entry.problem:
                self.results.append(Collected(name, entry.problem.status, entry.problem.sentence))
            else:
                self._take(name, entry.content, arrived, entry.time, ())

    def _unique(self, name: Path) -> Path:
        """An archive may hold two files of one name."""
        number = self._names[name] = self._names.get(name, 0) + 1
        return name if number == 1 else self._unique(name.with_name(f"{name.name} ({number})"))

    def _take(
        self,
        file: Path,
        content: bytes,
        arrived: float,
        changed: datetime | None,
        folders: Sequence[str],
    ) -> None:
        """Take in what one file holds; `changed` is its time in the archive that it came in.

        The trainer sorts into `folders`; those in an archive are anybody's.
        """
        decision = self._decided.get(file)
        exercise = decision.exercise if decision else None
        received = None
        try:
            received = read_received(file.name, content)
            if received.entry_time is None:
                received = replace(received, entry_time=changed)
            exercise, notebook = self._exercises.recognise(received, folders, exercise)
            slot = self._slot(received, folders, exercise, notebook, decision)
            time, sure = _handed_in(received, arrived)
            status, sentence = self._store(slot, Kept(received.notebook.content, time), sure)
        except Unacceptable as error:
            guess = self._participants.likely(received, folders) if received else None
            self.results.append(_waiting(file, error, exercise, guess))
            return
        self._keyring.pin(slot.participant, received.manifest)
        arrival = Arrival(_arrival(arrived), _claimed(received))
        if status is Status.ACCEPTED:
            self._arrivals.note(slot.participant, slot.exercise, arrival)
            self._supersede(slot, file)
        told = f"{slot.participant}, {slot.exercise}{sentence}{_remarks(received, status)}"
        self.results.append(
            Collected(file, status, told, slot.participant, slot.exercise, time, arrival=arrival)
        )

    def _slot(
        self,
        received: Received,
        folders: Sequence[str],
        exercise: str,
        notebook: str,
        decision: Decision | None,
    ) -> Slot:
        if decision:
            code = decision.participant
        else:
            code = self._participants.recognise(received, exercise, notebook, folders)
            if not self._participants.decided(folders):
                self._keyring.check(code, received.manifest)
        return Slot(self._spelling.setdefault(code.casefold(), code), exercise, notebook)

    def _store(self, slot: Slot, new: Kept, sure: bool) -> tuple[Status, str]:
        """Put it where it belongs, and say what became of it; ``sure``: the package itself tells the time."""
        shelf = Shelf(self._folder, slot, several=len(self._exercises.notebooks[slot.exercise]) > 1)
        try:
            current = shelf.current()
            if current and current.content == new.content:
                # The same work sent again later is the later hand-in, if the package says when it was made.
                if sure and new.time > current.time:
                    shelf.set_time(new.time)
                return Status.SAME, ": isinya sama dengan kiriman yang sudah ada."
            if current and new.rank < current.rank:
                shelf.keep_older(new)
                return Status.OLDER, f": disimpan di {OLDER}, karena sudah ada kiriman yang lebih baru."
            if current:
                shelf.keep_older(current)
            shelf.put(new)
        except OSError as error:
            raise SinauError(_cannot_write(self._folder.path, error)) from error
        instead = " Kiriman sebelumnya disimpan." if current else ""
        return Status.ACCEPTED, f", dikirim {day_and_time(new.time)}.{instead}"

    def _supersede(self, slot: Slot, file: Path) -> None:
        """An earlier file of this run for the same slot turned out to be the older one."""
        if slot in self._accepted:
            index = self._accepted[slot]
            self.results[index] = replace(
                self.results[index],
                status=Status.OLDER,
                sentence=f"{slot.participant}, {slot.exercise}: disimpan di {OLDER}, "
                f"karena {printable(file.name, 60)} lebih baru.",
            )
        self._accepted[slot] = len(self.results)


def _waiting(file: Path, problem: Unacceptable, exercise: str | None, guess: str | None) -> Collected:
    return Collected(
        file,
        problem.status,
        problem.sentence,
        exercise=exercise or problem.exercise,
        likely=problem.likely or guess,
    )


def _remarks(received: Received, status: Status) -> str:
    """What the trainer is told besides of a file that could be read."""
    told = ""
    if status is Status.ACCEPTED and not (received.manifest and received.manifest.key):
        told += UNSIGNED
    if received.notebook.repaired_from and status is not Status.SAME:
        told += f" Pengodean {received.notebook.repaired_from} diubah menjadi UTF-8."
    if received.manifest:
        told += f" Tanda terima {received.manifest.receipt}."
    return told


def _handed_in(received: Received, arrived: float) -> tuple[datetime, bool]:
    """When it was handed in, and whether the trainee's own package says so.

    A time after the file came here is of a computer whose clock is wrong, and would beat every later hand-in:
    then, as for a time no computer has shown, the moment the file came here counts.
    """
    arrival = _arrival(arrived)
    latest = arrival + _CLOCK_TOLERANCE
    if received.manifest and _FIRST_MOMENT <= received.manifest.time <= latest:
        return received.manifest.time, True
    if received.entry_time and received.entry_time <= latest:
        return received.entry_time, False
    return arrival, False


def _claimed(received: Received) -> datetime | None:
    """When the package says that it was made; None for a time that no computer shows."""
    told = received.manifest.time if received.manifest else None
    return told if told and _FIRST_MOMENT <= told <= datetime.fromtimestamp(_LAST_MOMENT, UTC) else None


def _arrival(arrived: float) -> datetime:
    return datetime.fromtimestamp(max(0.0, min(arrived, _LAST_MOMENT)), UTC)


def _cannot_write(course: Path, error: OSError) -> str:
    again = "lalu ulangi `sinau collect`. Kotak masuk tidak diubah, dan yang sudah diterima tetap tersimpan."
    if is_disk_full(error):
        return f"Ruang disk untuk {course} penuh: kosongkan ruang, {again}"
    return f"Folder kelas {course} tidak dapat ditulis ({error.strerror}): periksa izinnya, {again}"
