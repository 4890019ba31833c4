"""What a spreadsheet or a calculator would understand: its formulas, functions and addresses of cells."""

from __future__ import annotations

import ast
import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene, is_read
from grader.learner.errors.slips_of_names import name_of
from grader.learner.errors.slips_of_syntax import can_be_made
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()

#: A spreadsheet's function → what it is here.
FUNCTIONS = {
    "SUM": '`tabel["kolom"].sum()`, atau `sum([a, b])`',
    "AVERAGE": '`tabel["kolom"].mean()`',
    "AVERAGEIF": "saringan, lalu `.mean()`",
    "MEDIAN": '`tabel["kolom"].median()`',
    "COUNT": "`len(...)`",
    "COUNTA": "`len(...)`",
    "COUNTIF": "`len(tabel[...])` dengan saringan di dalamnya",
    "COUNTIFS": "`len(tabel[...])` dengan saringan di dalamnya",
    "SUMIF": "saringan, lalu `.sum()`",
    "SUMIFS": "saringan, lalu `.sum()`",
    "MAX": '`tabel["kolom"].max()`, atau `max(a, b)`',
    "MIN": '`tabel["kolom"].min()`, atau `min(a, b)`',
    "ROUND": "`round(...)`",
    "IF": "saringan `tabel[...]`, atau `if`",
    "VLOOKUP": "saringan `tabel[...]`, atau `.merge(...)` untuk dua tabel",
    "XLOOKUP": "saringan `tabel[...]`, atau `.merge(...)` untuk dua tabel",
    "ISBLANK": "`.isna()` di belakang kolomnya",
    "SQRT": "pangkat setengah: `** 0.5`",
    "ROUNDUP": "`ceil(...)`, dengan satu isi saja",
    "CEILING": "`ceil(...)`, dengan satu isi saja",
    "ROUNDDOWN": "tanda `//`, atau `int(...)`",
    "TRUNC": "`int(...)`",
    "LEN": "`len(...)`",
    "ABS": "`abs(...)`",
    "UNIQUE": "`.drop_duplicates()` di belakang tabel, atau `.unique()` di belakang kolom",
    "SORT": '`.sort_values("kolom")`',
    "FILTER": "saringan: `tabel[...]`",
    "PRODUCT": "tanda `*`",
    "POWER": "tanda `**`",
    "SUMPRODUCT": "kalikan kedua kolom, lalu `.sum()`",
    "AVERAGEIFS": "saringan, lalu `.mean()`",
    "COUNTBLANK": "`.isna().sum()` di belakang kolomnya",
    "STDEV": '`tabel["kolom"].std()`',
    "MODE": '`tabel["kolom"].mode()`',
    "LARGE": '`tabel.nlargest(banyaknya, "kolom")`',
    "SMALL": '`tabel.nsmallest(banyaknya, "kolom")`',
    "HLOOKUP": "saringan `tabel[...]`",
    "CONCATENATE": "tanda `+` di antara teks",
    "PIVOT": '`tabel.groupby("kolom")[["angka"]].sum()`, atau ringkasan lain',
}


