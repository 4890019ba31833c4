"""Where an answer differs: the sentence names the row, item or name, and only one that does differ."""

from __future__ import annotations

import re

import matplotlib as mpl
import pandas as pd
import pytest

from grader.checks.build import build
from grader.checks.evaluate import evaluate
from grader.checks.ingredients import Ingredients
from grader.checks.kinds.chart_places import OTHER_BARS, OTHER_HEIGHTS
from grader.checks.lock import BATCH, Lock, SealedLock, seal
from grader.checks.messages import ALL_ITEMS, ELSEWHERE, TOO_FEW_ROWS, TOO_MANY_ROWS
from grader.checks.observe import describe
from grader.checks.spec import Cell, make_spec
from grader.notebooks.written import written_in

PASAR = pd.DataFrame({"kota": ["Ngawi", "Madiun", "Magetan"], "omzet": [100.0, 200.0, 305.0]})


def said(key: object, answer: object, sealed: bool = False, **options: object) -> str:
    check, open_lock = build(make_spec("x", **options), describe(key, {}), {})
    lock: Lock = SealedLock.from_json(seal(open_lock, "garam").to_json()) if sealed else open_lock
    return evaluate(check, lock, describe(answer, {})).message


@pytest.mark.parametrize("sealed", [False, True])
def test_a_table_names_the_rows(sealed: bool) -> None:
    wrong = PASAR.assign(omzet=[100.0, 250.0, 305.0])
    assert said(PASAR, wrong, sealed) == 'Isi kolom `omzet` belum sesuai di baris "Madiun".'
    assert said(PASAR, wrong[::-1], sealed) == 'Isi kolom `omzet` belum sesuai di baris "Madiun".'


def test_a_series_names_the_label() -> None:
    key = PASAR.set_index("kota")["omzet"].rename(None)
    wrong = key.copy()
    wrong["Ngawi"] = 9
    assert said(key, wrong) == 'Angka belum sesuai di baris "Ngawi".'


def test_a_number_within_tolerance_is_not_named() -> None:
    wrong = PASAR.assign(omzet=[103.0, 260.0, 303.0])
    assert said(PASAR, wrong, toleransi=5) == 'Isi kolom `omzet` belum sesuai di baris "Madiun".'


def test_rows_too_many_and_too_few() -> None:
    more = pd.concat([PASAR, pd.DataFrame({"kota": ["Pacitan"], "omzet": [7.0]})])
    assert said(PASAR, more) == (
        'Banyaknya baris belum sesuai; tabelmu punya 4 baris. Yang tidak diminta: "Pacitan".'
    )
    assert said(PASAR, PASAR.head(2)).endswith("tetapi masih ada yang kurang.")
    other = PASAR.assign(kota=["Ngawi", "Madiun", "Pacitan"])
    assert said(PASAR, other) == 'Baris yang belum sesuai: "Pacitan".'


def test_which_way_the_number_of_rows_is_wrong_where_the_release_knows_it() -> None:
    key = pd.DataFrame({"kota": ["Ngawi"] * 3, "omzet": [1.0, 2.0, 3.5]})
    solution = written_in("x = t[t.omzet > 1]")
    assert solution is not None
    check, lock = build(make_spec("x"), describe(key, {}), {}, ingredients=Ingredients(solution, rows=3))
    for rows, begins in ((4, TOO_MANY_ROWS), (2, TOO_FEW_ROWS)):
        answer = pd.DataFrame({"kota": ["Ngawi"] * rows, "omzet": [7.0] * rows})
        verdict = evaluate(check, lock, describe(answer, {}))
        assert verdict.message == f"{begins}; tabelmu punya {rows} baris."
        assert verdict.facets[1].message == verdict.message


def test_silent_where_no_row_can_be_told() -> None:
    everything = PASAR.assign(omzet=[1.0, 2.0, 3.5])
    assert said(PASAR, everything) == "Isi kolom omzet belum sesuai."
    twice = pd.DataFrame({"kota": ["Ngawi", "Ngawi"], "omzet": [1.0, 2.0]})
    assert said(twice, twice.assign(omzet=[1.0, 3.0])) == "Isi kolom omzet belum sesuai."
    long = pd.DataFrame({"kota": [f"k{i}" for i in range(500)], "omzet": range(500)})
    assert said(long, long.assign(omzet=[9, *range(1, 500)])) == "Isi kolom omzet belum sesuai."


@pytest.mark.parametrize("sealed", [False, True])
def test_a_list_names_the_position(sealed: bool) -> None:
    assert said([5, 7, 9], [5, 8, 9], sealed) == "Yang belum sesuai: nomor 2."
    assert said(["a1", "b1"], ["c1", "d1"], sealed) == ALL_ITEMS
    assert said(["a1", "b1"], ["b1", "c1"], sealed) == ELSEWHERE
    assert said(["susu", "porang"], ["susu", "sapi"], sealed) == "Yang belum sesuai: nomor 2."


def test_a_list_of_another_length() -> None:
    assert said(["susu", "madu"], ["susu", "madu", "sapi"]).endswith(' Yang tidak termasuk: "sapi".')
    assert said(["susu", "madu"], ["susu"]).endswith("termasuk, tetapi masih ada yang kurang.")
    assert said([1, 2, 3], [1, 2]) == "Banyaknya belum sesuai; daftarmu berisi 2."


