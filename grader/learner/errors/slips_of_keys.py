"""A column, row or key that is not there."""

from __future__ import annotations

import ast
import re
from typing import Any

from grader.checks.blank import is_blank
from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene, columns_of
from grader.learner.errors.slips_of_columns import (
    is_asked,
    missing_key,
    name_apart,
    of_another,
    twice_in_a_merge,
    value_of,
)
from grader.learner.errors.spelling import closest
from grader.notebooks.cells import short
from grader.notebooks.names import LONG

RECOGNISERS = Recognisers()

#: A row or a result with more labels than that is not shown.
LONGEST_ROW = 30
#: Methods that make a table of a table.
MADE_TABLES = (
    "merge",
    "reset_index",
    "rename",
    "drop",
    "agg",
    "to_frame",
    "head",
    "tail",
    "sort_values",
    "nlargest",
    "nsmallest",
)


@RECOGNISERS.of(
    KeyError,
    speaks=[
        'x = tabel.merge(twin, on="kota")["pk"]',
        'x = tabel.groupby("kota")["pak"].sum().reset_index()["omzet"]',
        'x = tabel.iloc[0]["omst"]',
        'x = tabel[["kota", "pak"]]["omzet"]',
    ],
    silent=['x = tabel["kota"].value_counts()["madiun"]', "x = tabel['pk']", "x = kamus['a']['b']"],
)
def column_not_in_a_result(error: KeyError, scene: Scene) -> Explanation | None:
    """What a calculation, a row or chosen columns of a table are asked for and do not have."""
    for node in scene.failed(ast.Subscript):
        of, asked = node.value, node.slice.value if isinstance(node.slice, ast.Constant) else None
        if not isinstance(asked, str) or asked != missing_key(error) or not scene.mentioned_tables:
            continue
        row = isinstance(of, ast.Subscript) and getattr(of.value, "attr", "") in ("iloc", "loc")
        chosen = isinstance(of, ast.Subscript) and isinstance(of.slice, ast.List)
        made = isinstance(of, ast.Call) and getattr(of.func, "attr", "") in MADE_TABLES
        if row or chosen or made:
            what = short(ast.unparse(of).replace("'", '"'), 40)
            return Explanation(
                f"`{what}` tidak memuat {_quoted(asked)}.",
                "Periksa ejaannya, dan apakah kolom itu ikut sampai ke situ.",
            )
    return None


@RECOGNISERS.of(KeyError, speaks=['x = tabel.nlargest("omzet", 5)'], silent=['x = tabel.nlargest(5, "omst")'])
def arguments_exchanged(error: KeyError, scene: Scene) -> Explanation | None:
    found = re.search(r"\.(nlargest|nsmallest)\(\s*([\"'][^\"']*[\"'])\s*,\s*(\w+)\s*\)", scene.part)
    if not found:
        return None
    return Explanation(
        f"{scene.where} menukar kedua masukan `{found[1]}`.",
        f"Banyaknya ditulis lebih dulu: `{found[1]}({found[3]}, {found[2]})`.",
    )


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel.drop("pak")', 'x = tabel.drop("Madiun")', 'x = tabel.drop(["omzet", "pak"])'],
    silent=['x = tabel.drop(columns="pk")', "x = tabel['pk']"],
)
def column_dropped_as_a_row(error: KeyError, scene: Scene) -> Explanation | None:
    told = re.search(r"\[('[^']*'(?:, '[^']*')*)\] not found in axis", str(error))
    if not told or "columns" in scene.bare_part or "axis" in scene.bare_part:
        return None
    asked = re.findall(r"'([^']*)'", told[1])
    are_columns = any(set(asked) <= set(columns) for columns in scene.tables.values())
    kept = 'Untuk membuang baris menurut isinya, saring yang tetap ada: `tabel[tabel["kolom"] != ...]`.'
    names = ", ".join(f'"{name}"' for name in asked)
    given = names if len(asked) == 1 else f"[{names}]"
    return Explanation(
        f"{scene.where} menghapus baris, dan tidak ada baris bernama `{asked[0]}`.",
        f"Untuk menghapus kolom, sebut begitu: `drop(columns={given})`." if are_columns else kept,
    )


@RECOGNISERS.of(
    KeyError,
    speaks=['tabel["baru"] == tabel["pak"] * 2', 'tabel["omzet_baru"] == 5'],
    silent=['x = tabel["baru"] == 5', 'tabel["omst"].sum() == 5'],
)
def column_compared_to_be_set(error: KeyError, scene: Scene) -> Explanation | None:
    """A line of its own asks whether a column that is not there equals something."""
    found = re.match(r"(\w+\[\s*([\"'])(\w+)\2\s*\])\s*==(?!=)", scene.line_text)
    if not found or missing_key(error) != found[3]:
        return None
    return Explanation(
        f'Kolom `"{found[3]}"` belum ada, dan dua tanda `==` artinya bertanya.',
        f"Untuk menyimpan kolom baru, pakai satu tanda: `{found[1]} = ...`.",
    )


