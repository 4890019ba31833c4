"""What people write on paper, in WhatsApp or at school and Python reads otherwise: marks, numbers, words."""

from __future__ import annotations

import keyword
import re

from grader.learner.explanation import Explanation
from grader.learner.recogniser import Recognisers
from grader.learner.scene import Scene

RECOGNISERS = Recognisers()

CURLY = {
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "″": '"',
    "′": "'",
    "–": "-",
    "—": "-",
    "×": "*",
    "÷": "/",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "·": "*",
}
GROUPED = r"\d{1,3}(?:[.,]\d{3})+"
SCALES = {"rb": 1_000, "ribu": 1_000, "jt": 1_000_000, "juta": 1_000_000}
WORDS = {"dan": "&", "atau": "|"}
#: Blocks, in which a colon is what it should be.
_BLOCK = re.compile(r"\s*(if|for|while|def|else|elif|try|except|with|class)\b")


@RECOGNISERS.of(
    SyntaxError, speaks=["nama = “Bu Sari”", "x = 7000 – 5000", "x = pak ≥ 3"], silent=["x = 'a ≥ b"]
)
def mark_of_a_word_processor(error: SyntaxError, scene: Scene) -> Explanation | None:
    bad = next((mark for mark in scene.line_text if mark in CURLY), None)
    if bad is None or "invalid character" not in (error.msg or ""):
        return None
    come_from = "; biasanya tersalin dari WhatsApp atau Word" if CURLY[bad] in "\"'-" else ""
    return Explanation(
        f"{scene.where} memuat `{bad}`, bukan tanda Python{come_from}.",
        f"Hapus tanda itu, lalu ketik sendiri: `{CURLY[bad]}`.",
    )


@RECOGNISERS.of(SyntaxError, speaks=["x = 5 → 3", "x = pak ✔"], silent=["x = 7000 – 5000"])
def mark_of_no_use(error: SyntaxError, scene: Scene) -> Explanation | None:
    told = re.search(r"invalid character '(.)'", error.msg or "")
    if not told or told[1] in CURLY:
        return None
    return Explanation(
        f"{scene.where} memuat `{told[1]}`, yang tidak dikenal Python.",
        "Hapus tanda itu; kalau itu penjelasan, tulis sesudah tanda `#`.",
    )


@RECOGNISERS.of(
    SyntaxError, speaks=['nama = Bu Sari"', 'print(Halo")', 'x = ["a", b"]'], silent=['nama = "Bu Sari']
)
def text_not_opened(error: SyntaxError, scene: Scene) -> Explanation | None:
    """The quote that Python found open ends the line: what is missing stands before it."""
    if "unterminated string" not in (error.msg or ""):
        return None
    found = re.search(r"([^\"'=(,\[]*[^\"'=(,\[\s])\s*([\"'])\s*[)\],]*\s*$", scene.line_text)
    before = scene.line_text[: found.start(2)] if found else ""
    if not found or before.count(found[2]) % 2:
        return None
    return Explanation(
        f"{scene.where} menutup tanda kutip yang belum dibuka.",
        f"Tambahkan tanda kutip yang sama di depan teksnya: `{found[2]}{found[1].strip()}{found[2]}`.",
    )


@RECOGNISERS.of(
    SyntaxError, speaks=["nama = 'Bu Sari", 'print("Halo)', "x = '''abc"], silent=['print(Halo")']
)
def text_not_closed(error: SyntaxError, scene: Scene) -> Explanation | None:
    if "unterminated" not in (error.msg or "") or "string" not in (error.msg or ""):
        return None
    return Explanation(
        f"{scene.where} membuka tanda kutip tetapi tidak menutupnya.",
        "Tambahkan tanda kutip yang sama di ujung teks: `\"` ditutup `\"`, dan `'` ditutup `'`.",
    )


