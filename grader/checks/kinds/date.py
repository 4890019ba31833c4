"""Calendar dates: date, datetime, Timestamp; text that is a date is told to be text."""

import datetime
import re
from collections.abc import Iterable, Mapping

from grader.checks.kinds.base import Kind, Observation
from grader.checks.spec import Json


class Date(Kind):
    name = "date"
    types = frozenset({"date"})

    def recognise(self, value: object, request: Mapping[str, Json]) -> Observation | None:
        if isinstance(value, datetime.datetime):  # pandas.Timestamp is one
            value = datetime.datetime.date(value)
        if isinstance(value, datetime.date) and type(value).__name__ != "NaTType":
            return {"type": "date", "value": datetime.date.isoformat(value)}
        if type(value).__module__ == "numpy" and type(value).__name__ == "datetime64":
            return {"type": "date", "value": str(value)[:10]}
        return None

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        value = seen.get("value")
        return {"nilai": value} if seen["type"] == "date" and isinstance(value, str) else {}

    def variants(self, seen: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        value = seen.get("value")
        if not isinstance(value, str) or len(value) > 40:
            return
        if seen["type"] == "text":
            for iso in written_dates(value):
                yield "date-as-text", {"type": "date", "value": iso}
        elif seen["type"] == "date" and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            year, month, day = value.split("-")
            yield "month-day", {"type": "date", "value": f"{year}-{day}-{month}"}
            for days in (-1, 1):
                try:
                    moved = datetime.date.fromisoformat(value) + datetime.timedelta(days)
                except (ValueError, OverflowError):
                    continue
                yield "off-by-one", {"type": "date", "value": moved.isoformat()}

    def show(self, seen: Observation) -> str:
        value = str(seen.get("value"))[:40]
        parts = value.split("-")
        return "/".join(reversed(parts)) if len(parts) == 3 else value


def written_dates(text: str) -> list[str]:
    """ISO dates that a written date may mean: 2026-11-24, 24/11/2026, 24-11-2026."""
    match = re.fullmatch(r"\s*(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})\s*", text)
    if not match:
        return []
    first, month, last = match.groups()
    year, day = (first, last) if len(first) == 4 else (last, first)
    return [f"{int(year):04d}-{int(month):02d}-{int(day):02d}"]
