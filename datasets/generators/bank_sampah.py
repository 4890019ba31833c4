"""Sorted rubbish that four RT of an invented village brought in, seven weeks, as it was written down.

True parameters, kilograms a week: RT 01 26, RT 02 34, RT 03 18, RT 04 41 (noise of a few kilograms). Faults:
two rows are there twice, one has no number, one has a zero too many.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SEED = 20270104
MEANS = {"RT 01": 26, "RT 02": 34, "RT 03": 18, "RT 04": 41}
UNIT = "kg"
SOURCE = "timbangan bank sampah, ditulis kader"
FIRST = "2027-01-04"
WEEKS = 7
EMPTY = 14
ZERO_TOO_MANY = 21
TWICE = (17, 8)


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    rows: list[tuple[str, str, float | None, str, str]] = []
    for day in pd.date_range(FIRST, periods=WEEKS, freq="7D"):
        for place, mean in MEANS.items():
            rows.append((day.date().isoformat(), place, int(mean + rng.integers(-4, 5)), UNIT, SOURCE))
    rows[EMPTY] = (*rows[EMPTY][:2], None, *rows[EMPTY][3:])
    day, place, kilograms, *rest = rows[ZERO_TOO_MANY]
    rows[ZERO_TOO_MANY] = (day, place, int(kilograms or 0) * 10, *rest)
    for number in TWICE:
        rows.insert(number + 1, rows[number])
    table = pd.DataFrame(rows, columns=["tanggal", "kelompok", "nilai", "satuan", "sumber"])
    return table.assign(nilai=table["nilai"].astype("Int64"))
