"""Whether anybody sees what was drawn: ink on the paper, in another colour than the paper's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

#: Colours nearer than this, each part from 0 to 1, are one; so is ink that covers less of the paper's.
ALIKE = 0.02
#: Points: a thinner line or a smaller dot is none.
THIN = 0.1
#: Inches: on smaller axes nobody reads anything.
TINY = 0.3
#: Which share of its axis the largest value reaches at least.
LOW = 0.001


def is_seen(axes: Any, artist: Any) -> bool:
    """Whether a bar, a line or a cloud of dots can be seen in its axes."""
    if not (artist.get_visible() and _is_on_paper(axes)) or _is_cut_away(axes, artist):
        return False
    paper, alpha = axes.get_facecolor(), artist.get_alpha()
    opaque = min(alpha, 1) if isinstance(alpha, (int, float)) else 1
    return any(_shows(colour, paper, opaque) for colour in _inks(artist))


def are_in_view(axes: Any, patches: Iterable[Any]) -> bool:
    """Whether the axes show any of these bars: their limits may leave all of them out."""
    return any(axes.viewLim.overlaps(patch.get_bbox()) for patch in patches)


def is_large_enough(axes: Any, patches: Sequence[Any], lying: bool) -> bool:
    """Whether the largest of these bars is more than a hair: the axes may reach much further than they do."""
    lengths = [patch.get_width() if lying else patch.get_height() for patch in patches]
    widths = [patch.get_height() if lying else patch.get_width() for patch in patches]
    along, across = (axes.xaxis, axes.yaxis) if lying else (axes.yaxis, axes.xaxis)
    return _is_more_than(LOW, lengths, along) and _is_more_than(LOW / 20, widths, across)


def _is_more_than(share: float, sizes: Iterable[float], axis: Any) -> bool:
    """Whether the largest of some sizes is more than this share of a linear axis; yes where all are zero."""
    largest = max((abs(size) for size in sizes if size == size), default=0)
    low, high = sorted(axis.get_view_interval())
    return not largest or axis.get_scale() != "linear" or bool(largest >= share * (high - low))


def is_line_in_view(axes: Any, line: Any) -> bool:
    """Whether the axes show any part of a line: their limits may leave all of it out, or flatten it."""
    view = axes.viewLim  # what is read first settles the limits
    path = line.get_path()
    inside = len(path.vertices) and path.intersects_bbox(view, filled=False)
    return bool(inside and _are_apart(path.vertices[:, 0], path.vertices[:, 1], axes))


def are_dots_in_view(axes: Any, dots: Any) -> bool:
    """The same of a cloud of dots."""
    places = list(dots.get_offsets())
    inside = any(axes.viewLim.contains(x, y) for x, y in places)
    return inside and _are_apart([x for x, _ in places], [y for _, y in places], axes)


def _are_apart(xs: Sequence[float], ys: Sequence[float], axes: Any) -> bool:
    """Whether places can be told from one another along x, and their heights from nothing."""
    known = [x for x in xs if x == x]
    spread = max(known, default=0) - min(known, default=0)
    return _is_more_than(LOW, [spread], axes.xaxis) and _is_more_than(LOW, ys, axes.yaxis)


def _is_on_paper(axes: Any) -> bool:
    place = axes.get_position()
    inside = place.x0 < 1 and place.x1 > 0 and place.y0 < 1 and place.y1 > 0
    width, height = axes.figure.get_size_inches()
    return bool(inside and axes.get_visible() and place.width * width > TINY and place.height * height > TINY)


def _is_cut_away(axes: Any, artist: Any) -> bool:
    """Whether what it may be drawn in lies beside its axes."""
    box, path = artist.get_clip_box(), artist.get_clip_path()
    if not artist.get_clip_on():
        return False
    bounds = [box] if box is not None else []
    bounds += [path.get_fully_transformed_path().get_extents()] if path is not None else []
    return any(_shared(axes.bbox, bound) < ALIKE for bound in bounds)


def _shared(whole: Any, part: Any) -> float:
    """Which share of a box another one covers."""
    width = min(whole.x1, part.x1) - max(whole.x0, part.x0)
    height = min(whole.y1, part.y1) - max(whole.y0, part.y0)
    area = whole.width * whole.height
    return max(width, 0) * max(height, 0) / area if area > 0 else 0.0


def _shows(colour: Any, paper: Any, opaque: float) -> bool:
    red, green, blue, alpha = colour
    apart = max(abs(a - b) for a, b in zip((red, green, blue), paper[:3], strict=True))
    covers = min(alpha, opaque)
    return bool(covers > ALIKE and (apart * covers > ALIKE or paper[3] == 0))


def _inks(artist: Any) -> Iterable[Any]:
    from matplotlib.collections import Collection
    from matplotlib.colors import to_rgba
    from matplotlib.lines import Line2D

    if isinstance(artist, Line2D):
        nothing = ("", " ", "None", "none", None)
        if artist.get_linewidth() > THIN and artist.get_linestyle() not in nothing:
            yield to_rgba(artist.get_color())
        if artist.get_marker() not in nothing and artist.get_markersize() > THIN:
            yield to_rgba(artist.get_markerfacecolor())
            yield to_rgba(artist.get_markeredgecolor())
    elif isinstance(artist, Collection):
        sizes: Any = getattr(artist, "get_sizes", list)()
        if len(sizes) and max(sizes) <= THIN:
            return
        yield from artist.get_facecolors()  # type: ignore[attr-defined]
        yield from artist.get_edgecolors()  # type: ignore[attr-defined]
    else:
        yield artist.get_facecolor()
        if artist.get_linewidth() > 0:
            yield artist.get_edgecolor()
