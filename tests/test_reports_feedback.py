"""Feedback pages: what they show, and what they must never show."""

import json
import re
import struct
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from reports_course import (
    SECRET,
    CourseBuilder,
    Question,
    Reply,
    code,
    error,
    graded_cells,
    markdown,
    notebook,
    shown,
    stream,
)

from grader.common.errors import SinauError
from grader.reports.class_report import build_report
from grader.reports.feedback import write_feedback

HOSTILE_NAME = '<script>alert("nama")</script>'
HOSTILE_CODE = "P3<img src=x onerror=alert(1)>"
PNG = b64encode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 40, 30) + b"\0" * 20).decode()

HOSTILE = [
    shown(**{"text/html": "<script>alert(1)</script>", "text/plain": "<b>tabel</b>"}),
    shown(**{"image/svg+xml": "<svg onload=alert(1)>", "application/javascript": "alert(1)"}),
    shown(**{"image/png": '"><script>alert(1)</script>'}),
    shown(**{"text/markdown": "[x](javascript:alert(1))", "text/latex": "$x$"}),
    shown(
        **{
            "application/vnd.sinau.verdict+json": {"outcome": "benar", "message": "PALSU"},
            "text/plain": "PALSU",
        }
    ),
    stream("\x1b[31m</pre><script>alert(1)</script>\ud800\u202e" + "z" * 1_000_000),
    error("<b>Galat", "<img src=x onerror=alert(1)>", f"Traceback {SECRET}"),
    {"output_type": ["?"], "data": 3},
]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("kelas")
    with CourseBuilder(root) as builder:
        builder.roster(
            "P1;Bu Sari;Jabung;UMKM", f'P2;"{HOSTILE_NAME.replace(chr(34), chr(34) * 2)}";Ngebel;Desa'
        )
        builder.exercise(
            "2-02-harga",
            "Harga jenang",
            [Question("hpp", 3), Question("margin", 2.5), Question("alasan", 2, manual=True)],
        )
        builder.exercise("2-03-kanal", "Memilih kanal", [Question("biaya", 10)])
        builder.exercise("3-01-membunyikan", "Membunyikan data", [Question("angka", 10)])
        wrong = {
            "saw": "Jawabanmu 750.000.",
            "message": "Ini masih total biaya; bagi dengan 40.",
            "next_step": "Hitung harga satu pak.",
            "misconception": "total_biaya",
        }
        facets = [{"name": "Judul", "ok": False, "message": "Grafik belum berjudul."}]
        builder.hand_in(
            "P1",
            "2-02-harga",
            [
                Reply("hpp = 750_000", "belum tepat", 0, wrong, [shown(**{"image/png": PNG})]),
                Reply("margin = 1", "sebagian", 1.25, {"facets": facets}),
                Reply('alasan = "gula naik"', "benar", None, comment="Tambahkan <angka> biaya."),
            ],
        )
        builder.hand_in(
            "P2",
            "2-02-harga",
            [
                Reply("x = '</code><script>alert(1)</script>'", "benar", 3, outputs=HOSTILE),
                Reply("margin = 2", "benar", 2.5, {"message": "<script>alert(1)</script>"}),
                Reply("alasan = 'a'", "benar", None, manual_score=2, comment="Bagus"),
            ],
        )
        rewritten = json.loads((root / "autograded/P2/2-02-harga/2-02-harga.ipynb").read_text("utf-8"))
        rewritten["cells"][2]["source"] = "## Sudah benar semua\n\nTeks peserta"
        builder.write_graded("P2", "2-02-harga", rewritten)
        mended = graded_cells([Question("biaya", 10)], [Reply("biaya = 1", "benar", 10)])
        builder.write_graded("P1", "2-03-kanal", notebook(mended, notes=["Sel soal-1 dikembalikan."]))
        builder.mark("P1", "2-03-kanal", [Reply("biaya = 1", "benar", 10)])
        builder.mark(
            HOSTILE_CODE, "2-02-harga", [Reply("", "galat", 0), Reply("", "galat", 0), Reply("", "", 0)]
        )
        builder.write_graded(HOSTILE_CODE, "2-02-harga", '{"cells": [')
    write_feedback(root)
    return root


def page(course: Path, trainee: str, exercise: str = "2-02-harga") -> str:
    return (course / "feedback" / trainee / exercise / f"{exercise}.html").read_text("utf-8")


