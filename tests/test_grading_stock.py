"""Any nbgrader course: the same scores as nbgrader 0.9.6 itself, cell by cell, but where it is wrong."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from grader.classroom import configuration, hand_ins
from grader.classroom.configuration import course_directory
from grader.classroom.folder import ClassFolder
from grader.classroom.make import CONFIG as OURS
from grader.classroom.release import release_course
from grader.common.errors import SinauError
from grader.grading.summary import sentences
from grader.sandbox.limits import Limits
from tests.nbgrader_course import (
    Json,
    answer,
    answered,
    cell,
    check,
    code,
    grade,
    gradebook_rows,
    markdown,
    notebook,
    read,
    stock_api,
    write,
)

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("nbgrader-stok")]

SAME, OTHER, LINKED, NAMES = "Tugas é satu", "beda", "bertaut", "nama"
CONFIG = """
c = get_config()
c.IncludeHeaderFooter.header = "source/header.ipynb"
c.LateSubmissionPlugin.penalty_method = "zero"
c.ClearSolutions.code_stub = {"python": "# jawab di sini"}
c.Autograde.exclude_overwriting = {"Tugas é satu": ["bantuan.py"]}
"""
AUTOTESTS = """
python3:
    setup: "from hashlib import sha1"
    hash: 'sha1({{snippet}}.encode("utf-8")+b"{{salt}}").hexdigest()'
    dispatch: "type({{snippet}})"
    normalize: "str({{snippet}})"
    check: 'assert {{snippet}} == \"\"\"{{value}}\"\"\", \"\"\"{{message}}\"\"\"'
    success: "print('Lulus!')"
    templates:
        default:
            - test: "type({{snippet}})"
              fail: "jenis {{snippet}} keliru"
            - test: "{{snippet}}"
              fail: "nilai {{snippet}} keliru"
"""
PARTIAL = "_n = sum(kuadrat(n) == n * n for n in (1, 2, 3, 4))\n_n / 2"


def solved(text: str) -> str:
    return f"### BEGIN SOLUTION\n{text}\n### END SOLUTION"


PART_A = notebook(
    code("import bantuan"),
    answer("jawab-omzet", solved("omzet = bantuan.jumlah('data/harga.txt')")),
    check(
        "tes-omzet",
        "assert omzet == 60\n### BEGIN HIDDEN TESTS\nassert type(omzet) is int\n### END HIDDEN TESTS",
        3,
    ),
    answer("jawab-kuadrat", solved("def kuadrat(n):\n    return n * n")),
    check("tes-kuadrat", PARTIAL, 2),
    check("tes-tunggal", "assert kuadrat(3) == 9", 1.5),
    answer("jawab-kota", solved("kota, panjang = 'Ponorogo', 8")),
    check("tes-kota", "### AUTOTEST panjang\n### HASHED AUTOTEST kota", 1),
    check("tes-cetak", "print('halo')\nNone", 1),
    check("tes-gambar", "display('lihat')\n[1, 2]", 1),
    markdown("Terkunci.", grade_id="baca", solution=False, grade=False, locked=True),
    minor=4,
)
PART_B = notebook(
    code(solved("uraian = 'a'"), grade_id="tulis-kode", solution=True, grade=True, locked=False, points=4),
    markdown(solved("Karena."), grade_id="tulis-teks", solution=True, grade=True, locked=False, points=5),
    markdown(
        "Gambarlah.\n=== BEGIN MARK SCHEME ===\n1 angka\n=== END MARK SCHEME ===",
        grade_id="tugas", solution=False, grade=False, locked=True, task=True, points=2,
    ),
    check("bonus", "assert uraian", 0),
)  # fmt: skip
DIFFERENT = notebook(
    answer("jawab", solved("x = 1")),
    check("galat-saluran", "import sys\nassert x == 1\nprint('hati-hati', file=sys.stderr)", 1),
    answer("jawab-nilai", solved("teks, minus, lebih = 2, 2, 2")),
    check("teks", "teks", 2),
    check("minus", "minus", 2),
    check("lebih", "lebih", 2),
    check("bukan-angka", "float('nan') if minus < 0 else 1", 1),
    check("tidak", "minus > 0", 1),
)

TASK = "import asyncio\nasync def g():\n    return f(4)\ny = asyncio.create_task(g())"
LINKED_A = notebook(
    answer("jawab-f", solved("def f(x):\n    return x + 1")),
    check("diam", "assert f(1) == 2\nf(1) - 2;", 2),
    check("numpy-benar", "import numpy as np\nnp.isclose(f(1), 2)", 3),
    check("tangkap", "%%capture tangkap\nprint(f(1))\nassert f(1) == 2", 2),
    check("pesan", "def lulus(n):\n    assert n == 2, 'belum'\n    return 'lulus'\nlulus(f(1))", 2),
    check("di-jupyter", "import os\nassert os.environ['NBGRADER_EXECUTION'] == 'autograde'", 1),
)
LINKED_B = notebook(
    code("%run bagian-a.ipynb"),
    answer("jawab-y", solved(TASK)),
    check("lewat-a", "assert await y == 5", 3),
    check("baca-diri", "import json\nassert 'create_task' in str(json.load(open('bagian-b.ipynb')))", 1),
)

# What names mean in a test's own lines: asked for by the exercise, imported by it, exchanged by the test.
NAMED = {
    "jawab-nama": "list = [3, 1]\ndef max(a):\n    return a[0]",
    "jawab-sapa": "def sapa():\n    print('Halo', input('Siapa? '))",
    "jawab-nanti": "import asyncio\nasync def f():\n    return 3",
}
PATCHED = """
from unittest.mock import patch
with patch('builtins.print') as cetak, patch('builtins.input', side_effect=['Ani', 'Budi']):
    sapa()
    print('Halo', input())
