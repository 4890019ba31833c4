"""The span of time that a note names, in years and months: whether it is that of the data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.common.indonesian import MONTH_NUMBERS

#: A year and a month; 0 where no month is named.
Moment = tuple[int, int]

_NAMES = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_PARTS = re.compile(rf"(?<![a-z])({_NAMES})(?![a-z])|(?<!\d)((?:19|20)\d\d)(?!\d)")


def span_of(time: str) -> list[Moment]:
    """The first and the last moment that a text names, in lower case; nothing where it names no year. A month
    without a year of its own is of the next year named: "April sampai September 2026".
    """
    found: list[Moment] = []
    months: list[int] = []
    for month, year in _PARTS.findall(time):
        if month:
            months.append(MONTH_NUMBERS[month])
        else:
            found += [(int(year), number) for number in months or [0]]
            months = []
    return [min(found), max(found)] if found else []


def covers(time: str, due: Sequence[Sequence[int]]) -> bool:
    """Whether the time that a text names reaches from the first to the last moment of the data; as far as
    both name months, and yes where one of them names no time.
    """
    named = span_of(time)
    if not named or not due:
        return True
    (first, first_month), (last, last_month) = named
    (from_year, from_month), (to_year, to_month) = due
    begins = first < from_year or (first == from_year and _no_later(first_month, from_month))
    ends = last > to_year or (last == to_year and _no_later(to_month, last_month))
    return begins and ends


def meets(time: str, due: Sequence[Sequence[int]]) -> bool:
    """Whether the time that a text names has some of the data's in it, as far as both name months."""
    (first, first_month), (last, last_month) = span_of(time)
    (from_year, from_month), (to_year, to_month) = due
    is_before = last < from_year or (last == from_year and not _no_later(from_month, last_month))
    is_after = first > to_year or (first == to_year and not _no_later(first_month, to_month))
    return not is_before and not is_after


def _no_later(month: int, other: int) -> bool:
    """Whether a month comes no later than another, as far as both are known."""
    return not month or not other or month <= other
