"""Numbers, comparisons and signs in words, or as school writes them."""

from __future__ import annotations

import builtins
import keyword
import re

from grader.common.indonesian import MONTH_NUMBERS
from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import ELSEWHERE, ENGLISH, Scene
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()


_NUMBERS = """
nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus seratus ribu seribu
juta sejuta setengah seperempat
"""

NUMBER_WORDS = frozenset(_NUMBERS.split())
#: Words for taking some of the rows, and how that is written.
FILTERING = frozenset(["saring", "cari", "pilih", "ambil", "filter_baris", "dimana"])
FILTERED = '`tabel[tabel["kolom"] == "nilai"]`'
#: What is behind a column, or before what it counts.
_ALSO_A_FUNCTION = {
    "sum": '`tabel["kolom"].sum()`, atau `sum([a, b])`',
    "count": "`len(...)`",
    "round": "`round(...)`",
    "max": '`tabel["kolom"].max()`, atau `max(a, b)`',
    "min": '`tabel["kolom"].min()`, atau `min(a, b)`',
    "index": "`len(...)` untuk banyaknya baris",
    "size": "`len(...)`",
    "columns": "`tabel.columns` untuk nama-nama kolom",
    "plot": '`tabel.plot.bar(x="...", y="...")`',
}


@RECOGNISERS.of(
    NameError,
    speaks=[
        "x = gabung(tabel, lain)",
        "x = rata_rata(tabel['omzet'])",
        "x = jumlah(omzet, pak)",
        "x = saring(tabel, kota='Madiun')",
        "x = acak(tabel, 1)",
        'judul("Omzet")',
        "x = baris(tabel)",
        "x = rata-rata(tabel['omzet'])",
        "x = sort(tabel['omzet'])",
        "x = length(daftar)",
    ],
    silent=[
        "x = gabung",
        "x = gabunk(tabel, lain)",
        "x = merge(tabel, lain, on='kota')",
        "Gambar(grafik, sumber='a', waktu='b')",
    ],
)
def indonesian_function(error: NameError, scene: Scene) -> Explanation | None:
    name = error.name or ""
    english = ENGLISH.get(name.lower()) or ELSEWHERE.get(name.lower(), "")
    called = scene.calls(name) or re.search(rf"\b{name}\s*-\s*{name}\(", scene.bare_line)
    if name.lower() in scene.names or not (english or name.lower() in FILTERING) or not called:
        return None
    here = f"Menyaring baris: {FILTERED}" if not english else f"Di sini: {_called(english)}"
    return Explanation(f"Python tidak mengenal fungsi `{name}`.", f"{here}.")


