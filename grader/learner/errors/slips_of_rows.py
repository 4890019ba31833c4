"""Rows and values asked of a table's result in a way that Python reads otherwise."""

from __future__ import annotations

import ast
import re
from typing import Any

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.slips_of_columns import of_another
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()

#: What is asked of a number that was taken for a collection.
_OF_ONE_NUMBER = re.compile(r"invalid index to scalar variable|'(?:int|float|numpy\.\w+)' object is not subs")


@RECOGNISERS.of(
    KeyError,
    speaks=[
        'x = tabel.groupby("kota").count()["Madiun"]',
        'x = tabel.groupby("kota")[["omzet"]].sum()["Ngawi"]',
    ],
    silent=['x = tabel.groupby("kota")["pak"].sum()["Pacitan"]', 'x = tabel.groupby("kota").sum()["omst"]'],
)
def row_of_a_result_asked_as_a_column(error: KeyError, scene: Scene) -> Explanation | None:
    found = re.search(
        r"\b(\w+)\.groupby\(\s*[\"'](\w+)[\"']\s*\).*?\.(\w+)\(\)\[([\"'])([^\"']+)\4\]", scene.part
    )
    table: Any = scene.names.get(found[1]) if found else None
    if not found or found[2] not in scene.tables.get(found[1], []) or error.args[:1] != (found[5],):
        return None
    if found[5] not in set(map(str, table[found[2]])):
        return None
    return Explanation(
        f'Hasil `.{found[3]}()` sebuah tabel; `"{found[5]}"` barisnya, bukan kolomnya.',
        f'Ambil barisnya dengan `.loc["{found[5]}"]`.',
    )


@RECOGNISERS.of(
    KeyError,
    speaks=[
        'x = tabel[tabel["kota"] == "Madiun"]["omst"]',
        'x = tabel[tabel["pak"] > 1]["jumlah"].sum()',
    ],
    silent=['x = tabel["omzet"]["Madiun"]', 'x = tabel["omst"]', 'x = tabel[tabel["kta"] == "Madiun"]["pk"]'],
)
def column_not_in_the_filtered_rows(error: KeyError, scene: Scene) -> Explanation | None:
    for node in scene.failed(ast.Subscript):
        rows, asked = node.value, node.slice
        if not (isinstance(rows, ast.Subscript) and isinstance(rows.slice, ast.Compare)):
            continue
        table = rows.value.id if isinstance(rows.value, ast.Name) else ""
        missing = asked.value if isinstance(asked, ast.Constant) else None
        if table in scene.tables and isinstance(missing, str) and missing not in scene.tables[table]:
            listed = ", ".join(f'`"{name}"`' for name in scene.tables[table][:8])
            return Explanation(
                f'`{table}` tidak mempunyai kolom `"{short(missing, 30)}"`.',
                of_another(missing, table, scene) or f"Yang ada: {listed}.",
            )
    return None


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel[tabel["kota"]]', 'x = tabel[tabel["kanal_jual"]].sum()'],
    silent=['x = tabel["kta"]', 'x = tabel[tabel["kota"] == "Madiun"]["omst"]'],
)
def column_for_a_condition(error: KeyError, scene: Scene) -> Explanation | None:
    found = re.search(r"\b(\w+)\[\s*\1\[\s*([\"'])(\w+)\2\s*\]\s*\]", scene.part)
    if not found or found[3] not in scene.tables.get(found[1], []):
        return None
    return Explanation(
        f"{scene.where} memakai isi kolom `{found[3]}` sebagai nama kolom.",
        f'Untuk menyaring, tulis juga perbandingannya: `{found[1]}[{found[1]}["{found[3]}"] == ...]`.',
    )


@RECOGNISERS.of(
    Exception,
    speaks=[
        'x = tabel[tabel["kota"] == "Madiun", "omzet"]',
        'x = tabel[tabel["pak"] > 1, ["kota", "omzet"]]',
        't = tabel.assign(status="lunas, dikirim")\nx = t[t["status"] == "lunas", "dikirim"]',
    ],
    silent=[
        'x = tabel["kota", "omzet"]',
        'x = tabel.loc[tabel["pak"] > 1, "omst"]',
        'x = tabel[tabel["kota"] == "Madiun", "Ngawi"]',
    ],
)
def rows_and_column_without_loc(error: Exception, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        asked = (
            node.slice.elts if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple) else []
        )
        table = node.value if isinstance(node, ast.Subscript) else None
        if len(asked) != 2 or not (isinstance(table, ast.Name) and table.id in scene.tables):
            continue
        if not isinstance(asked[0], ast.Compare):
            continue
        if words := _text_cut_in_two(asked, table.id, scene):
            return Explanation(
                f"{scene.where} memotong satu tulisan menjadi dua di komanya.",
                f'Tulis di dalam satu pasang tanda kutip: `"{short(words, 40)}"`.',
            )
        if _names_columns(asked[1], scene.tables[table.id]):
            shown = ", ".join(map(ast.unparse, asked)).replace("'", '"')
            return Explanation(
                f"{scene.where} menaruh syarat dan kolom di dalam satu kurung siku.",
                f"Pakai `.loc`: `{short(f'{table.id}.loc[{shown}]', 60)}`.",
            )
    return None


