"""The one door to the class: the pure-Python configurable-http-proxy, made fit for thirty phones.

It streams what rooms send instead of collecting it first, no faster than the browser reads, keeps compressed
what came compressed, believes no address that a client claims for itself, lets into a room only the browser
that holds its card, and gives no room more of itself than its share.

    python -m grader.server.proxy COURSE PORT [tls]
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

from configurable_http_proxy.configproxy import PythonProxy
from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders, HTTPServerRequest, parse_response_start_line
from tornado.netutil import bind_sockets, bind_unix_socket
from tornado.web import Application, HTTPError

from grader.classroom.pins import PinBook
from grader.common.layout import write_atomic
from grader.server import pass_card
from grader.server.pass_card import PassCards
from grader.server.passed_sockets import PassedSocket
from grader.server.shares import Bodies, Shares, Watched
from grader.server.state import ServerState
from grader.server.statics import Statics

MOST_UPLOAD = 30_000_000  # bytes of one request into a room
MOST_OF_ANYBODY = 64_000  # of one that shows no card: a form
#: What one room and all together may have at once: bytes on their way into rooms, requests that wait for
#: their answer (of the hub: what one device may), open websockets.
UPLOADS, REQUESTS, SOCKETS = (60_000_000, 300_000_000), (60, 1_500), (100, 3_000)
PING_SECONDS = 90.0  # a phone that has gone says nothing; one on a slow link answers late
IDLE_SECONDS, BODY_SECONDS = 90.0, 600.0  # of a connection that says nothing; of a body that comes slowly
#: What a client may not say about itself, and what only this proxy knows.
CLAIMS = ("X-Real-Ip", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Host",
          "X-Scheme", "Forwarded")  # fmt: skip
#: Belongs to one connection, not to the message.
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "upgrade", "trailer", "te"}
#: Would let a room act on the whole origin.
TOO_FAR = {"service-worker-allowed", "clear-site-data"}
#: Where the hub or a room does not answer.
WAIT_PAGE = """<!doctype html><html lang="id"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="refresh" content="2">
<title>Sebentar – Sinau Desa</title></head><body style="font:1.1rem/1.5 system-ui,sans-serif;margin:1.5rem">
<h1 style="font-size:1.4rem">Sebentar…</h1><p role="status">Kelas sedang disiapkan lagi. Halaman ini terbuka
sendiri; pekerjaan yang sudah tersimpan aman.</p></body></html>"""


def room_of(prefix: str) -> str | None:
    """The participant whose room stands behind a route; None for the hub."""
    parts = prefix.split("/")
    return parts[2] if len(parts) >= 3 and parts[1] == "user" else None


def stays_home(cookie: str, room: str) -> bool:
    """Whether a cookie that a room sets is for its own addresses only."""
    parts = [part.partition("=") for part in cookie.split(";")[1:]]
    attributes = [(name.strip(" \t").lower(), value.strip(" \t")) for name, _, value in parts]
    names = [name for name, _ in attributes]
    paths = [value for name, value in attributes if name == "path"]
    own = f"/user/{room}"
    return "domain" not in names and bool(paths) and all(p == own or p.startswith(f"{own}/") for p in paths)


class RoomProxyHandler(PassedSocket):
    """One request of a browser."""

    _socket_of: str | None = None  # in whose share its websocket is

    def prepare(self) -> None:
        """Believe nothing that a client says about where it comes from."""
        for name in CLAIMS:
            self.request.headers.pop(name, None)

    async def get_target_url(self, path: str | None) -> str | None:
        """Where the request goes to; None where it was answered here: a room lets in who holds its card.

        Asked of the very route that was found, so that no way of writing an address leads past it.
        """
        url: str | None = await super().get_target_url(path)
        room = room_of(self.target["prefix"]) if self.target else None
        if url is None or room is None or self._has_card(room):
            return url
        if self.request.method == "GET" and "Upgrade" not in self.request.headers:
            self.redirect(f"/hub/login?next=/user/{room}/")
            return None
        raise HTTPError(403)

    async def handle_proxy_error(self, code: int, err: object) -> None:
        """Nobody answers: the hub or the room is being started anew, so the page asks again by itself."""
        if self.ws_connection:
            return
        self.set_status(code)
        self.finish(WAIT_PAGE)

    async def get(self, path: str | None = None) -> None:
        """A page, a file, or a websocket, in which it stays until that is closed."""
        try:
            await super().get(path)
        finally:
            if self._socket_of:
                self.proxy.sockets.give_back(self._socket_of)

    async def start_ws_client(self, path: str | None = None) -> None:
        """Reach the room, as long as it has not too many websockets."""
        room = room_of(self.target["prefix"]) or f"@{self.request.remote_ip}"
        if not self.proxy.sockets.take(room):
            raise HTTPError(503)
        self._socket_of = room
        await super().start_ws_client(path)

    def on_finish(self) -> None:
        """The answer has been given."""
        super().on_finish()
        Bodies.release(self.request)

    def _has_card(self, room: str) -> bool:
        return bool(self.proxy.opens(self.request, room))

    async def call_proxy(self, path: str | None = None) -> None:
        """Answer for a room or have it answer, as long as nobody waits for more than their share."""
        url = await self.get_target_url(path)
        if url is None:
            return
        owner = room_of(self.target["prefix"]) or f"@{self.request.remote_ip}"
        if not self.proxy.requests.take(owner):
            raise HTTPError(503)
        try:
            if not await self._send_static():
                await self._pass_on(url)
        finally:
            self.proxy.requests.give_back(owner)
            Bodies.release(self.request)

    async def _pass_on(self, url: str) -> None:
        """Pass the request on and the answer back, piece by piece."""
        request = self._get_proxy_request(url)
        request.headers["x-forwarded-proto"] = self.request.protocol  # the library always says http
        request.decompress_response = False
        request.header_callback = self._head_line
        request.streaming_callback = self._piece
        self._lines: list[str] = []
        try:
            await AsyncHTTPClient().fetch(request, raise_error=False)
        except Exception as problem:  # whatever the client library makes of a server that went away
            if not self._headers_written:
                await self.handle_proxy_error(503, problem)
            return
        if not self._finished:
            self.finish()

    async def _send_static(self) -> bool:
        """Answer for the room where a file of JupyterLab's own is asked for; whether that was so."""
        room = room_of(self.target["prefix"])
        if room is None or self.request.method != "GET":
            return False
        accepts = "gzip" in self.request.headers.get("Accept-Encoding", "")
        found = self.proxy.statics.find(self.request.path.removeprefix(f"/user/{room}/"), accepts)
        if found is None:
            return False
        for name, value in found.headers.items():
            self.set_header(name, value)
        if self.check_etag_header():
            self.set_status(304)
            self.finish()
            return True
        self.set_header("Content-Length", str(len(found.body)))
        await self.flush()
        self.write(found.body)
        await self.flush()
        self.finish()
        return True

    def _head_line(self, line: str) -> None:
        """A line of the answer's head; the empty one ends it."""
        if line.strip():
            self._lines.append(line)
            return
        first, *rest = self._lines
        self._lines = []
        start = parse_response_start_line(first.strip())
        if start.code < 200:
            return
        self.clear()
        for name in ("Server", "Content-Type", "Date"):
            self.clear_header(name)
        self.set_status(start.code, start.reason)
        room = room_of(self.target["prefix"])
        for name, value in HTTPHeaders.parse("".join(rest)).get_all():
            if self._passes(name.lower(), value, room):
                self.add_header(name, value)

    @staticmethod
    def _passes(name: str, value: str, room: str | None) -> bool:
        if name in HOP_BY_HOP:
            return False
        if room is None:
            return True
        return name not in TOO_FAR and (name != "set-cookie" or stays_home(value, room))

    def _piece(self, data: bytes) -> Any:
        """Pass a piece on; the next is read from the room when this one is on its way."""
        if self._finished:
            return None
        self.write(data)
        return self.flush()

    def compute_etag(self) -> None:
        """What is passed on has the mark that its server gave it, or none."""


