"""Kinds that judge the learner's own work: there is no key, because everybody's data differ.

An author asks for one by name: ``periksa("kartu", jenis="kartu")``. What is right stands in the frame, which
everybody may read; nothing is secret here. A frame may hold ``beside``, expressions over the learner's own
names; what they give stands beside the observation of the answer.
"""

from collections.abc import Mapping
from typing import ClassVar, cast

from grader.checks.kinds.base import Kind
from grader.checks.observation import Observation
from grader.checks.spec import Json


class SeenBeside(Observation):
    """An observation with those of the expressions of ``beside``, in order."""

    beside: list[Observation]


class Keyless(Kind):
    """A kind that is asked for by ``word`` and needs no reference run."""

    word: ClassVar[str]
    """What an author writes as ``jenis``."""
    needs_key = False
    wrong_answers_are_literal = True

    def claims(self, key: Observation, options: Mapping[str, Json]) -> bool:
        return bool(options.get("jenis") == self.word)

    def recognise(self, value: object, request: Mapping[str, Json]) -> Observation | None:
        return None  # the value is a number, text, table or chart, which those kinds recognise

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        return {}


def beside(seen: Observation) -> list[Observation]:
    """What the expressions beside an answer gave; an empty list where none were asked for."""
    found = cast(SeenBeside, seen).get("beside") or []
    return [one if isinstance(one, dict) and "type" in one else {"type": "other"} for one in found]


def is_true(seen: Observation) -> bool:
    """Whether an expression beside an answer holds."""
    return dict(seen).get("value") is True
