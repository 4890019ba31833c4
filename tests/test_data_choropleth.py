"""The map of the 21 kecamatan."""

from __future__ import annotations

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from grader.common.errors import SinauError
from grader.data import peta
from grader.data.build import DATASETS
from grader.data.catalog import load_catalog
from grader.data.choropleth import centroid
from grader.data.table import read_areas, read_resource

CATALOG = load_catalog(DATASETS)
LABELS = {"judul": "Kepadatan", "satuan": "orang per km²"}


@pytest.fixture
def districts() -> pd.DataFrame:
    return read_resource(CATALOG.resources["ponorogo_kecamatan"])


def test_map_has_names_unit_and_a_shade_for_each_value(districts: pd.DataFrame) -> None:
    axes = peta(districts, nilai="kepadatan_per_km2", **LABELS)
    names = {text.get_text() for text in axes.texts}
    assert names == set(districts["kecamatan"])
    assert "Kepadatan" in (axes.get_title(), axes.get_title(loc="left"))  # the course's style is left
    figure = axes.figure
    assert figure.axes[1].get_ylabel() == "orang per km²"
    assert "bukan batas resmi" in axes.get_title(loc="right")
    brightness = [sum(patch.get_facecolor()[:3]) for patch in axes.patches]
    assert len(brightness) >= 21
    assert min(brightness) < 0.6  # Ponorogo, the densest, is darkest
    plt.close(figure)


def test_a_kecamatan_without_value_is_hatched(districts: pd.DataFrame) -> None:
    axes = peta(districts[districts["kecamatan"] != "Pudak"], nilai="penduduk", **LABELS)
    assert sum(patch.get_hatch() == "///" for patch in axes.patches) >= 1
    assert len(axes.texts) == 21
    plt.close(axes.figure)


def test_classes_have_one_shade_each_and_are_counted(districts: pd.DataFrame) -> None:
    axes = peta(districts, nilai="kepadatan_per_km2", batas=[500, 1_000.5], **LABELS)
    legend = axes.get_legend()
    assert legend.get_title().get_text().startswith("orang per km²")
    assert [text.get_text() for text in legend.get_texts()] == [
        "1.000,5 ke atas (7)",
        "500 sampai 1.000,5 (7)",
        "di bawah 500 (7)",
    ]
    shades = {patch.get_facecolor() for patch in axes.patches}
    assert shades == {patch.get_facecolor() for patch in legend.get_patches()}
    assert len(shades) == 3
    plt.close(axes.figure)


def test_a_value_on_a_limit_belongs_to_the_class_above(districts: pd.DataFrame) -> None:
    axes = peta(districts, nilai="kepadatan_per_km2", batas=[3_358], **LABELS)  # Ponorogo's own
    assert [text.get_text() for text in axes.get_legend().get_texts()] == [
        "3.358 ke atas (1)",
        "di bawah 3.358 (20)",
    ]
    plt.close(axes.figure)


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        ([], "paling sedikit satu angka"),
        ([1_000, 500], "dari yang terkecil"),
        ([500, 500], "tanpa angka yang sama"),
        ([float("nan")], "paling sedikit satu angka"),
        (500, "daftar angka"),
        (["padat"], "daftar angka"),
    ],
)
def test_bad_limits_get_a_sentence(districts: pd.DataFrame, limits: object, says: str) -> None:
    with pytest.raises(SinauError, match=says):
        peta(districts, nilai="penduduk", batas=limits, **LABELS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "column", "says"),
    [
        (lambda t: t.drop(columns="kode_kemendagri"), "penduduk", "memerlukan kolom"),
        (lambda t: t, "pnduduk", "memerlukan kolom"),
        (lambda t: t, "kecamatan", "berisi teks"),
        (lambda t: pd.concat([t, t]), "penduduk", "dua kali"),
        (lambda t: t.assign(kode_kemendagri=range(21)), "penduduk", "bukan kode kecamatan"),
    ],
)
def test_bad_tables_get_a_sentence(districts: pd.DataFrame, change, column: str, says: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SinauError, match=says):
        peta(change(districts), nilai=column, **LABELS)


def test_areas_are_the_districts(districts: pd.DataFrame) -> None:
    areas = read_areas(CATALOG.resources["batas_kecamatan"])
    assert [(area.code, area.name) for area in areas] == list(
        zip(districts["kode_kemendagri"], districts["kecamatan"], strict=True)
    )
    listed = districts.set_index("kode_kemendagri")[["bujur", "lintang"]]
    for area in areas:
        assert np.allclose(centroid(max(area.rings, key=len)), listed.loc[area.code], atol=0.03), area.name


def test_centroid_of_a_square() -> None:
    square = np.array([[111.0, -8.0], [113.0, -8.0], [113.0, -6.0], [111.0, -6.0], [111.0, -8.0]])
    assert centroid(square) == pytest.approx((112.0, -7.0))
    assert centroid(square[::-1]) == pytest.approx((112.0, -7.0))
