"""A raised hand on the class server: the learner asks for the trainer, who is told by the room."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from grader.common.errors import SinauError
from grader.common.layout import write_atomic
from grader.learner.profile import STATE_FOLDER

_FILE = Path(STATE_FOLDER) / "tangan"


def since(workspace: Path) -> float:
    """When the hand was raised (epoch seconds), 0 while it is down."""
    try:
        return float((workspace / _FILE).read_text("ascii"))
    except (OSError, ValueError):
        return 0.0


def put(workspace: Path, up: bool) -> None:
    """Raise the hand, unless it is up already, or lower it. Raises SinauError."""
    try:
        if not up:
            (workspace / _FILE).unlink(missing_ok=True)
        elif not since(workspace):
            write_atomic(workspace / _FILE, f"{time.time():.3f}".encode())
    except OSError as error:
        raise SinauError(
            f"Tanganmu belum terangkat ({error.strerror}); panggil pelatih dengan suara."
        ) from error


def answered(workspace: Path, until: float) -> None:
    """The trainer has come to hands raised until then."""
    if 0 < since(workspace) <= until:
        with contextlib.suppress(OSError):
            (workspace / _FILE).unlink(missing_ok=True)
