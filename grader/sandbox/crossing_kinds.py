"""Plain data with a state or a class of their own: named tuples, random generators, dtypes."""

from __future__ import annotations

import array
import base64
import collections
import datetime
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

Json = Any
DTYPE = re.compile(r"[<>|=]?[biufcMmSU]\d{1,6}(\[\w{1,8}\])?\Z")
#: By name and fields, the classes of named tuples that have crossed: one stays one.
RECORDS: dict[tuple[str, ...], type] = {}


class _Record(NamedTuple):
    field: int


#: What every class of named tuples has, in whichever of the two ways it was made.
_OF_RECORDS = {*vars(collections.namedtuple("_Any", ())), *vars(_Record)} - {"field"}
_PATH = Path()
_NUMBERS = tuple("bBhHiIlLqQfd")
#: What a dictionary shows of itself: its type here → its tag; the tag → how it is built of its items.
VIEWS: dict[type, str] = {type({}.keys()): "keys", type({}.values()): "values", type({}.items()): "items"}
VIEW_MAKERS: dict[str, Callable[[Any], Any]] = {
    "keys": lambda items: dict.fromkeys(items).keys(),
    "values": lambda items: dict(enumerate(items)).values(),
    "items": lambda items: dict(items).items(),
}
_GENERATORS = ("PCG64", "MT19937", "Philox", "SFC64")


class DoesNotCross(TypeError):
    """A value that is no plain data."""


def refuse(value: Any) -> Json:
    """The ``other`` of a side that has nothing but plain data."""
    raise DoesNotCross(f"nilai berjenis {type(value).__name__} tidak bisa dibawa ke proses tes")


def constant(value: Any, kind: type) -> Json:
    """The node of what holds no values: a number that is too large or not finite, a date, a builtin type."""
    if kind is float:
        return ["float", repr(value)]
    if kind is int:
        return ["int", hex(value)]
    if kind in (datetime.datetime, datetime.date, datetime.time):
        zone = getattr(value, "tzinfo", None)
        return [kind.__name__, value.isoformat()] if zone is None or type(zone) is datetime.timezone else None
    if kind is datetime.timedelta:
        return ["timedelta", value.days, value.seconds, value.microseconds]
    if kind is type(_PATH):
        return ["path", str(value)]
    if kind is array.array:
        return ["typed", value.typecode, base64.b64encode(value.tobytes()).decode()]
    if value is Ellipsis:
        return ["ellipsis"]
    if value is NotImplemented:
        return ["notimplemented"]
    if kind is type and value.__module__ == "builtins":
        return ["type", value.__name__]
    return None


def typed_array(code: str, content: str) -> Any:
    if code not in _NUMBERS:
        raise ValueError
    return array.array(code, base64.b64decode(content))


def is_record(kind: Any) -> bool:
    """Whether it is a class of named tuples, with nothing of its own besides."""
    fields: Any = getattr(kind, "_fields", None)
    if type(kind) is not type or kind.__bases__ != (tuple,) or type(fields) is not tuple:
        return False
    return set(vars(kind)) <= {*_OF_RECORDS, *fields}


def record_class(name: str, fields: list[str], defaults: Any) -> type:
    """The class of named tuples with these fields, here too one for all of its tuples."""
    key = (name, *fields)
    if key not in RECORDS:
        kind: Any = collections.namedtuple(name, fields)  # type: ignore[misc]
        kind.__new__.__defaults__ = tuple(defaults[f] for f in fields if f in defaults) or None
        kind._field_defaults = dict(defaults)
        RECORDS[key] = kind
    return RECORDS[key]


def random_generator(tag: str, parts: list[Json], value: Callable[[Json], Any]) -> Any:
    """A generator of random numbers in the state in which it was."""
    if tag == "random":
        made = random.Random()
        made.setstate(value(parts[0]))
        return made
    import numpy as np

    if tag == "randomstate":
        state = np.random.RandomState()
        state.set_state(value(parts[0]))
        return state
    if parts[0] not in _GENERATORS:
        raise ValueError
    bits = getattr(np.random, parts[0])()
    bits.state = value(parts[1])
    return np.random.Generator(bits)


def builtin_type(name: str) -> type:
    found = vars(sys.modules["builtins"])[name]
    if not isinstance(found, type):
        raise ValueError
    return found


def numpy_dtype(name: str) -> Any:
    import numpy as np

    if name != "|O" and not DTYPE.match(name):
        raise ValueError
    return np.dtype(name)
