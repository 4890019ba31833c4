"""A name of the notebook that a cell fills anew is told, and nothing that stays as it was."""

from __future__ import annotations

import pytest

from grader.checks.ingredients import Ingredients
from grader.checks.remade import remade_name
from grader.checks.spec import Written
from grader.notebooks.written import written_in

DUE = Ingredients(
    written_in("x = len(warga[warga['usia'] > batas]) / len(warga) * harga + upah") or Written(),
    values={"batas": 17.0, "harga": 4000.0, "upah": 500.0},
    known=frozenset(["warga", "batas", "harga", "upah", "lain"]),
    private=frozenset(["upah"]),
)


def told(source: str, due: Ingredients = DUE) -> str:
    return " ".join(remade_name(written_in(source), due) or ())


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("warga = warga[warga['usia'] > batas]\nx = len(warga) / len(warga)", "`warga`"),
        ("batas = 18\nx = len(warga[warga['usia'] > batas])", "`batas`"),
        ("harga = harga / 1000\nx = harga", "`harga`"),
        ("harga += 5\nx = harga", "`harga`"),
        ("warga = lain.head(5)\nx = len(warga)", "`warga`"),
        ("upah = upah * 10\nx = upah", "`upah`"),
        ("batas = 4000\nharga = 17\nx = harga * batas", "`batas` dan `harga`"),
    ],
)
def test_what_holds_something_else_from_then_on_is_told(source: str, name: str) -> None:
    assert told(source).startswith(f"Sel ini mengisi lagi {name}, yang sudah ada di atas.")


@pytest.mark.parametrize(
    "source",
    [
        "x = len(warga)",
        "batas = 17\nx = len(warga[warga['usia'] > batas])",
        "warga = warga.sort_values('usia')\nx = len(warga)",
        "warga = muat('warga')\nx = len(warga)",
        "warga['muda'] = warga['usia'] < 5\nx = len(warga)",
        "upah = 250 * 2\nx = upah",
        "dewasa = warga[warga['usia'] > batas]\nx = len(dewasa)",
        "lain = 5\nx = lain",
    ],
)
def test_what_stays_as_it_was_is_not_told(source: str) -> None:
    assert told(source) == ""


def test_a_table_that_is_loaded_again_loses_its_filter() -> None:
    due = Ingredients(DUE.used, known=DUE.known, prepared=frozenset(["warga"]))
    said = told("warga = muat('warga')\nx = len(warga)", due)
    assert said.startswith("Sel ini mengisi lagi `warga`, yang sudah disiapkan di atas dengan saringannya.")
    assert told("warga = warga.sort_values('usia')\nx = len(warga)", due) == ""
