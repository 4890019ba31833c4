"""`serang`: attack one's own table before it hangs on the notice board."""

from __future__ import annotations

from typing import Any

from grader.checks.blank import NAME, is_blank
from grader.checks.disclosure import TOTAL, Counts, recoverable
from grader.checks.kinds.safe_table import counts_of, place_of, taken_sentence
from grader.checks.kinds.table import Table
from grader.common.errors import SinauError
from grader.common.indonesian import show_number

TOTALS = (TOTAL, "semua", "total")


def serang(tabel: Any, batas: int = 5) -> None:
    """Print what a neighbour finds out from a table of counts: cells below `batas`, also by subtraction.

    A hidden cell holds None or a text such as "*"; a row or column of totals is called one of TOTALS. Raises
    SinauError where it is no table of counts.
    """
    seen = Table().recognise(tabel, {})
    names = seen["names"] if seen and not seen.get("series") else []
    if is_blank(tabel) or NAME in names:
        print(f"Ganti dulu {NAME}.")
        return
    table = counts_of(seen, {"names": names, "total": TOTAL}) if seen and len(names) > 1 else None
    table = table and _with_total(table)
    if table is None:
        raise SinauError("serang(...) membutuhkan tabel hitungan: nama baris, lalu kolom-kolom angka.")
    open_ = table.small(batas)
    found = recoverable(table)
    taken = [one for one in found if 0 < one.value < batas and one.cell in table.inner]
    for cell in open_:
        print(f"✎ {place_of(cell)}: tertulis {show_number(table.cells[cell] or 0)}.")
    if taken:
        print("✎", taken_sentence(taken, found))
    if not open_ and not taken:
        hidden = len(table.hidden)
        print(f"✔ Tidak ada hitungan di bawah {batas} yang bisa dicari. Sel tertutup: {hidden}.")


def _with_total(table: Counts) -> Counts:
    """The counts with their totals under the one name that the attack knows."""

    def name(old: str) -> str:
        return TOTAL if old.strip().casefold() in TOTALS else old

    cells = {(name(row), name(column)): value for (row, column), value in table.cells.items()}
    return Counts(tuple(map(name, table.rows)), tuple(map(name, table.columns)), cells)
