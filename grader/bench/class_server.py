"""Thirty learners on one laptop: our class server beside stock JupyterHub, in one run.

All traffic goes to this computer's loopback, each learner does a fixed number of things, and everything ends
after a fixed time.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psutil

from grader.bench.machine import machine
from grader.bench.phone import Phone
from grader.classroom.make import make_course
from grader.classroom.pins import PinBook
from grader.common.checkout import content_root
from grader.curriculum.choices import as_shown
from grader.curriculum.workspace import lay_out_workspace
from grader.notebooks.cells import source_text
from grader.notebooks.normal_form import read_notebook
from grader.server.state import ServerState
from grader.server.supervisor import free_port

Say = Callable[[str], None]
LEARNERS = 30
ARRIVING = 40.0  # seconds over which they come
MOST_SECONDS = 420.0  # for one whole class; whoever is not done then counts as lost
LESSON = "pelajaran/1-fondasi/1-04-tabel.ipynb"
EXERCISE = "latihan/1-04-tabel/1-04-tabel.ipynb"
STOCK_PASSWORD = "bangku"

STOCK_CONFIG = """
import sys
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub_port}"
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.cookie_secret_file = "{folder}/cookie"
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "{password}"
c.DummyAuthenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.concurrent_spawn_limit = 0
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/rumah/{{username}}"
c.SimpleLocalProcessSpawner.args = ["--allow-root"]
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 180
c.Spawner.environment = {{"PYTHONPATH": "{root}"}}
c.ConfigurableHTTPProxy.command = ["{proxy}"]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.JupyterHub.log_level = "ERROR"
"""


@dataclass
class Times:
    """Seconds of one kind of step, over all learners."""

    lab: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    imports: list[float] = field(default_factory=list)
    cells: list[float] = field(default_factory=list)
    hand_ins: list[float] = field(default_factory=list)
    lost: int = 0
    not_received: int = 0


@dataclass(frozen=True)
class Used:
    """What a whole class has used: bytes of memory, each page counted once, and processor seconds."""

    memory: int
    cpu: float


def used(root: int) -> Used:
    """What a process and its descendants use, and have used."""
    memory, cpu = 0, 0.0
    for process in (psutil.Process(root), *psutil.Process(root).children(recursive=True)):
        with contextlib.suppress(psutil.Error):  # it has just ended
            memory += process.memory_full_info().pss
            cpu += sum(process.cpu_times()[:4])  # its own, and that of children which have ended
    return Used(memory, cpu)


def _code(path: str) -> list[str]:
    """The code cells of a notebook of the workspace with what only their authors see."""
    place = path.replace("pelajaran/", "lessons/").replace("latihan/", "exercises/")
    notebook = as_shown(read_notebook(content_root() / place))
    return [source_text(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"]


async def learn(phone: Phone, secret: str, secret_field: str, wait: float, times: Times) -> None:
    """One learner's hour: sign in, open the lesson, run it, save it three times, hand in the exercise."""
    await asyncio.sleep(wait)
    try:
        begun = time.monotonic()
        await phone.sign_in(secret, secret_field)
        await phone.open_lab()
        times.lab.append(time.monotonic() - begun)
        notebook = (await phone.read_file(LESSON))["content"]
        begun = time.monotonic()
        await phone.start_kernel(LESSON)
        await phone.run("1 + 1", 120)
        times.first.append(time.monotonic() - begun)
        await _work_through(phone, notebook, times)
    except Exception as problem:  # counted, and shown by the name of what happened
        times.lost += 1
        print(f"  {phone.code}: {type(problem).__name__} {problem}", file=sys.stderr)


