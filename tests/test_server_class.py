"""The class server as learners and their trainer meet it: signing in, learning, handing in, coming back."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from grader.bench.phone import Phone
from grader.classroom.collect import collect
from grader.classroom.folder import ClassFolder
from grader.notebooks.hand_in import Status
from grader.reports.feedback import PEOPLE
from tests.class_server import ClassServer, end_room, running_class, start, stop, wait_until

LESSON = "pelajaran/1-fondasi/1-04-tabel.ipynb"
EXERCISE = "latihan/1-02-hitung/1-02-hitung.ipynb"


pytestmark = [pytest.mark.long, pytest.mark.xdist_group("kelas")]  # one class is enough


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, shared_workspace: Path) -> Iterator[ClassServer]:
    with running_class(tmp_path_factory.mktemp("kelas"), shared_workspace) as running:
        yield running


def test_who_signs_in_finds_the_lessons_in_a_home_of_their_own(server: ClassServer) -> None:
    async def act(phone: Phone) -> str:
        lesson = await phone.read_file(LESSON)
        assert lesson["content"]["cells"]
        await phone.start_kernel(LESSON)
        return await phone.run("import os; print('%d' % os.getuid(), os.getcwd(), os.environ['HOME'])")

    shown = server.as_learner("PNG-001", act)
    _, address, page = server.as_learner("PNG-001", lambda phone: phone.get("hub/login"))
    assert "/user/PNG-001/beranda" in address
    assert "1-04 " in page, "the road"
    assert "Angkat tangan" in page
    uid = server.state.uid("PNG-001")
    assert shown.split() == [str(uid), "/rumah/pelajaran/1-fondasi", "/rumah"]
    home = server.state.homes / "PNG-001"
    assert (home.stat().st_uid, home.stat().st_mode & 0o777) == (uid, 0o700)


def test_what_a_room_sends_is_compressed(server: ClassServer) -> None:
    async def act(phone: Phone) -> tuple[str | None, int]:
        address = f"{phone.home}lab/api/settings"
        async with phone._session.get(address) as answer:
            return answer.headers.get("Content-Encoding"), len(await answer.json())

    encoding, found = server.as_learner("PNG-001", act)
    assert (encoding, found > 0) == ("gzip", True)


def test_the_page_for_signing_in_is_indonesian_and_names_the_class(server: ClassServer) -> None:
    async def look() -> tuple[int, str, str]:
        async with server.phone("PNG-001") as phone:
            return await phone.get("")

    status, address, page = asyncio.run(look())
    assert (status, "/hub/login" in address) == (200, True)
    assert '<html lang="id">' in page
    assert "Budi Santoso" in page
    assert "Username" not in page
    assert len(page) < 10_000, "a page for a slow phone"


def test_what_a_learner_saves_is_there_after_the_room_slept(server: ClassServer) -> None:
    async def save(phone: Phone) -> None:
        notebook = await phone.read_file(LESSON)
        notebook["content"]["metadata"]["catatan"] = "milik Siti"
        await phone.save(LESSON, notebook["content"])

    server.as_learner("PNG-001", save)
    end_room(server, "PNG-001", signal.SIGTERM)

    async def read(phone: Phone) -> str:
        return str((await phone.read_file(LESSON))["content"]["metadata"]["catatan"])

    assert server.as_learner("PNG-001", read) == "milik Siti"


def test_kumpulkan_goes_to_the_inbox_as_who_has_signed_in(server: ClassServer) -> None:
    async def act(phone: Phone) -> str:
        cells = (await phone.read_file(EXERCISE))["content"]["cells"]
        sources = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
        await phone.start_kernel(EXERCISE)
        await phone.run(next(source for source in sources if "import" in source and "kumpulkan" in source))
        return await phone.run(next(source for source in sources if source.strip() == "kumpulkan()"))

    shown = server.as_learner("PNG-002", act)
    assert "Sudah dikumpulkan" in shown, shown
    folder = ClassFolder(server.state.course)
    found = collect(server.state.inbox, folder, folder.roster(), folder.exercises())
    own = [result for result in found if result.participant == "PNG-002"]
    assert [(result.status, result.exercise) for result in own] == [(Status.ACCEPTED, "1-02-hitung")]


def test_what_the_trainer_returns_comes_into_the_home(server: ClassServer) -> None:
    pages = server.state.course / PEOPLE
    pages.mkdir(exist_ok=True)
    (pages / "Ratna Dewi - umpan balik.html").write_text("<p>Bagus, Bu Ratna.</p>", "utf-8")

    async def act(phone: Phone) -> str:
        for _ in range(300):
            status, _, text = await phone.get("user/PNG-004/files/umpan-balik/umpan-balik.html")
            if status == 200:
                return text
            await asyncio.sleep(0.2)
        return ""

    assert "Bagus, Bu Ratna." in server.as_learner("PNG-004", act)


def test_a_hub_and_a_proxy_that_are_killed_come_back_and_rooms_live_on(server: ClassServer) -> None:
    async def act(phone: Phone) -> list[str]:
        await phone.start_kernel("tetap.ipynb")
        await phone.run("kenangan = 42")
        for part in ("jupyterhub", "grader.server.zygote"):
            before = server.part(part)
            os.kill(before, signal.SIGKILL)
            wait_until(lambda part=part, before=before: _part_or(server, part, before) != before)
        shown = [await phone.run("print(kenangan)")]
        os.kill(server.part("grader.server.proxy"), signal.SIGKILL)
        return shown

    assert server.as_learner("PNG-005", act) == ["42\n"]

    async def again(phone: Phone) -> str:
        return str((await phone.read_file(LESSON))["name"])

    wait_until(lambda: _login_answers(server))
    assert server.as_learner("PNG-005", again) == "1-04-tabel.ipynb"
    assert server.as_learner("PNG-003", again) == "1-04-tabel.ipynb", "a new room from the new zygote"


async def _hand_in_cells(phone: Phone) -> tuple[str, str]:
    """The set-up of the exercise and its last cell."""
    cells = (await phone.read_file(EXERCISE))["content"]["cells"]
    sources = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    set_up = next(source for source in sources if "import" in source and "kumpulkan" in source)
    return set_up, next(source for source in sources if source.strip() == "kumpulkan()")


def test_a_hand_in_in_whose_middle_the_hub_is_killed_arrives(server: ClassServer) -> None:
    """Killed as soon as something of the package can be seen in the inbox, and once before it is sent."""
    own = server.state.inbox / "PNG-003"

    async def act(phone: Phone) -> list[str]:
        set_up, hand_in = await _hand_in_cells(phone)
        await phone.start_kernel(EXERCISE)
        await phone.run(set_up)
        os.kill(server.part("jupyterhub"), signal.SIGKILL)
        shown = [await phone.run(hand_in, 180)]
        before = len(list(own.rglob("*")))
        running = asyncio.create_task(phone.run(hand_in, 180))
        while not running.done() and len(list(own.rglob("*"))) == before:
            await asyncio.sleep(0)
        os.kill(server.part("jupyterhub"), signal.SIGKILL)
        return [*shown, await running]

    for shown in server.as_learner("PNG-003", act):
        assert "Sudah dikumpulkan" in shown, shown
    wait_until(lambda: _login_answers(server))
    folder = ClassFolder(server.state.course)
    found = collect(own, folder, folder.roster(), folder.exercises())
    assert found
    assert {(result.participant, result.exercise) for result in found} == {("PNG-003", "1-02-hitung")}
    assert {result.status for result in found} <= {Status.ACCEPTED, Status.SAME, Status.OLDER}


def test_a_save_in_whose_middle_proxy_and_room_are_killed_is_the_old_one_or_the_new_one(
    server: ClassServer,
) -> None:
    async def act(phone: Phone) -> str:
        content = (await phone.read_file(LESSON))["content"]
        content["metadata"]["catatan"] = "satu"
        await phone.save(LESSON, content)
        content["metadata"]["catatan"] = "dua" * 100_000
        saving = asyncio.create_task(phone.save(LESSON, content))
        place = server.state.homes / "PNG-004" / LESSON
        before = place.stat().st_mtime_ns
        while not saving.done() and place.stat().st_mtime_ns == before:
            await asyncio.sleep(0)
        for pid in (server.part("grader.server.proxy"), *server.processes_of("PNG-004")):
            os.kill(pid, signal.SIGKILL)
        await asyncio.gather(saving, return_exceptions=True)
        return ""

    server.as_learner("PNG-004", act)
    wait_until(lambda: _login_answers(server))

    async def read(phone: Phone) -> str:
        return str((await phone.read_file(LESSON))["content"]["metadata"]["catatan"])

    assert server.as_learner("PNG-004", read) in ("satu", "dua" * 100_000)


def test_a_class_that_was_stopped_leaves_nothing_and_starts_again(
    tmp_path: Path, shared_workspace: Path
) -> None:
    with running_class(tmp_path, shared_workspace) as first:
        first.in_notebook("PNG-001", "open('/rumah/punyaku.txt', 'w').write('simpan')")
        assert first.processes_of("PNG-001")
        assert stop(first) == 0
        assert not first.processes_of("PNG-001")
        second = start(first.state, first.pins, tmp_path / "lagi.log", "--tls")
        assert second.url.startswith("https://")
        fingerprint = str(first.state.certificate.fingerprint)
        wait_until(lambda: fingerprint in (tmp_path / "lagi.log").read_text("utf-8"))
        shown = second.in_notebook("PNG-001", "print(open('/rumah/punyaku.txt').read())")
        first.process = second.process
        assert shown == ["simpan\n"]
        os.kill(second.process.pid, signal.SIGKILL)  # as when the laptop's terminal crashes
        second.process.wait()
        third = start(first.state, first.pins, tmp_path / "lagi-lagi.log")
        first.process = third.process
        assert third.in_notebook("PNG-001", "print(open('/rumah/punyaku.txt').read())") == ["simpan\n"]


def _part_or(server: ClassServer, part: str, otherwise: int) -> int:
    try:
        return server.part(part)
    except StopIteration:
        return otherwise


def _login_answers(server: ClassServer) -> bool:
    async def look() -> int:
        async with server.phone("PNG-001") as phone:
            return (await phone.get("hub/login"))[0]

    try:
        return asyncio.run(look()) == 200
    except (OSError, aiohttp.ClientError):  # the one that it reached was just going
        return False
