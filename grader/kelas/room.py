"""What the server knows of the one class that it serves."""

from __future__ import annotations

import asyncio
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
from grader.kelas.jobs import Jobs
from grader.kelas.marking import Undo
from grader.kelas.snapshot import Reader, Snapshot

_KEPT_WORDS = 100

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
        self._hands = ThreadPoolExecutor(1)

    async def one_at_a_time(self, work: Callable[..., T], *arguments: object) -> T:
        """Do the work beside the server's loop and after what was asked for before: no two pages read and
        write the class at once, and Python 3.11 cannot build two syntax trees at once (cpython#106905).
        """
        return await asyncio.get_running_loop().run_in_executor(self._hands, work, *arguments)

    @property
    def course(self) -> Path:
        return self.folder.path

    @property
    def gradebook_file(self) -> Path | None:
        """The gradebook where it is a file; None where it is a server's."""
        if not self.folder.db_url.startswith("sqlite:///"):
            return None
        return Path(self.folder.db_url.removeprefix("sqlite:///"))

    def snapshot(self) -> Snapshot | None:
        """The class as it stands; None while nothing has been graded."""
        return self._reader.snapshot()

    def say(self, *sentences: str) -> str:
        """Keep sentences for the page that comes next; what is given back stands in its address."""
        key = secrets.token_hex(4)
        self._words[key] = sentences
        for old in list(self._words)[:-_KEPT_WORDS]:
            del self._words[old]
        return key

    def said(self, key: str) -> Sequence[str]:
        """The sentences kept under a key; a script that follows a redirect reads them first."""
        return self._words.get(key, ())

    def counts(self) -> dict[str, int]:
        """What waits for the trainer, by the page on which it is done."""
        waiting = 0
        file = self.gradebook_file
        if file is None or file.is_file():
            with open_gradebook(self.folder.db_url, self.folder.course_id) as gradebook:
                waiting = waiting_answers(gradebook)
        return {
            "sekarang": live.hands(self.course, time.time()),
            "masuk": len(read_problems(self.folder)),
            "tulisan": waiting,
        }