@RECOGNISERS.of(
    KeyError, speaks=["x = tabel[[omzet]]", "x = tabel[[omzet, pak]]"], silent=['x = tabel[["omst"]]']
)
def name_for_a_column(error: KeyError, scene: Scene) -> Explanation | None:
    names = [
        item.id
        for node in scene.nodes()
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.List)
        for item in node.slice.elts
        if isinstance(item, ast.Name)
    ]
    if not names:
        return None
    quoted = ", ".join(f'"{name}"' for name in names)
    return Explanation(
        f"{scene.where} menulis nama kolom tanpa tanda kutip; Python memakai isi `{names[0]}`.",
        f"Beri tanda kutip: `[[{quoted}]]`.",
    )


@RECOGNISERS.of(
    KeyError,
    speaks=[
        'x = tabel.loc["Madiun"]',
        'x = tabel.loc["Madiun", "omzet"]',
        'x = tabel["omzet"]["Madiun"]',
        'x = tabel.set_index("kota").loc["madiun", "omzet"]',
        'x = tabel.loc[7, "kota"]',
        'x = tabel["pak"][7]',
        "x = tabel.pak[7]",
        'x = tabel.loc[["Madiun", "Ngawi"]]',
        'for i in range(3):\n    x = tabel["kota"][i]',
    ],
    silent=[
        "x = tabel['Madiun']",
        'x = tabel.loc[tabel["pak"] > 1, "omst"]',
        'kamus2 = {"a": {"x": 1}}\nx = kamus2["a"]["b"]',
        'x = tabel.iloc[0]["omst"]',
    ],
)
def no_such_row(error: KeyError, scene: Scene) -> Explanation | None:
    key = missing_key(error)
    columns = {column for listed in scene.tables.values() for column in listed}
    for node in scene.failed(ast.Subscript):
        of = node.value
        column = (
            of.slice.value if isinstance(of, ast.Subscript) and isinstance(of.slice, ast.Constant) else None
        )
        of_rows = column in columns or getattr(of, "attr", "") in {"loc", "at", *columns}
        if not of_rows or key not in _labels_asked(node.slice, scene):
            continue
        if type(key) is int and (known := _numbered_rows(node, scene)):
            return Explanation(
                f"{scene.where} mencari baris bernomor `{key}`, tetapi nomor itu tidak ada.",
                f"Yang pertama bernomor 0; yang terakhir di tabel ini {known - 1}.",
            )
        return Explanation(
            f"{scene.where} mencari baris berlabel {_quoted(key)}, tetapi label itu tidak ada.",
            _rows_there(node, of, scene),
        )
    return None


def _rows_there(node: ast.Subscript, of: ast.expr, scene: Scene) -> str:
    """How the rows are called, or how else one is found."""
    if labels := _labels_there(of, scene):
        return f"Label yang ada: {', '.join(map(_quoted, labels[:4]))}."
    by_content = 'saring tabelnya menurut isi sebuah kolom: `tabel[tabel["kolom"] == ...]`.'
    if known := _numbered_rows(node, scene):
        return f"Barisnya bernomor 0 sampai {known - 1}. Pakai nomornya, atau {by_content}"
    return by_content[0].upper() + by_content[1:]


def _labels_there(of: ast.expr, scene: Scene) -> list[object]:
    """The labels of the rows of what is asked, where they are names and not just numbered."""
    labels = _index_of(of.value if isinstance(of, (ast.Attribute, ast.Subscript)) else of, scene)
    return labels if all(isinstance(label, str) for label in labels) else []


def _labels_asked(asked: ast.expr, scene: Scene) -> list[object]:
    """The labels of rows that stand in square brackets."""
    first = asked.elts[0] if isinstance(asked, ast.Tuple) and asked.elts else asked
    given = first.elts if isinstance(first, ast.List) else [first]
    return [value_of(one, scene) for one in given]


