"""The hub's side of a room's one socket. Whose socket it is says who is asking; nothing else does.

What passes to the hub are the calls that a learner's server makes of itself; the page for signing in, where
PINs could be tried, and everything else of the hub's are not there.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.netutil import bind_unix_socket
from tornado.routing import Router
from tornado.web import Application, ErrorHandler, RequestHandler

from grader.common.errors import SinauError
from grader.learner.class_server import FEEDBACK, HAND_IN, NEWS
from grader.notebooks.hand_in import MAX_FILE_BYTES
from grader.server.intake import Intake
from grader.server.news import News, NotANote
from grader.server.room import SOCKET

NAME = Path(SOCKET).name


def may_pass(method: str, uri: str, code: str) -> bool:
    """Whether a room may ask the hub this: exactly what its server needs, written exactly so."""
    return (method, uri) in {
        ("GET", "/hub/api"),
        ("GET", "/hub/api/user"),
        ("POST", "/hub/api/oauth2/token"),
        ("POST", f"/hub/api/users/{code}/activity"),
    }


class HandInHandler(RequestHandler):
    """Takes a package in for the person whose room this is."""

    def initialize(self, intake: Intake, code: str) -> None:
        self.intake, self.code = intake, code

    async def post(self) -> None:
        """The package is the body."""
        try:
            sentence = await asyncio.to_thread(self.intake.take, self.code, self.request.body)
        except SinauError as problem:
            self.set_status(400)
            sentence = str(problem)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"kalimat": sentence}))


class FeedbackHandler(RequestHandler):
    """Gives the page that the trainer has returned to the person whose room this is."""

    def initialize(self, intake: Intake, code: str) -> None:
        self.intake, self.code = intake, code

    async def get(self) -> None:
        """The page, or 404."""
        page = await asyncio.to_thread(self.intake.feedback, self.code)
        if page is None:
            self.set_status(404)
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page)


class NewsHandler(RequestHandler):
    """Hears where the person is whose room this is, and says what has come for them."""

    def initialize(self, intake: Intake, news: News, code: str) -> None:
        self.intake, self.news, self.code = intake, news, code

    async def post(self) -> None:
        """The body is the room's note."""
        try:
            helped = self.news.take(self.code, self.request.body)
        except NotANote:
            self.set_status(400)
            return
        except OSError:
            self.set_status(503)
            return
        feedback = await asyncio.to_thread(self.intake.feedback_version, self.code)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"dibantu": helped, "umpan_balik": feedback}))


class _Door(Router):
    """Sends a request to the class, to the hub or away."""

    def __init__(self, code: str, intake: Intake, news: News, hub: Callable[[], Any]) -> None:
        self._code, self._hub = code, hub
        given = {"intake": intake, "code": code}
        self._class = Application(
            [
                (HAND_IN, HandInHandler, given),
                (FEEDBACK, FeedbackHandler, given),
                (NEWS, NewsHandler, {**given, "news": news}),
            ],
            default_handler_class=ErrorHandler,
            default_handler_args={"status_code": 403},
            log_function=lambda handler: None,
        )

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        if may_pass(request.method or "", request.uri or "", self._code):
            return self._hub().find_handler(request, **kwargs)
        return self._class.find_handler(request, **kwargs)


class Doors:
    """The sockets of all rooms, opened by the hub when a room is made or found again."""

    def __init__(self, intake: Intake, news: News, hub: Callable[[], Any]) -> None:
        self._intake, self._news, self._hub = intake, news, hub
        self._open: dict[str, HTTPServer] = {}

    def open(self, code: str, uid: int, folder: Path) -> None:
        """Listen on this room's socket, unless that is so already."""
        if code in self._open:
            return
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)
        place = folder / NAME
        place.unlink(missing_ok=True)
        server = HTTPServer(
            _Door(code, self._intake, self._news, self._hub), max_body_size=MAX_FILE_BYTES + 1_000
        )
        server.add_socket(bind_unix_socket(str(place), mode=0o600))
        if os.getuid() == 0:
            os.chown(place, uid, uid)
        self._open[code] = server

    def close(self, code: str) -> None:
        """Stop listening: the room is gone."""
        server = self._open.pop(code, None)
        if server is not None:
            server.stop()
