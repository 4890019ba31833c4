"""A right way on a wrong earlier answer gets its points; the mistake is paid for once, where it was made."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from carrying import EXERCISES, Graded, asked, chain, exercise
from course_builder import graded
from nbgrader_course import answered, grade, gradebook_rows, read, write

from grader.checks.evaluate import evaluate
from grader.checks.spec import Outcome
from grader.classroom.folder import ClassFolder
from grader.classroom.release import release_course
from grader.grading import worker
from grader.notebooks.build import notebook
from grader.reports.class_report import build_report
from grader.reports.feedback import write_feedback
from grader.reports.report_page import write_report

pytestmark = pytest.mark.xdist_group("ikut-salah")  # one class is enough

#: The exercises in which a question builds on another's answer.
CHAINED = [
    "1-02-hitung", "1-04-tabel", "2-03-kanal", "2-04-etalase", "2-06-iklan", "2-08-pelanggan", "2-09-ulasan",
    "2-10-musim", "2-11-pasar-jauh", "2-14-aman", "2-15-foto-cod", "3-03-periksa", "3-08-survei",
    "3-09-profil", "4-02-bumdes", "4-04-dampak",
]  # fmt: skip


def points(**answers: str) -> str:
    """The points of the seven questions of the chain, one digit each."""
    cells = {name.replace("_", "-"): source for name, source in answers.items()}
    found = chain().grade(cells).points
    return "".join(f"{found[f'soal-{number}']:g}" for number in range(1, 8))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, "2222222"),
        ({"jawab_1": "jawab_1 = 4001"}, "0222222"),
        # Another way, and one step at a time, are as right as the author's.
        ({"jawab_1": "jawab_1 = 5000", "jawab_2": "k = 3 * jawab_1\nk -= 19\njawab_2 = k"}, "0222222"),
        ({"jawab_1": "jawab_1 = 5000", "jawab_3": "jawab_3 = (jawab_1 * 3 - 19) / 4 + jawab_1"}, "0222222"),
        # Two mistakes: each is paid for, who follows both is not.
        ({"jawab_1": "jawab_1 = 5000", "jawab_2": "jawab_2 = jawab_1 * 3 + 19"}, "0022222"),
        ({"jawab_1": "jawab_1 = 5000", "jawab_3": "jawab_3 = jawab_2 / 4 - jawab_1"}, "0202222"),
        # Left out, failed, of another type: what comes after shows its way all the same.
        ({"jawab_1": "jawab_1 = ____"}, "0220022"),
        ({"jawab_1": "jawab_1 = 37 * angka"}, "0220022"),
        ({"jawab_1": "jawab_1 = '4181 pak'"}, "0220022"),
        ({"jawab_2": "jawab_2 = ____"}, "2020222"),
        # A table.
        ({"jawab_6": "jawab_6 = pd.DataFrame({'desa': ['Pupus'], 'warga': [411]})"}, "2222202"),
        # Rounding is the learner's own mistake, and so is what does not use the earlier answer at all.
        ({"jawab_1": "jawab_1 = 5000", "jawab_2": "jawab_2 = round(jawab_1 * 3 - 19, -3)"}, "0022222"),
        ({"jawab_1": "jawab_1 = 5000", "jawab_2": "jawab_2 = 4000 * 3 - 19"}, "0022222"),
        # A use that cannot be read, and a submission that did not come to its end.
        ({"jawab_1": "jawab_1 = 5000", "jawab_2": "exec('jawab_2 = jawab_1 * 3 - 19')"}, "0022222"),
        ({"jawab_1": "jawab_1 = 5000", "jawab_7": "import os\nos._exit(0)"}, "0002220"),
    ],
)
def test_who_gets_points(answers: dict[str, str], expected: str) -> None:
    """Question 4 is a yes or no, 5 a choice: those are judged as they stand, right for 5000 too."""
    assert points(**answers) == expected


def test_the_sentence_names_where_the_mistake_was_made() -> None:
    wrong = {"jawab-1": "jawab_1 = 5000", "jawab-2": "jawab_2 = jawab_1 * 3 + 19"}
    said = chain().grade(wrong).said
    assert said["soal-2"] == "Betulkan dulu Soal 1: jawaban di sini memakainya."
    assert said["soal-3"] == "Ikut salah dari Soal 1 dan Soal 2, caramu benar."
    said = chain().grade({"jawab-1": "jawab_1 = 5000"}).said
    assert said["soal-2"] == said["soal-3"] == "Ikut salah dari Soal 1, caramu benar."
    said = chain().grade({"jawab-1": "jawab_1 = ____"}).said
    assert said["soal-2"] == "Soal 1 belum dikerjakan, tetapi caramu di sini benar."
    said = chain().grade({"jawab-1": "jawab_1 = 5000", "jawab-2": "jawab_2 = 7"}).said
    assert said["soal-2"] == "Belum sama dengan yang diminta."  # it does not use the answer to Soal 1


def test_nothing_of_the_second_run_is_shown() -> None:
    talks = "jawab_2 = jawab_1 * 3 - 19\nprint('hasil', jawab_2)\ndisplay(jawab_1)"
    shown = chain().grade({"jawab-1": "jawab_1 = 5000", "jawab-2": talks})
    assert shown.points["soal-2"] == 2
    assert "hasil 14.981" in shown.notebook
    fails = "jawab_2 = jawab_1 * 3 - 19\nif jawab_1 != 5000:\n    raise ValueError(jawab_1)"
    failed = chain().grade({"jawab-1": "jawab_1 = 5000", "jawab-2": fails})
    assert failed.points["soal-2"] == 2  # the value stood before the line that failed
    for number in ("4181", "4.181", "12524", "12.524"):
        assert number not in shown.notebook
        assert number not in failed.notebook


@pytest.mark.parametrize("name", CHAINED)
@pytest.mark.long
def test_every_earlier_answer_of_the_course_can_be_put_right(name: str) -> None:
    """The author's own cells come to the key from earlier answers that crossed as plain data."""
    known = exercise(name).exercise
    questions = {q.check.name: q for q in known.questions.values()}
    building = [n for n, q in questions.items() if q.check.builds_on]
    used = {other for n in building for other, _ in questions[n].check.builds_on}
    assert building
    assert used == {n for n, q in questions.items() if q.values}
    for built in building:
        given = {n: questions[n].values for n in used - {built}}
        seen = worker._expected(known, given, (built,), True)[built]
        assert evaluate(questions[built].check, questions[built].lock, seen).outcome is Outcome.RIGHT


