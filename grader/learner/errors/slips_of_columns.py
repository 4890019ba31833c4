"""A column that is not there any more, or that is asked for in another way than a table understands."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection

from grader.checks.signs import SUMMARISING
from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.spelling import closest
from grader.notebooks.cells import short
from grader.notebooks.names import LONG

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel[["kota", "pak"]].sort_values("omzet")'],
    silent=['x = tabel[["kota", "pak"]].sort_values("omst")', 'x = tabel.sort_values("omst")'],
)
def column_left_out_before(error: KeyError, scene: Scene) -> Explanation | None:
    found = re.search(r"(\w+)\[\[([^\]]*)\]\]\.sort_values\(\s*[\"'](\w+)[\"']", scene.part)
    if not found or found[3] not in scene.tables.get(found[1], []) or found[3] in found[2]:
        return None
    return Explanation(
        f"Kolom `{found[3]}` tidak ikut dipilih, jadi sesudahnya tidak dapat dipakai untuk mengurutkan.",
        f'Urutkan dulu, baru pilih kolomnya: `{found[1]}.sort_values("{found[3]}")[[...]]`.',
    )


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel.merge(twin, on="pak")[["kota", "pak"]]'],
    silent=[
        'x = tabel.merge(twin, on="pak")[["kta", "pak"]]',
        'x = tabel.merge(twin, on="pak")["pak", "kota"]',
        "x = tabel['Pak']",
    ],
)
def column_of_both_tables(error: KeyError, scene: Scene) -> Explanation | None:
    """After a merge, a column that both tables have is there twice, under two other names."""
    asked = error.args[0] if error.args else None
    missing = next(iter(re.findall(r"'([^']*)'", str(error))), "")
    if isinstance(asked, tuple) or re.search(rf"\bon\s*=\s*\[?\s*[\"']{re.escape(missing)}[\"']", scene.part):
        return None
    owners = [name for name, columns in scene.tables.items() if missing in columns]
    if "merge(" not in scene.part or len([n for n in owners if re.search(rf"\b{n}\b", scene.part)]) < 2:
        return None
    return twice_in_a_merge(missing, [f"{missing}_x", f"{missing}_y"])


def name_apart(key: object, owner: str, apart: object) -> Explanation | None:
    """Of a column that a table has not, while a number or a column apart has its name."""
    if isinstance(apart, int | float) and not isinstance(apart, bool):
        return Explanation(
            f"`{key}` adalah nama tersendiri, bukan kolom di `{owner}`.",
            f"Tulis `{key}` langsung, tanpa nama tabel dan tanpa tanda kutip.",
        )
    if hasattr(apart, "iloc"):
        return Explanation(
            f"`{key}` adalah nama tersendiri, belum kolom di `{owner}`.",
            f'Jadikan kolom: `{owner}["{key}"] = {key}`, atau pakai `{key}` langsung.',
        )
    return None


def is_asked(key: object, scene: Scene) -> bool:
    """Whether a column is asked for in square brackets, and not named to a method."""
    asked = (part for node in scene.failed(ast.Subscript) for part in ast.walk(node.slice))
    return any(isinstance(part, ast.Constant) and part.value == key for part in asked)


def twice_in_a_merge(key: object, known: Collection[object]) -> Explanation | None:
    """Of a column that two merged tables had, and the columns there are now."""
    if not {f"{key}_x", f"{key}_y"} <= set(known):
        return None
    return Explanation(
        f"Kolom `{key}` ada di kedua tabel; sesudah `merge` namanya `{key}_x` dan `{key}_y`.",
        f'Kalau itu kode yang sama di kedua tabel, gabungkan menurut kolom itu: `on="{key}"`. '
        "Kalau isinya lain, pakai salah satu dari kedua nama itu.",
    )


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel[["kota, omzet"]]', 'x = tabel["kota, pak"]'],
    silent=['x = tabel[["kota", "omst"]]', 'x = tabel["kota, 5"]'],
)
def columns_in_one_text(error: KeyError, scene: Scene) -> Explanation | None:
    key = str(missing_key(error))
    parts = [part.strip() for part in re.split(r"[,;]", key)]
    if len(parts) < 2 or not any(set(parts) <= set(columns) for columns in scene.tables.values()):
        return None
    shown = ", ".join(f'"{part}"' for part in parts)
    return Explanation(
        f"{scene.where} menulis beberapa nama kolom sebagai satu teks.",
        f"Beri setiap nama tanda kutipnya sendiri: `[[{shown}]]`.",
    )


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel.loc[["kota", "omzet"]]'],
    silent=['x = tabel[["kta"]]', 'x = tabel.loc["Madiun"]', 'x = tabel.loc[["Madiun", "Ngawi"]]'],
)
def columns_asked_as_rows(error: KeyError, scene: Scene) -> Explanation | None:
    found = re.search(r"(\w+)\.loc\[(\[[^\[\]]*\])\]$", scene.part)
    if not found or "[index]" not in str(error):
        return None
    asked = re.findall(r"[\"']([^\"']*)[\"']", found[2])
    if not asked or not set(asked) <= set(scene.tables.get(found[1], [])):
        return None
    return Explanation(
        f"{scene.where} meminta baris dengan `.loc`, padahal itu nama kolom.",
        f"Tulis tanpa `.loc`: `{found[1]}[{found[2]}]`.",
    )


@RECOGNISERS.of(
    KeyError,
    speaks=["x = tabel[[tabel.pak > 1]]", 'x = tabel[[tabel["omzet"] > 5]]'],
    silent=['x = tabel[["kta"]]', 'x = tabel[["kota", "omst"]]'],
)
def condition_in_two_brackets(error: KeyError, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        inner = node.slice if isinstance(node, ast.Subscript) else None
        if isinstance(inner, ast.List) and any(isinstance(one, ast.Compare) for one in inner.elts):
            return Explanation(
                f"{scene.where} menaruh syarat di dalam dua lapis kurung siku.",
                "Untuk menyaring, pakai satu lapis.",
            )
    return None


@RECOGNISERS.of(
    KeyError,
    speaks=['tabel.drop(tabel["pak"] > 1)', "x = tabel.drop(tabel.omzet < 15)"],
    silent=['x = tabel.drop("pak")', "x = tabel['pk']", 'x = tabel.drop(columns=["pk"])'],
)
def rows_dropped_by_a_condition(error: KeyError, scene: Scene) -> Explanation | None:
    found = re.search(r"(\w+)\.drop\((.*(?:[<>]|[=!]=).*)\)", scene.part)
    if not found or found[1] not in scene.tables:
        return None
    return Explanation(
        f"{scene.where} memberi `drop` sebuah syarat; ia menunggu nama.",
        f"Saring yang tetap ada: `{found[1]}[~({short(found[2], 40)})]`.",
    )


@RECOGNISERS.of(
    KeyError,
    speaks=["tabel.baru = 5\nx = tabel['baru']"],
    silent=["tabel.omzet = 5\nx = tabel['baru']", "x = tabel['baru']"],
)
def column_made_with_a_dot(error: KeyError, scene: Scene) -> Explanation | None:
    key = str(missing_key(error))
    made = re.search(rf"\b(\w+)\.{re.escape(key)}\s*=(?!=)", scene.source[:LONG])
    if not key.isidentifier() or not made:
        return None
    return Explanation(
        f"`{made[1]}.{key} = ...` tidak membuat kolom baru.",
        f'Pakai kurung siku: `{made[1]}["{key}"] = ...`.',
    )


@RECOGNISERS.of(
    KeyError,
    speaks=[
        "x = tabel[6]",
        'x = tabel.sort_values("pak")[5]',
        "for i in range(2):\n    x = tabel[i]",
    ],
    silent=["x = tabel['6']", "x = kamus[6]", "x = tabel.loc[9]", 'x = tabel["pak"][7]', "x = tabel.pak[7]"],
)
def number_for_a_column(error: KeyError, scene: Scene) -> Explanation | None:
    key = missing_key(error)
    columns = {column for listed in scene.tables.values() for column in listed}
    for node in scene.failed(ast.Subscript):
        asked = value_of(node.slice, scene)
        of_rows = isinstance(node.value, ast.Subscript) or getattr(node.value, "attr", "") in {
            *columns,
            "loc",
        }
        if type(key) is not int or asked != key or of_rows or not scene.mentioned_tables:
            continue
        first = "" if isinstance(node.slice, ast.Name) else f"Untuk {key} baris teratas: `.head({key})`. "
        return Explanation(
            f"{scene.where} mencari kolom bernama `{key}`.",
            f"{first}Untuk satu baris menurut nomornya: `.iloc[{ast.unparse(node.slice)}]`.",
        )
    return None


def value_of(node: ast.expr, scene: Scene) -> object:
    """What a constant or a known name is; None where that is not known."""
    if isinstance(node, ast.Name):
        return scene.names.get(node.id)
    return node.value if isinstance(node, ast.Constant) else None


@RECOGNISERS.of(
    KeyError,
    speaks=[
        'x = tabel.loc[tabel["omzet"].max()]',
        'x = tabel["kota"][tabel["omzet"].max()]',
        'x = tabel[tabel["omzet"].min()]',
    ],
    silent=["x = tabel[6]", 'x = tabel.loc["Madiun"]', 'x = tabel["kta"].max()'],
)
def extreme_for_its_row(error: KeyError, scene: Scene) -> Explanation | None:
    """The largest number where the row that has it was meant."""
    for node in scene.failed(ast.Subscript):
        match node.slice:
            case ast.Call(func=ast.Attribute(value=column, attr="max" | "min" as method), args=[]):
                asked = scene.text_of(column)
                table = node.value.id if isinstance(node.value, ast.Name) else ""
                whole = table in scene.tables
                return Explanation(
                    f"{scene.where} mencari {'kolom' if whole else 'baris'} bernama hasil `.{method}()`; itu "
                    "nilai, bukan tempat.",
                    f"Untuk baris yang memilikinya: `{table}[{asked} == {asked}.{method}()]`."
                    if whole
                    else f"Untuk nomor barisnya, pakai `{asked}.idx{method}()`.",
                )
    return None


@RECOGNISERS.of(
    KeyError,
    speaks=["x = tabel['pak', 'omzet']", 'x = tabel["kota"].value_counts()["Madiun", "Ngawi"]'],
    silent=["x = tabel['Pak']"],
)
def columns_in_one_bracket(error: KeyError, scene: Scene) -> Explanation | None:
    key = missing_key(error)
    if "key of type tuple" in str(error):
        asked = [n.slice for n in scene.failed(ast.Subscript) if isinstance(n.slice, ast.Tuple)]
        key = tuple(one.value for one in asked[0].elts if isinstance(one, ast.Constant)) if asked else key
        if isinstance(key, tuple) and key:
            listed = ", ".join(f'"{part}"' for part in key)
            return Explanation(
                f"{scene.where} meminta beberapa isi di dalam satu lapis kurung siku.",
                f"Untuk beberapa isi, pakai dua lapis: `[[{listed}]]`.",
            )
    if not (isinstance(key, tuple) and all(isinstance(part, str) for part in key)):
        return None
    columns = ", ".join(f'"{part}"' for part in key)
    return Explanation(
        f"{scene.where} meminta beberapa kolom di dalam satu lapis kurung siku.",
        f"Untuk beberapa kolom, pakai dua lapis: `[[{columns}]]`.",
    )


@RECOGNISERS.of(
    KeyError,
    speaks=[
        'x = tabel["kota"].value_counts()["madiun"]',
        'x = tabel.groupby("kota")["pak"].sum()["Pacitan"]',
    ],
    silent=[
        "x = tabel['madiun']",
        'x = tabel["kta"].value_counts()["Madiun"]',
        'x = tabel.groupby("kota")["omzt"].sum()',
        'x = tabel.merge(twin, on="kota")["pk"]',
    ],
)
def value_not_counted(error: KeyError, scene: Scene) -> Explanation | None:
    asked = re.finditer(r"\.(\w+)\([^()]*\)\[([\"'])([^\"']*)\2\]", scene.part)
    found = next((match for match in asked if match[3] == missing_key(error)), None)
    if found is None or found[1] not in (*SUMMARISING, "value_counts", "count", "size"):
        return None
    if not re.search(r"groupby\(|value_counts\(", scene.part):  # of a whole table: its columns
        columns = [column for table in scene.mentioned_tables for column in scene.tables[table]]
        near = closest(found[3], columns)
        listed = ", ".join(f'`"{column}"`' for column in columns[:8])
        return Explanation(
            f'Hasil `.{found[1]}(...)` tidak memuat `"{found[3]}"`.',
            f'Mungkin maksudmu `"{near}"`. Betulkan ejaannya.' if near else f"Kolom yang ada: {listed}.",
        )
    near = closest(found[3], scene.texts_of_columns)
    return Explanation(
        f'Hasil `.{found[1]}(...)` tidak memuat `"{found[3]}"`.',
        f'Mungkin maksudmu `"{near}"`. Tulis persis seperti isi kolomnya.'
        if near
        else "Tulis persis seperti isi kolomnya, juga huruf besar-kecilnya; lihat dulu isinya dengan "
        "`.value_counts()`.",
    )


def missing_key(error: KeyError) -> object:
    """The key that was not found; pandas wraps missing columns in a sentence: "['Kanal'] not in index"."""
    key = error.args[0] if error.args else ""
    wrapped = ("not in index", "are in the [columns]", "are in the columns", "are in the [index]")
    if isinstance(key, str) and key.endswith((*wrapped, "not found in axis")):
        listed = re.search(r"\['([^']*)'|\[(\d+)\b", key)
        if listed:
            return listed[1] if listed[1] is not None else int(listed[2])
    # agg and groupby: "Label(s) ['x'] ...", "Column(s) ['x'] ...", "Column not found: x"
    if isinstance(key, str) and key.startswith(("Column", "Label(s)")):
        listed = re.search(r"\['([^']*)'|not found: '?([^',]+)", key)
        return (listed[1] or listed[2]) if listed else key
    # drop_duplicates and others give the missing labels as an index or a list of their own
    labels = key.tolist() if hasattr(key, "tolist") else key
    return labels[0] if isinstance(labels, list) and labels else key


def of_another(key: object, owner: str, scene: Scene) -> str:
    """Which other tables have the column that one has not."""
    others = [name for name, columns in scene.tables.items() if key in columns and name != owner]
    if not 0 < len(others) <= 3:
        return ""
    return (
        f"Kolom itu ada di {', '.join(f'`{name}`' for name in others)}: pakai tabel itu, atau kolom yang ada."
    )
