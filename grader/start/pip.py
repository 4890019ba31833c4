"""Runs pip, or another program of the installation, and shows how far it is."""

import os
import queue
import re
import subprocess
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.common.errors import SinauError, is_disk_full
from grader.start.console import Progress
from grader.start.failures import DISK_FULL, LOG, NETWORK, explain_failure
from grader.start.places import Venv, environment

INSTALL = ("install", "--no-input", "--progress-bar=off", "--no-deps")
FROM_LOCK = ("--require-hashes", "--only-binary=:all:", "-r")  # the lock follows
PIP_CONNECTION = (
    "CACHE_DIR", "CERT", "CLIENT_CERT", "CONFIG_FILE", "DEFAULT_TIMEOUT", "EXTRA_INDEX_URL", "FIND_LINKS",
    "INDEX_URL", "NO_CACHE_DIR", "NO_INDEX", "PROXY", "TIMEOUT", "TRUSTED_HOST",
)  # fmt: skip


class ConnectionLost(SinauError):
    """The internet was not there, or went away after so many megabytes."""

    def __init__(self, sentence: str, downloaded: float) -> None:
        super().__init__(sentence)
        self.downloaded = downloaded


def run_quietly(command: list[str], venv: Venv) -> None:
    """Run a program of which only a failure is told.

    Raises SinauError then; what it said is kept in the log.
    """
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        errors="replace",
        env=environment(venv, os.environ),
    )
    if done.returncode:
        note(done.stdout, venv)
        raise SinauError(explain_failure(done.stdout, venv.folder))


def count_pins(lock: Path) -> int:
    """How many packages a lock names, for whatever system."""
    return sum(1 for line in lock.read_text("utf-8").splitlines() if re.match(r"[\w.-]+==", line))


def pip_environment(venv: Venv, inherited: Mapping[str, str]) -> dict[str, str]:
    """The environment for pip: of its settings only how to reach packages, nothing that says which or where.

    PIP_USER says no to a `pip.conf`.
    """
    kept = {
        name: value
        for name, value in environment(venv, inherited).items()
        if not name.startswith("PIP_") or name.removeprefix("PIP_") in PIP_CONNECTION
    }
    return {**kept, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"}


def run_pip(command: list[str], venv: Venv, pins: int, inherited: Mapping[str, str] = os.environ) -> None:
    """Run pip and show how far it is.

    Raises SinauError if pip fails.
    """
    said: list[str] = []
    progress = Progress()
    state = InstallState(pins)
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=pip_environment(venv, inherited),
    ) as pip:
        try:
            for line in lines_or_ticks(pip):
                if line is not None:
                    said.append(line)
                    state.read(line)
                if pins:
                    progress.show(state.describe(installed_packages(venv)))
        except BaseException:
            pip.terminate()
            raise
        finally:
            progress.done()
    text = "".join(said)
    if pip.returncode and NETWORK.search(text) and not DISK_FULL.search(text):
        raise ConnectionLost(explain_failure(text, venv.folder), state.megabytes)
    note(text, venv)
    if pip.returncode:
        raise SinauError(explain_failure(text, venv.folder))


def note(text: str, venv: Venv) -> None:
    """Keep what a program said, for the trainer to read; a full disk keeps nothing."""
    try:
        venv.folder.mkdir(exist_ok=True)
        with (venv.folder / LOG).open("a", encoding="utf-8") as log:
            log.write(text)
    except OSError as error:
        if not is_disk_full(error):
            raise


def lines_or_ticks(process: "subprocess.Popen[str]") -> Iterator[str | None]:
    """The lines that a process prints, and None when it has been silent for a while."""
    lines: queue.Queue[str | None] = queue.Queue()
    output = process.stdout
    assert output is not None

    def read() -> None:
        for line in output:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=0.5)
        except queue.Empty:
            yield None
            continue
        if line is None:
            return
        yield line


@dataclass
class InstallState:
    """How far pip is, told from what it prints."""

    pins: int
    seen: int = 0
    skipped: int = 0
    megabytes: float = 0.0
    installing: int = 0

    def read(self, line: str) -> None:
        """Take one line of pip's output into account."""
        if line.startswith("Collecting "):
            self.seen += 1
        elif line.startswith("Ignoring "):
            self.skipped += 1
        elif line.startswith("Requirement already satisfied"):
            self.seen += 1
        elif found := re.match(r"\s+Downloading \S+ \(([\d.]+) (k|M)B\)", line):
            self.megabytes += float(found[1]) / (1000 if found[2] == "k" else 1)
        elif line.startswith("Installing collected packages:"):
            self.installing = line.count(",") + 1

    def describe(self, installed: int) -> str:
        """One Indonesian line on the state of the work; `installed` is the number of packages in place."""
        if self.installing:
            return f"Memasang: {min(installed, self.installing)} dari {self.installing} paket"
        amount = f", {self.megabytes:.0f} MB terunduh" if self.megabytes else ""
        doing = "Mengunduh" if amount else "Menyiapkan"
        return f"{doing}: {self.seen} dari {self.pins - self.skipped} paket{amount}"


def installed_packages(venv: Venv) -> int:
    """How many packages are in place in the virtual environment."""
    return sum(1 for _ in venv.site_packages.glob("*.dist-info"))
