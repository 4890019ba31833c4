"""A real class server for tests: a class folder, PINs, the three processes, everything ended afterwards."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import psutil
import pytest

from grader.bench.phone import Phone
from grader.classroom.make import make_course
from grader.classroom.pins import PinBook
from grader.common.checkout import content_root
from grader.server.state import ServerState

Result = TypeVar("Result")
ROSTER = "kode;nama;desa;jalur\n"
PEOPLE = {
    "PNG-001": "Siti Aminah",
    "PNG-002": "Budi Santoso",
    "PNG-003": '<script>alert(1)</script>"><img src=x onerror=alert(2)>',
    "PNG-004": "Ratna Dewi",
    "PNG-005": "Joko Susilo",
}
NEEDS_ROOT = "a room of one's own needs root: namespaces, a uid for each learner"


@dataclass
class ClassServer:
    """A class that can be reached at `url`."""

    state: ServerState
    url: str
    pins: dict[str, str]
    process: subprocess.Popen[bytes]

    @property
    def book(self) -> PinBook:
        """The PINs as the class keeps them."""
        return PinBook(self.state.pins)

    def phone(self, code: str) -> Phone:
        """A browser that has not signed in."""
        return Phone(self.url, code)

    def as_learner(self, code: str, act: Callable[[Phone], Coroutine[Any, Any, Result]]) -> Result:
        """Sign in, open the lab, do something."""

        async def run() -> Result:
            async with self.phone(code) as phone:
                await phone.sign_in(self.pins[code])
                await phone.open_lab()
                return await act(phone)

        return asyncio.run(run())

    def in_notebook(self, code: str, *cells: str, patience: float = 180) -> list[str]:
        """What each of the cells shows, run in a kernel of this learner's room."""

        async def act(phone: Phone) -> list[str]:
            await phone.start_kernel(f"percobaan-{time.monotonic_ns()}.ipynb")
            return [await phone.run(cell, patience) for cell in cells]

        return self.as_learner(code, act)

    def part(self, name: str) -> int:
        """The process number of a part: `grader.server.proxy`, `grader.server.zygote`, `jupyterhub`."""
        children = (child.pid for child in psutil.Process(self.process.pid).children())
        return next(pid for pid in children if f"-m\0{name}\0" in _command_line(pid))

    def processes_of(self, code: str) -> list[int]:
        """The processes of this machine that run with the learner's uid."""
        uid = self.state.uid(code)
        return [int(entry.name) for entry in Path("/proc").iterdir() if _owner(entry) == uid]


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace")
    except OSError:
        return ""


def _owner(entry: Path) -> int | None:
    try:
        lines = (entry / "status").read_text().splitlines() if entry.name.isdigit() else []
    except OSError:
        return None
    return next((int(line.split()[1]) for line in lines if line.startswith("Uid:")), None)


def wait_until(happened: Callable[[], object], patience: float = 120) -> None:
    """Wait for a state; the limit is only for a test that would never end."""
    limit = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < limit, "it did not happen"
        time.sleep(0.1)


def is_first(pid: int) -> bool:
    """Whether a process is number 1 of its room."""
    try:
        numbers = Path(f"/proc/{pid}/status").read_text().split("NSpid:")[1].split("\n")[0].split()
    except OSError:
        return False
    return numbers[1:2] == ["1"]


def end_room(server: ClassServer, code: str, number: int = signal.SIGKILL) -> None:
    """End a learner's room and wait until it is gone."""
    for pid in server.processes_of(code):
        if is_first(pid):
            os.kill(pid, number)
    wait_until(lambda: not server.processes_of(code))


def make_class(folder: Path, workspace: Path) -> tuple[ServerState, dict[str, str]]:
    """A class folder with people and PINs; the lessons are those of the tests' own workspace."""
    course = folder / "kelas"
    roster = folder / "peserta.csv"
    lines = [f'{code};"{name.replace(chr(34), chr(34) * 2)}";Sampung;UMKM' for code, name in PEOPLE.items()]
    roster.write_text(ROSTER + "\n".join(lines) + "\n", "utf-8")
    make_course(content_root(), course, roster)
    state = ServerState(course.resolve())
    state.prepare()
    shutil.copytree(workspace, state.lessons)
    return state, PinBook(state.pins).make(PEOPLE)


def start(state: ServerState, pins: dict[str, str], log: Path, *options: str) -> ClassServer:
    """Start the server of a class and wait until it can be reached."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "grader.cli",
        "server",
        "--course",
        str(state.course),
        "--port",
        "0",
        *options,
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
    limit = time.monotonic() + 600
    while time.monotonic() < limit and process.poll() is None:
        told = log.read_text("utf-8", "replace")
        if found := re.search(r"Kelas terbuka di (https?)://\S+:(\d+)/", told):
            return ClassServer(state, f"{found[1]}://127.0.0.1:{found[2]}/", pins, process)
        time.sleep(0.1)
    process.kill()
    raise AssertionError(log.read_text("utf-8", "replace"))


@contextmanager
def running_class(folder: Path, workspace: Path) -> Iterator[ClassServer]:
    """A class server that is ended cleanly."""
    if os.getuid() != 0:
        pytest.skip(NEEDS_ROOT)
    state, pins = make_class(folder, workspace)
    server = start(state, pins, folder / "server.log")
    try:
        yield server
    finally:
        stop(server)


def stop(server: ClassServer) -> int:
    """End it as Ctrl+C does; its exit status."""
    server.process.send_signal(signal.SIGINT)
    try:
        return server.process.wait(120)
    except subprocess.TimeoutExpired:
        os.killpg(server.process.pid, signal.SIGKILL)
        raise
