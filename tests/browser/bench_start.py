"""How long until a trainee can work: `start.py`'s second start against bare `jupyter lab`, both in .venv.

Run it after a first start, on a machine that does nothing else: .venv/bin/python tests/browser/bench_start.py
Prints the seconds of each run, from the command to a notebook whose kernel is ready, and the medians' ratio.
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
from pathlib import Path

from lab_page import KERNEL_WAIT
from playwright.sync_api import Browser, sync_playwright
from watched_page import CHROMIUM_OPTIONS, LAPTOP

from grader.start import checks
from grader.start.places import Venv, checkout
from grader.start.server import Server

ROUNDS = 5
WELCOME = "pelajaran/1-fondasi/1-01-mulai.ipynb"
ADDRESS = re.compile(r"(http://(?:localhost|127\.0\.0\.1):\d+/)\S*token=(\w+)")


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def seconds_until_usable(command: list[str], browser: Browser, home: Path) -> float:
    """Start a JupyterLab and wait until the welcome lesson is open and its kernel ready."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--no-browser", f"--port={free_port()}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "HOME": str(home)},
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        found = next(filter(None, map(ADDRESS.search, process.stdout)))
        page = browser.new_page(viewport=LAPTOP)
        page.goto(Server(found[1], found[2]).page(f"lab/tree/{WELCOME}"))
        ready = page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        ready.wait_for(state="attached", timeout=KERNEL_WAIT)  # on both: in ours it is out of sight
        taken = time.perf_counter() - begun
        page.close()
        return taken
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.communicate()


def main() -> None:
    """Alternate both, so that a busy moment hits both."""
    venv = Venv(Path(sys.prefix))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        workspace = home / "sinau-desa"
        subprocess.run(
            [venv.program("sinau"), "workspace", str(workspace)], check=True, stdout=subprocess.DEVNULL
        )
        allow_root = ["--allow-root"] if os.geteuid() == 0 else []
        commands = {
            "jupyter lab": [
                str(venv.program("jupyter")),
                "lab",
                f"--ServerApp.root_dir={workspace}",
                *allow_root,
            ],
            "start.py": [sys.executable, str(checkout() / "start.py"), f"--workspace={workspace}"],
        }
        browser = playwright.chromium.launch(executable_path=checks.chromium(), args=CHROMIUM_OPTIONS)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                times[name].append(seconds_until_usable(command, browser, home))
    for name, taken in times.items():
        print(f"{name:12} {' '.join(f'{seconds:5.1f}' for seconds in taken)}  s")
    ratio = statistics.median(times["start.py"]) / statistics.median(times["jupyter lab"])
    print(f"start.py / jupyter lab = {ratio:.2f}")


if __name__ == "__main__":
    main()
