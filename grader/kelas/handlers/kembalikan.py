"""Kembalikan: one page a person, what is new, and what has been sent."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from tornado import web

from grader.kelas import returning
from grader.kelas.handlers.base import FEEDBACK_POLICY, Handler, View
from grader.reports.feedback import PEOPLE


class Returning(View):
    """The list of pages; making them is a job."""

    def show(self) -> str:
        room, gradebook = self.room, self.room.folder.gradebook_file
        letters = returning.letters(room.course, room.folder.roster())
        return self.page(
            "kembalikan.html.j2",
            "kembalikan",
            letters=letters,
            new=[letter for letter in letters if letter.new],
            behind=gradebook is not None and returning.is_behind(room.course, gradebook),
            last=room.jobs.latest.get("kembalikan"),
        )

    def do(self) -> str:
        if self.field("aksi") == "siapkan":
            self.room.jobs.start("kembalikan")
            return self.address("kembalikan")
        codes = self.get_arguments("kode")
        returning.mark_sent(self.room.course, codes, datetime.now())
        return self.address("kembalikan", kata=self.room.say(f"{len(codes)} halaman ditandai terkirim."))


def offer(handler: Handler, name: str, kind: str, content: bytes) -> None:
    """Answer with a file to keep."""
    handler.set_header("Content-Type", kind)
    handler.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name)}")
    handler.finish(content)


class PersonPage(Handler):
    """One person's page: to keep, or (``lihat``) to look at, where it runs nothing."""

    policy = FEEDBACK_POLICY

    @web.authenticated
    async def get(self) -> None:
        letters = returning.letters(self.room.course, self.room.folder.roster())
        letter = next((each for each in letters if each.code == self.field("kode")), None)
        if letter is None:
            raise web.HTTPError(404)
        content = (self.room.course / PEOPLE / letter.file).read_bytes()
        if self.field("lihat"):
            self.set_header("Content-Type", "text/html; charset=UTF-8")
            self.finish(content)
        else:
            offer(self, letter.file, "text/html; charset=UTF-8", content)


class NewPages(Handler):
    """The pages that are new as one zip (``semua``: all of them)."""

    @web.authenticated
    async def get(self) -> None:
        letters = returning.letters(self.room.course, self.room.folder.roster())
        chosen = [letter for letter in letters if letter.new or self.field("semua")]
        name = f"umpan balik {datetime.now():%d-%m-%Y}.zip"
        offer(self, name, "application/zip", returning.archive(self.room.course, chosen))
