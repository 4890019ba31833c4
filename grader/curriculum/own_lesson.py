"""The lesson to which an exercise belongs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.common.checkout import content_root
from grader.common.errors import SinauError


def lesson_of(notebook: Mapping[str, Any]) -> Path | None:
    """Where the lesson of an exercise lies; None outside a checkout, or for what has none."""
    try:
        root = content_root()
    except SinauError:
        return None
    told = notebook.get("metadata", {}).get("sinau", {})
    name = str(told.get("id") or "") if told.get("kind") == "exercise" else ""
    paths = list((root / "lessons").glob(f"*/{name}.ipynb")) if name else []
    return paths[0] if len(paths) == 1 else None
