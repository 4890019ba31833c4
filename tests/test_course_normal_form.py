"""The normal form: what it drops, what it keeps, and that it is nbformat's own way of writing."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from grader.common.errors import SinauError
from grader.notebooks import normal_form


def messy() -> dict[str, Any]:
    return {
        "nbformat_minor": 4,
        "nbformat": 4,
        "metadata": {
            "sinau": {"id": "1-01-mulai"},
            "widgets": {"state": {}},
            "language_info": {"name": "python", "version": "3.13.1"},
        },
        "cells": [
            {
                "cell_type": "code",
                "id": "hitung",
                "source": "a = 1\r\nb = 'é'\n",
                "execution_count": 7,
                "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}],
                "metadata": {
                    "ExecuteTime": {},
                    "tags": ["prediksi"],
                    "jupyter": {"source_hidden": True, "outputs_hidden": False},
                },
            },
            {"cell_type": "markdown", "id": "teks", "source": ["# Satu\n", "dua"], "metadata": {"tags": []}},
        ],
    }


def test_drops_outputs_counters_and_foreign_metadata() -> None:
    code, text = normal_form.normalise(messy())["cells"]
    assert code["outputs"] == []
    assert code["execution_count"] is None
    assert code["metadata"] == {"tags": ["prediksi"], "jupyter": {"source_hidden": True}}
    assert code["source"] == ["a = 1\n", "b = 'é'"]
    assert text["metadata"] == {}
    assert set(normal_form.normalise(messy())["metadata"]) == {"kernelspec", "language_info", "sinau"}


def test_writes_what_nbformat_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    normal_form.write_notebook(path, messy())
    again = nbformat.read(path, as_version=4)
    nbformat.validate(again)
    assert nbformat.writes(again) + "\n" == path.read_text(encoding="utf-8")


def test_is_stable_and_leaves_its_argument_alone(tmp_path: Path) -> None:
    notebook, before = messy(), messy()
    once = normal_form.dumps(notebook)
    assert notebook == before
    assert normal_form.dumps(json.loads(once)) == once


def test_command_rewrites_in_place_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps(messy()), encoding="utf-8")
    assert not normal_form.is_normal(path)
    assert normal_form.main([str(path)]) == 0
    assert normal_form.is_normal(path)
    assert str(path) in capsys.readouterr().out
    normal_form.main([str(path)])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'{"cells": [', "JSON-nya salah di baris 1"),
        (b"\xff\xfe\x00", "bukan teks UTF-8"),
        (b"[]", "bukan notebook"),
        (b'{"cells": [1], "metadata": {}, "nbformat": 4}', "bukan notebook"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "rusak.ipynb"
    path.write_bytes(content)
    with pytest.raises(SinauError, match=expected) as caught:
        normal_form.read_notebook(path)
    assert "rusak.ipynb" in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SinauError, match=r"hilang\.ipynb tidak ditemukan"):
        normal_form.read_notebook(tmp_path / "hilang.ipynb")
