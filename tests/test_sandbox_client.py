"""The grader's side of the wall: it survives its sandbox and tells the child nothing early."""

from __future__ import annotations

import concurrent.futures
import contextlib
import fcntl
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sandboxes import IDENTITIES, processes_with, sandbox_as, shared_sandbox

from grader.common.errors import SinauError
from grader.sandbox import bubblewrap
from grader.sandbox.client import Sandbox
from grader.sandbox.job import Job, Step
from grader.sandbox.limits import Limits

HONEST = Job((Step("cell", "sel", "x = 2\nx + 1"),))


def assert_works(box: Sandbox) -> None:
    result = box.run(HONEST)
    assert result.ended == "ok", result
    assert result.steps[0].outputs[0]["data"]["text/plain"] == "3"


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def children_of(pid: int) -> list[int]:
    """Those of all its threads that live; one that has ended may still be listed."""
    listed: list[str] = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            listed += children.read_text().split()
    return [int(child) for child in listed if _state(child) not in ("", "Z")]


def _state(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0]
    except OSError:
        return ""


def descendants(pid: int) -> list[int]:
    found = children_of(pid)
    for child in list(found):
        found += descendants(child)
    return found


@pytest.mark.parametrize("limit", ["-n 64", "-f 4000", "-t 30", "-v 800000"])
def test_a_smaller_limit_of_this_computer_stays(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may not raise it could not start any job."""
    command = bubblewrap.command
    lowered = ["sh", "-c", f'ulimit {limit}; exec "$@"', "sh"]
    monkeypatch.setattr(bubblewrap, "command", lambda *given: [*lowered, *command(*given)])
    with Sandbox() as box:
        assert_works(box)


def test_a_sandbox_that_dies_is_a_result_and_is_replaced() -> None:
    before = set(descendants(os.getpid()))

    def kill() -> None:
        for pid in set(descendants(os.getpid())) - before:
            with contextlib.suppress(ProcessLookupError):  # its parent's end was its own
                os.kill(pid, signal.SIGKILL)

    marker = f"sinau-dibunuh-{os.getpid()}"
    steps = (Step("cell", "a", f"!sleep 600 # {marker}"), Step("cell", "b", "1"))
    with Sandbox() as box, concurrent.futures.ThreadPoolExecutor() as pool:
        assert_works(box)
        waiting = pool.submit(box.run, Job(steps))
        wait_until(lambda: processes_with(marker) != [])
        kill()  # in the middle of a job
        result = waiting.result(timeout=60)
        assert result.ended == "killed"
        assert [step.status for step in result.steps] == ["error", "not_reached"]
        assert_works(box)
        kill()  # between two jobs
        wait_until(lambda: set(descendants(os.getpid())) <= before)
        assert_works(box)
        box.close()
        assert set(descendants(os.getpid())) <= before


def test_a_killed_grader_takes_its_sandbox_with_it() -> None:
    marker = f"sinau-yatim-{os.getpid()}"
    program = (
        "from grader.sandbox.client import Sandbox\nfrom grader.sandbox.job import Job, Step\n"
        "box = Sandbox(); box.start(); print(1, flush=True)\n"
        f"box.run(Job((Step('cell', 'a', \"!sleep 60 # {marker}\"),)))"
    )
    grader = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert grader.stdout is not None
    assert grader.stdout.readline() == b"1\n"
    wait_until(
        lambda: any("sleep" in line and "-c from grader" not in line for line in processes_with(marker))
    )
    grader.kill()
    grader.wait()
    grader.stdout.close()
    wait_until(lambda: processes_with(marker) == [])


def test_without_bubblewrap_one_sentence_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    bubblewrap.find.cache_clear()
    try:
        with pytest.raises(SinauError, match="sudo apt-get install bubblewrap"):
            Sandbox()
        assert_works(shared_sandbox(wall=False))
    finally:
        bubblewrap.find.cache_clear()


@pytest.mark.skipif(os.getuid() != 0, reason="an ordinary user's sandbox reads what that user may read")
def test_folders_that_only_root_may_read_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As after `umask 077; git clone`: the sandbox's user owns nothing."""
    closed = tmp_path / "salinan (1)"
    closed.mkdir(mode=0o700)
    seen = bubblewrap.visible_paths()
    monkeypatch.setattr(bubblewrap, "visible_paths", lambda: [*seen, closed])
    with pytest.raises(SinauError, match=r"chmod -R a\+rX '.*salinan \(1\)'$"):
        Sandbox()
    closed.chmod(0o755)
    Sandbox().close()


def test_a_system_that_forbids_namespaces_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    complaint = "echo 'bwrap: setting up uid map: Permission denied' >&2; exit 1"
    monkeypatch.setattr(bubblewrap, "command", lambda *given: ["/bin/sh", "-c", complaint])
    with Sandbox() as box, pytest.raises(SinauError, match="sudo sysctl"):
        box.start()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can be without root's rights")
def test_a_container_without_the_rights_for_namespaces_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    command = bubblewrap.command
    bounded = ["setpriv", "--bounding-set", "-sys_admin", "--"]
    monkeypatch.setattr(bubblewrap, "command", lambda *given: [*bounded, *command(*given)])
    with Sandbox() as box, pytest.raises(SinauError, match="--privileged"):
        box.start()


SECRET = "".join(
    chr(ord("a") + number) for number in (18, 8, 13, 0, 20, 17, 0, 7, 0, 18, 8, 0)
)  # not in any source


@pytest.mark.parametrize("identity", IDENTITIES)
def test_a_test_reaches_the_child_only_when_its_turn_comes(identity: str) -> None:
    look = f"""
import gc, sys
letters = [{", ".join(str(ord(letter)) for letter in SECRET)}]
needle = bytes(letters)
mine = 0
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb") as memory:
    for line in maps:
        span, rights = line.split()[:2]
        if rights.startswith("rw"):
            start, end = (int(part, 16) for part in span.split("-"))
            memory.seek(start)
            try:
                mine += memory.read(end - start).count(needle)
            except (OSError, ValueError):
                pass
mine
"""
    search, test = Step("cell", "cari", look), Step("test", "tes", f"kunci = '{SECRET}'\nassert kunci")
    with sandbox_as(identity, Limits()) as box:
        results = [box.run(Job(steps)) for steps in ((search,), (search, test), (test, search))]
    never, before, after = [int(result.step("cari").outputs[0]["data"]["text/plain"]) for result in results]
    assert [result.ended for result in results] == ["ok"] * 3
    assert before == never  # the search finds itself
    assert after > never


def test_two_sandboxes_work_at_the_same_time() -> None:
    marks = [f"600.{number}{os.getpid()}" for number in range(2)]
    sources = [f"import subprocess\nsubprocess.run(['sleep', '{mark}'])" for mark in marks]
    with Sandbox() as first, Sandbox() as second, concurrent.futures.ThreadPoolExecutor(2) as pool:
        jobs = [Job((Step("cell", "a", source),), limits=Limits(cell_seconds=50)) for source in sources]
        waiting = [pool.submit(box.run, job) for box, job in zip((first, second), jobs, strict=True)]
        wait_until(lambda: all(processes_with(mark) for mark in marks))
        for pid in descendants(os.getpid()):
            with contextlib.suppress(OSError):  # it has ended
                if any(mark in Path(f"/proc/{pid}/cmdline").read_text() for mark in marks):
                    os.kill(pid, signal.SIGKILL)
        assert [one.result(timeout=60).ended for one in waiting] == ["ok", "ok"]


def test_one_sandbox_is_shared_by_threads() -> None:
    jobs = [Job((Step("cell", "a", f"{number} * 2"),)) for number in range(12)]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        results = list(pool.map(shared_sandbox().run, jobs))
    assert [int(result.steps[0].outputs[0]["data"]["text/plain"]) for result in results] == list(
        range(0, 24, 2)
    )


def test_trusted_jobs_run_one_after_the_other_without_a_sandbox() -> None:
    jobs = [HONEST, Job((Step("cell", "a", "import os; os._exit(3)"), Step("cell", "b", "1"))), HONEST]
    with Sandbox(wall=False) as plain:
        first, ended, last = map(plain.run, jobs)
    assert first.ended == last.ended == "ok"
    assert ended.ended == "exit"
    assert "3" in ended.reason
    assert [step.status for step in ended.steps] == ["error", "not_reached"]


def test_file_locks_that_others_hold_end_no_job(tmp_path: Path) -> None:
    one_byte = "hhqqi4x"
    with (tmp_path / "dikunci").open("wb") as file:
        for command in (fcntl.F_OFD_SETLK, fcntl.F_SETLK):
            for n in range(1500):
                at = 2 * n if command == fcntl.F_SETLK else 100_000 + 2 * n
                fcntl.fcntl(file, command, struct.pack(one_byte, fcntl.F_WRLCK, 0, at, 1, 0))
        assert Path("/proc/locks").read_text(encoding="ascii").count("\n") > 2900
        job = Job((Step("cell", "sel", "import time; time.sleep(0.3)"),))
        assert shared_sandbox().run(job).ended == "ok"


def test_a_job_without_steps_and_one_with_many() -> None:
    box = shared_sandbox()
    assert box.run(Job(())).ended == "ok"
    result = box.run(Job(tuple(Step("cell", str(number), f"x = {number}\nx") for number in range(300))))
    assert result.ended == "ok"
    assert result.steps[-1].outputs[0]["data"]["text/plain"] == "299"


def test_big_files_and_big_sources_arrive() -> None:
    content = os.urandom(5_000_000)
    source = (
        "import hashlib\nprint(hashlib.sha1(open('a.bin', 'rb').read()).hexdigest())\n"
        + "# "
        + "x" * 2_000_000
    )
    result = shared_sandbox().run(Job((Step("cell", "a", source),), {"a.bin": content}))
    import hashlib

    assert result.steps[0].outputs[0]["text"].strip() == hashlib.sha1(content).hexdigest()


def test_more_files_than_the_scratch_space_holds_end_the_job() -> None:
    limits = Limits(disk_mib=1, file_mib=8)
    with Sandbox(limits) as box:
        result = box.run(Job((Step("cell", "a", "1"),), {"a.bin": bytes(3 << 20)}, limits))
        assert result.ended == "exit"
        assert_works(box)


def test_memory_error_is_an_error_of_the_cell() -> None:
    limits = Limits(memory_mib=128)
    job = Job(
        (Step("cell", "a", "a = bytearray(2**30)"), Step("cell", "b", "print('lanjut')")), limits=limits
    )
    result = shared_sandbox().run(job)
    assert result.steps[0].error is not None
    assert result.steps[0].error.ename == "MemoryError"
    assert result.steps[1].status == "ok"


def test_what_was_used_is_told() -> None:
    source = "import time\na = bytearray(150 * 2**20)\nend = time.process_time() + 0.3\n"
    source += "while time.process_time() < end: pass"
    result = shared_sandbox().run(Job((Step("cell", "a", source),)))
    assert 0.3 < result.cpu < 3
    assert 140 < result.memory_mib < 250
    assert result.seconds >= result.steps[0].seconds >= 0.3
