"""Regenerate the synthetic files and bring hashes, sizes and row counts in datapackage.json up to date.

Run from the repository: `python -m grader.data.build` (or `--check`, which writes nothing and fails on
drift).
"""

from __future__ import annotations

import csv
import hashlib
import importlib
import io
import json
import sys
from pathlib import Path
from typing import Any

from grader.data.catalog import DESCRIPTOR, catalog_of, is_photo
from grader.data.readme import render

DATASETS = Path(__file__).resolve().parents[2] / "datasets"
TEMPLATES = DATASETS / "templates"


def main(arguments: list[str]) -> int:
    files = current_files()
    stale = [path for path, content in files.items() if not path.exists() or path.read_bytes() != content]
    if "--check" in arguments:
        for path in stale:
            print(
                f"{path.relative_to(DATASETS.parent)}: tidak mutakhir; jalankan python -m grader.data.build"
            )
        return 1 if stale else 0
    for path in stale:
        path.write_bytes(files[path])
        print(f"ditulis: {path.relative_to(DATASETS.parent)}")
    return 0


def current_files() -> dict[Path, bytes]:
    """Every file this command owns, with the content it should have."""
    files: dict[Path, bytes] = {}
    catalogs = []
    for folder in (DATASETS, TEMPLATES):
        package = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        for resource in package["resources"]:
            path = folder / resource["path"]
            if "generator" in resource:
                files[path] = generate(resource["name"])
            describe(resource, files[path] if path in files else path.read_bytes())
        files[folder / DESCRIPTOR] = (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()
        catalogs.append(catalog_of(folder, package))
    files[DATASETS / "README.md"] = render(*catalogs).encode()
    return files


def generate(name: str) -> bytes:
    """The CSV of the generator `datasets/generators/<name>.py`: UTF-8, comma, LF line ends."""
    folder = str(DATASETS / "generators")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    frame = importlib.import_module(name).make()
    text: str = frame.to_csv(index=False, lineterminator="\n")
    return text.encode()


def describe(resource: dict[str, Any], data: bytes) -> None:
    """Set what the bytes say: size, checksum, number of rows."""
    resource["bytes"] = len(data)
    resource["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
    resource["rowCount"] = _rows(resource, data)


def _rows(resource: dict[str, Any], data: bytes) -> int:
    if is_photo(resource):
        return 1
    if resource.get("format") == "geojson":
        return len(json.loads(data)["features"])
    return sum(1 for row in csv.reader(io.StringIO(data.decode("utf-8"), newline="")) if row) - 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
