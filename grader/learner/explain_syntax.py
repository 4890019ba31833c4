"""What a SyntaxError or an IndentationError means: the slips of a first week of Python."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable

from grader.learner.explanation import Explanation

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
}
GROUPED = r"\d{1,3}(?:[.,]\d{3})+"
BRACKETS = {"(": ")", "[": "]", "{": "}"}


def explain_syntax(error: SyntaxError, source: str) -> Explanation:
    """Name the line and the likeliest slip in it."""
    error = _told_in_full(error, source)
    if isinstance(error, IndentationError):
        return explain_indentation(error, source)
    number = error.lineno or 1
    lines = source.splitlines()
    line = (lines[number - 1] if 0 < number <= len(lines) else error.text or "").strip()
    where = f"Baris {number}, `{line}`," if line else f"Baris {number}"
    for recognise in SLIPS:
        if found := recognise(error.msg or "", line, where):
            return found
    return Explanation(
        f"{where} belum dapat dibaca sebagai Python.",
        "Bandingkan huruf demi huruf dengan contoh: tanda kurung, tanda kutip, koma, titik dua.",
    )


def _told_in_full(error: SyntaxError, source: str) -> SyntaxError:
    """What Python itself says of the cell where IPython only says that it ends half-way."""
    if error.msg != "incomplete input":
        return error
    try:
        compile(source, "<sel>", "exec")
    except SyntaxError as said:
        return error if said.msg == "invalid syntax" else said  # that may be a magic, which is no Python
    return error


def explain_indentation(error: IndentationError, source: str) -> Explanation:
    """Name the line whose indent is missing, superfluous or uneven."""
    lines = source.splitlines()
    number = error.lineno or 1
    line = (lines[number - 1] if 0 < number <= len(lines) else "").strip()
    where = f"Baris {number}" + (f", `{line}`," if line else "")
    if "expected an indented block" in (error.msg or ""):
        return Explanation(
            f"{where} seharusnya menjorok ke dalam.",
            "Beri empat spasi di awal baris itu, karena baris sebelumnya diakhiri titik dua.",
        )
    if "unexpected indent" in (error.msg or ""):
        return Explanation(
            f"{where} diawali spasi yang tidak perlu.",
            "Hapus spasi di awal baris itu sampai sejajar dengan baris di atasnya.",
        )
    return Explanation(
        f"{where} tidak sejajar dengan baris lain di kelompoknya.",
        "Samakan awal barisnya: empat spasi untuk isi, tanpa spasi untuk yang di luar.",
    )


# --- one function a slip; the first that recognises the line speaks ---

Slip = Callable[[str, str, str], Explanation | None]


def _curly_quote(message: str, line: str, where: str) -> Explanation | None:
    bad = next((mark for mark in line if mark in CURLY), None)
    if bad is None or "invalid character" not in message:
        return None
    return Explanation(
        f"{where} memuat `{bad}`, bukan tanda Python; biasanya tersalin dari WhatsApp atau Word.",
        f"Hapus tanda itu, lalu ketik sendiri: `{CURLY[bad]}`.",
    )


def _rupiah_sign(message: str, line: str, where: str) -> Explanation | None:
    match = re.search(rf"\b[Rr]p\.?\s*({GROUPED}|\d+)(?:,-|,00)?", _without_text(line))
    if not match:
        return None
    return Explanation(
        f"{where} memuat `{match[0]}`, padahal angka di Python tanpa Rp dan tanpa titik pemisah ribuan.",
        f"Tulis `{_underscored(match[1])}`. Garis bawah boleh dipakai supaya ribuan mudah dibaca.",
    )


def _thousands(message: str, line: str, where: str) -> Explanation | None:
    match = re.search(rf"(?<![\w.,]){GROUPED}(?![\w])", _without_text(line))
    if not match:
        return None
    mark = "koma" if "," in match[0] else "titik"
    return Explanation(
        f"{where} memuat `{match[0]}`; Python tidak membaca {mark} sebagai pemisah ribuan.",
        f"Tulis `{_underscored(match[0])}`. Garis bawah boleh dipakai supaya ribuan mudah dibaca.",
    )


def _text_not_closed(message: str, line: str, where: str) -> Explanation | None:
    if "unterminated" not in message or "string" not in message:
        return None
    return Explanation(
        f"{where} membuka tanda kutip tetapi tidak menutupnya.",
        "Tambahkan tanda kutip yang sama di ujung teks: `\"` ditutup `\"`, dan `'` ditutup `'`.",
    )


def _bracket(message: str, line: str, where: str) -> Explanation | None:
    if match := re.search(r"'([(\[{])' was never closed", message):
        return Explanation(
            f"{where} membuka kurung `{match[1]}` tetapi tidak menutupnya.",
            f"Tambahkan `{BRACKETS[match[1]]}` di tempat yang sesuai.",
        )
    if match := re.search(r"unmatched '([)\]}])'", message):
        return Explanation(
            f"{where} menutup kurung `{match[1]}` yang belum pernah dibuka.",
            f"Hapus `{match[1]}` itu, atau tambahkan pembukanya.",
        )
    if match := re.search(r"closing parenthesis '(.)' does not match opening parenthesis '(.)'", message):
        return Explanation(
            f"{where} membuka kurung `{match[2]}` tetapi menutupnya dengan `{match[1]}`.",
            f"Ganti `{match[1]}` dengan `{BRACKETS[match[2]]}`.",
        )
    return None


def _colon(message: str, line: str, where: str) -> Explanation | None:
    block_on_one_line = re.match(r"(?:if|for|while)\b[^:]*$", line) and "print" in line
    if "expected ':'" not in message and not block_on_one_line:
        return None
    if block_on_one_line:
        return Explanation(
            f"{where} belum memuat titik dua.", "Tambahkan `:` sesudah syaratnya, sebelum perintah `print`."
        )
    return Explanation(f"{where} belum diakhiri titik dua.", "Tambahkan `:` di ujung baris itu.")


def _print_without_brackets(message: str, line: str, where: str) -> Explanation | None:
    if "Missing parentheses in call to" not in message:
        return None
    return Explanation(
        f"{where} memanggil fungsi tanpa tanda kurung.", "Tulis dengan tanda kurung: `print(...)`."
    )


def _single_equals(message: str, line: str, where: str) -> Explanation | None:
    if "==" not in message or not (re.match(r"\s*(if|elif|while)\b", line) or _sets_in_brackets(line)):
        return None
    return Explanation(
        f"{where} memakai satu tanda `=`, yang artinya menyimpan nilai.",
        "Untuk bertanya apakah dua nilai sama, pakai dua tanda: `==`.",
    )


def _sets_in_brackets(line: str) -> bool:
    """Whether the first `=`, after that of `name =`, stands in open brackets: `t[t["kota"] = "Madiun"]`."""
    before, *after = re.split(r"(?<![=!<>])=(?!=)", re.sub(r"^\s*\w+\s*=(?!=)", "", line), maxsplit=1)
    return bool(after) and len(re.findall(r"[\[(]", before)) > len(re.findall(r"[\])]", before))


def _bad_name(message: str, line: str, where: str) -> Explanation | None:
    match = re.match(r"([^=()\[\]\"'#]*?)\s*=(?!=)", line)
    name = match[1].strip() if match else ""
    if not name:
        return None
    if keyword.iskeyword(name):
        return Explanation(
            f"`{name}` adalah kata milik Python, jadi tidak dapat menjadi nama.",
            f"Pakai nama lain, misalnya `{name}_1`.",
        )
    if re.fullmatch(r"\w+(?:[ -]+\w+)+", name):
        return Explanation(
            f"Nama `{name}` berisi spasi atau tanda hubung; nama di Python tidak boleh begitu.",
            f"Sambung dengan garis bawah: `{re.sub(r'[ -]+', '_', name)}`.",
        )
    if re.fullmatch(r"\d+\w*", name) and not name.isdigit():
        return Explanation(
            f"Nama `{name}` diawali angka; nama di Python harus diawali huruf.",
            f"Pindahkan angkanya ke belakang: `{_digits_last(name)}`.",
        )
    if "cannot assign to" in message:
        return Explanation(
            f"{where} menaruh `{name}` di kiri tanda `=`; di sana hanya boleh ada satu nama.",
            "Taruh nama di kiri dan hitungan di kanan, misalnya `untung = 7000 - 5000`.",
        )
    return None


def _leading_zero(message: str, line: str, where: str) -> Explanation | None:
    if "leading zeros" not in message:
        return None
    return Explanation(
        f"{where} memuat angka yang diawali 0.",
        'Hapus 0 di depan. Kalau itu kode atau nomor telepon, jadikan teks dengan tanda kutip: `"0812"`.',
    )


def _percent(message: str, line: str, where: str) -> Explanation | None:
    match = re.search(r"(\d+(?:\.\d+)?)\s*%(?!\s*[\w(])", _without_text(line))
    if not match:
        return None
    return Explanation(
        f"{where} memakai `%` sebagai persen; bagi Python tanda itu berarti sisa pembagian.",
        f"Tulis persen sebagai pecahan: `{match[1]} / 100`.",
    )


def _times_or_divide(message: str, line: str, where: str) -> Explanation | None:
    bare = _without_text(line)
    if re.search(r"[\w)]\s+x\s+[\w(]|\d+x\d+", bare):
        return Explanation(f"{where} memakai huruf `x` untuk perkalian.", "Pakai tanda bintang: `*`.")
    if re.search(r"[\w)]\s*:\s*\d", bare) and not re.match(r"\s*(if|for|while|def|else|elif|try)\b", bare):
        return Explanation(f"{where} memakai `:` untuk pembagian.", "Pakai garis miring: `/`.")
    return None


def _without_comma(message: str, line: str, where: str) -> Explanation | None:
    if "forgot a comma" not in message:
        return None
    return Explanation(
        f"{where} memuat dua nilai yang berdampingan tanpa apa pun di antaranya.",
        "Taruh koma di antara keduanya, atau tanda hitung seperti `+` dan `*`.",
    )


def _joined(message: str, line: str, where: str) -> Explanation | None:
    if "invalid decimal literal" not in message:
        return None
    return Explanation(
        f"{where} menempelkan huruf pada angka.",
        "Pisahkan: angka ditulis tanpa satuan, misalnya `berat = 5`, bukan `5kg`.",
    )


def _unfinished(message: str, line: str, where: str) -> Explanation | None:
    if not re.search(r"[=+\-*/,]\s*$", line.split("#")[0].rstrip() or " "):
        return None
    return Explanation(
        f"{where} berhenti di tengah: sesudah tanda terakhir belum ada nilai.",
        "Lengkapi dengan angka atau nama di ujung baris itu.",
    )


SLIPS: tuple[Slip, ...] = (
    _curly_quote,
    _text_not_closed,
    _rupiah_sign,
    _thousands,
    _bracket,
    _colon,
    _print_without_brackets,
    _single_equals,
    _bad_name,
    _leading_zero,
    _percent,
    _times_or_divide,
    _joined,
    _without_comma,
    _unfinished,
)


def _without_text(line: str) -> str:
    """The line without quoted text and comments, where marks mean nothing."""
    return re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "", line)


def _underscored(number: str) -> str:
    return f"{int(re.sub(r'[^0-9]', '', number)):_}"


def _digits_last(name: str) -> str:
    match = re.match(r"(\d+)_?(.*)", name)
    return f"{match[2]}_{match[1]}" if match else name
