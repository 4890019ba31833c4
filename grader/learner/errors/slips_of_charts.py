"""A chart drawn by what it has not: words without quotes, a column for its name."""

from __future__ import annotations

import ast
import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.slips_of_attributes import attribute_of, owner_of
from grader.learner.errors.slips_of_names import happened, name_of
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()

#: What a chart is given as a text, by the name under which it is given.
_OF_WORDS = "title|judul|xlabel|ylabel|sumber|waktu"
#: Methods that are given a column by its name as well.
_NAMED_BY = ("sort_values", "drop_duplicates", "nlargest", "nsmallest")
#: What people ask of a chart that was drawn already → the name under which it is given before.
_GIVEN_BEFORE = {
    "title": "title",
    "judul": "title",
    "xlabel": "xlabel",
    "ylabel": "ylabel",
    "label_x": "xlabel",
    "label_y": "ylabel",
}


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "tabel.plot.bar(x='kota', y='omzet', title=Omzet tabel lain)",
    ],
    silent=[
        "gambar(grafik, sumber=Badan Pusat, waktu='2025')",
        "tabel.plot.bar(x='kota' y='omzet', title='a')",
        "x = omzet pak",
    ],
)
def words_of_a_chart_without_quotes(error: SyntaxError, scene: Scene) -> Explanation | None:
    """Of which some are names here; where none is, others see it."""
    found = re.search(rf"\b({_OF_WORDS})\s*=\s*([^\W\d]\w*(?:\s+\w+)+)", scene.bare_line)
    if not found or not any(word in scene.names for word in found[2].split()):
        return None
    return Explanation(
        f"{scene.where} menulis `{found[1]}` tanpa tanda kutip.",
        f'Beri tanda kutip: `{found[1]}="{short(found[2], 40)}"`.',
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        """x = tabel.plot.bar(title="Omzet "2025"")""",
        """x = "Buku "Kas" warung\"""",
    ],
    silent=[
        'x = "a" "b" 5',
        "x = 'a\"b",
        'x = tabel[["nama", "jenis", "waktu"]][tabel["tingkat"] = "desa"]',
        'print("Untung "omzet" rupiah")',
        'x = tabel[[\'kota", "pak", "omzet"]]',
    ],
)
def quotes_within_quotes(error: SyntaxError, scene: Scene) -> Explanation | None:
    """Only from a quote that opens a text: an even number of quotes stands before it."""
    found = re.match(r"(?:[^\"]*\"[^\"]*\")*?[^\"]*\"([^\"]*[\w ])\"([\w ]+)\"([^\"]*)\"", scene.line_text)
    if not found or found[2] != found[2].strip() or not found[2].strip() or found[2] in scene.names:
        return None
    meant = f"\"{found[1]}'{found[2]}'{found[3]}\""
    if not scene.whole(scene.line_text.replace(f'"{found[1]}"{found[2]}"{found[3]}"', meant)):
        return None
    return Explanation(
        f"{scene.where} memuat tanda kutip di dalam teks yang diapit tanda kutip.",
        f"Di dalam teks, pakai kutip tunggal: `{meant}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['print("Untung "omzet" rupiah")', "print('Untung'omzet'rupiah')", 'print("Untung" omzet)'],
    silent=["""x = "Buku "Kas" warung\"""", 'x = "Untung " omzet', "print(omzet 'a' 'b' 5)"],
)
def name_between_texts(error: SyntaxError, scene: Scene) -> Explanation | None:
    """A text and a known name side by side in `print`."""
    line = re.sub(r"\"[^\"]*\"|'[^']*'", '"', scene.line_text)
    found = re.search(r"\bprint\(.*\"\s*([^\W\d]\w*)", line)
    if not found or found[1] not in scene.names:
        return None
    return Explanation(
        f"{scene.where} menulis teks dan nama `{found[1]}` berdampingan.",
        f'Pisahkan dengan koma: `print("...", {found[1]}, "...")`.',
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=["x = 'hari Jum'at'", "tabel.plot.bar(title='Omzet Jum'at')"],
    silent=["x = 'a' 'b' 5", "x = 'Bu Sari", "x = Bu Sari'", "x = ['kota'pak'omzet']"],
)
def apostrophe_in_a_word(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"(?<![\w\"])'([^\"']*\w)'(\w[^\"']*)'", scene.line_text)
    if not found or found[2] in scene.names:
        return None
    return Explanation(
        f"{scene.where} memuat tanda petik di dalam kata, yang dibaca sebagai penutup teks.",
        f'Apit teksnya dengan kutip ganda: `"{found[1]}\'{found[2]}"`.',
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        'gambar(grafik, sumber: "BPS", waktu: "2025")',
        'tabel.plot.bar(x: "kota")',
        't = tabel.sort_values("pak", ascending: False)',
        "x = tabel.head(n: 1)",
    ],
    silent=[
        "x = {'a': 1 'b': 2}",
        "x = omzet : pak",
        'x = tabel.loc[0: "a" 5]',
        "x = sum(omzet:pak)",
        "print(Untung: pak)",
    ],
)
def colon_for_an_equals_sign(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"(\w+)\((?:[^()\[\]{}]*,)?\s*([^\W\d]\w*)\s*:\s*(?=[\"'\w])", scene.line_text)
    if not found or found[1] == "print" or found[2] in scene.names or not scene.mends(":", "="):
        return None
    return Explanation(
        f"{scene.where} memakai titik dua sesudah `{found[2]}`.",
        f"Di dalam kurung, pakai `=`: `{found[2]}=...`.",
    )


