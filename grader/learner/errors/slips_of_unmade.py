"""A name that was never made: what is drawn but not kept, a twin of one that was, a photo of the lesson."""

from __future__ import annotations

import re
import sys

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene, names_in
from grader.learner.errors.slips_of_names import happened, name_of
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    NameError,
    speaks=[
        'tabel.plot.bar(x="kota", y="pak")\ngambar(gambarku, sumber="a", waktu="b")',
        'tabel.plot.bar(\n    x="kota", y="pak",\n)\ngambar(gambarku, sumber="a", waktu="b")',
    ],
    silent=[
        'gambar(gambarku, sumber="a", waktu="b")',
        'g = tabel.plot.bar(x="kota", y="pak")\nx = gg',
        'tabel.plot.bar(x="kota", y="pak")\nx = omzt * 2',
    ],
)
def chart_not_kept(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    drawn = re.search(r"^(\w+(?:\[[^\n]*\])?\.plot\b[\w.]*)\(", scene.source, re.MULTILINE)
    if not drawn or not re.search(rf"\bgambar\(\s*{re.escape(name)}\b", scene.line_text):
        return None
    return Explanation(
        f"Grafiknya sudah digambar, tetapi belum disimpan dengan nama `{name}`.",
        f"Tulis `{name} = ` di depannya: `{name} = {short(drawn[1], 40)}(...)`.",
    )


@RECOGNISERS.of(
    NameError,
    speaks=[
        "x = tabelhead(2)",
        'x = tabelsort_values("pak").head(2)',
        "x = tabel,head(2)",
        "x = tabel,loc[0]",
        'x = tabel["kota"].value_counts(),head(3)',
    ],
    silent=["x = tabelku.head()", "x = tabel, jenang", "x = hed(tabel)", "x = max(tabel, head)"],
)
def dot_left_out(error: NameError, scene: Scene) -> Explanation | None:
    """A known name and what it has, written as one word or with a comma between."""
    name = name_of(error)
    for owner, value in scene.names.items():
        asked = name.removeprefix(owner)
        if name != asked and asked and asked[0] != "_" and hasattr(value, asked) and hasattr(value, "iloc"):
            return Explanation(happened(error), f"Kalau titiknya hilang, tulis `{owner}.{asked}`.")
    # Not in brackets: there a comma stands between two inputs.
    outside = re.sub(r"\[[^\[\]]*\]|\([^()]*\)", "_", scene.bare_line.split(name)[0])
    of_a_table = any(hasattr(scene.names[table], name) for table in scene.tables)
    if of_a_table and re.search(r"\w\s*,\s*$", outside) and not re.search(r"[(\[]", outside):
        return Explanation(
            f"{scene.where} menulis koma di depan `{name}`.", f"Kalau maksudmu titik: `.{name}`."
        )
    return None


@RECOGNISERS.of(
    NameError,
    speaks=["x = kopi.terang - malam.terang", "x = malam.terang"],
    silent=["x = malam.head()", "x = malam * 2"],
)
def photo_of_the_lesson(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    brought = sys.modules.get("grader.learner.photo")  # it brings pandas: no error is explained the slower
    if brought is None:
        return None
    kind = brought.Foto
    photos = [known for known, value in scene.names.items() if isinstance(value, kind) and known[0] != "_"]
    used = re.search(rf"\b{re.escape(name)}\.(\w+)", scene.bare_line)
    if not used or not photos or not hasattr(kind, used[1]):
        return None
    listed = ", ".join(f"`{photo}`" for photo in photos[:4])
    return Explanation(happened(error), f"Foto yang ada di sini: {listed}.")


@RECOGNISERS.of(
    NameError,
    speaks=["konversi_a = 2\nx = (konversi_b - konversi_a) * 100", "pak_1 = 5\nx = pak_1 + pak_2"],
    silent=["konversi_a = 2\nx = konversi_b * 100", "x = omzt - pak"],
)
def twin_not_made(error: NameError, scene: Scene) -> Explanation | None:
    """Another of two that are told apart by their last letter or number is no misspelling."""
    name = name_of(error)
    stem = re.fullmatch(r"(\w+_)[^\W_]{1,2}", name)
    twins = [known for known in names_in(scene.line_text) if known in scene.names and known != name]
    if not stem or not any(re.fullmatch(rf"{re.escape(stem[1])}[^\W_]{{1,2}}", twin) for twin in twins):
        return None
    return Explanation(
        happened(error), f"Kalau ejaannya benar, buat dulu: `{name} = ...`, di baris di atasnya."
    )


@RECOGNISERS.of(
    NameError,
    speaks=["pesan_a = 5\nx = pesan.a / 2", "x = harga.jual * 2"],
    silent=["x = pesan.a / 2", "x = malam.terang"],
)
def dot_for_underscore(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    for part in re.findall(rf"\b{re.escape(name)}\.([^\W\d]\w*)", scene.bare_line):
        if f"{name}_{part}" in scene.names:
            return Explanation(
                f"{scene.where} menulis titik di dalam nama `{name}_{part}`.",
                f"Tulis dengan garis bawah: `{name}_{part}`.",
            )
    return None


@RECOGNISERS.of(
    NameError,
    speaks=["x = harga-jual * 2", "x = 5 + harga - jual", 'x = tabel["pak"] / harga-jual'],
    silent=["x = harga-beli", "x = hrga - jual"],
)
def hyphen_in_a_name(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    for found in re.finditer(r"\b([^\W\d]\w*)\s*-\s*([^\W\d]\w*)", scene.bare_line):
        joined = "_".join(found.groups())
        if name in found.groups() and joined in scene.names:
            return Explanation(
                happened(error),
                f"Tanda `-` dibaca sebagai kurang. Mungkin maksudmu `{joined}`, dengan garis bawah.",
            )
    return None


@RECOGNISERS.of(
    NameError,
    speaks=[
        'x = tabel["kota"].str.contains(madiun|ngawi)',
        'x = tabel["kota"].str.contains(a | b | c).sum()',
    ],
    silent=['x = tabel["kota"].str.contains(ponorogo)', "x = madiun | ngawi"],
)
def words_to_look_for(error: NameError, scene: Scene) -> Explanation | None:
    found = re.search(r"\.contains\(\s*(\w+(?:\s*\|\s*\w+)+)\s*[,)]", scene.bare_line)
    if not found:
        return None
    words = "|".join(re.split(r"\s*\|\s*", found[1]))
    return Explanation(
        happened(error), f'Tulis semuanya sebagai satu teks: `contains("{short(words, 40)}")`.'
    )


@RECOGNISERS.of(
    NameError,
    speaks=['x = count("a")', "x = upper(tulisan)", 'x = count("kata")'],
    silent=[
        'x = hitung("a")',
        "x = mean(omzet)",
        'x = title("Omzet")',
        'x = count(tabel["kota"])',
        "x = join(tabel, lain)",
    ],
)
def text_method_called_alone(error: NameError, scene: Scene) -> Explanation | None:
    """Given a text, or a name that holds one."""
    name = name_of(error)
    found = re.search(rf"(?<![.\w]){re.escape(name)}\(\s*([\"'][^\"']*[\"']|\w+)\s*\)", scene.line_text)
    if not found or not hasattr(str, name) or name in ("title", "index", "join", "format"):
        return None
    if isinstance(scene.names.get(found[1]), str):
        return Explanation(happened(error), f"Tulis di belakangnya, sesudah titik: `{found[1]}.{name}()`.")
    if found[1][0] not in "\"'":
        return None
    return Explanation(
        happened(error),
        f"Tulis di belakang nama teksnya, sesudah titik: `nama.{name}({short(found[1], 30)})`.",
    )
