"""Invented scores (1 low to 5 good) of five village options on five criteria, for open weights.

True parameters: with equal weights porang leads with 18 of 25, susu follows with 17, wisata with 16. With one
criterion counted three times porang wins three times (pasar 28, modal_ringan 28, lingkungan 26), susu once
(harga_stabil 25, where porang falls to the bottom with 20) and wisata once (lapangan_kerja 26). Susu is first
or second under all six weightings; no other option is.
"""

from __future__ import annotations

import pandas as pd

CRITERIA = ("pasar", "harga_stabil", "modal_ringan", "lapangan_kerja", "lingkungan")
SCORES = {
    "wisata telaga": (4, 3, 1, 5, 3),
    "susu sapi": (4, 4, 2, 4, 3),
    "porang": (5, 1, 5, 3, 4),
    "kopi": (2, 3, 3, 2, 4),
    "kerajinan reog": (3, 3, 2, 4, 2),
}


def make() -> pd.DataFrame:
    return pd.DataFrame([(name, *scores) for name, scores in SCORES.items()], columns=["pilihan", *CRITERIA])
