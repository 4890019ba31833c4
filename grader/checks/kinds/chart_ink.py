"""Whether anybody sees what was drawn: ink on the paper, in another colour than the paper's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

#: Colours nearer than this, each part from 0 to 1, are one; so is ink that covers less of the paper's.
ALIKE = 0.02
#: Points: a thinner line or a smaller dot is none.
THIN = 0.1


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


def is_line_in_view(axes: Any, line: Any) -> bool:
    """Whether the axes show any part of a line: their limits may leave all of it out."""
    view = axes.viewLim  # what is read first settles the limits
    path = line.get_path()
    return bool(len(path.vertices) and path.intersects_bbox(view, filled=False))


def _is_on_paper(axes: Any) -> bool:
    place = axes.get_position()
    inside = place.x0 < 1 and place.x1 > 0 and place.y0 < 1 and place.y1 > 0
    return bool(inside and axes.get_visible() and place.width > 0 and place.height > 0)


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
