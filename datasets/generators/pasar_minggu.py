"""Sixteen Sundays of an invented village market, October 2026 to January 2027.

True parameters: median of the visitors 210 without a show and 324 with one, median takings of a stall
Rp150.000 and Rp216.000. The trap: one Sunday in the holidays (27 December, with a show) is several times as
large, so the means say 464 against 211 visitors.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20261004
FIRST = "2026-10-04"
SHOW = "pentas reog anak"
NO_SHOW = "tanpa pentas"
SHOW_WEEKS = (1, 4, 6, 9, 14)
HOLIDAY = 12
VISITORS = {
    SHOW: (300, 310, 318, 330, 345),
    NO_SHOW: (180, 190, 195, 200, 206, 214, 220, 225, 235, 245),
}
TAKINGS = {
    SHOW: (190, 205, 212, 220, 236),
    NO_SHOW: (128, 135, 140, 145, 148, 152, 158, 163, 170, 181),
}
HOLIDAY_ROW = (SHOW, 1_180, 34, 520)


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    left = {
        kind: list(zip(rng.permutation(VISITORS[kind]), rng.permutation(TAKINGS[kind]), strict=True))
        for kind in VISITORS
    }
    stalls = rng.integers(22, 28, size=16)
    rows = []
    for week, day in enumerate(pd.date_range(FIRST, periods=16, freq="7D")):
        kind = SHOW if week in SHOW_WEEKS else NO_SHOW
        if week == HOLIDAY:
            kind, visitors, count, takings = HOLIDAY_ROW
        else:
            visitors, takings = left[kind].pop()
            count = int(stalls[week])
        rows.append((day.date().isoformat(), kind, int(visitors), count, int(takings) * 1_000))
    return pd.DataFrame(rows, columns=["tanggal", "acara", "pengunjung", "lapak", "omzet_lapak"])
