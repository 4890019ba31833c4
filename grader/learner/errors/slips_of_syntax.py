"""How a line or a block is built: brackets, colons, names left of `=`, indents."""

from __future__ import annotations

import builtins
import keyword
import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()

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
    speaks=["x = omzet.19 - 5", "x = tabel.9"],
    silent=["x = omzet 19", "x = 3.19.2"],
)
def number_behind_a_dot(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"\b([^\W\d]\w*)\.(\d+)\b", scene.bare_line)
    if not found or found[1] not in scene.names:
        return None
    return Explanation(
        f"{scene.where} menulis angka sesudah titik.",
        f"Isi yang bernama angka diambil dengan kurung siku: `{found[1]}[{found[2]}]`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["kemampuan 750", 'pilihan "c"', "harga_baru 3.5  # km"],
    silent=["print 5", "omzet harga", "x = 3 3", "for 5"],
)
def no_sign_to_keep(error: SyntaxError, scene: Scene) -> Explanation | None:
    value = r"\d[\d_]*(?:\.\d+)?|\"[^\"]*\"|'[^']*'"
    found = re.fullmatch(rf"([^\W\d]\w*)\s+({value})\s*(?:#.*)?", scene.line_text)
    if (
        not found
        or keyword.iskeyword(found[1])
        or hasattr(builtins, found[1])
        or callable(scene.names.get(found[1]))
    ):
        return None
    return Explanation(
        f"{scene.where} tidak memuat tanda `=`, jadi tidak ada yang disimpan.",
        f"Tulis: `{found[1]} = {short(found[2], 40)}`.",
    )


@RECOGNISERS.of(SyntaxError, speaks=["print('a'", "x = 3)", "x = [3)"], silent=["x = 3 3"])
def bracket(error: SyntaxError, scene: Scene) -> Explanation | None:
    message = error.msg or ""
    if match := re.search(r"'([(\[{])' was never closed", message):
        return Explanation(
            f"{scene.where} membuka kurung `{match[1]}` tetapi tidak menutupnya.",
            f"Tambahkan `{BRACKETS[match[1]]}` di tempat yang sesuai.",
        )
    if match := re.search(r"unmatched '([)\]}])'", message):
        return Explanation(
            f"{scene.where} menutup kurung `{match[1]}` yang belum pernah dibuka.",
            f"Hapus `{match[1]}` itu, atau tambahkan pembukanya.",
        )
    if match := re.search(r"closing parenthesis '(.)' does not match opening parenthesis '(.)'", message):
        return Explanation(
            f"{scene.where} membuka kurung `{match[2]}` tetapi menutupnya dengan `{match[1]}`.",
            f"Ganti `{match[1]}` dengan `{BRACKETS[match[2]]}`.",
        )
    return None


@RECOGNISERS.of(
    SyntaxError, speaks=["if 3 > 2\n    x = 1", "if pak > 2 print('a')"], silent=["if pak > 2 3: x = 1"]
)
def colon(error: SyntaxError, scene: Scene) -> Explanation | None:
    one_line = re.match(r"(?:if|for|while)\b[^:]*$", scene.line_text) and "print" in scene.line_text
    if "expected ':'" not in (error.msg or "") and not one_line:
        return None
    if one_line:
        todo = "Tambahkan `:` sesudah syaratnya, sebelum perintah `print`."
        return Explanation(f"{scene.where} belum memuat titik dua.", todo)
    return Explanation(f"{scene.where} belum diakhiri titik dua.", "Tambahkan `:` di ujung baris itu.")


