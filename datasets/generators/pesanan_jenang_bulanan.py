"""The orders of pesanan_jenang added up by month: a table small enough for the very first chart."""

from __future__ import annotations

import pandas as pd
import pesanan_jenang


def make() -> pd.DataFrame:
    orders = pesanan_jenang.make()
    return (
        orders.groupby("bulan")
        .agg(
            jumlah_pesanan=("nomor_pesanan", "count"),
            jumlah_pak=("jumlah_pak", "sum"),
            omzet=("total", "sum"),
        )
        .reset_index()
    )
