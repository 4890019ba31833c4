"""Whoever is on the hall's Wi-Fi against the class server: odd requests, false cookies, too much of all."""

from __future__ import annotations

import asyncio
import re
import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from yarl import URL

from grader.bench.phone import Phone
from grader.classroom import live
from tests.attacks.conftest import SECRET, VICTIM
from tests.attacks.odd_requests import (
    ADDRESSES,
    ATTACKER,
    BAD_NOTES,
    FRAMINGS,
    LOOKALIKES,
    NOTE,
    ODD_PACKAGES,
)
from tests.attacks.room_cells import HTTP
from tests.attacks.test_class_server import SEND
from tests.class_server import ClassServer, wait_until

WITNESS = "PNG-005"

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("kelas-serangan")]


def cookies_of(server: ClassServer, code: str) -> dict[str, str]:
    """All that a signed-in browser of this learner holds."""

    async def act(phone: Phone) -> dict[str, str]:
        return {cookie.key: cookie.value for cookie in phone._session.cookie_jar}

    return server.as_learner(code, act)


@pytest.fixture(scope="module")
def stolen(server: ClassServer) -> str:
    """The attacker's own cookies, as one header."""
    return "; ".join(f"{name}={value}" for name, value in cookies_of(server, ATTACKER).items())


def raw(server: ClassServer, request: bytes) -> bytes:
    """What comes back for bytes that no browser would send."""
    with socket.create_connection(("127.0.0.1", urlsplit(server.url).port or 80), 120) as connection:
        connection.sendall(request)
        got = b""
        while piece := connection.recv(65_536):
            got += piece
        return got


