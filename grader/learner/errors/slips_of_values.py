"""A value that cannot be read, a zero below the line, a place, file or module that is not there."""

from __future__ import annotations

import ast
import re

from grader.common.indonesian import parse_number
from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import ENGLISH, Scene
from grader.learner.errors.slips_of_commas import decimal_comma
from grader.learner.errors.slips_of_conditions import BRACKETS
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    ValueError,
    speaks=[
        "int('12.500')",
        "float('12,5')",
        "int('40 pak')",
        "int('2.5')",
        "int('2,5 juta')",
        "x = tabel.corr()",
    ],
    silent=["a, b = 1, 2, 3"],
)
def text_is_no_number(error: ValueError, scene: Scene) -> Explanation | None:
    told = re.search(
        r"(?:invalid literal for int\(\) with base 10|could not convert string to float): (.*)", str(error)
    )
    if not told:
        return None
    value = told[1].strip("'\"")
    happened = f'Teks `"{short(value)}"` tidak dapat dijadikan angka.'
    if ".astype(" in scene.bare_part:
        return Explanation(
            happened, "Di kolom itu masih ada yang bukan angka. Bersihkan dulu isinya, baru ubah jenisnya."
        )
    if scene.line_text and not re.search(r"\b(?:int|float|angka)\b", scene.bare_line):
        return Explanation(happened, "Yang dihitung masih berisi teks. Pilih kolom yang berisi angka.")
    return Explanation(happened, _as_a_number(value, "int()" in str(error)))


def _as_a_number(value: str, whole: bool) -> str:
    if re.fullmatch(r"\s*-?\d+,\d+\s*", value) and not re.fullmatch(r"\s*\d{1,3}(?:,\d{3})+\s*", value):
        return f"Python menulis desimal dengan titik: `{value.strip().replace(',', '.')}`."
    if whole and re.fullmatch(r"\s*-?\d+\.\d{1,2}\s*", value):
        return f'`int` hanya menerima bilangan bulat. Untuk desimal pakai `float("{value}")`.'
    number = parse_number(value) if len(value) < 40 else None
    if number is None or "%" in value:
        return "Beri teks yang hanya berisi angka, tanpa huruf, spasi, atau satuan."
    shown = f"{number:.0f}" if number.is_integer() else f"{number:g}"
    return f"Sisakan angkanya saja, tanpa Rp, satuan, atau titik pemisah ribuan: `{shown}`."


@RECOGNISERS.of(
    ValueError,
    speaks=[
        "x = (tabel['pak'] > 1) and (tabel['omzet'] > 1)",
        "x = 5 / (tabel['pak'] and tabel['omzet'])",
        "x = max(tabel['pak'], 3)",
        "if tabel:\n    x = 1",
        'x = tabel["kota"].isin(["Madiun", lain])',
        "x = tabel[tabel['kota'] == 'Madiun' or 'Ngawi']",
    ],
    silent=["a, b = 1, 2, 3"],
)
def truth_of_a_column(error: ValueError, scene: Scene) -> Explanation | None:
    if "truth value of a" not in str(error):
        return None
    what = "satu tabel penuh" if "DataFrame" in str(error) else "satu kolom penuh"
    if word := _table_among_texts(scene):
        return Explanation(
            f"`{word}` di daftar itu nama sebuah tabel, bukan teks.",
            f'Kalau itu teks, beri tanda kutip: `"{word}"`.',
        )
    if any(isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) for node in scene.nodes()):
        return Explanation(
            f"{scene.where} memakai `not` untuk {what}.", "Untuk membalik syarat, pakai `~(...)`."
        )
    if _joins_columns(scene):
        return Explanation(
            f"{scene.where} menggabungkan dua kolom dengan `and` atau `or`.",
            "Untuk menjumlahkan isinya, pakai `+`.",
        )
    called = next((call.func.id for call in scene.failed(ast.Call) if isinstance(call.func, ast.Name)), "")
    if called in ("max", "min"):
        return Explanation(
            f"{scene.where} memberi `{called}` {what} di samping nilai lain.",
            f"Ringkas dulu kolomnya, misalnya dengan `.{called}()`.",
        )
    return Explanation(f"{scene.where} menanyakan benar atau salah kepada {what}.", _asked_of_each_row(scene))


