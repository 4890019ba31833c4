"""COD parcels of the invented group Batik Ciprat Rukun, one sheet each, to Makassar, August and
September 2026.

True parameters: 30 parcels; 16 buyers answered a question the day before and 14 did not; 2 and 8 of them
refused: 10 of 30 (33%). Postage is Rp38.000 each way (1 kg, as in ongkir_latihan). Cloth comes back and is
sold later, so a refusal costs Rp78.500 (postage twice and Rp2.500 for the wrapping); an accepted parcel
leaves Rp50.000, and COD pays below 38,9% refused.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from paket_cod import outcomes, parcels

SEED = 20260801
POSTAGE = 38_000
MONTHS = ("2026-08-01", 61)
ASKED = {"dijawab": (16, 2), "tidak dijawab": (14, 8)}


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    rows = [("COD", answer, status) for answer, status in outcomes(ASKED)]
    table = parcels(rng, MONTHS, rows, POSTAGE).drop(columns="bayar")
    table.insert(0, "nomor_paket", [f"K{number:02d}" for number in range(1, len(table) + 1)])
    return table
