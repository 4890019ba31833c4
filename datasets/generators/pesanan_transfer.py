"""Orders of Bu Sari's jenang by transfer, September and October 2026: 40 orders with a picture as proof.

True parameters: 1 to 5 packs at Rp20.000, a few larger. `FALSE` are the orders (by place) whose money never
came, with their packs; `SHORT` came with a nought too few: Rp20.000 for Rp200.000.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from usaha import JENANG

SEED = 20260901
ORDERS = 40
FALSE = {8: 6, 17: 10, 26: 8, 35: 12}
SHORT = {30: 10}


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    days = np.sort(rng.integers(0, 61, ORDERS))
    packs = rng.integers(1, 6, ORDERS)
    packs[[4, 21]] = 8, 15
    for place, count in (FALSE | SHORT).items():
        packs[place] = count
    return pd.DataFrame(
        {
            "nomor_pesanan": [f"W{number:03d}" for number in range(1, ORDERS + 1)],
            "tanggal": (pd.Timestamp("2026-09-01") + pd.to_timedelta(days, unit="D")).strftime("%Y-%m-%d"),
            "jumlah_pak": packs,
            "total": packs * JENANG.price,
        }
    )
