"""The test before and after: items, forms, what people write, and a class of 40 from test to certificate."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from grader.classroom.folder import ClassFolder
from grader.classroom.roster import Participant, Roster
from grader.cli import app
from grader.common.checkout import content_root
from grader.common.errors import SinauError
from grader.curriculum.model import Course, paths_of
from grader.knowledge_test.bank import BLOCKS, FORMS, ITEMS, LETTERS, Form, Item, Test, form_of, sheet
from grader.learner.knowledge_test import Lembar, isian_tes, tes
from grader.notebooks.cells import source_text
from grader.reports.learning_test.answers import COLUMNS, handed_in, read_table, take_in, write_table
from grader.reports.learning_test.paper import TABLE, paper, print_papers
from grader.reports.learning_test.report import build_learning_report

ROSTER = Roster(
    tuple(
        Participant(f"PNG-{number:03d}", f"Peserta {number}", "Jabung", ("UMKM", "Desa")[number % 4 < 2])
        for number in range(1, 41)
    )
)
SHEETS = [(track, form) for track in BLOCKS for form in FORMS]


@pytest.mark.parametrize(("track", "form"), SHEETS)
def test_a_sheet_has_twenty_items_of_its_path(track: str, form: Form) -> None:
    items = sheet(track, form)
    known = {lesson.id[:4]: lesson.id for lesson in Course.load(content_root()).lessons}
    assert len(items) == ITEMS
    own = "2" if track == "UMKM" else "3"
    assert Counter(item.module for item in items) == {"1": 5, own: 10, "4": 5}
    assert all(track in paths_of(known[item.lesson]) for item in items)


@pytest.mark.parametrize(("track", "form"), SHEETS)
def test_neither_letters_nor_length_betray_the_key(track: str, form: Form) -> None:
    choices = [item for item in sheet(track, form) if item.options]
    keys = Counter(str(item.key) for item in choices)
    assert set(keys) == set(LETTERS)
    assert max(keys.values()) <= 0.4 * len(choices)
    longest = [
        item for item in choices if max(item.options, key=len) == item.options[LETTERS.index(str(item.key))]
    ]
    assert len(longest) <= 0.3 * len(choices)


@pytest.mark.parametrize(("track", "form"), SHEETS)
def test_each_wrong_answer_is_a_named_misconception_and_not_the_key(track: str, form: Form) -> None:
    for item in sheet(track, form):
        assert len(set(item.options)) == len(item.options) == (4 if item.options else 0)
        assert len(item.misconceptions) == 3
        wrong = list(item.misconceptions)
        assert set(wrong) | {item.key} == set(LETTERS) if item.options else True
        assert all(item.slip(answer) == name for answer, name in item.misconceptions.items())
        assert not any(item.is_right(answer) for answer in wrong)


@pytest.mark.parametrize("track", BLOCKS)
def test_the_forms_are_parallel_but_tell_other_stories(track: str) -> None:
    for a, b in zip(sheet(track, "A"), sheet(track, "B"), strict=True):
        assert (a.lesson, bool(a.options)) == (b.lesson, bool(b.options))
        assert sorted(a.misconceptions.values()) == sorted(b.misconceptions.values())
        assert (a.text, a.options) != (b.text, b.options)


def test_half_of_a_class_begins_with_each_form_and_ends_with_the_other() -> None:
    first = Counter(form_of(person.code, "awal") for person in ROSTER)
    assert first == {"A": 20, "B": 20}
    assert all(
        {form_of(code, "awal"), form_of(code, "akhir")} == set(FORMS) for code in ("PNG-7", "SITI", "X-2Y")
    )


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("170000", True),
        ("170.000", True),
        ("Rp170.000", True),
        ("170", False),
        ("seratus", False),
        ("", False),
    ],
)
def test_numbers_are_read_as_people_write_them(written: str, right: bool) -> None:
    assert sheet("UMKM", "A")[0].is_right(written) is right


def test_a_notebook_shows_the_sheet_and_says_what_is_blank_but_never_what_is_right() -> None:
    shown = tes("awal", "PNG-001", "umkm")
    assert isinstance(shown, Lembar)
    assert "bentuk A" in repr(shown)
    assert "<ol" in shown._repr_html_()
    assert not any(
        name in shown._repr_html_() for item in sheet("UMKM", "A") for name in item.misconceptions.values()
    )
    assert "Isi kode" in repr(tes("awal", "", "UMKM"))
    globals().update({f"jawab_{n}": "b" for n in range(1, ITEMS)})
    assert "19 dari 20" in repr(isian_tes())
    globals()["jawab_20"] = 170000
    assert "Semua terisi" in repr(isian_tes())


def test_printed_sheets_have_no_key_and_the_key_has_it() -> None:
    item = sheet("UMKM", "A")[1]
    assert not any(name in paper("UMKM", "A") for name in item.misconceptions.values())
    assert all(name in paper("UMKM", "A", with_key=True) for name in item.misconceptions.values())
    assert "Lembar jawaban" in paper("UMKM", "A")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("PNG-999;awal;A;1", "baris 2: kode 'PNG-999' tidak ada di peserta.csv"),
        ("PNG-002;tengah;A;1", "baris 2: tes 'tengah' tidak dikenal"),
        ("PNG-002;awal;C;1", "baris 2: bentuk 'C' tidak dikenal"),
        ("PNG-002;awal;A;1;e", "soal 2 berisi 'e', seharusnya a, b, c, atau d"),
        ("PNG-002;awal;A;banyak", "soal 1 berisi 'banyak', seharusnya angka"),
        ("PNG-002;awal;A;1\nPNG-002;awal;B;1", "baris 3: tes awal milik PNG-002 sudah ada"),
    ],
)
def test_each_wrong_line_of_a_table_has_its_sentence(tmp_path: Path, line: str, says: str) -> None:
    table = tmp_path / "jawaban.csv"
    table.write_text(";".join(COLUMNS) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(SinauError, match=re.escape(says)):
        read_table(table, ROSTER)


def test_a_table_without_answers_or_columns_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "jawaban.csv"
    table.write_text("nama;nilai\nSiti;3\n", encoding="utf-8")
    with pytest.raises(SinauError, match="kolom kode, tes"):
        read_table(table, ROSTER)
    print_papers(tmp_path, ROSTER)
    with pytest.raises(SinauError, match="belum berisi jawaban"):
        take_in(tmp_path / TABLE, ClassFolder(tmp_path), ROSTER)


def test_papers_printed_again_leave_the_typed_table_alone(tmp_path: Path) -> None:
    print_papers(tmp_path, ROSTER)
    (tmp_path / TABLE).write_text("diketik", encoding="utf-8")
    print_papers(tmp_path, ROSTER)
    assert (tmp_path / TABLE).read_text(encoding="utf-8") == "diketik"


def test_answers_are_read_from_a_notebook_that_would_not_run(tmp_path: Path) -> None:
    """Slips of the pen in one line, thousands with a dot, a letter without quotes; nothing is run."""
    folder = tmp_path / "submitted" / "PNG-003" / "0-tes-awal"
    folder.mkdir(parents=True)
    source = (
        'jawab_1 = 170.000\njawab_2 = "B"\njawab_3 = "c\njawab_4 = d\njawab_5 = ____\n'
        + 'jawab_6 = open("x")'
    )
    cells = [{"cell_type": "code", "source": source, "metadata": {}}]
    (folder / "0-tes-awal.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    (found,) = handed_in(ClassFolder(tmp_path), ROSTER)
    assert found.answers[:6] == ("170.000", "B", None, "d", None, None)
    assert (found.test, found.form) == ("awal", "A")


def answers(rng: np.random.Generator, items: tuple[Item, ...], chance: float) -> list[str]:
    """What somebody writes who has each item right with a probability."""
    return [
        f"{item.key:g}" if rng.random() < chance and not item.options
        else str(item.key) if item.options and rng.random() < chance
        else str(rng.choice(list(item.misconceptions)))
        for item in items
    ]  # fmt: skip


CHANCE: dict[Test, float] = {"awal": 0.35, "akhir": 0.65}


@pytest.mark.long
def test_a_class_of_forty_goes_from_the_first_test_to_the_certificate(tmp_path: Path) -> None:
    """By the commands alone; 30 on the laptop, 10 on paper. The true gain is 30 points."""
    course, inbox, roster = tmp_path / "kelas", tmp_path / "kiriman", tmp_path / "peserta.csv"
    rows = [f"{p.code};{p.name};{p.village};{p.track}" for p in ROSTER]
    roster.write_text("\n".join(["kode;nama;desa;jalur", *rows]) + "\n", encoding="utf-8")
    sinau("course", course, "--roster", roster)
    keep_only(course, "0-tes-awal", "0-tes-akhir", "1-01-mulai")
    sinau("release", "--course", course)
    hand_in_everything(course, inbox)
    sinau("collect", inbox, "--course", course)
    sinau("grade", "1-01-mulai", "--course", course, "--workers", "2")  # the tests score elsewhere
    sinau("tes", "cetak", tmp_path / "cetak", "--course", course)
    type_in(tmp_path / "cetak" / TABLE)
    assert "20 lembar jawaban dicatat" in sinau(
        "tes", "masuk", tmp_path / "cetak" / TABLE, "--course", course
    )
    sinau("tes", "laporan", "--course", course)
    sinau("report", "--course", course)
    assert "40 sertifikat siap" in sinau("sertifikat", "--course", course)
    page = (course / "laporan" / "tes.html").read_text(encoding="utf-8")
    assert "40 dari 40 peserta" in page
    mean, low, high = map(int, re.findall(r"Kenaikannya \+(\d+) poin .*?\(\+(\d+) sampai \+(\d+)\)", page)[0])
    assert low <= 30 <= high
    assert abs(mean - 30) <= 8
    assert 'href="tes.html"' in (course / "laporan" / "laporan.html").read_text(encoding="utf-8")


def sinau(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def keep_only(course: Path, *exercises: str) -> None:
    for folder in (course / "source").iterdir():
        if folder.name not in exercises:
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()


def on_paper(code: str) -> bool:
    return int(code[-3:]) > 30


def hand_in_everything(course: Path, inbox: Path) -> None:
    rng = np.random.default_rng(11)
    for person in ROSTER:
        folder = inbox / person.code
        folder.mkdir(parents=True)
        solved = {"jawab-1-kemampuan": "kemampuan = 750", "jawab-2-bulan": "bulan_melebihi = 5"}
        send(course, folder, "1-01-mulai", solved | {"jawab-3-langkah": 'langkah = "b"'})
        for test, chance in CHANCE.items():
            items = sheet(person.track, form_of(person.code, test))
            lines = [
                f"jawab_{n} = {answer if not item.options else repr(answer)}"
                for n, (item, answer) in enumerate(zip(items, answers(rng, items, chance), strict=True), 1)
            ]
            if not on_paper(person.code):
                send(course, folder, f"0-tes-{test}", {"jawaban": "\n".join(lines)})


def send(course: Path, folder: Path, exercise: str, cells: dict[str, str]) -> None:
    notebook = json.loads((course / "release" / exercise / f"{exercise}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        cell["source"] = cells.get(cell["id"], source_text(cell))
    (folder / f"{exercise}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def type_in(table: Path) -> None:
    rng = np.random.default_rng(12)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    tracks = {person.code: person.track for person in ROSTER}
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, delimiter=";")
        writer.writeheader()
        for row in rows:
            if on_paper(row["kode"]):
                items = sheet(tracks[row["kode"]], row["bentuk"])
                chance = CHANCE["awal" if row["tes"] == "awal" else "akhir"]
                row |= dict(zip(COLUMNS[3:], answers(rng, items, chance), strict=True))
            writer.writerow(row)


def test_a_class_of_eight_is_told_how_little_it_shows(tmp_path: Path) -> None:
    rng = np.random.default_rng(13)
    table = tmp_path / "jawaban.csv"
    people = list(ROSTER)[:8]
    write_table(table, [])
    with table.open("a", encoding="utf-8", newline="") as file:
        for person in people:
            for test, chance in CHANCE.items():
                form = form_of(person.code, test)
                row = answers(rng, sheet(person.track, form), chance)
                file.write(";".join([person.code, test, form, *row]) + "\r\n")
    report = build_learning_report(read_table(table, ROSTER), 8)
    assert report.both == 8
    assert all(part.gain.gain is None for part in report.parts)
    assert all(row.figures.right is None for row in report.items)
