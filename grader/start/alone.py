"""One start.py at a time."""

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from grader.start.console import say


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Wait until no other start.py is in here; the system lets go of the lock however this process ends."""
    with lock.open("a") as file:
        if not take(file):
            say("start.py lain sedang bekerja. Menunggu sampai selesai...")
            while not take(file):
                time.sleep(0.5)
        yield


def take(file: TextIO) -> bool:
    """Take the lock on an open file, if nobody else holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
