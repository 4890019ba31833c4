"""A plain process for our own authors' code, where no wall is wanted."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable

from grader.common.errors import SinauError
from grader.sandbox import bubblewrap, protocol
from grader.sandbox.channel import START_SECONDS, Buffer, Channel, End, Gone, Stopped, died
from grader.sandbox.job import Job


class PlainProcess:
    """A plain process of `grader.sandbox.runner`, and the channel to it."""

    def __init__(self) -> None:
        self.healthy = True
        flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "grader.sandbox.runner"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=tempfile.gettempdir(),  # the folder we happen to be in may be gone before the last job
            env={**os.environ, **_plain_environment()},
            creationflags=flags,
        )
        self._frames: queue.Queue[bytes | None] = queue.Queue()
        self._buffer = Buffer()
        threading.Thread(target=self._pump, daemon=True).start()
        try:
            self.receive(protocol.HEADER.size * 100, time.monotonic() + START_SECONDS)
        except (Gone, TimeoutError, Stopped):
            self.close()
            raise SinauError("Python untuk menjalankan buku catatan tidak dapat dimulai.") from None

    def _pump(self) -> None:
        assert self._process.stdout is not None
        read: Callable[[int], bytes] = self._process.stdout.read1  # type: ignore[attr-defined]
        while piece := read(1 << 18):
            self._frames.put(piece)
        self._frames.put(None)

    def alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def begin(self, job: Job) -> PlainProcess:
        """The way to the process: itself."""
        return self

    def end(self, channel: Channel, stop: Stopped | None) -> End:
        """Leave the job; how the run ended. One that was stopped takes the process with it."""
        if stop is None:
            try:
                self.send(protocol.encode({"op": "end"}), time.monotonic())
            except Gone:
                self.healthy = False
            return End("ok", "")
        self.healthy = False
        ended, reason = stop.ended, stop.reason
        if ended == "exit":
            ended, reason = died(self._process.wait())
        return End(ended, reason)

    def send(self, frame: bytes, deadline: float) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(frame)
            self._process.stdin.flush()
        except OSError:
            raise Gone from None

    def receive(self, limit: int, deadline: float) -> bytes:
        while True:
            frame = self._buffer.frame(limit)
            if frame is not None:
                return frame
            try:
                piece = self._frames.get(timeout=max(deadline - time.monotonic(), 0.001))
            except queue.Empty:
                raise TimeoutError from None
            if piece is None:
                raise Gone
            self._buffer.add(piece)

    def interrupt(self) -> None:
        self._process.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT))


def _plain_environment() -> dict[str, str]:
    from pathlib import Path

    import grader

    package_parent = str(Path(grader.__file__).resolve().parent.parent)
    paths = [package_parent, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        "PYTHONPATH": os.pathsep.join(paths),
        "NBGRADER_EXECUTION": bubblewrap.ENVIRONMENT["NBGRADER_EXECUTION"],
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONUTF8": "1",
        "MPLBACKEND": bubblewrap.ENVIRONMENT["MPLBACKEND"],
    }
