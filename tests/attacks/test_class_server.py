"""A learner against the class server: out of the room, into other rooms, past the PIN, under another name."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import socket
import time
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from grader.bench.phone import Phone
from grader.classroom import live
from grader.classroom.collect import collect
from grader.classroom.folder import ClassFolder
from grader.classroom.pins import PinBook
from grader.notebooks.hand_in import Status
from grader.server.door import may_pass
from tests.attacks.conftest import SECRET, VICTIM
from tests.attacks.room_cells import HTTP, ROOM_ATTACKS
from tests.class_server import ClassServer

ATTACKER, WITNESS = "PNG-001", "PNG-005"
LESSON_PAGE = "pelajaran/1-fondasi/1-02-hitung.ipynb"


pytestmark = [pytest.mark.long, pytest.mark.xdist_group("kelas-serangan")]  # one class is enough


@pytest.fixture(scope="module")
def shown(server: ClassServer) -> dict[str, str]:
    """What the attacker's notebook shows for each cell; all run in one kernel."""
    checkout = Path(__file__).resolve().parents[2]
    filled = {
        "course": str(server.state.course),
        "checkout": str(checkout),
        "port": server.url.split(":")[2][:-1],
    }
    cells = [cell.format(**filled) for _, cell, _ in ROOM_ATTACKS]
    with socket.socket(socket.AF_UNIX) as nameless:
        nameless.bind("\0sinau-uji")
        nameless.listen()
        found = server.in_notebook(ATTACKER, *cells, patience=60)
    return {name: text for (name, _, _), text in zip(ROOM_ATTACKS, found, strict=True)}


@pytest.mark.parametrize(("name", "expected"), [(name, expected) for name, _, expected in ROOM_ATTACKS])
def test_a_notebook_does_not_get_out_of_its_room(shown: dict[str, str], name: str, expected: str) -> None:
    assert re.search(expected, shown[name], re.DOTALL), shown[name]
    assert SECRET not in shown[name]


def test_a_fork_bomb_stays_in_its_room(server: ClassServer) -> None:
    bomb = """
import os, time
made = 0
try:
    while made < 2000:
        if os.fork() == 0:
            time.sleep(600); os._exit(0)
        made += 1
except OSError as problem:
    print(type(problem).__name__, made < 250)
"""
    with contextlib.suppress(TimeoutError, TypeError):  # its kernel was ended before it could say so
        assert "BlockingIOError True" in server.in_notebook("PNG-003", bomb)[0]
    assert server.in_notebook(WITNESS, "1 + 1") == ["2"]
    limit = time.monotonic() + 60
    while len(server.processes_of("PNG-003")) > 20:  # its own first process clears it up
        assert time.monotonic() < limit
        time.sleep(0.1)


def test_memory_without_end_costs_the_learner_alone(server: ClassServer) -> None:
    eat = "import time\nhoard = []\nfor _ in range(60):\n    hoard.append(bytearray(b'x') * (64 << 20))"
    eat += "; time.sleep(.1)"

    async def act(phone: Phone) -> bool:
        await phone.start_kernel("lapar.ipynb")
        before = phone._kernel
        assert before
        try:
            shown = await phone.run(eat, 30)
        except (TimeoutError, TypeError):  # the kernel was ended
            shown = "ended"
        return "ended" in shown or "MemoryError" in shown

    assert server.as_learner("PNG-004", act)
    assert server.in_notebook(WITNESS, "1 + 1") == ["2"]


def test_a_home_that_is_filled_up_is_stopped_and_can_be_tidied(server: ClassServer) -> None:
    fill = "for n in range(12):\n    open(f'/rumah/isi-{n}', 'wb').write(bytes(100 << 20))\n"
    fill += "import time; time.sleep(20)"

    async def act(phone: Phone) -> str:
        await phone.start_kernel("penuh.ipynb")
        with contextlib.suppress(TimeoutError, TypeError):  # the kernel was ended
            await phone.run(fill, 25)
        return ""

    server.as_learner("PNG-004", act)
    home = server.state.homes / "PNG-004"
    size = sum(path.lstat().st_blocks * 512 for path in home.rglob("isi-*"))
    assert size <= 12 * (100 << 20)

    async def tidy(phone: Phone) -> tuple[int, int]:
        body = {"path": "x.ipynb", "name": "x", "type": "notebook", "kernel": {"name": "python3"}}
        refused, _ = await phone.ask("POST", "api/sessions", body)
        for number in range(12):
            await phone.ask("DELETE", f"api/contents/isi-{number}")
        again, _ = await phone.ask("POST", "api/sessions", body)
        return refused, again

    assert server.as_learner("PNG-004", tidy) == (500, 201)


