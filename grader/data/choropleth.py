"""`peta`: a map of the 21 kecamatan of Ponorogo, coloured by one column of a table."""

from __future__ import annotations

from math import cos, radians
from pathlib import Path
from typing import Any

import pandas as pd

from grader.common.errors import SinauError
from grader.data.catalog import find_data_folder, load_catalog
from grader.data.table import Area, Ring, read_areas

CODE = "kode_kemendagri"
BOUNDARIES = "batas_kecamatan"
INDONESIAN = str.maketrans(",.", ".,")
COLOURS = "cividis_r"
"""Perceptually even and safe for colour-blind readers; dark is much."""


def peta(tabel: pd.DataFrame, nilai: str, judul: str, satuan: str) -> Any:
    """Draw the choropleth and return its matplotlib Axes.

    `tabel` has one row a kecamatan with its `kode_kemendagri` (text); `nilai` is the column to colour by,
    `satuan` its unit. Every kecamatan is named; one without a value is hatched. Show it with its source and
    time by `gambar(peta(...), sumber=..., waktu=..., alt=...)`.
    Raises SinauError when a column is missing or no code fits.
    """
    import matplotlib.pyplot as plt
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize
    from matplotlib.patheffects import withStroke
    from matplotlib.ticker import FuncFormatter

    values = _values(tabel, nilai)
    norm = Normalize(min(values.values()), max(values.values()))
    colour_map = plt.get_cmap(COLOURS)
    figure, axes = plt.subplots(figsize=(7.5, 5.6), layout="constrained")
    halo = withStroke(linewidth=2, foreground="white")
    for area in _areas():
        share = norm(values[area.code]) if area.code in values else None
        look: dict[str, Any] = {"facecolor": "white", "edgecolor": "grey", "hatch": "///"}
        if share is not None:
            look = {"facecolor": colour_map(share), "edgecolor": "white"}
        for ring in area.rings:
            axes.fill(*ring.T, linewidth=0.8, **look)
        middle = centroid(max(area.rings, key=len))
        axes.annotate(area.name, middle, ha="center", va="center", fontsize=6.5, path_effects=[halo])
    axes.set_aspect(1 / cos(radians(7.9)))
    axes.set_title(judul)
    axes.grid(False)
    axes.set_xlabel("bujur (derajat)")
    axes.set_ylabel("lintang (derajat)")
    figure.colorbar(
        ScalarMappable(norm, colour_map),
        ax=axes,
        label=satuan,
        format=FuncFormatter(lambda value, _: f"{value:,g}".translate(INDONESIAN)),
    )
    axes.set_title(
        "Batas disederhanakan, bukan batas resmi", loc="right", y=0.0, pad=4, size=7, weight="normal"
    )
    return axes


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
    for name in (CODE, column):
        if name not in table.columns:
            columns = ", ".join(map(str, table.columns))
            raise SinauError(f'Peta memerlukan kolom "{name}"; kolom tabelmu: {columns}.')
    if not pd.api.types.is_numeric_dtype(table[column]):
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
    return read_areas(load_catalog(find_data_folder(Path.cwd())).resources[BOUNDARIES])
