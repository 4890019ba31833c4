"""The grader's side of the wall: gives each job fresh children of warm sandboxes."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import replace

from grader.sandbox import bubblewrap, seccomp
from grader.sandbox.channel import End
from grader.sandbox.driver import assemble, drive
from grader.sandbox.job import Job, JobResult
from grader.sandbox.limits import Limits
from grader.sandbox.plain_process import PlainProcess
from grader.sandbox.warm import DATA
from grader.sandbox.warm_process import WarmProcess

_GONE = End("killed", "the sandbox was gone")


class Sandbox:
    """A warm sandbox; `run` gives each job a fresh child of it. Use it as a context manager, from any thread.

    A job with isolated tests gets a child of a second sandbox too, in which no learner's code ever runs.
    `limits` fixes the size of the scratch space; the other limits come with each job. With `wall=False` there
    is no sandbox at all: the jobs run one after the other in plain processes, with all rights of this user.
    """

    def __init__(self, limits: Limits | None = None, *, wall: bool = True) -> None:
        self._limits = limits or Limits()
        self._wall = wall
        self._learners, self._tests = _Place(), _Place()
        self._lock = threading.Lock()
        self._owner = os.getpid()
        if wall:
            seccomp.program()
            bubblewrap.find()
            bubblewrap.refuse_closed_folders()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def start(self, libraries: frozenset[str] = frozenset(), *, isolates: bool = False) -> None:
        """Start the warm process now, with these `warm.LIBRARIES`, rather than at the first job.

        With `isolates` the second one too. Raises SinauError when this machine cannot.
        """
        with self._lock:
            for place, wanted in ((self._learners, libraries), (self._tests, libraries & DATA))[
                : 1 + isolates
            ]:
                process = self._process(place)
                if isinstance(process, WarmProcess):
                    process.warm(wanted)

    def _process(self, place: _Place) -> WarmProcess | PlainProcess:
        """The living process of a place, started where there is none."""
        if self._owner != os.getpid():  # a fork of the grader: the warm processes are its parent's
            self._learners.process = self._tests.process = None
            self._owner = os.getpid()
        if place.process is None or not place.process.alive():
            place.close()
            tests = place is self._tests
            place.process = WarmProcess(self._limits, tests=tests) if self._wall else PlainProcess()
        return place.process

    def run(self, job: Job) -> JobResult:
        """Run one job. Whatever it does is in the result; it raises only when no sandbox can be started."""
        with self._lock:
            try:
                return self._run(job)
            finally:
                for place in (self._learners, self._tests):
                    if place.process is not None and not place.process.healthy:
                        place.close()

    def _run(self, job: Job) -> JobResult:
        learners, tests = self._process(self._learners), self._process(self._tests) if job.isolates else None
        started = time.monotonic()
        learner = learners.begin(job)
        if learner is None:
            return assemble(job, [], _GONE, started)
        tester = tests.begin(job) if tests is not None else None
        if tests is not None and tester is None:
            learners.end(learner, None)
            return assemble(job, [], _GONE, started)
        done, stop = drive(job, learner, tester)
        end = learners.end(learner, stop)
        if tests is not None and tester is not None:
            end = replace(end, cpu=end.cpu + tests.end(tester, None).cpu)
        if not self._wall:
            end = replace(end, cpu=sum(step.cpu for step in done))
        return assemble(job, done, end, started)

    def close(self) -> None:
        """End the warm processes and all in them."""
        with self._lock:
            self._learners.close()
            self._tests.close()


class _Place:
    """Where a process stands, when it has been started."""

    def __init__(self) -> None:
        self.process: WarmProcess | PlainProcess | None = None

    def close(self) -> None:
        if self.process is not None:
            self.process.close()
        self.process = None
