"""Funnels of three invented shops in September and October 2026 (exact figures, no noise).

True leaks, October against September: Jenang Bu Sari klik -> chat 40% to 25%; Sate Pak Wiryo chat ->
pesan 60% to 35%; Batik Ciprat Rukun dilihat -> klik 4% to 2%. Every other step stays within 2 points.
The lowest rate of all is always dilihat -> klik, so that "the lowest percentage" is not yet "the leak".
"""

from __future__ import annotations

import pandas as pd

STEPS = ("dilihat", "klik", "chat", "pesan", "beli lagi")
FUNNELS = {
    ("Jenang Bu Sari", "2026-09"): (10_000, 500, 200, 90, 27),
    ("Jenang Bu Sari", "2026-10"): (12_000, 600, 150, 66, 20),
    ("Sate Pak Wiryo", "2026-09"): (8_000, 640, 320, 192, 96),
    ("Sate Pak Wiryo", "2026-10"): (8_500, 680, 340, 119, 60),
    ("Batik Ciprat Rukun", "2026-09"): (20_000, 800, 240, 60, 6),
    ("Batik Ciprat Rukun", "2026-10"): (24_000, 480, 144, 36, 4),
}


def make() -> pd.DataFrame:
    rows = [
        (shop, month, order, step, count)
        for (shop, month), counts in FUNNELS.items()
        for order, (step, count) in enumerate(zip(STEPS, counts, strict=True), start=1)
    ]
    return pd.DataFrame(rows, columns=["toko", "bulan", "urutan", "langkah", "jumlah"])
