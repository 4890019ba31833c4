"""An author's error is never a learner's zero: release and grade refuse, naming the cell and the reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.classroom.release import release_course
from grader.cli import main
from grader.common.errors import SinauError
from grader.notebooks.normal_form import normalise
from tests.course_builder import cell, exercise
from tests.nbgrader_course import Json, answer, check, grade, gradebook_rows, notebook, write

pytestmark = pytest.mark.long

Break = Callable[[Json], None]


def sets(cell_id: str, source: str) -> Break:
    return lambda nb: cell(nb, cell_id).update(source=source)


def marks(cell_id: str, **fields: object) -> Break:
    def change(nb: Json) -> None:
        found = cell(nb, cell_id)["metadata"]["nbgrader"]
        found.update(fields)
        for name in [n for n, v in fields.items() if v is None]:
            del found[name]

    return change


SOLUTION = "omzet = ____\n### BEGIN SOLUTION\n{}\n### END SOLUTION"
ERRORS: dict[str, tuple[Break, str]] = {
    "solution that fails": (
        sets("jawab-1-omzet", SOLUTION.format("omzet = 1 / 0")),
        "Sel jawab-1-omzet: jawaban acuan berhenti karena ZeroDivisionError",
    ),
    "unknown name": (
        sets("soal-1-omzet", 'periksa("omset", petunjuk=["x"])'),
        r'Sel soal-1-omzet: periksa\("omset"\): .*namanya tidak ada',
    ),
    "unknown name in a misconception": (
        sets("soal-1-omzet", 'periksa("omzet", petunjuk=["x"], keliru={"harga_pak": "x"})'),
        "Sel soal-1-omzet: .*harga_pak",
    ),
    "misconception equal to the key": (
        sets("soal-1-omzet", 'periksa("omzet", petunjuk=["x"], keliru={"25_000 * 40": "x"})'),
        r"Sel soal-1-omzet: .*25_000 \* 40.* sama dengan kuncinya",
    ),
    "argument that is no literal": (
        sets("soal-1-omzet", 'periksa("omzet", toleransi=2 * satu)'),
        "Sel soal-1-omzet: .*tertulis langsung",
    ),
    "unknown option": (sets("soal-1-omzet", 'periksa("omzet", tolernsi=1)'), "Sel soal-1-omzet: .*tolernsi"),
    "asked twice": (sets("soal-2-laba", 'periksa("omzet")'), "omzet dipakai lebih dari sekali"),
    "without points": (marks("soal-1-omzet", points=None), "Sel soal-1-omzet: points harus angka"),
    "negative points": (marks("soal-1-omzet", points=-2), "Sel soal-1-omzet: points .* bukan -2"),
    "points in words": (marks("soal-1-omzet", points="3"), "Sel soal-1-omzet: points .* bukan '3'"),
    "grade id twice": (
        marks("soal-2-laba", grade_id="soal-1-omzet"),
        "Sel soal-1-omzet: grade_id itu dipakai dua kali",
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_release_refuses(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken, reason = ERRORS[name]
    source = normalise(exercise())
    broken(source)
    write(tmp_path / "source/1-01-mulai/1-01-mulai.ipynb", source)
    with pytest.raises(SinauError, match=f"^1-01-mulai: .*{reason}"):
        release_course(tmp_path, "1-01-mulai")
    assert not (tmp_path / "release/1-01-mulai/1-01-mulai.ipynb").exists()


def test_grading_refuses_what_was_broken_after_its_release_and_the_other_assignments_go_on(
    tmp_path: Path,
) -> None:
    good = notebook(
        answer("jawab", "### BEGIN SOLUTION\nx = 1\n### END SOLUTION"), check("tes", "assert x == 1", 1)
    )
    bad = notebook(
        answer("jawab", "### BEGIN SOLUTION\nx = 2\n### END SOLUTION"), check("tes", "assert x == 1", 1)
    )
    for name in ("baik", "rusak"):
        write(tmp_path / f"source/{name}/{name}.ipynb", good)
        release_course(tmp_path, name)
        write(tmp_path / f"submitted/ani/{name}/{name}.ipynb", good)
    write(tmp_path / "source/rusak/rusak.ipynb", bad)
    with pytest.raises(
        SinauError, match=r"rusak\.ipynb: Sel tes: tes ini menolak jawaban acuan \(AssertionError"
    ):
        grade(tmp_path, "rusak")
    summary = grade(tmp_path)
    assert (summary.graded, len(summary.problems)) == (1, 1)
    assert gradebook_rows(tmp_path)["ani/baik/baik"]["score"] == 1
    assert "ani/rusak" not in gradebook_rows(tmp_path)


def test_a_question_that_is_gone_from_the_source_is_no_zero(tmp_path: Path) -> None:
    source = normalise(exercise())
    path = tmp_path / "source/1-01-mulai/1-01-mulai.ipynb"
    write(path, source)
    release_course(tmp_path, "1-01-mulai")
    path.unlink()
    write(tmp_path / "submitted/ani/1-01-mulai/1-01-mulai.ipynb", source)
    with pytest.raises(SinauError, match=r"soal soal-1-omzet sudah dirilis tetapi tidak ada di sini"):
        grade(tmp_path, "1-01-mulai")


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--timeout", "0", "harus antara 0.1 dan 3600 detik, bukan 0.0"),
        ("--timeout", "nan", "detik, bukan nan"),
        ("--memory", "1", "Batas memori (memory_mib) harus antara 64 dan"),
        ("--workers", "0", "--workers harus antara 1 dan 256, bukan 0"),
        ("--workers", "1000", "bukan 1000"),
    ],
)
def test_options_out_of_range_are_one_sentence(
    option: str, value: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["grade", "--course", str(tmp_path), option, value])
    told = capsys.readouterr().err
    assert ended.value.code == 1
    assert sentence in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("verb", ["release", "grade"])
@pytest.mark.parametrize("name", ["pss", "ps/", "source/ps", "*"])
def test_an_assignment_that_is_not_there_is_one_sentence(
    verb: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "source/ps/ps.ipynb", notebook(answer("jawab", "x = 1")))
    with pytest.raises(SystemExit):
        main([verb, name, "--course", str(tmp_path)])
    told = capsys.readouterr().err
    assert f'Latihan "{name}" tidak ada di folder source; yang ada: ps.\n' in told


def test_standing_in_a_deleted_folder_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "hilang"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(SystemExit):  # the author's notebook was blamed
        main(["grade", "--course", str(tmp_path)])
    assert capsys.readouterr().err == (
        "Folder tempat perintah ini dijalankan sudah dihapus; pindah dulu: cd ~\n"
    )
