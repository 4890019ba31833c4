"""nbgrader's own commands and formgrader's buttons in a course of ours: the same wall and gradebook."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from grader.classroom.formgrader import FORMGRADER
from grader.classroom.make import CONFIG
from grader.classroom.release import release_course
from grader.notebooks.normal_form import normalise
from grader.sandbox import bubblewrap
from tests.course_builder import exercise
from tests.nbgrader_course import (
    answer,
    answered,
    cell,
    check,
    grade,
    gradebook_rows,
    markdown,
    notebook,
    read,
    stock_api,
    write,
)

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("nbgrader-sendiri")]

OWN, PLAIN = "1-01-mulai", "biasa"
SCRIPT = "<script>alert(1)</script>"
SOURCE = notebook(
    markdown("Tulis.", grade_id="tulis", solution=True, grade=True, locked=False, points=3),
    answer("jawab", "### BEGIN SOLUTION\nx = 3\n### END SOLUTION"),
    check(
        "tes",
        "assert x > 0\n### BEGIN HIDDEN TESTS\nassert x == 3, 'x seharusnya tiga'\n### END HIDDEN TESTS",
        1.3,
    ),
    check("tes-2", "x / 9", 0.7),
)


def make(folder: Path) -> None:
    """A course of ours in which formgrader's buttons were pressed, and its copy graded by `sinau grade`."""
    course = folder / "nbgrader"
    write(course / "nbgrader_config.py", CONFIG)
    write(course / "source" / OWN / f"{OWN}.ipynb", normalise(exercise()))
    write(course / "source" / PLAIN / "biasa.ipynb", SOURCE)
    shutil.copytree(course, folder / "sinau")
    api = stock_api(course)
    for name in (OWN, PLAIN):
        assert api.generate_assignment(name)["success"]
        release_course(folder / "sinau", name)
    hand_in(course)
    shutil.copytree(course / "submitted", folder / "sinau/submitted")
    for path in sorted(course.glob("submitted/*/*")):
        done = api.autograde(path.name, path.parent.name)
        assert done["success"], done
    assert api.generate_feedback(PLAIN)["success"]
    grade(folder / "sinau")


