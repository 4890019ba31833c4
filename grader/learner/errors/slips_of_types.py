"""A value of another type than a line needs."""

from __future__ import annotations

import ast
import re

from grader.common.indonesian import parse_number
from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene, type_name
from grader.learner.errors.slips_of_columns import value_of
from grader.learner.errors.slips_of_commas import MIXED
from grader.notebooks.cells import short
from grader.notebooks.names import tree_of

RECOGNISERS = Recognisers()


@RECOGNISERS.of(TypeError, speaks=["x = kosong + 1"], silent=["x = omzet + 'a'"])
def nothing_in_it(error: TypeError, scene: Scene) -> Explanation | None:
    empty = [name for name in scene.read if scene.names.get(name, 0) is None]
    if not empty or not re.search(MIXED, str(error)):
        return None
    return Explanation(
        f"`{empty[0]}` masih kosong (None), jadi tidak dapat dihitung.",
        f"Cari baris yang membuat `{empty[0]}`. Hasil `print(...)` memang kosong: simpan dulu nilainya.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel.groupby("kota").agg(a="sum")', 'x = tabel.groupby("kota").agg(a=["pak", "sum"])'],
    silent=["x = round(2.5, 'a')"],
)
def column_and_summary(error: TypeError, scene: Scene) -> Explanation | None:
    if ".agg(" not in scene.part or "tuples of" not in str(error):
        return None
    return Explanation(
        f"{scene.where} memberi `agg` nama baru tanpa pasangannya.",
        'Setiap nama baru diisi pasangan kolom dan ringkasannya: `nama=("kolom", "sum")`.',
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel[("omzet" > 2) & ("pak" <= 13)]', 'x = ("omzet" >= 5)'],
    silent=['x = tabel[tabel["omzet"] >= "10"]', "x = 'a' + 5"],
)
def column_name_compared_alone(error: TypeError, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        left = node.left if isinstance(node, ast.Compare) else None
        if not (isinstance(left, ast.Constant) and isinstance(left.value, str)):
            continue
        table = next((name for name, columns in scene.tables.items() if left.value in columns), None)
        if table and "not supported between" in str(error):
            return Explanation(
                f'{scene.where} membandingkan tulisan `"{left.value}"`, bukan isi kolomnya.',
                f'Tulis juga nama tabelnya: `{table}["{left.value}"]`.',
            )
    return None


@RECOGNISERS.of(
    TypeError,
    speaks=["x = tabel >= 10", "x = tabel[tabel > 5]"],
    silent=["x = tabel['kota'] >= 10", "x = tabel - 5"],
)
def whole_table_compared(error: TypeError, scene: Scene) -> Explanation | None:
    sides = [side for n in scene.nodes() if isinstance(n, ast.Compare) for side in (n.left, *n.comparators)]
    name = next((s.id for s in sides if isinstance(s, ast.Name) and s.id in scene.tables), None)
    if name is None or "not supported between" not in str(error):
        return None
    return Explanation(
        f"{scene.where} membandingkan seluruh tabel `{name}`, bukan satu kolomnya.",
        f'Sebut kolomnya: `{name}["..."]`.',
    )


@RECOGNISERS.of(
    TypeError,
    speaks=[
        "x = harga_teks + 5",
        "x = 2.5 * tulisan",
        "harga2 = '2.5'\nx = harga2 * 1.5",
        "def f(tenaga):\n    return 5 + tenaga\nx = f('1500')",
    ],
    silent=["x = 'harga_teks' + 5", "x = 5 / tulisan.split()", "x = len(tulisan) + 'a'"],
)
def text_in_a_name(error: TypeError, scene: Scene) -> Explanation | None:
    sides = [side for node in scene.nodes() for side in _sides(node)]
    beside = {side.id for side in sides if isinstance(side, ast.Name)}
    words = [name for name in scene.mentioned(str) if name in beside or not sides]
    of_a_list = "'list'" in str(error) and "'str'" not in str(error)
    if not words or of_a_list or not re.search(MIXED, str(error)):
        return None
    name, value = words[0], str(scene.names[words[0]])
    happened = f'`{name}` berisi teks `"{short(value)}"`'
    number = parse_number(value) if re.fullmatch(r"\s*-?[\d._]+\s*", value) else None
    if number is None:
        return Explanation(
            f"{happened}, jadi tidak dapat dihitung bersama angka.",
            f"Pakai nama yang berisi angka. Untuk menampilkan keduanya, pakai koma: `print({name}, ...)`.",
        )
    shown = f"{number:_.0f}" if number.is_integer() else f"{number:_}"
    tree = tree_of(scene.source)
    inputs = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)} if tree else set()
    where = f"`{shown}`" if name in inputs else f"`{name} = {shown}`"
    return Explanation(
        f"{happened}, bukan angka, jadi tidak dapat dihitung bersama angka.",
        f"Hapus tanda kutipnya di tempat nilai itu diberikan: {where}.",
    )


