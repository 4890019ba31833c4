"""Whether anybody sees what was drawn: ink on the paper, in another colour than the paper's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

#: Colours nearer than this, each part from 0 to 1, are one.
ALIKE = 0.02


def is_seen(axes: Any, artist: Any) -> bool:
    """Whether a bar, a line or a cloud of dots can be seen in its axes."""
    if not (artist.get_visible() and artist.get_alpha() != 0 and _is_on_paper(axes)):
        return False
    paper = axes.get_facecolor()
    return any(_shows(colour, paper) for colour in _inks(artist))


def are_in_view(axes: Any, patches: Iterable[Any]) -> bool:
    """Whether the axes show any of these bars: their limits may leave all of them out."""
    return any(axes.viewLim.overlaps(patch.get_bbox()) for patch in patches)


def _is_on_paper(axes: Any) -> bool:
    place = axes.get_position()
    inside = place.x0 < 1 and place.x1 > 0 and place.y0 < 1 and place.y1 > 0
    return bool(inside and axes.get_visible() and place.width > 0 and place.height > 0)


def _shows(colour: Any, paper: Any) -> bool:
    red, green, blue, alpha = colour
    apart = max(abs(a - b) for a, b in zip((red, green, blue), paper[:3], strict=True))
    return bool(alpha > 0 and (apart > ALIKE or paper[3] == 0))


def _inks(artist: Any) -> Iterable[Any]:
    from matplotlib.collections import Collection
    from matplotlib.colors import to_rgba
    from matplotlib.lines import Line2D

    if isinstance(artist, Line2D):
        nothing = ("", " ", "None", "none", None)
        if artist.get_linewidth() > 0 and artist.get_linestyle() not in nothing:
            yield to_rgba(artist.get_color())
        if artist.get_marker() not in nothing and artist.get_markersize() > 0:
            yield to_rgba(artist.get_markerfacecolor())
            yield to_rgba(artist.get_markeredgecolor())
    elif isinstance(artist, Collection):
        yield from artist.get_facecolors()  # type: ignore[attr-defined]
        yield from artist.get_edgecolors()  # type: ignore[attr-defined]
    else:
        yield artist.get_facecolor()
        if artist.get_linewidth() > 0:
            yield artist.get_edgecolor()