@pytest.mark.parametrize(
    ("name", "wrong", "root", "followers"),
    [
        (  # a chart drawn from a wrong table
            "2-06-iklan",
            {
                "jawab-2-ukuran": 'iklan["ctr"] = iklan["tayang"] / iklan["klik"]\n'
                'iklan["cpa"] = iklan["biaya"] / iklan["klik"]\n'
                'iklan["roas"] = iklan["biaya"] / iklan["omzet"]\n'
                'ukuran = iklan[["kampanye", "ctr", "cpa", "roas"]]'
            },
            "soal-2-ukuran",
            {"soal-3-grafik"},
        ),
        (  # tables from tables, and a number from the last
            "2-08-pelanggan",
            {
                "jawab-1-rfm": 'per = pelanggan.groupby("kode_pelanggan")\nrfm = per[["jumlah_pak"]].sum()\n'
                'rfm["kali"] = per["total"].count()\nrfm["terakhir"] = per["tanggal"].max()'
            },
            "soal-1-rfm",
            {"soal-2-tingkat", "soal-3-jarang-besar", "soal-4-kirim"},
        ),
        (  # the rows that were to go are still there
            "3-03-periksa",
            {"jawab-1-bersih": "bersih = pd.concat([usaha, usaha.head(30)])"},
            "soal-1-bersih",
            {"soal-2-tanya", "soal-3-makanan", "soal-5-lapak-depan"},
        ),
    ],
)
@pytest.mark.long
def test_tables_and_charts_follow_too(
    name: str, wrong: dict[str, str], root: str, followers: set[str]
) -> None:
    if "pd." in next(iter(wrong.values())):
        wrong = {cell: f"import pandas as pd\n{source}" for cell, source in wrong.items()}
    found, full = exercise(name).grade(wrong), exercise(name).grade({})
    assert {n for n, said in found.said.items() if said.startswith("Ikut salah dari")} >= followers
    assert found.points[root] < full.points[root]
    assert {n: p for n, p in found.points.items() if n != root} == {
        n: p for n, p in full.points.items() if n != root
    }