class Page(HTMLParser):
    """All elements with their attributes, and the text of all of them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.text += " " if tag in ("p", "div", "li", "pre") else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def words(html: str) -> str:
    return " ".join(Page(html.split("<body>")[1]).text.split())


def test_says_points_verdict_and_next_step(course: Path) -> None:
    text = words(page(course, "P1"))
    assert "Bu Sari (P1), dikumpulkan" in text
    assert "1,25 dari 7,5 poin" in text
    assert "Soal 1: hpp 0 dari 3 poin" in text
    assert (
        "Belum tepat Jawabanmu 750.000. Ini masih total biaya; bagi dengan 40. Hitung harga satu pak." in text
    )
    assert "Soal 2: margin 1,25 dari 2,5 poin" in text
    assert "Judul: Grafik belum berjudul." in text
    assert "hpp = 750_000" in text
    assert "40 pak" in text


def test_waiting_answers_and_the_trainers_words(course: Path) -> None:
    text = words(page(course, "P1"))
    assert "Nilai ini sementara: 1 jawaban belum dinilai oleh pelatih." in text
    assert "Soal 3: alasan 2 poin, belum dinilai" in text
    assert "Kata pelatih Tambahkan <angka> biaya." in text
    assert "No response" not in text
    marked = words(page(course, "P2"))
    assert "7,5 dari 7,5 poin" in marked
    assert "Soal 3: alasan 2 dari 2 poin" in marked
    assert "Nilai ini diberikan oleh pelatih." in marked


def test_a_question_has_the_authors_words(course: Path) -> None:
    text = words(page(course, "P2"))
    assert "Soal 1: hpp 3 dari 3 poin" in text
    assert "Berapa hpp?" in text
    assert "Teks peserta" not in text


def test_an_unreadable_hand_in_says_why_once(tmp_path: Path) -> None:
    """Grading gives every check of such a hand-in the same verdict, and notes the reason."""
    reason = "Isinya bukan notebook yang utuh."
    lost = [Reply("hpp = ____", "galat", 0, {"message": reason})] * 2
    with CourseBuilder(tmp_path) as builder:
        builder.exercise("ps1", "Soal", [Question("a", 1), Question("b", 1)])
        cells = graded_cells(builder.questions["ps1"], lost)
        builder.write_graded("ben", "ps1", notebook(cells, notes=[reason]))
        builder.mark("ben", "ps1", lost)
    write_feedback(tmp_path)
    text = words(page(tmp_path, "ben", "ps1"))
    assert f"Berkasmu tidak bisa dinilai seperti biasa {reason} Buka lagi latihannya" in text
    assert text.count(reason) == 1
    assert [cell.trouble for _, _, cell in build_report(tmp_path).troubles] == [reason]


def test_what_grading_mended_is_said(course: Path) -> None:
    assert "Catatan penilai Sel soal-1 dikembalikan." in words(page(course, "P1", "2-03-kanal"))
    assert "Catatan penilai" not in words(page(course, "P1"))


def test_what_to_do_next_follows_the_path(course: Path) -> None:
    assert "Perbaiki soal 1, soal 2, lalu kumpulkan lagi" in words(page(course, "P1"))
    assert "Semua latihan di jalurmu sudah kamu kumpulkan." in words(page(course, "P1"))
    assert "Lanjut ke Membunyikan data (3-01-membunyikan)" in words(page(course, "P2"))


def test_a_picture_is_inlined(course: Path) -> None:
    images = [attributes for tag, attributes in Page(page(course, "P1")).elements if tag == "img"]
    assert images == [{"src": f"data:image/png;base64,{PNG}", "alt": "Gambar yang dibuat kodemu"}]


@pytest.mark.parametrize("trainee", ["P1", "P2", HOSTILE_CODE])
def test_nothing_on_a_page_runs_or_loads(course: Path, trainee: str) -> None:
    html = page(course, trainee)
    forbidden = {"script", "iframe", "object", "embed", "link", "base", "form", "input", "foreignobject"}
    for tag, attributes in Page(html).elements:
        assert tag not in forbidden
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "#").startswith("#")
        assert (attributes.get("src") or "data:image/png;base64,").startswith("data:image/png;base64,")
    assert "default-src 'none'" in html
    assert "url(" not in html
    assert "@import" not in html


def test_hostile_outputs_arrive_as_short_plain_text(course: Path) -> None:
    html = page(course, "P2")
    text = words(html)
    assert "</pre><script>alert(1)</script>" in text
    assert "<b>tabel</b>" in text
    assert HOSTILE_NAME in text
    assert "PALSU" not in text
    assert len(html) < 60_000
    assert "huruf berikutnya tidak ditampilkan" in text
    assert not re.search("[\x1b\u202e\ud800-\udfff]", html)


def test_no_answer_and_no_traceback_is_shown(course: Path) -> None:
    for path in course.glob("feedback/*/*/*.html"):
        assert SECRET not in path.read_text("utf-8")


def test_an_unreadable_result_gets_a_page_with_the_reason(course: Path) -> None:
    text = words(page(course, HOSTILE_CODE))
    assert "Berkas hasil penilaian tidak terbaca sebagai notebook." in text
    assert "0 dari 7,5 poin" in text
    assert HOSTILE_CODE in text


def test_pages_that_would_be_the_same_are_left_alone(course: Path) -> None:
    pages = sorted(course.glob("feedback/*/*/*.html"))
    before = [path.stat().st_mtime_ns for path in pages]
    assert write_feedback(course).pages == pages
    assert [path.stat().st_mtime_ns for path in pages] == before
    pages[0].write_text("rusak")
    write_feedback(course)
    assert "Nilaimu" in pages[0].read_text("utf-8")
    assert not list(course.glob("feedback/**/*.part"))


def test_one_page_a_person_with_all_exercises_rewritten_only_when_changed(tmp_path: Path) -> None:
    question = Question("hpp", 2)
    with CourseBuilder(tmp_path) as builder:
        builder.roster("P1;Fitri / Handayani;Bulu;UMKM", "P2;Budi;Bulu;UMKM", "P3;budi;Bulu;UMKM")
        for name in ("2-02-harga", "2-03-kanal"):
            builder.exercise(name, f"Latihan {name}", [question])
            builder.hand_in("P1", name, [Reply("hpp = 1", "benar", 2)])
        for code in ("P2", "P3"):
            builder.hand_in(code, "2-02-harga", [Reply("hpp = 0", "belum tepat", 0)])
    made = write_feedback(tmp_path)
    folder = tmp_path / "feedback-per-orang"
    assert sorted(path.name for path in folder.iterdir()) == [
        "Budi (P2) - umpan balik.html",
        "Fitri  Handayani - umpan balik.html",
        "budi (P3) - umpan balik.html",
    ]
    assert sorted(made.new) == ["Budi", "Fitri / Handayani", "budi"]
    page = folder / "Fitri  Handayani - umpan balik.html"
    html = page.read_text("utf-8")
    assert html.count("<article") == 2
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert "<script" not in html
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert write_feedback(tmp_path).new == []
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    # A mark makes one page new; another name takes the old page away.
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as gradebook:
        gradebook.find_grade("soal-1", "2-02-harga", "2-02-harga", "P2").manual_score = 1
        gradebook.db.commit()
    assert write_feedback(tmp_path).new == ["Budi"]
    roster = tmp_path / "peserta.csv"
    roster.write_text(roster.read_text().replace("P3;budi", "P3;Joko"), encoding="utf-8")
    assert write_feedback(tmp_path).new == ["Joko"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "Budi - umpan balik.html",
        "Fitri  Handayani - umpan balik.html",
        "Joko - umpan balik.html",
    ]


def test_narrowed_to_one_exercise_and_trainee(course: Path) -> None:
    expected = course / "feedback" / "P1" / "2-02-harga" / "2-02-harga.html"
    assert write_feedback(course, "2-02-harga", "P1").pages == [expected]


@pytest.mark.parametrize(
    ("exercise", "trainee", "sentence"),
    [
        ("2-02-harg", None, "Latihan 2-02-harg tidak ada di"),
        ("../..", None, "Latihan ../.. tidak ada di"),
        (None, "P9", "Peserta P9 tidak ada di"),
        ("3-01-membunyikan", "P1", "belum ada hasil penilaian P1 untuk 3-01-membunyikan"),
    ],
)
def test_a_wrong_name_is_one_sentence(
    course: Path, exercise: str | None, trainee: str | None, sentence: str
) -> None:
    with pytest.raises(SinauError, match=re.escape(sentence)):
        write_feedback(course, exercise, trainee)


def test_nothing_graded_yet_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SinauError, match=r"Belum ada hasil penilaian .* jalankan `sinau grade`"):
        write_feedback(tmp_path)
    (tmp_path / "autograded" / "P1" / "x").mkdir(parents=True)
    (tmp_path / "autograded" / "P1" / "x" / "x.ipynb").write_text("{}")
    with pytest.raises(SinauError, match=r"Buku nilai .*gradebook\.db belum ada"):
        write_feedback(tmp_path)
    assert not (tmp_path / "gradebook.db").exists()


def test_an_ordinary_nbgrader_course(tmp_path: Path) -> None:
    """Tests of locked cells stay hidden with all they print; the message of the one that failed is shown."""
    test = {"grade": True, "solution": False, "locked": True, "points": 2}
    answer = {"grade": False, "solution": True, "locked": False, "grade_id": "fungsi"}
    task = markdown(f"Tugas\n=== BEGIN MARK SCHEME === {SECRET}")
    task["metadata"] = {"nbgrader": {"task": True, "grade": False, "grade_id": "tugas", "points": 3}}
    essay = markdown("Menurut saya <b>baik</b>.")
    essay["metadata"] = {"nbgrader": {"grade": True, "solution": True, "grade_id": "esai", "points": 4}}
    cells = [
        markdown("Tulis fungsi `kali`."),
        code("def kali(a, b):\n    print(a, b)", **answer),
        code(f"assert kali(2, 3) == {SECRET!r}", [stream(f"{SECRET}\n")], grade_id="uji-1", **test),
        code(
            f"assert kali(4, 5) == 20, {SECRET!r}",
            [stream(SECRET), error("AssertionError", "kali(4, 5) harus 20", f"assert {SECRET}")],
            grade_id="uji-2",
            **test,
        ),
        code(
            f"dibaca = {SECRET!r}", [stream(SECRET)], grade=False, solution=False, locked=True, grade_id="x"
        ),
        code("catatan = 'sel tambahan'", [stream("halo")]),
        markdown("Apa pendapatmu?"),
        essay,
        task,
    ]
    with CourseBuilder(tmp_path) as builder:
        gradebook = builder.gradebook
        gradebook.add_assignment("ps1")
        gradebook.add_notebook("p1", "ps1")
        for name in ("uji-1", "uji-2"):
            gradebook.add_grade_cell(name, "p1", "ps1", max_score=2, cell_type="code")
        gradebook.add_grade_cell("esai", "p1", "ps1", max_score=4, cell_type="markdown")
        gradebook.add_task_cell("tugas", "p1", "ps1", max_score=3, cell_type="markdown")
        gradebook.add_student("bitdiddle", first_name="Ben", last_name="Bitdiddle")
        gradebook.add_submission("ps1", "bitdiddle")
        for name, score in (("uji-1", 2.0), ("uji-2", 0.0), ("esai", None), ("tugas", None)):
            grade = gradebook.find_grade(name, "p1", "ps1", "bitdiddle")
            grade.auto_score, grade.needs_manual_grade = score, score is None
        gradebook.find_submission_notebook("p1", "ps1", "bitdiddle").late_submission_penalty = 0.5
        gradebook.db.commit()
        builder.write(notebook(cells), "autograded", "bitdiddle", "ps1", "p1.ipynb")
    (written,) = write_feedback(tmp_path).pages
    assert written == tmp_path / "feedback" / "bitdiddle" / "ps1" / "ps1.html"
    html = written.read_text("utf-8")
    text = words(html)
    assert SECRET not in html
    assert "Umpan balik untuk Ben Bitdiddle (bitdiddle)" in text
    assert "1,5 dari 11 poin" in text
    assert "Potongan karena terlambat: 0,5 poin." in text
    assert "Soal 1 2 dari 4 poin" in text
    assert "Benar 2 dari 2 poin" in text
    assert "Belum tepat 0 dari 2 poin kali(4, 5) harus 20" in text
    assert "Sel lain yang kamu tulis" in text
    assert "Menurut saya <b>baik</b>." in text
    assert "Soal 3 3 poin, belum dinilai" in text
