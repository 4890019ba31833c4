"""Visitors of an invented village market, month by month. April has more visitors than March only because the
market was open one day more: per market day there were fewer.
"""

from __future__ import annotations

import pandas as pd

ROWS = [
    ("November", 8, 3_240),
    ("Desember", 9, 3_690),
    ("Januari", 9, 3_600),
    ("Februari", 8, 3_320),
    ("Maret", 9, 3_780),
    ("April", 10, 4_050),
]


def make() -> pd.DataFrame:
    return pd.DataFrame(ROWS, columns=["bulan", "hari_pasar", "pengunjung"])
