"""A Jupyter server in the background: found if it runs, started if not, announced, ended."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote

from grader.common.errors import SinauError
from grader.start.alone import alone
from grader.start.console import say


@dataclass(frozen=True)
class Server:
    """A running Jupyter server."""

    url: str  # ends with /
    token: str

    def page(self, path: str) -> str:
        """The address of a page, with the token that opens it."""
        return f"{self.url}{quote(path)}?token={self.token}"


@dataclass(frozen=True)
class Service:
    """A Jupyter server that one person uses, and the sentences about it."""

    name: str
    runtime: Path  # where it notes down its address and token
    log: Path
    start: "Callable[[], subprocess.Popen[bytes]]"
    page: Callable[[], str]  # what to open first
    leave: str
    left: str


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


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a browser window can be opened here (on Linux: X11, Wayland or WSL)."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))


def allow_root() -> list[str]:
    """What Jupyter's command line needs besides where the user is root; nothing for anybody else."""
    return ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def start_in_background(
    command: list[str], folder: Path, environment: Mapping[str, str], log: Path
) -> "subprocess.Popen[bytes]":
    """Start a server in its folder; what it prints goes to the file `log`."""
    with log.open("wb") as output:
        return subprocess.Popen(
            command,
            env=environment,
            cwd=folder,
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
        f"Jupyter tidak terbuka: jalankan lagi; bila tetap gagal, minta bantuan dengan mengirim berkas {log}."
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


def serve_until_stopped(service: Service, browser: bool) -> int:
    """Run the server until somebody closes it or presses Ctrl+C; returns the exit status."""
    with contextlib.ExitStack() as opening:  # another start waits, and then finds this one's server
        opening.enter_context(alone(service.runtime / "buka.lock"))
        return _serve_alone(service, browser, opening)


def _serve_alone(service: Service, browser: bool, opening: contextlib.ExitStack) -> int:
    """The same while no other start does it; `opening` is closed once the server can be found."""
    server = running_server(service.runtime)
    if server is not None:
        say(f"{service.name} sudah berjalan.")
        _invite(service, server, browser)
        return 0
    forget_dead_servers(service.runtime)
    process = service.start()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        server = wait_until_ready(process, service.runtime, service.log)
        opening.close()
        _invite(service, server, browser)
        say(service.leave)
        process.wait()
    except KeyboardInterrupt:
        pass
    finally:
        stop(process)
    say(service.left)
    return 0


def _invite(service: Service, server: Server, browser: bool) -> None:
    """Print the address, and open it in the browser if wanted and possible."""
    address = server.page(service.page())
    say(f"{service.name} terbuka di {address}")
    if browser and has_display(sys.platform, os.environ):
        webbrowser.open(address)
