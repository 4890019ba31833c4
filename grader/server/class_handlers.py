"""What a learner's server asks of the class: to take a hand-in, to give feedback, to hear where they are.

Who is asking is told by the way on which the question came, never by what it says.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from grader.common.errors import SinauError
from grader.learner.class_server import FEEDBACK, HAND_IN, NEWS
from grader.server.intake import Intake
from grader.server.news import News, NotANote
from grader.server.shares import Bodies

#: The participant's code behind a request; None for nobody of this class. May take a while.
Who = Callable[[HTTPServerRequest], str | None]


def class_routes(prefix: str, intake: Intake, news: News, who: Who) -> list[tuple[str, type, dict[str, Any]]]:
    """Address → handler, below `prefix`."""
    given = {"intake": intake, "news": news, "who": who}
    handlers: tuple[tuple[str, type[_ForOne]], ...] = (
        (HAND_IN, HandInHandler),
        (FEEDBACK, FeedbackHandler),
        (NEWS, NewsHandler),
    )
    return [(prefix + path, handler, given) for path, handler in handlers]


class _ForOne(RequestHandler):
    """A request of one participant's server."""

    def initialize(self, intake: Intake, news: News, who: Who) -> None:
        self.intake, self.news, self._who = intake, news, who

    async def prepare(self) -> None:
        code = await asyncio.to_thread(self._who, self.request)
        if code is None:
            self.set_status(403)
            self.finish()
            return
        self.code = code

    def on_finish(self) -> None:
        """The answer has been given."""
        Bodies.release(self.request)

    def check_xsrf_cookie(self) -> None:
        """No browser asks here, and nothing here is asked with a cookie."""


class HandInHandler(_ForOne):
    """Takes a package in."""

    async def post(self) -> None:
        """The package is the body."""
        try:
            sentence = await asyncio.to_thread(self.intake.take, self.code, self.request.body)
        except SinauError as problem:
            self.set_status(400)
            sentence = str(problem)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"kalimat": sentence}))


class FeedbackHandler(_ForOne):
    """Gives the page that the trainer has returned."""

    async def get(self) -> None:
        """The page, or 404."""
        page = await asyncio.to_thread(self.intake.feedback, self.code)
        if page is None:
            self.set_status(404)
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page)


class NewsHandler(_ForOne):
    """Hears where the person is, and says what has come for them."""

    async def post(self) -> None:
        """The body is the note."""
        try:
            helped = self.news.take(self.code, self.request.body)
            feedback = await asyncio.to_thread(self.intake.feedback_version, self.code)
        except NotANote:
            self.set_status(400)
            return
        except (OSError, SinauError):  # a full disk, or the class list is being changed
            self.set_status(503)
            return
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"dibantu": helped, "umpan_balik": feedback}))
