"""A function that is given too few or too many inputs."""

from __future__ import annotations

import re
from types import FunctionType

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    TypeError,
    speaks=["def f(a, b):\n    return a\nf(1)", "x = round()", "x = max()"],
    silent=["f = len\nf()"],
)
def argument_missing(error: TypeError, scene: Scene) -> Explanation | None:
    fewer = re.match(r"(\w+) expected at least \d+ arguments?, got \d+", str(error))
    told = fewer or re.search(r"(\w+)\(\) missing (?:\d+ )?required .*?argument", str(error))
    if not told:
        return None
    needed = ", ".join(f"`{name}`" for name in re.findall(r"'(\w+)'", str(error)))
    return Explanation(
        f"Fungsi `{told[1]}` masih kekurangan masukan{': ' + needed if needed else ''}.",
        f"Tulis masukan itu di dalam tanda kurung `{told[1]}(...)`.",
    )


@RECOGNISERS.of(
    TypeError,
    speaks=[
        "def f(a):\n    return a\nf(1, 2)",
        "f = [].append\nf(1, 2)",
        "x = ceil(12,500)",
        'x = tabel.sort_values("omzet", "pak")',
        'x = tabel.dropna("kota")',
        "def f():\n    return 5\nx = f(omzet)",
        "x = round(omzet, pak, 2)",
    ],
    silent=["len(5)"],
)
def too_many_arguments(error: TypeError, scene: Scene) -> Explanation | None:
    told = re.search(r"([\w.<>]+)\(\) takes .*?(?: but (\d+) (?:was|were) given|\((\d+) given\))", str(error))
    told = told or re.match(r"(\w+) expected at most \d+ arguments?, got (\d+)", str(error))
    if not told:
        return None
    if "(0 given)" in str(error):
        return Explanation(
            f"Tanda kurung `{told[1]}()` masih kosong.",
            f'Di dalam `agg`, tulis sebagai teks: `"{told[1]}"`.'
            if ".agg(" in scene.line_text
            else "Isi dengan yang mau dihitung.",
        )
    given = int(told[2] or told[3])
    if told[2] and "." in told[1]:
        given -= 1  # what stands before the dot counts as one to Python
    return Explanation(
        f"Fungsi `{told[1]}` diberi {given} masukan, dan jumlah itu tidak sesuai.", _fewer(told[1], scene)
    )


#: What is given one thing, and how it is written.
_ONE_INPUT = {
    "rupiah": "Ia menerima satu angka: `rupiah(12500)`. Untuk beberapa angka, tulis `rupiah(...)` satu-satu.",
    "persen": "Ia menerima satu pecahan, dan boleh banyaknya angka di belakang koma: `persen(3 / 8, 1)`.",
    "angka": "Ia menerima satu angka, dan boleh banyaknya angka di belakang koma: `angka(12.5, 1)`.",
    "round": "Ia menerima satu angka, dan boleh banyaknya angka di belakang koma: `round(12.345, 1)`.",
    "muat": 'Ia menerima satu nama data: `muat("nama_data")`.',
    "periksa": 'Ia menerima satu nama, dalam tanda kutip: `periksa("nama")`.',
    "math.ceil": "Ia menerima satu angka: `ceil(12.5)`.",
    "math.floor": "Ia menerima satu angka: `floor(12.5)`.",
    "len": "Ia menerima satu tabel, daftar, atau teks: `len(...)`.",
}


def _fewer(function: str, scene: Scene) -> str:
    """What to do with an input too many: one number that a comma cut in two, or what needs a name."""
    comma = re.search(r"(?<![\w.])(\d+),(\d+)", scene.bare_part)
    if comma:
        grouped = len(comma[2]) == 3 and comma[1] != "0"
        meant = f"{comma[1]}{'_' if grouped else '.'}{comma[2]}"
        return f"Koma memisahkan masukan: `{comma[0]}` dibaca dua angka. Kalau itu satu angka: `{meant}`."
    if function in _ONE_INPUT:
        return _ONE_INPUT[function]
    made = scene.names.get(function)
    if isinstance(made, FunctionType) and not made.__code__.co_argcount:
        return f"Fungsi itu tidak menerima masukan: kosongkan kurungnya, `{function}()`."
    if "." in function and re.search(r"[\"']", scene.part):
        return (
            'Beberapa nama ditulis sebagai satu daftar: `["a", "b"]`. Masukan lain perlu namanya: `nama=...`.'
        )
    return (
        "Periksa yang di dalam tanda kurung: hapus masukan yang tidak perlu, atau satukan beberapa isi "
        "dalam satu daftar: `[..., ...]`."
    )