def test_a_chart_without_its_title_loses_no_more_where_its_table_is_wrong() -> None:
    bare = (
        'grafik = ukuran.plot.bar(x="kampanye", y="roas", legend=False, rot=0, xlabel="iklan",\n'
        '    ylabel="omzet setiap Rp1 iklan (Rp)")\n'
        'gambar(grafik, sumber="data latihan (sintetis)", waktu="Oktober 2026")'
    )
    table = "ukuran = iklan[['kampanye']].assign(ctr=1.0, cpa=2.0, roas=iklan['biaya'] / iklan['omzet'])"
    known = exercise("2-06-iklan")
    on_right = known.grade({"jawab-3-grafik": bare}).points["soal-3-grafik"]
    on_wrong = known.grade({"jawab-2-ukuran": table, "jawab-3-grafik": bare})
    assert on_wrong.points["soal-3-grafik"] == on_right < known.grade({}).points["soal-3-grafik"]
    assert on_wrong.said["soal-3-grafik"].startswith("Dinilai seandainya Soal 2 sudah benar. Judulnya belum")


def test_only_the_listed_exercises_have_chains() -> None:
    from grader.curriculum.building import building_of
    from grader.curriculum.declared import declared

    found = []
    for path in sorted(EXERCISES.glob("*/*.ipynb")):
        source = read(path)
        checks = declared(source)
        computed = frozenset(d.spec.name for d in checks if d.needs_run)
        if building_of(source, {d.index: d.spec.name for d in checks}, computed).lends:
            found.append(path.stem)
    assert found == CHAINED


def test_without_the_wall_it_is_the_same() -> None:
    wrong = {"jawab-1": "jawab_1 = 5000", "jawab-2": "jawab_2 = jawab_1 * 3 + 19"}
    assert chain().grade(wrong, wall=False).points == chain().grade(wrong).points


