"""Tolerance as a grid: the same yes or no against a key and against a digest of the key.

A number is accepted when it lies within `tolerance` of the key. A digest cannot be compared by distance, so
the number line is cut into cells of twice the tolerance, placed so that the key stands in the middle of its
cell; an answer is right when it falls into the key's cell. What is published is the width of a cell and where
cells begin modulo that width, never the cell's number.
"""

from __future__ import annotations

import math

#: Cells are a hair wider than twice the tolerance, so that an answer exactly at its edge counts.
EDGE = 1 + 1e-6


def default_tolerance(key: float) -> float:
    """The absolute tolerance when the author gives none: float noise only, a power of ten (it tells the size
    at most).
    """
    size = abs(key) * 1e-9
    return max(1e-6, 10.0 ** math.ceil(math.log10(size))) if size > 0 else 1e-6


def relative_tolerance(key: float, share: float) -> float:
    """`share` of the key as an absolute tolerance of one significant digit, so that it does not spell out
    the key.
    """
    return max(float(f"{abs(key) * share:.0e}"), default_tolerance(key))


def place(key: float, tolerance: float) -> tuple[float, float]:
    """Width and offset of the grid for a key: `(width, offset)`, with `0 <= offset < width`."""
    reach = max(tolerance, default_tolerance(key)) * EDGE
    width = 2 * reach
    return width, (key - reach) % width


def cell(value: float, width: float, offset: float) -> str:
    """The name of the cell that holds `value`; what is too far away to be counted is in none of them."""
    number = (value - offset) / width
    return str(math.floor(number)) if math.isfinite(number) else "jauh"
