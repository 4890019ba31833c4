"""Minggu and Rekap: the class over its weeks, on screen, on paper and as a workbook."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tornado import web

from grader.classroom.arrivals import Arrivals
from grader.classroom.collect_problems import read_problems
from grader.classroom.roster import Participant
from grader.common.errors import SinauError
from grader.kelas import recap, weeks
from grader.kelas.handlers.base import FEEDBACK_POLICY, NO_LIST, Handler, View
from grader.kelas.handlers.kembalikan import offer
from grader.kelas.snapshot import must_be_graded
from grader.reports.report_page import certificates, not_isolated, render_report


class Weeks(View):
    """Progress, attendance, who has left, certificates."""

    def show(self) -> str:
        room = self.room
        snapshot = must_be_graded(room.snapshot())
        for day in (weeks.day_to_keep(room.folder), date.today()):
            if day is not None:
                weeks.keep(room.course, snapshot, day)
        reports = weeks.by_week(weeks.kept(room.course))
        days = weeks.attendance(room.folder, snapshot)
        return self.page(
            "minggu.html.j2",
            "minggu",
            reports=[(weeks.week_of(date.fromisoformat(report.day)), report) for report in reports],
            days=days,
            by_week=weeks.hand_ins_by_week(days),
            report=snapshot.report,
            tests=room.tests(),
            noticed=weeks.noticed(snapshot, Arrivals(room.course).known),
            certificate=certificates(room.course, snapshot.report),
            last=room.jobs.latest.get("sertifikat"),
        )

    def do(self) -> str:
        self.room.jobs.start("sertifikat")
        return self.address("minggu")


class Report(View):
    """The whole report of the class as it stands, to read; it runs nothing."""

    policy = FEEDBACK_POLICY

    def show(self) -> str:
        course, report = self.room.course, must_be_graded(self.room.snapshot()).report
        return render_report(
            report,
            datetime.now(UTC).replace(tzinfo=None),
            read_problems(self.room.folder),
            certificates(course, report),
            weak=not_isolated(course, [exercise.id for exercise in report.exercises]),
        )


class Recap(View):
    """What to hand on: the workbook, and pages to print."""

    def show(self) -> str:
        snapshot = self.room.snapshot()
        report = snapshot.report if snapshot else None
        return self.page("rekap.html.j2", "rekap", report=report, tests=self.room.tests())


class Paper(View):
    """A page to print: scores, or before the first day already code slips and an empty list to sign."""

    def show(self) -> str:
        wanted = self.field("apa")
        if wanted == "nilai":
            report = must_be_graded(self.room.snapshot()).report
            return self.page("cetak-nilai.html.j2", "rekap", report=report)
        if wanted not in ("kode", "daftar-hadir"):
            raise SinauError("Halaman cetak itu tidak ada.")
        return self.page(f"cetak-{wanted}.html.j2", "rekap", people=self._people())

    def _people(self) -> list[Participant]:
        """The class by name: its list, or where it has none those who handed something in."""
        roster = self.room.folder.roster()
        if roster is not None:
            here = [person for person in roster if not person.left]
            return sorted(here, key=lambda person: (person.name.casefold(), person.code))
        snapshot = self.room.snapshot()
        if snapshot is None:
            raise SinauError(NO_LIST)
        return [row.trainee for row in snapshot.report.rows]


class Workbook(Handler):
    """The recap as .xlsx."""

    @web.authenticated
    async def get(self) -> None:
        name = f"rekap {self.room.course.name} {datetime.now():%d-%m-%Y}.xlsx"
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        content = await self.made(self._made)
        if content is not None:
            offer(self, name, kind, content)

    def _made(self) -> bytes:
        snapshot = must_be_graded(self.room.snapshot())
        days = weeks.attendance(self.room.folder, snapshot)
        return recap.workbook(snapshot.report, days, self.room.tests())
