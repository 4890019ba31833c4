"""Bars of months, days or dates stand in the order of the calendar, where the key's do."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from judging import question

from grader.checks.kinds.chart_time import OUT_OF_TIME, is_out_of_time, runs_through_time
from grader.checks.observation import ChartSeen


def chart(names: Sequence[str], kind: str = "bar") -> ChartSeen:
    return {
        "type": "chart",
        "chart": kind,
        "title": "Pengunjung pasar",
        "xlabel": "bulan",
        "ylabel": "orang",
        "notes": [],
        "xlim": [0.0, 1.0],
        "ylim": [0.0, 9.0],
        "legend": False,
        "series": [{"x": list(names), "y": [float(len(name)) for name in names]}],
    }


@pytest.mark.parametrize(
    "names",
    [
        ["Januari", "Februari", "Maret"],
        ["Jan", "Feb", "Mar"],
        ["November 2025", "Desember 2025", "Januari 2026"],
        ["2025-11", "2025-12", "2026-01"],
        ["1 Mei", "2 Mei", "30 Mei"],
        ["Senin", "Selasa", "Rabu", "Jum'at"],
        ["November", "Desember", "Januari", "Februari"],
    ],
)
def test_the_order_of_the_calendar(names: list[str]) -> None:
    assert runs_through_time(chart(names))
    assert is_out_of_time(chart([names[1], names[0], *names[2:]]))
    assert is_out_of_time(chart(names[::-1]))
    assert is_out_of_time(chart([names[0], names[-1], *names[1:-1]])) or len(names) == 3
    assert runs_through_time(chart(names[::-1], "barh"))


@pytest.mark.parametrize(
    "names", [["Ngebel", "Sooko", "Jenangan"], ["Maret", "Januari"], ["Januari", "Januari", "Maret"], []]
)
def test_what_has_no_place_in_the_calendar_stands_as_it_likes(names: list[str]) -> None:
    assert not is_out_of_time(chart(names))
    assert not runs_through_time(chart(names))


def test_months_out_of_order_lose_a_part_and_are_named() -> None:
    import matplotlib.pyplot as plt
    import pandas as pd

    table = pd.DataFrame({"bulan": ["Januari", "Februari", "Maret", "April"], "orang": [5, 9, 2, 7]})

    def drawn(rows: pd.DataFrame) -> object:
        grafik = rows.plot.bar(x="bulan", y="orang", title="Pengunjung pasar", xlabel="bulan", ylabel="orang")
        grafik.figure.text(0, 0, "Sumber: data latihan · Waktu: 2026")
        return grafik

    asked = question(drawn(table), satuan_y="orang", sumber="data latihan")
    assert asked.judge(drawn(table)).score == 2
    verdict = asked.judge(drawn(table.sort_values("orang")))
    assert 1.5 < verdict.score < 2
    assert verdict.message == OUT_OF_TIME
    towns = question(drawn(table.assign(bulan=list("abcd"))), satuan_y="orang", sumber="data latihan")
    assert towns.judge(drawn(table.assign(bulan=list("abcd")).sort_values("orang"))).score == 2
    plt.close("all")
