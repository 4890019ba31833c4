"""What an exercise's own solution gave, kept in the course folder: grading again need not run it again."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path

from grader.classroom.graded_copy import stamp_of
from grader.classroom.modes import path_for, read_modes, write_modes
from grader.common.checkout import ROOT
from grader.common.layout import write_atomic
from grader.sandbox.limits import Limits

KEEP_SECONDS = 30 * 86400
#: `worker.reference`, here or on a worker.
Reference = Callable[[bytes, tuple[tuple[str, bytes], ...], Limits, bool], bytes]


def cached(course: Path, reference: Callable[..., bytes], runs_on: str) -> Reference:
    """The same function, but what it gave today for the same arguments is taken from the course folder.

    ``runs_on`` names the machines that it runs on. An author's error is not kept, and where nothing can be
    written nothing is.
    """

    def remembered(
        notebook: bytes, files: tuple[tuple[str, bytes], ...], limits: Limits, wall: bool
    ) -> bytes:
        path = path_for(course, notebook, "json")
        parts = [notebook, json.dumps(limits.to_json()).encode(), bytes([wall]), runs_on.encode()]
        parts += [part for name, data in files for part in (os.fsencode(name), data)]
        key = stamp_of(*parts, _surroundings(date.today()))
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(path.read_bytes())
            if kept["key"] == key:
                return str(kept["given"]).encode()
        modes = read_modes(course, notebook)
        given = reference(notebook, files, limits, wall, modes)
        found = json.loads(given)
        if "error" not in found:
            if not modes and found.get("modes"):
                write_modes(course, notebook, found["modes"])
            with suppress(OSError):
                write_atomic(path, json.dumps({"key": key, "given": given.decode()}).encode())
                _forget_old(path.parent)
        return given

    return remembered


def _forget_old(folder: Path) -> None:
    for path in folder.glob("*.json"):
        if path.stat().st_mtime < time.time() - KEEP_SECONDS:
            path.unlink()


@lru_cache(maxsize=1)
def _surroundings(today: date) -> bytes:
    """What else a solution's result depends on: this program, the course's data, the libraries, the day."""
    libraries = (
        entry
        for place in sys.path
        if os.path.isdir(place)  # noqa: PTH112  (hundreds of looks)
        for entry in sorted(os.listdir(place))  # noqa: PTH208
        if entry.endswith(".dist-info")
    )
    program = (f"{path} {mtime} {size}" for path, mtime, size in _files(ROOT / "grader", ROOT / "datasets"))
    return "\n".join([sys.version, today.isoformat(), *libraries, *program]).encode(
        "utf-8", "surrogateescape"
    )


def _files(*folders: Path) -> Iterator[tuple[str, int, int]]:
    for folder in folders:
        for place, inner, names in os.walk(folder):
            inner[:] = sorted(set(inner) - {"__pycache__"})
            for name in sorted(names):
                found = os.stat(os.path.join(place, name))  # noqa: PTH116, PTH118
                yield f"{place}/{name}", found.st_mtime_ns, found.st_size