#: What is written small is meant for Python.
ALSO_HERE = frozenset(["median", "sqrt", "count", "unique", "sort", "filter", "product", "power", "mode"])


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = =omzet * pak", "=omzet * pak", "x = =SUM(omzet, pak)"],
    silent=["omzet * pak = x", "x = omzet == ", "x = pak => 5"],
)
def formula_with_an_equals_sign(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.match(r"(?:(\w+)\s*(=|==)\s*=(?!=)|=(?!=))\s*(\S.*)", scene.line_text)
    if not found or (found[2] == "=" and "= =" not in scene.line_text[: found.start(3)]):
        return None
    name = found[1] or "nama"
    function = re.match(r"[A-Z]{2,}(?=\s*\()", found[3])
    if function and (here := FUNCTIONS.get(function[0])):
        return Explanation(f"{scene.where} ditulis seperti rumus Excel.", f"Di sini: `{name} =` {here}.")
    happened = "dua tanda `=`" if found[1] else "tanda `=` di depan, seperti di Excel"
    told = f": `{name} = {found[3].strip()}`" if is_read(f"{name} = {found[3].strip()}") else ""
    return Explanation(f"{scene.where} memuat {happened}.", f"Tulis satu tanda `=` saja, sesudah nama{told}.")


@RECOGNISERS.of(
    SyntaxError,
    speaks=['x = SUMIF(kota; "Madiun"; omzet)', "x = PRODUCT(omzet; pak)"],
    silent=["x = [omzet; pak]", "x = F(omzet; pak)", "x = if(pak > 2; omzet; 0)"],
)
def function_with_semicolons(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"\b([A-Z]{2,})\s*\([^()]*;", scene.bare_line)
    here = FUNCTIONS.get(found[1]) if found else None
    if not found or here is None or found[1] == "IF":
        return None
    return Explanation(f"Python tidak mengenal `{found[1]}(...)` dari Excel.", f"Di sini: {here}.")


@RECOGNISERS.of(
    NameError,
    speaks=[
        "x = SUM(omzet, pak)",
        'x = COUNTIF(tabel["kota"], "Madiun")',
        "x = VLOOKUP(tabel, lain)",
        "x = SUMPRODUCT(omzet, 2, pak, 3)",
        "x = STDEV(tabel['omzet'])",
    ],
    silent=["x = suma(pak)", "x = median(omzet)", "x = SUM", "x = PDRB(2024)", "PRINT(omzet)"],
)
def function_of_a_spreadsheet(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    here = FUNCTIONS.get(name if name in ALSO_HERE else name.upper())
    if here is None or not scene.calls(name):
        return None
    of_a_spreadsheet = " dari Excel" if name.isupper() else ""
    return Explanation(f"Python tidak mengenal `{name}(...)`{of_a_spreadsheet}.", f"Di sini: {here}.")


@RECOGNISERS.of(
    NameError,
    speaks=["x = A1*B1", "x = A2 + 5"],
    silent=["x = [U1, U2]", "x = A1", "x = omzet1 * 2", "x = RT1 + 5"],
)
def address_of_a_cell(error: NameError, scene: Scene) -> Explanation | None:
    """Of the first columns: `RT1` and `Q1` are names that people give."""
    name = name_of(error)
    beside = rf"(?:[-+*/(:]\s*{name}\b|\b{name}\s*[-+*/:])"
    if not re.fullmatch(r"[A-H][1-9]\d{0,2}", name) or not re.search(beside, scene.bare_line):
        return None
    return Explanation(
        f"Python belum mengenal nama `{name}`.",
        "Kalau itu alamat sel seperti di Excel: di sini tidak ada alamat. "
        "Pakai nama yang sudah dibuat di sel di atas.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=["x = sum(omzet, pak)", "x = sum(omzet, pak, 5)", "x = sum(2 * omzet)"],
    silent=["for i in 5: pass", "x = omzet[0]", "x = len(omzet)", "x = sum(k for k in 5)"],
)
def numbers_summed(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(r"'\w*(?:int|float)\w*' object is not iterable|sum\(\) takes at most", str(error)):
        return None
    for call in scene.failed(ast.Call):
        given = ", ".join(map(scene.text_of, call.args))
        if getattr(call.func, "id", "") == "sum" and not isinstance(call.args[0], ast.GeneratorExp):
            return Explanation(
                f"{scene.where} memberi `sum` angka satu-satu; ia menjumlah isi sebuah daftar.",
                f"Taruh di dalam kurung siku: `sum([{short(given, 40)}])`, atau pakai tanda `+`.",
            )
    return None


#: A word for an operation → its sign.
SIGNS = {
    "kali": "*",
    "dikali": "*",
    "dikalikan": "*",
    "bagi": "/",
    "dibagi": "/",
    "tambah": "+",
    "ditambah": "+",
    "plus": "+",
    "kurang": "-",
    "dikurangi": "-",
    "dikurang": "-",
    "minus": "-",
    "pangkat": "**",
    "per": "/",
}


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = omzet kali pak",
        "x = 176 per 2713",
        "x = 2 kali 120_000",
        "x = omzet dibagi 2",
        "x = (omzet + 5) dikurangi pak",
    ],
    silent=["x = omzet pak", "nama = Bu kali Sari", "resep = 3 kali sehari"],
)
def word_for_a_sign(error: SyntaxError, scene: Scene) -> Explanation | None:
    """Between two values, each a known name or a number, or at the edge of what stands in brackets."""
    found = re.search(rf"(\w+|[)\]])\s+({'|'.join(SIGNS)})\s+(?!dari\b)(\(|\w+)", scene.right_side)
    if not found or not all(
        side.replace("_", "").isdigit() or side in scene.names or side in "()]" for side in found.group(1, 3)
    ):
        return None
    return Explanation(
        f"{scene.where} memakai kata `{found[2]}` untuk menghitung.", f"Pakai tandanya: `{SIGNS[found[2]]}`."
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x := omzet * pak", "x -> omzet * pak", "omzet * pak -> x", "x => 5", 'x => tabel["pak"]'],
    silent=["if pak => 5: pass", "x = pak => 5", "x = lambda: (y := 5) 3", "pak => 5"],
)
def arrow_to_store(error: SyntaxError, scene: Scene) -> Explanation | None:
    """A known name before `=>` may be compared as well."""
    found = re.match(r"([^\W\d]\w*)\s*(:=|->|=>)\s*(\S.*)", scene.line_text)
    turned = re.fullmatch(r"([^=]*[-+*/][^=]*?)\s*(->|=>)\s*([^\W\d]\w*)\s*", scene.line_text)
    if not found and not turned:
        return None
    name, mark, value = found.groups() if found else (turned or found).group(3, 2, 1)  # type: ignore[union-attr]
    if mark == "=>" and name in scene.names:
        return None
    return Explanation(
        f"{scene.where} memakai `{mark}`.",
        f"Untuk menyimpan, tulis `{name} = {short(value.split('#')[0].strip(), 40)}`.",
    )


@RECOGNISERS.of(
    SyntaxError, speaks=["x = omzet * * pak", "x = omzet + * pak"], silent=["x = omzet ** ** 2 pak 5"]
)
def two_signs(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"(?<![*/,])([-+*/]\s+[*/]|[-+]\s*[*/])(?![*/])", scene.right_side)
    if not found:
        return None
    power = re.fullmatch(r"\*\s+\*", found[0])
    return Explanation(
        f"{scene.where} memuat dua tanda hitung berdampingan: `{found[0]}`.",
        "Untuk mengalikan, pakai satu saja. Untuk pangkat, tulis `**` tanpa spasi."
        if power
        else "Pakai satu saja.",
    )


@RECOGNISERS.of(
    SyntaxError, speaks=["x = *omzet", "x = 5\n* 120", "x = / 2"], silent=["f = [*omzet", "x = -omzet 5"]
)
def sign_without_a_left_side(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"(?:^|=)\s*([*/])(?![*/])", scene.bare_line)
    if not found:
        return None
    return Explanation(
        f"{scene.where} tidak punya nilai di kiri tanda `{found[1]}`.",
        "Tulis hitungannya dalam satu baris, dengan nilai di kiri dan di kanan tandanya.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = omzet * pak // jadi 10", "x = omzet /* hasil */", "x = omzet * pak -- jadi 10"],
    silent=["x = omzet // 2 pak", "x = omzet * pak # jadi // 10\ny = = 2"],
)
def comment_of_another_language(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"/\*|(?://|--)\s*(?=[^\W\d]\w*\s+\w)", scene.bare_line)
    if not found:
        return None
    return Explanation(
        f"{scene.where} memuat `{found[0].strip()}` dan kata-kata sesudahnya.",
        "Kalau itu penjelasan, tulis sesudah `#`. Kalau itu hitungan, nama tidak memakai spasi: "
        "sambung dengan `_`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["untung omzet * pak", "untung omzet - 5", "untung 5 * pak"],
    silent=["x = harga jual * 2", "omzet pak", "if omzet pak", "print omzet * pak", "len tabel / 2"],
)
def equals_sign_missing(error: SyntaxError, scene: Scene) -> Explanation | None:
    """A name that can be given a value, then a calculation with what is known."""
    found = re.match(r"([^\W\d]\w*)\s+((\w+)\s*[-+*/].*)", scene.bare_line)
    if not found or not can_be_made(found[1], scene) or "=" in scene.bare_line:
        return None
    if not (found[3] in scene.names or found[3].replace("_", "").isdigit()):
        return None
    return Explanation(
        f"{scene.where} tidak memuat tanda `=`.", f"Untuk menyimpan, tulis `{found[1]} = {found[2].strip()}`."
    )