@RECOGNISERS.of(
    NameError,
    speaks=['plt.bar(tabel["kota"], tabel["omzet"])', "x = plt.plot(tabel)", 'x = bar(tabel["kota"])'],
    silent=["x = plt", "x = pt.bar(tabel)", "plt.subplots()", "tabel.plot(kind=bar, x='kota')"],
)
def drawn_by_a_module(error: NameError, scene: Scene) -> Explanation | None:
    name, tables = name_of(error), scene.mentioned_tables
    found = re.search(r"(?<![\w.])(?:plt\.)?(bar|barh|plot|pie|scatter|hist|line)\(", scene.bare_line)
    if name not in ("plt", "bar", "barh", "pie", "line", "scatter") or not found or not tables:
        return None
    kind = "bar" if found[1] == "plot" else found[1]
    return Explanation(
        happened(error),
        f'Di sini grafik digambar dari tabelnya: `{tables[0]}.plot.{kind}(x="...", y="...")`.',
    )


@RECOGNISERS.of(
    KeyError,
    IndexError,
    speaks=[
        'tabel.plot.bar(x="kota", y=tabel["omzet"])',
        'tabel.plot.bar(x=tabel["kota"], y=tabel["omzet"])',
        'tabel.plot.bar(tabel["kota"], tabel["omzet"])',
        'x = tabel.sort_values(tabel["omzet"])',
    ],
    silent=[
        'tabel.plot.bar(x="kta", y="omzet")',
        'x = tabel[tabel["kota"]]',
        'tabel["kta"].plot.bar(x=tabel["kota"])',
    ],
)
def column_for_its_name(error: KeyError | IndexError, scene: Scene) -> Explanation | None:
    for node in scene.failed(ast.Call):
        method = getattr(node.func, "attr", "")
        if ".plot" not in ast.unparse(node.func) and method not in _NAMED_BY:
            continue
        given = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg in ("x", "y"))]
        for one in given:
            key = one.slice if isinstance(one, ast.Subscript) else None
            name = key.value if isinstance(key, ast.Constant) else None
            if isinstance(name, str):
                what = f"`{method}`" if method in _NAMED_BY else "grafik"
                return Explanation(
                    f"{scene.where} memberi {what} sebuah kolom, padahal yang ditunggu namanya.",
                    f'Tulis namanya saja: `"{name}"`.',
                )
    return None


@RECOGNISERS.of(
    AttributeError,
    speaks=[
        "tabel.plot.bar(x='kota', y='omzet').xlabel('kota')",
        "tabel.plot.bar(x='kota', y='omzet').judul('a')",
        "tabel.plot.bar(x='kota', y='omzet').show()",
    ],
    silent=["x = tabel.xlabel", "tabel.plot.bars(x='kota')"],
)
def asked_of_a_drawn_chart(error: AttributeError, scene: Scene) -> Explanation | None:
    if type(error.obj).__name__ not in ("Axes", "Figure"):
        return None
    name = error.name or ""
    said = f"Sebuah grafik tidak mempunyai `.{name}`."
    if name == "show":
        return Explanation(said, "Hapus `.show()`: grafiknya tampil sendiri.")
    if name not in _GIVEN_BEFORE:
        return None
    return Explanation(said, f'Tulis di dalam kurung waktu menggambar: `{_GIVEN_BEFORE[name]}="..."`.')


