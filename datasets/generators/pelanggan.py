"""Purchases of 200 invented customers of Bu Sari in 18 months (April 2025 to September 2026); codes, no
names.

True parameters: 30 setia (every 3 weeks or so to the end), 30 hilang (every 3 weeks, then nothing after
February 2026 at the latest), 40 musiman (a large order before 1 Suro 2025, Lebaran 2026, 1 Suro 2026, each
with chance 0,85), 30 baru (first purchase in August or September 2026), 70 sekali (one purchase). Reference
day for recency: 30 September 2026.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from usaha import JENANG

SEED = 20250401
START, END = pd.Timestamp("2025-04-01"), pd.Timestamp("2026-09-30")
GROUPS = {"setia": 30, "hilang": 30, "musiman": 40, "baru": 30, "sekali": 70}
PACKS = {"setia": (2, 8), "hilang": (2, 8), "musiman": (5, 15), "baru": (1, 4), "sekali": (1, 4)}
FEASTS = (pd.Timestamp("2025-06-27"), pd.Timestamp("2026-03-21"), pd.Timestamp("2026-06-16"))


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    codes = rng.permutation([f"P{number:03d}" for number in range(1, sum(GROUPS.values()) + 1)])
    groups = [name for name, count in GROUPS.items() for _ in range(count)]
    rows = []
    for code, group in zip(codes, groups, strict=True):
        for day in _days(rng, group):
            packs = int(rng.integers(PACKS[group][0], PACKS[group][1] + 1))
            rows.append((day.strftime("%Y-%m-%d"), str(code), packs, packs * JENANG.price))
    sales = pd.DataFrame(rows, columns=["tanggal", "kode_pelanggan", "jumlah_pak", "total"])
    sales = sales.sort_values(["tanggal", "kode_pelanggan"]).reset_index(drop=True)
    sales.insert(0, "nomor_transaksi", [f"T{number:04d}" for number in range(1, len(sales) + 1)])
    return sales


def _days(rng: np.random.Generator, group: str) -> list[pd.Timestamp]:
    if group == "setia":
        return _regular(rng, START, END)
    if group == "hilang":
        return _regular(
            rng, START, pd.Timestamp("2025-09-01") + pd.Timedelta(days=int(rng.integers(60, 180)))
        )
    if group == "musiman":
        return [
            feast - pd.Timedelta(days=int(rng.integers(1, 12))) for feast in FEASTS if rng.random() < 0.85
        ]
    if group == "baru":
        first = pd.Timestamp("2026-08-01") + pd.Timedelta(days=int(rng.integers(0, 55)))
        return [first]
    return [START + pd.Timedelta(days=int(rng.integers(0, 480)))]


def _regular(rng: np.random.Generator, start: pd.Timestamp, end: pd.Timestamp) -> list[pd.Timestamp]:
    days = []
    day = start + pd.Timedelta(days=int(rng.integers(0, 40)))
    while day <= end:
        days.append(day)
        day += pd.Timedelta(days=int(rng.integers(12, 31)))
    return days