assert [c.args for c in cetak.call_args_list] == [('Halo', 'Ani'), ('Halo', 'Budi')]
"""
NAME_TESTS = {
    "diminta": "assert list == [3, 1]\nassert max([4, 9]) == 4",
    "dari-pustaka": "assert sum([[1, 2], [3, 4]], axis=0).tolist() == [4, 6]",
    "diganti": PATCHED,
    "dihias": "@patch('builtins.print')\ndef tes(cetak):\n    print(1)\n    assert cetak.called\ntes()",
    "dimulai": "p = patch('builtins.input', return_value=7)\np.start()\nx = input()\np.stop()\nassert x == 7",
    "disetel": "import builtins\nlama, builtins.input = input, lambda *a: 'Cici'\nassert input() == 'Cici'\n"
    "sapa()\nbuiltins.input = lama",
    "di-notebook": "with patch('__main__.print', create=True) as cetak:\n    print(1)\nassert cetak.called",
    "modulnya": "assert __builtins__.max([1, 2]) == 2",
    "baca-kode": "import inspect\ndef bantu():\n    return 'ada'\nassert 'ada' in inspect.getsource(bantu)",
    "berjalan": "tugas = asyncio.create_task(f())\nassert asyncio.get_event_loop().is_running()",
    "tunggu": "assert await tugas == 3",
}
NAMES_A = notebook(
    code("from numpy import *"),
    *(answer(name, solved(text)) for name, text in NAMED.items()),
    *(check(name, text, 1) for name, text in NAME_TESTS.items()),
)

RIGHT = {
    "jawab-omzet": "omzet = bantuan.jumlah('data/harga.txt')",
    "jawab-kuadrat": "def kuadrat(n):\n    return n * n",
    "jawab-kota": "kota, panjang = 'Ponorogo', 8",
}
HALF = {
    "jawab-omzet": "omzet = 60.0",
    "jawab-kuadrat": "def kuadrat(n):\n    return n * n if n < 3 else 0",
    "jawab-kota": "kota, panjang = 'Madiun', 8",
}
CRASHING = {
    "jawab-omzet": "omzet = 1 / 0",
    "jawab-kuadrat": "def kuadrat(n)\n    return n",
    "jawab-kota": RIGHT["jawab-kota"],
}


def make_source(course: Path) -> None:
    write(course / "nbgrader_config.py", CONFIG)
    write(course / "autotests.yml", AUTOTESTS)
    write(course / "source/header.ipynb", notebook(markdown("# Kelas kami")))
    folder = course / "source" / SAME
    write(folder / "bagian a.ipynb", PART_A)
    write(folder / "bagian-b.ipynb", PART_B)
    write(folder / "data/harga.txt", "10\n20\n30\n")
    write(folder / "bantuan.py", "def jumlah(nama):\n    return sum(int(b) for b in open(nama))\n")
    write(course / "source" / OTHER / "beda.ipynb", DIFFERENT)
    write(course / "source" / NAMES / "nama.ipynb", NAMES_A)
    write(course / "source" / LINKED / "bagian-a.ipynb", LINKED_A)
    write(course / "source" / LINKED / "bagian-b.ipynb", LINKED_B)


def hand_in(course: Path, released: Path) -> None:
    a, b = read(released / SAME / "bagian a.ipynb"), read(released / SAME / "bagian-b.ipynb")
    written = {"tulis-kode": "uraian = 'sebab'", "tulis-teks": "Sebab."}

    def into(student: str, part_a: Json | None, part_b: Json | None, when: str = "", **files: str) -> None:
        folder = course / "submitted" / student / SAME
        files = {"bantuan.py": (released / SAME / "bantuan.py").read_text()} | files
        for name, content in {"bagian a.ipynb": part_a, "bagian-b.ipynb": part_b, **files}.items():
            if content is not None:
                write(folder / name, content)
        if when:
            write(folder / "timestamp.txt", when)

    into("benar", answered(a, RIGHT), answered(b, written), "2026-11-20 10:00:00 WIB")
    into("telat", answered(a, RIGHT), answered(b, written), "2026-11-22 10:00:00 +0700")
    # Helped itself: the data file is laid out anew, the module that may be edited is its own.
    own = "def jumlah(nama):\n    return 60\n"
    into(
        "separuh",
        answered(a, HALF | {"jawab-omzet": RIGHT["jawab-omzet"]}),
        None,
        **{"bantuan.py": own, "data/harga.txt": "1\n"},
    )
    into("kosong", a, b, "2026-11-20 03:00:00 UTC")
    odd = answered(a, CRASHING | {"tes-kota": "pass"})
    cell(odd, "tes-kuadrat")["metadata"]["nbgrader"]["points"] = 99
    cell(odd, "baca")["source"] = "Diubah."
    odd["cells"].append(code("sisa = 1"))
    odd["nbformat_minor"] = 2
    changed = answered(b, {"tulis-kode": "uraian = 1"})
    cell(changed, "tulis-teks").update(cell_type="code", outputs=[], execution_count=None)
    into("kacau", odd, changed)


def hand_in_linked(course: Path, released: Path) -> None:
    a, b = (read(released / LINKED / f"bagian-{part}.ipynb") for part in "ab")
    for student, f in {"benar": "def f(x):\n    return x + 1", "salah": "def f(x):\n    return x"}.items():
        folder = course / "submitted" / student / LINKED
        write(folder / "bagian-a.ipynb", answered(a, {"jawab-f": f}))
        write(folder / "bagian-b.ipynb", answered(b, {"jawab-y": TASK}))


def hand_in_names(course: Path, released: Path) -> None:
    plain = read(released / NAMES / "nama.ipynb")
    for student, answers in {"benar": NAMED, "kosong": {}}.items():
        write(course / "submitted" / student / NAMES / "nama.ipynb", answered(plain, answers))


def hand_in_different(course: Path, released: Path) -> None:
    plain = read(released / OTHER / "beda.ipynb")
    right = {"jawab": "x = 1", "jawab-nilai": "teks, minus, lebih = 2, 2, 2"}
    base = answered(plain, right)
    wrong_values = answered(plain, right | {"jawab-nilai": "teks, minus, lebih = 'dua', -1, 2"})
    above = answered(plain, right | {"jawab-nilai": "teks, minus, lebih = 2, 2, 99"})
    double = answered(plain, right)
    double["cells"].append(dict(cell(double, "galat-saluran"), id="salinan"))
    deleted = answered(plain, right | {"jawab": "x = 2"})
    deleted["cells"].remove(cell(deleted, "galat-saluran"))
    dead = answered(plain, right | {"jawab-nilai": "import os\nos._exit(1)"})
    whole: Json | str
    for student, whole in {
        "nilai-aneh": wrong_values, "lebih": above, "ganda": double, "hapus": deleted, "mati": dead,
        "terpotong": str(base)[:300], "jam-rusak": base,
    }.items():  # fmt: skip
        write(course / "submitted" / student / OTHER / "beda.ipynb", whole)
    write(course / "submitted/jam-rusak" / OTHER / "timestamp.txt", "kemarin sore")


def make_all(folder: Path) -> None:
    """`stock`: released and graded by nbgrader. `ours`: the same, released by nbgrader and graded by us."""
    stock, ours = folder / "stock", folder / "ours"
    make_source(stock)
    api = stock_api(stock)
    for assignment in (SAME, OTHER, LINKED, NAMES):
        assert api.generate_assignment(assignment)["success"]
    with api.gradebook as gradebook:
        gradebook.update_or_create_assignment(SAME, duedate=datetime(2026, 11, 21))
    hand_in(stock, stock / "release")
    hand_in_different(stock, stock / "release")
    hand_in_linked(stock, stock / "release")
    hand_in_names(stock, stock / "release")
    shutil.copytree(stock, ours)
    log = {}
    for path in sorted(stock.glob("submitted/*/*")):
        log[path.parent.name] = api.autograde(path.name, path.parent.name)["success"]
    write(folder / "log.json", log)
    summary = grade(ours)
    write(folder / "ours.json", {"problems": summary.problems, "lost": summary.lost})


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stock-and-ours")
    make_all(folder)
    return folder


def of(rows: Json, assignment: str) -> Json:
    return {k: v for k, v in rows.items() if k.split("/")[1] == assignment}


def test_same_scores_comments_penalties_and_times_as_nbgrader(graded: Path) -> None:
    log = read(graded / "log.json")
    assert all(log[s] for s in ("benar", "telat", "separuh", "kosong", "kacau"))
    assert read(graded / "ours.json") == {"problems": [], "lost": []}
    stock, ours = (of(gradebook_rows(graded / who), SAME) for who in ("stock", "ours"))
    assert ours == stock
    assert stock[f"benar/{SAME}/bagian a"] == {"penalty": None, "score": 9.5}
    assert stock[f"telat/{SAME}/bagian a"] == {"penalty": 9.5, "score": 9.5}
    assert stock[f"separuh/{SAME}/bagian a"]["score"] == 6  # its own module, our data file, half the squares
    assert stock[f"separuh/{SAME}/bagian-b/tulis-kode"]["needs"] is False  # a missing notebook: zero
    assert stock[f"kosong/{SAME}/bagian-b/tulis-teks/comment"] == ("No response.", None)


def test_notebooks_of_one_assignment_see_each_other_and_tests_may_use_magics(graded: Path) -> None:
    stock, ours = (of(gradebook_rows(graded / who), LINKED) for who in ("stock", "ours"))
    assert stock[f"benar/{LINKED}/bagian-a"]["score"] == 10
    assert stock[f"benar/{LINKED}/bagian-b"]["score"] == 4
    truth = f"salah/{LINKED}/bagian-a", f"salah/{LINKED}/bagian-a/numpy-benar"
    for row in truth:  # `False` is full marks for nbgrader
        del stock[row], ours[row]
    assert ours == stock
    assert ours[f"salah/{LINKED}/bagian-a/tangkap"]["auto"] == 0
    assert ours[f"salah/{LINKED}/bagian-b/lewat-a"]["auto"] == 0


def test_names_in_a_tests_own_lines_mean_what_they_mean_in_nbgrader(graded: Path) -> None:
    stock, ours = (of(gradebook_rows(graded / who), NAMES) for who in ("stock", "ours"))
    assert ours == stock
    assert stock[f"benar/{NAMES}/nama"]["score"] == len(NAME_TESTS)
    assert stock[f"kosong/{NAMES}/nama"]["score"] == 6  # what needs no answer


@pytest.mark.parametrize(
    ("student", "nbgrader_says", "we_say"),
    [
        # what is printed on stderr scores 0; a text or a negative number as partial credit scores in full
        (
            "nilai-aneh",
            {"galat-saluran": 0, "teks": 2, "minus": 2, "bukan-angka": 1, "tidak": 1},
            {"galat-saluran": 1, "teks": 0, "minus": 0, "bukan-angka": 0, "tidak": 0},
        ),
        # partial credit above the maximum: the submission is refused half-way
        ("lebih", {"lebih": None}, {"lebih": 2}),
        # a copied cell: the submission is refused
        ("ganda", {"galat-saluran": None, "teks": None}, {"galat-saluran": 1, "teks": 2}),
        # a deleted test cell stays without a score
        ("hapus", {"galat-saluran": None}, {"galat-saluran": 0}),
        # when the kernel dies everything is lost, also what had been tested before
        ("mati", {"galat-saluran": None, "lebih": None}, {"galat-saluran": 1, "lebih": 0}),
        # a file that is cut off is no notebook
        ("terpotong", {"galat-saluran": None, "lebih": None}, {"galat-saluran": 0, "lebih": 0}),
    ],
)
def test_where_nbgrader_is_wrong(graded: Path, student: str, nbgrader_says: Json, we_say: Json) -> None:
    stock, ours = (gradebook_rows(graded / who) for who in ("stock", "ours"))
    at = f"{student}/{OTHER}/beda"
    assert {name: stock[f"{at}/{name}"]["auto"] for name in nbgrader_says} == nbgrader_says
    assert {name: ours[f"{at}/{name}"]["auto"] for name in we_say} == we_say


def test_an_unreadable_timestamp_stops_nbgrader_and_counts_as_none_here(graded: Path) -> None:
    assert f"jam-rusak/{OTHER}" not in gradebook_rows(graded / "stock")
    ours = gradebook_rows(graded / "ours")
    assert ours[f"jam-rusak/{OTHER}"] is None
    assert ours[f"jam-rusak/{OTHER}/beda"]["score"] == 9


def test_a_reason_stands_in_every_notebook_that_was_repaired_or_unreadable(graded: Path) -> None:
    def notes(student: str) -> str:
        nb = read(graded / "ours/autograded" / student / OTHER / "beda.ipynb")
        return " ".join(nb["metadata"]["sinau_penilaian"]["notes"])

    assert "lebih dari satu" in notes("ganda")
    assert "hilang" in notes("hapus")
    assert "menutup Python" in notes("mati")
    assert "terpotong" in notes("terpotong")


def a_copy(graded: Path, course: Path, *parts: str) -> Path:
    for part in parts:
        old = graded / "stock" / part
        if old.is_dir():
            shutil.copytree(old, course / part)
        else:
            course.mkdir(exist_ok=True)
            shutil.copyfile(old, course / part)
    return course


def test_a_course_that_was_never_released_and_notebooks_of_old_formats(graded: Path, tmp_path: Path) -> None:
    parts = ("source", "autotests.yml", "nbgrader_config.py", "submitted")
    course = a_copy(graded, tmp_path / "kelas", *parts)
    old = course / "submitted/benar" / SAME / "bagian a.ipynb"
    import nbformat

    nbformat.write(nbformat.convert(nbformat.read(old, 4), 3), old, 3)
    assert read(old)["nbformat"] == 3
    grade(course, SAME)
    stock, ours = (of(gradebook_rows(c), SAME) for c in (graded / "stock", course))
    stock[f"telat/{SAME}/bagian a"]["penalty"] = None  # the due date stood in the old gradebook
    stock[f"telat/{SAME}/bagian-b"]["penalty"] = None
    assert ours == stock


def test_marks_given_in_formgrader_stay_when_graded_again(graded: Path, tmp_path: Path) -> None:
    parts = ("source", "autotests.yml", "nbgrader_config.py", "submitted/benar", "gradebook.db")
    course = a_copy(graded, tmp_path / "kelas", *parts)
    from nbgrader.api import Gradebook

    where = ("bagian-b", SAME, "benar")
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        for name, points in {"tulis-kode": 3.5, "tugas": 1, "bonus": 0}.items():
            given = gradebook.find_grade(name, *where)
            given.manual_score, given.needs_manual_grade = points, False
        gradebook.find_grade("bonus", *where).extra_credit = 2
        gradebook.find_comment("tulis-kode", *where).manual_comment = "Bagus."
        gradebook.db.commit()
    before = gradebook_rows(course)
    assert grade(course, SAME, force=True).graded == 2
    after = gradebook_rows(course)
    at = f"benar/{SAME}/bagian-b"
    assert after[f"{at}/tulis-kode"] == {"auto": None, "manual": 3.5, "needs": True, "max": 4, "extra": None}
    assert after[f"{at}/tulis-kode/comment"] == (None, "Bagus.")
    assert after[f"{at}/tugas"] == before[f"{at}/tugas"]  # as in nbgrader: nobody has to look again
    assert after[f"{at}/bonus"] == {"auto": 0, "manual": 0, "needs": True, "max": 0, "extra": 2}


def small_course(course: Path, config: str = "", kernel: str = "python") -> Json:
    """A course with one notebook; returns the answered one."""
    source = notebook(answer("jawab", solved("x = 1")), check("tes", "assert x == 1", 1))
    source["metadata"]["kernelspec"]["language"] = kernel
    write(course / "nbgrader_config.py", f"c = get_config()\n{config}\n")
    return source


def test_a_course_with_its_own_structure_names_and_exclusions(tmp_path: Path) -> None:
    config = """
