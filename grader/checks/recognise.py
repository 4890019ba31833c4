"""From a Python value to its observation. Runs beside learner code and holds no secret."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from grader.checks.blank import is_blank
from grader.checks.kinds.base import Kind
from grader.checks.observation import Observation, OtherSeen
from grader.checks.spec import Json

PLAIN_CONTAINERS = (dict, list, tuple)


def recognise(value: Any, request: Mapping[str, Json], kinds: Iterable[Kind]) -> Observation:
    """Observe a value; may raise whatever a learner's object raises when it is looked at."""
    parts: list[Any] = []
    if type(value) in PLAIN_CONTAINERS:
        parts = list(value.values() if isinstance(value, dict) else value)
    if is_blank(value) or value is ... or (parts and all(is_blank(part) for part in parts)):
        return {"type": "blank"}
    if value is None:
        return {"type": "none"}
    for kind in kinds:
        seen = kind.recognise(value, request)
        if seen is not None:
            return seen
    other: OtherSeen = {"type": "other", "python_type": type(value).__name__[:60]}
    return other
