"""The way into a room that sleeps or is being made: a request waits for it instead of asking again."""

from __future__ import annotations

import asyncio
from typing import Any

from jupyterhub.handlers.pages import SpawnHandler, SpawnPendingHandler

PATIENCE = 5.0  # seconds that a request waits before its page says that the room is being made


class WakeRoom(SpawnHandler):  # type: ignore[misc]
    """Makes a room, also where the hub has not seen yet that the one before has gone to sleep."""

    async def prepare(self) -> None:
        """Look first whether the room that is believed to be there still is."""
        await super().prepare()
        spawner = _own_spawner(self)
        if spawner is not None and spawner.ready:
            await spawner.poll_and_notify()


class WaitForRoom(SpawnPendingHandler):  # type: ignore[misc]
    """Leads into the room as soon as it is ready."""

    async def prepare(self) -> None:
        """Wait for the room of who asks."""
        await super().prepare()
        spawner = _own_spawner(self)
        making = spawner and spawner._spawn_future
        if making:
            await asyncio.wait([making], timeout=PATIENCE)


def _own_spawner(handler: Any) -> Any:
    """What makes the room of who asks; None for somebody else's room and for who has not signed in."""
    user, path_arguments = handler.current_user, handler.path_args
    if user is None or path_arguments not in ([], [user.name]):
        return None
    return user.spawners[""]


WAYS_IN: list[tuple[str, type]] = [
    (r"/spawn", WakeRoom),
    (r"/spawn/([^/]+)", WakeRoom),
    (r"/spawn-pending/([^/]+)", WaitForRoom),
]
