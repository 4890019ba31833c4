"""Invented scores (1 low to 5 good) of five village options on five criteria, for open weights.

True parameters: with equal weights porang leads with 18 of 25, susu follows with 17; when a stable price
counts three times susu leads (25 of 35, porang 20); when jobs count three times wisata draws level with
porang (26).
"""

from __future__ import annotations

import pandas as pd

CRITERIA = ("pasar", "harga_stabil", "modal_ringan", "lapangan_kerja", "lingkungan")
SCORES = {
    "wisata telaga": (4, 3, 1, 5, 3),
    "susu sapi": (4, 4, 2, 4, 3),
    "porang": (5, 1, 4, 4, 4),
    "kopi": (3, 3, 4, 2, 4),
    "kerajinan reog": (3, 3, 3, 4, 3),
}


def make() -> pd.DataFrame:
    return pd.DataFrame([(name, *scores) for name, scores in SCORES.items()], columns=["pilihan", *CRITERIA])
