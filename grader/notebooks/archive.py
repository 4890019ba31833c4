"""An archive of packages: what WhatsApp exports of a chat and Google Drive makes of a folder. Pure.

It is opened one level: what lies in it is read as if it lay in the inbox itself, under the same limits.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from grader.notebooks.hand_in import (
    MAX_FILE_BYTES,
    Status,
    Unacceptable,
    entry_time,
    is_litter,
    parts,
    read_entry,
    refuse_trick,
)
from grader.notebooks.manifest import MANIFEST_NAME

MAX_ARCHIVE_BYTES = 200_000_000
_MAX_ENTRIES = 20_000
#: What all entries together may unpack to.
_MAX_UNPACKED = 1_000_000_000
_TAKEN = (".zip", ".ipynb")


@dataclass(frozen=True)
class Packed:
    """One file in an archive: its path there, its bytes or the ``problem`` that stands in their place, and
    when it was last changed, as the archive says.
    """

    path: tuple[str, ...]
    content: bytes
    time: datetime | None
    problem: Unacceptable | None = None


def packed(content: bytes) -> Iterator[Packed] | None:
    """What an archive of packages holds that can be a hand-in; None where ``content`` is no such archive.

    A package of ours, or a zip with one notebook, is none. What people send beside it is left out.
    """
    if not content.startswith(b"PK\x03\x04") or content.count(b"PK\x01\x02") > _MAX_ENTRIES:
        return None
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = [
            entry
            for entry in archive.infolist()
            if not entry.is_dir() and not is_litter(entry.orig_filename) and _name(entry).endswith(_TAKEN)
        ]
        ours = MANIFEST_NAME in archive.namelist()
    except Exception:  # zipfile trusts the numbers in a foreign file; whoever reads it as one package says so
        return None
    if ours or not (len(entries) > 1 or any(_name(entry).endswith(".zip") for entry in entries)):
        return None
    return _unpack(archive, entries)


def _unpack(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[Packed]:
    left = _MAX_UNPACKED
    for entry in entries:
        path = tuple(part for part in parts(entry.orig_filename) if part not in ("", "."))
        try:
            data = _read(archive, entry, left)
        except Unacceptable as problem:
            yield Packed(path, b"", None, problem)
            continue
        left -= len(data)
        yield Packed(path, data, entry_time(entry))


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    if left <= 0:
        raise Unacceptable(Status.REFUSED, "Isi arsip ini terlalu besar; bagi menjadi beberapa arsip.")
    refuse_trick(entry, archives=False)
    try:
        return read_entry(archive, entry, MAX_FILE_BYTES, _too_big)
    except Unacceptable:
        raise
    except Exception as error:
        raise Unacceptable(
            Status.UNREADABLE, "Berkas ini rusak di dalam arsipnya; minta peserta mengirim ulang."
        ) from error


def _name(entry: zipfile.ZipInfo) -> str:
    return entry.orig_filename.lower()


def _too_big() -> NoReturn:
    raise Unacceptable(Status.REFUSED, f"Lebih besar dari {MAX_FILE_BYTES // 1_000_000} MB; tidak dibaca.")