def _asked_of_each_row(scene: Scene) -> str:
    """How a condition on a column is written, as far as the failing line tells which one was meant."""
    joined = [node for node in scene.nodes() if isinstance(node, ast.BoolOp)]
    if any(isinstance(value, ast.Constant) for node in joined for value in node.values):
        return "Untuk salah satu dari beberapa nilai: `.isin([..., ...])` di belakang kolomnya."
    if joined or any(len(getattr(node, "ops", ())) > 1 for node in scene.nodes()):
        return BRACKETS
    return 'Untuk memilih baris, saring tabelnya: `tabel[tabel["kolom"] ...]`.'


@RECOGNISERS.of(ValueError, speaks=['x = tabel.plot(kind="batang", y="omzet")'], silent=["int('x')"])
def kind_of_chart(error: ValueError, scene: Scene) -> Explanation | None:
    told = re.match(r"(\S+) is not a valid plot kind", str(error))
    if not told:
        return None
    english = ENGLISH.get(told[1])
    return Explanation(
        f"{scene.where} meminta grafik jenis `{told[1]}`, yang tidak dikenal.",
        f"Namanya dalam bahasa Inggris: `{english}`." if english else "Pakai `bar`, `barh`, atau `line`.",
    )


@RECOGNISERS.of(ValueError, speaks=["x = tabel.query(\"kota = 'Madiun'\")"], silent=["int('x')"])
def single_equals_in_a_query(error: ValueError, scene: Scene) -> Explanation | None:
    if "cannot assign without a target" not in str(error):
        return None
    return Explanation(
        f"{scene.where} memakai satu tanda `=` di dalam `query`.",
        "Untuk bertanya apakah dua nilai sama, pakai dua tanda: `==`.",
    )


@RECOGNISERS.of(ValueError, speaks=["a, b = 1, 2, 3"], silent=["int('x')"])
def unequal_numbers(error: ValueError, scene: Scene) -> Explanation | None:
    if not re.search(r"(?:too many values|not enough values) to unpack", str(error)):
        return None
    return Explanation(
        f"{scene.where} memberi banyak nama yang tidak sama dengan banyak nilainya.",
        "Samakan banyaknya nama di kiri tanda `=` dengan banyaknya nilai di kanan.",
    )


@RECOGNISERS.of(
    ValueError,
    speaks=["tabel['baru'] = [1, 2, 3, 4, 5, 6, 7]", "t = tabel.head(1)\nt['baru'] = t['pak'] * 0,2"],
    silent=["int('x')"],
)
def column_of_another_length(error: ValueError, scene: Scene) -> Explanation | None:
    told = re.search(r"Length of values \((\d+)\) does not match length of index \((\d+)\)", str(error))
    if not told:
        return None
    comma = re.search(r"(?<![\w.,])\d+,\d+(?![\w.,])", scene.bare_line)
    if comma and isinstance(getattr(scene.statement, "value", None), ast.Tuple):
        return decimal_comma(comma[0], scene)
    return Explanation(
        f"Kolom baru berisi {told[1]} nilai, padahal tabelnya {told[2]} baris.",
        f"Siapkan tepat {told[2]} nilai, satu untuk tiap baris.",
    )


@RECOGNISERS.of(ValueError, speaks=['x = tabel.groupby("kota")["pak", "omzet"]'], silent=["int('x')"])
def columns_of_groups(error: ValueError, scene: Scene) -> Explanation | None:
    if "subset columns with a tuple" not in str(error):
        return None
    asked = re.search(r"\[((?:\s*[\"'][^\"']*[\"']\s*,?)+)\]\s*(?:\.|$)", scene.part)
    columns = asked[1].strip() if asked else '"a", "b"'
    return Explanation(
        f"{scene.where} meminta beberapa kolom di dalam satu lapis kurung siku.",
        f"Untuk beberapa kolom, pakai dua lapis: `[[{columns}]]`.",
    )