@RECOGNISERS.of(
    TypeError,
    speaks=["g = tabel.plot.bar(x='kota', y='pak')\ng.title('Omzet')"],
    silent=["x = 5(2)", "x = kopi.terang()"],
)
def text_of_a_chart_called(error: TypeError, scene: Scene) -> Explanation | None:
    if "'Text' object is not callable" not in str(error):
        return None
    return Explanation(
        f"{scene.where} memanggil judul sebuah grafik seperti fungsi.",
        'Tulis judulnya waktu menggambar: `title="..."`, atau pakai `.set_title("...")`.',
    )


@RECOGNISERS.of(
    KeyError,
    speaks=["x = tabel.plot.line(x='pak', y='pak')", 'x = tabel.plot.bar(y="pak", x="pak")'],
    silent=["x = tabel.plot.line(x='pak', y='pk')", "x = tabel.plot.line(x='pk', y='pk')"],
)
def one_column_for_both_axes(error: KeyError, scene: Scene) -> Explanation | None:
    axes = dict(re.findall(r"\b([xy])\s*=\s*[\"'](\w+)[\"']", scene.part))
    if ".plot" not in scene.bare_part or len(axes) < 2 or axes["x"] != axes["y"]:
        return None
    if not any(axes["x"] in scene.tables[table] for table in scene.mentioned_tables):
        return None
    return Explanation(
        f"{scene.where} memakai kolom `{axes['x']}` untuk `x` dan juga untuk `y`.",
        "Isi `y` dengan kolom angka yang mau digambar.",
    )


@RECOGNISERS.of(
    AttributeError,
    TypeError,
    speaks=[
        "tabel.plot.bar(x='kota', y='omzet', sumber='BPS', waktu='2025')",
        "tabel.plot.bar(x='kota', y='omzet', waktu='2025')",
    ],
    silent=["tabel.plot.bar(x='kota', y='omzet', judul='a')", "x = tabel.waktu"],
)
def note_given_to_the_plot(error: AttributeError | TypeError, scene: Scene) -> Explanation | None:
    told = re.search(r"unexpected keyword argument '(sumber|waktu)'", str(error))
    if not told or ".plot" not in scene.bare_part:
        return None
    return Explanation(
        f"`{told[1]}` bukan masukan untuk menggambar.",
        'Tulis di baris sesudahnya: `gambar(grafik, sumber="...", waktu="...")`.',
    )


@RECOGNISERS.of(
    ValueError,
    speaks=[
        "tabel.plot.bar(x='kota', y='omzet', color='merah')",
        "tabel.plot.bar('kota', 'omzet', 'Omzet per kota')",
    ],
    silent=["x = int('merah')", "x = tabel.plot(kind='batang', y='omzet')"],
)
def colour_unknown(error: ValueError, scene: Scene) -> Explanation | None:
    told = re.search(r"(?:Invalid color|not a valid color value)\W*(\w*)|'(\w+)' is not a valid", str(error))
    if not told or "color" not in str(error).lower():
        return None
    plotted = next((node for node in scene.failed(ast.Call) if ".plot" in ast.unparse(node.func)), None)
    if plotted is not None and not any(keyword.arg in ("color", "c") for keyword in plotted.keywords):
        return Explanation(
            f"{scene.where} memberi grafik sebuah teks tanpa namanya.",
            'Sebut namanya: judul dengan `title="..."`, nama sumbu dengan `xlabel="..."` dan `ylabel="..."`.',
        )
    return Explanation(
        f"{scene.where} memakai warna yang tidak dikenal.",
        'Nama warna ditulis dalam bahasa Inggris, misalnya `"red"`, `"green"`, atau `"blue"`.',
    )


@RECOGNISERS.of(
    TypeError,
    ValueError,
    speaks=["tabel.plot.bar(x='kota', y='omzet', figsize=8)", "tabel.plot.bar(y='omzet', figsize='8,4')"],
    silent=["x = len(omzet)", "tabel.plot.bar(y='omzet', figsize=(8, 4), color='merah')"],
)
def size_of_a_chart(error: TypeError | ValueError, scene: Scene) -> Explanation | None:
    for node in scene.failed(ast.Call):
        size = next((k.value for k in node.keywords if k.arg == "figsize"), None)
        if isinstance(size, ast.Constant):
            return Explanation(
                f"{scene.where} mengisi `figsize` dengan satu nilai; ia menunggu lebar dan tinggi.",
                "Tulis dua angka di dalam kurung: `figsize=(8, 4)`.",
            )
    return None


