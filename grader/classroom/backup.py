"""Copies of what only a class folder holds: the gradebook with the marks of people, and our notes beside it.

`.sinau/cadangan/<moment>-<why>.zip`. Hand-ins and graded copies are not in it: nothing deletes them.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from grader.classroom.folder import ROSTER, ClassFolder
from grader.classroom.graded_copy import STAMP
from grader.classroom.lock import LOCK, grading_lock
from grader.common.errors import SinauError, is_disk_full
from grader.common.layout import write_atomic, written_whole
from grader.notebooks.hand_in import Unacceptable, refuse_trick

FOLDER = Path(".sinau") / "cadangan"
KEPT = 20
_GRADEBOOK = "gradebook.db"
_FORMAT = "%Y%m%d-%H%M%S"
#: Made anew from the rest, or of no use elsewhere.
_LEFT_OUT = (FOLDER.as_posix(), ".sinau/dibaca", ".sinau-acuan", LOCK)


@dataclass(frozen=True)
class Backup:
    """One copy, and why it was made (`nilai`, `tulisan`, ...)."""

    name: str
    made: datetime
    why: str
    size: int


def back_up(folder: ClassFolder, why: str, now: datetime) -> Backup:
    """Copy the gradebook, the roster and our notes; older copies beyond the last 20 and one a day go.

    Raises SinauError where nothing can be written.
    """
    place = folder.path / FOLDER / f"{now:{_FORMAT}}-{why}.zip"
    try:
        with (
            written_whole(place) as temporary,
            # The first mark of an evening waits for this: four times as quick for a fifth more bytes.
            zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        ):
            database = folder.gradebook_file
            if database is not None and database.is_file():
                archive.writestr(_GRADEBOOK, _snapshot(database))
            for path in _notes(folder.path):
                archive.write(path, path.relative_to(folder.path).as_posix())
    except (OSError, sqlite3.Error) as error:
        raise SinauError(
            f"Cadangan tidak bisa dibuat di {place.parent} ({error}); kosongkan disk, lalu jalankan lagi."
        ) from error
    _thin_out(folder.path)
    return Backup(place.name, now.replace(microsecond=0), why, place.stat().st_size)


def back_up_if_older(folder: ClassFolder, why: str, now: datetime, minutes: int) -> None:
    """Make a copy unless there is one that young."""
    latest = next(iter(backups(folder.path)), None)
    if latest is None or now - latest.made >= timedelta(minutes=minutes):
        back_up(folder, why, now)


def backups(course: Path) -> list[Backup]:
    """The copies there are, the newest first."""
    found = []
    for path in (course / FOLDER).glob("*.zip"):
        try:
            made = datetime.strptime(path.name[:15], _FORMAT)
        except ValueError:
            continue
        found.append(Backup(path.name, made, path.stem[16:], path.stat().st_size))
    return sorted(found, key=lambda backup: backup.name, reverse=True)


def restore(folder: ClassFolder, name: str, now: datetime) -> None:
    """Put back what a copy holds, after a copy of what is there now. What was graded since is graded again.

    Raises SinauError where the copy is not there or cannot be read; then nothing has changed.
    """
    if name not in {backup.name for backup in backups(folder.path)}:
        raise SinauError("Cadangan itu tidak ada lagi; pilih yang lain.")
    path = folder.path / FOLDER / name
    with grading_lock(folder.path):
        try:
            with zipfile.ZipFile(path) as archive:
                contents = {entry: archive.read(entry) for entry in archive.namelist()}
        except (OSError, zipfile.BadZipFile) as error:
            raise SinauError(f"Cadangan {name} tidak terbaca; pilih yang lain.") from error
        back_up(folder, "sebelum-pulih", now)
        # First, since a run that dies here leaves only more to grade: a graded copy that is newer than its
        # row in the gradebook would pass for done.
        for _, _, graded in folder.walk("autograded"):
            (graded / STAMP).unlink(missing_ok=True)
        database, gradebook = folder.gradebook_file, contents.pop(_GRADEBOOK, None)
        if database is not None and gradebook is not None:
            _put_database(database, gradebook)
        for entry, content in contents.items():
            place = folder.path / entry
            if place.resolve().is_relative_to(folder.path.resolve()):
                write_atomic(place, content)


def _refuse_parts_elsewhere(folder: ClassFolder) -> None:
    here = folder.path.resolve()
    places = [Path(folder.nbgrader.root), folder.gradebook_file or folder.path]
    if outside := [str(place) for place in places if not place.resolve().is_relative_to(here)]:
        raise SinauError(
            f"Sebagian kelas ini ada di luar foldernya ({', '.join(outside)}), jadi tidak bisa dijadikan "
            f"satu berkas; salin {folder.path} dan tempat itu bersama-sama."
        )


def whole_class(folder: ClassFolder, to: Path) -> Path:
    """The whole class folder as one file, for another laptop. Raises SinauError, also where the configuration
    keeps a part of the class outside the folder.
    """
    _refuse_parts_elsewhere(folder)
    try:
        with (
            written_whole(to) as temporary,
            zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            database = folder.gradebook_file
            for path in _files(folder.path):
                name = path.relative_to(folder.path).as_posix()
                if path == database:
                    archive.writestr(name, _snapshot(path))
                elif path != to and not path.name.startswith(".tulis-"):
                    archive.write(path, name)
    except (OSError, sqlite3.Error, ValueError) as error:
        raise SinauError(
            f"Berkas pindahan tidak bisa dibuat ({error}); kosongkan ruang simpan, ulangi."
        ) from error
    return to


def unpack_class(file: Path, folder: Path) -> None:
    """Make a class folder of what `whole_class` wrote. Raises SinauError where that cannot be, or ``folder``
    has something in it already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SinauError(f"{folder} sudah berisi; beri nama folder yang belum ada untuk kelas pindahan.")
    try:
        with zipfile.ZipFile(file) as archive:
            if "nbgrader_config.py" not in archive.namelist():
                raise SinauError(
                    f"{file} bukan berkas pindahan kelas; buat dengan tombol Pindah ke laptop lain."
                )
            for entry in archive.infolist():
                refuse_trick(entry, archives=False)
            folder.parent.mkdir(parents=True, exist_ok=True)
            # Beside it and then whole: half a class would look like one.
            with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as place:
                archive.extractall(Path(place) / "kelas")
                (Path(place) / "kelas").replace(folder)
    except FileNotFoundError as error:
        raise SinauError(f"{file} tidak ada; periksa nama dan foldernya.") from error
    except (Unacceptable, zipfile.BadZipFile) as error:
        raise SinauError(
            f"{file} rusak atau bukan berkas pindahan kelas; salin ulang dari laptop lama."
        ) from error
    except OSError as error:
        why = "ruang simpan penuh" if is_disk_full(error) else error.strerror
        raise SinauError(f"Kelas tidak bisa ditaruh di {folder} ({why}); pilih tempat lain.") from error


