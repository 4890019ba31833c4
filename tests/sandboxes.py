"""Sandboxes for tests: as whoever runs the tests and, when that is root, as an ordinary user too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.grading import worker
from grader.sandbox import bubblewrap
from grader.sandbox.client import Sandbox
from grader.sandbox.limits import Limits

IDENTITIES = ["root", "ordinary"] if os.getuid() == 0 else ["ordinary"]


@contextmanager
def sandbox_as(identity: str, limits: Limits) -> Iterator[Sandbox]:
    """A sandbox run by root or by an ordinary user; tests that are run by root step down for the latter."""
    with pytest.MonkeyPatch.context() as patch, Sandbox(limits) as box:
        if identity == "ordinary" and os.getuid() == 0:
            command = bubblewrap.command
            patch.setattr(bubblewrap, "sandbox_uid", lambda serial: bubblewrap.ORDINARY_UID)
            patch.setattr(bubblewrap, "command", lambda *given: [*_step_down(), *command(*given)])
        box.start()
        yield box


def shared_sandbox(wall: bool = True) -> Sandbox:
    """One warm sandbox for all tests of a process, its gradings too; each job has its own child anyway."""
    return worker.sandbox(wall)


def _step_down() -> list[str]:
    """Become nobody, who may read this Python even where it lies in a folder of root's alone."""
    paths = bubblewrap.visible_paths()
    closed = {top for path in paths for top in path.parents if not top.stat().st_mode & 0o001}
    closed = {top for top in closed if not any(other in top.parents for other in closed)}
    args = ["bwrap", "--dev-bind", "/", "/", "--die-with-parent"]
    for top in sorted(closed):
        args += ["--perms", "0755", "--tmpfs", str(top)]
        for path in paths:
            if path.is_relative_to(top):
                between = [parent for parent in path.parents if parent.is_relative_to(top) and parent != top]
                for parent in reversed(between):
                    args += ["--perms", "0755", "--dir", str(parent)]
                args += ["--ro-bind", str(path), str(path)]
    return [*args, "--", "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]


def processes_with(marker: str) -> list[str]:
    """The command lines on this machine that hold the marker."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
            if marker in line:
                found.append(line)
    return found
