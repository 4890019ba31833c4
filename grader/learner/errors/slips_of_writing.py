"""What people write on paper or at school and Python reads otherwise; last, what nobody recognised."""

from __future__ import annotations

import builtins
import keyword
import re

from grader.checks.blank import NAME as BLANK
from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.slips_of_units import WORDS
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()

#: Blocks, in which a colon is what it should be.
_BLOCK = re.compile(r"\s*(if|for|while|def|else|elif|try|except|with|class)\b")


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = 10 : 2",
        "untung = omzet : pak",
        "x = (omzet - 5) : (pak + 1)",
        "x = tabel['pak'] : 5",
        "skala = 1:100",
        "catatan = harga: 5000",
    ],
    silent=[
        "if pak > 2 3:\n    x = 1",
        "x = for k in daftar: pak + 1",
        "x = {'a': 1 'b': 2}",
        "x = daftar[0:5] 3",
        "x = daftar[0:5",
        "t = tabel.sort_values('pak', ascending: False)",
        "x = omzet > 5 ? 1 : 2",
    ],
)
def colon_for_divided_by(error: SyntaxError, scene: Scene) -> Explanation | None:
    line = re.sub(r"\{[^}]*\}?|\[[^\[\]]*\]|\blambda\b.*", "]", scene.bare_line)
    found = re.search(r"=.*?([\w)\]]+)\s*:\s*([\w(]+)", line)
    if _BLOCK.match(line) or re.search(r"\b(for|if|while)\b|\?", line) or not found:
        return None
    is_word = re.fullmatch(r"[^\W\d]\w*", found[1]) and found[1] not in scene.names
    between = re.fullmatch(r"\s*(\d{1,4}:\d{1,4})\s*", scene.right_side)
    otherwise = f' Kalau itu jam atau perbandingan, jadikan teks: `"{between[1]}"`.' if between else ""
    return Explanation(
        f"{scene.where} memuat `:` di kanan tanda `=`.",
        "Kalau itu teks, beri tanda kutip. Untuk membagi, pakai `/`."
        if is_word
        else f"Untuk membagi, pakai garis miring: `/`.{otherwise}",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = (pak > 1) dan (omzet > 2)",
        "x = (pak > 1) && (omzet > 2)",
        "x = 5 / (omzet dan pak)",
        "x = tabel[(tabel['pak'] > 1) atau (tabel['omzet'] > 2)]",
        "x = [1, 2, 3 dan 6]",
        "x = 2, 4, 6 dan 7",
        "print(omzet dan pak)",
        'x = tabel[["kota" dan "omzet"]]',
    ],
    silent=["x = 'a dan b' 5"],
)
def word_for_and(error: SyntaxError, scene: Scene) -> Explanation | None:
    line = re.sub(r"\"[^\"]*\"|'[^']*'", "_", scene.line_text)
    match = re.search(r"[\w)\]]\s+(dan|atau)\s+[\w(]", line)
    doubled = re.search(r"&&|\|\|", scene.bare_line)
    if doubled:
        return Explanation(f"{scene.where} memuat `{doubled[0]}`.", f"Pakai satu saja: `{doubled[0][0]}`.")
    if not match:
        return None
    asks = re.search(r"[<>]|[=!]=|\.is", scene.bare_line)
    listed = re.fullmatch(r"=?[\s\w.\[,]*,[\s\w.]*\bdan\b[\s\w.\]]*", scene.right_side)
    if match[1] == "dan" and not asks and (listed or re.search(r"\bprint\(|\[\s*_\s+dan\b", line)):
        return Explanation(
            f"{scene.where} memakai kata `dan` di antara isinya.", "Pisahkan isinya dengan koma: `,`."
        )
    if match[1] == "dan" and not asks:
        return Explanation(
            f"{scene.where} memakai kata `dan`, yang tidak dikenal Python.",
            "Untuk menjumlah, pakai `+`. Untuk menyebut beberapa hal, pisahkan dengan koma.",
        )
    plain = " Untuk angka biasa: `and`." if match[1] == "dan" else " Untuk angka biasa: `or`."
    return Explanation(
        f"{scene.where} memakai kata `{match[1]}`, yang tidak dikenal Python.",
        f"Untuk syarat pada kolom, beri kurung pada tiap syarat dan pakai `{WORDS[match[1]]}` di antaranya."
        + plain,
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = [1; 2; 3]", "x = ['a'; 'b']", "x = {'a': 1; 'b': 2}"],
    silent=["x = 1; y = = 2"],
)
def semicolon_in_a_list(error: SyntaxError, scene: Scene) -> Explanation | None:
    if not re.search(r"[\[({][^\])}]*;", scene.bare_line):
        return None
    return Explanation(
        f"{scene.where} memisahkan isi dengan titik koma.", "Pakai koma untuk memisahkan isi: `,`."
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = tabel['omzet']sum()",
        "x = tabel head()",
        "x = tabel.groupby('kota') mean()",
        'x = tabel["kota"]str.lower()',
        'x = "a b" split()',
    ],
    silent=["x = tabel 5", "print 'a'", "x = len('a') print(x)"],
)
def dot_missing(error: SyntaxError, scene: Scene) -> Explanation | None:
    """After a space it may be a call of its own: silent for what is known as a function."""
    found = re.search(r"(?:[\])\"](\s*)|\b([^\W\d]\w*)\s+)([a-z_]\w*)([(.])", scene.bare_line)
    if not found or keyword.iskeyword(found[3]) or found[2] in (*keyword.kwlist, *WORDS):
        return None
    if found[2] and not hasattr(scene.names.get(found[2]), found[3]):
        return None
    if found[1] and (hasattr(builtins, found[3]) or found[3] in scene.names):
        return None
    shown = f"{found[3]}(...)" if found[4] == "(" else found[3]
    return Explanation(
        f"{scene.where} menulis `{shown}` tanpa titik di depannya.",
        f"Taruh titik sebelum nama itu: `.{shown}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "tabel.plot.bar(x='kota', title=Lima kecamatan)",
        "nama = Bu Sari",
        "gambar(sumber=BPS Ponorogo)",
    ],
    silent=["x = omzet pak", "harga jual = 5"],
)
def text_without_quotes(error: SyntaxError, scene: Scene) -> Explanation | None:
    """Silent where one of the words is a known name: then an operator is missing."""
    match = re.search(r"\b\w+\s*=\s*([^\W\d]\w*(?: +\w+)+)\s*(?=[,)]|$)", scene.bare_line)
    words = match[1].split() if match else []
    if not match or any(w in scene.names or keyword.iskeyword(w) for w in words) or _joined(words, scene):
        return None
    return Explanation(
        f"{scene.where} memuat beberapa kata tanpa tanda kutip.",
        f'Kalau itu teks, beri tanda kutip: `"{match[1]}"`.',
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = harga jual * 2",
        "x = omzet pak",
        "x = omzet * pak ceil",
        "x = 5 + omzet pak",
        "x = 2 * omzet tempat + pak",
        "x = kopi terang - 5",
        "x = 5 + omzet / pak sate",
        "x = max(omzet pak)",
        "if x in daftar pak:\n    y = 1",
        "air_2025 = 5\nx = air 2025 - 3",
    ],
    silent=["nama = Bu Sari", "x = 750 pak", "x = Nasi pecel + Minuman"],
)
def two_names_side_by_side(error: SyntaxError, scene: Scene) -> Explanation | None:
    for match in re.finditer(r"(?<![\w.])([^\W\d]\w*) +(?=(\w+)(?![\w(]))", scene.right_side):
        first, second = match[1], match[2]
        if keyword.iskeyword(first) or keyword.iskeyword(second):
            continue
        if second[0].isdigit() and not _joined([first, second], scene):
            continue
        if (told := _of_two_names(first, second, scene)) is not None:
            return Explanation(f"{scene.where} {told[0]}", told[1])
    return None


