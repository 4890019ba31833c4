"""Packs of jenang sold each day by an invented souvenir shop, 1 January 2019 to 31 October 2026.

True parameters: 60 packs on an ordinary working day of 2019, +4% a year; Saturday and Sunday x1,4; Lebaran
x6 (rising from H-14, full H-3 to H+3, gone at H+7; real makers told of 5 to 10 times, pengali_musiman);
Grebeg Suro x3 (H-7 to H+3; real stalls 3 to 5 times); the pandemic x0,35 from April 2020 to June 2021, back
to 1 by December 2021; lognormal noise 0,12. Lebaran moves some 11 days earlier each year, so the month
alone forecasts badly.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from musim import days_from, grebeg_suro, lebaran, ramp

SEED = 20190101
NOISE = 0.12
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def make() -> pd.DataFrame:
    rng = np.random.default_rng(SEED)
    days = pd.date_range("2019-01-01", "2026-10-31")
    to_lebaran, to_suro = days_from(days, lebaran()), days_from(days, grebeg_suro())
    expected = (
        60
        * 1.04 ** ((days - days[0]).days.to_numpy() / 365.25)
        * np.where(days.day_of_week >= 5, 1.4, 1.0)
        * ramp(to_lebaran, 6.0)
        * ramp(to_suro, 3.0, start=-7, full=(-2, 1), end=3)
        * pandemic(days)
    )
    sold = np.round(expected * np.exp(rng.normal(-(NOISE**2) / 2, NOISE, len(days)))).astype(int)
    return pd.DataFrame(
        {
            "tanggal": days.strftime("%Y-%m-%d"),
            "hari": [DAYS[number] for number in days.day_of_week],
            "jarak_lebaran": to_lebaran,
            "jarak_suro": to_suro,
            "terjual": sold,
        }
    )


def pandemic(days: pd.DatetimeIndex) -> np.ndarray:
    marks = pd.to_datetime(["2020-03-15", "2020-04-01", "2021-06-30", "2021-12-01"])
    origin = days[0]
    return np.interp((days - origin).days, (marks - origin).days, [1.0, 0.35, 0.35, 1.0])
