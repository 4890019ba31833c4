"""Kinds that judge the learner's own work: there is no key, because everybody's data differ.

An author asks for one by name: ``periksa("kartu", jenis="kartu")``. What is right stands in the frame, which
everybody may read; nothing is secret here.
"""

from collections.abc import Mapping

from grader.checks.kinds.base import Kind, Observation
from grader.checks.spec import Json


class Keyless(Kind):
    """A kind that is asked for by ``word`` and needs no reference run."""

    word = ""
    """What an author writes as ``jenis``."""

    def recognise(self, value: object, request: Mapping[str, Json]) -> Observation | None:
        return None  # the value is a number, text, table or chart, which those kinds recognise

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        return {}
