"""Tolerance as a grid: the same yes or no against a key and against a digest of the key.

A number is accepted when it lies within `tolerance` of the key. A digest cannot be compared by distance, so
the number line is cut into cells a little wider than twice the tolerance, so that one of `STEPS` ways to lay
them holds all of the key's tolerance in one cell; an answer is right when it falls into the key's cell.
Published are the width of a cell and which of the `STEPS` ways it is, never the cell's number: the exact
place would tell the key to whoever tries all whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

#: Cells are a hair wider than twice the tolerance, so that an answer exactly at its edge counts.
EDGE = 1 + 1e-6
#: In how many ways cells can be laid. Past the tolerance, up to 2/15 of it is accepted on one side.
STEPS = 16
#: The width of a cell in which there is only noise, in widths of the noise.
NOISE_CELL = 10


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


def width_of(tolerance: float) -> float:
    """The width of the cells for a tolerance."""
    return 2 * tolerance * EDGE * STEPS / (STEPS - 1)


def place(key: float, tolerance: float) -> tuple[float, float]:
    """Width and offset of the grid for a key; the offset is a multiple of width / STEPS."""
    width, [offset], _ = places([key], tolerance)
    return width, offset


def places(keys: Sequence[float], tolerance: float) -> tuple[float, list[float], bool]:
    """The width of a grid for several keys, the offset for each, and whether that tells nothing by itself.

    Where only the noise of floats is tolerated, cells are a power of ten wide and nearly always laid around
    zero: then all numbers of so many decimals lie in the middle of theirs, and the offset tells nothing.
    """
    noise = max(map(default_tolerance, keys))
    width = NOISE_CELL * noise
    if tolerance > noise or width > 1:
        width = width_of(max(tolerance, noise))
        return width, [offset_of(key, width) for key in keys], False
    return width, [_around_zero(key, width, noise) for key in keys], True


def _around_zero(key: float, width: float, noise: float) -> float:
    start = key / width + 0.5
    return width / 2 if abs(start - round(start)) > noise / width * EDGE else offset_of(key, width)


def offset_of(key: float, width: float) -> float:
    """Where cells of this width begin, so that the key's holds all of its tolerance."""
    step = width / STEPS
    start = key - (width - step) / 2
    return math.floor(start / step) % STEPS * step


def cell(value: float, width: float, offset: float) -> str:
    """The name of the cell that holds `value`; what is too far away to be counted is in none of them."""
    number = (value - offset) / width
    return str(math.floor(number)) if math.isfinite(number) else "jauh"
