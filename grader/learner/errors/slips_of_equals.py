"""An equals sign where a colon, two of them, or the other side belongs; and what follows a named input."""

from __future__ import annotations

import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    SyntaxError,
    speaks=['x = tabel.sort_values["omzet", ascending=False]', "x = tabel.head[n=6]"],
    silent=[
        "x = len(tabel[tabel['kota'] = 'Madiun'])",
        "tabel[tabel.kota = 'Madiun']",
        "x = tabel.loc[pak = 5]",
        "x = tabel.kota[kota = 'Madiun']",
    ],
)
def square_brackets_after_a_method(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(r"\.(\w+)\[(?:[^\[\]]*,)?\s*\w+\s*=(?!=)", scene.line_text)
    columns = {column for listed in scene.tables.values() for column in listed}
    if not match or match[1] in ("loc", "iloc", "at", "iat", *columns):
        return None
    return Explanation(
        f"{scene.where} memberi `.{match[1]}` kurung siku.",
        f"Pakai kurung bulat: `.{match[1]}(...)`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        'x = tabel.rename(columns={"omzet"="uang"})',
        'kamus2 = {"a"=1, "b"=2}',
        "kamus2 = {a=1}",
        "if (omzet > 5) { x = 1 }",
    ],
    silent=["x = {'a': 1, 'b' 2}", "x = f(a={'b': 1}, 'c'=2)"],
)
def equals_in_braces(error: SyntaxError, scene: Scene) -> Explanation | None:
    if not re.search(r"\{[^{}]*[^{}=<>!:]=(?!=)", scene.line_text):
        return None
    if re.match(r"(?:if|while|else)\b", scene.bare_line):
        return Explanation(
            f"{scene.where} memakai kurung kurawal untuk isinya.",
            "Di Python: akhiri baris itu dengan `:`, lalu tulis isinya di bawahnya, menjorok ke dalam.",
        )
    return Explanation(
        f"{scene.where} memakai `=` di dalam kurung kurawal.",
        'Di sana setiap pasangan ditulis dengan titik dua: `{"a": "b"}`.',
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['x = tabel.groupby("kota").agg("pak"=("pak", "sum"))', 'tabel.plot.bar("x"="kota")'],
    silent=[
        "x = len(tabel[tabel['kota'] = 'Madiun'])",
        'x = f(a="b"=5)',
        'x = tabel[tabel("kota"="Madiun")]',
        'x = tabel.rename("omzet"="uang")',
    ],
)
def argument_in_quotes(error: SyntaxError, scene: Scene) -> Explanation | None:
    """Silent of a column, but in `agg`, where it may be a new name as well: elsewhere it is asked about."""
    found = re.search(r"[(,]\s*([\"'])(\w+)\1\s*=(?!=)", scene.line_text)
    if not found or (".agg(" not in scene.line_text and _is_column(found[2], scene)):
        return None
    if not scene.mends(f"{found[1]}{found[2]}{found[1]}", found[2]):
        return None
    return Explanation(
        f"{scene.where} menulis nama masukan `{found[2]}` di antara tanda kutip.",
        f"Di kiri tanda `=` tanpa tanda kutip: `{found[2]}=...`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        'x = tabel[tabel("kota"="Madiun")]',
        'x = tabel.query("kota"="Madiun")',
        'x = tabel["pak"=5]',
        'x = tabel.rename("omzet"="uang")',
    ],
    silent=['x = tabel.groupby("kota").agg("pak"=("pak", "sum"))'],
)
def column_set_in_brackets(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"[(\[,]\s*([\"'])(\w+)\1\s*=(?!=)", scene.line_text)
    owner = next((t for t, columns in scene.tables.items() if found and found[2] in columns), None)
    if not found or not owner or re.search(r"\.(agg|assign)\(", scene.line_text):
        return None
    return Explanation(
        f"{scene.where} memakai satu tanda `=` sesudah nama kolom `{found[2]}`.",
        f'Nama baru untuk sebuah kolom: `rename(columns={{"{found[2]}": "..."}})`.'
        if ".rename(" in scene.line_text
        else f'Untuk menyaring: `{owner}[{owner}["{found[2]}"] == ...]`.',
    )