@RECOGNISERS.of(SyntaxError, speaks=["harga = Rp1.250.000", "harga = Rp 7000"], silent=["harga = 'Rp 7000'x"])
def rupiah_sign(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(rf"\b[Rr]p\.?\s*({GROUPED}|\d+)(?:,-|,00)?", scene.bare_line)
    if not match:
        return None
    return Explanation(
        f"{scene.where} memuat `{match[0]}`; angka di Python tanpa Rp dan tanpa titik pemisah ribuan.",
        f"Tulis `{_underscored(match[1])}`. Garis bawah boleh dipakai supaya ribuan mudah dibaca.",
    )


@RECOGNISERS.of(
    SyntaxError, speaks=["harga = 1.250.000", "harga = 1,250,050"], silent=["x = 0,08", "harga = Rp1.250.000"]
)
def thousands(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(rf"(?<![\w.,]){GROUPED}(?![\w])", scene.bare_line)
    if not match or match[0].startswith("0"):
        return None
    mark = "koma" if "," in match[0] else "titik"
    return Explanation(
        f"{scene.where} memuat `{match[0]}`; Python tidak membaca {mark} sebagai pemisah ribuan.",
        f"Tulis `{_underscored(match[0])}`. Garis bawah boleh dipakai supaya ribuan mudah dibaca.",
    )


@RECOGNISERS.of(
    SyntaxError, speaks=["x = 1 080 000", "x = 12 500 * 3", "x = 7 50"], silent=["x = [12 + 500 3kg]"]
)
def space_in_a_number(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(r"(?<![\w.])\d+(?: +\d+)+(?![\w.])", scene.bare_line)
    if not match:
        return None
    number = match[0].replace(" ", "")
    shown = _underscored(number) if re.fullmatch(r"\d{1,3}(?: \d{3})+", match[0]) else number
    return Explanation(
        f"{scene.where} memuat `{match[0]}`, dan spasi memisahkannya menjadi beberapa angka.",
        f"Kalau itu satu angka, tulis tanpa spasi: `{shown}`. Kalau bukan, taruh tanda hitung atau koma.",
    )


@RECOGNISERS.of(SyntaxError, speaks=["x = 0,08", "x = pak * 0,01"], silent=["x = 012"])
def decimal_comma(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(r"(?<![\w.,])(\d+),(0\d+)(?![\w.,])", scene.bare_line)
    if not match or "leading zeros" not in (error.msg or ""):
        return None
    return Explanation(
        f"{scene.where} memuat `{match[0]}`, dan Python tidak membaca koma sebagai koma desimal.",
        f"Tulis dengan titik: `{match[1]}.{match[2]}`.",
    )


@RECOGNISERS.of(SyntaxError, speaks=["x = 012"], silent=["x = 0,08", "x = 1 080 000"])
def leading_zero(error: SyntaxError, scene: Scene) -> Explanation | None:
    if "leading zeros" not in (error.msg or ""):
        return None
    return Explanation(
        f"{scene.where} memuat angka yang diawali 0.",
        'Hapus 0 di depan. Kalau itu kode atau nomor telepon, jadikan teks dengan tanda kutip: `"0812"`.',
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 750 pak", "x = 150 rb", "x = 2,5 juta", "x = 150rb * 2"],
    silent=["x = 5 if pak x", "x = 2 x 3"],
)
def unit_after_a_number(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(r"(?<![\w.])(\d[\d_]*(?:[.,]\d+)?) *([A-Za-z]+)\b(?! *[(.\[])", scene.right_side)
    if not match or keyword.iskeyword(match[2]) or match[2] in ("x", *WORDS):
        return None
    number, word = match[1].replace(",", "."), match[2].lower()
    if word in SCALES:
        value = float(number.replace("_", "")) * SCALES[word]
        return Explanation(
            f"{scene.where} memuat `{match[0]}`, dan Python tidak mengenal `{match[2]}` sebagai bilangan.",
            f"Tulis angkanya utuh: `{value:_.0f}`.",
        )
    return Explanation(
        f"{scene.where} menaruh kata `{match[2]}` tepat sesudah angka.",
        f"Angka ditulis tanpa satuan: `{number}`. Satuannya boleh masuk ke nama, misalnya `berat_kg`.",
    )


@RECOGNISERS.of(SyntaxError, speaks=["x = 10%"], silent=["x = 10 % + pak pak"])
def percent(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(r"(\d+(?:\.\d+)?)\s*%(?!\s*[\w(+-])", scene.bare_line)
    if not match:
        return None
    return Explanation(
        f"{scene.where} memakai `%` sebagai persen; bagi Python tanda itu berarti sisa pembagian.",
        f"Tulis persen sebagai pecahan: `{match[1]} / 100`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = pak => 5", "x = pak =< 5", "x = pak > = 5", "if pak ! = 5: pass"],
    silent=["x = pak >= 5 5"],
)
def comparison_turned_round(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(r"=>|=<|[<>!]\s+=", scene.bare_line)
    if not match:
        return None
    mark = re.sub(r"\s", "", match[0])
    meant = {"=>": ">=", "=<": "<="}.get(mark, mark)
    return Explanation(f"{scene.where} memuat `{match[0]}`, yang tidak dibaca Python.", f"Tulis `{meant}`.")


@RECOGNISERS.of(
    SyntaxError, speaks=["x = 5 x 3", "x = tabel['pak'] x 2", "x = 5x3"], silent=["x = [5 5]", "x = pak : 3"]
)
def letter_for_times(error: SyntaxError, scene: Scene) -> Explanation | None:
    if not re.search(r"[\w)\]]\s+x\s+[\w(]|\d+x\d+", scene.bare_line):
        return None
    return Explanation(f"{scene.where} memakai huruf `x` untuk perkalian.", "Pakai tanda bintang: `*`.")


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 10 : 2", "untung = omzet : pak", "x = (omzet - 5) : (pak + 1)", "x = tabel['pak'] : 5"],
    silent=["if pak > 2 3:\n    x = 1", "x = {'a': 1 'b': 2}"],
)
def colon_for_divided_by(error: SyntaxError, scene: Scene) -> Explanation | None:
    line = re.sub(r"\{[^}]*\}?", "", scene.bare_line)
    if _BLOCK.match(line) or not re.search(r"=.*[\w)\]]\s*:\s*[\w(]", line):
        return None
    return Explanation(f"{scene.where} memakai `:` untuk pembagian.", "Pakai garis miring: `/`.")


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = (pak > 1) dan (omzet > 2)", "x = tabel[(tabel['pak'] > 1) atau (tabel['omzet'] > 2)]"],
    silent=["x = 'a dan b' 5"],
)
def word_for_and(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(r"[\w)\]]\s+(dan|atau)\s+[\w(]", scene.bare_line)
    if not match:
        return None
    return Explanation(
        f"{scene.where} memakai kata `{match[1]}`, yang tidak dikenal Python.",
        f"Untuk syarat pada kolom, beri kurung pada tiap syarat dan pakai `{WORDS[match[1]]}` di antaranya.",
    )


@RECOGNISERS.of(SyntaxError, speaks=["x = [1; 2; 3]", "x = ['a'; 'b']"], silent=["x = 1; y = = 2"])
def semicolon_in_a_list(error: SyntaxError, scene: Scene) -> Explanation | None:
    if not re.search(r"[\[(][^\])]*;", scene.bare_line):
        return None
    return Explanation(
        f"{scene.where} memisahkan isi dengan titik koma.", "Pakai koma untuk memisahkan isi: `,`."
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = tabel['omzet']sum()", "x = tabel head()", "x = tabel.groupby('kota') mean()"],
    silent=["x = tabel 5", "print 'a'"],
)
def dot_missing(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(r"(?:[\])]\s*|\b([^\W\d]\w*)\s+)([a-z_]\w*)\(", scene.bare_line)
    if not match or keyword.iskeyword(match[2]) or match[1] in (*keyword.kwlist, *WORDS):
        return None
    if match[1] and not hasattr(scene.names.get(match[1]), match[2]):
        return None
    return Explanation(
        f"{scene.where} menulis `{match[2]}(...)` tanpa titik di depannya.",
        f"Taruh titik sebelum nama itu: `.{match[2]}(...)`.",
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
    speaks=["x = harga jual * 2", "x = omzet pak", "x = 5 + omzet pak"],
    silent=["nama = Bu Sari", "x = 750 pak"],
)
def two_names_side_by_side(error: SyntaxError, scene: Scene) -> Explanation | None:
    for match in re.finditer(r"(?<![\w.])([^\W\d]\w*) +([^\W\d]\w*)(?![\w(])", scene.right_side):
        first, second = match[1], match[2]
        if keyword.iskeyword(first) or keyword.iskeyword(second):
            continue
        if joined := _joined([first, second], scene):
            return Explanation(
                f"{scene.where} menulis satu nama dengan spasi.", f"Sambung dengan garis bawah: `{joined}`."
            )
        if first in scene.names and second in scene.names:
            return Explanation(
                f"{scene.where} tidak memuat tanda apa pun di antara `{first}` dan `{second}`.",
                "Taruh tanda hitung di antaranya, misalnya `*` atau `-`.",
            )
    return None


def _joined(words: list[str], scene: Scene) -> str:
    """The known name that two words make together."""
    joined = "_".join(words)
    return joined if joined in scene.names else ""


def _underscored(number: str) -> str:
    return f"{int(re.sub(r'[^0-9]', '', number)):_}"
