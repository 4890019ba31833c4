"""Which names of a cell still rest on the blank `____`, in the notebook and in the grader alike."""

from __future__ import annotations

import pytest

from grader.notebooks.names import unfinished_names


@pytest.mark.parametrize(
    "source",
    [
        "hasil = ____",
        "hasil = len(tabel[tabel['kota'] == ____])",
        "urut = tabel.sort_values(____)\nhasil = urut.head(6)",
        "tabel['warna'] = kecil.str.contains(____)\nhasil = tabel.sum()",
        "hasil = []\nhasil.append(____)",
        "hasil = ____\nhasil += 5",
        "def hasil(p):\n    return ____",
        "hasil = teks.____().count('batik')",
        "if True:\n    hasil = ____",
    ],
)
def test_an_answer_that_rests_on_a_gap_is_unfinished(source: str) -> None:
    assert "hasil" in unfinished_names(source)


@pytest.mark.parametrize(
    "source",
    [
        "hasil = ____\nhasil = 5",
        "hasil = ____\ndef hasil(p):\n    return p",
        "lain = ____\nhasil = 5",
        "hasil = 5  # ganti ____",
        "hasil = '____'",
        "hasil = 5\nprint(____)",
        "hasil = ",
    ],
)
def test_an_answer_that_does_not_is_not(source: str) -> None:
    assert "hasil" not in unfinished_names(source)


def test_a_cell_that_no_person_wrote_is_not_read() -> None:
    """Its syntax tree would take a gigabyte of the grader's memory."""
    assert unfinished_names("x = ____" + " + 1" * 10) == {"x"}
    assert unfinished_names("x = ____" + " + 1" * 50_000) == set()
