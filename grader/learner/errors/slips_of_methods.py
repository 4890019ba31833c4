"""A function that is called alone and belongs behind a table or a column."""

from __future__ import annotations

import ast
import re
from typing import Any

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.slips_of_names import happened, name_of
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()

#: What is asked of a column, and not called with it.
METHODS = frozenset(
    {"mean", "median", "std", "mode", "value_counts", "groupby", "sort_values", "head", "unique"}
)

#: Of these, what is asked of a whole table.
OF_A_TABLE = frozenset({"groupby", "sort_values", "head"})


@RECOGNISERS.of(
    NameError,
    speaks=["x = random.sample(tabel, 1)", "x = statistics.median(tabel['pak'])"],
    silent=["x = random * 2", "x = apjii.sample(2)"],
)
def library_for_a_method(error: NameError, scene: Scene) -> Explanation | None:
    """A function of a library that a table or a column has as its own."""
    name = name_of(error)
    if name not in ("random", "statistics", "np", "numpy"):
        return None
    for node in scene.nodes():
        match node:
            case ast.Call(ast.Attribute(ast.Name(id=of), attr), [first, *_]) if of == name:
                table = next((n.id for n in ast.walk(first) if isinstance(n, ast.Name)), "")
                if table in scene.tables and hasattr(scene.names[table], attr):
                    instead = ast.unparse(first).replace("'", '"')
                    return Explanation(
                        f"`{name}` adalah pustaka Python yang belum dimuat di sini.",
                        f"Tidak perlu: tulis di belakang tabelnya, `{instead}.{attr}(...)`.",
                    )
    return None


@RECOGNISERS.of(
    NameError,
    speaks=[
        'x = merge(tabel, lain, on="kota")',
        "x = sample(tabel, 1)",
        "x = join(tabel, lain)",
        'x = groupby(tabel, "kota")',
    ],
    silent=["x = mean(tabel, 5)", "x = gabung(tabel, lain)"],
)
def method_of_its_first_input(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    found = re.search(rf"\b{name}\(\s*(\w+(?:\[[^\[\]]*\])?)\s*,\s*(.*)\)", scene.line_text)
    value = _held(found[1], scene) if found else None
    if not found or not hasattr(value, "iloc") or name in METHODS - OF_A_TABLE or not hasattr(value, name):
        return None
    todo = f"`{found[1]}.{name}({short(found[2], 40)})`"
    if name == "join":
        todo = f'`{found[1]}.merge({short(found[2], 40)}, on="...")`'
    return Explanation(happened(error), f"Tulis di belakangnya, sesudah titik: {todo}.")


@RECOGNISERS.of(
    NameError,
    speaks=[
        'x = mean(tabel["omzet"])',
        "x = median(omzet)",
        "x = mean([1, 2])",
        "x = drop_duplicates(tabel)",
        'x = groupby("kota")[["pak"]].median()',
        "x = head(5)",
        "x = mean(omzet, pak)",
        'x = count(tabel["kota"])',
    ],
    silent=['x = maen(tabel["omzet"])', "x = mean"],
)
def method_called_alone(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    called = re.search(rf"\b{re.escape(name)}\(\s*([^()]*?)\s*\)", scene.line_text)
    value = _held(called[1], scene) if called else None
    if not called or not (name in METHODS or (hasattr(value, "iloc") and hasattr(value, name))):
        return None
    if name == "mean" and (told := _of_a_list(called[1], value)):
        return Explanation(happened(error), told)
    owner = next((t for t, columns in scene.tables.items() if called[1].strip("\"'") in columns), None)
    if owner and called[1][:1] in "\"'" and hasattr(scene.names[owner], name):
        return Explanation(happened(error), f"Tulis di belakang tabelnya: `{owner}.{name}({called[1]})`.")
    if name == "count" and hasattr(value, "columns"):
        return Explanation(happened(error), f"Banyaknya baris: `len({called[1]})`.")
    if hasattr(value, "iloc"):
        return Explanation(happened(error), f"Tulis di belakangnya, sesudah titik: `{called[1]}.{name}()`.")
    if name in OF_A_TABLE:
        example = f"Dipakai di belakang tabelnya, sesudah titik: `tabel.{name}({called[1]})`."
    else:
        example = f'Dipakai di belakang sebuah kolom, sesudah titik: `tabel["kolom"].{name}()`.'
    return Explanation(happened(error), example)


def _held(written: str, scene: Scene) -> object:
    """What a name or a column holds, as it was written; None where it is neither."""
    column = re.fullmatch(r"(\w+)\[\s*[\"']([^\"']+)[\"']\s*\]", written)
    table: Any = scene.names.get(column[1]) if column else None
    if column and column[2] in scene.tables.get(column[1], []):
        return table[column[2]]
    return scene.names.get(written)


def _of_a_list(given: str, value: object) -> str:
    """How the mean of a list or of several numbers is worked out; nothing for other inputs."""
    listed = given.startswith("[") or isinstance(value, list)
    if not listed and not re.fullmatch(r"[\w.]+(\s*,\s*[\w.]+)+", given):
        return ""
    numbers = given if listed else f"[{given}]"
    return f"Untuk sebuah daftar: `sum({numbers}) / len({numbers})`."
