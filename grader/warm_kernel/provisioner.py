"""Gives a notebook the process that waits instead of starting Python, and has the next one wait."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.launcher import launch_kernel
from jupyter_client.provisioning import LocalProvisioner
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from grader.warm_kernel import waiting

NAME = "sinau-hangat"
#: With less memory than this nothing waits: a kernel that starts slowly is better than a laptop that swaps.
MEMORY_NEEDED = 400_000_000  # bytes
#: The next one is made when the lesson that took this one has been drawn.
RENEW_SECONDS = 4.0
#: How the kernels that can be exchanged for the process that waits are started.
LAUNCHER = ["-m", "ipykernel_launcher", "-f"]
#: The folder is no place to import from: a learner's own random.py is not Python's.
START = f"import sys; sys.path[:] = filter(None, sys.path); from {waiting.__name__} import main; main()"


class Waiting:
    """At most one process that waits to become a kernel."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Start one, unless one waits or memory is short."""
        if self.alive() is None and psutil.virtual_memory().available >= MEMORY_NEEDED:
            command = [sys.executable, "-c", START]
            # jupyter_client's own way of starting: it knows how Windows interrupts a kernel.
            self._process = launch_kernel(command, stdin=subprocess.PIPE)

    def alive(self) -> subprocess.Popen[bytes] | None:
        """The process that waits, if there is one that has not died."""
        return self._process if self._process is not None and self._process.poll() is None else None

    def become(
        self, file: str, environment: Mapping[str, str], folder: Path
    ) -> subprocess.Popen[bytes] | None:
        """Let the process that waits be the kernel of a connection file; None where there is none."""
        process, self._process = self.alive(), None
        if process is None or process.stdin is None:
            return None
        wanted = {"file": file, "environment": dict(environment), "folder": str(folder)}
        try:
            process.stdin.write(json.dumps(wanted).encode() + b"\n")
            process.stdin.close()
        except OSError:  # it has died just now
            return None
        return process


_waiting = Waiting()


class WarmProvisioner(LocalProvisioner):  # type: ignore[misc, unused-ignore]
    """A kernel is the process that waits where there is one, else it is started as always."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel that `cmd` describes; the connection file is written already."""
        folder = Path(kwargs.get("cwd") or Path.cwd())
        environment = kwargs.get("env") or os.environ
        process = None
        if cmd[0] == sys.executable and cmd[1:-1] == LAUNCHER:
            process = _waiting.become(cmd[-1], environment, folder)
        if process is None:
            await super().launch_kernel(cmd, **kwargs)
        else:
            self.process, self.pid, self.cwd = process, process.pid, folder
            self.pgid = os.getpgid(process.pid) if hasattr(os, "getpgid") else None
        asyncio.get_running_loop().call_later(RENEW_SECONDS, _waiting.make)
        return self.connection_info


def keep_one_ready() -> None:
    """Have a process wait from now on, unless this server gets its kernels elsewhere (a class server)."""
    factory = KernelProvisionerFactory.instance()
    if factory.default_provisioner_name != "local-provisioner":
        return
    factory.provisioners[NAME] = EntryPoint(
        NAME, f"{__name__}:{WarmProvisioner.__name__}", KernelProvisionerFactory.GROUP_NAME
    )
    factory.default_provisioner_name = NAME
    _waiting.make()
