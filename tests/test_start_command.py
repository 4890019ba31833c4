"""What `python3 start.py` accepts and says."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.errors import SinauError
from grader.start import checks, command, install
from grader.start.command import Options, parse
from grader.start.places import Venv, checkout

START = checkout() / "start.py"


def test_options_are_read_in_both_spellings() -> None:
    assert parse([]) == Options(None, True, 8888)
    assert parse(["--workspace", "/w", "--no-browser", "--port", "9000"]) == Options("/w", False, 9000)
    assert parse(["--workspace=/w x", "--port=9000"]) == Options("/w x", True, 9000)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--prot", "1"], "Pilihan --prot tidak dikenal"),
        (["--port", "abc"], "--port abc bukan nomor port"),
        (["--port", "70000"], "--port 70000 bukan nomor port"),
        (["--port=²"], "bukan nomor port"),
        (["--workspace"], "Sesudah --workspace harus ada nilainya"),
    ],
)
def test_wrong_options_are_one_sentence(arguments: list[str], sentence: str) -> None:
    with pytest.raises(SinauError, match=sentence):
        parse(arguments)


def test_a_mistake_ends_with_status_1_and_no_traceback() -> None:
    result = subprocess.run(
        [sys.executable, START, "--apa"], capture_output=True, text=True, encoding="utf-8"
    )
    assert result.returncode == 1
    assert result.stderr == "Pilihan --apa tidak dikenal. Lihat: python3 start.py --help\n"


def test_help_is_indonesian_and_installs_nothing() -> None:
    result = subprocess.run([sys.executable, START, "--help"], capture_output=True, text=True)
    assert result.returncode == 0
    assert result.stdout.startswith("Cara memakai:")


def start_with_version(version: tuple[int, int, int], path: str) -> "subprocess.CompletedProcess[str]":
    """Run start.py in a Python that believes to have this version."""
    code = (
        f"import sys; sys.version_info = {version}; sys.argv = ['start.py', '--help']; "
        f"exec(compile(open({str(START)!r}).read(), {str(START)!r}, 'exec'), "
        f"{{'__name__': '__main__', '__file__': {str(START)!r}}})"
    )
    environment = {**os.environ, "PATH": path}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)


def test_an_old_python_is_told_what_to_install(tmp_path: Path) -> None:
    result = start_with_version((3, 8, 10), str(tmp_path))
    assert result.returncode == 1
    assert result.stderr.startswith("Python di komputer ini versi 3.8, terlalu lama: pasang Python 3.11")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no python3.13 on PATH, but the launcher py")
def test_an_old_python_hands_over_to_a_newer_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "python3.13").symlink_to(sys.executable)
    result = start_with_version((3, 8, 10), str(tmp_path))
    assert result.returncode == 0


def test_start_py_can_be_read_by_very_old_pythons() -> None:
    source = START.read_text("utf-8")
    ast.parse(source, feature_version=(3, 4))
    tree = ast.parse(source)
    assert not any(isinstance(node, (ast.JoinedStr, ast.AnnAssign)) for node in ast.walk(tree))
    assert all(node.returns is None for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    assert source.isascii()  # Python 2 refuses anything else without a coding line


def test_ctrl_c_is_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "open_lab", interrupt)
    assert command.main([]) == 130
    assert capsys.readouterr().err.strip().startswith("Dihentikan. Jalankan lagi kapan saja")


def test_other_words_go_to_sinau(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(command.install, "ensure", lambda root, wanted: Venv(root / ".venv"))
    monkeypatch.setattr(command, "run_sinau", lambda venv, arguments: ran.append(arguments) or 3)
    assert command.main(["grade", "2-02-harga", "--force"]) == 3
    assert command.main(["perintah"]) == 3
    assert ran == [["grade", "2-02-harga", "--force"], ["--help"]]


def test_missing_system_packages_are_named_in_one_command() -> None:
    needed = [
        checks.SystemPackage("bubblewrap", lambda: False),
        checks.SystemPackage("chromium", lambda: True),
        checks.SystemPackage("hunspell-id", lambda: False),
    ]
    missing = checks.missing_packages(needed)
    assert missing == ["bubblewrap", "hunspell-id"]
    with pytest.raises(SinauError, match="sudo apt-get install bubblewrap hunspell-id "):
        checks.install_system_packages(missing, is_root=False, has_apt=True)
    with pytest.raises(SinauError, match="cara sistemmu: bubblewrap hunspell-id"):
        checks.install_system_packages(missing, is_root=True, has_apt=False)
    checks.install_system_packages([], is_root=False, has_apt=False)


def test_root_installs_them_itself_after_saying_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[list[str]] = []

    def run(arguments: list[str], **_: object) -> "subprocess.CompletedProcess[str]":
        ran.append(arguments)
        return subprocess.CompletedProcess(arguments, 100 if "broken" in arguments else 0)

    monkeypatch.setattr(checks.subprocess, "run", run)
    checks.install_system_packages(["bubblewrap"], is_root=True, has_apt=True)
    assert [arguments[:2] for arguments in ran] == [["apt-get", "update"], ["apt-get", "install"]]
    assert "bubblewrap" in capsys.readouterr().out
    with pytest.raises(SinauError, match="apt-get install gagal"):
        checks.install_system_packages(["broken"], is_root=True, has_apt=True)


def test_all_checks_run_and_any_failure_counts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran: list[str] = []

    def run(arguments: list[str], **_: object) -> "subprocess.CompletedProcess[str]":
        ran.append(" ".join([Path(arguments[0]).name, *arguments[1:]]))
        return subprocess.CompletedProcess(arguments, 1 if "mypy" in ran[-1] else 0)

    monkeypatch.setattr(checks, "install_system_packages", lambda *_: None)
    monkeypatch.setattr(install, "ensure", lambda root, wanted: Venv(root / ".venv", windows=False))
    monkeypatch.setattr(checks.subprocess, "run", run)
    assert checks.run_all(tmp_path, []) == 1
    assert ran == [
        "ruff check .",
        "ruff format --check .",
        "python -m mypy",
        "python -m pytest -n auto --dist loadgroup",
    ]
    ran.clear()
    assert checks.run_all(tmp_path, ["tests/test_start_command.py", "-x"]) == 0
    assert ran == ["python -m pytest tests/test_start_command.py -x"]
