"""What else of one side an isolated test shows the other, as far as its sources speak of it.

To the learner's side: names that the solution's functions read and the test sets, deletes or patches
(`RATE = 3`, `del squares`, `patch("__main__.is_even")`), builtins that it patches (`builtins.input`), and,
until the test has ended, names of values that it hands over (`x = 5; assert square(x) == 25`): a function
that reads the global `x` has been given it all the same, and learns nothing by it. Likewise a data file that
the test wrote and whose name it hands over.
To the test's side: data files that the learner's code writes.
"""

from __future__ import annotations

import base64
import builtins
import contextlib
import stat
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

Json = Any
MAX_FILE = 1 << 20
_NOTHING = object()


class Settings:
    """On the test's side: what it has set since the learner's side last heard of it, by place and name."""

    def __init__(self) -> None:
        self._watched: dict[str, tuple[dict[str, Any], str]] = {}
        self._known: dict[str, Any] = {}
        self._namespace: dict[str, Any] = {}
        self._handed: Collection[str] = ()

    def begin(self, namespace: dict[str, Any], request: Mapping[str, Json]) -> None:
        """Watch the names of a test's request, as they are now."""
        self._namespace, self._handed = namespace, request.get("handed", ())
        self._watched = {f"g:{name}": (namespace, name) for name in request.get("reads", ())}
        self._watched |= {f"b:{name}": (vars(builtins), name) for name in request.get("patched", ())}
        self._known = {key: table.get(name, _NOTHING) for key, (table, name) in self._watched.items()}
        self._first = {key: value for key, value in self._known.items() if key.startswith("b:")}

    def changes(self, handed: Collection[Any] = ()) -> tuple[dict[str, Any], list[str]]:
        """What is set now and what is gone (builtins: is as it was), told once; the names of ``handed``."""
        made: dict[str, Any] = {}
        for name in self._handed if handed else ():
            value = self._namespace.get(name, _NOTHING)
            if any(value is one for one in handed):
                made[f"h:{name}"] = value
        gone: list[str] = []
        for key, (table, name) in self._watched.items():
            value = table.get(name, _NOTHING)
            if value is self._known[key]:
                continue
            self._known[key] = value
            if value is _NOTHING or value is self._first.get(key, _NOTHING):
                gone.append(key)
            else:
                made[key] = value
        return made, gone


class Mirrored:
    """On the learner's side: takes over what a test has set, and tells the files that were written."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._tables = {"g": namespace, "b": vars(builtins), "h": namespace}
        self._own: dict[str, Any] = {}
        self._first: dict[str, Any] = {}
        self._files: Collection[str] = ()
        self._told: dict[str, tuple[int, ...]] = {}

    def apply(self, made: Mapping[str, Any], gone: Collection[str]) -> None:
        """Set and delete names as the test has."""
        for key in (*made, *gone):
            table, name = self._tables[key[0]], key[2:]
            if key[0] == "b":
                self._first.setdefault(name, table.get(name))
            elif key[0] == "h":
                self._own.setdefault(name, table.get(name, _NOTHING))
            if key in made:
                table[name] = made[key]
            elif key[0] == "b":
                table[name] = self._first[name]
            else:
                table.pop(name, None)

    def give_back(self) -> None:
        """After a test: names of what it handed over mean again what they meant."""
        for name, value in self._own.items():
            if value is _NOTHING:
                self._tables["h"].pop(name, None)
            else:
                self._tables["h"][name] = value
        self._own.clear()

    def of_learner(self, names: Collection[str]) -> dict[str, Any]:
        """Those of these names that are bound, without what a test has handed over."""
        table = self._tables["h"]
        found = {name: self._own.get(name, table.get(name, _NOTHING)) for name in names}
        return {name: value for name, value in found.items() if value is not _NOTHING}

    def receive(self, files: Mapping[str, str]) -> None:
        """Write files that a test has made and hands over."""
        for name, content in files.items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(content))
            self._told[name] = _mark(path)

    def watch(self, files: Collection[str]) -> None:
        """Tell of these files from now on, each time that they have changed."""
        self._files = files

    def all_written(self) -> dict[str, str]:
        """All watched files."""
        self._told.clear()
        return self.written()

    def written(self) -> dict[str, str]:
        """Name → content (base64) of the watched files that are new or changed."""
        found: dict[str, str] = {}
        for name in self._files:
            with contextlib.suppress(OSError, ValueError):
                mark = _mark(Path(name))
                if self._told.get(name) != mark and _is_small(Path(name)):
                    found[name] = base64.b64encode(Path(name).read_bytes()).decode()
                    self._told[name] = mark
        return found


class Files:
    """On the test's side: files of the learner's. Those that lie there already are the author's and stay; so
    do those that the author's code has written since, in the place of a learner's too.

    ``may_change``: whether what a test has made and handed over may come back as another.
    """

    def __init__(self, may_change: Callable[[str], bool]) -> None:
        self._known: dict[str, tuple[int, ...]] = {}
        self._taken: set[str] = set()
        self._may_change = may_change

    def begin(self, awaited: Collection[str]) -> None:
        """Before a test: what lies there now is no news to the learner's side."""
        for name in awaited:
            if name not in self._taken and Path(name).exists():
                self._known.setdefault(name, _mark(Path(name)))

    def made(self, awaited: Collection[str], handed: Collection[Any]) -> dict[str, str]:
        """What the test has written into files whose names it hands over: name → content (base64)."""
        names = {str(one) for one in handed if isinstance(one, (str, Path))} if awaited else set()
        found: dict[str, str] = {}
        for name in names.intersection(awaited):
            path = Path(name)
            if _is_small(path) and self._known.get(name) != _mark(path):
                found[name] = base64.b64encode(path.read_bytes()).decode()
                self._known[name] = _mark(path)
                self._taken.discard(name)
        return found

    def take(self, told: Json, awaited: Collection[str]) -> None:
        """Write the files that a test awaits."""
        for name, content in told.items() if isinstance(told, dict) else ():
            path = Path(name)
            if name not in awaited or not self._may_take(name, path):
                continue
            with contextlib.suppress(OSError, ValueError, TypeError):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(base64.b64decode(content)[:MAX_FILE])
                self._known[name] = _mark(path)
                self._taken.add(name)

    def _may_take(self, name: str, path: Path) -> bool:
        if not path.exists():
            return True
        unchanged = self._known.get(name) == _mark(path)
        return unchanged and (name in self._taken or self._may_change(name))


def _mark(path: Path) -> tuple[int, ...]:
    """Which file it is, and when it was last written."""
    seen = path.lstat()
    return seen.st_ino, seen.st_mtime_ns, seen.st_size


def _is_small(path: Path) -> bool:
    """Whether it is an ordinary file that is not too large to be brought."""
    try:
        seen = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(seen.st_mode) and seen.st_size <= MAX_FILE
