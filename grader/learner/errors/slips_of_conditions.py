"""Conditions on rows, put together or compared in a way that Python reads otherwise."""

from __future__ import annotations

import ast
import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.slips_of_columns import missing_key
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()

BRACKETS = "Untuk menggabungkan dua syarat, pakai `&` atau `|`, dan beri kurung pada tiap syarat."


@RECOGNISERS.of(
    TypeError,
    speaks=[
        "t = tabel[tabel['kota'] == 'Madiun' & 'Ngawi']",
        "t = tabel[tabel['kota'] == 'a' | 'b']",
        "x = tabel['kota'].str.contains('M' | 'N')",
    ],
    silent=["t = tabel['kota'] == 'a' & tabel['pak'] == 1", "x = 'a' & 1"],
)
def texts_joined_by_a_sign(error: TypeError, scene: Scene) -> Explanation | None:
    for node in scene.failed(ast.BinOp):
        sides = (node.left, node.right)
        texts = [s.value for s in sides if isinstance(s, ast.Constant) and isinstance(s.value, str)]
        if not _joins(node) or len(texts) != 2:
            continue
        if ".contains(" in scene.bare_line:
            todo = (
                f'Tulis sebagai satu teks: `"{short(texts[0], 20)}|{short(texts[1], 20)}"`, dan seterusnya.'
            )
        else:
            todo = (
                "Kalau itu satu tulisan, beri satu pasang tanda kutip saja. Kalau salah satu boleh: "
                f'`.isin(["{short(texts[0], 20)}", "{short(texts[1], 20)}"])`.'
            )
        return Explanation(f"{scene.where} menaruh `&` atau `|` di antara dua teks.", todo)
    return None


@RECOGNISERS.of(
    TypeError,
    speaks=["t = tabel['kota'] == 'a' & tabel['pak'] == 1"],
    silent=["x = 'a' & 1", 'x = tabel[(tabel["kota"] == "Madiun") | ("Ngawi")]'],
)
def conditions_without_brackets(error: TypeError, scene: Scene) -> Explanation | None:
    """A comparison of which one side is what stands around `&`."""
    if not re.search(r"operand type\(s\) for [&|]:|'r?(?:and|or)_'", str(error)):
        return None
    for node in scene.nodes():
        sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
        if any(isinstance(side, ast.BinOp) and _joins(side) for side in sides):
            return Explanation(f"{scene.where} menggabungkan dua syarat tanpa kurung.", BRACKETS)
    return None


@RECOGNISERS.of(
    TypeError,
    speaks=[
        'x = tabel[(tabel["kota"] == "Madiun") | ("Ngawi")]',
        'x = tabel[(tabel["pak"] > 1) & "Madiun"]',
    ],
    silent=["t = tabel['kota'] == 'a' & tabel['pak'] == 1", "x = 5 & 'a'"],
)
def half_a_condition(error: TypeError, scene: Scene) -> Explanation | None:
    for node in scene.failed(ast.BinOp):
        sides = (node.left, node.right)
        texts = [s.value for s in sides if isinstance(s, ast.Constant) and isinstance(s.value, str)]
        if _joins(node) and len(texts) == 1 and any(isinstance(side, ast.Compare) for side in sides):
            return Explanation(
                f'{scene.where} menaruh tulisan `"{short(texts[0], 30)}"` di samping sebuah syarat; '
                "itu sendiri belum syarat.",
                "Tulis juga kolomnya di kedua sisi, atau pakai satu syarat dengan `.isin([..., ...])`.",
            )
    return None


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel[~tabel["kota"] == "Madiun"]', "x = ~tulisan"],
    silent=["x = tabel['kota'] - 5", "x = -tulisan"],
)
def turned_before_the_comparison(error: TypeError, scene: Scene) -> Explanation | None:
    if "bad operand type for unary ~" not in str(error):
        return None
    return Explanation(
        f"{scene.where} memakai `~` untuk membalik sesuatu yang bukan syarat.",
        "Beri kurung pada seluruh syaratnya: `~(...)`, atau pakai `!=`.",
    )


def _joins(node: ast.BinOp) -> bool:
    return isinstance(node.op, ast.BitAnd | ast.BitOr)


