"""What `python3 start.py` accepts and says."""

import ast
import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.common.errors import SinauError
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


@pytest.mark.parametrize(("version", "word"), [((3, 8, 10), "lama"), ((3, 15, 0), "baru")])
def test_an_unfitting_python_is_told_what_to_install(
    version: tuple[int, int, int], word: str, tmp_path: Path
) -> None:
    result = start_with_version(version, str(tmp_path))
    assert result.returncode == 1
    said = "Python di komputer ini versi {}.{}, terlalu {}: pasang Python 3.11 sampai 3.14"
    assert result.stderr.startswith(said.format(*version[:2], word))
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no python3.13 on PATH, but the launcher py")
def test_a_stand_in_for_a_newer_python_is_passed_over(tmp_path: Path) -> None:
    """pyenv has one on PATH for each Python, also for those that are not chosen."""
    (tmp_path / "python3.13").write_text(
        "#!/bin/sh\necho 'pyenv: python3.13: command not found' >&2\nexit 127\n"
    )
    (tmp_path / "python3.13").chmod(0o755)
    assert start_with_version((3, 8, 10), str(tmp_path)).stderr.startswith("Python di komputer ini versi 3.8")
    (tmp_path / "python3.12").symlink_to(sys.executable)
    assert start_with_version((3, 8, 10), str(tmp_path)).returncode == 0


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
    monkeypatch.setattr(command.install, "ensure", lambda source: Venv(source.root / ".venv"))
    monkeypatch.setattr(command, "run_sinau", lambda venv, arguments: ran.append(arguments) or 3)
    assert command.main(["grade", "2-02-harga", "--force"]) == 3
    assert command.main(["perintah"]) == 3
    assert ran == [["grade", "2-02-harga", "--force"], ["--help"]]


def test_files_of_the_folder_one_is_in_are_not_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A class folder may hold somebody's `click.py` or another `grader`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "click.py").write_text("raise SystemExit(9)")
    assert command.run_sinau(Venv(Path(sys.prefix)), ["--help"]) == 0


@pytest.mark.skipif(os.name == "nt", reason="there it is py start.py")
def test_commands_in_sentences_are_those_that_one_can_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["start.py"])
    missing = tmp_path / "kelas baru"
    assert command.run_sinau(Venv(Path(sys.prefix)), ["grade", "--course", str(missing)]) == 1
    assert f"buat dengan: python3 start.py course '{missing}'" in capfd.readouterr().err


def test_what_the_system_refuses_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for error, sentence in (
        (OSError(errno.ENOSPC, "No space left on device"), "Ruang simpan penuh: hapus berkas"),
        (PermissionError(errno.EACCES, "Permission denied", "/k/x"), "/k/x tidak boleh dibaca atau ditulisi"),
        (
            OSError(errno.EMFILE, "Too many open files"),
            "Gagal ([Errno 24] Too many open files): jalankan lagi",
        ),
    ):

        def refuse(_: list[str], error: OSError = error) -> int:
            raise error

        monkeypatch.setattr(command, "open_lab", refuse)
        assert command.main([]) == 1
        said = capsys.readouterr().err
        assert said.startswith(sentence)
        assert len(said.splitlines()) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full is Linux' alone")
def test_a_full_disk_under_a_verb_is_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "grader.cli", "--help"],
            cwd=checkout(), stdout=full, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert result.returncode == 1
    assert result.stderr.splitlines()[0].startswith("Ruang simpan penuh: hapus berkas")


def test_a_closed_console_is_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as context:
        context.setattr(sys, "stdout", None)
        context.setattr(sys, "stderr", None)
        assert command.main(["--help"]) == 0
        assert command.main(["--apa"]) == 1


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
    monkeypatch.setattr(install, "ensure", lambda source: Venv(source.root / ".venv", windows=False))
    monkeypatch.setattr(checks.subprocess, "run", run)
    assert checks.run_all(tmp_path, []) == 1
    assert ran == [
        "ruff check .",
        "ruff format --check .",
        "python -m mypy",
        "lint-imports",
        "python -m pytest -n auto --dist loadgroup",
    ]
    ran.clear()
    assert checks.run_all(tmp_path, ["tests/test_start_command.py", "-x"]) == 0
    assert ran == ["python -m pytest tests/test_start_command.py -x"]


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_git_for_windows_leaves_line_ends_alone(tmp_path: Path) -> None:
    """Its installer sets core.autocrlf, and `sinau lint` compares bytes."""
    git = ["git", "-c", "core.autocrlf=true", "-c", "user.name=x", "-c", "user.email=x"]
    shutil.copy(checkout() / ".gitattributes", tmp_path)
    (tmp_path / "start.py").write_bytes(b"x\n")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"], ["rm", "-q", "start.py"]):
        subprocess.run([*git, *words], cwd=tmp_path, check=True)
    subprocess.run([*git, "checkout", "-q", "HEAD", "start.py"], cwd=tmp_path, check=True)
    assert (tmp_path / "start.py").read_bytes() == b"x\n"