c.CourseDirectory.directory_structure = "{assignment_id}/{nbgrader_step}/{student_id}"
c.CourseDirectory.source_directory = "guru"
c.CourseDirectory.submitted_directory = "masuk"
c.CourseDirectory.autograded_directory = "keluar"
c.CourseDirectory.student_id_exclude = "coba,lain"
c.CourseDirectory.db_url = "sqlite:///" + __file__.replace("nbgrader_config.py", "nilai.db")
"""
    source = small_course(tmp_path, config)
    write(tmp_path / "ps 1/guru/ps.ipynb", source)
    for student in ("ani", "coba"):
        write(tmp_path / "ps 1/masuk" / student / "ps.ipynb", answered(source, {"jawab": "x = 1"}))
    assert grade(tmp_path).graded == 1
    assert (tmp_path / "nilai.db").is_file()
    assert (tmp_path / "ps 1/keluar/ani/ps.ipynb").is_file()
    assert gradebook_rows(tmp_path)["ani/ps 1/ps"]["score"] == 1
    again = grade(tmp_path)
    assert (again.graded, again.unchanged) == (0, 1)


def test_a_new_gradebook_is_filled_though_the_graded_notebooks_are_there(tmp_path: Path) -> None:
    source = small_course(tmp_path)
    write(tmp_path / "source/ps/ps.ipynb", source)
    write(tmp_path / "submitted/ani/ps/ps.ipynb", answered(source, {"jawab": "x = 1"}))
    grade(tmp_path)
    before = gradebook_rows(tmp_path)
    (tmp_path / "gradebook.db").unlink()
    assert grade(tmp_path).graded == 1
    assert gradebook_rows(tmp_path) == before


def test_what_is_graded_cannot_get_another_cell(tmp_path: Path) -> None:
    source = small_course(tmp_path)
    write(tmp_path / "source/ps/ps.ipynb", source)
    write(tmp_path / "submitted/ani/ps/ps.ipynb", answered(source, {"jawab": "x = 1"}))
    grade(tmp_path)
    source["cells"].append(check("tes-2", "assert x < 2", 4) | {"id": "baru"})
    write(tmp_path / "source/ps/ps.ipynb", source)
    with pytest.raises(SinauError, match=r"^ps: sudah ada kiriman yang dinilai, jadi selnya .* nama lain\.$"):
        release_course(tmp_path, "ps")
    assert grade(tmp_path, force=True).graded == 1
    assert gradebook_rows(tmp_path)["ani/ps/ps"]["score"] == 1


def test_only_enrolled_learners_where_the_course_says_so(tmp_path: Path) -> None:
    source = small_course(tmp_path, "c.Autograde.create_student = False")
    write(tmp_path / "source/ps/ps.ipynb", source)
    write(tmp_path / "submitted/ani/ps/ps.ipynb", source)
    summary = grade(tmp_path)
    assert summary.graded == 0
    assert "ani" in summary.problems[0]
    assert gradebook_rows(tmp_path) == {}


def test_another_language_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "source/ps/ps.ipynb", small_course(tmp_path, kernel="R"))
    with pytest.raises(SinauError, match=r"ps/ps\.ipynb memakai bahasa r; sinau hanya menilai Python"):
        grade(tmp_path, "ps")


@pytest.mark.parametrize(
    "metadata",
    [
        {"kernelspec": {"display_name": "R", "language": "R", "name": "ir"}},
        {"language_info": {"name": "R"}},
        {"kernelspec": {"display_name": "R", "name": "ir"}},
    ],
)
def test_a_notebook_in_another_language_is_released_but_not_graded(tmp_path: Path, metadata: Json) -> None:
    source = notebook(answer("jawab", solved("x <- 1")), check("tes", "stopifnot(x == 1)", 1))
    write(tmp_path / "source/ps/ps.ipynb", source | {"metadata": metadata})
    write(tmp_path / "submitted/ani/ps/ps.ipynb", source)
    assert (release_course(tmp_path, "ps") / "ps.ipynb").is_file()
    assert grade(tmp_path).problems == ["ps/ps.ipynb memakai bahasa r; sinau hanya menilai Python."]


def test_the_time_a_course_gives_a_cell(tmp_path: Path) -> None:
    small_course(tmp_path, "c.Execute.timeout = 90")
    config = ClassFolder(tmp_path).config
    given = configuration.limits(config, Limits())
    assert (given.cell_seconds, given.wall_seconds) == (90, 90)
    assert given.cpu_seconds == 90  # a cell that reckons all that time may
    asked = Limits(cell_seconds=5)
    assert configuration.limits(config, asked) == asked  # --timeout goes first
    small_course(tmp_path, "c.ExecutePreprocessor.timeout = 45")
    assert configuration.limits(ClassFolder(tmp_path).config, Limits()).cell_seconds == 45
    small_course(tmp_path, "c.Execute.timeout = 86400")
    assert configuration.limits(ClassFolder(tmp_path).config, Limits()).cell_seconds == 3600


def test_paths_and_modules_of_a_configuration_are_those_of_its_course(tmp_path: Path) -> None:
    """As for nbgrader, which is run in the course folder; `sinau grade --course` is run anywhere."""
    config = """
