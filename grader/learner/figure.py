"""A chart that speaks for itself: source and time under the axes, Indonesian numbers, and an alt text.

Jupyter shows a picture without alternative text, so `gambar` publishes it as HTML with one.
"""

from __future__ import annotations

import base64
import html
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import isnan
from numbers import Number
from textwrap import fill
from typing import TYPE_CHECKING, Any

from grader.learner.rupiah import angka

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

NOTE_GID = "catatan-sumber"  # by this mark a checker finds the note in figure.texts


def gambar(ax: Axes | None = None, *, sumber: str, waktu: str, alt: str | None = None) -> None:
    """Show the figure of `ax` with its source and time; without `ax` the one drawn last.

    `alt` is what a screen reader says; left out, it is made from the chart (see `alt_text`).
    """
    import matplotlib.pyplot as plt
    from IPython.display import display

    figure = (plt.gca() if ax is None else ax).get_figure(root=True)
    assert figure is not None  # an Axes on the screen always has one
    drawn = [axes for axes in figure.axes if axes.get_label() != "<colorbar>"]
    for axes in drawn:
        _indonesian_ticks(axes.xaxis)
        _indonesian_ticks(axes.yaxis)
        _tidy(axes)
    frame = put_note(figure, f"Sumber: {sumber} · Waktu: {waktu}")
    description = alt if alt is not None else " ".join(map(alt_text, drawn))
    picture = {"text/html": _picture(figure, frame, description), "text/plain": description}
    display(picture, raw=True)  # type: ignore[no-untyped-call]
    plt.close(figure)  # or Jupyter would show it a second time, without the alt text


LETTERS_ABREAST = 48


def _tidy(axes: Axes) -> None:
    """Undo two habits of pandas: a legend that names the only series, and names of bars set upright."""
    legend = axes.get_legend()
    if legend is not None and len(legend.get_texts()) == 1 and not legend.get_title().get_text():
        legend.remove()
    labels = axes.get_xticklabels()
    if labels and all(label.get_rotation() == 90 for label in labels):
        fits = sum(len(label.get_text()) + 1 for label in labels) <= LETTERS_ABREAST
        for label in labels:
            label.set(rotation=0 if fits else 30, ha="center" if fits else "right")


def put_note(figure: Figure, note: str) -> Bbox:
    """Write the note of source and time below everything else, once; return the picture's box in inches."""
    from matplotlib.transforms import Bbox

    for old in [text for text in figure.texts if text.get_gid() == NOTE_GID]:
        old.remove()
    if (layout := figure.get_layout_engine()) is not None:
        layout.execute(figure)
    body = figure.get_tightbbox()
    width, height = figure.get_size_inches()
    text = figure.text(body.x0 / width, (body.y0 - 0.08) / height, fill(note, 95), gid=NOTE_GID)
    text.set(va="top", fontsize=9.5, color="#444444")
    below = text.get_window_extent().transformed(figure.dpi_scale_trans.inverted())
    return Bbox.union([body, below]).padded(0.1)


@contextmanager
def figures_put_away() -> Iterator[None]:
    """Close every figure drawn inside, or Jupyter would show it under the cell."""
    before = _open_figures()
    try:
        yield
    finally:
        for number in _open_figures() - before:
            sys.modules["matplotlib.pyplot"].close(number)


def _open_figures() -> set[int]:
    pyplot = sys.modules.get("matplotlib.pyplot")
    return set(pyplot.get_fignums()) if pyplot else set()


def alt_text(ax: Axes) -> str:
    """Describe a chart in Indonesian: its kind, its title, what it measures, its extremes and its trend."""
    kind, labels, values = _content(ax)
    title = ax.get_title(loc="left") or ax.get_title() or ax.get_title(loc="right")
    measure = ax.get_xlabel() if kind == "Grafik batang mendatar" else ax.get_ylabel()
    parts = [f"{kind}: {title}." if title else f"{kind}."]
    if measure:
        parts.append(f"Ukuran: {measure}.")
    if len(values) > 1:
        low, high = min(values), max(values)
        parts.append(
            f"{len(values)} nilai, terendah {_number(low)} ({labels[values.index(low)]}), "
            f"tertinggi {_number(high)} ({labels[values.index(high)]})."
        )
        if kind == "Grafik garis":
            parts.append(_trend(values))
    return " ".join(parts)