def test_a_process_that_hides_ends_with_its_room(server: ClassServer) -> None:
    hide = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
print('hidden')
"""
    assert server.in_notebook("PNG-004", hide) == ["hidden\n"]
    first = next(p for p in server.processes_of("PNG-004") if _is_first(p))
    os.kill(first, signal.SIGKILL)
    limit = time.monotonic() + 60
    while server.processes_of("PNG-004"):
        assert time.monotonic() < limit
        time.sleep(0.05)


def _is_first(pid: int) -> bool:
    return Path(f"/proc/{pid}/status").read_text().split("NSpid:")[1].split()[1:2] == ["1"]


# --- from a browser ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["user/PNG-002/lab", "user/PNG-002/files/catatan.txt", "user/%50NG-002/lab",
                                  "user/%2550NG-002/lab", "/user/PNG-002/lab", "user/PNG-001/../PNG-002/lab",
                                  "user/PNG-002/api/contents/catatan.txt"])  # fmt: skip
def test_a_browser_gets_nothing_of_somebody_elses_room(server: ClassServer, path: str) -> None:
    async def act(phone: Phone) -> tuple[int, str, str]:
        async with phone._session.get(URL(server.url + path, encoded=True)) as answer:
            return answer.status, str(answer.url), await answer.text("utf-8", "replace")

    status, address, text = server.as_learner(ATTACKER, act)
    assert SECRET not in text
    assert "/user/PNG-002/lab" not in address or status in (403, 404), address


def test_a_websocket_into_somebody_elses_room_is_refused(server: ClassServer) -> None:
    async def act(phone: Phone) -> int:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await phone._session.ws_connect(f"{server.url}user/{VICTIM}/api/kernels/x/channels")
        return refused.value.status

    assert server.as_learner(ATTACKER, act) == 403


def test_a_form_sent_to_somebody_elses_room_is_refused(server: ClassServer) -> None:
    async def act(phone: Phone) -> int:
        async with phone._session.post(f"{server.url}user/{VICTIM}/api/sessions", json={}) as answer:
            return answer.status

    assert server.as_learner(ATTACKER, act) == 403


def test_another_ones_card_opens_nothing(server: ClassServer) -> None:
    async def act(phone: Phone) -> tuple[int, str]:
        own = phone._session.cookie_jar.filter_cookies(URL(phone.home))["sinau-kamar"].value
        headers = {"Cookie": f"sinau-kamar={own}"}
        address = f"{server.url}user/{VICTIM}/lab"
        async with (
            aiohttp.ClientSession(headers=headers) as thief,
            thief.get(address, allow_redirects=False) as answer,
        ):
            return answer.status, answer.headers.get("Location", "")

    status, place = server.as_learner(ATTACKER, act)
    assert (status, place.partition("?")[0]) == (302, "/hub/login")


@pytest.mark.parametrize(("method", "path", "body"), [
    ("GET", "hub/api/users", None),
    ("GET", f"hub/api/users/{VICTIM}", None),
    ("POST", f"hub/api/users/{VICTIM}/server", None),
    ("DELETE", f"hub/api/users/{VICTIM}/server", None),
    ("POST", f"hub/api/users/{VICTIM}/tokens", {}),
    ("POST", "hub/api/users/PNG-001/tokens", {"roles": ["admin"]}),
    ("POST", "hub/api/users/PNG-001/tokens", {"scopes": ["admin:users"]}),
    ("PATCH", "hub/api/users/PNG-001", {"admin": True}),
    ("GET", "hub/api/proxy", None),
    ("POST", "hub/api/shutdown", {}),
])  # fmt: skip
def test_a_token_from_a_notebook_is_good_for_its_owner_alone(
    server: ClassServer, token: str, method: str, path: str, body: object
) -> None:
    async def ask() -> tuple[int, str]:
        headers = {"Authorization": f"token {token}"}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.request(method, server.url + path, json=body) as answer,
        ):
            return answer.status, await answer.text()

    status, text = asyncio.run(ask())
    if (method, path, status) == ("GET", "hub/api/users", 200):
        assert [user["name"] for user in json.loads(text)] == [ATTACKER]
    else:
        assert status in (400, 403, 404), text


@pytest.fixture(scope="module")
def token(server: ClassServer) -> str:
    """The token that the attacker's server has for the hub."""
    found = server.in_notebook(ATTACKER, "import os; print(os.environ['JUPYTERHUB_API_TOKEN'])")[0].strip()
    assert re.fullmatch(r"[0-9a-f-]{32,}", found)
    return found


