"""The class beyond one laptop: hand-in, notes and feedback over an address, with the hub's token."""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from jupyterhub.app import JupyterHub
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import HTTPError
from traitlets.config import Config

from grader.beranda import pod
from grader.classroom import live
from grader.classroom.collect import collect
from grader.classroom.folder import SERVER_INBOX, ClassFolder
from grader.classroom.make import make_course
from grader.classroom.release import release_course
from grader.common.checkout import content_root
from grader.common.errors import SinauError
from grader.common.layout import STATE, lay_out
from grader.learner import class_server
from grader.learner.package import pack
from grader.learner.profile import Profile, read_profile
from grader.notebooks.manifest import Manifest
from grader.reports.feedback import PEOPLE
from grader.server.authenticator import RosterAuthenticator
from grader.server.many import configure
from grader.server.service import application
from tests.kelas_evening import notebook

EXERCISE = "1-02-hitung"
TOKENS = {
    "kunci-siti": {"kind": "user", "name": "PNG-001"},
    "kunci-layanan": {"kind": "service", "name": "x"},
}


class Hub:
    """What a hub says about tokens; a real one is asked by `HubAuth` in the same words."""

    def user_for_token(self, token: str, use_cache: bool) -> dict[str, str] | None:
        if token == "hub-tidak-ada":
            raise HTTPError(503)
        return TOKENS.get(token)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("besar")
    roster = folder / "peserta.csv"
    roster.write_text("kode;nama;desa;jalur\nPNG-001;Siti Aminah;Sampung;UMKM\n", "utf-8")
    make_course(content_root(), folder / "kelas", roster)
    return folder / "kelas"


@pytest.fixture(scope="module")
def address(course: Path) -> Iterator[str]:
    """The service, served in a thread of its own."""
    sockets = bind_sockets(0, "127.0.0.1")
    ready, ended = threading.Event(), asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        HTTPServer(application(course, "/services/kelas/", Hub())).add_sockets(sockets)
        ready.set()
        await ended.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    ready.wait()
    yield f"http://127.0.0.1:{sockets[0].getsockname()[1]}/services/kelas"
    loops[0].call_soon_threadsafe(ended.set)
    thread.join()


@pytest.fixture
def siti(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(class_server.VARIABLE, address)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "kunci-siti")


def package(course: Path, code: str) -> bytes:
    content = notebook(course, EXERCISE, "benar", 1)
    digest, now = hashlib.sha256(content).hexdigest(), datetime.now(UTC)
    return pack(Manifest(code, "Orang Lain", EXERCISE, f"{EXERCISE}.ipynb", "uji", digest, now), content)


@pytest.mark.usefixtures("siti")
def test_a_hand_in_is_whose_token_it_came_with(course: Path) -> None:
    release_course(course, EXERCISE)
    assert "sudah diterima" in class_server.hand_in(package(course, "PNG-777"))
    folder = ClassFolder(course)
    found = collect(course / SERVER_INBOX, folder, folder.roster(), folder.exercises())
    assert [(result.participant, result.exercise) for result in found] == [("PNG-001", EXERCISE)]


@pytest.mark.usefixtures("siti")
def test_notes_and_feedback_go_the_same_way(course: Path) -> None:
    assert class_server.feedback() is None
    page = course / PEOPLE / "Siti Aminah - umpan balik.html"
    page.parent.mkdir()
    page.write_text("<p>Bagus, Bu Siti.</p>", "utf-8")
    answer = class_server.tell({"halaman": "", "soal": {}, "tangan": 0})
    assert answer["umpan_balik"] > 0
    assert class_server.feedback() == page.read_bytes()
    assert live.read(course, "PNG-001").seen > 0


@pytest.mark.parametrize("token", ["", "kunci-palsu", "kunci-layanan", "hub-tidak-ada"])
def test_nobody_else_is_heard(address: str, token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(class_server.VARIABLE, address)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", token)
    assert class_server.feedback() is None
    with pytest.raises(SinauError):
        class_server.tell({"halaman": "", "soal": {}, "tangan": 0})
    with pytest.raises(SinauError):
        class_server.hand_in(b"x")


RECIPES = content_root() / "grader" / "server" / "banyak"


def test_the_hubs_configuration_for_many_is_one_that_jupyterhub_takes(course: Path) -> None:
    config = Config()
    configure(config, str(course), "http://proxy-public")
    hub = JupyterHub(config=config)
    assert hub.authenticator_class is RosterAuthenticator
    (service,) = hub.services
    assert service["command"][-1] == str(course)
    importlib.import_module(service["command"][2])
    assert hub.load_roles[0]["scopes"] == ["read:users:name"]
    assert config.Spawner.environment[class_server.VARIABLE] == "http://proxy-public/services/kelas"
    importlib.import_module(config.Spawner.cmd[2])


def test_the_recipes_can_be_read_and_name_what_is_there() -> None:
    values = yaml.safe_load((RECIPES / "values.yaml").read_text("utf-8"))
    compile(values["hub"]["extraConfig"]["sinau"], "values.yaml", "exec")
    recipe = (RECIPES / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    copied = [line.split()[1] for line in recipe.splitlines() if re.match(r"COPY (?!--from)", line)]
    assert copied
    assert all((content_root() / place).exists() for place in copied)
    stages = re.findall(r"^FROM \S+ AS (\w+)", recipe, re.MULTILINE)
    used = re.findall(r"from=(\w+)", recipe)
    assert set(used) <= set(stages)
    learners = recipe[recipe.index("AS peserta") : recipe.index("AS hub")]
    assert not re.search(r"COPY \.", learners), "no checkout, and so no solution, in the learners' image"


def test_a_pod_makes_the_home_and_becomes_the_server(
    tmp_path: Path, laid_out_lessons: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    became: list[list[str]] = []
    monkeypatch.setenv("HOME", str(tmp_path))
    for name, value in {
        "JUPYTERHUB_USER": "PNG-001",
        pod.NAME: "Siti Aminah",
        pod.LESSONS: str(laid_out_lessons),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("os.execvp", lambda program, command: became.append(command))
    pod.main()
    assert became[0][0] == "jupyterhub-singleuser"
    assert read_profile(tmp_path) == Profile("Siti Aminah", "PNG-001")
    assert (tmp_path / "pelajaran" / "satu.ipynb").read_text() == "{}"
    assert (tmp_path / ".sinau" / "jalan.json").read_text() == "[]", "the road, for Beranda"


@pytest.fixture
def laid_out_lessons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lessons = tmp_path_factory.mktemp("kursus")
    lay_out({"pelajaran/satu.ipynb": b"{}", ".sinau/jalan.json": b"[]"}, lessons, lessons / STATE, "hari ini")
    return lessons
