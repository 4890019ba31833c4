"""Money received in Bu Sari's account, September and October 2026, for the orders of pesanan_transfer.

Orders are named in the transfer's message. Two rows are no orders (arisan, and money from a child), together
exactly as much as what is missing: the two totals agree although five orders were not paid.
"""

from __future__ import annotations

import pandas as pd
from pesanan_transfer import FALSE, SHORT
from pesanan_transfer import make as orders

OTHERS = (("2026-09-20", "arisan", 600_000), ("2026-10-12", "dari Dina", 300_000))


def make() -> pd.DataFrame:
    paid = orders()
    paid.loc[list(SHORT), "total"] //= 10
    paid = paid.drop(index=list(FALSE))
    received = pd.DataFrame(
        {
            "tanggal_masuk": [*paid["tanggal"], *(day for day, _, _ in OTHERS)],
            "nomor_pesanan": [*paid["nomor_pesanan"], *(name for _, name, _ in OTHERS)],
            "masuk": [*paid["total"], *(amount for _, _, amount in OTHERS)],
        }
    )
    return received.sort_values("tanggal_masuk", kind="stable").reset_index(drop=True)
