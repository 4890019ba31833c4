"""What a function is given that it cannot take: an unknown name, a number in quotes."""

from __future__ import annotations

import ast
import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.slips_of_literals import CONSTANTS
from grader.learner.errors.slips_of_names import happened, name_of
from grader.learner.errors.slips_of_words import FILTERED
from grader.learner.errors.spelling import closest

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
#: Methods that are given numbers.
TAKES_NUMBERS = ("head", "tail", "sample", "nlargest", "nsmallest", "round", "shift", "diff", "quantile")


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
    speaks=["x = tabel.sort_values('pak', ascending=tidak)", "x = tabel.sort_values('pak', ascending=No)"],
    silent=[
        "x = tidak",
        "x = tabel.sort_values(tidak)",
        "x = tabel.sort_values('pak', ascending=false)",
        "x = tabel.pivot_table(index=kota, values='pak')",
    ],
)
def yes_or_no_in_words(error: NameError, scene: Scene) -> Explanation | None:
    found = re.search(rf"\b(ascending|legend|reverse)\s*=\s*{name_of(error)}\b", scene.bare_line)
    if not found or name_of(error).lower() in CONSTANTS:
        return None
    return Explanation(happened(error), f"Tulis `{found[1]}=True` atau `{found[1]}=False`.")


@RECOGNISERS.of(
    NameError,
    speaks=['x = tabel.groupby("kota").agg(kali=("pak", count))', 'x = tabel["pak"].agg(mean)'],
    silent=['x = tabel.groupby("kota").agg(kali=("pak", "count"), x=hasl)', "x = count"],
)
def summary_without_quotes(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    words = ("count", "mean", "median", "nunique", "first", "last", "std", "size")
    if name not in words or not re.search(rf"\.agg\(.*\b{name}\b", scene.bare_line):
        return None
    return Explanation(happened(error), f'Di dalam `agg` tulis dengan tanda kutip: `"{name}"`.')


@RECOGNISERS.of(
    ValueError,
    TypeError,
    speaks=['x = tabel.sample(1, random_state="45")', 'x = tabel.sample("1")', 'x = tabel.head("2")'],
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
        if not isinstance(node.func, ast.Attribute) or node.func.attr not in TAKES_NUMBERS:
            continue
        for one in [*node.args, *(k.value for k in node.keywords)]:
            text = one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else ""
            if re.fullmatch(r"\d+", text):
                return Explanation(
                    f'{scene.where} memberi angka sebagai teks: `"{text}"`.',
                    f"Tulis tanpa tanda kutip: `{text}`.",
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
    ],
    silent=["tabel.judul"],
)
def keyword_unknown(error: TypeError | AttributeError, scene: Scene) -> Explanation | None:
    told = re.search(r"([\w.<>]+)\(\) got an unexpected keyword argument '(\w+)'", str(error))
    if not told:
        return None
    known = _keyword_here(told[2], scene)
    column = next((table for table in scene.mentioned_tables if told[2] in scene.tables[table]), "")
    near = closest(told[2], KEYWORDS)
    if column and not known:
        known = f'Untuk memilih baris menurut kolom itu: `{column}[{column}["{told[2]}"] == ...]`.'
    elif near and not known:
        known = f"Mungkin maksudmu `{near}`. Betulkan ejaannya."
    owner = f"Fungsi `{told[1]}`" if f"{told[1]}(" in scene.line_text else ""
    said = f"{owner} tidak mengenal masukan bernama `{told[2]}`."
    if not owner:
        said = f"{scene.where} memberi masukan bernama `{told[2]}`, yang tidak dikenal di situ."
    return Explanation(said, known or "Periksa ejaannya, atau bandingkan dengan contoh di pelajaran.")


#: What people call an input → its name, where it is drawn and where rows are asked for.
_INPUTS = {
    "judul": "title", "warna": "color", "ukuran": "figsize", "label_x": "xlabel", "label_y": "ylabel",
    "sumbu_x": "xlabel", "sumbu_y": "ylabel", "naik": "ascending", "urut": "ascending",
}  # fmt: skip
_ROWS = ("jumlah", "banyak", "baris", "banyaknya", "count", "rows")


def _keyword_here(name: str, scene: Scene) -> str:
    """How an input is called here that was given under another name; nothing where that is not known."""
    plain, called = name.lower().replace("_", ""), scene.bare_part
    if "gambar(" in called:
        return "Di `gambar` namanya `waktu`." if name in ("tahun", "tanggal", "kapan") else ""
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
