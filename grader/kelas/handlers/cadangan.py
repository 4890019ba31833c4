"""Cadangan: copies of gradebook and marks, one click back, and one file for another laptop."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from tornado import web

from grader.classroom import backup
from grader.common.errors import SinauError
from grader.kelas.handlers.base import Handler, View

WHY = {
    "nilai": "sebelum menilai",
    "tulisan": "sebelum memeriksa tulisan",
    "sebelum-pulih": "sebelum memulihkan",
    "tombol": "dengan tombol",
}
_PIECE = 1_000_000


class Backups(View):
    """The list of copies."""

    def show(self) -> str:
        return self.page("cadangan.html.j2", "cadangan", backups=backup.backups(self.room.course), why=WHY)

    def do(self) -> str:
        room, now = self.room, datetime.now()
        if self.field("aksi") == "buat":
            backup.back_up(room.folder, "tombol", now)
            return self.address("cadangan", kata=room.say("Cadangan dibuat."))
        if running := room.jobs.current:
            raise SinauError(f"{running.title} sedang berjalan; tunggu sampai selesai.")
        backup.restore(room.folder, self.field("nama"), now)
        told = (
            "Buku nilai dipulihkan; keadaan tadi juga disimpan. Jalankan Nilai sekali supaya semuanya cocok."
        )
        return self.address("cadangan", kata=room.say(told))


class Move(Handler):
    """The whole class as one file, sent in pieces."""

    @web.authenticated
    async def get(self) -> None:
        room = self.room
        path = room.course / ".sinau" / "pindah.zip"
        if await self.made(lambda: backup.whole_class(room.folder, path)) is None:
            return
        self.set_header("Content-Type", "application/zip")
        name = quote(f"{room.course.name} {datetime.now():%d-%m-%Y}.zip")
        self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{name}")
        await self._send(path)

    async def _send(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    self.write(piece)
                    await self.flush()
        finally:
            path.unlink(missing_ok=True)
