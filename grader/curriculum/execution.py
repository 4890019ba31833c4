"""Execute notebooks with papermill on warm kernels: real ones, forked where pandas is imported already.

Starting a kernel and importing pandas and matplotlib costs two to three seconds for each notebook, which is
most of what a lesson takes. Where the system cannot fork, papermill's own kernels are used.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from uuid import uuid4

from jupyter_client.provisioning import LocalProvisioner

from grader.curriculum.patient_client import PatientKernelManager
from grader.learner import style

#: Imported once, where kernels are forked. Not pyplot: it chooses its backend by its kernel.
PRELOADED = [
    "ipykernel.kernelapp",
    "ipywidgets",
    "pandas",
    "matplotlib.figure",
    "matplotlib.backends.backend_agg",
    "grader.learner.keyfile",
]
#: Far above what any cell takes, so that a loop without end is named, not waited for.
CELL_SECONDS = 300
CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()


def execute(notebook: Path, output: Path, folder: Path) -> None:
    """Run a notebook with papermill in `folder` and write it with its outputs to `output`.

    Raises papermill's PapermillExecutionError where a cell fails, nbclient's CellTimeoutError where one takes
    longer than `CELL_SECONDS`.
    """
    from papermill import execute_notebook

    execute_notebook(
        str(notebook),
        str(output),
        cwd=str(folder),
        progress_bar=False,
        execution_timeout=CELL_SECONDS,
        kernel_manager_class=WarmKernelManager if CAN_FORK else PatientKernelManager,
    )


class _Forked:
    """A forked kernel with the little of `subprocess.Popen` that a provisioner asks for."""

    def __init__(self, process: BaseProcess) -> None:
        self._process = process
        self.pid = process.pid
        self.stdin = self.stdout = self.stderr = None

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.pid is not None and self._process.is_alive():
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class WarmProvisioner(LocalProvisioner):  # type: ignore[misc, unused-ignore]
    """Launches a kernel by forking instead of starting Python."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        connection_file = cmd[cmd.index("-f") + 1]
        process = _context().Process(
            target=_run_kernel, args=(connection_file, kwargs.get("cwd"), dict(kwargs.get("env") or {}))
        )
        process.start()
        self.process = _Forked(process)
        self.pid = process.pid
        return self.connection_info


class WarmKernelManager(PatientKernelManager):
    """A kernel manager whose kernels come from WarmProvisioner."""

    async def start_kernel(self, **kwargs: Any) -> None:
        """Start a forked kernel; jupyter_client keeps a provisioner that is there already."""
        self.kernel_id = str(uuid4())
        self.provisioner = WarmProvisioner(
            kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
        )
        await super().start_kernel(**kwargs)


def _context() -> Any:
    context = multiprocessing.get_context("forkserver")
    # matplotlib reads its style when it is imported, which is in the fork server.
    os.environ.setdefault("MATPLOTLIBRC", str(style.STYLE_FILE))
    context.set_forkserver_preload(PRELOADED)
    return context


def _run_kernel(connection_file: str, folder: str | None, environment: dict[str, str]) -> None:
    from ipykernel.kernelapp import IPKernelApp

    os.environ.update(environment)
    if folder:
        os.chdir(folder)
    # With its parent known, a kernel ends when the fork server does.  Its own log is for nobody here.
    app = IPKernelApp.instance(parent_handle=os.getppid(), log_level=logging.CRITICAL)
    app.initialize(["-f", connection_file])
    app.start()
