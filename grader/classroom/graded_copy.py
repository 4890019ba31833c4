"""The graded copy of a hand-in: its notebook, the files beside it, and the stamp of what was graded."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from grader.classroom.folder import ClassFolder
from grader.common.files import read_kept
from grader.common.layout import write_atomic

STAMP = ".sinau-nilai.json"
TEMPORARY = ".tulis-"  # what `write_atomic` calls its files


def stamp_of(*parts: bytes) -> str:
    """A digest of all that a grade depends on."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()


def read_stamps(target: Path) -> dict[str, str]:
    """Notebook → stamp of the last grading; empty where there is none."""
    return read_kept(target / STAMP, lambda kept: {str(k): str(v) for k, v in kept.items()}, {})


def write_stamp(target: Path, notebook: str, stamp: str) -> None:
    """Remember that this very submission has been graded and written to the gradebook."""
    write_atomic(
        target / STAMP, json.dumps(read_stamps(target) | {notebook: stamp}, indent=1, sort_keys=True).encode()
    )


def write_graded(target: Path, notebook: str, text: str, files: Mapping[str, bytes]) -> None:
    """Write a graded notebook, and the files beside it, as nbgrader does; raises OSError."""
    for left in target.glob(f"{TEMPORARY}*"):  # by a run that was killed
        left.unlink()
    for name, data in {**files, f"{notebook}.ipynb": text.encode()}.items():
        path = target / name
        if path.is_file() and path.read_bytes() == data:
            continue
        for place in reversed(path.relative_to(target).parents[:-1]):
            if (target / place).is_file():
                (target / place).unlink()
        if path.is_dir():
            shutil.rmtree(path)
        write_atomic(path, data)


def share_with_group(folder: ClassFolder, target: Path) -> None:
    """Let the trainers' group write what was graded, as ``CourseDirectory.groupshared`` wants it."""
    if not folder.nbgrader.groupshared:
        return
    for place in (target, *target.parents):
        if place != folder.path and place.is_relative_to(folder.path):
            _allow(place, place.stat().st_mode | 0o2770)
    for top, below, names in os.walk(target):
        for name in below:
            _allow(Path(top, name), Path(top, name).stat().st_mode | 0o2770)
        for name in names:
            _allow(Path(top, name), 0o664)


def _allow(path: Path, mode: int) -> None:
    with contextlib.suppress(PermissionError):  # a colleague's own, who has shared it
        path.chmod(mode & 0o7777)
