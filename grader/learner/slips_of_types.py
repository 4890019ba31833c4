"""A value of another type than a line needs, a method that is not there, brackets of the wrong kind."""

from __future__ import annotations

import ast
import builtins
import re

from grader.learner.explanation import Explanation
from grader.learner.recogniser import Recognisers
from grader.learner.scene import FRONT_DOOR, TYPE_NAMES, Scene, names_in, short, type_name

RECOGNISERS = Recognisers()

BRACKETS = "Untuk menggabungkan dua syarat, pakai `&` atau `|`, dan beri kurung pada tiap syarat."
MIXED = (
    r"can only concatenate|unsupported operand|can't multiply"
    r"|not supported between|Invalid comparison between"
)
Errors = TypeError | AttributeError | ValueError


@RECOGNISERS.of(TypeError, speaks=["t = tabel['kota'] == 'a' & tabel['pak'] == 1"], silent=["x = 'a' & 1"])
def conditions_without_brackets(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(r"operand type\(s\) for [&|]:|'r?(?:and|or)_'", str(error))
    if not told or not re.search(r"[=!<>]=|[<>]", scene.bare_line):
        return None
    return Explanation(f"{scene.where} menggabungkan dua syarat tanpa kurung.", BRACKETS)


@RECOGNISERS.of(
    TypeError,
    KeyError,
    speaks=['x = tabel["pak" >= 10]', 'x = tabel["omzet" > 5]', 'x = tabel["kota" == "Madiun"]'],
    silent=['x = "omzet" > 5', 'x = tabel[tabel["kota"] >= 10]', 'x = tabel["Kota"]'],
)
def column_name_compared(error: TypeError | KeyError, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Compare)):
            continue
        table, left = node.value, node.slice.left
        if isinstance(table, ast.Name) and isinstance(left, ast.Constant) and isinstance(left.value, str):
            return Explanation(
                f'{scene.where} membandingkan tulisan `"{left.value}"` sendiri, bukan isi kolomnya.',
                f'Tulis juga nama tabelnya: `{table.id}[{table.id}["{left.value}"] ...]`.',
            )
    return None


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel["kota"].str.contains("Madiun", "Ponorogo", "Ngawi")'],
    silent=['x = tabel["kota"].str.contains(5)'],
)
def several_texts_to_find(error: TypeError, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        if not (isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "contains"):
            continue
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if len(texts) > 1:
            return Explanation(
                f"{scene.where} memberi `contains` beberapa teks; ia mencari satu.",
                f'Gabungkan dengan `|`, yang artinya atau: `contains("{"|".join(texts)}")`.',
            )
    return None


@RECOGNISERS.of(
    TypeError,
    speaks=["x = 5 / (1 - 0,4)", "x = harga_koma + 5", "x = persen_koma / 2"],
    silent=["x = (1, 2) + 5", "harga_koma = 5 + 'a'"],
)
def comma_in_a_number(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(MIXED, str(error)):
        return None
    pairs = [name for name in scene.mentioned(tuple) if re.search(rf"\b{name}\b", scene.right_side)]
    if pairs and "tuple" in str(error):
        return Explanation(
            f"`{pairs[0]}` berisi beberapa nilai, karena angkanya ditulis dengan koma.",
            f"Tulis tanpa koma: `{pairs[0]} = {_without_comma(scene.names[pairs[0]])}`.",
        )
    comma = re.search(r"\b\d+,\d+\b", scene.line_text) if "tuple" in str(error) else None
    return decimal_comma(comma[0], scene) if comma else None


def _without_comma(pair: object) -> str:
    """What `9,64` or `12,500`, read as two numbers, was meant to be."""
    parts = [str(part) for part in pair] if isinstance(pair, tuple) else []
    if not all(part.isdigit() for part in parts):
        return "..."
    if len(parts) == 2 and (len(parts[1]) != 3 or parts[0] == "0"):
        return ".".join(parts)
    return "_".join([parts[0], *(part.zfill(3) for part in parts[1:])])


@RECOGNISERS.of(TypeError, speaks=["x = kosong + 1"], silent=["x = omzet + 'a'"])
def nothing_in_it(error: TypeError, scene: Scene) -> Explanation | None:
    empty = [name for name in names_in(scene.line_text) if scene.names.get(name, 0) is None]
    if not empty or not re.search(MIXED, str(error)):
        return None
    return Explanation(
        f"`{empty[0]}` masih kosong (None), jadi tidak dapat dihitung.",
        f"Cari baris yang membuat `{empty[0]}`. Hasil `print(...)` memang kosong: simpan dulu nilainya.",
    )


@RECOGNISERS.of(
    TypeError, speaks=["x = harga_teks + 5", "x = 2.5 * tulisan"], silent=["x = 'harga_teks' + 5"]
)
def text_in_a_name(error: TypeError, scene: Scene) -> Explanation | None:
    words = scene.mentioned(str)
    if not words or not re.search(MIXED, str(error)):
        return None
    name, value = words[0], str(scene.names[words[0]])
    happened = f'`{name}` berisi teks `"{short(value)}"`'
    if re.fullmatch(r"\s*-?[\d._]+\s*", value):
        number = f"{name} = {value.strip().replace('.', '_')}"
        return Explanation(
            f"{happened}, bukan angka, jadi tidak dapat dihitung bersama angka.",
            f"Hapus tanda kutipnya di tempat nama itu dibuat: `{number}`.",
        )
    return Explanation(
        f"{happened}, jadi tidak dapat dihitung bersama angka.",
        f"Pakai nama yang berisi angka. Untuk menampilkan keduanya, pakai koma: `print({name}, ...)`.",
    )


@RECOGNISERS.of(TypeError, speaks=["print('Untung ' + 5)"], silent=["len(5)"])
def mixed(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(MIXED, str(error)):
        return None
    named = re.findall(rf"\b({'|'.join(TYPE_NAMES)})\b", str(error))
    kinds = list(dict.fromkeys(map(type_name, named)))
    both = " dan ".join(kinds) if len(kinds) > 1 else "teks dan angka"
    if len(kinds) == 1 and "sequence" not in str(error):
        return Explanation(
            f"{scene.where} menghitung dua {kinds[0]} dengan tanda yang tidak cocok untuk itu.",
            "Periksa tanda hitungnya: `+`, `-`, `*`, `/`, atau `**` untuk pangkat.",
        )
    return Explanation(
        f"{scene.where} mencampur {both} dalam satu hitungan.",
        'Tulis angka tanpa tanda kutip: `7000`, bukan `"7000"`. Di `print`, pisahkan dengan koma.',
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel("omzet")', 'x = tabel(["omzet", "kota"])', "x = daftar(0)"],
    silent=["x = omzet(2)", "x = tabel.omzet.mean()(2)"],
)
def square_brackets(error: TypeError, scene: Scene) -> Explanation | None:
    if "is not callable" not in str(error):
        return None
    for name in re.findall(r"(\w+)\s*\(", scene.line_text):
        value = scene.names.get(name)
        if hasattr(value, "iloc") or isinstance(value, list | dict):
            kind = type_name(type(value).__name__)
            return Explanation(
                f"`{name}` berisi {kind}, bukan fungsi, jadi tidak diikuti kurung bulat.",
                f"Isi sebuah {kind} diambil dengan kurung siku: `{name}[...]`.",
            )
    return None


@RECOGNISERS.of(TypeError, speaks=["print_lama = 1\nomzet(5)", "len = 4\nlen('a')"], silent=["5(2)"])
def name_is_no_function(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(r"'(\w+)' object is not callable", str(error))
    called = [name for name in re.findall(r"(\w+)\s*\(", scene.line_text) if name in scene.names]
    name = next((name for name in called if not callable(scene.names[name])), None)
    if not told or name is None:
        return None
    if hasattr(builtins, name) or name in FRONT_DOOR:
        return Explanation(
            f"Nama fungsi `{name}` sudah kamu pakai untuk menyimpan {type_name(told[1])}.",
            "Ganti nama itu di tempat kamu membuatnya, mulai ulang kernel, lalu jalankan semua sel.",
        )
    return Explanation(
        f"`{name}` berisi {type_name(told[1])}, bukan fungsi, jadi tidak dapat diikuti tanda kurung.",
        f"Kalau maksudmu perkalian, tulis tanda `*`: `{name} * (...)`.",
    )


#: What a table or column has without brackets.
PROPERTIES = ("shape", "columns", "size", "index", "values", "dtypes")


@RECOGNISERS.of(
    TypeError, speaks=["x = tabel.shape()", "x = tabel.columns()"], silent=["x = tabel.omzet.mean()(2)"]
)
def property_called(error: TypeError, scene: Scene) -> Explanation | None:
    found = re.search(rf"\.({'|'.join(PROPERTIES)})\(", scene.bare_line)
    if not found or "is not callable" not in str(error):
        return None
    return Explanation(
        f"{scene.where} memberi `.{found[1]}` tanda kurung, padahal itu bukan fungsi.",
        f"Hapus tanda kurungnya: `.{found[1]}`.",
    )


@RECOGNISERS.of(TypeError, speaks=["x = 5(2 + 3)"], silent=["x = omzet(2)"])
def value_is_no_function(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(r"'(\w+)' object is not callable", str(error))
    if not told:
        return None
    return Explanation(
        f"{scene.where} menulis tanda kurung tepat sesudah {type_name(told[1])}.",
        "Kalau maksudmu perkalian, tulis tanda `*` di antaranya, misalnya `5 * (2 + 3)`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['gambar(grafik, "BPS", "2025")', 'gambar(grafik, waktu="2025")'],
    silent=['muat("a", 1, 2, 3)'],
)
def source_and_time_need_names(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.match(r"gambar\(\) (takes|missing)", str(error)):
        return None
    lacking = [name for name in ("sumber", "waktu") if not re.search(rf"\b{name}\s*=", scene.bare_line)]
    if len(lacking) == 1:
        return Explanation(
            f"`gambar` belum diberi `{lacking[0]}`.", f'Tambahkan di dalam kurungnya: `{lacking[0]}="..."`.'
        )
    return Explanation(
        "Di `gambar`, sumber dan waktu harus disebut namanya.",
        'Tulis `gambar(grafik, sumber="...", waktu="...")`.',
    )


@RECOGNISERS.of(TypeError, speaks=["def f(a, b):\n    return a\nf(1)"], silent=["f = len\nf()"])
def argument_missing(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(r"(\w+)\(\) missing \d+ required .*?argument", str(error))
    if not told:
        return None
    needed = ", ".join(f"`{name}`" for name in re.findall(r"'(\w+)'", str(error)))
    return Explanation(
        f"Fungsi `{told[1]}` masih kekurangan masukan{': ' + needed if needed else ''}.",
        f"Tulis masukan itu di dalam tanda kurung `{told[1]}(...)`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel["kota"].isin("Madiun")', 'x = tabel["kota"].isin("Madiun", "Ngawi")'],
    silent=['x = tabel["kota"].count("Madiun")'],
)
def isin_takes_a_list(error: TypeError, scene: Scene) -> Explanation | None:
    if "isin()" not in str(error):
        return None
    found = re.search(r"isin\(([^()\[\]]*)\)", scene.line_text)
    return Explanation(
        f"{scene.where} memberi `isin` teks, bukan daftar.",
        f"Taruh di dalam kurung siku: `isin([{short(found[1], 40) if found else '...'}])`.",
    )


@RECOGNISERS.of(
    TypeError, speaks=["def f(a):\n    return a\nf(1, 2)", "f = [].append\nf(1, 2)"], silent=["len(5)"]
)
def too_many_arguments(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(r"([\w.<>]+)\(\) takes .*?(?: but (\d+) (?:was|were) given|\((\d+) given\))", str(error))
    if not told:
        return None
    return Explanation(
        f"Fungsi `{told[1]}` diberi {told[2] or told[3]} masukan, dan jumlah itu tidak sesuai.",
        "Koma memisahkan masukan: `12,500` dibaca sebagai dua angka."
        if re.search(r"\d,\d", scene.bare_line)
        else "Periksa yang di dalam tanda kurung, lalu hapus masukan yang tidak perlu.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=["x = tabel.head[6]", 'x = tabel.groupby["kota"]', "x = ceil[2.5]"],
    silent=["x = omzet[2]"],
)
def round_brackets(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(
        r"'(method|function|builtin_function_or_method|type)' object is not subscriptable", str(error)
    ):
        return None
    found = re.findall(r"(\w+)\s*\[", scene.line_text)
    functions = [name for name in found if callable(scene.names.get(name))]
    name = (functions or [name for name in found if name not in scene.names] or ["fungsi"])[0]
    return Explanation(
        f"`{name}` adalah fungsi, jadi tidak diikuti kurung siku.",
        f"Jalankan dengan kurung bulat: `{name}(...)`.",
    )


@RECOGNISERS.of(TypeError, speaks=["x = len(omzet)"], silent=["x = len(nol, 1)", "x = sum(omzet)"])
def no_length(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(r"object of type '(\w+)' has no len\(\)", str(error))
    if not told:
        return None
    return Explanation(
        f"{scene.where} menghitung banyaknya isi sebuah {type_name(told[1])}.",
        "`len(...)` menghitung baris tabel, isi daftar, atau huruf teks.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = int(tabel["omzet"])', 'x = ceil(tabel["omzet"])'],
    silent=["x = ceil('a')"],
)
def column_for_one_number(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(r"not '?Series'?$|convert the series", str(error)):
        return None
    return Explanation(
        f"{scene.where} memberi satu kolom penuh, padahal yang dibutuhkan satu angka.",
        "Ringkas dulu kolomnya, misalnya dengan `.sum()` atau `.mean()`.",
    )


@RECOGNISERS.of(TypeError, speaks=["for i in 5: pass", "x = omzet[0]"], silent=["x = tabel.head[6]"])
def no_collection(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(r"'(\w+)' object is not (subscriptable|iterable)", str(error))
    if not told:
        return None
    return Explanation(
        f"{scene.where} memperlakukan {type_name(told[1])} sebagai kumpulan nilai.",
        "Kurung siku dan `for` membutuhkan tabel, daftar, atau teks. Periksa isi nama yang kamu pakai.",
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
    return Explanation(
        f"{scene.where} menghitung {f'`{method}`' if method else 'sesuatu'} dari kolom yang berisi teks.",
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


@RECOGNISERS.of(TypeError, speaks=["x = daftar['a']"], silent=["len(5)"])
def list_by_name(error: TypeError, scene: Scene) -> Explanation | None:
    if "indices must be integers" not in str(error):
        return None
    return Explanation(
        f"{scene.where} meminta isi daftar dengan sesuatu yang bukan nomor urut.",
        "Di dalam kurung siku, tulis nomor urut, misalnya `[0]` untuk yang pertama.",
    )


@RECOGNISERS.of(
    TypeError,
    ValueError,
    KeyError,
    speaks=['x = tabel[tabel["kota"] in daftar]', 'x = tabel[tabel["kota"] in ["Madiun"]]'],
    silent=['x = tabel["pak"] and 5'],
)
def in_for_isin(error: Errors | KeyError, scene: Scene) -> Explanation | None:
    found = re.search(r"\]\s+in\s+([\w.]+|\[[^\]]*\])", scene.line_text)
    if not found or re.match(r"\s*for\b", scene.line_text):
        return None
    return Explanation(
        f"{scene.where} memakai `in` untuk satu kolom penuh.",
        f"Pakai `.isin(...)` di belakang kolomnya: `[...].isin({short(found[1], 40)})`.",
    )


@RECOGNISERS.of(
    Exception,
    speaks=["x = tabel[(tabel['pak'] > 1), (tabel['omzet'] > 2)]", "x = tabel[tabel.pak > 1, tabel.pak > 2]"],
    silent=['x = tabel["pak", "omzet"]'],
)
def comma_between_conditions(error: Exception, scene: Scene) -> Explanation | None:
    for node in scene.nodes():
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
            parts = node.slice.elts
            if len(parts) > 1 and all(isinstance(part, ast.Compare) for part in parts):
                return Explanation(f"{scene.where} memisahkan dua syarat dengan koma.", BRACKETS)
    return None


@RECOGNISERS.of(TypeError, speaks=["x = round(2.5, 'a')"])
def other_type(error: TypeError, scene: Scene) -> Explanation | None:
    return Explanation(
        f"{scene.where} memakai nilai yang jenisnya tidak sesuai.",
        "Periksa jenis tiap nilai di baris itu: angka tanpa tanda kutip, teks dengan tanda kutip.",
    )


def decimal_comma(number: str, scene: Scene) -> Explanation:
    """What to say of 0,4 where a number was meant."""
    first, _, second = number.partition(",")
    return Explanation(
        f"{scene.where} memuat `{number}`, yang dibaca Python sebagai dua isi: {first} dan {second}.",
        f"Tulis koma desimal dengan titik: `{first}.{second}`.",
    )
