"""A name that Python does not know: misspelled, not run yet, or no name at all but a text or a column."""

from __future__ import annotations

import ast
import builtins
import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import FRONT_DOOR, Scene
from grader.learner.errors.spelling import closest
from grader.notebooks.names import noted_names

RECOGNISERS = Recognisers()

#: What Python brings and a novice calls.
CALLED = (
    "print", "len", "sum", "round", "max", "min", "int", "float", "str", "list", "sorted", "range", "abs",
    "type", "input",
)  # fmt: skip

#: What is given names of columns.
ASKS_FOR_COLUMNS = frozenset(
    [
        "groupby",
        "sort_values",
        "drop_duplicates",
        "set_index",
        "merge",
        "nlargest",
        "nsmallest",
        "value_counts",
        "pivot_table",
        "dropna",
        "drop",
        "agg",
        "isin",
    ]
)

#: Methods whose arguments are texts more often than names.
ASK_FOR_TEXT = frozenset(
    {"isin", "contains", "count", "replace", "startswith", "groupby", "sort_values", "query"}
)

#: Keywords that are given texts.
KEYWORDS_FOR_TEXT = frozenset(
    {"title", "xlabel", "ylabel", "sumber", "waktu", "x", "y", "by", "on", "how", "kind", "color"}
)


def name_of(error: NameError) -> str:
    """The unknown name, also of an error known only by its text."""
    return error.name or (re.findall(r"'(\w+)'", str(error)) or ["itu"])[0]


def happened(error: NameError) -> str:
    """That a name is not known."""
    return f"Python belum mengenal nama `{name_of(error)}`."