@RECOGNISERS.of(
    TypeError,
    speaks=["x = {{omzet * pak}}", "x = {[omzet]}"],
    silent=["x = {'a': 1}['b', []]", "x = hash(5, 6)"],
)
def braces_around_a_calculation(error: TypeError, scene: Scene) -> Explanation | None:
    if "unhashable type" not in str(error) or not re.search(r"=\s*\{\s*[{\[]", scene.bare_line):
        return None
    return Explanation(
        f"{scene.where} memakai kurung kurawal `{{ }}`.",
        "Untuk mengelompokkan hitungan, pakai kurung bulat: `( )`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = sum(omzet:pak)", "x = MAX(omzet : pak)", "x = 5 / SUM(tabel['pak']:tabel['omzet'])"],
    silent=["x = omzet : pak", "x = f(a:", "x = range(1:5)", "x = tabel.head(n: 1)", "print(omzet:pak)"],
)
def range_of_cells(error: SyntaxError, scene: Scene) -> Explanation | None:
    """Behind what spreadsheets summarise by; in other brackets a colon means many things."""
    found = re.search(
        r"(?<!\.)\b(sum|max|min|mean|average|median)\(([^():]*):([^():]*)\)", scene.bare_line, re.IGNORECASE
    )
    if not found:
        return None
    return Explanation(
        f"{scene.where} memakai `:` untuk *sampai*, seperti di Excel.",
        "Sebut semua isinya satu-satu: sebagai daftar `[..., ...]`, atau dengan `+` di antaranya.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = if(pak > 2; omzet; 0)",
        "x = if pak > 2",
        "x = IF(pak > 2, omzet 5)",
        "x = 5 if pak > 1",
        "x = [p in daftar if p > 1]",
        "x = pak > 1 ? 'a' : 'b'",
    ],
    silent=["if pak > 2 3: x = 1", "x = 5 if pak else 2 3"],
)
def question_of_a_spreadsheet(error: SyntaxError, scene: Scene) -> Explanation | None:
    if listed := re.search(r"\[\s*(\w+) in (\S.*?) if\b", scene.line_text):
        return Explanation(
            f"{scene.where} tidak memuat `for` di dalam daftarnya.",
            f"Tulis: `[{listed[1]} for {listed[1]} in {short(listed[2], 30)} if ...]`.",
        )
    if "expected 'else'" in (error.msg or ""):
        said = f"{scene.where} memakai `if` tanpa `else`."
    elif re.search(r"\?[^:?]+:", scene.bare_line):
        said = f"{scene.where} memakai `? :`, yang tidak ada di Python."
    elif re.search(r"=\s*(if|IF)\b", scene.bare_line):
        said = f"{scene.where} memakai `if` tepat di kanan tanda `=`, dan Python tidak membacanya."
    else:
        return None
    return Explanation(
        said,
        'Untuk memilih baris tabel, saring: `tabel[tabel["kolom"] ...]`. '
        "Untuk memilih satu dari dua nilai: `nilai_1 if syarat else nilai_2`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = omzet * pak = 10", "x = 5 + 5 = 10"],
    silent=["omzet - pak = untung", "x = pak = 5 5", "5 = x - 1", "x = omzet * pak y = 5"],
)
def result_written_behind(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.fullmatch(r"\w+\s*=\s*[^=<>!]*[-+*/][^=<>!]*(=\s*-?[\d._]+)\s*", scene.bare_line)
    if not found or re.search(r"[\w)\]]\s+[^\W\d]\w*\s*=\s*-?[\d._]+\s*$", scene.bare_line):
        return None
    return Explanation(
        f"{scene.where} menulis hasilnya juga, sesudah tanda `=` yang kedua.",
        f"Hapus `{found[1]}` di ujungnya: Python yang menghitung.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = omzet + pak = omzet / 2", "x = 5 + 5 = 10 / 2"],
    silent=["x = omzet * pak = 10", "omzet - pak = untung", "x = pak = 5 5"],
)
def two_calculations_with_an_equals_sign(error: SyntaxError, scene: Scene) -> Explanation | None:
    calculation = r"[^=<>!]*[-+*/][^=<>!]*"
    if not re.fullmatch(rf"\w+\s*=(?!=){calculation}=(?!=){calculation}", scene.bare_line):
        return None
    return Explanation(
        f"{scene.where} memuat dua hitungan dengan tanda `=` di antaranya.",
        "Sesudah nama dan satu tanda `=`, tulis satu hitungan saja.",
    )
