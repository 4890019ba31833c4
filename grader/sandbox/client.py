"""The grader's side of the wall: hands jobs to a warm sandbox and reads, with distrust, what comes back."""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
import os
import queue
import secrets
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import IO, Protocol

from grader.common.errors import SinauError
from grader.sandbox import bubblewrap, cgroup, protocol, seccomp
from grader.sandbox.job import Ending, Job, JobResult, Json, Step, StepError, StepResult, StepStatus
from grader.sandbox.limits import Limits
from grader.sandbox.warm import libraries_of

START_SECONDS = 120.0
GRACE_SECONDS = 1.0  # what an interrupted cell has to come to its end
CLEAN_SECONDS = 20.0
CLOSE_SECONDS = 2.0
_serial = itertools.count()


@dataclass(frozen=True)
class _End:
    ended: Ending
    reason: str
    cpu: float = 0.0
    memory_mib: float = 0.0


class _Stopped(Exception):
    """The run cannot go on; carries why."""

    def __init__(self, ended: Ending, reason: str) -> None:
        super().__init__(reason)
        self.ended: Ending = ended
        self.reason = reason


class _Gone(Exception):
    """The other end of the channel is closed."""


class _Channel(Protocol):
    """One job's way to the process that runs it."""

    def send(self, frame: bytes, deadline: float) -> None: ...
    def receive(self, limit: int, deadline: float) -> bytes: ...
    def interrupt(self) -> None: ...


