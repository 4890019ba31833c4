"""Ledger of an invented BUMDes (Tirta Waras, Watubening) from April to September 2026, for the exercise 4-02.

True parameters: everything is paid in cash. Piped water leaves about 20 %, the hire of tents about 60 %, but
wages and office cost Rp4.800.000 a month, so that every month loses money. The warning sign is the reverse
of the lesson's: cash rises from Rp18.000.000 because the village adds Rp25.000.000 of capital in July.
"""

from __future__ import annotations

import pandas as pd

MONTHS = ("2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09")
WATER, TENTS = "air bersih", "sewa tenda"
SOLD = {
    # takings, cost of what was sold, homes or hires served
    WATER: (
        (9_720_000, 7_760_000, 243),
        (9_640_000, 7_730_000, 241),
        (9_560_000, 7_690_000, 239),
        (9_400_000, 7_610_000, 235),
        (9_280_000, 7_550_000, 232),
        (9_160_000, 7_480_000, 229),
    ),
    TENTS: (
        (2_400_000, 950_000, 6),
        (3_200_000, 1_280_000, 8),
        (3_600_000, 1_440_000, 9),
        (2_800_000, 1_110_000, 7),
        (3_200_000, 1_270_000, 8),
        (2_400_000, 960_000, 6),
    ),
}
WAGES, OFFICE = 4_200_000, 600_000
OPENING_CASH, CAPITAL, CAPITAL_MONTH = 18_000_000, 25_000_000, "2026-07"


def make() -> pd.DataFrame:
    rows: list[tuple[str, str, str, int, int, int, int]] = [
        ("2026-04", "kantor", "saldo awal", OPENING_CASH, 0, OPENING_CASH, 0)
    ]
    for position, month in enumerate(MONTHS):
        if month == CAPITAL_MONTH:
            rows.append((month, "kantor", "penyertaan modal desa", CAPITAL, 0, CAPITAL, 0))
        for unit, months in SOLD.items():
            takings, cost, served = months[position]
            rows.append((month, unit, "penjualan tunai", takings, cost, takings, served))
            rows.append((month, unit, "belanja", cost, 0, -cost, 0))
        rows.append((month, "kantor", "upah", WAGES, 0, -WAGES, 0))
        rows.append((month, "kantor", "listrik dan kertas", OFFICE, 0, -OFFICE, 0))
    return pd.DataFrame(
        rows, columns=["bulan", "unit_usaha", "transaksi", "nilai", "harga_pokok", "kas", "dilayani"]
    )
