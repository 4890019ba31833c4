"""Two weeks of an invented gift shop in Ponorogo (Toko Oleh-oleh Lilis), 14 to 27 September 2026,
a row a day.

True parameters: cash notes Rp900.000 to Rp1.500.000 and QRIS notes Rp500.000 to Rp1.100.000 a day. The drawer
is Rp75.000 and Rp150.000 short on two days and Rp25.000 over on one; one QRIS payment of Rp750.000 costs
the fee of 0,3% (Rp2.250); one of Rp120.000 never came.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20260914
DRAWER = {"2026-09-17": -75_000, "2026-09-20": 25_000, "2026-09-23": -150_000}
QRIS = {"2026-09-19": -2_250, "2026-09-24": -120_000}


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    days = pd.Series(pd.date_range("2026-09-14", "2026-09-27", freq="D").strftime("%Y-%m-%d"))
    cash = rng.integers(180, 301, len(days)) * 5_000
    qris = rng.integers(100, 221, len(days)) * 5_000
    qris[days == "2026-09-19"] = 1_150_000
    return pd.DataFrame(
        {
            "tanggal": days,
            "nota_tunai": cash,
            "laci": cash + days.map(DRAWER).fillna(0).astype(int),
            "nota_qris": qris,
            "masuk_qris": qris + days.map(QRIS).fillna(0).astype(int),
        }
    )
