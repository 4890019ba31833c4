"""What a warm process has left free between its objects is used up before it forks.

A fork would put its own objects there, a few bytes on each of ten thousand pages, and every page that is
written on is no longer shared. Without gaps it makes them on pages of its own, one beside the other.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile

#: A line of the table that the interpreter prints of its small objects: size, and how many more have a place.
_LINE = re.compile(r"^ +\d+ +(\d+) +\d+ +\d+ +(\d+)$", re.MULTILINE)
_BYTES_HEAD = 33  # what an object of bytes has besides its content
_LARGE = 1 << 20  # no number that the interpreter keeps
_filling: list[object] = []  # never given back


def fill() -> int:
    """Fill them with objects that nobody uses; how many bytes that took."""
    total = 0
    for size, free in _gaps():
        _filling.append([_made(size, number) for number in range(free)])
        total += size * free
    return total


def _made(size: int, number: int) -> object:
    """A new object of that many bytes."""
    if size <= 16:
        return object()
    return bytes(size - _BYTES_HEAD) if size > _BYTES_HEAD else _LARGE + number


def _gaps() -> list[tuple[int, int]]:
    """Bytes of a block, and how many of its size are free between others."""
    with tempfile.TemporaryFile() as table:
        kept = os.dup(2)
        os.dup2(table.fileno(), 2)  # the interpreter prints it by itself
        try:
            sys._debugmallocstats()
        finally:
            os.dup2(kept, 2)
            os.close(kept)
        table.seek(0)
        found = _LINE.findall(table.read().decode("ascii", "replace"))
    return [(int(size), int(free)) for size, free in found]
