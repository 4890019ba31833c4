"""Forty invented businesses before and after a class in selling online, twenty of which took part.

True parameters, mean takings a month in thousands of Rupiah: took part 1.200 -> 1.400 -> 1.900, did not 900
-> 1.050 -> 1.230 (April, August, December 2026; the class was in September). The naive change is 500, the
change without the class 180, so the difference in differences is 320; before the class those who took part
already grew a little faster (200 against 150). Deviations sum to zero, so the group means are exact.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20260914
MONTHS = ("2026-04", "2026-08", "2026-12")
MEANS = {"ikut": (1_200, 1_400, 1_900), "tidak ikut": (900, 1_050, 1_230)}
PER_GROUP = 20


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    rows = []
    first = 1
    for group, means in MEANS.items():
        lasting = _balanced(rng, 300)
        for month, mean in zip(MONTHS, means, strict=True):
            takings = mean + lasting + _balanced(rng, 80)
            rows += [
                (f"U{first + number:02d}", group, month, int(value)) for number, value in enumerate(takings)
            ]
        first += PER_GROUP
    panel = pd.DataFrame(rows, columns=["kode_usaha", "kelompok", "bulan", "omzet_ribu"])
    return panel.sort_values(["kode_usaha", "bulan"]).reset_index(drop=True)


def _balanced(rng: np.random.Generator, width: int) -> np.ndarray:
    """PER_GROUP deviations in random order, each with its opposite, so that they sum to zero."""
    half = np.round(np.linspace(width / (PER_GROUP / 2), width, PER_GROUP // 2))
    return rng.permutation(np.concatenate([half, -half]))
