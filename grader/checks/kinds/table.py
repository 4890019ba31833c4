"""Tables: DataFrame and Series, the whole of them, by column."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from grader.checks import messages
from grader.checks.kinds.base import Has, Kind, Match
from grader.checks.kinds.rows import row_parts, where_in_rows
from grader.checks.kinds.scalar import canon_text, canon_values, is_number, numbers_frame, plain
from grader.checks.kinds.sequence import summary
from grader.checks.observation import (
    Column,
    Observation,
    TableSeen,
    changed,
    is_dict,
    is_table,
)
from grader.checks.spec import FacetVerdict, Json
from grader.common.indonesian import parse_number, show_number

#: Cells of a table that are carried over the wall; a key must stay below, an answer above it is too large.
MAX_CELLS = 500_000
#: Cells that may be looked through, over all variants together, to find out which slip explains an answer.
MAX_SEARCH = 1_000_000
WORDS = {"number": "angka", "text": "teks", "date": "tanggal", "bool": "True/False", "mixed": "campuran"}


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
        types = {n: c["is"] for n, c in zip(key["names"], key["columns"], strict=True)}
        order = self._order(key["columns"], key["names"], types)
        grids, plain_grids = {}, {}
        for name, column in zip(key["names"], key["columns"], strict=True):
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
            "unnamed": key.get("unnamed", []),
        }

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        seen = _renamed(seen, frame)
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
        seen = _renamed(seen, frame)
        facets = super().judge(seen, frame, expected, match)
        wrong = [f.name for f in facets if not f.ok]
        said = self._sentence(wrong, seen, frame) if is_table(seen) else ""
        first = next((f for f in facets if not f.ok), None)
        return [FacetVerdict(f.name, f.ok, said if f is first else "") for f in facets]

    def place(self, facet: str) -> tuple[int, str]:
        """What decides about the rest comes first."""
        return ({"kolom": 0, "baris": 1, "indeks": 3, "urutan": 4}.get(facet, 2), facet)

    @staticmethod
    def _sentence(wrong: Sequence[str], seen: TableSeen, frame: Json) -> str:
        """One sentence on what differs first: with other columns or rows, nothing else can agree either."""
        if not wrong:
            return ""
        if not seen["names"]:
            return "Tabelmu masih kosong."
        if "kolom" in wrong:
            if seen.get("series") and seen["columns"][-1]["is"] == "bool":
                return "Ini masih True atau False untuk setiap baris; pakai untuk menyaring tabelnya."
            return _columns_sentence(seen, frame)
        if "baris" in wrong and not seen["rows"]:
            return "Tabelmu tidak punya baris; periksa tulisan, huruf besar-kecil, dan batas di saringanmu."
        if "baris" in wrong:
            return f"{messages.ROW_COUNT}; tabelmu punya {show_number(seen['rows'])} baris."
        columns = [facet.removeprefix("isi ") for facet in wrong if facet.startswith("isi ")]
        if columns:
            found = dict(zip(seen["names"], seen["columns"], strict=True))
            for name in columns:
                if (is_now := found[name]["is"]) != (due := frame["is"][name]):
                    where = "Kolomnya" if name in frame["unnamed"] else f"Kolom {name}"
                    if said := _no_values(found[name]):
                        return f"{where} {said}"
                    return f"{where} berisi {WORDS[is_now]}; yang diminta {WORDS[due]}."
            if set(columns) <= set(frame["unnamed"]):
                return "Ada nama atau angka yang belum sesuai."
            if len(columns) == 1:
                values = {str(value) for value in found[columns[0]]["values"]}
                alike = ": semua barisnya berisi nilai yang sama" if len(values) == 1 < seen["rows"] else ""
                return f"Isi kolom {columns[0]} belum sesuai{alike}."
            if set(columns) == set(frame["names"]) and len(columns) > 2:
                return messages.ALL_ROWS
            return f"Periksa lagi isi kolom {_listed(columns, 'dan')}."
        if "indeks" in wrong:
            return "Indeks tabel belum seperti yang diminta."
        return "Isinya sudah ada, tetapi urutan barisnya belum seperti yang diminta."

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
        due = {_bare_name(n): n for n in frame["names"]}
        names = [due.get(_bare_name(n), n) for n in seen["names"]]
        if names != seen["names"]:
            yield "column-names", changed(seen, names=names)

    def parts(self, seen: Observation, frame: Json) -> Iterable[str]:
        seen = _renamed(seen, frame)
        return row_parts(seen, frame, self._order_of(seen, frame))

    def where(self, seen: Observation, frame: Json, wrong: Collection[str], has: Has) -> str:
        seen = _renamed(seen, frame)
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
        return (
            f"tabel {rows} baris dengan kolom {_listed(seen['names'])}" if seen["names"] else "tabel kosong"
        )


def _renamed(seen: Observation, frame: Json) -> Observation:
    """The answer under the key's names where the key has none: a Series without name is told by position.

    So `.rename("banyak")`, `.reset_index()` or a dictionary of the same labels and values is the same answer.
    """
    unnamed, names = frame["unnamed"], list(frame["names"])
    if frame.get("kolom_lain"):
        seen = _without_others(seen, names)
    if not unnamed:
        return _labels_named(seen, names)
    if is_dict(seen) and len(names) == 2:
        keys, values = [k for k, _ in seen["pairs"]], [v for _, v in seen["pairs"]]
        pairs: TableSeen = {
            "type": "table",
            "rows": seen["length"],
            "index": names[:1],
            "names": names,
            "columns": [{"is": "text", "values": keys}, {"is": _is(values), "values": values}],
        }
        return pairs
    if not is_table(seen) or seen.get("too_big") or len(seen["names"]) != len(names):
        return seen
    free = [n for n in names if n in unnamed]
    others = [i for i, n in enumerate(seen["names"]) if n not in names or n in free]
    if len(others) != len(free):
        return seen
    new = list(seen["names"])
    for name in free:
        same = [i for i in others if seen["columns"][i]["is"] == frame["is"][name]]
        place = (same or others)[0]
        others.remove(place)
        new[place] = name
    return changed(seen, names=new)


def _bare_name(name: str) -> str:
    """A column's name without what people write otherwise: capitals, spaces, underscores, hyphens."""
    return re.sub(r"[\s_-]", "", name).casefold()


