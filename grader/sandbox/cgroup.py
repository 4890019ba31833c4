"""A control group (version 2) around a sandbox, where this user may make one.

The watcher in process 1 ends a run that breaks its limits; a group bounds besides what no watcher sees in
time: memory that the kernel holds for a process, and a fork bomb between two looks.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox.limits import MIB, Limits

CONTROLLERS = {"memory", "pids"}
SLACK_MIB = 64
EMPTY_SECONDS = 1.0
_serial = itertools.count()


@dataclass(frozen=True)
class Group:
    """A control group with memory and pids controllers; only its owner limits and removes it."""

    path: Path

    def starting(self, command: list[str]) -> list[str]:
        """The command, started inside the group."""
        return ["/bin/sh", "-c", 'echo 0 > "$0" && exec "$@"', str(self.path / "cgroup.procs"), *command]

    def limit(self, limits: Limits) -> None:
        """Bound the next job; what is in the group by now is the warm interpreter's and costs it nothing."""
        base = int((self.path / "memory.current").read_text())
        room = limits.memory_mib + 2 * limits.disk_mib + SLACK_MIB  # two scratch file systems live in memory
        _write(self.path / "memory.max", str(base + int(room * MIB)))
        with contextlib.suppress(OSError):  # a kernel without swap accounting has no such file
            _write(self.path / "memory.swap.max", "0")
        _write(self.path / "pids.max", str(int(limits.processes) * 2 + 8))

    def bound(self, memory: int, tasks: int) -> None:
        """Bound all that is ever in the group: bytes of memory, processes and threads together."""
        _write(self.path / "memory.max", str(memory))
        _write(self.path / "pids.max", str(tasks))

    def memory_kills(self) -> int:
        """How often the kernel has killed in this group for want of memory."""
        events = dict(line.split() for line in (self.path / "memory.events").read_text().splitlines())
        return int(events["oom_kill"])

    def remove(self) -> None:
        """Remove the group once its last process has gone."""
        end = time.monotonic() + EMPTY_SECONDS
        while True:
            try:
                self.path.rmdir()
                return
            except OSError:
                if time.monotonic() > end:
                    return
                time.sleep(0.01)


def make() -> Group | None:
    """A new group below this process's own or one above it; None where there may be none.

    Root of a system with systemd may; an ordinary user only where a part of the tree was handed over.
    """
    for parent in _places():
        group = Group(parent / f"sinau-{os.getpid()}-{next(_serial)}")
        try:
            group.path.mkdir()
        except OSError:
            continue
        if _has_controllers(group.path, parent) and _takes_processes(group):
            return group
        group.remove()
    return None


def _places() -> list[Path]:
    """The folders of this process's group and of those above it, nearest first."""
    try:
        mounts = [line.split() for line in Path("/proc/self/mounts").read_text().splitlines()]
        lines = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return []
    tops = [Path(fields[1]) for fields in mounts if fields[2] == "cgroup2"]
    own = [line.removeprefix("0::") for line in lines if line.startswith("0::")]
    if not tops or not own:
        return []
    here = tops[0] / own[0].lstrip("/")
    return [place for place in (here, *here.parents) if place == tops[0] or tops[0] in place.parents]


def _has_controllers(path: Path, parent: Path) -> bool:
    for attempt in range(2):
        try:
            if set((path / "cgroup.controllers").read_text().split()) >= CONTROLLERS:
                return True
            if attempt == 0:
                _write(parent / "cgroup.subtree_control", "+memory +pids")
        except OSError:
            return False
    return False


def _takes_processes(group: Group) -> bool:
    return subprocess.run(group.starting(["true"]), capture_output=True, check=False).returncode == 0


def _write(path: Path, value: str) -> None:
    path.write_text(value, encoding="ascii")
