"""Jinja set up for pages that carry other people's words, and the one way they are written to disk."""

from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from grader.common.indonesian import local_time, percent, points
from grader.common.layout import write_atomic
from grader.common.pages import templates_of
from grader.learner.panel import inline
from grader.reports.state import State


@cache
def environment() -> Environment:
    """Templates of this package: everything is escaped, a misspelled name is an error."""
    jinja = templates_of(__file__)
    jinja.filters["points"] = points
    jinja.filters["percent"] = percent
    jinja.filters["local_time"] = local_time
    jinja.filters["sentence"] = sentence
    jinja.globals["State"] = State
    return jinja


def sentence(text: str) -> Markup:
    """A sentence as HTML, the way the notebook's panel shows it: escaped, with code between backticks."""
    return Markup(inline(text))


def write_atomically(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a file whole or not at all; a reader never sees half a page.

    A file that already says the same is left alone: replacing thousands takes longer than making them.
    What the encoding cannot hold (a lone surrogate in a folder's name) becomes a question mark.
    """
    content = text.encode(encoding, "replace")
    if path.is_file() and path.read_bytes() == content:
        return
    write_atomic(path, content)
