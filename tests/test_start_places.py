"""Where start.py puts things, on three systems, and what it says when it cannot."""

import errno
import io
import os
import stat
import sys
from pathlib import Path, PurePosixPath

import pytest

from grader.common.errors import SinauError, is_disk_full
from grader.start import places
from grader.start.console import Progress, tolerate_narrow_console
from grader.start.places import Venv, choose_workspace, make_writable_folder, private_runtime_folder


def test_programs_of_the_environment_on_windows() -> None:
    venv = Venv(Path("C:/sinau/.venv"), windows=True)
    assert venv.python.as_posix() == "C:/sinau/.venv/Scripts/python.exe"
    assert venv.program("sinau").as_posix() == "C:/sinau/.venv/Scripts/sinau.exe"
    assert venv.site_packages.as_posix() == "C:/sinau/.venv/Lib/site-packages"


def test_programs_of_the_environment_on_linux_and_macos() -> None:
    venv = Venv(Path("/srv/sinau/.venv"), windows=False)
    assert venv.python == Path("/srv/sinau/.venv/bin/python")
    assert venv.program("sinau") == Path("/srv/sinau/.venv/bin/sinau")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    assert PurePosixPath(venv.site_packages) == PurePosixPath(f"/srv/sinau/.venv/lib/{version}/site-packages")


def no_home() -> Path:
    raise RuntimeError("Could not determine home directory.")


def test_workspace_is_in_the_home_folder_unless_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, root = tmp_path / "rumah", tmp_path / "program"
    monkeypatch.setattr(places.Path, "home", lambda: home)
    assert choose_workspace(None, root) == home / "sinau-desa"
    assert choose_workspace(str(tmp_path / "usb"), root) == tmp_path / "usb"
    monkeypatch.setattr(places.Path, "home", no_home)
    assert choose_workspace(str(tmp_path / "usb"), root) == tmp_path / "usb"


def test_a_relative_home_folder_is_the_same_from_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(places.Path, "home", lambda: Path("rumah"))
    assert choose_workspace(None, tmp_path / "program") == tmp_path / "rumah" / "sinau-desa"


def test_a_user_without_a_home_is_told_to_name_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places.Path, "home", no_home)
    with pytest.raises(SinauError, match="tambahkan --workspace FOLDER"):
        choose_workspace(None, tmp_path)
    with pytest.raises(SinauError, match=r"^Folder ~siapa-ini/belajar tidak ada"):
        choose_workspace("~siapa-ini/belajar", tmp_path)


def test_no_temporary_folder_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(places.tempfile, "gettempdir", none)
    with pytest.raises(SinauError, match=r"^Folder sementara penuh atau tidak bisa ditulis"):
        private_runtime_folder(tmp_path)


def test_settings_for_other_pythons_and_jupyters_stay_outside(tmp_path: Path) -> None:
    foreign = ("PYTHONPATH", "PYTHONHOME", "PYTHONOPTIMIZE", "PYTHONWARNINGS", "JUPYTER_TOKEN", "MPLBACKEND")
    given = {**dict.fromkeys(foreign, "x"), "PATH": "/usr/bin", "LANG": "id_ID.UTF-8", "VIRTUAL_ENV": "/lain"}
    venv = Venv(tmp_path / ".venv")
    assert places.environment(venv, given) == {
        "PATH": os.pathsep.join([str(venv.scripts), "/usr/bin"]),
        "LANG": "id_ID.UTF-8",
        "VIRTUAL_ENV": str(venv.folder),
    }


@pytest.mark.parametrize("cloned_to", ["sinau-desa", "."])
def test_a_checkout_in_the_default_place_moves_the_workspace_aside(
    tmp_path: Path, cloned_to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places.Path, "home", lambda: tmp_path)
    workspace = choose_workspace(None, tmp_path / cloned_to)
    assert not workspace.is_relative_to(tmp_path / "sinau-desa")


@pytest.mark.parametrize("name", ["sinau-desa [1]", "sinau*", "sinau?"])
def test_a_path_that_is_a_search_pattern_is_refused(name: str) -> None:
    """In such a folder JupyterLab finds none of its extensions: no sliders, no Indonesian."""
    with pytest.raises(SinauError, match="ganti nama foldernya"):
        places.refuse_search_pattern(Path("/srv") / name / "program")
    places.refuse_search_pattern(Path("/srv/sinau-desa (1)/program"))


def test_a_workspace_in_the_checkout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SinauError, match=r"di dalam folder program .* pilih folder lain"):
        choose_workspace(str(tmp_path / "lessons"), tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc cannot be written even by root")
def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    with pytest.raises(SinauError, match=r"^Folder /proc/sinau tidak bisa ditulis: pilih folder lain"):
        make_writable_folder(Path("/proc/sinau"))
    file = tmp_path / "berkas"
    file.write_text("")
    with pytest.raises(SinauError, match=r"berkas tidak bisa ditulis"):
        make_writable_folder(file)


def test_a_full_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(places.tempfile, "TemporaryFile", full)
    with pytest.raises(SinauError, match=r"penuh: hapus berkas yang tidak dipakai"):
        make_writable_folder(tmp_path / "belajar")


def test_a_full_disk_on_windows_is_known() -> None:
    error = OSError(22, "There is not enough space on the disk")
    error.winerror = 112  # type: ignore[attr-defined]
    assert is_disk_full(error)
    assert not is_disk_full(PermissionError(errno.EACCES, "Access is denied"))


def test_runtime_folder_is_private_and_the_same_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = private_runtime_folder(tmp_path / "a")
    assert private_runtime_folder(tmp_path / "a") == folder
    assert private_runtime_folder(tmp_path / "b") != folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_planted_runtime_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = private_runtime_folder(tmp_path / "a")
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SinauError, match=r"tidak bisa dipakai: hapus folder itu"):
        private_runtime_folder(tmp_path / "a")


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_a_narrow_console_shows_a_question_mark_rather_than_failing(encoding: str) -> None:
    console = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    tolerate_narrow_console((console,))
    console.write("✔ Benar … ◐")
    console.flush()
    assert "Benar" in console.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]


def test_progress_rewrites_its_line_on_a_terminal_only() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        progress = Progress(stream)
        progress.show("Mengunduh: 10 dari 20 paket")
        progress.show("Memasang: 1")
        progress.done()
    assert terminal.getvalue() == "\rMengunduh: 10 dari 20 paket\rMemasang: 1                \n"
    assert file.getvalue() == ""
