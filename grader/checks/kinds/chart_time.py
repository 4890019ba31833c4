"""Bars that stand for months, days or dates: whether they stand in the order of the calendar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from grader.checks.kinds.scalar import normal_text
from grader.checks.observation import ChartSeen
from grader.common.indonesian import MONTH_NUMBERS

OUT_OF_TIME = "Waktunya tidak berurutan; urutkan batangnya dari yang paling awal ke yang paling akhir."
BARS = ("bar", "barh")
#: Fewer bars are in some order anyway.
FEWEST = 3
_WEEK = {day: n for n, day in enumerate(["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"])}
_MONTH = re.compile(r"(?:(\d{1,2})\s+)?([a-z]+)\.?\s*(\d{4}|'?\d{2})?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?: 00:00:00)?")

Place = tuple[int, int, int]


def runs_through_time(seen: ChartSeen) -> bool:
    """Whether the bars of a chart stand for times, the earliest first; lying ones may be the other way."""
    places = _places(seen)
    turned = seen["chart"] == "barh" and _ascends(places[::-1])
    return len(places) >= FEWEST and (_ascends(places) or turned)


def _ascends(places: Sequence[Place]) -> bool:
    """Whether times come one after the other; without years they may run over the end of one, as from
    November to April.
    """
    falls = sum(later < earlier for earlier, later in pairwise(places))
    over_the_end = falls == 1 and places[-1] < places[0] and all(place[0] == 0 for place in places)
    return falls == 0 or over_the_end


def is_out_of_time(seen: ChartSeen) -> bool:
    """Whether bars that stand for times stand in another order."""
    return len(_places(seen)) >= FEWEST and not runs_through_time(seen)


def _places(seen: ChartSeen) -> list[Place]:
    """Where each bar of the first series stands in the calendar; nothing where one has no place in it."""
    names = [x for series in seen["series"][:1] for x in series["x"]] if seen["chart"] in BARS else []
    places = [_place(str(name)) for name in names]
    found = [place for place in places if place is not None]
    return found if len(set(found)) == len(places) else []


def _place(name: str) -> Place | None:
    text = normal_text(name).replace("jum'at", "jumat")
    if text in _WEEK:
        return 0, 0, _WEEK[text]
    if iso := _ISO.fullmatch(text):
        return int(iso[1]), int(iso[2]), int(iso[3] or 0)
    match = _MONTH.fullmatch(text)
    month = MONTH_NUMBERS.get(match[2]) if match else None
    if match is None or month is None:
        return None
    return int((match[3] or "0").lstrip("'")), month, int(match[1] or 0)