@RECOGNISERS.of(SyntaxError, speaks=["print 'a'"], silent=["x = pak 'a'"])
def print_without_brackets(error: SyntaxError, scene: Scene) -> Explanation | None:
    if "Missing parentheses in call to" not in (error.msg or ""):
        return None
    return Explanation(
        f"{scene.where} memanggil fungsi tanpa tanda kurung.", "Tulis dengan tanda kurung: `print(...)`."
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['x = tabel.sort_values["omzet", ascending=False]', "x = tabel.head[n=6]"],
    silent=["x = len(tabel[tabel['kota'] = 'Madiun'])", "tabel[tabel.kota = 'Madiun']"],
)
def square_brackets_after_a_method(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.search(r"\.(\w+)\[(?:[^\[\]]*,)?\s*\w+\s*=(?!=)", scene.line_text)
    if not match:
        return None
    return Explanation(
        f"{scene.where} memberi `.{match[1]}` kurung siku.",
        f"Pakai kurung bulat: `.{match[1]}(...)`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['x = tabel.groupby("kota").agg("pak"=("pak", "sum"))', 'tabel.plot.bar("x"="kota")'],
    silent=["x = len(tabel[tabel['kota'] = 'Madiun'])", 'x = f(a="b"=5)'],
)
def argument_in_quotes(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"[(,]\s*([\"'])(\w+)\1\s*=(?!=)", scene.line_text)
    if not found:
        return None
    return Explanation(
        f"{scene.where} menulis nama masukan `{found[2]}` di antara tanda kutip.",
        f"Di kiri tanda `=` tanpa tanda kutip: `{found[2]}=...`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["if x = 3: pass", "x = len(tabel[tabel['kota'] = 'Madiun'])", "tabel[tabel.kota = 'Madiun']"],
    silent=["omzet - pak = untung"],
)
def single_equals(error: SyntaxError, scene: Scene) -> Explanation | None:
    asks = re.match(r"\s*(if|elif|while)\b", scene.line_text) or _sets_in_brackets(scene.line_text)
    if "==" not in (error.msg or "") or not asks:
        return None
    return Explanation(
        f"{scene.where} memakai satu tanda `=`, yang artinya menyimpan nilai.",
        "Untuk bertanya apakah dua nilai sama, pakai dua tanda: `==`.",
    )


def _sets_in_brackets(line: str) -> bool:
    """Whether the first `=`, after that of `name =`, stands in open brackets: `t[t["kota"] = "Madiun"]`."""
    before, *after = re.split(r"(?<![=!<>])=(?!=)", re.sub(r"^\s*\w+\s*=(?!=)", "", line), maxsplit=1)
    return bool(after) and len(re.findall(r"[\[(]", before)) > len(re.findall(r"[\])]", before))


@RECOGNISERS.of(
    SyntaxError, speaks=["omzet - pak = untung", "omzet / 2 = rata"], silent=["5 = x - 1", "harga-jual = 5"]
)
def sides_exchanged(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.fullmatch(r"(.*[-+*/].*?)\s*(?<![=!<>])=(?!=)\s*([^\W\d]\w*)", scene.line_text)
    if not match or "cannot assign to" not in (error.msg or ""):
        return None
    return Explanation(
        f"{scene.where} menaruh hitungan di kiri tanda `=`; di sana hanya boleh ada satu nama.",
        f"Tukar kedua sisinya: `{match[2]} = {match[1].strip()}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["harga jual = 5", "let harga = 5", "harga-jual = 5", "2harga = 5", "class = 5", "5 = x"],
    silent=["x = harga jual", "omzet - pak = untung"],
)
def bad_name(error: SyntaxError, scene: Scene) -> Explanation | None:
    match = re.match(r"([^=()\[\]\"'#]*?)\s*=(?!=)", scene.line_text)
    name = match[1].strip() if match else ""
    if not name:
        return None
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
    if "cannot assign to" in (error.msg or ""):
        return Explanation(
            f"{scene.where} menaruh `{name}` di kiri tanda `=`; di sana hanya boleh ada satu nama.",
            "Taruh nama di kiri dan hitungan di kanan, misalnya `untung = 7000 - 5000`.",
        )
    return None


def _digits_last(name: str) -> str:
    match = re.match(r"(\d+)_?(.*)", name)
    return f"{match[2]}_{match[1]}" if match else name
