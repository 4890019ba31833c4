"""Any value as a person in Indonesia writes it: 2.400.000 · 54,68 · 1 Jan 2024 · 3 hari · "–" for missing.

Pure. pandas and numpy are looked at only where somebody has brought them.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from numbers import Integral
from typing import Any

from grader.common.indonesian import MONTHS, show_number

MISSING = "–"
#: A longer list is Python's own to write: nobody reads it.
MOST_PARTS = 1_000
#: More names of rows are pandas' own to shorten.
MOST_LABELS = 60
_YEARS = range(1900, 2101)
_BRACKETS: dict[type, str] = {list: "[]", tuple: "()", set: "{}", dict: "{}"}


def in_print(value: object) -> object:
    """What `print` shows of a value: a text for numbers, dates and what holds them, else the value itself."""
    return value if isinstance(value, str) else _text(value)


def in_collection(value: object) -> str:
    """The same as part of a list: a text has its quotes."""
    text = None if isinstance(value, str) else _text(value)
    return text if isinstance(text, str) else repr(value)


def number(value: float | Decimal) -> str:
    """One number: two decimals, or all of up to four that it has; a year stays a year."""
    if value != value:
        return MISSING
    if isinstance(value, Integral):
        whole = int(value)
        return str(whole) if whole in _YEARS else show_number(whole)
    exact = float(value)
    if exact in _YEARS:
        return f"{exact:.0f}"
    short = abs(exact) < 1 or round(exact, 4) == exact
    return show_number(exact if short else round(exact, 2))


def day(moment: date) -> str:
    """A day as in a list: 1 Jan 2024."""
    return f"{moment.day} {MONTHS[moment.month - 1][:3]} {moment.year}"


def is_number(value: object) -> bool:
    """Whether it is one number: Python's or numpy's, neither True nor False."""
    if type(value) in (int, float, Decimal):
        return True
    numpy = _brought("numpy", "floating")
    if numpy is None or isinstance(value, numpy.timedelta64):  # to numpy a duration is a whole number
        return False
    return isinstance(value, numpy.integer | numpy.floating)


def _text(value: object) -> object:
    if is_number(value):
        return number(value)  # type: ignore[arg-type]
    if _is_missing(value):
        return MISSING
    if isinstance(value, date | time | timedelta):
        return _moment(value)
    brackets = _BRACKETS.get(type(value))
    if brackets is not None:
        return _collection(value, brackets)  # type: ignore[arg-type]
    return _of_libraries(value)


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, timedelta):
        return _span(value)
    if isinstance(value, time):
        return f"{value:%H.%M}"
    hours = isinstance(value, datetime) and (value.hour, value.minute) != (0, 0)
    return f"{day(value)} {value:%H.%M}" if hours else day(value)


def _span(value: timedelta) -> str:
    """How long: 31 hari, 2 jam 5 menit."""
    if value < timedelta(0):
        return f"-{_span(-value)}"
    minutes, seconds = divmod(value.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((value.days, "hari"), (hours, "jam"), (minutes, "menit"), (seconds, "detik"))
    said = [f"{show_number(count)} {unit}" for count, unit in parts if count]
    return " ".join(said) or "0 hari"


def _collection(values: Collection[Any], brackets: str) -> str:
    """Parted by semicolons where a number in it has a decimal comma."""
    python = repr(values)
    if not values or len(values) > MOST_PARTS or "..." in python:  # one that holds itself has no end
        return python
    if isinstance(values, Mapping):
        parts = [f"{in_collection(name)}: {in_collection(one)}" for name, one in values.items()]
        inside = [*values.keys(), *values.values()]
    else:
        parts, inside = [in_collection(one) for one in values], [*values]
    mark = ";" if any(is_number(one) and "," in number(one) for one in inside) else ","
    end = mark if isinstance(values, tuple) and len(parts) == 1 else ""
    return f"{brackets[0]}{f'{mark} '.join(parts)}{end}{brackets[1]}"


def _is_missing(value: object) -> bool:
    pandas = _brought("pandas", "NA")
    return pandas is not None and (value is pandas.NA or value is pandas.NaT)


def _of_libraries(value: object) -> object:
    """What numpy and pandas brought: arrays, the names of columns, months, ranges of numbers."""
    numpy, pandas = _brought("numpy", "floating"), _brought("pandas", "NA")
    if numpy is not None:
        if isinstance(value, numpy.bool_):
            return str(bool(value))
        if isinstance(value, numpy.datetime64 | numpy.timedelta64):
            found = value.astype(f"{value.dtype.kind}8[us]").item()
            return MISSING if found is None else _moment(found)
        if isinstance(value, numpy.ndarray):
            return str(numpy.array2string(value, formatter={"int": number, "float": number}))
    if pandas is not None:
        return _of_pandas(value, pandas)
    return value


def _of_pandas(value: object, pandas: Any) -> object:
    if isinstance(value, pandas.Interval):
        open_left, open_right = not value.closed_left, not value.closed_right
        ends = f"{in_collection(value.left)}; {in_collection(value.right)}"
        return f"{'(' if open_left else '['}{ends}{')' if open_right else ']'}"
    if isinstance(value, pandas.Period):
        return _period(value)
    plain = isinstance(value, pandas.Index | pandas.api.extensions.ExtensionArray)
    if plain and not isinstance(value, pandas.MultiIndex) and len(value) <= MOST_LABELS:  # type: ignore[arg-type]
        return in_print([*value])  # type: ignore[misc]
    return value


def _period(value: Any) -> str:
    """A month, a year or a day of pandas'."""
    kind = value.freqstr[:1]
    if kind in "YA":
        return str(value.year)
    if kind == "M":
        return f"{MONTHS[value.month - 1][:3]} {value.year}"
    return day(value.start_time) if kind in "DB" else str(value)


def _brought(library: str, name: str) -> Any:
    """A library that is there and whole; None while nobody has imported it."""
    module = sys.modules.get(library)
    return module if module is not None and hasattr(module, name) else None
