"""A function without its brackets or its result, and a name that is used before it is made."""

from __future__ import annotations

import ast
import keyword
import re
from types import FunctionType

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import FRONT_DOOR, Scene
from grader.learner.errors.slips_of_names import CALLED, happened, name_of
from grader.notebooks.cells import short
from grader.notebooks.names import assigned_names, tree_of

RECOGNISERS = Recognisers()

#: What gives a text that is to be shown.
GIVE_TEXTS = ("rupiah", "persen", "angka")


@RECOGNISERS.of(
    NameError,
    speaks=[
        "x = untung_b * 2\nuntung_b = 5",
        "x = lipat(5)\ndef lipat(n):\n    return n * 2",
        "print(total_b)\nx = 1\ntotal_b = omzet + pak",
    ],
    silent=[
        "x = jenang * 2",
        "total_b = total_b + 5",
        "print(total_b)\ntotal_b = total_b + 5",
        "for k in daftar:\n    x = total_b + 1\n    total_b = x",
    ],
)
def made_further_down(error: NameError, scene: Scene) -> Explanation | None:
    """A name that a later statement of the cell makes; silent in a block, which may go round."""
    name, line = name_of(error), _line_that_makes(name_of(error), scene)
    if line is None or scene.place or not scene.line or line <= scene.line or _in_a_block(scene):
        return None
    return Explanation(
        happened(error), f"`{name}` baru dibuat di baris {line}: pindahkan pembuatannya ke atas baris ini."
    )


def _line_that_makes(name: str, scene: Scene) -> int | None:
    """The first line of the first statement of the cell that gives a name its value or its function."""
    tree = tree_of(scene.source)
    for node in tree.body if tree else []:
        is_function = isinstance(node, ast.FunctionDef) and node.name == name
        is_simple = isinstance(node, ast.Assign) and name in assigned_names(scene.text_of(node))
        if is_simple and isinstance(node, ast.Assign) and _reads(node.value, name):
            return None  # it has no value there either
        if is_function or is_simple:
            return node.lineno
    return None


def _reads(node: ast.expr, name: str) -> bool:
    return any(isinstance(inner, ast.Name) and inner.id == name for inner in ast.walk(node))


def _in_a_block(scene: Scene) -> bool:
    tree = tree_of(scene.source)
    return (
        tree is None or scene.statement is None or scene.statement.lineno not in {s.lineno for s in tree.body}
    )


@RECOGNISERS.of(
    NameError,
    speaks=[
        "total_b = total_b + 5",
        "for k in [1, 2]:\n    total_b = total_b + k",
        "for k in [1, 2]:\n    total_b += k",
    ],
    silent=["total_b = total_c + 5", "untng = omzt * 2", "hasil = omset == hasil"],
)
def before_its_first_value(error: NameError, scene: Scene) -> Explanation | None:
    """A name that is made of itself, and has no value to begin with."""
    name, made = name_of(error), scene.statement
    of_itself = isinstance(made, ast.AugAssign) and getattr(made.target, "id", "") == name
    if isinstance(made, ast.Assign) and len(made.targets) == 1 and isinstance(made.value, ast.BinOp):
        of_itself = getattr(made.targets[0], "id", "") == name
    if not of_itself or scene.place or isinstance(error, UnboundLocalError):
        return None
    looped = scene.line is not None and _in_a_block(scene)
    otherwise = "" if looped else f" Kalau maksudmu nama lain, tulis nama itu, bukan `{name}`."
    return Explanation(
        f"`{name}` dihitung dari `{name}` sendiri, padahal belum punya nilai awal.",
        f"Beri nilai awal di atasnya, misalnya `{name} = 0` untuk menjumlah.{otherwise}"
        if isinstance(getattr(made, "op", getattr(getattr(made, "value", None), "op", None)), ast.Add)
        else f"Beri nilai awal di atasnya: `{name} = ...`.{otherwise}",
    )


@RECOGNISERS.of(
    TypeError,
    AttributeError,
    speaks=[
        "def potong(h):\n    h * 0.9\nx = potong(100).round(2)",
        "def potong(h):\n    h * 0.9\nx = potong(100) + 5",
        "def potong(h):\n    print(h)\nx = 2 * potong(100)",
    ],
    silent=[
        "x = print(omzet) + 1",
        "x = kosong + 1",
        "x = kosong.sum()",
        "def f(h):\n    return 'a'\nx = f(1) + 5",
    ],
)
def function_without_a_result(error: TypeError | AttributeError, scene: Scene) -> Explanation | None:
    if "NoneType" not in str(error):
        return None
    for node in scene.nodes():
        called = node.func if isinstance(node, ast.Call) else None
        name = called.id if isinstance(called, ast.Name) else ""
        made = scene.names.get(name)
        if isinstance(made, FunctionType) and made.__globals__.get(name) is made and name not in FRONT_DOOR:
            return Explanation(
                f"Fungsi `{name}` tidak memberi hasil (None), jadi tidak dapat dihitung lagi.",
                f"Akhiri isi `{name}` dengan `return ...`; `print(...)` hanya menampilkan.",
            )
    return None


