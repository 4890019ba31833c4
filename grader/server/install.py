"""JupyterHub and its proxy, installed when a class server is first wanted: no learner's laptop needs them."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable

from grader.common.checkout import content_root
from grader.common.errors import SinauError

LOCK = "requirements-server.txt"
_NEEDED = ("jupyterhub", "configurable_http_proxy")


def is_installed() -> bool:
    """Whether this Python has what the class server needs."""
    return all(importlib.util.find_spec(name) is not None for name in _NEEDED)


def ensure_installed(say: Callable[..., None]) -> None:
    """Install the locked packages of the class server, once. Raises SinauError where that fails."""
    if is_installed():
        return
    say("Memasang server kelas. Ini sekali saja dan perlu internet; sesudahnya kelas jalan tanpa internet.")
    lock = content_root() / LOCK
    command = [sys.executable, "-P", "-m", "pip", "install", "--no-input", "--quiet", "--no-deps"]
    done = subprocess.run([*command, "--require-hashes", "-r", str(lock)], check=False)
    importlib.invalidate_caches()
    if done.returncode or not is_installed():
        raise SinauError("Server kelas belum terpasang: sambungkan laptop ke internet, lalu jalankan lagi.")