def test_a_set() -> None:
    options = {"jenis": "himpunan"}
    assert said([11, 12], [11, 13], **options) == "Yang tidak termasuk: 13."
    assert said([11, 12], [11], **options).endswith("masih ada yang kurang.")
    letters = said(["A", "C"], ["A", "B"], **options)
    assert letters == "Ada isi yang belum sesuai, atau masih ada yang kurang."


def test_a_dictionary_names_the_strange_name() -> None:
    key = {"susu": 1, "madu": 2}
    assert said(key, {"susu": 1, "madu": 2, "sapi": 3}).endswith('diminta. Yang tidak diminta: "sapi".')
    assert said(key, {"susu": 1}).endswith("termasuk, tetapi masih ada yang kurang.")
    assert said(key, {"a": 1}).startswith("Nama-nama di dalam kamus belum sesuai yang diminta.")


def test_a_key_file_does_not_tell_how_many_parts() -> None:
    lengths = set()
    for key in ([5, 7], [5, 7, 9], [5, 7, 9, 11]):
        _, lock = build(make_spec("x"), describe(key, {}), {})
        lengths.add(len(seal(lock, "garam").marks))
    assert lengths == {BATCH}


def bars(table: pd.DataFrame, kind: str = "bar") -> object:
    mpl.use("Agg")
    axes = table.plot(
        kind=kind, x="kota", y="omzet", title="Omzet tiga pasar 2025", xlabel="kota", ylabel="Rp"
    )
    axes.figure.text(0, 0, "Sumber: BPS. Waktu: 2025")
    return axes


def test_a_chart_names_the_bars() -> None:
    key = bars(PASAR)
    assert said(key, bars(PASAR.assign(omzet=[100.0, 250.0, 305.0]))).startswith(
        'Tinggi batang yang belum sesuai: "Madiun".'
    )
    assert said(key, bars(PASAR.head(2))).startswith("Semua batang di grafikmu termasuk yang diminta")
    other = pd.concat([PASAR, pd.DataFrame({"kota": ["Pacitan"], "omzet": [7.0]})])
    assert said(key, bars(other)).startswith('Batang yang tidak diminta: "Pacitan".')


def test_a_chart_in_another_unit() -> None:
    assert "1.000 kali terlalu kecil" in said(bars(PASAR), bars(PASAR.assign(omzet=[0.1, 0.2, 0.305])))


def test_a_line_tells_its_points_and_bars_that_all_differ_their_column() -> None:
    lines = said(bars(PASAR, "line"), bars(PASAR.assign(omzet=[1.0, 2.0, 305.0]), "line"))
    assert lines == "Titik yang belum sesuai: nomor 1, 2."
    fewer = said(bars(PASAR, "line"), bars(PASAR.head(2), "line"))
    assert fewer == "Banyaknya titik belum sesuai; grafikmu berisi 2 titik."
    assert said(bars(PASAR), bars(PASAR.assign(omzet=[1.0, 2.0, 3.0]))) == OTHER_HEIGHTS
    names = PASAR.assign(**{PASAR.columns[0]: ["x", "y", "z"]})
    assert said(bars(PASAR), bars(names)) == OTHER_BARS


def test_bars_without_names_are_counted_by_their_places() -> None:
    key = bars(PASAR.assign(kota=[2023, 2024, 2025]))
    more = pd.DataFrame({"kota": [2022, 2023, 2024, 2025], "omzet": [1.0, 2.0, 3.0, 4.0]})
    assert said(key, bars(more)) == "Banyaknya batang belum sesuai; grafikmu berisi 4 batang."
    other = PASAR.assign(kota=[2023, 2024, 2025], omzet=[*PASAR["omzet"][:2], 7.0])
    assert said(key, bars(other)) == "Batang yang belum sesuai: nomor 3."
    # Of a key with names nothing is known by place.
    assert "Banyaknya batang" not in said(bars(PASAR), bars(other))


@pytest.mark.parametrize(
    ("cell", "answer", "more"),
    [
        ("x = kandang[['dusun', 'luas']]", {"dusun": ["A"], "luas": [3]}, True),
        ("x = kebun[['dusun', 'luas']]", {"dusun": ["A"], "luas": [3]}, False),
        ("x = kebun[kebun['isi'] == 'kopi muda'][['pohon', 'luas']]", {"pohon": [], "luas": []}, True),
    ],
)
def test_what_was_taken_for_another_table_or_text_is_named(
    cell: str, answer: dict[str, list[object]], more: bool
) -> None:
    solution = written_in("x = kebun[kebun['isi'] == 'kopi, muda'][['pohon', 'luas']]")
    assert solution is not None
    made_of = Ingredients(solution, known=frozenset(["kebun", "kandang", "x"]))
    key = pd.DataFrame({"pohon": ["K1", "K2"], "luas": [1, 2]})
    check, lock = build(make_spec("x"), describe(key, {}), {}, ingredients=made_of)
    verdict = evaluate(check, lock, describe(pd.DataFrame(answer), {}), Cell(written=written_in(cell)))
    assert (re.search("Di hitunganmu (?:ada|tertulis)", verdict.message) is not None) is more
