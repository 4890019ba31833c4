"""How long a trainee waits, and what her course holds in memory: `start.py` against bare `jupyter lab`.

Once start.py has installed, on a quiet machine: .venv/bin/python tests/browser/bench_start.py
Prints for both, run by run in turn, the seconds from the command to the first page, and from opening a lesson
to its first output (the first lesson, then others in the same page), megabytes after three lessons, and the
medians' ratios. The first start of all lays the workspace out, which is said apart.
"""

import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright
from watched_page import CHROMIUM_OPTIONS, KERNEL_WAIT, LAPTOP

from grader.start import checks, lab
from grader.start.places import Venv, checkout
from grader.start.server import Server

ROUNDS = 3
LESSONS = [f"pelajaran/1-fondasi/{name}.ipynb" for name in ("1-01-mulai", "1-02-hitung", "1-04-tabel")]
READS = 10_000  # milliseconds that she reads before she opens the next one
ADDRESS = re.compile(r"(http://(?:localhost|127\.0\.0\.1):\d+/)\S*token=(\w+)")


@dataclass(frozen=True)
class Way:
    """One of the two ways to work: its command, the page that opens first and what shows that it is there."""

    name: str
    command: Sequence[str]
    first: str
    there: str


@dataclass(frozen=True)
class Measured:
    """One run: seconds and megabytes."""

    first_page: float
    first_output: float
    next_output: float
    memory: float


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def measure(way: Way, browser: Browser, home: Path) -> Measured:
    """Start it, open three lessons one after another, run each, end it."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*way.command, "--no-browser", f"--port={free_port()}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "HOME": str(home)},
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        found = next(filter(None, map(ADDRESS.search, process.stdout)))
        server = Server(found[1], found[2])
        page = browser.new_page(viewport=LAPTOP)
        page.goto(server.page(way.first))
        page.locator(way.there).first.wait_for(timeout=KERNEL_WAIT)
        first_page = time.perf_counter() - begun
        page.wait_for_timeout(READS)
        opened = [opening(page, server, lesson, number == 0) for number, lesson in enumerate(LESSONS)]
        memory = megabytes(process.pid)
        page.close()
        return Measured(first_page, opened[0], statistics.median(opened[1:]), memory)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate()


def opening(page: Page, server: Server, lesson: str, new_page: bool) -> float:
    """Seconds from opening a lesson to the first output of its cells; then she reads."""
    begun = time.perf_counter()
    if new_page:
        page.goto(server.page(f"doc/tree/{lesson}"))
        page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext", timeout=KERNEL_WAIT)
    page.evaluate(
        """async path => {
            const { commands, shell, serviceManager } = window.jupyterapp;
            const panel = await commands.execute('docmanager:open', { path });
            await panel.context.ready;
            await panel.sessionContext.ready;
            shell.activateById(panel.id);
            const output = new Promise(done => {
                const look = () => panel.node.querySelector('.jp-OutputArea-output') && done();
                setInterval(look, 10);
            });
            commands.execute('notebook:run-all-cells');
            await output;
        }""",
        lesson,
    )
    taken = time.perf_counter() - begun
    page.wait_for_timeout(READS)
    return taken


def megabytes(pid: int) -> float:
    """What the server, its kernels and what waits hold for themselves, shared pages in parts."""
    server = psutil.Process(pid)
    return sum(one.memory_full_info().pss for one in (server, *server.children(recursive=True))) / 1e6


def both(venv: Venv, workspace: Path) -> tuple[Way, Way]:
    """Bare JupyterLab, and ours, on one workspace; both let the page be steered."""
    allow_root = ["--allow-root"] if os.geteuid() == 0 else []
    own = lab.state_folder(workspace) / "config" / "jupyter_lab_config.json"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text('{"LabApp": {"expose_app_in_browser": true}}', "utf-8")
    stock = [str(venv.program("jupyter")), "lab", f"--ServerApp.root_dir={workspace}", *allow_root]
    ours = [sys.executable, str(checkout() / "start.py"), f"--workspace={workspace}"]
    return (
        Way("jupyter lab", [*stock, "--LabApp.expose_app_in_browser=True"], "lab", "#jp-MainMenu"),
        Way("start.py", ours, "beranda", "h1"),
    )


def main() -> None:
    """Alternate both, so that a busy moment hits both."""
    venv = Venv(Path(sys.prefix))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home, workspace = Path(folder), Path(folder) / "sinau-desa"
        begun = time.perf_counter()
        sinau = [venv.program("sinau"), "workspace", str(workspace)]
        subprocess.run(sinau, check=True, stdout=subprocess.DEVNULL)
        print(f"menyiapkan folder belajar, sekali: {time.perf_counter() - begun:.1f} s")
        browser = playwright.chromium.launch(executable_path=checks.chromium(), args=CHROMIUM_OPTIONS)
        runs: dict[str, list[Measured]] = {}
        for _ in range(ROUNDS):
            for way in both(venv, workspace):
                runs.setdefault(way.name, []).append(measure(way, browser, home))
    for what in ("first_page", "first_output", "next_output", "memory"):
        values = {name: [getattr(run, what) for run in found] for name, found in runs.items()}
        for name, found in values.items():
            print(f"{what:12} {name:12} {' '.join(f'{value:7.2f}' for value in found)}")
        ours, stock = (statistics.median(values[name]) for name in ("start.py", "jupyter lab"))
        print(f"{what:12} start.py / jupyter lab = {ours / stock:.2f}")


if __name__ == "__main__":
    main()