def _called(english: str) -> str:
    """Where the English word for an Indonesian one is written, and with what around it."""
    if english in _ALSO_A_FUNCTION:
        return _ALSO_A_FUNCTION[english]
    if english in ("title", "xlabel", "ylabel", "color", "figsize", "ascending"):
        return f"masukan `{english}=...` di dalam kurung waktu menggambar atau mengurutkan"
    if english in ("bar", "barh", "line", "pie", "scatter"):
        return f'`tabel.plot.{english}(x="...", y="...")`'
    if english in ("contains", "lower", "upper"):
        return f"`.str.{english}(...)` di belakang kolomnya"
    return f"`.{english}(...)` di belakang tabel atau kolomnya"


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = pak => 5",
        "x = pak =< 5",
        "x = pak === 5",
        "x = pak > = 5",
        "if pak ! = 5: pass",
        "x = tabel[tabel['kota'] = = 5]",
        "pak => 5",
        "x = tabel[tabel.pak >== 1]",
    ],
    silent=["x = pak >= 5 5"],
)
def comparison_turned_round(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(r"=>|=<|===|[<>!]==|[<>!]\s+=|(?<=\])\s*=\s+=", scene.bare_line)
    if not match:
        return None
    mark = re.sub(r"\s", "", match[0])
    meant = {"=>": ">=", "=<": "<=", "===": "=="}.get(mark, mark[:2])
    if not scene.mends(match[0], meant):
        return None
    return Explanation(f"{scene.where} memuat `{match[0]}`, yang tidak dibaca Python.", f"Tulis `{meant}`.")


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 5 x 3", "x = tabel['pak'] x 2", "x = 5x3", "x = pak X 2"],
    silent=["x = [5 5]", "x = pak : 3", "for x in daftar lakukan:\n    y = x", "y = [k for x in daftar k]"],
)
def letter_for_times(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"[\w)\]]\s+([xX])\s+[\w(]|\d+([xX])\d+", scene.bare_line)
    if not found:
        return None
    letter = found[1] or found[2]
    if not scene.mended(
        re.sub(rf"(?<=[\w)\]])(\s+){letter}(?=\s+[\w(])|(?<=\d){letter}(?=\d)", " * ", scene.line_text)
    ):
        return None
    return Explanation(
        f"{scene.where} memakai huruf `{letter}` untuk perkalian.", "Pakai tanda bintang: `*`."
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = omzet / pak%", "x = (omzet - 1)%"],
    silent=["x = 10%", "x = omzet % pak 5", "x = omzet / pak kurang", "x = 32_000%"],
)
def percent_behind_a_name(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"((?<!\w)[^\W\d]\w*|\))\s*%\s*(?=$|[)\],+*/-])", scene.bare_line)
    if not found:
        return None
    return Explanation(
        f"{scene.where} memakai `%` sebagai persen; bagi Python tanda itu berarti sisa pembagian.",
        "Hapus `%`. Untuk mengubah pecahan menjadi persen, kalikan 100.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = enam ratus ribu", "x = dua belas", "x = tujuh ratus lima puluh"],
    silent=["nama = Bu Sari", "x = dua pak"],
)
def number_in_words(error: SyntaxError, scene: Scene) -> Explanation | None:
    words = scene.right_side.split()
    if not words or not all(word.lower() in NUMBER_WORDS for word in words):
        return None
    return Explanation(
        f"{scene.where} menulis angka dengan huruf.",
        "Tulis dengan angka. Kalau yang diminta teks, beri tanda kutip.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = tabel[tabel.pak lebih dari 10]",
        "x = pak kurang dari 5",
        "x = tabel[tabel['kota'] sama dengan 'a']",
        "x = tabel[tabel['kota'] adalah 'a']",
    ],
    silent=["x = pak omzet", "nama = Bu Sari", "omzet_baru adalah 5000"],
)
def comparison_in_words(error: SyntaxError, scene: Scene) -> Explanation | None:
    signs = {
        "lebih dari": ">",
        "kurang dari": "<",
        "paling sedikit": ">=",
        "paling banyak": "<=",
        "sama dengan": "==",
        "adalah": "==",
        "tidak sama dengan": "!=",
    }
    found = re.search(
        rf"(?<=[\w\])]) ({'|'.join(sorted(signs, key=len, reverse=True))})\b",
        scene.bare_line,
    )
    if not found or re.fullmatch(r"\w+ (?:adalah|sama dengan) .*", scene.bare_line):
        return None
    return Explanation(f"{scene.where} membandingkan dengan kata.", f"Pakai tandanya: `{signs[found[1]]}`.")