def _snapshot(database: Path) -> bytes:
    """The bytes of a database as of one moment, whoever writes in it; of a broken one as they are."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "salinan.db"
        try:
            with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
        except sqlite3.OperationalError:  # of the system: a full disk, a lock
            raise
        except sqlite3.DatabaseError:
            return database.read_bytes()
        return copy.read_bytes()


def _notes(course: Path) -> Iterator[Path]:
    """The roster, the configuration, and the small files of ours."""
    for path in (course / ROSTER, course / "nbgrader_config.py", *sorted((course / ".sinau").glob("*.json"))):
        if path.is_file():
            yield path


def _files(course: Path) -> Iterator[Path]:
    for top, folders, names in os.walk(course):
        here = Path(top)
        folders[:] = sorted(n for n in folders if (here / n).relative_to(course).as_posix() not in _LEFT_OUT)
        for name in sorted(names):
            path = here / name
            if path.is_file() and not path.is_symlink() and name not in _LEFT_OUT:
                yield path


def _thin_out(course: Path) -> None:
    """Keep the last 20 and, of each day before, the last one."""
    days = set()
    for at, backup in enumerate(backups(course)):
        day = backup.made.date()
        if at >= KEPT and day in days:
            (course / FOLDER / backup.name).unlink(missing_ok=True)
        days.add(day)


def _put_database(path: Path, content: bytes) -> None:
    """What SQLite keeps beside a database while it writes belongs to the one that was there."""
    for beside in ("-journal", "-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    write_atomic(path, content)
