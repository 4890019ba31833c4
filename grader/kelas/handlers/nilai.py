"""Nilai: grade what is new, watch it, read what failed. The job lives in the server, not in the page."""

from __future__ import annotations

from tornado import web

from grader.kelas.handlers.base import Handler, View
from grader.kelas.snapshot import MuchToRead, Snapshot


class Grading(View):
    """The page with the one button."""

    def show(self) -> str:
        snapshot = None if self.room.jobs.current else self._snapshot()
        graded = snapshot.graded if snapshot else None
        known = {*graded.hand_ins, *graded.ungraded} if graded else self.room.folder.notebooks("submitted")
        return self.page(
            "nilai.html.j2",
            "nilai",
            last=self.room.jobs.latest.get("nilai"),
            report=snapshot.report if snapshot else None,
            handed_in=len(known),
        )

    def _snapshot(self) -> Snapshot | None:
        """None too while the class is read, which this page does not wait for."""
        try:
            return self.room.snapshot()
        except MuchToRead:
            return None

    def do(self) -> str:
        self.room.jobs.start("nilai")
        return self.address("nilai")


class Progress(Handler):
    """How far the running job is, for the script of the page."""

    @web.authenticated
    async def get(self) -> None:
        job = self.room.jobs.current
        self.finish(job.to_json() if job else {"running": False})
