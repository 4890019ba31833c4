"""Parcels of five packs of Bu Sari's jenang to Surabaya, May to August 2026; COD was tried in July and
August.

True parameters: 20 parcels by transfer in May and June; 12 by transfer and 40 COD in July and August. Of the
40, 20 buyers answered a question the day before and 20 did not; 2 and 10 of them refused: 12 of 40 (30%).
Postage is Rp36.000 each way (3 kg at Rp12.000, as in ongkir_latihan). An accepted parcel leaves Rp35.000
(5 times Rp7.500, less Rp2.500 for the carton), a refused one costs Rp137.000 (postage twice, carton, five
packs that come back too old), so that COD pays below 20,3% refused.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20260701
POSTAGE = 36_000
BEFORE, DURING = ("2026-05-01", 61), ("2026-07-01", 62)
TRANSFERS_BEFORE, TRANSFERS_DURING = 20, 12
ASKED = {"dijawab": (20, 2), "tidak dijawab": (20, 10)}
"""What the buyer did when asked: parcels, and how many of them were refused."""


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    before = parcels(rng, BEFORE, [("transfer", "lunas", "diterima")] * TRANSFERS_BEFORE)
    during = [("transfer", "lunas", "diterima")] * TRANSFERS_DURING
    during += [("COD", answer, status) for answer, status in outcomes(ASKED)]
    table = pd.concat([before, parcels(rng, DURING, during)], ignore_index=True)
    table.insert(0, "nomor_paket", [f"P{number:02d}" for number in range(1, len(table) + 1)])
    return table


def outcomes(asked: dict[str, tuple[int, int]]) -> list[tuple[str, str]]:
    """Answer and status of every parcel."""
    return [
        (answer, "ditolak" if place < refused else "diterima")
        for answer, (count, refused) in asked.items()
        for place in range(count)
    ]


def parcels(
    rng: np.random.Generator,
    months: tuple[str, int],
    rows: list[tuple[str, str, str]],
    postage: int = POSTAGE,
) -> pd.DataFrame:
    """The rows in a random order on sorted days of the months (first day, number of days)."""
    first, length = months
    days = pd.Timestamp(first) + pd.to_timedelta(np.sort(rng.integers(0, length, len(rows))), unit="D")
    mixed = [rows[place] for place in rng.permutation(len(rows))]
    table = pd.DataFrame(mixed, columns=["bayar", "tanya_dulu", "status"])
    table.insert(0, "tanggal", days.strftime("%Y-%m-%d"))
    table.insert(3, "ongkir", postage)
    return table
