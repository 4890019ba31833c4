"""Names that were copied from a lesson into its exercise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.learner.lesson_names import names_of_the_lesson_alone


def laid_out(root: Path, folder: str) -> Path:
    """An exercise beside its lesson, and another one's lesson."""
    exercise = notebook(root / "latihan" / "2-77-kain" / "2-77-kain.ipynb", "harga = 5\nbanyak = ____")
    notebook(root / folder / "2-pasar" / "2-77-kain.ipynb", "kain_lama = 'batik'\nharga = 3")
    notebook(root / folder / "2-pasar" / "2-78-tas.ipynb", "tas = 1")
    return exercise


def notebook(path: Path, source: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": source}]}), "utf-8")
    return path


@pytest.mark.parametrize("folder", ["pelajaran", "lessons"])
def test_what_the_lesson_has_and_the_exercise_has_not(tmp_path: Path, folder: str) -> None:
    assert names_of_the_lesson_alone(laid_out(tmp_path, folder)) == {"kain_lama"}


def test_a_renamed_notebook_is_known_by_its_folder(tmp_path: Path) -> None:
    exercise = laid_out(tmp_path, "pelajaran")
    assert names_of_the_lesson_alone(exercise.rename(exercise.with_name("salinan.ipynb"))) == {"kain_lama"}


def test_nothing_where_no_lesson_is_at_hand_or_cannot_be_read(tmp_path: Path) -> None:
    assert names_of_the_lesson_alone(None) == frozenset()
    alone = notebook(tmp_path / "a" / "b" / "c.ipynb", "x = 1")
    assert names_of_the_lesson_alone(alone) == frozenset()
    exercise = laid_out(tmp_path, "pelajaran")
    (tmp_path / "pelajaran" / "2-pasar" / "2-77-kain.ipynb").write_text("{", "utf-8")
    assert names_of_the_lesson_alone(exercise) == frozenset()
