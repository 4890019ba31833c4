"""The road through the course as it lies in a workspace, read by panels and by Beranda."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

FILE = Path(".sinau") / "jalan.json"


@dataclass(frozen=True)
class Step:
    """One notebook of the road; `path` is relative to the workspace, `paths` are the learning paths it is on.

    `questions` are the names that `periksa` knows there; `points` is 0 in a lesson.
    """

    kind: str  # "lesson" or "exercise"
    id: str
    title: str
    module: str
    minutes: int
    path: str
    paths: tuple[str, ...]
    points: float
    questions: tuple[str, ...]

    @property
    def name(self) -> str:
        """What its tab is called: "1-01 Mulai di sini", "Latihan 1-01"."""
        number = re.match(r"\d-\d\d", self.id)
        if number is None:
            return self.title
        return f"Latihan {number[0]}" if self.kind == "exercise" else f"{number[0]} {self.title}"


Road = tuple[Step, ...]


def dumps(road: Road) -> str:
    """The text of the road's file; the same road gives the same bytes."""
    return json.dumps([asdict(step) for step in road], ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_road(workspace: Path) -> Road:
    """The road of a workspace; empty where it has none (an older one, or a damaged file)."""
    try:
        steps = json.loads((workspace / FILE).read_text(encoding="utf-8"))
        road = tuple(Step(**step) for step in steps)
        return tuple(replace(step, paths=tuple(step.paths), questions=tuple(step.questions)) for step in road)
    except (OSError, ValueError, TypeError):
        return ()


def along(road: Road, learning_path: str | None) -> Road:
    """The pages of one learning path; all of them where none was chosen."""
    return tuple(step for step in road if learning_path is None or learning_path in step.paths)


def neighbours(road: Road, path: str, by: int) -> tuple[tuple[str, Step], ...]:
    """The page `by` steps from the one at `path`, with the learning path on which it is that.

    One where all paths agree (its learning path is then ""), several at a fork, none at an end.
    """
    here = next((step for step in road if step.path == path), None)
    if here is None:
        return ()
    found = [(name, _beside(along(road, name), here, by)) for name in here.paths]
    there = [(name, step) for name, step in found if step is not None]
    if len({step.path for _, step in there}) == 1:
        return (("", there[0][1]),)
    return tuple(there)


def _beside(road: Sequence[Step], here: Step, by: int) -> Step | None:
    at = road.index(here) + by
    return road[at] if 0 <= at < len(road) else None
