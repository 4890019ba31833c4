"""What the processes of the sandbox's namespace use together, and which limit they break. For process 1."""

# System calls, one for one:
# ruff: noqa: PTH123, PTH208

from __future__ import annotations

import os
import resource
from typing import Any

from grader.sandbox import bubblewrap
from grader.sandbox.limits import MIB
from grader.sandbox.rights import acting_as

TICK = os.sysconf("SC_CLK_TCK")
MOST_LOCKS = 1000
#: Anonymous and shared memory, also where it was swapped out, in `status` and in `smaps_rollup`.
MEMORY = (b"RssAnon:", b"RssShmem:", b"VmSwap:")
PROPORTIONAL_MEMORY = (b"Pss_Anon:", b"Pss_Shmem:", b"SwapPss:")


def broken_limit(limits: dict[str, Any], base: int, already_used: float, uid: int) -> tuple[str | None, int]:
    """The limit that the processes of the namespace break together, or None; the memory they use."""
    memory, tasks, ticks = -base, 0, 0  # process 1's memory, which its fork shows as well, costs nothing
    for name in processes():
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                fields = file.read().rpartition(b")")[2].split()
            memory += memory_of(name)
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
    if ticks / TICK + cpu_of_the_dead() - already_used > limits["cpu_seconds"]:
        return "cpu", memory
    for folder in (bubblewrap.SCRATCH, bubblewrap.SHM):
        usage = os.statvfs(folder)
        if usage.f_files - usage.f_ffree > limits["inodes"]:
            return "disk", memory
    return None, memory


def cpu_of_the_dead() -> float:
    """Processor seconds of all that process 1 has waited for, and of what those had waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def processes() -> list[str]:
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


def memory_of(pid: str) -> int:
    """Bytes of anonymous and shared memory; pages of program files are left out."""
    return _sum_of_lines(f"/proc/{pid}/status", MEMORY)


def _shared_out_memory(uid: int) -> int:
    """The same for all processes together, each page counted once: exact, but slow."""
    total = 0
    with acting_as(uid):  # only a process of the same user may look
        for name in processes():
            try:
                total += _sum_of_lines(f"/proc/{name}/smaps_rollup", PROPORTIONAL_MEMORY)
            except PermissionError:
                total += memory_of(name)
            except OSError:
                continue
    return total


def _sum_of_lines(path: str, names: tuple[bytes, ...]) -> int:
    with open(path, "rb") as file:
        return sum(int(line.split()[1]) * 1024 for line in file.read().splitlines() if line.startswith(names))
