"""Where things are: the checkout, its `.venv`, the trainee's workspace. Pure path logic for three systems."""

import errno
import glob
import hashlib
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.common.errors import SinauError, is_disk_full

WINDOWS = os.name == "nt"
# Settings for another Python, another Jupyter, another look of charts.
FOREIGN = ("PYTHON", "JUPYTER", "IPYTHON", "MPL", "MATPLOTLIBRC")


@dataclass(frozen=True)
class Venv:
    """The virtual environment of a checkout."""

    folder: Path
    windows: bool = WINDOWS

    @property
    def scripts(self) -> Path:
        """The folder of its programs."""
        return self.folder / ("Scripts" if self.windows else "bin")

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """The program `name` of this environment (`sinau`, `jupyter`)."""
        return self.scripts / (f"{name}.exe" if self.windows else name)

    @property
    def site_packages(self) -> Path:
        """Where packages are installed."""
        if self.windows:
            return self.folder / "Lib" / "site-packages"
        return (
            self.folder / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
        )


def environment(venv: Venv, inherited: Mapping[str, str]) -> dict[str, str]:
    """The environment of a program of `.venv`: the user's own, without what leads it to other packages."""
    kept = {name: value for name, value in inherited.items() if not name.startswith(FOREIGN)}
    path = os.pathsep.join(filter(None, [str(venv.scripts), inherited.get("PATH", "")]))
    return {**kept, "PATH": path, "VIRTUAL_ENV": str(venv.folder)}


def home() -> Path:
    """The user's home folder.

    Raises SinauError if the system knows none.
    """
    try:
        return Path.home().resolve()
    except RuntimeError:
        raise SinauError("Folder rumahmu tidak diketahui: tambahkan --workspace FOLDER.") from None


def program_folder() -> Path:
    """Where the user's own programs belong on this system, for what a kit installs.

    Raises SinauError if the system knows no home folder.
    """
    if WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA") or home() / "AppData" / "Local") / "sinau-desa"
    if sys.platform == "darwin":
        return home() / "Library" / "Application Support" / "sinau-desa"
    return Path(os.environ.get("XDG_DATA_HOME") or home() / ".local" / "share") / "sinau-desa"


def checkout() -> Path:
    """The folder that holds start.py: a checkout, or a kit."""
    return Path(__file__).resolve().parents[2]


def refuse_search_pattern(folder: Path) -> None:
    """Raise SinauError where the path is a pattern to the programs that search in it and would find nothing.

    JupyterLab looks for its extensions in this way, nbgrader for notebooks.
    """
    if glob.escape(str(folder)) != str(folder):
        raise SinauError(f"Alamat folder {folder} memuat tanda [ * atau ?; ganti nama foldernya dulu.")


def choose_workspace(wanted: str | None, root: Path) -> Path:
    """The trainee's folder: the wanted one, else `sinau-desa` in the home folder.

    The workspace is never in the checkout, where the solutions are; a checkout that was itself cloned to
    ~/sinau-desa moves the default aside.

    Raises SinauError if the wanted folder is in the checkout or in the home of nobody.
    """
    if wanted is None:
        default = home() / "sinau-desa"
        inside = default.resolve().is_relative_to(root.resolve())
        return default.with_name("sinau-desa-belajar") if inside else default
    try:
        folder = Path(wanted).expanduser().resolve()
    except RuntimeError:
        raise SinauError(f"Folder {wanted} tidak ada: tulis --workspace dengan alamat lengkap.") from None
    if folder.is_relative_to(root.resolve()):
        raise SinauError(
            f"Folder belajar {folder} ada di dalam folder program {root}: pilih folder lain, "
            "misalnya --workspace ~/belajar."
        )
    return folder


OTHER_FOLDER = "pilih folder lain dengan --workspace FOLDER, atau minta izin kepada pemilik komputer"


def make_writable_folder(folder: Path, advice: str = OTHER_FOLDER) -> None:
    """Make the folder if needed and prove that files can be written there.

    Raises SinauError, with the advice, if it cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\0" * 65536)
    except OSError as error:
        if is_disk_full(error):
            raise SinauError(
                f"Penyimpanan untuk {folder} penuh: hapus berkas yang tidak dipakai, lalu jalankan lagi."
            ) from error
        raise SinauError(f"Folder {folder} tidak bisa ditulis: {advice}.") from error


def private_runtime_folder(workspace: Path) -> Path:
    """A folder, readable by this user alone, for what a running JupyterLab notes down (address and token).

    It lies in the system's temporary folder, since a workspace may be on a USB stick, whose file system
    cannot keep others from reading. The same workspace always gets the same folder.

    Raises SinauError if somebody else owns that folder, or there is no temporary folder.
    """
    try:
        temporary = tempfile.gettempdir()
    except FileNotFoundError:  # nor can a file be written where we are
        raise SinauError(
            "Folder sementara penuh atau tidak bisa ditulis: hapus berkas yang tidak dipakai, "
            "lalu jalankan lagi dari folder rumahmu."
        ) from None
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    name = hashlib.sha256(f"{user}\0{workspace}".encode()).hexdigest()[:16]
    folder = Path(temporary) / f"sinau-{name}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if hasattr(os, "getuid"):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                raise PermissionError(errno.EACCES, "belongs to somebody else", str(folder))
            folder.chmod(0o700)
    except OSError as error:
        raise SinauError(
            f"Folder sementara {folder} tidak bisa dipakai: hapus folder itu, lalu jalankan lagi."
        ) from error
    return folder
