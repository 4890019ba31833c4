"""The course model: ids and paths, what is read from notebooks, and what broken ones say."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.common.errors import SinauError
from grader.curriculum import model
from grader.notebooks.cells import with_solution
from grader.notebooks.check_calls import as_trainee_sees, check_calls

LESSON: dict[str, Any] = {
    "kind": "lesson",
    "id": "1-02-hitung",
    "title": "Python sebagai kalkulator usaha",
    "module": "1-fondasi",
    "minutes": {"explain": 20, "practise": 25},
    "objectives": ["menghitung laba", "menamai besaran"],
    "prerequisites": ["1-01-mulai"],
    "terms": ["variabel"],
    "functions": ["print"],
    "datasets": [],
}


def write(root: Path, meta: dict[str, Any] | None, cells: list[dict[str, Any]] | None = None) -> Path:
    kind = (meta or LESSON)["kind"]
    folder = root / ("lessons/1-fondasi" if kind == "lesson" else f"exercises/{(meta or LESSON)['id']}")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{(meta or LESSON)['id']}.ipynb"
    metadata = {} if meta is None else {"sinau": meta}
    path.write_text(json.dumps({"cells": cells or [], "metadata": metadata, "nbformat": 4}), encoding="utf-8")
    return path


def test_paths_follow_the_curriculum() -> None:
    umkm = [i for i in model.LESSON_IDS if "UMKM" in model.paths_of(i)]
    desa = [i for i in model.LESSON_IDS if "Desa" in model.paths_of(i)]
    shared = ("4-05-kim", "4-06-proyek")
    assert umkm == [i for i in model.LESSON_IDS if i[0] in "12" or i in shared]
    assert desa == [i for i in model.LESSON_IDS if i[0] in "134"]
    assert list(model.LESSON_IDS) == sorted(set(model.LESSON_IDS))
    assert model.module_of("2-11-pasar-jauh") == "2-pemasaran"
    assert model.module_of("0-tes-awal") is None


def test_loads_lessons_and_exercises_in_order(tmp_path: Path) -> None:
    write(tmp_path, LESSON)
    write(tmp_path, LESSON | {"id": "1-01-mulai"})
    write(tmp_path, LESSON | {"id": "2-01-corong", "module": "2-pemasaran"})
    exercise = {k: LESSON[k] for k in ("id", "title", "module", "objectives", "datasets")}
    write(tmp_path, exercise | {"kind": "exercise", "minutes": 25})
    course = model.Course.load(tmp_path)
    assert [n.id for n in course.notebooks] == ["1-01-mulai", "1-02-hitung", "2-01-corong", "1-02-hitung"]
    found = course.lesson("1-02-hitung")
    assert found is not None
    assert found.meta.minutes.total == 45
    assert found.file.startswith("lessons/1-fondasi/")
    assert [n.id for n in course.before("2-01-corong", "UMKM")] == ["1-01-mulai", "1-02-hitung"]
    assert course.exercise("2-01-corong") is None


def test_a_lesson_without_metadata_is_named(tmp_path: Path) -> None:
    write(tmp_path, None)
    with pytest.raises(SinauError, match=r"1-02-hitung.ipynb tidak punya metadata"):
        model.Course.load(tmp_path)


def test_wrong_metadata_names_file_and_field(tmp_path: Path) -> None:
    write(tmp_path, LESSON | {"minutes": {"explain": "lama", "practise": 25}})
    with pytest.raises(SinauError, match=r"1-02-hitung.ipynb salah pada `minutes.explain`"):
        model.Course.load(tmp_path)


def test_a_folder_without_a_course_is_named(tmp_path: Path) -> None:
    with pytest.raises(SinauError, match="tidak berisi lessons"):
        model.Course.load(tmp_path)


def test_checks_and_what_a_trainee_sees() -> None:
    source = 'é = 1; periksa("hpp", toleransi=1, petunjuk=["B."],\n keliru={"é": "Ini é."})\nperiksa("b")\n'
    first, second = check_calls(source)
    assert first.name == "hpp"
    assert first.options["keliru"] == {"é": "Ini é."}
    assert second.options == {}
    assert as_trainee_sees(source) == 'é = 1; periksa("hpp")\nperiksa("b")'
    answer = "hpp = ____\n### BEGIN SOLUTION\nhpp = 1\n### END SOLUTION"
    assert as_trainee_sees(answer) == "hpp = ____"
    assert with_solution(answer) == "hpp = ____\nhpp = 1"
    assert check_calls('periksa("x", kunci=rahasia)')[0].unreadable == ("kunci",)
    assert check_calls("ini bukan python") == []


def test_import_is_light() -> None:
    heavy = ("nbformat", "jsonschema", "nbgrader")
    code = f"import sys, grader.curriculum.model; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
