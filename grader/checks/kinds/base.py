"""What every kind of answer can do; a new kind is one module with one subclass."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from grader.checks import messages
from grader.checks.spec import FacetVerdict, Json

Observation = dict[str, Json]
Match = Callable[[str, str], bool]


class Kind:
    """A kind of answer, stateless.

    ``types`` are the observation types it judges; ``options`` the keywords an author may give. A *frame* is
    the public part of a key (tolerances as grids, required units): it goes into the released key file.
    """

    name: ClassVar[str]
    types: ClassVar[frozenset[str]]
    options: ClassVar[frozenset[str]] = frozenset()

    def recognise(self, value: object, request: Mapping[str, Json]) -> Observation | None:
        """The observation of a Python value, None where it is not of this kind. Runs beside learner code."""
        raise NotImplementedError

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        """The public part of the key."""
        return dict(options)

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        """Facet → canonical text of an answer inside a frame; empty where the answer cannot be compared."""
        raise NotImplementedError

    def accepted(self, key: Observation, frame: Json) -> dict[str, tuple[str, ...]]:
        """Facet → canonical texts that count as right."""
        return {facet: (value,) for facet, value in self.canon(key, frame).items()}

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        """One verdict per facet of the key (``expected``) and per property that needs no key."""
        canon = self.canon(seen, frame)
        return [FacetVerdict(f, f in canon and match(f, canon[f])) for f in sorted(expected, key=self.place)]

    def place(self, facet: str) -> tuple[int, str]:
        """Where a facet stands among the others; by its number unless a kind says otherwise.

        A key file keeps no order, and both locks must tell the same difference first.
        """
        number = re.search(r"\d+", facet)
        return (int(number[0]) if number else 0, facet)

    def share(self, facets: Sequence[FacetVerdict], frame: Json) -> float:
        """The share of the points, 0 to 1; all or nothing unless a kind says otherwise."""
        return float(bool(facets) and all(f.ok for f in facets))

    def praise(self, frame: Json) -> str:
        """What to say of a right answer."""
        return messages.RIGHT

    def variants(self, seen: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        """Typical slips undone: if the variant of the answer matches, the slip explains it."""
        return ()

    def key_slips(self, key: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        """Wrong answers that can be foreseen from the key alone."""
        return ()

    def show(self, seen: Observation) -> str:
        """The answer in a few Indonesian words, for "Jawabanmu ..."."""
        raise NotImplementedError
