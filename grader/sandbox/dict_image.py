"""The bytes of a dict's table, to see without touching its values whether one was exchanged.

Comparing the values themselves counts a reference to each for a moment, and in a forked child that write
copies the page that the value lies on: for the modules that tests lean on it cost more than the test.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Mapping
from typing import Any

_POINTER = ctypes.sizeof(ctypes.c_void_p)
#: CPython's `PyDictObject` has `ma_keys` as its fifth word; the head of `PyDictKeysObject` counts and caches.
_KEYS_AT, _KEYS_HEAD = 4 * _POINTER, 32
_AROUND = dict.__basicsize__ + 2 * _POINTER  # what `getsizeof` counts besides the table
_LAID_OUT_SO = (
    sys.implementation.name == "cpython"
    and (3, 11) <= sys.version_info[:2] <= (3, 14)
    and (object.__basicsize__, dict.__basicsize__) == (2 * _POINTER, 6 * _POINTER)
)
# Bound here, before any learner's code: by index `pythonapi` gives a function that nobody else has.
_read: Any = ctypes.pythonapi["PyBytes_FromStringAndSize"]
_read.restype, _read.argtypes = ctypes.py_object, (ctypes.c_void_p, ctypes.c_ssize_t)
_getsizeof, _id, _from_bytes, _order = sys.getsizeof, id, int.from_bytes, sys.byteorder


def image(table: dict[str, Any]) -> bytes | None:
    """The bytes of the table of keys and values: the same until a key or value is put, deleted or exchanged.

    None where this Python's dicts are not laid out as is known here.
    """
    if not _LAID_OUT_SO:
        return None
    size = _getsizeof(table) - _AROUND - _KEYS_HEAD
    if size < 0:  # an empty dict has the table that all share
        return b""
    keys = _from_bytes(_read(_id(table) + _KEYS_AT, _POINTER), _order)
    made: bytes = _read(keys + _KEYS_HEAD, size)
    return made


def table_of(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The dict itself of what `vars` gives for a module or a class."""
    if isinstance(attributes, dict):
        return attributes
    [table] = gc.get_referents(attributes)
    assert isinstance(table, dict)
    return table
