"""The two pictures of a page: the village on its kecamatan's map, and its area beside the others'."""

from __future__ import annotations

from math import cos, radians
from typing import Any

import numpy as np

from grader.data.choropleth import centroid
from grader.learner.rupiah import angka
from grader.profil.boundaries import neighbours, outlines
from grader.profil.facts import in_kecamatan
from grader.profil.villages import Village, villages

HERE, BESIDE, OTHER = "#0072B2", "#F3C77A", "#E6E6E6"
MAP_SOURCE = "garis batas terbuka, tidak resmi"
AREA_SOURCE = "dihitung dari garis batas, perkiraan"
KM_PER_DEGREE = 111.3
WIDTH = 3.9
"""Inches: about half a sheet of A4, so that letters print at the size they have here."""


def map_of(village: Village) -> tuple[Any, str]:
    """The kecamatan with this village dark and its neighbours hatched; the Axes and their alt text."""
    import matplotlib.pyplot as plt
    from matplotlib.patheffects import withStroke

    beside = set(neighbours(village.code))
    shown = {v.code for v in in_kecamatan(village)} | beside
    shapes, every = outlines(), villages()
    across = cos(radians(7.9))
    low = np.min([ring.min(axis=0) for code in shown for ring in shapes[code]], axis=0)
    high = np.max([ring.max(axis=0) for code in shown for ring in shapes[code]], axis=0)
    wide, tall = (high - low) * (across, 1)
    height = min(max(WIDTH * tall / wide, 2.2), 4.4)
    axes = plt.figure(figsize=(WIDTH, height), layout="none").add_axes((0, 0, 1, 0.92))
    halo = [withStroke(linewidth=2.2, foreground="white")]
    for code in sorted(shown, key=lambda c: (c == village.code, c in beside)):
        inside = every[code].kecamatan_code == village.kecamatan_code
        colour = HERE if code == village.code else BESIDE if code in beside else OTHER
        look: dict[str, Any] = {"facecolor": colour, "edgecolor": "white" if inside else "#888888"}
        look |= {"hatch": "..", "edgecolor": "#8A6D1F"} if code in beside else {}
        for ring in shapes[code]:
            axes.fill(*ring.T, linewidth=0.7, linestyle="-" if inside else ":", **look)
    for code in beside:
        middle = centroid(max(shapes[code], key=len))
        axes.annotate(every[code].name, middle, ha="center", va="center", fontsize=7, path_effects=halo)
    _point_at(axes, village, centroid(max(shapes[village.code], key=len)), wide * tall, halo)
    axes.set_aspect(1 / across)
    axes.set_axis_off()
    axes.set_xlim(low[0], high[0])
    axes.set_ylim(low[1], high[1])
    axes.set_title(f"{village.name} di Kecamatan {village.kecamatan}", fontsize=11)
    names = [_outside(every[code], village) for code in sorted(beside, key=lambda c: every[c].name)]
    alt = (
        f"Peta Kecamatan {village.kecamatan}: {village.full_name} berwarna gelap. "
        f"Berbatasan dengan {len(names)} desa atau kelurahan (berbintik): {', '.join(names)}."
    )
    return axes, alt


def _point_at(axes: Any, village: Village, middle: tuple[float, float], map_size: float, halo: Any) -> None:
    """The village's own name; where its name would cover it, beside it with an arrow."""
    look: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 8.5, "weight": "bold"}
    if village.area < 0.04 * map_size * KM_PER_DEGREE**2:
        arrow = {"arrowstyle": "->", "color": "black", "linewidth": 1.4, "shrinkB": 0}
        look |= {"xytext": (0.5, 0.97), "textcoords": "axes fraction", "arrowprops": arrow, "va": "top"}
    axes.annotate(village.name, middle, path_effects=halo, **look)


def neighbour_names(village: Village) -> list[str]:
    """The neighbours, those of another kecamatan with its name."""
    every = villages()
    return sorted(_outside(every[code], village) for code in neighbours(village.code))


def _outside(other: Village, village: Village) -> str:
    same = other.kecamatan_code == village.kecamatan_code
    return other.name if same else f"{other.name} (Kec. {other.kecamatan})"


def areas_of(village: Village) -> tuple[Any, str]:
    """The areas of the kecamatan's villages, this one marked by colour and an arrow; Axes and alt text."""
    import matplotlib.pyplot as plt

    others = sorted(in_kecamatan(village), key=lambda v: (v.area, v.code))
    place = len(others) - [v.code for v in others].index(village.code)
    axes = plt.figure(figsize=(WIDTH, 4.2), layout="none").add_axes((0.3, 0.13, 0.68, 0.79))
    colours = [HERE if v.code == village.code else "#BBBBBB" for v in others]
    labels = [f"▶ {v.name}" if v.code == village.code else v.name for v in others]
    bars = axes.barh(labels, [v.area for v in others], color=colours)
    size = 8.5 if len(others) <= 16 else 7
    axes.bar_label(bars, [angka(v.area, 1) for v in others], padding=2, fontsize=size)
    axes.tick_params(axis="y", labelsize=size, length=0)
    axes.tick_params(axis="x", labelsize=8)
    axes.set_xlim(0, max(v.area for v in others) * 1.15)
    axes.set_title(f"Luas: urutan {place} dari {len(others)}", fontsize=11)
    axes.set_xlabel("luas (km², perkiraan)", fontsize=8.5)
    axes.grid(False)
    axes.spines[["top", "right", "left"]].set_visible(False)
    largest = others[-1]
    alt = (
        f"Grafik batang mendatar luas {len(others)} desa dan kelurahan di Kecamatan {village.kecamatan} "
        f"dalam km² (perkiraan). {village.name} {angka(village.area, 2)}, urutan {place} dari yang terluas; "
        f"terluas {largest.name} {angka(largest.area, 2)}."
    )
    return axes, alt
