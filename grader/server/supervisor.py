"""Starts proxy, zygote and hub, starts anew what dies, ends all of it cleanly."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from grader.common.errors import SinauError
from grader.server import linux
from grader.server.protocol import Living
from grader.server.state import ServerState

READY_SECONDS = 300.0
FAST_DEATHS = 5  # so many within a minute, and it is no accident
END_SECONDS = 10.0
MOST_LOG = 20_000_000  # bytes
_POLL = 0.2


@dataclass
class Part:
    """One of the three processes: how it is started, what runs, when it died."""

    name: str
    command: Callable[[], list[str]]
    log: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it; what it prints goes to its log in the class folder."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command(),
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl+C in the terminal is for the supervisor alone
                preexec_fn=linux.end_with_parent,
            )

    def bound_log(self) -> None:
        """Whoever asks for what is not there a million times fills no disk with lines on it."""
        with contextlib.suppress(OSError):
            if self.log.stat().st_size > MOST_LOG:
                os.truncate(self.log, 0)  # it is written at its end, wherever that is

    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def stop(self) -> None:
        """End it, and wait until it has gone."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    """A port of this computer's own address that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def parts(state: ServerState, port: int, tls: bool) -> list[Part]:
    """Proxy, zygote and hub of a class, in the order in which they are started."""
    here = {**os.environ, "SINAU_KELAS": str(state.course), "PYTHONUTF8": "1"}

    def module(name: str, *arguments: str) -> list[str]:
        return [sys.executable, "-P", "-s", "-m", name, *arguments]

    def hub() -> list[str]:
        configuration = Path(__file__).with_name("hub_config.py")
        return ["env", f"SINAU_HUB_PORT={free_port()}", *module("jupyterhub", "-f", str(configuration))]

    def proxy() -> list[str]:
        kept = public_port(state) or port  # one that is started anew keeps its port
        return module("grader.server.proxy", course, str(kept), *(["tls"] if tls else []))

    course = str(state.course)
    # An arena a thread would be memory of each room's own, and so would be what large charts leave behind.
    thrifty = {
        "MALLOC_ARENA_MAX": "1",
        "MALLOC_MMAP_THRESHOLD_": "131072",
        "MALLOC_TRIM_THRESHOLD_": "131072",
    }
    warm = {**here, **thrifty}
    return [
        Part("proxy", proxy, state.log("proxy"), here),
        Part("zygote", lambda: module("grader.server.zygote", course), state.log("zygote"), warm),
        Part("hub", hub, state.log("hub"), {**here, "SINAU_PORT": str(port or 8000)}),
    ]


def public_port(state: ServerState) -> int | None:
    """The port on which phones reach the class, once the proxy has noted it down."""
    try:
        port: int = json.loads(state.address_note.read_text("ascii"))["port"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return port


class Supervisor:
    """Runs the parts of one class's server until it is told to stop."""

    def __init__(self, state: ServerState, port: int, tls: bool) -> None:
        self.state, self.tls = state, tls
        self.parts = parts(state, port, tls)
        self._stopping = False

    def run(self, on_ready: Callable[[int], None]) -> None:
        """Serve until SIGINT or SIGTERM. `on_ready` is called with the port once the class can be reached.

        Raises SinauError where a part does not come up, or dies again and again.
        """
        self.state.address_note.unlink(missing_ok=True)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._told_to_stop)
        try:
            for part in self.parts:
                part.start()
            port = self._wait_until_ready()
            if port is not None:
                on_ready(port)
            while not self._stopping:
                self._start_what_died()
                time.sleep(_POLL)
        finally:
            self._stop()

    def _told_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _wait_until_ready(self) -> int | None:
        limit = time.monotonic() + READY_SECONDS
        while not self._stopping:
            self._start_what_died()
            port = public_port(self.state)
            if port and self.state.zygote_socket.exists() and _answers(port, self.tls):
                return port
            if time.monotonic() > limit:
                raise SinauError(
                    f"Server kelas tidak siap dalam {READY_SECONDS:.0f} detik; lihat {self.state.log('hub')}."
                )
            time.sleep(_POLL)
        return None

    def _start_what_died(self) -> None:
        for part in self.parts:
            part.bound_log()
            if not part.ended():
                continue
            now = time.monotonic()
            part.deaths = [when for when in part.deaths if now - when < 60] + [now]
            if len(part.deaths) > FAST_DEATHS:
                raise SinauError(f"Bagian {part.name} dari server kelas terus berhenti; lihat {part.log}.")
            part.start()

    def _stop(self) -> None:
        for part in reversed(self.parts):
            if part.name != "zygote":
                part.stop()
        end_rooms(self.state)
        next(part for part in self.parts if part.name == "zygote").stop()
        for socket_file in (self.state.zygote_socket, self.state.proxy_api_socket, self.state.address_note):
            socket_file.unlink(missing_ok=True)


def _answers(port: int, tls: bool) -> bool:
    """Whether the page for signing in is there."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    if tls:
        # Whether somebody is there is asked, not who: it is this computer's own address.
        anybody = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=2, context=anybody)
    with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(connection):
        connection.request("GET", "/hub/login")
        return connection.getresponse().status == 200
    return False


def end_rooms(state: ServerState) -> None:
    """End every room that still lives, whoever has made it: first asked, then at once."""
    notes = list((state.runtime / "kamar").glob("*.json"))
    rooms = [Living(**json.loads(note.read_text("ascii"))) for note in notes]
    limit = time.monotonic() + END_SECONDS
    for number in (signal.SIGTERM, signal.SIGKILL):
        for living in rooms:
            if living.is_alive():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(living.pid, number)
        while any(living.is_alive() for living in rooms) and time.monotonic() < limit:
            time.sleep(0.05)
        limit = time.monotonic() + END_SECONDS
    for note in notes:
        note.unlink(missing_ok=True)
