"""nbgrader is imported without what makes it slow, and what it then lacks is there once it is used."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

IMPORT = """
import sys
from grader.notebooks.nbgrader_import import import_nbgrader
import_nbgrader()
import nbgrader.api, nbgrader.coursedir, nbgrader.utils, nbgrader.auth.jupyterhub as hub
"""


def run(code: str, *arguments: str) -> list[str]:
    command = [sys.executable, "-c", IMPORT + code, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def test_what_is_slow_and_not_used_is_not_imported() -> None:
    imported = set(run("print(*(name for name, module in sys.modules.items() if module))"))
    slow = {
        "setuptools",
        "requests.sessions",
        "rfc3986_validator",
        "rfc3987_syntax",
        "isoduration",
        "nbconvert",
    }
    assert not slow & imported


def test_what_was_put_off_works_when_it_is_used(tmp_path: Path) -> None:
    archive, target = tmp_path / "kiriman.zip", tmp_path / "isi"
    target.mkdir()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.txt", "a")
    said = run(
        "nbgrader.utils.unzip(*sys.argv[1:]); print(hub.requests.Session.__name__)", str(archive), str(target)
    )
    assert said == ["Session"]
    assert [path.name for path in target.iterdir()] == ["a.txt"]


def test_others_get_the_real_modules() -> None:
    code = "import requests; from setuptools import archive_util; import setuptools.archive_util as again\n"
    code += (
        "print(requests.get.__module__, archive_util.UnrecognizedFormat.__module__, again is archive_util)"
    )
    assert run(code) == ["requests.api", "setuptools.archive_util", "True"]