def still_serves(server: ClassServer) -> bool:
    """Whether somebody else can sign in and work."""
    return server.in_notebook(WITNESS, "6 * 7") == ["42"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_way_of_writing_an_address_leads_into_another_room(
    server: ClassServer, stolen: str, address: str
) -> None:
    request = f"GET {address} HTTP/1.1\r\nHost: kelas\r\nCookie: {stolen}\r\nConnection: close\r\n\r\n"
    answer = raw(server, request.encode())
    assert SECRET.encode() not in answer
    assert b"root:x:0" not in answer


@pytest.mark.parametrize("framing", FRAMINGS)
def test_no_second_request_hides_behind_the_first(server: ClassServer, stolen: str, framing: str) -> None:
    hidden = f"GET /user/{NOTE} HTTP/1.1\r\nHost: kelas\r\nConnection: close\r\n\r\n"
    body = f"0\r\n\r\n{hidden}"
    told = framing.format(length=len(body))
    head = f"POST /user/{ATTACKER}/api/contents HTTP/1.1\r\nHost: kelas\r\nCookie: {stolen}\r\n{told}\r\n"
    answer = raw(server, f"{head}Connection: close\r\n\r\n{body}".encode())
    assert SECRET.encode() not in answer
    ask = b"GET /hub/login HTTP/1.1\r\nHost: kelas\r\nConnection: close\r\n\r\n"
    assert raw(server, ask).startswith(b"HTTP/1.1 200")


def test_cookies_under_another_name_open_nothing(server: ClassServer) -> None:
    own = cookies_of(server, ATTACKER)
    forged = {name.replace(ATTACKER, VICTIM): value for name, value in own.items()}
    assert forged != own, "the room's own cookie carries its name"
    forged |= {
        "sinau-kamar": re.sub(r"^\d+", "99999999999", own["sinau-kamar"]),
        "jupyterhub-session-id": "x",
    }

    async def ask() -> list[tuple[int, str, str]]:
        header = "; ".join(f"{name}={value}" for name, value in forged.items())
        async with aiohttp.ClientSession(headers={"Cookie": header}) as thief:
            found = []
            for path in (
                f"user/{NOTE}",
                f"user/{VICTIM}/api/contents/catatan.txt",
                f"hub/api/users/{VICTIM}",
            ):
                async with thief.get(server.url + path, allow_redirects=False) as answer:
                    found.append((answer.status, path, await answer.text()))
            return found

    for status, path, text in asyncio.run(ask()):
        assert status in (302, 401, 403, 404), path
        assert SECRET not in text


@pytest.mark.parametrize("query", [
    f"client_id=jupyterhub-user-{VICTIM}&redirect_uri=%2Fuser%2F{VICTIM}%2Foauth_callback",
    f"client_id=jupyterhub-user-{ATTACKER}&redirect_uri=http%3A%2F%2Fjahat.example%2F",
    f"client_id=jupyterhub-user-{ATTACKER}&redirect_uri=%2Fuser%2F{VICTIM}%2Foauth_callback",
])  # fmt: skip
def test_the_hub_vouches_for_nobody_towards_another_room(server: ClassServer, query: str) -> None:
    async def act(phone: Phone) -> tuple[int, str]:
        address = URL(f"{server.url}hub/api/oauth2/authorize?response_type=code&{query}", encoded=True)
        async with phone._session.get(address, allow_redirects=False) as answer:
            return answer.status, answer.headers.get("Location", "")

    status, place = server.as_learner(ATTACKER, act)
    assert "code=" not in place
    assert status in (400, 403, 404) or "jahat" not in place, (status, place)


SPAWNS = (f"{VICTIM}", f"{VICTIM}/kedua", f"{ATTACKER}/kedua")


@pytest.mark.parametrize("path", ["hub/admin", *(f"hub/spawn/{whose}" for whose in SPAWNS)])
def test_nobody_starts_a_room_for_somebody_else(server: ClassServer, path: str) -> None:
    async def act(phone: Phone) -> int:
        return (await phone.get(path))[0]

    assert server.as_learner(ATTACKER, act) in (400, 403, 404)


def test_a_websocket_that_another_site_opens_is_refused(server: ClassServer) -> None:
    async def act(phone: Phone) -> int:
        await phone.start_kernel("asal.ipynb")
        address = f"{phone.home}api/kernels/{phone._kernel}/channels"
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await phone._session.ws_connect(address, headers={"Origin": "http://jahat.example"})
        return refused.value.status

    assert server.as_learner(ATTACKER, act) == 403


def test_a_form_that_another_site_sends_is_refused(server: ClassServer) -> None:
    """With the learner's cookies, as their browser would send them, but without the token of our pages."""

    async def act(phone: Phone) -> list[int]:
        found = []
        for path, form in (
            ("api/sessions", {"kernel": "python3"}),
            ("beranda", {"tangan": "naik"}),
            ("beranda/tangan.json", {"tangan": "naik"}),
        ):
            headers = {"Origin": "http://jahat.example", "Sec-Fetch-Site": "cross-site"}
            async with phone._session.post(phone.home + path, data=form, headers=headers) as answer:
                found.append(answer.status)
        return found

    assert server.as_learner(ATTACKER, act) == [403] * 3


def _sign_in(server: ClassServer, xsrf: str, code: str, **query: str) -> tuple[int, str]:
    async def ask() -> tuple[int, str]:
        jar = aiohttp.CookieJar(unsafe=True)
        connector = aiohttp.TCPConnector(local_addr=("127.0.0.41", 0))
        async with aiohttp.ClientSession(cookie_jar=jar, connector=connector) as session:
            address = f"{server.url}hub/login"
            async with session.get(address) as answer:
                found = re.search(r'name="_xsrf"\s+value="([^"]*)"', await answer.text())
            form = {
                "_xsrf": xsrf or (found[1] if found else ""),
                "username": code,
                "pin": server.pins[ATTACKER],
            }
            given = {"data": form, "params": query, "allow_redirects": False}
            async with session.post(address, **given) as answer:
                return answer.status, await answer.text()

    return asyncio.run(ask())


def test_nobody_is_signed_in_by_another_sites_form(server: ClassServer) -> None:
    async def token() -> str:
        async with server.phone("x") as phone:
            found = re.search(r'name="_xsrf"\s+value="([^"]*)"', (await phone.get("hub/login"))[2])
            return found[1] if found else ""

    foreign = asyncio.run(token())
    assert foreign
    assert _sign_in(server, foreign, ATTACKER)[0] == 403, "a token of another browser's"


@pytest.mark.parametrize("code", LOOKALIKES)
def test_a_name_that_looks_like_anothers_is_nobodys(server: ClassServer, code: str) -> None:
    (server.state.folder / "pin-salah.json").unlink(missing_ok=True)
    assert _sign_in(server, "", code)[0] in (400, 403, 429)


def test_what_is_typed_comes_back_as_text(server: ClassServer) -> None:
    script = '"><script>alert(1)</script>'
    status, page = _sign_in(server, "", script, next=script)
    assert status in (400, 403, 429)
    assert "<script" not in page


def memory(pid: int) -> int:
    """Bytes that a process holds and no file."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon"))


def test_large_bodies_of_strangers_are_not_read(server: ClassServer) -> None:
    before = memory(server.part("grader.server.proxy"))
    head = "POST {} HTTP/1.1\r\nHost: kelas\r\nContent-Length: 20000000\r\n\r\n"
    with ExitStack() as open_:
        for number in range(20):
            path = ("/hub/login", f"/user/{VICTIM}/api/contents/x", "/hub/api/users")[number % 3]
            address = ("127.0.0.1", urlsplit(server.url).port or 80)
            connection = open_.enter_context(socket.create_connection(address, 20))
            try:
                connection.sendall(head.format(path).encode() + bytes(5_000_000))
            except (ConnectionError, TimeoutError):
                continue  # hung up on
        assert memory(server.part("grader.server.proxy")) - before < 40_000_000
        assert still_serves(server)


@pytest.fixture
def many_files() -> Iterator[None]:
    """This process may hold a connection for each of a crowd."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_crowd_of_half_sent_requests_keeps_nobody_out(server: ClassServer, many_files: None) -> None:
    with ExitStack() as open_:
        for _ in range(1_100):
            address = ("127.0.0.1", urlsplit(server.url).port or 80)
            connection = open_.enter_context(socket.create_connection(address, 20))
            connection.sendall(b"GET /hub/login HTTP/1.1\r\nHost: kelas\r\nX-Pelan: ")
        assert still_serves(server)


def test_a_head_without_end_is_cut_off(server: ClassServer) -> None:
    flood = b"GET /hub/login HTTP/1.1\r\nHost: kelas\r\n" + b"X-Isi: " + b"a" * 900_000
    try:
        answer = raw(server, flood + b"\r\n\r\n")
    except ConnectionError:
        answer = b""
    assert not answer.startswith(b"HTTP/1.1 200")
    assert still_serves(server)


def test_a_crowd_of_websockets_costs_their_owner_alone(server: ClassServer) -> None:
    async def act(phone: Phone) -> int:
        await phone.start_kernel("ramai.ipynb")
        address = f"{phone.home}api/kernels/{phone._kernel}/channels"
        opened = []
        try:
            for _ in range(90):
                opened.append(await phone._session.ws_connect(address, max_msg_size=0))
            return len(opened) if await asyncio.to_thread(still_serves, server) else 0
        finally:
            for one in opened:
                await one.close()

    assert server.as_learner(ATTACKER, act) == 90


def test_who_ends_all_their_processes_ends_their_room_alone(server: ClassServer) -> None:
    async def act(phone: Phone) -> None:
        await phone.start_kernel("akhir.ipynb")
        await phone.run("open('/rumah/tetap.txt', 'w').write('ada')")
        with pytest.raises((TimeoutError, TypeError)):
            await phone.run("import os; os.kill(-1, 9)", 20)

    server.as_learner("PNG-004", act)
    wait_until(lambda: not server.processes_of("PNG-004"))
    assert still_serves(server)
    assert server.in_notebook("PNG-004", "print(open('/rumah/tetap.txt').read())") == ["ada\n"]


def test_odd_packages_are_refused_with_a_sentence(server: ClassServer) -> None:
    cells = [f"{made}\nprint(*send(body))" for _, made in ODD_PACKAGES]
    _, *found = server.in_notebook("PNG-003", SEND, *cells)
    for (name, _), shown in zip(ODD_PACKAGES, found, strict=True):
        assert re.match(r"400 \S.{10,}", shown), (name, shown)
    assert not list(server.state.inbox.glob("PNG-003/*"))
    assert still_serves(server)


def test_notes_too_large_and_too_deep_harm_nobody(server: ClassServer) -> None:
    before = live.read(server.state.course, VICTIM)
    tell = HTTP.format() + BAD_NOTES
    shown = server.in_notebook(ATTACKER, tell)[0].split()
    assert "500" not in shown
    assert live.read(server.state.course, VICTIM).page == before.page
    assert still_serves(server)
