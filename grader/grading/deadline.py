"""A time limit for our own work on what a learner handed in."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: What reading or judging one submission may take; for anything a person wrote it is milliseconds.
OUR_SECONDS = 30.0
#: Seconds until it rings once more: a ring that falls into a destructor, or into a callback of the garbage
#: collector, is swallowed there.
AGAIN = 1.0


class TooSlow(Exception):
    """The block took longer than it may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TooSlow inside the block after ``seconds``.

    Only a process's main thread can be interrupted (a local worker's is); in any other there is no limit.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(number: int, frame: object) -> None:
        raise TooSlow(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
