"""A chart under something else earns nothing; legends, notes, bands and lines beside it cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.gridspec import GridSpec
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle

from tests.judging import Question
from tests.test_checks_chart_ink import draw

Change = Callable[[Any, Any], object]
KINDS = ["bar", "plot", "scatter"]


@pytest.fixture(autouse=True)
def _close_figures() -> Iterator[None]:
    yield
    plt.close("all")


@cache
def asked(how: str) -> Question:
    return Question({"jawaban": draw(how)[0]}, points=4)


def other_axes(axes: Any) -> None:
    axes.figure.add_axes(axes.get_position(), zorder=5).set_axis_off()
    axes.figure.axes[-1].add_patch(Rectangle((0, 0), 1, 1, facecolor="white"))


COVERS: dict[str, Change] = {
    "a rectangle": lambda ax, _: ax.add_patch(
        Rectangle((0, 0), 1, 1, transform=ax.transAxes, facecolor="white", zorder=99)
    ),
    "a rectangle of nearly all": lambda ax, _: ax.add_patch(
        Rectangle((0, 0), 1, 0.97, transform=ax.transAxes, facecolor="white", zorder=9, alpha=0.97)
    ),
    "a rectangle on the paper": lambda ax, _: ax.figure.add_artist(
        Rectangle((0, 0), 1, 1, facecolor="w", zorder=99)
    ),
    "a circle": lambda ax, _: ax.add_patch(
        Circle((0.5, 0.5), 1, transform=ax.transAxes, facecolor="white", zorder=9)
    ),
    "a band": lambda ax, _: ax.axvspan(-9, 9, color="white", zorder=9),
    "a filled curve": lambda ax, _: ax.fill_between([-9, 9], -9, 99, color="white", zorder=9),
    "a picture": lambda ax, _: ax.imshow(np.ones((2, 2, 3)), extent=(-9, 9, -9, 99), aspect="auto", zorder=9),
    "a picture on the paper": lambda ax, _: ax.figure.figimage(np.ones((900, 1200, 3)), zorder=99),
    "a coloured mesh": lambda ax, _: ax.pcolormesh(
        np.array([-9.0, 9.0]), np.array([-9.0, 99.0]), np.zeros((1, 1)), cmap="Greys", zorder=9
    ),
    "a thick line": lambda ax, _: ax.axhline(3, color="white", linewidth=999, zorder=9),
    "a thick line on the paper": lambda ax, _: ax.figure.add_artist(
        Line2D([0, 1], [0.5, 0.5], color="white", linewidth=999)
    ),
    "a large dot": lambda ax, _: ax.plot([2], [4], "o", color="white", markersize=900, zorder=9),
    "large letters": lambda ax, _: ax.text(
        0.5, 0.5, "\N{FULL BLOCK}" * 9, size=400, color="w", ha="center", va="center", transform=ax.transAxes
    ),
    "a note on white": lambda ax, _: ax.annotate(
        ".", (0.5, 0.5), xycoords="axes fraction", zorder=9, bbox={"facecolor": "white", "pad": 400}
    ),
    "a title on white": lambda ax, _: ax.set_title(
        "Harga tiga barang", y=0.5, zorder=9, bbox={"facecolor": "white", "pad": 300}
    ),
    "the name of an axis on white": lambda ax, _: (
        ax.set_axisbelow(False),
        ax.xaxis.label.set_bbox({"facecolor": "white", "pad": 500}),
    ),
    "a legend": lambda ax, _: ax.legend(
        [Line2D([], [])],
        ["x"],
        loc="center",
        borderpad=30,
        framealpha=1,
        facecolor="white",
        frameon=True,
    ),
    "a table": lambda ax, _: ax.table([["x"]], bbox=[-1, -1, 3, 3], cellColours=[["white"]]).set_zorder(9),
    "other axes": lambda ax, _: ax.figure.add_axes(ax.get_position(), zorder=9),
    "a patch in other axes": lambda ax, _: other_axes(ax),
    "a window": lambda ax, _: ax.inset_axes([-0.1, -0.1, 1.2, 1.2], zorder=9),
    "a part of the figure": lambda ax, _: ax.figure.add_subfigure(
        GridSpec(1, 1, figure=ax.figure)[0], facecolor="white", zorder=9
    ),
    "a wide frame": lambda ax, _: [spine.set(linewidth=900, color="white") for spine in ax.spines.values()],
    "a wide grid": lambda ax, _: (ax.set_axisbelow(False), ax.grid(color="white", linewidth=300)),
    "long marks": lambda ax, _: (
        ax.set_axisbelow(False),
        ax.tick_params(direction="in", length=900, width=900, color="white"),
    ),
}


@pytest.mark.parametrize("how", KINDS)
@pytest.mark.parametrize("cover", COVERS.values(), ids=COVERS)
def test_what_lies_under_something_earns_nothing(how: str, cover: Change) -> None:
    axes, drawn = draw(how)
    cover(axes, drawn)
    assert asked(how).judge(axes).score == 0


def test_pies_and_lying_bars_are_looked_at_too() -> None:
    makes: list[Callable[[Any], object]] = [
        lambda ax: ax.pie([3, 4, 6]),
        lambda ax: ax.barh(["a", "b", "c"], [3, 4, 6]),
    ]
    for make in makes:
        scores = []
        for hides in (False, False, True):
            figure, axes = plt.subplots()
            figure.text(0, 0, "Sumber: BPS, 2024")
            make(axes)
            axes.set(title="Harga tiga barang di pasar", xlabel="barang", ylabel="harga")
            if hides:
                COVERS["a rectangle"](axes, None)
            scores.append(axes)
        question = Question({"jawaban": scores[0]}, points=4)
        assert [question.judge(one).score for one in scores[1:]] == [4, 0]


@pytest.mark.parametrize("figsize", [(0.1, 0.1), (4, 0.2)])
def test_a_tiny_figure_earns_nothing(figsize: tuple[float, float]) -> None:
    axes, _ = draw("bar")
    axes.figure.set_size_inches(figsize)
    assert asked("bar").judge(axes).score == 0


@pytest.mark.parametrize("how", KINDS)
def test_what_axes_flatten_to_nothing_earns_nothing(how: str) -> None:
    axes, _ = draw(how)
    axes.set_ylim(0, 1e9)
    assert asked(how).judge(axes).score == 0
    axes.set_ylim(0, 7)
    axes.set_xlim(-1e9, 1e9)
    assert asked(how).judge(axes).score == 0


DECORATED: dict[str, Change] = {
    "nothing": lambda ax, _: None,
    "a legend": lambda ax, drawn: ax.legend(drawn[:1], ["harga"], loc="upper left"),
    "a legend that is not clear": lambda ax, drawn: ax.legend(
        drawn[:1], ["harga"], framealpha=1, loc="upper left"
    ),
    "a legend on the paper": lambda ax, drawn: ax.figure.legend(drawn[:1], ["harga"]),
    "a note with an arrow": lambda ax, _: ax.annotate("tertinggi", (2, 6), (0, 5), arrowprops={}),
    "a note in a box": lambda ax, _: ax.annotate("naik", (1, 4), bbox={"facecolor": "white"}),
    "a grid": lambda ax, _: ax.grid(True),
    "a grid over it": lambda ax, _: (ax.set_axisbelow(False), ax.grid(True, linewidth=2)),
    "a band under it": lambda ax, _: ax.axvspan(0, 1, color="#eee", zorder=0),
    "a clear band over it": lambda ax, _: ax.axvspan(-1, 4, color="orange", alpha=0.3),
    "a line of the mean": lambda ax, _: ax.hlines(4.3, 0, 3, colors="red", linestyles="--"),
    "numbers in the bars": lambda ax, _: [
        ax.text(x, y / 2, str(y), ha="center", color="white", size=14) for x, y in enumerate((3, 4, 6))
    ],
    "other axes beside it": lambda ax, _: ax.twinx(),
    "a small window": lambda ax, _: ax.inset_axes([0.02, 0.75, 0.2, 0.2]),
    "a coloured paper": lambda ax, _: (ax.set_facecolor("#eef"), ax.figure.set_facecolor("#ddd")),
    "a frame": lambda ax, _: ax.figure.add_artist(Rectangle((0, 0), 1, 1, fill=False, linewidth=8)),
    "an arranged layout": lambda ax, _: ax.figure.set_layout_engine("constrained"),
    "a tight layout": lambda ax, _: (ax.figure.set_layout_engine("tight"), ax.axvspan(0, 1, alpha=0.1)),
}


@pytest.mark.parametrize("how", KINDS)
@pytest.mark.parametrize("decorate", DECORATED.values(), ids=DECORATED)
def test_what_stands_beside_it_costs_nothing(how: str, decorate: Change) -> None:
    axes, drawn = draw(how)
    decorate(axes, drawn)
    engine, dpi = axes.figure.get_layout_engine(), axes.figure.dpi
    assert asked(how).judge(axes).score == 4
    assert (axes.figure.get_layout_engine(), axes.figure.dpi) == (engine, dpi)
    assert all(artist.get_visible() for artist in drawn)
