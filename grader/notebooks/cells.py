"""What stands in a cell: its source, nbgrader's marks, the region of the solution. Takes any JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
#: The tag of a test cell that a person marks, because it cannot be run.
MANUAL = "dinilai-orang"
_REGION = re.compile(rf"^[ \t]*{BEGIN}\n(?P<inside>.*?)^[ \t]*{END}[ \t]*\n?", re.MULTILINE | re.DOTALL)


def source_text(cell: Mapping[str, Any]) -> str:
    """The source of a cell as one string, whichever way the file stores it."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def marks(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    """What nbgrader noted about a cell (grade_id, points, solution, ...); nothing where it noted nothing."""
    metadata = cell.get("metadata")
    found = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def tags(cell: Mapping[str, Any]) -> list[str]:
    """The tags of a cell."""
    metadata = cell.get("metadata")
    found = metadata.get("tags") if isinstance(metadata, Mapping) else None
    return [str(tag) for tag in found] if isinstance(found, list) else []


def is_code(cell: Mapping[str, Any]) -> bool:
    return cell.get("cell_type") == "code"


def is_answer(cell: Mapping[str, Any]) -> bool:
    """Whether the learner answers here."""
    return bool(marks(cell).get("solution"))


def is_test(cell: Mapping[str, Any]) -> bool:
    """Whether a cell is graded by running it."""
    return is_code(cell) and bool(marks(cell).get("grade")) and not is_answer(cell)


def without_solution(source: str) -> str:
    """The source without its solution regions."""
    return _REGION.sub("", source).rstrip("\n")


def with_solution(source: str) -> str:
    """The source as it runs with the model answer, without the marker lines."""
    return "\n".join(line for line in source.split("\n") if line.strip() not in (BEGIN, END))


def solution_of(source: str) -> str | None:
    """What stands in the first solution region; None where there is none."""
    found = _REGION.search(source)
    return found["inside"].rstrip("\n") if found else None


def short(text: str, limit: int = 60) -> str:
    """The text on one line, cut off; a backtick would end the code that it stands in."""
    line = " ".join(text.split()).replace("`", "'")
    return line if len(line) <= limit else line[: limit - 1] + "…"
