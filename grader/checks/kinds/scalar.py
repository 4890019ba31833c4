"""Canonical forms of single values, shared by every kind that holds some."""

from __future__ import annotations

import hashlib
import math
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from grader.checks import grid
from grader.checks.spec import Json

#: A column's grid offsets are padded to a multiple of this, so that their count does not tell the number of
#: rows.
PAD = 64
#: No word has as many characters.
LONG_WORD = 100


def is_number(value: Json) -> bool:
    """A finite JSON number (bool is none)."""
    return type(value) in (int, float) and math.isfinite(_to_float(value))


def _to_float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def tolerance_of(key: float, options: Mapping[str, Json]) -> float:
    """The absolute tolerance that `toleransi` / `toleransi_relatif` ask for at this key."""
    if options.get("toleransi_relatif") is not None:
        return grid.relative_tolerance(key, float(options["toleransi_relatif"]))
    return float(options.get("toleransi") or 0.0)


def normal_text(text: str) -> str:
    """Text without differences nobody means: case, spaces, width and composition of characters."""
    # Composing takes the square of the length of a run of accents, so of what is no word it is left out.
    if len(text) > LONG_WORD and not text.isascii():
        words = text.split()
        if any(len(word) > LONG_WORD for word in words):
            text = " ".join(w if len(w) > LONG_WORD else unicodedata.normalize("NFKC", w) for w in words)
            return " ".join(text.split()).casefold()
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def canon_text(text: str) -> str:
    """Canonical form of a text value; encodable whatever surrogates it holds."""
    return "t:" + normal_text(text).encode("utf-8", "replace").decode()


def numbers_frame(values: Sequence[Json], options: Mapping[str, Json], salt: str) -> dict[str, Json] | None:
    """The grid of a sequence of numbers: one width, an offset each, padded; None where it holds no number."""
    numbers = [v for v in values if is_number(v)]
    if not numbers:
        return None
    width, found, says_nothing = grid.places(numbers, max(tolerance_of(v, options) for v in numbers))
    laid = iter(found)
    seed = hashlib.sha256(salt.encode("utf-8", "replace")).digest()
    offsets = []
    for n in range(-(-len(values) // PAD) * PAD):
        if n < len(values) and is_number(values[n]):
            offsets.append(next(laid))
        else:
            offsets.append(width / 2 if says_nothing else seed[n % 32] % grid.STEPS * (width / grid.STEPS))
    return {"w": width, "o": offsets}


def canon_value(value: Json, width: float | None, offset: float) -> str:
    """Canonical text of one JSON scalar, numbers by their grid cell."""
    if value is None:
        return "kosong"
    if type(value) is bool:
        return f"b:{value}"
    if is_number(value):
        return f"n:{grid.cell(float(value), width, offset)}" if width else f"n:{float(value):.12g}"
    if isinstance(value, str):
        return canon_text(value)
    return "?"


def canon_values(values: Sequence[Json], frame: Json) -> list[str]:
    """Canonical texts of a sequence inside its numbers frame (None: no numbers were expected)."""
    width = frame["w"] if frame else None
    offsets = frame["o"] if frame else ()
    return [canon_value(v, width, offsets[i] if i < len(offsets) else 0.0) for i, v in enumerate(values)]


def show_text(text: str, limit: int = 60) -> str:
    """A learner's text in quotation marks, shortened."""
    clean = " ".join(text.encode("utf-8", "replace").decode().split())
    return f'"{clean[:limit]}…"' if len(clean) > limit else f'"{clean}"'


def plain(value: Any) -> Json:
    """A Python or numpy scalar as a JSON scalar; `{"x": type name}` where there is none.

    Subclasses are reduced to the built-in value beneath, so that nothing a learner overrides is asked.
    """
    kind = type(value)
    if value is None or kind in (bool, str):
        return value
    if isinstance(value, bool):
        return bool(value)
    if isinstance(value, int):
        number = int.__add__(value, 0)
        return number if abs(number) < 10**300 else {"x": "int"}
    if isinstance(value, float):
        real = float.__add__(value, 0.0)
        return real if math.isfinite(real) else None if math.isnan(real) else {"x": "inf"}
    if isinstance(value, str):
        return "".join([str.__str__(value)])
    if kind.__module__ == "numpy" and hasattr(kind, "item") and getattr(value, "shape", None) == ():
        if kind.__name__ in ("longdouble", "clongdouble"):  # its item() is itself again
            return plain(float(value))
        return plain(value.item()) if kind.__name__ != "datetime64" else str(value)
    if kind.__name__ in ("NAType", "NaTType"):
        return None
    if kind.__module__ == "decimal" or kind.__module__ == "fractions":
        return plain(float(value))
    return {"x": kind.__name__[:60]}


def kind_of(values: Sequence[Json]) -> str:
    """What plain values are: bool, number, text or mixed."""
    present = {type(v) for v in values if v is not None}
    if present == {bool}:
        return "bool"
    if present and present <= {int, float}:
        return "number"
    return "text" if present <= {str} else "mixed"
