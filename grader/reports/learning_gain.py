"""What people learned between two tests: pure arithmetic, no files.

Half of a class takes form A first, the other half form B. With ``gain`` the true gain and ``form`` how much
easier B is than A, a person of the first half changes by ``gain + form``, one of the second by
``gain - form``: the mean of the two group means is the gain whatever the forms, half their difference the
forms.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

ENOUGH_PAIRS = 12
"""Below this many people with both tests no gain is stated: the interval would hold nearly everything."""
ENOUGH_PER_ORDER = 3
"""Both orders need this many people before the forms can be told apart from the gain."""
ENOUGH_ANSWERS = 10
ENOUGH_FOR_DISCRIMINATION = 30


@dataclass(frozen=True)
class Pair:
    """One person's two scores, as shares from 0 to 1; ``a_first`` tells the order of the forms."""

    before: float
    after: float
    a_first: bool

    @property
    def change(self) -> float:
        return self.after - self.before

    @property
    def level(self) -> float:
        return (self.after + self.before) / 2


@dataclass(frozen=True)
class Estimate:
    """A mean with its 95% interval, on the scale of the scores (0.1 is ten points of a hundred)."""

    mean: float
    low: float
    high: float

    @property
    def tells(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Gain:
    """What the pairs of a class say. Estimates are None where too few people took both tests."""

    pairs: int
    a_first: int
    before: float | None
    after: float | None
    gain: Estimate | None
    form: Estimate | None
    """How much more is right in form B than in form A."""
    order: Estimate | None
    """How much more those who had A first have right, in both tests together."""


@dataclass(frozen=True)
class ItemFigures:
    """How an item did: the share right, and how it goes with the rest of the test (-1 to 1)."""

    answers: int
    right: float | None
    discrimination: float | None


def learning_gain(pairs: Sequence[Pair]) -> Gain:
    """The gain of a class, free of the difference of the forms where both orders have enough people."""
    first = [pair for pair in pairs if pair.a_first]
    second = [pair for pair in pairs if not pair.a_first]
    n = len(pairs)
    if n < ENOUGH_PAIRS:
        return Gain(n, len(first), None, None, None, None, None)
    before = float(np.mean([pair.before for pair in pairs]))
    after = float(np.mean([pair.after for pair in pairs]))
    if min(len(first), len(second)) < ENOUGH_PER_ORDER:
        gain = _combined([[pair.change for pair in pairs]], [1.0])
        return Gain(n, len(first), before, after, gain, None, None)
    changes = [[pair.change for pair in group] for group in (first, second)]
    levels = [[pair.level for pair in group] for group in (first, second)]
    return Gain(
        n,
        len(first),
        before,
        after,
        _combined(changes, [0.5, 0.5]),
        _combined(changes, [0.5, -0.5]),
        _combined(levels, [1.0, -1.0]),
    )


def item_figures(right: Sequence[bool], rest: Sequence[float], group: Sequence[object]) -> ItemFigures:
    """Difficulty and discrimination of one item.

    ``rest`` is the score on the other items; it is compared within ``group`` (the same test of the same
    path), so that having learned does not look like a good item.
    """
    n = len(right)
    share = float(np.mean(right)) if n >= ENOUGH_ANSWERS else None
    if n < ENOUGH_FOR_DISCRIMINATION:
        return ItemFigures(n, share, None)
    x, y = _centred([float(value) for value in right], group), _centred(rest, group)
    spread = math.sqrt(float(x @ x) * float(y @ y))
    return ItemFigures(n, share, float(x @ y) / spread if spread > 1e-12 else None)


def t_quantile(df: float) -> float:
    """The point below which Student's t with ``df`` degrees of freedom lies with a probability of 97.5%."""
    # With t = sqrt(df) * tan(u) the density becomes cos(u) ** (df - 1): smooth, and on a finite range.
    u = np.linspace(0.0, math.pi / 2, 4_001)
    density = np.cos(u) ** (df - 1)
    area = np.concatenate(([0.0], np.cumsum((density[1:] + density[:-1]) / 2)))
    at = float(np.interp(0.95 * area[-1], area, u))
    return math.sqrt(df) * math.tan(at)


def _combined(groups: Sequence[Sequence[float]], weights: Sequence[float]) -> Estimate:
    """A weighted sum of group means with Welch's t interval."""
    mean = sum(weight * float(np.mean(group)) for weight, group in zip(weights, groups, strict=True))
    parts = [
        weight**2 * float(np.var(group, ddof=1)) / len(group)
        for weight, group in zip(weights, groups, strict=True)
    ]
    variance = sum(parts)
    if variance <= 0:
        return Estimate(mean, mean, mean)
    df = variance**2 / sum(part**2 / (len(group) - 1) for part, group in zip(parts, groups, strict=True))
    half = t_quantile(df) * math.sqrt(variance)
    return Estimate(mean, mean - half, mean + half)


def _centred(
    values: Sequence[float], group: Sequence[object]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    array = np.asarray(values, dtype=np.float64)
    for name in set(group):
        members = np.asarray([one == name for one in group])
        array[members] -= array[members].mean()
    return array
