"""Texts whose quotes are missing, differ, or stand in two lines; asked before the marks inside a text."""

from __future__ import annotations

import keyword
import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.slips_of_words import NUMBER_WORDS

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "nama = 'mangkok\"",
        "nama = \"Bu Sari'",
        "x = ['a\", 'b']",
        'tabel.plot.bar(title=\'Omzet per bulan", xlabel="bulan (hari)")',
    ],
    silent=["nama = \"hari Jum'at", "nama = 'Bu Sari", 'nama = Bu Sari"'],
)
def quotes_differ(error: SyntaxError, scene: Scene) -> Explanation | None:
    """A text between two different marks; an apostrophe inside a word is none of them."""
    if "unterminated string" not in (error.msg or ""):
        return None
    for found in re.finditer(r"(?:^|[=(,\[]\s*)(['\"])([^'\"]+)(['\"])\s*(?=$|[\]),])", scene.line_text):
        if found[1] != found[3]:
            return Explanation(
                f"{scene.where} membuka teks dengan `{found[1]}` tetapi menutupnya dengan `{found[3]}`.",
                f'Pakai tanda yang sama di kedua ujungnya: `"{found[2].strip()}"`.',
            )
    return None


@RECOGNISERS.of(
    SyntaxError,
    speaks=['x = ""mangkok""', "x = ''Bu Sari''", "x = `mangkok`"],
    silent=['x = "" 5', 'x = "a" "b" 5', "x = 'a`b", 'gambar(grafik, sumber="" waktu="")'],
)
def quotes_of_another_kind(error: SyntaxError, scene: Scene) -> Explanation | None:
    """A text between two pairs of quotes, or between slanting ones."""
    found = re.search(r"(\"\"|''|`)([^\"'`=,()]+)\1", scene.line_text)
    if not found or not scene.mends(found[0], f'"{found[2].strip()}"'):
        return None
    return Explanation(
        f"{scene.where} mengapit teks dengan tanda kutip yang dobel atau miring.",
        f'Pakai satu tanda kutip biasa di kedua ujungnya: `"{found[2].strip()}"`.',
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        'print(f"Untung {len(daftar")',
        'print(f"Untung {omzet")',
        'print(f"Untung omzet}")',
        'print(f"Untung {omzet pak}")',
        'print(f"Untung {}")',
    ],
    silent=['print("Untung {omzet"', 'print(f"Untung {omzet}" 5)', 'print(f"Untung {omzet}'],
)
def braces_in_a_text(error: SyntaxError, scene: Scene) -> Explanation | None:
    """In a text that shows values, of which Python says by itself that it cannot read them."""
    if not (error.msg or "").startswith("f-string"):
        return None
    said = f'{scene.where} memuat sesuatu yang tidak dapat dibaca di dalam teks `f"..."`.'
    text = re.search(r"\bf([\"'])(.*?)\1", scene.line_text)
    inside = text[2] if text else ""
    for opening, closing in ("{}", "()"):
        if inside.count(opening) != inside.count(closing):
            return Explanation(
                said,
                f"Hitung tanda `{opening}` dan `{closing}` di dalamnya: setiap pembuka perlu penutupnya.",
            )
    return Explanation(
        said, "Di antara `{` dan `}` tulis satu nama atau satu hitungan, seperti di luar teks."
    )


