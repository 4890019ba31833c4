"""The laptop goes out in the middle: what was saved and handed in, and who had signed in, is on the disk.

The class lies on a file system of its own, which is shut down as a power cut does it: what it has not written
to its disk by then is lost (`EXT4_IOC_SHUTDOWN`, the way in which file systems are tested themselves).
"""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from grader.bench.phone import Phone
from grader.classroom.collect import collect
from grader.classroom.folder import ClassFolder
from grader.notebooks.hand_in import Status
from tests.class_server import NEEDS_ROOT, ClassServer, make_class, start, stop

LESSON = "pelajaran/1-fondasi/1-04-tabel.ipynb"
EXERCISE = "latihan/1-02-hitung/1-02-hitung.ipynb"
SHUTDOWN, WITHOUT_WRITING = 0x8004587D, 2

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("kelas")]


@dataclass
class Disk:
    """A file system in a file."""

    image: Path
    place: Path

    def plug_in_elsewhere(self) -> None:
        """What has reached the disk, as another computer finds it: the old one may still be held."""
        later = self.image.with_suffix(".nanti")
        subprocess.run(["cp", "--sparse=always", self.image, later], check=True)
        self.image = later
        self.plug_in()

    def plug_in(self) -> None:
        """Mount it; after a cut its journal is read first."""
        self.place.mkdir(exist_ok=True)
        subprocess.run(["mount", "-o", "loop", self.image, self.place], check=True, capture_output=True)

    def unplug(self) -> None:
        subprocess.run(["umount", "--lazy", self.place], check=False, capture_output=True)

    def cut(self) -> None:
        """From here on nothing more reaches the disk."""
        handle = os.open(self.place, os.O_RDONLY)
        fcntl.ioctl(handle, SHUTDOWN, struct.pack("I", WITHOUT_WRITING))
        os.close(handle)


@contextmanager
def disk(folder: Path) -> Iterator[Disk]:
    made = Disk(folder / "disk.img", folder / "disk")
    if os.getuid() != 0 or not shutil.which("mkfs.ext4"):
        pytest.skip(NEEDS_ROOT)
    with made.image.open("wb") as file:
        file.truncate(600_000_000)
    subprocess.run(["mkfs.ext4", "-q", "-F", made.image], check=True)
    try:
        made.plug_in()
    except subprocess.CalledProcessError as problem:
        pytest.skip(f"no file system can be mounted here: {problem.stderr!r}")
    try:
        yield made
    finally:
        made.unplug()


def go_out(server: ClassServer, its_disk: Disk) -> None:
    """The battery is empty: all at once, and nothing is said to anybody."""
    its_disk.cut()
    supervisor = psutil.Process(server.process.pid)
    for process in (*reversed(supervisor.children(recursive=True)), supervisor):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    server.process.wait()
    its_disk.unplug()


async def work(phone: Phone) -> None:
    """Save a lesson, then hand an exercise in; the last that is heard of the class are its two answers."""
    notebook = await phone.read_file(LESSON)
    notebook["content"]["metadata"]["catatan"] = "milik Siti"
    cells = (await phone.read_file(EXERCISE))["content"]["cells"]
    sources = [cell["source"] for cell in cells if cell["cell_type"] == "code"]
    await phone.start_kernel(EXERCISE)
    await phone.run(next(source for source in sources if "import" in source and "kumpulkan" in source))
    await phone.save(LESSON, notebook["content"])
    shown = await phone.run(next(source for source in sources if source.strip() == "kumpulkan()"))
    assert "Sudah dikumpulkan" in shown, shown


def test_what_was_answered_is_on_the_disk(tmp_path: Path, shared_workspace: Path) -> None:
    with disk(tmp_path) as its_disk:
        state, pins = make_class(its_disk.place, shared_workspace)
        os.sync()  # the class was made the day before
        server = start(state, pins, tmp_path / "satu.log")

        async def day() -> None:
            async with server.phone("PNG-001") as siti:
                await siti.sign_in(pins["PNG-001"])
                await siti.open_lab()
                await work(siti)
                go_out(server, its_disk)
                its_disk.plug_in_elsewhere()
                again = start(state, pins, tmp_path / "dua.log")
                server.process, siti.url = again.process, again.url
                await siti.open_lab()  # nobody signs in again
                kept = await siti.read_file(LESSON)
                assert kept["content"]["metadata"]["catatan"] == "milik Siti"

        try:
            asyncio.run(day())
            assert_handed_in(state.course)
        finally:
            stop(server)


def assert_handed_in(course: Path) -> None:
    folder = ClassFolder(course)
    found = collect(course / "kotak-masuk", folder, folder.roster(), folder.exercises())
    assert [(one.participant, one.status) for one in found] == [("PNG-001", Status.ACCEPTED)]


def test_lessons_that_were_just_laid_out_are_whole_the_next_time(
    tmp_path: Path, shared_workspace: Path
) -> None:
    with disk(tmp_path) as its_disk:
        state, pins = make_class(its_disk.place, shared_workspace)
        os.sync()
        server = start(state, pins, tmp_path / "satu.log")
        try:
            assert server.in_notebook("PNG-002", "1 + 1") == ["2"]
            go_out(server, its_disk)
            its_disk.plug_in_elsewhere()
            server = start(state, pins, tmp_path / "dua.log")
            assert server.in_notebook("PNG-002", "1 + 1") == ["2"]
            home = state.homes / "PNG-002"
            for place in shared_workspace.rglob("*.ipynb"):
                assert (home / place.relative_to(shared_workspace)).stat().st_size, place.name
            assert not list(home.rglob("*(versi baru)*"))
        finally:
            stop(server)
