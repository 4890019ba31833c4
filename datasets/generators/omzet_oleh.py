"""Turnover before discounts of an invented gift shop (Toko Oleh-oleh Lilis), January to September 2026.

True parameters: about Rp60 million a month, more at Lebaran (March) and Grebeg Suro (June); Rp500 million is
crossed in August.
"""

from __future__ import annotations

import pandas as pd

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September")
MILLIONS = (48, 52, 95, 64, 55, 70, 58, 66, 61)


def make() -> pd.DataFrame:
    return pd.DataFrame({"bulan": MONTHS, "omzet": [millions * 1_000_000 for millions in MILLIONS]})
