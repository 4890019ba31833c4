"""A condition that Python cannot read: without its left side, its dot, or with a word for its sign."""

from __future__ import annotations

import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.spelling import closest
from grader.notebooks.cells import short

RECOGNISERS = Recognisers()


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "x = tabel[tabel['pak'] > 10 and < 30]",
        "x = tabel[tabel['pak'] > 10, < 30]",
        "x = tabel[(tabel['pak'] > 1) & (< 30)]",
        "x = pak > 1 dan < 5",
    ],
    silent=["x = tabel[tabel['pak'] > 1 dan tabel['pak'] < 9]", "x = pak <> 5", "x = omzet and and pak"],
)
def half_a_comparison(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"(?:\b(?:and|or|dan|atau)|[&|,])\s*\(?\s*([<>]=?|[=!]=)", scene.bare_line)
    if not found:
        return None
    if "[" not in scene.bare_line:
        return Explanation(
            f"{scene.where} tidak menyebut apa yang dibandingkan di kiri `{found[1]}` yang kedua.",
            f"Ulangi namanya: `nama > ... and nama {found[1]} ...`.",
        )
    table = next(iter(scene.mentioned_tables), "tabel")
    return Explanation(
        f"{scene.where} tidak menyebut kolom di kiri `{found[1]}` yang kedua.",
        f'Ulangi kolomnya, dengan kurung pada tiap syarat: `(...) & ({table}["kolom"] {found[1]} ...)`.',
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        'x = tabel[tabel["pak"] between 10 and 30]',
        'x = tabel[tabel["kota"] isin ["Madiun", "Ngawi"]]',
        'x = tabel[tabel["kota"] contains "M"]',
        'x = tabel["pak"] sum',
    ],
    silent=['x = tabel["pak"] sum()', 'x = tabel[tabel["kota"] == "between 5]', 'x = ["a" between]'],
)
def question_without_its_dot(error: SyntaxError, scene: Scene) -> Explanation | None:
    summary = re.search(r"[\])] +(sum|mean|median|max|min|count)\s*$", scene.bare_line)
    if summary:
        return Explanation(
            f"{scene.where} menulis `{summary[1]}` tanpa titik dan tanpa tanda kurung.",
            f"Di belakang kolomnya, begini: `.{summary[1]}()`.",
        )
    found = re.search(r"[\])] +(between|isin|contains|startswith|endswith) +", scene.bare_line)
    if not found:
        return None
    dotted = {
        "between": ".between(10, 30)",
        "isin": '.isin(["...", "..."])',
        "contains": '.str.contains("...")',
        "startswith": '.str.startswith("...")',
        "endswith": '.str.endswith("...")',
    }[found[1]]
    return Explanation(
        f"{scene.where} menulis `{found[1]}` tanpa titik dan tanpa tanda kurung.",
        f"Di belakang kolomnya, begini: `{dotted}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        'x = tabel[tabel["kota"] not "Madiun"]',
        'x = tabel[tabel["kota"] bukan "Madiun"]',
        'x = tabel[tabel["kota"] is not in ["a"]]',
        'x = tabel[tabel["kota"] ! "Madiun"]',
        'x = tabel[tabel["kota"]!"Madiun"]',
        'x = tabel[tabel["pak"] tidak 5]',
    ],
    silent=['x = tabel[tabel["kota"] not in "a" 5]', "x = bukan 5", 'x = tabel[!tabel["pak"] == 9]'],
)
def word_for_not_equal(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"[\w)\]](?: +(bukan|tidak|not|is not in)\s+| *(!)\s*)(?=[\"\d\[])", scene.bare_line)
    if not found or re.search(r"=\s*(bukan|tidak|not)\b", scene.bare_line):
        return None
    word = found[1] or found[2]
    if word == "is not in":
        return Explanation(
            f"{scene.where} memakai `is not in`, yang tidak dibaca Python.",
            "Untuk kolom: `~(...)` dengan `.isin([...])` di dalamnya. Untuk satu nilai, tulis tanpa `is`.",
        )
    return Explanation(f"{scene.where} memakai `{word}` untuk *tidak sama dengan*.", "Pakai tandanya: `!=`.")


@RECOGNISERS.of(
    SyntaxError,
    speaks=[
        "jika pak > 2:\n    x = 1",
        "If pak > 2:\n    x = 1",
        "untuk k in daftar:\n    x = k",
        "For k in daftar:\n    x = k",
        "Import math",
        "if pak > 2:\n    x = 1\nElse:\n    x = 2",
        "Def f(n):\n    return n",
        "def f(n):\n    kembalikan n",
        "def f(n):\n    retrun n",
        "imprt math",
    ],
    silent=["jika pak", "For = 5 5", "untuk = 5 5"],
)
def keyword_in_another_word(error: SyntaxError, scene: Scene) -> Explanation | None:
    """At the beginning of a line that Python reads further with the keyword."""
    found = re.match(r"([^\W\d]\w*)\b(?!\s*[=.\[])", scene.line_text)
    word = found[1] if found else ""
    meant = _KEYWORDS.get(word) or (word.lower() if word.lower() in _KEYWORDS.values() else "")
    meant = meant or (closest(word, ("return", "import", "while")) or "" if word not in scene.names else "")
    if not meant or meant == word or not scene.mended(meant + scene.line_text[len(word) :]):
        return None
    how = "dengan huruf kecil semua" if meant == word.lower() else "dalam bahasa Inggris"
    how = how if word in _KEYWORDS or meant == word.lower() else "huruf demi huruf"
    return Explanation(
        f"{scene.where} diawali `{word}`, yang tidak dikenal Python.",
        f"Tulis `{meant}`, {how}: `{short(meant + scene.line_text[len(word) :], 40)}`.",
    )


@RECOGNISERS.of(
    SyntaxError,
    speaks=['x = tabel["pak"] >= 2.mean()', "x = pak > 5.sum()", "x = (tabel.pak >= 1_000.mean()"],
    silent=["x = 5kg(2)", "x = 2.5.mean()"],
)
def method_of_a_number(error: SyntaxError, scene: Scene) -> Explanation | None:
    found = re.search(r"(?<![\w.])\d[\d_]*\.([a-z_]\w*)\(", scene.bare_line)
    if not found:
        return None
    return Explanation(
        f"{scene.where} memanggil `.{found[1]}()` di belakang sebuah angka.",
        f"Beri kurung pada seluruh syaratnya: `(...).{found[1]}()`.",
    )


#: What an Indonesian calls what begins a line → Python's word.
_KEYWORDS = {
    "jika": "if", "Jika": "if", "kalau": "if", "Kalau": "if", "untuk": "for", "Untuk": "for",
    "selama": "while", "Selama": "while", "lainnya": "else", "selainnya": "else", "fungsi": "def",
    "kembalikan": "return", "impor": "import", "dari": "from",
}  # fmt: skip