def _of_two_names(first: str, second: str, scene: Scene) -> tuple[str, str] | None:
    """What is lacking between two words, of which one at least is known, and what to do."""
    known = scene.names.get(first)
    if joined := _joined([first, second], scene):
        return "menulis satu nama dengan spasi.", f"Sambung dengan garis bawah: `{joined}`."
    if first in scene.names and callable(scene.names.get(second)):
        return (
            f"menulis `{second}` sesudah hitungannya.",
            f"Hapus `{second}`; sebuah fungsi ditulis di depan, dengan tanda kurung: `{second}(...)`.",
        )
    function = getattr(builtins, first, known) if first != BLANK else None
    if callable(function) and second in scene.names:
        return (
            f"memanggil `{first}` tanpa tanda kurung.",
            f"Tulis dengan tanda kurung: `{first}({second})`.",
        )
    if first in scene.names and second in scene.names:
        between = "koma kalau itu dua isi, atau " if re.search(r"[(\[]", scene.bare_line) else ""
        return (
            f"tidak memuat tanda apa pun di antara `{first}` dan `{second}`.",
            f"Taruh {between}tanda hitung di antaranya, misalnya `*`; atau hapus `{second}`.",
        )
    if first in scene.names and hasattr(known, second):
        called = "(...)" if callable(getattr(known, second)) else ""
        return (
            f"menulis spasi di antara `{first}` dan `{second}`.",
            f"Taruh titik: `{first}.{second}{called}`.",
        )
    if first in scene.names and re.search(r"[-+*/]", scene.right_side):
        return (
            f"menaruh kata `{second}` sesudah `{first}`.",
            f"Tulis namanya saja, seperti waktu dibuat: `{first}`.",
        )
    return None


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = tabel[tabel.jumlah pak >= 10]", "x = tabel.kanal jual"],
    silent=["x = tabel.head pak", "x = tabel.jumlah omzet"],
)
def column_with_a_space(error: SyntaxError, scene: Scene) -> Explanation | None:
    columns = {column for listed in scene.tables.values() for column in listed}
    for first, second in re.findall(r"\.(\w+) (\w+)", scene.bare_line):
        if f"{first} {second}" in columns:
            return Explanation(
                f"{scene.where} memakai titik untuk kolom yang namanya berisi spasi.",
                f'Pakai kurung siku dan tanda kutip: `["{first} {second}"]`.',
            )
        if f"{first}_{second}" in columns:
            return Explanation(
                f"{scene.where} menulis satu nama kolom dengan spasi.",
                f"Sambung dengan garis bawah: `.{first}_{second}`.",
            )
    return None


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = [1, 2 'a']",
        "x = tabel[tabel['kota'] == 'Madiun' tabel['pak'] > 1]",
        "tabel.plot.bar(\n    x='kota',\n    y='omzet'\n    title='a',\n)",
    ],
    silent=["x = pak omzet"],
)
def without_comma(error: SyntaxError, scene: Scene) -> Explanation | None:
    if "forgot a comma" not in (error.msg or ""):
        return None
    if (error.end_lineno or 0) > (error.lineno or 0):
        return Explanation(
            f"{scene.where} dan baris sesudahnya berdampingan tanpa apa pun di antaranya.",
            "Taruh koma di ujung baris itu.",
        )
    said = f"{scene.where} memuat dua nilai yang berdampingan tanpa apa pun di antaranya."
    if re.search(r"[<>]|[=!]=", scene.bare_line):
        return Explanation(
            said, "Taruh koma di antara keduanya; di antara dua syarat, `&` atau `|` dengan kurung."
        )
    if re.search(r"[\w\"')\]]\s+\w+=(?!=)", scene.bare_line[1:].partition("(")[2]):
        return Explanation(said, "Taruh koma di antara keduanya.")
    return Explanation(said, "Taruh koma di antara keduanya, atau tanda hitung seperti `+` dan `*`.")


