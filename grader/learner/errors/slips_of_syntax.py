"""How a line or a block is built: brackets, colons, names left of `=`, indents."""

from __future__ import annotations

import builtins
import keyword
import re
from typing import Any

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import FRONT_DOOR, Scene, bare
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()

#: Words for showing something.
ASKS_TO_SHOW = ("print", "cetak", "tampilkan", "tulis", "lihat", "display", "show")
BRACKETS = {"(": ")", "[": "]", "{": "}"}


def told_in_full(error: SyntaxError, source: str) -> SyntaxError:
    """What Python itself says of the cell where IPython only says that it ends half-way."""
    if error.msg != "incomplete input":
        return error
    try:
        compile(source, "<sel>", "exec")
    except SyntaxError as said:
        return error if said.msg == "invalid syntax" else said  # that may be a magic, which is no Python
    return error


@RECOGNISERS.of(IndentationError, speaks=["if True:\nx = 1", "if True:"], silent=["x = 1\n  y = 2"])
def indent_missing(error: IndentationError, scene: Scene) -> Explanation | None:
    if "expected an indented block" not in (error.msg or ""):
        return None
    return Explanation(
        f"{scene.where} seharusnya menjorok ke dalam.",
        "Beri empat spasi di awal baris itu, karena baris sebelumnya diakhiri titik dua.",
    )


@RECOGNISERS.of(IndentationError, speaks=["x = 1\n  y = 2"], silent=["if True:\nx = 1"])
def indent_superfluous(error: IndentationError, scene: Scene) -> Explanation | None:
    if "unexpected indent" not in (error.msg or ""):
        return None
    return Explanation(
        f"{scene.where} diawali spasi yang tidak perlu.",
        "Hapus spasi di awal baris itu sampai sejajar dengan baris di atasnya.",
    )


@RECOGNISERS.of(IndentationError, speaks=["if True:\n    x = 1\n  y = 2"])
def indent_uneven(error: IndentationError, scene: Scene) -> Explanation | None:
    return Explanation(
        f"{scene.where} tidak sejajar dengan baris lain di kelompoknya.",
        "Samakan awal barisnya: empat spasi untuk isi, tanpa spasi untuk yang di luar.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = omzet.19 - 5", "x = tabel.9", "x = kamus.5"],
    silent=["x = omzet 19", "x = 3.19.2"],
)
def number_behind_a_dot(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"\b([^\W\d]\w*)\.(\d+)\b", scene.bare_line)
    if not found or found[1] not in scene.names:
        return None
    value: Any = scene.names[found[1]]
    labels = (
        value.index.tolist() if hasattr(value, "to_frame") else list(value) if isinstance(value, dict) else []
    )
    return Explanation(
        f"{scene.where} menulis angka tepat sesudah `{found[1]}.`.",
        f"Isi yang bernama angka diambil dengan kurung siku: `{found[1]}[{found[2]}]`."
        if int(found[2]) in labels
        else "Sesudah titik hanya boleh ada nama. Hapus angkanya, atau taruh tanda hitung di antaranya.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["kemampuan 750", 'pilihan "c"', "harga_baru 3.5  # km"],
    silent=["print 5", "omzet harga", "x = 3 3", "for 5", 'Print "halo"', 'cetak "halo"', "omzet 5"],
)
def no_sign_to_keep(error: SyntaxError, scene: Scene) -> Explanation | None:
    value = r"\d[\d_]*(?:\.\d+)?|\"[^\"]*\"|'[^']*'"
    found = re.fullmatch(rf"([^\W\d]\w*)\s+({value})\s*(?:#.*)?", scene.line_text)
    if not found or not can_be_made(found[1], scene):
        return None
    return Explanation(
        f"{scene.where} tidak memuat tanda `=`, jadi tidak ada yang disimpan.",
        f"Tulis: `{found[1]} = {short(found[2], 40)}`.",
    )


