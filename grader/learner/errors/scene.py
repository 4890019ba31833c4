"""Where an error happened, and what can be read from there: the line, the names in it, the tables at hand."""

from __future__ import annotations

import ast
import contextlib
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from grader.checks.blank import is_blank
from grader.notebooks.cells import short
from grader.notebooks.names import tree_of

TYPE_NAMES = {
    "int": "angka",
    "float": "angka",
    "int64": "angka",
    "float64": "angka",
    "str": "teks",
    "bool": "nilai benar/salah",
    "list": "daftar",
    "tuple": "beberapa nilai yang dipisah koma",
    "dict": "kamus",
    "NoneType": "kosong (None)",
    "DataFrame": "tabel",
    "Series": "kolom",
    "function": "fungsi",
    "method": "fungsi",
    "builtin_function_or_method": "fungsi",
    "Axes": "grafik",
    "Foto": "foto",
    "PlotAccessor": "`plot`",
    "StringMethods": "`.str`",
    "DatetimeProperties": "`.dt`",
    "DataFrameGroupBy": "pengelompokan",
    "SeriesGroupBy": "pengelompokan",
    "DatetimeArray": "tanggal",
    "Timestamp": "tanggal",
}
#: What an Indonesian calls a method or a keyword → its English name.
ENGLISH = {
    "jumlah": "sum", "jumlahkan": "sum", "total": "sum", "rata": "mean", "rata_rata": "mean",
    "rerata": "mean", "ratarata": "mean", "rata2": "mean", "tengah": "median",
    "nilai_tengah": "median", "hitung": "count",
    "banyak": "count", "cacah": "count", "terbesar": "nlargest", "terkecil": "nsmallest", "maks": "max",
    "maksimum": "max", "min_": "min", "minimum": "min", "urutkan": "sort_values", "urut": "sort_values",
    "kelompokkan": "groupby", "kelompok": "groupby", "kepala": "head", "ekor": "tail", "bulatkan": "round",
    "gabung": "merge", "gabungkan": "merge", "ganti": "replace", "berisi": "contains", "memuat": "contains",
    "huruf_kecil": "lower", "huruf_besar": "upper", "batang": "bar", "batang_mendatar": "barh",
    "mendatar": "barh", "garis": "line", "lingkaran": "pie", "titik": "scatter", "gambar": "plot",
    "judul": "title", "warna": "color", "label_x": "xlabel", "label_y": "ylabel", "sumbu_x": "xlabel",
    "sumbu_y": "ylabel", "undi": "sample", "acak": "sample", "kosong": "isna",
    "apakah_kosong": "isna", "terisi": "notna", "unik": "unique", "hapus_ganda": "drop_duplicates",
    "hapus_duplikat": "drop_duplicates", "buang_ganda": "drop_duplicates", "hapus_kosong": "dropna",
    "buang_kosong": "dropna", "naik": "ascending", "kolom": "columns", "baris": "index", "ukuran": "figsize",
}  # fmt: skip
#: What other languages and libraries call a method → its name here.
ELSEWHERE = {
    "average": "mean", "avg": "mean", "sort": "sort_values", "order_by": "sort_values", "length": "size",
    "sort_by": "sort_values",
    "group_by": "groupby", "group": "groupby", "bulan": "month", "tahun": "year", "to_list": "tolist",
    "distinct": "unique", "maximum": "max", "minimum": "min", "add": "append", "push": "append",
    "tambah": "append", "lowercase": "lower", "uppercase": "upper",
}  # fmt: skip
#: What the set-up cell of a lesson brings.
FRONT_DOOR = (
    "periksa", "muat", "rupiah", "angka", "persen", "gambar", "jelaskan", "kenalan", "kumpulkan",
)  # fmt: skip


Node = TypeVar("Node", bound=ast.AST)
#: First line, last line, first column, last column of an expression, the columns in bytes of UTF-8.
Span = tuple[int, int, int, int]
#: No person types a longer line, and a search may take the square of its length.
LONGEST = 1_000
#: What is longer is not searched for what was meant.
MOST_ROWS, MOST_TEXTS = 2_000, 200
#: A text, or a comment, in a line.
_TEXT_OR_COMMENT = re.compile(r"(\"[^\"\n]*\"|'[^'\n]*')|#[^\n]*")


