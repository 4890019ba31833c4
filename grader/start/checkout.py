"""A checkout: the locked packages from the internet, and this package as it stands here."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from grader.start.console import say
from grader.start.install import Stamp, digest
from grader.start.pip import FROM_LOCK, INSTALL, ConnectionLost, count_pins, run_pip, run_quietly
from grader.start.places import Venv

ATTEMPTS = 3  # at downloading over a connection that comes and goes


class Wanted(StrEnum):
    """What is installed: what a trainee and a trainer run, or what the tests need besides."""

    COURSE = "requirements.txt"
    TESTS = "requirements-test.txt"


@dataclass(frozen=True)
class Checkout:
    """A checkout and what is wanted of its `.venv`."""

    root: Path
    wanted: Wanted
    bytes_needed: int = 1_200_000_000
    has_pip: bool = False
    announcement: str = "Memasang Sinau Desa. Ini sekali saja, 2 sampai 15 menit, tergantung internetmu."

    @property
    def venv(self) -> Venv:
        """Beside the code."""
        return Venv(self.root / ".venv")

    def stamp(self) -> Stamp:
        """The stamp that a `.venv` with everything wanted has now."""
        return Stamp(
            root=str(self.root),
            base_python=os.path.realpath(self.venv.python),
            project=digest(self.root / "pyproject.toml"),
            course=digest(self.root / Wanted.COURSE),
            tests=digest(self.root / Wanted.TESTS) if self.wanted is Wanted.TESTS else "",
        )

    def install(self) -> None:
        """Install the locked requirements, then this package itself, then start the slow libraries once.

        Raises SinauError if pip or a library fails; what pip said is kept in .venv/pemasangan.log.
        """
        root, venv = self.root, self.venv
        lock = root / self.wanted
        pip = [str(venv.python), "-P", "-m", "pip", *INSTALL]
        locked = [*pip, *FROM_LOCK, str(lock)]
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
