"""Titles and names of axes that speak of another chart, or of none; and what must not be refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.checks.kinds import chart_words
from grader.checks.kinds.chart_span import covers, span_of
from grader.checks.kinds.chart_words import (
    COPIED_AXIS,
    COPIED_TITLE,
    DENIED,
    DENIED_AXIS,
    IN_PART,
    OF_A_SIBLING,
    OTHER_TIME,
    digest,
    label,
    note,
    title,
)
from grader.curriculum import other_charts
from grader.curriculum.other_charts import others, siblings, words_of_others

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
        ("Bukan penduduk miskin Ponorogo, 2024", DENIED),
        ("bukan: penduduk", DENIED),
        ("BUKANLAH penduduk lima kecamatan terpadat", DENIED),
        ("Bukan penduduk miskin – Ponorogo 2024", DENIED),
        ("Ini bukan penduduk miskin Ponorogo", DENIED),
        ("Grafik ini bukan penduduk miskin", DENIED),
        ("Sama sekali bukan penduduk Ponorogo", DENIED),
        ("Tidak menggambarkan penduduk miskin Ponorogo", DENIED),
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
        "Bukan kota, melainkan desa yang paling padat",
        "Penduduk yang bukan miskin per kecamatan",
        "Bukannya turun, penduduk miskin malah naik",
        "Grafik penduduk lima kecamatan",
        "Ini penduduk lima kecamatan, bukan semuanya",
        "Tidak semua warga tercatat",
        "Tanpa Slahung, penduduk turun",
        "Data warga Ponorogo menurut Kepmendagri 300.2.2-2138/2030",
    ],
)
def test_any_title_of_this_chart_is_right(text: str) -> None:
    assert title(text, FRAME) == (True, "")
    assert title(text, {}) == (True, "")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Sumber: BPS, 2024", True),
        ("Sumber: BPS, bukan Kemenkes, 2024", True),
        ("Bukan perkiraan sendiri. Sumber: BPS, 2024", True),
        ("Sumber: BPS bukan, 2024", False),
        ("bukan: BPS, 2024", False),
        ("Sumber: BPS, waktu: bukan 2024", False),
    ],
)
def test_a_note_that_denies_its_source_or_time(text: str, right: bool) -> None:
    assert note([text], {"sumber": "BPS", "waktu": True, "tahun": ["2024"]})[0] is right


@pytest.mark.parametrize(
    ("text", "right"),
    [("penduduk (jiwa)", True), ("jumlah jiwa", True), ("tanpa jiwa", False), ("selain jiwa", False)],
)
def test_an_axis_that_denies_its_unit(text: str, right: bool) -> None:
    assert label(text, "jiwa", "tegak (y)", FRAME)[0] is right


def test_a_denial_that_is_the_authors_own_is_right() -> None:
    title_of_bps = "Bukan angkatan kerja, Ponorogo 2024"
    assert title(title_of_bps, FRAME) == (False, DENIED)
    assert title(title_of_bps, FRAME | {"bukan": True}) == (True, "")


def test_the_name_of_an_axis() -> None:
    denied = label("bukan penduduk (jiwa)", "orang|jiwa", "tegak (y)", FRAME)
    assert denied == (False, DENIED_AXIS.format("tegak (y)"))
    assert label("bukan penduduk (jiwa)", "orang|jiwa", "tegak (y)", FRAME | {"bukan": True})[0]
    assert label("tahun survei", "", "mendatar (x)", FRAME) == (False, COPIED_AXIS.format("mendatar (x)"))
    assert label("tahun", "", "mendatar (x)", FRAME) == (True, "")
    assert not label("penduduk (orang per km²)", "orang|jiwa", "tegak (y)", FRAME)[0]
    assert label("harga (Rp per pak)", "Rp", "tegak (y)", FRAME) == (True, "")
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
    poster = 'p = t.plot.bar(title="PENGUNJUNG PASAR MELONJAK!")'
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in (poster, own)]
    kept = (LESSON, "tahun survei", "jarak ke Lebaran (hari)", "PENGUNJUNG PASAR MELONJAK!")
    assert others({"cells": cells}, QUESTION, own) == sorted(map(digest, kept))


def test_short_texts_of_the_lesson_and_of_an_example_are_known_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = tmp_path / "lesson.ipynb"
    poster = 'p = t.plot.bar(title="KEMISKINAN ANJLOK!", xlabel="kandang", ylabel="banyaknya (orang)")'
    example = """periksa("grafik", contoh="k.plot(title='Telur', xlabel='ayam', ylabel='rupiah (Rp)')")"""
    own = 'grafik = t.plot.bar(title="Penduduk", xlabel="kecamatan", ylabel="penduduk (orang)")'
    draft = 'a = t.plot.bar(title="Buram", xlabel="wilayah")'
    told = {"cell_type": "code", "source": poster, "metadata": {}}
    lesson.write_text(json.dumps({"cells": [told], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in (example, draft, own)]
    monkeypatch.setattr(other_charts, "_of_the_course", frozenset)
    monkeypatch.setattr(other_charts, "lesson_of", lambda _: lesson)
    known = ("KEMISKINAN ANJLOK!", "kandang", "Telur", "Buram")
    assert others({"cells": cells}, "Banyaknya penduduk.", own) == sorted(map(digest, known))


def test_a_column_that_the_lesson_drew_instead() -> None:
    lesson = 'l = t["jarak_lebaran"].abs()\nt.plot(x="jumlah_orang", y="jarak_panen_raya")'
    own = 'grafik = t.plot(x="jarak_suro", y="jumlah_pak")'
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in (lesson, own)]
    assert siblings({"cells": cells}, "Gambar jarak_suro.", own) == {"lebaran": "suro"}
    assert siblings({"cells": cells}, "Suro dan Lebaran.", own) == {}
    frame = {"saudara": {"lebaran": "suro"}}
    said = OF_A_SIBLING.format("Judulnya", "lebaran", "suro")
    assert title("Penjualan di sekitar Lebaran", frame) == (False, said)
    assert title("Suro seramai Lebaran", frame) == (True, "")
    assert title("Penjualan sekitar Grebeg", frame) == (True, "")
    said = OF_A_SIBLING.format("Nama sumbu mendatar (x)", "lebaran", "suro")
    assert label("jarak dari Lebaran (hari)", "", "mendatar (x)", frame) == (False, said)


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("Pengguna internet", False),
        ("Naik, lalu melandai", False),
        ("Penduduk naik, lalu melandai", True),
        ("Penduduk", True),
        ("Pengguna jalan", True),
    ],
)
def test_a_title_that_was_cut_out_of_another(text: str, is_right: bool) -> None:
    lesson = f't.plot(title="{LESSON}")'
    own = 'grafik = t.plot(title="Penduduk di Ponorogo", xlabel="kecamatan")'
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in (lesson, own)]
    frame = {"potongan": words_of_others({"cells": cells}, "Gambar penduduk, lalu simpan.", own)}
    assert title(text, frame)[0] is is_right


@pytest.mark.parametrize(
    ("time", "is_whole"),
    [
        ("november 2025 sampai april 2026", True),
        ("nov 2025 - apr 2026", True),
        ("2025 sampai 2026", True),
        ("oktober 2025 sampai mei 2026", True),
        ("1 november 2025 s.d. 30 april 2026", True),
        ("", True),
        ("maret dan april 2026", False),
        ("november 2025 sampai maret 2026", False),
        ("2026", False),
        ("november 2025", False),
    ],
)
def test_the_time_of_a_note_reaches_over_the_data(time: str, is_whole: bool) -> None:
    assert covers(time, span_of("november 2025 sampai april 2026")) is is_whole
    assert covers(time, []) is True


def test_a_year_alone_is_covered_by_any_of_its_months() -> None:
    assert span_of("april sampai september 2026") == [(2026, 4), (2026, 9)]
    assert span_of("marah sampai meikarta") == []
    assert covers("maret 2025", span_of("2025"))
    assert not covers("2024", span_of("2025"))


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ("Maret dan April 2026", IN_PART),
        ("2026", IN_PART),
        ("Mei 2026", OTHER_TIME),
        ("Oktober 2025", OTHER_TIME),
        ("2024", OTHER_TIME),
        ("2027 sampai 2028", OTHER_TIME),
    ],
)
def test_another_time_is_not_called_a_part(time: str, said: str) -> None:
    frame = {"sumber": "", "waktu": True, "masa": span_of("november 2025 sampai april 2026")}
    assert chart_words.note([f"Sumber: data latihan · Waktu: {time}"], frame) == (False, said)


def test_the_texts_of_a_cell() -> None:
    source = 'a = t.plot.bar(title="Satu dua", rot=0)\na.set_xlabel("bulan jual")\nprint("title")'
    assert sorted(other_charts._texts(source)) == [("set_xlabel", "bulan jual"), ("title", "Satu dua")]
    assert list(other_charts._texts("title = (")) == []


def test_a_short_title_is_of_another_chart_only_near_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two words may fit many charts; those of the lesson were copied where one of them is not asked here."""
    far, near = ("title", "Kas dan piutang"), ("title", "KEMISKINAN ANJLOK!")
    monkeypatch.setattr(other_charts, "_of_the_course", lambda: frozenset([far, near]))
    lesson = ["p = t.plot(title='KEMISKINAN ANJLOK!')", "p = t.plot(title='Kemiskinan')"]
    monkeypatch.setattr(other_charts, "_sources_of_lesson", lambda notebook: lesson)
    asks = "Gambar kemiskinan semua tahun."
    assert others({"cells": []}, asks, "g = t.plot(title='Kemiskinan di Ponorogo, 2015')") == [
        digest(near[1])
    ]
    assert others({"cells": []}, asks, "g = t.plot(title='Kemiskinan anjlok!')") == []