class RoomProxy(PythonProxy):  # type: ignore[misc]
    """The library's routes and its API, with our handler for what browsers ask."""

    def __init__(self, options: dict[str, Any], cards: PassCards, book: PinBook, statics: Statics) -> None:
        super().__init__(options)
        self.cards, self.book, self.statics = cards, book, statics
        self.requests, self.sockets = Shares(*REQUESTS), Shares(*SOCKETS)
        self.bodies = Bodies(Shares(*UPLOADS), MOST_UPLOAD)
        self.proxy_app = _Measured(
            [(r"/(.*)", RoomProxyHandler, {"proxy": self})],
            log_function=_silent,
            proxy=self,
            websocket_ping_interval=PING_SECONDS,
        )

    def opens(self, request: HTTPServerRequest, room: str) -> bool:
        """Whether the request shows a card for this room."""
        morsel = request.cookies.get(pass_card.NAME)
        card = morsel.value if morsel else ""
        return self.cards.opens(card, room, self.book.mark(room), time.time())


class _Measured(Application):
    """Reads of a request no more than its sender may send: thirty megabytes from each of a hundred strangers
    would be the laptop's whole memory.
    """

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        """Called when the head has come and the body has not."""
        proxy: RoomProxy = self.settings["proxy"]
        room = room_of(request.path)
        if room is not None and proxy.opens(request, room):
            proxy.bodies.reserve(request, room, MOST_OF_ANYBODY)
        else:
            request.connection.set_max_body_size(MOST_OF_ANYBODY)  # type: ignore[union-attr]
        return Watched(super().find_handler(request, **kwargs), request)


def _silent(handler: Any) -> None:
    """Addresses hold names of people; a log of them is nobody's business."""


def statics(state: ServerState) -> Statics:
    """JupyterLab's own files, compressed in the class folder."""
    return Statics(state.folder / "statis")


async def serve(state: ServerState, port: int, tls: bool) -> None:
    """Listen until SIGTERM; the port that was taken is written into the address note."""
    AsyncHTTPClient.configure(None, max_clients=2_000, max_body_size=1 << 40)
    options = {"auth_token": state.secret("proksi"), "proxy_timeout": 0, "timeout": None}
    proxy = RoomProxy(options, PassCards(state.secret("cookie")), PinBook(state.pins), statics(state))
    proxy.log.setLevel("CRITICAL")
    context = state.certificate.context() if tls else None
    public = HTTPServer(
        proxy.proxy_app,
        max_body_size=MOST_UPLOAD,
        idle_connection_timeout=IDLE_SECONDS,
        body_timeout=BODY_SECONDS,
        ssl_options=context,
    )
    sockets = bind_sockets(port, "0.0.0.0")
    public.add_sockets(sockets)
    api = HTTPServer(proxy.api_app)
    api.add_socket(bind_unix_socket(str(state.proxy_api_socket), mode=0o600))
    note = {"port": sockets[0].getsockname()[1], "pid": os.getpid()}
    write_atomic(state.address_note, json.dumps(note).encode())
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()
    public.stop()
    api.stop()


def main() -> None:
    """Serve the class folder and port that the command line names."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a thousand half-open connections are not all
    asyncio.run(serve(ServerState(Path(sys.argv[1])), int(sys.argv[2]), sys.argv[3:] == ["tls"]))


if __name__ == "__main__":
    main()
