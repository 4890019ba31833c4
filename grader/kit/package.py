"""This package as a learner gets it: a wheel of what their notebooks reach; no grading, no author's tools.

Its version names its content, so that pip replaces an older one, and the same content is the same file.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from grader.common.errors import SinauError
from grader.kit.lock import Locked
from grader.kit.modules import PACKAGE, imported_by_notebook, reached
from grader.knowledge_test import bank
from grader.start.kit import digest_of

#: What is imported by nobody's `import`: what notebooks offer, the server's pages, how it saves, how a hub
#: for many starts it, the kernel that waits, JupyterLab's Indonesian.
ENTRIES = (
    "grader.belajar",
    "grader.beranda",
    "grader.beranda.contents",
    "grader.beranda.pod",
    "grader.languagepack",
    "grader.warm_kernel",
)
#: What JupyterLab reads rather than Python.
SETTINGS = "jupyter"
NAME = "sinau-desa"
EPOCH = "315532800"  # 1980, the first day that a zip can tell

PROJECT = """\
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"

[project]
name = {name}
version = {version}
description = {description}
requires-python = {python}
license = {license}
dependencies = {dependencies}

[project.entry-points."jupyterlab.languagepack"]
id_ID = "grader.languagepack"

[tool.setuptools.packages.find]
include = ["grader", "grader.*"]

[tool.setuptools.package-data]
"*" = ["**/*"]
"""


def build_wheel(root: Path, notebooks: Iterable[bytes], folder: Path) -> Locked:
    """Build the wheel into `folder` for learners with these notebooks. Raises SinauError where that fails."""
    files = learner_files(root, notebooks)
    version = _version(root, files)
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "sumber"
        for name, data in {**files, "pyproject.toml": _project(root, version).encode()}.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(data)
        _run_pip(source, Path(place))
        [built] = Path(place).glob("*.whl")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / built.name).write_bytes(built.read_bytes())
    wheel = folder / built.name
    return Locked(NAME, version, "", wheel.name, digest_of(wheel), wheel.stat().st_size)


def learner_files(root: Path, notebooks: Iterable[bytes]) -> dict[str, bytes]:
    """The files of the wheel, by their names below the checkout."""
    templates = [path.read_bytes() for path in sorted((root / PACKAGE / "profil").glob("*.ipynb"))]
    named = {name for data in (*notebooks, *templates) for name in imported_by_notebook(data)}
    modules = reached(root, sorted({*ENTRIES, *named}))
    folders = {file.parent for name, file in modules.items() if file.name == "__init__.py"} - {root / PACKAGE}
    found = [
        *modules.values(),
        *(file for folder in (*folders, root / PACKAGE / SETTINGS) for file in _data(folder)),
    ]
    files = {file.relative_to(root).as_posix(): file.read_bytes() for file in sorted(found)}
    items = bank.FILE.relative_to(Path(bank.__file__).parents[2]).as_posix()
    return files | {items: bank.without_keys(files[items].decode()).encode()}


def _data(folder: Path) -> Iterator[Path]:
    """The files of a package that are no modules; those of packages in it are theirs."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not (path / "__init__.py").exists() and path.name != "__pycache__":
            yield from _data(path)
        elif path.is_file() and path.suffix not in {".py", ".pyc", ".md"}:
            yield path


def _version(root: Path, files: Mapping[str, bytes]) -> str:
    total = hashlib.sha256(_project(root, "0").encode())
    for name, data in sorted(files.items()):
        total.update(name.encode() + b"\0" + data)
    return f"{_declared(root)['version']}+kit.{total.hexdigest()[:12]}"


def _declared(root: Path) -> dict[str, object]:
    project: dict[str, object] = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    return project


def _project(root: Path, version: str) -> str:
    """The wheel's own pyproject.toml."""
    given = _declared(root)
    return PROJECT.format(
        name=json.dumps(NAME),
        version=json.dumps(version),
        description=json.dumps(given["description"]),
        python=json.dumps(given["requires-python"]),
        license=json.dumps(given["license"]),
        dependencies=json.dumps(given["dependencies"]),
    )


def _run_pip(source: Path, folder: Path) -> None:
    command = [
        *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-input", "--no-deps", "--no-index"),
        *("--no-build-isolation", "-w", str(folder), str(source)),
    ]
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    if done.returncode:
        raise SinauError(f"Paket untuk peserta tidak bisa dibuat: {done.stdout.strip()[-500:]}")
