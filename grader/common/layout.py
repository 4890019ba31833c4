"""Laying files out in a folder that somebody works in: never overwrite and never delete what is theirs."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from grader.common.errors import SinauError, is_disk_full
from grader.common.files import read_kept

NEW_VERSION = " (versi baru)"
_EMPTY = hashlib.sha256(b"").hexdigest()
#: Where a learner's folder keeps what was laid out in it.
STATE = Path(".sinau") / "ruang.json"
#: The folder beside a notebook with the file that its answers are checked by.
KEYS = ".kunci"


@dataclass(frozen=True)
class Layout:
    """What a run did: files written for the first time, brought up to date, and new versions put beside
    changed ones.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """One Indonesian sentence for each thing a person may want to know."""
        said = []
        if self.added:
            said.append(f"{len(self.added)} berkas baru disiapkan.")
        if self.updated:
            said.append(f"{len(self.updated)} berkas yang belum kamu ubah diperbarui.")
        said += [
            f"{name}: versi barunya ditaruh di sebelah punyamu; punyamu tidak diubah." for name in self.beside
        ]
        return said


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_state(state_file: Path) -> dict[str, str]:
    """File → digest of what was last laid out; empty when nothing was, or when the state was damaged."""
    return read_kept(state_file, lambda kept: {str(k): str(v) for k, v in kept["files"].items()}, {})


def read_stamp(state_file: Path) -> str | None:
    """The stamp of the content last laid out, None when there is none."""
    stamp = read_kept(state_file, lambda kept: kept["stamp"], None)
    return stamp if isinstance(stamp, str) else None


def is_current(target: Path, state_file: Path, stamp: str) -> bool:
    """Whether this very content was laid out before and none of its files is missing."""
    return read_stamp(state_file) == stamp and all(
        _is_whole(target / name, kept) for name, kept in read_state(state_file).items()
    )


def _is_whole(path: Path, wanted: str) -> bool:
    """Whether a file is there; after a power cut one that was just laid out may be empty, which is nobody's
    work, unless `wanted` is the digest of nothing.
    """
    in_a_save = path.with_name(f".~{path.name}")  # Jupyter keeps there what was, and takes it back
    return path.is_file() and (path.stat().st_size > 0 or wanted == _EMPTY or in_a_save.is_file())


def lay_out(files: Mapping[str, bytes], target: Path, state_file: Path, stamp: str) -> Layout:
    """Bring `target` up to date with `files` (POSIX relative names → content).

    A file that still is what was laid out before is replaced; one that its owner changed stays, and a content
    that is new to them is written beside it. So does the key of such a notebook, for it fits what its owner
    reads. Raises SinauError when the folder cannot be written or the disk is full.
    """
    before = read_state(state_file)
    now, added, updated, beside = dict(before), [], [], []
    try:
        for name, data in sorted(files.items()):
            path, new = target / name, digest(data)
            there = _digest_of(path) if _is_whole(path, new) else None
            notebook = _notebook_of(name)
            if there is None:
                write_atomic(path, data)
                added.append(name)
            elif notebook in files and _is_older(
                target, notebook, files[notebook], before.get(notebook), path
            ):
                write_atomic(_beside(path), data)
                continue
            elif there != new and there == before.get(name):
                write_atomic(path, data)
                updated.append(name)
            elif there != new and before.get(name) != new:
                write_atomic(_beside(path), data)
                beside.append(name)
            now[name] = new
            if notebook:
                _beside(path).unlink(missing_ok=True)
        state = json.dumps({"stamp": stamp, "files": now}, indent=1, sort_keys=True)
        write_atomic(state_file, state.encode(), durable=True)
    except OSError as error:
        raise SinauError(_disk_sentence(target, error)) from None
    return Layout(tuple(added), tuple(updated), tuple(beside))


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.stem}{NEW_VERSION}{path.suffix}")


def _digest_of(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.is_file() else None


def _notebook_of(name: str) -> str:
    """The notebook that a key file belongs to; "" for any other file."""
    path = PurePosixPath(name)
    return f"{path.parent.parent / path.stem}.ipynb" if path.parent.name == KEYS else ""


def _is_older(target: Path, name: str, data: bytes, before: str | None, key: Path) -> bool:
    """Whether a notebook is its owner's and of an older course than its new key: since now, or since a run
    before, which put a new key beside the old one.
    """
    there, new = _digest_of(target / name), digest(data)
    return there not in (None, new, before) and (before != new or _beside(key).is_file())


def write_atomic(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file so that after a crash it is the old one or the new one, never half of one; raises
    OSError. One that is `durable` is on the disk when this returns: a power cut does not take it back.
    """
    with written_whole(path) as temporary:
        _write(temporary, data, durable)
    if durable:
        _settle_names(path.parent)


def create_atomic(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet, whole or not at all; it is on the disk when this returns.

    Raises FileExistsError where the name is taken, OSError.
    """
    with _beside_it(path) as temporary:
        _write(temporary, data, durable=True)
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:  # a memory stick's file system has no links
            path.open("xb").close()  # takes the name
            _fill(path, temporary)
    _settle_names(path.parent)


def _fill(path: Path, temporary: Path) -> None:
    try:
        temporary.replace(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A temporary file that takes a file's place once the block has filled it; raises OSError."""
    with _beside_it(path) as temporary:
        yield temporary
        temporary.replace(path)


@contextlib.contextmanager
def _beside_it(path: Path) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".tulis-")
    os.close(handle)
    temporary = Path(name)
    try:
        temporary.chmod(0o644)
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _write(file: Path, data: bytes, durable: bool) -> None:
    with file.open("wb") as opened:
        opened.write(data)
        if durable:
            opened.flush()
            os.fsync(opened.fileno())


def _settle_names(folder: Path) -> None:
    """Have the names in a folder on the disk too; Windows keeps them so by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _disk_sentence(target: Path, error: OSError) -> str:
    if is_disk_full(error):
        return (
            f"Ruang simpan penuh saat menyiapkan {target}; kosongkan sebagian, lalu jalankan lagi. "
            "Berkas lamamu aman."
        )
    return (
        f"Folder {target} tidak bisa ditulisi ({error.strerror}); pilih folder lain atau perbaiki izinnya, "
        "lalu jalankan lagi."
    )
