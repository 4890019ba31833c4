"""A chart that speaks for itself: source and time under the axes, Indonesian numbers, and an alt text.

Jupyter shows a picture without alternative text, so `gambar` publishes it as HTML with one.
"""

from __future__ import annotations

import base64
import html
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import fill
from typing import TYPE_CHECKING

from grader.checks.blank import is_blank
from grader.learner.alt_text import alt_text
from grader.learner.rupiah import angka

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

NOTE_GID = "catatan-sumber"  # by this mark a checker finds the note in figure.texts


def gambar(ax: Axes | None = None, *, sumber: str, waktu: str, alt: str | None = None) -> None:
    """Show the figure of `ax` with its source and time; without `ax` the one drawn last.

    `alt` is what a screen reader says; left out, it is made from the chart (see `alt_text`). A chart of an
    answer that is still `____` shows nothing.
    """
    if is_blank(ax):
        return
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
