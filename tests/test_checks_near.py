"""Misspelt words: told where they stand, in both locks, and never of what is another word."""

from __future__ import annotations

import pandas as pd
import pytest
from judging import question

SPELLING = "Hampir sama, tetapi ejaannya lain"


@pytest.mark.parametrize(
    "written",
    ["foto bambo", "foot bambu", "fotoo bambu", "foto bambuu", "foto_bambu", "FOTO  bamvu", "fotobambu"],
)
def test_a_misspelt_item_of_a_set_is_told(written: str) -> None:
    asked = question(["foto bambu", "label kopi"], jenis="himpunan")
    for judged in (asked.judge([written, "label kopi"]), asked.judge([written])):
        assert judged.score == 0
        assert judged.diagnosis == "case-and-spaces" or judged.message.startswith(f"{SPELLING}: "), judged


def test_what_does_not_belong_is_told_beside_a_misspelt_item() -> None:
    asked = question(["foto bambu", "label kopi"], jenis="himpunan")
    said = asked.judge(["foto bambo", "warna tas"]).message
    assert said == (
        'Hampir sama, tetapi ejaannya lain: "foto bambo". Samakan huruf demi huruf dengan tulisan aslinya. '
        'Yang tidak termasuk: "warna tas".'
    )


@pytest.mark.parametrize(
    ("key", "written"),
    [
        (["Q071", "Q090"], ["Q071", "Q091"]),
        (["Jalen", "Bulu Lor"], ["Jaten", "Bulu Lor"]),
        (["konversi_a", "tas"], ["konversi_b", "tas"]),
        (["modal1", "tas"], ["modal2", "tas"]),
        (["foto bambu", "tas"], ["foto kopi", "tas"]),
    ],
)
def test_another_name_is_no_misspelt_one(key: list[str], written: list[str]) -> None:
    said = question(key, jenis="himpunan").judge(written).message
    assert said.startswith("Yang tidak termasuk: ")


@pytest.mark.parametrize("written", ["QO71", "Q07l", "Q-071", "Q71"])
def test_a_letter_for_a_digit_is_told(written: str) -> None:
    said = question(["Q071", "Q090"], jenis="himpunan").judge([written, "Q090", "Q055"]).message
    assert said.startswith(SPELLING)


@pytest.mark.parametrize(
    ("written", "near"), [("Sumoroot", True), ("Sumorot", True), ("Slahung", False), ("dusun sumorto", True)]
)
def test_a_misspelt_word_is_told(written: str, near: bool) -> None:
    asked = question("Sumoroto", terima=["Dusun Sumoroto"])
    assert asked.judge(written).message.startswith(SPELLING) is near


@pytest.mark.parametrize("typed", ["0", "1", "\N{CYRILLIC CAPITAL LETTER ES}"])
def test_what_looks_like_a_letter_and_is_none_is_told_by_its_number(typed: str) -> None:
    asked = question(["S", "O", "K", "L"], sebagian=True)
    assert asked.judge(["S", typed, "K", "L"]).message.startswith(
        f'Nomor 2 berisi "{typed}", yang bukan huruf;'
    )


@pytest.mark.parametrize("written", ["BCDA", "BDAA", "BDA", "B, D, C, A"])
def test_letters_in_another_order_are_no_misspelt_word(written: str) -> None:
    said = question("BDAC", terima=["B, D, A, C", "B D A C"]).judge(written).message
    assert SPELLING not in said


def test_letters_of_a_choice_are_never_near() -> None:
    assert SPELLING not in question("b", pilihan=["a", "b", "c"]).judge("bb").message
    assert SPELLING not in question(["C", "E"], jenis="himpunan").judge(["CC", "E"]).message


def test_a_misspelt_name_of_a_dictionary_is_told() -> None:
    said = question({"pasar pagi": 3, "toko": 4}).judge({"pasar pgai": 3, "toko": 4}).message
    assert said.startswith(f'{SPELLING}: "pasar pgai".')


def test_a_misspelt_column_is_told_with_its_name() -> None:
    asked = question(pd.DataFrame({"dusun": ["A", "B"], "per_lapak": [3, 4], "luas": [1, 2]}))
    said = asked.judge(pd.DataFrame({"dusun": ["A", "B"], "per_lpak": [3, 4], "luas": [1, 2]})).message
    assert said == "Nama kolom yang hampir sama dengan yang diminta: ganti `per_lpak` menjadi `per_lapak`."
    said = asked.judge(pd.DataFrame({"dusun": ["A", "B"], "per_lpak": [3, 4]})).message
    assert said.endswith("menjadi `per_lapak`. Kolom luas belum ada.")


def test_a_column_that_is_empty_where_it_is_due_is_told_as_such() -> None:
    key = pd.DataFrame({"kode": ["A1", "A2"], "masuk": [None, None]})
    said = question(key).judge(pd.DataFrame({"kode": ["A1", "A3"], "masuk": [5, 7]})).message
    assert said == "Kolom masuk berisi angka; di baris yang diminta kolom itu kosong."
