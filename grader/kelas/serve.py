"""`sinau kelas FOLDER`: the trainer's room on a class folder, served by Jupyter's own server."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from grader.classroom.folder import ClassFolder
from grader.start.places import private_runtime_folder
from grader.start.server import Service, allow_root, serve_until_stopped, start_in_background

#: Turns our extension on and all others off: no kernels' pages, no formgrader, no lab.
SETTINGS = Path(__file__).parent / "jupyter"


def serve(course: Path, browser: bool, port: int) -> int:
    """Run the room until it is stopped; its exit status.

    Raises SinauError where the folder is no class with exercises, or the server does not open.
    """
    folder = ClassFolder(course)
    if not folder.assignments():
        raise folder.without_exercises()
    runtime = runtime_folder(folder.path)
    log = runtime / "kelas.log"
    room = Service(
        name="Ruang Pelatih",
        runtime=runtime,
        log=log,
        start=lambda: start(folder.path, port, log),
        page=lambda: "kelas",
        leave="Untuk selesai, tekan Ctrl+C di jendela ini.",
        left="Ruang Pelatih ditutup. Semua yang kamu kerjakan tersimpan di folder kelas.",
    )
    return serve_until_stopped(room, browser)


def runtime_folder(course: Path) -> Path:
    """Where the room's server notes down its address; another place than formgrader's."""
    return private_runtime_folder(course.resolve() / "ruang-pelatih")


def start(course: Path, port: int, log: Path) -> subprocess.Popen[bytes]:
    """Start the server in the background; what it prints goes to the file `log`."""
    runtime = runtime_folder(course)
    return start_in_background(command(course, runtime, port), course, environment(runtime), log)


def command(course: Path, runtime: Path, port: int) -> list[str]:
    """The server's command line. Its own files are an empty folder: the class is shown by our pages alone."""
    root = runtime / "kosong"
    root.mkdir(exist_ok=True)
    wanted = [
        f"--ServerApp.root_dir={root}",
        "--ServerApp.default_url=/kelas",
        f"--ServerApp.port={port}",
        "--ServerApp.ip=localhost",
        "--ServerApp.terminals_enabled=False",
        f"--RuangPelatih.folder={course.resolve()}",
        "--no-browser",
        *allow_root(),
    ]
    return [sys.executable, "-P", "-m", "jupyter_server", *wanted]


def environment(runtime: Path) -> dict[str, str]:
    """This environment without the trainer's own Jupyter settings, our interpreter's programs first."""
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "PYTHONUTF8": "1",
        "JUPYTER_CONFIG_PATH": str(SETTINGS),
        "JUPYTER_CONFIG_DIR": str(runtime / "setelan"),
        "JUPYTER_DATA_DIR": str(runtime / "data"),
        "JUPYTER_RUNTIME_DIR": str(runtime),
    }
