"""Texts whose quotes are missing, differ, or stand in two lines; asked before the marks inside a text."""

from __future__ import annotations

import re

from grader.learner.explanation import Explanation
from grader.learner.recogniser import Recognisers
from grader.learner.scene import Scene

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    SyntaxError,
    speaks=["nama = 'mangkok\"", "nama = \"Bu Sari'", "x = ['a\", 'b']"],
    silent=["nama = \"hari Jum'at", "nama = 'Bu Sari", 'nama = Bu Sari"'],
)
def quotes_differ(error: SyntaxError, scene: Scene) -> Explanation | None:
    """A text between two different marks; an apostrophe inside a word is none of them."""
    if "unterminated string" not in (error.msg or ""):
        return None
    found = re.search(r"(?:^|[=(,\[]\s*)(['\"])([^'\"]+)(['\"])\s*(?:$|[\]),])", scene.line_text)
    if not found or found[1] == found[3]:
        return None
    return Explanation(
        f"{scene.where} membuka teks dengan `{found[1]}` tetapi menutupnya dengan `{found[3]}`.",
        f'Pakai tanda yang sama di kedua ujungnya: `"{found[2].strip()}"`.',
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
    speaks=["cerita = Informasi: hari Minggu keluar Rp275.000", "x = Pasar ramai, laku 40 bungkus"],
    silent=[
        "nama = Bu Sari",
        "x = harga jual kali pak",
        "x = omzet dibagi pak dua",
        "x = 2 juta 5 ribu lagi",
    ],
)
def sentence_without_quotes(error: SyntaxError, scene: Scene) -> Explanation | None:
    """Four words or more at the right of `=`, none of them a known name: no calculation begins like that."""
    found = re.match(r"\s*\w+\s*=\s*([^\W\d][^=\"'()\[\]]*)$", scene.line_text)
    words = re.findall(r"[^\W\d]\w*", found[1]) if found else []
    if not found or len(words) < 4 or any(word in scene.names for word in words):
        return None
    return Explanation(
        f"{scene.where} memuat kalimat tanpa tanda kutip.",
        'Beri tanda kutip di kedua ujung kalimatnya: `"..."`.',
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["kode = 35.02.11.2005", "tanggal = 12.11.2025"],
    silent=["harga = 1.250.000", 'kode = "35.02.11.2005" 5'],
)
def code_with_dots(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"(?<![\w.,])\d+(?:\.\d+){2,}(?![\w.])", scene.bare_line)
    if not found or re.fullmatch(r"\d{1,3}(?:\.\d{3})+", found[0]):
        return None
    return Explanation(
        f"{scene.where} memuat `{found[0]}`, yang bukan angka: titiknya lebih dari satu.",
        f'Kode dan tanggal ditulis sebagai teks, di antara tanda kutip: `"{found[0]}"`.',
    )


@RECOGNISERS.of(
    KeyError,
    speaks=['x = tabel[["kota" "omzet"]]', 'x = tabel["kota" "omzet"]'],
    silent=['x = tabel["kotaomzet"]', 'x = tabel["kota"]["omzet"]'],
)
def texts_without_comma(error: KeyError, scene: Scene) -> Explanation | None:
    """Two texts side by side are one to Python."""
    found = re.search(r"([\"'])(\w+)\1\s+([\"'])(\w+)\3", scene.line_text)
    if not found or f"{found[2]}{found[4]}" not in str(error):
        return None
    return Explanation(
        f"{scene.where} menulis dua nama tanpa koma di antaranya, jadi keduanya dibaca sebagai satu.",
        f'Taruh koma: `"{found[2]}", "{found[4]}"`.',
    )
