"""What every kind of answer can do; a new kind is one module with one subclass, and its line in KINDS."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import ClassVar

from grader.checks import messages
from grader.checks.observation import Observation
from grader.checks.spec import FacetVerdict, Json

Match = Callable[[str, str], bool]
Has = Callable[[str], bool]

#: A key with more parts than this is not marked by parts: each mark takes milliseconds to look up.
MOST_PARTS = 64


class Kind:
    """A kind of answer, stateless.

    ``types`` are the observation types it judges; ``options`` the keywords an author may give. ``wanted`` and
    ``noun`` are how such an answer is called ("Yang diminta sebuah angka, sedangkan x berisi teks").
    ``equivalents`` are other ways to write the same answer, with ``{0}`` for its name: the audit holds that
    they score full. A *frame* is the public part of a key (tolerances as grids, required units): it goes into
    the released key file.
    """

    name: ClassVar[str]
    types: ClassVar[frozenset[str]]
    wanted: ClassVar[str]
    noun: ClassVar[str]
    options: ClassVar[frozenset[str]] = frozenset()
    equivalents: ClassVar[tuple[str, ...]] = ()
    #: Whether a key decides; without one a person does, or properties of the learner's own work.
    needs_key: ClassVar[bool] = True
    #: Whether the entries of ``keliru`` are answers themselves, not expressions over the solution's names.
    wrong_answers_are_literal: ClassVar[bool] = False

    def claims(self, key: Observation, options: Mapping[str, Json]) -> bool:
        """Whether it judges a question with this key; the first kind that does, has it."""
        return key["type"] in self.types

    def recognise(self, value: object, request: Mapping[str, Json]) -> Observation | None:
        """The observation of a Python value, None where it is not of this kind. Runs beside learner code."""
        raise NotImplementedError

    def fault(self, key: Observation) -> str | None:
        """Why a key cannot be judged by, as the end of a sentence to its author."""
        return None

    def full_key(
        self, key: Observation, options: Mapping[str, Json], wrong: Mapping[str, Observation]
    ) -> Observation:
        """The key with what else the author's options say about it and nobody may read."""
        return key

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

    def tells(self, key: Observation, seen: Observation, in_order: bool, counted: bool) -> bool:
        """Whether an answer like ``seen``, of the key's type, points to the slip that made it.

        ``in_order``: the slip ends in the other end of an order; ``counted``: it ends in a count. Nothing,
        and a word out of a few, are also answered for many other reasons.
        """
        return False

    def place_of(self, facets: Sequence[FacetVerdict]) -> str:
        """A sentence that says where in the answer a typical slip was made, before the slip is told."""
        return ""

    def parts(self, seen: Observation, frame: Json) -> Iterable[str]:
        """Canonical texts of what an answer is made of (rows, items), each with its place; few, or none."""
        return ()

    def where(self, seen: Observation, frame: Json, wrong: Collection[str], has: Has) -> str:
        """A sentence that names the place where an answer differs, never the value; "" where none is known.

        ``wrong`` are the facets that do not match; ``has`` tells whether a text is a part of the key.
        """
        return ""

    def remark(self, seen: Observation) -> tuple[str, str] | None:
        """What is to be said of an answer that no slip explains, and what to try: "" for the usual words."""
        return None

    def show(self, seen: Observation) -> str:
        """The answer in a few Indonesian words, for "Jawabanmu ..."."""
        raise NotImplementedError

    def show_in(self, seen: Observation, frame: Json) -> str:
        """The same with what the question knows, such as its unit."""
        return self.show(seen)

    def called(self, seen: Observation) -> str:
        """What is found where something else was due: its noun unless a kind knows better."""
        return self.noun
