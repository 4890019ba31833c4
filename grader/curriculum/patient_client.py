"""A kernel client that never misses a reply, for notebooks with widgets.

While a cell runs, nbclient sends an Output widget's state on the shell socket and waits for the reply on the
same socket. ZeroMQ signals a socket's events once; sending takes that signal away, so the reply can lie
there unseen and the notebook waits for ever (nbclient issue 312). Looking again now and then finds it.
"""

from __future__ import annotations

from queue import Empty
from time import monotonic
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient, AsyncZMQSocketChannel
from jupyter_client.manager import AsyncKernelManager
from traitlets import Type

LOOK_AGAIN_SECONDS = 0.1


class PatientChannel(AsyncZMQSocketChannel):  # type: ignore[misc, unused-ignore]
    """A channel that looks at its socket every `LOOK_AGAIN_SECONDS` while it waits."""

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """The next message; raises `queue.Empty` when none came within `timeout` seconds."""
        deadline = None if timeout is None else monotonic() + timeout
        while True:
            left = LOOK_AGAIN_SECONDS if deadline is None else deadline - monotonic()
            try:
                message: dict[str, Any] = await super().get_msg(min(max(left, 0), LOOK_AGAIN_SECONDS))
                return message
            except Empty:
                if deadline is not None and monotonic() >= deadline:
                    raise


class PatientKernelClient(AsyncKernelClient):  # type: ignore[misc, unused-ignore]
    """jupyter_client's asynchronous client with a patient shell channel."""

    shell_channel_class = Type(PatientChannel)


class PatientKernelManager(AsyncKernelManager):  # type: ignore[misc, unused-ignore]
    """A kernel manager whose clients are patient."""

    client_factory = Type(PatientKernelClient)