def _text_cut_in_two(asked: list[ast.expr], table: str, scene: Scene) -> str:
    """`"lunas, belum dikirim"` where `"lunas", "belum dikirim"` stands, and a column has it so."""
    match asked:
        case [
            ast.Compare(
                left=ast.Subscript(slice=ast.Constant(value=str(column))),
                comparators=[ast.Constant(value=str(first))],
            ),
            ast.Constant(value=str(second)),
        ] if column in scene.tables[table]:
            frame: Any = scene.names[table]
            words = f"{first}, {second}"
            return words if words in set(map(str, frame[column])) else ""
    return ""


def _names_columns(node: ast.expr, columns: list[str]) -> bool:
    given = node.elts if isinstance(node, ast.List) else [node]
    return all(isinstance(one, ast.Constant) and one.value in columns for one in given)


@RECOGNISERS.of(
    IndexError,
    TypeError,
    speaks=[
        'x = tabel["omzet"].max()["kota"]',
        "x = tabel.size[0]",
        'x = tabel["pak"].sum()[0]',
        't = tabel["pak"].sum()\nx = t["kota"]',
    ],
    silent=["x = [1, 2][5]", "x = omzet[0]"],
)
def brackets_behind_one_number(error: IndexError | TypeError, scene: Scene) -> Explanation | None:
    found = re.search(r"\.(\w+)(\(\))?\[", scene.bare_part)
    if not _OF_ONE_NUMBER.search(str(error)):
        return None
    if not found and "scalar" in str(error):
        name = next((n.value.id for n in scene.failed(ast.Subscript) if isinstance(n.value, ast.Name)), "")
        what = (
            f"`{name}` berisi satu angka" if name else f"{scene.where} menaruh kurung siku sesudah satu angka"
        )
        return Explanation(
            f"{what}, jadi tidak berisi kolom atau baris.",
            f"Kalau `{name}` tadinya tabel, jalankan lagi sel yang membuatnya, dan beri angka itu nama lain."
            if name
            else "Hapus kurung siku yang terakhir, atau periksa yang di depannya.",
        )
    if not found:
        return None
    asked = f".{found[1]}{found[2] or ''}"
    return Explanation(
        f"Hasil `{asked}` satu angka, jadi tidak diikuti kurung siku.",
        f"Hapus kurung siku di belakang `{asked}`, atau pilih kolomnya di depannya.",
    )


@RECOGNISERS.of(
    ValueError,
    TypeError,
    speaks=['x = tabel.median("omzet")', 'x = tabel.sum("pak")', 'x = tabel.isna("pak")'],
    silent=['x = tabel.median("omst")', 'x = tabel["omzet"].sum("pak")', "x = tabel.sample(500)"],
)
def column_given_to_a_summary(error: ValueError | TypeError, scene: Scene) -> Explanation | None:
    found = re.search(
        r"\b(\w+)\.(sum|mean|median|max|min|std|count|isna|notna|isnull|nunique)\(\s*[\"'](\w+)[\"']\s*\)",
        scene.part,
    )
    if not found or found[3] not in scene.tables.get(found[1], []):
        return None
    return Explanation(
        f"{scene.where} memberi `{found[2]}` nama kolom di dalam kurungnya.",
        f'Pilih kolomnya di depan: `{found[1]}["{found[3]}"].{found[2]}()`.',
    )