def _sides(node: ast.AST) -> list[ast.expr]:
    """What stands at both sides of a sign."""
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.AugAssign):
        return [node.target, node.value]
    return [node.left, *node.comparators] if isinstance(node, ast.Compare) else []


@RECOGNISERS.of(
    TypeError,
    speaks=[
        "print('Untung ' + 5)",
        "x = 'antara ' + 5",
        "x = 5 + '7000'",
        "x = [1, 2] * 1.5",
    ],
    silent=["len(5)"],
)
def mixed(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(MIXED, str(error)):
        return None
    compared = "not supported between" in str(error) or "Invalid comparison" in str(error)
    kinds = _kinds_told(error, scene)
    if len(kinds) == 1:
        what = "membandingkan" if compared else "menghitung"
        return Explanation(
            f"{scene.where} {what} dua {kinds[0]} dengan cara yang tidak cocok untuk itu.",
            _of_one_kind(kinds[0], scene),
        )
    what = "membandingkan" if compared else "mencampur"
    within = "" if compared else " dalam satu hitungan"
    return Explanation(f"{scene.where} {what} {' dan '.join(kinds)}{within}.", _apart(kinds, scene))


#: How Python's errors name what stands at both sides of a sign.
_SIDES_TOLD = re.compile(
    r"for [^:]*: '([\w.]+)' and '([\w.]+)'|instances of '([\w.]+)' and '([\w.]+)'"
    r"|concatenate (\w+) \(not \"([\w.]+)\"\)|dtype=(\w+) and (\w+)"
)


def _kinds_told(error: TypeError, scene: Scene) -> list[str]:
    """What was put together, each once, as people call it."""
    told = _SIDES_TOLD.search(str(error))
    if told:
        named = [name.rpartition(".")[2] for name in told.groups() if name]
        return list(dict.fromkeys(map(type_name, named)))
    times = re.search(r"sequence by non-int of type '(\w+)'", str(error))
    sides = [value_of(side, scene) for node in scene.failed(ast.BinOp) for side in _sides(node)]
    written = [side for node in scene.failed(ast.BinOp) for side in _sides(node)]
    is_list = any(isinstance(side, list | tuple) for side in sides)
    first = "daftar" if is_list or any(isinstance(one, ast.List) for one in written) else "teks"
    return list(dict.fromkeys([first, type_name(times[1]) if times else "angka"]))


def _of_one_kind(kind: str, scene: Scene) -> str:
    """What to do where two of a kind were put together."""
    if kind == "teks":
        return _of_a_text(scene)
    if "^" in scene.bare_part:
        return "Pangkat ditulis `**`, bukan `^`."
    if kind == "daftar":
        return "Daftar tidak dihitung sekaligus. Hitung isinya satu per satu: `[a / b, c / d]`."
    return "Periksa tanda hitungnya: `+`, `-`, `*`, `/`, atau `**` untuk pangkat."


def _of_a_text(scene: Scene) -> str:
    """What to do with the text that stands in a calculation: one that is a number, or one that is none."""
    texts = [text for _, text in re.findall(r"([\"'])(.*?)\1", scene.part)]
    columns = {column for listed in scene.tables.values() for column in listed}
    number = next((text for text in texts if re.fullmatch(r"\s*\d[\d_.]*\s*", text)), None)
    if number:
        return f'Tulis angka tanpa tanda kutip: `{number.strip()}`, bukan `"{number.strip()}"`.'
    if not texts or set(texts) <= columns:
        return "Periksa isi setiap nama dan kolom di baris itu: yang dihitung harus angka."
    return "Teks tidak ikut dihitung. Sisakan angka dan nama yang berisi angka."


def _apart(kinds: list[str], scene: Scene) -> str:
    """What to do where values of these kinds were calculated with each other."""
    strange = next((kind for kind in kinds if kind not in ("angka", "teks")), "")
    if not strange and "print" in scene.bare_line:
        return 'Di `print`, pisahkan teks dan angka dengan koma: `print("Untung", 7000)`.'
    if not strange:
        return _of_a_text(scene)
    if re.search(r"=\s*\[[^\[\],]*[-+*/]", scene.bare_line):
        return "Untuk mengelompokkan hitungan, pakai kurung bulat: `( )`."
    if strange == "daftar" and "teks" in kinds:
        return "Untuk menambah isi sebuah daftar: `nama.append(...)`. Kalau maksudmu hitungan, pakai angka."
    if strange == "daftar":
        return "Ringkas dulu daftar itu, misalnya dengan `len(...)` atau `sum(...)`; satu isinya: `nama[0]`."
    if strange in ("tabel", "kolom"):
        return f"Ringkas dulu {strange} itu menjadi satu angka, misalnya dengan `len(...)` atau `sum(...)`."
    if strange == "pengelompokan":
        return "Ringkas dulu pengelompokannya, misalnya dengan `.sum()` atau `.mean()` di belakangnya."
    if strange.startswith("kosong"):
        return "Cari yang kosong di baris itu: yang tidak memberi hasil, seperti `print(...)`."
    if strange == "beberapa nilai yang dipisah koma":
        return "Ganti koma di antara nilainya dengan tanda hitung, misalnya `+`."
    if strange == "kamus":
        return 'Ambil dulu satu isinya: `nama["kunci"]`.'
    return "Hitung dengan angka saja; periksa isi setiap nama di baris itu."


@RECOGNISERS.of(
    TypeError,
    speaks=["x = len(omzet)", "x = len(tulisan.split)", "bersih = tabel.dropna\nx = len(bersih)"],
    silent=["x = len(nol, 1)", "x = sum(omzet)"],
)
def no_length(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(r"object of type '(\w+)' has no len\(\)", str(error))
    if not told or not re.search(r"\blen\(", scene.bare_part):
        return None
    kind = type_name(told[1])
    name = next((a.id for c in scene.failed(ast.Call) for a in c.args if isinstance(a, ast.Name)), "")
    made = f"di baris yang membuat `{name}`" if name else "di belakangnya"
    return Explanation(
        f"{scene.where} menghitung banyaknya isi sebuah {kind}.",
        f"Fungsi itu belum dijalankan: tambahkan tanda kurung {made}."
        if kind == "fungsi"
        else "`len(...)` menghitung baris tabel, isi daftar, atau huruf teks; sebuah angka dipakai langsung.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = int(tabel["omzet"])', 'x = ceil(tabel["omzet"])'],
    silent=["x = ceil('a')", 'x = "tabel"[tabel["pak"] > 1]'],
)
def column_for_one_number(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(r"not '?Series'?$|convert the series", str(error)):
        return None
    if re.search(r"in <string>|indices", str(error)):
        return None
    return Explanation(
        f"{scene.where} memberi satu kolom penuh, padahal yang dibutuhkan satu angka.",
        "Ringkas dulu kolomnya, misalnya dengan `.sum()` atau `.mean()`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=["x = omzet[0]", "x = max(omzet)", "a, b = 5", "x = kamus.keys()[0]"],
    silent=["x = tabel.head[6]"],
)
def no_collection(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(r"'(\w+)' object is not (?:(subscriptable)|iterable)|non-iterable (\w+)", str(error))
    if not told:
        return None
    kind = type_name(told[1] or told[3])
    if isinstance(scene.statement, ast.Assign) and isinstance(scene.statement.targets[0], ast.Tuple):
        return Explanation(
            f"{scene.where} menulis beberapa nama di kiri tanda `=`, padahal di kanannya hanya satu {kind}.",
            "Tulis satu nama saja di kiri tanda `=`.",
        )
    if told[2]:
        return Explanation(
            f"{scene.where} menaruh kurung siku sesudah {kind}, yang isinya tidak diambil begitu.",
            "Kurung siku untuk tabel, daftar, kamus, atau teks. Periksa isi nama yang kamu pakai.",
        )
    if kind == "fungsi":
        return Explanation(
            f"{scene.where} memakai sebuah fungsi yang belum dijalankan sebagai kumpulan nilai.",
            "Tambahkan tanda kurung di belakang nama fungsi itu: `()`.",
        )
    return Explanation(
        f"{scene.where} memperlakukan {kind} sebagai kumpulan nilai.",
        "Yang dibutuhkan di situ tabel, daftar, atau teks. Periksa isi nama yang kamu pakai.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel["kota"].mean()', "x = tabel.groupby('pak').mean()"],
    silent=["x = len(5)"],
)
def sum_of_texts(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(
        r"perform reduction '(\w+)' with|not support operation '(\w+)'|[Cc]ould not convert .* to numeric",
        str(error),
    )
    if not told:
        return None
    method = told[1] or told[2]
    what = f"`{method}`" if method else "sesuatu"
    return Explanation(
        f"{scene.where} menghitung {what} dari kolom yang tidak berisi angka.",
        "Hanya kolom angka yang bisa dihitung begitu. Tulis nama kolom yang berisi angka.",
    )


@RECOGNISERS.of(TypeError, speaks=["tabel.plot.bar(x='omzet', y='kota')"], silent=["len(5)"])
def texts_drawn(error: TypeError, scene: Scene) -> Explanation | None:
    if "no numeric data to plot" not in str(error):
        return None
    return Explanation(
        f"{scene.where} menggambar kolom yang tidak berisi angka.",
        "Isi `y` dengan nama kolom yang berisi angka.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=[
        "x = tabel.merge(lain, on='kota'[['kota', 'pak']])",
        "x = 'kota'['pak']",
        'x = "tabel"[tabel["pak"] > 1]',
    ],
    silent=["x = daftar['a']", "x = tulisan['a']"],
)
def bracket_behind_a_text(error: TypeError, scene: Scene) -> Explanation | None:
    for node in scene.failed(ast.Subscript):
        text = node.value.value if isinstance(node.value, ast.Constant) else None
        if not isinstance(text, str):
            continue
        todo = "Kurung siku ditulis sesudah nama tabel atau daftar."
        if text in scene.names:
            todo = f"`{text}` sebuah nama. Hapus tanda kutipnya: `{text}`."
        elif re.search(r"\w\(", scene.bare_line):
            todo = "Tutup dulu kurung bulatnya, `)`, sebelum kurung siku itu."
        return Explanation(
            f'{scene.where} menaruh kurung siku tepat sesudah teks `"{short(text, 30)}"`.', todo
        )
    return None


@RECOGNISERS.of(
    TypeError,
    IndexError,
    ValueError,
    speaks=[
        "x = daftar['a']",
        "x = tulisan['a']",
        'x = tabel.values["kota"]',
        'x = tabel.iloc["kota"]',
        'x = tabel.iloc[0, "kota"]',
    ],
    silent=["len(5)"],
)
def list_by_name(error: TypeError | IndexError | ValueError, scene: Scene) -> Explanation | None:
    told = re.search(
        r"(list|tuple|string) indices must be integers|^only integers, slices"
        r"|^Cannot index by location|^Location based indexing",
        str(error),
    )
    if not told:
        return None
    if ".iloc[" in scene.bare_part:
        return Explanation(
            f"{scene.where} memberi `.iloc` sesuatu yang bukan nomor baris.",
            "`.iloc` menunggu nomor, misalnya `[0]`. Untuk satu kolom, tulis tanpa `.iloc`; untuk baris "
            "menurut isinya, saring.",
        )
    kind = {"list": "isi daftar", "string": "huruf sebuah teks"}.get(told[1] or "", "isi beberapa nilai")
    return Explanation(
        f"{scene.where} meminta {kind} dengan sesuatu yang bukan nomor urut.",
        "Di dalam kurung siku, tulis nomor urut, misalnya `[0]` untuk yang pertama. "
        "Kalau maksudmu kolom, pakai nama tabelnya.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=["for k in range(5 / 2):\n    print(k)", "x = tabel.head(2.5)"],
    silent=["x = range('a')", "x = tabel.head('a')"],
)
def whole_number_needed(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(r"'float' object cannot be interpreted as an integer|of type float", str(error)):
        return None
    return Explanation(
        f"{scene.where} memberi bilangan pecahan di tempat yang menunggu bilangan bulat.",
        "Jadikan bulat dulu, misalnya dengan `int(...)` atau dengan `//` untuk membagi.",
    )


@RECOGNISERS.of(TypeError, speaks=["x = round(2.5, 'a')"])
def other_type(error: TypeError, scene: Scene) -> Explanation | None:
    return Explanation(
        f"{scene.where} memakai nilai yang jenisnya tidak sesuai.",
        "Periksa jenis tiap nilai di baris itu: angka tanpa tanda kutip, teks dengan tanda kutip.",
    )
