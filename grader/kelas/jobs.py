"""Work that takes longer than a page may: one at a time, in a process of its own, told to whoever asks."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.common.errors import SinauError

#: What a job is called on a page while it runs.
TITLES = {
    "nilai": "Menilai kiriman",
    "baca": "Membaca kelas",
    "rilis": "Merilis latihan",
    "kembalikan": "Menyiapkan umpan balik",
    "sertifikat": "Membuat sertifikat",
}
LOST = "Pekerjaan ini berhenti mendadak; jalankan lagi. Yang sudah selesai tidak diulang."


@dataclass
class Job:
    """One run: how far it is, and in the end what it said or why it failed."""

    kind: str
    done: int = 0
    total: int = 0
    said: list[str] = field(default_factory=list)
    problem: str = ""
    running: bool = True

    @property
    def title(self) -> str:
        return TITLES[self.kind]

    def take(self, told: dict[str, Any]) -> None:
        """What the process has told."""
        if "total" in told:
            self.done, self.total = int(told["done"]), int(told["total"])
        self.said += [str(sentence) for sentence in told.get("said", [])]
        self.problem = str(told.get("problem", self.problem))

    def to_json(self) -> dict[str, Any]:
        """For the page that asks how far it is."""
        return {
            "title": self.title,
            "done": self.done,
            "total": self.total,
            "running": self.running,
        }


class Jobs:
    """The jobs of one class: the latest of each kind is remembered as long as the server runs."""

    def __init__(self, course: Path) -> None:
        self.latest: dict[str, Job] = {}
        self._course = course
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None

    @property
    def current(self) -> Job | None:
        """The one that runs now."""
        return next((job for job in self.latest.values() if job.running), None)

    def start(self, kind: str, *told: str) -> Job:
        """Begin a job on what it is ``told``. Raises SinauError while another one runs."""
        with self._lock:
            if self.current:
                raise SinauError(f"{self.current.title} sedang berjalan; tunggu sampai selesai.")
            job = self.latest[kind] = Job(kind)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "grader.kelas.work", kind, str(self._course), *told],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
        threading.Thread(target=self._follow, args=(job, self._process), daemon=True).start()
        return job

    def close(self) -> None:
        """End what still runs; grading goes on from there another time."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            self._process.wait()

    def _follow(self, job: Job, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("{"):
                job.take(json.loads(line))
        if process.wait() and not job.problem:
            job.problem = LOST
        job.running = False
