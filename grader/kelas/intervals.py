"""How sure a share or a correlation is, from few answers: 95% intervals. Pure arithmetic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

_Z = 1.959964


@dataclass(frozen=True)
class Estimate:
    """A value with its 95% interval."""

    value: float
    low: float
    high: float


def share(successes: float, n: int) -> Estimate | None:
    """A share with Wilson's interval; None without answers. Points won in part count as part of a success."""
    if n <= 0:
        return None
    p = min(max(successes / n, 0.0), 1.0)
    spread = 1 + _Z**2 / n
    middle = (p + _Z**2 / (2 * n)) / spread
    half = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2)) / spread
    return Estimate(p, max(0.0, middle - half), min(1.0, middle + half))


def correlation(pairs: Sequence[tuple[float, float]]) -> Estimate | None:
    """Pearson's correlation with Fisher's interval; None below ten pairs, or where one side never varies."""
    n = len(pairs)
    if n < 10:
        return None
    of_x, of_y = (_from_the_mean(side) for side in zip(*pairs, strict=True))
    spread = math.sqrt(sum(map(mul, of_x, of_x)) * sum(map(mul, of_y, of_y)))
    if spread < 1e-12:
        return None
    r = min(max(sum(map(mul, of_x, of_y)) / spread, -0.999999), 0.999999)
    half = _Z / math.sqrt(n - 3)
    return Estimate(r, math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half))


def _from_the_mean(values: Sequence[float]) -> list[float]:
    mean = sum(values) / len(values)
    return [value - mean for value in values]
