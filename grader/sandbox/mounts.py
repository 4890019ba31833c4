"""Other names of a folder: the same files, or some of them, by another mount."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")


@dataclass(frozen=True)
class _Mount:
    """A file system's folder ``root`` that is seen at ``point``."""

    device: str
    root: Path
    point: Path


def other_names(folder: Path) -> list[Path]:
    """Where else a folder, or a part of it, is seen on this machine; nothing where Linux does not tell."""
    mounts = _mounts()
    around = [mount for mount in mounts if folder.is_relative_to(mount.point)]
    if not around:
        return []
    own = max(reversed(around), key=lambda mount: len(mount.point.parts))
    inside = own.root / folder.relative_to(own.point)
    return [
        name
        for mount in mounts
        if mount.device == own.device
        for name, same in _names(folder, inside, mount)
        if name != same and _is_same(name, same)
    ]


def _names(folder: Path, inside: Path, mount: _Mount) -> Iterator[tuple[Path, Path]]:
    """By what a mount shows of the folder that stands ``inside`` its file system, and what of it that is."""
    if inside.is_relative_to(mount.root):
        yield mount.point / inside.relative_to(mount.root), folder
    elif mount.root.is_relative_to(inside):
        yield mount.point, folder / mount.root.relative_to(inside)


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _mounts() -> list[_Mount]:
    try:
        lines = MOUNTS.read_bytes().splitlines()
    except OSError:
        return []
    fields = [line.split() for line in lines]
    return [_Mount(f[2].decode(), _path(f[3]), _path(f[4])) for f in fields if len(f) > 4]


def _path(written: bytes) -> Path:
    """A path of that table, in which blanks and the like are written in octal."""
    return Path(os.fsdecode(re.sub(rb"\\([0-7]{3})", lambda found: bytes([int(found[1], 8)]), written)))
