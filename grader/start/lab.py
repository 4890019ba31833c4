"""JupyterLab for a trainee: our settings, the workspace as its root, nothing written into the home folder."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import webbrowser
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote

from grader.errors import SinauError
from grader.start import places
from grader.start.console import say
from grader.start.install import alone
from grader.start.places import WELCOME, Venv, private_runtime_folder

SETTINGS = Path(__file__).resolve().parents[1] / "jupyter"
LAYOUT = "default-37a8.jupyterlab-workspace"  # the name that JupyterLab gives its default layout
KERNEL = "ipython_kernel_config.json"
DEFAULT_PORT = 8888


@dataclass(frozen=True)
class Server:
    """A running Jupyter server."""

    url: str  # ends with /
    token: str

    def page(self, path: str) -> str:
        """The address of a page, with the token that opens it."""
        return f"{self.url}{quote(path)}?token={self.token}"


def state_folder(workspace: Path) -> Path:
    """Where JupyterLab keeps what it remembers of this workspace."""
    return workspace / ".sinau" / "jupyter"


def environment(workspace: Path, venv: Venv, inherited: Mapping[str, str]) -> dict[str, str]:
    """The environment of the JupyterLab process.

    Settings, layout, trust and history are kept in the workspace, so that another Jupyter of the same user
    neither changes this one nor is changed by it.
    """
    state = state_folder(workspace)
    return {
        **places.environment(venv, inherited),
        "PYTHONUTF8": "1",
        "JUPYTER_CONFIG_PATH": str(SETTINGS),
        "JUPYTER_CONFIG_DIR": str(state / "config"),
        "JUPYTER_DATA_DIR": str(state / "data"),
        "JUPYTER_RUNTIME_DIR": str(private_runtime_folder(workspace)),
        "JUPYTERLAB_SETTINGS_DIR": str(state / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(state / "workspaces"),
        "IPYTHONDIR": str(state / "ipython"),
    }


def command(workspace: Path, venv: Venv, port: int) -> list[str]:
    """The command that runs JupyterLab on the workspace; a port in use is replaced by the next free one."""
    root_user = hasattr(os, "geteuid") and os.geteuid() == 0
    return [
        str(venv.python),
        "-P",  # a trainee's own random.py in the workspace is not Python's
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={workspace}",
        f"--port={port}",
        "--no-browser",
        *(["--allow-root"] if root_user else []),
    ]


def running_server(runtime: Path) -> Server | None:
    """The server that noted itself down in this folder and answers, if there is one."""
    for note in runtime.glob("jpserver-*.json"):
        try:
            seen = json.loads(note.read_text("utf-8"))
            server = Server(str(seen["url"]), str(seen["token"]))
            request = urllib.request.Request(
                f"{server.url}api/status", headers={"Authorization": f"token {server.token}"}
            )
            # No proxy: the server is on this computer.
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(request, timeout=2) as answer:
                json.load(answer)["kernels"]  # another program may have taken over the port
                return server
        except (OSError, HTTPException, ValueError, KeyError, TypeError):
            continue
    return None


def forget_dead_servers(runtime: Path) -> None:
    """Remove the notes of servers that no longer run."""
    for note in runtime.glob("jpserver-*"):
        note.unlink(missing_ok=True)


def first_page(workspace: Path) -> str:
    """The page to open: the welcome lesson, or what was open last time."""
    with contextlib.suppress(OSError):
        if '"notebook:' in layout_file(workspace).read_text("utf-8", errors="replace"):
            return "lab"
    return f"lab/tree/{WELCOME}"


def layout_file(workspace: Path) -> Path:
    """Where JupyterLab keeps which panels and notebooks are open."""
    return state_folder(workspace) / "workspaces" / LAYOUT


def lay_out_settings(workspace: Path) -> None:
    """Give the workspace our kernel settings and, if it is new, a layout of file list and notebook alone.

    JupyterLab takes all other settings from SETTINGS itself. What the trainee opens later stays open.
    """
    layout, kernel = layout_file(workspace), state_folder(workspace) / "ipython" / "profile_default" / KERNEL
    for file in (layout, kernel):
        file.parent.mkdir(parents=True, exist_ok=True)
    if not layout.exists():
        shutil.copyfile(SETTINGS / LAYOUT, layout)
    shutil.copyfile(SETTINGS / KERNEL, kernel)


def explain_errors_from_the_start(workspace: Path) -> None:
    """Have every kernel import grader.belajar: an error before the set-up cell is explained too."""
    config = state_folder(workspace) / "ipython" / "profile_default" / "ipython_config.py"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text('c = get_config()\nc.InteractiveShellApp.extensions = ["grader.belajar"]\n', "utf-8")


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a browser window can be opened here (on Linux: X11, Wayland or WSL)."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))


def start(workspace: Path, venv: Venv, port: int, log: Path) -> "subprocess.Popen[bytes]":
    """Start JupyterLab in the background; what it prints goes to the file `log`."""
    lay_out_settings(workspace)
    explain_errors_from_the_start(workspace)
    with log.open("wb") as output:
        return subprocess.Popen(
            command(workspace, venv, port),
            env=environment(workspace, venv, os.environ),
            cwd=workspace,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def wait_until_ready(
    process: "subprocess.Popen[bytes]", runtime: Path, log: Path, patience: float = 180
) -> Server:
    """The server, once it answers.

    Raises SinauError if it ends, or does not answer within `patience` seconds.
    """
    limit = time.monotonic() + patience
    while time.monotonic() < limit and process.poll() is None:
        server = running_server(runtime)
        if server is not None:
            return server
        time.sleep(0.05)
    raise SinauError(
        f"JupyterLab tidak terbuka: jalankan lagi; bila tetap gagal, kirim berkas {log} kepada pelatih."
    )


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End JupyterLab and the notebooks' kernels with it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def serve(workspace: Path, venv: Venv, port: int, browser: bool) -> int:
    """Run JupyterLab until the trainee closes it or presses Ctrl+C; returns the exit status."""
    runtime = private_runtime_folder(workspace)
    with contextlib.ExitStack() as opening:  # another start.py waits, and then finds this one's server
        opening.enter_context(alone(runtime / "buka.lock"))
        return serve_alone(workspace, venv, port, browser, opening)


def serve_alone(workspace: Path, venv: Venv, port: int, browser: bool, opening: contextlib.ExitStack) -> int:
    """The same while no other start.py does it; `opening` is closed once the server can be found."""
    runtime = private_runtime_folder(workspace)
    server = running_server(runtime)
    if server is not None:
        say("Sinau Desa sudah berjalan.")
        invite(server, workspace, browser)
        return 0
    forget_dead_servers(runtime)
    log = workspace / ".sinau" / "jupyterlab.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    process = start(workspace, venv, port, log)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        server = wait_until_ready(process, runtime, log)
        opening.close()
        invite(server, workspace, browser)
        say("Untuk selesai: simpan pekerjaanmu (Ctrl+S), lalu tekan Ctrl+C di jendela ini.")
        process.wait()
    except KeyboardInterrupt:
        pass
    finally:
        stop(process)
    say(f"JupyterLab ditutup. Pekerjaanmu ada di {workspace}")
    return 0


def invite(server: Server, workspace: Path, browser: bool) -> None:
    """Print the address, and open it in the browser if wanted and possible."""
    address = server.page(first_page(workspace))
    say(f"Sinau Desa terbuka di {address}")
    if browser and has_display(sys.platform, os.environ):
        webbrowser.open(address)
