"""Marks, quotes and numbers as a keyboard, WhatsApp or a till writes them."""

from __future__ import annotations

import re
import unicodedata

from grader.checks.blank import NAME as BLANK
from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.slips_of_units import in_words
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    SyntaxError,
    NameError,
    speaks=[
        "x = ____ omzet * pak",
        "x = ____omzet",
        "x = _____",
        "x = ?",
        "x = ??",
        "x = ? * omzet",
        "x = omzet * ?",
    ],
    silent=["x = '____' 5", "x = omzet?5", "x = harga___jual * 2"],
)
def gap_left(error: SyntaxError | NameError, scene: Scene) -> Explanation | None:
    found = re.search(r"(?<!\w)_{3,}|=\s*(\?+)\s*(?:$|[-+*/])|[-+*/(]\s*(\?+)\s*(?:$|[)])", scene.bare_line)
    if not found:
        return None
    gap = found[1] or found[2] or "____"
    return Explanation(
        f"{scene.where} masih berisi `{gap}`.", f"Hapus `{gap}`, lalu tulis jawabanmu di tempat itu."
    )


@RECOGNISERS.of(
    TypeError,
    ValueError,
    KeyError,
    AttributeError,
    IndexError,
    speaks=['tabel["x"] = tabel["omzet"] / tabel[____]', "x = [1, 2][5] + ____", "x = ... * omzet"],
    silent=['x = tabel["____"]', "x = [1, 2][5]  # ____"],
)
def blank_left(error: Exception, scene: Scene) -> Explanation | None:
    if "'ellipsis'" in str(error) and "..." in scene.bare_part:
        return Explanation(
            f"{scene.where} masih berisi `...`.", "Ganti `...` dengan jawabanmu, lalu jalankan lagi."
        )
    if not re.search(rf"\b{BLANK}\b", scene.bare_line):
        return None
    return Explanation(
        f"{scene.where} masih berisi `____`.", "Ganti `____` dengan jawabanmu, lalu jalankan lagi."
    )


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
    "−": "-",
    "∗": "*",
    "∕": "/",
    "⁄": "/",
}
GROUPED = r"\d{1,3}(?:[.,]\d{3})+"


@RECOGNISERS.of(
    SyntaxError,
    speaks=["nama = “Bu Sari”", "x = 7000 – 5000", "x = pak ≥ 3", 'x = "5 – 3" × 2'],
    silent=["x = 'a ≥ b"],
)
def mark_of_a_word_processor(error: SyntaxError, scene: Scene) -> Explanation | None:
    told = re.search(r"invalid character '(.)'", error.msg or "")
    if not told or told[1] not in CURLY:
        return None
    bad, plain = told[1], CURLY[told[1]]
    come_from = "; biasanya tersalin dari WhatsApp atau Word" if plain in "\"'-" else ""
    return Explanation(
        f"{scene.where} memuat `{bad}`, bukan tanda Python{come_from}.",
        f"Hapus tanda itu, lalu ketik sendiri: `{plain}`.",
    )


