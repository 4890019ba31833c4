"""The hub's side of a room's one socket. Whose socket it is says who is asking; nothing else does.

A kernel can speak here too, so that no room may have more connections, or bytes on their way, than its share.
What passes to the hub are the calls that a learner's server makes of itself; the page for signing in, where
PINs could be tried, and everything else of the hub's are not there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.iostream import IOStream
from tornado.netutil import bind_unix_socket
from tornado.routing import Router
from tornado.web import Application, ErrorHandler

from grader.learner.class_server import HAND_IN
from grader.notebooks.hand_in import MAX_FILE_BYTES
from grader.server.class_handlers import class_routes
from grader.server.intake import Intake
from grader.server.news import News
from grader.server.room import SOCKET
from grader.server.shares import Bodies, Shares, Watched

NAME = Path(SOCKET).name
MOST_OF_A_CALL = 64_000  # bytes of any call but a hand-in
MOST_OF_A_HAND_IN = MAX_FILE_BYTES + 1_000
MOST_TOGETHER = 8 * MOST_OF_A_HAND_IN  # of all rooms at once; who comes too late is asked to send it again
CONNECTIONS = 64


def may_pass(method: str, uri: str, code: str) -> bool:
    """Whether a room may ask the hub this: exactly what its server needs, written exactly so."""
    return (method, uri) in {
        ("GET", "/hub/api"),
        ("GET", "/hub/api/user"),
        ("POST", "/hub/api/oauth2/token"),
        ("POST", f"/hub/api/users/{code}/activity"),
    }


class _Door(Router):
    """Sends a request to the class, to the hub or away."""

    def __init__(
        self, code: str, intake: Intake, news: News, hub: Callable[[], Any], packages: Bodies
    ) -> None:
        self._code, self._hub, self._packages = code, hub, packages
        self._class = Application(
            class_routes("", intake, news, lambda request: code),
            default_handler_class=ErrorHandler,
            default_handler_args={"status_code": 403},
            log_function=lambda handler: None,
        )

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        if may_pass(request.method or "", request.uri or "", self._code):
            return self._hub().find_handler(request, **kwargs)
        if request.path == HAND_IN:
            self._packages.reserve(request, self._code, MOST_OF_A_CALL)
        return Watched(self._class.find_handler(request, **kwargs), request)


class _DoorServer(HTTPServer):
    """Hangs up on who opens connection after connection."""

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        if len(self._connections) >= CONNECTIONS:
            stream.close()
        else:
            super().handle_stream(stream, address)


class Doors:
    """The sockets of all rooms, opened by the hub when a room is made or found again."""

    def __init__(self, intake: Intake, news: News, hub: Callable[[], Any]) -> None:
        self._intake, self._news, self._hub = intake, news, hub
        self._open: dict[str, HTTPServer] = {}
        self._packages = Bodies(Shares(MOST_OF_A_HAND_IN, MOST_TOGETHER), MOST_OF_A_HAND_IN)

    def open(self, code: str, uid: int, folder: Path) -> None:
        """Listen on this room's socket, unless that is so already."""
        if code in self._open:
            return
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)
        place = folder / NAME
        place.unlink(missing_ok=True)
        door = _Door(code, self._intake, self._news, self._hub, self._packages)
        server = _DoorServer(door, max_body_size=MOST_OF_A_CALL)
        server.add_socket(bind_unix_socket(str(place), mode=0o600))
        if os.getuid() == 0:
            os.chown(place, uid, uid)
        self._open[code] = server

    def close(self, code: str) -> None:
        """Stop listening: the room is gone."""
        server = self._open.pop(code, None)
        if server is not None:
            server.stop()