@RECOGNISERS.of(
    ValueError,
    speaks=["tabel.plot.bar(x=['kota'], y=['omzet'])"],
    silent=["tabel.plot.bar(x='kota', y='omzet', color='merah')"],
)
def list_for_one_axis(error: ValueError, scene: Scene) -> Explanation | None:
    if not re.search("x must be a label or position", str(error)):
        return None
    return Explanation(
        f"{scene.where} mengisi `x` dengan sesuatu yang bukan nama satu kolom.",
        'Tulis satu nama kolom, tanpa kurung siku: `x="..."`.',
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=["import matplotlib.pyplot as plt\ngrafik = plt\ngambar(grafik, sumber='a', waktu='b')"],
    silent=["gambar(tabel, sumber='BPS', waktu='2025')", "import math\nx = math.akar(2)"],
)
def library_for_a_chart(error: AttributeError, scene: Scene) -> Explanation | None:
    found = re.match(r"(?:\w+\s*=\s*)?gambar\(\s*(\w+)", scene.part)
    if not found or getattr(error.obj, "__name__", "") != "matplotlib.pyplot":
        return None
    return Explanation(
        f"{scene.where} memberi `gambar` pustakanya; yang ditunggu grafiknya.",
        f"Simpan gambarnya: `{found[1]} = plt.gca()`, lalu `gambar({found[1]}, ...)`.",
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=[
        "gambar(tabel, sumber='BPS', waktu='2025')",
        "gambar(tabel['pak'], sumber='BPS', waktu='2025')",
        "grafik = gambar(tabel, sumber='BPS', waktu='2025')",
    ],
    silent=[
        "gambar(grafik, sumber='BPS', waktu='2025')",
        "x = tabel.figure",
        "gambar(tabel.plt.bar(x='kota'), sumber='a', waktu='b')",
    ],
)
def table_for_a_chart(error: AttributeError, scene: Scene) -> Explanation | None:
    found = re.match(r"(?:\w+\s*=\s*)?gambar\(\s*(\w+)\s*[,)\[]", scene.part)
    if not found or found[1] not in scene.tables:
        return None
    return Explanation(
        f"{scene.where} memberi `gambar` tabel atau kolom `{found[1]}`; yang ditunggu grafiknya.",
        f"Gambar dulu: `grafik = {found[1]}.plot.bar(...)` atau `.plot.line(...)`, lalu `gambar(grafik)`.",
    )


@RECOGNISERS.of(
    AttributeError,
    speaks=[
        "gambar(omzet, sumber='BPS', waktu='2025')",
        "g = tabel.plot.bar\ngambar(g, sumber='BPS', waktu='2025')",
        "g = 'tabel.plot.bar'\ngambar(g, sumber='BPS', waktu='2025')",
    ],
    silent=[
        "gambar(tabel, sumber='BPS', waktu='2025')",
        "gambar(omzet.a, sumber='BPS', waktu='2025')",
        "gambar('g', sumber='BPS', waktu='2025')",
    ],
)
def what_is_no_chart(error: AttributeError, scene: Scene) -> Explanation | None:
    if not re.match(r"(?:\w+\s*=\s*)?gambar\([^\"']", scene.part) or error.obj is None:
        return None
    if attribute_of(error) in scene.part:
        return None
    return Explanation(
        f"{scene.where} memberi `gambar` sesuatu yang bukan grafik: {owner_of(error).lower()}.",
        "Simpan grafiknya waktu menggambar: `grafik = tabelmu.plot.bar(...)`, lalu `gambar(grafik, ...)`.",
    )


@RECOGNISERS.of(
    AttributeError, speaks=['gambar("grafik", sumber="a", waktu="2025")'], silent=["x = 'a'.figure"]
)
def chart_in_quotes(error: AttributeError, scene: Scene) -> Explanation | None:
    found = re.search(r"\bgambar\(\s*([\"'])(\w+)\1", scene.part)
    if not found:
        return None
    return Explanation(
        f'{scene.where} memberi `gambar` sebuah teks, `"{found[2]}"`, bukan grafik.',
        f"Tulis nama grafiknya tanpa tanda kutip: `gambar({found[2]}, ...)`.",
    )