def _is_column(name: str, scene: Scene) -> bool:
    return any(name in columns for columns in scene.tables.values())


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "for i = 1 to 5:\n    x = i",
        "for k = daftar:\n    x = k",
        "for (i = 0; i < 5; i++) { print(i) }",
    ],
    silent=["for k in daftar print(k)", "if pak = 5:\n    x = 1"],
)
def for_of_another_language(error: SyntaxError, scene: Scene) -> Explanation | None:
    if not re.match(r"for\s*\(?\s*\w+\s*=", scene.bare_line):
        return None
    return Explanation(
        f"{scene.where} memakai `=` di dalam `for`.",
        "Di Python: `for nama in daftar:`; untuk urutan angka, `for nama in range(...):`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['x = tabel.sort_values("omzet", ascending False)', "tabel.plot.bar(x='kota', legend False)"],
    silent=["x = [omzet True]", "x = omzet False"],
)
def equals_before_yes_or_no(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"[(,]\s*([^\W\d]\w*) +(True|False)\s*(?=[,)])", scene.bare_line)
    if not found or not scene.mends(f"{found[1]} {found[2]}", f"{found[1]}={found[2]}"):
        return None
    return Explanation(
        f"{scene.where} tidak memuat `=` di antara `{found[1]}` dan `{found[2]}`.",
        f"Tulis `{found[1]}={found[2]}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        'kamus2 = {"a": 1, "b" 2}',
        'kamus2 = ["a": 1, "b": 2]',
        "kamus2 = ['a': 1]",
    ],
    silent=["x = daftar[0:5] 3", "kamus2 = {'a': 1 'b': 2}", 'x = tabel.loc[0: "a" 5]', "x = [1: 2: 3: 4]"],
)
def pairs_not_written_as_pairs(error: SyntaxError, scene: Scene) -> Explanation | None:
    if "':' expected after dictionary key" in (error.msg or ""):
        return Explanation(
            f"{scene.where} tidak memuat titik dua di antara sebuah nama dan isinya.",
            'Setiap pasangan ditulis dengan titik dua: `{"a": 1, "b": 2}`.',
        )
    found = re.search(r"=\s*(\[(\s*[\"'][^\[\]]*)\])\s*$", scene.line_text)
    if not found or not scene.whole(scene.line_text.replace(found[1], f"{{{found[2]}}}")):
        return None
    return Explanation(
        f"{scene.where} menulis pasangan dengan `:` di dalam kurung siku.",
        "Pasangan ditulis di dalam kurung kurawal: ganti `[` dan `]` dengan `{` dan `}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['gambar(grafik, sumber=, waktu="2026")', "tabel.plot.bar(x='kota', y=)"],
    silent=["x = f(a == , 5)", "x = ,", "x = f(a=1 2)"],
)
def argument_without_its_value(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"[(,]\s*([^\W\d]\w*)\s*=\s*(?=[,)])", scene.bare_line)
    if not found:
        return None
    return Explanation(
        f"{scene.where} belum mengisi `{found[1]}=`.", f"Tulis isinya di kanan tanda `=`: `{found[1]}=...`."
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = tabel.sample(2, random-state=3)", "x = tabel.merge(twin, left-on='kota', how='left')"],
    silent=["x = f(omzet - pak == 3 5)", "x = tabel.sample(2, random_state==3 4)"],
)
def hyphen_in_an_argument(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"[(,]\s*([^\W\d]\w*)-([^\W\d]\w*)\s*=(?!=)", scene.bare_line)
    if not found:
        return None
    return Explanation(
        f"{scene.where} menulis nama masukan dengan tanda hubung.",
        f"Pakai garis bawah: `{found[1]}_{found[2]}=...`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["if x = 3: pass", "x = len(tabel[tabel['kota'] = 'Madiun'])", "tabel[tabel.kota = 'Madiun']"],
    silent=["omzet - pak = untung"],
)
def single_equals(error: SyntaxError, scene: Scene) -> Explanation | None:
    asks = re.match(r"\s*(if|elif|while)\b", scene.line_text) or _sets_in_brackets(scene.line_text)
    if "==" not in (error.msg or "") or not asks:
        return None
    return Explanation(
        f"{scene.where} memakai satu tanda `=`, yang artinya menyimpan nilai.",
        "Untuk bertanya apakah dua nilai sama, pakai dua tanda: `==`.",
    )


