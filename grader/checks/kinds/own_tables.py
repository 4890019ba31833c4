"""What the learner's own tables say of their time and unit, which a card or chart must not deny. Pure.

Only what a table says itself is held against a text: dates in a column of dates, and a column named
``satuan`` that holds one unit or a few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from grader.checks.kinds.scalar import normal_text
from grader.checks.observation import Column, Observation, is_table
from grader.common.indonesian import MONTH_NUMBERS

#: The mark in a table's `attrs` that it is made up for practice (`data.load`).
PRACTICE = "latihan"
#: More units in one table belong to different things.
MOST_UNITS = 3
#: Other ways to write a unit, by its short form.
WRITTEN = {
    "kg": "kilogram|kilo",
    "g": "gram|gr",
    "km": "kilometer",
    "m": "meter",
    "l": "liter|ltr",
    "pcs": "buah|biji",
    "pak": "bungkus|pack",
    "orang": "jiwa|warga",
    "rp": "rupiah",
    "%": "persen",
}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def asked_beside(tables: Sequence[str]) -> list[str]:
    """What is looked at beside a card or chart: the tables that it may be of, and which are for practice."""
    return [*tables, *(f"{table}.attrs.get({PRACTICE!r}) is True" for table in tables)]


def time_fault(text: str, tables: Iterable[Observation]) -> str:
    """Whether a text about these tables names years, or months in words, of which none is theirs: "tahun" or
    "bulan"; "" where it does not, or where they have no dates.
    """
    dates = sorted(_dates_in(tables))
    if not dates:
        return ""
    years = {int(year) for year in _YEAR.findall(text)}
    if years and not any(dates[0].year <= year <= dates[-1].year for year in years):
        return "tahun"
    words = re.findall(r"[a-z]+", normal_text(text))
    months = {MONTH_NUMBERS[word] for word in words if word in MONTH_NUMBERS}
    return "bulan" if months and not months & _months_between(dates[0], dates[-1]) else ""


def unit_lacking(text: str, tables: Iterable[Observation]) -> str:
    """The unit that the tables name and the text does not; "" where it names one of theirs, or they none."""
    units = sorted({unit for table in tables for unit in _units_in(table)})
    if not 0 < len(units) <= MOST_UNITS:
        return ""
    return "" if any(_is_named(unit, text) for unit in units) else units[0]


def _is_named(unit: str, text: str) -> bool:
    """Whether a unit stands in a text as a word, also as "kg/minggu"."""
    names = "|".join([re.escape(unit), *([WRITTEN[unit]] if unit in WRITTEN else [])])
    return re.search(rf"(?<![^\W\d_])(?:{names})(?:nya)?(?![^\W\d_])", normal_text(text)) is not None


def _units_in(table: Observation) -> Iterator[str]:
    for name, column in _columns(table):
        if name == "satuan" and column["is"] == "text":
            yield from (normal_text(value) for value in column["values"] if isinstance(value, str) and value)


def _dates_in(tables: Iterable[Observation]) -> set[date]:
    found = set()
    for table in tables:
        for _, column in _columns(table):
            values = column["values"] if column["is"] == "date" else ()
            found |= {date.fromisoformat(str(value)[:10]) for value in values if value}
    return found


def _columns(table: Observation) -> Sequence[tuple[str, Column]]:
    if not is_table(table):
        return ()
    return [(normal_text(n), column) for n, column in zip(table["names"], table["columns"], strict=False)]


def _months_between(first: date, last: date) -> set[int]:
    count = (last.year - first.year) * 12 + last.month - first.month
    return {(first.month - 1 + number) % 12 + 1 for number in range(min(count, 11) + 1)}
