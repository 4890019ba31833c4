"""Which bars, lines and dots lie under something else: a rectangle, a picture, a text, other axes.

Where anything lies over them at all, the figure is drawn with them and without: what differs is what a reader
sees of them. How much that should be is seen the same way with everything else left out.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from math import isfinite
from typing import Any

#: Which share of a bar or line has to be seen, and how much of its own contrast.
LEAST, CONTRAST = 0.25, 0.1
#: Differences of a colour's part (0 to 255) that nobody sees; fewer pixels than these tell nothing.
ALIKE, FEW = 5, 4
#: Pixels of the figure as it is drawn here: a larger one is drawn smaller.
PIXELS = 400_000
#: More parts are looked at as one.
MOST_PARTS = 100
#: Points: a line of the axes' own that is wider, or letters that are larger, can hide something.
WIDE, LARGE = 6, 40


def covered(axes: Any, drawn: Collection[Any]) -> set[int]:
    """The ids of those of these artists that nobody sees, for something lies over them."""
    over = list(_over(axes, drawn)) if drawn else []
    if not over:
        return set()
    parts = [[one] for one in drawn] if len(drawn) <= MOST_PARTS else [list(drawn)]
    with _drawable(axes.figure), _invisible(_ordinary_frames(axes.figure, over)):
        with_them, due = (_difference(axes.figure, drawn, hidden) for hidden in ([], over))
        hidden = [part for part in parts if not _are_seen(axes.figure, part, with_them, due)]
    return {id(artist) for part in hidden for artist in part}


def _over(axes: Any, drawn: Collection[Any]) -> Iterator[Any]:
    """Everything else in the figure that reaches to where these are."""
    place = _union(map(_extent, drawn))
    known = {id(artist) for artist in drawn}
    yield from _wide_parts_of_the_frame(axes)
    for other in _others(axes):
        if id(other) not in known and other.get_visible() and not _is_empty(other):
            reach = _extent(other)
            if place is None or reach is None or place.overlaps(reach):
                yield other


def _others(axes: Any) -> Iterator[Any]:
    """What is drawn beside the axes' paper and the lines and numbers of its frame."""
    figure = axes.figure
    frame = {id(part) for part in (axes.patch, axes.xaxis, axes.yaxis, *axes.spines.values())}
    yield from (child for child in axes.get_children() if id(child) not in frame)
    yield from (axes.xaxis.label, axes.yaxis.label)
    yield from (child for child in figure.get_children() if child is not figure.patch and child is not axes)


def _wide_parts_of_the_frame(axes: Any) -> Iterator[Any]:
    yield from (spine for spine in axes.spines.values() if spine.get_linewidth() > WIDE)
    yield from (axis for axis in (axes.xaxis, axes.yaxis) if _is_wide(axis))


def _ordinary_frames(figure: Any, over: Collection[Any]) -> list[Any]:
    """The marks and numbers at the edges of all axes, which take the most time to draw and hide nothing."""
    axes = [axis for one in figure.axes for axis in (one.xaxis, one.yaxis)]
    return [axis for axis in axes if not {id(axis), id(axis.label)} & {*map(id, over)} and not _is_wide(axis)]


def _is_wide(axis: Any) -> bool:
    lines = [*axis.get_gridlines(), *axis.get_ticklines(), *axis.get_ticklines(minor=True)]
    wide = any(max(line.get_linewidth(), line.get_markeredgewidth()) > WIDE for line in lines)
    return wide or any(text.get_fontsize() > LARGE for text in axis.get_ticklabels())


def _is_empty(artist: Any) -> bool:
    return hasattr(artist, "get_text") and not str(artist.get_text()).strip()


def _extent(artist: Any) -> Any:
    """Where an artist is, in pixels; of other axes all of it; None where that is not known."""
    from matplotlib.transforms import Bbox

    offsets = getattr(artist, "get_offset_transform", None)
    if hasattr(artist, "get_xlim"):
        box = artist.bbox
    elif getattr(artist, "get_bbox_patch", lambda: None)() is not None:
        return None  # paper under a text is as large as one likes
    elif offsets and len(artist.get_offsets()):
        box = Bbox.null()
        box.update_from_data_xy(offsets().transform(artist.get_offsets()))
        box = box.padded(float(max(artist.get_sizes(), default=0)) ** 0.5 if _has_sizes(artist) else 0)
    else:
        box = _told(artist)
    known = box is not None and box.extents.tolist() != [0, 0, 0, 0] and all(map(isfinite, box.extents))
    thick = getattr(artist, "get_linewidth", float)()
    return (
        box.padded(thick * artist.figure.dpi / 72 if isinstance(thick, (int, float)) else 0)
        if known
        else None
    )


def _has_sizes(artist: Any) -> bool:
    return hasattr(artist, "get_sizes") and len(artist.get_sizes()) > 0


def _told(artist: Any) -> Any:
    try:
        return artist.get_window_extent()
    except Exception:  # whatever it needs that is not there
        return None


def _union(boxes: Iterable[Any]) -> Any:
    from matplotlib.transforms import Bbox

    known = [box for box in boxes if box is not None]
    return Bbox.union(known).padded(1) if known else None


@contextlib.contextmanager
def _drawable(figure: Any) -> Iterator[None]:
    """The figure in a modest size, everything at the place where it is."""
    dpi, engine = figure.dpi, figure.get_layout_engine()
    width, height = figure.get_size_inches()
    figure._layout_engine = None  # public ways refuse some exchanges
    try:
        figure.dpi = min(dpi, max(1.0, (PIXELS / max(width * height, 1e-9)) ** 0.5))
        yield
    finally:
        figure.dpi, figure._layout_engine = dpi, engine


def _difference(figure: Any, drawn: Collection[Any], hidden: Collection[Any]) -> Any:
    """Pixel by pixel, how much it matters whether these are drawn, with others hidden."""
    with _invisible(hidden):
        there = _picture(figure)
        with _invisible(drawn):
            return abs(there - _picture(figure)).max(axis=2)


@contextlib.contextmanager
def _invisible(artists: Collection[Any]) -> Iterator[None]:
    were = [(artist, artist.get_visible()) for artist in artists]
    try:
        for artist, _ in were:
            artist.set_visible(False)
        yield
    finally:
        for artist, visible in were:
            artist.set_visible(visible)


def _picture(figure: Any) -> Any:
    import numpy as np
    from matplotlib.backends.backend_agg import RendererAgg

    width, height = (max(1, int(size)) for size in figure.bbox.size)
    renderer: Any = RendererAgg(width, height, figure.dpi)  # type: ignore[no-untyped-call]
    figure.draw(renderer)
    return np.asarray(renderer.buffer_rgba()).astype(np.int16)


def _are_seen(figure: Any, part: Sequence[Any], with_them: Any, due: Any) -> bool:
    """Whether enough is seen of some artists, where they are."""
    box = _union(map(_extent, part))
    if box is None:
        return True
    height, width = due.shape
    rows = slice(max(0, int(height - box.y1)), max(0, int(height - box.y0) + 1))
    columns = slice(max(0, min(int(box.x0), width)), max(0, int(box.x1) + 1))
    there, wanted = with_them[rows, columns], due[rows, columns]
    inked = wanted > ALIKE
    seen = inked & (there > ALIKE) & (there > CONTRAST * wanted)
    return bool(inked.sum() < FEW or seen.sum() >= LEAST * inked.sum())