#: A sign of a sheet of paper → how Python writes it.
ON_PAPER = {
    "√": "Akar ditulis sebagai pangkat setengah: `(...) ** 0.5`.",
    "²": "Pangkat dua ditulis `** 2`.",
    "³": "Pangkat tiga ditulis `** 3`.",
    "½": "Setengah ditulis `0.5`.",
    "¼": "Seperempat ditulis `0.25`.",
    "¾": "Tiga perempat ditulis `0.75`.",
}


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = √(omzet + pak)", "x = pak² + 1", "x = ½ * pak"],
    silent=["x = 5 → 3", "x = 5 × 3"],
)
def mark_of_paper(error: SyntaxError, scene: Scene) -> Explanation | None:
    told = re.search(r"invalid character '(.)'", error.msg or "")
    if not told or told[1] not in ON_PAPER:
        return None
    return Explanation(f"{scene.where} memuat `{told[1]}`, yang tidak dikenal Python.", ON_PAPER[told[1]])


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x ＝ 5 * 3", "x = 5 ＊ 3", "x = （5 + 3）"],
    silent=["x = 5 → 3", "x = 7000 – 5000", "x = 5 × 3"],
)
def wide_mark(error: SyntaxError, scene: Scene) -> Explanation | None:
    """A sign of a keyboard for another script, as wide as one of its letters."""
    told = re.search(r"invalid character '(.)'", error.msg or "")
    plain = unicodedata.normalize("NFKC", told[1]) if told else ""
    if not told or told[1] in CURLY or len(plain) != 1 or not plain.isascii():
        return None
    return Explanation(
        f"{scene.where} memuat `{told[1]}`, tanda lebar yang tidak dikenal Python.",
        f"Hapus, lalu ketik yang biasa: `{plain}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 5\u00a0* 3", "x\u00a0= 5", "x\u200b = 5"],
    silent=["x = 5 5", "nama = “Bu Sari”"],
)
def unseen_mark(error: SyntaxError, scene: Scene) -> Explanation | None:
    if "non-printable character" not in (error.msg or ""):
        return None
    return Explanation(
        f"{scene.where} memuat tanda yang tidak tampak; biasanya tersalin dari WhatsApp atau Word.",
        "Hapus seluruh baris itu, lalu ketik ulang dengan papan ketik.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 5 → 3", "x = pak ✔", "x = tabel[…]"],
    silent=["x = 7000 – 5000"],
)
def mark_of_no_use(error: SyntaxError, scene: Scene) -> Explanation | None:
    told = re.search(r"invalid character '(.)'", error.msg or "")
    if not told:
        return None
    return Explanation(
        f"{scene.where} memuat `{told[1]}`, yang tidak dikenal Python.",
        "Kalau ini tulisan, taruh semuanya di antara tanda kutip. Kalau hitungan, pakai `+`, `-`, `*`, atau "
        "`/`. Kalau penjelasan, tulis sesudah `#`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['x = tabel[tabel["kota] == "Madiun"]', 'x = len(tabel[tabel["kota] == "Madiun"])'],
    silent=['x = tabel["kota"', 'x = "Madiun', 'x = [tabel["kota"] == Madiun"]'],
)
def column_not_closed(error: SyntaxError, scene: Scene) -> Explanation | None:
    """A column's name that is opened and not closed, while its bracket is."""
    found = re.search(r"\w\[([\"'])(\w+)\]", scene.line_text)
    if not found or scene.line_text.count(found[1]) % 2 == 0:
        return None
    return Explanation(
        f"{scene.where} membuka tanda kutip di depan `{found[2]}` tetapi tidak menutupnya.",
        f"Tulis: `[{found[1]}{found[2]}{found[1]}]`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['nama = "Bu Sari”', "x = ['a’, 'b']"],
    silent=["nama = 'Bu Sari", 'nama = “Bu Sari"'],
)
def quote_of_a_word_processor(error: SyntaxError, scene: Scene) -> Explanation | None:
    """A text that is opened by a plain quote and closed by a curly one, inside which Python reads on."""
    found = re.search(r"([\"'])[^\"'“”„‘’]+([“”„‘’])\s*(?:$|[\]),])", scene.line_text)
    if "unterminated string" not in (error.msg or "") or not found:
        return None
    return Explanation(
        f"{scene.where} membuka teks dengan `{found[1]}` tetapi menutupnya dengan `{found[2]}`, "
        "tanda kutip dari WhatsApp atau Word.",
        f"Ganti `{found[2]}` dengan `{found[1]}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        'nama = Bu Sari"',
        'print(Halo")',
        'x = ["a", b"]',
        'x = omzet * pak"',
        'x = 5"',
        'x = omzet"',
        'x = ["rt", kota", "pekerjaan"]',
    ],
    silent=['nama = "Bu Sari', 'tabel.plot.bar(title=\'Omzet per bulan", xlabel="bulan (hari)")'],
)
def text_not_opened(error: SyntaxError, scene: Scene) -> Explanation | None:
    """A quote that ends a text: what is missing stands before it."""
    if "unterminated string" not in (error.msg or ""):
        return None
    for found in re.finditer(r"(?:^|[=(,+\[])\s*([^\"'=(,+\[\s][^\"'=(,+\[]*?)\s*([\"'])", scene.line_text):
        text, mark = found[1], found[2]
        words = re.findall(r"[^\W\d]\w*", text)
        behind = scene.line_text[found.end(2) :]
        if not behind.strip(")], ") and all(word in scene.names for word in words):
            return Explanation(
                f"{scene.where} diakhiri tanda kutip yang tidak dibuka.", f"Hapus `{mark}` di ujungnya."
            )
        if scene.whole(f"{scene.line_text[: found.start(1)]}{mark}{scene.line_text[found.start(1) :]}"):
            return Explanation(
                f"{scene.where} menutup tanda kutip yang belum dibuka.",
                f"Tambahkan tanda kutip yang sama di depan teksnya: `{mark}{short(text, 40)}{mark}`.",
            )
    return None


