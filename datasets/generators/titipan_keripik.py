"""Keripik of an invented BUMDes in three places, eight weeks, as it was written down: with faults.

True parameters, packs a week: warung 20, pasar 30, toko oleh-oleh 44 (noise of a few packs). Faults: one row
is there twice, two have no number, one has a zero too many.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20261012
MEANS = {"warung": 20, "pasar": 30, "toko oleh-oleh": 44}
UNIT = "pak"
SOURCE = "buku titipan, ditulis setiap Senin"
FIRST = "2026-10-12"
WEEKS = 8
EMPTY = (5, 16)
ZERO_TOO_MANY = 10
TWICE = 19


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    rows: list[tuple[str, str, float | None, str, str]] = []
    for day in pd.date_range(FIRST, periods=WEEKS, freq="7D"):
        for place, mean in MEANS.items():
            rows.append((day.date().isoformat(), place, int(mean + rng.integers(-4, 5)), UNIT, SOURCE))
    for number in EMPTY:
        rows[number] = (*rows[number][:2], None, *rows[number][3:])
    day, place, packs, *rest = rows[ZERO_TOO_MANY]
    rows[ZERO_TOO_MANY] = (day, place, int(packs or 0) * 10, *rest)
    rows.insert(TWICE + 1, rows[TWICE])
    table = pd.DataFrame(rows, columns=["tanggal", "kelompok", "nilai", "satuan", "sumber"])
    return table.assign(nilai=table["nilai"].astype("Int64"))