@RECOGNISERS.of(
    SyntaxError,
    speaks=["omzet_baru adalah 5000", "harga_baru sama dengan omzet * 2"],
    silent=["x = tabel[tabel['kota'] adalah 'a']", "x adalah"],
)
def word_for_an_equals_sign(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.fullmatch(r"(\w+) (adalah|sama dengan) (.+)", scene.line_text)
    if not found:
        return None
    return Explanation(
        f"{scene.where} memakai kata `{found[2]}`.",
        f"Untuk menyimpan, pakai tanda `=`: `{found[1]} = {short(found[3], 40)}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = len(daftar).",
        "x = omzet * pak .",
        'x = tabel.["omzet"]',
        "x = tabel..head()",
        "print(omzet,, pak)",
        "x = max(omzet, , pak)",
    ],
    silent=["x = omzet. pak 5", "x = 5. 5", "x = omzet,, 5 5", 'x = tabel."kota"', "x = 5..5 pak"],
)
def mark_too_many(error: SyntaxError, scene: Scene) -> Explanation | None:
    """A comma or a dot without which Python reads the line."""
    kinds = (
        (r"\s*\.$", "", "titik"),
        (r",\s*,", ",", "koma"),
        (r"\.\.", ".", "titik"),
        (r"\.(?=\[)", "", "titik"),
    )
    for written, meant, what in kinds:
        found = re.search(written, scene.bare_line)
        if found and scene.whole(re.sub(written, meant, scene.line_text)):
            return Explanation(
                f"{scene.where} memuat satu {what} terlalu banyak: `{found[0].strip()}`.",
                "Hapus titik di ujung baris itu." if written.endswith("$") else f"Hapus satu {what}.",
            )
    return None


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = len{daftar}", "x = ceil{2.5}", "x = tabel.head{6}", "x = tabel{'pak'}"],
    silent=["x = {5} {6}", "x = omzet{5}"],
)
def braces_behind_a_function(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"(\.?)\b([^\W\d]\w*)\{", scene.bare_line)
    if not found:
        return None
    said = f"{scene.where} memakai kurung kurawal di belakang `{found[2]}`."
    if found[2] in scene.tables and not found[1]:
        return Explanation(said, f"Pakai kurung siku: `{found[2]}[...]`.")
    if found[1] or callable(scene.names.get(found[2])) or hasattr(builtins, found[2]):
        return Explanation(said, f"Pakai kurung bulat: `{found[1]}{found[2]}(...)`.")
    return None


@RECOGNISERS.of(
    SyntaxError,
    speaks=['x = tabel["pak"].median[]', "x = tabel.head[]", "x = tabel.kota[]", "x = daftar[]"],
    silent=["x = tabel.pak[5 5]", "x = [] 5"],
)
def empty_square_brackets(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"(\.?)\b([^\W\d]\w*)\[\s*\]", scene.bare_line)
    if not found or keyword.iskeyword(found[2]):
        return None
    said = f"{scene.where} menulis kurung siku kosong sesudah `{found[2]}`."
    if found[1] and _is_method(found[2], scene):
        return Explanation(said, f"Jalankan dengan kurung bulat: `.{found[2]}()`.")
    return Explanation(said, "Isi kurung sikunya, atau hapus kalau tidak perlu.")


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        'tabel("baru") = 5',
        'tabel("baru") = tabel["pak"] * 2',
        'tabel.loc(0, "pak") = 5',
        'lain = tabel.head(2)\nlain.loc(["a"], ["b"]) = 5',
    ],
    silent=['len("a") = 5', 'tabel["baru"] = 5 5'],
)
def table_called_to_store(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.match(r"(\w+)(\.i?loc|\.i?at)?\(\s*([^()]*?)\s*\)\s*=(?!=)", scene.line_text)
    if not found or not (found[2] or found[1] in scene.tables):
        return None
    owner = f"{found[1]}{found[2] or ''}"
    return Explanation(
        f"{scene.where} memberi `{owner}` kurung bulat.",
        f"Untuk menyimpan, pakai kurung siku: `{owner}[{short(found[3], 30)}] = ...`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = tabel.head(2:4)",
        "x = range(1:5)",
        "print(omzet:pak)",
        "x = round(omzet:2)",
        "print(Untung: pak)",
    ],
    silent=["x = sum(omzet:pak)", "x = tabel.head(n: 1)", "x = omzet : pak", "x = f(daftar[0:2] 5)"],
)
def colon_in_round_brackets(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"(\w+)\([^()\[\]{}]*:[^()\[\]{}]*\)", scene.bare_line)
    if not found or "lambda" in found[0]:
        return None
    said = f"{scene.where} memakai `:` di dalam kurung bulat, yang tidak dibaca Python di situ."
    if found[1] == "replace":
        return Explanation(said, 'Pasangan isi ditulis di dalam kurung kurawal: `replace({"lama": "baru"})`.')
    if found[1] == "rename":
        return Explanation(said, 'Pasangan nama ditulis begini: `rename(columns={"lama": "baru"})`.')
    if found[1] == "print":
        return Explanation(said, 'Beri tanda kutip pada teksnya, lalu koma: `print("Untung:", ...)`.')
    return Explanation(
        said,
        "Pisahkan masukan dengan koma. Untuk baris dari satu nomor ke nomor lain, pakai kurung siku: "
        "`tabel.iloc[2:4]`.",
    )


