"""What is not there after a dot or as a keyword in brackets, often since its name is English."""

from __future__ import annotations

import ast
import re
from types import ModuleType
from typing import Any

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import ELSEWHERE, ENGLISH, Scene, type_name
from grader.learner.errors.slips_of_words import FILTERED, FILTERING
from grader.learner.errors.spelling import closest
from grader.notebooks.names import LONG

RECOGNISERS = Recognisers()

#: What a trainee asks of tables and columns; they have much more, for programmers.
_OF_TABLES = """
agg astype columns copy count cumsum describe diff drop drop_duplicates dropna dt duplicated fillna groupby
head idxmax idxmin iloc index info isin isna items loc map max mean median merge min mode nlargest notna
nsmallest nunique pivot_table plot quantile query rank rename replace reset_index round sample set_index shape
size sort_index sort_values std str sum tail to_frame tolist unique value_counts values
"""
OF_TABLES = frozenset(_OF_TABLES.split())


#: A table or a result with more labels than that is not searched.
MOST_LABELS = 60
NOT_SPELLED = "Periksa ejaan sesudah tanda titik; nama-nama itu dalam bahasa Inggris, seperti di pelajaran."
#: What only columns and tables are asked for.
OF_COLUMNS = frozenset(
    [
        "sum",
        "mean",
        "median",
        "max",
        "min",
        "count",
        "head",
        "groupby",
        "sort_values",
        "value_counts",
        "round",
    ]
)
#: What is no column and no table, as errors call it.
OTHERS = ("int", "float", "float64", "int64", "list", "tuple", "str")
#: How one number is made of a list.
OF_LISTS = {
    "sum": "sum({0})", "max": "max({0})", "min": "min({0})", "count": "len({0})",
    "mean": "sum({0}) / len({0})",
}  # fmt: skip


@RECOGNISERS.of(
    AttributeError,
    speaks=[
        'x = tabel["omzet"].jumlah()',
        'x = tabel.plot.batang(x="kota")',
        "x = tabel.urutkan('omzet')",
        'x = tabel["kota"].berisi("M")',
        "x = tabel.baris",
    ],
    silent=["x = tabel.jumlahan()"],
)
def indonesian_method(error: AttributeError, scene: Scene) -> Explanation | None:
    owner, name = error.obj, attribute_of(error)
    english = ENGLISH.get(name.lower())
    of_texts = owner is not None and hasattr(getattr(type(owner), "str", None), english or " ")
    if not english or not (owner is None or hasattr(owner, english) or of_texts):
        return None
    said = f"{owner_of(error)} tidak mempunyai `.{name}`."
    if english in ("count", "index") and not isinstance(owner, str):
        return Explanation(said, "Banyaknya baris: `len(...)`; banyaknya setiap nilai: `.value_counts(...)`.")
    if of_texts and not hasattr(owner, english):
        return Explanation(said, f"Untuk teks di sebuah kolom: `.str.{english}(...)`.")
    if english == "plot":
        return Explanation(said, 'Menggambar: `.plot.bar(x="...", y="...")` atau `.plot.line(...)`.')
    return Explanation(said, f"Namanya dalam bahasa Inggris, dan begitu ejaannya: `.{english}`.")


@RECOGNISERS.of(
    AttributeError,
    speaks=['x = tabel["kota"].lower()', 'x = tabel["kota"].contains("M")', 'x = tabel["pak"].lower()'],
    silent=['x = tabel["kota"].lowr()', "x = tabel.lower()"],
)
def without_str(error: AttributeError, scene: Scene) -> Explanation | None:
    owner: Any = error.obj
    name = attribute_of(error)
    texts = getattr(type(owner), "str", None) if type(owner).__name__ == "Series" else None
    if texts is None or not hasattr(texts, name) or name == "len":
        return None
    said = f"Sebuah kolom tidak mempunyai `.{name}` secara langsung."
    if owner.dtype.kind in "iufbM":
        return Explanation(said, f"`.{name}` hanya untuk teks, dan kolom ini tidak berisi teks.")
    return Explanation(said, f"Untuk tiap teks di kolom itu, sisipkan `.str`: `.str.{name}(...)`.")


