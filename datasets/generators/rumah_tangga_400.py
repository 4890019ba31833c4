"""All 400 households of an invented village, to draw samples from and compare with the truth.

True parameters: exactly 248 of 400 (62%) have internet at home. The list runs from the village hall
outwards in eight rings of 50 households: 90%, 80%, 70%, 60%, 50%, 50%, 46%, 50% connected, so the first
30 rows are the easy ones to reach and far too well connected. Its RT are six, as everywhere in
Karangsekar (67, 67, 67, 67, 66, 66). Monthly spending on internet: Rp60.000 to Rp150.000 where
connected.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20260400
CONNECTED = (45, 40, 35, 30, 25, 25, 23, 25)
PER_RING = 50
RT = 6


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    parts = []
    for order, connected in enumerate(CONNECTED):
        has_internet = rng.permutation(np.arange(PER_RING) < connected)
        distance = np.sort(rng.integers(0, 300, PER_RING)) + 300 * order + 50
        parts.append(
            pd.DataFrame(
                {
                    "jarak_balai_desa": distance,
                    "jumlah_anggota": rng.choice(
                        [1, 2, 3, 4, 5, 6], size=PER_RING, p=[0.06, 0.16, 0.26, 0.28, 0.16, 0.08]
                    ),
                    "punya_internet": np.where(has_internet, "ya", "tidak"),
                    "belanja_internet": np.where(has_internet, rng.integers(12, 31, PER_RING) * 5_000, 0),
                }
            )
        )
    households = pd.concat(parts, ignore_index=True)
    parted = np.array_split(np.arange(len(households)), RT)
    households.insert(0, "rt", [f"{number:02d}" for number, part in enumerate(parted, 1) for _ in part])
    households.insert(0, "kode_rumah_tangga", [f"R{number:03d}" for number in range(1, len(households) + 1)])
    return households
