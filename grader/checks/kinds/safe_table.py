"""A table that is to be published: judged by attacking it, not by comparing it with a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from grader.checks.disclosure import TOTAL, Cell, Counts, Found, recoverable
from grader.checks.kinds.base import Kind, Match
from grader.checks.kinds.scalar import canon_text, is_number
from grader.checks.kinds.table import Table
from grader.checks.observation import Observation, TableSeen, changed, is_table
from grader.checks.spec import FacetVerdict, Json
from grader.common.errors import SinauError
from grader.common.indonesian import parse_number, show_number


class SafeKey(TableSeen):
    """The solution's own table, and the one in which nothing is hidden."""

    penuh: TableSeen


class SafeTable(Kind):
    """A table of counts with totals, in which small cells are hidden so that nobody can work them out.

    The author gives ``aman``, the smallest count that may be shown, and ``penuh``, the expression of the
    table with nothing hidden, which has to stand in ``keliru`` too: publishing everything is the first slip.
    ``jumlah`` is what the row and the column of totals are called. A hidden cell is None or any text.

    Facets: ``bentuk`` (the same rows and columns), ``isi`` (what is shown is true), ``aman`` (no small cell
    shown), ``tidak tertebak`` (no small cell can be subtracted back), ``secukupnya`` (no more cells
    hidden than in the solution). A count of 0 points at nobody and may be shown.
    """

    name = "safe_table"
    types = frozenset({"table"})
    wanted = "sebuah tabel"
    noun = "tabel"
    options = frozenset({"aman", "penuh", "jumlah"})

    def claims(self, key: Observation, options: Mapping[str, Json]) -> bool:
        return "aman" in options and super().claims(key, options)

    def full_key(
        self, key: Observation, options: Mapping[str, Json], wrong: Mapping[str, Observation]
    ) -> Observation:
        """The key with the table in which nothing is hidden."""
        full = wrong.get(str(options.get("penuh")))
        if full is None or not is_table(full):
            raise SinauError('pilihan aman butuh penuh="nama tabel lengkap", yang juga ditulis di keliru.')
        return changed(key, penuh=full)

    def recognise(self, value: object, request: Mapping[str, Json]) -> Observation | None:
        """None: tables are observed by their own kind."""
        return None

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        solution = cast(SafeKey, key)
        full = solution["penuh"]
        frame = {
            "limit": options["aman"],
            "total": str(options.get("jumlah") or TOTAL),
            "names": full["names"],
            "full": full,
            "most": len(solution["columns"]) * solution["rows"],
        }
        whole, answer = counts_of(full, frame), counts_of(key, frame)
        if whole is None or answer is None or whole.hidden:
            raise SinauError("pilihan aman butuh tabel hitungan lengkap, dengan baris dan kolom jumlahnya.")
        wrong = [f.message for f in self.judge(key, frame, (), lambda facet, value: False) if not f.ok]
        if wrong:
            raise SinauError(f"penyelesaiannya sendiri belum aman: {wrong[0]}")
        return frame | {"most": len(answer.hidden)}

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        table = counts_of(seen, frame)
        if table is None:
            return {}
        cells = sorted((*cell, "tutup" if v is None else f"{v:g}") for cell, v in table.cells.items())
        return {"sel": "\n".join("|".join(cell) for cell in cells)}

    def accepted(self, key: Observation, frame: Json) -> dict[str, tuple[str, ...]]:
        """None: many tables are right."""
        return {}

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        table, full = counts_of(seen, frame), counts_of(frame["full"], frame)
        assert full is not None
        if table is None or set(table.cells) != set(full.cells):
            return [FacetVerdict("bentuk", False, _shape_sentence(table, full))]
        limit = frame["limit"]
        shown = {cell: value for cell, value in table.cells.items() if value is not None}
        untrue = [cell for cell, value in shown.items() if value != full.cells[cell]]
        open_ = table.small(limit)
        secret = [cell for cell in full.small(limit) if table.cells[cell] is None]
        found = recoverable(table) if not untrue else []
        taken = [one for one in found if one.cell in secret]
        hidden, most, is_safe = len(table.hidden), frame["most"], not (untrue or open_ or taken)
        return [
            FacetVerdict("bentuk", True),
            FacetVerdict("isi", not untrue, _untrue_sentence(untrue, table)),
            FacetVerdict("aman", not open_, _open_sentence(open_, table, limit)),
            FacetVerdict("tidak tertebak", not taken, taken_sentence(taken, found)),
            FacetVerdict(
                "secukupnya", hidden <= most, _much_sentence(hidden) if hidden > most and is_safe else ""
            ),
        ]

    def share(self, facets: Sequence[FacetVerdict], frame: Json) -> float:
        """A table that gives somebody away earns nothing; a safe and true one that hides too much, half."""
        wrong = {f.name for f in facets if not f.ok}
        return 1.0 if facets and not wrong else 0.5 if wrong == {"secukupnya"} else 0.0

    def show(self, seen: Observation) -> str:
        return Table().show(seen)