@RECOGNISERS.of(
    TypeError,
    speaks=[
        "def rupiah(n):\n    return 'Rp5'\nx = rupiah(7500) + 500",
        "def persen(n):\n    return '5%'\nx = 100 - persen(0.1)",
        "def rupiah(n):\n    return 'Rp5'\nx = rupiah(9) - rupiah(5)",
    ],
    silent=["x = 'a' + 5", "def rupiah(n):\n    return 'Rp5'\nprint('Untung ' + rupiah(5) + omzet)"],
)
def calculated_with_what_is_shown(error: TypeError, scene: Scene) -> Explanation | None:
    for node in scene.failed(ast.BinOp):
        sides = (node.left, node.right)
        if any(isinstance(s, ast.Constant) and isinstance(s.value, str) for n in sides for s in ast.walk(n)):
            continue  # a text that is put together
        for side in sides:
            name = getattr(side.func, "id", "") if isinstance(side, ast.Call) else ""
            if name in GIVE_TEXTS and "str" in str(error):
                return Explanation(
                    f"`{name}(...)` memberi teks untuk dibaca, jadi tidak dapat dihitung lagi.",
                    f"Hitung dulu dengan angkanya; `{name}(...)` dipakai terakhir, waktu menampilkan.",
                )
    return None


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "print('a', omzet) print('b')",
        "x = omzet * pak y = 5",
        "for k in daftar: print(k) x = 5",
        "print(len(daftar)) print(omzet)",
    ],
    silent=["x = omzet pak", "x = [1, 2 'a']", "print('a' omzet)", "harga jual = 5"],
)
def two_statements_in_a_line(error: SyntaxError, scene: Scene) -> Explanation | None:
    for found in re.finditer(r"[\w)\]\"'](\s+)(print\(|[^\W\d]\w*\s*=(?!=))", scene.line_text):
        line = scene.line_text
        first, second = line[: found.start(1)], line[found.end(1) :]
        if "=" in first + found[2] and scene.whole(f"{first}; {second}"):
            return Explanation(
                f"{scene.where} memuat dua perintah dalam satu baris.",
                f"Pindahkan `{short(second, 40)}` ke baris baru.",
            )
        if "(" in first and scene.whole(f"{first}; {second}"):
            return Explanation(
                f"{scene.where} memuat dua perintah dalam satu baris.",
                f"Pindahkan `{short(second, 40)}` ke baris baru.",
            )
    return None


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = ceil 2.5",
        'x = muat "panen"',
        "x = ceil omzet / pak",
        "def lipat(a, b):\n    return a\nx = lipat 5, 6",
        "x = len tabel",
        'x = sum tabel["pak"]',
    ],
    silent=["x = omzet 5", "print 'a'", "x = len(daftar) 5", "for ceil in 5 5: pass", "x = not ceil 5"],
)
def function_beside_its_input(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(
        r"(?:^|[=(,+\-*/]\s*)([^\W\d]\w*) +([^\W\d]\w*|\d[\d_.]*|\"[^\"]*\"|'[^']*')(.*)$", scene.line_text
    )
    if not found or keyword.iskeyword(found[1]) or keyword.iskeyword(found[2]):
        return None
    made_here = re.search(
        rf"^(?:def {found[1]}\(|from \w+ import .*\b{found[1]}\b)", scene.source, re.MULTILINE
    )
    is_known = callable(scene.names.get(found[1])) or found[1] in FRONT_DOOR or made_here
    if not is_known and (found[1] == "print" or found[1] not in CALLED):
        return None
    given = f"{found[2]}{found[3]}"
    if not scene.whole(scene.line_text.replace(f"{found[1]} {given}", f"{found[1]}({given})")):
        return None
    shown = short(given.strip(), 40)
    if found[1] in ("periksa", "muat") and shown.isidentifier():
        shown = f'"{shown}"'
    return Explanation(
        f"{scene.where} memanggil `{found[1]}` tanpa tanda kurung.",
        f"Tulis masukannya di dalam kurung: `{found[1]}({shown})`.",
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=["x = ceil.omzet", "x = len.daftar"],
    silent=["x = len.sum()", "x = omzet.pak", "x = tabel.head.sum()"],
)
def dot_behind_a_function(error: AttributeError, scene: Scene) -> Explanation | None:
    """A function, then a known name, with a dot between them."""
    for node in scene.failed(ast.Attribute):
        match node:
            case ast.Attribute(value=ast.Name(id=function), attr=given) if callable(error.obj):
                if given in scene.names and not callable(scene.names[given]):
                    return Explanation(
                        f"{scene.where} menulis titik sesudah fungsi `{function}`.",
                        f"Masukan sebuah fungsi ditulis di dalam kurung: `{function}({given})`.",
                    )
    return None


@RECOGNISERS.of(
    AttributeError,
    speaks=["x = omzet.ceil()", "x = pak.ceil"],
    silent=["x = omzet.pak", "x = omzet.gambar_x()"],
)
def function_behind_its_input(error: AttributeError, scene: Scene) -> Explanation | None:
    for node in scene.failed(ast.Attribute):
        match node:
            case ast.Attribute(value=ast.Name(id=given), attr=function) if given in scene.names:
                if callable(scene.names.get(function)) and not hasattr(error.obj, "iloc"):
                    return Explanation(
                        f"{scene.where} menulis fungsi `{function}` di belakang titik.",
                        f"Tulis namanya di depan dan masukannya di dalam kurung: `{function}({given})`.",
                    )
    return None