def can_be_made(word: str, scene: Scene) -> bool:
    """Whether a person who writes a word in front of a value may want to keep the value under it: it is none
    of Python's, of the lessons', or of those that ask for something to be shown.
    """
    taken = {known.lower() for known in (*keyword.kwlist, *dir(builtins), *FRONT_DOOR, *ASKS_TO_SHOW)}
    return word.lower() not in taken and word not in scene.names


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "print('a'",
        "x = 3)",
        "x = [3)",
        "x = tabel[(tabel['pak'] > 1]",
        "x = len(tabel[tabel['pak'] > 1)",
        "x = tabel('pak'] > 1",
        "x = len(tabel[tabel'pak'] > 1])",
    ],
    silent=["x = 3 3"],
)
def bracket(error: SyntaxError, scene: Scene) -> Explanation | None:
    message = error.msg or ""
    if match := re.search(r"'([(\[{])' was never closed", message):
        closing = BRACKETS[match[1]]
        here = scene.whole(f"{scene.line_text.split('#')[0].rstrip()}{closing}")
        last = not "".join(scene.source.splitlines()[scene.line or 0 :]).strip()
        return Explanation(
            f"{scene.where} membuka kurung `{match[1]}` tetapi tidak menutupnya.",
            f"Tambahkan `{closing}` di tempat yang sesuai."
            if here or last
            else f"Tambahkan `{closing}` di tempat yang sesuai. Yang lupa ditutup bisa juga kurung di baris "
            "sesudahnya: hitung pembuka dan penutupnya.",
        )
    if match := re.search(r"unmatched '([)\]}])'", message):
        return Explanation(
            f"{scene.where} menutup kurung `{match[1]}` yang belum pernah dibuka.",
            f"Hapus `{match[1]}` itu, atau tambahkan pembukanya.",
        )
    if match := re.search(r"closing parenthesis '(.)' does not match opening parenthesis '(.)'", message):
        return Explanation(
            f"{scene.where} membuka kurung `{match[2]}` tetapi menutupnya dengan `{match[1]}`.",
            _closed_otherwise(match[1], BRACKETS[match[2]], error, scene),
        )
    return None


