"""JupyterLab as start.py runs it: in the workspace alone, found again, closed by Ctrl+C."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.common.errors import SinauError
from grader.start import lab, places, server
from grader.start.places import Venv, private_runtime_folder
from grader.start.server import Server, has_display, running_server, wait_until_ready

VENV = Venv(Path(sys.prefix))
SERVE = (
    # Started from a script's background, a process would inherit that Ctrl+C is ignored.
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from pathlib import Path; from grader.start import lab, places; "
    "sys.exit(lab.serve(Path(sys.argv[1]), places.Venv(Path(sys.prefix)), 8888, browser=False))"
)


def test_nothing_of_another_jupyter_reaches_in_and_nothing_is_written_home(tmp_path: Path) -> None:
    given = {
        "PATH": "/usr/bin",
        "PYTHONPATH": "/x",
        "HOME": "/home/sari",
        "JUPYTER_CONFIG_DIR": "/home/sari/.jupyter",
    }
    environment = lab.environment(tmp_path, VENV, given)
    assert environment["PATH"] == os.pathsep.join([str(VENV.scripts), "/usr/bin"])
    assert "PYTHONPATH" not in environment
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTERLAB_SETTINGS_DIR", "IPYTHONDIR"):
        assert Path(environment[name]).is_relative_to(tmp_path / ".sinau")


def test_command_names_the_workspace_and_the_port(tmp_path: Path) -> None:
    command = lab.command(tmp_path / "folder saya", Venv(Path("C:/s/.venv"), windows=True), 9000)
    assert Path(command[0]).name == "python.exe"
    assert f"--ServerApp.root_dir={tmp_path / 'folder saya'}" in command
    assert "--port=9000" in command


def test_a_cell_run_before_the_set_up_cell_has_its_error_explained(tmp_path: Path) -> None:
    lab.explain_errors_from_the_start(tmp_path)
    environment = lab.environment(tmp_path, VENV, os.environ)
    run = subprocess.run(
        [sys.executable, "-m", "IPython", "-c", "untung = ____\nperiksa('untung')"],
        env=environment, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert "Jalankan dulu sel persiapan" in run.stdout


@pytest.mark.parametrize(
    ("platform", "environment", "shown"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"WSL_DISTRO_NAME": "Ubuntu"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_browser_is_opened_where_there_is_a_display(
    platform: str, environment: dict[str, str], shown: bool
) -> None:
    assert has_display(platform, environment) is shown


def test_an_address_can_be_opened_as_it_is_printed() -> None:
    opened = Server("http://localhost:8888/", "abc")
    assert opened.page("lab/tree/pelajaran/a b.ipynb") == (
        "http://localhost:8888/lab/tree/pelajaran/a%20b.ipynb?token=abc"
    )


@pytest.mark.parametrize(
    "note", ["", "{", "[]", '{"url": "http://localhost:9/", "token": "t"}', '{"url": 1}']
)
def test_notes_of_servers_that_are_gone_are_ignored(tmp_path: Path, note: str) -> None:
    (tmp_path / "jpserver-1.json").write_text(note)
    assert running_server(tmp_path) is None


@pytest.mark.parametrize(
    "reply", [b"SSH-2.0-x\r\n", b"HTTP/1.0 200 OK\r\n\r\n<html>", b"HTTP/1.0 200 OK\r\n\r\n[]"]
)
def test_another_program_on_the_port_is_no_jupyter(tmp_path: Path, reply: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        (tmp_path / "jpserver-1.json").write_text(json.dumps({"url": url, "token": "t"}))

        def answer() -> None:
            client, _ = listener.accept()
            with client:
                client.recv(4096)
                client.sendall(reply)

        other = threading.Thread(target=answer)
        other.start()
        assert running_server(tmp_path) is None
        other.join(60)


def test_a_jupyterlab_that_does_not_open_is_one_sentence_with_its_log(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"])
    with pytest.raises(SinauError, match=r"Jupyter tidak terbuka: .*jupyterlab\.log"):
        wait_until_ready(process, tmp_path, tmp_path / "jupyterlab.log")


@pytest.fixture
def serving(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """start.py's last step, running on a workspace whose name has a space."""
    workspace = tmp_path / "folder saya"
    workspace.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(workspace)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
        process.wait()


def test_two_starts_at_once_open_one_jupyterlab(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A double click is two starts; the second waits and then finds what the first has opened."""
    monkeypatch.setattr(places.tempfile, "gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(server.signal, "signal", lambda *_: None)
    opening, waiting, closing = threading.Event(), threading.Event(), threading.Event()
    opened: list[Server] = []

    class Process:
        def poll(self) -> int:
            return 0

        def wait(self) -> None:
            assert closing.wait(60)

    def ready(*_: object) -> Server:
        opening.set()
        assert waiting.wait(60)
        opened.append(Server("http://localhost:1/", "t"))
        return opened[0]

    monkeypatch.setattr(lab, "start", lambda *_: Process())
    monkeypatch.setattr(server, "wait_until_ready", ready)
    monkeypatch.setattr(server, "running_server", lambda _: opened[0] if opened else None)
    starts = [threading.Thread(target=lab.serve, args=(tmp_path, VENV, 1, False)) for _ in range(2)]
    starts[0].start()
    assert opening.wait(60)
    starts[1].start()
    said = ""
    while "Menunggu" not in said:
        said += capsys.readouterr().out
        time.sleep(0.01)
    waiting.set()
    starts[1].join(60)
    closing.set()
    starts[0].join(60)
    said += capsys.readouterr().out
    assert len(opened) == 1
    assert "Sinau Desa sudah berjalan." in said


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent differently to a Windows console")
def test_one_start_serves_a_second_finds_it_and_ctrl_c_closes(
    serving: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    workspace = tmp_path / "folder saya"
    assert serving.stdout is not None
    address = serving.stdout.readline().split()[-1]
    assert "/beranda?token=" in address
    with urllib.request.urlopen(address.replace("beranda", "api/contents")) as answer:
        assert json.load(answer)["content"] == []  # .sinau is hidden

    again = subprocess.run([sys.executable, "-c", SERVE, str(workspace)], capture_output=True, text=True)
    assert again.returncode == 0
    assert again.stdout.splitlines()[0] == "Sinau Desa sudah berjalan."
    assert again.stdout.split()[-1] == address

    os.killpg(serving.pid, signal.SIGINT)
    last = serving.stdout.read()
    assert serving.wait(60) == 0
    assert last.splitlines()[-1] == f"JupyterLab ditutup. Pekerjaanmu ada di {workspace}"
    assert running_server(private_runtime_folder(workspace)) is None
