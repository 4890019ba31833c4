"""Plain values taken out of a run, and put into another: answers, never code.

What is taken out is the process's word, worth as much as an answer; `give` builds nothing but plain data.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from grader.sandbox.crossing import Decoder, Encoder, Json, Tree

#: Characters of one value as JSON; a larger one stays where it is: answers alone fill no run's limits.
LARGEST = 1 << 19


def lend(namespace: Mapping[str, Any], names: Iterable[str]) -> dict[str, Tree | None]:
    """The value of each name, as a table of `crossing`; None where it is none of plain data or too large."""
    return {name: _told(namespace[name]) if name in namespace else None for name in names}


def give(namespace: dict[str, Any], values: Mapping[str, Json]) -> None:
    """Put values of `lend` under their names; raises DoesNotCross for one that is none."""
    namespace.update({name: Decoder(tree).root() for name, tree in values.items()})


def _told(value: Any) -> Tree | None:
    try:
        tree = Encoder().tree(value)
        return tree if len(json.dumps(tree)) <= LARGEST else None
    except Exception:  # whatever a learner's object raises when it is looked at
        return None
