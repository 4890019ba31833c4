"""A chart in words, for whoever cannot see it: kind, title, what is measured, and each series' extremes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import isnan
from numbers import Number
from typing import TYPE_CHECKING, Any

from grader.common.indonesian import MONTHS
from grader.learner.rupiah import angka

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

#: Of more series than these only the number is told: nobody listens that long.
MOST_SERIES = 4
FLAT = "Grafik batang mendatar"


@dataclass(frozen=True)
class Series:
    """One row of bars, or one line: its name in the legend, where each value stands, the values."""

    name: str
    labels: list[str]
    values: list[float]

    @classmethod
    def of(cls, name: object, labels: Sequence[str], values: Iterable[Any]) -> Series:
        """Only the pairs whose value is a number: a gap in a series is a NaN."""
        pairs = [(label, float(value)) for label, value in zip(labels, values, strict=True)]
        kept = [(label, value) for label, value in pairs if not isnan(value)]
        shown = "" if str(name).startswith("_") else str(name)
        return cls(shown, [label for label, _ in kept], [value for _, value in kept])


def alt_text(ax: Axes) -> str:
    """Describe a chart in Indonesian."""
    kind, series = _content(ax)
    title = ax.get_title(loc="left") or ax.get_title() or ax.get_title(loc="right")
    measure = ax.get_xlabel() if kind == FLAT else ax.get_ylabel()
    parts = [f"{kind}: {title}." if title else f"{kind}."]
    if measure:
        parts.append(f"Ukuran: {measure}.")
    told = [one for one in series if len(one.values) > 1]
    named = len(told) > 1
    for one in told[:MOST_SERIES]:
        parts.append((f"{one.name}: " if named and one.name else "") + _extremes(one))
        if kind == "Grafik garis":
            parts.append(_trend(one.values))
    if len(told) > MOST_SERIES:
        parts.append(f"Ada {len(told) - MOST_SERIES} deret lain.")
    return " ".join(parts)


def _extremes(series: Series) -> str:
    low, high = min(series.values), max(series.values)
    at_low, at_high = (series.labels[series.values.index(value)] for value in (low, high))
    return (
        f"{len(series.values)} nilai, terendah {_number(low)} ({at_low}), "
        f"tertinggi {_number(high)} ({at_high})."
    )


def _trend(values: Sequence[float]) -> str:
    first, last = values[0], values[-1]
    word = "naik" if last > first else "turun" if last < first else "kembali sama"
    return f"Dari awal ke akhir {word}: {_number(first)} menjadi {_number(last)}."


def _content(ax: Axes) -> tuple[str, list[Series]]:
    """Kind of chart, and its series."""
    from matplotlib.collections import PathCollection
    from matplotlib.container import BarContainer
    from matplotlib.patches import Wedge

    bars = [container for container in ax.containers if isinstance(container, BarContainer)]
    if bars:
        flat = bars[0].orientation == "horizontal"
        return FLAT if flat else "Grafik batang", [_bars(ax, container, flat) for container in bars]
    drawn: list[Any] = list(ax.lines)
    if drawn:  # a line of two ends beside others marks a limit
        told = [line for line in drawn if len(line.get_xydata()) > 2]
        return "Grafik garis", [_line(ax, line) for line in told or drawn]
    if any(isinstance(collection, PathCollection) for collection in ax.collections):
        return "Grafik titik", []
    if any(isinstance(patch, Wedge) for patch in ax.patches):
        return "Grafik lingkaran", []
    return "Gambar", []


def _bars(ax: Axes, container: Any, flat: bool) -> Series:
    axis = ax.yaxis if flat else ax.xaxis
    places = [bar.get_center()[1 if flat else 0] for bar in container.patches]
    lengths = [bar.get_width() if flat else bar.get_height() for bar in container.patches]
    return Series.of(container.get_label(), _labels(axis, places), lengths)


def _line(ax: Axes, line: Any) -> Series:
    given = line.get_xdata(orig=True)
    at = [_place(value) for value in given]
    if all(isinstance(value, Number) for value in given):  # on an axis of words they are places
        at = _labels(ax.xaxis, given)
    return Series.of(line.get_label(), at, line.get_ydata())


def _labels(axis: Axis, places: Sequence[float]) -> list[str]:
    """What an axis of words writes nearest to each place (grouped bars stand beside it), else the place."""
    texts = [tick.get_text() for tick in axis.get_ticklabels()]
    ticks = [(float(at), text) for at, text in zip(axis.get_majorticklocs(), texts, strict=False) if text]
    if not ticks or not any(any(letter.isalpha() for letter in text) for _, text in ticks):
        return [f"{place:g}" for place in places]
    sites = sorted(at for at, _ in ticks)
    reach = min((after - at for at, after in pairwise(sites)), default=1.0) / 2
    return [_nearest(ticks, float(place), reach) for place in places]


def _nearest(ticks: Sequence[tuple[float, str]], place: float, reach: float) -> str:
    at, text = min(ticks, key=lambda tick: abs(tick[0] - place))
    return text if abs(at - place) <= reach + 1e-6 else f"{place:g}"


def _place(value: Any) -> str:
    if isinstance(value, Number):
        return f"{value:g}"
    if getattr(getattr(value, "dtype", None), "kind", "") == "M":  # numpy's own date
        value = value.astype("datetime64[D]").item()
    return (
        f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}" if isinstance(value, date) else str(value)
    )


def _number(value: float) -> str:
    return angka(value, 0 if float(value).is_integer() or abs(value) >= 1000 else 2)
