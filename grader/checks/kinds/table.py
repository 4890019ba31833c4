"""Tables: DataFrame and Series, the whole of them, by column."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from grader.checks.kinds.base import Has, Kind, Match
from grader.checks.kinds.rows import row_parts, where_in_rows
from grader.checks.kinds.scalar import canon_text, canon_values, is_number, kind_of, numbers_frame, plain
from grader.checks.kinds.sequence import summary
from grader.checks.kinds.table_names import bare_name, renamed
from grader.checks.kinds.table_words import listed, sentence
from grader.checks.observation import (
    Column,
    Observation,
    TableSeen,
    changed,
    is_table,
)
from grader.checks.spec import FacetVerdict, Json
from grader.common.indonesian import parse_number, show_number

#: Cells of a table that are carried over the wall; a key must stay below, an answer above it is too large.
MAX_CELLS = 500_000
#: Cells that may be looked through, over all variants together, to find out which slip explains an answer.
MAX_SEARCH = 1_000_000


class Table(Kind):
    """Facets: `kolom` (names), `baris` (count), `isi <column>`, `urutan` when the author asks for
    order.

    Column order is free. Row order counts only with `urut` (True: the whole table; a column or columns: the
    sequence of their values). A meaningful index is a column like any other; `indeks=True` asks for it as
    index. With `kolom_lain`, which a release finds, columns of the learner's own may stand beside the key's.
    `toleransi` is one number or one per column.
    """

    name = "table"
    types = frozenset({"table"})
    wanted, noun = "sebuah tabel", "tabel"
    equivalents = (
        "__import__('pandas').DataFrame({0}).copy()",
        "(lambda t: t[list(t.columns)[::-1]])(__import__('pandas').DataFrame({0}))",
    )
    options = frozenset({"toleransi", "toleransi_relatif", "urut", "indeks", "kolom_lain"})

    def recognise(self, value: object, request: Mapping[str, Json]) -> TableSeen | None:
        pandas = sys.modules.get("pandas")
        if pandas is None or not isinstance(value, (pandas.DataFrame, pandas.Series)):
            return None
        frame = value.to_frame() if isinstance(value, pandas.Series) else value
        index, columns = _index_names(frame), [_name(c) for c in frame.columns]
        rows = len(frame)
        shape: TableSeen = {
            "type": "table",
            "rows": rows,
            "index": index,
            "names": index + columns,
            "columns": [],
        }
        if rows * (len(columns) + len(index)) > MAX_CELLS:
            return changed(shape, too_big=True)
        levels = [frame.index.get_level_values(i) for i in range(frame.index.nlevels)] if index else []
        data = [*levels, *(frame.iloc[:, i] for i in range(len(columns)))]
        cells = [_cells(column) for column in data]
        shape["columns"] = cells
        if isinstance(value, pandas.Series):
            unnamed = [*(n for n in index if n not in value.index.names), *columns[: value.name is None]]
            shape["series"], shape["unnamed"] = True, unnamed
            shape["numbers"] = summary(cells[-1]["values"])
        return shape

    def fault(self, key: Observation) -> str | None:
        big = is_table(key) and key.get("too_big")
        return "tabel kuncinya terlalu besar; ringkas dulu" if big else None

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        assert is_table(key)
        tolerance = options.get("toleransi")
        ordered = options.get("urut") or False
        named = list(zip(key["names"], key["columns"], strict=True))
        types = {name: column["is"] for name, column in named}
        order = self._order(key["columns"], key["names"], types)
        grids, plain_grids = {}, {}
        for name, column in named:
            own = tolerance.get(name) if isinstance(tolerance, dict) else tolerance
            choice = {"toleransi": own, "toleransi_relatif": options.get("toleransi_relatif")}
            grids[name] = numbers_frame([column["values"][i] for i in order], choice, name)
            plain_grids[name] = numbers_frame(column["values"], choice, name) if ordered else None
        return {
            "grid": grids,
            "plain": plain_grids,
            "urut": [ordered] if isinstance(ordered, str) else ordered,
            "indeks": bool(options.get("indeks")),
            "kolom_lain": bool(options.get("kolom_lain")),
            "names": key["names"],
            "is": types,
            "kosong": [name for name, column in named if set(map(type, column["values"])) == {type(None)}],
            "unnamed": key.get("unnamed", []),
        }

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        seen = renamed(seen, frame)
        if not is_table(seen) or seen.get("too_big"):
            return {}
        facets = {"kolom": "\n".join(sorted(seen["names"])), "baris": str(seen["rows"])}
        if frame["indeks"]:
            facets["indeks"] = "\n".join(seen["index"])
        order = self._order(seen["columns"], seen["names"], frame["is"])
        ordered = frame["urut"]
        sequence = []
        for name, column in zip(seen["names"], seen["columns"], strict=True):
            values = column["values"]
            texts = canon_values([values[i] for i in order], frame["grid"].get(name))
            facets[f"isi {name}"] = f"{column['is']}\n" + "\n".join(texts)
            if ordered is True or (ordered and name in ordered):
                sequence.append(name + "\n" + "\n".join(canon_values(values, frame["plain"].get(name))))
        if ordered:
            facets["urutan"] = "\n\n".join(sorted(sequence))
        return facets

    def _order_of(self, seen: Observation, frame: Json) -> list[int]:
        if not is_table(seen) or seen.get("too_big"):
            return []
        return self._order(seen["columns"], seen["names"], frame["is"])

    @staticmethod
    def _order(columns: Sequence[Column], names: Sequence[str], types: Mapping[str, str]) -> list[int]:
        """Row numbers in an order that the values alone decide: exact columns first, then numbers.

        What a column should hold (`types`) decides, not what it holds: numbers left as text spoil only
        their own column.
        """
        by_name = sorted(
            zip(names, columns, strict=True), key=lambda c: (types.get(c[0], c[1]["is"]) == "number", c[0])
        )
        keys = [[_sortable(v) for v in column["values"]] for _, column in by_name]
        return sorted(range(len(keys[0]) if keys else 0), key=lambda i: [k[i] for k in keys])

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        if is_table(seen) and seen.get("too_big"):
            return [FacetVerdict("baris", False, "Tabelmu jauh lebih besar daripada yang diminta.")]
        seen = renamed(seen, frame)
        facets = super().judge(seen, frame, expected, match)
        wrong = [f.name for f in facets if not f.ok]
        said = sentence(wrong, seen, frame) if is_table(seen) else ""
        first = next((f for f in facets if not f.ok), None)
        return [FacetVerdict(f.name, f.ok, said if f is first else "") for f in facets]

    def place(self, facet: str) -> tuple[int, str]:
        """What decides about the rest comes first."""
        return ({"kolom": 0, "baris": 1, "indeks": 3, "urutan": 4}.get(facet, 2), facet)

    def share(self, facets: Sequence[FacetVerdict], frame: Json) -> float:
        """Full for all; half when only order or index is missing; with the right rows, half of the computed
        columns' share.

        A column that is no number is copied from the data rather than computed and earns nothing by itself.
        """
        ok = {f.name: f.ok for f in facets}
        if ok and all(ok.values()):
            return 1.0
        columns = {name: good for name, good in ok.items() if name.startswith("isi ")}
        computed = [good for name, good in columns.items() if frame["grid"].get(name.removeprefix("isi "))]
        if not ok.get("baris") or not all(
            good for name, good in columns.items() if not frame["grid"].get(name[4:])
        ):
            return 0.0
        if len(computed) < 2 or not any(computed):
            return 0.0 if not all(columns.values()) else 0.5
        return 0.5 * sum(computed) / len(computed)

    def variants(self, seen: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        if not is_table(seen) or seen.get("too_big"):
            return
        # Each variant is compared as a whole, and a column has up to twelve: a wide table would take hours.
        cells = sum(len(column["values"]) for column in seen["columns"])
        if cells * (4 + 12 * len(seen["columns"])) > MAX_SEARCH:
            return
        for slip, factor in (("times-100", 0.01), ("divided-by-100", 100.0), ("times-1000", 0.001)):
            columns = [_times(c, factor) if c["is"] == "number" else c for c in seen["columns"]]
            yield slip, changed(seen, columns=columns)
        for i, column in enumerate(seen["columns"]):
            for slip, fixed in _retyped(column):
                yield slip, changed(seen, columns=[*seen["columns"][:i], fixed, *seen["columns"][i + 1 :]])
        due = {bare_name(n): n for n in frame["names"]}
        names = [due.get(bare_name(n), n) for n in seen["names"]]
        if names != seen["names"]:
            yield "column-names", changed(seen, names=names)

    def parts(self, seen: Observation, frame: Json) -> Iterable[str]:
        seen = renamed(seen, frame)
        return row_parts(seen, frame, self._order_of(seen, frame))

    def where(self, seen: Observation, frame: Json, wrong: Collection[str], has: Has) -> str:
        seen = renamed(seen, frame)
        return where_in_rows(seen, frame, self._order_of(seen, frame), wrong, has)

    def tells(self, key: Observation, seen: Observation, in_order: bool, counted: bool) -> bool:
        same = is_table(key) and is_table(seen) and seen["names"] == key["names"]
        return same and is_table(seen) and bool(seen["rows"])

    def place_of(self, facets: Sequence[FacetVerdict]) -> str:
        return next((f.message for f in facets if not f.ok and f.message), "")

    def called(self, seen: Observation) -> str:
        return "satu kolom" if is_table(seen) and seen.get("series") else self.noun

    def show(self, seen: Observation) -> str:
        if not is_table(seen):
            return ""
        rows = show_number(seen["rows"])
        if seen.get("series"):
            return f"satu kolom berisi {rows} nilai"
        return f"tabel {rows} baris dengan kolom {listed(seen['names'])}" if seen["names"] else "tabel kosong"


#: What may be wrong with the size of a whole column, and what puts it right.
OF_COLUMNS = (("times-100", 0.01), ("divided-by-100", 100.0), ("times-10", 0.1), ("divided-by-10", 10.0))


def _times(column: Column, factor: float) -> Column:
    return {"is": column["is"], "values": [v * factor if is_number(v) else v for v in column["values"]]}


def _retyped(column: Column) -> Iterable[tuple[str, Column]]:
    """A column put right that holds percent for fractions, ten times too much, codes without their zeros, or
    numbers as text.
    """
    values = column["values"]
    if column["is"] == "number":
        for slip, factor in OF_COLUMNS:
            yield slip, _times(column, factor)
    if column["is"] == "number" and all(isinstance(v, int) and v >= 0 for v in values):
        for width in range(2, 11):
            yield "leading-zero", {"is": "text", "values": [str(v).zfill(width) for v in values]}
    if column["is"] == "text" and values:
        numbers = [parse_number(v) if isinstance(v, str) else v for v in values]
        if all(n is not None for n in numbers):
            yield "number-as-text", {"is": "number", "values": numbers}


def _index_names(frame: Any) -> list[str]:
    """Names of the index levels that hold something; a bare row number does not."""
    index = frame.index
    if index.nlevels == 1 and index.name is None and index.dtype.kind in "iu":
        return []
    return [_name(n) if n is not None else "indeks" for n in index.names]


def _name(name: object) -> str:
    if isinstance(name, tuple):
        return " | ".join(map(_name, name))
    return str(name)[:200]


def _cells(column: Any) -> Column:
    """One column as `{"is": kind, "values": [JSON scalars]}`; a missing value is None."""
    kind = column.dtype.kind if hasattr(column.dtype, "kind") else "O"
    if str(column.dtype).startswith("datetime64") or kind == "M":
        return {"is": "date", "values": [None if v is None or v != v else _moment(v) for v in column]}
    values = [plain(v) for v in column.tolist()]
    if (found := kind_of(values)) != "mixed":
        return {"is": found, "values": values}
    if all(hasattr(v, "isoformat") or v is None for v in column.tolist()):
        return {"is": "date", "values": [None if v is None else _moment(v) for v in column.tolist()]}
    return {"is": "mixed", "values": [v if not isinstance(v, dict) else str(v)[:60] for v in values]}


def _moment(value: Any) -> str:
    """A date or a time; midnight is the date."""
    return str(value.isoformat())[:19].removesuffix("T00:00:00")


def _sortable(value: Json) -> tuple[int, float, str]:
    if value is None:
        return (2, 0.0, "")
    if is_number(value) or type(value) is bool:
        return (0, round(float(value), 6), "")
    return (1, 0.0, canon_text(str(value)))
