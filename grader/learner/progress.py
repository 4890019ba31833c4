"""What was really checked in a workspace: one small file a notebook, written by `periksa`, read by Beranda.

Names of questions and counts, nothing of the answers but short digests of the wrong ones.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from grader.checks.spec import Json, Outcome, Verdict
from grader.common.layout import NEW_VERSION, write_atomic
from grader.learner.profile import STATE_FOLDER

_FOLDER = Path(STATE_FOLDER) / "kemajuan"
#: Wrong answers that are remembered; nobody counts further.
_MOST = 9


@dataclass(frozen=True)
class Tried:
    """How a question stands: whether it was ever right, its best and last score, the wrong answers so far."""

    right: bool = False
    score: float = 0.0
    points: float = 0.0
    wrong: tuple[str, ...] = ()


def note(workspace: Path, notebook: Path, seen: Json, verdict: Verdict) -> Tried:
    """Remember a check of an answer that was `seen`; one that was not done yet is no try.

    Never raises: where nothing can be written, what is returned holds for this session alone.
    """
    known = dict(read(workspace, notebook))
    before = known.get(verdict.check, Tried())
    if verdict.outcome in (Outcome.BLANK, Outcome.CRASHED):
        return before
    now = _after(before, seen, verdict)
    if now != before:
        known[verdict.check] = now
        data = json.dumps({name: asdict(tried) for name, tried in known.items()}, indent=1, sort_keys=True)
        with contextlib.suppress(OSError):
            write_atomic(_file(workspace, notebook), data.encode())
    return now


def _after(before: Tried, seen: Json, verdict: Verdict) -> Tried:
    best = max(before.score, verdict.score)
    if verdict.outcome is Outcome.RIGHT:
        return replace(before, right=True, score=best, points=verdict.points)
    mark = hashlib.sha256(json.dumps(seen, sort_keys=True, default=str).encode()).hexdigest()[:8]
    wrong = tuple(dict.fromkeys((*before.wrong, mark)))[:_MOST]
    return replace(before, score=best, points=verdict.points, wrong=wrong)


def read(workspace: Path, notebook: Path) -> Mapping[str, Tried]:
    """The questions of a notebook that were tried, by name; none where nothing is known or the file is
    damaged.
    """
    try:
        found = json.loads(_file(workspace, notebook).read_text(encoding="utf-8"))
        return {
            str(name): Tried(
                bool(one["right"]), float(one["score"]), float(one["points"]), tuple(map(str, one["wrong"]))
            )
            for name, one in found.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def last_worked_on(workspace: Path, notebook: Path) -> float:
    """When a check of this notebook last changed something, in epoch seconds; 0 for never."""
    try:
        return _file(workspace, notebook).stat().st_mtime
    except OSError:
        return 0.0


def _file(workspace: Path, notebook: Path) -> Path:
    """The file of a notebook (absolute, or relative to the workspace); copies of it share one."""
    inside = notebook.relative_to(workspace) if notebook.is_absolute() else notebook
    return workspace / _FOLDER / f"{inside.parts[0]}-{inside.stem.removesuffix(NEW_VERSION)}.json"
