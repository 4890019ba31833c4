"""Calculating with what is no number yet: a function that was not called, a whole table."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from types import ModuleType
from typing import TypeGuard

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene, names_in
from grader.learner.errors.slips_of_commas import MIXED
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()

SUMMARIES = ("sum", "mean", "median", "max", "min")


@RECOGNISERS.of(
    TypeError,
    speaks=["x = 0.62 + ceil", "harga_koma = 5 - gambar"],
    silent=["x = tabel['omzet'].sum - 5", "x = ceil(2.5) + 'a'"],
)
def function_in_a_calculation(error: TypeError, scene: Scene) -> Explanation | None:
    if "unsupported operand" not in str(error) or "function" not in str(error):
        return None
    name = next((n for n in _operands(scene) if callable(scene.names.get(n))), None)
    if name is None or not isinstance(getattr(scene.names[name], "__self__", math), ModuleType):
        return None  # what is kept of something else was to be run where it was kept
    return Explanation(
        f"{scene.where} menghitung dengan `{name}`, sebuah fungsi yang belum dipanggil.",
        f"Tambahkan tanda kurung dan isinya: `{name}(...)`.",
    )


@RECOGNISERS.of(
    TypeError,
    ValueError,
    speaks=[
        "x = 500 / tabel",
        "x = len(tabel) - lain",
        "x = (tabel - 500) * 0.005",
        "x = tabel[tabel['pak'] > 1] / 60",
    ],
    silent=["x = tabel['kota'] / 2", "x = 5 + 'a'"],
)
def table_in_a_calculation(error: TypeError | ValueError, scene: Scene) -> Explanation | None:
    name = next((n for n in _operands(scene) if n in scene.tables), None)
    if name is None and (rows := next(_filtered(scene), None)):
        return Explanation(
            f"{scene.where} menghitung dengan baris-baris tabel, bukan dengan satu angka.",
            f"Untuk banyaknya baris: `len({rows})`.",
        )
    if name is None:
        return None
    return Explanation(
        f"{scene.where} menghitung dengan `{name}`, yaitu seluruh tabel, bukan satu angka.",
        f'Untuk banyaknya baris: `len({name})`. Untuk satu kolom: `{name}["..."]`.',
    )


@RECOGNISERS.of(
    TypeError,
    speaks=[
        "x = tabel.sum() - 500",
        "x = (tabel.max() - 5) * 2",
        "x = tabel[tabel['pak'] > 1].sum() / 60",
    ],
    silent=["x = tabel['kota'].max() - 5", "x = 'a' - 5", "x = tabel[tabel['pak'] > 1]['kota'].max() - 5"],
)
def summary_of_a_whole_table(error: TypeError, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        of, method = node.func.value, node.func.attr
        is_filtered = isinstance(of, ast.Subscript) and isinstance(of.slice, ast.Compare)
        table = of.value if isinstance(of, ast.Subscript) and is_filtered else of
        if isinstance(table, ast.Name) and table.id in scene.tables and method in SUMMARIES:
            return Explanation(
                f"{scene.where} meringkas semua kolom `{table.id}`, termasuk yang berisi teks.",
                f'Pilih satu kolom: `{table.id}{"[...]" * is_filtered}["..."].{method}()`. '
                "Untuk banyaknya baris: `len(...)`.",
            )
    return None


@RECOGNISERS.of(
    TypeError,
    ValueError,
    KeyError,
    speaks=[
        'x = tabel[tabel["kota"].isna]',
        'x = tabel[tabel["omzet"].notna]',
        'x = tabel.loc[tabel["omzet"].idxmax, "kota"]',
    ],
    silent=['x = tabel["kota"].isin("Madiun", "Ngawi")', "def f(a):\n    return a\nf(1, 2)"],
)
def question_without_brackets(error: TypeError | ValueError | KeyError, scene: Scene) -> Explanation | None:
    asks = "isna|notna|isnull|notnull|duplicated"
    if isinstance(scene.failing, ast.Subscript):
        asks = f"{asks}|idxmax|idxmin|max|min|mean|median|sum"
    found = re.search(rf"\.({asks})\s*[\],]", scene.bare_part)
    if not found:
        return None
    return Explanation(
        f"{scene.where} menyebut `.{found[1]}` tanpa menjalankannya.",
        f"Tambahkan tanda kurung: `.{found[1]}()`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel.merge("lain", on="kota")'],
    silent=['x = tabel.merge("omzet", on="kota")', "x = tabel.merge(5)"],
)
def table_in_quotes(error: TypeError, scene: Scene) -> Explanation | None:
    found = re.search(r"merge\(\s*[\"'](\w+)[\"']", scene.part)
    if not found or found[1] not in scene.tables:
        return None
    return Explanation(
        f"{scene.where} menulis tabel `{found[1]}` di antara tanda kutip, jadi dibaca sebagai teks.",
        f"Hapus tanda kutipnya: `merge({found[1]}, ...)`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=["x = kopi.terang()", "x = tabel.omzet[0].real()", "x = tabel.kota.value_counts().Madiun()"],
    silent=["x = 5(2 + 3)", "x = omzet(2)"],
)
def number_called(error: TypeError, scene: Scene) -> Explanation | None:
    found = re.findall(r"\.([^\W\d]\w*)\(\s*\)", scene.bare_part)
    if not found or not re.search(r"'(int|float|numpy\.\w+)' object is not callable", str(error)):
        return None
    return Explanation(
        f"{scene.where} memberi `.{found[-1]}` tanda kurung, padahal itu angka, bukan fungsi.",
        f"Hapus tanda kurungnya: `.{found[-1]}`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=[
        'x = tabel["omzet"].mean / 2',
        'x = omzet - tabel["omzet"].sum',
        "x = tabel.omzet / tabel.pak.sum",
        "semua = tabel.pak.sum\nx = semua - 5",
        'x = round(tabel["omzet"].mean, 2)',
    ],
    silent=["x = omzet / 'a'"],
)
def method_without_brackets(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(rf"(?:{MIXED}).*method|type \w*method doesn't define", str(error)):
        return None
    held = [name for name in scene.read if hasattr(scene.names.get(name), "__self__")]
    held = [name for name in held if name != "round"]
    if held and not re.search(r"\.\w+(?![\w(])", scene.bare_part):
        called = getattr(scene.names[held[0]], "__name__", held[0])
        return Explanation(
            f"`{held[0]}` berisi fungsi yang belum dijalankan.",
            f"Tambahkan tanda kurung di tempat `{held[0]}` dibuat: `.{called}()`.",
        )
    named = re.findall(r"\.([^\W\d]\w*)(?!\w|\s*[(.\[])", scene.bare_part)
    columns = {column for listed in scene.tables.values() for column in listed}
    name = next((one for one in named if one not in columns), None)
    if name is None:
        return None
    return Explanation(
        f"{scene.where} menyebut `.{name}` tanpa menjalankannya.",
        f"Tambahkan tanda kurung: `.{name}()`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=[
        'x = "omzet" * "pak"',
        'x = tabel["kanal_jual" / "jumlah_pak"]',
        'x = tabel["omzet" / "pak"]',
        'x = "omzet" - pak',
        "x = omzet / 'pak'",
    ],
    silent=['x = "Untung " + 5', 'x = tabel["omzet"] + "a"'],
)
def known_name_in_quotes(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(MIXED, str(error)):
        return None
    signs = [n for n in scene.nodes() if isinstance(n, ast.BinOp)]
    sides = [s for n in signs if not isinstance(n.op, ast.BitAnd | ast.BitOr) for s in (n.left, n.right)]
    texts = [s.value for s in sides if isinstance(s, ast.Constant) and isinstance(s.value, str)]
    name = next((text for text in texts if text in scene.names), None)
    column = next(((t, c) for t, columns in scene.tables.items() for c in texts if c in columns), None)
    of_a_table = next((n.value for n in scene.nodes() if _takes_a_calculation(n)), None)
    if isinstance(of_a_table, ast.Name) and texts and texts[0] in scene.tables.get(of_a_table.id, []):
        column, name = (of_a_table.id, texts[0]), None
    if column and name is None:
        return Explanation(
            f'{scene.where} menghitung dengan tulisan `"{column[1]}"`, bukan dengan isi kolomnya.',
            f'Setiap kolom disebut dengan nama tabelnya: `{column[0]}["{column[1]}"]`.',
        )
    if name is None:
        return None
    otherwise = f' Kalau maksudmu kolomnya: `{column[0]}["{name}"]`.' if column and column[1] == name else ""
    return Explanation(
        f"{scene.where} menulis nama `{name}` di antara tanda kutip, jadi dibaca sebagai teks.",
        f"Hapus tanda kutipnya: `{name}`.{otherwise}",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = sum("omzet")', 'x = sum("jumlah")'],
    silent=["x = sum(omzet)", 'x = "a" + 5'],
)
def text_summed(error: TypeError, scene: Scene) -> Explanation | None:
    found = re.search(r"\bsum\(\s*([\"'])([^\"']*)\1\s*\)$", scene.part)
    if not found:
        return None
    owners = [table for table, columns in scene.tables.items() if found[2] in columns]
    column = f'{owners[0]}["{found[2]}"]' if owners else 'tabel["kolom"]'
    return Explanation(
        f'{scene.where} memberi `sum` sebuah teks, `"{short(found[2], 30)}"`.',
        f"Sebut tabel dan kolomnya: `{column}.sum()`.",
    )


@RECOGNISERS.of(TypeError, speaks=["x = kopi - kopi", "x = 2 * kopi"], silent=["x = omzet + 'a'"])
def photo_as_a_number(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(MIXED, str(error)) or "'Foto'" not in str(error):
        return None
    photos = [name for name in names_in(scene.part) if type(scene.names.get(name)).__name__ == "Foto"]
    return Explanation(
        f"{scene.where} menghitung dengan sebuah foto, bukan dengan angkanya.",
        f"Pakai angka foto itu, misalnya `{photos[0] if photos else 'kopi'}.terang`.",
    )


def _takes_a_calculation(node: ast.AST) -> TypeGuard[ast.Subscript]:
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.BinOp)


def _operands(scene: Scene) -> Iterator[str]:
    """The names that stand alone beside a sign in the failing line."""
    if not re.search(r"[-+*/]", scene.bare_line):
        return
    for node in scene.nodes():
        if isinstance(node, ast.BinOp):
            yield from (side.id for side in (node.left, node.right) if isinstance(side, ast.Name))


def _filtered(scene: Scene) -> Iterator[str]:
    """What stands beside a sign and is rows of a known table, as it was written."""
    for node in scene.nodes():
        is_calculation = isinstance(node, ast.BinOp) and not isinstance(node.op, (ast.BitAnd, ast.BitOr))
        for side in (node.left, node.right) if is_calculation and isinstance(node, ast.BinOp) else ():
            of = side.value if isinstance(side, ast.Subscript) else None
            asks = isinstance(side, ast.Subscript) and isinstance(side.slice, ast.Compare)
            if asks and isinstance(of, ast.Name) and of.id in scene.tables:
                yield ast.unparse(side).replace("'", '"')
