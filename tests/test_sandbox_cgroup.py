"""The control group around a sandbox: made where it may be, done without where it may not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.sandbox import cgroup
from grader.sandbox.cgroup import Group
from grader.sandbox.client import Sandbox
from grader.sandbox.job import Job, JobResult, Step
from grader.sandbox.limits import MIB, Limits

#: It stays until the watcher has looked: on a busy machine a bomb alone may be over before that.
FORK_BOMB = """
import os, time
for _ in range(400):
    try:
        child = os.fork()
    except OSError:
        break
    if child == 0:
        time.sleep(15)
        os._exit(0)
time.sleep(15)
"""
#: Kernel memory that no process shows as its own: full pipes, some 400 MiB of them.
PIPES = """
import os, time
for _ in range(50):
    if os.fork() == 0:
        for _ in range(120):
            _, end = os.pipe()
            os.set_blocking(end, False)
            os.write(end, bytes(1 << 16))
        time.sleep(3)
        os._exit(0)
while True:
    try:
        os.wait()
    except ChildProcessError:
        break
"""


def run(box: Sandbox, source: str, **limits: float) -> JobResult:
    return box.run(Job((Step("cell", "1", source),), {}, Limits(**limits)))  # type: ignore[arg-type]


def test_with_a_group_or_without_one_the_limits_hold() -> None:
    """With a group its files hold the limits; without one the watcher alone does the same work."""
    with Sandbox() as box:
        box.start()
        group = getattr(box._learners.process, "_group", None)
        assert run(box, "x = 1").ended == "ok"
        if group:
            assert int((group.path / "pids.max").read_text()) == Limits().processes * 2 + 8
            assert group.path.is_dir()
        assert run(box, FORK_BOMB).ended == "processes"
        hoard = run(box, PIPES, memory_mib=64, disk_mib=1)
        assert hoard.ended == ("memory" if group else "ok"), hoard
        assert run(box, "x = 1").ended == "ok"
    assert group is None or not group.path.exists()


def test_a_group_is_limited_beyond_what_the_warm_interpreter_has(tmp_path: Path) -> None:
    (tmp_path / "memory.current").write_text(f"{300 * MIB}\n")
    Group(tmp_path).limit(Limits(memory_mib=200, disk_mib=50, processes=10))
    assert (tmp_path / "memory.max").read_text() == str((300 + 200 + 2 * 50 + cgroup.SLACK_MIB) * MIB)
    assert (tmp_path / "memory.swap.max").read_text() == "0"
    assert (tmp_path / "pids.max").read_text() == "28"


def test_a_group_for_a_room_has_its_bounds_for_good(tmp_path: Path) -> None:
    Group(tmp_path).bound(1_500 * MIB, 200)
    assert (tmp_path / "memory.max").read_text() == str(1_500 * MIB)
    assert (tmp_path / "pids.max").read_text() == "200"


def test_kills_for_memory_are_counted(tmp_path: Path) -> None:
    (tmp_path / "memory.events").write_text("low 0\nhigh 0\nmax 31\noom 2\noom_kill 3\noom_group_kill 0\n")
    assert Group(tmp_path).memory_kills() == 3


def test_no_group_where_none_may_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An ordinary folder takes a subfolder but has no controllers: the folder goes away again."""
    monkeypatch.setattr(cgroup, "_places", lambda: [tmp_path, tmp_path / "tidak-ada"])
    assert cgroup.make() is None
    assert list(tmp_path.iterdir()) == []


def test_a_group_needs_both_controllers_and_has_to_take_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cgroup, "_places", lambda: [tmp_path])
    monkeypatch.setattr(Group, "remove", lambda group: None)

    def made_with(controllers: str) -> Group | None:
        monkeypatch.setattr(Path, "mkdir", lambda path: _lay_down(path, controllers))
        return cgroup.make()

    assert made_with("cpu memory") is None
    made = made_with("cpu memory pids")
    assert made is not None
    assert made.starting(["true"])[3:] == [str(made.path / "cgroup.procs"), "true"]
    assert (made.path / "cgroup.procs").read_text() == "0\n"


def _lay_down(path: Path, controllers: str) -> None:
    """A folder that looks like a new group."""
    os.makedirs(path)  # noqa: PTH103  (Path.mkdir is what is replaced)
    (path / "cgroup.controllers").write_text(controllers)
