"""nbgrader's Formgrader on a course folder, opened by one command."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from grader.classroom.folder import ClassFolder
from grader.start.places import private_runtime_folder
from grader.start.server import Service, allow_root, serve_until_stopped, start_in_background


def serve(course: Path, browser: bool, port: int) -> int:
    """Run Jupyter in the course folder with Formgrader in front, until it is stopped; its exit status.

    Raises SinauError where the folder is no course, or Jupyter does not open.
    """
    folder = ClassFolder(course)
    if not folder.assignments():
        raise folder.without_exercises()
    place = folder.path.resolve()
    log = private_runtime_folder(place) / "formgrader.log"
    formgrader = Service(
        name="Formgrader",
        runtime=log.parent,
        log=log,
        start=lambda: start_in_background(command(place, port), place, environment(place), log),
        page=lambda: "formgrader",
        leave="Untuk selesai, tekan Ctrl+C di jendela ini.",
        left="Formgrader ditutup. Nilaimu tersimpan di buku nilai kelas.",
    )
    return serve_until_stopped(formgrader, browser)


def command(course: Path, port: int) -> list[str]:
    """The command line of the server; the trainer's own Jupyter settings may name another folder."""
    wanted = [
        f"--ServerApp.root_dir={course.resolve()}",
        "--LabApp.default_url=/formgrader",
        f"--ServerApp.port={port}",
        "--no-browser",
        *allow_root(),
    ]
    return [sys.executable, "-P", "-m", "jupyterlab", *wanted]


def environment(course: Path) -> dict[str, str]:
    """This environment with our interpreter's programs first: nbgrader calls some by name."""
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "JUPYTER_RUNTIME_DIR": str(private_runtime_folder(course)),
    }
