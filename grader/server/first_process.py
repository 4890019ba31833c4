"""Process 1 of a room: forks the learner's server and their kernels, bounds them, collects what ends.

It has the learner's uid and no right of its own; no process of the room can look into it or end it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import random
import select
import signal
import socket
import stat
import sys
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from grader.sandbox.limits import MIB
from grader.server import linux, protocol
from grader.server.protocol import Room
from grader.server.room_places import HOME, MEMORY_BYTES, PROCESSES

TICK = 4.0  # seconds between two looks at what the room uses
PATIENCE = 4.0  # seconds that the server has for ending by itself
CROWDED = PROCESSES * 3 // 4
HOME_BYTES = 400 * MIB
HOME_FILES = 20_000
LOG = f"{HOME}/.sinau/kamar.log"


def run(room: Room, listener: socket.socket) -> NoReturn:
    """Fork the server, then serve it until it ends; everybody else in the room ends with this process."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    server = os.fork()
    if server == 0:
        here.close()
        _start_anew(room.environment, HOME)
        # Its kernels have the same uid, and it holds a socket of the machine's network.
        linux.set_dumpable(False)
        from grader.server import room_server

        room_server.serve(room, listener, there)
    listener.close()
    there.close()
    code = 1
    try:
        code = _FirstProcess(server, here).watch()
    finally:
        os._exit(code)


class _FirstProcess:
    def __init__(self, server: int, control: socket.socket) -> None:
        self._shared = _anonymous("self")  # with the zygote, and so with the server
        self._server, self._control = server, control
        self._kernels: dict[int, int] = {}  # pidfd → pid
        self._end: float | None = None
        self._too_full: tuple[int, int] | None = None  # bytes and files when the home was found too full
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)
        self._server_ended = os.pidfd_open(server)
        self._poll.register(self._server_ended, select.POLLIN)
        signal.signal(signal.SIGTERM, self._told_to_end)
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _told_to_end(self, *_: Any) -> None:
        self._end = time.monotonic() + PATIENCE
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._server, signal.SIGTERM)

    def watch(self) -> int:
        """Serve until the server ends; its exit status."""
        look = time.monotonic() + TICK
        while True:
            for descriptor, _ in self._poll.poll(1_000 * (TICK if self._end is None else 0.2)):
                if descriptor == self._server_ended:
                    return os.waitstatus_to_exitcode(os.waitpid(self._server, 0)[1])
                if descriptor == self._control.fileno():
                    self._serve_request()
                else:
                    self._collect(descriptor)
            now = time.monotonic()
            if self._end is not None and now > self._end:
                return 0
            if now > look:
                look = now + TICK
                self._collect_orphans()
                if not self._keep_within_limits():
                    return 1

    def _serve_request(self) -> None:
        data = self._control.recv(protocol.MESSAGE)
        if not data:  # the server is about to end
            self._poll.unregister(self._control)
            return
        wanted = json.loads(data)
        if home_is_full():
            self._control.send(b'{"problem": "full"}')
            return
        pid = os.fork()
        if pid == 0:
            self._control.close()
            _become_kernel(wanted["command"], wanted["environment"], wanted["folder"])
        pidfd = os.pidfd_open(pid)
        self._kernels[pidfd] = pid
        self._poll.register(pidfd, select.POLLIN)
        self._control.send(json.dumps({"pid": pid}).encode())

    def _collect(self, pidfd: int) -> None:
        self._poll.unregister(pidfd)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._kernels.pop(pidfd), 0)
        os.close(pidfd)

    def _collect_orphans(self) -> None:
        known = {self._server, *self._kernels.values()}
        while True:
            try:
                ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if ended is None or ended.si_pid in known:
                return
            os.waitpid(ended.si_pid, 0)

    def _keep_within_limits(self) -> bool:
        """End what uses too much; False when even that did not help and the room must close."""
        _send(signal.SIGCONT, [self._server])  # a kernel, which is of the same user, can stop it
        used = memory_by_process()
        if self._server in used:  # closed to others, so that all it has was counted
            used[self._server] = max(0, used[self._server] - self._shared)
        if sum(used.values()) > MEMORY_BYTES:
            others = {pid: size for pid, size in used.items() if pid != self._server}
            _send(signal.SIGKILL, [max(others, key=lambda pid: others[pid])] if others else [self._server])
        if tasks() > CROWDED:  # the server needs threads of its own to answer
            _send(signal.SIGKILL, [pid for pid in used if pid != self._server])
        size, count = home_size()
        if size <= HOME_BYTES and count <= HOME_FILES:
            self._too_full = None
            return True
        _send(signal.SIGKILL, [pid for pid in used if pid != self._server])
        before, self._too_full = self._too_full, (size, count)
        # What still grows when all but the server has ended, the server itself writes.
        return before is None or (size <= before[0] and count <= before[1])


