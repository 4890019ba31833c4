"""A websocket between a browser and a room: each is read no faster than the other takes what it says."""

from __future__ import annotations

import contextlib
from typing import Any

from configurable_http_proxy.handlers import ProxyHandler
from tornado.httpclient import HTTPClientError
from tornado.ioloop import IOLoop
from tornado.websocket import WebSocketClosedError, websocket_connect


class PassedSocket(ProxyHandler):  # type: ignore[misc]
    """In place of the library's way, which keeps all that is not read, and tells nobody of a room's end."""

    async def start_ws_client(self, path: str | None = None) -> None:
        """Reach the room; where that fails the browser has its answer and `ws_client` stays None."""
        url = await self.get_target_url(path)
        if url is None:
            return
        request = self._get_proxy_request("ws" + url.removeprefix("http"))
        try:
            self.ws_client = await websocket_connect(request)
        except HTTPClientError as refused:
            self.set_status(refused.code)
            self.finish()
        except Exception as problem:  # whatever the client library makes of a server that went away
            await self.handle_proxy_error(503, problem)

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        """What the room has chosen of what the browser offers; the library says nothing."""
        return self.ws_client.selected_subprotocol if self.ws_client else None

    def open(self, *_: Any, **__: Any) -> None:
        """Both sides are there."""
        IOLoop.current().add_callback(self._pass_from_room)

    async def _pass_from_room(self) -> None:
        room, prefix = self.ws_client, self.target["prefix"]
        with contextlib.suppress(WebSocketClosedError):
            while room is not None and (message := await room.read_message()) is not None:
                self.proxy.update_last_activity(prefix)
                await self.write_message(message, binary=isinstance(message, bytes))
        self.close()

    async def on_message(self, message: str | bytes) -> None:
        """Pass on what a browser says as it came; the library sends bytes as text."""
        self.proxy.update_last_activity(self.target["prefix"])
        with contextlib.suppress(WebSocketClosedError):
            if self.ws_client:
                await self.ws_client.write_message(message, binary=isinstance(message, bytes))