def _content(ax: Axes) -> tuple[str, list[str], list[float]]:
    """Kind of chart, and of its first series the label of each value and the values; gaps are left out."""
    from matplotlib.collections import PathCollection
    from matplotlib.container import BarContainer
    from matplotlib.patches import Wedge

    bars = [container for container in ax.containers if isinstance(container, BarContainer)]
    if bars:
        flat = bars[0].orientation == "horizontal"
        axis = ax.yaxis if flat else ax.xaxis
        places = [bar.get_center()[1 if flat else 0] for bar in bars[0].patches]
        lengths = [bar.get_width() if flat else bar.get_height() for bar in bars[0].patches]
        return ("Grafik batang mendatar" if flat else "Grafik batang"), *_known(
            _labels(axis, places), lengths
        )
    if ax.lines:
        line: Any = ax.lines[0]  # typed as if its data could be one number
        return "Grafik garis", *_known(list(map(_place, line.get_xdata(orig=True))), line.get_ydata())
    if any(isinstance(collection, PathCollection) for collection in ax.collections):
        return "Grafik titik", [], []
    if any(isinstance(patch, Wedge) for patch in ax.patches):
        return "Grafik lingkaran", [], []
    return "Gambar", [], []


def _known(labels: Sequence[str], values: Iterable[Any]) -> tuple[list[str], list[float]]:
    """The pairs whose value is a number: a gap in a series is a NaN."""
    pairs = [(label, float(value)) for label, value in zip(labels, values, strict=True)]
    kept = [(label, value) for label, value in pairs if not isnan(value)]
    return [label for label, _ in kept], [value for _, value in kept]


def _labels(axis: Axis, places: Sequence[float]) -> list[str]:
    """What the axis writes at each place, or the place itself where it writes nothing."""
    texts = [tick.get_text() for tick in axis.get_ticklabels()]
    written = {round(float(at), 6): text for at, text in zip(axis.get_majorticklocs(), texts, strict=False)}
    return [written.get(round(float(place), 6)) or f"{place:g}" for place in places]


def _place(value: Any) -> str:
    return f"{value:g}" if isinstance(value, Number) else str(value)[:10]


def _trend(values: Sequence[float]) -> str:
    first, last = values[0], values[-1]
    word = "naik" if last > first else "turun" if last < first else "kembali sama"
    return f"Dari awal ke akhir {word}: {_number(first)} menjadi {_number(last)}."


def _number(value: float) -> str:
    return angka(value, 0 if float(value).is_integer() or abs(value) >= 1000 else 2)


def _indonesian_ticks(axis: Axis) -> None:
    """Write 1.250.000 and 2,5 on a number axis; leave words, dates and years alone."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator, ScalarFormatter

    if type(axis.get_major_formatter()) is not ScalarFormatter:
        return
    low, high = sorted(axis.get_view_interval())
    if low >= 1900 and high <= 2100:
        axis.set_major_locator(MaxNLocator(integer=True))  # no half years
        return
    ticks = axis.get_majorticklocs()
    step = abs(ticks[1] - ticks[0]) if len(ticks) > 1 else 1
    digits = 0 if step >= 1 else 1 if step >= 0.1 else 2
    axis.set_major_formatter(FuncFormatter(lambda value, _: angka(value, digits)))


def _picture(figure: Figure, frame: Bbox, description: str) -> str:
    """The figure as an image; a box that is known saves the second drawing that bbox_inches="tight" makes."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", bbox_inches=frame, facecolor="white")
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return f'<img src="data:image/png;base64,{data}" alt="{html.escape(description, quote=True)}">'
