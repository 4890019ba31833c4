"""Where submissions are graded: local processes, or an existing Dask cluster. Bytes in, bytes out."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    CancelledError,
    Executor,
    Future,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

from grader.common.errors import SinauError
from grader.common.process_pool import process_pool
from grader.grading import worker
from grader.grading.cluster_keys import NOT_INSTALLED, security

Task = TypeVar("Task")
T = TypeVar("T")
#: How often a task may lose its worker while it runs alone before it is given up.
TRIES = 2
#: Tasks under way for each worker: enough to keep it busy, few enough to keep the coordinator small.
WINDOW = 8
CONNECT_SECONDS = 10
#: How often the cluster is asked whether it still has workers, and how long it may have none.
ASK_SECONDS, PATIENCE_SECONDS = 5.0, 60.0


@dataclass
class _Attempt(Generic[Task]):
    """A task, and how often it has lost its worker while it ran alone."""

    task: Task
    deaths: int = 0


class _WorkerDied(Exception):
    pass


class Workers:
    """Runs tasks on an executor that ``make`` gives, ``window`` at a time, and outlives workers that die."""

    def __init__(
        self, make: Callable[[], Executor], window: int, staffed: Callable[[], bool] = lambda: True
    ) -> None:
        """``staffed`` tells whether anybody is there to work; without anybody for long, the run ends."""
        self._make = make
        self._window = window
        self._staffed = staffed
        # Made now, so that it warms up while the caller does other things.
        self._executor = make()

    def prepare(self, fn: Callable[..., object], *args: object) -> None:
        """Have each worker run something beforehand; nobody waits for it or hears how it ended."""
        for _ in range(self._window // WINDOW):
            self._submit(args, lambda executor, given: executor.submit(fn, *given))

    def close(self) -> None:
        """Give up what has not begun and wait for the rest."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def cancel(self) -> None:
        """Give up everything (Dask's executor knows no ``cancel_futures``)."""
        self._executor.shutdown(wait=False)

    def run(
        self, tasks: Iterable[Task], submit: Callable[[Executor, Task], Future[bytes]]
    ) -> Iterator[tuple[Task, bytes | None]]:
        """Run tasks, yielding each with its bytes as it is done.

        Of the tasks under way when a worker died any may have killed it, so each is run again alone; one that
        then loses its worker TRIES times comes back with None. Any other exception of a task is raised, for
        workers turn what learners do into values.
        """
        waiting = (_Attempt(task) for task in tasks)
        suspects: deque[_Attempt[Task]] = deque()
        running: dict[Future[bytes], _Attempt[Task]] = {}
        alone = False
        while True:
            alone = alone if running else bool(suspects)
            ready = islice(waiting, 0 if alone or suspects else self._window - len(running))
            for attempt in [suspects.popleft()] if alone and not running else ready:
                running[self._submit(attempt.task, submit)] = attempt
            if not running:
                return
            fallen: list[_Attempt[Task]] = []
            for future in self._wait(running):
                attempt = running.pop(future)
                try:
                    data = _result(future)
                except BrokenProcessPool:
                    fallen += [attempt, *running.values()]
                    running.clear()
                    self._renew()
                    break
                except _WorkerDied:
                    fallen.append(attempt)
                else:
                    yield attempt.task, data
            for attempt in fallen:
                attempt.deaths += alone
                if attempt.deaths < TRIES:
                    suspects.append(attempt)
                else:
                    yield attempt.task, None

    def _wait(self, running: Iterable[Future[bytes]]) -> set[Future[bytes]]:
        """The futures that are done, at least one; raises SinauError when nobody has been there for long."""
        seen = time.monotonic()
        while True:
            done, _ = wait(running, ASK_SECONDS, FIRST_COMPLETED)
            if done:
                return done
            if self._staffed():
                seen = time.monotonic()
            elif time.monotonic() - seen > PATIENCE_SECONDS:
                raise SinauError(
                    "Semua pekerja Dask hilang; nyalakan lagi dan ulangi perintahnya. Nilai yang ada tetap."
                )

    def _renew(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._make()

    def _submit(self, task: Task, submit: Callable[[Executor, Task], Future[T]]) -> Future[T]:
        try:
            return submit(self._executor, task)
        except BrokenProcessPool:  # it broke between two tasks: none of ours did it
            self._renew()
            return submit(self._executor, task)


def _result(future: Future[bytes]) -> bytes:
    """What a task gave.

    Raises _WorkerDied or BrokenProcessPool where its worker died, SinauError where no worker can do it.
    """
    try:
        return future.result()
    except CancelledError:
        raise SinauError(
            "Hubungan dengan penjadwal Dask terputus; jalankan lagi, yang sudah dinilai tetap."
        ) from None
    except ImportError as error:
        raise SinauError(f"Pekerja tidak punya paket ini ({error}); pasang sinau-desa di mesinnya.") from None
    except Exception as error:
        if type(error).__name__ == "KilledWorker":  # Dask's, which is not imported for this
            raise _WorkerDied from None
        raise


@contextmanager
def local_workers(count: int | None, wall: bool) -> Iterator[Workers]:
    """A pool of ``count`` fresh processes (None: one a processor), each with a warm sandbox."""
    count = count or default_workers()
    workers = Workers(partial(_local_pool, count, wall), count * WINDOW)
    try:
        yield workers
    finally:
        workers.close()


def _local_pool(count: int, wall: bool) -> Executor:
    context = multiprocessing.get_context("spawn")
    pool = process_pool(count, mp_context=context, initializer=worker.serve_parent, initargs=(wall,))
    for _ in range(count):
        pool.submit(os.getpid)  # a pool starts a process only when there is something to do
    return pool


@contextmanager
def dask_workers(address: str, keys: Path | None = None) -> Iterator[Workers]:
    """The workers of an existing Dask cluster; SinauError where it is out of reach, has none or goes away."""
    try:
        from distributed import Client
    except ImportError:
        raise SinauError(NOT_INSTALLED) from None
    guard = security(address, keys)
    try:
        client: Any = Client(  # type: ignore[no-untyped-call]
            address, timeout=CONNECT_SECONDS, set_as_default=False, security=guard
        )
    except (OSError, ValueError) as error:
        raise SinauError(
            f"Penjadwal Dask di {address} tidak bisa dihubungi ({error}); periksa alamatnya."
        ) from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise SinauError(
                f"Penjadwal Dask di {address} belum punya pekerja; "
                f"jalankan: dask worker {address} --nthreads 1"
            )

        def staffed() -> bool:
            try:
                return bool(client.nthreads())
            except (OSError, TimeoutError):  # the scheduler has gone too: its futures will say so
                return False

        workers = Workers(partial(client.get_executor, pure=False), threads * WINDOW, staffed)
        try:
            yield workers
        finally:
            workers.cancel()


def default_workers() -> int:
    """One worker a processor that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
