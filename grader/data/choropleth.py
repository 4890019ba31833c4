"""`peta`: a map of the 21 kecamatan of Ponorogo, coloured by one column of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import cos, isfinite, radians
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.common.errors import SinauError
from grader.data.catalog import find_data_folder, load_catalog

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from grader.data.table import Area, Ring

CODE = "kode_kemendagri"
BOUNDARIES = "batas_kecamatan"
INDONESIAN = str.maketrans(",.", ".,")
COLOURS = "cividis_r"
"""Perceptually even and safe for colour-blind readers; dark is much."""


def peta(
    tabel: pd.DataFrame, nilai: str, judul: str, satuan: str, batas: Sequence[float] | None = None
) -> Any:
    """Draw the choropleth and return its matplotlib Axes.

    `tabel` has one row a kecamatan with its `kode_kemendagri` (text); `nilai` is the column to colour by,
    `satuan` its unit. Every kecamatan is named; one without a value is hatched. Show it with its source and
    time by `gambar(peta(...), sumber=..., waktu=..., alt=...)`.
    `batas` lists class limits, smallest first: two limits make three classes, each with one colour, and its
    number of kecamatan in the legend; a value on a limit belongs to the class above. Without it the colours
    are continuous.
    Raises SinauError when a column is missing, no code fits, or the limits do not increase.
    """
    import matplotlib.pyplot as plt

    values = _values(tabel, nilai)
    limits = None if batas is None else _limits(batas)
    colours = _shades(values, limits)
    figure, axes = plt.subplots(figsize=(7.5, 5.6), layout="compressed")
    _draw_areas(axes, values, colours)
    axes.set_aspect(1 / cos(radians(7.9)))
    axes.set_title(judul)
    axes.grid(False)
    axes.set_xlabel("bujur (derajat)")
    axes.set_ylabel("lintang (derajat)")
    if limits is None:
        figure.colorbar(colours, ax=axes, label=satuan, format=lambda value, _: _written(value))
    else:
        _class_legend(axes, list(values.values()), limits, colours, satuan)
    axes.set_title(
        "Batas disederhanakan, bukan batas resmi", loc="right", y=0.0, pad=4, size=7, weight="normal"
    )
    return axes


def _draw_areas(axes: Any, values: Mapping[str, float], colours: Any) -> None:
    """Fill and name every kecamatan; one without a value is hatched."""
    from matplotlib.patheffects import withStroke

    halo = withStroke(linewidth=2, foreground="white")
    for area in _areas():
        look: dict[str, Any] = {"facecolor": "white", "edgecolor": "grey", "hatch": "///"}
        if area.code in values:
            look = {"facecolor": colours.to_rgba(values[area.code]), "edgecolor": "white"}
        for ring in area.rings:
            axes.fill(*ring.T, linewidth=0.8, **look)
        middle = centroid(max(area.rings, key=len))
        axes.annotate(area.name, middle, ha="center", va="center", fontsize=6.5, path_effects=[halo])


def _limits(batas: Sequence[float]) -> list[float]:
    """The class limits as numbers; raises SinauError where they are none or do not increase."""
    example = "misalnya batas=[500, 1_000]"
    try:
        limits = [float(limit) for limit in batas]
    except (TypeError, ValueError):
        raise SinauError(f"Batas kelas adalah daftar angka di dalam kurung siku, {example}.") from None
    if not limits or not all(map(isfinite, limits)):
        raise SinauError(f"Batas kelas memerlukan paling sedikit satu angka, {example}.")
    if any(low >= high for low, high in pairwise(limits)):
        raise SinauError(f"Batas kelas ditulis dari yang terkecil, tanpa angka yang sama, {example}.")
    return limits


def _shades(values: dict[str, float], limits: list[float] | None) -> Any:
    """The ScalarMappable that gives a value its colour: a continuous scale, or one colour a class."""
    from matplotlib import colormaps
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import BoundaryNorm, ListedColormap, Normalize

    scale = colormaps[COLOURS]
    if limits is None:
        return ScalarMappable(Normalize(min(values.values()), max(values.values())), scale)
    colours = [scale(place / len(limits)) for place in range(len(limits) + 1)]
    ends = [float("-inf"), *limits, float("inf")]
    return ScalarMappable(BoundaryNorm(ends, len(colours)), ListedColormap(colours))


def _class_legend(axes: Axes, values: list[float], limits: list[float], colours: Any, unit: str) -> None:
    """A box for each class with its limits and how many kecamatan it holds, the largest on top."""
    from matplotlib.patches import Patch

    classes = list(pairwise([float("-inf"), *limits, float("inf")]))
    boxes = [
        Patch(
            facecolor=colours.to_rgba(max(low, limits[0] - 1)),
            edgecolor="grey",
            label=f"{_class_name(low, high)} ({sum(low <= value < high for value in values)})",
        )
        for low, high in reversed(classes)
    ]
    axes.legend(
        handles=boxes,
        title=f"{unit}\n(banyaknya kecamatan)",
        loc="upper left",
        bbox_to_anchor=(1.01, 1),
        fontsize=9,
    )


def _class_name(low: float, high: float) -> str:
    if not isfinite(low):
        return f"di bawah {_written(high)}"
    return f"{_written(low)} ke atas" if not isfinite(high) else f"{_written(low)} sampai {_written(high)}"


def _written(value: float) -> str:
    """A number as Indonesians write it."""
    return f"{value:,.10g}".translate(INDONESIAN)


def centroid(ring: Ring) -> tuple[float, float]:
    """Centre of area of a closed ring, in its own coordinates (shoelace formula)."""
    start = ring[0]
    x, y = (ring - start).T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    area = cross.sum() / 2
    middle_x = ((x[:-1] + x[1:]) * cross).sum() / (6 * area)
    middle_y = ((y[:-1] + y[1:]) * cross).sum() / (6 * area)
    return float(start[0] + middle_x), float(start[1] + middle_y)


def _values(table: pd.DataFrame, column: str) -> dict[str, float]:
    """The value of each kecamatan by code, without the missing ones."""
    from pandas.api.types import is_numeric_dtype

    for name in (CODE, column):
        if name not in table.columns:
            columns = ", ".join(map(str, table.columns))
            raise SinauError(f'Peta memerlukan kolom "{name}"; kolom tabelmu: {columns}.')
    if not is_numeric_dtype(table[column]):
        raise SinauError(f'Kolom "{column}" berisi teks; peta memerlukan kolom angka.')
    if table[CODE].duplicated().any():
        raise SinauError(
            "Ada kecamatan yang muncul dua kali; ringkas tabelmu menjadi satu baris tiap kecamatan."
        )
    rows = table[[CODE, column]].dropna()
    values = {str(code): float(value) for code, value in zip(rows[CODE], rows[column], strict=True)}
    if not values.keys() & {area.code for area in _areas()}:
        raise SinauError(
            f'Isi kolom "{CODE}" bukan kode kecamatan seperti 35.02.17; baca kolom itu sebagai teks.'
        )
    return values


def _areas() -> list[Area]:
    from grader.data.table import read_areas

    return read_areas(load_catalog(find_data_folder(Path.cwd())).resources[BOUNDARIES])
