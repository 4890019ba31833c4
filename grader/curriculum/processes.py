"""Independent pieces of work on all processors, in processes: Python's parser stands no threads."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from grader.common.errors import SinauError
from grader.common.process_pool import process_pool

#: Each process holds some 250 MB, with the one in which it runs cells.
MOST = 4

Result = TypeVar("Result")
Advance = Callable[[int, int], None]


def all_of(pieces: Sequence[Callable[[], Result]], advance: Advance) -> list[Result]:
    """What each piece gives, in order; a piece is a module's function with its arguments (`partial`).

    `advance` is told how many are done, of how many. Raises what a piece raises. Where a process is lost
    (little memory) or there can be none, the pieces are done one after another.
    """
    workers = min(MOST, os.cpu_count() or 1)
    try:
        # Nothing of this process is copied, so that it works in any thread, and on Windows.
        pool = process_pool(workers, mp_context=get_context("spawn"), initializer=_leave_ctrl_c)
    except SinauError:
        return _counted(map(_do, pieces), len(pieces), advance)
    try:
        return _counted(pool.map(_do, pieces), len(pieces), advance)
    except BrokenProcessPool:
        return _counted(map(_do, pieces), len(pieces), advance)
    finally:
        pool.shutdown(cancel_futures=True)


def _counted(results: Iterable[Result], total: int, advance: Advance) -> list[Result]:
    found = []
    for done, result in enumerate(results, 1):
        found.append(result)
        advance(done, total)
    return found


def _do(piece: Callable[[], Result]) -> Result:
    return piece()


def _leave_ctrl_c() -> None:
    """Ctrl+C is said to the first process, which then ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
