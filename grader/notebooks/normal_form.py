"""One way to write a notebook to disk, so that a diff between two versions reads like a diff of text.

`python -m grader.notebooks.normal_form FILE...` rewrites files in place.
Standard library only: importing nbformat costs about a second (jsonschema builds a grammar).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from grader.common.errors import SinauError
from grader.notebooks.cells import source_text

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE_INFO = {"name": "python"}
CELL_METADATA_KEYS = ("deletable", "editable", "jupyter", "nbgrader", "sinau", "tags")


def read_notebook(path: Path) -> dict[str, Any]:
    """Return the JSON of a notebook file.

    Raises SinauError, naming the file, when it is missing, is not JSON, or is not a notebook of nbformat 4.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SinauError(f"Berkas {path} tidak ditemukan; periksa nama dan foldernya.") from None
    except OSError as error:
        raise SinauError(f"Berkas {path} tidak bisa dibaca ({error.strerror}); periksa izinnya.") from None
    except UnicodeDecodeError:
        raise SinauError(f"Berkas {path} bukan teks UTF-8; simpan ulang dari JupyterLab.") from None
    except json.JSONDecodeError as error:
        raise SinauError(
            f"Berkas {path} rusak: JSON-nya salah di baris {error.lineno}; "
            "simpan ulang dari JupyterLab atau ambil versi lamanya dari git."
        ) from None
    if not (
        isinstance(notebook, dict)
        and isinstance(notebook.get("cells"), list)
        and all(isinstance(cell, dict) for cell in notebook["cells"])
        and isinstance(notebook.get("metadata"), dict)
        and notebook.get("nbformat") == 4
    ):
        raise SinauError(f"Berkas {path} bukan notebook nbformat 4; buka dan simpan ulang dari JupyterLab.")
    return notebook


def normalise(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook as it is stored: no outputs, no counters, only the metadata the project uses.

    The argument is not changed. Cell ids are kept as they are; lint judges them.
    """
    metadata: dict[str, Any] = {"kernelspec": dict(KERNELSPEC), "language_info": dict(LANGUAGE_INFO)}
    if "sinau" in notebook.get("metadata", {}):
        metadata["sinau"] = notebook["metadata"]["sinau"]
    return {
        "cells": [_normal_cell(cell) for cell in notebook["cells"]],
        "metadata": metadata,
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def dumps(notebook: dict[str, Any]) -> str:
    """The text of a notebook in normal form, ending in one newline."""
    text = json.dumps(
        normalise(notebook), indent=1, ensure_ascii=False, sort_keys=True, separators=(",", ": ")
    )
    return text + "\n"


def write_notebook(path: Path, notebook: dict[str, Any]) -> None:
    """Write a notebook in normal form, with LF line ends on every system."""
    path.write_text(dumps(notebook), encoding="utf-8", newline="\n")


def is_normal(path: Path) -> bool:
    """Whether the file's bytes are already those of the normal form."""
    return path.read_bytes() == dumps(read_notebook(path)).encode("utf-8")


def _normal_cell(cell: dict[str, Any]) -> dict[str, Any]:
    text = source_text(cell).replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    normal: dict[str, Any] = {
        "cell_type": cell["cell_type"],
        "metadata": _normal_cell_metadata(cell.get("metadata", {})),
        "source": text.splitlines(keepends=True),
    }
    if "id" in cell:
        normal["id"] = cell["id"]
    if cell["cell_type"] == "code":
        normal["execution_count"] = None
        normal["outputs"] = []
    elif cell.get("attachments"):
        normal["attachments"] = cell["attachments"]
    return normal


def _normal_cell_metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    normal = {key: metadata[key] for key in CELL_METADATA_KEYS if key in metadata}
    if "jupyter" in normal:
        normal["jupyter"] = {
            key: True for key, on in normal["jupyter"].items() if key == "source_hidden" and on
        }
    return {key: value for key, value in normal.items() if value not in ({}, [])}


def main(arguments: list[str]) -> int:
    """Rewrite the named files; print those that changed."""
    for name in arguments:
        path = Path(name)
        if not is_normal(path):
            write_notebook(path, read_notebook(path))
            print(f"dirapikan: {path}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SinauError as problem:
        sys.exit(str(problem))
