"""Two product photos shown in turn over 14 days (1 to 14 September 2026).

True parameters: A 1.000 visits and 20 orders (2,0%), B 1.000 visits and 27 orders (2,7%); the totals are
fixed, only their spread over the days is drawn. z = 1,03: the difference is not significant. About 3.136
visits a side would be needed to see one percentage point at 2% (16 p (1 - p) / d^2).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20260901
TOTALS = {"A": (1_000, 20), "B": (1_000, 27)}
DAYS = pd.date_range("2026-09-01", "2026-09-14")


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    even = np.full(len(DAYS), 1 / len(DAYS))
    parts = []
    for photo, (visits, orders) in TOTALS.items():
        visits_by_day = rng.multinomial(visits, even)
        orders_by_day = rng.multinomial(orders, visits_by_day / visits)
        parts.append(
            pd.DataFrame(
                {
                    "tanggal": DAYS.strftime("%Y-%m-%d"),
                    "foto": photo,
                    "kunjungan": visits_by_day,
                    "pesanan": orders_by_day,
                }
            )
        )
    return pd.concat(parts).sort_values(["tanggal", "foto"]).reset_index(drop=True)
