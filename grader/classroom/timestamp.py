"""nbgrader's ``timestamp.txt``: when the hand-in beside it was made."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from grader.common.files import NotAPlainFile, TooBig, read_plain_file
from grader.common.layout import write_atomic
from grader.notebooks.nbgrader_import import import_nbgrader

NAME = "timestamp.txt"
#: Bytes; a time is short, and reading megabytes of digits as one takes for ever.
MAX_TIME = 100


def read(folder: Path) -> datetime | None:
    """The time of handing in, UTC without zone as for nbgrader; None if there is none, or no readable one."""
    try:
        text = read_plain_file(folder / NAME, MAX_TIME)[0].decode().strip()
    except (OSError, NotAPlainFile, TooBig, UnicodeDecodeError):
        return None
    if not text:
        return None
    import_nbgrader()
    from nbgrader.utils import parse_utc

    try:
        moment = parse_utc(text)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return moment if isinstance(moment, datetime) else None


def write(folder: Path, moment: datetime) -> None:
    """Note down the time of handing in, in nbgrader's own form; raises OSError."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")
    write_atomic(folder / NAME, f"{text}\n".encode())
