"""`python3 start.py test`: everything that has to hold, on a bare Debian or Ubuntu too."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.common.errors import SinauError
from grader.start import install, places
from grader.start.checkout import Checkout, Wanted
from grader.start.console import say
from grader.start.places import Venv

#: What takes more than an ordinary run; see tests/extent.py.
MORE = (["--lengkap"], ["--semua"])


@dataclass(frozen=True)
class SystemPackage:
    """A Debian package that the tests need, and how to see that it is there."""

    name: str
    present: Callable[[], bool]


def program(name: str) -> Callable[[], bool]:
    """A check that a program is on PATH."""
    return lambda: shutil.which(name) is not None


def chromium() -> str | None:
    """The path of a Chromium on this computer, under the name that Debian, Ubuntu or Google gives it."""
    found = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), None)


def file(*paths: str) -> Callable[[], bool]:
    """A check that one of the files exists."""
    return lambda: any(Path(path).exists() for path in paths)


def postgres_server() -> bool:
    """Whether a PostgreSQL server program is installed (Debian keeps it off PATH)."""
    return any(Path("/usr/lib/postgresql").glob("*/bin/postgres"))


def needed_packages() -> list[SystemPackage]:
    """What the tests need from the system."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    return [
        SystemPackage(f"{version}-venv", install.can_make_venv),
        SystemPackage("bubblewrap", program("bwrap")),
        SystemPackage("chromium", lambda: chromium() is not None),
        SystemPackage("fonts-dejavu-core", file("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")),
        SystemPackage("hunspell", program("hunspell")),
        SystemPackage("hunspell-id", file("/usr/share/hunspell/id_ID.dic")),
        SystemPackage("postgresql", postgres_server),
    ]


def missing_packages(needed: list[SystemPackage]) -> list[str]:
    """The names of the packages that are not there."""
    return [package.name for package in needed if not package.present()]


def install_system_packages(missing: list[str], is_root: bool, has_apt: bool) -> None:
    """Install the missing packages as root on Debian or Ubuntu, after saying so.

    Raises SinauError with the one command to run otherwise, or if apt-get fails.
    """
    if not missing:
        return
    names = " ".join(missing)
    if not has_apt:
        raise SinauError(f"Tes butuh program ini, pasanglah dulu dengan cara sistemmu: {names}")
    if not is_root:
        raise SinauError(f"Tes butuh program tambahan: jalankan  sudo apt-get install {names}  lalu ulangi.")
    say(f"Memasang program yang dibutuhkan tes dengan apt-get: {names}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing],
    ):
        if subprocess.run(command, env=environment, stdin=subprocess.DEVNULL).returncode:
            raise SinauError(
                f"{' '.join(command[:2])} gagal: periksa internet dan sumber paket, lalu ulangi."
            )


def check_commands(venv: Venv, arguments: list[str]) -> list[list[str]]:
    """The checks in order; arguments of the user's own go to pytest alone, and only pytest is run then.

    ``--lengkap`` or ``--semua`` alone runs all the checks, and more of the tests.
    """
    pytest = [str(venv.python), "-m", "pytest"]
    if arguments and arguments not in MORE:
        return [[*pytest, *arguments]]
    return [
        [str(venv.program("ruff")), "check", "."],
        [str(venv.program("ruff")), "format", "--check", "."],
        [str(venv.python), "-m", "mypy"],
        [str(venv.program("lint-imports"))],
        [*pytest, "-n", "auto", "--dist", "loadgroup", *arguments],
    ]


def run_all(root: Path, arguments: list[str]) -> int:
    """Install what is missing and run all checks, each of them even if one fails.

    Returns the first exit status that is not 0, else 0.
    """
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if sys.platform == "linux":
        missing = missing_packages(needed_packages())
        install_system_packages(missing, is_root, shutil.which("apt-get") is not None)
    venv = install.ensure(Checkout(root, Wanted.TESTS))
    environment = places.environment(venv, os.environ)
    statuses = []
    for command in check_commands(venv, arguments):
        say("$ " + " ".join([Path(command[0]).name, *command[1:]]))
        statuses.append(subprocess.run(command, cwd=root, env=environment).returncode)
    return next((status for status in statuses if status), 0)
