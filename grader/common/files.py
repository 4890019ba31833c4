"""Reading foreign files without being held up or led astray, and ours that may be damaged."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class NotAPlainFile(Exception):
    """A link, a pipe, a device or a folder stands where a file was expected."""


class TooBig(Exception):
    """The file holds more bytes than we are ready to read."""


def read_plain_file(path: Path, limit: int) -> tuple[bytes, os.stat_result]:
    """Content and state of a regular file of at most `limit` bytes.

    Links are not followed, and a pipe or a device is never waited for. Raises NotAPlainFile, TooBig, or
    OSError (gone, no right to read).
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        raise NotAPlainFile(path)
    # Between the look and the opening a link or a pipe may have come into its place: with these flags (absent
    # on Windows, which has neither problem here) opening fails then instead of following or waiting.
    flags = (
        os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    )
    with os.fdopen(os.open(path, flags), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise NotAPlainFile(path)
        if found.st_size > limit:
            raise TooBig(path)
        content = file.read(limit + 1)
    if len(content) > limit:
        raise TooBig(path)
    return content, found


def read_kept(path: Path, shape: Callable[[Any], T], nothing: T) -> T:
    """What `shape` makes of the JSON in a file of ours; `nothing` where it is not there or damaged."""
    try:
        return shape(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return nothing
