"""A recogniser of one slip behind Python's errors, with the cells that prove when it speaks and when not.

To add one: write a function that returns None where it is not sure, and give it the errors it looks at, a
cell in which it must speak and one, as like it as can be, in which it must not. The list is asked from top to
bottom, so what is more particular stands higher. `tests/test_learner_recognisers.py` runs every cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.scene import Scene

Explain = Callable[[Any, Scene], Explanation | None]


@dataclass(frozen=True)
class Recogniser:
    """`explain` gives the two sentences, or None. It is asked for errors of one of the `kinds`.

    `speaks` and `silent` are cells that fail where a few names are known (the test has them): in the
    first its sentence is the one that is said, in the others it is not.
    """

    kinds: tuple[type[BaseException], ...]
    explain: Explain
    speaks: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.explain.__name__


class Recognisers(list[Recogniser]):
    """A list that is filled by its decorator, in the order of the source."""

    def of(
        self, *kinds: type[BaseException], speaks: Sequence[str], silent: Sequence[str] = ()
    ) -> Callable[[Explain], Explain]:
        """Add the function below."""

        def add(explain: Explain) -> Explain:
            self.append(Recogniser(kinds, explain, tuple(speaks), tuple(silent)))
            return explain

        return add