@RECOGNISERS.of(
    ValueError,
    speaks=['t = tabel.assign(status="lunas, dikirim")\nx = t[t["status"] == "lunas" and "dikirim"]'],
    silent=[
        'x = tabel[tabel["kota"] == "Madiun" and tabel["pak"] > 1]',
        'x = tabel[tabel["kota"] == "a" and "b"]',
    ],
)
def text_cut_by_a_word(error: ValueError, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        sides = node.values if isinstance(node, ast.BoolOp) and len(node.values) == 2 else []
        for table in scene.mentioned_tables if sides else ():
            if words := _text_cut_in_two(sides, table, scene):
                return Explanation(
                    f"{scene.where} memotong satu tulisan menjadi dua.",
                    f'Tulis di dalam satu pasang tanda kutip: `"{short(words, 40)}"`.',
                )
    return None


@RECOGNISERS.of(
    ValueError,
    speaks=['x = tabel.join(lain, on="kota", how="left")'],
    silent=['x = tabel.merge(lain, on="omzet", how="kiri")'],
)
def joined_by_row_number(error: ValueError, scene: Scene) -> Explanation | None:
    found = re.search(r"\b(\w+)\.join\(\s*(\w+)", scene.bare_part)
    if not found or found[1] not in scene.tables or found[2] not in scene.tables:
        return None
    return Explanation(
        f"`.join` mencocokkan dengan nomor baris `{found[2]}`, bukan dengan kolomnya.",
        f'Pakai `.merge`: `{found[1]}.merge({found[2]}, on="...", how="left")`.',
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=['x = tabel[tabel["pak".isna()]]', 'x = tabel["omzet".sum()]'],
    silent=['x = tabel["omst".sum()]', 'x = "pak".isna()'],
)
def asked_of_the_name_of_a_column(error: AttributeError, scene: Scene) -> Explanation | None:
    found = re.search(r"\b(\w+)\[\s*([\"'])(\w+)\2\.(\w+)\(", scene.line_text)
    if not found or found[3] not in scene.tables.get(found[1], []):
        return None
    return Explanation(
        f'{scene.where} menaruh `.{found[4]}()` pada tulisan `"{found[3]}"`, bukan pada isi kolomnya.',
        f'Tutup dulu kurung sikunya: `{found[1]}["{found[3]}"].{found[4]}()`.',
    )


@RECOGNISERS.of(
    IndexError,
    TypeError,
    KeyError,
    speaks=['x = tabel.columns[["kota", "pak"]]'],
    silent=['x = tabel[["kta"]]', "x = tabel.columns[9]"],
)
def columns_asked_of_their_names(error: Exception, scene: Scene) -> Explanation | None:
    found = re.search(r"\b(\w+)\.columns\[(\[[^\[\]]*\])\]$", scene.part)
    if not found or found[1] not in scene.tables:
        return None
    return Explanation(
        "`.columns` hanya nama-nama kolomnya, bukan tabelnya.",
        f"Tulis tanpa `.columns`: `{short(f'{found[1]}[{found[2]}]', 60)}`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel.filter("Madiun")', 'x = tabel.filter("Madiun").count()'],
    silent=["x = tabel.head('a')", "x = int([])"],
)
def filtered_by_a_word(error: TypeError, scene: Scene) -> Explanation | None:
    found = re.search(r"\b(\w+)\.filter\(\s*([\"'][^\"']*[\"'])\s*\)", scene.part)
    if not found or found[1] not in scene.tables:
        return None
    return Explanation(
        "`.filter(...)` memilih kolom, bukan baris.",
        f'Untuk memilih baris: `{found[1]}[{found[1]}["kolom"] == {short(found[2], 30)}]`.',
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = sum(tabel["kota"])', 'x = sum(tabel["kota"]) / 2'],
    silent=["x = sum(omzet)", 'x = sum("omzet")', 'x = sum(tabel["pak"]) + "a"'],
)
def column_of_words_summed(error: TypeError, scene: Scene) -> Explanation | None:
    found = re.fullmatch(r"sum\(\s*(\w+)\[\s*[\"'](\w+)[\"']\s*\]\s*\)", scene.part)
    if not found or found[2] not in scene.tables.get(found[1], []):
        return None
    return Explanation(
        f"{scene.where} menjumlah kolom `{found[2]}`, padahal isinya bukan angka.",
        f"Untuk banyaknya baris: `len({found[1]})`. Untuk menjumlah, pilih kolom yang berisi angka.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=["x = print(omzet) + 1", 'x = print("a") * 2'],
    silent=["x = 'print' + 5", "x = kosong + 1"],
)
def printed_in_a_calculation(error: TypeError, scene: Scene) -> Explanation | None:
    if "NoneType" not in str(error) or not re.search(r"\bprint\(", scene.bare_part):
        return None
    return Explanation(
        "`print(...)` hanya menampilkan; hasilnya tidak dapat dihitung.", "Hapus `print`, sisakan isinya."
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=['x = tabel_tanggal["hari"].year', 'x = tabel_tanggal["hari"].month == 3'],
    silent=['x = tabel["kota"].year', 'x = tabel_tanggal["hari"].yearr'],
)
def part_of_a_date_without_dt(error: AttributeError, scene: Scene) -> Explanation | None:
    owner: Any = error.obj
    dates = getattr(getattr(owner, "dtype", None), "kind", "") == "M"
    if not dates or not hasattr(owner.dt, error.name or ""):
        return None
    return Explanation(
        f"Sebuah kolom tidak mempunyai `.{error.name}` secara langsung.",
        f"Untuk tiap tanggal di kolom itu, sisipkan `.dt`: `.dt.{error.name}`.",
    )
