"""What a function is given that it cannot take: an unknown name, a number in quotes."""

from __future__ import annotations

import ast
import re

from grader.learner.errors.explanation import Explanation
from grader.learner.errors.recogniser import Recognisers
from grader.learner.errors.scene import Scene
from grader.learner.errors.slips_of_literals import CONSTANTS
from grader.learner.errors.slips_of_names import happened, name_of

RECOGNISERS = Recognisers()

#: What tables and charts are told by name.
KEYWORDS = frozenset(
    [
        "ascending",
        "by",
        "on",
        "how",
        "x",
        "y",
        "title",
        "xlabel",
        "ylabel",
        "color",
        "figsize",
        "columns",
        "index",
        "values",
        "random_state",
        "n",
        "frac",
        "legend",
        "kind",
        "subset",
        "inplace",
        "case",
        "na",
        "sumber",
        "waktu",
        "left_on",
        "right_on",
    ]
)
#: Methods that are given numbers.
TAKES_NUMBERS = ("head", "tail", "sample", "nlargest", "nsmallest", "round", "shift", "diff", "quantile")


@RECOGNISERS.of(
    NameError,
    speaks=['x = tabel.sort_values("omzet", ascending==False)', "x = tabel.query(kota == 5)"],
    silent=[
        "if omzet_baru == 5: pass",
        "x = tabel[kta == 5]",
        'x = tabel.filter(kota == "Madiun")',
        'x = tabel[(kota == "Madiun")].sum()',
    ],
)
def argument_compared(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    for node in scene.nodes():
        given = node.args if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else []
        if not any(
            isinstance(g, ast.Compare) and isinstance(g.left, ast.Name) and g.left.id == name for g in given
        ):
            continue
        if node.func.attr == "query":
            return Explanation(
                happened(error), "Di dalam `query`, seluruh syarat ditulis di antara tanda kutip."
            )
        if name in KEYWORDS:
            return Explanation(
                f"{scene.where} memberi `{name}` dua tanda `=`.", f"Di dalam kurung cukup satu: `{name}=...`."
            )
    return None


@RECOGNISERS.of(
    NameError,
    speaks=["x = tabel.sort_values('pak', ascending=tidak)", "x = tabel.sort_values('pak', ascending=No)"],
    silent=[
        "x = tidak",
        "x = tabel.sort_values(tidak)",
        "x = tabel.sort_values('pak', ascending=false)",
        "x = tabel.pivot_table(index=kota, values='pak')",
    ],
)
def yes_or_no_in_words(error: NameError, scene: Scene) -> Explanation | None:
    found = re.search(rf"\b(ascending|legend|reverse)\s*=\s*{name_of(error)}\b", scene.bare_line)
    if not found or name_of(error).lower() in CONSTANTS:
        return None
    return Explanation(happened(error), f"Tulis `{found[1]}=True` atau `{found[1]}=False`.")


@RECOGNISERS.of(
    NameError,
    speaks=['x = tabel.groupby("kota").agg(kali=("pak", count))', 'x = tabel["pak"].agg(mean)'],
    silent=['x = tabel.groupby("kota").agg(kali=("pak", "count"), x=hasl)', "x = count"],
)
def summary_without_quotes(error: NameError, scene: Scene) -> Explanation | None:
    name = name_of(error)
    words = ("count", "mean", "median", "nunique", "first", "last", "std", "size")
    if name not in words or not re.search(rf"\.agg\(.*\b{name}\b", scene.bare_line):
        return None
    return Explanation(happened(error), f'Di dalam `agg` tulis dengan tanda kutip: `"{name}"`.')


@RECOGNISERS.of(
    ValueError,
    TypeError,
    speaks=['x = tabel.sample(1, random_state="45")', 'x = tabel.sample("1")', 'x = tabel.head("2")'],
    silent=[
        'x = tabel.sample(1, random_state="a")',
        'gambar(grafik, waktu="2025")',
        "x = [1, 2].index(5)",
        'x = tabel["omzet"] > "5"',
        'x = tabel[tabel["kota"].isin("3502")]',
    ],
)
def number_in_quotes_given(error: ValueError | TypeError, scene: Scene) -> Explanation | None:
    for node in scene.failed(ast.Call):
        if not isinstance(node.func, ast.Attribute) or node.func.attr not in TAKES_NUMBERS:
            continue
        for one in [*node.args, *(k.value for k in node.keywords)]:
            text = one.value if isinstance(one, ast.Constant) and isinstance(one.value, str) else ""
            if re.fullmatch(r"\d+", text):
                return Explanation(
                    f'{scene.where} memberi angka sebagai teks: `"{text}"`.',
                    f"Tulis tanpa tanda kutip: `{text}`.",
                )
    return None