def _is_method(name: str, scene: Scene) -> bool:
    """Whether what stands behind a dot is run, and is no column and no place in a table."""
    columns = {column for listed in scene.tables.values() for column in listed}
    return name not in columns and name not in ("loc", "iloc", "at", "iat", "shape", "columns", "str", "dt")


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = tabel.head 6", 'x = tabel["kota"].isin "Madiun"'],
    silent=["x = tabel.pak pak", "x = 5.5 6", "x = omzet 6", "x = tabel.pak 2", "x = kopi.terang 5"],
)
def method_beside_its_input(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(
        r"(\w+)?(?:\[[^\[\]]*\])?\.([^\W\d]\w*)\s+(\d+|[\"'][^\"']*[\"'])\s*[\])]*$", scene.line_text
    )
    if not found or not _is_method(found[2], scene):
        return None
    if not callable(getattr(scene.names.get(found[1]), found[2], len)):
        return None
    given = f"[{found[3]}]" if found[2] == "isin" else found[3]
    return Explanation(
        f"{scene.where} menulis masukan `.{found[2]}` tanpa tanda kurung.",
        f"Tulis di dalam kurung: `.{found[2]}({given})`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = tabel[!tabel['pak'] == 9]", "x = !omzet", "x = tabel[tabel['pak'] <> 9]"],
    silent=["x = omzet != 5 5", "x = 'a!' 5"],
)
def sign_of_another_language(error: SyntaxError, scene: Scene) -> Explanation | None:
    if "<>" in scene.bare_line:
        return Explanation(f"{scene.where} memuat `<>`, yang tidak dibaca Python.", "Tulis `!=`.")
    if re.search(r"[=\[(]\s*!(?!=)", scene.bare_line):
        return Explanation(
            f"{scene.where} memakai `!` untuk membalik syarat.", "Untuk membalik syarat, tulis `~(...)`."
        )
    return None


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = tabel[tabel['hari'] > 1 Maret 2026]", "x = 17 agustus", "x = 16 Juni - 6 Juni"],
    silent=["x = 5 pak", "x = '1 Maret 2026' 5"],
)
def date_in_words(error: SyntaxError, scene: Scene) -> Explanation | None:
    days = re.search(r"\b(\d{1,2}) +([^\W\d]+)\s*-\s*(\d{1,2}) +([^\W\d]+)", scene.right_side)
    if days and days[2].lower() == days[4].lower() and days[2].lower() in MONTH_NUMBERS:
        return Explanation(
            f"{scene.where} menghitung dengan nama bulan.",
            f"Bulannya sama, jadi kurangkan angka harinya saja: `{days[1]} - {days[3]}`.",
        )
    found = re.search(r"\b\d{1,2} +([^\W\d]+)", scene.right_side)
    if not found or found[1].lower() not in MONTH_NUMBERS:
        return None
    return Explanation(
        f"{scene.where} menulis tanggal tanpa tanda kutip.",
        'Tanggal ditulis sebagai teks, tahun lebih dulu, misalnya `"2026-03-01"`.',
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = [1d, 2b, 3a]", "x = [1. d, 2. b]", "x = [1 A, 2 B]"],
    silent=["x = [5 pak]", "x = 5d", "x = [2 x 3]"],
)
def letter_after_its_number(error: SyntaxError, scene: Scene) -> Explanation | None:
    """The letters of a list, each with the number of its question."""
    found = re.fullmatch(r"\s*\[\s*1[.)]?\s*([^\W\d])\s*,\s*2[.)]?\s*[^\W\d]\s*[,\]].*", scene.right_side)
    if not found:
        return None
    return Explanation(
        f"{scene.where} menulis setiap huruf dengan nomornya, tanpa tanda kutip.",
        f'Tulis hurufnya saja, di antara tanda kutip: `["{found[1]}", ...]`.',
    )
