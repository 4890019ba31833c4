"""Purchases of 200 invented customers of Bu Sari in 18 months (April 2025 to September 2026); codes, no
names.

True parameters: 30 setia (every 5 to 8 weeks, to the end), 24 hilang (the same rhythm, then nothing after a
day between 15 November 2025 and 1 June 2026), 40 musiman (before 1 Suro 2025, Lebaran 2026, 1 Suro 2026, each
with chance 0,8; large orders since 2026, when Bu Sari began to take orders for feasts), 30 baru (first
purchase in August or September 2026), 76 sekali (one purchase). Reference day for recency: 30 September 2026.

It is the same shop as in pesanan_jenang: each purchase of 2025 is one of those orders (same day, same packs,
through WhatsApp, Instagram or at the door), each order at most once.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from usaha import JENANG

SEED = 20250403
START, END = pd.Timestamp("2025-04-01"), pd.Timestamp("2026-09-30")
GROUPS = {"setia": 30, "hilang": 24, "musiman": 40, "baru": 30, "sekali": 76}
PACKS = {"setia": (2, 5), "hilang": (2, 5), "musiman": (6, 14), "baru": (1, 4), "sekali": (1, 4)}
FEASTS = (pd.Timestamp("2025-06-27"), pd.Timestamp("2026-03-21"), pd.Timestamp("2026-06-16"))
ORDERS = Path(__file__).resolve().parents[1] / "pesanan_jenang.csv"
DIRECT = ("WhatsApp", "datang langsung", "Instagram")
DAYS_APART = 6


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    codes = rng.permutation([f"P{number:03d}" for number in range(1, sum(GROUPS.values()) + 1)])
    groups = [name for name, count in GROUPS.items() for _ in range(count)]
    orders = pd.read_csv(ORDERS, parse_dates=["tanggal"])
    free = orders[orders["kanal"].isin(DIRECT) & (orders["tanggal"] >= START)].copy()
    rows = []
    for code, group in zip(codes, groups, strict=True):
        for day in _days(rng, group):
            packs = int(rng.integers(PACKS[group][0], PACKS[group][1] + 1))
            if day <= orders["tanggal"].max():
                near = free[(free["tanggal"] - day).abs() <= pd.Timedelta(days=DAYS_APART)]
                taken = (near["tanggal"] - day).abs().idxmin()
                day, packs = near["tanggal"][taken], int(near["jumlah_pak"][taken])
                free = free.drop(index=taken)
            rows.append((day.strftime("%Y-%m-%d"), str(code), packs, packs * JENANG.price))
    sales = pd.DataFrame(rows, columns=["tanggal", "kode_pelanggan", "jumlah_pak", "total"])
    sales = sales.sort_values(["tanggal", "kode_pelanggan"]).reset_index(drop=True)
    sales.insert(0, "nomor_transaksi", [f"T{number:04d}" for number in range(1, len(sales) + 1)])
    return sales


def _days(rng: np.random.Generator, group: str) -> list[pd.Timestamp]:
    if group == "setia":
        return _regular(rng, END)
    if group == "hilang":
        return _regular(rng, pd.Timestamp("2025-11-15") + pd.Timedelta(days=int(rng.integers(0, 200))))
    if group == "musiman":
        return [feast - pd.Timedelta(days=int(rng.integers(1, 12))) for feast in FEASTS if rng.random() < 0.8]
    if group == "baru":
        return [pd.Timestamp("2026-08-01") + pd.Timedelta(days=int(rng.integers(0, 55)))]
    return [START + pd.Timedelta(days=int(rng.integers(0, 480)))]


def _regular(rng: np.random.Generator, end: pd.Timestamp) -> list[pd.Timestamp]:
    days = []
    gap = int(rng.integers(32, 56))
    day = START + pd.Timedelta(days=int(rng.integers(0, 45)))
    while day <= end:
        days.append(day)
        day += pd.Timedelta(days=round(gap * rng.uniform(0.7, 1.3)))
    return days
