"""How much of the tests a run takes: an ordinary one leaves out what is long and most of the notebooks,
``--lengkap`` (CI) nothing, ``--semua`` (once a week) adds the whole audit. Who names files or words gets all
that they name. What is long comes first, so that at the end no worker waits for another's last test.
"""

from __future__ import annotations

import subprocess
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
ORDINARY = "sinau_ordinary"
#: The fixture for which every notebook is released: a minute of two cores, for a notebook that was changed.
WORKSPACE = "shared_workspace"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The two options that take more than an ordinary run."""
    parser.addoption("--lengkap", action="store_true", help="setiap notebook dan semua tes yang lama")
    parser.addoption("--semua", action="store_true", help="seperti --lengkap, dengan seluruh audit")


def is_ordinary(config: pytest.Config) -> bool:
    """Whether this run is an ordinary one; a worker does as its controller."""
    told: dict[str, object] | None = getattr(config, "workerinput", None)
    if told is not None:
        return bool(told[ORDINARY])
    more = config.getoption("lengkap") or config.getoption("semua")
    named = config.args_source is pytest.Config.ArgsSource.ARGS or config.getoption("keyword")
    return not more and not named


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker how much is taken."""
    node.workerinput[ORDINARY] = is_ordinary(node.config)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what an ordinary run does not take; tests of one notebook go to the same worker."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    notebooks = {item: notebook for item in items if (notebook := notebook_of(item))}
    for item, notebook in notebooks.items():
        item.add_marker(pytest.mark.xdist_group(notebook))
    if not is_ordinary(config):
        return
    mended = changed()
    taken = sample(notebooks.values()) | mended

    def is_left_out(item: pytest.Item) -> bool:
        if item.get_closest_marker("long") or is_anothers_turn(item):
            return True
        if WORKSPACE in getattr(item, "fixturenames", ()):
            return notebooks.get(item) not in mended
        if item not in notebooks or notebooks[item] in mended:
            return False
        return notebooks[item] not in taken or is_one_of_many(item)

    left = [item for item in items if is_left_out(item)]
    items[:] = [item for item in items if not is_left_out(item)]
    config.hook.pytest_deselected(items=left)


def notebook_of(item: pytest.Item) -> str | None:
    """The file name, without its ending, of the notebook that a test marked ``per_notebook`` is about."""
    marker = item.get_closest_marker("per_notebook")
    if marker is None or not isinstance(item, pytest.Function):
        return None
    return Path(str(item.callspec.params[marker.args[0]])).name.removesuffix(".ipynb")


def is_one_of_many(item: pytest.Item) -> bool:
    """Of a test of a notebook of which there are ``every`` so many: whether another one stands for it."""
    marker = item.get_closest_marker("per_notebook")
    return marker is not None and zlib.crc32(item.name.encode()) % marker.kwargs.get("every", 1) > 0


def is_anothers_turn(item: pytest.Item) -> bool:
    """Of a test marked ``alternately``: whether its case is taken with another of the argument's values."""
    marker = item.get_closest_marker("alternately")
    if marker is None or not isinstance(item, pytest.Function):
        return False
    argument, values = marker.args
    value = item.callspec.params[argument]
    case = item.name.replace(value, "", 1)
    return bool(value != values[zlib.crc32(case.encode()) % len(values)])


def sample(notebooks: Iterable[str]) -> set[str]:
    """One notebook of each module: always the same ones, and none that somebody chose."""
    by_luck = sorted(set(notebooks), key=lambda name: zlib.crc32(name.encode()), reverse=True)
    return set({name[0]: name for name in by_luck}.values())


def changed() -> set[str]:
    """The notebooks that differ from the last commit but one; none where there is no git."""
    found = set()
    for question in (["diff", "--name-only", "HEAD~1"], ["ls-files", "--others", "--exclude-standard"]):
        answer = subprocess.run(["git", *question], cwd=ROOT, capture_output=True, text=True)
        found |= {Path(line).stem for line in answer.stdout.splitlines() if line.endswith(".ipynb")}
    return found
