"""nbgrader without what makes its import slow."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def import_nbgrader() -> Any:
    """Import nbgrader without what makes it slow (over a second) and is of no use here.

    jsonschema would import checkers of web addresses and durations, which nothing here has, and does without
    them when they are missing. The package's ``__init__`` would import its
    server extensions; its modules do not need that. nbgrader runs ``alembic`` by name when it makes a
    gradebook, so this interpreter's programs come first on PATH.
    """
    scripts = str(Path(sys.executable).parent)
    if scripts not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    for checker in ("rfc3987_syntax", "isoduration"):
        sys.modules.setdefault(checker, None)  # type: ignore[arg-type]
    if "nbgrader" not in sys.modules:
        spec = importlib.util.find_spec("nbgrader")
        assert spec is not None
        sys.modules["nbgrader"] = package = importlib.util.module_from_spec(spec)
        version = importlib.import_module("nbgrader._version").__version__
        vars(package)["__version__"] = version  # its apps ask for it
    return sys.modules["nbgrader"]