class Sandbox:
    """A warm sandbox; `run` gives each job a fresh child of it. Use it as a context manager, from any thread.

    `limits` fixes the size of the scratch space; the other limits come with each job. With `wall=False` there
    is no sandbox at all: the jobs run one after the other in a plain process, with all rights of this user.
    """

    def __init__(self, limits: Limits | None = None, *, wall: bool = True) -> None:
        self._limits = limits or Limits()
        self._wall = wall
        self._zygote: _Zygote | None = None
        self._plain: _Plain | None = None
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

    def start(self, libraries: frozenset[str] = frozenset()) -> None:
        """Start the warm process now, with these `warm.LIBRARIES`, rather than at the first job.

        Raises SinauError when this machine cannot.
        """
        with self._lock:
            self._start()
            if self._zygote is not None:
                self._zygote.warm(libraries)

    def _start(self) -> None:
        if self._owner != os.getpid():  # a fork of the grader: the warm process is its parent's
            self._zygote = self._plain = None
            self._owner = os.getpid()
        if self._wall and (self._zygote is None or not self._zygote.alive()):
            self._close()
            self._zygote = _Zygote(self._limits)
        if not self._wall and (self._plain is None or not self._plain.alive()):
            self._close()
            self._plain = _Plain()

    def run(self, job: Job) -> JobResult:
        """Run one job. Whatever it does is in the result; it raises only when no sandbox can be started."""
        with self._lock:
            self._start()
            runner = self._zygote or self._plain
            assert runner is not None
            try:
                return runner.run(job)
            finally:
                if not runner.healthy:
                    self._close()

    def close(self) -> None:
        """End the warm process and all in it."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        for runner in (self._zygote, self._plain):
            if runner is not None:
                runner.close()
        self._zygote = self._plain = None


def _drive(job: Job, channel: _Channel) -> tuple[list[StepResult], _Stopped | None]:
    """Send the steps one by one; the results of those that were reached, and why the rest was not."""
    limits = job.limits
    budget = limits.output_kib * 1024
    deadline = time.monotonic() + limits.wall_seconds
    files = {name: base64.b64encode(content).decode("ascii") for name, content in job.files.items()}
    start = {"files": files, "cell_output_kib": limits.cell_output_kib}
    done: list[StepResult] = []
    try:
        _send_start(channel, start, deadline)
        for step in job.steps:
            result, used = _step(step, channel, limits, budget, deadline)
            done.append(result)
            budget -= used
    except _Stopped as stop:
        return done, stop
    return done, None


def _send_start(channel: _Channel, start: Json, deadline: float) -> None:
    try:
        channel.send(protocol.encode(start), deadline)
    except TimeoutError:
        raise _Stopped("timeout", "the files of the submission were not taken") from None
    except _Gone:
        raise _Stopped("exit", "the process ended") from None


def _step(
    step: Step, channel: _Channel, limits: Limits, budget: int, deadline: float
) -> tuple[StepResult, int]:
    request = None if step.request is None else dict(step.request)
    nonce, proof = secrets.token_hex(16), secrets.token_hex(16)
    message = {
        "op": "step",
        "kind": step.kind,
        "nonce": nonce,
        "source": step.source,
        "request": request,
    }
    if step.kind == "test":
        message["proof"] = proof
    started = time.monotonic()
    cell_deadline = min(started + limits.cell_seconds, deadline)
    interrupted = False
    try:
        channel.send(protocol.encode(message), cell_deadline)
        try:
            body = channel.receive(budget, cell_deadline)
        except TimeoutError:
            if cell_deadline == deadline:
                raise
            interrupted = True
            channel.interrupt()
            body = channel.receive(budget, min(time.monotonic() + GRACE_SECONDS, deadline))
    except TimeoutError:
        raise _Stopped("timeout", f"no answer within {time.monotonic() - started:.1f} s") from None
    except _Gone:
        raise _Stopped("exit", "the process ended") from None
    try:
        result = _result(step, protocol.decode(body), nonce, proof)
    except protocol.ProtocolError as error:
        raise _Stopped("protocol", f"malformed answer: {error}") from None
    if interrupted:
        result = replace(result, status="timeout", value=None)
    return replace(result, seconds=time.monotonic() - started), len(body)


def _result(step: Step, message: dict[str, Json], nonce: str, proof: str) -> StepResult:
    if message.get("nonce") != nonce:
        raise protocol.ProtocolError("an answer to another question")
    status = message.get("status")
    if status not in ("ok", "error", "output"):
        raise protocol.ProtocolError("unknown status")
    if step.kind == "test" and status == "ok" and message.get("proof") != proof:
        raise protocol.ProtocolError("no proof that the test ran to its end")
    error = message.get("error")
    if error is not None:
        if not isinstance(error, dict):
            raise protocol.ProtocolError("error expected")
        error = StepError(
            protocol.text(error.get("ename")),
            protocol.text(error.get("evalue")),
            protocol.text_list(error.get("traceback")),
        )
    if status != "output" and (error is None) == (status == "error"):
        raise protocol.ProtocolError("status and error disagree")
    value = message.get("value")
    if status != "ok" or step.kind == "cell":
        value = None
    elif step.kind == "test" and not (value is None or isinstance(value, (int, float, str))):
        raise protocol.ProtocolError("value of a test expected")
    outputs = protocol.outputs(message.get("outputs"))
    cpu = protocol.number(message.get("cpu"))
    return StepResult(step.id, status, outputs, error, value, cpu=cpu)


def _assemble(job: Job, done: list[StepResult], end: _End, started: float) -> JobResult:
    """The result of each step; the one in which the run ended carries the reason."""
    results = list(done)
    if end.ended != "ok" and len(results) < len(job.steps):
        status: StepStatus = end.ended if end.ended in ("timeout", "output") else "error"
        error = StepError("ProcessEnded", end.reason, ())
        results.append(StepResult(job.steps[len(results)].id, status, error=error))
    results += [StepResult(step.id, "not_reached") for step in job.steps[len(results) :]]
    seconds = time.monotonic() - started
    return JobResult(end.ended, end.reason, tuple(results), seconds, end.cpu, end.memory_mib)


class _Buffer:
    """Puts frames together from pieces."""

    def __init__(self) -> None:
        self._data = bytearray()

    def add(self, piece: bytes) -> None:
        self._data += piece

    def frame(self, limit: int) -> bytes | None:
        """The next whole frame, if it is there; one longer than `limit` ends the run."""
        head = protocol.HEADER.size
        if len(self._data) < head:
            return None
        (length,) = protocol.HEADER.unpack_from(self._data)
        if length > limit:
            raise _Stopped("output", f"an answer of {length} bytes, more than the {limit} that were left")
        if len(self._data) < head + length:
            return None
        body = bytes(self._data[head : head + length])
        del self._data[: head + length]
        return body


class _Zygote:
    """The process in the namespace, the control socket to it, and the job it is busy with."""

    def __init__(self, limits: Limits) -> None:
        self.healthy = True
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
        command = bubblewrap.command(limits, self._uid, *descriptors)
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
        except (_Gone, TimeoutError):
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

    def run(self, job: Job) -> JobResult:
        try:
            self.warm(libraries_of(step.source for step in job.steps))
            if self._group:
                self._group.limit(job.limits)
                self._memory_kills = self._group.memory_kills()
        except (OSError, _Gone):
            self.healthy = False
            return _assemble(job, [], _End("killed", "the sandbox was gone"), time.monotonic())
        started = time.monotonic()
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                request = json.dumps({"op": "job", "limits": job.limits.to_json()}).encode()
                try:
                    socket.send_fds(self._control, [request], [theirs.fileno()])
                except OSError:
                    self.healthy = False
                    return _assemble(job, [], _End("killed", "the sandbox was gone"), started)
            channel = _Socket(ours, self._control)
            done, stop = _drive(job, channel)
            return _assemble(job, done, self._finish(channel, stop), started)

    def _finish(self, channel: _Socket, stop: _Stopped | None) -> _End:
        """Have everything killed and wiped; how the run ended."""
        report = channel.report
        try:
            if report is None and stop is not None and stop.ended == "exit":
                report = self._last_word()
            if report is None:
                self._control.send(b'{"op":"kill"}')
                report = self._hear(time.monotonic() + CLEAN_SECONDS)
        except (OSError, _Gone, TimeoutError):
            self.healthy = False
            return _End("killed", "the sandbox did not clean up and was ended")
        cpu, memory = float(report["cpu"]), float(report["memory_mib"])
        if stop is None:
            return _End("ok", "", cpu, memory)
        if self._group and self._group.memory_kills() > self._memory_kills:
            return _End("memory", "more memory than allowed", cpu, memory)
        if report["done"] is not None:
            return _End(report["done"], f"more {report['done']} than allowed", cpu, memory)
        if stop.ended == "exit":
            ended, reason = _died(report["status"])
            return _End(ended, reason, cpu, memory)
        return _End(stop.ended, stop.reason, cpu, memory)

    def _last_word(self) -> dict[str, Json] | None:
        """The child has closed its end; if it is dying by itself, process 1 says how."""
        with contextlib.suppress(TimeoutError):
            return self._hear(time.monotonic() + GRACE_SECONDS)
        return None

    def _hear(self, deadline: float) -> dict[str, Json]:
        self._control.settimeout(max(deadline - time.monotonic(), 0.001))
        data = self._control.recv(1 << 16)
        if not data:
            raise _Gone
        message: dict[str, Json] = json.loads(data)
        return message


def _died(code: int) -> tuple[Ending, str]:
    """How a process with this exit code (negative: a signal) ended."""
    if code >= 0:
        return "exit", f"the process left with status {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    if name == "SIGXCPU":
        return "cpu", "used up its processor time"
    return ("killed" if name == "SIGKILL" else "crash"), f"ended by {name}"


def _pipe_with(content: bytes) -> int:
    reading, writing = os.pipe()
    os.write(writing, content)  # a few kilobytes: always fits
    os.close(writing)
    return reading


class _Socket:
    """The channel of a job in the sandbox. `report` is the zygote's last word, once it has come."""

    def __init__(self, job: socket.socket, control: socket.socket) -> None:
        self._job = job
        self._control = control
        self._buffer = _Buffer()
        self.report: dict[str, Json] | None = None
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def send(self, frame: bytes, deadline: float) -> None:
        self._job.settimeout(max(deadline - time.monotonic(), 0.001))
        try:
            self._job.sendall(frame)
        except TimeoutError:
            raise
        except OSError:
            raise _Gone from None

    def receive(self, limit: int, deadline: float) -> bytes:
        self._job.setblocking(False)
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
        raise _Gone

    def _hear(self) -> None:
        data = self._control.recv(1 << 16)
        message: dict[str, Json] = json.loads(data) if data else {}
        if "interrupted" in message:
            return
        if data:
            self.report = message
        raise _Gone

    def interrupt(self) -> None:
        """Interrupt the running step; when this returns the signal is there and cannot hit the next step."""
        try:
            self._control.send(b'{"op":"interrupt"}')
            self._control.settimeout(CLEAN_SECONDS)
            self._hear()
        except OSError:
            raise _Gone from None


class _Plain:
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
        self._buffer = _Buffer()
        threading.Thread(target=self._pump, daemon=True).start()
        try:
            self.receive(protocol.HEADER.size * 100, time.monotonic() + START_SECONDS)
        except (_Gone, TimeoutError, _Stopped):
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

    def run(self, job: Job) -> JobResult:
        started = time.monotonic()
        done, stop = _drive(job, self)
        if stop is None:
            self.send(protocol.encode({"op": "end"}), started)
            return _assemble(job, done, _End("ok", "", sum(step.cpu for step in done)), started)
        self.healthy = False
        ended, reason = stop.ended, stop.reason
        if ended == "exit":
            ended, reason = _died(self._process.wait())
        return _assemble(job, done, _End(ended, reason, sum(step.cpu for step in done)), started)

    def send(self, frame: bytes, deadline: float) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(frame)
            self._process.stdin.flush()
        except OSError:
            raise _Gone from None

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
                raise _Gone
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
