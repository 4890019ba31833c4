"""A loop over what is gone through otherwise: a number, a table, a dictionary, the place of what is known."""

from __future__ import annotations

import ast
import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.notebooks.cells import short
from grader.notebooks.names import tree_of

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    TypeError,
    speaks=["for i in 5: pass", "for i in len(daftar):\n    print(i)", "x = [i * 2 for i in omzet]"],
    silent=[
        "x = sum(omzet)",
        "a, b = 5",
        "for i in kosong: pass",
        "for i in max(5): pass",
        "x = [max(k) for k in [1, 2]]",
    ],
)
def number_in_a_loop(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(r"'(int|int64)' object is not iterable", str(error)):
        return None
    over = _gone_through(scene)
    if over is None or getattr(getattr(over, "func", None), "id", "len") != "len":
        return None
    shown = short(scene.text_of(over), 40)
    return Explanation(
        f"{scene.where} mengulang atas satu angka, `{shown}`.",
        f"Untuk mengulang sebanyak itu: `range({shown})`.",
    )


def _gone_through(scene: Scene) -> ast.expr | None:
    """What the failing line goes through in a loop, where that is what failed."""
    loops: list[ast.For | ast.comprehension] = []
    if isinstance(scene.statement, ast.For):
        loops.append(scene.statement)
    for node in scene.nodes():
        if isinstance(node, ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp):
            loops.append(node.generators[0])
            if node is scene.failing:
                return node.generators[0].iter
    return next((loop.iter for loop in loops if scene.failing in (loop, loop.iter, loop.target)), None)


@RECOGNISERS.of(
    TypeError,
    speaks=["for nama, isi in kamus.items:\n    print(nama)", "for satu in daftar.copy:\n    print(satu)"],
    silent=["for i in 5: pass", "for satu in len: pass"],
)
def loop_over_a_method(error: TypeError, scene: Scene) -> Explanation | None:
    over = _gone_through(scene)
    if not isinstance(over, ast.Attribute) or not re.search("(method|function)' object is not", str(error)):
        return None
    return Explanation(
        f"{scene.where} menyebut `.{over.attr}` tanpa menjalankannya.",
        f"Tambahkan tanda kurung: `{short(scene.text_of(over), 40)}()`.",
    )


@RECOGNISERS.of(
    ValueError,
    speaks=["for kota, pak in tabel:\n    print(kota)", "for nama, isi in kamus:\n    print(nama)"],
    silent=["a, b = 1, 2, 3", 'for a, b in ["abc"]:\n    print(a)'],
)
def several_names_in_a_loop(error: ValueError, scene: Scene) -> Explanation | None:
    over = _gone_through(scene)
    name = over.id if isinstance(over, ast.Name) else ""
    if "to unpack" not in str(error) or not name:
        return None
    if isinstance(scene.names.get(name), dict):
        return Explanation(
            f"{scene.where} meminta dua hal dari kamus `{name}`, yang memberi namanya saja.",
            f"Untuk nama dan isinya: `{name}.items()`.",
        )
    if name not in scene.tables:
        return None
    return Explanation(
        f"Perulangan atas tabel `{name}` memberi nama kolomnya satu per satu, bukan barisnya.",
        f'Pakai kolomnya langsung, tanpa perulangan: `{name}["..."]`.',
    )


@RECOGNISERS.of(
    TypeError,
    speaks=[
        'x = 0\nfor satu in tabel:\n    x = x + satu["omzet"]',
        "x = sum(p for p in tabel if p > 1)",
        "for p in tabel:\n    x = 5 + p",
    ],
    silent=[
        "x = tulisan['a']",
        'for satu in daftar:\n    x = tulisan["a"]',
        "for p in tabel:\n    x = 'a' + 5",
    ],
)
def rows_in_a_loop(error: TypeError, scene: Scene) -> Explanation | None:
    over = _names_of_loops(scene)
    for node in [scene.failing] if scene.failing is not None else scene.nodes():
        for name in (found.id for found in ast.walk(node) if isinstance(found, ast.Name)):
            table = over.get(name, "")
            if table not in scene.tables or not isinstance(scene.names.get(name, ""), str):
                continue
            asked = node.slice if isinstance(node, ast.Subscript) else None
            column = f'"{asked.value!s}"' if isinstance(asked, ast.Constant) else '"..."'
            return Explanation(
                f"Perulangan atas tabel `{table}` memberi nama kolomnya satu per satu, bukan barisnya.",
                f"Pakai kolomnya langsung, tanpa perulangan: `{table}[{column}]`."
                if asked
                else f"Ulangi atas satu kolomnya: `for {name} in {table}[{column}]`.",
            )
    return None


def _names_of_loops(scene: Scene) -> dict[str, str]:
    """The name that each loop of the cell gives to what it goes through, and the name of that."""
    tree = tree_of(scene.source)
    loops = [n for n in ast.walk(tree) if isinstance(n, ast.For | ast.comprehension)] if tree else []
    return {
        loop.target.id: loop.iter.id
        for loop in loops
        if isinstance(loop.target, ast.Name) and isinstance(loop.iter, ast.Name)
    }


@RECOGNISERS.of(
    TypeError,
    speaks=["for k in daftar:\n    print(daftar[k])"],
    silent=['x = daftar["a"]', "for k in [0]:\n    x = daftar['a']"],
)
def value_for_its_place(error: TypeError, scene: Scene) -> Explanation | None:
    over = _names_of_loops(scene)
    for node in scene.failed(ast.Subscript):
        match node:
            case ast.Subscript(value=ast.Name(id=of), slice=ast.Name(id=name)) if over.get(name) == of:
                return Explanation(
                    f"`{name}` sudah berisi satu isi `{of}`, bukan nomor urutnya.",
                    f"Pakai `{name}` langsung, tanpa `{of}[...]`.",
                )
    return None
