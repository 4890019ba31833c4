"""A table pasted into the notebook is read as the trainee's own file is."""

from __future__ import annotations

from typing import Any

import pytest

from grader.common.errors import SinauError
from grader.data import muat, tempel
from grader.data.load import ON_THIS_COMPUTER

PASTED = """
tanggal;kelompok;nilai;satuan;sumber
2026-11-02;WhatsApp;12;pak;buku pesanan
2026-11-03;pasar;1.250,5;pak;buku pesanan
"""


def test_pasted_text_is_read_against_its_template(capsys: pytest.CaptureFixture[str]) -> None:
    table = tempel(PASTED)
    assert list(table["nilai"]) == [12, 1250.5]
    assert str(table["tanggal"].dtype).startswith("datetime")
    assert "data milikmu sendiri" in capsys.readouterr().out


def test_only_a_file_of_this_computer_is_marked_as_one() -> None:
    assert ON_THIS_COMPUTER in muat("data-saya/proyek.csv").attrs
    assert ON_THIS_COMPUTER not in tempel(PASTED).attrs
    assert ON_THIS_COMPUTER not in muat("kas_warung").attrs


def test_indents_and_empty_lines_of_a_cell_do_no_harm() -> None:
    indented = "\n".join(f"    {line}\n" for line in PASTED.splitlines())
    assert tempel(indented).equals(tempel(PASTED))


def test_a_table_of_ones_own_kind_needs_no_template() -> None:
    table = tempel("bulan,liter\n2026-01,10\n2026-02,12\n")
    assert list(table["liter"]) == [10, 12]


@pytest.mark.parametrize("given", ["", "  \n ", 5, None, ["a;b"]])
def test_what_is_no_table_is_told_in_a_sentence(given: Any) -> None:
    with pytest.raises(SinauError):
        tempel(given)


def test_a_files_name_is_no_table() -> None:
    with pytest.raises(SinauError, match=r"bukti\.csv adalah nama berkas, bukan isinya"):
        tempel("bukti.csv")


def test_a_fault_is_told_by_its_place() -> None:
    with pytest.raises(SinauError, match=r"Tabel yang kamu tempel, baris 3, kolom nilai"):
        tempel(PASTED.replace("1.250,5", "banyak"))
