"""nbgrader without what makes its import slow."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from functools import lru_cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any


@lru_cache(maxsize=1)
def import_nbgrader() -> Any:
    """Import nbgrader without what makes it slow (over a second) and is of no use here.

    jsonschema would import checkers of web addresses and durations, which nothing here has, and does without
    them when they are missing. The package's `__init__` would import its
    server extensions; its modules do not need that. What it needs for JupyterHub and for archives is imported
    once it is used. nbgrader runs `alembic` by name when it makes a
    gradebook, so this interpreter's programs come first on PATH.
    """
    scripts = str(Path(sys.executable).parent)
    if scripts not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    for checker in ("rfc3986_validator", "rfc3987_syntax", "isoduration"):
        sys.modules.setdefault(checker, None)  # type: ignore[arg-type]
    _put_off("requests")
    _put_off("setuptools.archive_util", "unpack_archive", "unpack_tarfile", "unpack_zipfile")
    if "nbgrader" not in sys.modules:
        spec = importlib.util.find_spec("nbgrader")
        assert spec is not None
        sys.modules["nbgrader"] = package = importlib.util.module_from_spec(spec)
        version = importlib.import_module("nbgrader._version").__version__
        vars(package)["__version__"] = version  # its apps ask for it
    return sys.modules["nbgrader"]


def _put_off(name: str, *functions: str) -> None:
    """Have a module imported when something of it is used; `functions` may be taken from it before.

    importlib's LazyLoader imports at the next `import` statement already.
    """
    if name in sys.modules:
        return
    module = sys.modules[name] = ModuleType(name)
    vars(module)["__getattr__"] = partial(_attribute, module)
    vars(module).update({function: partial(_call, module, function) for function in functions})


def _attribute(stand_in: ModuleType, name: str) -> Any:
    if name.startswith("__"):  # the import statement itself asks for these
        raise AttributeError(name)
    return getattr(_real(stand_in), name)


def _real(stand_in: ModuleType) -> ModuleType:
    if sys.modules.get(stand_in.__name__) is stand_in:
        del sys.modules[stand_in.__name__]
    return importlib.import_module(stand_in.__name__)


def _call(stand_in: ModuleType, function: str, *given: Any, **options: Any) -> Any:
    return getattr(_real(stand_in), function)(*given, **options)
