"""`"Omzet %s, laba %.2f" % (a, b)` as it is printed: numbers have the marks of the rest of the course."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

#: One place of a text with `%`: its name, its flags, its width, its precision, its kind.
_PLACE = re.compile(r"%(?:\((\w*)\))?([#0+ -]*)(\d*)(?:\.(\d*))?[hlL]?([diouxXeEfFgGcrsa%])")
_SWAPPED = str.maketrans(",.", ".,")


def filled(text: str, values: Any, write: Callable[[Any], str]) -> str:
    """The text with its values put in; `write` says how one looks where the text asks for none of its digits.

    Raises what Python's own `%` raises.
    """
    python: str = text % values
    if "%" in _PLACE.sub("", text):  # a width that is a value itself
        return python
    left = iter(values if isinstance(values, tuple) else (values,))
    return _PLACE.sub(lambda place: _one(place, values, left, write), text)


def _one(place: re.Match[str], values: Any, left: Iterator[Any], write: Callable[[Any], str]) -> str:
    name, flags, width, precision, kind = place.groups()
    if kind == "%":
        return place[0] % ()
    value = values[name] if name is not None and isinstance(values, Mapping) else next(left)
    if isinstance(value, float) and value != value:  # a missing number has no digits
        return f"%{flags}{width}s" % write(value)
    asked = f"%{flags}{width}{'' if precision is None else f'.{precision}'}{kind}"
    if kind == "s":
        return asked % write(value)
    return (asked % (value,)).translate(_SWAPPED) if kind in "eEfFgG" else asked % (value,)
