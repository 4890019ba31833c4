"""Brings a virtual environment to what is wanted of it, so that running it again always works.

A stamp, written last, tells a finished environment from a half-made one. A half-made one is made
anew: what was already downloaded comes from pip's cache.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from grader.common.errors import SinauError, is_forbidden
from grader.start.alone import alone
from grader.start.console import say
from grader.start.failures import forbidden
from grader.start.pip import run_quietly
from grader.start.places import Venv, private_runtime_folder

STAMP = "sinau.json"


@dataclass(frozen=True)
class Stamp:
    """What a finished environment was made from."""

    root: str  # the folder whose paths it holds, since it cannot be moved
    base_python: str  # the interpreter behind it, since an upgrade of the system replaces it
    project: str  # digest of pyproject.toml, or "" where the package comes as a wheel
    course: str  # digest of the lock
    tests: str  # digest of requirements-test.txt, or "" when the tests' packages are not installed


class Source(Protocol):
    """Where packages come from and which environment they go into."""

    @property
    def venv(self) -> Venv:
        """The environment."""

    @property
    def bytes_needed(self) -> int:
        """The room that the environment takes, with what is downloaded beside it."""

    @property
    def has_pip(self) -> bool:
        """Whether it brings its own pip, so that Python need not have any (as Debian's has not)."""

    @property
    def announcement(self) -> str:
        """The sentence that says what begins and how long it takes."""

    def stamp(self) -> Stamp:
        """The stamp that an environment with everything wanted has now."""

    def install(self) -> None:
        """Install everything into the environment, which exists; raises SinauError."""


def digest(path: Path) -> str:
    """SHA-256 of a file's text, the same whatever the line ends."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def read_stamp(venv: Venv) -> Stamp | None:
    """The stamp of this `.venv`, or None if it has none that can be read."""
    try:
        return Stamp(**json.loads((venv.folder / STAMP).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_ready(found: Stamp | None, now: Stamp) -> bool:
    """Whether the `.venv` stamped `found` has all that `now` asks for (and perhaps the tests' packages)."""
    return found is not None and now in (found, Stamp(**{**asdict(found), "tests": ""}))


def is_sound(found: Stamp | None, now: Stamp) -> bool:
    """Whether a `.venv` can be brought up to date in place, rather than made anew."""
    return found is not None and (found.root, found.base_python) == (now.root, now.base_python)


def ensure(source: Source) -> Venv:
    """Make the environment, or bring it up to date; does nothing if it is.

    Raises SinauError with what to do if that is not possible.
    """
    venv = source.venv
    if has_all(source):
        return venv
    with alone(private_runtime_folder(venv.folder.parent) / "pasang.lock"):
        if not has_all(source):  # another start.py may have just installed it
            try:
                make(source)
            except OSError as error:
                if is_forbidden(error):
                    raise SinauError(forbidden(venv.folder.parent)) from error
                raise
    return venv


def has_all(source: Source) -> bool:
    """Whether nothing needs to be installed."""
    return source.venv.python.exists() and is_ready(read_stamp(source.venv), source.stamp())


def make(source: Source) -> None:
    """Make the environment, or add to it what is new, and stamp it.

    Raises SinauError or OSError if that is not possible.
    """
    venv = source.venv
    if venv.python.exists() and is_sound(read_stamp(venv), source.stamp()):
        (venv.folder / STAMP).unlink()
    else:
        create(source)
    say(source.announcement)
    source.install()
    (venv.folder / STAMP).write_text(json.dumps(asdict(source.stamp()), indent=1) + "\n", "utf-8")


def create(source: Source) -> None:
    """Make the virtual environment anew, removing a half-made one.

    Raises SinauError if Python came without venv or pip (as Debian's does) or the disk has no room.
    """
    venv, needed = source.venv, source.bytes_needed
    if not can_make_venv(source.has_pip):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SinauError(
            f"Python di komputer ini belum lengkap: jalankan  sudo apt install python{version}-venv  "
            "lalu jalankan lagi."
        )
    try:
        remove(venv.folder)
    except OSError as error:
        if not venv.windows:
            raise
        raise SinauError(  # a program of .venv is still running, perhaps the one that runs this
            f"Folder {venv.folder} tidak bisa dihapus: tutup JupyterLab dan semua jendela terminal, "
            "lalu jalankan lagi dari jendela terminal yang baru."
        ) from error
    free = shutil.disk_usage(venv.folder.parent).free
    if free < needed:
        raise SinauError(
            f"Ruang penyimpanan tidak cukup: perlu {needed / 1e9:.1f} GB, tersisa {free / 1e9:.1f} GB; "
            "hapus berkas yang tidak dipakai, lalu jalankan lagi."
        )
    # In two steps, since `venv` keeps to itself why its ensurepip failed.
    run_quietly([base_python(), "-P", "-m", "venv", "--without-pip", str(venv.folder)], venv)
    if not source.has_pip:
        run_quietly([str(venv.python), "-P", "-m", "ensurepip", "--default-pip"], venv)


def remove(folder: Path) -> None:
    """Remove a folder, or what is in its place."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def base_python() -> str:
    """The interpreter that `.venv` is made with: never that of an active `.venv`, which may just be gone.

    The sandbox, which is Linux' alone, shows student code the interpreter's own folder and no link to it.
    """
    python: str = getattr(sys, "_base_executable", sys.executable)
    return os.path.realpath(python) if sys.platform == "linux" else python


def can_make_venv(has_pip: bool = False) -> bool:
    """Whether this Python can make a virtual environment, with pip in it unless that is there already."""
    importlib.invalidate_caches()  # `start.py test` may just have installed it
    needed = ("venv",) if has_pip else ("venv", "ensurepip")
    return all(importlib.util.find_spec(name) is not None for name in needed)