@RECOGNISERS.of(
    KeyError,
    speaks=['t = tabel.groupby("pak")["omzet"].mean()\nx = t["2"] - t["1"]'],
    silent=['t = tabel.groupby("kota")["pak"].sum()\nx = t["2"]', "x = kamus['1']"],
)
def number_in_quotes_as_label(error: KeyError, scene: Scene) -> Explanation | None:
    key = missing_key(error)
    name, labels = _asked_of(key, scene)
    if not (isinstance(key, str) and key.isdigit() and int(key) in (labels or [])):
        return None
    return Explanation(
        f'{scene.where} mencari tulisan `"{key}"`, padahal di `{name}` itu angka.',
        f"Tulis tanpa tanda kutip: `{name}[{key}]`.",
    )


@RECOGNISERS.of(
    KeyError,
    speaks=[
        "x = tabel['Pak']",
        "kolom = tabel['pak']\nx = tabel['kolom']",
        "x = kamus['b']",
        "per = tabel.groupby('kota')\nlain['akhir'] = per['omzt'].max()",
        "m = tabel.groupby('kota')[['pak']].sum()\nx = m['Ngawi'] - 1",
        'x = tabel["pak"] - tabel["nol"]',
        't = tabel["kota"] == "Madiun"\nx = t["omzet"].sum()',
        "print(f\"Rata {tabel['omst'].mean():.0f}\")",
        'm = tabel.groupby("kota")["pak"].sum()\nx = m["pak"]',
    ],
    silent=["x = {}['a']", 'x = tabel.sort_values("omzet").reset_index("kota")'],
)
def no_such_key(error: KeyError, scene: Scene) -> Explanation | None:
    key = missing_key(error)
    owner, known = _owner_of_key(key, scene)
    if owner is None or _is_a_sentence(key, scene):
        return None
    value: Any = scene.names[owner]
    what = "kolom" if hasattr(value, "columns") or hasattr(value, "obj") else "isi"
    apart = scene.names.get(key) if isinstance(key, str) and key != owner else None
    if told := _of_one_column(owner, key, value):
        return told
    if what == "kolom" and (named := name_apart(key, owner, apart)):
        return named
    if isinstance(key, str) and key in getattr(value, "index", ()) and columns_of(value):
        return Explanation(
            f"{_quoted(key)} adalah baris di `{owner}`, bukan kolomnya.",
            f'Ambil barisnya dengan `.loc`: `{owner}.loc["{key}", ...]`.',
        )
    if twice := twice_in_a_merge(key, known):
        return twice
    near = closest(str(key), [name for name in known if name != str(key)])
    if near and re.search(rf"\[\s*[\"']{re.escape(near)}[\"']\s*\]\s*=(?!=)", scene.source[:LONG]):
        return Explanation(
            f'`{owner}` tidak mempunyai {what} {_quoted(key)}; sel ini membuatnya dengan nama `"{near}"`.',
            "Samakan kedua tulisannya, persis seperti di soal.",
        )
    if near:
        todo = f'Mungkin maksudmu `"{near}"`. Betulkan ejaannya.'
    else:
        todo = of_another(key, owner, scene) if what == "kolom" else ""
    listed = ", ".join(f'`"{name}"`' for name in known[:8]) + (" …" if len(known) > 8 else "")
    is_new = what == "kolom" and hasattr(value, "iloc") and str(key).isidentifier() and is_asked(key, scene)
    new = f' Kalau itu kolom baru, buat dulu: `{owner}["{key}"] = ...`.' if is_new else ""
    return Explanation(
        f"`{owner}` tidak mempunyai {what} {_quoted(key)}.", todo or f"Yang ada: {listed}.{new}"
    )


def _of_one_column(owner: str, key: object, value: Any) -> Explanation | None:
    """What is said of one column of which a column is asked: itself, or any where it is a condition."""
    if getattr(value, "name", None) == key and not columns_of(value):
        return Explanation(
            f"`{owner}` sudah kolom {_quoted(key)} saja, jadi tidak berisi kolom lagi.",
            f"Tulis `{owner}` tanpa `[{_quoted(key)[1:-1]}]`.",
        )
    if getattr(getattr(value, "dtype", None), "kind", "") == "b" and hasattr(value, "iloc"):
        return Explanation(
            f"`{owner}` berisi syarat, yaitu True atau False untuk setiap baris, bukan tabel.",
            f"Pakai untuk menyaring tabelnya: `tabel[{owner}]`.",
        )
    return None


def _is_a_sentence(key: object, scene: Scene) -> bool:
    """Whether a library said in words what is missing: no key that the cell could have asked for."""
    return isinstance(key, str) and key.count(" ") > 1 and key not in scene.source


