"""An ordinary run takes a notebook of each module and nothing long; who asks for more gets all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.extent import ORDINARY, ROOT, is_ordinary, sample

NOTEBOOKS = ["1-01-a", "1-02-b", "2-01-c", "2-02-d", "3-01-e"]


def config(named: bool = False, keyword: str = "", **options: bool) -> pytest.Config:
    """As pytest would make it of a command line."""
    source = pytest.Config.ArgsSource.ARGS if named else pytest.Config.ArgsSource.TESTPATHS
    chosen = {"lengkap": False, "semua": False, "keyword": keyword, **options}
    hook = SimpleNamespace(pytest_deselected=lambda items: None)
    return cast("pytest.Config", SimpleNamespace(args_source=source, getoption=chosen.__getitem__, hook=hook))


def test_what_an_ordinary_run_is() -> None:
    assert is_ordinary(config())
    assert not is_ordinary(config(lengkap=True))
    assert not is_ordinary(config(semua=True))
    assert not is_ordinary(config(named=True))
    assert not is_ordinary(config(keyword="jenang"))


def test_a_worker_does_as_its_controller() -> None:
    worker = SimpleNamespace(workerinput={ORDINARY: True}, args_source=pytest.Config.ArgsSource.ARGS)
    assert is_ordinary(cast("pytest.Config", worker))


def test_the_sample_has_one_of_each_module_whatever_their_order() -> None:
    chosen = sample(NOTEBOOKS)
    assert sorted(name[0] for name in chosen) == ["1", "2", "3"]
    assert sample(reversed(NOTEBOOKS)) == chosen


CASES = """
import pytest

@pytest.mark.per_notebook("notebook")
@pytest.mark.parametrize("notebook", ["1-01-a", "1-02-b", "2-01-c"])
def test_notebook(notebook): ...

@pytest.mark.long
def test_long(): ...

def test_short(): ...

@pytest.mark.alternately("who", ["root", "ordinary"])
@pytest.mark.parametrize("who", ["root", "ordinary"])
@pytest.mark.parametrize("case", ["a", "b", "c"])
def test_both(case, who): ...
"""
HOOKS = "from tests.extent import pytest_addoption, pytest_collection_modifyitems, pytest_configure_node"
SETTINGS = "[pytest]\nmarkers =\n  long\n  per_notebook\n  alternately\ntestpaths = .\n"


@pytest.mark.parametrize(("arguments", "taken"), [([], 6), (["--lengkap"], 11), (["test_cases.py"], 11)])
def test_what_is_long_and_most_notebooks_are_left_out(
    arguments: list[str], taken: int, tmp_path: Path
) -> None:
    (tmp_path / "test_cases.py").write_text(CASES, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(HOOKS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text(SETTINGS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert f"{taken} passed" in done.stdout, done.stdout + done.stderr