@RECOGNISERS.of(
    AttributeError,
    speaks=[
        "per = tabel.pak.sum\nx = per.round(2)",
        'r = tabel.groupby("kota")[["pak"]].sum\nprint(r.head())',
    ],
    silent=["x = tabel.head.sum()", "x = len.sum()"],
)
def asked_of_a_kept_method(error: AttributeError, scene: Scene) -> Explanation | None:
    for node in scene.failed(ast.Attribute):
        name = node.value.id if isinstance(node.value, ast.Name) else ""
        made = (
            re.search(rf"^[ \t]*{name}[ \t]*=.*\.(\w+)[ \t]*$", scene.source[:LONG], re.MULTILINE)
            if name
            else None
        )
        if made and callable(scene.names.get(name)) and callable(error.obj):
            return Explanation(
                f"`{name}` berisi fungsi yang belum dijalankan.",
                f"Tambahkan tanda kurung di tempat `{name}` dibuat: `.{made[1]}()`.",
            )
    return None


@RECOGNISERS.of(
    AttributeError,
    speaks=["x = 'Batik'.lower.count('b')", "x = tabel.head.sum()"],
    silent=["x = tabel.hed()", "x = tabel.head().summ()"],
)
def asked_of_a_method(error: AttributeError, scene: Scene) -> Explanation | None:
    found = re.search(rf"\.(\w+)\.{re.escape(attribute_of(error))}\b", scene.bare_line)
    if not found or not re.match(r"'(builtin_function_or_method|method|function)' object", str(error)):
        return None
    inside = '"..."' if found[1] in ("groupby", "sort_values", "merge", "isin") else ""
    return Explanation(
        f"{scene.where} menyebut `.{found[1]}` tanpa menjalankannya.",
        f"Tambahkan tanda kurung: `.{found[1]}({inside}).{attribute_of(error)}...`.",
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=["x = tabel.len()", "x = daftar.length()"],
    silent=["x = tabel.lenn()", "x = omzet.len()"],
)
def length_asked_behind(error: AttributeError, scene: Scene) -> Explanation | None:
    if attribute_of(error).lower() not in ("len", "length", "panjang") or not hasattr(error.obj, "__len__"):
        return None
    return Explanation(
        f"{owner_of(error)} tidak mempunyai `.{attribute_of(error)}`.",
        "Banyaknya isi atau baris: `len(...)`.",
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=['x = tabel["omzet"].average()', 'x = tabel.sort("omzet")', "x = daftar.add(5)"],
    silent=["x = tabel.sor()"],
)
def called_otherwise_here(error: AttributeError, scene: Scene) -> Explanation | None:
    owner, name = error.obj, attribute_of(error)
    if isinstance(owner, str) and name == "contains":
        return Explanation(
            "Sebuah teks tidak mempunyai `.contains`.", 'Di sini dengan kata `in`: `"..." in nama`.'
        )
    here = ELSEWHERE.get(name.lower())
    if hasattr(owner, "iloc") and here in ("append", "lower", "upper"):
        return None
    if not here or (owner is not None and not hasattr(owner, here)):
        return None
    return Explanation(f"{owner_of(error)} tidak mempunyai `.{name}`.", f"Di sini namanya `.{here}`.")


@RECOGNISERS.of(
    AttributeError, speaks=['x = tabel["kota"].dt.month'], silent=['x = tabel["kota"].dtt', "x = omzet.dt"]
)
def text_for_a_date(error: AttributeError, scene: Scene) -> Explanation | None:
    if "Can only use .dt accessor" not in str(error):
        return None
    return Explanation(
        f"{scene.where} meminta bagian tanggal dari kolom yang belum berisi tanggal.",
        "Ubah dulu kolomnya menjadi tanggal: `pd.to_datetime(...)`.",
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=['x = "tabel".head(2)', 'x = "tabel".merge(lain, on="kota")'],
    silent=['x = "kota".isna()', "x = tulisan.hed()"],
)
def asked_of_a_name_in_quotes(error: AttributeError, scene: Scene) -> Explanation | None:
    for node in scene.failed(ast.Attribute):
        text = node.value.value if isinstance(node.value, ast.Constant) else None
        if isinstance(text, str) and hasattr(scene.names.get(text), attribute_of(error)):
            return Explanation(
                f"{scene.where} menulis nama `{text}` di antara tanda kutip, jadi dibaca sebagai teks.",
                f"Hapus tanda kutipnya: `{text}`.",
            )
    return None


