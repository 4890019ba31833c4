"""What axes hold, as a reader sees it: the kind of chart, its texts, and the data that can be seen."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from itertools import pairwise
from numbers import Real
from typing import Any, cast

from grader.checks.kinds.chart_cover import covered
from grader.checks.kinds.chart_ink import (
    are_dots_in_view,
    are_in_view,
    is_large_enough,
    is_line_in_view,
    is_seen,
)
from grader.checks.kinds.scalar import is_number
from grader.checks.observation import ChartSeen, Series
from grader.checks.spec import Json

MAX_POINTS = 20_000
MOST_NAMES = 50


def axes_of(value: object) -> Any:
    """The axes a value stands for: axes, figure, or what a pyplot or pandas drawing call returns."""
    axes_module = sys.modules.get("matplotlib.axes")
    if axes_module is None:
        return None
    if isinstance(value, axes_module.Axes):
        return value
    figure = sys.modules.get("matplotlib.figure")
    if figure is not None and isinstance(value, figure.Figure):
        return value.axes[0] if value.axes else None
    if isinstance(value, (list, tuple)) and value:
        first = value[0]
        if hasattr(first, "axes") and isinstance(getattr(first, "axes", None), axes_module.Axes):
            return first.axes
        return first if isinstance(first, axes_module.Axes) else None
    patches = getattr(value, "patches", None)
    if type(value).__name__ == "BarContainer" and patches:
        return patches[0].axes
    if type(value).__name__ == "ndarray" and bool(getattr(value, "size", False)):
        first = value.flat[0]  # type: ignore[attr-defined]
        return first if isinstance(first, axes_module.Axes) else None
    artist_axes = getattr(value, "axes", None) if type(value).__module__.startswith("matplotlib.") else None
    return artist_axes if isinstance(artist_axes, axes_module.Axes) else None


def describe(axes: Any) -> ChartSeen:
    kind, series = _series(axes)
    figure_texts = [t.get_text() for t in axes.figure.texts]
    titles = [axes.get_title(loc=loc) for loc in ("center", "left", "right")]
    suptitle = axes.figure.get_suptitle() if hasattr(axes.figure, "get_suptitle") else ""
    return {
        "type": "chart",
        "chart": kind,
        "title": " ".join(t for t in [*titles, suptitle] if t)[:500],
        "xlabel": axes.get_xlabel()[:500],
        "ylabel": axes.get_ylabel()[:500],
        "notes": [t[:500] for t in [*figure_texts, *(t.get_text() for t in axes.texts)]][:50],
        "xlim": [float(v) for v in axes.get_xlim()],
        "ylim": [float(v) for v in axes.get_ylim()],
        "legend": axes.get_legend() is not None or bool(axes.figure.legends),
        "series": series,
    }


def _series(axes: Any) -> tuple[str, list[Series]]:
    """The chart's kind and its drawn data, one entry a series, x in drawing order."""
    from matplotlib.collections import PathCollection
    from matplotlib.container import BarContainer
    from matplotlib.patches import Wedge

    wedges = _seen(axes, [p for p in axes.patches if isinstance(p, Wedge)])
    if wedges:
        return "pie", [{"x": [], "y": [float(w.theta2 - w.theta1) / 3.6 for w in wedges]}]
    bars = [c for c in axes.containers if isinstance(c, BarContainer) and len(c.patches)]
    if bars:
        lying = all(c.orientation == "horizontal" for c in bars)
        under = covered(axes, [patch for c in bars for patch in c.patches])
        series = [_bar_series(axes, c.patches, lying, under) for c in bars]
        touching = _touching(bars[0].patches) and not series[0]["x"]  # wide bars with names are no histogram
        return "barh" if lying else "hist" if touching else "bar", series
    lines = [line for line in axes.lines if len(line.get_xdata()) > 1]
    lines = [line for line in lines if line.get_transform() == axes.transData and is_line_in_view(axes, line)]
    if lines := _seen(axes, lines):
        return "line", [
            _points(axes, line.get_xdata(orig=True), line.get_xdata(orig=False), line.get_ydata())
            for line in lines
        ]
    dots = [c for c in axes.collections if isinstance(c, PathCollection) and are_dots_in_view(axes, c)]
    if dots := _seen(axes, dots):
        clouds = [list(cast(Any, d.get_offsets())) for d in dots]
        places = [([x for x, _ in points], [y for _, y in points]) for points in clouds]
        return "scatter", [_points(axes, xs, xs, ys) for xs, ys in places]
    return "none", []


