"""The money in Bu Sari's drawer, counted every evening without the change of Rp100.000 that stays in it.

It equals the cash notes of nota_jenang, less Rp50.000 on the day it was taken for the kitchen.
"""

from __future__ import annotations

import pandas as pd
from nota_jenang import DRAWER_DAY, DRAWER_TAKEN
from nota_jenang import make as notes


def make() -> pd.DataFrame:
    paid = notes()
    cash = paid[paid["bayar"] == "tunai"].groupby("tanggal", as_index=False)[["total"]].sum()
    cash = cash.rename(columns={"total": "laci"})
    cash.loc[cash["tanggal"] == DRAWER_DAY, "laci"] -= DRAWER_TAKEN
    return cash