@RECOGNISERS.of(
    AttributeError,
    speaks=[
        "x = omzet.sum()",
        "angka_angka = [1, 2]\nx = angka_angka.mean()",
        "x = harga_koma.sum()",
        "x = kopi.terang.round(2)",
        'x = tabel.kota == "Madiun".sum()',
        'x = tabel[["omzet", "pak"].sum()]',
    ],
    silent=["x = tabel.summ()", "x = omzet.a"],
)
def asked_of_no_column(error: AttributeError, scene: Scene) -> Explanation | None:
    name = attribute_of(error)
    told = re.match(r"'(?:numpy\.)?(\w+)' object", str(error))
    if name not in OF_COLUMNS or not told or told[1] not in OTHERS:
        return None
    said = f"{owner_of(error)} tidak mempunyai `.{name}`."
    if name == "round" and told[1] in ("int", "float"):
        return Explanation(said, "Satu angka dibulatkan dengan `round(...)`.")
    return Explanation(said, _instead_of_a_column(name, scene))


def _instead_of_a_column(name: str, scene: Scene) -> str:
    """What to do where something else than a column was asked for what only columns and tables have."""
    for node in scene.failed(ast.Attribute):
        of = node.value
        if isinstance(of, ast.Name) and isinstance(scene.names.get(of.id), list | tuple) and name in OF_LISTS:
            return f"Untuk sebuah daftar: `{OF_LISTS[name].format(of.id)}`."
        if isinstance(of, ast.List) and any(isinstance(n, ast.Subscript) for n in scene.nodes()):
            return f"Tutup dulu kedua kurung sikunya: `[[...]].{name}()`."
        if isinstance(of, ast.Constant) and any(isinstance(n, ast.Compare) for n in scene.nodes()):
            return f"Beri kurung pada seluruh syaratnya: `(...).{name}()`."
    return f"`.{name}` dipakai di belakang kolom atau tabel. Periksa apa yang ada di depan titik itu."