def counts_of(seen: Observation, frame: Mapping[str, Json]) -> Counts | None:
    """An observed table as counts by row and column names, None where it is none.

    The names of the rows stand in the index or in a column of their own.
    """
    if not is_table(seen) or seen.get("too_big") or not seen["columns"]:
        return None
    labels = frame["names"][0]
    columns = dict(zip(seen["names"], seen["columns"], strict=True))
    if labels not in columns and seen["index"] == ["indeks"]:
        columns = {labels if name == "indeks" else name: column for name, column in columns.items()}
    if labels not in columns:
        return None
    rows = tuple(str(v) for v in columns.pop(labels)["values"])
    if len(set(rows)) != len(rows):
        return None
    cells: dict[Cell, float | None] = {}
    for name, column in columns.items():
        for row, value in zip(rows, column["values"], strict=True):
            cells[row, name] = _count(value)
    return Counts(rows, tuple(columns), cells, frame["total"])


def _count(value: Json) -> float | None:
    """The number a reader sees, None where something else stands there."""
    if is_number(value):
        return float(value)
    return parse_number(value) if isinstance(value, str) and canon_text(value) else None


def place_of(cell: Cell) -> str:
    """Where a cell stands, in words."""
    return f"baris {cell[0]} kolom {cell[1]}"


def taken_sentence(taken: Sequence[Found], found: Sequence[Found]) -> str:
    """How a neighbour finds the first of the cells ``taken``, of all that can be ``found``."""
    if not taken:
        return ""
    one = taken[0]
    if not (sum_ := _sum(one)):
        return (
            f"Isi {place_of(one.cell)} masih bisa dicari: tetangga menggabungkan beberapa jumlah baris dan "
            f"kolom, lalu mendapat {show_number(one.value)}. Tutup satu sel lagi di baris atau kolom itu."
        )
    before = [
        f
        for f in found[: found.index(one)]
        if _sum(f) and one.line in (f"baris {f.cell[0]}", f"kolom {f.cell[1]}")
    ]
    first = f"menemukan dulu {place_of(before[0].cell)} ({_sum(before[0])}), lalu " if before else ""
    return (
        f"Isi {place_of(one.cell)} masih bisa dicari: tetangga {first}mengurangkan angka lain di {one.line} "
        f"dari jumlahnya, {sum_}. Tutup satu sel lagi di {(before or [one])[0].line}."
    )


def _sum(one: Found) -> str:
    """The subtraction that gives a cell away, "" where there is no single one."""
    if one.total is None or one.others is None:
        return ""
    return f"{show_number(one.total)} - {show_number(one.others)} = {show_number(one.value)}"


def _open_sentence(open_: Sequence[Cell], table: Counts, limit: float) -> str:
    if not open_:
        return ""
    value = show_number(table.cells[open_[0]] or 0)
    return (
        f"Di {place_of(open_[0])} masih tertulis {value}, kurang dari {show_number(limit)} orang. "
        "Tetangga yang mengenal mereka langsung tahu siapa. Tutup sel itu."
    )


def _untrue_sentence(untrue: Sequence[Cell], table: Counts) -> str:
    if not untrue:
        return ""
    return (
        f"Angka di {place_of(untrue[0])} bukan angka yang sebenarnya. Sel boleh ditutup, tetapi angka yang "
        "tampak harus benar."
    )


def _much_sentence(hidden: int) -> str:
    return (
        f"Aman, tetapi {hidden} sel tertutup, lebih banyak daripada yang perlu. Buka lagi yang tidak perlu "
        "ditutup, supaya warga mendapat keterangan."
    )


def _shape_sentence(table: Counts | None, full: Counts) -> str:
    if table is None:
        return "Bentuk tabelnya berubah. Mulai lagi dari salinan tabel lengkap, lalu tutup sel satu per satu."
    missing = [r for r in full.rows if r not in table.rows] + [
        c for c in full.columns if c not in table.columns
    ]
    extra = [r for r in table.rows if r not in full.rows] + [
        c for c in table.columns if c not in full.columns
    ]
    what = f"{missing[0]} hilang" if missing else f"{extra[0]} tidak ada di tabel lengkap"
    return f"Baris atau kolom {what}. Biarkan bentuk tabelnya; yang ditutup isi selnya."
