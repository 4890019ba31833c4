"""The warm process in its namespace: started by bubblewrap, it forks one child a job."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import select
import socket
import subprocess
import tempfile
import time
from typing import IO

from grader.common.errors import SinauError
from grader.sandbox import bubblewrap, cgroup, seccomp
from grader.sandbox.channel import GRACE_SECONDS, START_SECONDS, Buffer, Channel, End, Gone, Stopped, died
from grader.sandbox.job import Job, Json
from grader.sandbox.limits import Limits
from grader.sandbox.warm import of_job, of_tests

CLEAN_SECONDS = 20.0
CLOSE_SECONDS = 2.0
_serial = itertools.count()


class WarmProcess:
    """The process in the namespace, the control socket to it, and the job it is busy with."""

    def __init__(self, limits: Limits, *, tests: bool = False) -> None:
        """``tests``: it runs the author's isolated tests, never a learner's code."""
        self.healthy = True
        self._tests = tests
        self._libraries: frozenset[str] = frozenset()
        self._group = cgroup.make()
        self._memory_kills = 0
        self._uid = bubblewrap.sandbox_uid(next(_serial))
        self._control, inner = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the process)
        filter_fd, passwd_fd = (
            _pipe_with(seccomp.program()),
            _pipe_with(bubblewrap.passwd(self._uid).encode()),
        )
        descriptors = (inner.fileno(), filter_fd, passwd_fd)
        use = bubblewrap.TESTS if tests else bubblewrap.LEARNERS
        command = bubblewrap.command(limits, self._uid, use, *descriptors)
        try:
            self._process = subprocess.Popen(
                self._group.starting(command) if self._group else command,
                pass_fds=descriptors,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                env={},
                cwd="/",
            )
        finally:
            inner.close()
            os.close(filter_fd)
            os.close(passwd_fd)
        try:
            self._hear(time.monotonic() + START_SECONDS)
        except (Gone, TimeoutError):
            problem = self._why_not()
            self.close()
            raise SinauError(problem) from None

    def _why_not(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        last = lines[-1] if lines else "tanpa pesan"
        if os.getuid() == 0 and "not permitted" in last:
            return (
                f"Root di sini tidak berhak membuat ruang nama ({last}); "
                "kalau ini wadah (Docker), jalankan wadahnya dengan --privileged."
            )
        if last.startswith("bwrap:") and ("namespace" in last or "uid map" in last or "loopback" in last):
            switch = bubblewrap.namespace_switch()
            return f"Sistem melarang ruang nama pengguna ({last}); izinkan dengan: sudo sysctl {switch}"
        return (
            f"Kotak pasir tidak dapat dimulai ({last}); periksa pemasangan bubblewrap: {bubblewrap.INSTALL}"
        )

    def alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """Let process 1 leave by itself, so that its processor time counts with this process's children."""
        self._control.close()
        try:
            self._process.wait(CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.close()
        if self._group:
            self._group.remove()

    def warm(self, libraries: frozenset[str]) -> None:
        """Have libraries imported that are not yet."""
        missing = sorted(libraries - self._libraries)
        if missing:
            self._control.send(json.dumps({"op": "warm", "libraries": missing}).encode())
            self._hear(time.monotonic() + START_SECONDS)
            self._libraries |= libraries

    def begin(self, job: Job) -> _Socket | None:
        """Have a child forked for a job: the way to it, None where the sandbox is gone."""
        try:
            self.warm(of_tests(job) if self._tests else of_job(job))
            if self._group:
                self._group.limit(job.limits)
                self._memory_kills = self._group.memory_kills()
            ours, theirs = socket.socketpair()
            with theirs:
                request = json.dumps({"op": "job", "limits": job.limits.to_json()}).encode()
                socket.send_fds(self._control, [request], [theirs.fileno()])
        except (OSError, Gone):
            self.healthy = False
            return None
        return _Socket(ours, self._control)

    def end(self, channel: Channel, stop: Stopped | None) -> End:
        """Have everything killed and wiped; how the run ended."""
        assert isinstance(channel, _Socket)
        with channel:
            return self._finish(channel, stop)

    def _finish(self, channel: _Socket, stop: Stopped | None) -> End:
        report = channel.report
        try:
            if report is None and stop is not None and stop.ended == "exit":
                report = self._last_word()
            if report is None:
                self._control.send(b'{"op":"kill"}')
                report = self._hear(time.monotonic() + CLEAN_SECONDS)
        except (OSError, Gone, TimeoutError):
            self.healthy = False
            return End("killed", "the sandbox did not clean up and was ended")
        cpu, memory = float(report["cpu"]), float(report["memory_mib"])
        if stop is None:
            return End("ok", "", cpu, memory)
        if self._group and self._group.memory_kills() > self._memory_kills:
            return End("memory", "more memory than allowed", cpu, memory)
        if report["done"] is not None:
            return End(report["done"], f"more {report['done']} than allowed", cpu, memory)
        if stop.ended == "exit":
            ended, reason = died(report["status"])
            return End(ended, reason, cpu, memory)
        return End(stop.ended, stop.reason, cpu, memory)

    def _last_word(self) -> dict[str, Json] | None:
        """The child has closed its end; if it is dying by itself, process 1 says how."""
        with contextlib.suppress(TimeoutError):
            return self._hear(time.monotonic() + GRACE_SECONDS)
        return None

    def _hear(self, deadline: float) -> dict[str, Json]:
        self._control.settimeout(max(deadline - time.monotonic(), 0.001))
        data = self._control.recv(1 << 16)
        if not data:
            raise Gone
        message: dict[str, Json] = json.loads(data)
        return message


def _pipe_with(content: bytes) -> int:
    reading, writing = os.pipe()
    os.write(writing, content)  # a few kilobytes: always fits
    os.close(writing)
    return reading


class _Socket:
    """The channel of a job in the sandbox. `report` is the zygote's last word, once it has come."""

    def __init__(self, job: socket.socket, control: socket.socket) -> None:
        self._job = job
        self._job.setblocking(False)  # once: each change is a call of the system's
        self._control = control
        self._buffer = Buffer()
        self.report: dict[str, Json] | None = None
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def __enter__(self) -> _Socket:
        return self

    def __exit__(self, *exc: object) -> None:
        self._job.close()

    def send(self, frame: bytes, deadline: float) -> None:
        rest = memoryview(frame)
        while rest:
            try:
                rest = rest[self._job.send(rest) :]
            except BlockingIOError:
                self._wait_until_taken(deadline)
            except OSError:
                raise Gone from None

    def _wait_until_taken(self, deadline: float) -> None:
        poll = select.poll()
        poll.register(self._job, select.POLLOUT)
        if not poll.poll(max(deadline - time.monotonic(), 0.001) * 1000):
            raise TimeoutError

    def receive(self, limit: int, deadline: float) -> bytes:
        self._poll.register(self._job, select.POLLIN)
        while True:
            frame = self._buffer.frame(limit)
            if frame is not None:
                return frame
            remaining = deadline - time.monotonic()
            ready = dict(self._poll.poll(max(remaining, 0) * 1000))
            if not ready:
                raise TimeoutError
            if self._job.fileno() in ready:
                self._read()
            elif self._control.fileno() in ready:
                self._hear()

    def _read(self) -> None:
        try:
            piece = self._job.recv(1 << 18)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if piece:
            self._buffer.add(piece)
            return
        # The child has closed its end. Only process 1 knows how it ended, so wait for its word.
        self._poll.unregister(self._job)
        raise Gone

    def _hear(self) -> None:
        data = self._control.recv(1 << 16)
        message: dict[str, Json] = json.loads(data) if data else {}
        if "interrupted" in message:
            return
        if data:
            self.report = message
        raise Gone

    def interrupt(self) -> None:
        """Interrupt the running step; when this returns the signal is there and cannot hit the next step."""
        try:
            self._control.send(b'{"op":"interrupt"}')
            self._control.settimeout(CLEAN_SECONDS)
            self._hear()
        except OSError:
            raise Gone from None