@pytest.mark.parametrize("path", ["api/routes", "api/routes/user/PNG-002", "_chp_healthz/../api/routes"])
def test_the_proxys_own_api_is_not_on_the_class_port(server: ClassServer, path: str) -> None:
    async def ask() -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(server.url + path) as answer:
            return answer.status, await answer.text()

    status, text = asyncio.run(ask())
    assert status != 200 or "/hub/login" in text
    assert "target" not in text.replace('target="', "")


@pytest.mark.parametrize(
    "place", ["//jahat.example/x", "https://jahat.example/", "/\\jahat.example", "javascript:x"]
)
def test_signing_in_leads_to_no_other_site(server: ClassServer, place: str) -> None:
    async def act() -> str:
        async with server.phone("PNG-005") as phone:
            _, _, page = await phone.get("hub/login", params={"next": place})
            xsrf = re.search(r'name="_xsrf"\s+value="([^"]*)"', page)
            assert xsrf
            form = {"_xsrf": xsrf[1], "username": "PNG-005", "pin": server.pins["PNG-005"]}
            address = f"{server.url}hub/login"
            async with phone._session.post(
                address, params={"next": place}, data=form, allow_redirects=False
            ) as answer:
                assert answer.status == 302
                return answer.headers["Location"]

    assert re.match(r"/[^/\\]", asyncio.run(act())), "an address of the class's own"


def test_names_in_the_class_list_are_text_on_the_page(server: ClassServer) -> None:
    async def act() -> tuple[str, str]:
        async with server.phone("x") as phone, phone._session.get(f"{server.url}hub/login") as answer:
            return await answer.text(), answer.headers["Content-Security-Policy"]

    page, policy = asyncio.run(act())
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


# --- guessing ---------------------------------------------------------------------------------------------


def _guess(server: ClassServer, code: str, pins: list[str], device: str, **headers: str) -> list[int]:
    async def act() -> list[int]:
        connector = aiohttp.TCPConnector(local_addr=(device, 0))
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(connector=connector, cookie_jar=jar, headers=headers) as session:
            async with session.get(f"{server.url}hub/login") as answer:
                found = re.search(r'name="_xsrf"\s+value="([^"]*)"', await answer.text())
            assert found
            statuses = []
            for pin in pins:
                form = {"_xsrf": found[1], "username": code, "pin": pin}
                async with session.post(f"{server.url}hub/login", data=form, allow_redirects=False) as answer:
                    statuses.append(answer.status)
            return statuses

    return asyncio.run(act())


def _wrong(server: ClassServer, code: str, count: int) -> list[str]:
    return [f"{number:06}" for number in range(count) if f"{number:06}" != server.pins[code]]


def test_guessing_is_slowed_down_and_the_owner_still_gets_in(server: ClassServer) -> None:
    code = "PNG-002"
    assert _guess(server, code, [server.pins[code]], "127.0.0.9") == [302], "the owner's own phone"
    statuses = _guess(server, code, _wrong(server, code, 12), "127.0.0.2")
    assert statuses[:5] == [403] * 5
    assert set(statuses[5:]) == {429}
    assert _guess(server, code, [server.pins[code]], "127.0.0.2") == [429], (
        "the right one is not looked at either"
    )
    assert _guess(server, code, [server.pins[code]], "127.0.0.9") == [302]