@RECOGNISERS.of(
    ValueError,
    TypeError,
    speaks=['print(f"Untung {tulisan:.2f}")', "x = f'{tulisan:,d}'", 'print(f"Untung {tabel:.1f}")'],
    silent=["x = int('a')", "x = 'a' + 5"],
)
def digits_of_what_is_no_number(error: ValueError | TypeError, scene: Scene) -> Explanation | None:
    if not re.search(r"Unknown format code|unsupported format string passed|Cannot specify ','", str(error)):
        return None
    if re.search(r"passed to (?:method|function|builtin_function_or_method)\.", str(error)):
        return Explanation(
            f"{scene.where} menampilkan sebuah fungsi yang belum dijalankan.",
            "Tambahkan tanda kurung di belakang namanya, di depan `:`: `()`.",
        )
    what = "teks" if "'str'" in str(error) else "sesuatu yang bukan satu angka"
    return Explanation(
        f"{scene.where} meminta bentuk angka, misalnya `:.2f`, untuk {what}.",
        "Hapus bagian dari `:` sampai `}`, atau pakai nama yang berisi satu angka.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['cerita = "Hari Minggu laku 40 pak.\nBesok tutup."', "x = 'a\nb'\ny = 1"],
    silent=['x = "a\ny = 5', "nama = 'Bu Sari"],
)
def text_over_lines(error: SyntaxError, scene: Scene) -> Explanation | None:
    """A quote that is opened in one line and closed in a later one."""
    if "unterminated string" not in (error.msg or "") or not scene.line:
        return None
    opened = re.search(r"=\s*(['\"])[^'\"]*$", scene.line_text)
    later = scene.source.splitlines()[scene.line :]
    if not opened or not any(line.rstrip(" )").endswith(opened[1]) and "=" not in line for line in later):
        return None
    return Explanation(
        f"{scene.where} membuka teks yang baru ditutup di baris lain.",
        'Tulis dalam satu baris, atau pakai tiga tanda kutip di kedua ujungnya: `"""..."""`.',
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "cerita = Informasi: hari Minggu keluar Rp275.000",
        "x = Pasar ramai, laku 40 bungkus",
        "kiriman = Penduduk miskin Ponorogo 8,86%",
        "kalimat = Dari 225 orang, 45 pak habis",
        "kartu = Sumber: buku",
    ],
    silent=[
        "nama = Bu Sari",
        "x = harga jual kali pak",
        "x = omzet dibagi pak dua",
        "x = 2 juta 5 ribu lagi",
        "x = Rp 7000 ribu lagi",
        "x = Rp 330_000 + Rp 190_000 + Rp 138_000",
        "x = Nasi pecel + Minuman + Gorengan",
        "x = tujuh ratus lima puluh",
        "x = from matematika import akar",
    ],
)
def sentence_without_quotes(error: SyntaxError, scene: Scene) -> Explanation | None:
    """Several words at the right of `=`: four of which none is a known name, or three of which the first has
    a capital, as no name here has.
    """
    found = re.match(r"\s*\w+\s*=\s*([^\W\d][^=\"'()\[\]]*)$", scene.line_text)
    words = re.findall(r"\b[^\W\d_]\w*", found[1]) if found else []
    if re.search(r"\w\s*[+*]\s*\w", scene.bare_line):
        return None  # a calculation, however it is written
    begins = found is not None and re.match(r"(?!Rp)[A-Z][a-z]*(?::\s|\s+\w+,?\s+\w)", found[1])
    if not found or words[0] in scene.names or all(word.lower() in NUMBER_WORDS for word in words):
        return None
    if any(map(keyword.iskeyword, words)):
        return None
    if not begins and (len(words) < 4 or any(word in scene.names for word in words)):
        return None
    return Explanation(
        f"{scene.where} memuat beberapa kata tanpa tanda kutip.",
        'Kalau itu kalimat, beri tanda kutip di kedua ujungnya: `"..."`. Kalau itu hitungan, pakai nama '
        "tanpa spasi dan tanda hitung.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = tabel[tabel['kota'] == lunas, belum dikirim]",
        "x = [foto batik, sapaan teman]",
        "x = tabel[tabel['kota'] == Bu Sari]",
    ],
    silent=["x = [omzet pak, pak]", "x = tabel[tabel['kota'] == omzet pak]", "x = [1 2]", "x = [not a b]"],
)
def words_in_brackets(error: SyntaxError, scene: Scene) -> Explanation | None:
    """Words side by side in a list or behind `==`, none of them known."""
    found = re.search(
        r"(?:==\s*|=\s*\[)((?:[^\W\d]\w*[ ,]+)*[^\W\d]\w* +[^\W\d]\w*(?:[ ,]+[^\W\d]\w*)*)\s*\]",
        scene.bare_line,
    )
    words = re.findall(r"\w+", found[1]) if found else []
    if not found or any(word in scene.names or keyword.iskeyword(word) for word in words):
        return None
    texts = found[1].split(",") if "==" not in found[0] else [found[1]]
    shown = ", ".join(f'"{text.strip()}"' for text in texts)
    return Explanation(f"{scene.where} memuat kata-kata tanpa tanda kutip.", f"Beri tanda kutip: `{shown}`.")


