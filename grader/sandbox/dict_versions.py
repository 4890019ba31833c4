"""Which of many dicts were changed, seen from their versions in memory without touching a dict or its values.

CPython numbers each change of a dict (PEP 509). Comparing the values themselves, or only naming the dicts,
counts a reference to each for a moment, and in a forked child that write copies the page it lies on: for the
libraries that tests lean on it would cost more than the test. Reading thousands of versions takes less than
a millisecond.
"""

from __future__ import annotations

import ctypes
import gc
import operator
import sys
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Any

_POINTER = ctypes.sizeof(ctypes.c_void_p)
_VERSION_AT = 3 * _POINTER  # `ma_version_tag` of `PyDictObject`
_LAID_OUT_SO = (
    sys.implementation.name == "cpython"
    and (3, 11) <= sys.version_info[:2] <= (3, 13)
    and (object.__basicsize__, dict.__basicsize__, _POINTER) == (16, 48, 8)
)
_differ = operator.ne


class Versions:
    """The versions that two or more dicts have now; the dicts must outlive it."""

    def __init__(self, tables: Sequence[dict[str, Any]]) -> None:
        self._count = len(tables)
        if _LAID_OUT_SO:
            places = [id(table) + _VERSION_AT for table in tables]
            first = min(places)
            words = (ctypes.c_uint64 * ((max(places) - first) // 8 + 1)).from_address(first)
            self._memory = memoryview(words).cast("B").cast("Q")
            self._pick = operator.itemgetter(*((place - first) // 8 for place in places))
            self._seen = self._pick(self._memory)

    def changed(self) -> Sequence[int]:
        """The numbers of the dicts that may have been changed; all, where this Python keeps no versions."""
        if not _LAID_OUT_SO:
            return range(self._count)
        now = self._pick(self._memory)
        return () if now == self._seen else tuple(compress(range(self._count), map(_differ, now, self._seen)))


def table_of(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The dict itself of what `vars` gives for a module or a class."""
    if isinstance(attributes, dict):
        return attributes
    [table] = gc.get_referents(attributes)
    assert isinstance(table, dict)
    return table
