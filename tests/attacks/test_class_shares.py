"""A learner who asks for more than their share: of the proxy, of the hub's door, of the way into a room."""

from __future__ import annotations

import asyncio
import re
import socket
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest

from grader.bench.phone import Phone
from tests.attacks.room_cells import HTTP
from tests.attacks.test_class_network import cookies_of, memory, still_serves
from tests.class_server import ClassServer, end_room, is_first, wait_until

GREEDY = "PNG-004"
MUCH = 100_000_000  # bytes that no single learner may make a part of the class hold

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("kelas-serangan")]


@pytest.fixture
def cookies(server: ClassServer) -> str:
    """What the greedy learner's browser shows."""
    return "; ".join(f"{name}={value}" for name, value in cookies_of(server, GREEDY).items())


def connect(server: ClassServer, opened: ExitStack, seconds: float = 30) -> socket.socket:
    address = ("127.0.0.1", urlsplit(server.url).port or 80)
    return opened.enter_context(socket.create_connection(address, seconds))


def head(method: str, path: str, cookies: str, *more: str) -> bytes:
    lines = [f"{method} /user/{GREEDY}/{path} HTTP/1.1", "Host: kelas", f"Cookie: {cookies}", *more, "", ""]
    return "\r\n".join(lines).encode()


def test_downloads_that_nobody_reads_wait_in_the_room(server: ClassServer, cookies: str) -> None:
    server.in_notebook(GREEDY, "_ = open('/rumah/besar.bin', 'wb').write(bytes(30 << 20))")
    proxy = server.part("grader.server.proxy")
    before = memory(proxy)
    with ExitStack() as opened:
        for _ in range(12):
            connection = connect(server, opened, 120)
            connection.sendall(head("GET", "files/besar.bin", cookies))
            assert connection.recv(12) == b"HTTP/1.1 200"
        assert still_serves(server)
        assert memory(proxy) - before < MUCH
    server.in_notebook(GREEDY, "import os; os.remove('/rumah/besar.bin')")


def test_uploads_of_one_learner_are_not_all_read(server: ClassServer, cookies: str) -> None:
    proxy = server.part("grader.server.proxy")
    before = memory(proxy)
    with ExitStack() as opened:
        for number in range(20):
            connection = connect(server, opened)
            length = "Content-Length: 29000000" if number % 2 else "Transfer-Encoding: chunked"
            body = bytes(20_000_000) if number % 2 else b"1312D00\r\n" + bytes(20_000_000)
            try:
                connection.sendall(head("PUT", "api/contents/isi.bin", cookies, length) + body)
            except (ConnectionError, TimeoutError):
                continue  # hung up on
        assert memory(proxy) - before < MUCH
        assert still_serves(server)


def test_a_save_goes_through_after_uploads_that_were_broken_off(server: ClassServer, cookies: str) -> None:
    with ExitStack() as opened:
        for _ in range(5):
            connection = connect(server, opened)
            connection.sendall(head("PUT", "api/contents/isi.bin", cookies, "Content-Length: 29000000"))

    async def act(phone: Phone) -> int:
        body = {"type": "file", "format": "text", "content": "x" * 25_000_000}
        return (await phone.ask("PUT", "api/contents/utuh.txt", body))[0]

    wait_until(lambda: server.as_learner(GREEDY, act) in (200, 201))
    server.in_notebook(GREEDY, "import os; os.remove('/rumah/utuh.txt')")


STOP = """
import os, signal, time
if os.fork() == 0:
    os.setsid()
    while True:
        os.kill(2, {})
        time.sleep(.001)
"""


def test_requests_into_a_room_that_does_not_answer_leave_the_class_its_own(
    server: ClassServer, cookies: str
) -> None:
    async def act(phone: Phone) -> None:
        await phone.start_kernel("diam.ipynb")
        running = asyncio.create_task(phone.run(STOP.format("signal.SIGSTOP"), 180))
        await asyncio.to_thread(wait_until, lambda: any(map(is_stopped, server.processes_of(GREEDY))))
        running.cancel()

    server.as_learner(GREEDY, act)
    with ExitStack() as opened:
        waiting = [connect(server, opened) for _ in range(150)]
        for connection in waiting:
            connection.sendall(head("GET", "api/status", cookies))
        assert still_serves(server)
        refused = 0
        for connection in waiting:
            connection.setblocking(False)
            try:
                refused += connection.recv(12) == b"HTTP/1.1 503"
            except BlockingIOError:
                continue
        assert 40 < refused < 100, (
            "sixty wait, until one of them is answered in the moments between two stops"
        )
    end_room(server, GREEDY)
    assert server.in_notebook(GREEDY, "1 + 1") == ["2"]


