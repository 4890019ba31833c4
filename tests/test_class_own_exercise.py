"""An exercise of a trainer's own in one class: made, released, and told apart from the curriculum's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.classroom.make import CONFIG
from grader.classroom.own_exercise import new_exercise
from grader.classroom.release import release_course
from grader.cli import app
from grader.common.errors import SinauError
from grader.notebooks.normal_form import read_notebook


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "kelas").mkdir()
    (tmp_path / "kelas/nbgrader_config.py").write_text(CONFIG)
    return tmp_path / "kelas"


def test_it_is_made_and_released_and_a_copy_is_refused(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app.main(args=["new", "jenang-josari", "Jenang Josari", "--course", str(course)], standalone_mode=False)
    assert "sinau release jenang-josari" in capsys.readouterr().out
    path = course / "source/jenang-josari/jenang-josari.ipynb"
    assert read_notebook(path)["metadata"]["sinau"]["id"] == "jenang-josari"
    release_course(course, "jenang-josari")
    released = (course / "release/jenang-josari/jenang-josari.ipynb").read_text(encoding="utf-8")
    assert "SOLUTION" not in released
    shutil.copytree(path.parent, course / "source/salinan")
    (course / "source/salinan/jenang-josari.ipynb").rename(course / "source/salinan/salinan.ipynb")
    with pytest.raises(SinauError, match="masih menyebut dirinya jenang-josari"):
        release_course(course, "salinan")


@pytest.mark.parametrize("ident", ["1-02-hitung", "Jenang", "../x", "a", "jenang josari"])
def test_a_name_that_cannot_be_one(course: Path, ident: str) -> None:
    with pytest.raises(SinauError, match=r"tidak bisa dipakai|sudah dipakai kurikulum"):
        new_exercise(course, ident, "Judul")


def test_one_that_is_there_is_left_alone(course: Path) -> None:
    made = new_exercise(course, "jenang-josari", "Jenang").read_bytes()
    with pytest.raises(SinauError, match="sudah ada"):
        new_exercise(course, "jenang-josari", "Lain")
    assert (course / "source/jenang-josari/jenang-josari.ipynb").read_bytes() == made
