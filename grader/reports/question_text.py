"""Markdown of an exercise as safe HTML."""

from collections.abc import Iterable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from grader.notebooks.listed import listed
from grader.reports.untrusted import clean, one_line

MAX_CHARACTERS = 20_000


class _WebLinksOnly(MarkdownIt):
    """An address that is not http(s) leaves its link as plain text."""

    def validateLink(self, url: str) -> bool:
        return url.lower().startswith(("https://", "http://"))


# Raw HTML stays text (html=False). Pictures are left out: they need the network or a file beside the page.
_MARKDOWN = _WebLinksOnly("commonmark", {"html": False}).enable("table").disable("image")


@lru_cache(maxsize=2_048)
def render(source: str) -> tuple[str, Markup]:
    """The heading a markdown cell opens with ("" when it has none) and the rest as HTML.

    Headings sink below the page's own: `#` becomes `<h3>`.
    """
    tokens = _MARKDOWN.parse(clean(source[:MAX_CHARACTERS]))
    heading = ""
    if len(tokens) >= 3 and tokens[0].type == "heading_open":
        heading = one_line("".join(child.content for child in tokens[1].children or []))
        tokens = tokens[3:]
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
    return heading, Markup(_MARKDOWN.renderer.render(_boxed(tokens), _MARKDOWN.options, {}))


def _boxed(tokens: list[Token]) -> list[Token]:
    """Wide tables and code scroll in boxes of their own, so that the page itself never scrolls sideways."""
    boxed: list[Token] = []
    for token in tokens:
        label = {"table_open": "Tabel", "fence": "Kode", "code_block": "Kode"}.get(token.type)
        if label:
            opening = f'<div class="scroll" tabindex="0" role="group" aria-label="{label}">\n'
            boxed.append(Token("html_block", "", 0, content=opening))
        boxed.append(token)
        if token.type in ("table_close", "fence", "code_block"):
            boxed.append(Token("html_block", "", 0, content="</div>\n"))
    return boxed


def as_they_had_it(text: str, theirs: Iterable[str]) -> str:
    """A text of the author's; the options of its choice stand as in the same list in a learner's texts."""
    ours = listed(text, is_code=False)
    for source in theirs if ours else ():
        there = listed(source, is_code=False)
        if ours and there and sorted(there.read) == sorted(ours.read):
            return ours.written(text, map(ours.read.index, there.read))
    return text
