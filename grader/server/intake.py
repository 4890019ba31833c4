"""Hand-ins by the button: the server says who and when; what the package claims about that is not read."""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from grader.classroom.folder import ClassFolder
from grader.classroom.recognise import Exercises
from grader.classroom.roster import Participant, Roster
from grader.common.errors import SinauError
from grader.common.files import NotAPlainFile, TooBig, read_plain_file
from grader.learner.package import write_package
from grader.notebooks.hand_in import Unacceptable, read_received
from grader.notebooks.manifest import Manifest
from grader.reports.feedback import PEOPLE, person_files

HOUR, MOST_AN_HOUR = 3_600.0, 30
MOST_BYTES = 200_000_000  # of one person in the inbox
MAX_FEEDBACK_BYTES = 25_000_000


@dataclass
class Intake:
    """The inbox of one class, and the way back."""

    folder: ClassFolder
    inbox: Path
    _recent: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    _pages: tuple[int, dict[str, str]] = field(
        default=(0, {})
    )  # when the class list was changed, and whose page is called how

    def take(self, code: str, content: bytes) -> str:
        """Put a package into the inbox as this person's, handed in now; the sentence that they read.

        Raises SinauError where it is no hand-in for this class, or they hand in without end.
        """
        person = self._person(code)
        self._slow_down(code)
        try:
            received = read_received("kiriman.zip", content)
            exercise, notebook = Exercises(self.folder.exercises()).recognise(received, ())
        except Unacceptable as problem:
            raise SinauError(problem.sentence) from None
        now = datetime.now().astimezone()
        manifest = Manifest(
            participant=person.code,
            name=person.name,
            exercise=exercise,
            notebook=f"{notebook}.ipynb",
            release=(received.manifest.release if received.manifest else "")[:12],
            sha256=hashlib.sha256(received.notebook.content).hexdigest(),
            time=now,
        )
        try:
            write_package(self.inbox / person.code, manifest, received.notebook.content)
        except OSError as problem:
            raise SinauError(
                "Kiriman belum bisa disimpan di laptop kelas. Jawabanmu aman; panggil pelatih."
            ) from problem
        return f"Latihan {exercise} sudah diterima kelas pukul {now:%H.%M}."

    def feedback(self, code: str) -> bytes | None:
        """The page that the trainer has made for this person, if there is one."""
        place = self._feedback_place(code)
        try:
            return read_plain_file(place, MAX_FEEDBACK_BYTES)[0] if place else None
        except (OSError, NotAPlainFile, TooBig):
            return None

    def feedback_version(self, code: str) -> int:
        """Another number for each page that was made for this person; 0 while there is none."""
        place = self._feedback_place(code)
        try:
            return place.stat().st_mtime_ns if place else 0
        except OSError:
            return 0

    def _feedback_place(self, code: str) -> Path | None:
        changed = self.folder.roster_file.stat().st_mtime_ns
        if self._pages[0] != changed:
            self._pages = changed, person_files(self.folder.known_roster().participants)
        name = self._pages[1].get(code)
        return self.folder.path / PEOPLE / name if name else None

    def _person(self, code: str) -> Participant:
        roster: Roster = self.folder.known_roster()
        found = next((person for person in roster if person.code == code and not person.left), None)
        if found is None:
            raise SinauError("Namamu tidak ada lagi di daftar kelas; beri tahu pelatih.")
        return found

    def _slow_down(self, code: str) -> None:
        now = time.monotonic()
        recent = [when for when in self._recent[code] if now - when < HOUR]
        if len(recent) >= MOST_AN_HOUR:
            raise SinauError(
                f"Kamu sudah mengirim {MOST_AN_HOUR} kali dalam satu jam. Tunggu sebentar, lalu kirim lagi."
            )
        own = self.inbox / code
        if own.is_dir() and sum(path.lstat().st_size for path in own.rglob("*")) > MOST_BYTES:
            raise SinauError("Kirimanmu sudah terlalu banyak; minta pelatih mengosongkan kotak masukmu.")
        self._recent[code] = [*recent, now]
