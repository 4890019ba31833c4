"""Seasons shared by the generators: distance in days to the nearest feast, read from the real calendar."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

CALENDAR = Path(__file__).resolve().parents[1] / "kalender_musiman.csv"


def feast_dates(text: str) -> pd.DatetimeIndex:
    """Dates of every event whose name starts with `text`."""
    calendar = pd.read_csv(CALENDAR, parse_dates=["tanggal"])
    return pd.DatetimeIndex(calendar.loc[calendar["peristiwa"].str.startswith(text), "tanggal"])


def days_from(days: pd.DatetimeIndex, feasts: pd.DatetimeIndex) -> np.ndarray:
    """Signed distance in days to the nearest feast: negative before it, 0 on the day."""
    gaps = (days.to_numpy()[:, None] - feasts.to_numpy()[None, :]) / np.timedelta64(1, "D")
    return gaps[np.arange(len(days)), np.abs(gaps).argmin(axis=1)].astype(int)


def lebaran() -> pd.DatetimeIndex:
    return feast_dates("Hari Raya Idul Fitri")


def grebeg_suro() -> pd.DatetimeIndex:
    suro = pd.read_csv(CALENDAR, parse_dates=["tanggal"])
    return pd.DatetimeIndex(suro.loc[suro["peristiwa"].str.contains("Grebeg Suro"), "tanggal"])


def ramp(
    distance: np.ndarray, peak: float, start: int = -14, full: tuple[int, int] = (-3, 3), end: int = 7
) -> np.ndarray:
    """Multiplier by distance to a feast: 1 outside [start, end], `peak` on `full`, straight lines between."""
    return np.interp(distance, [start, full[0], full[1], end], [1.0, peak, peak, 1.0])