def is_stopped(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
    except OSError:
        return False


def test_a_server_that_a_kernel_has_stopped_goes_on(server: ClassServer) -> None:
    async def act(phone: Phone) -> str:
        await phone.start_kernel("tidur.ipynb")
        return await phone.run("import os, signal; os.kill(2, signal.SIGSTOP); print('jalan lagi')", 180)

    assert server.as_learner(GREEDY, act) == "jalan lagi\n"


def test_a_room_that_ends_ends_its_websockets(server: ClassServer) -> None:
    async def act(phone: Phone) -> bool:
        await phone.start_kernel("putus.ipynb")
        await asyncio.to_thread(end_room, server, GREEDY)
        assert phone._socket is not None
        async with asyncio.timeout(120):
            while (await phone._socket.receive()).type is aiohttp.WSMsgType.TEXT:
                continue
        return phone._socket.closed

    assert server.as_learner(GREEDY, act)


def test_waking_a_room_from_many_pages_at_once_makes_one(server: ClassServer) -> None:
    async def act(phone: Phone) -> None:
        await asyncio.to_thread(end_room, server, GREEDY)
        await asyncio.gather(*(phone.get(f"hub/spawn/{GREEDY}") for _ in range(40)))
        await phone.open_lab()

    server.as_learner(GREEDY, act)
    assert sum(map(is_first, server.processes_of(GREEDY))) == 1


def test_packages_of_one_room_do_not_fill_the_hub(server: ClassServer) -> None:
    hub = server.part("jupyterhub")
    before = memory(hub)
    send = """
import os, socket
opened = []
for number in range(120):
    one = socket.socket(socket.AF_UNIX)
    one.settimeout(10)
    try:
        one.connect(os.environ['SINAU_KELAS'])
        path = ('/kumpul', '/kabar', '/hub/api/oauth2/token', '/umpan-balik')[number % 4]
        one.sendall(f'POST {path} HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 24000000\\r\\n\\r\\n'.encode())
        one.sendall(bytes(20_000_000))
    except OSError:
        pass
    opened.append(one)
"""

    async def act(phone: Phone) -> int:
        await phone.start_kernel("banyak.ipynb")
        await phone.run(send, 170)
        return memory(hub) - before  # while its connections are open

    assert server.as_learner(GREEDY, act) < MUCH
    assert still_serves(server)


def test_a_room_that_has_opened_all_its_ways_to_the_class_is_still_heard(server: ClassServer) -> None:
    """What a kernel of one's own holds open is no more than that kernel's."""
    hold = "import os, socket\nheld = [socket.socket(socket.AF_UNIX) for _ in range(300)]\n"
    hold += "for one in held: one.connect(os.environ['SINAU_KELAS'])\n"
    hold += "for one in held: one.close()\n"
    hold += "import time\nfor _ in range(600):\n    try: print(ask('GET', '/umpan-balik').status); break\n"
    hold += "    except OSError: time.sleep(.1)  # until the hub has seen that they are closed\n"
    tell = HTTP.format() + hold
    assert server.in_notebook(GREEDY, tell)[0].strip() in ("200", "404")


ODD_FILES = [
    "static/lab/" + "a" * 5_000,
    "static/lab/%00",
    "lab/extensions/" + "b/" * 2_000,
    "static/lab/" + "../" * 500 + "x",
    "static/lab/\u00e4\u2028.js",
]


@pytest.mark.parametrize("path", ODD_FILES)
def test_odd_names_of_files_are_no_mishap(server: ClassServer, cookies: str, path: str) -> None:
    with ExitStack() as opened:
        connection = connect(server, opened)
        connection.sendall(head("GET", path, cookies, "Connection: close"))
        assert re.match(rb"HTTP/1.1 (302|400|403|404|414)", connection.recv(20))


def test_settings_of_a_home_do_not_run_in_its_server(server: ClassServer) -> None:
    """The server holds a socket that leads out of the room; kernels and files must not give it code."""
    plant = """
import json, os
mark = "open('/rumah/dijalankan.txt', 'a').write(__file__)"
for place in ('.sinau/jupyter/config', '.jupyter', '.', 'lib', '.local/lib/python3.11/site-packages',
              '.sinau/jupyter/data', '.sinau/jupyter/ipython'):
    folder = f'/rumah/{place}'
    os.makedirs(folder, exist_ok=True)
    for name in ('jahat', 'jupyter_server_config', 'jupyter_config', 'sitecustomize', 'usercustomize'):
        open(f'{folder}/{name}.py', 'w').write(mark)
    told = {'ServerApp': {'jpserver_extensions': {'jahat': True}, 'contents_manager_class': 'jahat.X'}}
    for name in ('jupyter_server_config', 'jupyter_config', 'jupyter_server_config.d/jahat'):
        os.makedirs(f'{folder}/jupyter_server_config.d', exist_ok=True)
        open(f'{folder}/{name}.json', 'w').write(json.dumps(told))
"""
    server.in_notebook(GREEDY, plant)
    end_room(server, GREEDY)
    shown = server.in_notebook(GREEDY, "import os; print(os.path.exists('/rumah/dijalankan.txt'))")
    server.in_notebook(
        GREEDY, "import shutil; [shutil.rmtree(f'/rumah/{n}', True) for n in ('.jupyter', 'lib', '.local')]"
    )
    assert shown == ["False\n"]


@pytest.mark.parametrize("trap", ["os.mkfifo(log)", "os.symlink('/pintu/hub.sock', log)", "os.mkdir(log)"])
def test_a_log_that_is_no_file_does_not_keep_a_room_shut(server: ClassServer, trap: str) -> None:
    server.in_notebook(GREEDY, f"import os; log = '/rumah/.sinau/kamar.log'; os.remove(log); {trap}")
    end_room(server, GREEDY)
    assert server.in_notebook(GREEDY, "1 + 1") == ["2"]


def test_only_a_rooms_own_pages_may_show_it_in_a_frame(server: ClassServer) -> None:
    async def act(phone: Phone) -> list[str]:
        found = []
        for path in (f"user/{GREEDY}/beranda", f"user/{GREEDY}/lab", f"user/{GREEDY}/api", "hub/home"):
            async with phone._session.get(server.url + path) as answer:
                found.append(answer.headers["Content-Security-Policy"])
        return found

    *room, hub = server.as_learner(GREEDY, act)
    assert {policy.partition(";")[0] for policy in room} == {"frame-ancestors 'self'"}
    assert "frame-ancestors 'none'" in hub


@pytest.mark.parametrize(
    "place", ["//jahat.example/x", "https://jahat.example/", "/\\jahat.example", "javascript:x"]
)
def test_waking_leads_to_no_other_site(server: ClassServer, place: str) -> None:
    async def act(phone: Phone) -> list[str]:
        found = []
        for way in (f"hub/spawn/{GREEDY}", f"hub/spawn-pending/{GREEDY}", "hub/spawn"):
            async with phone._session.get(
                server.url + way, params={"next": place}, allow_redirects=False
            ) as answer:
                found.append(answer.headers.get("Location", "/"))
        return found

    assert all(re.match(r"/($|[^/\\])", to) for to in server.as_learner(GREEDY, act))


def test_nobody_waits_for_somebody_elses_room(server: ClassServer) -> None:
    async def act(phone: Phone) -> list[int]:
        return [(await phone.get(f"hub/{way}/PNG-002"))[0] for way in ("spawn-pending", "spawn")]

    assert set(server.as_learner(GREEDY, act)) <= {403, 404}


def test_whoever_gets_the_phone_after_signing_out_gets_nothing(server: ClassServer) -> None:
    async def act(phone: Phone) -> list[str]:
        room = f"user/{GREEDY}/files/pelajaran/1-fondasi/1-04-tabel.ipynb"
        before, _, page = await phone.get(room)
        assert (before, "cells" in page) == (200, True)
        _, beranda, page = await phone.get(f"user/{GREEDY}/beranda")
        way_out = re.search(r'href="(/hub/logout)">Keluar', page)
        assert way_out, beranda
        await phone.get(way_out[1])
        found = []
        for path in (room, f"user/{GREEDY}/lab", "hub/home", f"user/{GREEDY}/beranda"):
            async with phone._session.get(server.url + path) as answer:
                found.append(str(answer.url).removeprefix(server.url).partition("?")[0])
        async with phone._session.post(f"{phone.home}api/sessions", json={}) as answer:
            found.append(str(answer.status))
        return found

    assert server.as_learner(GREEDY, act) == ["hub/login"] * 4 + ["403"]
