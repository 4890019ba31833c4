"""Process 1 of the sandbox: a warm interpreter that forks one child a submission and cleans up after it.

It reads nothing a child wrote. For each job it gets, over the control socket, the child's end of a fresh
socket; when the child has ended or breaks a limit, every process of the namespace is killed and the scratch
space is emptied.
"""

# System calls, one for one:
# ruff: noqa: PTH102, PTH101, PTH104, PTH106, PTH108, PTH123

from __future__ import annotations

import contextlib
import ctypes
import gc
import itertools
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from typing import Any, NoReturn

from grader.sandbox import bubblewrap, practice, protocol, runner, usage
from grader.sandbox.limits import MIB
from grader.sandbox.rights import PR_SET_DUMPABLE, acting_as, become, prctl
from grader.sandbox.shell import NotebookShell

#: Milliseconds between two looks at what a job uses: the learner's, and the author's tests in theirs.
POLL_MS, TESTS_POLL_MS = 20, 100
PAGE = os.sysconf("SC_PAGE_SIZE")
MADV_COLLAPSE, HUGE = 25, 1 << 21
MESSAGE = 1 << 16
SIGNALS = 64
_libc = ctypes.CDLL(None, use_errno=True)


def main() -> NoReturn:
    control, uid = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])
    tests = sys.argv[3] == bubblewrap.TESTS
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)  # process 1 is deaf to what it does not handle
    prctl(PR_SET_DUMPABLE, 0)  # its /proc entries are closed to the children
    wipe(uid)
    gc.disable()  # nothing that is imported becomes garbage
    first = runner.FIRST_TEST if tests else runner.FIRST_CELLS
    with acting_as(uid):
        shell = runner.preload(first)
        practice.practise(shell)
    every = TESTS_POLL_MS if tests else POLL_MS
    wipe(uid)
    hide_own_modules()
    settle()
    control.send(json.dumps({"ready": os.getpid()}).encode())
    while True:
        message, descriptors = _receive(control)
        if message.get("op") == "job":
            serve(shell, control, descriptors[0], message["limits"], uid, every)
        elif message.get("op") == "warm":
            gc.disable()
            with acting_as(uid):
                runner.add_libraries(shell, message["libraries"])
                runner.use(shell, *first)  # once more: Python looks through new modules at the next traceback
            wipe(uid)
            settle()
            control.send(b'{"warm":true}')
        else:
            for descriptor in descriptors:
                os.close(descriptor)


def settle() -> None:
    """Make what is here cheap to fork."""
    gc.collect()
    gc.freeze()
    gc.enable()
    _use_huge_pages()


def _receive(control: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """The next message of the grader; the sandbox ends when the grader is gone."""
    data, descriptors, _, _ = socket.recv_fds(control, MESSAGE, 1)
    if not data:
        os._exit(0)
    return json.loads(data), descriptors


def serve(
    shell: NotebookShell, control: socket.socket, job_fd: int, limits: dict[str, Any], uid: int, every: int
) -> None:
    """Fork the child for one job, watch it (``every`` so many ms) until it ends, tell the grader how."""
    before = usage.cpu_of_the_dead()
    base = usage.memory_of("self")
    pid = os.fork()
    if pid == 0:
        child(shell, control, job_fd, limits, uid)
    os.close(job_fd)
    why, status, peak = watch(control, pid, limits, base, uid, every)
    killed = kill_everyone(pid)
    wipe(uid)
    status = status if status is not None else killed
    report = {
        "done": why,
        "status": os.waitstatus_to_exitcode(status),
        "cpu": usage.cpu_of_the_dead() - before,
        "memory_mib": peak / MIB,
    }
    control.send(json.dumps(report).encode())


def watch(
    control: socket.socket, pid: int, limits: dict[str, Any], base: int, uid: int, every: int
) -> tuple[str | None, int | None, int]:
    """Wait for the end of the child: the limit it broke, its wait status (or None), its peak of memory."""
    peak, already_used = 0, usage.cpu_of_the_dead()
    pidfd = os.pidfd_open(pid)
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    poll.register(control, select.POLLIN)
    try:
        while True:
            for descriptor, _ in poll.poll(every):
                if descriptor == pidfd:
                    _, status = os.waitpid(pid, 0)
                    return None, status, peak
                message, extra = _receive(control)
                for unexpected in extra:
                    os.close(unexpected)
                if message["op"] == "kill":
                    return None, None, peak
                if message["op"] == "interrupt":
                    os.kill(pid, signal.SIGINT)
                    control.send(b'{"interrupted":true}')
            broken, memory = usage.broken_limit(limits, base, already_used, uid)
            peak = max(peak, memory)
            if broken:
                return broken, None, peak
            _reap_orphans(pid)
    finally:
        os.close(pidfd)


def _reap_orphans(main_child: int) -> None:
    """Collect orphans that process 1 inherited, but leave the main child to `watch`."""
    while True:
        info = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if info is None or info.si_pid == main_child:
            return
        os.waitpid(info.si_pid, 0)


def kill_everyone(main_child: int) -> int:
    """Kill every other process of the namespace and wait for each; the main child's wait status."""
    status = 0
    while True:
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)
        try:
            pid, ended = os.waitpid(-1, 0)
        except ChildProcessError:
            return status
        if pid == main_child:
            status = ended


