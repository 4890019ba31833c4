"""Which of many dicts were changed, without touching a dict or its values.

Comparing the values themselves, or only naming the dicts, counts a reference to each for a moment, and in a
forked child that write copies the page it lies on: for the libraries that tests lean on it would cost more
than the test. From Python 3.12 on a dict that is watched tells of each change; before that CPython numbered
the changes (PEP 509), and reading thousands of such numbers from memory takes less than a millisecond.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import operator
import os
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Any

_VERSION_AT = 24  # `ma_version_tag` of `PyDictObject`
_differ, _process = operator.ne, os.getpid
_api: Any = ctypes.pythonapi
_WATCHED = hasattr(_api, "PyDict_AddWatcher")
_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class Numbered:
    """Two or more dicts of Python 3.11; they must outlive it."""

    def __init__(self, tables: Sequence[dict[str, Any]]) -> None:
        places = [id(table) + _VERSION_AT for table in tables]
        first = min(places)
        words = (ctypes.c_uint64 * ((max(places) - first) // 8 + 1)).from_address(first)
        self._memory = memoryview(words).cast("B").cast("Q")
        self._pick = operator.itemgetter(*((place - first) // 8 for place in places))
        self._seen = self._pick(self._memory)

    def changed(self) -> Sequence[int]:
        """The numbers of the dicts that were changed since."""
        now = self._pick(self._memory)
        if now == self._seen:
            return ()
        return tuple(compress(range(len(now)), map(_differ, now, self._seen)))

    def close(self) -> None:
        """Nothing is held."""


class Watched:
    """The same from Python 3.12 on. A process can have few of these; `close` those that are done."""

    def __init__(self, tables: Sequence[dict[str, Any]]) -> None:
        self._changed: set[int] = set()
        number, note = {id(table): n for n, table in enumerate(tables)}, self._changed.add

        def tell(event: int, table: int, key: int, value: int) -> int:
            note(number[table])
            return 0

        self._tell = _Callback(tell)  # kept as long as Python may call it
        self._watcher = _api.PyDict_AddWatcher(self._tell)
        for table in tables:
            _api.PyDict_Watch(self._watcher, ctypes.py_object(table))
        self._process = _process()
        atexit.register(self._at_exit)

    def changed(self) -> Sequence[int]:
        """The numbers of the dicts that were changed since."""
        return tuple(self._changed)

    def close(self) -> None:
        """Watch no longer."""
        atexit.unregister(self._at_exit)
        _api.PyDict_ClearWatcher(self._watcher)

    def _at_exit(self) -> None:
        """Python changes all dicts when it ends; a learner's child may only say that it does."""
        if self._process == _process():
            self.close()


Versions: type[Numbered | Watched] = Watched if _WATCHED else Numbered


def table_of(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The dict itself of what `vars` gives for a module or a class."""
    if isinstance(attributes, dict):
        return attributes
    [table] = gc.get_referents(attributes)
    assert isinstance(table, dict)
    return table
