"""Only one grading of a class at a time.

Not filelock: who holds the lock stands in the locked file itself, for the sentence of who comes second.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from grader.common.errors import SinauError

LOCK = ".sinau-nilai.kunci"


@contextmanager
def grading_lock(course: Path) -> Iterator[None]:
    """Only one grading at a time; SinauError tells who holds the lock. A dead holder's lock is free."""
    import fcntl

    path = course / LOCK
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise SinauError(
            f"Folder {course} tidak bisa ditulisi ({error.strerror}); perbaiki izinnya, lalu jalankan lagi."
        ) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 200).decode("utf-8", "replace").strip() or "proses lain"
            raise SinauError(
                f"Kelas ini sedang dinilai oleh {holder}; tunggu sampai selesai, lalu jalankan lagi."
            ) from None
        since = datetime.now().astimezone().strftime("%H.%M")
        with contextlib.suppress(OSError):  # on a full disk the lock holds all the same
            os.ftruncate(handle, 0)
            os.write(handle, f"proses {os.getpid()} di {socket.gethostname()} sejak pukul {since}".encode())
        yield
    finally:
        os.close(handle)
