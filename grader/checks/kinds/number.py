"""Numbers: any numeric type, a tolerance, a unit."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from grader.checks import grid, messages
from grader.checks.kinds.base import Kind
from grader.checks.kinds.scalar import is_number, plain, tolerance_of
from grader.checks.observation import (
    NumberSeen,
    Observation,
    is_function,
    is_list,
    is_number_seen,
    is_table,
    is_text,
    number_seen,
)
from grader.checks.spec import Json
from grader.common.indonesian import LONG_NUMBER, parse_number, show_number

#: Shares and rates stay below; above it a factor of 100 is no mix-up of percent and fraction.
LARGEST_FRACTION = 2
#: How wide the tolerance may be, as a share of the key, for ten times it to say something.
EXACT = 0.02
#: A longer text is no number that a person wrote.
LONGEST_NUMBER = 24
#: What shares are measured in.
UNITS_OF_SHARES = ("", "%", "persen")
#: Whole numbers that are written without a thousands dot.
YEARS = range(1900, 2101)
#: How far, as a share of the key, a number rounded to hundreds or thousands may lie.
CLOSE = 0.05
#: How far any rounded number may lie to be called close.
NEAR = 0.1


class Number(Kind):
    name = "number"
    types = frozenset({"number"})
    wanted, noun = "sebuah angka", "angka"
    equivalents = (
        "float({0})",
        "__import__('numpy').float64({0})",
        "__import__('decimal').Decimal(str({0}))",
    )
    options = frozenset({"toleransi", "toleransi_relatif", "satuan"})

    def recognise(self, value: object, request: Mapping[str, Json]) -> NumberSeen | None:
        # A one-element array or Series is somebody's number too (`df["x"].sum()` kept inside brackets).
        if getattr(value, "shape", None) == (1,) and hasattr(value, "item"):
            value = value.item()
        bare = plain(value)
        if is_number(bare):
            return number_seen(bare)
        if isinstance(value, float) and value != value:
            return {"type": "number", "value": None, "nan": True}
        if isinstance(value, float) or bare in ({"x": "int"}, {"x": "inf"}):
            return {"type": "number", "value": None}
        return None

    def fault(self, key: Observation) -> str | None:
        return None if _value(key) is not None else "kuncinya bukan angka yang terhingga"

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        value = _value(key) or 0
        width, offset = grid.place(value, tolerance_of(value, options))
        return {"w": width, "o": offset, "satuan": options.get("satuan", "")}

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        value = _value(seen)
        return {} if value is None else {"nilai": grid.cell(float(value), frame["w"], frame["o"])}

    def variants(self, seen: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        yield from _of_other_types(seen)
        value = float(_value(seen) or 0)
        if not value:
            return
        # Percent for fraction, or the other way round, only where one of the two is the size of a fraction.
        shared, share = abs(value / 100) <= LARGEST_FRACTION, abs(value) <= LARGEST_FRACTION
        yield "times-100" if shared else "too-big-100", number_seen(value / 100)
        yield "divided-by-100" if share else "too-small-100", number_seen(value * 100)
        yield "times-1000", number_seen(value / 1000)
        yield "divided-by-1000", number_seen(value * 1000)
        for ident, undone in (("times-10", value / 10), ("divided-by-10", value * 10)):
            if frame["w"] <= EXACT * abs(undone):  # else much else comes close to a tenth
                yield ident, number_seen(undone)
        for ident, undone in (("times-10000", value / 1e4), ("divided-by-10000", value * 1e4)):
            if frame["w"] <= EXACT * abs(undone):
                yield ident, number_seen(undone)
        yield "sign", number_seen(-value)
        yield "swapped-fraction", number_seen(1 / value)
        yield "swapped-fraction", number_seen(1e4 / value)
        # Only a share has a rest: 98 pesanan are not what is left of 2, nor 60 without a unit of 40.
        for all_of_it in _wholes(str(frame["satuan"])):
            if 0 < value < all_of_it:
                yield "complement", number_seen(all_of_it - value)
        # Money is not counted one by one.
        if value.is_integer() and not str(frame["satuan"]).startswith("Rp"):
            yield "off-by-one", number_seen(value - 1)
            yield "off-by-one", number_seen(value + 1)

    def key_slips(self, key: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        value = float(_value(key) or 0)
        rounded = {other for digits in (0, 1, 2, 3) for other in _rounded(value, digits)}
        # 1,000 is no rounded 750: only what is still close was rounded to hundreds or thousands.
        hundreds = {float(round(value, digits)) for digits in (-2, -3)}
        rounded |= {other for other in hundreds if abs(other - value) <= CLOSE * abs(value)}
        for other in sorted(rounded - {value, 0.0}):
            is_near = abs(other - value) <= NEAR * abs(value) or other in _nearest(value)
            yield "rounding" if is_near else "rounded-away", number_seen(other)

    def tells(self, key: Observation, seen: Observation, in_order: bool, counted: bool) -> bool:
        value = seen["value"] if is_number_seen(seen) else None
        small = value in (0, 1, -1) or (counted and value in range(-9, 10))
        return value is not None and not small

    def remark(self, seen: Observation) -> tuple[str, str] | None:
        if is_function(seen):
            return messages.SLIPS["function-not-called"], ""
        if is_number_seen(seen) and seen["value"] is None:
            return messages.NAN if seen.get("nan") else messages.TOO_LARGE, ""
        text = seen["value"] if is_text(seen) else ""
        if len(text) <= LONGEST_NUMBER and (number := parse_number(text)) is not None:
            share = number / 100 if "%" in text else number
            return "", f"Tulis angkanya tanpa tanda kutip: `{share:.12g}`."
        if is_list(seen) and seen["length"] == 2 and _is_split(seen["values"]):
            return "", messages.SLIP_NEXT["comma-in-number"]  # 11_000 * 1,4 is (11_000, 4)
        return None

    def show(self, seen: Observation) -> str:
        value = _value(seen)
        if type(value) is int and value in YEARS:
            return str(value)  # a year in all likelihood, and years have no thousands dot
        if value is not None:
            return show_number(float(value))
        return "kosong (NaN)" if is_number_seen(seen) and seen.get("nan") else "angka yang terlalu besar"

    def show_in(self, seen: Observation, frame: Json) -> str:
        unit, value = str(frame.get("satuan", "")), _value(seen)
        if not unit or value is None:
            return self.show(seen)
        shown = show_number(float(value))
        return f"Rp{shown}{unit[2:]}".replace("Rp-", "-Rp") if unit.startswith("Rp") else f"{shown} {unit}"


def _value(seen: Observation) -> float | None:
    """The finite number that was seen."""
    return seen["value"] if is_number_seen(seen) and is_number(seen["value"]) else None


def _of_other_types(seen: Observation) -> Iterable[tuple[str, Observation]]:
    """The number that was meant where something else was given."""
    if is_text(seen) and (number := parse_number(seen["value"])) is not None:
        yield "number-as-text", number_seen(number)
        for scale in (1e3, 1e6) if re.search(r"ribu|juta|rb|jt", seen["value"].lower()) else ():
            yield "number-as-text", number_seen(number / scale)  # where the unit is thousands
        if "." in seen["value"]:
            yield "thousands-dot", number_seen(number * 1000)
        of_percent = "%" in seen["value"] or "persen" in seen["value"].lower()
        if of_percent and abs(number / 100) <= LARGEST_FRACTION:
            yield "percent-as-text", number_seen(number / 100)
    if is_function(seen) and seen["bare"] and _value(seen["bare"]) is not None:
        yield "function-not-called", seen["bare"]
    if is_list(seen):
        for number in _comma_undone(seen["values"]):
            yield "comma-in-number", number_seen(number)
        if seen["length"] == 1 and is_number(seen["values"][0]):
            yield "wrapped", number_seen(seen["values"][0])
    if is_table(seen) and not seen.get("series"):
        yield "table-for-count", number_seen(seen["rows"])
    if is_list(seen) or is_table(seen):
        numbers = seen.get("numbers") or {}
        for number in (numbers.get("sum"), numbers.get("mean"), numbers.get("len"), numbers.get("first")):
            if number is not None and is_number(number):
                yield "column-for-number", number_seen(number)


def _wholes(unit: str) -> Sequence[float]:
    """What a share of this unit is a share of."""
    if unit not in UNITS_OF_SHARES:
        return ()
    return (1, 100) if unit else (1,)


def _nearest(value: float) -> set[float]:
    """A number with one to three digits after the comma, rounded to the nearer side."""
    return {math.floor(value * 10**d + 0.5) / 10**d for d in (1, 2, 3)} | {round(value, d) for d in (1, 2, 3)}


def _rounded(value: float, digits: int) -> Iterable[float]:
    """A number with so many digits after the comma: rounded as Python does and as people do, and cut off."""
    yield float(round(value, digits))
    if abs(value) < LONG_NUMBER:
        scale = 10.0**digits
        moved = round(abs(value) * scale, 6)  # 0.29 * 100 is a hair below 29
        for whole in (math.floor(moved + 0.5), math.floor(moved)):
            yield math.copysign(whole / scale, value)


def _is_split(values: Sequence[Json]) -> bool:
    """Whether two values may be one number that a comma split: what stands behind a comma is whole."""
    return all(map(is_number, values)) and isinstance(values[1], int)


def _comma_undone(values: Sequence[Json]) -> Iterable[float]:
    """What `1,250,000` or `3,82`, which Python reads as a tuple, was meant to be."""
    if len(values) > 1 and all(type(v) is int for v in values) and min(values[1:]) >= 0:
        if max(values[1:]) < 1000:
            yield float("".join([str(values[0]), *(f"{v:03d}" for v in values[1:])]))
        if len(values) == 2:
            yield float(f"{values[0]}.{values[1]}")
