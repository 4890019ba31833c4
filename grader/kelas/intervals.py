"""How sure a share or a correlation is, from few answers: 95% intervals. Pure arithmetic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

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


def correlation(x: Sequence[float], y: Sequence[float]) -> Estimate | None:
    """Pearson's correlation with Fisher's interval; None below ten pairs, or where one side never varies."""
    n = len(x)
    if n < 10:
        return None
    mean_x, mean_y = sum(x) / n, sum(y) / n
    of_x, of_y = [a - mean_x for a in x], [b - mean_y for b in y]
    spread = math.sqrt(sum(a * a for a in of_x) * sum(b * b for b in of_y))
    if spread < 1e-12:
        return None
    r = min(max(sum(a * b for a, b in zip(of_x, of_y, strict=True)) / spread, -0.999999), 0.999999)
    half = _Z / math.sqrt(n - 3)
    return Estimate(r, math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half))