def _seen(axes: Any, drawn: Sequence[Any]) -> list[Any]:
    """Those of some lines or dots that can be seen."""
    inked = [artist for artist in drawn if is_seen(axes, artist)]
    under = covered(axes, inked)
    return [artist for artist in inked if id(artist) not in under]


def _points(axes: Any, told: Any, places: Any, heights: Any) -> Series:
    """The points of a line or a cloud; ``told`` is what it was drawn from, ``places`` where that stands."""
    one: Series = {"x": _places(axes, told), "y": _numbers(heights)}
    names = [] if one["x"] else _names_at(axes.xaxis, list(places)[:MAX_POINTS])
    return {**one, "names": names} if names else one


def _bar_series(axes: Any, patches: Sequence[Any], lying: bool, under: Collection[int]) -> Series:
    axis = axes.yaxis if lying else axes.xaxis
    middles = [p.get_y() + p.get_height() / 2 if lying else p.get_x() + p.get_width() / 2 for p in patches]
    shown = are_in_view(axes, patches) and is_large_enough(axes, patches, lying)
    sizes = [
        (p.get_width() if lying else p.get_height())
        if shown and id(p) not in under and is_seen(axes, p)
        else None
        for p in patches
    ]
    return {"x": [*_names_at(axis, middles)], "y": _numbers(sizes)}


def _names_at(axis: Any, places: Sequence[Any]) -> list[str]:
    """The names on an axis at these places; only where each has one that is no number (a year axis may be
    labelled in many ways).
    """
    if len(places) > MOST_NAMES:
        return []
    ticks = {
        round(float(t), 3): label
        for t, label in zip(axis.get_majorticklocs(), _tick_texts(axis), strict=False)
    }
    names = [ticks.get(round(float(place), 3), "") for place in places]
    return names if all(name and not name.replace(".", "").isdigit() for name in names) else []


def _places(axes: Any, values: Any) -> list[Json]:
    """The numbers on the x axis; none where they are dates or only count names that stand in their place."""
    values = list(values)[:MAX_POINTS]
    if axes.xaxis.have_units() or not all(isinstance(v, Real) and not isinstance(v, bool) for v in values):
        return []
    low, high = min(values, default=0), max(values, default=0)
    ticks = zip(axes.xaxis.get_majorticklocs(), _tick_texts(axes.xaxis), strict=False)
    shown = [
        (place, text.replace("\N{MINUS SIGN}", "-")) for place, text in ticks if text and low <= place <= high
    ]
    return _numbers(values) if all(_says(text, place) for place, text in shown) else []


def _says(text: str, number: float) -> bool:
    try:
        return float(text) == round(float(number), 9)
    except ValueError:
        return False


def _tick_texts(axis: Any) -> list[str]:
    return [str(t) for t in axis.get_major_formatter().format_ticks(axis.get_majorticklocs())]


def _touching(patches: Sequence[Any]) -> bool:
    if len(patches) < 2:
        return False
    gaps = [abs(b.get_x() - a.get_x() - a.get_width()) for a, b in pairwise(patches)]
    return bool(max(gaps) < 1e-6 * max(abs(patches[0].get_width()), 1e-9))


def _numbers(values: Any) -> list[float | None]:
    numbers = [None if v is None else float(v) for v in list(values)[:MAX_POINTS]]
    return [v if v is not None and is_number(v) else None for v in numbers]