@RECOGNISERS.of(
    ValueError,
    speaks=['x = tabel.merge(lain, on="kota", how="kiri")'],
    silent=["x = [1, 2].index(5)"],
)
def way_of_merging(error: ValueError, scene: Scene) -> Explanation | None:
    told = re.match(r"'(\w+)' is not a valid Merge type", str(error))
    if not told:
        return None
    english = {"kiri": "left", "kanan": "right", "semua": "outer", "luar": "outer", "dalam": "inner"}.get(
        told[1]
    )
    return Explanation(
        f"{scene.where} meminta cara menggabung `{told[1]}`, yang tidak dikenal.",
        f'Tulis `how="{english}"`.'
        if english
        else 'Yang dikenal: `how="left"`, `"right"`, `"inner"`, `"outer"`.',
    )


@RECOGNISERS.of(
    ValueError,
    speaks=['x = tabel.sort_values("omzet", ascending="False")'],
    silent=["x = [1, 2].index(5)"],
)
def yes_or_no_in_quotes(error: ValueError, scene: Scene) -> Explanation | None:
    told = re.search(r'For argument "(\w+)" expected type bool, received type str', str(error))
    if not told:
        return None
    return Explanation(
        f"{scene.where} mengisi `{told[1]}` dengan teks.",
        f"Tulis tanpa tanda kutip: `{told[1]}=False` atau `{told[1]}=True`.",
    )


@RECOGNISERS.of(ValueError, speaks=["x = tabel.sample(1, 45)"], silent=["x = [1, 2].index(5)"])
def number_of_the_draw(error: ValueError, scene: Scene) -> Explanation | None:
    told = re.search(r"\.sample\(\s*(\w+)\s*,\s*(\w+)\s*\)", scene.part)
    if not told or "not both" not in str(error):
        return None
    return Explanation(
        f"{scene.where} memberi `sample` dua angka tanpa nama.",
        f"Nomor undian disebut namanya: `sample({told[1]}, random_state={told[2]})`.",
    )


@RECOGNISERS.of(
    ValueError,
    speaks=[
        'x = tabel[tabel["kota"] == ["Madiun"]]',
        'x = tabel[tabel["kota"] == ["a", "b", "c"]]',
        'x = tabel[tabel["kota"] == ("a", "b", "c")]',
    ],
    silent=["x = [1, 2].index(5)"],
)
def column_compared_with_a_list(error: ValueError, scene: Scene) -> Explanation | None:
    found = re.search(r"==\s*(\[[^\[\]]*\]|\([^()]*,[^()]*\))", scene.part)
    if not found or "ength" not in str(error):
        return None
    among = f"[{found[1][1:-1].strip()}]"
    return Explanation(
        f"{scene.where} membandingkan satu kolom dengan sebuah daftar.",
        f"Untuk salah satu dari beberapa nilai: `.isin({short(among, 40)})`. "
        "Untuk satu nilai, hapus kurungnya.",
    )


@RECOGNISERS.of(
    ValueError,
    speaks=["x = tabel.sample(0.15)", "x = tabel.sample(0.5, random_state=4)"],
    silent=["x = tabel.sample(500)", "x = [1, 2].index(5)"],
)
def share_for_a_number(error: ValueError, scene: Scene) -> Explanation | None:
    if "Only integers accepted" not in str(error):
        return None
    return Explanation(
        f"{scene.where} memberi `sample` bilangan pecahan sebagai banyaknya baris.",
        "Tulis banyaknya sebagai bilangan bulat, misalnya `sample(60, ...)`.",
    )


@RECOGNISERS.of(ValueError, speaks=["x = [1, 2].index(5)"])
def value_refused(error: ValueError, scene: Scene) -> Explanation | None:
    said = f", kata Python `{short(str(error), 120)}`" if str(error).strip() else ""
    return Explanation(
        f"{scene.where} memberi nilai yang tidak dapat dipakai di situ{said}.",
        "Tampilkan dulu nilainya dengan `print(...)`, lalu bandingkan dengan contoh di pelajaran.",
    )


def _table_among_texts(scene: Scene) -> str:
    """The name of a table that stands among the values that `isin` is given."""
    for node in scene.failed(ast.Call):
        match node:
            case ast.Call(func=ast.Attribute(attr="isin"), args=[ast.List(elts=given)]):
                return next((n.id for n in given if isinstance(n, ast.Name) and n.id in scene.tables), "")
    return ""


