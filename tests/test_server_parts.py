"""Parts of the class server that can be tried without one: gaps, logs, what a room's process counts."""

from __future__ import annotations

import sys
from pathlib import Path
from unittest.mock import Mock

import pytest
from jupyterhub.services.auth import HubOAuth
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine
from tornado.web import Application, RequestHandler

from grader.server import gaps, room_server
from grader.server.supervisor import MOST_LOG, Part


def test_gaps_between_objects_are_filled() -> None:
    scattered = [bytes(200 - 33) for _ in range(200_000)]
    del scattered[::2]
    before = dict(gaps._gaps())
    assert before[208] > 90_000
    filled = gaps.fill()
    assert filled > 90_000 * 200
    assert dict(gaps._gaps())[208] < 200, "none but in a pool that was just begun"
    gaps._filling.clear()
    assert len(scattered) == 100_000
    sys.stderr.flush()


def test_a_log_does_not_grow_without_end(tmp_path: Path) -> None:
    log = tmp_path / "hub.log"
    part = Part("hub", lambda: [sys.executable, "-c", ""], log, {})
    with log.open("ab") as output:
        output.truncate(MOST_LOG)
        part.bound_log()
        assert log.stat().st_size == MOST_LOG
        output.truncate(MOST_LOG + 1)
        part.bound_log()
        output.write(b"lagi\n")
    assert log.read_bytes() == b"lagi\n"


def test_pages_that_come_into_a_room_at_once_have_a_cookie_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one for all of them each would overwrite the others', and none would get in."""
    monkeypatch.setattr(HubOAuth, "set_state_cookie", HubOAuth.set_state_cookie)
    room_server._let_several_pages_in_at_once()
    hub = HubOAuth(api_token="x", oauth_client_id="PNG-001", base_url="/user/PNG-001/", cookie_path="/user/")

    def page() -> RequestHandler:
        asks = RequestStartLine("GET", "/", "HTTP/1.1")
        request = HTTPServerRequest(headers=HTTPHeaders(Host="kelas"), connection=Mock(), start_line=asks)
        return RequestHandler(Application(cookie_secret="x"), request)

    states = [hub.set_state_cookie(page(), f"/{number}") for number in range(3)]
    assert len({hub.get_state_cookie_name(state) for state in states}) == 3
    assert [hub.get_next_url(state) for state in states] == ["/0", "/1", "/2"]
