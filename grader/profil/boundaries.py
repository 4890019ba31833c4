"""Outlines of the villages and who borders on whom."""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import numpy as np

from grader.data.catalog import find_data_folder, load_catalog
from grader.data.table import Ring, read_checked

OUTLINES = "batas_desa"
EARTH = 6371.0088
"""Mean radius in kilometres."""

Edge = frozenset[tuple[float, float]]


def outlines() -> dict[str, list[Ring]]:
    """The rings of each village by its code."""
    return _read(find_data_folder(Path.cwd()))[0]


def neighbours(code: str) -> list[str]:
    """Codes of the villages that share a stretch of border with this one."""
    return _read(find_data_folder(Path.cwd()))[1].get(code, [])


@lru_cache(maxsize=2)
def _read(folder: Path) -> tuple[dict[str, list[Ring]], dict[str, list[str]]]:
    rings: dict[str, list[Ring]] = {}
    owners: dict[Edge, list[str]] = {}
    for feature in json.loads(read_checked(load_catalog(folder).resources[OUTLINES]))["features"]:
        code, shape = feature["properties"]["kode"], feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        rings[code] = [np.array(ring, dtype="float64") for polygon in polygons for ring in polygon]
        for polygon in polygons:
            for ring in polygon:
                for one, other in pairwise(map(tuple, ring)):
                    owners.setdefault(frozenset((one, other)), []).append(code)
    beside: dict[str, set[str]] = {code: set() for code in rings}
    for shared in owners.values():
        for code in shared:
            beside[code] |= {other for other in shared if other != code}
    return rings, {code: sorted(others) for code, others in beside.items()}


def distance(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Kilometres as the crow flies."""
    a, b = radians(latitude), radians(to_latitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))