@RECOGNISERS.of(SyntaxError, speaks=["x = 5kg(2)", "x = 2x pak + 3x omzet"], silent=["x = 5 pak"])
def letters_joined_to_a_number(error: SyntaxError, scene: Scene) -> Explanation | None:
    if "invalid decimal literal" not in (error.msg or ""):
        return None
    times = re.search(r"(?<![\w.])(\d[\d_]*)[xX]\s+([^\W\d]\w*)", scene.bare_line)
    if times and times[2] in scene.names:
        return Explanation(
            f"{scene.where} memakai huruf `x` untuk perkalian.", f"Tulis `{times[1]} * {times[2]}`."
        )
    return Explanation(
        f"{scene.where} menempelkan huruf pada angka.",
        "Pisahkan: angka ditulis tanpa satuan, misalnya `berat = 5`, bukan `5kg`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['x = tabel."kota"', "x = tabel.'omzet'.sum()"],
    silent=['x = tabel.kota "a"', 'print("a" . "b")'],
)
def column_behind_a_dot(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"\b(\w+)\.\s*([\"'][^\"']*[\"'])", scene.line_text)
    if not found or found[1] not in scene.names:
        return None
    return Explanation(
        f"{scene.where} menulis teks tepat sesudah titik.",
        f"Kolom diambil dengan kurung siku, tanpa titik: `{found[1]}[{found[2]}]`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = tabel.pak 2",
        "omzet 5",
        "x = omzet 5",
        'x = tabel.omzet "Madiun"',
        'x = tabel["omzet"].sum() tabel["pak"].sum()',
        'x = tabel["omzet"] 2 * tabel["pak"]',
        "x = 1  0.05 ** 2",
    ],
    silent=["x = tabel.head 6", "kemampuan 750", "x = 5 pak", 'print "a"', "x = [1, 2 'a']"],
)
def value_beside_a_name(error: SyntaxError, scene: Scene) -> Explanation | None:
    """A known name or a column, then a number or a text; or one of them behind a bracket or a number."""
    columns = {column for listed in scene.tables.values() for column in listed}
    todo = "Taruh tanda di antaranya: tanda hitung, perbandingan seperti `==`, atau `=` untuk menyimpan."
    for match in re.finditer(r"(\.?)\b([^\W\d]\w*)\s+(\d[\d_.]*|[\"'][^\"']*[\"'])", scene.line_text):
        known = match[2] in columns if match[1] else match[2] in scene.names
        if known and not callable(scene.names.get(match[2])):
            what = f"`{match[2]}` dan `{short(match[3], 30)}`"
            return Explanation(f"{scene.where} tidak memuat tanda apa pun di antara {what}.", todo)
    behind = re.search(r"([)\]]|(?<![\w.])\d[\d_.]*)\s+([^\W\d]\w*|\d[\d_.]*)", scene.bare_line)
    if behind and (behind[2][0].isdigit() or (behind[2] in scene.names and behind[1] in ")]")):
        return Explanation(
            f"{scene.where} tidak memuat tanda apa pun di antara `{behind[1]}` dan `{behind[2]}`.", todo
        )
    return None


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 5 +", "x =", "omzet++", "x = 5 > ", "x = 5 if pak else", "x = 5 * 120 ="],
    silent=["x = = 3"],
)
def unfinished(error: SyntaxError, scene: Scene) -> Explanation | None:
    if not re.search(r"(?:[=+\-*/,<>&|]|\b(?:else|and|or|not|in))\s*$", scene.line_text or " "):
        return None
    if counted := re.fullmatch(r"(\w+)(\+\+|--)", scene.line_text):
        return Explanation(
            f"{scene.where} memakai `{counted[2]}`, yang tidak ada di Python.",
            f"Tulis `{counted[1]} {counted[2][0]}= 1`.",
        )
    if re.fullmatch(r"\w+\s*=(?!=)[^=]*[^=\s]\s*=\s*", scene.bare_line):
        return Explanation(
            f"{scene.where} diakhiri tanda `=`, seperti di kalkulator.",
            "Hapus `=` di ujungnya: Python sudah menghitung.",
        )
    return Explanation(
        f"{scene.where} berhenti di tengah: sesudah tanda terakhir belum ada nilai.",
        "Lengkapi dengan angka atau nama di ujung baris itu.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['x = tabel.query("pak > 1 dan omzet > 2")', 'x = tabel.query("pak lebih dari 1")'],
    silent=['x = tabel.query("pak > 1") 5'],
)
def inside_a_query(error: SyntaxError, scene: Scene) -> Explanation | None:
    if ".query(" not in scene.line_text or (error.text or scene.line_text).strip() == scene.line_text.strip():
        return None
    return Explanation(
        f"{scene.where} memberi `query` syarat yang tidak dapat dibaca.",
        "Di dalamnya pakai `>`, `<`, `==`, dan kata `and` atau `or`.",
    )


