"""start.py makes `.venv` once, repairs a half-made one, and says in one sentence what went wrong."""

import dataclasses
import errno
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from grader.common.errors import SinauError
from grader.start import checkout, install, pip
from grader.start.checkout import Checkout, Wanted
from grader.start.failures import LOG, explain_failure
from grader.start.install import Source, is_ready, is_sound
from grader.start.pip import InstallState
from grader.start.places import Venv

pytestmark = pytest.mark.long


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with the files that decide what is installed."""
    for name in ("pyproject.toml", Wanted.COURSE, Wanted.TESTS):
        (tmp_path / name).write_text(f"{name}\n")
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count what is done, without pip and the minutes it takes."""
    done: list[str] = []

    def create(source: Source) -> None:
        done.append("venv")
        venv = source.venv
        for junk in sorted(venv.folder.rglob("*"), reverse=True):
            junk.unlink() if junk.is_file() else junk.rmdir()
        venv.scripts.mkdir(parents=True)
        venv.python.symlink_to(sys.executable)

    monkeypatch.setattr(install, "create", create)
    monkeypatch.setattr(Checkout, "install", lambda self: done.append(self.wanted.name))
    return done


def test_the_first_start_makes_everything_and_the_second_nothing(root: Path, made: list[str]) -> None:
    install.ensure(Checkout(root, Wanted.COURSE))
    install.ensure(Checkout(root, Wanted.COURSE))
    assert made == ["venv", "COURSE"]


def test_a_half_made_environment_is_made_anew(root: Path, made: list[str]) -> None:
    half = root / ".venv" / "lib" / "half"
    half.mkdir(parents=True)
    (half / "written.py").write_text("x = ")
    install.ensure(Checkout(root, Wanted.COURSE))
    assert made == ["venv", "COURSE"]
    assert not half.exists()


