"""What has been graded, written: the graded copies, the gradebook in one transaction, then the stamps.

Killed in between, the next run does the chunk again.
"""

from __future__ import annotations

import time
from typing import Any

from grader.classroom.entries import Entry
from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook import Writer
from grader.classroom.graded_copy import share_with_group, write_graded, write_stamp
from grader.classroom.late import apply_late_penalties
from grader.common.errors import SinauError
from grader.grading.plan import Task
from grader.grading.summary import Summary
from grader.grading.untrusted import is_page
from grader.grading.worker import Result

#: Results are written together: at most this many, of this many bytes, or what came in this many seconds.
CHUNK, CHUNK_BYTES, CHUNK_SECONDS = 64, 64 * 2**20, 5.0


class Recorder:
    """The one writer of a run."""

    def __init__(self, folder: ClassFolder, gradebook: Any, summary: Summary) -> None:
        self._folder = folder
        self._gradebook = gradebook
        self._summary = summary
        self._writer = Writer(gradebook)
        self._chunk: list[tuple[Task, Result]] = []
        self._bytes = 0
        self._since = time.monotonic()

    def add(self, task: Task, result: Result) -> None:
        """Take a result; it is written with others, and at the latest by ``flush``. Raises SinauError."""
        self._chunk.append((task, result))
        self._bytes += len(result.notebook) + task.contents.size
        late = time.monotonic() - self._since > CHUNK_SECONDS
        if late or len(self._chunk) >= CHUNK or self._bytes > CHUNK_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what has been taken. Raises SinauError where it cannot be written; what was written stays."""
        if self._chunk:
            try:
                self._write()
            except OSError as error:
                raise SinauError(
                    f"Hasil penilaian tidak bisa ditulis ke {self._folder.path} ({error.strerror}); "
                    "kosongkan ruang atau perbaiki izin, lalu jalankan lagi. Nilai yang sudah tersimpan utuh."
                ) from None
        self._chunk, self._bytes, self._since = [], 0, time.monotonic()

    def _write(self) -> None:
        started = time.perf_counter()
        for task, result in self._chunk:
            shown = {name: data for name, data in task.contents.beside.items() if not is_page(name)}
            beside = task.exercise.files_for(shown)
            write_graded(task.hand_in.target, task.hand_in.notebook, result.notebook, beside)
        files = time.perf_counter()
        entries = [_entry(task, result) for task, result in self._chunk]
        self._writer.write(entries)
        apply_late_penalties(self._folder, self._gradebook, entries)
        database = time.perf_counter()
        for task, _ in self._chunk:
            write_stamp(task.hand_in.target, task.hand_in.notebook, task.stamp)
            share_with_group(self._folder, task.hand_in.target)
        stamps = time.perf_counter()
        self._summary.stages.update(
            {"files": files - started, "gradebook": database - files, "stamps": stamps - database}
        )


def _entry(task: Task, result: Result) -> Entry:
    told = task.hand_in
    return Entry(
        told.student,
        told.assignment,
        told.notebook,
        told.timestamp,
        told.path is not None,
        result.scores,
        result.no_response,
        result.digests,
    )
