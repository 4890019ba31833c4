"""Where an error happened, and what can be read from there: the line, the names in it, the tables at hand."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.checks.blank import is_blank
from grader.notebooks.cells import short

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
#: What the set-up cell of a lesson brings.
FRONT_DOOR = (
    "periksa", "muat", "rupiah", "angka", "persen", "gambar", "jelaskan", "kenalan", "kumpulkan",
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """Where an error happened: the cell, the line in it, the names known there, the files at hand."""

    source: str = ""
    line: int | None = None
    names: Mapping[str, object] = field(default_factory=dict)
    files: Sequence[str] = ()

    @property
    def line_text(self) -> str:
        lines = self.source.splitlines()
        return lines[self.line - 1].strip() if self.line and 0 < self.line <= len(lines) else ""

    @property
    def bare_line(self) -> str:
        """The line without quoted text and comments, where marks mean nothing."""
        return re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "", self.line_text)

    @property
    def right_side(self) -> str:
        """The bare line without what stands left of its `=`."""
        return re.sub(r"^[^=()\[\]]*=(?!=)", "", self.bare_line)

    @property
    def where(self) -> str:
        """The failing line as the start of a sentence."""
        if not self.line_text:
            return "Kode ini"
        return f"Baris {self.line}, `{short(self.line_text)}`,"

    def mentioned(self, *types: type) -> list[str]:
        """Names that the failing line reads whose values have one of the types, in reading order."""
        return [name for name in self.read if isinstance(self.names.get(name), types)]

    @property
    def read(self) -> list[str]:
        """The names in the failing line but for the one left of its `=`, which still holds an old value."""
        return names_in(re.sub(r"^\s*\w+\s*=(?!=)", "", self.line_text))

    @property
    def tables(self) -> dict[str, list[str]]:
        """The tables that a person named, and the names of their columns; `_7` is IPython's own."""
        named = {name: value for name, value in self.names.items() if not name.startswith("_")}
        return {name: columns for name, value in named.items() if (columns := columns_of(value))}

    @property
    def mentioned_tables(self) -> list[str]:
        """The tables that the failing line reads."""
        return [name for name in self.read if name in self.tables]

    def nodes(self) -> Iterator[ast.AST]:
        """What Python reads in the failing line; nothing where it cannot read it alone."""
        try:
            yield from ast.walk(ast.parse(self.line_text.rstrip(":")))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return


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


#: How like two parts of names are where one is the other misspelled.
ALIKE = 0.6


def _is_shortened(word: str, known: str) -> bool:
    """Whether a word is a known name with parts of it left out: `harga_2024` for `harga_juli_2024`."""
    short_parts, parts = ([part for part in one.lower().split("_") if part] for one in (word, known))
    kept = iter(parts)
    return 0 < len(short_parts) < len(parts) and len(word) >= 4 and all(part in kept for part in short_parts)


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`: another mix of capitals first, then the only one of which parts were
    left out, then the nearest spelling.
    """
    candidates = list(dict.fromkeys(known))
    same = [candidate for candidate in candidates if candidate.lower() == word.lower()]
    if same:
        return same[0]
    longer = [candidate for candidate in candidates if _is_shortened(word, candidate)]
    if len(longer) == 1:
        return longer[0]
    lowered = {candidate.lower(): candidate for candidate in candidates}
    near = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.7)
    return lowered[near[0]] if near and _is_misspelled(word.lower(), near[0]) else None


def _is_misspelled(word: str, known: str) -> bool:
    """Whether two words differ by letters, and not by a whole part: `jumlah_desa` is no `luas_desa`."""
    parts, others = word.split("_"), known.split("_")
    own = [part for part in parts if part not in others]
    theirs = [part for part in others if part not in parts]
    if own and not theirs and len(parts) > 1:
        return False  # `naik_tidak_ikut` is not `naik_ikut`
    if len(own) != 1 or len(theirs) != 1 or len(parts) == 1:
        return True
    if own[0].isdigit() and theirs[0].isdigit():
        return False
    return difflib.SequenceMatcher(None, own[0], theirs[0]).ratio() >= ALIKE
