"""Sales notes of Bu Sari's jenang paid in cash or by QRIS, Monday 5 to Sunday 18 October 2026.

True parameters: 1 or 2 notes in cash and 1 or 2 by QRIS a day, 1 to 5 packs at Rp20.000; on Sunday 11 October
one order of 30 packs for a wedding, by QRIS. Three things do not fit with the money, on purpose: `LACI`
(Rp50.000 taken from the drawer for the kitchen), the fee of 0,3% on the large order (Rp1.800), and
`NEVER_CAME` (a note of Rp60.000 for which the buyer only showed a picture of a payment).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from usaha import JENANG

SEED = 20261005
DAYS = pd.date_range("2026-10-05", "2026-10-18", freq="D").strftime("%Y-%m-%d")
WEDDING, WEDDING_PACKS = "2026-10-11", 30
DRAWER_DAY, DRAWER_TAKEN = "2026-10-09", 50_000
FALSE_DAY, FALSE_PACKS = "2026-10-14", 3
QRIS_LIMIT, QRIS_FEE = 500_000, 0.003


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    rows = []
    for day in DAYS:
        packs = [("tunai", int(rng.integers(1, 6))) for _ in range(rng.integers(1, 3))]
        packs += [("QRIS", int(rng.integers(1, 6))) for _ in range(rng.integers(1, 3))]
        if day == WEDDING:
            packs.append(("QRIS", WEDDING_PACKS))
        if day == DRAWER_DAY:
            packs = [("tunai", 4), ("QRIS", 4)]
        if day == FALSE_DAY:
            packs = [("tunai", 2), ("QRIS", 4), ("QRIS", FALSE_PACKS), ("QRIS", 1)]
        rows += [(day, way, count, count * JENANG.price) for way, count in packs]
    notes = pd.DataFrame(rows, columns=["tanggal", "bayar", "jumlah_pak", "total"])
    notes.insert(0, "nota", [f"N{number:02d}" for number in range(1, len(notes) + 1)])
    return notes
