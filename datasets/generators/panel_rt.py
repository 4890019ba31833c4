"""Sixty invented RT before and after an internet programme, thirty of them without it.

True parameters: share of households that sell online, mean per group: programme 20% -> 30%, comparison 15%
-> 19%. The naive change is 10 points, the change without the programme 4, so the true effect is 6
points. Deviations of the single RT are drawn but sum to zero, so the group means are exact.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20220801
MEANS = {"program": (20.0, 30.0), "pembanding": (15.0, 19.0)}
TIMES = ("sebelum", "sesudah")
DATES = ("2022-03-01", "2023-03-01")
PER_GROUP = 30


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    rows = []
    first = 1
    for group, means in MEANS.items():
        lasting = _balanced(rng, 6.0)
        for time, date, mean in zip(TIMES, DATES, means, strict=True):
            shares = np.round(mean + lasting + _balanced(rng, 2.0), 1)
            rows += [
                (f"RT{first + number:02d}", group, time, date, share) for number, share in enumerate(shares)
            ]
        first += PER_GROUP
    panel = pd.DataFrame(rows, columns=["kode_rt", "kelompok", "waktu", "tanggal", "persen_jualan_daring"])
    return panel.sort_values(["kode_rt", "tanggal"]).reset_index(drop=True)


def _balanced(rng: np.random.Generator, width: float) -> np.ndarray:
    """PER_GROUP deviations in random order, each with its opposite, so that they sum to zero."""
    half = np.round(np.linspace(width / (PER_GROUP / 2), width, PER_GROUP // 2), 1)
    return rng.permutation(np.concatenate([half, -half]))