@RECOGNISERS.of(
    TypeError,
    KeyError,
    speaks=[
        'x = tabel["pak" >= 10]',
        'x = tabel.loc["pak" >= 10]',
        'x = tabel["omzet" > 5]',
        'x = tabel["kota" == "Madiun"]',
    ],
    silent=['x = "omzet" > 5', 'x = tabel[tabel["kota"] >= 10]', 'x = tabel["Kota"]'],
)
def column_name_compared(error: TypeError | KeyError, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Compare)):
            continue
        table, left = node.value, node.slice.left
        table = table.value if isinstance(table, ast.Attribute) and table.attr == "loc" else table
        if isinstance(table, ast.Name) and isinstance(left, ast.Constant) and isinstance(left.value, str):
            return Explanation(
                f'{scene.where} membandingkan tulisan `"{left.value}"` sendiri, bukan isi kolomnya.',
                f'Tulis juga nama tabelnya: `{table.id}[{table.id}["{left.value}"] ...]`.',
            )
    return None


@RECOGNISERS.of(
    TypeError,
    ValueError,
    KeyError,
    speaks=[
        'x = tabel[tabel["kota"] in daftar]',
        'x = tabel[tabel["kota"] in ["Madiun"]]',
        'x = tabel[tabel["kota"] in "Madiun"]',
        'x = tabel[tabel["kota"] not in daftar]',
    ],
    silent=['x = tabel["pak"] and 5', 'x = [k for k in tabel["pk"] if k in daftar]'],
)
def in_for_isin(error: TypeError | ValueError | KeyError, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        if not (isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn)):
            continue
        if not isinstance(node.left, ast.Subscript | ast.Attribute):
            continue
        column, among = (ast.unparse(side).replace("'", '"') for side in (node.left, node.comparators[0]))
        turned = isinstance(node.ops[0], ast.NotIn)
        if isinstance(node.comparators[0], ast.Constant):
            meant = f"{column} {'!=' if turned else '=='} {among}"
        else:
            meant = f"{'~' if turned else ''}{column}.isin({among})"
        return Explanation(
            f"{scene.where} memakai `in` untuk satu kolom penuh.", f"Tulis begini: `{short(meant, 60)}`."
        )
    return None


@RECOGNISERS.of(
    Exception,
    speaks=["x = tabel[(tabel['pak'] > 1), (tabel['omzet'] > 2)]", "x = tabel[tabel.pak > 1, tabel.pak > 2]"],
    silent=['x = tabel["pak", "omzet"]'],
)
def comma_between_conditions(error: Exception, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
            parts = node.slice.elts
            if len(parts) > 1 and all(isinstance(part, ast.Compare) for part in parts):
                return Explanation(f"{scene.where} memisahkan dua syarat dengan koma.", BRACKETS)
    return None


@RECOGNISERS.of(
    Exception,
    speaks=["x = tabel[tabel.pak >= 2,500]", "x = tabel[tabel['omzet'] > 1,5]"],
    silent=['x = tabel["pak", "omzet"]', "x = tabel[tabel.pak > 1, tabel.pak > 2]"],
)
def comma_in_a_limit(error: Exception, scene: Scene) -> Explanation | None:
    found = re.search(r"[<>=]\s*(\d+,\d+)\s*\]", scene.bare_line)
    if not found or isinstance(error, (SyntaxError, NameError)):
        return None
    whole, after = found[1].split(",")
    meant = f"{whole}_{after}" if len(after) == 3 and whole != "0" else f"{whole}.{after}"
    return Explanation(
        f"{scene.where} memuat `{found[1]}`, dan koma memisahkannya menjadi dua.", f"Tulis `{meant}`."
    )


@RECOGNISERS.of(
    KeyError,
    speaks=[
        'x = tabel[tabel["kota"] is "Madiun"]',
        'x = tabel[["kota"] == "Madiun"]',
    ],
    silent=['x = tabel["False"]', 'x = tabel["kota" == "Madiun"]', "x = {}[False]"],
)
def one_answer_for_all_rows(error: KeyError, scene: Scene) -> Explanation | None:
    if not isinstance(missing_key(error), bool) or not scene.mentioned_tables:
        return None
    is_ = re.search(r"\bis\b", scene.bare_part)
    return Explanation(
        f"{scene.where} bertanya sekali saja, bukan untuk setiap baris.",
        "Pakai `==`, bukan `is`." if is_ else 'Sebut tabel dan kolomnya: `tabel[tabel["kolom"] == ...]`.',
    )
