"""What the hub tells the zygote: one message with a room's description and the socket it will listen on."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MESSAGE = 1 << 16
WARM_SECONDS, ANSWER_SECONDS = 45.0, 45.0


@dataclass(frozen=True)
class Room:
    """A room to be made: whose it is, what of the machine it sees, what its server is told."""

    code: str
    name: str  # of the person
    uid: int
    home: str
    lessons: str
    door: str  # folder with the socket to the hub
    environment: Mapping[str, str]
    cgroup: str = ""  # path of a control group made for it

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Room:
        fields: dict[str, Any] = json.loads(data)
        return cls(**fields)


@dataclass(frozen=True)
class Living:
    """Process 1 of a room as the machine sees it; the start time tells it from a later one of that number."""

    pid: int
    started: int  # clock ticks after boot

    def is_alive(self) -> bool:
        """Whether that very process still runs."""
        return start_time(self.pid) == self.started


def start_time(pid: int) -> int | None:
    """When a process began (clock ticks after boot); None where there is none, or it is a zombie."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except OSError:
        return None
    return None if fields[0] in (b"Z", b"X") else int(fields[19])


def _connect(connection: socket.socket, path: Path) -> None:
    """Reach the zygote; one that is being started anew is warm after some seconds. Raises OSError."""
    limit = time.monotonic() + WARM_SECONDS
    while True:
        try:
            connection.connect(str(path))
            return
        except (ConnectionRefusedError, FileNotFoundError):
            if time.monotonic() > limit:
                raise
            time.sleep(0.1)


def ask(path: Path, room: Room, listener: socket.socket) -> Living:
    """Have the zygote make a room that serves on `listener`. Raises OSError with what went wrong in it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
        connection.settimeout(ANSWER_SECONDS)
        _connect(connection, path)
        socket.send_fds(connection, [room.to_json()], [listener.fileno()])
        answer = json.loads(connection.recv(MESSAGE) or b'{"problem": "the zygote went away"}')
    if "problem" in answer:
        raise OSError(answer["problem"])
    return Living(answer["pid"], answer["started"])