@pytest.mark.parametrize(
    ("label", "title", "said"),
    [
        ("untung (Rp)", "Untung BUMDes", []),
        ("untung (juta Rp)", "Untung BUMDes", ["juta"]),
        ("untung (ratus ribu Rp)", "", ["ribu"]),
        ("untung (miliaran)", "", ["miliar"]),
        ("untung (Rp)", "Untung (dalam ribuan rupiah)", ["ribu"]),
        # An amount in a title tells no unit, nor does a word that only looks like one.
        ("untung (Rp)", "Rp25 juta dari desa", []),
        ("untung (Rp)", "Untung (tanpa modal Rp25 juta)", []),
        ("banyaknya jutawan", "", []),
    ],
)
def test_by_which_words_a_chart_says_that_it_counts_many(label: str, title: str, said: list[str]) -> None:
    assert chart_words.multiples(label, title) == said


def test_years_of_a_note_are_those_of_its_time() -> None:
    assert chart_words.years_of("sumber: kepmendagri .../2020. waktu: 03/2025") == ["2025"]
    assert chart_words.years_of("sumber: bps 2020. waktu: 2019 sampai 2021") == ["2019", "2021"]


@pytest.mark.parametrize(
    ("label", "factor", "share"),
    [
        ("penduduk (orang)", 1, 1.0),
        ("penduduk (ribu orang)", 1e-3, 1.0),
        ("penduduk (juta orang)", 1e-6, 1.0),
        ("penduduk (orang)", 1e-3, 0.0),
        ("penduduk (ribu orang)", 1e-6, 0.0),
        ("penduduk (ribu orang)", 1, 7 / 8),
        ("penduduk (juta orang)", 1, 7 / 8),
        ("penduduk (rb orang)", 1, 7 / 8),
        ("penduduk (jutaan orang)", 1, 7 / 8),
        ("penduduk (jt orang)", 1e-6, 1.0),
    ],
)
def test_a_chart_in_thousands_that_says_so_is_as_right(label: str, factor: float, share: float) -> None:
    import pandas as pd
    from judging import question
    from matplotlib import pyplot

    def drawn(scale: float, ylabel: str) -> object:
        table = pd.DataFrame({"k": ["a", "b", "c"], "n": [12_500 * scale, 7_250 * scale, 31_000 * scale]})
        pyplot.close("all")
        axes = table.plot.bar(
            x="k", y="n", legend=False, title="Penduduk tiga desa", xlabel="desa", ylabel=ylabel
        )
        axes.figure.text(0, 0, "Sumber: BPS. Waktu: 2025")
        return axes

    of_many = question(drawn(1e-3, "penduduk (ribu orang)"), satuan_y="orang", sumber="BPS")
    own = of_many.judge(drawn(1e-3, "penduduk (ribu orang)"))
    assert own.score == own.points
    asked = question(drawn(1, "penduduk (orang)"), satuan_y="orang", sumber="BPS")
    verdict = asked.judge(drawn(factor, label))
    assert verdict.score / verdict.points == share
    pyplot.close("all")
