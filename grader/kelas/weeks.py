"""A class over its weeks: what each day's report said, and on which days people handed something in."""

from __future__ import annotations

import contextlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from grader.classroom.arrivals import Arrival
from grader.classroom.folder import OLDER, ClassFolder
from grader.classroom.roster import Participant
from grader.common.errors import SinauError
from grader.common.files import read_kept
from grader.common.layout import write_atomic

if TYPE_CHECKING:  # `sinau grade` needs none of it
    from grader.kelas.snapshot import Snapshot
    from grader.reports.graded_class import ClassExercise

DAYS = Path("laporan") / "harian"
#: A hand-in that comes so long after half of the class is late.
AFTER_THE_CLASS = timedelta(days=7)
_OLDER_NAME = re.compile(r"_(\d{8}T\d{6})Z_[0-9a-f]{12}\.ipynb")


@dataclass(frozen=True)
class DayReport:
    """How the class stood at the end of a day; ``share`` is the mean of what has been marked (0 to 1)."""

    day: str
    taught: list[str]
    people: int
    handed_in: int
    expected: int
    share: float | None
    needs_help: int
    waiting: int


def keep(course: Path, snapshot: Snapshot, today: date) -> DayReport:
    """Keep today's report; a later one of the same day takes its place. Raises SinauError."""
    report = snapshot.report
    told = DayReport(
        today.isoformat(),
        [exercise.short for _, exercise in report.taught],
        len(report.rows),
        report.handed_in,
        report.expected,
        report.share,
        len(report.needs_help),
        sum(cell.waiting for _, _, cell in report.waiting),
    )
    path = course / DAYS / f"{told.day}.json"
    content = json.dumps(asdict(told), ensure_ascii=False, indent=1).encode()
    try:
        if not path.is_file() or path.read_bytes() != content:
            write_atomic(path, content)
    except OSError as error:
        raise SinauError(f"Laporan hari ini tidak bisa disimpan di {path} ({error.strerror}).") from error
    return told


def remember(folder: ClassFolder, day: date) -> None:
    """Read the class and keep how it stands, as that day's report; what is wrong the pages will say."""
    from grader.kelas.snapshot import Reader

    with contextlib.suppress(SinauError):
        snapshot = Reader(folder).snapshot()
        if snapshot is not None:
            keep(folder.path, snapshot, day)


def remember_before(folder: ClassFolder) -> None:
    """Keep how the class stood on the day of its last grading, before today changes it. So a grading waits
    for no report, and each day's is that of its end.
    """
    if day := day_to_keep(folder):
        remember(folder, day)


def day_to_keep(folder: ClassFolder) -> date | None:
    """The day of the last grading; None where that was today, or is kept already."""
    database = folder.gradebook_file
    if database is None or not database.is_file():
        return None
    changed = database.stat().st_mtime
    day = date.fromtimestamp(changed)
    there = folder.path / DAYS / f"{day.isoformat()}.json"
    is_kept = there.is_file() and there.stat().st_mtime >= changed
    return day if day < date.today() and not is_kept else None


def kept(course: Path) -> list[DayReport]:
    """The reports of all days, the first day first; what cannot be read is left out."""
    read = (
        read_kept(path, lambda kept: DayReport(**kept), None)
        for path in sorted((course / DAYS).glob("*.json"))
    )
    return [report for report in read if report is not None]


def by_week(reports: list[DayReport]) -> list[DayReport]:
    """The last report of each week (Monday to Sunday)."""
    last: dict[tuple[int, int], DayReport] = {}
    for report in reports:
        year, week, _ = date.fromisoformat(report.day).isocalendar()
        last[year, week] = report
    return list(last.values())


def attendance(folder: ClassFolder, snapshot: Snapshot) -> dict[date, set[str]]:
    """Day → codes of those who handed something in on it, by this computer's calendar.

    From the times of what counts and of what a newer one has replaced.
    """
    days: defaultdict[date, set[str]] = defaultdict(set)
    here = {row.trainee.code for row in snapshot.report.rows}
    owner = {old: row.trainee.code for row in snapshot.report.rows for old in row.trainee.old_codes}
    for (code, _), hand_in in snapshot.graded.hand_ins.items():
        if hand_in.marks.timestamp is not None:
            days[_local(hand_in.marks.timestamp)].add(code)
    for path in (folder.path / OLDER).glob("*/*/*.ipynb"):
        code = path.parent.parent.name
        if found := _OLDER_NAME.search(path.name):
            days[_local(datetime.strptime(found[1], "%Y%m%dT%H%M%S"))].add(owner.get(code, code))
    return {day: who & here for day, who in sorted(days.items()) if who & here}


@dataclass(frozen=True)
class Noticed:
    """A hand-in whose time is worth a look: ``late`` is by how many days it came after its class."""

    person: Participant
    exercise: ClassExercise
    arrival: Arrival
    late: int


def noticed(snapshot: Snapshot, arrivals: Mapping[tuple[str, str], Arrival]) -> list[Noticed]:
    """Hand-ins that came more than a week after half of the class had theirs in, and those whose package
    claims another day than the one on which it came; the latest first.
    """
    found = []
    for exercise in snapshot.graded.exercises:
        came = {
            code: _arrival(arrivals, code, exercise.id, hand_in.marks.timestamp)
            for (code, ident), hand_in in snapshot.graded.hand_ins.items()
            if ident == exercise.id and hand_in.marks.timestamp
        }
        due = _half_were_in(snapshot, exercise, [arrival.arrived for arrival in came.values()])
        for code, arrival in came.items():
            late = (arrival.arrived - due).days if due and arrival.arrived > due + AFTER_THE_CLASS else 0
            if late or arrival.differs:
                person = snapshot.graded.hand_ins[code, exercise.id].trainee
                found.append(Noticed(person, exercise, arrival, late))
    return sorted(found, key=lambda each: (each.arrival.arrived, each.person.code), reverse=True)


def _arrival(
    arrivals: Mapping[tuple[str, str], Arrival], code: str, exercise: str, noted: datetime | None
) -> Arrival:
    """What was noted when it came; of a hand-in from before that only the time that counts is known."""
    assert noted is not None
    return arrivals.get((code, exercise)) or Arrival(noted.replace(tzinfo=UTC), None)


def _half_were_in(snapshot: Snapshot, exercise: ClassExercise, came: list[datetime]) -> datetime | None:
    """When half of those on whose path it lies had handed it in; None while they have not."""
    expected = sum(exercise.is_for(trainee) for trainee in snapshot.graded.trainees)
    half = -(-expected // 2)
    return sorted(came)[half - 1] if 0 < half <= len(came) else None


def _local(moment: datetime) -> date:
    return moment.replace(tzinfo=UTC).astimezone().date()


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def hand_ins_by_week(days: Mapping[date, set[str]]) -> dict[date, set[str]]:
    """Monday → everybody who handed something in during that week."""
    weeks: defaultdict[date, set[str]] = defaultdict(set)
    for day, who in days.items():
        weeks[week_of(day)] |= who
    return dict(weeks)