@RECOGNISERS.of(
    KeyError,
    speaks=[
        'sisa = tabel[tabel["kota"] == "madiun"]\nt = sisa.groupby("kota")["pak"].sum()\nx = t["Madiun"]',
        't = tabel[tabel["pak"] > 9].groupby("pak")["omzet"].mean()\nx = t[19] - t[9]',
    ],
    silent=['t = tabel.groupby("kota")["pak"].sum()\nx = t["Solo"]', "x = kamus[6]"],
)
def label_of_an_empty_result(error: KeyError, scene: Scene) -> Explanation | None:
    name, labels = _asked_of(missing_key(error), scene)
    if labels is None or labels:
        return None
    return Explanation(
        f"`{name}` kosong: tidak ada satu baris pun yang sampai ke situ.",
        "Periksa saringan di atasnya: tulisan, huruf besar-kecil, dan batasnya.",
    )


@RECOGNISERS.of(
    KeyError,
    speaks=["x = {}[5]"],
    silent=["x = {}['a']", "x = tabel[1]"],
)
def number_not_found(error: KeyError, scene: Scene) -> Explanation | None:
    key = missing_key(error)
    if not isinstance(key, int) or isinstance(key, bool):
        return None
    return Explanation(
        f"{scene.where} mencari isi yang bernama `{key}`, tetapi tidak ada.",
        f"Kalau itu urutan baris tabel: `.iloc[{key}]`, dan yang pertama bernomor 0. "
        f"Untuk yang nilainya {key}, saring dengan `==`.",
    )


@RECOGNISERS.of(KeyError, speaks=["x = {}['a']", 'x = tabel.sort_values("omzet").reset_index("kota")'])
def key_not_found(error: KeyError, scene: Scene) -> Explanation | None:
    key = missing_key(error)
    if _is_a_sentence(key, scene):
        return Explanation(
            f"{scene.where} meminta sesuatu yang tidak ada di situ, kata Python `{short(str(key), 100)}`.",
            "Periksa nama-nama di dalam kurungnya, termasuk huruf besar dan kecil.",
        )
    return Explanation(
        f"{scene.where} mencari {_quoted(key)}, tetapi tidak menemukannya.",
        "Periksa ejaannya, termasuk huruf besar dan kecil.",
    )


def _asked_of(key: object, scene: Scene) -> tuple[str, list[Any] | None]:
    """The named column of which the failing line asks this label, and the labels that it has."""
    for node in scene.nodes():
        match node:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=asked)) if asked == key:
                held: Any = scene.names.get(name)
                if hasattr(held, "to_frame") and hasattr(held, "iloc"):
                    return name, held.index.tolist()
    return "", None


def _numbered_rows(node: ast.Subscript, scene: Scene) -> int:
    """How many rows the table has that is asked, where they are numbered from 0; 0 where they are not."""
    asked = node.value.value if isinstance(node.value, (ast.Attribute, ast.Subscript)) else node.value
    labels = _index_of(asked, scene)
    return len(labels) if labels == list(range(len(labels))) else 0


def _index_of(asked: ast.expr, scene: Scene) -> list[object]:
    """The labels of the rows of a table or column that has a name; none where it is something else."""
    held: Any = scene.names.get(asked.id) if isinstance(asked, ast.Name) else None
    return list(held.index.tolist()) if hasattr(held, "iloc") else []


def _quoted(key: object) -> str:
    return f'`"{key}"`' if isinstance(key, str) else f"`{key}`"


def _read_in_a_text(scene: Scene) -> list[str]:
    """The names that a text with values in braces reads, of whose places Python tells nothing."""
    nodes = list(ast.walk(scene.statement)) if scene.statement else []
    texts = [node for node in nodes if isinstance(node, ast.JoinedStr)]
    return [n.id for text in texts for n in ast.walk(text) if isinstance(n, ast.Name)]


def _owner_of_key(key: object, scene: Scene) -> tuple[str | None, list[str]]:
    """The table, row or dictionary in the failing line that lacks `key`, and the keys it has."""
    nodes = list(scene.nodes())
    given = {id(n.value) for n in nodes if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store)}
    read = [
        n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load) and id(n) not in given
    ]
    for name in [*(read or scene.read), *_read_in_a_text(scene)]:
        value: Any = scene.names.get(name)
        if hasattr(value, "grouper") or hasattr(value, "_grouper"):
            value = value.obj  # the table that was put into groups
        if is_blank(value):
            continue
        if columns := columns_of(value):
            if key in columns:
                continue  # `a.merge(b, on="x")`: it is the other table that lacks it
            return name, columns
        if isinstance(value, dict) and key not in value:
            return name, [str(known) for known in value]
        if hasattr(value, "to_frame") and isinstance(key, str) and 0 < len(value) <= LONGEST_ROW:
            return name, [str(label) for label in value.index]
    return None, []
