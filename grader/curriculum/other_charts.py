"""Titles and axis names of other charts of the course, which a copied chart may have kept."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from grader.checks.kinds.chart_words import FILLERS, LONG_WORD, UNITS, digest, words_of_axes
from grader.common.checkout import content_root
from grader.common.errors import SinauError
from grader.curriculum.own_lesson import lesson_of
from grader.notebooks.cells import source_text
from grader.notebooks.names import tree_of
from grader.notebooks.normal_form import read_notebook

_TITLES, _AXES = ("title", "judul", "set_title"), ("xlabel", "ylabel", "set_xlabel", "set_ylabel")
#: Nobody comes upon so many of them by chance.
LONG_TITLE, LONG_AXIS = 3, 2


def others(notebook: Mapping[str, Any], question: str, solution: str) -> list[str]:
    """Digests of the texts that other charts have, in this notebook, in its lesson or elsewhere, and the
    ``solution`` has not; ``question`` is the text of the question.

    A title belongs to its chart. A short one, and the name of an axis, is of another chart only where it has
    a word that this question has not: many axes are called "kecamatan" or "warga (orang)". Short texts count
    only where they stand near, for those far away somebody may come upon alone.
    """
    own = {digest(text) for _, text in _texts(solution)}
    words = set(_words(f"{question} {solution}"))
    sources = (
        (_texts_of(_sources_of_lesson(notebook)), 1, 1),
        (_texts_of(_sources(notebook)), 1, LONG_AXIS),
        (_of_the_course(), LONG_TITLE, LONG_AXIS),
    )
    foreign = {
        digest(text)
        for found, title, axis in sources
        for what, text in found
        if _is_of_its_chart(what, text, words, title, axis)
    }
    return sorted(foreign - own)


def near_by(notebook: Mapping[str, Any], question: str, solution: str) -> dict[str, Any]:
    """What else the charts near by tell of texts that were copied, as options of a chart."""
    about = (notebook, question, solution)
    return {"saudara": siblings(*about), "potongan": words_of_others(*about), "sumbu": axes(solution)}


def axes(solution: str) -> dict[str, list[str]]:
    """Digests of the words by which only one of the axes of a solution's chart is called, or its columns."""
    called = {axis: " ".join(_called(solution, axis)).replace("_", " ") for axis in ("x", "y")}
    return words_of_axes(called["x"], called["y"])


def _called(source: str, axis: str) -> Iterator[str]:
    """What a cell calls an axis: its name and its column."""
    names = (axis, f"{axis}label", f"set_{axis}label")
    for node in _nodes(source):
        if isinstance(node, ast.keyword) and node.arg in names:
            several = node.value.elts if isinstance(node.value, ast.List) else [node.value]
            yield from (text for one in several for text in _text(one))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names:
            yield from (text for one in node.args[:1] for text in _text(one))


def words_of_others(notebook: Mapping[str, Any], question: str, solution: str) -> list[list[str]]:
    """For each title of this notebook and its lesson, and each chart's axes and columns, the words that
    neither the question nor the ``solution`` has: a title of such words alone is of that chart.
    """
    words = FILLERS.union(_words(f"{question} {solution}"))
    sources = [*_sources(notebook), *_sources_of_lesson(notebook)]
    titles = [text for what, text in _texts_of(sources) if what in _TITLES and text not in solution]
    groups = {frozenset(_words(text)) - words for text in titles}
    groups |= {drawn - words for source in sources if (drawn := _words_drawn(source))}
    return sorted(sorted(group) for group in groups if group)


def _words_drawn(source: str) -> frozenset[str]:
    """The words of what a cell gives a chart as columns and as the names of its axes."""
    named = [text for what, text in _texts(source) if what in _AXES]
    return frozenset(_words(" ".join([*named, *_columns_drawn(source)]).replace("_", " ")))


def siblings(notebook: Mapping[str, Any], question: str, solution: str) -> dict[str, str]:
    """The word that a column named in this notebook or its lesson has in place of one that the ``solution``
    draws, and that one: "lebaran" → "suro" for `jarak_lebaran` and `jarak_suro`.
    """
    own = _columns_drawn(solution)
    named = set(_words(question))
    found: dict[str, str] = {}
    for source in [*_sources(notebook), *_sources_of_lesson(notebook)]:
        for other in _columns_named(source) - own:
            for column in own:
                there, here = other.split("_"), column.split("_")
                apart = [pair for pair in zip(there, here, strict=False) if pair[0] != pair[1]]
                if len(there) == len(here) > 1 == len(apart) and min(map(len, apart[0])) >= LONG_WORD:
                    found |= dict(apart)
    return {word: own_word for word, own_word in found.items() if word not in named}


def _columns_named(source: str) -> frozenset[str]:
    """The texts of a cell that may name a column of several words."""
    texts = [n.value for n in _nodes(source) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    return frozenset(text for text in texts if text.isidentifier() and "_" in text)


def _columns_drawn(source: str) -> frozenset[str]:
    """The columns that a cell gives a chart as `x` or `y`."""
    nodes = _nodes(source) if "plot" in source else ()
    return frozenset(
        str(node.value.value)
        for node in nodes
        if isinstance(node, ast.keyword) and node.arg in ("x", "y") and isinstance(node.value, ast.Constant)
    )


def _is_of_its_chart(what: str, text: str, words: Collection[str], title: int, axis: int) -> bool:
    """Whether a text belongs to its chart; how many words ``title`` and ``axis`` say."""
    bare = [word for word in _words(re.sub(r"\([^)]*\)", "", text)) if word not in UNITS.values()]
    if what in _TITLES and len(bare) >= LONG_TITLE:
        return True
    return len(bare) >= (title if what in _TITLES else axis) and any(word not in words for word in bare)


def _sources_of_lesson(notebook: Mapping[str, Any]) -> list[str]:
    path = lesson_of(notebook)
    return _sources(read_notebook(path)) if path else []


def _sources(notebook: Mapping[str, Any]) -> list[str]:
    return [source_text(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _texts_of(sources: Iterable[str]) -> set[tuple[str, str]]:
    return {found for source in sources for found in _texts(source)}


@lru_cache(maxsize=1)
def _of_the_course() -> frozenset[tuple[str, str]]:
    """What charts of all lessons and exercises are called, none outside a checkout."""
    try:
        root = content_root()
    except SinauError:
        return frozenset()
    paths = [p for folder in ("lessons", "exercises") for p in (root / folder).glob("*/*.ipynb")]
    return frozenset(_texts_of(source for path in paths for source in _sources(read_notebook(path))))


def _texts(source: str) -> Iterator[tuple[str, str]]:
    """What a cell gives its chart as a title or the name of an axis."""
    if not any(name in source for name in (*_TITLES, *_AXES)):
        return
    for node in _nodes(source):
        if isinstance(node, ast.keyword) and node.arg == "contoh" and isinstance(node.value, ast.Constant):
            yield from _texts(str(node.value.value))
            continue
        if isinstance(node, ast.keyword):
            what, given = str(node.arg), [node.value]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            what, given = node.func.attr, node.args[:1]
        else:
            continue
        if what in (*_TITLES, *_AXES):
            yield from ((what, text) for one in given for text in _text(one))


def _nodes(source: str) -> Iterator[ast.AST]:
    return ast.walk(tree_of(source) or ast.Module([], []))


def _text(node: ast.expr) -> list[str]:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and _words(node.value)
    return [str(node.value)] if is_text and isinstance(node, ast.Constant) else []


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) >= LONG_WORD]