@dataclass(frozen=True)
class Scene:
    """Where an error happened: the cell, the line in it, the names known there, the files at hand; and which
    expression it was that failed, where Python tells. `place` names a cell that is not the one that was run;
    `of_lesson` are the names that the notebook's lesson has and the notebook has not.
    """

    source: str = ""
    line: int | None = None
    names: Mapping[str, object] = field(default_factory=dict)
    files: Sequence[str] = ()
    span: Span | None = None
    place: str = ""
    of_lesson: frozenset[str] = frozenset()

    @cached_property
    def statement(self) -> ast.stmt | None:
        """The innermost statement of the failing line; None where Python cannot read the cell, and where the
        line has several and nothing tells which.
        """
        tree = tree_of(self.source) if self.line else None
        if tree is None:
            return None
        at = self.span or (self.line or 0, self.line or 0, 0, 0)
        found = [s for s in ast.walk(tree) if isinstance(s, ast.stmt) and s.lineno <= at[0] <= _last_line(s)]
        if self.span:
            found = [s for s in found if s.lineno < at[0] or s.col_offset <= at[2]]
        deepest = [s for s in found if not any(inner is not s and inner in found for inner in ast.walk(s))]
        return deepest[-1] if len(deepest) == 1 or (self.span and deepest) else None

    @cached_property
    def _inside(self) -> list[ast.AST]:
        """The statement, the part of it that failed, and what lies between, from the inside; nothing where
        it is not known which part failed.
        """
        if self.statement is None or self.span is None:
            return []
        chain: list[ast.AST] = [self.statement]
        while True:
            inner = [node for node in _children(chain[-1]) if _holds(node, self.span)]
            if not inner:
                return chain[::-1]
            chain.append(inner[0])

    @property
    def failing(self) -> ast.AST | None:
        """The smallest expression that holds what failed; None where that is not known."""
        return self._inside[0] if self._inside else None

    @cached_property
    def line_text(self) -> str:
        """The failing statement on one line, without comments; the line where the cell cannot be read."""
        if len(self._shown_line) > LONGEST:
            return ""
        text = self.text_of(self.statement) if self.statement else _without_comment(self._shown_line)
        return text if len(text) <= LONGEST else ""

    @cached_property
    def part(self) -> str:
        """What failed, as it was written; the whole statement where that is not known."""
        text = self.text_of(self.failing) if self.failing is not None else self.line_text
        return text if len(text) <= LONGEST else ""

    @cached_property
    def _shown_line(self) -> str:
        lines = self.source.splitlines()
        return lines[self.line - 1].strip() if self.line and 0 < self.line <= len(lines) else ""

    @cached_property
    def read_before(self) -> str:
        """What stands from the last line that begins at the margin to the failing one, on one line."""
        lines = self.source.splitlines()[: self.line or 0]
        begins = (at for at, line in reversed(list(enumerate(lines))) if re.match(r"[^\s)\]}]", line))
        text = " ".join(_without_comment(line).strip() for line in lines[next(begins, 0) :])
        return text if len(text) <= LONGEST else ""

    def text_of(self, node: ast.AST) -> str:
        """What was written for an expression or the head of a statement, on one line, without comments."""
        text = ast.get_source_segment(self.source, node) or ""
        body = getattr(node, "body", None)
        if isinstance(node, ast.stmt) and isinstance(body, list) and body:  # of a block only its head
            text = text.removesuffix(ast.get_source_segment(self.source, body[-1]) or "")
            text = "\n".join(text.splitlines()[: max(body[0].lineno - node.lineno, 1)])
        line = " ".join(_without_comment(text).split())
        return re.sub(r" (?=\.[^\W\d])", "", line)  # a chain over several lines

    @cached_property
    def bare_line(self) -> str:
        """The line without quoted text and comments, where marks mean nothing."""
        return bare(self.line_text)

    @cached_property
    def bare_part(self) -> str:
        """What failed, without quoted text."""
        return bare(self.part)

    @cached_property
    def right_side(self) -> str:
        """The bare line without what stands left of its `=`."""
        return re.sub(r"^[^=()\[\]]*=(?!=)", "", self.bare_line)

    @property
    def where(self) -> str:
        """The failing line as the start of a sentence."""
        if not self._shown_line:
            return "Kode ini"
        return f"Baris {self.line}{self.place}, `{short(self._shown_line)}`,"

    def mentioned(self, *types: type) -> list[str]:
        """Names that the failing part reads whose values have one of the types, in reading order."""
        return [name for name in self.read if isinstance(self.names.get(name), types)]

    @property
    def read(self) -> list[str]:
        """The names in what failed but for the one left of its `=`, which still holds an old value."""
        return names_in(re.sub(r"^\s*\w+\s*=(?!=)", "", self.part))

    @cached_property
    def tables(self) -> dict[str, list[str]]:
        """The tables that a person named, and the names of their columns; `_7` is IPython's own."""
        named = {name: value for name, value in self.names.items() if not name.startswith("_")}
        return {name: columns for name, value in named.items() if (columns := columns_of(value))}

    @property
    def mentioned_tables(self) -> list[str]:
        """The tables that the failing line reads."""
        read = names_in(re.sub(r"^\s*\w+\s*=(?!=)", "", self.line_text))
        return [name for name in read if name in self.tables]

    @property
    def texts_of_columns(self) -> list[str]:
        """The different texts in the columns of the tables that the failing line reads; not of long ones."""
        found: dict[str, None] = {}
        for table in self.mentioned_tables:
            held: Any = self.names[table]
            for column in set(self.tables[table]) if len(held) <= MOST_ROWS else ():
                found.update(dict.fromkeys(text for text in held[column] if isinstance(text, str)))
        return list(found)[:MOST_TEXTS]

    def nodes(self) -> Iterator[ast.AST]:
        """What failed and what is in it, then what it stands in, from the inside out; all of the statement
        where that is not known; nothing where Python cannot read it.
        """
        if not self.line_text:
            return
        if self.failing is not None:
            yield from _walk(self.failing)
            yield from self._inside[1:]
        elif self.statement is not None:
            yield from _walk(self.statement)
        else:
            with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
                yield from ast.walk(ast.parse(self.line_text.rstrip(":")))

    def calls(self, name: str) -> bool:
        """Whether the failing line calls a name with round brackets."""
        called = [node.func for node in self.nodes() if isinstance(node, ast.Call)]
        return any(isinstance(function, ast.Name) and function.id == name for function in called)

    def mends(self, written: str, meant: str) -> bool:
        """Whether Python reads the failing line further with the one for the other."""
        return self.mended(self._shown_line.replace(written, meant))

    def mended(self, line: str) -> bool:
        """Whether Python reads further with this for the failing line."""
        stops = _stops(self.source)
        if stops is None or stops[0] != self.line:
            return True  # it is not this reading that failed: nothing tells
        then = _stops(self._with(line))
        if then is None or then[0] != stops[0]:
            return then is None or then[0] > stops[0]
        # What stands behind the place says nothing of it: nearer to the end, and not at the same place.
        return then[2] > stops[2] and then[1] != stops[1]

    def whole(self, line: str) -> bool:
        """Whether Python can read the cell with this for the failing line."""
        return _stops(self._with(line)) is None

    def _with(self, line: str) -> str:
        lines = self.source.splitlines()
        if self.line and 0 < self.line <= len(lines):
            lines[self.line - 1] = lines[self.line - 1].replace(self._shown_line, line)
        return "\n".join(lines)

    def failed(self, *kinds: type[Node]) -> Iterator[Node]:
        """What failed, if it is of these kinds; all of them in the statement where that is not known."""
        found = self.nodes() if self.failing is None else [self.failing]
        yield from (node for node in found if isinstance(node, kinds))