def hand_in(course: Path) -> None:
    own, plain = read(course / f"release/{OWN}/{OWN}.ipynb"), read(course / f"release/{PLAIN}/biasa.ipynb")
    right = answered(
        own,
        {
            "jawab-1-omzet": "omzet = 40 * 25_000",
            "jawab-2-laba": "laba = 40",
            "jawab-3-rencana": "rencana = 'a b c'",
        },
    )
    without = answered(right, {})
    without["cells"].remove(cell(without, "soal-1-omzet"))
    hostile = answered(
        plain, {"jawab": f"from IPython.display import HTML, display\ndisplay(HTML('{SCRIPT}'))\nx = 2"}
    )
    hostile["cells"].insert(0, dict(markdown(f"{SCRIPT}<img src=x onerror=alert(2)>"), id="sisip"))
    double = answered(plain, {"jawab": "x = 3", "tulis": f"Jawabku {SCRIPT}"})
    double["cells"].append(dict(cell(double, "tes"), id="salinan"))
    for student, assignment, content in [
        ("benar", OWN, right), ("tanpa-soal", OWN, without), ("kosong", OWN, own),
        ("terpotong", OWN, '{"cells": ['),
        ("jahat", PLAIN, hostile), ("ganda", PLAIN, double), ("bukan-json", PLAIN, b"\xff\xfe\x00"),
        ("keluar", PLAIN, answered(plain, {"jawab": "import os\nos._exit(0)"})),
        ("bentuk-aneh", PLAIN, '{"cells": [1, null, {"metadata": 3}], "metadata": [], "nbformat": "x"}'),
    ]:  # fmt: skip
        write(course / "submitted" / student / assignment / f"{assignment}.ipynb", content)
    for name in ("lihat.html", "gambar/peta.SVG", ".diam/data.xml", "harga.csv"):
        write(course / f"submitted/jahat/{PLAIN}/{name}", SCRIPT)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formgrader")
    make(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_formgrader_and_sinau_release_the_same_bytes(graded: Path) -> None:
    released = files(graded / "nbgrader/release")
    assert released == files(graded / "sinau/release")
    assert sorted(released) == [f"{OWN}/.kunci/{OWN}.json", f"{OWN}/{OWN}.ipynb", f"{PLAIN}/biasa.ipynb"]


def test_formgrader_and_sinau_give_the_same_gradebook(graded: Path) -> None:
    ours = gradebook_rows(graded / "sinau")
    assert gradebook_rows(graded / "nbgrader") == ours
    assert ours[f"benar/{OWN}/{OWN}/soal-1-omzet"]["auto"] == 3
    assert ours[f"tanpa-soal/{OWN}/{OWN}"]["score"] == ours[f"benar/{OWN}/{OWN}"]["score"]
    assert ours[f"jahat/{PLAIN}/biasa/tes"]["auto"] == 0
    assert ours[f"ganda/{PLAIN}/biasa/tes-2"]["auto"] == 3 / 9  # to the last digit
    assert ours[f"bentuk-aneh/{PLAIN}/biasa"]["score"] == 0


def shown(path: Path) -> list[tuple[str, object]]:
    """Sources and outputs, however the file splits its texts into lines."""
    nb = nbformat.read(path, 4)
    return [(c["source"], c.get("outputs")) for c in nb["cells"]]


def test_formgrader_shows_the_same_graded_notebooks(graded: Path) -> None:
    for path in (graded / "sinau/autograded").glob("*/*/*.ipynb"):
        there = graded / "nbgrader" / path.relative_to(graded / "sinau")
        assert shown(there) == shown(path), path


@pytest.mark.parametrize("way", ["nbgrader", "sinau"])
def test_formgrader_has_no_page_of_the_learners_to_serve(graded: Path, way: str) -> None:
    kept = {name for name in files(graded / way / "autograded/jahat" / PLAIN) if not name.startswith(".s")}
    assert kept == {"biasa.ipynb", "harga.csv"}


def test_no_hidden_test_and_no_script_reaches_nbgraders_feedback(graded: Path) -> None:
    pages = {
        p.parent.parent.name: p.read_text(encoding="utf-8")
        for p in graded.glob("nbgrader/feedback/*/*/*.html")
    }
    assert set(pages) >= {"jahat", "ganda", "keluar", "bukan-json"}
    for page in pages.values():
        assert SCRIPT not in page
        assert "<img src=x" not in page
        assert "assert x == 3" not in page
        assert '<html lang="id">' in page  # our page, also from formgrader's button
    assert "x seharusnya tiga" in pages["jahat"]  # its message is


def test_the_command_line_of_nbgrader(graded: Path, tmp_path: Path) -> None:
    course = tmp_path / "kelas"
    shutil.copytree(graded / "sinau", course)
    shutil.rmtree(course / "autograded")
    (course / "gradebook.db").unlink()
    release_course(course, OWN)
    command = [sys.executable, "-m", "nbgrader", "autograde", OWN, "--student", "benar"]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    kept = {k: v for k, v in gradebook_rows(graded / "sinau").items() if k.startswith("benar/")}
    assert gradebook_rows(course) == kept


@pytest.mark.parametrize("way", ["command", "button"])
def test_autograde_refuses_a_class_folder_that_submissions_could_read(
    graded: Path, tmp_path: Path, way: str
) -> None:
    """A folder of the class is a link into the libraries that are shown in the sandbox."""
    course = tmp_path / "kelas"
    shutil.copytree(graded / "nbgrader", course)
    for step in ("autograded", "feedback"):
        shutil.rmtree(course / step)
    (course / "feedback").symlink_to(bubblewrap.library_paths()[0])
    hand_in_anew = course / f"submitted/benar/{OWN}/{OWN}.ipynb"
    write(hand_in_anew, answered(read(hand_in_anew), {"jawab-1-omzet": "omzet = 1"}))
    before = gradebook_rows(course)[f"benar/{OWN}/{OWN}/soal-1-omzet"]
    if way == "command":
        command = [sys.executable, "-m", "nbgrader", "autograde", OWN, "--student", "benar"]
        done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
        assert done.returncode != 0
        said = done.stderr
    else:
        result = stock_api(course).autograde(OWN, "benar")
        assert not result["success"]
        said = str(result)
    assert "terbaca oleh kode peserta" in said
    assert not list(course.glob(f"autograded/benar/{OWN}/*.ipynb"))
    assert gradebook_rows(course)[f"benar/{OWN}/{OWN}/soal-1-omzet"]["auto"] in (before["auto"], None)


def test_formgrader_opens_the_class_whatever_the_trainers_own_jupyter_opens(tmp_path: Path) -> None:
    (tmp_path / "kelas").mkdir()
    wanted = FORMGRADER.command(tmp_path / "lain" / ".." / "kelas", 8890)
    assert f"--ServerApp.root_dir={(tmp_path / 'kelas').resolve()}" in wanted
    assert wanted[1:4] == ["-P", "-m", "jupyterlab"]