@pytest.mark.parametrize("header", ["X-Real-Ip", "X-Forwarded-For", "Forwarded"])
def test_a_device_cannot_say_that_it_is_another(server: ClassServer, header: str) -> None:
    code = "PNG-004"
    device = {"X-Real-Ip": "127.0.0.3", "X-Forwarded-For": "127.0.0.4", "Forwarded": "127.0.0.5"}[header]
    _guess(server, code, _wrong(server, code, 6), device)
    claims = [{header: f"10.9.8.{n}" if header != "Forwarded" else f"for=10.9.8.{n}"} for n in range(3)]
    assert [_guess(server, code, ["000001"], device, **claim) for claim in claims] == [[429]] * 3


def test_many_guesses_at_once_are_all_counted(server: ClassServer) -> None:
    code = "PNG-001"

    async def act() -> list[int]:
        connector = aiohttp.TCPConnector(local_addr=("127.0.0.6", 0), limit=0)
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(connector=connector, cookie_jar=jar) as session:
            async with session.get(f"{server.url}hub/login") as answer:
                found = re.search(r'name="_xsrf"\s+value="([^"]*)"', await answer.text())
            assert found

            async def one(pin: str) -> int:
                form = {"_xsrf": found[1], "username": code, "pin": pin}
                async with session.post(f"{server.url}hub/login", data=form, allow_redirects=False) as answer:
                    return answer.status

            return list(await asyncio.gather(*map(one, _wrong(server, code, 20))))

    statuses = asyncio.run(act())
    assert statuses.count(403) <= 5, statuses


def test_a_name_that_is_not_in_the_class_is_no_way_in(server: ClassServer) -> None:
    for code in ("pelatih", "root", "../PNG-001", "PNG-001/../PNG-002", "", "png-001"):
        assert _guess(server, code, [server.pins["PNG-001"]], "127.0.0.7") == [403]


# --- handing in under another name --------------------------------------------------------------------------

SEND = """
import json, os, socket, http.client
class Hub(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(os.environ['SINAU_KELAS'])
def send(body, **headers):
    hub = Hub('hub')
    hub.request('POST', '/kumpul', body, headers)
    answer = hub.getresponse()
    return answer.status, json.loads(answer.read())['kalimat']
import hashlib, io, zipfile
def package(claimed, exercise, content, extra=()):
    slip = {'format': 'sinau-kumpul-1', 'participant': claimed, 'name': 'Budi Santoso', 'exercise': exercise,
            'notebook': exercise + '.ipynb', 'release': '', 'sha256': hashlib.sha256(content).hexdigest(),
            'time': '2001-01-01T08:00:00+07:00'}
    made = io.BytesIO()
    with zipfile.ZipFile(made, 'w') as z:
        z.writestr('kumpul.json', json.dumps(slip)); z.writestr(exercise + '.ipynb', content)
        for name, data in extra: z.writestr(name, data)
    return made.getvalue()
work = open('/rumah/latihan/1-02-hitung/1-02-hitung.ipynb', 'rb').read()
"""


def test_a_package_that_claims_to_be_somebody_elses_is_its_senders(server: ClassServer) -> None:
    send = SEND + "print(send(package('PNG-002', '1-02-hitung', work), **{'X-Sinau-User': 'PNG-002'}))"
    assert "(200," in server.in_notebook(ATTACKER, send)[0]
    folder = ClassFolder(server.state.course)
    results = collect(server.state.inbox, folder, folder.roster(), folder.exercises())
    assert VICTIM not in {result.participant for result in results}
    own = [result for result in results if result.participant == ATTACKER]
    assert [result.status for result in own] == [Status.ACCEPTED]
    assert own[0].time is not None
    assert own[0].time.year > 2001, "the server's clock counts, not the package's"


BAD_PACKAGES = [
    ("no zip", "b'x' * 99"),
    ("nothing", "b''"),
    ("no exercise of this class", "package('PNG-001', '9-99-rahasia', work)"),
    ("a way out as its name", "package('PNG-001', '../../../../etc/cron.d/x', work)"),
    ("an entry that leads out", "package('PNG-001', '1-02-hitung', work, [('../../x.txt', 'x')])"),
    ("an archive in it", "package('PNG-001', '1-02-hitung', work, [('lagi.zip', b'PK')])"),
    ("two notebooks", "package('PNG-001', '1-02-hitung', work, [('dua.ipynb', work)])"),
    ("no notebook", "package('PNG-001', '1-02-hitung', b'bukan json')"),
]