def test_an_install_that_stops_leaves_no_stamp(
    root: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as context:
        context.setattr(Checkout, "install", stop)
        with pytest.raises(KeyboardInterrupt):
            install.ensure(Checkout(root, Wanted.COURSE))
    install.ensure(Checkout(root, Wanted.COURSE))
    assert made == ["venv", "venv", "COURSE"]


def test_new_requirements_are_installed_in_place(root: Path, made: list[str]) -> None:
    install.ensure(Checkout(root, Wanted.COURSE))
    (root / Wanted.COURSE).write_text("numpy==3\n")
    install.ensure(Checkout(root, Wanted.COURSE))
    assert made == ["venv", "COURSE", "COURSE"]


def test_what_the_tests_need_is_added_once_and_does_not_disturb_the_course(
    root: Path, made: list[str]
) -> None:
    for wanted in (Wanted.COURSE, Wanted.TESTS, Wanted.COURSE, Wanted.TESTS):
        install.ensure(Checkout(root, wanted))
    assert made == ["venv", "COURSE", "TESTS"]


def test_line_ends_of_a_checkout_on_windows_change_nothing(root: Path, made: list[str]) -> None:
    install.ensure(Checkout(root, Wanted.COURSE))
    (root / Wanted.COURSE).write_bytes(b"requirements.txt\r\n")
    install.ensure(Checkout(root, Wanted.COURSE))
    assert made == ["venv", "COURSE"]


def test_two_starts_at_once_install_once(
    root: Path, made: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    begun, finish = threading.Event(), threading.Event()

    def slowly(*_: object) -> None:
        made.append("COURSE")
        begun.set()
        assert finish.wait(60)

    monkeypatch.setattr(Checkout, "install", slowly)
    starts = [
        threading.Thread(target=install.ensure, args=(Checkout(root, Wanted.COURSE),)) for _ in range(2)
    ]
    starts[0].start()
    assert begun.wait(60)
    starts[1].start()
    while "Menunggu" not in capsys.readouterr().out:
        time.sleep(0.01)
    finish.set()
    for start in starts:
        start.join(60)
    assert made == ["venv", "COURSE"]


def test_a_moved_checkout_or_a_new_system_python_needs_a_new_environment(root: Path) -> None:
    now = Checkout(root, Wanted.COURSE).stamp()
    assert is_ready(now, now)
    for changed in ({"root": "/elsewhere"}, {"base_python": "/usr/bin/python3.9"}):
        old = dataclasses.replace(now, **changed)
        assert not is_ready(old, now)
        assert not is_sound(old, now)
    assert is_sound(dataclasses.replace(now, course="old"), now)
    assert not is_sound(None, now)


def test_a_real_environment_replaces_rubbish(tmp_path: Path) -> None:
    venv = Venv(tmp_path / ".venv")
    venv.folder.mkdir()
    (venv.folder / "rubbish").write_text("")
    install.create(Checkout(tmp_path, Wanted.COURSE))
    assert not (venv.folder / "rubbish").exists()
    assert subprocess.run([venv.python, "-c", "import pip"]).returncode == 0


def test_a_file_or_a_dead_link_in_its_place_goes(tmp_path: Path) -> None:
    file, link, empty = tmp_path / "berkas", tmp_path / "tautan", tmp_path / "kosong"
    file.write_text("")
    link.symlink_to(tmp_path / "tidak ada")
    for path in (file, link, empty):
        install.remove(path)
    assert not list(tmp_path.iterdir())


def test_why_ensurepip_failed_is_told(tmp_path: Path) -> None:
    venv = Venv(tmp_path / ".venv")
    code = "import sys; sys.exit('OSError: [Errno 122] Disk quota exceeded')"
    with pytest.raises(SinauError, match="Ruang penyimpanan habis"):
        pip.run_quietly([sys.executable, "-c", code], venv)
    assert "quota" in (venv.folder / LOG).read_text()


def test_too_little_room_is_said_before_anything_is_downloaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install.shutil, "disk_usage", lambda _: SimpleNamespace(free=3 * 10**8))
    with pytest.raises(SinauError, match=r"tidak cukup: perlu 1\.2 GB, tersisa 0\.3 GB"):
        install.create(Checkout(tmp_path, Wanted.COURSE))


def test_debian_without_the_venv_package_is_told_which_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "can_make_venv", lambda has_pip: False)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    with pytest.raises(SinauError, match=rf"sudo apt install python{version}-venv"):
        install.create(Checkout(tmp_path, Wanted.COURSE))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "Ruang"),
        ("OSError: [WinError 112] There is not enough space on the disk", "Ruang"),
        (
            "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError(\"Failed to "
            "establish a new connection: [Errno -3] Temporary failure in name resolution\")': /simple/x/\n"
            "ERROR: Could not find a version that satisfies the requirement x==1 (from versions: none)\n"
            "ERROR: No matching distribution found for x==1",
            "Internet",
        ),
        (
            "ERROR: Could not find a version that satisfies the requirement x==1 (from versions: none)\n"
            "ERROR: No matching distribution found for x==1",
            "Sumber paket tidak punya paket untuk Python",
        ),
        (
            "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify "
            "failed: certificate is not yet valid (_ssl.c:1006)'))",
            "Sambungan aman ke internet gagal; tanggal komputer ini",
        ),
        ("pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool: Read timed out.", "Internet"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "Unduhan rusak"),
        ("ERROR: [Errno 13] Permission denied: '/opt/sinau/.venv/lib'", "Folder"),
        ("PermissionError: [WinError 5] Access is denied", "Folder"),
        ("ERROR: something new", "Pemasangan gagal"),
    ],
)
def test_failures_become_one_sentence_with_what_to_do(said: str, sentence: str) -> None:
    text = explain_failure(said, Path("/srv/sinau/.venv"))
    assert text.startswith(sentence)
    assert "lagi" in text
    assert "\n" not in text


def test_an_unwritable_checkout_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Source) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(root / ".venv"))

    monkeypatch.setattr(install, "create", refuse)
    with pytest.raises(SinauError, match=r"tidak bisa ditulis: pindahkan folder program"):
        install.ensure(Checkout(root, Wanted.COURSE))


