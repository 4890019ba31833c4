"""What is remarked of a calculation with the solution's names and texts: each condition, in its order."""

from __future__ import annotations

import re

import pytest

from grader.checks.ingredients import Ingredients
from grader.checks.kinds.chart_words import OTHER_AXIS, digest, label, title, words_of_axes
from grader.checks.observation import number_seen
from grader.checks.remarks import (
    COUNTED,
    EXTRA_FILTER,
    NO_CASE,
    NO_FILTER,
    NO_GROUPS,
    NO_SUM,
    PLACES,
    SUMMED,
    TURNED,
    remark,
)
from grader.checks.ways import may_be_gone
from grader.curriculum.other_charts import axes, words_of_others
from grader.notebooks.written import written_in

#: Of a cell in which all is there, whichever of the two sentences fits.
SAME_WAY = "perlu sudah ada di hitunganmu"


def due_of(solution: str, inside: tuple[float, ...] = ()) -> Ingredients:
    found = written_in(solution)
    assert found is not None
    return Ingredients(found, {}, known=frozenset(["t", "x", "a", "b", "c"]), inside=frozenset(inside))


@pytest.mark.parametrize(
    ("solution", "source", "said"),
    [
        ("x = len(t[t.n > 5])", "x = len(t)", NO_FILTER),
        ("x = t.n.sum()", "x = t[t.n > 5].n.sum()", EXTRA_FILTER),
        ("x = t.groupby('k').n.sum()", "x = t.n.sum()", NO_GROUPS),
        ("x = t.n.sum()", "x = t.n.sum() - t.n.sum()", "`-`"),
        ("x = t['n'].drop_duplicates()", "x = t['n'].drop_duplicates(keep=False)", "`keep=`"),
        ("x = t['n'].drop_duplicates(keep='last')", "x = t['n'].drop_duplicates(keep=False)", ""),
        ("x = t.n.iloc[2] - a", "x = t.n.iloc[3] - a", PLACES),
        ("x = 26 - 4", "x = 26 - 4 - 1", "angka 1:"),
        ("x = t.k.str.lower().str.count('a')", "x = t.k.str.count('a')", NO_CASE),
        ("x = t.k.str.lower().str.count('a')", "x = t.k.str.upper().str.count('a')", ""),
        ("x = 26 - 4", "x = 26 - 4 * 1", "`*`"),
        ("x = 26 - 4", "x = 4 - 26", "susunannya"),
        ("x = len(t[t.n > 5])", "x = len(t[~(t.n > 5)])", TURNED),
        ("x = len(t[~(t.n > 5)])", "x = len(t[~(t.n > 5)]) / len(t)", ""),
        ("x = t[t.n > 5][t.k < 2]", "x = t[(t.n > 5) | (t.k < 2)]", "`|`"),
        ("x = t[t.k.isin([5, 2])]", "x = t[(t.k == 5) | (t.k == 2)]", "2 perbandingan"),
        (
            "x = t.k.value_counts().head(3).sum()",
            "x = len(t.k.value_counts().head(3))",
            COUNTED,
        ),
        ("x = len(t[t.n <= 9]) / len(t)", "x = t[t.n <= 9].n.sum() / t.n.sum()", SUMMED),
        ("x = t.n.sum() - a", "x = t.n.iloc[1] - a", NO_SUM),
        ("x = t.n.sum() - a", "x = a - sum(t.n)", SAME_WAY),
        ("x = len(t[t.n <= 9]) / len(t)", "x = (t.n <= 9).sum() / len(t) + 0 * 3", SAME_WAY),
        ("x = 700 - 70", "x = len(t)", "keluar dari `len`"),
        ("x = 700 + 70", "x = t.n.sum()", ""),
        ("x = 700 - 70", "x = (t.n - t.m).mean()", "sebuah rata-rata"),
        ("x = 700 - 70", "x = t.n.max() - t.m.max()", ""),
        ("x = t.n.mean()", "x = t[t.n > 3].m.mean()", EXTRA_FILTER),
        # A number that was counted by hand in place of `len` may be one of the solution's way.
        ("x = len(t[t.n > 5]) / len(t)", "x = len(t[t.n >= 5]) / 12", "`>=`"),
        ("x = len(t[t.n > 5]) / len(t)", "x = len(t[t.n > 5]) / len(t) / 12", "angka 12"),
    ],
)
def test_the_first_that_holds_is_said(solution: str, source: str, said: str) -> None:
    written = written_in(source)
    assert written is not None
    found = remark(written, due_of(solution, inside=(12.0,)), has_others=False)
    assert said in found
    assert said or not re.search("keep|keluar dari", found)


