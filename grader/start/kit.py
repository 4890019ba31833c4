"""A kit: the course on a USB stick, whole, so that installing it needs no network.

It is installed into a folder of the user's: a stick may be read-only, know no links and run no programs.
"""

import hashlib
import json
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.common.checkout import refuse_checkout
from grader.common.errors import SinauError
from grader.common.layout import STATE, Layout, is_current, lay_out
from grader.start.console import say
from grader.start.install import Stamp
from grader.start.pip import FROM_LOCK, INSTALL, count_pins, run_pip, run_quietly
from grader.start.places import Venv, make_writable_folder, program_folder

SUMS = "SHA256SUMS"  # as `sha256sum -c` reads it; written last, so that a kit without it is not whole
ABOUT = "kit.json"
LOCK = "requirements.txt"
WHEELS = "wheels"
CONTENT = "isi"
AGAIN = "minta salinan baru dari pelatihmu, atau salin ulang seluruh foldernya, lalu jalankan lagi."


@dataclass(frozen=True)
class Fit:
    """A kind of computer that a kit is for."""

    shown: str  # "Windows 64-bit"
    platform: str  # as sys.platform says it
    machine: str  # as platform.machine() says it
    python: tuple[int, int]

    def is_here(self) -> bool:
        """Whether this computer and this Python are of the kind."""
        return self.is_system() and sys.version_info[:2] == self.python

    def is_system(self) -> bool:
        """Whether this computer is of the kind, with whatever Python."""
        return (self.platform, self.machine) == (sys.platform, platform.machine())


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sums_text(digests: dict[str, str]) -> str:
    """The text of SHA256SUMS for the files of a kit, by their POSIX names."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items()))


def read_sums(root: Path) -> dict[str, str]:
    """The digest of each file that a kit was made with; nothing where SHA256SUMS is missing or not whole."""
    try:
        lines = (root / SUMS).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


@dataclass(frozen=True)
class Kit:
    """The kit that this start.py lies in, as what an environment is installed from."""

    root: Path
    bytes_needed: int = 700_000_000
    has_pip: bool = True
    announcement: str = "Memasang Sinau Desa dari kit ini, tanpa internet. Ini sekali saja, beberapa menit."

    @property
    def venv(self) -> Venv:
        """In the user's own folder for programs."""
        return Venv(program_folder() / "venv")

    def stamp(self) -> Stamp:
        """The stamp that the environment has once this kit is installed."""
        return Stamp(
            root=str(self.venv.folder.parent),
            base_python=os.path.realpath(self.venv.python),
            project="",
            course=self._lock_digest(),
            tests="",
        )

    def _lock_digest(self) -> str:
        try:
            return digest_of(self.root / LOCK)
        except OSError:
            raise SinauError(f"Berkas {LOCK} di kit ini hilang atau rusak: {AGAIN}") from None

    def install(self) -> None:
        """Install what the kit holds, with the pip that it holds; raises SinauError if that fails."""
        venv, wheels = self.venv, self.root / WHEELS
        pip = next(wheels.glob("pip-*.whl")) / "pip"
        offline = ("--no-index", "--find-links", str(wheels), "--no-compile")
        # Neither a pip.conf nor a variable can send it elsewhere.
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        run_pip(
            [str(venv.python), "-P", str(pip), *INSTALL, *offline, *FROM_LOCK, str(self.root / LOCK)],
            venv,
            count_pins(self.root / LOCK),
            inherited | {"PIP_CONFIG_FILE": os.devnull},
        )
        # On all processors; pip would use one, and compile the libraries' own tests too.
        compile_all = ["-m", "compileall", "-q", "-j", "0", "-x", r"[/\\]tests[/\\]", str(venv.site_packages)]
        run_quietly([str(venv.python), "-P", *compile_all], venv)
        # The first import of matplotlib lists the fonts, which takes long: do it before a lesson does.
        run_quietly([str(venv.python), "-P", "-c", "import pandas, matplotlib.pyplot"], venv)

    def about(self) -> dict[str, Any]:
        """What the kit says of itself. Raises SinauError where that cannot be read."""
        try:
            told: dict[str, Any] = json.loads((self.root / ABOUT).read_text("utf-8"))
        except (OSError, ValueError):
            raise SinauError(f"Berkas {ABOUT} di kit ini hilang atau rusak: {AGAIN}") from None
        return told

    def refuse_other_computer(self) -> None:
        """Raise SinauError, which says what to do, where the kit has no packages for this computer."""
        fits = [Fit(**one | {"python": tuple(one["python"])}) for one in self.about()["fits"]]
        if any(fit.is_here() for fit in fits):
            return
        ours = f"Python {sys.version_info.major}.{sys.version_info.minor}"
        pythons = sorted({fit.python for fit in fits if fit.is_system()})
        if pythons:
            named = " atau ".join(f"{major}.{minor}" for major, minor in pythons)
            raise SinauError(f"Kit ini butuh Python {named}, bukan {ours}: pasang dulu, lalu jalankan lagi.")
        shown = ", ".join(sorted({fit.shown for fit in fits}))
        raise SinauError(
            f"Kit ini untuk {shown}; komputer ini {platform.system()} {platform.machine()}: "
            "minta kit yang cocok dari pelatihmu."
        )

    def verify(self) -> None:
        """Raise SinauError, which names the first file that is not as it was made."""
        say("Memeriksa kit...")
        sums = read_sums(self.root)
        if not sums:
            raise SinauError(f"Kit di {self.root} tidak lengkap: {AGAIN}")
        for name, digest in sums.items():
            try:
                whole = digest_of(self.root / name) == digest
            except OSError:  # missing, or the stick cannot be read there
                whole = False
            if not whole:
                raise SinauError(f"Berkas {name} di kit ini hilang atau rusak: {AGAIN}")

    def is_laid_out(self, workspace: Path) -> bool:
        """Whether the learner's folder has the lessons of this kit."""
        return is_current(workspace, workspace / STATE, str(self.about()["content"]))

    def lay_out(self, workspace: Path) -> Layout:
        """Lay out or update the learner's folder; never over what they changed."""
        refuse_checkout(workspace, "~/sinau-desa")
        content = self.root / CONTENT
        files = {
            name.removeprefix(f"{CONTENT}/"): (self.root / name).read_bytes()
            for name in read_sums(self.root)
            if (self.root / name).is_relative_to(content)
        }
        return lay_out(files, workspace, workspace / STATE, str(self.about()["content"]))

    def prove_room(self) -> None:
        """Raise SinauError where the user's own folder for programs cannot be written."""
        make_writable_folder(
            self.venv.folder.parent, "minta izin kepada pemilik komputer, lalu jalankan lagi"
        )


def kit_at(root: Path) -> Kit | None:
    """The kit in this folder; None for a checkout."""
    return Kit(root) if (root / CONTENT).is_dir() or (root / SUMS).is_file() else None
