"""What Bu Sari's own QRIS app shows as received, for the notes of nota_jenang.

One payment for each note by QRIS, except the one that never came. Above Rp500.000 the fee of a micro
business, 0,3%, has been taken off.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from nota_jenang import FALSE_DAY, FALSE_PACKS, QRIS_FEE, QRIS_LIMIT
from nota_jenang import make as notes

SEED = 20261006


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    paid = notes()
    false = (paid["tanggal"] == FALSE_DAY) & (paid["bayar"] == "QRIS") & (paid["jumlah_pak"] == FALSE_PACKS)
    paid = paid[(paid["bayar"] == "QRIS") & ~false]
    fee = np.where(paid["total"] > QRIS_LIMIT, paid["total"] * QRIS_FEE, 0).round().astype(int)
    minutes = rng.integers(8 * 60, 19 * 60, len(paid))
    received = pd.DataFrame(
        {
            "tanggal": paid["tanggal"],
            "jam": [f"{minute // 60:02d}.{minute % 60:02d}" for minute in minutes],
            "masuk": paid["total"] - fee,
        }
    )
    return received.sort_values(["tanggal", "jam"]).reset_index(drop=True)
