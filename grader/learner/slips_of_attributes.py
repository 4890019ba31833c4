"""What is not there after a dot or as a keyword in brackets, often since its name is English."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

from grader.learner.explanation import Explanation
from grader.learner.recogniser import Recognisers
from grader.learner.scene import Scene, closest, type_name

RECOGNISERS = Recognisers()

#: What an Indonesian calls a method or a keyword → its English name.
ENGLISH = {
    "jumlah": "sum", "jumlahkan": "sum", "total": "sum", "rata": "mean", "rata_rata": "mean",
    "rerata": "mean", "ratarata": "mean", "tengah": "median", "nilai_tengah": "median", "hitung": "count",
    "banyak": "count", "cacah": "count", "terbesar": "nlargest", "terkecil": "nsmallest", "maks": "max",
    "maksimum": "max", "min_": "min", "minimum": "min", "urutkan": "sort_values", "urut": "sort_values",
    "kelompokkan": "groupby", "kelompok": "groupby", "kepala": "head", "ekor": "tail", "bulatkan": "round",
    "gabung": "merge", "gabungkan": "merge", "ganti": "replace", "berisi": "contains", "memuat": "contains",
    "huruf_kecil": "lower", "huruf_besar": "upper", "batang": "bar", "batang_mendatar": "barh",
    "mendatar": "barh", "garis": "line", "lingkaran": "pie", "titik": "scatter", "gambar": "plot",
    "judul": "title", "warna": "color", "label_x": "xlabel", "label_y": "ylabel", "sumbu_x": "xlabel",
    "sumbu_y": "ylabel", "naik": "ascending", "kolom": "columns", "baris": "index", "ukuran": "figsize",
}  # fmt: skip


@RECOGNISERS.of(
    TypeError,
    AttributeError,
    speaks=[
        'tabel.plot.bar(x="kota", y="omzet", judul="Omzet")',
        'tabel.plot.bar(x="kota", y="omzet", marker="o")',
        "tabel.sort_values('omzet', naik=True)",
    ],
    silent=["tabel.judul"],
)
def keyword_unknown(error: TypeError | AttributeError, scene: Scene) -> Explanation | None:
    told = re.search(r"([\w.]+)\(\) got an unexpected keyword argument '(\w+)'", str(error))
    if not told:
        return None
    english = ENGLISH.get(told[2])
    known = f"Nama masukan itu dalam bahasa Inggris: `{english}`." if english else ""
    owner = f"Fungsi `{told[1]}`" if f"{told[1]}(" in scene.line_text else scene.where.removesuffix(",")
    said = f"{owner} tidak mengenal masukan bernama `{told[2]}`."
    if owner == scene.where.removesuffix(","):
        said = f"{scene.where} memberi masukan bernama `{told[2]}`, yang tidak dikenal di situ."
    return Explanation(said, known or "Periksa ejaannya, atau bandingkan dengan contoh di pelajaran.")


@RECOGNISERS.of(
    AttributeError, speaks=['gambar("grafik", sumber="a", waktu="2025")'], silent=["x = 'a'.figure"]
)
def chart_in_quotes(error: AttributeError, scene: Scene) -> Explanation | None:
    found = re.search(r"\bgambar\(\s*([\"'])(\w+)\1", scene.line_text)
    if not found:
        return None
    return Explanation(
        f'{scene.where} memberi `gambar` sebuah teks, `"{found[2]}"`, bukan grafik.',
        f"Tulis nama grafiknya tanpa tanda kutip: `gambar({found[2]}, ...)`.",
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=['x = tabel["omzet"].jumlah()', 'x = tabel.plot.batang(x="kota")', "x = tabel.urutkan('omzet')"],
    silent=["x = tabel.jumlahan()"],
)
def indonesian_method(error: AttributeError, scene: Scene) -> Explanation | None:
    owner, name = error.obj, attribute_of(error)
    english = ENGLISH.get(name.lower())
    if not english or (owner is not None and not hasattr(owner, english)):
        return None
    return Explanation(
        f"{_owner(error)} tidak mempunyai `.{name}`.",
        f"Namanya dalam bahasa Inggris, dan begitu ejaannya: `.{english}`.",
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=['x = tabel["kota"].lower()', 'x = tabel["kota"].contains("M")'],
    silent=['x = tabel["kota"].lowr()', "x = tabel.lower()"],
)
def without_str(error: AttributeError, scene: Scene) -> Explanation | None:
    owner, name = error.obj, attribute_of(error)
    texts = getattr(type(owner), "str", None) if type(owner).__name__ == "Series" else None
    if texts is None or not hasattr(texts, name):
        return None
    return Explanation(
        f"Sebuah kolom tidak mempunyai `.{name}` secara langsung.",
        f"Untuk tiap teks di kolom itu, sisipkan `.str`: `.str.{name}(...)`.",
    )


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


@RECOGNISERS.of(AttributeError, speaks=["x = tabel.hed()", "x = omzet.sum()", "x = math_.sqr(3)"])
def no_such_attribute(error: AttributeError, scene: Scene) -> Explanation | None:
    if error.name is None and not re.search(r"attribute '\w+'", str(error)):
        return None
    owner, name = error.obj, attribute_of(error)
    near = closest(name, [known for known in dir(owner) if known[0] != "_"]) if owner is not None else None
    return Explanation(
        f"{_owner(error)} tidak mempunyai `.{name}`.",
        f"Mungkin maksudmu `.{near}`. Betulkan ejaannya." if near else "Periksa ejaan sesudah tanda titik.",
    )


def attribute_of(error: AttributeError) -> str:
    """The name after the dot."""
    return error.name or (re.findall(r"attribute '(\w+)'", str(error)) or ["itu"])[0]


def _owner(error: AttributeError) -> str:
    """What was asked; an error that is known only by its text (from the sandbox) names its type."""
    owner: Any = error.obj
    if isinstance(owner, ModuleType):
        return f"Modul `{owner.__name__}`"
    told = re.match(r"'(\w+)' object", str(error)) if owner is None else None
    return f"Sebuah {type_name(told[1] if told else type(owner).__name__)}"
