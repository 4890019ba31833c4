"""Sticks sold by eight invented sate stalls on six ordinary days (2 to 7 February 2026) and on
Lebaran (21 March 2026).

True parameters: a stall's ordinary day is 350 to 650 sticks (+- 6%); on Lebaran each sells 8 times that
(real sellers told of 7 to 10 times, pengali_musiman), so that a stall's mean is about (6 + 8) / 7 = 2 times
its median. Price: Rp1.500 a stick. The real rise lasts from H-5 to H+7; here it is squeezed into one day on
purpose.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from usaha import SATE

SEED = 20260321
ORDINARY = {
    "Warung A": 350,
    "Warung B": 400,
    "Warung C": 450,
    "Warung D": 480,
    "Warung E": 500,
    "Warung F": 520,
    "Warung G": 560,
    "Warung H": 650,
}
LEBARAN = pd.Timestamp("2026-03-21")
LEBARAN_TIMES = 8
ROUNDING = 110
"""Taken from the largest figure, so that the mean of all 56 is 970 exactly: a first mean reads well."""


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    rows = []
    for day in [*pd.date_range("2026-02-02", "2026-02-07"), LEBARAN]:
        lebaran = day == LEBARAN
        for stall, base in ORDINARY.items():
            sticks = int(round(base * (LEBARAN_TIMES if lebaran else 1) * rng.uniform(0.94, 1.06), -1))
            if lebaran and stall == "Warung H":
                sticks -= ROUNDING
            rows.append(
                (
                    day.strftime("%Y-%m-%d"),
                    stall,
                    "ya" if lebaran else "tidak",
                    sticks,
                    sticks * SATE.price // 10,
                )
            )
    return pd.DataFrame(rows, columns=["tanggal", "warung", "hari_lebaran", "tusuk_terjual", "omzet"])
