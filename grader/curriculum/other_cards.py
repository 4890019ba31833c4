"""Lines of the data cards that a lesson shows, which a copied card may have kept."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any

from grader.checks.kinds.card import FIELDS, fields_of
from grader.checks.kinds.chart_words import digest
from grader.curriculum.own_lesson import lesson_of
from grader.notebooks.cells import source_text
from grader.notebooks.names import tree_of
from grader.notebooks.normal_form import read_notebook

#: A shorter line ("pak", "Oktober 2026") may be anybody's.
LONG_LINE = 4
#: How a question says what stands on a line: "- `Cara:` siapa mencatat, kapan".
_ASKED = re.compile(r"^\W*`\w+:`(.+)$", re.MULTILINE)


def others(notebook: Mapping[str, Any], question: str, solution: str) -> list[str]:
    """Digests of the lines on the cards of an exercise's lesson that neither the ``question`` nor the
    ``solution`` has, and of what the question says to stand on each line.
    """
    path = lesson_of(notebook)
    cells = read_notebook(path)["cells"] if path else []
    lines = {line for cell in cells if cell["cell_type"] == "code" for line in _lines(source_text(cell))}
    asked = {said.strip() for said in _ASKED.findall(question)}
    copied = {line for line in lines if line not in question} | asked
    return sorted(digest(line) for line in copied if line not in solution)


def _lines(source: str) -> Iterator[str]:
    """What stands behind the labels of the cards in a cell."""
    for node in ast.walk(tree_of(source) or ast.Module([], [])):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        filled = fields_of(text, tuple(FIELDS))
        yield from (line for line in filled.values() if len(filled) > 1 and len(line.split()) >= LONG_LINE)