@RECOGNISERS.of(
    SyntaxError, speaks=["nama = 'Bu Sari", 'print("Halo)', "x = '''abc"], silent=['print(Halo")']
)
def text_not_closed(error: SyntaxError, scene: Scene) -> Explanation | None:
    if "unterminated" not in (error.msg or "") or "string" not in (error.msg or ""):
        return None
    if "triple" in (error.msg or ""):
        marks = "'''" if "'''" in scene.line_text else '"""'
        return Explanation(
            f"{scene.where} membuka tiga tanda kutip tetapi tidak menutupnya.",
            f"Tambahkan tiga tanda kutip di ujung teks: `{marks}`.",
        )
    return Explanation(
        f"{scene.where} membuka tanda kutip tetapi tidak menutupnya.",
        "Tambahkan tanda kutip yang sama di ujung teks: `\"` ditutup `\"`, dan `'` ditutup `'`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 5000,- * 120", "x = 12.500,- * pak", "x = 120_000 + 85_000,-"],
    silent=["harga = Rp 7000,-", "x = (5,-3) 2"],
)
def money_with_a_dash(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(rf"(?<![\w.,])({GROUPED}|\d[\d_]*),-(?!\w)", scene.bare_line)
    if not found or re.search(r"[Rr]p", scene.bare_line):
        return None
    if not scene.mends(found[0], _underscored(found[1])):
        return None
    return Explanation(
        f"{scene.where} memuat `{found[0]}`; angka di Python tanpa `,-`.",
        f"Tulis `{_underscored(found[1])}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "harga = Rp1.250.000",
        "harga = Rp 7000",
        "x = Rp 330_000 + Rp 190_000",
        "x = Rp31.2 / Rp40",
        "x = Rp 150 ribu",
        "x = Rp 2,5 juta",
    ],
    silent=["harga = 'Rp 7000'x"],
)
def rupiah_sign(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(rf"\b[Rr]p\.?\s*({GROUPED}|\d[\d_]*)(?:,-|,00)?", scene.bare_line)
    if not match:
        return None
    rest = scene.bare_line[match.start(1) :]
    if (scaled := in_words(rest)) is not None:
        return Explanation(
            f"{scene.where} memuat `Rp` dan angka dengan kata.", f"Tulis angkanya utuh: `{scaled[1]:_.0f}`."
        )
    if share := re.match(r"\d*[.,](\d{1,2})(?![\d.,])", rest):
        number = share[0].replace(",", ".")
        return Explanation(f"{scene.where} memuat `Rp` di depan angka.", f"Tulis `{number}`, tanpa Rp.")
    return Explanation(
        f"{scene.where} memuat `{match[0]}`; angka di Python tanpa Rp dan tanpa titik pemisah ribuan.",
        f"Tulis `{_underscored(match[1])}`. Garis bawah boleh dipakai supaya ribuan mudah dibaca.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["harga = 1.250.000", "harga = 1,250,050"],
    silent=["x = 0,08", "harga = Rp1.250.000", "x = [100,250,300 400]", "x = 1.250 ribu"],
)
def thousands(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(rf"(?<![\w.,]){GROUPED}(?![\w])(?!\s*[^\W\d])", scene.bare_line)
    if not match or match[0].startswith("0") or not scene.mends(match[0], _underscored(match[0])):
        return None
    mark = "koma" if "," in match[0] else "titik"
    return Explanation(
        f"{scene.where} memuat `{match[0]}`; Python tidak membaca {mark} sebagai pemisah ribuan.",
        f"Tulis `{_underscored(match[0])}`. Garis bawah boleh dipakai supaya ribuan mudah dibaca.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 1 080 000", "x = 12 500 * 3", "x = 7 50", "x = [1 2 3 6]", "x = round(12 500)"],
    silent=["x = [12 + 500 3kg]"],
)
def space_in_a_number(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(r"(?<![\w.])\d+(?: +\d+)+(?![\w.])", scene.bare_line)
    if not match or not scene.mends(match[0], match[0].replace(" ", "")):
        return None
    number = match[0].replace(" ", "")
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?: \d{3})+", match[0])
    if not grouped and re.search(r"[\[(]\s*$", scene.bare_line[: match.start()]):
        return Explanation(
            f"{scene.where} memuat `{match[0]}` tanpa koma di antara angkanya.",
            f"Pisahkan dengan koma: `{', '.join(match[0].split())}`.",
        )
    shown = _underscored(number) if grouped else number
    return Explanation(
        f"{scene.where} memuat `{match[0]}`, dan spasi memisahkannya menjadi beberapa angka.",
        f"Kalau itu satu angka, tulis tanpa spasi: `{shown}`. Kalau bukan, taruh tanda hitung atau koma.",
    )


@RECOGNISERS.of(
    SyntaxError, speaks=["x = 0,08", "x = pak * 0,01", "x = [0,08, 0,4, 0,29]"], silent=["x = 012"]
)
def decimal_comma(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(r"(?<![\w.,])(\d+),(0\d+)(?![\w.]|,\d)", scene.bare_line)
    if not match or "leading zeros" not in (error.msg or ""):
        return None
    return Explanation(
        f"{scene.where} memuat `{match[0]}`, dan Python tidak membaca koma sebagai koma desimal.",
        f"Tulis dengan titik: `{match[1]}.{match[2]}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 012", 'x = tabel.loc[04, "omzet"]', "jam = 07:30"],
    silent=["x = 0,08", "x = 1 080 000"],
)
def leading_zero(error: SyntaxError, scene: Scene) -> Explanation | None:
    if "leading zeros" not in (error.msg or ""):
        return None
    code = re.search(r"[\[,=]\s*(0\d+)\s*(?:[,\]]|$)", scene.bare_line)
    time = re.search(r"\b\d{1,2}[:.]\d{2}\b", scene.bare_line)
    otherwise = 'Hapus 0 di depan. Kalau itu kode atau nomor telepon, jadikan teks: `"0812"`.'
    if time and not code:
        otherwise = f'Kalau itu jam, jadikan teks: `"{time[0]}"`. Kalau bukan, hapus 0 di depan.'
    return Explanation(
        f"{scene.where} memuat angka yang diawali 0.",
        f'Kalau itu kode, jadikan teks: `"{code[1]}"`. Kalau bukan, hapus 0 di depan.' if code else otherwise,
    )


def _underscored(number: str) -> str:
    return f"{int(re.sub(r'[^0-9]', '', number)):_}"