def _sets_in_brackets(line: str) -> bool:
    """Whether the first `=`, after that of `name =`, stands in open brackets: `t[t["kota"] = "Madiun"]`."""
    before, *after = re.split(r"(?<![=!<>])=(?!=)", re.sub(r"^\s*\w+\s*=(?!=)", "", line), maxsplit=1)
    return bool(after) and len(re.findall(r"[\[(]", before)) > len(re.findall(r"[\])]", before))


@RECOGNISERS.of(
    SyntaxError,
    speaks=["omzet - pak = untung", "omzet / 2 = rata"],
    silent=["5 = x - 1", "harga-jual = 5", "harga-jual = omzet"],
)
def sides_exchanged(error: SyntaxError, scene: Scene) -> Explanation | None:
    """Silent where the left side may be a name with a hyphen in it."""
    match = re.fullmatch(r"(.*[-+*/].*?)\s*(?<![=!<>])=(?!=)\s*([^\W\d]\w*)", scene.line_text)
    if not match or "cannot assign to" not in (error.msg or ""):
        return None
    if re.fullmatch(r"\w+(-\w+)+", match[1]) and match[2] in scene.names:
        return None
    return Explanation(
        f"{scene.where} menaruh hitungan di kiri tanda `=`; di sana hanya boleh ada satu nama.",
        f"Tukar kedua sisinya: `{match[2]} = {match[1].strip()}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['"untung" = omzet - pak', "'untung' = 5", '"b" = pilihan'],
    silent=['"untung" == omzet 5', "5 = omzet"],
)
def name_in_quotes_to_store(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.match(r"([\"'])([^\W\d]\w*)\1\s*=(?!=)\s*(.+)", scene.line_text)
    if not found:
        return None
    if found[3].strip().isidentifier() and found[3].strip() not in scene.names:
        return Explanation(
            f"{scene.where} menaruh teks di kiri tanda `=`; di sana hanya boleh ada nama.",
            f'Tukar kedua sisinya: `{found[3].strip()} = "{found[2]}"`.',
        )
    return Explanation(
        f"{scene.where} menaruh teks di kiri tanda `=`; di sana hanya boleh ada nama.",
        f"Hapus tanda kutipnya: `{found[2]} = {short(found[3], 40)}`.",
    )


def _command(scene: Scene) -> str:
    """The failing line, or the command that ends there: Python tells of its last line."""
    return scene.where if scene.line_text.strip(")") else f"Perintah yang berakhir di baris {scene.line}"


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        'tabel.plot.line(x="kota", y="omzet", "pak")',
        "x = tabel.groupby(by='kota', 'kanal')",
        'g = tabel.plot.line(\n    x="kota", y="omzet", "pak", marker="o",\n)',
    ],
    silent=["x = tabel.agg(rata='omzet', 'mean')", "x = f(a=1, 'b')"],
)
def several_columns_for_one(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(
        r"\b(y|by|on|columns|values|subset)\s*=\s*((?:[\"'][^\"']*[\"']\s*,\s*)+[\"'][^\"']*[\"'])",
        scene.read_before,
    )
    if not found or "positional argument follows keyword" not in (error.msg or ""):
        return None
    return Explanation(
        f"{_command(scene)} memberi `{found[1]}` beberapa kolom tanpa kurung siku.",
        f"Beberapa kolom ditulis sebagai daftar: `{found[1]}=[{found[2]}]`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = tabel.agg(rata='omzet', 'mean')", "tabel.plot.bar(x='kota', y='omzet', xlabel'kota')"],
    silent=["x = [1, 2 'a']", "x = f(a=1 2)"],
)
def named_before_unnamed(error: SyntaxError, scene: Scene) -> Explanation | None:
    if "positional argument follows keyword" not in (error.msg or ""):
        return None
    lost = re.search(r"[(,]\s*([^\W\d]\w*)\s*[\"']", scene.line_text)
    if lost and lost[1] not in scene.names:
        return Explanation(
            f"{scene.where} tidak memuat `=` di antara `{lost[1]}` dan isinya.", f"Tulis `{lost[1]}=...`."
        )
    return Explanation(
        f"{_command(scene)} menaruh masukan tanpa nama sesudah masukan yang bernama (`...=`).",
        "Taruh yang tanpa nama lebih dulu, atau beri nama."
        + (' Pasangan seperti `("a", "mean")` perlu kurung.' if ".agg(" in scene.line_text else ""),
    )
