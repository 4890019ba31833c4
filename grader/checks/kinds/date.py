"""Calendar dates: date, datetime, Timestamp; text that is a date is told to be text."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterable, Mapping

from grader.checks.kinds.base import Kind
from grader.checks.observation import DateSeen, Observation, is_date, is_text
from grader.checks.spec import Json
from grader.common.indonesian import UnreadableError, read_dates


class Date(Kind):
    name = "date"
    types = frozenset({"date"})
    wanted, noun = "sebuah tanggal", "tanggal"
    equivalents = ("__import__('pandas').Timestamp({0})",)

    def recognise(self, value: object, request: Mapping[str, Json]) -> DateSeen | None:
        if isinstance(value, datetime.datetime):  # pandas.Timestamp is one
            value = datetime.datetime.date(value)
        if isinstance(value, datetime.date) and type(value).__name__ != "NaTType":
            return _date(datetime.date.isoformat(value))
        if type(value).__module__ == "numpy" and type(value).__name__ == "datetime64":
            return _date(str(value)[:10])
        return None

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        return {"nilai": seen["value"]} if is_date(seen) else {}

    def variants(self, seen: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        if is_text(seen) and len(seen["value"]) <= 40:
            with contextlib.suppress(UnreadableError):
                [meant] = read_dates([seen["value"]])
                if meant:
                    yield "date-as-text", _date(meant.date().isoformat())
        elif is_date(seen) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", seen["value"]):
            year, month, day = seen["value"].split("-")
            yield "month-day", _date(f"{year}-{day}-{month}")
            for days in (-1, 1):
                try:
                    moved = datetime.date.fromisoformat(seen["value"]) + datetime.timedelta(days)
                except (ValueError, OverflowError):
                    continue
                yield "off-by-one", _date(moved.isoformat())

    def tells(self, key: Observation, seen: Observation, in_order: bool, counted: bool) -> bool:
        return in_order

    def show(self, seen: Observation) -> str:
        value = seen["value"][:40] if is_date(seen) else ""
        parts = value.split("-")
        return "/".join(reversed(parts)) if len(parts) == 3 else value


def _date(iso: str) -> DateSeen:
    return {"type": "date", "value": iso}
