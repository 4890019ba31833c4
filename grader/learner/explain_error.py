"""What a Python error means and what to do about it, in two Indonesian sentences.

`explain(error, scene)` is pure: an exception and the scene in which it happened go in, an `Explanation` comes
out. Code inside the sentences stands between backticks. Each kind of error has one small function.
"""

from __future__ import annotations

import ast
import builtins
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from grader.checks.blank import is_blank
from grader.common.errors import SinauError
from grader.learner.explain_syntax import explain_indentation, explain_syntax
from grader.learner.explanation import Explanation

BRACKETS = "Untuk menggabungkan dua syarat, pakai `&` atau `|`, dan beri kurung pada tiap syarat."

TYPE_NAMES = {
    "int": "angka",
    "float": "angka",
    "int64": "angka",
    "float64": "angka",
    "str": "teks",
    "bool": "nilai benar/salah",
    "list": "daftar",
    "tuple": "beberapa nilai yang dipisah koma",
    "dict": "kamus",
    "NoneType": "kosong (None)",
    "DataFrame": "tabel",
    "Series": "kolom",
    "function": "fungsi",
    "method": "fungsi",
    "builtin_function_or_method": "fungsi",
    "Axes": "grafik",
    "PlotAccessor": "`plot`",
}
ERRORS = frozenset(word for word in dir(builtins) if word[0].isupper())
FRONT_DOOR = (
    "periksa", "muat", "rupiah", "angka", "persen", "gambar", "jelaskan", "kenalan", "kumpulkan",
)  # fmt: skip


@dataclass(frozen=True)
class Scene:
    """Where an error happened: the cell, the line in it, the names known there, the files at hand."""

    source: str = ""
    line: int | None = None
    names: Mapping[str, object] = field(default_factory=dict)
    files: Sequence[str] = ()

    @property
    def line_text(self) -> str:
        lines = self.source.splitlines()
        return lines[self.line - 1].strip() if self.line and 0 < self.line <= len(lines) else ""

    @property
    def where(self) -> str:
        """The failing line as the start of a sentence."""
        if not self.line_text:
            return "Kode ini"
        return f"Baris {self.line}, `{_short(self.line_text)}`,"

    def mentioned(self, *types: type) -> list[str]:
        """Names written in the failing line whose values have one of the types, in reading order."""
        return [name for name in _names_in(self.line_text) if isinstance(self.names.get(name), types)]


