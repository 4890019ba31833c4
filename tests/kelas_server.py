"""The trainer's room on a class, started as `sinau kelas` does, and a browser without eyes to ask it."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from grader.kelas.serve import ROOM
from grader.start.server import Server, stop, wait_until_ready

PATIENCE = 120  # seconds; no answer takes that long unless a whole suite runs beside it


def own_port() -> int:
    """A port of this test process."""
    return 8970 + 20 * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@contextmanager
def room(course: Path) -> Iterator[Server]:
    """The server of `sinau kelas` on a class."""
    runtime = ROOM.runtime_folder(course)
    process = ROOM.start(course, own_port(), runtime / "kelas.log")
    try:
        yield wait_until_ready(process, runtime, runtime / "kelas.log")
    finally:
        stop(process)
        shutil.rmtree(runtime)


class Visitor:
    """A trainer's browser: it has opened the address with the token and keeps its cookies."""

    def __init__(self, server: Server) -> None:
        self.client = httpx.Client(base_url=f"{server.url}kelas/", follow_redirects=True, timeout=PATIENCE)
        self.client.get(server.page("kelas/masuk"))

    def page(self, name: str, **query: str) -> str:
        """A page that can be shown."""
        answer = self.client.get(name, params=query)
        assert answer.status_code == 200, answer.text
        return answer.text

    def send(self, name: str, **fields: str | list[str]) -> httpx.Response:
        """Send a form of the room's."""
        return self.client.post(name, data={"_xsrf": self.client.cookies["_xsrf"], **fields})

    def upload(self, box: str, files: dict[str, bytes]) -> str:
        """Drop files on Masuk; the page that follows."""
        about = json.dumps([{"jalur": name, "waktu": None} for name in files])
        parts = [("berkas", ("berkas", content)) for content in files.values()]
        answer = self.client.post(
            "unggah",
            data={"_xsrf": self.client.cookies["_xsrf"], "kotak": box, "selesai": "1", "tentang": about},
            files=parts,
            follow_redirects=False,  # httpx would send the form's headers along
        )
        assert answer.status_code == 303, answer.text
        return self.client.get(answer.next_request.url).text if answer.next_request else ""

    def wait_for_the_job(self) -> None:
        """Until what runs in the server has ended."""
        while '"running": true' in self.page("pekerjaan"):
            time.sleep(0.1)
