"""Exceptions of the other side, made anew here: by name and what they were given, never by code."""

from __future__ import annotations

import builtins
import functools
import sys
from collections.abc import Mapping
from typing import Any

from grader.sandbox.crossing import Decoder, Json

#: Libraries whose exceptions cross by name.
_RAISING = {
    "_csv", "binascii", "calendar", "configparser", "copy", "csv", "dataclasses", "decimal", "graphlib",
    "json", "numpy", "pandas", "queue", "re", "sqlite3", "statistics", "struct", "zipfile", "zoneinfo",
}  # fmt: skip


def error(told: Mapping[str, Json], own: Any) -> BaseException:
    """The exception of a told one; ``own`` is the class that stands for one of the learner's, None else."""
    message = str(told.get("message", ""))
    kind: Any = own or _of_a_library(*told.get("library", ("", ""))) or builtin_error(str(told.get("base")))
    try:
        return kind(*Decoder(told["arguments"]).root())  # type: ignore[no-any-return]
    except Exception:
        return _bare(ValueError if kind is UnicodeDecodeError else kind, message)


def builtin_error(name: str) -> type[BaseException]:
    """Python's exception of this name; Exception where there is none that a test may meet."""
    found = getattr(builtins, name, None)
    if found is SystemExit:
        return SystemExit
    return found if isinstance(found, type) and issubclass(found, Exception) else Exception


def base_of(kind: type) -> str:
    """The name of Python's own class that an exception's class is, or comes from."""
    return next(base.__name__ for base in kind.__mro__ if base.__module__ == "builtins")


def _bare(kind: Any, message: str) -> BaseException:
    """An exception whose class asks for more than its message."""
    made: BaseException = kind.__new__(kind, message)
    made.args = (message,)
    return made


def _of_a_library(module: Any, name: Any) -> type[Exception] | None:
    """The exception of a library by its name, if data bring it about: no `unittest.SkipTest`.

    Of one that is there: a test that knows it imported it, and a name that a learner chose imports nothing.
    """
    if not _may_raise(module) or module not in sys.modules:
        return None
    try:
        found: Any = functools.reduce(getattr, str(name).split("."), sys.modules[module])
    except AttributeError:
        return None
    if isinstance(found, type) and issubclass(found, Exception) and _may_raise(found.__module__):
        return found
    return None


def _may_raise(module: Any) -> bool:
    return isinstance(module, str) and module.partition(".")[0] in _RAISING
