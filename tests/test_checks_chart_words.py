"""Titles and names of axes that speak of another chart, or of none; and what must not be refused."""

from __future__ import annotations

import pytest

from grader.checks.kinds import chart_words
from grader.checks.kinds.chart_words import COPIED_AXIS, COPIED_TITLE, digest, label, title
from grader.curriculum import other_charts
from grader.curriculum.other_charts import others

LESSON = "Pengguna internet di Indonesia naik, lalu melandai"
QUESTION = "Gambar banyaknya penduduk lima kecamatan terpadat. Jaraknya ke hari 1 Suro."
FRAME = {"asing": [digest(LESSON), digest("tahun survei")], "rentang": ["2019", "2025"]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LESSON, COPIED_TITLE),
        (f"  {LESSON.upper()} ", COPIED_TITLE),
        ("Judul grafik", "Judulnya belum menyebut apa yang digambar; tulis apa, di mana, kapan."),
        ("GRAFIK BATANG", "Judulnya belum menyebut apa yang digambar; tulis apa, di mana, kapan."),
        ("abc", "Judulnya terlalu pendek; tulis apa yang digambar, di mana, kapan."),
        ("Penduduk miskin Ponorogo, 1998", "Tahun di judul bukan tahun datanya."),
    ],
)
def test_a_title_that_is_none_of_this_chart(text: str, said: str) -> None:
    assert title(text, FRAME) == (False, said)


@pytest.mark.parametrize(
    "text",
    [
        "Penduduk lima kecamatan terpadat",
        "Bukan Slahung: desa di Ngrayun paling luas",
        "Kemiskinan turun sejak 2021",
        "Grafik penduduk lima kecamatan",
        "Data warga Ponorogo menurut Kepmendagri 300.2.2-2138/2030",
    ],
)
def test_any_title_of_this_chart_is_right(text: str) -> None:
    assert title(text, FRAME) == (True, "")
    assert title(text, {}) == (True, "")


def test_the_name_of_an_axis() -> None:
    assert label("tahun survei", "", "mendatar (x)", FRAME) == (False, COPIED_AXIS.format("mendatar (x)"))
    assert label("tahun", "", "mendatar (x)", FRAME) == (True, "")
    assert label("penduduk (jiwa)", "orang|jiwa", "tegak (y)", FRAME) == (True, "")
    assert "(orang)" in label("penduduk", "orang|jiwa", "tegak (y)", FRAME)[1]


def test_what_other_charts_of_the_course_are_called(monkeypatch: pytest.MonkeyPatch) -> None:
    own = 'lima.plot.bar(title="Penduduk lima kecamatan terpadat", xlabel="kecamatan")'
    course = {
        ("title", LESSON),
        ("set_title", "Kas dan piutang"),
        ("title", "Penduduk lima kecamatan terpadat"),
        ("xlabel", "tahun survei"),
        ("xlabel", "jarak ke Lebaran (hari)"),
        ("ylabel", "penduduk (jiwa)"),
        ("ylabel", "warga (orang)"),
    }
    monkeypatch.setattr(other_charts, "_of_the_course", lambda: frozenset(course))
    notebook = {"cells": [{"cell_type": "code", "source": own, "metadata": {}}]}
    kept = (LESSON, "tahun survei", "jarak ke Lebaran (hari)")
    assert others(notebook, QUESTION) == sorted(map(digest, kept))


def test_the_texts_of_a_cell() -> None:
    source = 'a = t.plot.bar(title="Satu dua", rot=0)\na.set_xlabel("bulan jual")\nprint("title")'
    assert sorted(other_charts._texts(source)) == [("set_xlabel", "bulan jual"), ("title", "Satu dua")]
    assert list(other_charts._texts("title = (")) == []


def test_years_of_a_note_are_those_of_its_time() -> None:
    assert chart_words.years_of("sumber: kepmendagri .../2020. waktu: 03/2025") == ["2025"]
    assert chart_words.years_of("sumber: bps 2020. waktu: 2019 sampai 2021") == ["2019", "2021"]
