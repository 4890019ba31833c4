"""Orders of the invented group Batik Ciprat Rukun by transfer, October 2026:
24 orders with a picture as proof.

True parameters: 1 to 3 sheets at Rp175.000. `FALSE` are the orders (by place) whose money never came, with
their sheets (9 in all); `SHORT` came with a nought too few: Rp70.000 for Rp700.000.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from usaha import BATIK

SEED = 20261001
ORDERS = 24
FALSE = {5: 1, 11: 4, 19: 4}
SHORT = {14: 4}


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    days = np.sort(rng.integers(0, 31, ORDERS))
    sheets = rng.integers(1, 4, ORDERS)
    for place, count in (FALSE | SHORT).items():
        sheets[place] = count
    return pd.DataFrame(
        {
            "kode": [f"B{number:02d}" for number in range(1, ORDERS + 1)],
            "tanggal": (pd.Timestamp("2026-10-01") + pd.to_timedelta(days, unit="D")).strftime("%Y-%m-%d"),
            "lembar": sheets,
            "total": sheets * BATIK.price,
        }
    )
