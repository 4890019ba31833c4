"""Kinds without a key: they judge what everybody brings along, by properties, and refuse personal data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from grader.checks import personal
from grader.checks.build import Check, build_from_answer
from grader.checks.evaluate import evaluate
from grader.checks.kinds.card import fields_of
from grader.checks.kinds.chart_words import digest
from grader.checks.lock import SealedLock, seal
from grader.checks.observe import observe
from grader.checks.spec import Outcome, Verdict, make_spec
from grader.common.errors import SinauError
from grader.curriculum import other_cards
from grader.learner.figure import put_note

TABLE = pd.DataFrame({"kelompok": list("aabbccdd"), "nilai": [3, 5, 2, 8, 1, 1, 9, 4], "satuan": ["pak"] * 8})


def judge(namespace: Mapping[str, object], points: float = 2, **declaration: Any) -> Verdict:
    """The verdict on ``namespace["jawaban"]``; open and sealed lock, before and after JSON, must agree."""
    check, lock = build_from_answer(make_spec("jawaban", points, **declaration))
    public = Check.from_json(json.loads(json.dumps(check.to_json(), sort_keys=True)))
    seen = json.loads(json.dumps(observe(namespace, public.request())))
    verdict = evaluate(check, lock, seen)
    sealed = SealedLock.from_json(json.loads(json.dumps(seal(lock, "garam").to_json())))
    assert evaluate(public, sealed, seen) == verdict
    return verdict


def one(value: object, **declaration: Any) -> Verdict:
    return judge({"jawaban": value}, **declaration)


@pytest.mark.parametrize(
    "text",
    [
        "NIK 3502111203850001",
        "3502 1112 0385 0001",
        "hubungi 0812-3456-7890 ya",
        "WA +62 812 3456 7890",
        "telp (0352) 481234",
        "surel bu.tini@contoh.id",
        "Jl. Sultan Agung No. 12",
        "jalan Diponegoro 5, Ponorogo",
    ],
)
def test_personal_data_is_found_in_a_text(text: str) -> None:
    assert personal.in_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "RT 03/RW 02: 42 keluarga",
        "2026-10-12 sampai 2027-01-17",
        "Rp1.250.000.000 untuk 281 desa",
        "Warung Bu Tin, Desember 2026, 0,352 persen",
        "jalan desa sepanjang 120 meter, jalan kaki 5 km",
        "Kepmendagri 300.2.2-2138/2025",
        "omzet 12500000 dan 8750000000",
        "P01, P02, U17",
    ],
)
def test_figures_dates_and_group_names_are_no_personal_data(text: str) -> None:
    assert personal.in_text(text) == []


def test_a_table_is_taken_whatever_it_is_about() -> None:
    for table in (TABLE, TABLE.rename(columns={"nilai": "liter"}), pd.concat([TABLE] * 40)):
        assert one(table, jenis="data sendiri").outcome is Outcome.RIGHT


@pytest.mark.parametrize(
    ("column", "values", "says"),
    [
        ("nik", ["3502111203850001"] * 8, "NIK"),
        ("kode", ["3502111203850001"] * 8, "16 angka"),
        ("kode", [3502111203850001] * 8, "16 angka"),
        ("keterangan", ["lunas"] * 7 + ["WA 081234567890"], "1 isian yang mirip nomor telepon"),
        ("pesan", [81234567890 + n for n in range(8)], "nomor telepon"),
        ("nama_pelanggan", ["Siti"] * 8, "nama orang"),
        ("Nama Pembeli", ["Siti"] * 8, "P01"),
        ("nama", ["Siti"] * 8, "produk"),
        ("alamat", ["Josari"] * 8, "alamat"),
        ("lokasi", ["Jl. Sumatra No. 4"] + ["pasar"] * 7, "alamat rumah"),
        ("Tgl Lahir", ["1971-02-03"] * 8, "tanggal lahir"),
    ],
)
def test_a_table_with_people_in_it_earns_nothing_and_hears_what_to_do(
    column: str, values: list[object], says: str
) -> None:
    verdict = one(TABLE.assign(**{column: values}), jenis="data sendiri")
    assert verdict.score == 0
    assert says in verdict.message
    assert not any(str(value) in json.dumps(verdict.to_json()) for value in values if len(str(value)) > 8)


def test_columns_that_only_look_alike_are_taken() -> None:
    table = TABLE.assign(
        nama_produk="keripik", modal=8_100_000_000, no=range(8), total=[8_123_456_789] + [5] * 7
    )
    assert one(table, jenis="data sendiri").outcome is Outcome.RIGHT


def test_too_few_rows_no_numbers_no_table() -> None:
    assert "Baru 3 baris" in one(TABLE.head(3), jenis="data sendiri").message
    assert one(TABLE.head(3), jenis="data sendiri", minimal_baris=3).outcome is Outcome.RIGHT
    assert "angka" in one(TABLE[["kelompok", "satuan"]], jenis="data sendiri").message
    assert "sebuah tabel" in one([1, 2, 3], jenis="data sendiri").message
    assert one("____", jenis="data sendiri").outcome is Outcome.BLANK


def test_a_table_may_have_to_meet_conditions() -> None:
    rule = {"'berkas' not in jawaban.attrs": "Berkas ini tidak ikut terkirim."}
    assert one(TABLE, jenis="data sendiri", syarat=rule).outcome is Outcome.RIGHT
    table = TABLE.copy()
    table.attrs["berkas"] = "data-saya/toko.csv"
    verdict = one(table, jenis="data sendiri", syarat=rule)
    assert verdict.score == 0
    assert verdict.message == "Berkas ini tidak ikut terkirim."


CARD = "Sumber: buku titipan BUMDes\nCara: ditulis pengurus setiap Senin\nWaktu: Oktober 2026\nSatuan: pak"


@pytest.mark.parametrize(
    "text",
    [
        CARD,
        CARD.upper(),
        CARD.replace("\n", "\n\n- "),
        CARD + "\ncatatan bebas: apa saja",
        CARD.replace("Waktu: Oktober 2026", "Waktu:\n12 Oktober sampai 30 November 2026"),
    ],
)
def test_a_card_is_read_in_any_order_and_shape(text: str) -> None:
    assert one(text, jenis="kartu").outcome is Outcome.RIGHT


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Satuan: pak", "", "`Satuan:` belum ada"),
        ("Satuan: pak", "Satuan: -", "masih kosong"),
        ("buku titipan BUMDes", "____", "masih kosong"),
        ("ditulis pengurus setiap Senin", "ditulis", "baru 1 kata"),
        ("Oktober 2026", "bulan lalu", "tahunnya"),
        ("Oktober 2026", "Oktober 2062", "salah ketik"),
        ("Oktober 2026", "31 Februari 2026", "kalender"),
        ("Oktober 2026", "2026-13-01", "kalender"),
        ("ditulis pengurus setiap Senin", "buku titipan BUMDes", "sama dengan baris lain"),
    ],
)
def test_what_a_card_lacks_is_told_and_costs_its_share(old: str, new: str, says: str) -> None:
    verdict = one(CARD.replace(old, new), jenis="kartu")
    assert 0 < verdict.score < 2
    assert says in verdict.message


def test_a_card_with_a_telephone_number_earns_nothing() -> None:
    verdict = one(CARD.replace("BUMDes", "BUMDes, 0812 3456 7890"), jenis="kartu")
    assert verdict.score == 0
    assert "nomor telepon" in verdict.message


def test_the_lines_of_a_card_can_be_chosen() -> None:
    declaration: dict[str, Any] = {"jenis": "kartu", "isian": {"Kapan": 1, "Siapa": 1}, "waktu": "Kapan"}
    assert one("Kapan: 2026\nSiapa: kader", **declaration).outcome is Outcome.RIGHT
    assert fields_of("a: 1\nb: 2\nlagi", ["A", "B"]) == {"A": "1", "B": "2 lagi"}


RULES: dict[str, Any] = {
    "jenis": "sesuai data",
    "rumus": ["bersih['nilai'].sum()", "bersih['nilai'].mean()"],
    "salah": {"data['nilai'].sum()": "Ini tabel kotor.", "len(bersih)": "Ini banyaknya baris."},
    "syarat": {"bersih['nilai'].isna().sum() == 0": "Masih ada yang kosong."},
}


def number(value: object, **names: object) -> Verdict:
    known = {"data": TABLE, "bersih": TABLE.head(6), "jawaban": value}
    return judge(known | names, **RULES)


def test_a_number_is_held_against_the_learners_own_table() -> None:
    assert number(20).outcome is Outcome.RIGHT
    assert number(3.33).outcome is Outcome.RIGHT  # rounded
    assert number(40, bersih=TABLE.assign(nilai=5)).outcome is Outcome.RIGHT
    assert number(33).message == "Ini tabel kotor."
    assert number(6).message == "Ini banyaknya baris."
    assert "bukan yang diminta" in number(21).message
    assert "sebuah angka" in number("dua puluh").message


def test_what_has_to_hold_first_is_told_first() -> None:
    assert number(20, bersih=TABLE.assign(nilai=None)).message == "Masih ada yang kosong."
    lacking = judge({"jawaban": 20, "data": TABLE}, **RULES | {"syarat": {}}).message
    assert lacking.startswith("Nama `bersih` belum dikenal: barisnya terhapus")
    shapeless = judge({"jawaban": 20, "data": TABLE, "bersih": TABLE[["satuan"]]}, **RULES | {"syarat": {}})
    assert "nama kolomnya belum sesuai" in shapeless.message


def chart(title: str = "Pasar paling laku", unit: str = "laku (pak)", data: pd.DataFrame = TABLE) -> Any:
    table = data.groupby("kelompok")[["nilai"]].sum()
    axes = table.plot.bar(legend=False, title=title, xlabel="tempat", ylabel=unit)
    put_note(axes.figure, "Sumber: buku titipan · Waktu: Oktober 2026")
    return axes


def charted(axes: Any) -> Verdict:
    names = {"ringkas": TABLE.groupby("kelompok")[["nilai"]].sum(), "jawaban": axes}
    verdict = judge(names, jenis="grafik sendiri", data=["ringkas"])
    plt.close("all")
    return verdict


def test_a_chart_of_ones_own_table_is_judged_by_its_properties() -> None:
    assert charted(chart()).outcome is Outcome.RIGHT
    assert "Judulnya belum ada" in charted(chart(title="")).message
    assert "satuan" in charted(chart(unit="laku")).message
    other = charted(chart(data=TABLE.assign(nilai=77)))
    assert other.score == 0
    assert "tidak ada di tabelmu" in other.message
    assert "nomor telepon" in charted(chart(title="Pesan ke 081234567890")).message


def test_a_chart_that_does_not_start_at_zero_or_has_no_note_loses_its_share() -> None:
    axes = chart()
    axes.set_ylim(5, 15)
    assert "mulai dari nol" in charted(axes).message
    bare = (
        TABLE.groupby("kelompok")[["nilai"]]
        .sum()
        .plot.bar(legend=False, title="Laku", xlabel="a", ylabel="b (pak)")
    )
    verdict = charted(bare)
    assert 0 < verdict.score < 2


def test_a_missing_or_strange_answer_is_no_accident() -> None:
    for declaration in ({"jenis": "data sendiri"}, {"jenis": "kartu"}, RULES, {"jenis": "grafik sendiri"}):
        assert judge({}, **declaration).outcome is Outcome.BLANK
        for value in (None, [], {}, object(), 3 + 4j, float("nan"), True, "", b"x", [[1]], TABLE["nilai"]):
            assert one(value, **declaration).score in (0, 2)


def test_an_unknown_option_is_the_authors_error() -> None:
    with pytest.raises(SinauError, match="minimal"):
        build_from_answer(make_spec("jawaban", jenis="kartu", minimal=3))


def test_prose_may_be_asked_to_keep_people_out() -> None:
    said = one("Telepon Bu Tini 081234567890 kalau perlu", jenis="uraian", tanpa_data_pribadi=True)
    assert "nomor telepon" in said.message
    assert one("Telepon 081234567890", jenis="uraian").outcome is Outcome.RIGHT


def test_a_card_or_chart_copied_from_the_lesson_is_not_ones_own() -> None:
    card = "Sumber: buku titipan pasar\nCara: ditulis pengurus setiap Senin\nWaktu: Oktober 2026\nSatuan: pak"
    copied = [digest("ditulis pengurus setiap Senin")]
    assert one(card, jenis="kartu").outcome is Outcome.RIGHT
    verdict = one(card, jenis="kartu", asing=copied)
    assert verdict.score == verdict.points * 3 / 4
    assert "Baris `Cara:` sama dengan contoh di pelajaran" in verdict.message
    names = {"ringkas": TABLE.groupby("kelompok")[["nilai"]].sum(), "jawaban": chart(title="Keripik titipan")}
    declared = {"jenis": "grafik sendiri", "data": ["ringkas"]}
    assert judge(names, **declared).outcome is Outcome.RIGHT
    copied = judge(names, **declared, asing=[digest("Keripik titipan")])
    assert "milik grafik lain" in copied.message
    plt.close("all")


def test_the_lines_of_a_lessons_cards(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    card = "Sumber: buku titipan milik BUMDes\nCara: pak\nWaktu: tiap hari Senin pagi"
    source = f'kartu = """\n{card}\n"""\nx = "Cara: a b c d"'
    cell = {"cell_type": "code", "source": source, "metadata": {}}
    monkeypatch.setattr(other_cards, "lesson_of", lambda notebook: tmp_path)
    monkeypatch.setattr(other_cards, "read_notebook", lambda path: {"cells": [cell]})
    found = other_cards.others({}, "Tulis tiap hari Senin pagi.", "")
    assert found == [digest("buku titipan milik BUMDes")]
    assert other_cards.others({}, "", "buku titipan milik BUMDes") == [digest("tiap hari Senin pagi")]


WEEKS = pd.date_range("2027-01-04", periods=8, freq="7D")
OWN_CARD = CARD.replace("Oktober 2026", "Januari sampai Februari 2027")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Januari sampai Februari 2027", "awal 2027", ""),
        ("pak", "bungkus/minggu", ""),
        ("2027", "2025", "Tahun di baris `Waktu:` tidak ada di datamu."),
        ("Januari sampai Februari", "Mei sampai Juni", "Bulan di baris `Waktu:` tidak ada di datamu."),
        ("pak", "rupiah", "Baris `Satuan:` belum menyebut satuan di datamu (pak)."),
        ("buku titipan BUMDes", "Bu Siti Aminah", "menyebut nama orang"),
        ("buku titipan BUMDes", "buku Warung Bu Siti", ""),
    ],
)
def test_a_card_is_held_against_its_own_table(old: str, new: str, says: str) -> None:
    table = TABLE.assign(satuan="pak", tanggal=WEEKS)
    verdict = judge({"jawaban": OWN_CARD.replace(old, new), "data": table}, jenis="kartu", data="data")
    assert (says in verdict.message) if says else (verdict.outcome is Outcome.RIGHT)
    if "orang" in says:
        return
    # A table that says nothing of it, or none at all, denies nothing.
    bare = {"jawaban": OWN_CARD.replace(old, new), "data": TABLE[["nilai"]]}
    assert judge(bare, jenis="kartu", data="data").outcome is Outcome.RIGHT
    assert judge({"jawaban": OWN_CARD}, jenis="kartu", data="data").outcome is Outcome.RIGHT


def test_a_card_of_data_for_practice_says_so() -> None:
    table = TABLE[["nilai"]].copy()
    table.attrs["latihan"] = True
    said = judge({"jawaban": OWN_CARD, "data": table}, jenis="kartu", data="data").message
    assert "data latihan (sintetis)" in said
    told = OWN_CARD.replace("BUMDes", "BUMDes, data latihan (sintetis)")
    assert judge({"jawaban": told, "data": table}, jenis="kartu", data="data").outcome is Outcome.RIGHT


def test_a_chart_of_another_time_or_unit_is_told() -> None:
    names = {"ringkas": TABLE.groupby("kelompok")[["nilai"]].sum()}

    def said(when: str, unit: str) -> str:
        table = TABLE.assign(satuan=unit, tanggal=pd.date_range(when, periods=8))
        verdict = judge(
            {**names, "bersih": table, "jawaban": chart()}, jenis="grafik sendiri", data=["ringkas", "bersih"]
        )
        plt.close("all")
        return verdict.message

    assert "tidak ada di tabelmu" in said("2019-03-01", "pak")
    assert "satuan di tabelmu (kg)" in said("2026-10-01", "kg")
    assert "tabelmu" not in said("2026-10-01", "pak")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (CARD.replace("\n", "\n# "), ""),
        (CARD.replace(":", " ="), "Sesudah `Sumber` belum ada titik dua"),
        (CARD.replace("Satuan:", "Satuan"), "Sesudah `Satuan` belum ada titik dua"),
        (CARD.replace("Satuan: pak", ""), "Baris `Satuan:` belum ada."),
    ],
)
def test_a_label_is_read_behind_a_hash_and_missed_without_its_colon(text: str, says: str) -> None:
    verdict = one(text, jenis="kartu")
    assert (says in verdict.message) if says else (verdict.outcome is Outcome.RIGHT)


def test_a_chart_of_data_for_practice_names_them_and_any_chart_a_source() -> None:
    ringkas = TABLE.groupby("kelompok")[["nilai"]].sum()
    ringkas.attrs["latihan"] = True
    said = judge({"ringkas": ringkas, "jawaban": chart()}, jenis="grafik sendiri", data=["ringkas"]).message
    assert "data latihan (sintetis)" in said
    axes = ringkas.plot.bar(legend=False, title="Pasar laku", xlabel="tempat", ylabel="laku (pak)")
    put_note(axes.figure, "Sumber: - · Waktu: Oktober 2026")
    assert "belum menyebut sumbernya" in charted(axes).message
