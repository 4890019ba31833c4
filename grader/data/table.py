"""Read a course file into a typed DataFrame, after checking that nobody has changed it."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from grader.common.errors import SinauError
from grader.data.catalog import Field, Resource

DTYPES = {"string": "str", "integer": "Int64", "year": "Int64", "number": "float64", "date": "str"}
"""Data Package type -> dtype while reading; whole numbers become int64 and dates datetime64 afterwards."""

Ring = npt.NDArray[np.float64]
"""(n, 2): longitude and latitude in degrees, the last point equal to the first."""


@dataclass(frozen=True)
class Area:
    """One district on the map."""

    code: str
    name: str
    rings: list[Ring]


def read_resource(resource: Resource) -> pd.DataFrame:
    """The table: codes as text, dates as datetime64, whole numbers int64 (Int64 where some are missing)."""
    if resource.format == "geojson":
        areas = read_areas(resource)
        return pd.DataFrame(
            [{"kode": area.code, "kecamatan": area.name, "batas": area.rings} for area in areas]
        )
    data = read_checked(resource)
    frame = pd.read_csv(
        io.BytesIO(data),
        sep=resource.delimiter,
        dtype={field.name: DTYPES[field.type] for field in resource.fields},
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    for field in resource.fields:
        read = frame[field.name]
        if (final := _final_type(read, field)) is not read:
            frame[field.name] = final
    return frame


def read_checked(resource: Resource) -> bytes:
    """The file's bytes; raises SinauError when it is missing or differs from its checksum."""
    try:
        data = resource.path.read_bytes()
    except OSError as error:
        raise SinauError(
            f"Berkas data {resource.path.name} tidak ada di folder {resource.path.parent}. "
            "Jalankan Mulai atau start.py lagi, atau minta berkas itu kepada pelatih."
        ) from error
    if f"sha256:{hashlib.sha256(data).hexdigest()}" != resource.hash:
        raise SinauError(
            f"Berkas data {resource.path.name} sudah berubah dari aslinya. Hapus berkas itu, lalu jalankan "
            "Mulai atau start.py lagi; data yang ingin kamu ubah, simpan salinannya di folder data-saya."
        )
    return data


def read_areas(resource: Resource) -> list[Area]:
    """The areas of a GeoJSON resource."""
    features = json.loads(read_checked(resource))["features"]
    return [
        Area(feature["properties"]["kode"], feature["properties"]["kecamatan"], _rings(feature["geometry"]))
        for feature in features
    ]


def _rings(geometry: dict[str, Any]) -> list[Ring]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [np.array(ring, dtype="float64") for polygon in polygons for ring in polygon]


def _final_type(column: pd.Series, field: Field) -> pd.Series:
    if field.type == "date":
        return pd.to_datetime(column, format="%Y-%m-%d")
    if field.type in ("integer", "year") and not column.hasnans:
        return column.astype("int64")
    return column
