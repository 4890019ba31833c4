"""Advice that a cell has followed already is not told; a result that was lost is, before all else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas
import pytest

from grader.checks import messages
from grader.checks.advice import told
from grader.checks.build import build
from grader.checks.evaluate import evaluate
from grader.checks.ingredients import Ingredients
from grader.checks.lock import SealedLock, seal
from grader.checks.lost import lost_result, of_answer
from grader.checks.observation import Observation, number_seen
from grader.checks.observe import observe
from grader.checks.spec import Cell, Verdict, make_spec
from grader.notebooks.typed import typed_slip
from grader.notebooks.written import written_in

COUNT = "x = len(panen[panen['dusun'] == 'Krajan'])"
BOTH = "len(panen[(panen['dusun'] == 'Krajan') | (panen['dusun'] != 'Krajan')])"


def due_of(solution: str, values: dict[str, float] | None = None) -> Ingredients:
    found = written_in(solution)
    assert found is not None
    return Ingredients(found, values or {}, known=frozenset(["panen", "lahan", "x", *(values or {})]))


@pytest.mark.parametrize(
    ("solution", "way", "source", "message", "left"),
    [
        (COUNT, "len(panen)", "len(panen['dusun'] == 'Krajan')", "Semua. Saring dulu dusunnya.", "Semua."),
        (COUNT, "len(lahan)", "len(lahan['dusun'] == 'Krajan')", "Lahan. Ganti dusunnya: Krajan.", "Lahan."),
        ("x = a / b", "a", "a / b * b", "Ini `a`. Bagi dengan `b`.", "Ini `a`."),
        ("x = a.mean()", "a", "a.mean() + 3", "Pakai `mean`, bukan `round`.", ""),
        ("x = a - 90_000", "a", "a - 90_000 + 90_000", "Ini `a`. Kurangi Rp90.000.", "Ini `a`."),
        ("x = a / b - 1", "a / b", "a / b\nx - 1", "Masih ada dulunya. Kurangi 1.", "Masih ada dulunya."),
        # What was to go is not there, by whatever else it came about.
        ("x = a.mean()", "a.head().mean()", "a.iloc[:5].mean()", "Lima, jadi hapus `head`.", "Lima."),
        (
            COUNT,
            "len(panen)",
            "len(panen['dusun'] == 'Krajan')",
            "Semua. Syaratnya tentang `dusun`.",
            "Semua.",
        ),
        # Several sentences, and several pieces of one.
        ("x = a.mean()", "4", "round(a.mean())", "Bulat, belum utuh: pakai `.mean()`.", "Bulat, belum utuh."),
        ("x = a.mean()", "4", "round(a.mean())", "Bulat. Untuk utuhnya: pakai `mean`. Ya.", "Bulat. Ya."),
        ("x = a.head(6)", "a", "a.head(6) * 2", "Enam, jadi ambil dengan `head(6)`.", "Enam."),
    ],
)
def test_advice_that_was_followed_is_left_out(
    solution: str, way: str, source: str, message: str, left: str
) -> None:
    assert told(message, [way], written_in(f"x = {source}"), due_of(solution)) == left


@pytest.mark.parametrize(
    ("solution", "way", "source", "message"),
    [
        # The cell lacks what it names, or asks rows otherwise.
        (COUNT, "len(panen)", "len(panen)", "Semua. Saring dulu dusunnya."),
        (COUNT, "len(panen)", "len(panen['rt'] == 'Krajan')", "Pakai `dusun`."),
        (COUNT, "len(panen)", "len(panen[panen['dusun'] != 'Krajan'])", "Saring Krajan."),
        (COUNT, "len(panen)", "len(panen[panen['dusun'] == 'Krajan'] * 2)", "Saring di Ngasem."),
        ("x = a.sum() / b.sum()", "a / b", "a.sum() / b", "Pakai `.sum()`."),
        # The way's own is in its place.
        (
            "x = panen.sort_values('berat').head(4)",
            "panen.sort_values('waktu').head(4)",
            "panen[['berat', 'waktu']].sort_values('waktu').head(4)",
            "Urutkan menurut `berat`.",
        ),
        # What the way has as well is only arranged otherwise; having it does not tell where it stands.
        ("x = a / b", "b / a", "b / a * 1", "Terbalik: bagi `a` dengan `b`."),
        (
            "x = panen.sort_values('berat').head(4)",
            "panen.head(4)",
            "panen.head(4).sort_values('berat')",
            "Urutkan dulu menurut `berat`, baru ambil.",
        ),
        # A sign says little without what it is used with; a percentage is no division.
        ("x = a / b", "a", "a * 30 / 30", "Bagi dengan banyaknya."),
        ("x = a / 0.07", "a * 0.07", "a * 7 / 100", "Bagi, jangan kali."),
        (COUNT, "len(panen)", "len(panen['dusun'] == 'Krajan')", "Kolomnya sudah tepat: `dusun`."),
        ("x = t['karung'].sum() * 9", "3 * 9", "t['karung'].count() * 9", "Pakai banyaknya karung."),
        # What is to go has to be gone.
        ("x = a.mean()", "a.mean() + 1", "a.mean().sum()", "Hapus `sum`."),
        ("x = a.mean()", "a", "a.mean().round()", "Pakai `mean`, bukan `round`."),
        # What an option is given is not known.
        ("x = a.sort(turun=False)", "a", "a.sort(turun=True)", "Pakai `turun=False`."),
    ],
)
def test_advice_that_was_not_followed_is_told(solution: str, way: str, source: str, message: str) -> None:
    assert told(message, [way], written_in(f"x = {source}"), due_of(solution)) == message


def test_a_number_and_the_name_that_holds_it_are_one() -> None:
    due = due_of("x = 50 * hemat", {"hemat": 1_500.0})
    said = "Ini `hemat`. Kalikan dengan 50."
    assert told(said, ["1_500"], written_in("x = 1_500 * 50 / 50"), due) == "Ini `hemat`."
    assert told("Pakai `hemat`.", ["1_500"], written_in("x = hemat"), due) == "Pakai `hemat`."


def test_it_is_followed_beside_each_way_that_it_was_written_for() -> None:
    said, cell = "Semua. Pakai `Krajan`.", written_in("x = len(panen['dusun'] == 'Krajan')")
    assert told(said, ["len(panen)", "len(lahan)"], cell, due_of(COUNT)) == "Semua."
    assert told(said, ["len(panen)", "len(panen['dusun'] == 'Krajan')"], cell, due_of(COUNT)) == said


@pytest.mark.parametrize(
    ("solution", "source", "said"),
    [
        ("x = panen.drop_duplicates()", "panen.drop_duplicates()\nx = panen", "not-kept"),
        ("x = panen.drop_duplicates()", "x = panen\nprint(x.drop_duplicates())", "not-kept"),
        (COUNT, "panen['dusun'] == 'Krajan'\nx = len(panen)", "only-compared"),
        (COUNT, "pilih = panen[panen['dusun'] == 'Krajan']\nx = len(panen)", "not-used"),
        (COUNT, "x = panen[panen['dusun'] == 'Krajan']\nx = len(panen)", "replaced"),
        ("x = a - 17 * b", "murah = 17 * b\nx = a", "not-used"),
        ("x = a - b - sewa", "x = a - b\nx - sewa", "not-kept"),
        # Nobody needs what was lost.
        (COUNT, "panen.head(3)\nx = len(panen)", ""),
        (COUNT, "x = len(panen)\nx", ""),
        (COUNT, "print(x)\nx = len(panen)", ""),
        (COUNT, "lain = lahan['luas'].sum()\nx = len(panen)", ""),
        # It stands on the answer's way as well.
        (COUNT, "panen[panen['dusun'] == 'Krajan']\nx = len(panen[panen['dusun'] == 'Krajan']) + 2", ""),
        # It is behind the answer; but it may be another answer.
        (COUNT, "x = len(panen)\nsana = panen[panen['dusun'] == 'Krajan']", "not-used"),
        (COUNT, "x = len(panen)\ny = len(panen[panen['dusun'] == 'Krajan'])", ""),
    ],
)
def test_what_was_lost_is_told_where_the_solution_needs_it(solution: str, source: str, said: str) -> None:
    due = due_of(solution, {"sewa": 90.0})
    check, _ = build(make_spec("x"), number_seen(9), {}, ingredients=due)
    mine = of_answer(written_in(source), replace(check, earlier=(("y", "soal 1"),)), crashed=False)
    found = lost_result(mine, due)
    assert (found or ("", ""))[0].startswith(messages.LOST[said][0].split("{code}")[0] if said else "")
    assert bool(found) is bool(said)


def judged(
    source: str, value: Observation, message: str, ways: Sequence[str] = ("len(panen)",)
) -> list[Verdict]:
    check, lock = build(
        make_spec("x", keliru=dict.fromkeys(ways, message)),
        number_seen(9),
        dict.fromkeys(ways, value),
        ingredients=due_of(COUNT),
    )
    typed = typed_slip(source)
    cell = Cell(written=written_in(source), typed=typed.told if typed else None)
    sealed = SealedLock.from_json(seal(lock, "g").to_json())
    return [evaluate(check, one, value, cell) for one in (lock, sealed)]


@pytest.mark.parametrize(
    ("source", "said", "step"),
    [
        ("x = len(panen)", "Ini semua. Saring dulu dusunnya.", ""),
        (
            "x = len(panen['dusun'] == 'Krajan')",
            "`len(...)` dari sebuah syarat menghitung semua baris, yang ya dan yang tidak. Ini semua.",
            "Taruh syaratnya",
        ),
        (
            "sana = panen[panen['dusun'] == 'Krajan']\nx = len(panen)",
            "`sana` sudah kamu buat, tetapi jawabanmu tidak memakainya. Ini semua.",
            "Mulai dari `sana`",
        ),
        (f"x = {BOTH}", "Ini semua. Di hitunganmu ada 2", ""),
    ],
)
def test_a_fact_of_the_cell_stands_before_what_the_value_is(source: str, said: str, step: str) -> None:
    for verdict in judged(source, number_seen(140), "Ini semua. Saring dulu dusunnya."):
        assert verdict.message.startswith(said)
        assert "Saring" not in verdict.message or source == "x = len(panen)"
        assert verdict.next_step.startswith(step)
        assert verdict.misconception == "len(panen)"


def test_where_nothing_of_the_author_is_left_the_cell_tells() -> None:
    for verdict in judged(f"x = {BOTH}", number_seen(140), "Saring dulu dusunnya."):
        assert verdict.message == "Di hitunganmu ada 2 perbandingan; soal ini dapat dijawab dengan 1."


def test_a_line_that_stopped_the_cell_is_no_result_that_was_lost() -> None:
    source = "x = len(panen)\npanen[panen['dusun'] == 'Krajan']"
    check, lock = build(make_spec("x"), number_seen(9), {}, ingredients=due_of(COUNT))
    cell = Cell(written=written_in(source))
    crashed = Cell("Berhenti.", stands=True, written=written_in(source))
    assert evaluate(check, lock, number_seen(140), cell).message.startswith("Hasil `panen[")
    assert "Hasil `" not in evaluate(check, lock, number_seen(140), crashed).message


def test_an_answer_in_part_right_is_told_of_what_was_lost() -> None:
    """A table in another order."""
    tables = [pandas.DataFrame({"berat": numbers}) for numbers in ([1, 2, 3], [1, 3, 2])]
    right, turned = (observe({"x": table}, {"name": "x"}) for table in tables)
    due = due_of("x = panen.sort_values('berat')")
    check, lock = build(make_spec("x", urut="berat"), right, {}, ingredients=due)
    cell = Cell(written=written_in("panen.sort_values('berat')\nx = panen"))
    verdict = evaluate(check, lock, turned, cell)
    assert verdict.score > 0
    assert verdict.message.startswith("Hasil `panen.sort_values('berat')` tidak disimpan, jadi tidak ikut")
