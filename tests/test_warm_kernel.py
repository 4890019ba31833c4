"""A kernel that waits becomes the next notebook's, in its folder; without it a kernel starts as always."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from grader.warm_kernel import provisioner
from grader.warm_kernel.provisioner import LAUNCHER, MEMORY_NEEDED, START, Waiting, keep_one_ready

Run = Callable[[str], Awaitable[list[dict[str, Any]]]]
PATIENCE = 60  # seconds, for a busy machine


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Waiting]:
    """A server's process that waits, none but this one."""
    made = Waiting()
    monkeypatch.setattr(provisioner, "_waiting", made)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=MEMORY_NEEDED))
    factory = KernelProvisionerFactory.instance()
    monkeypatch.setattr(factory, "provisioners", dict(factory.provisioners))
    before = factory.default_provisioner_name
    yield made
    factory.default_provisioner_name = before
    if (left := made.alive()) is not None:
        left.kill()
        left.wait()


def with_kernel(folder: Path, use: Callable[[int, Run], Awaitable[None]]) -> None:
    """Start a kernel in a folder as Jupyter's server does and use it: its process, and a way to run cells."""

    async def whole() -> None:
        manager: Any = AsyncKernelManager()
        await manager.start_kernel(cwd=str(folder), env={**os.environ, "JPY_SESSION_NAME": "satu.ipynb"})
        client = manager.client()
        client.start_channels()
        try:
            await client.wait_for_ready(timeout=PATIENCE)

            async def run(code: str) -> list[dict[str, Any]]:
                said: list[dict[str, Any]] = []
                await client.execute_interactive(code, output_hook=said.append, timeout=PATIENCE)
                return [{"kind": one["msg_type"], **one["content"]} for one in said]

            await use(manager.provisioner.pid, run)
        finally:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)

    asyncio.run(whole())


def printed(said: list[dict[str, Any]]) -> str:
    return "".join(one["text"] for one in said if one["kind"] == "stream")


def test_the_process_that_waits_becomes_the_kernel_of_a_notebook(waiting: Waiting, tmp_path: Path) -> None:
    (tmp_path / "alat_saya.py").write_text("harga = 15_000\n", "utf-8")
    keep_one_ready()
    ready = waiting.alive()
    assert ready is not None

    async def use(pid: int, run: Run) -> None:
        assert pid == ready.pid
        where = "import os, sys; print(os.getcwd(), os.environ['JPY_SESSION_NAME'], 'pandas' in sys.modules)"
        assert printed(await run(where)) == f"{tmp_path} satu.ipynb True\n"
        assert printed(await run("import alat_saya; print('%d' % alat_saya.harga)")) == "15000\n"
        shown = await run("import matplotlib.pyplot as plt\nplt.bar(['a'], [1])\nNone")
        assert ["image/png" in one["data"] for one in shown if one["kind"] == "display_data"] == [True]

    with_kernel(tmp_path, use)
    assert waiting.alive() is not ready
    assert ready.wait(PATIENCE) is not None


def test_a_loop_without_end_is_interrupted(waiting: Waiting, tmp_path: Path) -> None:
    keep_one_ready()

    async def use(pid: int, run: Run) -> None:
        code = "import os, signal\nos.killpg(os.getpgid(0), signal.SIGINT)\nwhile True: pass"
        assert [one["ename"] for one in await run(code) if one["kind"] == "error"] == ["KeyboardInterrupt"]

    with_kernel(tmp_path, use)


def test_without_one_that_waits_a_kernel_starts_as_always(
    waiting: Waiting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=100_000_000))
    keep_one_ready()
    assert waiting.alive() is None

    async def use(pid: int, run: Run) -> None:
        assert printed(await run("print(6 * 7)")) == "42\n"

    with_kernel(tmp_path, use)


def test_one_that_died_is_no_kernel(waiting: Waiting, tmp_path: Path) -> None:
    waiting.make()
    died = waiting.alive()
    assert died is not None
    died.kill()
    died.wait()
    assert waiting.become("x.json", {}, tmp_path) is None
    waiting.make()
    assert waiting.alive() is not None


def test_it_is_one_however_often_it_is_asked_for(waiting: Waiting) -> None:
    waiting.make()
    first = waiting.alive()
    waiting.make()
    assert waiting.alive() is first


def test_it_ends_with_its_server() -> None:
    begin = (
        "from grader.warm_kernel import provisioner as p; p._waiting.make(); print(p._waiting.alive().pid)"
    )
    done = subprocess.run([sys.executable, "-c", begin], capture_output=True, text=True, check=True)
    left = psutil.Process(int(done.stdout)) if psutil.pid_exists(int(done.stdout)) else None
    if left is not None:
        left.wait(PATIENCE)


def test_where_kernels_come_from_elsewhere_nothing_waits(waiting: Waiting) -> None:
    factory = KernelProvisionerFactory.instance()
    factory.default_provisioner_name = "sinau-kamar"
    keep_one_ready()
    assert waiting.alive() is None
    assert factory.default_provisioner_name == "sinau-kamar"


def test_nothing_beside_a_notebook_is_taken_for_a_library(tmp_path: Path) -> None:
    for name in ("json", "random", "pandas"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('punya peserta')\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", START], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_kernel_of_the_course_is_started_in_the_known_way() -> None:
    command = AsyncKernelManager().format_kernel_cmd()
    assert (command[0], command[1:-1]) == (sys.executable, LAUNCHER)