import alat_kelas
c.CourseDirectory.root = "."
c.CourseDirectory.db_url = "sqlite:///" + alat_kelas.BERKAS
c.AssignLatePenalties.plugin_class = "alat_kelas.Potong"
"""
    source = small_course(tmp_path, config)
    write(
        tmp_path / "alat_kelas.py",
        "from nbgrader.plugins import BasePlugin\nBERKAS = 'nilai.db'\nclass Potong(BasePlugin):\n"
        "    def late_submission_penalty(self, student_id, score, late):\n        return 0.25\n",
    )
    write(tmp_path / "source/ps/ps.ipynb", source)
    write(tmp_path / "submitted/ani/ps/ps.ipynb", answered(source, {"jawab": "x = 1"}))
    write(tmp_path / "submitted/ani/ps/timestamp.txt", "2026-11-22 10:00:00 UTC")
    grade(tmp_path)
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{tmp_path}/nilai.db") as gradebook:
        gradebook.update_or_create_assignment("ps", duedate=datetime(2026, 11, 21))
    grade(tmp_path, force=True)
    assert gradebook_rows(tmp_path)["ani/ps/ps"] == {"penalty": 0.25, "score": 1}


def test_the_outdated_names_that_nbgrader_still_takes(tmp_path: Path) -> None:
    config = "c.NbGrader.source_directory = 'soal'\nc.NbGrader.db_url = 'sqlite:///lama.db'"
    source = small_course(tmp_path, config)
    write(tmp_path / "soal/ps/ps.ipynb", source)
    write(tmp_path / "submitted/ani/ps/ps.ipynb", answered(source, {"jawab": "x = 1"}))
    assert grade(tmp_path).graded == 1
    assert (tmp_path / "lama.db").is_file()


def test_steps_of_a_courses_own_are_named_because_they_are_not_run(tmp_path: Path) -> None:
    config = """
