"""Invented shipping rates by destination and parcel weight (training figures, not a courier's price list).

True parameters: Hong Kong costs Rp250.000 a kg below 10 kg and Rp100.000 a kg from 30 kg. A pack weighs 0,5
kg: two packs sent alone pay Rp125.000 each, 60 packs sent together (30 kg) pay Rp50.000 each, a saving of
60%.
"""

from __future__ import annotations

import pandas as pd

RATES = (
    # destination, kind, days, then price of one kg from 1, 10 and 30 kg
    ("Surabaya", "pulau sama", 2, 12_000, 9_000, 7_000),
    ("Makassar", "pulau lain", 4, 38_000, 30_000, 24_000),
    ("Malaysia", "negara lain", 6, 120_000, 80_000, 60_000),
    ("Hong Kong", "negara lain", 5, 250_000, 160_000, 100_000),
    ("Taiwan", "negara lain", 7, 260_000, 170_000, 110_000),
)


def make() -> pd.DataFrame:
    rows = [
        (destination, kind, days, from_kg, rate)
        for destination, kind, days, *rates in RATES
        for from_kg, rate in zip((1, 10, 30), rates, strict=True)
    ]
    return pd.DataFrame(rows, columns=["tujuan", "jenis_tujuan", "lama_hari", "mulai_berat", "ongkir_per_kg"])