async def _work_through(phone: Phone, notebook: Any, times: Times) -> None:
    cells = _code(LESSON)
    for number, cell in enumerate(cells):
        begun = time.monotonic()
        await phone.run(cell, 120)
        (times.imports if number == 0 else times.cells).append(time.monotonic() - begun)
        if number % (len(cells) // 3) == 0:
            await phone.save(LESSON, notebook)
        await asyncio.sleep(0.5)  # nobody reads faster


async def hand_in(phone: Phone, times: Times) -> None:
    """Open the exercise too and hand it in, as it is."""
    begun = time.monotonic()
    try:
        await phone.start_kernel(EXERCISE)
        shown = [await phone.run(cell, 120) for cell in _code(EXERCISE) if "kumpulkan" in cell]
        times.hand_ins.append(time.monotonic() - begun)
        times.not_received += not any("Sudah dikumpulkan" in text or "Satu berkas" in text for text in shown)
    except Exception as problem:
        times.not_received += 1
        print(f"  {phone.code}: {type(problem).__name__} {problem}", file=sys.stderr)


async def a_class(url: str, secrets: Mapping[str, str], secret_field: str, root: int) -> tuple[Times, Used]:
    """All learners, and what the class uses when all have come as far as they will."""
    times = Times()
    async with asyncio.timeout(MOST_SECONDS):
        phones = [Phone(url, code) for code in secrets]
        for phone in phones:
            await phone.__aenter__()
        steps = [
            learn(phone, secrets[phone.code], secret_field, number * ARRIVING / len(phones), times)
            for number, phone in enumerate(phones)
        ]
        await asyncio.gather(*steps)
        found = used(root)  # with every notebook still open
        await asyncio.gather(*(hand_in(phone, times) for phone in phones))
        for phone in phones:
            await phone.__aexit__()
    return times, found


def bench_class_server(learners: int, say: Say) -> None:
    """Measure both and print it; takes some minutes, and needs root."""
    say(machine())
    with tempfile.TemporaryDirectory(prefix="bangku-") as folder:
        workspace = Path(folder) / "ruang"
        lay_out_workspace(content_root(), workspace)
        ours = _ours(Path(folder) / "kami", workspace, learners)
        _show("sinau server", learners, *ours, say)
        stock = _stock(Path(folder) / "stok", workspace, learners)
        _show("JupyterHub biasa (simple spawner)", learners, *stock, say)
    say(
        f"Perbandingan: memori {ours[2].memory / stock[2].memory:.2f}, "
        f"prosesor {(ours[2].cpu - ours[1].cpu) / (stock[2].cpu - stock[1].cpu):.2f} (batas 0,25)"
    )


def _show(name: str, learners: int, times: Times, before: Used, after: Used, say: Say) -> None:
    say(f"\n{name}: {learners} peserta, datang dalam {ARRIVING:.0f} detik")
    say(f"  tidak selesai {times.lost}, kiriman tidak diterima {times.not_received}")
    for label, seconds in (
        ("masuk sampai lab", times.lab),
        ("kernel sampai keluaran pertama", times.first),
        ("sel impor", times.imports),
        ("sel lain", times.cells),
        ("mengumpulkan latihan", times.hand_ins),
    ):
        say(f"  {label:32}{_middle_and_p95(seconds)}")
    own = (after.memory - before.memory) / max(1, learners - times.lost) / 1e6
    say(f"  memori satu kelas               {after.memory / 1e9:8.2f} GB; per peserta {own:.0f} MB")
    say(f"  prosesor                        {after.cpu - before.cpu:8.1f} detik")


def _middle_and_p95(seconds: Sequence[float]) -> str:
    if len(seconds) < 2:
        return "       –"
    return f"{median(seconds):8.2f} detik, p95 {quantiles(seconds, n=20)[-1]:.2f}"


def _ours(folder: Path, workspace: Path, learners: int) -> tuple[Times, Used, Used]:
    folder.mkdir()
    codes = [f"BKU-{number:03}" for number in range(1, learners + 1)]
    roster = folder / "peserta.csv"
    lines = ["kode;nama;desa;jalur", *(f"{code};Peserta {code};Sampung;UMKM" for code in codes)]
    roster.write_text("\n".join(lines) + "\n", "utf-8")
    make_course(content_root(), folder / "kelas", roster)
    state = ServerState((folder / "kelas").resolve())
    state.prepare()
    shutil.copytree(workspace, state.lessons)
    pins = PinBook(state.pins).make(codes)
    log = folder / "server.log"
    verb = [sys.executable, "-P", "-m", "grader.cli", "server", "--course", str(state.course), "--port", "0"]
    with log.open("wb") as output:
        process = subprocess.Popen(verb, stdout=output, stderr=output, start_new_session=True)
    try:
        port = _wait_for(process, lambda: re.search(r"http://\S+:(\d+)/", log.read_text("utf-8", "replace")))
        before = used(process.pid)
        times, after = asyncio.run(a_class(f"http://127.0.0.1:{port[1]}/", pins, "pin", process.pid))
    finally:
        _end(process, signal.SIGINT)
    return times, before, after


def _stock(folder: Path, workspace: Path, learners: int) -> tuple[Times, Used, Used]:
    folder.mkdir()
    codes = [f"bku-{number:03}" for number in range(1, learners + 1)]
    for code in codes:
        shutil.copytree(workspace, folder / "rumah" / code)
    port, programs = free_port(), Path(sys.executable).parent
    told = {"port": port, "hub_port": free_port(), "api_port": free_port(), "folder": folder}
    told |= {
        "password": STOCK_PASSWORD,
        "root": content_root(),
        "proxy": programs / "configurable-http-proxy",
    }
    configuration = folder / "jupyterhub_config.py"
    configuration.write_text(STOCK_CONFIG.format(**told), "utf-8")
    path = os.pathsep.join([str(programs), os.environ.get("PATH", "")])
    with (folder / "hub.log").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", str(configuration)],
            cwd=folder,
            env={**os.environ, "PATH": path},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(process, lambda: _answers(url))
        before = used(process.pid)
        secrets = dict.fromkeys(codes, STOCK_PASSWORD)
        times, after = asyncio.run(a_class(url, secrets, "password", process.pid))
    finally:
        _end(process, signal.SIGTERM)
    return times, before, after


def _answers(url: str) -> bool:
    async def ask() -> int:
        async with Phone(url, "x") as phone:
            return (await phone.get("hub/login"))[0]

    try:
        return asyncio.run(ask()) == 200
    except OSError:
        return False


def _wait_for(process: subprocess.Popen[bytes], happened: Callable[[], Any], patience: float = 180) -> Any:
    limit = time.monotonic() + patience
    while process.poll() is None and time.monotonic() < limit:
        if found := happened():
            return found
        time.sleep(0.2)
    raise RuntimeError("the server did not come up")


def _end(process: subprocess.Popen[bytes], number: int) -> None:
    """End a server and all that it has started."""
    started = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(number)
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
    for child in started:
        with contextlib.suppress(psutil.NoSuchProcess):
            child.kill()
