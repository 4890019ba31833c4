"""Invented scores (1 low to 5 good) of five proposals for a new unit of a BUMDes, for the exercise 4-01.

True parameters: with equal weights jamur tiram leads with 14 of 20, keripik follows with 13. With one
criterion counted three times the winners are keripik (pasar 21), jamur (modal_ringan 24, kerja_ibu 24) and
sewa tenda (aman 21, where jamur falls to third place with 16). Keripik is first or second under all five
weightings; no other proposal is.
"""

from __future__ import annotations

import pandas as pd

CRITERIA = ("pasar", "modal_ringan", "kerja_ibu", "aman")
SCORES = {
    "keripik singkong": (4, 3, 4, 2),
    "toko bangunan": (5, 1, 1, 3),
    "sewa tenda": (3, 1, 2, 5),
    "jamur tiram": (3, 5, 5, 1),
    "ternak lele": (3, 3, 3, 1),
}


def make() -> pd.DataFrame:
    return pd.DataFrame([(name, *scores) for name, scores in SCORES.items()], columns=["usulan", *CRITERIA])
