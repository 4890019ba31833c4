"""A kernel that is whole before it is known whose it will be: folder, environment and addresses come last.

A kernel begins by taking the ports on which the server expects it and then makes its shell; this one makes
its shell first. What is left when a notebook opens is to bind five sockets.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any

from ipykernel.kernelapp import IPKernelApp

#: What the process was started with and its kernel has to keep: how the server interrupts it, who the server
#: is, and where its charts go.
KEPT = ("JPY_INTERRUPT_EVENT", "IPY_INTERRUPT_EVENT", "JPY_PARENT_PID", "MPLBACKEND")
PATIENCE = 30.0  # seconds for a thread to bind its socket

Later = Callable[[Callable[[], None]], Any]


class LateKernel(IPKernelApp):  # type: ignore[misc, unused-ignore]
    """All that `initialize` does in an IPKernelApp but what depends on the notebook, which `become` does."""

    def init_connection_file(self) -> None:
        """Nobody has written one."""

    def init_heartbeat(self) -> None:
        """It has no port yet."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """The server writes it."""

    def log_connection_info(self) -> None:
        self._ports: dict[str, int] = {}

    def init_path(self) -> None:
        """Until the notebook's folder is known no folder is a place to import from."""

    def _bind_socket(self, s: Any, port: int) -> int:
        return port

    def become(self, wanted: Mapping[str, Any]) -> None:
        """Be the kernel that `wanted` describes: `file` with its addresses, `environment`, `folder`.

        Returns when it ends.
        """
        own = {name: os.environ[name] for name in KEPT if name in os.environ}
        os.environ.clear()
        os.environ.update({**wanted["environment"], **own})
        os.chdir(wanted["folder"])
        super().init_path()
        self.connection_file = wanted["file"]
        self.load_connection_file()
        self._bind()
        super().init_heartbeat()
        super().log_connection_info()
        self.kernel.record_ports({f"{name}_port": port for name, port in self._ports.items()})
        self.start()

    def _bind(self) -> None:
        """Bind each socket in the thread that reads it: a socket is one thread's alone."""
        places: list[tuple[Later, Any, int]] = [
            (self.shell_channel_thread.io_loop.add_callback, self.shell_socket, self.shell_port),
            (self.control_thread.io_loop.add_callback, self.control_socket, self.control_port),
            (self.iopub_thread.schedule, self.iopub_thread.socket, self.iopub_port),
            (lambda bind: bind(), self.stdin_socket, self.stdin_port),
        ]
        bound = [self._bind_later(*place) for place in places]
        for one in bound:
            one.result(PATIENCE)

    def _bind_later(self, later: Later, socket: Any, port: int) -> Future[int]:
        done: Future[int] = Future()

        def bind() -> None:
            try:
                self._apply_curve_server_options(socket)
                done.set_result(IPKernelApp._bind_socket(self, socket, port))
            except Exception as problem:
                done.set_exception(problem)

        later(bind)
        return done
