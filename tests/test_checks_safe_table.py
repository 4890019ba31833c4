"""A published table is attacked: shown small cells, cells that totals give away, too much hidden."""

from __future__ import annotations

import pandas as pd
import pytest
from judging import Question

from grader.belajar import serang
from grader.checks.blank import ____
from grader.checks.disclosure import Counts, recoverable
from grader.checks.spec import Outcome, Verdict
from grader.common.errors import SinauError

SICK = {"01": (8, 22), "02": (6, 25), "03": (11, 19), "04": (2, 27), "05": (9, 24)}


def full() -> pd.DataFrame:
    """Rows of RT with their counts, sums in the last row and column."""
    table = pd.DataFrame.from_dict(SICK, orient="index", columns=["ya", "tidak"])
    table["jumlah"] = table["ya"] + table["tidak"]
    table.loc["jumlah"] = table.sum()
    return table.rename_axis("rt").astype(object)


def hiding(*cells: tuple[str, str], mark: object = "*") -> pd.DataFrame:
    table = full()
    for row, column in cells:
        table.loc[row, column] = mark
    return table


BLOCK = (("04", "ya"), ("04", "tidak"), ("02", "ya"), ("02", "tidak"))


def asked(**declaration: object) -> Question:
    solution = {"jawaban": hiding(*BLOCK), "lengkap": full()}
    wrong = {"lengkap": "Semua angka masih terbuka."}
    return Question(solution, **{"aman": 5, "penuh": "lengkap", "keliru": wrong} | declaration)


def judge(table: object) -> Verdict:
    return asked().judge(table)


@pytest.mark.parametrize(
    "safe",
    [
        hiding(*BLOCK),
        hiding(*BLOCK, mark=None),
        hiding(*BLOCK, mark="<5"),
        hiding(("04", "ya"), ("04", "tidak"), ("05", "ya"), ("05", "tidak")),
        hiding(("04", "ya"), ("04", "jumlah"), ("01", "ya"), ("01", "jumlah")),
        hiding(("04", "ya"), ("04", "tidak"), ("jumlah", "ya"), ("jumlah", "tidak")),
        hiding(*BLOCK).reset_index(),
        hiding(*BLOCK).iloc[::-1],
        hiding(*BLOCK)[["jumlah", "tidak", "ya"]],
        hiding(*BLOCK).rename_axis(None),
    ],
)
def test_any_table_that_gives_nobody_away_is_right(safe: pd.DataFrame) -> None:
    assert judge(safe).score == 2


@pytest.mark.parametrize(
    ("hidden", "says"),
    [
        ((), "Semua angka masih terbuka"),
        ((("01", "ya"),), "baris 04 kolom ya masih tertulis 2"),
        ((("04", "ya"),), "29 - 27 = 2"),
        ((("04", "ya"), ("04", "tidak")), "36 - 34 = 2"),
        ((("04", "ya"), ("02", "ya")), "29 - 27 = 2"),
        ((("04", "ya"), ("04", "tidak"), ("02", "ya")), "(31 - 25 = 6), lalu"),
        ((("04", "ya"), ("04", "jumlah")), "36 - 34 = 2"),
        ((("04", "ya"), ("04", "tidak"), ("jumlah", "ya")), "menemukan dulu"),
    ],
)
def test_a_neighbour_finds_the_cell_and_the_message_says_how(
    hidden: tuple[tuple[str, str], ...], says: str
) -> None:
    verdict = judge(hiding(*hidden))
    assert verdict.score == 0
    assert verdict.outcome is Outcome.NOT_YET
    assert says in verdict.message
    assert "= 2" in verdict.message or len(hidden) < 2


def test_a_table_that_still_gives_somebody_away_is_not_called_safe() -> None:
    """A column hidden with its sum, and a block beside it: each row gives its cell away."""
    rows = ("01", "02", "03", "04", "05", "jumlah")
    verdict = judge(hiding(*((row, "ya") for row in rows), *((row, "tidak") for row in rows[:3])))
    assert verdict.score == 0
    assert "masih bisa dicari" in verdict.message
    assert "Aman" not in verdict.message


def test_hiding_nearly_everything_is_half_right() -> None:
    verdict = judge(hiding(*BLOCK, *((rt, c) for rt in ("01", "03", "05") for c in ("ya", "tidak"))))
    assert verdict.score == 1
    assert "10 sel tertutup" in verdict.message


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (hiding(*BLOCK, ("01", "ya"), mark=5), "bukan angka yang sebenarnya"),
        (hiding(*BLOCK).drop("05"), "05 hilang"),
        (hiding(*BLOCK)[["ya", "tidak"]], "jumlah hilang"),
        (hiding(*BLOCK).assign(nama="x"), "nama tidak ada"),
        (full()["ya"], "hilang"),
        (pd.DataFrame({"a": [1]}), "Bentuk tabelnya berubah"),
    ],
)
def test_another_table_is_told_apart(table: object, says: str) -> None:
    verdict = judge(table)
    assert verdict.score == 0
    assert says in verdict.message


def test_no_table_at_all_is_said() -> None:
    assert "Yang diminta sebuah tabel" in judge(5).message


def test_an_author_is_told_what_is_missing() -> None:
    with pytest.raises(SinauError, match="butuh penuh"):
        asked(penuh="lain")
    with pytest.raises(SinauError, match="belum aman"):
        Question(
            {"jawaban": hiding(("04", "ya")), "lengkap": full()},
            aman=5,
            penuh="lengkap",
            keliru={"lengkap": "Terbuka."},
        )


def test_what_only_several_lines_together_give_away_is_found() -> None:
    """Two blocks of four hidden cells and one between them: no line has a single hidden cell."""
    values = {"a": (9, 8, 7, 6), "b": (9, 8, 2, 6), "c": (5, 5, 7, 8), "d": (9, 6, 5, 8)}
    columns = ("x", "y", "z", "w")
    cells: dict[tuple[str, str], float | None] = {
        (r, c): v for r, row in values.items() for c, v in zip(columns, row, strict=True)
    }
    for column in columns:
        cells["jumlah", column] = sum(cells[r, column] or 0 for r in values)
    for row in (*values, "jumlah"):
        cells[row, "jumlah"] = sum(cells[row, c] or 0 for c in columns)
    for row, hidden in (("a", "xy"), ("b", "xyz"), ("c", "zw"), ("d", "zw")):
        cells |= {(row, column): None for column in hidden}
    found = recoverable(Counts((*values, "jumlah"), (*columns, "jumlah"), cells))
    assert [(one.cell, round(one.value)) for one in found] == [(("b", "z"), 2)]
    assert not found[0].line


def test_a_trainee_attacks_an_own_table(capsys: pytest.CaptureFixture[str]) -> None:
    serang(full())
    assert "baris 04 kolom ya: tertulis 2" in capsys.readouterr().out
    serang(hiding(("04", "ya")))
    assert "29 - 27 = 2" in capsys.readouterr().out
    serang(hiding(*BLOCK).reset_index())
    assert "Tidak ada hitungan di bawah 5" in capsys.readouterr().out
    serang(hiding(("04", "ya")).rename(index={"jumlah": "Semua"}, columns={"jumlah": "total"}))
    assert "29 - 27 = 2" in capsys.readouterr().out
    for unfinished in (____, hiding(("04", str(____)))):
        serang(unfinished)
        assert "Ganti dulu ____" in capsys.readouterr().out
    with pytest.raises(SinauError, match="tabel hitungan"):
        serang(7)
