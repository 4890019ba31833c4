"""A Jupyter server on one class folder, in front of which one of its extensions stands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.folder import ClassFolder
from grader.start.places import private_runtime_folder
from grader.start.server import Service, allow_root, serve_until_stopped, start_in_background


@dataclass(frozen=True)
class ClassServer:
    """How an extension is served: ``module`` is the program, ``page`` what is opened first."""

    name: str
    module: str
    page: str
    left: str
    """The sentence when it has been closed."""
    place: str
    """What its notes are called apart by; "" for nothing."""
    options: Callable[[Path, Path], list[str]]
    """(class folder, folder of notes) → what the command line says besides."""
    settings: Callable[[Path], Mapping[str, str]] = lambda runtime: {}
    """Folder of notes → what the environment says besides."""

    def serve(self, course: Path, browser: bool, port: int) -> int:
        """Run it in the class folder until it is stopped; its exit status.

        Raises SinauError where the folder is no class with exercises, or Jupyter does not open.
        """
        folder = ClassFolder(course)
        if not folder.assignments():
            raise folder.without_exercises()
        runtime = self.runtime_folder(folder.path)
        log = self.log(runtime)
        service = Service(
            name=self.name,
            runtime=runtime,
            log=log,
            start=lambda: self.start(folder.path, port, log),
            page=lambda: self.page,
            leave="Untuk selesai, tekan Ctrl+C di jendela ini.",
            left=self.left,
        )
        return serve_until_stopped(service, browser)

    def runtime_folder(self, course: Path) -> Path:
        """Where the server notes down its address."""
        return private_runtime_folder(course.resolve() / self.place)

    def log(self, runtime: Path) -> Path:
        """The file for what the server prints."""
        return runtime / f"{self.page}.log"

    def start(self, course: Path, port: int, log: Path) -> subprocess.Popen[bytes]:
        """Start the server in the background; what it prints goes to the file `log`."""
        runtime = self.runtime_folder(course)
        return start_in_background(self.command(course, port), course, self._environment(runtime), log)

    def command(self, course: Path, port: int) -> list[str]:
        """The command line of the server."""
        wanted = self.options(course.resolve(), self.runtime_folder(course))
        always = [f"--ServerApp.port={port}", "--no-browser", *allow_root()]
        return [sys.executable, "-P", "-m", self.module, *wanted, *always]

    def _environment(self, runtime: Path) -> dict[str, str]:
        """This environment with our interpreter's programs first: nbgrader calls some by name."""
        return {
            **os.environ,
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
            "JUPYTER_RUNTIME_DIR": str(runtime),
            **self.settings(runtime),
        }
