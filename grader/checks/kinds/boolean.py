"""Yes or no: `True`/`False`, also numpy's, also the words ya, tidak, benar, salah."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from grader.checks.kinds.base import Kind
from grader.checks.kinds.scalar import normal_text, plain
from grader.checks.observation import BoolSeen, Observation, is_bool, is_number_seen, is_text
from grader.checks.spec import Json

WORDS = {"ya": True, "benar": True, "true": True, "tidak": False, "salah": False, "false": False}


class Boolean(Kind):
    name = "boolean"
    types = frozenset({"bool"})
    wanted, noun = "True atau False", "True/False"
    equivalents = ("__import__('numpy').bool_({0})",)

    def recognise(self, value: object, request: Mapping[str, Json]) -> BoolSeen | None:
        bare = plain(value)
        return {"type": "bool", "value": bare} if type(bare) is bool else None

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        value = None
        if is_text(seen):
            value = WORDS.get(normal_text(seen["value"]))
        elif is_bool(seen):
            value = seen["value"]
        return {"nilai": str(value)} if type(value) is bool else {}

    def variants(self, seen: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        if is_number_seen(seen) and seen["value"] in (0, 1):
            meant: BoolSeen = {"type": "bool", "value": bool(seen["value"])}
            yield "number-for-bool", meant

    def show(self, seen: Observation) -> str:
        return "True (ya)" if is_bool(seen) and seen["value"] else "False (tidak)"
