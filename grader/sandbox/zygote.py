"""Process 1 of the sandbox: a warm interpreter that forks one child a submission and cleans up after it.

It reads nothing a child wrote. For each job it gets, over the control socket, the child's end of a fresh
socket; when the child has ended or breaks a limit, every process of the namespace is killed and the scratch
space is emptied.
"""

# System calls, one for one:
# ruff: noqa: PTH102, PTH101, PTH104, PTH106, PTH108, PTH123, PTH208

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
from collections.abc import Iterator
from typing import Any, NoReturn

from grader.sandbox import bubblewrap, protocol, runner
from grader.sandbox.limits import MIB
from grader.sandbox.shell import NotebookShell

POLL_MS = 20
PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = os.sysconf("SC_CLK_TCK")
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
MADV_COLLAPSE, HUGE = 25, 1 << 21
MESSAGE = 1 << 16
SIGNALS = 64
MOST_LOCKS = 1000
#: Anonymous and shared memory, also where it was swapped out, in `status` and in `smaps_rollup`.
MEMORY = (b"RssAnon:", b"RssShmem:", b"VmSwap:")
PROPORTIONAL_MEMORY = (b"Pss_Anon:", b"Pss_Shmem:", b"SwapPss:")
_libc = ctypes.CDLL(None, use_errno=True)


def main() -> NoReturn:
    control, uid = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)  # process 1 is deaf to what it does not handle
    _prctl(PR_SET_DUMPABLE, 0)  # its /proc entries are closed to the children
    wipe(uid)
    gc.disable()  # nothing that is imported becomes garbage
    with acting_as(uid):
        shell = runner.preload()
    wipe(uid)
    hide_own_modules()
    settle()
    control.send(json.dumps({"ready": os.getpid()}).encode())
    while True:
        message, descriptors = _receive(control)
        if message.get("op") == "job":
            serve(shell, control, descriptors[0], message["limits"], uid)
        elif message.get("op") == "warm":
            gc.disable()
            with acting_as(uid):
                runner.add_libraries(shell, message["libraries"])
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
    shell: NotebookShell, control: socket.socket, job_fd: int, limits: dict[str, Any], uid: int
) -> None:
    """Fork the child for one job, watch it until it ends, tell the grader how."""
    before = _cpu_of_the_dead()
    base = _memory("self")
    pid = os.fork()
    if pid == 0:
        child(shell, control, job_fd, limits, uid)
    os.close(job_fd)
    why, status, peak = watch(control, pid, limits, base, uid)
    killed = kill_everyone(pid)
    wipe(uid)
    status = status if status is not None else killed
    report = {
        "done": why,
        "status": os.waitstatus_to_exitcode(status),
        "cpu": _cpu_of_the_dead() - before,
        "memory_mib": peak / MIB,
    }
    control.send(json.dumps(report).encode())


def watch(
    control: socket.socket, pid: int, limits: dict[str, Any], base: int, uid: int
) -> tuple[str | None, int | None, int]:
    """Wait for the end of the child: the limit it broke, its wait status (or None), its peak of memory."""
    peak, already_used = 0, _cpu_of_the_dead()
    pidfd = os.pidfd_open(pid)
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    poll.register(control, select.POLLIN)
    try:
        while True:
            for descriptor, _ in poll.poll(POLL_MS):
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
            broken, memory = _broken_limit(limits, base, already_used, uid)
            peak = max(peak, memory)
            if broken:
                return broken, None, peak
            _reap_orphans(pid)
    finally:
        os.close(pidfd)


def _broken_limit(limits: dict[str, Any], base: int, already_used: float, uid: int) -> tuple[str | None, int]:
    """The limit that the processes of the namespace break together, or None; the memory they use."""
    memory, tasks, ticks = -base, 0, 0  # process 1's memory, which its fork shows as well, costs nothing
    for name in _processes():
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                fields = file.read().rpartition(b")")[2].split()
            memory += _memory(name)
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15]))  # user and system, own and of its ended children
        tasks += int(fields[17])
    memory = max(memory, 0)
    if tasks > limits["processes"]:
        return "processes", memory
    if memory > limits["memory_mib"] * MIB:
        memory = max(_shared_out_memory(uid) - base, 0)
        if memory > limits["memory_mib"] * MIB:
            return "memory", memory
    # Their buffers are memory of the kernel's, and terminals are few on the whole machine.
    if _sockets() > limits["open_files"] or len(os.listdir("/dev/pts")) > limits["processes"] + 1:
        return "memory", memory
    if _file_locks() > MOST_LOCKS:
        return "memory", memory
    # orphans that process 1 has collected count as well
    if ticks / TICK + _cpu_of_the_dead() - already_used > limits["cpu_seconds"]:
        return "cpu", memory
    for folder in (bubblewrap.SCRATCH, bubblewrap.SHM):
        usage = os.statvfs(folder)
        if usage.f_files - usage.f_ffree > limits["inodes"]:
            return "disk", memory
    return None, memory


def _cpu_of_the_dead() -> float:
    """Processor seconds of all that process 1 has waited for, and of what those had waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _processes() -> list[str]:
    return [name for name in os.listdir("/proc") if name.isdigit() and name != "1"]


def _sockets() -> int:
    """The sockets of the namespace, also those that are under way between processes."""
    with open("/proc/net/unix", "rb") as file:
        return sum(1 for _ in file) - 1


def _file_locks() -> int:
    """The file locks of the namespace, each of which is memory of the kernel's.

    Locks of an open file (of process -1) are those of the whole machine; here the filter refuses them.
    """
    with open("/proc/locks", "rb") as file:
        return sum(b" -1 " not in line for line in file)


def _memory(pid: str) -> int:
    """Bytes of anonymous and shared memory; pages of program files are left out."""
    return _sum_of_lines(f"/proc/{pid}/status", MEMORY)


def _shared_out_memory(uid: int) -> int:
    """The same for all processes together, each page counted once: exact, but slow."""
    total = 0
    with acting_as(uid):  # only a process of the same user may look
        for name in _processes():
            try:
                total += _sum_of_lines(f"/proc/{name}/smaps_rollup", PROPORTIONAL_MEMORY)
            except PermissionError:
                total += _memory(name)
            except OSError:
                continue
    return total


def _sum_of_lines(path: str, names: tuple[bytes, ...]) -> int:
    with open(path, "rb") as file:
        return sum(int(line.split()[1]) * 1024 for line in file.read().splitlines() if line.startswith(names))


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


@contextlib.contextmanager
def acting_as(uid: int) -> Iterator[None]:
    """Root's process 1 has no right of its own over the children's files: do it as they would."""
    root = os.getuid() == 0
    if root:
        os.setresgid(uid, uid, 0)
        os.setresuid(uid, uid, 0)  # the real uid too: access() looks at that
    yield
    if root:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # a change of uid has undone bubblewrap's


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
        _become(uid)
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


def _become(uid: int) -> None:
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    _prctl(PR_SET_DUMPABLE, 1)  # its own /proc/self, closed in process 1, is open to it again


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


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


if __name__ == "__main__":
    main()
