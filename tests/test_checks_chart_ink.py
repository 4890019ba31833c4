"""A chart of the right data that nobody can see is worth nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import matplotlib.pyplot as plt
import pytest
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox

from tests.judging import Question

Hide = Callable[[Any, Any], object]


@pytest.fixture(autouse=True)
def _close_figures() -> Iterator[None]:
    yield
    plt.close("all")


def draw(how: str) -> tuple[Any, Any]:
    """Axes with names, and what was drawn in them."""
    figure, axes = plt.subplots()
    figure.text(0, 0, "Sumber: BPS, 2024")
    drawn = {
        "bar": lambda: axes.bar(["a", "b", "c"], [3, 4, 6]).patches,
        "plot": lambda: axes.plot([1, 2, 3], [3, 4, 6]),
        "scatter": lambda: [axes.scatter([1, 2, 3], [3, 4, 6])],
    }[how]()
    axes.set(title="Harga tiga barang di pasar", xlabel="barang", ylabel="harga")
    return axes, drawn


def each(change: Callable[[Any], object]) -> Hide:
    return lambda axes, drawn: [change(artist) for artist in drawn]


HIDDEN: dict[str, Hide] = {
    "transparent": each(lambda a: a.set_alpha(0)),
    "invisible": each(lambda a: a.set_visible(False)),
    "white on white": each(lambda a: a.set_color("white")),
    "colour without ink": each(lambda a: a.set_color((0, 0, 0, 0))),
    "hardly any ink": each(lambda a: a.set_alpha(0.004)),
    "colour with hardly any ink": each(lambda a: a.set_color((0, 0, 0, 0.003))),
    "cut by an empty box": each(lambda a: a.set_clip_box(Bbox([[0, 0], [0, 0]]))),
    "cut by a path beside": each(lambda a: a.set_clip_path(Rectangle((0, 0), 1, 1, transform=None))),
    "axes beside the paper": lambda axes, drawn: axes.set_position((5, 5, 0.1, 0.1)),
    "axes without a size": lambda axes, drawn: axes.set_position((0.5, 0.5, 0, 0)),
    "axes invisible": lambda axes, drawn: axes.set_visible(False),
}


@pytest.mark.parametrize("how", ["bar", "plot", "scatter"])
@pytest.mark.parametrize("hide", HIDDEN.values(), ids=HIDDEN)
def test_what_nobody_sees_earns_nothing(how: str, hide: Hide) -> None:
    asked = Question({"jawaban": draw(how)[0]}, points=4)
    axes, drawn = draw(how)
    assert asked.judge(axes).score == 4
    hide(axes, drawn)
    assert asked.judge(axes).score == 0


def test_bars_outside_the_limits_earn_nothing_and_one_cut_off_is_no_hidden_chart() -> None:
    asked = Question({"jawaban": draw("bar")[0]}, points=4)
    axes, _ = draw("bar")
    axes.set_ylim(-90, -80)
    assert asked.judge(axes).score == 0
    axes.set_ylim(3.5, 7)
    assert 0 < asked.judge(axes).score < 4


@pytest.mark.parametrize("colour", ["white", "#fefefe"])
def test_white_bars_with_an_edge_are_seen(colour: str) -> None:
    axes, bars = draw("bar")
    for bar in bars:
        bar.set(facecolor=colour, edgecolor="black", linewidth=1)
    assert Question({"jawaban": draw("bar")[0]}, points=4).judge(axes).score == 4


@pytest.mark.parametrize(
    ("how", "thin"), [("plot", "set_linewidth"), ("scatter", "set_sizes"), ("bar", "set_width")]
)
def test_what_is_too_thin_to_be_seen_earns_nothing(how: str, thin: str) -> None:
    axes, drawn = draw(how)
    for artist in drawn:
        getattr(artist, thin)([1e-6] if thin == "set_sizes" else 1e-6)
    assert Question({"jawaban": draw(how)[0]}, points=4).judge(axes).score == 0


@pytest.mark.parametrize("how", ["bar", "plot", "scatter"])
@pytest.mark.parametrize(
    "change",
    [
        each(lambda a: a.set_alpha(0.3)),
        each(lambda a: a.set_color((0.2, 0.4, 0.9, 0.2))),
        each(lambda a: a.set_clip_on(False)),
        each(lambda a: a.set_clip_path(None)),
        lambda axes, drawn: axes.set_facecolor("none"),
        lambda axes, drawn: axes.margins(0.3),
    ],
)
def test_pale_or_uncut_charts_are_seen(how: str, change: Hide) -> None:
    axes, drawn = draw(how)
    change(axes, drawn)
    assert Question({"jawaban": draw(how)[0]}, points=4).judge(axes).score == 4
