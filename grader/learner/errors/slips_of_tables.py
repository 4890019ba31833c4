"""A table, a column or a photo where something else belongs, and what it has to be asked for instead."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.slips_of_names import happened, name_of
from grader.learner.errors.spelling import closest
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    NameError,
    speaks=['x = count(tulisan, "pak")', 'x = count(tabel, "Madiun")'],
    silent=["x = count(tulisan)", "x = hitung(tulisan, 'pak')"],
)
def counted_by_a_function(error: NameError, scene: Scene) -> Explanation | None:
    found = re.search(r"\bcount\(\s*(\w+)\s*,\s*([\"'][^\"']*[\"'])\s*\)", scene.line_text)
    if name_of(error) != "count" or not found:
        return None
    if isinstance(scene.names.get(found[1]), str):
        return Explanation(
            happened(error), f"Tulis di belakang teksnya, sesudah titik: `{found[1]}.count({found[2]})`."
        )
    if found[1] not in scene.tables:
        return None
    return Explanation(
        happened(error),
        f'Saring barisnya, lalu hitung: `len({found[1]}[{found[1]}["kolom"] == {short(found[2], 40)}])`.',
    )


@RECOGNISERS.of(
    NameError,
    speaks=["x = terang(kopi)", "x = terang(kopi) - 1"],
    silent=["x = terang(omzet)", "x = mean(tabel)", "x = teran(kopi)"],
)
def property_called_with_its_owner(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    found = re.search(rf"\b{name}\(\s*(\w+)\s*\)", scene.bare_line)
    owner = scene.names.get(found[1]) if found else None
    if not found or not _is_photo(owner) or not hasattr(owner, name):
        return None
    return Explanation(happened(error), f"Tulis di belakang fotonya, sesudah titik: `{found[1]}.{name}`.")


@RECOGNISERS.of(
    NameError,
    speaks=['grafik = plot.bar(tabel, x="kota", y="omzet")', 'grafik = plot(x="kota", y="omzet")'],
    silent=["x = plot * 2", "grafik = plotan.bar(tabel)"],
)
def drawn_without_a_table(error: NameError, scene: Scene) -> Explanation | None:
    found = re.search(r"\bplot(\.\w+)?\(\s*(\w+)?", scene.bare_line)
    if name_of(error) != "plot" or not found or not scene.tables:
        return None
    drawn = f"{found[2] if found[2] in scene.tables else 'tabelmu'}.plot{found[1] or ''}(...)"
    return Explanation(happened(error), f"Tulis nama tabelnya di depan, sesudah itu titik: `{drawn}`.")


@RECOGNISERS.of(
    AttributeError,
    speaks=["x = kopi.cerah", "x = kopi.brightness", "x = kopi.terng"],
    silent=["x = tabel.cerah", "x = omzet.cerah"],
)
def what_a_photo_has(error: AttributeError, scene: Scene) -> Explanation | None:
    if not _is_photo(getattr(error, "obj", None)):
        return None
    public = [name for name in dir(error.obj) if name[0] != "_"]
    numbers = [
        name for name in vars(type(error.obj)) if name in public and not callable(getattr(error.obj, name))
    ]
    near = closest(error.name or "", public)
    listed = f"Angka sebuah foto: {', '.join(f'`.{name}`' for name in numbers)}."
    return Explanation(
        f"Sebuah foto tidak mempunyai `.{error.name}`.",
        f"Mungkin maksudmu `.{near}`. Betulkan ejaannya." if near else listed,
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = kopi["terang"]', 'x = kopi["terang"] - 1'],
    silent=['x = kopi["cerah"]', "x = omzet[0]"],
)
def property_in_square_brackets(error: TypeError, scene: Scene) -> Explanation | None:
    found = re.search(r"\b(\w+)\[\s*[\"'](\w+)[\"']\s*\]", scene.part)
    owner = scene.names.get(found[1]) if found else None
    if not found or not _is_photo(owner) or not hasattr(owner, found[2]):
        return None
    return Explanation(
        f"{scene.where} memberi sebuah foto kurung siku.", f"Pakai titik: `{found[1]}.{found[2]}`."
    )


@RECOGNISERS.of(
    TypeError,
    speaks=[
        "x = sum(tabel)",
        "x = sum(tabel) / 2",
        "x = sum(kamus)",
        'x = sum(tabel[tabel["kota"] == "Madiun"])',
    ],
    silent=["x = sum(omzet)", 'x = sum("a")', 'x = sum(tabel["kota"])'],
)
def whole_table_summed(error: TypeError, scene: Scene) -> Explanation | None:
    for node in scene.failed(ast.Call):
        given = node.args[0] if getattr(node.func, "id", "") == "sum" and len(node.args) == 1 else None
        is_filtered = isinstance(given, ast.Subscript) and isinstance(given.slice, ast.Compare | ast.BinOp)
        table = given.value if isinstance(given, ast.Subscript) and is_filtered else given
        if isinstance(table, ast.Name) and isinstance(scene.names.get(table.id), dict):
            return Explanation(
                f"{scene.where} memberi `sum` sebuah kamus; yang dijumlahkannya nama-nama di dalamnya.",
                f"Jumlahkan isinya: `sum({table.id}.values())`.",
            )
        if not isinstance(table, ast.Name) or table.id not in scene.tables:
            continue
        rows = " Untuk banyaknya baris: `len(...)`." if is_filtered else ""
        return Explanation(
            f"{scene.where} memberi `sum` seluruh tabel; yang dijumlahkannya nama-nama kolom.",
            f'Pilih satu kolom: `{table.id}{"[...]" * is_filtered}["..."].sum()`.{rows}',
        )
    return None


@RECOGNISERS.of(
    TypeError,
    ValueError,
    speaks=[
        "x = tabel & lain",
        "x = tabel | twin",
        "x = tabel[tabel['pak'] > 1] & tabel[tabel['omzet'] > 5]",
        "x = len(tabel[tabel['pak'] > 1] and tabel[tabel['omzet'] > 5])",
    ],
    silent=["x = tabel['pak'] == 1 & lain['kota'] == 'a'", "x = 'a' & 1", "x = tabel and lain"],
)
def tables_joined_by_a_sign(error: TypeError | ValueError, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        if table := _filtered_twice(node):
            sign = "|" if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr) else "&"
            sign = "|" if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) else sign
            return Explanation(
                f"{scene.where} menggabungkan dua hasil saringan `{table}`, bukan dua syaratnya.",
                f"Taruh kedua syarat di dalam satu kurung siku: `{table}[(...) {sign} (...)]`.",
            )
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitAnd, ast.BitOr)):
            sides = [side.id for side in (node.left, node.right) if isinstance(side, ast.Name)]
            if len(sides) == 2 and all(side in scene.tables for side in sides):
                return Explanation(
                    f"{scene.where} menyandingkan dua tabel dengan sebuah tanda.",
                    f"Dua tabel disandingkan dengan `merge`: `{sides[0]}.merge({sides[1]}, on=...)`.",
                )
    return None


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel_tanggal["hari"] + tabel["kota"]', 'x = tabel["kota"] + tabel["omzet"]'],
    silent=['x = tabel["kota"] - 5', "x = 'a' + 5"],
)
def columns_added_up(error: TypeError, scene: Scene) -> Explanation | None:
    """Columns of which one holds no numbers: they were to stand side by side."""
    columns = list(_columns_beside_a_plus(scene))
    words = [(table, name) for table, name in columns if not _is_numeric(scene.names[table][name])]  # type: ignore[index]
    if len(columns) < 2 or not words:
        return None
    names = ", ".join(f'"{name}"' for _, name in columns)
    same = len({table for table, _ in columns}) == 1
    return Explanation(
        f"{scene.where} menjumlah kolom, padahal kolom `{words[0][1]}` tidak berisi angka.",
        f"Untuk memilih beberapa kolom: `{columns[0][0]}[[{names}]]`."
        if same
        else "Yang dijumlah hanya kolom berisi angka; dua tabel disandingkan dengan `.merge(...)`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel[tabel["kota"] >= 2_500]', 'x = tabel["kota"] < omzet'],
    silent=['x = tabel[tabel["omzet"] >= "10"]', "x = tabel >= 5", 'x = tabel_tanggal["hari"] > 2024'],
)
def column_of_words_compared(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search("not supported between|Invalid comparison", str(error)):
        return None
    for node in scene.nodes():
        if not (isinstance(node, ast.Compare) and isinstance(node.comparators[0], (ast.Constant, ast.Name))):
            continue
        limit = node.comparators[0]
        value = limit.value if isinstance(limit, ast.Constant) else scene.names.get(limit.id)
        table, name = _column(node.left, scene)
        column = scene.names[table][name] if table else None  # type: ignore[index]
        is_date = getattr(getattr(column, "dtype", None), "kind", "") == "M"
        if isinstance(value, (int, float)) and column is not None and not (_is_numeric(column) or is_date):
            return Explanation(
                f"{scene.where} membandingkan kolom `{name}` dengan angka, padahal isinya bukan angka.",
                f"Pilih kolom di tabel `{table}` yang berisi angka.",
            )
    return None


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel.groupby("omzet")[["kota"]].mean()', 'x = tabel.groupby("pak")["kota"].median()'],
    silent=['x = tabel.groupby("kota")[["kanal_jual"]].mean()', 'x = tabel["kota"].mean()'],
)
def groups_and_numbers_exchanged(error: TypeError, scene: Scene) -> Explanation | None:
    """Words summed up within groups of numbers."""
    found = re.search(r"\b(\w+)\.groupby\(\s*[\"'](\w+)[\"']\s*\)\[+\s*[\"'](\w+)[\"']\s*\]+", scene.part)
    columns = scene.tables.get(found[1], []) if found else []
    if not found or not {found[2], found[3]} <= set(columns):
        return None
    table: Any = scene.names[found[1]]
    if not _is_numeric(table[found[2]]) or _is_numeric(table[found[3]]):
        return None
    return Explanation(
        f"{scene.where} meringkas kolom `{found[3]}`, padahal isinya bukan angka.",
        f'Kalau keduanya tertukar: `{found[1]}.groupby("{found[3]}")[["{found[2]}"]]`. '
        "Kalau tidak, pilih kolom yang berisi angka.",
    )


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel[tabel["kota"] is None]', 'x = tabel[tabel["kota"] is not None]'],
    silent=['x = tabel[tabel["kota"] is "Madiun"]'],
)
def emptiness_asked_once(error: KeyError, scene: Scene) -> Explanation | None:
    found = re.search(r"\bis\s+(not\s+)?(?:None|NaN|nan)\b", scene.bare_part)
    if not found or not scene.mentioned_tables:
        return None
    asks = ".notna()" if found[1] else ".isna()"
    return Explanation(
        f"{scene.where} bertanya sekali saja, bukan untuk setiap baris.",
        f"Isian kosong dicari dengan `{asks}` di belakang kolomnya.",
    )


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel.merge(lain, on="pak")', 'x = lain.merge(tabel, on="omzet", how="left")'],
    silent=['x = tabel.merge(twin, on="pak")[["kta"]]', 'x = tabel["pk"]', 'x = tabel.merge(lain, on="zz")'],
)
def merged_on_a_column_of_one(error: KeyError, scene: Scene) -> Explanation | None:
    found = re.search(r"\b(\w+)\.merge\(\s*(\w+)\s*,.*?\bon\s*=\s*[\"'](\w+)[\"']", scene.part)
    if not found or not {found[1], found[2]} <= scene.tables.keys():
        return None
    left, right = scene.tables[found[1]], scene.tables[found[2]]
    both = [name for name in left if name in right]
    if (found[3] in left) == (found[3] in right) or not both:
        return None
    listed = ", ".join(f'`"{name}"`' for name in both)
    return Explanation(
        f'Kolom `"{found[3]}"` hanya ada di satu tabel; untuk `on`, keduanya harus punya.',
        f"Yang ada di kedua tabel: {listed}.",
    )


@RECOGNISERS.of(
    ValueError,
    speaks=["x = tabel.join(lain)", 'x = tabel.join(lain, how="left")'],
    silent=["x = tabel.merge(lain, how='kiri')", "x = int('a')"],
)
def joined_without_a_column(error: ValueError, scene: Scene) -> Explanation | None:
    found = re.search(r"\b(\w+)\.join\(\s*(\w+)", scene.bare_part)
    if not found or "columns overlap" not in str(error):
        return None
    return Explanation(
        "`.join` menyandingkan menurut nomor baris, dan di sini ada kolom yang namanya sama.",
        f'Sandingkan menurut satu kolom: `{found[1]}.merge({found[2]}, on="...")`.',
    )


def _filtered_twice(node: ast.AST) -> str:
    """The table of which two filtered parts are joined; "" where it is something else."""
    sides: list[ast.expr] = []
    if isinstance(node, ast.BoolOp):
        sides = node.values
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr):
        sides = [node.left, node.right]
    tables = {
        side.value.id if isinstance(side.value, ast.Name) else ""
        for side in sides
        if isinstance(side, ast.Subscript) and isinstance(side.slice, ast.Compare)
    }
    parts = sum(isinstance(side, ast.Subscript) for side in sides)
    return next(iter(tables)) if len(tables) == 1 and parts == len(sides) > 1 else ""


def _is_photo(value: object) -> bool:
    return type(value).__name__ == "Foto"


def _is_numeric(column: Any) -> bool:
    return getattr(getattr(column, "dtype", None), "kind", "") in "iufb"


def _column(node: ast.expr, scene: Scene) -> tuple[str, str]:
    """The table and the column that an expression takes; two empty names where it takes none."""
    if (
        isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and isinstance(node.slice, ast.Constant)
        and node.slice.value in scene.tables.get(node.value.id, [])
    ):
        return node.value.id, str(node.slice.value)
    return "", ""


def _columns_beside_a_plus(scene: Scene) -> Iterator[tuple[str, str]]:
    added = [node for node in scene.nodes() if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)]
    sides = [side for node in added for side in (node.left, node.right)]
    for side in sorted(sides, key=lambda side: side.col_offset):
        if (found := _column(side, scene))[0]:
            yield found
