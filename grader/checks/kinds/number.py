"""Numbers: any numeric type, a tolerance, a unit."""

import math
from collections.abc import Iterable, Mapping, Sequence

from grader.checks import grid
from grader.checks.kinds.base import Kind, Observation
from grader.checks.kinds.scalar import (
    LONG_NUMBER,
    is_number,
    parse_number,
    plain,
    show_number,
    tolerance_of,
)
from grader.checks.spec import Json

#: Shares and rates stay below; above it a factor of 100 is no mix-up of percent and fraction.
LARGEST_FRACTION = 2
#: What shares are measured in.
UNITS_OF_SHARES = ("", "%", "persen")
#: How far, as a share of the key, a number rounded to hundreds or thousands may lie.
CLOSE = 0.05


class Number(Kind):
    name = "number"
    types = frozenset({"number"})
    options = frozenset({"toleransi", "toleransi_relatif", "satuan"})

    def recognise(self, value: object, request: Mapping[str, Json]) -> Observation | None:
        # A one-element array or Series is somebody's number too (``df["x"].sum()`` kept inside brackets).
        if getattr(value, "shape", None) == (1,) and hasattr(value, "item"):
            value = value.item()
        bare = plain(value)
        if is_number(bare):
            return {"type": "number", "value": bare}
        if isinstance(value, float) and value != value:
            return {"type": "number", "value": None, "nan": True}
        if isinstance(value, float) or bare in ({"x": "int"}, {"x": "inf"}):
            return {"type": "number", "value": None}
        return None

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        width, offset = grid.place(key["value"], tolerance_of(key["value"], options))
        return {"w": width, "o": offset, "satuan": options.get("satuan", "")}

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        if seen["type"] != "number" or not is_number(seen.get("value")):
            return {}
        return {"nilai": grid.cell(float(seen["value"]), frame["w"], frame["o"])}

    def variants(self, seen: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        if seen["type"] == "text":
            number = parse_number(seen["value"])
            if number is not None:
                yield "number-as-text", _number(number)
                if "." in seen["value"]:
                    yield "thousands-dot", _number(number * 1000)
                if "%" in seen["value"] or "persen" in seen["value"].lower():
                    yield "percent-as-text", _number(number / 100)
        if seen["type"] == "function" and seen.get("bare") and is_number(seen["bare"].get("value")):
            yield "function-not-called", seen["bare"]
        if seen["type"] in ("list", "table"):
            for number in _comma_undone(seen.get("values") or ()):
                yield "comma-in-number", _number(number)
            if seen.get("length") == 1 and is_number(seen["values"][0]):
                yield "wrapped", _number(seen["values"][0])
            if seen["type"] == "table" and not seen.get("series"):
                yield "table-for-count", _number(seen["rows"])
            numbers = seen.get("numbers") or {}
            for slip in ("sum", "mean", "len", "first"):
                if is_number(numbers.get(slip)):
                    yield "column-for-number", _number(numbers[slip])
        if seen["type"] != "number" or not is_number(seen.get("value")):
            return
        value = float(seen["value"])
        if not value:
            return
        # Percent for fraction, or the other way round, only where one of the two is the size of a fraction.
        yield "times-100" if abs(value / 100) <= LARGEST_FRACTION else "too-big-100", _number(value / 100)
        yield "divided-by-100" if abs(value) <= LARGEST_FRACTION else "too-small-100", _number(value * 100)
        yield "times-1000", _number(value / 1000)
        yield "divided-by-1000", _number(value * 1000)
        yield "sign", _number(-value)
        yield "swapped-fraction", _number(1 / value)
        yield "swapped-fraction", _number(1e4 / value)
        # Only a share has a rest: 98 pesanan are not what is left of 2.
        for all_of_it in (1, 100) if frame["satuan"] in UNITS_OF_SHARES else ():
            if value != all_of_it:
                yield "complement", _number(all_of_it - value)
        if value.is_integer() and not str(frame["satuan"]).startswith(
            "Rp"
        ):  # money is not counted one by one
            yield "off-by-one", _number(value - 1)
            yield "off-by-one", _number(value + 1)

    def key_slips(self, key: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        value = float(key["value"])
        rounded = {other for digits in (0, 1, 2, 3) for other in _rounded(value, digits)}
        # 1,000 is no rounded 750: only what is still close was rounded to hundreds or thousands.
        hundreds = {float(round(value, digits)) for digits in (-2, -3)}
        rounded |= {other for other in hundreds if abs(other - value) <= CLOSE * abs(value)}
        for other in sorted(rounded - {value, 0.0}):
            yield "rounding", _number(other)

    def show(self, seen: Observation) -> str:
        value = seen.get("value")
        return (
            show_number(float(value))
            if value is not None and is_number(value)
            else "kosong (NaN)"
            if seen.get("nan")
            else "angka yang terlalu besar"
        )


def _rounded(value: float, digits: int) -> Iterable[float]:
    """A number with so many digits after the comma: rounded as Python does and as people do, and cut off."""
    yield float(round(value, digits))
    if abs(value) < LONG_NUMBER:
        scale = 10.0**digits
        moved = round(abs(value) * scale, 6)  # 0.29 * 100 is a hair below 29
        for whole in (math.floor(moved + 0.5), math.floor(moved)):
            yield math.copysign(whole / scale, value)


def _comma_undone(values: Sequence[Json]) -> Iterable[float]:
    """What `1,250,000` or `3,82`, which Python reads as a tuple, was meant to be."""
    if len(values) > 1 and all(type(v) is int for v in values) and min(values[1:]) >= 0:
        if max(values[1:]) < 1000:
            yield float("".join([str(values[0]), *(f"{v:03d}" for v in values[1:])]))
        if len(values) == 2:
            yield float(f"{values[0]}.{values[1]}")


def _number(value: float) -> Observation:
    return {"type": "number", "value": value}
