"""pyproject.toml, the two locks and environment.yml name the same things."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from grader.start.places import checkout

ROOT = checkout()
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
LOCKS = ("requirements.txt", "requirements-test.txt", "requirements-server.txt")


def wanted(lines: list[str]) -> dict[str, Requirement]:
    """Requirements by their canonical names."""
    found = [Requirement(line) for line in lines]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def pins(lock: str) -> list[Requirement]:
    """The pins of a lock, one for each release (a package may have several, for different systems)."""
    text = (ROOT / lock).read_text("utf-8")
    return [Requirement(line.rstrip(" \\")) for line in text.splitlines() if re.match(r"[\w.-]+==", line)]


def versions(lock: str) -> dict[str, set[str]]:
    """The locked versions of each package."""
    found: dict[str, set[str]] = {}
    for pin in pins(lock):
        version = next(iter(pin.specifier)).version
        found.setdefault(canonicalize_name(pin.name), set()).add(version)
    return found


OPTIONAL = PROJECT["optional-dependencies"]
COURSE = wanted([*PROJECT["dependencies"], *OPTIONAL["trainer"]])
EXTRAS = wanted([*OPTIONAL["cluster"], *OPTIONAL["test"], *OPTIONAL["server"]])


def test_each_lock_satisfies_what_the_project_asks_for() -> None:
    server = wanted(OPTIONAL["server"])
    for lock, requirements in (
        (LOCKS[0], COURSE),
        (LOCKS[1], {**COURSE, **EXTRAS}),
        (LOCKS[2], {**COURSE, **server}),
    ):
        locked = versions(lock)
        assert set(requirements) <= set(locked)
        for name, requirement in requirements.items():
            assert all(requirement.specifier.contains(version) for version in locked[name]), (lock, name)


def test_the_tests_run_on_what_trainees_get() -> None:
    course, tests, server = (versions(lock) for lock in LOCKS)
    assert {name: tests[name] for name in course} == course
    assert {name: server[name] for name in course} == course
    assert {name: tests[name] for name in server} == server
    others = {"pytest", "playwright", "mypy", "frictionless", "dask", "jupyterhub"}
    assert not others & set(course), "trainees' download"


@pytest.mark.parametrize("lock", LOCKS)
def test_each_pin_has_a_hash_and_nothing_names_a_place(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if re.match(r"[\w.-]+==", line):
            assert line.endswith("\\")
            assert following.startswith("    --hash=sha256:")
        else:
            assert re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line), line


def test_conda_asks_for_the_same() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    conda = wanted([line for line in environment["dependencies"] if isinstance(line, str)])
    assert str(conda.pop("python").specifier) == PROJECT["requires-python"]
    del conda["pip"]
    assert {name: entry.specifier for name, entry in conda.items()} == {
        name: entry.specifier for name, entry in COURSE.items()
    }
    assert environment["dependencies"][-1] == {"pip": ["-e ."]}


def test_files_that_are_no_python_are_packaged_too() -> None:
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"]["grader"]
    packaged = {file for pattern in patterns for file in (ROOT / "grader").glob(pattern)}
    files = {  # documents beside the code are for maintainers, who have the checkout
        file
        for file in (ROOT / "grader").rglob("*")
        if file.is_file()
        and file.suffix not in (".py", ".pyc", ".md")
        and ".ipynb_checkpoints" not in file.parts
    }
    assert files - packaged == set()
