"""What is plain data at heart: wrappers of Python's libraries cross as such, subclasses as what they hold."""

from __future__ import annotations

import collections
import datetime
import decimal
import fractions
import re
import sys
import types
import uuid
import zoneinfo
from collections.abc import Callable, Mapping, Set
from typing import Any

from grader.sandbox.hollow import content, is_hollow

#: Tag → the exact type, what it holds (plain data), and how it is built of that.
_WRAPPERS: dict[str, tuple[type, Callable[[Any], Any], Callable[[Any], Any]]] = {
    "userlist": (collections.UserList, lambda v: v.data, collections.UserList),
    "userdict": (collections.UserDict, lambda v: v.data, collections.UserDict),
    "userstring": (collections.UserString, lambda v: v.data, collections.UserString),
    "chain": (collections.ChainMap, lambda v: v.maps, lambda maps: collections.ChainMap(*maps)),
    "proxy": (types.MappingProxyType, dict, types.MappingProxyType),
    "names": (types.SimpleNamespace, vars, lambda held: _namespace(held)),
    "pattern": (re.Pattern, lambda v: [v.pattern, v.flags], lambda told: re.compile(*told)),
    "zone": (zoneinfo.ZoneInfo, lambda v: v.key, lambda key: zoneinfo.ZoneInfo(str(key))),
    "uuid": (uuid.UUID, str, lambda text: uuid.UUID(str(text))),
    "memory": (
        memoryview,
        lambda v: [v.format, v.tobytes(), v.shape],
        lambda told: memoryview(told[1]).cast(told[0], told[2]),
    ),
    "bounded": (
        collections.deque,
        lambda v: [list(v), v.maxlen],
        lambda told: collections.deque(*told),
    ),
    "zoned": (
        datetime.datetime,
        lambda v: [v.replace(tzinfo=None), v.fold, v.tzinfo],
        lambda told: told[0].replace(fold=told[1], tzinfo=told[2]),
    ),
}  # fmt: skip
_TAGS = {kind: tag for tag, (kind, _, _) in _WRAPPERS.items()}
BUILDERS = {tag: build for tag, (_, _, build) in _WRAPPERS.items()}
#: What a subclass holds, by its methods of this base alone: its own may count or say otherwise.
_HELD: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (str, str.__str__),
    (int, int.__pos__),
    (float, float.__pos__),
    (complex, complex.__pos__),
    (bytes, lambda v: bytes(memoryview(v))),
    (bytearray, lambda v: bytearray(memoryview(v))),
    (list, lambda v: list(list.__iter__(v))),
    (tuple, lambda v: tuple(tuple.__iter__(v))),
    (collections.OrderedDict, lambda v: collections.OrderedDict(collections.OrderedDict.items(v))),
    (collections.Counter, lambda v: collections.Counter(dict(dict.items(v)))),
    (dict, lambda v: dict(dict.items(v))),
    (set, lambda v: set(set.__iter__(v))),
    (frozenset, lambda v: frozenset(frozenset.__iter__(v))),
    (collections.deque, lambda v: collections.deque(collections.deque.__iter__(v), v.maxlen)),
    (datetime.datetime, lambda v: datetime.datetime.combine(v.date(), v.timetz())),
    (datetime.date, lambda v: datetime.date(v.year, v.month, v.day)),
    (datetime.timedelta, lambda v: datetime.timedelta(v.days, v.seconds, v.microseconds)),
    (decimal.Decimal, decimal.Decimal),
    (fractions.Fraction, lambda v: fractions.Fraction(v.numerator, v.denominator)),
    (collections.UserString, lambda v: v.data),
    (collections.UserList, lambda v: collections.UserList(v.data)),
    (collections.UserDict, lambda v: collections.UserDict(v.data)),
    (Mapping, collections.UserDict),
    (Set, lambda v: dict.fromkeys(v).keys()),
)


#: The types of which there may be stand-ins: made of what such a value holds.
BASES = frozenset(
    (
        *(base for base, _ in _HELD if base.__module__ == "builtins"),
        *(collections.OrderedDict, collections.Counter, decimal.Decimal, fractions.Fraction),
        *(collections.UserString, collections.UserList, collections.UserDict),
    )
)


def _namespace(held: Mapping[str, Any]) -> types.SimpleNamespace:
    """Nothing in it is a protocol of a library's, such as `__array_interface__`, which names an address."""
    if any(name.startswith("_") for name in held):
        raise ValueError
    return types.SimpleNamespace(**held)


def wrapped(value: Any, kind: type) -> tuple[str, Any] | None:
    """The tag of a wrapper and what it holds; None for what is none."""
    tag = _TAGS.get(kind)
    if tag is None or (tag == "bounded" and value.maxlen is None):
        return None
    if tag == "zoned" and type(value.tzinfo) is not zoneinfo.ZoneInfo:
        return None
    return tag, _WRAPPERS[tag][1](value)


def held(value: Any) -> list[Any]:
    """What an object of a subclass holds, as one item of plain data; no item where it is none."""
    try:
        numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
        if numpy and isinstance(value, numpy.ndarray):
            return [numpy.asarray(value)]
        for kind in (pandas.DataFrame, pandas.Series) if pandas else ():
            if isinstance(value, kind):
                return [kind(value)]
        return next(([take(value)] for base, take in _HELD if isinstance(value, base)), [])
    except Exception:  # whatever a learner's object raises when it is looked at
        return []


def refill(value: Any, now: Any) -> Any:
    """Put what ``now`` holds into an object of such a type, by the type's own methods; returns the object."""
    if isinstance(value, list):
        list.__setitem__(value, slice(None), now)
    elif isinstance(value, bytearray):
        value[:] = now
    elif isinstance(value, dict):
        dict.clear(value)
        dict.update(value, now)
    elif isinstance(value, set):
        set.clear(value)
        set.update(value, now)
    elif isinstance(value, collections.deque):
        collections.deque.clear(value)
        collections.deque.extend(value, now)
    elif isinstance(value, (collections.UserList, collections.UserDict)):
        value.data = now.data
    elif type(value) is types.SimpleNamespace:
        vars(value).clear()
        vars(value).update(vars(now))
    elif type(value).__name__ == "ndarray" and value.shape == now.shape and value.dtype == now.dtype:
        value[...] = now
    elif type(value).__name__ in ("DataFrame", "Series"):
        value._update_inplace(now)
    return value


def refilled(value: Any, now: Any) -> Any:
    """The test's own object with what it holds after a call, if that is of its type."""
    now = content(now) if is_hollow(type(now)) else now
    return value if value is now or type(value) is not type(now) else refill(value, now)