@RECOGNISERS.of(
    SyntaxError,
    NameError,
    speaks=[
        "x = tabel[tabel['kota'] == <NA>]",
        "x = tabel[tabel['kota'] == NaN]",
        "x = tabel[tabel['pak'] == nan]",
        "x = tabel[tabel['pak'] is NA]",
    ],
    silent=["x = tabel[tabel['kota'] == Ngawi]", "x = tabel[tabl['kota'] == nan]"],
)
def empty_compared(error: SyntaxError | NameError, scene: Scene) -> Explanation | None:
    found = re.search(r"([=!]=|\bis\b)\s*(<NA>|NaN|nan|NA|null|Null|kosong)(?!\w)", scene.bare_line)
    if not found or (isinstance(error, NameError) and error.name not in (None, found[2])):
        return None
    asks = "Isian kosong ditanyakan di belakang kolomnya: `.isna()`; yang terisi: `.notna()`."
    if found[2] == "kosong":
        return Explanation(
            f"{scene.where} membandingkan dengan kata `kosong` tanpa tanda kutip.",
            f'Kalau memang itu tulisannya: `"kosong"`. {asks}',
        )
    return Explanation(
        f"{scene.where} mencari isian kosong dengan `{found[1]}`; yang kosong tidak sama dengan apa pun.",
        asks,
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 2026-03-01", "x = tabel[tabel['kota'] > 2026-03-01]"],
    silent=['x = "2026-03-01" 5', "x = 012", "x = 2026 - 03"],
)
def date_without_quotes(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"(?<![\w-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4})(?![\w-])", scene.bare_line)
    if not found or not scene.mends(found[0], f'"{found[0]}"'):
        return None
    parts = found[0].split("-")
    shown = "-".join(parts if len(parts[0]) == 4 else [parts[2], parts[1].zfill(2), parts[0].zfill(2)])
    return Explanation(
        f"{scene.where} memuat tanggal `{found[0]}` tanpa tanda kutip, jadi dibaca sebagai pengurangan.",
        f'Tulis sebagai teks, tahun lebih dulu: `"{shown}"`.',
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["kode = 35.02.99.2999", "tanggal = 12.11.2025", "harga = 1.25.000"],
    silent=["harga = 1.250.000", 'kode = "35.02.99.2999" 5'],
)
def code_with_dots(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"(?<![\w.,])\d+(?:\.\d+){2,}(?![\w.])", scene.bare_line)
    if not found or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", found[0]):
        return None
    if not scene.mends(found[0], f'"{found[0]}"'):
        return None
    return Explanation(
        f"{scene.where} memuat `{found[0]}`, yang bukan angka: titiknya lebih dari satu.",
        f'Kalau itu kode atau tanggal, tulis sebagai teks: `"{found[0]}"`. '
        "Kalau itu angka, tulis tanpa titik pemisah ribuan.",
    )


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel[["kota" "omzet"]]', 'x = tabel["kota" "omzet"]'],
    silent=['x = tabel["kotaomzet"]', 'x = tabel["kota"]["omzet"]'],
)
def texts_without_comma(error: KeyError, scene: Scene) -> Explanation | None:
    """Two texts side by side are one to Python."""
    found = re.search(r"([\"'])(\w+)\1\s+([\"'])(\w+)\3", scene.part)
    if not found or f"{found[2]}{found[4]}" not in str(error):
        return None
    return Explanation(
        f"{scene.where} menulis dua nama tanpa koma di antaranya, jadi keduanya dibaca sebagai satu.",
        f'Taruh koma: `"{found[2]}", "{found[4]}"`.',
    )