@RECOGNISERS.of(AttributeError, speaks=["x = kosong.sum()"], silent=["x = omzet.sum()"])
def asked_of_nothing(error: AttributeError, scene: Scene) -> Explanation | None:
    told = re.match(r"'(\w+)' object", str(error))
    if error.obj is not None or (told is not None and told[1] != "NoneType"):
        return None
    if told is None and error.name is None:
        return None  # raised by a library, of something else
    return Explanation(
        f"{scene.where} meminta `.{attribute_of(error)}` dari nilai yang kosong (None).",
        "Cari baris yang membuat nilai itu. Fungsi seperti `print(...)` memang tidak memberi hasil.",
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=[
        "x = tabel.unique()",
        "x = tabel.str.lower()",
        'x = tabel.str.contains("M")',
        "x = tabel.tolist()",
    ],
    silent=["x = tabel.uniqe()", "x = omzet.unique()"],
)
def asked_of_a_whole_table(error: AttributeError, scene: Scene) -> Explanation | None:
    """What a column has and a table has not."""
    owner, name = error.obj, attribute_of(error)
    columns = getattr(owner, "columns", ())
    if not hasattr(owner, "iloc") or not len(columns) or not hasattr(type(owner.iloc[:, 0]), name):
        return None
    rows = " Untuk baris yang terulang di tabel: `.drop_duplicates()`." if name == "unique" else ""
    return Explanation(
        f"Sebuah tabel tidak mempunyai `.{name}`; satu kolom punya.",
        f'Pilih kolomnya dulu: `["kolom"].{name}`.{rows}',
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=['x = tabel.saring("kota", "Madiun")', 'x = tabel.cari(kota="Madiun")'],
    silent=["x = tabel.sarung()", "x = omzet.saring(5)"],
)
def word_for_a_filter(error: AttributeError, scene: Scene) -> Explanation | None:
    if attribute_of(error).lower() not in FILTERING or not hasattr(error.obj, "iloc"):
        return None
    return Explanation(
        f"{owner_of(error)} tidak mempunyai `.{attribute_of(error)}`.", f"Menyaring baris: {FILTERED}."
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=['bahan = {"gula": 2}\nx = bahan.gula * 3'],
    silent=["x = kamus.gula", "x = tabel.gula"],
)
def key_behind_a_dot(error: AttributeError, scene: Scene) -> Explanation | None:
    if not isinstance(error.obj, dict) or attribute_of(error) not in error.obj:
        return None
    return Explanation(
        f"Isi sebuah kamus tidak diambil dengan titik: `.{attribute_of(error)}`.",
        f'Pakai kurung siku: `["{attribute_of(error)}"]`.',
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=["gambar('a b', sumber='BPS', waktu='2025')"],
    silent=["x = tabel.hed()", "x = omzet.suum()"],
)
def asked_inside_a_function(error: AttributeError, scene: Scene) -> Explanation | None:
    """What the function that was called asked of the value that it was given."""
    if scene.failing is None or attribute_of(error) in scene.part or isinstance(scene.failing, ast.Attribute):
        return None
    return Explanation(
        f"{scene.where} memberi sebuah fungsi nilai yang jenisnya tidak dapat dipakai di situ.",
        "Periksa isi tiap nama di dalam kurungnya; bandingkan dengan contoh di pelajaran.",
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=[
        "x = tabel.hed()",
        "x = omzet.suum()",
        "x = math_.sqr(3)",
        "x = tabel.rows",
        "x = tabel.remove_duplicates()",
        "x = tabel.pak - tabel.nol",
        'x = tabel.groupby("kota")["omzet"].sum().omzet',
        "x = tabel.kota.value_counts().Madiunn",
    ],
    silent=["x = tabel.undi(5)"],
)
def no_such_attribute(error: AttributeError, scene: Scene) -> Explanation | None:
    if error.name is None and not re.search(r"attribute '\w+'", str(error)):
        return None
    owner, name = error.obj, attribute_of(error)
    # A word of another language is as near to some name: the first letter is hardly ever mistyped.
    public = [known for known in dir(owner) if known[0] == name[0].lower()] if owner is not None else []
    if hasattr(owner, "iloc"):
        labels = [label for label in getattr(owner, "index", ()) if isinstance(label, str)]
        public = [known for known in public if known in OF_TABLES or known in getattr(owner, "columns", ())]
        public += [label for label in labels[:MOST_LABELS] if label.isidentifier() and label not in public]
        if told := _of_a_column(name, owner, scene):
            return Explanation(f"{owner_of(error)} tidak mempunyai `.{name}`.", told)
    near = closest(name, public)
    if near is None and hasattr(owner, "iloc"):
        near = _with_the_same_word(name)
    return Explanation(
        f"{owner_of(error)} tidak mempunyai `.{name}`.",
        f"Mungkin maksudmu `.{near}`. Betulkan ejaannya." if near else NOT_SPELLED,
    )


def _of_a_column(name: str, owner: Any, scene: Scene) -> str:
    """What to do where `t.name`, without brackets, is a name of its own, or what is there already; ""
    where it is something else.
    """
    called = any(isinstance(node, ast.Call) and node.func is scene.failing for node in scene.nodes())
    if called:
        return ""
    if getattr(owner, "name", None) == name:
        return f"Isinya sudah kolom `{name}` saja: hapus `.{name}`."
    if isinstance(scene.names.get(name), int | float) and hasattr(owner, "columns"):
        return f"`{name}` sebuah nama tersendiri, bukan kolom: tulis `{name}` saja."
    return ""


def _with_the_same_word(name: str) -> str | None:
    """The one method that shares a long word with a name: `drop_duplicates` for `remove_duplicates`."""
    words = {word for word in name.lower().split("_") if len(word) >= 6}
    found = [known for known in OF_TABLES if words & set(known.split("_"))]
    return found[0] if len(found) == 1 else None


def attribute_of(error: AttributeError) -> str:
    """The name after the dot."""
    return error.name or (re.findall(r"attribute '(\w+)'", str(error)) or ["itu"])[0]


def owner_of(error: AttributeError) -> str:
    """What was asked; an error that is known only by its text (from the sandbox) names its type."""
    owner: Any = error.obj
    if isinstance(owner, ModuleType):
        return f"Modul `{owner.__name__}`"
    told = re.match(r"'(\w+)' object", str(error)) if owner is None else None
    kind = type_name(told[1] if told else type(owner).__name__)
    return kind.capitalize() if kind.startswith("beberapa") else f"Sebuah {kind}"