def _without_comment(text: str) -> str:
    return _TEXT_OR_COMMENT.sub(lambda found: found[1] or "", text).strip()


def is_read(text: str) -> bool:
    """Whether Python can read a text alone."""
    return _stops(text) is None


def _stops(source: str) -> tuple[int, int, int] | None:
    """Where Python stops reading: the line, the column, and how near to its end; None where it reads all."""
    try:
        ast.parse(source)
    except SyntaxError as error:
        line = error.lineno or 1
        text = "".join(source.splitlines()[line - 1 : line])
        column = max(error.end_offset or 0, error.offset or 0)
        return line, column, column - len(text)
    except (ValueError, RecursionError, MemoryError):
        return 0, 0, 0
    return None


def bare(text: str) -> str:
    """A line in which every quoted text is empty, without comments."""
    return re.sub(r"(\"[^\"]*\"|'[^']*')|#.*", lambda found: '""' if found[1] else "", text)


def _last_line(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _holds(node: ast.AST, span: Span) -> bool:
    """Whether an expression lies around a place."""
    first, last, begin, end = span
    starts, ends = (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]
    return starts <= (first, begin) and ends >= (last, end)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """What is directly in an expression or in the head of a statement, without the statements of its block;
    of what has no place of its own (`for k in ...` in brackets), what is in that.
    """
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.stmt | ast.excepthandler):
            continue
        if hasattr(inner, "end_lineno"):
            yield inner
        else:
            yield from _children(inner)


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """An expression or a statement and what is in it, the outermost first."""
    waiting = deque([node])
    while waiting:
        yield (found := waiting.popleft())
        waiting.extend(_children(found))


def columns_of(value: Any) -> list[str]:
    """The columns of a table; none where it is no table."""
    if is_blank(value) or not (hasattr(value, "columns") and hasattr(value, "iloc")):
        return []
    return [str(column) for column in value.columns]


def type_name(python_type: str) -> str:
    """The everyday Indonesian word for a Python type."""
    return TYPE_NAMES.get(python_type, f"nilai `{python_type}`")


def names_in(line: str) -> list[str]:
    """The names in a line, in reading order."""
    return list(dict.fromkeys(re.findall(r"\b[^\W\d]\w*\b", re.sub(r"(\"[^\"]*\"|'[^']*')", "", line))))
