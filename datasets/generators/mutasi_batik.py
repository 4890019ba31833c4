"""Money received by the invented group Batik Ciprat Rukun, October 2026, for the orders of pesanan_batik.

Two rows are no orders: a grant from the BUMDes and the members' savings.
"""

from __future__ import annotations

import pandas as pd
from pesanan_batik import FALSE, SHORT
from pesanan_batik import make as orders

OTHERS = (("2026-10-05", "iuran anggota", 240_000), ("2026-10-23", "pinjaman BUMDes", 1_500_000))


def make() -> pd.DataFrame:
    paid = orders()
    paid.loc[list(SHORT), "total"] //= 10
    paid = paid.drop(index=list(FALSE))
    received = pd.DataFrame(
        {
            "tanggal_masuk": [*paid["tanggal"], *(day for day, _, _ in OTHERS)],
            "kode": [*paid["kode"], *(name for _, name, _ in OTHERS)],
            "masuk": [*paid["total"], *(amount for _, _, amount in OTHERS)],
        }
    )
    return received.sort_values("tanggal_masuk", kind="stable").reset_index(drop=True)