@pytest.mark.parametrize(
    ("solution", "source", "is_named"),
    [
        ("x = len(t[t.n > 5])", "x = (t.n > 5).sum()", False),
        ("x = (t.n > 5).sum()", "x = len(t[t.n > 5])", False),
        ("x = (t.n > 5).sum()", "x = t[t.n > 5].shape[0]", False),
        ("x = len(t[t.n > 5])", "besar = t.n > 5\nx = besar.sum()", False),
        ("x = len(t[t.n > 5])", "x = t[t.n > 5].n.sum()", True),  # a sum of what they hold is no count
        ("x = t[t.n > 5].n.sum()", "x = len(t[t.n > 5])", True),
    ],
)
def test_there_is_one_rule_for_what_counts(solution: str, source: str, is_named: bool) -> None:
    written = written_in(source)
    assert written is not None
    said = remark(written, due_of(solution), has_others=False)
    assert any(f"`{word}`" in said for word in ("sum", "len", "shape")) is is_named


@pytest.mark.parametrize(
    ("source", "is_told"),
    [
        ("x = b.terang", True),
        ("p = a.terang\ns = b.terang\nx = s", True),
        ("x = round(b.terang, 2)", True),
        ("x = a.terang - b.cerahkan(1.5).terang", False),
    ],
)
def test_a_way_that_comes_out_by_chance_is_not_told(source: str, is_told: bool) -> None:
    due = due_of("x = a.terang - b.terang")
    assert may_be_gone("b.terang", number_seen(61.374), written_in(source), due) is is_told


@pytest.mark.parametrize(
    ("text", "axis", "is_named"),
    [
        ("bulan", "mendatar (x)", True),
        ("omzet", "mendatar (x)", False),
        ("Omzet rata-rata", "mendatar (x)", False),
        ("bulan pencatatan omzet", "mendatar (x)", True),
        ("hari", "mendatar (x)", True),  # what is counted by says nothing of the axis
        ("pedagang (ribu Rp)", "tegak (y)", False),
        ("omzet pedagang (ribu Rp)", "tegak (y)", True),
        ("ribu Rp", "tegak (y)", True),
    ],
)
def test_an_axis_that_is_called_by_what_the_other_one_measures(text: str, axis: str, is_named: bool) -> None:
    frame = {"sumbu": words_of_axes("pedagang tiap bulan", "omzet rata-rata setiap hari (ribu Rp)")}
    found = label(text, "", axis, frame)
    assert found == ((True, "") if is_named else (False, OTHER_AXIS.format(axis)))


def test_words_of_axes_are_not_kept_in_the_clear() -> None:
    found = words_of_axes("kecamatan", "penduduk (orang)")
    assert found == {"x": [digest("kecamatan")], "y": [digest("penduduk")]}


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("Tusuk terjual tiap warung", False),
        ("Jumlah tusuk terjual", False),
        ("Jumlah semuanya", True),
        ("Penduduk dan warung", True),
        ("Tempat yang ramai", True),
    ],
)
def test_a_title_of_another_charts_columns(text: str, is_right: bool) -> None:
    lesson = 'tiap_warung.plot.bar(y="tusuk_terjual", title=____, xlabel="warung", ylabel=____)'
    own = 'grafik = t.plot.bar(x="kecamatan", y="penduduk", title="Penduduk", xlabel="kecamatan")'
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in (lesson, own)]
    frame = {"potongan": words_of_others({"cells": cells}, "Gambar penduduk tiap kecamatan.", own)}
    assert title(text, frame)[0] is is_right


def test_an_axis_is_known_by_its_columns_too() -> None:
    solution = 'g = t.plot.bar(x="kampanye", y=["roas_iklan"], xlabel="iklan", ylabel="omzet tiap iklan")'
    found = axes(solution)
    assert found == {"x": [digest("kampanye")], "y": sorted([digest("roas"), digest("omzet")])}


@pytest.mark.parametrize(
    ("solution", "source", "said"),
    [
        ("x = t.a / t.b", "x = t.a / t.b.mean()", "`mean`"),
        ("x = t.a.sum() / len(t)", "x = t.a.mean()", ""),
        ("x = t.a.sum() - t.b", "x = t.a.sum() - t.b.sum()", "Periksa lagi `sum`"),
        ("x = t.a.sum() - t.b", "x = t.a.sum() + t.a.sum() - t.b", ""),
    ],
)
def test_a_summary_that_is_one_too_many(solution: str, source: str, said: str) -> None:
    written = written_in(source)
    assert written is not None
    found = remark(written, due_of(solution), has_others=False)
    assert said in found
    assert said or not any(f"`{word}`" in found for word in ("sum", "mean"))
