"""nbgrader's Formgrader on a course folder, opened by one command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from grader.errors import SinauError
from grader.grading.course_folder import CourseFolder


def serve(course: Path, browser: bool, port: int) -> int:
    """Run Jupyter in the course folder with Formgrader in front, until it is stopped; its exit status.

    Raises SinauError where the folder is no course.
    """
    folder = CourseFolder(course)
    if not folder.assignments():
        raise SinauError(f"Belum ada latihan di {course}/source; buat kelasnya dengan: sinau course {course}")
    return subprocess.run(command(folder.path, port, browser), cwd=folder.path, env=environment()).returncode


def command(course: Path, port: int, browser: bool) -> list[str]:
    """The command line of the server; the trainer's own Jupyter settings may name another folder."""
    wanted = [
        f"--ServerApp.root_dir={course.resolve()}",
        "--LabApp.default_url=/formgrader",
        f"--ServerApp.port={port}",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        wanted.append("--allow-root")
    return [sys.executable, "-P", "-m", "jupyterlab", *wanted, *([] if browser else ["--no-browser"])]


def environment() -> dict[str, str]:
    """This environment with our interpreter's programs first: nbgrader calls some by name."""
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
    }
