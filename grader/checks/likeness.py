"""Numbers that are held in the clear or by their mark alone, and which of them are alike. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

#: Numbers that turn up in many right ways.
COMMON = frozenset([0.0, 1.0, 10.0, 100.0, 1000.0])
#: Numbers that change nothing, or stand for a side of something.
NEUTRAL = frozenset([0.0, 1.0])


@dataclass(frozen=True)
class Hidden:
    """A number by its mark alone, as ``marked`` makes one of the size of a number: the answer to a question
    is told to nobody who has not got it.
    """

    mark: str
    marked: Callable[[float], str]
    times: float = 1.0

    def is_one_of(self, numbers: Iterable[float]) -> bool:
        """Whether it is any of these numbers, whatever its sign."""
        return any(self.marked(abs(number / self.times)) == self.mark for number in numbers)


Held = float | Hidden


def scaled(number: Held, size: float) -> Held:
    """So many times a number."""
    return replace(number, times=number.times * size) if isinstance(number, Hidden) else number * size


def is_same(number: float, other: Held) -> bool:
    """Whether it is this one but for how a computer rounds."""
    if isinstance(other, Hidden):
        return other.is_one_of([number])
    return abs(number - other) <= 1e-9 * max(abs(number), abs(other))


def is_one_of(number: float, others: Iterable[Held]) -> bool:
    """Whether it is one of these."""
    return any(o.is_one_of([number]) if isinstance(o, Hidden) else o == number for o in others)


def is_like(number: Held, others: Collection[Held]) -> bool:
    """Whether it is one of these, a percentage of one as a fraction or the other way round, or the rest."""
    plain = [other for other in others if not isinstance(other, Hidden)]
    hidden = [other for other in others if isinstance(other, Hidden)]
    if isinstance(number, Hidden):
        return number in hidden or number.is_one_of(_likes(plain))
    near = any(is_same(number, like) for like in _likes(plain))
    return near or (number >= 0 and any(other.is_one_of(_likes([number])) for other in hidden))


def _likes(numbers: Iterable[float]) -> list[float]:
    sizes = [abs(number) for number in numbers]
    likes = [size * scale for size in sizes for scale in (1, 100, 0.01)]
    return likes + [whole - size for size in sizes for whole in (1, 100) if 0 < size < whole]