def _closed_otherwise(closed: str, needed: str, error: SyntaxError, scene: Scene) -> str:
    """What makes the cell whole where a bracket is closed by another one: that in its place, or before it; or
    the other way round, where a table is followed by a round one.
    """
    at = (error.offset or 1) - 1
    line = "".join(scene.source.splitlines()[scene.line - 1 : scene.line]) if scene.line else ""
    opened = re.search(r"(\w+)\([^()\[\]]*$", bare(line[:at])) if closed == "]" and needed == ")" else None
    if opened and opened[1] in scene.tables:
        return f"Ganti `(` dengan `[`: isi sebuah tabel diambil dengan kurung siku, `{opened[1]}[...]`."
    instead, before = (
        scene.whole(f"{line[:at]}{needed}{rest}".strip()) for rest in (line[at + 1 :], line[at:])
    )
    lost = re.search(r"(\w+)(?=([\"'])\w+\2\])", line)
    if lost and scene.whole(f"{line[: lost.end()]}[{line[lost.end() :]}".strip()):
        return f"Tambahkan `[` sesudah `{lost[1]}`."
    if not before and not instead:
        return "Periksa pasangan kurungnya satu per satu: setiap pembuka perlu penutup yang sama."
    if before and not instead:
        return f"Tambahkan `{needed}` sebelum `{closed}` itu."
    if instead and not before:
        return f"Ganti `{closed}` dengan `{needed}`."
    return f"Ganti `{closed}` dengan `{needed}`, atau tambahkan `{needed}` sebelum `{closed}` itu."


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "if pak > 2 maka:\n    x = 1",
        "for k in daftar lakukan:\n    x = 1",
        "if pak > 2 then print('a')",
    ],
    silent=["if pak > 2 print('a')", "if pak > 2 3:\n    x = 1"],
)
def word_before_the_colon(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.match(r"(?:if|elif|for|while)\b.*\s(maka|then|do|lakukan)\b", scene.bare_line)
    if not found:
        return None
    return Explanation(
        f"{scene.where} memuat kata `{found[1]}`, yang tidak dipakai di Python.",
        f"Hapus `{found[1]}`; sesudah syaratnya langsung `:`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "if 3 > 2\n    x = 1",
        "if pak > 2 print('a')",
        "if pak > 1:\n    x = 1\nelse if pak > 2:\n    x = 2",
        "if pak > 2;\n    x = 1",
        "if pak > 1: x = 1 else: x = 2",
        "if pak > 1:\n    x = 1\nelse pak > 2:\n    x = 2",
        "elif pak > 1:\n    x = 1",
        "x = 1\nelse:\n    x = 2",
    ],
    silent=["if pak > 2 3: x = 1", "if pak > 2 then print('a')"],
)
def colon(error: SyntaxError, scene: Scene) -> Explanation | None:
    line = scene.bare_line
    one_line = re.match(r"(?:if|for|while)\b[^:]*\bprint\b[^:]*$", line)
    if re.match(r"if\b[^:]*:.*\S\s+else\b", line):
        return Explanation(
            f"{scene.where} menulis `if` dan `else` dalam satu baris.",
            "Taruh `else:` di baris tersendiri, sejajar dengan `if`, dan isinya di bawahnya.",
        )
    if re.match(r"else\s+(?!if\b)[^:]+:\s*$", line):
        return Explanation(
            f"{scene.where} memberi `else` sebuah syarat.",
            "Tulis `else:` saja; untuk syarat yang kedua, `elif ...:`.",
        )
    if re.match(r"(else\s*:|elif\b.*:)", line) and "invalid syntax" in (error.msg or ""):
        word = line[:4]
        return Explanation(
            f"{scene.where} tidak punya `if` yang sejajar di atasnya.",
            f"Taruh `{word}` tepat di bawah isi `if`-nya, dengan awal baris yang sama dengan `if` itu.",
        )
    if re.match(r"else\s+if\b", line):
        return Explanation(
            f"{scene.where} memakai `else if`, yang tidak dikenal Python.",
            "Tulis `elif` sebagai satu kata: `elif ...:`.",
        )
    if one_line and scene.mended(re.sub(r"\s*\bprint\b", ": print", scene.line_text, count=1)):
        todo = "Tambahkan `:` sesudah syaratnya, sebelum perintah `print`."
        return Explanation(f"{scene.where} belum memuat titik dua.", todo)
    if re.match(r"(?:if|for|while|elif|else|def)\b.*;\s*$", line):
        return Explanation(f"{scene.where} diakhiri titik koma.", "Ganti `;` di ujungnya dengan `:`.")
    if "expected ':'" not in (error.msg or ""):
        return None
    if not line.rstrip().endswith(":"):
        return Explanation(f"{scene.where} belum diakhiri titik dua.", "Tambahkan `:` di ujung baris itu.")
    return Explanation(
        f"{scene.where} memuat sesuatu di tempat yang menunggu titik dua.",
        "Periksa yang ada di depan `:`; bandingkan dengan contoh di pelajaran.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['Print "halo"', 'cetak "halo"', "tampilkan omzet", "PRINT omzet * pak"],
    silent=["print 'a'", "cetak_ulang omzet", "lihat = omzet pak"],
)
def print_in_another_word(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.match(r"([^\W\d]\w*)\s+(?=[\w\"'])", scene.line_text)
    if not found or found[1].lower() not in ASKS_TO_SHOW or found[1] == "print":
        return None
    return Explanation(
        f"{scene.where} memakai kata `{found[1]}`, yang tidak dikenal Python.",
        "Untuk menampilkan, tulis `print(...)`, dengan huruf kecil dan tanda kurung.",
    )


@RECOGNISERS.of(SyntaxError, speaks=["print 'a'"], silent=["x = pak 'a'"])
def print_without_brackets(error: SyntaxError, scene: Scene) -> Explanation | None:
    if "Missing parentheses in call to" not in (error.msg or ""):
        return None
    return Explanation(
        f"{scene.where} memanggil fungsi tanpa tanda kurung.", "Tulis dengan tanda kurung: `print(...)`."
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "harga jual = 5",
        "let harga = 5",
        "harga-jual = 5",
        "2harga = 5",
        "class = 5",
        "5 = x",
        "omzet - pak = 5",
    ],
    silent=["x = harga jual", "omzet - pak = untung", "for i = 1 to 5:\n    x = i", "jika pak = 5"],
)
def bad_name(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.match(r"([^=()\[\]\"'#]*?)\s*=(?!=)", scene.line_text)
    name = match[1].strip() if match else ""
    parts = re.findall(r"\w+", name)
    if not name or (len(parts) > 1 and any(part in (*keyword.kwlist, "jika", "print") for part in parts)):
        return None
    if name == "return":
        return Explanation(
            f"{scene.where} menulis tanda `=` sesudah `return`.",
            f"Tulis tanpa tanda itu: `return {short(scene.line_text.partition('=')[2].strip(), 40)}`.",
        )
    if keyword.iskeyword(name):
        return Explanation(
            f"`{name}` adalah kata milik Python, jadi tidak dapat menjadi nama.",
            f"Pakai nama lain, misalnya `{name}_1`.",
        )
    if foreign := re.fullmatch(r"(let|var|dim|const|int|float) +(\w+)", name):
        return Explanation(
            f"{scene.where} diawali `{foreign[1]}`, yang tidak dipakai di Python.",
            f"Hapus kata itu: `{foreign[2]} = ...`.",
        )
    is_calculation = len(parts) > 1 and all(part in scene.names or part.isdigit() for part in parts)
    if re.fullmatch(r"[^\W\d]\w*(?:[ -]+\w+)+", name) and not is_calculation:
        return Explanation(
            f"Nama `{name}` berisi spasi atau tanda hubung; nama di Python tidak boleh begitu.",
            f"Sambung dengan garis bawah: `{re.sub(r'[ -]+', '_', name)}`.",
        )
    if re.fullmatch(r"\d+\w*(?: +\w+)*", name) and not name.isdigit():
        return Explanation(
            f"Nama `{name}` diawali angka; nama di Python harus diawali huruf.",
            f"Pindahkan angkanya ke belakang: `{_digits_last('_'.join(name.split()))}`.",
        )
    if "cannot assign to" in (error.msg or "") and not name.isidentifier():
        return Explanation(
            f"{scene.where} menaruh `{name}` di kiri tanda `=`; di sana hanya boleh ada satu nama.",
            "Taruh nama di kiri dan hitungan di kanan, misalnya `untung = 7000 - 5000`.",
        )
    return None


def _digits_last(name: str) -> str:
    match = re.match(r"(\d+)_?(.*)", name)
    return f"{match[2]}_{match[1]}" if match else name


@RECOGNISERS.of(
    SyntaxError,
    speaks=["def hitung laba(h, m):\n    return h", "def hitung-laba(h):\n    return h"],
    silent=["def hitung(h m):\n    return h", "def f(5):\n    return 5"],
)
def name_of_a_function(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.match(r"def\s+(\w+(?:[ -]+\w+)+)\s*\(", scene.bare_line)
    if not found:
        return None
    return Explanation(
        f"Nama `{found[1]}` berisi spasi atau tanda hubung; nama di Python tidak boleh begitu.",
        f"Sambung dengan garis bawah: `{re.sub(r'[ -]+', '_', found[1])}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["return omzet * pak", "x = 5\nreturn x"],
    silent=["x = return 5"],
)
def return_outside(error: SyntaxError, scene: Scene) -> Explanation | None:
    if "'return' outside function" not in (error.msg or ""):
        return None
    return Explanation(
        f"{scene.where} memakai `return`, yang hanya ada di dalam fungsi.",
        "Untuk menyimpan hasil, tulis `nama = ...`.",
    )
