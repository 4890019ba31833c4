"""The class report: every figure in it worked out by hand for a small class."""

import csv
import re
from collections import Counter
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from reports_course import SECRET, CourseBuilder, Question, Reply, graded_cells, notebook

from grader.common.errors import SinauError
from grader.reports.class_report import ClassReport, build_report, grouped
from grader.reports.report_page import certificates, render_csv, render_report, write_report
from grader.reports.state import State

TOTAL = {"message": "Ini masih total biaya; bagi dengan 40.", "misconception": "total_biaya"}
PERCENT = {"message": "Sepertinya kamu menulis pecahan.", "diagnosis": "percent-fraction"}
TIMEOUT = "Kode berjalan lebih dari 30 detik, lalu dihentikan."

HARGA = [Question("hpp", 3), Question("margin", 2.5), Question("alasan", 4.5, manual=True)]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four trainees, three exercises.

    zaki (UMKM, Jabung): 1-01 full; 2-02 hpp wrong, margin half, prose waits.
    Ani  (UMKM, Jabung): 1-01 nothing done; 2-02 marked by hand.
    <b>Edi (Desa, Ngebel): 1-01 handed in but not graded; 2-02 is not on his path.
    =SUM (UMKM, Ngebel): 1-01 timed out; 2-02 missing.
    """
    root = tmp_path_factory.mktemp("kelas")
    with CourseBuilder(root) as builder:
        builder.roster(
            "P1;zaki;Jabung;UMKM",
            "P2;Ani;Jabung;UMKM",
            "P3;<b>Edi</b>;Ngebel;Desa",
            "P4;=SUM(A1);Ngebel;UMKM",
        )
        builder.exercise("1-01-mulai", "Mulai", [Question("pesanan", 10)])
        builder.exercise("2-02-harga", "Harga jenang", HARGA)
        builder.exercise("2-03-kanal", "Kanal", [Question("biaya", 10)])
        builder.hand_in("P1", "1-01-mulai", [Reply("x = 1", "benar", 10)])
        builder.hand_in("P2", "1-01-mulai", [Reply("x = ____", "belum dikerjakan", 0)])
        builder.write("{}", "submitted", "P3", "1-01-mulai", "1-01-mulai.ipynb")
        crash = [Reply("while True: pass", "galat", 0, {"message": TIMEOUT})]
        builder.write_graded(
            "P4",
            "1-01-mulai",
            notebook(graded_cells(builder.questions["1-01-mulai"], crash), ended="timeout", notes=[TIMEOUT]),
        )
        builder.mark("P4", "1-01-mulai", crash)
        builder.hand_in(
            "P1",
            "2-02-harga",
            [
                Reply("hpp = 1", "belum tepat", 0, TOTAL),
                Reply("margin = 1", "sebagian", 1.25, PERCENT),
                Reply("alasan = 'a'", "benar", None),
            ],
        )
        builder.hand_in(
            "P2",
            "2-02-harga",
            [
                Reply("hpp = 1", "belum tepat", 0, TOTAL),
                Reply("margin = 3", "benar", 2.5),
                Reply("alasan = 'b'", "benar", None, manual_score=4.5),
            ],
        )
    return root


@pytest.fixture(scope="module")
def report(course: Path) -> ClassReport:
    return build_report(course)


def states(report: ClassReport) -> dict[str, list[State | None]]:
    return {row.trainee.name: [cell and cell.state for cell in row.cells] for row in report.rows}


def test_rows_are_sorted_by_name_and_say_who_handed_in_what(report: ClassReport) -> None:
    assert states(report) == {
        "<b>Edi</b>": [State.UNGRADED, None, None],
        "=SUM(A1)": [State.CRASHED, State.MISSING, State.MISSING],
        "Ani": [State.BLANK, State.PARTIAL, State.MISSING],
        "zaki": [State.RIGHT, State.WAITING, State.MISSING],
    }
    assert list(states(report)) == ["<b>Edi</b>", "=SUM(A1)", "Ani", "zaki"]
    assert (report.handed_in, report.expected) == (6, 7)  # nobody has come to 2-03


def test_points_leave_out_what_a_trainer_has_still_to_mark(report: ClassReport) -> None:
    zaki, ani = report.rows[3], report.rows[2]
    assert (zaki.score, zaki.max_score) == (11.25, 15.5)
    assert zaki.share == pytest.approx(11.25 / 15.5)
    assert (ani.score, ani.max_score) == (7, 20)
    assert report.rows[0].share is None
    assert report.share == pytest.approx((11.25 / 15.5 + 7 / 20 + 0) / 3)


def test_who_needs_help_and_why(report: ClassReport) -> None:
    """2-02 is due (2 of 3 UMKM trainees), 2-03 is not; zaki has 73%, Ani 35%."""
    told = [(row.trainee.name, row.reasons, row.help and row.help.first_step) for row in report.needs_help]
    assert told == [
        (
            "=SUM(A1)",
            ["Nilai 0 dari 10 poin (0%)", "Belum mengumpulkan 2-02"],
            "Buka 1-01 bersama: kirimannya terhenti atau tidak terbaca.",
        ),
        ("Ani", ["Nilai 7 dari 20 poin (35%)"], "Ulangi 1-01 bersama: nilainya 0%."),
    ]


def test_questions_with_their_difficulty_and_slips(report: ClassReport) -> None:
    figures = {
        f"{row.exercise.id} {row.heading}": (
            row.share,
            row.outcomes,
            [(slip.message, slip.count) for slip in row.slips],
        )
        for row in report.questions
    }
    assert figures == {
        "1-01-mulai Soal 1: pesanan": (
            1,  # who left it blank says nothing about how hard it is
            Counter({State.RIGHT: 1, State.BLANK: 1}),
            [],
        ),
        "2-02-harga Soal 1: hpp": (0, Counter({State.NOT_YET: 2}), [(TOTAL["message"], 2)]),
        "2-02-harga Soal 2: margin": (
            0.75,
            Counter({State.PARTIAL: 1, State.RIGHT: 1}),
            [(PERCENT["message"], 1)],
        ),
        "2-02-harga Soal 3: alasan": (1, Counter({State.WAITING: 1, State.RIGHT: 1}), []),
    }
    assert [row.heading for row in report.hardest] == ["Soal 1: hpp", "Soal 2: margin"]


def test_what_the_trainer_has_to_do(report: ClassReport) -> None:
    assert [(row.trainee.name, exercise.id, cell.waiting) for row, exercise, cell in report.waiting] == [
        ("zaki", "2-02-harga", 1)
    ]
    assert [(row.trainee.name, cell.trouble) for row, _, cell in report.troubles] == [("=SUM(A1)", TIMEOUT)]
    assert [(row.trainee.name, exercise.id) for row, exercise, _ in report.ungraded] == [
        ("<b>Edi</b>", "1-01-mulai")
    ]


def test_distribution_and_groups(report: ClassReport) -> None:
    assert {label: count for label, count in report.distribution if count} == {
        "0–9": 1,
        "30–39": 1,
        "70–79": 1,
    }
    jabung, ngebel = grouped(report.rows, lambda trainee: trainee.village)
    assert (jabung.name, jabung.trainees, jabung.handed_in, jabung.expected) == ("Jabung", 2, 4, 4)
    assert jabung.share == pytest.approx((11.25 / 15.5 + 0.35) / 2)
    assert (ngebel.name, ngebel.handed_in, ngebel.expected, ngebel.share) == ("Ngebel", 2, 3, 0)
    assert [group.needs_help for group in (jabung, ngebel)] == [1, 1]


def test_csv_opens_in_indonesian_excel_and_runs_no_formula(course: Path) -> None:
    _, table = write_report(course)
    content = table.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    by_code = {row["kode"]: row for row in rows}
    assert by_code["P1"] == {
        "kode": "P1",
        "nama": "zaki",
        "desa": "Jabung",
        "jalur": "UMKM",
        "1-01-mulai": "10",
        "2-02-harga": "1,25",
        "2-03-kanal": "",
        "jumlah": "11,25",
        "maksimum": "15,5",
        "persen": "72,58",
        "dikumpulkan": "2",
        "menunggu_pelatih": "1",
        "ikut_salah": "0",
        "perlu_bantuan": "",
    }
    assert by_code["P4"]["nama"] == "'=SUM(A1)"
    assert by_code["P3"]["persen"] == ""
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert content.count(b"\r\n") == content.count(b"\n") == 5


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.text += " " if tag in ("p", "li", "td", "th") else ""

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def html(report: ClassReport) -> str:
    return render_report(report, datetime(2026, 11, 24, 7, 0))


def test_page_shows_the_figures(html: str) -> None:
    text = " ".join(Page(html.split("<body>")[1]).text.split())
    assert "4 peserta 6 dari 7 latihan yang sudah dimulai terkumpul 36% rata-rata nilai" in text
    assert "2 peserta perlu bantuan 1 jawaban menunggu dinilai" in text
    assert "di bawah 60% dari poin yang sudah dinilai" in text
    assert "2× Ini masih total biaya; bagi dengan 40." in text
    assert TIMEOUT in text
    assert "<b>Edi</b>" in text


def test_page_runs_and_loads_nothing(html: str) -> None:
    for tag, attributes in Page(html).elements:
        assert tag not in {"script", "iframe", "object", "embed", "link", "base", "form", "img", "b"}
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "#").startswith("#")
    assert "default-src 'none'" in html
    assert SECRET not in html


def test_page_has_one_meaning_for_each_colour_and_says_it_in_words(html: str) -> None:
    """Every coloured mark carries a word, if only for screen readers; every table a caption and headers."""
    assert html.count("<table") == html.count("<caption")
    for cell in re.findall(r'<td class="s-[^>]*>.*?</td>', html):
        assert '<span class="samar">' in cell
    used = set(re.findall(r'href="#(i-[^"]+)"', html))
    assert used <= set(re.findall(r'<symbol id="([^"]+)"', html))


def test_report_of_an_unreadable_result_names_the_reason(course: Path, tmp_path: Path) -> None:
    with CourseBuilder(tmp_path) as builder:
        builder.exercise("ps1", "", [Question("x", 1)])
        builder.mark("ben", "ps1", [Reply("", "", 0)])
        builder.write_graded("ben", "ps1", "[" * 100_000)
        builder.mark("eva", "ps1", [Reply("", "", 0)])
        builder.write_graded("ada", "ps1", "{}")
    report = build_report(tmp_path)
    assert [(row.trainee.name, cell.trouble) for row, _, cell in report.troubles] == [
        ("ben", "Berkas hasil penilaian tidak terbaca sebagai notebook."),
        ("eva", "Kiriman tidak terbaca sebagai notebook."),
    ]
    assert [row.trainee.name for row, _, _ in report.ungraded] == ["ada"]
    assert render_csv(report).splitlines()[2].startswith("ben;ben;;;0;0;1;0;1;0;")


def test_a_mark_that_waits_to_be_looked_at_again_counts_in_neither(tmp_path: Path) -> None:
    """Regrading a question that was marked by hand made 51 of 55 points 51 of 51."""
    questions = [Question("hitung", 45), Question("alasan", 10, manual=True)]
    with CourseBuilder(tmp_path) as builder:
        builder.exercise("ps1", "", questions)
        replies = [Reply("x = 1", "sebagian", 41), Reply("'a'", "", None, manual_score=10)]
        builder.hand_in("ben", "ps1", replies)
        [row] = build_report(tmp_path).rows
        assert (row.score, row.max_score) == (51, 55)
        builder.gradebook.find_grade("soal-2", "ps1", "ps1", "ben").needs_manual_grade = True
        builder.gradebook.db.commit()
    [row] = build_report(tmp_path).rows
    assert (row.score, row.max_score) == (41, 45)


def test_nothing_graded_yet_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SinauError, match="Belum ada hasil penilaian"):
        write_report(tmp_path)


def test_a_question_that_too_few_answered_is_not_called_hard(tmp_path: Path) -> None:
    """Of 20 people 5 answered one question, 4 the other; nobody got a point."""
    with CourseBuilder(tmp_path) as builder:
        builder.roster(*(f"P-{n:02};Orang {n};Bulu;UMKM" for n in range(20)))
        builder.exercise("ps1", "", [Question("a", 1), Question("b", 1)])
        for n in range(7):
            replies = [
                Reply("x = 1", "belum tepat" if n < count else "belum dikerjakan", 0) for count in (5, 4)
            ]
            builder.hand_in(f"P-{n:02}", "ps1", replies)
    report = build_report(tmp_path)
    assert [(row.heading, row.answers) for row in report.hardest] == [("Soal 1: a", 5)]


def test_help_is_for_those_who_are_really_behind_the_furthest_first(tmp_path: Path) -> None:
    """P-0 has 12% of all; P-1 all points but one of four exercises missing; P-2 two missing; P-3 nothing."""
    names = [f"ps{n}" for n in range(4)]
    with CourseBuilder(tmp_path) as builder:
        builder.roster(*(f"P-{n};Orang {n};Bulu;UMKM" for n in range(6)))
        for name in names:
            builder.exercise(name, "", [Question("a", 100)])
        sent = {"P-0": (4, 12), "P-1": (3, 100), "P-2": (2, 100), "P-4": (4, 100), "P-5": (4, 61)}
        for code, (count, score) in sent.items():
            for name in names[:count]:
                builder.hand_in(code, name, [Reply("x = 1", "sebagian", score)])
    behind = build_report(tmp_path).needs_help
    assert [row.trainee.code for row in behind] == ["P-3", "P-0", "P-2"]
    assert [row.help and row.help.first_step for row in behind] == [
        "Temui dulu: belum ada kiriman sama sekali. Buka ps0 bersama.",
        "Ulangi ps0 bersama: nilainya 12%.",
        "Bantu menyelesaikan ps2.",
    ]


def test_answers_that_two_people_have_but_for_spaces_and_signs(tmp_path: Path) -> None:
    prose = "Harga naik karena bahan baku mahal sejak lebaran."
    code = "\n".join(f"angka_{n} = {n} * 17  # catatan" for n in range(6))
    with CourseBuilder(tmp_path) as builder:
        builder.exercise("ps1", "", [Question("a", 1), Question("b", 1, manual=True)])
        for who, replies in {
            "ani": [Reply(code, "benar", 1), Reply(prose, "benar", None)],
            "budi": [Reply("x = 3", "benar", 1), Reply(prose.upper().rstrip("."), "benar", None)],
            "cici": [Reply(code.replace("catatan", "ku"), "benar", 1), Reply(prose + " Ya.", "benar", None)],
            "dedi": [Reply("x = 3", "benar", 1), Reply("Ya.", "benar", None)],
            "edi": [Reply("y = 3", "benar", 1), Reply("Ya.", "benar", None)],
        }.items():
            builder.hand_in(who, "ps1", replies)
    report = build_report(tmp_path)
    assert [(same.texts, same.people, same.is_same) for same in report.similar] == [
        ((code, code.replace("catatan", "ku")), ("ani", "cici"), True),
        ((prose, prose.upper().rstrip(".")), ("ani", "budi"), True),
        ((prose, prose + " Ya."), ("ani", "cici"), False),
    ]
    assert "Jawaban yang sama atau hampir sama</h2>" in render_report(report, datetime(2026, 11, 24))


def test_who_left_and_who_got_another_code(tmp_path: Path) -> None:
    with CourseBuilder(tmp_path) as builder:
        builder.exercise("ps1", "", [Question("a", 4)])
        builder.exercise("ps2", "", [Question("a", 4)])
        builder.hand_in("P-1", "ps1", [Reply("x = 1", "benar", 4)])
        builder.hand_in("P-9", "ps2", [Reply("x = 1", "benar", 4)])
        builder.hand_in("P-2", "ps1", [Reply("x = 1", "belum tepat", 0)])
    (tmp_path / "peserta.csv").write_text(
        "kode;nama;desa;jalur;status;kode_lama\nP-9;Siti;Bulu;UMKM;;P-1\nP-2;Budi;Bulu;UMKM;keluar;\n"
    )
    report = build_report(tmp_path)
    assert [(row.trainee.code, row.score, row.handed_in) for row in report.rows] == [("P-9", 8, 2)]
    assert [person.name for person in report.left] == ["Budi"]
    assert "Sudah keluar, tidak ikut dihitung: Budi." in render_report(report, datetime(2026, 11, 24))


def test_the_report_says_who_lacks_what_for_a_certificate(course: Path, report: ClassReport) -> None:
    standing = certificates(course, report)
    assert standing is not None
    page = Page(render_report(report, datetime(2026, 11, 24), (), standing)).text
    assert "0 dari 4 peserta memenuhi" in page
    assert "nilainya 35%, perlu 60%" in page
    (course / "sertifikat" / "aturan.toml").write_text("nilai = 7")
    broken = certificates(course, report)
    (course / "sertifikat" / "aturan.toml").unlink()
    assert broken is not None
    assert "harus angka dari 0 sampai 1" in broken.problem