def test_who_made_no_such_mistake_runs_once(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: Counter[int] = Counter()
    points()  # the author's own cells have run
    box = worker.sandbox(True)
    run = box.run
    monkeypatch.setattr(box, "run", lambda job: (counted.update([0]), run(job))[1])

    def runs(**answers: str) -> int:
        counted.clear()
        worker._remembered.clear()
        points(**answers)
        return counted[0]

    assert runs() == 1
    assert runs(jawab_1="jawab_1 = 5000", jawab_2="jawab_2 = 4", jawab_3="jawab_3 = 5") == 1
    assert runs(jawab_3="jawab_3 = 1") == 1
    assert runs(jawab_1="jawab_1 = 5000") == 3  # the learner's cells again, and the author's on 5000
    assert runs(jawab_1="jawab_1 = ____") == 2  # no answer to compare with the author's
    # Mistakes of their own: the author's cells on 5000, and on that and 15019; nothing of the learner's.
    slips = {"jawab_2": "jawab_2 = jawab_1 * 3 + 19", "jawab_3": "jawab_3 = jawab_2 - jawab_1"}
    assert runs(jawab_1="jawab_1 = 5000", **slips) == 3
    counted.clear()
    points(jawab_1="jawab_1 = 5000", **slips)
    points(jawab_1="jawab_1 = 5000")
    points(jawab_1="jawab_1 = 5000")
    assert counted[0] == 1 + 2 + 1  # the same short answers of another learner are known


# A class of forty: 20 right; 8 took the price for the takings, 6 forgot the bowls, 4 turned the difference
# round, and 2 did the first and the third. Points of an exercise: 2, 2, 2, 1, 1, 2.
WRONG_1 = {"jawab-1-omzet": "omzet = harga + mangkuk"}
WRONG_2 = {"jawab-2-biaya": "biaya = bahan + sewa + upah"}
WRONG_3 = {"jawab-3-untung": "untung = biaya - omzet"}
CLASS = [{}] * 20 + [WRONG_1] * 8 + [WRONG_2] * 6 + [WRONG_3] * 4 + [WRONG_1 | WRONG_3] * 2
NAME = "1-02-hitung"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The class, graded."""
    course = tmp_path_factory.mktemp("kelas")
    write(course / "nbgrader_config.py", "c = get_config()\n")
    folder = ClassFolder(course)
    shutil.copytree(EXERCISES / NAME, folder.source(NAME))
    release_course(course, NAME)
    released = read(next(folder.step("release").rglob(f"{NAME}.ipynb")))
    right = {
        "jawab-1-omzet": "omzet = harga * mangkuk",
        "jawab-2-biaya": "biaya = bahan * mangkuk + sewa + upah",
        "jawab-3-untung": "untung = omzet - biaya",
        "jawab-4-kembalian": "kembalian = 50_000 - 7 * harga",
        "jawab-5-ejaan": "salah_eja = 'mangkok'",
        "jawab-6-tambahan": "tambahan = untung - 160_000",
    }
    for number, wrong in enumerate(CLASS):
        done = answered(released, right | wrong)
        write(folder.folder("submitted", f"P{number:02}", NAME) / f"{NAME}.ipynb", done)
    assert grade(course).graded == 40
    return course


def test_grades_of_the_class(course: Path) -> None:
    rows = gradebook_rows(course)
    scores = [rows[f"P{number:02}/{NAME}/{NAME}"]["score"] for number in range(40)]
    assert scores == [10] * 20 + [8] * 8 + [8] * 6 + [8] * 4 + [6] * 2
    assert rows[f"P20/{NAME}/{NAME}/soal-1-omzet"]["auto"] == 0
    assert rows[f"P20/{NAME}/{NAME}/soal-3-untung"]["auto"] == 2
    assert rows[f"P39/{NAME}/{NAME}/soal-3-untung"]["auto"] == 0
    assert grade(course).unchanged == 40
    again = grade(course, force=True)
    assert (again.graded, gradebook_rows(course)) == (40, rows)


def test_feedback_of_the_class(course: Path) -> None:
    pages = {path.parent.parent.name: path.read_text() for path in write_feedback(course).pages}
    assert len(pages) == 40
    for code, first in (("P20", "Soal 1"), ("P28", "Soal 2")):
        assert pages[code].count(f"Ikut salah dari {first}, caramu benar.") == 2
        assert "8</strong> <span>dari 10 poin" in pages[code]
    assert pages["P34"].count("Ikut salah dari Soal 3, caramu benar.") == 1
    assert "Ikut salah" not in pages["P00"]


def test_report_of_the_class(course: Path) -> None:
    report = build_report(course)
    rows = {row.number: row for row in report.questions}
    # Wrong: 8 + 2 in Soal 1, 6 in Soal 2, 4 + 2 in Soal 3, nobody in Soal 6.
    assert {n: (r.score, r.max_score) for n, r in rows.items()} == {
        1: (60, 80), 2: (68, 80), 3: (68, 80), 4: (40, 40), 5: (40, 40), 6: (80, 80),
    }  # fmt: skip
    assert [row.number for row in report.hardest] == [1, 2, 3]
    # Followed: Soal 3 the 8 and the 6; Soal 6 those, the 4 and the 2.
    assert {n: row.carried for n, row in rows.items()} == {1: 0, 2: 0, 3: 14, 4: 0, 5: 0, 6: 20}
    # Made others wrong: Soal 1 two answers of each of 8, Soal 2 of each of 6, Soal 3 one of 4 + 2.
    assert {n: row.pulled for n, row in rows.items()} == {1: 16, 2: 12, 3: 6, 4: 0, 5: 0, 6: 0}
    page, table = write_report(course)
    assert "Karena soal ini, 16 jawaban soal lain ikut salah." in page.read_text(encoding="utf-8")
    lines = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    told = {line["kode"]: (line["jumlah"], line["ikut_salah"]) for line in lines}
    assert (told["P00"], told["P20"], told["P28"]) == (("10", "0"), ("8", "2"), ("8", "2"))
    assert (told["P34"], told["P39"]) == (("8", "1"), ("6", "1"))


def test_a_graded_copy_from_before_this_rule_is_read(course: Path) -> None:
    """Its verdicts say nothing of earlier answers."""
    path = ClassFolder(course).folder("autograded", "P20", NAME) / f"{NAME}.ipynb"
    kept = path.read_bytes()
    old = json.loads(kept)
    for cell in old["cells"]:
        for output in cell.get("outputs", ()):
            output.get("data", {}).get("application/vnd.sinau.verdict+json", {}).pop("carried_from", None)
    try:
        write(path, old)
        assert build_report(course).questions[2].carried == 13
    finally:
        path.write_bytes(kept)


def test_a_follower_that_is_right_in_part_gets_that_part(tmp_path: Path) -> None:
    cells = [
        graded("persiapan", "from grader.belajar import periksa"),
        *asked(1, "jawab_1 = 37 * 113"),
        *asked(2, "jawab_2 = [jawab_1 + 5, jawab_1 * 2, jawab_1 - 9, 70]", ", sebagian=True"),
    ]
    path = tmp_path / "sebagian.ipynb"
    path.write_text(json.dumps(notebook(cells)), encoding="utf-8")
    known = Graded(path)

    def of(first: str, second: str) -> tuple[float, str]:
        found = known.grade({"jawab-1": first, "jawab-2": f"jawab_2 = {second}"})
        assert found.points["soal-1"] == 0
        return found.points["soal-2"], found.said["soal-2"]

    wrong, slip = "jawab_1 = 5000", "[jawab_1 + 5, jawab_1 * 2, jawab_1 - 8, 70]"
    said = "Dinilai seandainya Soal 1 sudah benar."
    eight = "Periksa bagian dengan angka 8: soal ini dapat dijawab tanpa itu."
    assert of(wrong, slip) == (1.5, f"{said} Yang belum sesuai: nomor 3. {eight}")
    assert of(wrong, "[jawab_1 + 5, jawab_1 * 2, jawab_1 - 9, 70]")[0] == 2
    # What was right without it stays; a second guess, in which the earlier answer is right, earns nothing.
    assert of(wrong, "[4186, 8362, 1, 70]")[0] == 1.5
    guess = "[jawab_1 + 5, jawab_1 * 2, jawab_1 - 8, 70] if jawab_1 == 4181 else [1, 2, 3, 70 + 0 * jawab_1]"
    assert of(wrong, guess)[0] == 0.5


def test_an_answer_that_reads_what_the_solution_does_not_is_sent_there_and_gains_nothing() -> None:
    found = chain().grade({"jawab-1": "jawab_1 = 5000", "jawab-7": "jawab_7 = jawab_1 - 4000"})
    assert found.said["soal-7"] == "Betulkan dulu Soal 1: jawaban di sini memakainya."
    assert found.points["soal-7"] == 0


def test_a_cell_that_was_stopped_is_told_though_it_never_named_the_answer() -> None:
    found = chain(cell_seconds=2).grade({"jawab-6": "x = 1\nwhile True: pass"})
    assert found.said["soal-6"].startswith("Kodenya berjalan terlalu lama")