def _without_others(seen: Observation, names: Sequence[str]) -> Observation:
    """The answer without the columns that the learner added to all that are due."""
    if not is_table(seen) or seen.get("too_big") or not set(names) < set(seen["names"]) or seen["index"]:
        return seen
    kept = [i for i, name in enumerate(seen["names"]) if name in names]
    columns = [seen["columns"][i] for i in kept]
    return changed(seen, names=[seen["names"][i] for i in kept], columns=columns)


def _no_values(column: Column) -> str:
    """What is wrong with a column that holds what no column should."""
    strange = {str(v) for v in column["values"] if isinstance(v, str) and v.startswith("{'x': ")}
    if column["values"] and all(v is None for v in column["values"]):
        return "kosong semua."
    if "{'x': 'inf'}" in strange:
        return "memuat hasil bagi dengan nol; periksa pembaginya."
    if any("method" in v or "function" in v for v in strange):
        return "berisi fungsi yang belum dipanggil; tambahkan tanda kurung ()."
    return ""


def _labels_named(seen: Observation, names: Sequence[str]) -> Observation:
    """The answer with its labels as the one column it lacks, where they have no name: a loop makes it so."""
    if not is_table(seen) or seen.get("too_big") or seen["index"] != ["indeks"]:
        return seen
    missing = [n for n in names if n not in seen["names"]]
    if len(missing) != 1:
        return seen
    return changed(seen, index=missing, names=[*missing, *seen["names"][1:]])


def _columns_sentence(seen: TableSeen, frame: Json) -> str:
    names = seen["names"]
    if frame["unnamed"]:
        return "Bentuknya belum sama: yang diminta satu kolom angka, dengan namanya di kiri."
    missing = [n for n in frame["names"] if n not in names]
    extra = [n for n in names if n not in frame["names"]]
    if missing and seen.get("series"):
        return f"Ini baru satu kolom; kolom {_listed(missing, 'dan')} belum ada."
    if missing and extra:
        return f"Kolom {_listed(missing, 'dan')} belum ada; tabelmu berisi kolom {_listed(names, 'dan')}."
    if missing:
        return f"Kolom {_listed(missing, 'dan')} belum ada."
    return f"Ada kolom yang tidak diminta: {_listed(extra, 'dan')}."


def _listed(names: Sequence[str], last: str = "") -> str:
    """Up to eight names, the last joined by a word where one is given."""
    shown = [str(n)[:40] for n in names[:8]]
    if len(names) > 8:
        return ", ".join([*shown, "…"])
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}" if last and len(shown) > 1 else ", ".join(shown)


def _times(column: Column, factor: float) -> Column:
    return {"is": column["is"], "values": [v * factor if is_number(v) else v for v in column["values"]]}


def _retyped(column: Column) -> Iterable[tuple[str, Column]]:
    """A column put right that holds percent for fractions, codes without their zeros, or numbers as text."""
    values = column["values"]
    if column["is"] == "number":
        for slip, factor in (("times-100", 0.01), ("divided-by-100", 100.0)):
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
    if (found := _is(values)) != "mixed":
        return {"is": found, "values": values}
    if all(hasattr(v, "isoformat") or v is None for v in column.tolist()):
        return {"is": "date", "values": [None if v is None else _moment(v) for v in column.tolist()]}
    return {"is": "mixed", "values": [v if not isinstance(v, dict) else str(v)[:60] for v in values]}


def _is(values: Sequence[Json]) -> str:
    """What plain values are: bool, number, text or mixed."""
    present = {type(v) for v in values if v is not None}
    if present == {bool}:
        return "bool"
    if present and present <= {int, float}:
        return "number"
    return "text" if present <= {str} else "mixed"


def _moment(value: Any) -> str:
    """A date or a time; midnight is the date."""
    return str(value.isoformat())[:19].removesuffix("T00:00:00")


def _sortable(value: Json) -> tuple[int, float, str]:
    if value is None:
        return (2, 0.0, "")
    if is_number(value) or type(value) is bool:
        return (0, round(float(value), 6), "")
    return (1, 0.0, canon_text(str(value)))
