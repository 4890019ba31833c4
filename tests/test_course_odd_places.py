"""Folders as people really name them, such as a second download: "sinau-desa (1)"."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from nbgrader_course import answer, check, grade, notebook, write

from grader.classroom.folder import ClassFolder
from grader.classroom.gradebook import open_gradebook
from grader.classroom.make import make_course
from grader.classroom.release import release_course
from grader.cli import app
from grader.common.checkout import content_root
from grader.common.errors import SinauError
from grader.curriculum.generate import exercise_folders, failure_sentence, release
from grader.demo import run_demo

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("tempat-aneh")]


def run_demo_at(folder: Path) -> object:
    return run_demo(folder, print, print)


ODD = ["sinau-desa (1)", "sinau+desa", "Bu Sari's é 100% {x} #1", "  spasi "]
PATTERNS = ["sinau-desa [1]", "kelas*", "kelas?"]


def released(folder: Path, target: Path) -> dict[str, bytes]:
    for exercise in exercise_folders(folder):
        release(exercise, target)
    return {path.name: path.read_bytes() for path in sorted(target.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def exercises(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("biasa") / "exercises"
    shutil.copytree(content_root() / "exercises" / "1-02-hitung", folder / "1-02-hitung")
    return folder


@pytest.fixture(scope="module")
def usual(exercises: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return released(exercises, tmp_path_factory.mktemp("rilis-biasa"))


@pytest.mark.parametrize("name", [*ODD, *PATTERNS])
def test_exercises_are_released_from_any_folder(
    name: str, exercises: Path, usual: dict[str, bytes], tmp_path: Path
) -> None:
    odd = Path(shutil.copytree(exercises, tmp_path / name / "exercises"))
    assert released(odd, tmp_path / "rilis") == usual
    assert usual


@pytest.mark.parametrize("name", ODD)
def test_a_class_in_any_folder_is_released_and_graded(name: str, tmp_path: Path) -> None:
    course = tmp_path / name / "kelas"
    cells = answer("jawab", "### BEGIN SOLUTION\nx = 2\n### END SOLUTION"), check("tes", "assert x == 2", 3)
    write(course / "source" / "tugas" / "tugas.ipynb", notebook(*cells))
    folder = release_course(course, "tugas")
    submitted = course / "submitted" / "P001" / "tugas"
    shutil.copytree(folder, submitted)
    write(submitted / "tugas.ipynb", notebook(answer("jawab", "x = 2"), check("tes", "assert x == 2", 3)))
    assert grade(course).graded == 1
    with open_gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert gradebook.find_submission("tugas", "P001").score == 3


@pytest.mark.parametrize("name", PATTERNS)
def test_a_class_that_nbgrader_could_not_find_again_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(SinauError, match="ganti nama foldernya"):
        make_course(content_root(), tmp_path / name, None)
    assert not (tmp_path / name).exists()
    with pytest.raises(SinauError, match="ganti nama foldernya"):
        release_course(tmp_path / name, "tugas")


@pytest.mark.parametrize("make", [lambda folder: make_course(content_root(), folder, None), run_demo_at])
@pytest.mark.parametrize("inside", ["", "kelas", "sub/kelas"])
def test_what_people_hand_in_never_lies_in_a_checkout(
    make: Callable[[Path], object], inside: str, tmp_path: Path
) -> None:
    for name in ("exercises", "grader"):
        (tmp_path / name).mkdir()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(SinauError, match="dalam repositori; pilih folder di luar"):
        make(tmp_path / inside)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "said", ["PermissionError: [Errno 13] x", "OSError: [Errno 28] No space left on device"]
)
def test_a_class_that_cannot_be_written_is_not_laid_to_the_notebook(said: str) -> None:
    sentence = failure_sentence(f"Traceback (most recent call last):\n{said}\n", "tugas")
    assert "periksa ruang simpan dan izin folder kelas" in sentence
    assert "perbaiki notebook" not in sentence


def test_a_class_whose_making_was_cut_off_is_made_again_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released: list[str] = []
    served: list[Path] = []

    def release(course: Path, exercise: str) -> None:
        released.append(exercise)
        if len(released) == 2:
            raise KeyboardInterrupt

    class Room:
        def serve(self, course: Path, browser: bool, port: int) -> int:
            served.append(course)
            return 0

    monkeypatch.setattr("grader.classroom.release.release_course", release)
    monkeypatch.setattr("grader.kelas.serve.ROOM", Room())
    folder = tmp_path / "kelas"
    run = CliRunner()
    assert run.invoke(app, ["kelas", str(folder)]).exit_code != 0
    assert len(released) == 2
    assert not served
    assert "belum selesai dibuat; melanjutkan" in run.invoke(app, ["kelas", str(folder)]).output
    assert set(released[2:]) == set(ClassFolder(folder).sources())
    released.clear()
    run.invoke(app, ["kelas", str(folder)])
    assert not released
    assert served == [folder, folder]