def _send(number: int, pids: list[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)


def home_size() -> tuple[int, int]:
    """Bytes on the disk and number of files of the home; no link is followed."""
    size, count, folders = 0, 0, [HOME]
    while folders and count <= HOME_FILES:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:
            continue
        for entry in entries:
            count += 1
            with contextlib.suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
    return size, count


def home_is_full() -> bool:
    """Whether the learner's files are more than their share of the laptop's disk."""
    size, count = home_size()
    return size > HOME_BYTES or count > HOME_FILES


def memory_by_process() -> dict[int, int]:
    """Bytes of memory that each process of the room, but this one, has for itself."""
    found = {}
    for name in os.listdir("/proc"):  # noqa: PTH208
        if name.isdigit() and name != "1":
            with contextlib.suppress(OSError):
                found[int(name)] = _own_memory(name)
    return found


def tasks() -> int:
    """How many processes and threads the room has."""
    found = 0
    for name in os.listdir("/proc"):  # noqa: PTH208
        if name.isdigit():
            with contextlib.suppress(OSError):
                found += int(Path(f"/proc/{name}/stat").read_bytes().rpartition(b")")[2].split()[17])
    return found


def _own_memory(pid: str) -> int:
    """Memory that is not shared with the zygote: private pages, also where they were swapped out."""
    wanted = (b"Private_Clean:", b"Private_Dirty:", b"SwapPss:", b"Pss_Shmem:")
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_bytes().splitlines()
    except PermissionError:  # it has closed itself to others of its user: count all it has
        return _anonymous(pid)
    return _kilobytes(lines, wanted)


def _anonymous(pid: str) -> int:
    """Memory of no file, whoever shares it, also where it was swapped out."""
    return _kilobytes(Path(f"/proc/{pid}/status").read_bytes().splitlines(), (b"RssAnon:", b"VmSwap:"))


def _kilobytes(lines: list[bytes], wanted: tuple[bytes, ...]) -> int:
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(wanted))


def _start_anew(environment: Mapping[str, str], folder: str) -> None:
    """Undo in a fork what it has inherited: environment, time zone, randomness, signals, files.

    What it prints goes into a log of the learner's own: none that the class keeps can be filled from here.
    """
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    os.chdir(folder)
    null, log = os.open(os.devnull, os.O_RDWR), _open_log()
    for standard, place in ((0, null), (1, log), (2, log)):
        os.dup2(place, standard)
    os.close(null)
    os.close(log)
    linux.set_dumpable(True)
    gc.enable()


def _open_log() -> int:
    """The learner's log; nothing where they have put something else in its place, on which to wait."""
    with contextlib.suppress(OSError):
        os.makedirs(Path(LOG).parent, exist_ok=True)  # noqa: PTH103
        log = os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK, 0o600)
        if stat.S_ISREG(os.fstat(log).st_mode):
            return log
        os.close(log)
    return os.open(os.devnull, os.O_RDWR)


def _run_kernel() -> None:
    """The kernel of `ipykernel_launcher`; what a cell has left behind goes back to the machine."""
    from ipykernel import kernelapp

    app = kernelapp.IPKernelApp.instance()
    app.initialize()
    app.shell.events.register("post_run_cell", lambda result: linux.give_memory_back())
    app.start()


def _become_kernel(command: list[str], environment: Mapping[str, str], folder: str) -> NoReturn:
    """In a fork: run a Python kernel warm, any other program as it is."""
    code = 70
    try:
        os.closerange(3, 256)
        _start_anew(environment, folder if Path(folder).is_dir() else HOME)
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("600")  # rather a kernel than its server
        os.nice(5)  # pages and sign-in answer while cells run
        if command[1:3] == ["-m", "ipykernel_launcher"]:
            sys.argv = ["ipykernel_launcher", *command[3:], "--HistoryManager.enabled=False"]
            _run_kernel()
            code = 0
        else:
            os.execvpe(command[0], command, dict(environment))
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # into the room's log, for a maintainer
        traceback.print_exc()
    finally:
        os._exit(code)
