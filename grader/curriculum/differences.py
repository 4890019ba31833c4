"""The two tables of `grader/PENILAIAN.md`, Indonesian and English, from `grader/differences.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from grader.curriculum.marked_parts import fill

FILE = "grader/PENILAIAN.md"
SOURCE = "grader/differences.toml"
_HEADS = ("Kejadian", "event")


def paper(root: Path) -> str:
    """The paper with both tables renewed. Raises SinauError when a mark is missing."""
    rows = tomllib.loads((root / SOURCE).read_text(encoding="utf-8"))["difference"]
    tables = {name: _table(rows, language) for language, name in enumerate(("beda", "differences"))}
    return fill((root / FILE).read_text(encoding="utf-8"), tables, FILE)


def _table(rows: list[dict[str, list[str]]], language: int) -> str:
    lines = [f"| {_HEADS[language]} | nbgrader 0.9.6 | sinau |", "|---|---|---|"]
    lines += [
        "| " + " | ".join(row[column][language] for column in ("event", "nbgrader", "sinau")) + " |"
        for row in rows
    ]
    return "\n".join(lines)
