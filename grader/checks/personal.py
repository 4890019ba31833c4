"""Personal data in what a learner brings along: told by kind and place, never repeated.

Found are 16-digit numbers (NIK, family card, payment card), telephone numbers, e-mail addresses, street
addresses with a house number, and columns whose name says that people stand in them. Group labels such as
"RT 03" and names of shops are none.
"""

import re
from collections.abc import Iterable, Sequence

from grader.checks.kinds.scalar import is_number
from grader.checks.observation import Column, TableSeen

#: How many cells of a column are looked at, and how much of one.
MAX_CELLS, MAX_LENGTH = 20_000, 5_000
ADVICE = "Hapus, atau ganti orangnya dengan kode seperti P01, lalu jalankan lagi."

_STREET = r"\b(?:jl|jln|jalan|gg|gang)\b\.?\s+[\w. ]{2,40}?"
_PATTERNS = {
    "nomor 16 angka seperti NIK atau nomor kartu": re.compile(r"(?<!\d)\d(?:[ .\-]?\d){15}(?!\d)"),
    "nomor telepon": re.compile(
        r"(?<![\d.,])(?:(?:\+?62[ .\-]?|0)8\d(?:[ .\-]?\d){6,10}|\(?0\d{2,3}\)?[ \-]{1,2}\d{5,8})(?![\d])"
    ),
    "alamat surel": re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}"),
    "alamat rumah": re.compile(
        _STREET + r"(?:\b(?:no|nomor)\b\.?\s*\d+|\s\d{1,3}\b(?!\s*(?:km|m|meter|kali|orang|titik)\b))", re.I
    ),
}
_COLUMNS = {
    "NIK atau nomor kartu keluarga": re.compile(r"(^|_)(nik|no_?ktp|ktp|no_?kk|kk|nomor_kk)(_|$)"),
    "nomor telepon": re.compile(r"(^|_)(telepon|telp|tlp|hp|no_?hp|no_?wa|nomor_wa|whatsapp_number)(_|$)"),
    "alamat": re.compile(r"(^|_)alamat(_|$)"),
    "tanggal lahir": re.compile(r"(^|_)(tanggal|tgl)_lahir(_|$)"),
    "nama orang": re.compile(
        r"^nama$|^nama_(lengkap|orang|warga|pelanggan|pembeli|penerima|kepala_keluarga|kk|anak|ibu|pasien|siswa)$"
    ),
}
_PHONE_DIGITS = re.compile(r"(?:62)?8[1-9]\d{7,10}(?<!000)")


def in_text(text: str) -> list[str]:
    """The kinds of personal data in a text, each once."""
    return [kind for kind, pattern in _PATTERNS.items() if pattern.search(text[:MAX_LENGTH])]


def in_texts(texts: Iterable[str]) -> list[str]:
    """The kinds of personal data in several texts, each once."""
    return list(dict.fromkeys(kind for text in texts for kind in in_text(text)))


def in_table(seen: TableSeen) -> list[str]:
    """One sentence a column of an observed table in which personal data stands."""
    columns = zip(seen["names"], seen["columns"], strict=False)
    return [said for name, column in columns if (said := _in_column(name, column))]


def sentence(kinds: Sequence[str], where: str) -> str:
    """What was found in a text and what to do, "" for nothing."""
    return "" if not kinds else f"Di {where} ada {' dan '.join(kinds)}. {ADVICE}"


def _in_column(name: str, column: Column) -> str:
    plain = re.sub(r"\W+", "_", name.strip().lower()).strip("_")
    filled = [cell for cell in column["values"][:MAX_CELLS] if cell is not None and cell != ""]
    for kind, pattern in _COLUMNS.items():
        if pattern.search(plain) and filled:
            if kind == "nama orang":
                return (
                    f"Kolom `{name}` sepertinya berisi nama orang. Ganti dengan kode seperti P01; "
                    "kalau isinya nama barang, ganti judul kolomnya menjadi produk."
                )
            return f"Kolom `{name}` sepertinya berisi {kind}. {ADVICE}"
    found: dict[str, int] = {}
    for cell in filled:
        for kind in _in_cell(cell):
            found[kind] = found.get(kind, 0) + 1
    for kind, times in found.items():
        if kind != _NUMBER_LIKE_PHONE or times * 2 > len(filled):
            return f"Di kolom `{name}` ada {times} isian yang mirip {kind}. {ADVICE}"
    return ""


_NUMBER_LIKE_PHONE = "nomor telepon tanpa nol di depan"


def _in_cell(cell: object) -> list[str]:
    if isinstance(cell, str):
        return in_text(cell)
    if isinstance(cell, int | float) and is_number(cell) and float(cell).is_integer():
        digits = str(int(cell))
        if len(digits) == 16:
            return [next(iter(_PATTERNS))]
        if _PHONE_DIGITS.fullmatch(digits):
            # A large sum of money looks the same; only a column full of them is a list of numbers.
            return [_NUMBER_LIKE_PHONE]
    return []
