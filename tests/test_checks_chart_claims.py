"""A title that the chart's own figures belie is told; one that hedges or claims nothing of them is not."""

from __future__ import annotations

from typing import cast

import pytest

from grader.checks.kinds.chart_claims import claim_fault
from grader.checks.observation import ChartSeen

MONTHS = ("Januari", "Februari", "Maret", "April")


def chart(
    title: str, values: tuple[float, ...], names: tuple[str, ...] = MONTHS, number: int = 1
) -> ChartSeen:
    series = [{"x": list(names), "y": list(values)}] * number
    return cast(ChartSeen, {"type": "chart", "chart": "bar", "title": title, "series": series})


@pytest.mark.parametrize(
    ("title", "values", "says"),
    [
        ("Pengunjung naik setiap bulan", (3600, 3320, 3780, 4050), "naik setiap kali"),
        ("Pengunjung naik setiap bulan", (3320, 3600, 3780, 4050), ""),
        ("Untung terus: omzet turun tiap bulan", (9, 8, 8, 7), "turun setiap kali"),
        ("BUMDes untung setiap bulan", (3, -1, 2, 4), "di bawah nol"),
        ("BUMDes untung setiap bulan", (3, 1, 2, 4), ""),
        ("BUMDes rugi setiap bulan", (-3, -1, -2, -4), ""),
        ("Pengunjung tidak naik setiap bulan", (3600, 3320, 3780, 4050), ""),
        ("Pengunjung naik hampir setiap bulan", (3600, 3320, 3780, 4050), ""),
        ("Omzet setiap bulan, naik turun", (3600, 3320, 3780, 4050), ""),
        ("Maret paling ramai dan terbanyak", (3600, 3320, 3780, 4050), "Maret sebagai yang terbanyak"),
        ("April terbanyak", (3600, 3320, 3780, 4050), ""),
        ("Maret dan April terbanyak", (3600, 3320, 3780, 4050), ""),
        ("Januari paling sedikit", (3600, 3320, 3780, 4050), "Januari sebagai yang paling sedikit"),
        ("April empat kali Maret", (3600, 3320, 3780, 4050), "empat kali"),
        ("April empat kali lipat", (1000, 3320, 3780, 4050), ""),
        ("Empat kali pasar dalam sebulan", (3600, 3320, 3780, 4050), ""),
        ("Naik tiga kali sejak Januari", (3600, 3320, 3780, 4050), ""),
        ("Benarkah April empat kali Maret?", (3600, 3320, 3780, 4050), ""),
    ],
)
def test_what_a_title_claims(title: str, values: tuple[float, ...], says: str) -> None:
    said = claim_fault(chart(title, values))
    assert (says in said) if says else not said


def test_nothing_is_said_of_several_series_or_missing_values() -> None:
    assert not claim_fault(chart("Naik setiap bulan", (4, 3, 2, 1), number=2))
    assert not claim_fault(chart("Naik setiap bulan", ()))
    assert not claim_fault(chart("Naik setiap bulan", (3,), ("Mei",)))
