"""Calculating with what is no number yet: a function that was not called, a whole table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from grader.learner.explanation import Explanation
from grader.learner.recogniser import Recognisers
from grader.learner.scene import Scene

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    TypeError,
    speaks=["x = 0.62 + ceil", "harga_koma = 5 - gambar"],
    silent=["x = tabel['omzet'].sum - 5", "x = ceil(2.5) + 'a'"],
)
def function_in_a_calculation(error: TypeError, scene: Scene) -> Explanation | None:
    if "unsupported operand" not in str(error) or "function" not in str(error):
        return None
    name = next((n for n in _operands(scene) if callable(scene.names.get(n))), None)
    if name is None:
        return None
    return Explanation(
        f"{scene.where} menghitung dengan `{name}`, sebuah fungsi yang belum dipanggil.",
        f"Tambahkan tanda kurung dan isinya: `{name}(...)`.",
    )


@RECOGNISERS.of(
    TypeError,
    ValueError,
    speaks=["x = 500 / tabel", "x = len(tabel) - lain", "x = tabel * 2 - 'a'"],
    silent=["x = tabel['kota'] / 2", "x = 5 + 'a'"],
)
def table_in_a_calculation(error: TypeError | ValueError, scene: Scene) -> Explanation | None:
    name = next((n for n in _operands(scene) if n in scene.tables), None)
    if name is None:
        return None
    return Explanation(
        f"{scene.where} menghitung dengan `{name}`, yaitu seluruh tabel, bukan satu angka.",
        f'Untuk banyaknya baris: `len({name})`. Untuk satu kolom: `{name}["..."]`.',
    )


def _operands(scene: Scene) -> Iterator[str]:
    """The names that stand alone beside a sign in the failing line."""
    if not re.search(r"[-+*/]", scene.bare_line):
        return
    for node in scene.nodes():
        if isinstance(node, ast.BinOp):
            yield from (side.id for side in (node.left, node.right) if isinstance(side, ast.Name))
