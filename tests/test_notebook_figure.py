"""Charts carry their source, their time, Indonesian numbers and an alt text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import matplotlib as mpl
import pytest

mpl.use("agg")

import matplotlib.pyplot as plt
import pandas as pd
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from matplotlib.axes import Axes

from grader.learner import style
from grader.learner.alt_text import alt_text
from grader.learner.figure import NOTE_GID, figures_put_away, gambar


@pytest.fixture(autouse=True)
def shell() -> Iterator[None]:
    """Outside a shell IPython prints instead of publishing."""
    shell = InteractiveShell.instance()
    yield
    shell.history_manager.end_session()
    InteractiveShell.clear_instance()


@pytest.fixture
def ax() -> Iterator[Axes]:
    _, ax = plt.subplots()
    ax.set_title("Omzet jenang")
    ax.set_ylabel("Rupiah")
    yield ax
    plt.close("all")


def test_a_bar_chart_is_described_by_kind_measure_and_extremes(ax: Axes) -> None:
    ax.bar(["Jan", "Feb", "Mar"], [1_250_000, 900_000, 2_500_000])
    assert alt_text(ax) == (
        "Grafik batang: Omzet jenang. Ukuran: Rupiah. "
        "3 nilai, terendah 900.000 (Feb), tertinggi 2.500.000 (Mar)."
    )


def test_a_line_chart_tells_its_trend(ax: Axes) -> None:
    ax.plot([2017, 2018, 2019, 2020], [54.7, float("nan"), 64.8, 73.7])
    assert alt_text(ax).endswith("tertinggi 73,70 (2020). Dari awal ke akhir naik: 54,70 menjadi 73,70.")


def test_dates_and_years_under_bars_are_named(ax: Axes) -> None:
    ax.plot([date(2025, 1, 1), date(2025, 3, 31)], [200, 500])
    assert "tertinggi 500 (31 Mar 2025)" in alt_text(ax)
    ax.bar([2024, 2025], [300, 200])
    assert "terendah 200 (2025), tertinggi 300 (2024)" in alt_text(ax)


def test_grouped_bars_are_named_by_their_month_each_series_by_itself(ax: Axes) -> None:
    for shift, name, values in ((-0.2, "2024", [5, 9, 4]), (0.2, "2025", [7, 3, 8])):
        ax.bar([at + shift for at in range(3)], values, 0.4, label=name)
    ax.set_xticks(range(3), ["Jan", "Feb", "Mar"])
    text = alt_text(ax)
    assert "2024: 3 nilai, terendah 4 (Mar), tertinggi 9 (Feb)." in text
    assert "2025: 3 nilai, terendah 3 (Feb), tertinggi 8 (Mar)." in text


def test_a_table_drawn_by_pandas_names_its_words(ax: Axes) -> None:
    table = pd.DataFrame({"bulan": ["Jan", "Feb", "Mar"], "a": [3, 1, 2], "b": [4, 6, 5]})
    table.plot(x="bulan", ax=ax)
    assert "a: 3 nilai, terendah 1 (Feb), tertinggi 3 (Jan)." in alt_text(ax)
    _, bars = plt.subplots()
    table.plot.barh(x="bulan", ax=bars)
    assert "b: 3 nilai, terendah 4 (Jan), tertinggi 6 (Feb)." in alt_text(bars)


def test_of_many_series_the_rest_is_counted(ax: Axes) -> None:
    for number in range(7):
        ax.plot(["Jan", "Feb", "Mar"], [number, 2, 1], label=f"warung {number}")
    assert alt_text(ax).endswith("Ada 3 deret lain.")


def test_every_axes_of_a_figure_is_described_above_one_wrapped_note() -> None:
    figure, (left, right) = plt.subplots(1, 2)
    left.bar(["wa", "toko"], [3, 8])
    right.plot([1, 2], [5, 4])
    with capture_output() as seen:
        gambar(left, sumber="BPS Kabupaten Ponorogo, diolah dari berita daring " * 3, waktu="2025")
    assert "Grafik batang." in seen.outputs[0].data["text/plain"]
    assert "Grafik garis." in seen.outputs[0].data["text/plain"]
    assert max(map(len, figure.texts[0].get_text().split("\n"))) <= 95


def test_other_kinds_and_an_empty_chart_have_a_text_too(ax: Axes) -> None:
    assert alt_text(ax) == "Gambar: Omzet jenang. Ukuran: Rupiah."
    ax.scatter([1], [2])
    assert alt_text(ax).startswith("Grafik titik")


def test_horizontal_bars_measure_along_x(ax: Axes) -> None:
    ax.set_xlabel("pak")
    ax.barh(["wa", "toko"], [3, 8])
    assert alt_text(ax).startswith("Grafik batang mendatar: Omzet jenang. Ukuran: pak.")


def test_the_picture_is_published_once_with_its_alt_text_and_note(ax: Axes) -> None:
    ax.bar(["Jan", "Feb"], [1_250_000, 2_500_000])
    with capture_output() as seen:
        gambar(ax, sumber="buku pesanan Bu Sari", waktu="2025")
        gambar(ax, sumber="buku pesanan Bu Sari", waktu="2026")
    first, second = seen.outputs
    assert 'alt="Grafik batang: Omzet jenang.' in first.data["text/html"]
    assert first.data["text/plain"].startswith("Grafik batang")
    assert second.data["text/html"].startswith('<img src="data:image/png;base64,')
    notes = [text.get_text() for text in ax.figure.texts if text.get_gid() == NOTE_GID]
    assert notes == ["Sumber: buku pesanan Bu Sari · Waktu: 2026"]
    assert plt.get_fignums() == []  # or Jupyter would draw it again


def test_an_authors_alt_text_is_kept_and_escaped(ax: Axes) -> None:
    with capture_output() as seen:
        gambar(sumber="a", waktu="b", alt='naik "tajam"')
    assert 'alt="naik &quot;tajam&quot;"' in seen.outputs[0].data["text/html"]


def test_what_is_drawn_in_passing_is_closed_and_the_rest_kept(ax: Axes) -> None:
    before = plt.get_fignums()
    with figures_put_away():
        plt.subplots()
        assert plt.get_fignums() != before
    assert plt.get_fignums() == before


def test_ticks_are_indonesian_but_years_stay_years(ax: Axes) -> None:
    ax.plot([2019, 2020, 2021], [0, 1_500_000, 3_000_000])
    with capture_output():
        gambar(ax, sumber="a", waktu="b")
    ax.figure.draw_without_rendering()
    assert "1.000.000" in [tick.get_text() for tick in ax.yaxis.get_ticklabels()]
    assert "2020" in [tick.get_text() for tick in ax.xaxis.get_ticklabels()]


def test_the_style_file_is_one_matplotlib_reads() -> None:
    settings = mpl.rc_params_from_file(style.STYLE_FILE, fail_on_error=True, use_default_template=False)
    colours = settings["axes.prop_cycle"].by_key()
    assert len(set(colours["color"])) == 7
    assert settings["font.size"] >= 11