from nbgrader.preprocessors import Execute
c.Autograde.autograde_preprocessors = [Execute, "nbgrader.preprocessors.SaveAutoGrades", "kelas.Bulatkan"]
c.Autograde.sanitize_preprocessors.append("kelas.Bersihkan")
c.Autograde.exclude_overwriting.update({"ps": ["alat.py"]})
c.BaseConverter.post_convert_hook = "kelas.kirim"
"""
    source = small_course(tmp_path, config)
    write(tmp_path / "source/ps/ps.ipynb", source)
    summary = grade(tmp_path)
    assert summary.left_out == ["kelas.Bersihkan", "kelas.Bulatkan", "post_convert_hook"]
    assert "kelas.Bulatkan" in " ".join(sentences(summary))
    assert configuration.editable(ClassFolder(tmp_path).config, "ps") == ("alat.py",)
    write(tmp_path / "nbgrader_config.py", OURS)
    assert configuration.left_out(ClassFolder(tmp_path).config) == []


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ("c.CourseDirectory.source_directory = 5", r"Isi .*nbgrader_config\.py keliru \(TraitError"),
        ("c.CourseDirectory.directory_structure = '{tugas}'", r"Isi .*nbgrader_config\.py keliru \(KeyError"),
        ("import sys; sys.exit(3)", r"nbgrader_config\.py tidak bisa dibaca \(SystemExit: 3\)"),
        ("c.Autograde.exclude_overwriting = ['a.py']", r"c\.Autograde\.exclude_overwriting .* keliru"),
    ],
)
def test_a_wrong_configuration_is_said_in_one_sentence(tmp_path: Path, config: str, says: str) -> None:
    write(tmp_path / "source/ps/ps.ipynb", small_course(tmp_path, config))
    with pytest.raises(SinauError, match=says):
        grade(tmp_path, "ps")


def test_a_late_penalty_that_cannot_be_reckoned_is_said_and_made_up_for(tmp_path: Path) -> None:
    source = small_course(tmp_path)
    write(tmp_path / "source/ps/ps.ipynb", source)
    write(tmp_path / "submitted/ani/ps/ps.ipynb", answered(source, {"jawab": "x = 1"}))
    write(tmp_path / "submitted/ani/ps/timestamp.txt", "2026-11-22 10:00:00 UTC")
    release_course(tmp_path, "ps")
    from nbgrader.api import Gradebook

    with Gradebook(course_directory(tmp_path).db_url) as gradebook:
        gradebook.update_or_create_assignment("ps", duedate=datetime(2026, 11, 21))
    small_course(tmp_path, "c.LateSubmissionPlugin.penalty_method = 'separuh'")
    with pytest.raises(SinauError, match=r"Potongan keterlambatan tidak bisa dihitung \(TraitError"):
        grade(tmp_path)
    small_course(tmp_path, "c.LateSubmissionPlugin.penalty_method = 'zero'")
    assert grade(tmp_path).graded == 1
    assert gradebook_rows(tmp_path)["ani/ps/ps"] == {"penalty": 1, "score": 1}


def test_a_course_without_a_limit_for_cells_has_that_of_the_submission(tmp_path: Path) -> None:
    small_course(tmp_path, "c.Execute.timeout = None")
    assert configuration.limits(ClassFolder(tmp_path).config, Limits()).cell_seconds == Limits().wall_seconds


def test_what_the_reference_solution_gives_too_means_passed(tmp_path: Path) -> None:
    source = small_course(tmp_path)
    source["cells"] += [
        check("kata", "'lulus' if x == 1 else 'belum'", 2) | {"id": "kata"},
        check("tidak", "x > 5", 2) | {"id": "tidak"},
    ]
    write(tmp_path / "source/ps/ps.ipynb", source)
    for student, x in {"benar": 1, "salah": 9}.items():
        write(tmp_path / "submitted" / student / "ps/ps.ipynb", answered(source, {"jawab": f"x = {x}"}))
    grade(tmp_path)
    rows = gradebook_rows(tmp_path)
    assert {name: rows[f"benar/ps/ps/{name}"]["auto"] for name in ("kata", "tidak")} == {
        "kata": 2,
        "tidak": 2,
    }
    assert rows["salah/ps/ps/kata"]["auto"] == 0


def test_a_submission_without_a_known_notebook_and_a_deleted_locked_cell(tmp_path: Path) -> None:
    source = small_course(tmp_path)
    source["cells"].insert(0, code("y = 1", grade_id="awal", solution=False, grade=False, locked=True))
    cell(source, "tes")["source"] = "assert x == y"
    write(tmp_path / "source/ps/ps.ipynb", source | {"nbformat_minor": 4})
    without = answered(source, {"jawab": "x = 1"})
    without["cells"].pop(0)
    write(tmp_path / "submitted/hapus/ps/ps.ipynb", without)
    write(tmp_path / "submitted/lain/ps/satu.ipynb", source)
    write(tmp_path / "submitted/lain/ps/dua.ipynb", source)
    grade(tmp_path)
    rows = gradebook_rows(tmp_path)
    assert (rows["hapus/ps/ps"]["score"], rows["lain/ps/ps"]["score"]) == (1, 0)


def test_cells_tagged_as_not_to_be_run(tmp_path: Path) -> None:
    """As nbgrader's executor; a tag of the learner's leaves out no locked cell and no test."""
    source = small_course(tmp_path)
    demo = code("x = 1 / 0") | {"metadata": {"tags": ["skip-execution"]}}
    source["cells"].insert(1, dict(demo, id="contoh"))
    source["cells"].insert(1, code("y = 1", grade_id="awal", solution=False, grade=False, locked=True))
    cell(source, "tes")["source"] = "assert x == y"
    write(tmp_path / "source/ps/ps.ipynb", source | {"nbformat_minor": 4})
    for student, x in {"benar": 1, "salah": 2}.items():
        handed_in = answered(source, {"jawab": f"x = {x}"})
        for name in ("awal", "tes"):
            cell(handed_in, name)["metadata"]["tags"] = ["skip-execution"]
        write(tmp_path / "submitted" / student / "ps/ps.ipynb", handed_in | {"nbformat_minor": 4})
    left_out = answered(source, {"jawab": "x = 1"})
    cell(left_out, "jawab")["metadata"]["tags"] = ["skip-execution"]
    write(tmp_path / "submitted/lewat/ps/ps.ipynb", left_out | {"nbformat_minor": 4})
    grade(tmp_path)
    rows = gradebook_rows(tmp_path)
    assert {name: rows[f"{name}/ps/ps"]["score"] for name in ("benar", "salah", "lewat")} == {
        "benar": 1,
        "salah": 0,
        "lewat": 0,
    }


def test_a_configuration_in_json_and_its_filters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KELAS", "lain")
    course = tmp_path / "$KELAS"  # traitlets puts in what the environment says
    source = small_course(course, "c.CourseDirectory.student_id = 'x'")
    chosen = {"submitted_directory": "masuk", "student_id": "a*", "notebook_id": "p?"}
    write(course / "nbgrader_config.json", {"CourseDirectory": chosen})
    for name in ("ps", "lampiran"):
        write(course / "source/ps" / f"{name}.ipynb", source)
    for student in ("ani", "budi"):
        write(course / "masuk" / student / "ps/ps.ipynb", answered(source, {"jawab": "x = 1"}))
    assert grade(course).graded == 1
    assert gradebook_rows(course)["ani/ps/ps"]["score"] == 1
    write(course / "nbgrader_config.json", '{"CourseDir')
    with pytest.raises(SinauError, match=r"nbgrader_config\.json tidak bisa dibaca"):
        grade(course)


def test_a_data_file_of_the_source_may_be_a_link(tmp_path: Path) -> None:
    """As in nbgrader: data that several assignments share lie in one place."""
    source = small_course(tmp_path)
    cell(source, "tes")["source"] = "assert x == int(open('harga.txt').read())"
    write(tmp_path / "source/ps/ps.ipynb", source)
    write(tmp_path / "data/harga.txt", "1")
    (tmp_path / "source/ps/harga.txt").symlink_to("../../data/harga.txt")
    write(tmp_path / "submitted/ani/ps/ps.ipynb", answered(source, {"jawab": "x = 1"}))
    assert grade(tmp_path).problems == []
    assert gradebook_rows(tmp_path)["ani/ps/ps"]["score"] == 1


def test_a_folder_whose_name_nbgrader_reads_as_another(tmp_path: Path) -> None:
    """Its gradebook would be that of "kelas a"."""
    course = tmp_path / "kelas%20a"
    write(course / "source/ps/ps.ipynb", small_course(course))
    (tmp_path / "kelas a").mkdir()
    with pytest.raises(SinauError, match=r"kelas%20a memuat % dan dua angka, .*; ganti nama foldernya dulu"):
        grade(course, "ps")
    assert not any((tmp_path / "kelas a").iterdir())


def test_what_a_group_of_trainers_shares_is_theirs_to_write(tmp_path: Path) -> None:
    source = small_course(tmp_path, "c.CourseDirectory.groupshared = True")
    write(tmp_path / "source/ps/ps.ipynb", source)
    write(tmp_path / "source/ps/data/harga.txt", "1")
    write(tmp_path / "submitted/ani/ps/ps.ipynb", answered(source, {"jawab": "x = 1"}))
    assert grade(tmp_path).graded == 1
    graded = tmp_path / "autograded"
    modes = {p.relative_to(graded).as_posix(): p.stat().st_mode & 0o7777 for p in graded.rglob("*")}
    assert modes.pop("ani/ps/.sinau-nilai.json") == 0o664
    assert modes == {
        "ani": 0o2775, "ani/ps": 0o2775, "ani/ps/data": 0o2775,
        "ani/ps/data/harga.txt": 0o664, "ani/ps/ps.ipynb": 0o664,
    }  # fmt: skip


def test_data_that_are_too_large_are_named_where_the_solution_needs_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hand_ins, "MAX_EXTRA", 10)
    source = small_course(tmp_path)
    write(tmp_path / "source/ps/video.mp4", "x" * 11)
    write(tmp_path / "source/ps/ps.ipynb", source)
    assert grade(tmp_path, "ps").problems == []  # nothing reads it
    cell(source, "tes")["source"] = "assert x == 1 and open('video.mp4')"
    write(tmp_path / "source/ps/ps.ipynb", source)
    with pytest.raises(SinauError, match=r"FileNotFoundError.* Tidak ikut dijalankan, .*: video\.mp4; kecil"):
        grade(tmp_path, "ps")


def test_what_is_nobodys_among_the_submissions(tmp_path: Path) -> None:
    source = small_course(tmp_path)
    write(tmp_path / "source/ps/ps.ipynb", source)
    write(tmp_path / "submitted/ani/ps/ps.ipynb", answered(source, {"jawab": "x = 1"}))
    write(tmp_path / "submitted/ani/lain/lain.ipynb", source)
    for name in (".DS_Store", "catatan.txt", "ani/.DS_Store", "__MACOSX/ps/._ps.ipynb", ".git/ps/ps.ipynb"):
        write(tmp_path / "submitted" / name, "x")
    summary = grade(tmp_path)
    assert summary.problems == ['Latihan "lain" tidak ada di folder source; yang ada: ps.']
    assert [name for name in gradebook_rows(tmp_path) if name.count("/") == 1] == ["ani/ps"]


def test_a_gradebook_of_an_older_nbgrader_says_how_to_bring_it_up_to_date(tmp_path: Path) -> None:
    source = small_course(tmp_path)
    write(tmp_path / "source/ps/ps.ipynb", source)
    write(tmp_path / "submitted/ani/ps/ps.ipynb", source)
    with closing(sqlite3.connect(tmp_path / "gradebook.db")) as old:
        old.execute(
            "CREATE TABLE assignment (id VARCHAR(32) PRIMARY KEY, name VARCHAR(128), duedate DATETIME)"
        )
    with pytest.raises(SinauError, match=r"dari nbgrader yang lebih lama .* `nbgrader db upgrade`"):
        grade(tmp_path)


def test_a_gradebook_that_another_program_holds_is_said_so(tmp_path: Path) -> None:
    source = small_course(tmp_path, "c.CourseDirectory.db_url = 'sqlite:///gradebook.db?timeout=0.1'")
    write(tmp_path / "source/ps/ps.ipynb", source)
    write(tmp_path / "submitted/ani/ps/ps.ipynb", source)
    with closing(sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(SinauError, match="sedang dipakai program lain; tutup Formgrader"):
            grade(tmp_path)


def test_a_broken_gradebook_is_told_in_indonesian(tmp_path: Path) -> None:
    source = small_course(tmp_path)
    write(tmp_path / "source/ps/ps.ipynb", source)
    write(tmp_path / "submitted/ani/ps/ps.ipynb", source)
    (tmp_path / "gradebook.db").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    with pytest.raises(SinauError, match="Buku nilai rusak"):
        grade(tmp_path)
