"""Yes or no: ``True``/``False``, also numpy's, also the words ya, tidak, benar, salah."""

from collections.abc import Iterable, Mapping

from grader.checks.kinds.base import Kind, Observation
from grader.checks.kinds.scalar import normal_text, plain
from grader.checks.spec import Json

WORDS = {"ya": True, "benar": True, "true": True, "tidak": False, "salah": False, "false": False}


class Boolean(Kind):
    name = "boolean"
    types = frozenset({"bool"})

    def recognise(self, value: object, request: Mapping[str, Json]) -> Observation | None:
        bare = plain(value)
        return {"type": "bool", "value": bare} if type(bare) is bool else None

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        value = seen.get("value")
        if seen["type"] == "text" and isinstance(value, str):
            value = WORDS.get(normal_text(value))
        return {"nilai": str(value)} if type(value) is bool else {}

    def variants(self, seen: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        if seen["type"] == "number" and seen.get("value") in (0, 1):
            yield "number-for-bool", {"type": "bool", "value": bool(seen["value"])}

    def show(self, seen: Observation) -> str:
        return "True (ya)" if seen.get("value") else "False (tidak)"
