"""Settings for all tests, a workspace that all workers share, and the table of notebook times at the end."""

from __future__ import annotations

import fcntl
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from grader.common.errors import SinauError
from grader.notebooks.nbgrader_import import import_nbgrader
from grader.sandbox import bubblewrap
from tests.extent import (  # noqa: F401  (hooks of pytest)
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_configure_node,
)

import_nbgrader()  # before a test imports it in the slow way

# Speed is measured by benchmarks; on a busy machine a deadline would only make tests flicker. Examples are
# the same each time: a change is judged, not its luck. `--hypothesis-profile jelajah` looks for new ones.
settings.register_profile("sinau", deadline=None, derandomize=True)
settings.register_profile("jelajah", deadline=None, max_examples=2000, print_blob=True)
settings.load_profile("sinau")


def pytest_sessionstart() -> None:
    """What no sandbox of root's could work with is said once, not by every test."""
    try:
        if sys.platform == "linux":
            bubblewrap.refuse_closed_folders()
    except SinauError as problem:
        pytest.exit(str(problem), returncode=1)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes do not name a test: an archive holds the second in which it was made, so that two workers which
    collect in different ones would collect different tests.
    """
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def shared_workspace(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A workspace as trainees get it, laid out once for all workers; copy from it, change nothing in it."""
    from grader.common.checkout import content_root
    from grader.curriculum.workspace import lay_out_workspace

    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    with (shared / "ruang.kunci").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lay_out_workspace(content_root(), shared / "ruang-bersama")
    return shared / "ruang-bersama"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what each notebook took (tests record it as the property "notebook")."""
    times = [
        (report.duration, name)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for key, name in report.user_properties
        if key == "notebook"
    ]
    if times:
        terminalreporter.section("detik per notebook")
        for seconds, name in sorted(times, reverse=True):
            terminalreporter.write_line(f"{seconds:7.1f}  {name}")
