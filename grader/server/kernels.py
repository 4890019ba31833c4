"""Kernels of a room: forked by its warm first process instead of started cold."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
from importlib.metadata import EntryPoint
from typing import Any

from jupyter_client.provisioning import LocalProvisioner
from jupyter_client.provisioning.factory import KernelProvisionerFactory

NAME = "sinau-kamar"
FULL = "Ruang penyimpananmu penuh: hapus berkas yang tidak dipakai, lalu buka lagi notebook ini."
_first: list[socket.socket] = []


class ForkedProcess:
    """A process that somebody else has forked, with the face of `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._ended = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """None while it runs; how it ended only its parent knows."""
        if self.returncode is None and select.select([self._ended], [], [], 0)[0]:
            self.returncode = 1
            os.close(self._ended)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; returns an exit status once it has ended."""
        if self.returncode is None:
            select.select([self._ended], [], [], timeout)
        return self.poll() or 0

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._ended, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


class RoomProvisioner(LocalProvisioner):  # type: ignore[misc]
    """Has process 1 of the room fork a kernel. Raises RuntimeError where the home has no space left."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel that `cmd` describes; the connection file is written already."""
        wanted = {
            "command": cmd,
            "environment": {str(k): str(v) for k, v in kwargs.get("env", os.environ).items()},
            "folder": str(kwargs.get("cwd") or os.getcwd()),  # noqa: PTH109
        }
        control = _first[0]
        control.send(json.dumps(wanted).encode())
        answer = json.loads(control.recv(1 << 12) or b'{"problem": "closed"}')
        if "pid" not in answer:
            raise RuntimeError(FULL if answer["problem"] == "full" else "process 1 is gone")
        self.process = ForkedProcess(answer["pid"])
        self.pid, self.pgid = answer["pid"], answer["pid"]
        return self.connection_info


def use_first_process(control: socket.socket) -> None:
    """From here on this process's kernels come from process 1, behind this socket."""
    _first[:] = [control]
    factory = KernelProvisionerFactory.instance()
    place = EntryPoint(NAME, f"{__name__}:RoomProvisioner", KernelProvisionerFactory.GROUP_NAME)
    factory.provisioners[NAME] = place
    factory.default_provisioner_name = NAME
