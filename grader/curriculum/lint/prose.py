"""What a person reads in a notebook, taken out of Markdown and code. Pure text functions, no rules."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from grader.curriculum.model import Cell, Notebook
from grader.notebooks.check_calls import check_calls, parse

_FORMULA = re.compile(r"\$\$.+?\$\$|(?<![\w$])\$(?=\S)[^$\n]+?(?<=\S)\$(?!\w)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_ADDRESS = re.compile(
    r"<?\b(?:https?://|www\.)\S+|\b[\w.-]+@[\w-]+\.\w+|\b[\w-]+\.(?:com|id|org|net|co|go|ac|desa)\b(?:\.id)?"
)
_LESSON_ID = re.compile(r"\b\d-\d\d-[a-z0-9-]+\b|\b0-tes-[a-z]+\b")
_FILE_NAME = re.compile(r"(?<!\w)[\w./-]+\.(?:csv|ipynb|md|png|json|xlsx|sinau|zip)\b")
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_COUNTED = re.compile(r"[^\W_]+(?:[-'’.,/][^\W_]+)*")
#: Escaped marks stay tokens of their own: `\\$` begins no formula.
_MARKDOWN = MarkdownIt("commonmark").enable("table").disable("text_join")


@lru_cache(maxsize=4_096)
def _parsed(markdown: str) -> tuple[Token, ...]:
    return tuple(_MARKDOWN.parse(markdown))


def _texts_of(markdown: str, code: bool, images: bool) -> Iterator[str]:
    """The text of each paragraph, heading, list item and table cell; HTML without its tags and comments."""
    for token in _parsed(markdown):
        if token.type == "inline":
            yield "".join(_text_of(child, code, images) for child in token.children or ())
        elif token.type == "html_block":
            yield _TAG.sub(" ", _COMMENT.sub(" ", token.content))


def _text_of(token: Token, code: bool, images: bool) -> str:
    if token.type == "text":
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "code_inline" and code:
        return token.content
    if token.type == "image" and images:
        return f" {token.content} "
    # The marks of links and emphasis may stand inside a word, what else is left out may not.
    return "" if token.nesting else " "


def readable(markdown: str) -> str:
    """The running text: link texts and image texts stay; code, formulas, tags and addresses go."""
    text = "\n".join(_texts_of(markdown, code=False, images=True))
    for pattern in (_FORMULA, _ADDRESS, _FILE_NAME, _LESSON_ID):
        text = pattern.sub(" ", text)
    return text


def count_words(markdown: str) -> int:
    """How many words a reader meets: words and numbers of the running text, code spans included."""
    return sum(len(_COUNTED.findall(text)) for text in _texts_of(markdown, code=True, images=False))


def links(markdown: str) -> list[tuple[str, str]]:
    """The links of a text as (text, address)."""
    found = []
    for inline in _parsed(markdown):
        inside: list[str] | None = None
        for token in inline.children or ():
            if token.type == "link_open":
                address, inside = str(token.attrGet("href") or ""), []
            elif token.type == "link_close" and inside is not None:
                found.append(("".join(inside), address))
                inside = None
            elif inside is not None:
                inside.append(_text_of(token, code=True, images=True))
    return found


def images(markdown: str) -> list[tuple[str, str]]:
    """The pictures of a text as (what stands for them, address)."""
    every = (token for inline in _parsed(markdown) for token in inline.children or ())
    return [(token.content, str(token.attrGet("src") or "")) for token in every if token.type == "image"]


def html_of(markdown: str) -> str:
    """The HTML that stands in a text, without its comments."""
    tokens = (token for block in _parsed(markdown) for token in (block, *(block.children or ())))
    html = "".join(token.content for token in tokens if token.type in ("html_block", "html_inline"))
    return _COMMENT.sub(" ", html)


def headings(markdown: str) -> list[tuple[int, str]]:
    """The headings of a Markdown cell as (level, text)."""
    return [
        (int(opening.tag[1:]), inline.content)
        for opening, inline in pairwise(_parsed(markdown))
        if opening.type == "heading_open"
    ]


def sentences_in_code(source: str) -> Iterator[str]:
    """Indonesian that stands in code: comments, and the texts given to `periksa`."""
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
