"""What the server knows of the one class that it serves."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from grader.classroom import live
from grader.classroom.collect_problems import read_problems
from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook import open_gradebook, waiting_answers
from grader.classroom.roster import Roster
from grader.common.errors import SinauError
from grader.kelas.jobs import Jobs
from grader.kelas.marking import Undo
from grader.kelas.readings import Stamp, stamp_of
from grader.kelas.snapshot import MuchToRead, Reader, Snapshot
from grader.reports.learning_test.answers import takings, test_files
from grader.reports.learning_test.report import LearningReport, build_learning_report

_KEPT_WORDS = 100
#: So many hand-ins are read while a page waits; more are read by a job of their own.
_READ_AT_ONCE = 400

T = TypeVar("T")


class Room:
    """The class folder with its jobs, what has been read of it, and sentences for the next page."""

    def __init__(self, course: Path) -> None:
        self.folder = ClassFolder(course)
        self.jobs = Jobs(course)
        self.undo = Undo()
        self.hide_names = False
        self._reader = Reader(self.folder)
        self._words: dict[str, tuple[str, ...]] = {}
        self._secret_words: set[str] = set()
        self._waiting: tuple[Stamp, int] | None = None
        self._tests: tuple[Stamp, LearningReport | None] | None = None
        self._hands = ThreadPoolExecutor(1)

    async def one_at_a_time(self, work: Callable[..., T], *arguments: object) -> T:
        """Do the work beside the server's loop and after what was asked for before: no two pages read and
        write the class at once, and Python 3.11 cannot build two syntax trees at once (cpython#106905).
        """
        return await asyncio.get_running_loop().run_in_executor(self._hands, work, *arguments)

    @property
    def course(self) -> Path:
        return self.folder.path

    def read_ahead(self) -> None:
        """Read the class before the first page is asked for; what is wrong with it the page will say."""
        with contextlib.suppress(SinauError, OSError):
            self.counts()
            snapshot = self.snapshot()
            if snapshot is not None:
                snapshot.prepare()
                self.tests()

    def snapshot(self) -> Snapshot | None:
        """The class as it stands, while it is graded as it stood before; None while nothing has been graded.

        Raises SinauError.
        """
        running = self.jobs.current
        if running and running.kind == "baca":
            raise MuchToRead(running.done, running.total)
        if running and running.kind == "nilai" and self._reader.latest:
            return self._reader.latest
        try:
            return self._reader.snapshot(_READ_AT_ONCE)
        except MuchToRead:
            self._read_by_a_job()
            raise

    def _read_by_a_job(self) -> None:
        last = self.jobs.latest.pop("baca", None)
        if last and last.problem:
            raise SinauError(last.problem)
        if self.jobs.current is None:
            self.jobs.start("baca")

    def tests(self) -> LearningReport | None:
        """The tests before and after, where anybody has taken one. Raises SinauError."""
        roster = self.folder.roster() or Roster(())
        state = stamp_of([self.folder.roster_file, *test_files(self.folder, roster)])
        if self._tests is None or self._tests[0] != state:
            found = takings(self.folder, roster)
            self._tests = state, build_learning_report(found, len(roster)) if found else None
        return self._tests[1]

    def say(self, *sentences: str) -> str:
        """Keep sentences for the page that comes next; what is given back stands in its address."""
        key = secrets.token_hex(4)
        self._words[key] = sentences
        for old in list(self._words)[:-_KEPT_WORDS]:
            del self._words[old]
        return key

    def say_once(self, sentence: str) -> str:
        """Keep a sentence that the next page shows and no page after it."""
        key = self.say(sentence)
        self._secret_words.add(key)
        return key

    def said(self, key: str) -> Sequence[str]:
        """The sentences kept under a key; a script that follows a redirect reads them first."""
        if key in self._secret_words:
            self._secret_words.discard(key)
            return self._words.pop(key, ())
        return self._words.get(key, ())

    def counts(self) -> dict[str, int]:
        """What waits for the trainer, by the page on which it is done."""
        return {
            "sekarang": live.hands(self.course, time.time()),
            "masuk": len(read_problems(self.folder)),
            "tulisan": self._waiting_answers(),
        }

    def _waiting_answers(self) -> int:
        """Counted anew only where the gradebook changed, which every page would wait for.

        Nothing is told of one that cannot be opened: the pages that need it say so, and Cadangan mends it.
        """
        file = self.folder.gradebook_file
        if file is not None and not file.is_file():
            return 0
        state = stamp_of([file]) if file else ()
        if self._waiting is None or not state or self._waiting[0] != state:
            try:
                with open_gradebook(self.folder.db_url, self.folder.course_id) as gradebook:
                    self._waiting = state, waiting_answers(gradebook)
            except SinauError:
                return 0
        return self._waiting[1]
