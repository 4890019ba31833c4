"""What a person reads in a notebook, taken out of Markdown and code. Pure text functions, no rules."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from typing import Any

from grader.curriculum.model import Cell, Notebook
from grader.notebooks.check_calls import check_calls, parse

_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.M | re.S)
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.S)
_FORMULA = re.compile(r"\$\$.+?\$\$|(?<![\w\\$])\$(?=\S)[^$\n]+?(?<=\S)\$(?!\w)", re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_ADDRESS = re.compile(
    r"<?\b(?:https?://|www\.)\S+|\b[\w.-]+@[\w-]+\.\w+|\b[\w-]+\.(?:com|id|org|net|co|go|ac|desa)\b(?:\.id)?"
)
_LESSON_ID = re.compile(r"\b\d-\d\d-[a-z0-9-]+\b|\b0-tes-[a-z]+\b")
_FILE_NAME = re.compile(r"(?<!\w)[\w./-]+\.(?:csv|ipynb|md|png|json|xlsx|sinau|zip)\b")
IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]*)[^)]*\)")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_COUNTED = re.compile(r"[^\W_]+(?:[-'’.,/][^\W_]+)*")


def without_code_blocks(markdown: str) -> str:
    """The Markdown without fenced code and HTML comments; line structure is kept."""
    return _COMMENT.sub(" ", _FENCE.sub("", markdown))


def readable(markdown: str) -> str:
    """The running text: link texts and image texts stay; code, formulas, tags and addresses go."""
    text = without_code_blocks(markdown)
    text = _CODE_SPAN.sub(" ", text)
    text = IMAGE.sub(r" \1 ", text)
    text = LINK.sub(r"\1", text)
    text = _FORMULA.sub(" ", text)
    for pattern in (_TAG, _ADDRESS, _FILE_NAME, _LESSON_ID):
        text = pattern.sub(" ", text)
    return text


def count_words(markdown: str) -> int:
    """How many words a reader meets: words and numbers of the running text, code spans included."""
    text = LINK.sub(r"\1", IMAGE.sub(" ", without_code_blocks(markdown)))
    return len(_COUNTED.findall(_TAG.sub(" ", text)))


def sentences_in_code(source: str) -> Iterator[str]:
    """Indonesian that stands in code: comments, and the texts given to ``periksa``."""
    for call in check_calls(source):
        for option in ("petunjuk", "keliru", "artinya", "pertanyaan", "rubrik"):
            yield from _texts(call.options.get(option))
        example = call.options.get("contoh")
        if isinstance(example, str):
            yield from sentences_in_code(example) if parse(example) else (example,)
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT and not token.string.startswith("###"):
                yield token.string.lstrip("# ")
    except (tokenize.TokenError, SyntaxError):
        return


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for text in value.values() if isinstance(text, str))
    elif isinstance(value, list | tuple):
        yield from (text for text in value if isinstance(text, str))


def printed_texts(source: str) -> Iterator[str]:
    """The texts written in a piece of code; a value put into an f-string is read as 0."""
    for node in ast.walk(parse(source) or ast.Module([], [])):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "0" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def read_by_people(notebook: Notebook) -> Iterator[tuple[Cell, str]]:
    """Every running text of a notebook with its cell: Markdown, hints, misconceptions, comments."""
    for cell in notebook.cells:
        for text in sentences(cell):
            yield cell, text


def sentences(cell: Cell) -> Iterator[str]:
    """The running texts of one cell."""
    if cell.is_markdown:
        yield readable(cell.source)
    elif cell.is_code:
        for text in sentences_in_code(cell.source):
            yield readable(text)


def headings(markdown: str) -> list[tuple[int, str]]:
    """The headings of a Markdown cell as (level, text)."""
    return [
        (len(match[1]), match[2].strip())
        for match in re.finditer(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*$", without_code_blocks(markdown), re.M)
    ]
