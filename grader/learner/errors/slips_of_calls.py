"""What is called and what is not: brackets of the wrong kind behind a name, and what stands in them."""

from __future__ import annotations

import ast
import builtins
import math
import re
from types import ModuleType

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import FRONT_DOOR, Scene, type_name
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()


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
    speaks=['x = tabel("omzet")', 'x = tabel(["omzet", "kota"])', "x = daftar(0)"],
    silent=["x = omzet(2)", "x = tabel.omzet.mean()(2)"],
)
def square_brackets(error: TypeError, scene: Scene) -> Explanation | None:
    if "is not callable" not in str(error):
        return None
    for call in scene.failed(ast.Call):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        value = scene.names.get(name)
        if hasattr(builtins, name) or name in FRONT_DOOR:
            continue
        if hasattr(value, "iloc") or isinstance(value, list | dict):
            kind = type_name(type(value).__name__)
            return Explanation(
                f"`{name}` berisi {kind}, bukan fungsi, jadi tidak diikuti kurung bulat.",
                f"Isi sebuah {kind} diambil dengan kurung siku: `{name}[...]`.",
            )
    return None


@RECOGNISERS.of(
    TypeError,
    speaks=["print_lama = 1\nomzet(5)", "len = 4\nlen('a')", "list = [1]\nlist('a')", "x = kosong()"],
    silent=["5(2)"],
)
def name_is_no_function(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(r"'(\w+)' object is not callable", str(error))
    called = [call.func.id for call in scene.failed(ast.Call) if isinstance(call.func, ast.Name)]
    name = next((one for one in called if one in scene.names and not callable(scene.names[one])), None)
    if not told or name is None:
        return None
    if hasattr(builtins, name) or name in FRONT_DOOR:
        return Explanation(
            f"Nama fungsi `{name}` sudah kamu pakai untuk menyimpan {type_name(told[1])}.",
            "Ganti nama itu di tempat kamu membuatnya, mulai ulang kernel, lalu jalankan semua sel.",
        )
    if told[1] == "NoneType":
        return Explanation(
            f"`{name}` masih kosong (None), jadi tidak dapat diikuti tanda kurung.",
            f"Cari baris yang membuat `{name}`.",
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
    found = re.search(rf"\.({'|'.join(PROPERTIES)})\(", scene.bare_part)
    if not found or "is not callable" not in str(error):
        return None
    return Explanation(
        f"{scene.where} memberi `.{found[1]}` tanda kurung, padahal itu bukan fungsi.",
        f"Hapus tanda kurungnya: `.{found[1]}`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel.kota("Madiun")', "x = len(tabel.jumlah_pak(5))"],
    silent=["x = tabel.shape()", "x = 5(2 + 3)", "x = tabel.omzet.mean()(2)"],
)
def column_called(error: TypeError, scene: Scene) -> Explanation | None:
    found = re.search(r"\b(\w+)\.(\w+)\(([^()]*)\)", scene.part)
    if not found or "'Series' object is not callable" not in str(error):
        return None
    if found[2] not in scene.tables.get(found[1], []):
        return None
    return Explanation(
        f"`{found[2]}` adalah kolom di `{found[1]}`, bukan fungsi.",
        f'Untuk menyaring: `{found[1]}[{found[1]}["{found[2]}"] == {short(found[3], 30) or "..."}]`.',
    )


@RECOGNISERS.of(
    TypeError,
    speaks=[
        "x = 5(2 + 3)",
        'x = tabel[(tabel["kota"] == "Madiun") (tabel["pak"] > 1)]',
        "x = [(1, 2) (3, 4)]",
        'x = print("Untung"(omzet))',
        "x = tabel.head()()",
        'x = "muat"("panen")',
        'x = tabel["omzet"].apply(round(2))',
        'x = tabel.groupby("kota")("omzet").sum()',
        'x = tabel_tanggal["hari"].dt.month()',
    ],
    silent=["x = omzet(2)", 'x = tabel.rename(columns={"omzet", "uang"})'],
)
def value_is_no_function(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(r"'(\w+)' object is not callable", str(error))
    if not told:
        return None
    if _takes_a_function(scene) or _calls_a_function(scene):
        return Explanation(
            f"{scene.where} memberi sebuah nilai di tempat yang menunggu fungsi.",
            "Tulis nama fungsinya saja, tanpa tanda kurung di belakangnya.",
        )
    called = [call.func for call in scene.failed(ast.Call)]
    behind = next((f for f in called if isinstance(f, ast.Attribute)), None)
    if behind is not None:
        return _called_behind_a_dot(behind, told[1], scene)
    texts = [f.value for f in called if isinstance(f, ast.Constant) and isinstance(f.value, str)]
    name = next((text for text in texts if text in scene.names or hasattr(builtins, text)), None)
    if name:
        return Explanation(f"`{name}` sebuah nama, bukan teks.", f"Hapus tanda kutipnya: `{name}`.")
    return Explanation(
        f"{scene.where} menulis tanda kurung tepat sesudah {type_name(told[1])}, yang bukan fungsi.",
        "Hapus tanda kurung kosong di ujungnya."
        if re.search(r"\(\s*\)$", scene.bare_part)
        else "Nama kolom ditulis di dalam kurung siku: `[...]`."
        if _is_given_a_column(scene)
        else f"Taruh tanda di antaranya: {_between(told[1])}.",
    )


def _is_given_a_column(scene: Scene) -> bool:
    """Whether the brackets hold the name of a column, as a text."""
    columns = {column for listed in scene.tables.values() for column in listed}
    given = [a for call in scene.failed(ast.Call) for arg in call.args for a in ast.walk(arg)]
    return any(isinstance(one, ast.Constant) and one.value in columns for one in given)


def _called_behind_a_dot(called: ast.Attribute, kind: str, scene: Scene) -> Explanation | None:
    """What is said of `a.b(...)` where `b` is no function; nothing where it may be something in a library."""
    owner = scene.names.get(called.value.id) if isinstance(called.value, ast.Name) else None
    is_column = kind == "Series" and not callable(getattr(owner, called.attr, None))
    if not is_column and callable(getattr(owner, called.attr, len)):
        return None
    if isinstance(owner, ModuleType):
        return Explanation(
            f"`.{called.attr}` sudah kamu pakai untuk menyimpan {type_name(kind)}.",
            "Hapus baris yang menyimpannya, mulai ulang kernel, lalu jalankan semua sel.",
        )
    what = "sebuah kolom" if is_column else f"berisi {type_name(kind)}"
    return Explanation(f"`.{called.attr}` {what}, bukan fungsi.", f"Hapus tanda kurungnya: `.{called.attr}`.")


def _between(kind: str) -> str:
    """What people leave out between a value of this type and a round bracket."""
    if kind in ("int", "float", "float64", "int64"):
        return "tanda `*` untuk perkalian, misalnya `5 * (2 + 3)`"
    return "`&` atau `|` kalau keduanya syarat" if kind in ("Series", "DataFrame") else "koma"


def _calls_a_function(scene: Scene) -> bool:
    """Whether what failed is a known function that was given something to call."""
    names = [call.func.id for call in scene.failed(ast.Call) if isinstance(call.func, ast.Name)]
    return any(callable(scene.names.get(name, getattr(builtins, name, None))) for name in names)


def _takes_a_function(scene: Scene) -> bool:
    """Whether what failed is a method that was given something to call."""
    attributes = [call.func.attr for call in scene.failed(ast.Call) if isinstance(call.func, ast.Attribute)]
    return any(name in ("apply", "map", "agg", "transform", "pipe") for name in attributes)


@RECOGNISERS.of(
    TypeError,
    speaks=['gambar(grafik, "BPS", "2025")', 'gambar(grafik, waktu="2025")'],
    silent=['muat("a", 1, 2, 3)'],
)
def source_and_time_need_names(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.match(r"gambar\(\) (takes|missing)", str(error)):
        return None
    lacking = [name for name in ("sumber", "waktu") if not re.search(rf"\b{name}\s*=", scene.bare_part)]
    if len(lacking) == 1:
        return Explanation(
            f"`gambar` belum diberi `{lacking[0]}`.", f'Tambahkan di dalam kurungnya: `{lacking[0]}="..."`.'
        )
    return Explanation(
        "Di `gambar`, sumber dan waktu harus disebut namanya.",
        'Tulis `gambar(grafik, sumber="...", waktu="...")`.',
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel["kota"].isin("Madiun")', 'x = tabel["kota"].isin("Madiun", "Ngawi")'],
    silent=['x = tabel["kota"].count("Madiun")'],
)
def isin_takes_a_list(error: TypeError, scene: Scene) -> Explanation | None:
    if "isin()" not in str(error):
        return None
    found = re.search(r"isin\(([^()\[\]]*)\)", scene.part)
    return Explanation(
        f"{scene.where} memberi `isin` isi satu-satu, bukan daftar.",
        f"Taruh di dalam kurung siku: `isin([{short(found[1], 40) if found else '...'}])`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel["kota"].count("Madiun")', 'x = tabel.kota.count("Madiun")'],
    silent=['x = tabel["kota"].isin("Madiun")', "x = tabel['kota'].count(1, 2)"],
)
def value_to_count(error: TypeError, scene: Scene) -> Explanation | None:
    line = re.sub(r"\b(\w+)\.(\w+)\.count\(", r'\1["\2"].count(', scene.part)
    found = re.search(r"(\w+)\[([\"'][^\"']*[\"'])\]\.count\(([\"'][^\"']*[\"'])\)", line)
    if not found:
        return None
    return Explanation(
        "`.count()` di belakang kolom menghitung semua isinya; ia tidak mencari.",
        f"Saring dulu: `len({found[1]}[{found[1]}[{found[2]}] == {short(found[3], 40)}])`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=['x = tabel.sort_values("omzet", False)'],
    silent=["def f(a):\n    return a\nf(1, 2)", 'x = tabel.sort_values("omzet", naik=False)'],
)
def order_without_its_name(error: TypeError, scene: Scene) -> Explanation | None:
    found = re.search(r"sort_values\(([^()]*),\s*(True|False)\s*\)", scene.part)
    if not found:
        return None
    return Explanation(
        f"{scene.where} memberi `sort_values` masukan kedua tanpa nama.",
        f"Sebut namanya: `sort_values({short(found[1], 40)}, ascending={found[2]})`.",
    )


@RECOGNISERS.of(
    TypeError, speaks=['x = tabel[{"kota", "omzet"}]'], silent=["x = {{1}}", "x = tabel['kota'](1)"]
)
def braces_for_columns(error: TypeError, scene: Scene) -> Explanation | None:
    if "Passing a set as an indexer" not in str(error):
        return None
    return Explanation(
        f"{scene.where} menulis nama-nama kolom di dalam kurung kurawal.",
        'Pakai kurung siku: `[["a", "b"]]`.',
    )


@RECOGNISERS.of(
    TypeError,
    ValueError,
    speaks=["x = tabel.loc(1, 'pak')", "x = tabel.iloc(0, 1)"],
    silent=["x = tabel.head(1, 2)"],
)
def round_brackets_for_places(error: TypeError | ValueError, scene: Scene) -> Explanation | None:
    found = re.search(r"\.(i?loc|i?at)\(", scene.bare_part)
    if not found or "Indexer" not in str(error):
        return None
    return Explanation(
        f"{scene.where} memberi `.{found[1]}` kurung bulat.", f"Pakai kurung siku: `.{found[1]}[...]`."
    )


@RECOGNISERS.of(
    TypeError,
    speaks=[
        "x = tabel.head[6]",
        'x = tabel.groupby["kota"]',
        "x = ceil[2.5]",
        "x = sum[omzet, pak]",
        'r = tabel["pak"].value_counts\nx = r[1]',
    ],
    silent=["x = omzet[2]"],
)
def round_brackets(error: TypeError, scene: Scene) -> Explanation | None:
    if not re.search(
        r"'(method|function|builtin_function_or_method|type)' object is not subscriptable", str(error)
    ):
        return None
    found = re.findall(r"(\w+)\s*\[", scene.part)
    functions = [name for name in found if callable(scene.names.get(name))]
    name = (functions or [name for name in found if name not in scene.names] or ["fungsi"])[0]
    kept = scene.names.get(name)
    if hasattr(kept, "iloc") is False and isinstance(getattr(kept, "__self__", math), ModuleType) is False:
        return Explanation(
            f"`{name}` berisi fungsi yang belum dijalankan.",
            f"Tambahkan tanda kurung di tempat `{name}` dibuat: `.{getattr(kept, '__name__', name)}()`.",
        )
    inside = "[...]" if name == "sum" else "..."
    return Explanation(
        f"`{name}` adalah fungsi, jadi tidak diikuti kurung siku.",
        f"Jalankan dengan kurung bulat: `{name}({inside})`.",
    )