@RECOGNISERS.of(
    UnboundLocalError,
    speaks=["def f():\n    hasil = hasil + 1\n    return hasil\nf()"],
    silent=["def f():\n    return hasl\nf()"],
)
def before_its_value(error: UnboundLocalError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    return Explanation(
        f"Di dalam fungsi, `{name}` dipakai sebelum diberi nilai.",
        f"Beri `{name}` nilai di dalam fungsi itu sebelum dipakai, atau jadikan masukan fungsi.",
    )


@RECOGNISERS.of(
    NameError,
    AttributeError,
    speaks=["x = omzet.pak", "x = 2 * omzet.pak", "x = terang.kopi"],
    silent=["x = tabel.hed()", "x = omzet.paak", "x = terang.kopii", "x = jenang.pak()"],
)
def dot_between_names(error: NameError | AttributeError, scene: Scene) -> Explanation | None:
    """Two known names with a dot between them; or name and property the wrong way round."""
    text = scene.bare_line if isinstance(error, NameError) else scene.bare_part
    for first, second in re.findall(r"\b([^\W\d]\w*)\.([^\W\d]\w*)(?!\w|\s*\()", text):
        if first not in scene.names and second in scene.names and hasattr(scene.names[second], first):
            return Explanation(
                f"{scene.where} menukar kedua sisi titiknya.", f"Namanya di depan: `{second}.{first}`."
            )
        if isinstance(error, AttributeError) and callable(scene.names.get(second)):
            continue
        if isinstance(error, AttributeError) and second in scene.names and _is_number(scene.names.get(first)):
            return Explanation(
                f"{scene.where} menulis titik di antara `{first}` dan `{second}`.",
                f"Titik bukan tanda kali. Untuk mengalikan, tulis `{first} * {second}`.",
            )
    return None


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


@RECOGNISERS.of(
    NameError, speaks=["x = akar(pak)", "x = AKAR(pak)", "x = sqrt(pak + 2)"], silent=["x = akar_pak"]
)
def root(error: NameError, scene: Scene) -> Explanation | None:
    if name_of(error).lower() not in ("akar", "sqrt", "akar_kuadrat"):
        return None
    return Explanation(happened(error), "Akar ditulis sebagai pangkat setengah: `(...) ** 0.5`.")


@RECOGNISERS.of(
    NameError,
    speaks=["jawaban = b", "jawaban = [K, M]", "jawaban = [r, s, v]"],
    silent=["jawaban = z", "x = N * 2", "x = tabel['kota'].str.contains(M)"],
)
def letter(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    alone = re.search(rf"[=\[(,]\s*{re.escape(name)}\s*([,\])]|$)", scene.bare_line.strip())
    listed = re.search(r"=\s*\[[^\W\d](?:\s*,\s*[^\W\d])+\s*\]", scene.bare_line)
    if len(name) != 1 or not (name in "abcde" or ((name.isupper() or listed) and alone)):
        return None
    if any(name in scene.tables[table] for table in scene.mentioned_tables):
        return None  # that column is meant
    if re.search(r"\.\w+\(", scene.bare_line) or re.match(r"return\b", scene.line_text):
        return None
    return Explanation(happened(error), f'Kalau itu pilihan jawabanmu, beri tanda kutip: `"{name}"`.')


@RECOGNISERS.of(NameError, speaks=["periksa('a')"], silent=["periksaa('a')"])
def front_door(error: NameError, scene: Scene) -> Explanation | None:
    if name_of(error) not in FRONT_DOOR:
        return None
    todo = "Jalankan dulu sel persiapan, yaitu sel kode pertama di atas, lalu ulangi sel ini."
    return Explanation(happened(error), todo)


@RECOGNISERS.of(NameError, speaks=["x = math.ceil(2.5)"], silent=["math = mat"])
def module(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    used = re.search(rf"\b{re.escape(name)}\.(\w+)", scene.line_text)
    if name not in ("math", "pd", "plt", "np") or not used:
        return None
    if used[1] in scene.names:
        return Explanation(happened(error), f"`{used[1]}` sudah dikenal; tulis langsung `{used[1]}(...)`.")
    return Explanation(
        happened(error),
        f"`{name}` sebuah pustaka. Kalau sel persiapan memuat `import`-nya, jalankan dulu; kalau tidak, "
        "salin baris `import` itu dari pelajaran.",
    )


@RECOGNISERS.of(
    NameError,
    speaks=["omzet_baru == 5", 'simpulan == "b"', "omzet_baru <- 5 * pak"],
    silent=["if omzet_baru == 5: pass", "omzet_baru < pak"],
)
def compared_to_be_set(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    if re.match(rf"{re.escape(name)}\s*<-", scene.line_text):
        return Explanation(happened(error), f"Untuk menyimpan, pakai tanda `=`: `{name} = ...`.")
    if not re.match(rf"{re.escape(name)}\s*==(?!=)", scene.line_text):
        return None
    return Explanation(
        happened(error), f"Dua tanda `==` artinya bertanya. Untuk menyimpan, pakai satu: `{name} = ...`."
    )


@RECOGNISERS.of(
    NameError,
    speaks=["untung: omzet - 5\nx = untung * 2"],
    silent=["untung: int = 5\nx = untng * 2", "x = untung * 2"],
)
def noted_not_kept(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    if name not in noted_names(scene.source):
        return None
    return Explanation(
        happened(error), f"Di atasnya `{name}` diikuti titik dua. Untuk menyimpan, pakai `=`: `{name} = ...`."
    )


@RECOGNISERS.of(
    NameError,
    speaks=["x = tabel[jumlah_pak >= 10]", "x = tabel.groupby(kanal_jual)", "tabel[kota]"],
    silent=["x = tabel[jmlah >= 10]", "x = jumlah_pak * 2", "daftar.append(kota)"],
)
def column_without_quotes(error: NameError, scene: Scene) -> Explanation | None:
    """Silent outside brackets: there the column of a table cannot be meant by its name alone."""
    name = name_of(error)
    owners = [table for table, columns in scene.tables.items() if name in columns]
    written = [table for table in owners if re.search(rf"\b{table}\b", scene.line_text)] or owners
    if not written or not _inside_brackets(name, scene) or ".append(" in scene.bare_line:
        return None
    shown = f'"{name}"' if _asked_by_name(name, scene) else f'{written[0]}["{name}"]'
    return Explanation(
        f"`{name}` adalah nama kolom di `{written[0]}`, tetapi ditulis tanpa tanda kutip.",
        f"Tulis dengan tanda kutip: `{shown}`.",
    )


@RECOGNISERS.of(
    NameError,
    speaks=[
        'x = tabel["kota"].isin(izin)',
        "x = tabel[madiun]",
        'x = tabel[tabel["kota"] == Madiun]',
        'x = tabel[tabel["kota"] == harga]',
        "gambar(grafik, sumber=BPS, waktu='2025')",
        "x = tabel['kota'].str.contains(ponorogo)",
        "x = muat(panen)",
        "x = tabel[tabel.kota == Madiun]",
        "harga_baru = {keripik: 9000, sate: 12000}",
    ],
    silent=[
        "x = len(izin)",
        "x = tabel[pk >= 10]",
        'x = tabel[tabel["pak"] > banyaknya]',
        'x = tabel[tabel["kota"] == hargateks]',
    ],
)
def text_in_brackets(error: NameError, scene: Scene) -> Explanation | None:
    """Silent where it is a known name but for a `_`."""
    name = name_of(error)
    if name.replace("_", "") in (known.replace("_", "") for known in scene.names):
        return None
    for node in scene.nodes():
        given: list[ast.expr] = []
        if isinstance(node, ast.Subscript):
            given = [node.slice]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            given = node.args if node.func.attr in ASK_FOR_TEXT else []
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "muat":
            given = node.args
        elif isinstance(node, ast.Compare) and isinstance(node.left, ast.Subscript | ast.Attribute):
            of_words = isinstance(node.ops[0], (ast.Eq, ast.NotEq, ast.In, ast.NotIn))
            given = node.comparators if of_words else []
        elif isinstance(node, ast.Dict):
            given = [key for key in node.keys if key]
        elif isinstance(node, ast.keyword) and node.arg in KEYWORDS_FOR_TEXT:
            given = [node.value]
        if any(isinstance(one, ast.Name) and one.id == name for one in given):
            in_list = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "isin"
            shown = f'["{name}"]' if in_list else f'"{name}"'
            return Explanation(happened(error), f"Kalau itu teks, beri tanda kutip: `{shown}`.")
    return None


@RECOGNISERS.of(
    NameError,
    speaks=["x = kain_lama.count('batik')", "x = 2 * kain_lama", "x = kain_lama"],
    silent=["x = jenang * 2", "x = kain_baru", "x = kain_lama['pak'].sum()"],
)
def name_of_the_lesson(error: NameError, scene: Scene) -> Explanation | None:
    """Silent where it may be another name, misspelled, or a table, for which this notebook has its own."""
    name = name_of(error)
    of_table = scene.tables and re.search(rf"\b{re.escape(name)}\s*\[", scene.line_text)
    if name not in scene.of_lesson or of_table or _near(error, scene):
        return None
    return Explanation(
        happened(error),
        f"`{name}` dibuat di pelajaran, dan di latihan ini tidak ada. Pakai nama dari sel di atas, atau "
        "tulis isinya sendiri.",
    )


@RECOGNISERS.of(
    NameError,
    speaks=['x = apjii["persen"].mean()', "x = apjii.head()", 'x = per[["pak"]].sum()'],
    silent=["x = apjii * 2", "x = tabl['omzet']", "x = malam.terang", "x = tanggal['hari']"],
)
def copied_table(error: NameError, scene: Scene) -> Explanation | None:
    """Silent where the name is like one that is known: that is a misspelling."""
    name = name_of(error)
    tables = list(scene.tables)
    used = re.search(rf"\b{re.escape(name)}\s*[.\[]", scene.line_text)
    like_tables = (known for known, value in scene.names.items() if hasattr(value, "iloc"))
    if not used or not tables or closest(name, like_tables):
        return None
    listed = ", ".join(f"`{table}`" for table in tables[:4])
    return Explanation(
        happened(error),
        f"Kalau baris ini disalin dari pelajaran, pakai tabelmu di sini, dengan kolomnya sendiri: {listed}. "
        f"Kalau bukan, jalankan dulu sel yang membuat `{name}`.",
    )


@RECOGNISERS.of(NameError, speaks=["x = Omzet"], silent=["x = omzt"])
def capitals(error: NameError, scene: Scene) -> Explanation | None:
    name, near = name_of(error), _near(error, scene)
    if not near or near.lower() != name.lower():
        return None
    todo = f"Python membedakan huruf besar dan kecil. Maksudmu `{near}`? Samakan hurufnya."
    return Explanation(happened(error), todo)


@RECOGNISERS.of(NameError, speaks=["kemasan = mangkok"], silent=["kemasan = mangkok + 1", "kemasan = Omzet"])
def bare_word(error: NameError, scene: Scene) -> Explanation | None:
    """One word alone at the right of `=`: a text as often as a name."""
    name, near = name_of(error), _near(error, scene)
    if not re.fullmatch(rf"\w+\s*=\s*{re.escape(name)}", scene.line_text.split("#")[0].strip()):
        return None
    otherwise = (
        f"Kalau itu nama, yang mirip dan sudah dikenal: `{near}`."
        if near
        else f"Kalau itu nama, jalankan dulu sel yang membuat `{name}`."
    )
    return Explanation(happened(error), f'Kalau itu teks, beri tanda kutip: `"{name}"`. {otherwise}')


@RECOGNISERS.of(
    NameError,
    speaks=["untung = omzt * 2", "prit(3)"],
    silent=["untung = jenang * 2", "x = minus * 2", "x = ide * 2", "modal1 = 5\nx = modal2 * 2"],
)
def misspelled(error: NameError, scene: Scene) -> Explanation | None:
    """Which of the two is misspelled nobody knows: the trainee's own name may be the wrong one."""
    near = _near(error, scene)
    if not near:
        return None
    todo = (
        f"Mungkin maksudmu `{near}`. Betulkan ejaannya, lalu jalankan sel ini lagi."
        if hasattr(builtins, near)
        else f"Mungkin maksudmu `{near}`, yang sudah dikenal. "
        "Samakan ejaannya, di sini atau di tempat nama itu dibuat."
    )
    return Explanation(happened(error), todo)


@RECOGNISERS.of(NameError, speaks=["grafik_jenang(2025)"], silent=["x = grafik_jenang"])
def function_not_made(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    if not re.search(rf"\b{re.escape(name)}\s*\(", scene.line_text):
        return None
    todo = f"Kalau ada sel yang membuat `{name}`, jalankan dulu; kalau tidak, periksa ejaannya."
    return Explanation(happened(error), todo)


@RECOGNISERS.of(
    NameError, speaks=["x = jenang * 2", "jenang", "x = jumlah_pak * 2", 'print(f"Untung: {jenang}")']
)
def unknown_name(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    calculated = re.search(rf"[-+*/]\s*\(*{name}\b|\b{name}\)*\s*[-+*/]", scene.bare_line)
    owner = next((table for table, columns in scene.tables.items() if name in columns), None)
    if calculated and owner:
        return Explanation(
            f"`{name}` adalah nama kolom di `{owner}`, bukan nama tersendiri.", f'Tulis: `{owner}["{name}"]`.'
        )
    otherwise = f' Kalau ini teks biasa, beri tanda kutip: `"{name}"`.'
    if _is_listed(scene):
        otherwise = " Kalau ini teks, beri tanda kutip; kalau yang ditanya banyaknya, tulis angkanya saja."
    if calculated:
        otherwise = " Kalau belum dibuat, buat dulu di baris atasnya, atau pakai nama yang sudah ada."
    if any(isinstance(node, ast.JoinedStr) for node in scene.nodes()):
        otherwise = ""
    return Explanation(
        happened(error),
        f"Kalau ada sel di atas yang membuat `{name}`, jalankan dulu; kalau tidak, periksa ejaannya."
        + otherwise,
    )


def _is_listed(scene: Scene) -> bool:
    """Whether several unknown names stand side by side as an answer: they may have been counted."""
    listed = scene.statement.value if isinstance(scene.statement, ast.Assign) else None
    parts = listed.elts if isinstance(listed, ast.Tuple) else []
    return len(parts) > 1 and all(isinstance(p, ast.Name) and p.id not in scene.names for p in parts)


def _near(error: NameError, scene: Scene) -> str | None:
    """The known name that is meant; one of Python's own only where it is called as people call those."""
    name = name_of(error)
    called = scene.calls(name)
    public = (known for known in scene.names if known[0] != "_")
    known = [k for k in public if callable(scene.names[k]) == called or k.lower() == name.lower()]
    return closest(name, known) or (closest(name, CALLED) if called else None)


def _asked_by_name(name: str, scene: Scene) -> bool:
    """Whether square brackets or a method that asks for columns get the name itself."""
    for node in scene.nodes():
        given: list[ast.expr] = []
        if isinstance(node, ast.Subscript):
            given = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ASKS_FOR_COLUMNS or ".plot" in ast.unparse(node.func):
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, ast.Assign):
            given = [node.value] if isinstance(node.value, ast.List) else []
        given += [item for one in given if isinstance(one, ast.List) for item in one.elts]
        if any(isinstance(one, ast.Name) and one.id == name for one in given):
            return True
    return False


def _inside_brackets(name: str, scene: Scene) -> bool:
    before = re.split(rf"\b{re.escape(name)}\b", scene.bare_line)[0]
    return sum(before.count(mark) for mark in "([") > sum(before.count(mark) for mark in ")]")