@pytest.fixture(scope="module")
def refusals(server: ClassServer) -> dict[str, str]:
    """What comes back for each bad package."""
    cells = [f"print(*send({made}))" for _, made in BAD_PACKAGES]
    _, *found = server.in_notebook("PNG-005", SEND, *cells)
    return {name: text for (name, _), text in zip(BAD_PACKAGES, found, strict=True)}


@pytest.mark.parametrize("name", [name for name, _ in BAD_PACKAGES])
def test_a_bad_package_is_refused_with_a_sentence(
    server: ClassServer, refusals: dict[str, str], name: str
) -> None:
    assert re.match(r"400 \S.{10,}", refusals[name]), refusals[name]
    assert not list(server.state.inbox.glob("PNG-005/*"))


def test_a_package_that_unpacks_without_end_is_refused(server: ClassServer) -> None:
    bomb = SEND + (
        "made = io.BytesIO()\n"
        "with zipfile.ZipFile(made, 'w', zipfile.ZIP_DEFLATED) as z:\n"
        "    z.writestr('a.ipynb', bytes(200 << 20))\n"
        "print(*send(made.getvalue()))"
    )
    assert server.in_notebook("PNG-005", bomb)[0].startswith("400 Notebook lebih besar")


def test_handing_in_without_end_is_slowed_down(server: ClassServer) -> None:
    flood = SEND + (
        "found = [send(package('PNG-004', '1-02-hitung', work)) for _ in range(32)]\nprint(found[-1])"
    )
    assert "(400, 'Kamu sudah mengirim" in server.in_notebook("PNG-004", flood)[0]
    assert len(list(server.state.inbox.glob("PNG-004/*.zip"))) <= 30


def test_nobody_hands_in_through_the_class_port(server: ClassServer) -> None:
    async def ask() -> list[int]:
        async with aiohttp.ClientSession() as session:
            found = []
            for path in ("kumpul", "hub/kumpul", "hub/api/kumpul"):
                async with session.post(server.url + path, data=b"x", allow_redirects=False) as answer:
                    found.append(answer.status)
            return found

    assert all(status in (302, 403, 404, 405) for status in asyncio.run(ask()))


def test_what_a_room_tells_of_itself_cannot_speak_to_the_trainer(server: ClassServer) -> None:
    script = "<img src=x onerror=alert(1)>"
    tell = HTTP.format() + "import json, time\n"
    for said in (
        {"halaman": script, "soal": {script: [False, 3]}, "tangan": 1e300},
        {"halaman": LESSON_PAGE, "soal": {script: [script, 3]}, "tangan": 0, "kode": VICTIM},
        {"halaman": ["a"] * 50_000},
    ):
        tell += f"time.sleep(1.1); ask('POST', '/kabar', json.dumps({said!r}))\n"
    server.in_notebook(ATTACKER, tell)
    kept = (server.state.course / live.NOTES / f"{ATTACKER}.json").read_text("utf-8")
    assert "<" not in kept
    assert live.read(server.state.course, ATTACKER).hand <= time.time()
    assert live.read(server.state.course, VICTIM).page == "", "nobody speaks for somebody else"


def test_only_a_servers_own_calls_pass_the_door() -> None:
    assert may_pass("POST", f"/hub/api/users/{ATTACKER}/activity", ATTACKER)
    for method, uri in (
        ("POST", "/hub/api"),
        ("GET", f"/hub/api/users/{ATTACKER}"),
        ("POST", f"/hub/api/users/{VICTIM}/activity"),
        ("DELETE", "/hub/api/user"),
        ("GET", "/hub/api/user/"),
    ):
        assert not may_pass(method, uri, ATTACKER)


def test_a_new_pin_puts_out_whoever_has_signed_in_with_the_old_one(server: ClassServer) -> None:
    async def act(phone: Phone) -> tuple[str, str]:
        book = PinBook(server.state.pins)
        server.pins["PNG-003"] = book.make(["PNG-003"])["PNG-003"]
        _, before, page = await phone.get("user/PNG-003/files/pelajaran/1-fondasi/1-04-tabel.ipynb")
        assert "jupyter" not in page.lower()
        _, after, _ = await phone.get("hub/home")
        return before, after

    before, _ = server.as_learner("PNG-003", act)
    assert "/hub/login" in before
    assert server.in_notebook("PNG-003", "1 + 1") == ["2"], "the new one lets in"