def explain(error: BaseException, scene: Scene) -> Explanation:
    """Explain any exception; one that is not known gets sentences that are true of all."""
    for kind, sentences in EXPLAINERS:
        if isinstance(error, kind):
            return sentences(error, scene)
    return _unknown(error, scene)


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`: another mix of capitals first, then the nearest spelling."""
    candidates = list(dict.fromkeys(known))
    same = [candidate for candidate in candidates if candidate.lower() == word.lower()]
    if same:
        return same[0]
    lowered = {candidate.lower(): candidate for candidate in candidates}
    near = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.7)
    return lowered[near[0]] if near else None


# --- one function a kind ---


def _own(error: SinauError, scene: Scene) -> Explanation:
    return Explanation(str(error), "")


def _name(error: NameError, scene: Scene) -> Explanation:
    name = error.name or (re.findall(r"'(\w+)'", str(error)) or ["itu"])[0]
    if isinstance(error, UnboundLocalError):
        return Explanation(
            f"Di dalam fungsi, `{name}` dipakai sebelum diberi nilai.",
            f"Beri `{name}` nilai di dalam fungsi itu sebelum dipakai, atau jadikan masukan fungsi.",
        )
    happened = f"Python belum mengenal nama `{name}`."
    if amount := re.fullmatch(r"[Rr]p_?(\d[\d_]*)", name):
        return Explanation(happened, f"Tulis angkanya saja, tanpa Rp: `{amount[1]}`.")
    if len(name) == 1 and name in "abcde":
        return Explanation(happened, f'Kalau itu pilihan jawabanmu, beri tanda kutip: `"{name}"`.')
    if name in FRONT_DOOR:
        return Explanation(
            happened, "Jalankan dulu sel persiapan, yaitu sel kode pertama di atas, lalu ulangi sel ini."
        )
    known = [known for known in (*scene.names, *dir(builtins)) if known[0] != "_" and known not in ERRORS]
    near = closest(name, known)
    if near and near.lower() == name.lower():
        return Explanation(
            happened, f"Python membedakan huruf besar dan kecil. Maksudmu `{near}`? Samakan hurufnya."
        )
    if near:
        return Explanation(
            happened, f"Mungkin maksudmu `{near}`. Betulkan ejaannya, lalu jalankan sel ini lagi."
        )
    if re.search(rf"\b{re.escape(name)}\s*\(", scene.line_text):
        return Explanation(
            happened,
            f"Jalankan dulu sel yang membuat `{name}`, sering kali sel persiapan, atau periksa ejaannya.",
        )
    return Explanation(
        happened,
        f"Jalankan dulu sel di atas yang membuat `{name}`, atau periksa ejaannya. "
        f'Kalau ini teks biasa, beri tanda kutip: `"{name}"`.',
    )


def _type(error: TypeError, scene: Scene) -> Explanation:
    text = str(error)
    if re.search(r"operand type\(s\) for [&|]:|'r?(?:and|or)_'", text):
        return Explanation(f"{scene.where} menggabungkan dua syarat tanpa kurung.", BRACKETS)
    if re.search(r"can only concatenate|unsupported operand|can't multiply|not supported between", text):
        return _mixed_types(text, scene)
    if match := re.search(r"'(\w+)' object is not callable", text):
        return _not_callable(match[1], scene)
    if match := re.search(r"(\w+)\(\) missing \d+ required .*?argument", text):
        needed = ", ".join(f"`{name}`" for name in re.findall(r"'(\w+)'", text))
        return Explanation(
            f"Fungsi `{match[1]}` masih kekurangan masukan{': ' + needed if needed else ''}.",
            f"Tulis masukan itu di dalam tanda kurung `{match[1]}(...)`.",
        )
    if match := re.search(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'", text):
        return Explanation(
            f"Fungsi `{match[1]}` tidak mengenal masukan bernama `{match[2]}`.",
            "Periksa ejaannya, atau bandingkan dengan contoh di pelajaran.",
        )
    if match := re.search(r"([\w.<>]+)\(\) takes .*?(?: but (\d+) (?:was|were) given|\((\d+) given\))", text):
        return Explanation(
            f"Fungsi `{match[1]}` diberi {match[2] or match[3]} masukan, dan jumlah itu tidak sesuai.",
            "Periksa yang di dalam tanda kurung. Koma memisahkan masukan: `12,500` dibaca sebagai dua angka.",
        )
    if match := re.search(r"'(\w+)' object is not (subscriptable|iterable)", text):
        return Explanation(
            f"{scene.where} memperlakukan {type_name(match[1])} sebagai kumpulan nilai.",
            "Kurung siku dan `for` membutuhkan tabel, daftar, atau teks. Periksa isi nama yang kamu pakai.",
        )
    if match := re.search(
        r"perform reduction '(\w+)' with|not support operation '(\w+)'|(?:C|c)ould not convert .* to numeric",
        text,
    ):
        method = match[1] or match[2]
        return Explanation(
            f"{scene.where} menghitung {f'`{method}`' if method else 'sesuatu'} dari kolom yang berisi teks.",
            "Hanya kolom angka yang bisa dihitung begitu. Tulis nama kolom yang berisi angka.",
        )
    if "no numeric data to plot" in text:
        return Explanation(
            f"{scene.where} menggambar kolom yang tidak berisi angka.",
            "Isi `y` dengan nama kolom yang berisi angka.",
        )
    if "indices must be integers" in text:
        return Explanation(
            f"{scene.where} meminta isi daftar dengan sesuatu yang bukan nomor urut.",
            "Di dalam kurung siku, tulis nomor urut, misalnya `[0]` untuk yang pertama.",
        )
    return Explanation(
        f"{scene.where} memakai nilai yang jenisnya tidak sesuai.",
        "Periksa jenis tiap nilai di baris itu: angka tanpa tanda kutip, teks dengan tanda kutip.",
    )


def _mixed_types(text: str, scene: Scene) -> Explanation:
    if commas := scene.mentioned(tuple):
        return Explanation(
            f"`{commas[0]}` berisi beberapa nilai, karena angkanya ditulis dengan koma.",
            f"Tulis angka tanpa koma pemisah ribuan, misalnya `{commas[0]} = 12_500`.",
        )
    if "tuple" in text and (comma := re.search(r"\b\d+,\d+\b", scene.line_text)):
        return _decimal_comma(comma[0], scene)
    empty = [name for name in _names_in(scene.line_text) if scene.names.get(name, 0) is None]
    if empty:
        return Explanation(
            f"`{empty[0]}` masih kosong (None), jadi tidak dapat dihitung.",
            f"Cari baris yang membuat `{empty[0]}`. Hasil `print(...)` memang kosong: simpan dulu nilainya.",
        )
    if words := scene.mentioned(str):
        name = words[0]
        value = str(scene.names[name])
        if re.fullmatch(r"\s*-?[\d._]+\s*", value):
            number = f"{name} = {value.strip().replace('.', '_')}"
            return Explanation(
                f'`{name}` berisi teks `"{value}"`, bukan angka, jadi tidak dapat dihitung bersama angka.',
                f"Hapus tanda kutipnya di tempat nama itu dibuat: `{number}`.",
            )
        return Explanation(
            f'`{name}` berisi teks `"{_short(value)}"`, jadi tidak dapat dihitung bersama angka.',
            f"Pakai nama yang berisi angka. Untuk menampilkan keduanya, pakai koma: `print({name}, ...)`.",
        )
    kinds = [type_name(kind) for kind in re.findall(rf"\b({'|'.join(TYPE_NAMES)})\b", text)]
    mixed = " dan ".join(dict.fromkeys(kinds)) or "teks dan angka"
    return Explanation(
        f"{scene.where} mencampur {mixed} dalam satu hitungan.",
        'Tulis angka tanpa tanda kutip: `7000`, bukan `"7000"`. Di `print`, pisahkan dengan koma.',
    )


def _not_callable(kind: str, scene: Scene) -> Explanation:
    called = [name for name in re.findall(r"(\w+)\s*\(", scene.line_text) if name in scene.names]
    for name in called:
        if not callable(scene.names[name]):
            if hasattr(builtins, name) or name in FRONT_DOOR:
                return Explanation(
                    f"Nama fungsi `{name}` sudah kamu pakai untuk menyimpan {type_name(kind)}.",
                    "Ganti nama itu di tempat kamu membuatnya, mulai ulang kernel, lalu jalankan semua sel.",
                )
            return Explanation(
                f"`{name}` berisi {type_name(kind)}, bukan fungsi, jadi tidak dapat diikuti tanda kurung.",
                f"Kalau maksudmu perkalian, tulis tanda `*`: `{name} * (...)`.",
            )
    return Explanation(
        f"{scene.where} menulis tanda kurung tepat sesudah {type_name(kind)}.",
        "Kalau maksudmu perkalian, tulis tanda `*` di antaranya, misalnya `5 * (2 + 3)`.",
    )


def _value(error: ValueError, scene: Scene) -> Explanation:
    text = str(error)
    if match := re.search(
        r"(?:invalid literal for int\(\) with base 10|could not convert string to float): (.*)", text
    ):
        return _not_a_number(match[1].strip("'\""), "int()" in text)
    if "truth value of a" in text:
        return Explanation(
            f"{scene.where} menanyakan benar atau salah kepada satu kolom penuh.",
            BRACKETS,
        )
    if match := re.search(r"(?:too many values|not enough values) to unpack", text):
        return Explanation(
            f"{scene.where} memberi banyak nama yang tidak sama dengan banyak nilainya.",
            "Samakan banyaknya nama di kiri tanda `=` dengan banyaknya nilai di kanan.",
        )
    if match := re.search(r"Length of values \((\d+)\) does not match length of index \((\d+)\)", text):
        return Explanation(
            f"Kolom baru berisi {match[1]} nilai, padahal tabelnya {match[2]} baris.",
            f"Siapkan tepat {match[2]} nilai, satu untuk tiap baris.",
        )
    return Explanation(
        f"{scene.where} memakai nilai yang jenisnya benar tetapi isinya tidak dapat diolah.",
        "Tampilkan dulu nilainya dengan `print(...)`, lalu bandingkan dengan contoh di pelajaran.",
    )


def _not_a_number(value: str, whole: bool) -> Explanation:
    happened = f'Teks `"{value}"` tidak dapat dijadikan angka.'
    digits = re.sub(r"[^\d]", "", value)
    if re.fullmatch(r"\s*(?:[Rr]p)?\.?\s*\d{1,3}(?:[.,]\d{3})+(?:,-|,00)?\s*", value):
        digits = re.sub(r",(?:-|00)\s*$", "", value)
        digits = re.sub(r"\D", "", digits)
        return Explanation(happened, f"Hapus `Rp` dan titik pemisah ribuan: `{digits}`.")
    if re.fullmatch(r"\s*-?\d+,\d+\s*", value):
        return Explanation(
            happened, f"Python menulis desimal dengan titik: `{value.strip().replace(',', '.')}`."
        )
    if whole and re.fullmatch(r"\s*-?\d+\.\d+\s*", value):
        return Explanation(
            happened, f'`int` hanya menerima bilangan bulat. Untuk desimal pakai `float("{value}")`.'
        )
    if digits and len(value) < 20:
        return Explanation(happened, f"Sisakan angkanya saja, tanpa huruf atau satuan: `{digits}`.")
    return Explanation(happened, "Beri teks yang hanya berisi angka, tanpa huruf, spasi, atau satuan.")


def _decimal_comma(number: str, scene: Scene) -> Explanation:
    first, _, second = number.partition(",")
    return Explanation(
        f"{scene.where} memuat `{number}`, yang dibaca Python sebagai dua isi: {first} dan {second}.",
        f"Tulis koma desimal dengan titik: `{first}.{second}`.",
    )


def _zero(error: ZeroDivisionError, scene: Scene) -> Explanation:
    if comma := re.search(r"/\s*(0,\d+)", scene.line_text):
        return _decimal_comma(comma[1], scene)
    divisor = _zero_divisor(scene)
    happened = f"{scene.where} membagi dengan nol" + (f", karena `{divisor}` bernilai 0." if divisor else ".")
    todo = (
        f"Periksa nilai `{divisor}`: sudahkah diisi dengan benar?"
        if divisor
        else "Periksa angka di kanan tanda `/`: pembagi tidak boleh 0."
    )
    return Explanation(happened, todo)


def _key(error: KeyError, scene: Scene) -> Explanation:
    key = _missing_key(error)
    if isinstance(key, tuple) and all(isinstance(part, str) for part in key):
        columns = ", ".join(f'"{part}"' for part in key)
        return Explanation(
            f"{scene.where} meminta beberapa kolom di dalam satu lapis kurung siku.",
            f"Untuk beberapa kolom, pakai dua lapis: `[[{columns}]]`.",
        )
    owner, known = _owner_of_key(key, scene)
    wanted = f'`"{key}"`' if isinstance(key, str) else f"`{key}`"
    if owner is None:
        return Explanation(
            f"{scene.where} mencari {wanted}, tetapi tidak menemukannya.",
            "Periksa ejaannya, termasuk huruf besar dan kecil.",
        )
    what = "kolom" if hasattr(scene.names[owner], "columns") else "isi"
    near = closest(str(key), known)
    listed = ", ".join(f'`"{name}"`' for name in known[:8]) + (" …" if len(known) > 8 else "")
    return Explanation(
        f"`{owner}` tidak mempunyai {what} {wanted}.",
        f'Mungkin maksudmu `"{near}"`. Betulkan ejaannya.' if near else f"Yang ada: {listed}.",
    )


def _file(error: FileNotFoundError, scene: Scene) -> Explanation:
    path = str(error.filename or (re.findall(r"'([^']+)'", str(error)) or [""])[0])
    happened = f"Berkas `{path}` tidak ditemukan."
    near = closest(re.split(r"[\\/]", path)[-1], scene.files)
    if near:
        return Explanation(
            happened, f"Berkas yang mirip: `{near}`. Samakan namanya, termasuk akhiran seperti `.csv`."
        )
    return Explanation(
        happened,
        "Periksa nama dan foldernya di daftar berkas di sisi kiri. Untuk data pelajaran, pakai `muat(...)`.",
    )


def _attribute(error: AttributeError, scene: Scene) -> Explanation:
    name = error.name or (re.findall(r"attribute '(\w+)'", str(error)) or ["itu"])[0]
    owner = error.obj
    # An error that is known only by its text (from the sandbox) has no object: then the text names its type.
    told = re.match(r"'(\w+)' object", str(error)) if owner is None else None
    kind = type_name(told[1] if told else type(owner).__name__)
    if owner is None and (told is None or told[1] == "NoneType"):
        return Explanation(
            f"{scene.where} meminta `.{name}` dari nilai yang kosong (None).",
            "Cari baris yang membuat nilai itu. Fungsi seperti `print(...)` memang tidak memberi hasil.",
        )
    near = closest(name, [known for known in dir(owner) if not known.startswith("_")])
    what = f"Modul `{owner.__name__}`" if isinstance(owner, ModuleType) else f"Sebuah {kind}"
    return Explanation(
        f"{what} tidak mempunyai `.{name}`.",
        f"Mungkin maksudmu `.{near}`. Betulkan ejaannya." if near else "Periksa ejaan sesudah tanda titik.",
    )


def _index(error: IndexError, scene: Scene) -> Explanation:
    return Explanation(
        f"{scene.where} meminta urutan yang tidak ada.",
        "Hitungan urutan dimulai dari 0: daftar berisi 3 nilai mempunyai urutan 0, 1, dan 2.",
    )


def _import(error: ImportError, scene: Scene) -> Explanation:
    if isinstance(error, ModuleNotFoundError) or not error.name:
        return Explanation(
            f"Modul `{error.name or 'itu'}` tidak ada di laptop ini.",
            "Periksa ejaannya. Semua untuk kursus ini sudah terpasang: salin baris `import` dari pelajaran.",
        )
    wanted = (
        getattr(error, "name_from", None) or (re.findall(r"import name '(\w+)'", str(error)) or ["itu"])[0]
    )
    near = closest(wanted, FRONT_DOOR) if error.name.startswith("grader") else None
    return Explanation(
        f"Nama `{wanted}` tidak ada di dalam `{error.name}`.",
        f"Mungkin maksudmu `{near}`. Betulkan ejaannya." if near else "Periksa ejaannya di baris `import`.",
    )


def _interrupted(error: KeyboardInterrupt, scene: Scene) -> Explanation:
    return Explanation(
        "Sel ini dihentikan sebelum selesai.",
        "Tidak ada yang rusak. Kalau tadi terlalu lama, periksa isinya dulu, lalu jalankan lagi.",
    )


def _memory(error: MemoryError, scene: Scene) -> Explanation:
    return Explanation(
        "Memori laptop tidak muat untuk pekerjaan ini.",
        "Tutup program lain, kecilkan datanya, lalu jalankan sel ini lagi.",
    )


def _recursion(error: RecursionError, scene: Scene) -> Explanation:
    return Explanation(
        "Sebuah fungsi memanggil dirinya sendiri tanpa berhenti.",
        "Periksa isi fungsi itu: adakah namanya sendiri di dalamnya?",
    )


def _unknown(error: BaseException, scene: Scene) -> Explanation:
    return Explanation(
        f"{scene.where} berhenti karena galat `{type(error).__name__}`.",
        "Bandingkan dengan contoh di atasnya. Kalau belum ketemu, tunjukkan rincian ini kepada pelatih.",
    )


EXPLAINERS: tuple[tuple[type[BaseException], Callable[[Any, Scene], Explanation]], ...] = (
    (SinauError, _own),
    (IndentationError, lambda error, scene: explain_indentation(error, scene.source)),
    (SyntaxError, lambda error, scene: explain_syntax(error, scene.source)),
    (NameError, _name),
    (TypeError, _type),
    (ValueError, _value),
    (ZeroDivisionError, _zero),
    (KeyError, _key),
    (FileNotFoundError, _file),
    (AttributeError, _attribute),
    (IndexError, _index),
    (ImportError, _import),
    (KeyboardInterrupt, _interrupted),
    (MemoryError, _memory),
    (RecursionError, _recursion),
)


# --- reading the scene ---


def type_name(python_type: str) -> str:
    """The everyday Indonesian word for a Python type."""
    return TYPE_NAMES.get(python_type, f"nilai `{python_type}`")


def _names_in(line: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r"\b[^\W\d]\w*\b", re.sub(r"(\"[^\"]*\"|'[^']*')", "", line))))


def _short(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _zero_divisor(scene: Scene) -> str | None:
    for node in _walk(scene.line_text):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div | ast.FloorDiv | ast.Mod):
            text = ast.unparse(node.right)
            if isinstance(node.right, ast.Name) and scene.names.get(text) == 0:
                return text
            if not isinstance(node.right, ast.Name | ast.Constant):
                return text
    return None


def _missing_key(error: KeyError) -> object:
    """The key that was not found; pandas wraps missing columns in a sentence: "['Kanal'] not in index"."""
    key = error.args[0] if error.args else ""
    if isinstance(key, str) and key.endswith(("not in index", "are in the [columns]")):
        listed = re.search(r"\['([^']*)'", key)
        return listed[1] if listed else key
    if isinstance(key, str) and key.startswith(
        "Column"
    ):  # groupby: "Column(s) ['x'] ...", "Column not found: x"
        listed = re.search(r"\['([^']*)'|not found: '?([^',]+)", key)
        return (listed[1] or listed[2]) if listed else key
    return key


def _owner_of_key(key: object, scene: Scene) -> tuple[str | None, list[str]]:
    """The table or dictionary in the failing line that lacks `key`, and the keys it has."""
    read = [n.id for n in _walk(scene.line_text) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
    for name in read or _names_in(scene.line_text):
        value: Any = scene.names.get(name)
        if is_blank(value):
            continue
        if hasattr(value, "columns") and hasattr(value, "iloc"):
            return name, [str(column) for column in value.columns]
        if isinstance(value, dict) and key not in value:
            return name, [str(known) for known in value]
    return None, []


def _walk(line: str) -> Iterator[ast.AST]:
    try:
        yield from ast.walk(ast.parse(line.rstrip(":")))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
