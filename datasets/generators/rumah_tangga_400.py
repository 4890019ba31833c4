"""All 400 households of an invented village, to draw samples from and compare with the truth.

True parameters: exactly 248 of 400 (62%) have internet at home: RT 01 90%, 02 80%, 03 70%, 04 60%, 05
50%, 06 50%, 07 46%, 08 50% (50 households each). The list runs from the village hall (RT 01) outwards,
so the first 30 rows are the easy ones to reach and far too well connected. Monthly spending on internet:
Rp60.000 to Rp150.000 where connected.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20260400
CONNECTED = {"01": 45, "02": 40, "03": 35, "04": 30, "05": 25, "06": 25, "07": 23, "08": 25}
PER_RT = 50


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    parts = []
    for order, (rt, connected) in enumerate(CONNECTED.items()):
        has_internet = rng.permutation(np.arange(PER_RT) < connected)
        distance = np.sort(rng.integers(0, 300, PER_RT)) + 300 * order + 50
        parts.append(
            pd.DataFrame(
                {
                    "rt": rt,
                    "jarak_balai_desa": distance,
                    "jumlah_anggota": rng.choice(
                        [1, 2, 3, 4, 5, 6], size=PER_RT, p=[0.06, 0.16, 0.26, 0.28, 0.16, 0.08]
                    ),
                    "punya_internet": np.where(has_internet, "ya", "tidak"),
                    "belanja_internet": np.where(has_internet, rng.integers(12, 31, PER_RT) * 5_000, 0),
                }
            )
        )
    households = pd.concat(parts, ignore_index=True)
    households.insert(0, "kode_rumah_tangga", [f"R{number:03d}" for number in range(1, len(households) + 1)])
    return households
