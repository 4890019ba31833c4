"""What one learner may have of the proxy, and how websockets pass through it, without a class around them."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from configurable_http_proxy.configproxy import PythonProxy
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from grader.classroom.pins import PinBook
from grader.server.pass_card import NAME, PassCards
from grader.server.passed_sockets import PassedSocket
from grader.server.proxy import RoomProxy
from grader.server.shares import Shares
from grader.server.statics import Statics

PIECE, PIECES = 100_000, 4_000


def test_nobody_takes_more_than_their_share_nor_all_together_more_than_there_is() -> None:
    shares = Shares(most=2, most_together=3)
    assert [shares.take(who) for who in ("siti", "siti", "siti", "budi", "budi")] == [
        True,
        True,
        False,
        True,
        False,
    ]
    shares.give_back("siti")
    assert shares.take("budi")
    assert not shares.take("joko")
    for who in ("siti", "budi", "budi"):
        shares.give_back(who)
    assert not shares.taken, "nothing is kept of who has nothing"


@dataclass
class Room:
    """What a room has sent, and what it does when a browser comes."""

    talks: bool
    sent: int = 0
    heard: list[str | bytes] = field(default_factory=list)


class RoomSocket(WebSocketHandler):
    def initialize(self, room: Room) -> None:
        self.room = room

    def select_subprotocol(self, subprotocols: list[str]) -> str | None:
        return subprotocols[-1] if subprotocols else None

    async def open(self, *_: str) -> None:
        await self.write_message("selamat datang")
        with contextlib.suppress(WebSocketClosedError):
            while self.room.talks and self.room.sent < PIECES:
                await self.write_message(bytes(PIECE), binary=True)
                self.room.sent += 1

    async def on_message(self, message: str | bytes) -> None:
        if message == "tutup":
            self.close()
            return
        self.room.heard.append(message)
        await self.write_message(message, binary=isinstance(message, bytes))


@asynccontextmanager
async def proxy_before(room: Room) -> AsyncIterator[int]:
    """The port of a proxy before a room."""
    opened = []

    def listen(app: Any) -> int:
        server = HTTPServer(app)
        (taken,) = bind_sockets(0, "127.0.0.1")
        server.add_socket(taken)
        opened.append(server)
        port: int = taken.getsockname()[1]
        return port

    behind = listen(Application([(r"/(.*)", RoomSocket, {"room": room})]))
    proxy = PythonProxy({"auth_token": "x", "proxy_timeout": 0, "timeout": None})
    proxy.add_route("/", {"target": f"http://127.0.0.1:{behind}"})
    try:
        yield listen(Application([(r"/(.*)", PassedSocket, {"proxy": proxy})]))
    finally:
        for server in opened:
            server.stop()
            await server.close_all_connections()


def test_a_websocket_passes_on_what_is_said_as_it_was_said_and_its_end() -> None:
    async def talk() -> None:
        async with (
            proxy_before(Room(talks=False)) as port,
            aiohttp.ClientSession() as session,
            session.ws_connect(f"http://127.0.0.1:{port}/x", protocols=("satu", "dua")) as browser,
        ):
            assert browser.protocol == "dua", "as the room chooses"
            assert await browser.receive_str() == "selamat datang", "said before the browser was there"
            for message in ("halo", "é" * 70_000):
                await browser.send_str(message)
                assert await browser.receive_str() == message
            await browser.send_bytes(b"\x00\xff")
            assert await browser.receive_bytes() == b"\x00\xff"
            await browser.send_str("tutup")
            assert (await browser.receive()).type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)

    asyncio.run(asyncio.wait_for(talk(), 50))


def test_our_own_modules_are_asked_for_each_time_and_sent_again_only_when_they_changed(
    tmp_path: Path,
) -> None:
    """A phone that kept them would not see a new release of the course."""
    modules = tmp_path / "share" / "jupyter" / "labextensions" / "kita"
    modules.mkdir(parents=True)
    (modules / "bar.js").write_text("lama")
    cards, book = PassCards("rahasia"), PinBook(tmp_path / "pin.json")
    card = cards.make("PNG-001", book.mark("PNG-001"), time.time() + 1000)
    proxy = RoomProxy({"auth_token": "x"}, cards, book, Statics(tmp_path / "statis", tmp_path))
    proxy.add_route("/user/PNG-001/", {"target": "http://127.0.0.1:9"})  # no room answers there

    async def ask() -> list[tuple[int, str]]:
        server, (taken,) = HTTPServer(proxy.proxy_app), bind_sockets(0, "127.0.0.1")
        server.add_socket(taken)
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/user/PNG-001/lab/extensions/kita/bar.js"
        headers, mark, seen = {"Cookie": f"{NAME}={card}"}, "", []
        try:
            async with aiohttp.ClientSession(headers=headers) as session:
                for content in ("lama", "lama", "baru"):
                    (modules / "bar.js").write_text(content)
                    async with session.get(address, headers={"If-None-Match": mark}) as answer:
                        seen.append((answer.status, await answer.text()))
                        assert answer.headers["Cache-Control"] == "private, no-cache"
                        mark = answer.headers["Etag"]
        finally:
            server.stop()
            await server.close_all_connections()
        return seen

    assert asyncio.run(asyncio.wait_for(ask(), 50)) == [(200, "lama"), (304, ""), (200, "baru")]


def test_a_browser_that_does_not_read_is_not_read_for() -> None:
    async def not_read() -> int:
        room = Room(talks=True)
        async with proxy_before(room) as port:
            with socket.create_connection(("127.0.0.1", port)) as browser:
                key = base64.b64encode(bytes(16)).decode()
                upgrade = f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}"
                asked = f"GET /x HTTP/1.1\r\nHost: kelas\r\n{upgrade}\r\nSec-WebSocket-Version: 13\r\n\r\n"
                browser.sendall(asked.encode())
                # Time enough to read it all, were it read; the longer, the surer, and never wrong.
                for _ in range(20):
                    await asyncio.sleep(0.1)
                    if room.sent == PIECES:
                        break
        return room.sent

    sent = asyncio.run(asyncio.wait_for(not_read(), 50))
    assert 0 < sent * PIECE < 60_000_000, "what the kernel's buffers hold"
