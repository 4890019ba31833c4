"""nbgrader's Formgrader on a class folder, opened by one command."""

from __future__ import annotations

from pathlib import Path

from grader.classroom.jupyter import ClassServer


def _options(course: Path, runtime: Path) -> list[str]:
    """The trainer's own Jupyter settings may name another folder."""
    return [f"--ServerApp.root_dir={course}", "--LabApp.default_url=/formgrader"]


FORMGRADER = ClassServer(
    name="Formgrader",
    module="jupyterlab",
    page="formgrader",
    left="Formgrader ditutup. Nilaimu tersimpan di buku nilai kelas.",
    place="",
    options=_options,
)
