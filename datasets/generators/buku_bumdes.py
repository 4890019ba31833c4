"""Ledger of an invented BUMDes (Sekar Makmur, Karangsekar) with two units, October 2025 to September 2026,
one line a week (7th, 14th, 21st, 28th of the month) and kind.

True parameters: sales grow 1,5% a month; gross margin 15% in the farm shop, 30% in the souvenir shop,
both steady; the warning sign: the share of farm-shop sales on credit rises from 10% to 54%, of which two
thirds come back after eight weeks, so cash falls while the profit and loss looks healthy. Opening cash
Rp60.000.000. Of the year's profit of Rp52,2 million and this cash, Rp81,6 million stand with the buyers at
the end and Rp30,7 million in the till. The columns kas and piutang hold the signed changes.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20251001
OPENING_CASH = 60_000_000
FARM, SOUVENIR = "toko tani", "toko oleh-oleh"
SALES = {FARM: 9_000_000, SOUVENIR: 3_000_000}
"""Rupiah a week in the first month."""
COST_SHARE = {FARM: 0.85, SOUVENIR: 0.70}
BASKET = {FARM: 150_000, SOUVENIR: 60_000}
WAGES_PER_MONTH, RUNNING_PER_MONTH = 4_500_000, 900_000
CREDIT_STEP, CREDIT_START, PAID_BACK, DELAY_WEEKS = 0.04, 0.10, 2 / 3, 8


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    rows: list[tuple[pd.Timestamp, str, str, int, int, int]] = []
    weeks = [
        month + pd.Timedelta(days=day)
        for month in pd.date_range("2025-10-01", periods=12, freq="MS")
        for day in (6, 13, 20, 27)
    ]
    rows.append((pd.Timestamp("2025-10-01"), "kantor", "saldo awal", OPENING_CASH, 0, 0))
    for position, week in enumerate(weeks):
        month = (week.year - 2025) * 12 + week.month - 10
        for unit, base in SALES.items():
            sales = _thousands(base * 1.015**month * rng.uniform(0.9, 1.1))
            credit = _thousands(sales * (CREDIT_START + CREDIT_STEP * month)) if unit == FARM else 0
            buyers = round(sales / BASKET[unit])
            cost = COST_SHARE[unit]
            rows.append(
                (week, unit, "penjualan tunai", sales - credit, _thousands((sales - credit) * cost), buyers)
            )
            if credit:
                rows.append((week, unit, "penjualan kredit", credit, _thousands(credit * cost), 0))
                if position + DELAY_WEEKS < len(weeks):
                    rows.append(
                        (
                            weeks[position + DELAY_WEEKS],
                            unit,
                            "pelunasan kredit",
                            _thousands(credit * PAID_BACK),
                            0,
                            0,
                        )
                    )
            rows.append((week, unit, "belanja barang", _thousands(sales * cost), 0, 0))
        if week.day == 7:
            rows.append((week, "kantor", "upah", WAGES_PER_MONTH, 0, 0))
            rows.append((week, "kantor", "listrik dan sewa", RUNNING_PER_MONTH, 0, 0))
    ledger = pd.DataFrame(
        rows, columns=["tanggal", "unit_usaha", "transaksi", "nilai", "harga_pokok", "pembeli"]
    )
    ledger = ledger.sort_values("tanggal", kind="stable").reset_index(drop=True)
    ledger.insert(1, "bulan", ledger["tanggal"].dt.strftime("%Y-%m"))
    ledger["tanggal"] = ledger["tanggal"].dt.strftime("%Y-%m-%d")
    ledger.insert(4, "arah_kas", ledger["transaksi"].map(_direction))
    ledger["kas"] = ledger["nilai"] * ledger["arah_kas"].map({"masuk": 1, "keluar": -1, "belum": 0})
    owed = {"penjualan kredit": 1, "pelunasan kredit": -1}
    ledger["piutang"] = ledger["nilai"] * ledger["transaksi"].map(owed).fillna(0).astype(int)
    return ledger


def _thousands(rupiah: float) -> int:
    return int(round(rupiah, -3))


def _direction(transaction: str) -> str:
    if transaction in ("saldo awal", "penjualan tunai", "pelunasan kredit"):
        return "masuk"
    return "belum" if transaction == "penjualan kredit" else "keluar"
