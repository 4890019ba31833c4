"""Random numbers of a test that seeds them (`np.random.seed(0)`): the learner's functions draw from there.

The state crosses only from the test to the learner's side: else a learner could choose what a test draws.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Collection, Mapping
from typing import Any

#: The generators that whole processes share, by the names of this module.
KINDS = ("random", "numpy")


class Seeds:
    """On the test's side: the states that the learner's side does not know yet."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}

    def begin(self, kinds: Collection[str]) -> None:
        """Watch these generators, from their present state on."""
        self._known = {kind: _mark(kind) for kind in kinds if kind in KINDS}

    def changes(self) -> dict[str, Any]:
        """The state of each that was seeded, or drawn from, since the last call."""
        made = {}
        for kind, known in self._known.items():
            mark = _mark(kind)
            if mark != known:
                made[kind], self._known[kind] = state(kind), mark
        return made

    @property
    def watched(self) -> list[str]:
        """The generators that are."""
        return list(self._known)

    def moved(self, kinds: Collection[str]) -> None:
        """The learner's side has drawn: go on here too, so that seeding the same again is told."""
        for kind in self._known.keys() & set(kinds):
            draw(kind)
            self._known[kind] = _mark(kind)


def marks(kinds: Collection[str]) -> dict[str, Any]:
    """What changes with each draw."""
    return {kind: _mark(kind) for kind in kinds}


def moved(before: Mapping[str, Any]) -> list[str]:
    """The generators that have drawn since those `marks`."""
    return [kind for kind, mark in before.items() if _mark(kind) != mark]


def state(kind: str) -> Any:
    """The state of a generator as plain data."""
    return random.getstate() if kind == "random" else sys.modules["numpy"].random.get_state()


def take(states: Mapping[str, Any]) -> None:
    """Set generators to states of `Seeds`."""
    for kind, told in states.items():
        if kind == "random":
            random.setstate(told)
        else:
            import numpy as np

            np.random.set_state(told)


def draw(kind: str) -> None:
    """One number, for nobody."""
    if kind == "random":
        random.random()
    else:
        sys.modules["numpy"].random.random_sample()


def _mark(kind: str) -> Any:
    if kind == "random":
        return random.getstate()
    if "numpy" not in sys.modules:
        return None
    _, keys, *rest = state(kind)
    return (keys.tobytes(), *rest)