def wipe(uid: int) -> None:
    """Leave nothing but three empty folders in the scratch space, all of them the children's own."""
    os.chdir("/")
    for top in (bubblewrap.SCRATCH, bubblewrap.SHM):
        os.chmod(top, 0o777)
        for attribute in os.listxattr(top):
            os.removexattr(top, attribute)
        os.chmod(top, 0o777)  # what an access list had hidden
    with acting_as(uid):
        for top in (bubblewrap.SCRATCH, bubblewrap.SHM):
            _empty(top)
        for folder in (bubblewrap.HOME, bubblewrap.TEMP, bubblewrap.WORK):
            os.mkdir(folder, mode=0o700)


def _empty(top: str) -> None:
    """Delete all in `top`. Folders are moved up to it before they are emptied: no depth is too deep."""
    serial = 0
    while entries := list(os.scandir(top)):
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
                continue
            os.chmod(entry.path, 0o700)
            for inner in list(os.scandir(entry.path)):
                if inner.is_dir(follow_symlinks=False):
                    serial += 1
                    os.chmod(inner.path, 0o700)
                    os.rename(inner.path, f"{top}/.{serial}-{time.monotonic_ns()}")
                else:
                    os.unlink(inner.path)
            os.rmdir(entry.path)


def child(
    shell: NotebookShell, control: socket.socket, job_fd: int, limits: dict[str, Any], uid: int
) -> NoReturn:
    """The forked child: shut every door, then serve the job's steps."""
    code = 70
    try:
        control.close()
        os.setsid()
        become(uid)
        os.chdir(bubblewrap.WORK)
        _limit(limits, uid)
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")  # rather the child than process 1
        null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        job = socket.socket(fileno=job_fd)
        reader = job.makefile("rb")

        def exactly(size: int) -> bytes:
            data = reader.read(size)
            if len(data) < size:
                raise EOFError
            return data

        def receive() -> bytes:
            (length,) = protocol.HEADER.unpack(exactly(protocol.HEADER.size))
            return exactly(length)

        start = protocol.decode(receive())
        runner.run_job(shell, start, receive, job.sendall)
        code = 0
    finally:
        os._exit(code)


def hide_own_modules() -> None:
    """A learner who imports the sandbox's modules gets copies of their own to play with."""
    for name in [name for name in sys.modules if name.startswith("grader.sandbox")]:
        del sys.modules[name]
    sys.modules["grader"].__dict__.pop("sandbox", None)


def _limit(limits: dict[str, Any], uid: int) -> None:
    memory = int(limits["memory_mib"] * MIB)
    with open("/proc/self/statm", "rb") as file:
        mapped = int(file.read().split()[0]) * PAGE
    for what, value in (
        (resource.RLIMIT_AS, mapped + memory),
        (resource.RLIMIT_CPU, int(limits["cpu_seconds"]) + 1),
        (resource.RLIMIT_FSIZE, int(limits["file_mib"] * MIB)),
        (resource.RLIMIT_NOFILE, int(limits["open_files"])),
        (resource.RLIMIT_CORE, 1),  # 0 would still feed the program of a piped core_pattern
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_SIGPENDING, SIGNALS),  # counted for each user of the whole machine
    ):
        _lower(what, value)
    # The watcher ends a fork bomb at `processes`; this keeps it from outrunning the watcher.
    # Before Linux 5.14 the kernel counted all that the same user runs outside as well.
    if uid >= bubblewrap.UID_BASE or _kernel() >= (5, 14):
        most = int(limits["processes"]) * 2 + 2
        _lower(resource.RLIMIT_NPROC, most)


def _lower(what: int, value: int) -> None:
    """Set a limit, unless whoever started the grading has set a smaller one, which only root may raise."""
    _, already = resource.getrlimit(what)
    if already != resource.RLIM_INFINITY:
        value = min(value, already)
    resource.setrlimit(what, (value, value))


def _kernel() -> tuple[int, int]:
    major, minor = os.uname().release.split(".")[:2]
    return int(major), int("".join(itertools.takewhile(str.isdigit, minor)) or 0)


def _use_huge_pages() -> None:
    """Put the warm heap into huge pages: less to copy at each fork. Before Linux 6.1 nothing happens."""
    with open("/proc/self/maps") as file:
        mappings = [line.split() for line in file]
    for span, rights, _, _, inode, *name in mappings:
        if rights == "rw-p" and inode == "0" and (not name or name == ["[heap]"]):
            start, end = (int(part, 16) for part in span.split("-"))
            start, end = -(-start // HUGE) * HUGE, end // HUGE * HUGE
            if start < end:
                _libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), MADV_COLLAPSE)


if __name__ == "__main__":
    main()
