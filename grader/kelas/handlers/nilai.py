"""Nilai: grade what is new, watch it, read what failed. The job lives in the server, not in the page."""

from __future__ import annotations

from tornado import web

from grader.kelas.handlers.base import Handler, View


class Grading(View):
    """The page with the one button."""

    def show(self) -> str:
        running = self.room.jobs.current
        snapshot = None if running else self.room.snapshot()
        graded = snapshot.graded if snapshot else None
        known = {*graded.hand_ins, *graded.ungraded} if graded else self.room.folder.notebooks("submitted")
        return self.page(
            "nilai.html.j2",
            "nilai",
            last=self.room.jobs.latest.get("nilai"),
            report=snapshot.report if snapshot else None,
            handed_in=len(known),
        )

    def do(self) -> str:
        self.room.jobs.start("nilai")
        return self.address("nilai")


class Progress(Handler):
    """How far the running job is, for the script of the page."""

    @web.authenticated
    async def get(self) -> None:
        job = self.room.jobs.current
        self.finish(job.to_json() if job else {"running": False})
