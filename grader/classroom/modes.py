"""How each test of a source notebook is to run, as its release decided: kept in the class folder.

A grading reads it and never decides it from a submission; it holds as long as the source is the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from grader.classroom.graded_copy import stamp_of
from grader.common.layout import write_atomic

FOLDER = ".sinau-acuan"


def read_modes(course: Path, notebook: bytes) -> str:
    """The modes of a source notebook's tests (JSON), "" where no release has decided them."""
    try:
        return path_for(course, notebook, "mode").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def write_modes(course: Path, notebook: bytes, modes: Mapping[str, Any]) -> None:
    """Keep them; where nothing can be written nothing is."""
    with suppress(OSError):
        write_atomic(path_for(course, notebook, "mode"), json.dumps(modes, ensure_ascii=False).encode())


def path_for(course: Path, notebook: bytes, kind: str) -> Path:
    """Where something about a source notebook is kept."""
    return course / FOLDER / f"{stamp_of(notebook)[:20]}.{kind}"
