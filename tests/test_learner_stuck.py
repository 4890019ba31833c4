"""Stuck is not the end: after two honest tries a lesson shows its answer; an exercise never does."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.curriculum.workspace import released_lesson
from grader.learner.periksa import periksa
from grader.learner.standing import judged, questions
from grader.start.places import checkout

LESSON = checkout() / "lessons" / "1-fondasi" / "1-02-hitung.ipynb"
ANSWER = "Lihat jawabannya"


@pytest.fixture
def lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Lesson 1-02 as it lies in a workspace, its folder the current one."""
    folder = tmp_path / "pelajaran" / "1-fondasi"
    (folder / ".kunci").mkdir(parents=True)
    (tmp_path / ".sinau").mkdir()
    notebook, keys = released_lesson(LESSON)
    assert keys is not None
    (folder / LESSON.name).write_bytes(notebook)
    (folder / ".kunci" / f"{LESSON.stem}.json").write_bytes(keys)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("JPY_SESSION_NAME", str(folder / LESSON.name))
    return folder / LESSON.name


def page(value: object) -> str:
    globals()["kembalian"] = value
    return str(periksa("kembalian")._repr_mimebundle_()["text/html"])


def test_the_answer_opens_after_two_different_wrong_ones_and_the_hints(lesson: Path) -> None:
    assert ANSWER not in page(1)
    assert ANSWER not in page(1)  # the same again is no second try
    shown = page(2)
    assert "kembalian = 35_000" in shown
    assert shown.index("Petunjuk 1") < shown.index(ANSWER)
    assert shown.count("<details") == 2  # one in the other
    assert ANSWER not in page(35_000)


def test_the_answer_cannot_be_read_in_the_file(lesson: Path) -> None:
    keys = (lesson.parent / ".kunci" / f"{lesson.stem}.json").read_text("utf-8")
    assert "35_000" not in keys
    assert json.loads(keys)["checks"]["kembalian"]["solution"]


def test_an_exercise_never_opens_its_answer(shared_workspace: Path) -> None:
    for file in (shared_workspace / "latihan").glob("*/.kunci/*.json"):
        checks = json.loads(file.read_text("utf-8"))["checks"]
        assert not any("solution" in check for check in checks.values()), file.name


def test_how_each_answer_stands_is_told_by_its_check(shared_workspace: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shared_workspace / "latihan" / "1-02-hitung", tmp_path / "1-02-hitung"))
    notebook = folder / "1-02-hitung.ipynb"
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    assert [question.check for question in questions(cells)][:2] == ["omzet", "biaya"]
    for cell in cells:
        if str(cell["id"]).startswith("jawab-") and not str(cell["id"]).startswith("jawab-6"):
            cell["source"] = "x = 1"
    names = {"omzet": 600_000, "biaya": 1}
    lines = [question.line() for question in judged(cells, notebook, names)]
    assert lines[0] == "✔ Soal 1 (omzet): benar"
    assert lines[1] == "✎ Soal 2 (biaya): belum tepat"
    assert lines[2] == "· Soal 3 (untung): belum dijalankan sejak notebook dibuka"
    assert lines[5] == "○ Soal 6 (tambahan): belum dikerjakan"
