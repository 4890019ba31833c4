"""What is known about each data file: `datapackage.json` (Data Package standard) read into plain data
classes.

Besides the standard's properties a resource carries ours: rowMeaning, collection, referenceTime, synthetic,
confidence, rowCount, lessons, and for a generated file, generator. A field may carry `unit`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from grader.common.errors import SinauError

PACKAGE_NAME = "sinau-desa"
DESCRIPTOR = "datapackage.json"
PHOTO = "jpg"
"""The format of a resource that is a photo; it has no columns."""
PHOTO_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif")
FOLDERS = ("data", "datasets")
"""`data/` is the trainee's workspace, `datasets/` the repository."""


@dataclass(frozen=True)
class Field:
    """One column: name, type (string, integer, year, number, date), meaning, unit ("" if none)."""

    name: str
    type: str
    description: str
    unit: str
    required: bool


@dataclass(frozen=True)
class Resource:
    """One data file with all that its card says."""

    name: str
    path: Path
    format: str
    delimiter: str
    title: str
    row_meaning: str
    sources: tuple[str, ...]
    licence: str
    collection: str
    reference_time: str
    confidence: str
    synthetic: bool
    rows: int
    bytes: int
    hash: str
    generator: str
    lessons: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Catalog:
    """The resources of one folder, by name."""

    folder: Path
    resources: dict[str, Resource]


def load_catalog(folder: Path) -> Catalog:
    """Read `folder/datapackage.json`; raises SinauError when it is missing or broken."""
    path = folder / DESCRIPTOR
    try:
        now = path.stat()
        return _read(path, now.st_mtime_ns, now.st_size)
    except OSError as error:
        raise SinauError(
            f"Daftar data {path} tidak dapat dibaca. Minta folder data yang utuh kepada pelatih."
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise SinauError(f"Daftar data {path} rusak. Minta folder data yang utuh kepada pelatih.") from error


@lru_cache(maxsize=4)
def _read(path: Path, mtime_ns: int, size: int) -> Catalog:
    """The catalog in a file as it is now: a notebook loads several tables, and it says the same for each."""
    return catalog_of(path.parent, json.loads(path.read_text(encoding="utf-8")))


def catalog_of(folder: Path, descriptor: dict[str, Any]) -> Catalog:
    """The catalog that a parsed descriptor stands for; raises KeyError when a property is missing."""
    resources = [_resource(folder, entry) for entry in descriptor["resources"]]
    return Catalog(folder, {resource.name: resource for resource in resources})


def find_data_folder(start: Path) -> Path:
    """The folder of course data: `data/` or `datasets/` from `start` upwards, else beside this package."""
    for parent in [start, *start.parents]:
        for name in FOLDERS:
            if _is_ours(parent / name):
                return parent / name
    beside = Path(__file__).resolve().parents[2] / "datasets"
    if _is_ours(beside):
        return beside
    raise SinauError(
        "Folder data kursus tidak ditemukan. Buka pelajarannya dari Beranda, lalu jalankan dari sana."
    )


def _is_ours(folder: Path) -> bool:
    try:
        start = (folder / DESCRIPTOR).read_text(encoding="utf-8", errors="replace")[:400]
    except OSError:
        return False
    return f'"{PACKAGE_NAME}"' in start


def _resource(folder: Path, entry: dict[str, Any]) -> Resource:
    return Resource(
        name=entry["name"],
        path=folder / entry["path"],
        format=entry.get("format", "csv"),
        delimiter=entry.get("dialect", {}).get("delimiter", ","),
        title=entry["title"],
        row_meaning=entry["rowMeaning"],
        sources=tuple(source["title"] for source in entry["sources"]),
        licence="; ".join(licence["title"] for licence in entry["licenses"]),
        collection=entry["collection"],
        reference_time=entry["referenceTime"],
        confidence=entry.get("confidence", ""),
        synthetic=entry["synthetic"],
        rows=entry["rowCount"],
        bytes=entry["bytes"],
        hash=entry["hash"],
        generator=entry.get("generator", ""),
        lessons=tuple(entry.get("lessons", ())),
        fields=() if is_photo(entry) else tuple(_field(field) for field in entry["schema"]["fields"]),
    )


def is_photo(entry: dict[str, Any]) -> bool:
    """Whether a resource of a descriptor is a photo and no table."""
    return entry.get("format") == PHOTO


def _field(entry: dict[str, Any]) -> Field:
    return Field(
        name=entry["name"],
        type=entry["type"],
        description=entry["description"],
        unit=entry.get("unit", ""),
        required=entry.get("constraints", {}).get("required", False),
    )
