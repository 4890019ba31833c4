"""The class as a service of a JupyterHub for many: the same hand-in, feedback and notes, beyond one laptop.

There a learner's server has no socket of its own; its token, which the hub has given it, says who is asking.

    python -m grader.server.service COURSE
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from jupyterhub.services.auth import HubAuth
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.web import Application, HTTPError

from grader.classroom.folder import SERVER_INBOX, ClassFolder
from grader.notebooks.hand_in import MAX_FILE_BYTES
from grader.server.class_handlers import class_routes
from grader.server.intake import Intake
from grader.server.news import News


def application(course: Path, prefix: str, auth: HubAuth) -> Application:
    """The service below `prefix`, as the hub's own `auth` knows its users."""

    def who(request: HTTPServerRequest) -> str | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "token" or not token:
            return None
        try:
            user = auth.user_for_token(token, use_cache=True)
        except HTTPError:  # the hub is away, or does not know it
            return None
        return str(user["name"]) if user and user.get("kind") == "user" else None

    intake = Intake(ClassFolder(course), course / SERVER_INBOX)
    return Application(class_routes(prefix.rstrip("/"), intake, News(course), who))


async def serve(course: Path) -> None:
    """Listen where the hub expects the service, until the process is ended."""
    place = urlsplit(os.environ["JUPYTERHUB_SERVICE_URL"])
    app = application(course, os.environ["JUPYTERHUB_SERVICE_PREFIX"], HubAuth())
    server = HTTPServer(app, max_body_size=MAX_FILE_BYTES + 1_000)
    server.listen(place.port or 80, place.hostname or "")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
