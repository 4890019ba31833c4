"""The way to a process that runs a job: frames there and back, and how a run can end."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import Protocol

from grader.sandbox import protocol
from grader.sandbox.job import Ending

START_SECONDS = 120.0
GRACE_SECONDS = 1.0  # what an interrupted cell has to come to its end


@dataclass(frozen=True)
class End:
    ended: Ending
    reason: str
    cpu: float = 0.0
    memory_mib: float = 0.0


class Stopped(Exception):
    """The run cannot go on; carries why."""

    def __init__(self, ended: Ending, reason: str) -> None:
        super().__init__(reason)
        self.ended: Ending = ended
        self.reason = reason


class Gone(Exception):
    """The other end of the channel is closed."""


class Channel(Protocol):
    """One job's way to the process that runs it."""

    def send(self, frame: bytes, deadline: float) -> None: ...
    def receive(self, limit: int, deadline: float) -> bytes: ...
    def interrupt(self) -> None: ...


def died(code: int) -> tuple[Ending, str]:
    """How a process with this exit code (negative: a signal) ended."""
    if code >= 0:
        return "exit", f"the process left with status {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    if name == "SIGXCPU":
        return "cpu", "used up its processor time"
    return ("killed" if name == "SIGKILL" else "crash"), f"ended by {name}"


class Buffer:
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
            raise Stopped("output", f"an answer of {length} bytes, more than the {limit} that were left")
        if len(self._data) < head + length:
            return None
        body = bytes(self._data[head : head + length])
        del self._data[: head + length]
        return body
