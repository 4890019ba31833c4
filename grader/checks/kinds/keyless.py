"""Kinds that judge the learner's own work: there is no key, because everybody's data differ.

An author asks for one by name: ``periksa("kartu", jenis="kartu")``. What is right stands in the frame, which
everybody may read; nothing is secret here.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from grader.checks.kinds.base import Kind
from grader.checks.observation import Observation
from grader.checks.spec import Json


class Keyless(Kind):
    """A kind that is asked for by ``word`` and needs no reference run."""

    word: ClassVar[str]
    """What an author writes as ``jenis``."""
    needs_no_key = True
    wrong_answers_are_literal = True

    def claims(self, key: Observation, options: Mapping[str, Json]) -> bool:
        return options.get("jenis") == self.word

    def recognise(self, value: object, request: Mapping[str, Json]) -> Observation | None:
        return None  # the value is a number, text, table or chart, which those kinds recognise

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        return {}


def beside(seen: Observation) -> list[dict[str, Any]]:
    """What the author's expressions over the learner's names gave, in their order."""
    found = cast(dict[str, Any], seen).get("beside") or ()
    return [one if isinstance(one, dict) else {} for one in found]
