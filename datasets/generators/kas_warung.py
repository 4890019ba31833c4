"""The cash book of an invented warung (Warung Bu Tin), Monday 12 to Sunday 18 October 2026.

True parameters: takings rounded to Rp1.000; market day (Saturday) doubles the takings of an ordinary day;
the week takes exactly Rp4.200.000 and spends Rp2.940.000, which leaves Rp1.260.000 (Rp180.000 a day).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20261012
TAKINGS, SPENDING = 4_200_000, 2_940_000
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SALES = {"Nasi pecel": 250_000, "Minuman": 150_000, "Gorengan dan jajanan": 106_000}
"""Takings of an ordinary day."""
COSTS = (
    # day, what, group, Rupiah
    (0, "Belanja pasar: sayur, lauk", "bahan", 560_000),
    (0, "Beras 15 kg", "bahan", 225_000),
    (1, "Gas 1 tabung", "gas dan listrik", 22_000),
    (1, "Es batu dan gula", "bahan", 118_000),
    (2, "Belanja pasar: sayur, lauk", "bahan", 510_000),
    (3, "Iuran pasar", "iuran", 35_000),
    (4, "Belanja pasar: sayur, lauk", "bahan", 740_000),
    (4, "Gas 1 tabung", "gas dan listrik", 22_000),
    (5, "Upah bantu masak", "upah", 100_000),
    (5, "Es batu dan gula", "bahan", 168_000),
    (6, "Upah bantu masak", "upah", 100_000),
    (6, "Pulsa listrik", "gas dan listrik", 100_000),
    (6, "Belanja pasar: sayur, lauk", "bahan", 240_000),
)


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    rows = []
    for day in range(7):
        busy = {5: 2.0, 6: 1.3}.get(day, 1.0)
        for item, base in SALES.items():
            rows.append((day, item, "penjualan", "masuk", round(base * busy * rng.uniform(0.92, 1.08), -3)))
        rows += [
            (cost_day, item, group, "keluar", rupiah)
            for cost_day, item, group, rupiah in COSTS
            if cost_day == day
        ]
    book = pd.DataFrame(rows, columns=["hari_ke", "keterangan", "kelompok", "jenis", "jumlah_rupiah"])
    book["jumlah_rupiah"] = book["jumlah_rupiah"].astype(int)
    book["jumlah_rupiah"] += _rest_of_takings(book)
    book.insert(0, "tanggal", [f"2026-10-{12 + day}" for day in book["hari_ke"]])
    book.insert(1, "hari", [DAYS[day] for day in book["hari_ke"]])
    return book.drop(columns="hari_ke")


def _rest_of_takings(book: pd.DataFrame) -> np.ndarray:
    """What is missing to the round weekly takings, spread in steps of Rp1.000 over the rows of takings."""
    is_sale = (book["jenis"] == "masuk").to_numpy()
    steps = (TAKINGS - int(book.loc[is_sale, "jumlah_rupiah"].sum())) // 1000
    share, extra = divmod(abs(steps), int(is_sale.sum()))
    rest = np.zeros(len(book), dtype=int)
    rest[is_sale] = share
    rest[np.flatnonzero(is_sale)[:extra]] += 1
    return rest * 1000 * (1 if steps >= 0 else -1)
