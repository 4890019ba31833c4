"""Makes `.venv` and installs the locked requirements, so that running it again always works.

A stamp, written last, tells a finished `.venv` from a half-made one. A half-made one is made anew: what was
already downloaded comes from pip's cache.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from grader.common.errors import SinauError, is_disk_full, is_forbidden
from grader.start.console import Progress, say
from grader.start.places import Venv, environment, private_runtime_folder

STAMP = "sinau.json"
LOG = "pemasangan.log"
ATTEMPTS = 3  # at downloading over a connection that comes and goes
PIP_CONNECTION = (
    "CACHE_DIR", "CERT", "CLIENT_CERT", "CONFIG_FILE", "DEFAULT_TIMEOUT", "EXTRA_INDEX_URL", "FIND_LINKS",
    "INDEX_URL", "NO_CACHE_DIR", "NO_INDEX", "PROXY", "TIMEOUT", "TRUSTED_HOST",
)  # fmt: skip
NEEDED_BYTES = 1_200_000_000  # the installed .venv and the downloads beside it


class ConnectionLost(SinauError):
    """The internet was not there, or went away after so many megabytes."""

    def __init__(self, sentence: str, downloaded: float) -> None:
        super().__init__(sentence)
        self.downloaded = downloaded


class Wanted(StrEnum):
    """What is installed: what a trainee and a trainer run, or what the tests need besides."""

    COURSE = "requirements.txt"
    TESTS = "requirements-test.txt"


@dataclass(frozen=True)
class Stamp:
    """What a finished `.venv` was made from."""

    root: str  # the checkout, since .venv holds absolute paths
    base_python: str  # the interpreter behind .venv, since an upgrade of the system replaces it
    project: str  # digest of pyproject.toml
    course: str  # digest of requirements.txt
    tests: str  # digest of requirements-test.txt, or "" when the tests' packages are not installed


def digest(path: Path) -> str:
    """SHA-256 of a file's text, the same whatever the line ends."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def read_stamp(venv: Venv) -> Stamp | None:
    """The stamp of this `.venv`, or None if it has none that can be read."""
    try:
        return Stamp(**json.loads((venv.folder / STAMP).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def ready_stamp(root: Path, venv: Venv, wanted: Wanted) -> Stamp:
    """The stamp that a `.venv` with everything wanted has now."""
    return Stamp(
        root=str(root),
        base_python=os.path.realpath(venv.python),
        project=digest(root / "pyproject.toml"),
        course=digest(root / Wanted.COURSE),
        tests=digest(root / Wanted.TESTS) if wanted is Wanted.TESTS else "",
    )


def is_ready(found: Stamp | None, now: Stamp) -> bool:
    """Whether the `.venv` stamped `found` has all that `now` asks for (and perhaps the tests' packages)."""
    return found is not None and now in (found, Stamp(**{**asdict(found), "tests": ""}))


def is_sound(found: Stamp | None, now: Stamp) -> bool:
    """Whether a `.venv` can be brought up to date in place, rather than made anew."""
    return found is not None and (found.root, found.base_python) == (now.root, now.base_python)


def ensure(root: Path, wanted: Wanted) -> Venv:
    """Make `.venv` in the checkout, or bring it up to date; does nothing if it is.

    Raises SinauError with what to do if that is not possible.
    """
    venv = Venv(root / ".venv")
    if has_all(root, venv, wanted):
        return venv
    with alone(private_runtime_folder(root) / "pasang.lock"):
        if not has_all(root, venv, wanted):  # another start.py may have just installed it
            try:
                make(root, venv, wanted)
            except OSError as error:
                if is_forbidden(error):
                    raise SinauError(forbidden(root)) from error
                raise
    return venv


def has_all(root: Path, venv: Venv, wanted: Wanted) -> bool:
    """Whether nothing needs to be installed."""
    return venv.python.exists() and is_ready(read_stamp(venv), ready_stamp(root, venv, wanted))


def make(root: Path, venv: Venv, wanted: Wanted) -> None:
    """Make `.venv`, or add to it what is new, and stamp it.

    Raises SinauError or OSError if that is not possible.
    """
    if venv.python.exists() and is_sound(read_stamp(venv), ready_stamp(root, venv, wanted)):
        (venv.folder / STAMP).unlink()
    else:
        create(venv)
    say("Memasang Sinau Desa. Ini sekali saja, 2 sampai 15 menit, tergantung internetmu.")
    install(root, venv, wanted)
    stamp = json.dumps(asdict(ready_stamp(root, venv, wanted)), indent=1)
    (venv.folder / STAMP).write_text(stamp + "\n", "utf-8")


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Wait until no other start.py is in here; the system lets go of the lock however this process ends."""
    with lock.open("a") as file:
        if not take(file):
            say("start.py lain sedang bekerja. Menunggu sampai selesai...")
            while not take(file):
                time.sleep(0.5)
        yield


def take(file: TextIO) -> bool:
    """Take the lock on an open file, if nobody else holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def create(venv: Venv) -> None:
    """Make the virtual environment anew, removing a half-made one.

    Raises SinauError if Python came without venv or pip (as Debian's does) or the disk has no room.
    """
    if not can_make_venv():
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SinauError(
            f"Python di komputer ini belum lengkap: jalankan  sudo apt install python{version}-venv  "
            "lalu jalankan lagi."
        )
    try:
        remove(venv.folder)
    except OSError as error:
        if not venv.windows:
            raise
        raise SinauError(  # a program of .venv is still running, perhaps the one that runs this
            f"Folder {venv.folder} tidak bisa dihapus: tutup JupyterLab dan semua jendela terminal, "
            "lalu jalankan lagi dari jendela terminal yang baru."
        ) from error
    free = shutil.disk_usage(venv.folder.parent).free
    if free < NEEDED_BYTES:
        raise SinauError(
            f"Ruang penyimpanan tidak cukup: perlu {NEEDED_BYTES / 1e9:.1f} GB, tersisa {free / 1e9:.1f} GB; "
            "hapus berkas yang tidak dipakai, lalu jalankan lagi."
        )
    # In two steps, since `venv` keeps to itself why its ensurepip failed.
    run_quietly([base_python(), "-P", "-m", "venv", "--without-pip", str(venv.folder)], venv)
    run_quietly([str(venv.python), "-P", "-m", "ensurepip", "--default-pip"], venv)


def remove(folder: Path) -> None:
    """Remove a folder, or what is in its place."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


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


def base_python() -> str:
    """The interpreter that `.venv` is made with: never that of an active `.venv`, which may just be gone.

    The sandbox, which is Linux' alone, shows student code the interpreter's own folder and no link to it.
    """
    python: str = getattr(sys, "_base_executable", sys.executable)
    return os.path.realpath(python) if sys.platform == "linux" else python


def can_make_venv() -> bool:
    """Whether this Python can make a virtual environment with pip in it."""
    importlib.invalidate_caches()  # `start.py test` may just have installed it
    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


def install(root: Path, venv: Venv, wanted: Wanted) -> None:
    """Install the locked requirements, then this package itself, then start the slow libraries once.

    Raises SinauError if pip or a library fails; what pip said is kept in .venv/pemasangan.log.
    """
    lock = root / wanted
    pip = [str(venv.python), "-P", "-m", "pip", "install", "--no-input", "--progress-bar=off", "--no-deps"]
    locked = [*pip, "--require-hashes", "--only-binary=:all:", "-r", str(lock)]
    for attempt in range(ATTEMPTS):
        try:
            run_pip(locked, venv, count_pins(lock))
            break
        except ConnectionLost as lost:
            if attempt + 1 == ATTEMPTS or not lost.downloaded:
                raise
            say("Internet terputus, mencoba lagi...")
    run_pip([*pip, "--no-build-isolation", "--no-index", "--quiet", "--editable", str(root)], venv, 0)
    # The first import of matplotlib lists the fonts, which takes long: do it before a lesson does.
    run_quietly([str(venv.python), "-P", "-c", "import pandas, matplotlib.pyplot"], venv)
    # pip compiles what it installs, but not what it only links to; the sandbox may not write here at all.
    run_quietly([str(venv.python), "-P", "-m", "compileall", "-q", str(root / "grader")], venv)


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


def run_pip(command: list[str], venv: Venv, pins: int) -> None:
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
        env=pip_environment(venv, os.environ),
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


def lines_or_ticks(process: "subprocess.Popen[str]", every: float = 0.5) -> Iterator[str | None]:
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
            line = lines.get(timeout=every)
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
        return f"Mengunduh: {self.seen} dari {self.pins - self.skipped} paket{amount}"


def installed_packages(venv: Venv) -> int:
    """How many packages are in place in the virtual environment."""
    return sum(1 for _ in venv.site_packages.glob("*.dist-info"))


NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError"
    r"|Failed to establish|timed out|Temporary failure in name resolution|getaddrinfo failed"
    r"|Connection (reset|aborted|refused|broken)|IncompleteRead",
    re.IGNORECASE,
)
WRONG_CLOCK = re.compile(r"certificate (is not yet valid|has expired)")
NO_PACKAGE = re.compile(r"No matching distribution found|requires a different Python")
NOT_EXECUTABLE = re.compile(r"failed to map segment from shared object")
DISK_FULL = re.compile(r"No space left on device|Disk quota exceeded|Errno 28|WinError (39|112)")
FORBIDDEN = re.compile(
    r"Permission ?(denied|Error)|Read-only file system|Errno (13|30)|WinError 5\b|Access is denied"
)
DAMAGED = re.compile(r"DO NOT MATCH THE HASHES|BadZipFile|not a valid wheel|invalid wheel", re.IGNORECASE)


def explain_failure(text: str, venv: Path) -> str:
    """The Indonesian sentence for what `venv` or `pip` printed when it failed."""
    if DISK_FULL.search(text):
        return "Ruang penyimpanan habis: hapus berkas yang tidak dipakai, lalu jalankan lagi."
    if DAMAGED.search(text):
        return "Unduhan rusak di tengah jalan: jalankan lagi."
    if WRONG_CLOCK.search(text):
        return (
            f"Sambungan aman ke internet gagal; tanggal komputer ini {date.today():%d-%m-%Y}: "
            "betulkan bila salah, lalu jalankan lagi."
        )
    if NETWORK.search(text):
        return (
            "Internet tidak tersambung atau terputus: sambungkan, lalu jalankan lagi; "
            "yang sudah terunduh tidak diunduh ulang."
        )
    if NO_PACKAGE.search(text):
        return (
            "Sumber paket tidak punya paket untuk "
            f"Python {platform.python_version()} di {platform.system()} {platform.machine()}: "
            "pasang Python 3.11 sampai 3.14 (64-bit) dari python.org, lalu jalankan lagi dengannya."
        )
    if NOT_EXECUTABLE.search(text):
        return (
            f"Folder {venv.parent} ada di penyimpanan yang tidak boleh menjalankan program (noexec): "
            "pindahkan folder program ini ke penyimpanan lain, lalu jalankan lagi."
        )
    if FORBIDDEN.search(text):
        return forbidden(venv.parent)
    log = venv / LOG
    return f"Pemasangan gagal: jalankan lagi, dan bila tetap gagal kirim berkas {log} kepada pelatih."


def forbidden(folder: Path) -> str:
    """The sentence for a checkout that cannot be written."""
    return (
        f"Folder {folder} tidak bisa ditulis: pindahkan folder program ini ke dalam folder milikmu, "
        "lalu jalankan lagi dari sana."
    )
