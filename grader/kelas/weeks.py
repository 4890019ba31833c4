"""A class over its weeks: what each day's report said, and on which days people handed something in."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from grader.classroom.folder import OLDER, ClassFolder
from grader.common.errors import SinauError
from grader.common.layout import write_atomic
from grader.kelas.snapshot import Reader, Snapshot

DAYS = Path("laporan") / "harian"
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


def remember(course: Path, today: date) -> None:
    """Read the class after a grading, and keep how it stands today. Raises SinauError."""
    snapshot = Reader(ClassFolder(course)).snapshot()
    if snapshot is not None:
        keep(course, snapshot, today)


def kept(course: Path) -> list[DayReport]:
    """The reports of all days, the first day first; what cannot be read is left out."""
    found = []
    for path in sorted((course / DAYS).glob("*.json")):
        try:
            found.append(DayReport(**json.loads(path.read_text(encoding="utf-8"))))
        except (OSError, ValueError, TypeError):
            continue
    return found


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