def test_progress_is_read_from_what_pip_prints() -> None:
    state = InstallState(pins=5)
    for line in (
        "Ignoring pywinpty: markers 'os_name == \"nt\"' don't match your environment\n",
        "Collecting numpy==2.4.6 (from -r requirements.txt (line 3))\n",
        "  Downloading numpy-2.4.6-cp311-cp311-manylinux_2_27_x86_64.whl (16.5 MB)\n",
        "Collecting six==1.17.0\n",
        "  Downloading six-1.17.0-py2.py3-none-any.whl (500 kB)\n",
    ):
        state.read(line)
    assert state.describe(0) == "Mengunduh: 2 dari 4 paket, 17 MB terunduh"
    state.read("Installing collected packages: six, numpy, pandas, rich\n")
    assert state.describe(3) == "Memasang: 3 dari 4 paket"


def test_pip_is_kept_in_the_environment(tmp_path: Path) -> None:
    outside = ("PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_NO_BINARY", "PIP_REQUIRE_HASHES")
    given = {
        **dict.fromkeys(outside, "/x"),
        "PIP_USER": "1",
        "PIP_CERT": "/c.pem",
        "PIP_INDEX_URL": "https://x",
    }
    environment = pip.pip_environment(Venv(tmp_path / ".venv"), given)
    assert not environment.keys() & outside
    assert environment["PIP_USER"] == "0"
    assert environment["PIP_CERT"] == "/c.pem"
    assert environment["PIP_INDEX_URL"] == "https://x"


@pytest.mark.skipif(sys.platform == "win32", reason="a running program of Windows cannot be removed")
def test_the_python_of_a_copied_environment_makes_a_new_one(tmp_path: Path) -> None:
    """A checkout that was copied with its `.venv`, which is still active."""
    venv = Venv(tmp_path / ".venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv.folder], check=True)
    code = (
        "import sys; from pathlib import Path; from grader.start import checkout, install; "
        "install.create(checkout.Checkout(Path(sys.prefix).parent, checkout.Wanted.COURSE))"
    )
    subprocess.run([venv.python, "-c", code], cwd=Path(__file__).parents[1], check=True)
    assert subprocess.run([venv.python, "-c", "import pip"]).returncode == 0


def test_a_library_that_does_not_start_is_said_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    venv = Venv(root / ".venv")
    monkeypatch.setattr(checkout, "run_pip", lambda *_: None)
    said = "ImportError: _multiarray_umath.so: failed to map segment from shared object"
    tried = subprocess.CompletedProcess([], 1, said)
    monkeypatch.setattr(pip.subprocess, "run", lambda *_, **__: tried)
    with pytest.raises(SinauError, match="tidak boleh menjalankan program"):
        Checkout(root, Wanted.COURSE).install()
    assert (venv.folder / LOG).read_text() == said


@pytest.mark.parametrize(("megabytes", "runs"), [(12.0, 3), (0.0, 1)])
def test_a_broken_connection_is_tried_again_but_no_connection_is_said_at_once(
    root: Path, monkeypatch: pytest.MonkeyPatch, megabytes: float, runs: int
) -> None:
    tried: list[object] = []

    def lose(command: list[str], *_: object) -> None:
        tried.append(command)
        raise pip.ConnectionLost("Internet terputus", megabytes)

    monkeypatch.setattr(checkout, "run_pip", lose)
    with pytest.raises(SinauError, match="Internet terputus"):
        Checkout(root, Wanted.COURSE).install()
    assert len(tried) == runs


@pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux' alone")
def test_the_environment_points_at_the_interpreter_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = tmp_path / "python3"
    link.symlink_to(sys.executable)
    monkeypatch.setattr(sys, "_base_executable", str(link))
    install.create(Checkout(tmp_path, Wanted.COURSE))
    linked = {name.readlink().parent for name in (tmp_path / ".venv" / "bin").glob("python*")}
    assert tmp_path not in linked
