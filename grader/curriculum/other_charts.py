"""Titles and axis names of other charts of the course, which a copied chart may have kept."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

from grader.checks.kinds.chart_words import digest
from grader.common.checkout import content_root
from grader.common.errors import SinauError
from grader.notebooks.cells import source_text
from grader.notebooks.names import tree_of
from grader.notebooks.normal_form import read_notebook

_TITLES, _AXES = ("title", "judul", "set_title"), ("xlabel", "ylabel", "set_xlabel", "set_ylabel")
#: A shorter word says nothing about what is drawn.
LONG_WORD = 4
#: Nobody comes upon so many of them by chance.
LONG_TITLE, LONG_AXIS = 3, 2


def others(notebook: Mapping[str, Any], question: str, solution: str) -> list[str]:
    """Digests of the texts that other charts have, in this notebook or elsewhere, and the ``solution`` has
    not; ``question`` is the text of the question.

    A title belongs to its chart. The name of an axis is of another chart only where it is more than a word
    and has one that this question has not: many axes are called "kecamatan" or "warga (orang)".
    """
    own = {digest(text) for _, text in _texts(solution)}
    here = {found for cell in notebook["cells"] for found in _texts(source_text(cell))}
    words = set(_words(f"{question} {solution}"))
    found = _of_the_course() | here
    foreign = {digest(text) for what, text in found if _is_of_its_chart(what, text, words)}
    return sorted(foreign - own)


def _is_of_its_chart(what: str, text: str, words: Collection[str]) -> bool:
    bare = _words(re.sub(r"\([^)]*\)", "", text))
    if what in _TITLES:
        return len(bare) >= LONG_TITLE
    return len(bare) >= LONG_AXIS and any(word not in words for word in bare)


@lru_cache(maxsize=1)
def _of_the_course() -> frozenset[tuple[str, str]]:
    """What charts of all lessons and exercises are called, none outside a checkout."""
    try:
        root = content_root()
    except SinauError:
        return frozenset()
    paths = [p for folder in ("lessons", "exercises") for p in (root / folder).glob("*/*.ipynb")]
    return frozenset(
        found
        for path in paths
        for cell in read_notebook(path)["cells"]
        if cell["cell_type"] == "code"
        for found in _texts(source_text(cell))
    )


def _texts(source: str) -> Iterator[tuple[str, str]]:
    """What a cell gives its chart as a title or the name of an axis."""
    if not any(name in source for name in (*_TITLES, *_AXES)):
        return
    for node in ast.walk(tree_of(source) or ast.Module([], [])):
        if isinstance(node, ast.keyword):
            what, given = str(node.arg), [node.value]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            what, given = node.func.attr, node.args[:1]
        else:
            continue
        if what in (*_TITLES, *_AXES):
            yield from ((what, text) for one in given for text in _text(one))


def _text(node: ast.expr) -> list[str]:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and _words(node.value)
    return [str(node.value)] if is_text and isinstance(node, ast.Constant) else []


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) >= LONG_WORD]
