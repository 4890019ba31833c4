"""What a function is given that it cannot take: an unknown name, a number in quotes."""

from __future__ import annotations

import ast
import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import ENGLISH, Scene
from grader.learner.errors.slips_of_literals import CONSTANTS
from grader.learner.errors.slips_of_names import happened, name_of
from grader.learner.errors.slips_of_words import FILTERED
from grader.learner.errors.spelling import closest
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()

#: What tables and charts are told by name.
KEYWORDS = frozenset(
    [
        "ascending",
        "by",
        "on",
        "how",
        "x",
        "y",
        "title",
        "xlabel",
        "ylabel",
        "color",
        "figsize",
        "columns",
        "index",
        "values",
        "random_state",
        "n",
        "frac",
        "legend",
        "rot",
        "marker",
        "kind",
        "subset",
        "inplace",
        "case",
        "na",
        "sumber",
        "waktu",
        "left_on",
        "right_on",
    ]
)
#: Methods and functions that are given numbers.
_TAKES_NUMBERS = (
    "head tail sample nlargest nsmallest round shift diff quantile range abs ceil floor angka persen"
)
TAKES_NUMBERS = frozenset(_TAKES_NUMBERS.split())


@RECOGNISERS.of(
    NameError,
    speaks=[
        'x = tabel.sort_values("omzet", ascending==False)',
        "x = tabel.query(kota == 5)",
        'x = tabel.filter(kota == "Madiun")',
        'x = tabel.groupby("kota").agg(jumlah_pak==("pak", "sum"))',
    ],
    silent=["if omzet_baru == 5: pass", "x = tabel[kta == 5]", 'x = tabel[(kota == "Madiun")].sum()'],
)
def argument_compared(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    for node in scene.nodes():
        method = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
        given = node.args if isinstance(node, ast.Call) and method else []
        compared = [g.left for g in given if isinstance(g, ast.Compare) and isinstance(g.left, ast.Name)]
        if name not in [left.id for left in compared]:
            continue
        if method == "query":
            return Explanation(
                happened(error), "Di dalam `query`, seluruh syarat ditulis di antara tanda kutip."
            )
        if method == "filter":
            return Explanation(happened(error), f"Menyaring baris: {FILTERED}.")
        if name in KEYWORDS or method in ("agg", "assign"):
            return Explanation(
                f"{scene.where} memberi `{name}` dua tanda `=`.", f"Di dalam kurung cukup satu: `{name}=...`."
            )
    return None


@RECOGNISERS.of(
    NameError,
    speaks=[
        'x = tabel.query("omst > 5")',
        'x = tabel.query("omzt > 5")',
        'x = tabel.query("kota == Madiun")',
        'x = tabel.query("pak > nol")',
    ],
    silent=["x = tabel.query(omst)", "x = omst", 'x = tabel.query("pak > @batas")'],
)
def inside_a_query_unknown(error: NameError, scene: Scene) -> Explanation | None:
    """A name in the text of a `query`, which pandas reads."""
    name = name_of(error)
    asked = re.search(r"\.(query|eval)\(", scene.line_text)
    if type(error).__name__ != "UndefinedVariableError" or not asked or f"@{name}" in scene.line_text:
        return None
    table = next(iter(scene.mentioned_tables), "")
    near = closest(name, scene.tables.get(table, []))
    todo = f"Kalau itu isi kolom, beri tanda kutip lain di dalamnya: `\"kolom == '{name}'\"`."
    if near:
        todo = f"Mungkin maksudmu `{near}`. Betulkan ejaannya."
    elif name in scene.names:
        todo = f"Nama di luar tabel diawali `@`: `@{name}`."
    return Explanation(f"Di dalam `{asked[1]}`, `{name}` bukan kolom tabelnya.", todo)


@RECOGNISERS.of(
    NameError,
    speaks=[
        "x = tabel.sort_values('pak', ascending=tidak)",
        "x = tabel.sort_values('pak', ascending=No)",
        "x = tabel.sort_values('pak', descending)",
    ],
    silent=[
        "x = tidak",
        "x = tabel.sort_values(tidak)",
        "x = tabel.sort_values('pak', ascending=false)",
        "x = tabel.pivot_table(index=kota, values='pak')",
    ],
)
def yes_or_no_in_words(error: NameError, scene: Scene) -> Explanation | None:
    if name_of(error).lower() in ("descending", "menurun", "turun") and ".sort_values(" in scene.bare_line:
        return Explanation(happened(error), "Untuk urutan dari yang terbesar: `ascending=False`.")
    found = re.search(rf"\b(ascending|legend|reverse)\s*=\s*{name_of(error)}\b", scene.bare_line)
    if not found or name_of(error).lower() in CONSTANTS:
        return None
    return Explanation(happened(error), f"Tulis `{found[1]}=True` atau `{found[1]}=False`.")


@RECOGNISERS.of(
    NameError,
    speaks=[
        'x = tabel.groupby("kota").agg(kali=("pak", count))',
        'x = tabel["pak"].agg(mean)',
        'x = tabel["pak"].agg(jumlah)',
        'x = tabel.pivot_table(index="kota", values="pak", aggfunc=total)',
    ],
    silent=['x = tabel.groupby("kota").agg(kali=("pak", "count"), x=hasl)', "x = count"],
)
def summary_without_quotes(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    words = ("count", "mean", "median", "nunique", "first", "last", "std", "size", "sum", "max", "min")
    meant = name if name in words else ENGLISH.get(name.lower(), "")
    if meant not in words or not re.search(rf"(?:\.agg\(|\baggfunc\s*=).*\b{name}\b", scene.bare_line):
        return None
    return Explanation(happened(error), f'Ringkasan ditulis di situ dengan tanda kutip: `"{meant}"`.')


@RECOGNISERS.of(
    AttributeError,
    speaks=['x = tabel.pivot_table(index="kota", values="pak", aggfunc="jumlah")'],
    silent=['x = tabel.groupby("kota")["pak"].rataan()', 'x = tabel["pak"].jumlah()'],
)
def summary_in_indonesian(error: AttributeError, scene: Scene) -> Explanation | None:
    found = re.search(r"\baggfunc\s*=\s*[\"'](\w+)[\"']", scene.part)
    english = ENGLISH.get(found[1].lower()) if found else None
    if not found or not english or f"'{found[1]}' is not a valid function" not in str(error):
        return None
    return Explanation(
        f'{scene.where} meminta ringkasan `"{found[1]}"`, yang tidak dikenal.',
        f'Namanya dalam bahasa Inggris: `"{english}"`.',
    )


@RECOGNISERS.of(
    Exception,
    speaks=['x = tabel.groupby("kota").agg("pak", "sum")', 'x = tabel.groupby("kota").agg("omzet", "mean")'],
    silent=['x = tabel.groupby("kota").agg(a=("pk", "sum"))', 'x = tabel.groupby("kota").agg("pk")'],
)
def two_texts_to_summarise(error: Exception, scene: Scene) -> Explanation | None:
    found = re.search(r"\.agg\(\s*[\"'](\w+)[\"']\s*,\s*[\"'](\w+)[\"']\s*\)", scene.part)
    if not found or not any(found[1] in columns for columns in scene.tables.values()):
        return None
    return Explanation(
        f"{scene.where} memberi `agg` dua teks lepas; ia menunggu pasangan dengan nama baru.",
        f'Tulis: `agg(nama=("{found[1]}", "{found[2]}"))`, atau `["{found[1]}"].agg("{found[2]}")`.',
    )


@RECOGNISERS.of(
    TypeError,
    ValueError,
    speaks=[
        'x = tabel["omzet"].sort_values("omzet")',
        'x = tabel.groupby("kota")["omzet"].sum().sort_values("omzet", ascending=False)',
        'x = tabel["omzet"].sort_values(by="omzet")',
        'x = tabel["omzet"].nlargest(3, "omzet")',
    ],
    silent=['x = tabel.sort_values("omzet", "pak")', 'x = tabel.nlargest(3, "omzet", "pak")'],
)
def one_column_sorted_by_name(error: TypeError | ValueError, scene: Scene) -> Explanation | None:
    """What is left is one column; another one cannot be named there."""
    found = re.search(r"Series\.(sort_values)\(\)", str(error)) or re.search(
        "keep must be either", str(error)
    )
    method = re.search(r"\.(sort_values|nlargest|nsmallest)\(\s*(\d+)?[^()]*\)$", scene.part)
    owners = [node.func.value for node in scene.failed(ast.Call) if isinstance(node.func, ast.Attribute)]
    of_a_table = any(isinstance(owner, ast.Name) and owner.id in scene.tables for owner in owners)
    if not found or not method or of_a_table or not re.search(r"[\"']", method[0]):
        return None
    order = re.search(r"ascending\s*=\s*(?:True|False)", method[0])
    inside = method[2] or (order[0] if order else "")
    return Explanation(
        f"{scene.where} menyebut nama kolom, padahal di depan `.{method[1]}` sudah satu kolom saja.",
        f"Tulis tanpa nama kolom: `.{method[1]}({inside})`.",
    )


@RECOGNISERS.of(
    ValueError,
    TypeError,
    speaks=[
        'x = tabel["kota"].value_counts().sum("Madiun")',
        'x = tabel["omzet"].max("pak")',
        'x = tabel.groupby("kota").sum("omzet")',
        'x = tabel.groupby("kota").count("pak")',
    ],
    silent=['x = tabel.median("omzet")', 'x = tabel.sum("pak")', 'x = tabel["kota"].count("Madiun")'],
)
def text_given_to_a_summary(error: ValueError | TypeError, scene: Scene) -> Explanation | None:
    found = re.search(r"\.(sum|mean|median|max|min|std|count)\(\s*([\"'][^\"']*[\"'])\s*\)$", scene.part)
    known = (
        r"No axis named \w+ for object type Series|numeric_only accepts only Boolean|GroupBy\.\w+\(\) takes"
    )
    if not found or not re.match(known, str(error)):
        return None
    if "groupby(" in scene.part:
        return Explanation(
            f"{scene.where} memberi `.{found[1]}()` sebuah teks.",
            f"Sebut kolomnya di depannya, dalam kurung siku: `[{short(found[2], 30)}].{found[1]}()`.",
        )
    return Explanation(
        f"{scene.where} memberi `.{found[1]}()` sebuah teks; di situ ia meringkas satu kolom seluruhnya.",
        f"Untuk satu isi saja, pakai kurung siku: `.value_counts()[{short(found[2], 30)}]`."
        if re.search(r"value_counts\(\)\.\w+\([^()]*\)$", scene.part)
        else f"Kosongkan kurungnya: `.{found[1]}()`. Untuk satu isi saja, pilih barisnya dulu di depannya.",
    )


@RECOGNISERS.of(
    ValueError,
    TypeError,
    speaks=[
        'x = tabel.sample(1, random_state="45")',
        'x = tabel.sample("1")',
        'x = tabel.head("2")',
        'for i in range("5"):\n    print(i)',
        'x = round("omzet", 2)',
    ],
    silent=[
        'x = tabel.sample(1, random_state="a")',
        'gambar(grafik, waktu="2025")',
        "x = [1, 2].index(5)",
        'x = tabel["omzet"] > "5"',
        'x = tabel[tabel["kota"].isin("3502")]',
    ],
)
def number_in_quotes_given(error: ValueError | TypeError, scene: Scene) -> Explanation | None:
    for node in scene.failed(ast.Call):
        called = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
        if called not in TAKES_NUMBERS:
            continue
        for one in [*node.args, *(k.value for k in node.keywords)]:
            text = one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else ""
            if re.fullmatch(r"\d[\d_]*(?:\.\d+)?", text):
                return Explanation(
                    f'{scene.where} memberi angka sebagai teks: `"{text}"`.',
                    f"Tulis tanpa tanda kutip: `{text}`.",
                )
            if isinstance(scene.names.get(text), int | float):
                return Explanation(
                    f"{scene.where} menulis nama `{text}` di antara tanda kutip, jadi dibaca sebagai teks.",
                    f"Hapus tanda kutipnya: `{text}`.",
                )
    return None


@RECOGNISERS.of(
    TypeError,
    AttributeError,
    speaks=[
        'tabel.plot.bar(x="kota", y="omzet", judul="Omzet")',
        'tabel.plot.bar(x="kota", y="omzet", marker="o")',
        "tabel.sort_values('omzet', naik=True)",
        "x = tabel.filter(kota='Madiun')",
        "x = tabel.head(jumlah=5)",
        'x = muat("a", tahun=5)',
        'tabel.plot.bar(x="kota", y="omzet", titel="a")',
        'x = tabel.merge(lain, by="kota")',
        "def laba(harga, modal):\n    return harga\nx = laba(5, modl=3)",
        "x = sorted([2, 1], ascending=False)",
        'gambar(grafik, sumber="a", waktu="b", judul="c")',
    ],
    silent=["tabel.judul"],
)
def keyword_unknown(error: TypeError | AttributeError, scene: Scene) -> Explanation | None:
    told = re.search(r"(?P<of>[\w.<>]+)\(\) got an unexpected keyword argument '(?P<name>\w+)'", str(error))
    told = told or re.search(
        r"'(?P<name>\w+)' is an invalid keyword argument for (?P<of>\w+)\(\)", str(error)
    )
    if not told:
        return None
    of, name = told["of"], told["name"]
    known = _keyword_here(name, scene)
    column = next((table for table in scene.mentioned_tables if name in scene.tables[table]), "")
    near = closest(name, _inputs_of(of, scene) or KEYWORDS - {name})
    if column and not known:
        known = f'Untuk memilih baris menurut kolom itu: `{column}[{column}["{name}"] == ...]`.'
    elif near and not known:
        known = f"Mungkin maksudmu `{near}`. Betulkan ejaannya."
    owner = f"Fungsi `{of}`" if f"{of}(" in scene.line_text else ""
    said = f"{owner} tidak mengenal masukan bernama `{name}`."
    if not owner:
        said = f"{scene.where} memberi masukan bernama `{name}`, yang tidak dikenal di situ."
    return Explanation(said, known or "Periksa ejaannya, atau bandingkan dengan contoh di pelajaran.")


def _inputs_of(function: str, scene: Scene) -> tuple[str, ...]:
    """The names of what a function takes that a cell made; none of another one."""
    code = getattr(scene.names.get(function), "__code__", None)
    return tuple(code.co_varnames[: code.co_argcount]) if code else ()


#: What people call an input → its name, where it is drawn and where rows are asked for.
_INPUTS = {
    "judul": "title", "warna": "color", "ukuran": "figsize", "label_x": "xlabel", "label_y": "ylabel",
    "sumbu_x": "xlabel", "sumbu_y": "ylabel", "naik": "ascending", "urut": "ascending",
}  # fmt: skip
_DRAWN = ("title", "xlabel", "ylabel", "x", "y", "kind", "color", "figsize")
_ROWS = ("jumlah", "banyak", "baris", "banyaknya", "count", "rows")


def _keyword_here(name: str, scene: Scene) -> str:
    """How an input is called here that was given under another name; nothing where that is not known."""
    plain, called = name.lower().replace("_", ""), scene.bare_part
    if "gambar(" in called:
        if plain in _DRAWN or name.lower() in _INPUTS:
            drawn = _INPUTS.get(name.lower(), plain)
            return (
                f"Itu ditulis waktu menggambar: `tabelmu.plot.bar(..., {drawn}=...)`; `gambar` menampilkan."
            )
        return "Di `gambar` namanya `waktu`." if name in ("tahun", "tanggal", "kapan") else ""
    if name == "by" and ".merge(" in called:
        return 'Di `merge` namanya `on`: `on="..."`.'
    if name in ("ascending", "descending") and "sorted(" in called:
        return "Di `sorted`, dari yang terbesar: `reverse=True`."
    if plain in ("xlabel", "ylabel", "x", "y", "title", "figsize") and ".plot" in called:
        return f"Namanya ditulis `{plain}`."
    if english := _INPUTS.get(name.lower()):
        fits = ".plot" in called or (english == "ascending" and ".sort_values(" in called)
        return f"Nama masukan itu dalam bahasa Inggris: `{english}`." if fits else ""
    if name in _ROWS and re.search(r"\.(head|tail|sample|nlargest|nsmallest)\(", called):
        return "Banyaknya baris ditulis tanpa nama, di tempat pertama, atau dengan nama `n`."
    if name in ("random", "seed", "undian", "acak", "nomor") and ".sample(" in called:
        return "Nomor undian: `random_state=...`."
    if name in ("descending", "reverse", "menurun") and ".sort_values(" in called:
        return "Untuk urutan dari yang terbesar: `ascending=False`."
    return ""
