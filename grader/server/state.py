"""Where a class server keeps what must survive it, inside the class folder, closed to everybody else."""

from __future__ import annotations

import json
import os
import secrets
import zlib
from dataclasses import dataclass
from pathlib import Path

from grader.classroom import live, pins
from grader.classroom.folder import SERVER_INBOX
from grader.common.errors import SinauError, is_disk_full
from grader.common.layout import write_atomic
from grader.common.ownership import give_to_folders_owner
from grader.server.certificate import Certificate
from grader.start.places import private_runtime_folder

#: The learners' homes belong to uids of this range, which own nothing else on the machine.
UID_BASE = 1_850_000_000
CLASSES, MOST_LEARNERS = 40_000, 1_000
_LONGEST_SOCKET = 100  # bytes of a unix socket's path, of the kernel's 108


@dataclass(frozen=True)
class ServerState:
    """Paths of one class's server. What dies with the machine (sockets) lies in the runtime folder."""

    course: Path

    @property
    def folder(self) -> Path:
        """What outlives a restart: database, secrets, PIN digests, counters of wrong PINs."""
        return self.course / ".sinau" / "server"

    @property
    def homes(self) -> Path:
        """One folder a learner, named by their code."""
        return self.course / "rumah"

    @property
    def inbox(self) -> Path:
        """Where the packages come in that learners hand in by the button."""
        return self.course / SERVER_INBOX

    @property
    def lessons(self) -> Path:
        """The workspace as learners get it, read by every room."""
        return self.course / live.LESSONS

    @property
    def pins(self) -> Path:
        return self.course / pins.PLACE

    @property
    def wrong_pins(self) -> Path:
        return self.folder / "pin-salah.json"

    @property
    def certificate(self) -> Certificate:
        return Certificate(self.folder / "sertifikat.pem")

    @property
    def runtime(self) -> Path:
        """Sockets and notes of running processes; readable by this user alone."""
        return private_runtime_folder(self.course)

    @property
    def zygote_socket(self) -> Path:
        return self.runtime / "zigot.sock"

    @property
    def proxy_api_socket(self) -> Path:
        return self.runtime / "proksi.sock"

    @property
    def address_note(self) -> Path:
        """Where the proxy writes the port that it listens on."""
        return self.runtime / "alamat.json"

    def door(self, code: str) -> Path:
        """The folder with the one socket through which a room reaches the hub."""
        return self.runtime / "pintu" / code

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def prepare(self) -> None:
        """Make the folders and secrets that are not there yet. Raises SinauError."""
        try:
            for folder in (self.folder, self.homes, self.inbox, self.runtime / "pintu"):
                folder.mkdir(parents=True, exist_ok=True)
                folder.chmod(0o700)
            give_to_folders_owner(self.course, self.course / ".sinau", self.folder, self.inbox)
        except OSError as error:
            raise SinauError(_cannot_write(self.course, error)) from error
        if len(os.fsencode(self.zygote_socket)) > _LONGEST_SOCKET:
            raise SinauError(f"Alamat folder sementara {self.runtime} terlalu panjang; pakai TMPDIR=/tmp.")
        self.secret("cookie")

    def secret(self, name: str) -> str:
        """A secret of 64 hexadecimal digits, made when it is first asked for."""
        path = self.folder / f"{name}.rahasia"
        if not path.is_file():
            path.touch(mode=0o600)
            write_atomic(path, secrets.token_hex(32).encode(), durable=True)
            path.chmod(0o600)
            give_to_folders_owner(self.course, path)
        return path.read_text("ascii").strip()

    def uid(self, code: str) -> int:
        """The uid that owns this learner's home, the same each time."""
        path = self.folder / "uid.json"
        known: dict[str, int] = json.loads(path.read_text("ascii")) if path.is_file() else {}
        if code not in known:
            # Two classes on one laptop share none, as long as their folders' names tell them apart.
            first = UID_BASE + zlib.crc32(os.fsencode(self.course)) % CLASSES * MOST_LEARNERS
            known[code] = max(known.values(), default=first) + 1
            write_atomic(path, json.dumps(known, indent=1).encode(), durable=True)
        return known[code]


def _cannot_write(course: Path, error: OSError) -> str:
    if is_disk_full(error):
        return f"Ruang disk untuk {course} penuh: kosongkan ruang, lalu jalankan lagi."
    return (
        f"Folder kelas {course} tidak bisa ditulis ({error.strerror}): periksa izinnya, lalu jalankan lagi."
    )