@RECOGNISERS.of(SyntaxError, speaks=["x = 5 $ pak", 'x = eval("5 +")'])
def unreadable(error: SyntaxError, scene: Scene) -> Explanation | None:
    if scene.statement is not None:  # the cell was read: it is a text in it that was not
        return Explanation(
            f"{scene.where} memberi teks yang tidak dapat dibaca sebagai hitungan atau syarat.",
            "Bandingkan isi teksnya huruf demi huruf dengan contoh.",
        )
    column = (error.offset or 0) - 1
    lines = scene.source.splitlines()
    line = lines[scene.line - 1] if scene.line and 0 < scene.line <= len(lines) else ""
    is_of_the_cell = (error.text or line).strip() == line.strip()  # that of a `query` is none
    place = re.match(r"\w+|\S", line[column:]) if is_of_the_cell and 0 <= column < len(line) else None
    return Explanation(
        f"{scene.where} belum dapat dibaca sebagai Python"
        + (f"; pembacaannya berhenti di `{short(place[0])}`." if place else "."),
        "Bandingkan huruf demi huruf dengan contoh: tanda kurung, tanda kutip, koma, titik dua.",
    )


def _joined(words: list[str], scene: Scene) -> str:
    """The known name that two words make together."""
    joined = "_".join(words)
    return joined if joined in scene.names else ""