def _joins_columns(scene: Scene) -> bool:
    """Whether `and` stands between two columns themselves, and not between conditions."""
    return any(
        isinstance(node, ast.BoolOp)
        and all(isinstance(v, ast.Subscript) and isinstance(v.slice, ast.Constant) for v in node.values)
        for node in scene.nodes()
    )


@RECOGNISERS.of(
    IndexError,
    speaks=['b = tabel.groupby("kota")[["omzet", "pak"]]\nx = b["omzet"] - b["pak"]'],
    silent=["x = [1, 2][5]"],
)
def groups_without_summary(error: IndexError, scene: Scene) -> Explanation | None:
    if "already selected" not in str(error):
        return None
    grouped = next((name for name in scene.read if hasattr(scene.names.get(name), "ngroups")), "")
    what = f"`{grouped}` baru" if grouped else f"{scene.where} memakai"
    return Explanation(
        f"{what} pengelompokannya; ringkasannya belum dihitung.",
        "Tambahkan ringkasannya di belakang `groupby(...)[[...]]`, misalnya `.sum()` atau `.mean()`.",
    )


@RECOGNISERS.of(
    IndexError,
    speaks=[
        "x = [1, 2][5]",
        "x = tabel.iloc[7]",
        't = tabel[tabel["pak"] > 9]\nx = t["omzet"].iloc[0]',
    ],
    silent=['x = tabel.values["kota"]'],
)
def no_such_place(error: IndexError, scene: Scene) -> Explanation | None:
    if re.match("only integers|Replacement index|invalid index to scalar", str(error)):
        return None
    many = _many_places(scene)
    if many == 0:
        return Explanation(
            f"{scene.where} meminta urutan dari sesuatu yang tidak punya isi.",
            "Periksa saringan yang membuatnya: tulisan, huruf besar-kecil, dan batasnya.",
        )
    if many is not None:
        return Explanation(
            f"{scene.where} meminta urutan yang tidak ada: isinya hanya {many}.",
            f"Hitungan urutan dimulai dari 0, jadi yang terakhir `[{many - 1}]`.",
        )
    return Explanation(
        f"{scene.where} meminta urutan yang tidak ada.",
        "Hitungan urutan dimulai dari 0: daftar berisi 3 nilai mempunyai urutan 0, 1, dan 2.",
    )


def _many_places(scene: Scene) -> int | None:
    """How many there are in the list or table of which a place was asked; None where that is not known."""
    for node in scene.failed(ast.Subscript):
        of = node.value.value if getattr(node.value, "attr", "") == "iloc" else node.value  # type: ignore[attr-defined]
        table = of.value if isinstance(of, ast.Subscript) and isinstance(of.slice, ast.Constant) else of
        held = scene.names.get(table.id) if isinstance(table, ast.Name) else None
        if (isinstance(held, list | tuple | str) and of is table) or (
            of is not node.value and hasattr(held, "iloc")
        ):
            return len(held)  # type: ignore[arg-type]
    return None


@RECOGNISERS.of(KeyboardInterrupt, speaks=["raise KeyboardInterrupt"])
def interrupted(error: KeyboardInterrupt, scene: Scene) -> Explanation | None:
    return Explanation(
        "Sel ini dihentikan sebelum selesai.",
        "Tidak ada yang rusak. Kalau tadi terlalu lama, periksa isinya dulu, lalu jalankan lagi.",
    )


@RECOGNISERS.of(MemoryError, speaks=["raise MemoryError"])
def out_of_memory(error: MemoryError, scene: Scene) -> Explanation | None:
    return Explanation(
        "Memori laptop tidak muat untuk pekerjaan ini.",
        "Tutup program lain, kecilkan datanya, lalu jalankan sel ini lagi.",
    )


@RECOGNISERS.of(RecursionError, speaks=["def f():\n    return f()\nf()"])
def calls_itself(error: RecursionError, scene: Scene) -> Explanation | None:
    return Explanation(
        "Sebuah fungsi memanggil dirinya sendiri tanpa berhenti.",
        "Periksa isi fungsi itu: adakah namanya sendiri di dalamnya?",
    )
