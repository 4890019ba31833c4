"""What of a learner's outputs and texts may stand in a graded notebook.

formgrader and nbgrader's feedback put outputs and rendered Markdown into a page of the trainer's as they are,
so markup that could run there must not get that far: not as HTML, SVG, LaTeX or Markdown, nor hidden in data
of pictures, nor in a file beside the notebook.

By hand, although libraries read Markdown and HTML: nbconvert reads what is written here again with mistune,
and what markdown-it takes for text mistune may take for a link; nh3 would mend foreign HTML, where here it is
left out whole.
"""

from __future__ import annotations

import html
import mimetypes
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

Json = Any

_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_FIGURE = re.compile(
    r'<img src="data:image/png;base64,([A-Za-z0-9+/=]*)" alt="([^"<>]*)">'
)  # what `gambar` shows
_STYLE_SHEET = re.compile(r"<style[^<>]*>[^<>]*</style>")
#: Plain tables as pandas and statsmodels write them; nothing in them can run, load or cover anything: other
#: classes than theirs mean something in formgrader's page. Possessive, or trying a text of megabytes would
#: take gigabytes.
_TABLE = re.compile(
    r"""(?: [^<]++
        | </?(?:div|table|caption|thead|tbody|tfoot|tr|th|td|p|br|b|strong|i|em|span)
          (?: \s+(?: class="(?:dataframe|simpletable)"
                   | (?:border|rowspan|colspan|halign|valign)="[\w .-]*"
                   | style="\s*text-align:\s*\w+;?\s*"))*
          \s* /?>
        )*+""",
    re.VERBOSE,
)
_PICTURES = ("image/png", "image/jpeg")
_ATTACHED = (*_PICTURES, "image/gif", "image/webp", "image/bmp")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
#: Where a link or its definition goes anywhere but to another site: to code, or to formgrader's own server,
#: which gives out all files of the course as they are.
_INNER_LINK = re.compile(
    r"\](?=\((?!https?://|mailto:|attachment:|\#)|:(?!\s*(?:https?://|mailto:|\#)))", re.IGNORECASE
)
_PICTURE = re.compile(r"!(?=\[(?:[\w .,:-]*\]\(attachment:([\w.-]+)\))?)")
#: MathJax commands that make links, styles and classes, or that load more of the kind.
_MATH_MARKUP = re.compile(
    r"\\\s*(?=(?:href|url|style|bbox|class|cssId|data|require|mmlToken|html\w*|Tip|texttip|toggle|action)\b)"
)
#: Where nbconvert begins to look for the end of a formula, each time through all of the text.
_FORMULA = re.compile(r"\\(?=begin\{|\\[(\[])")
MAX_FORMULAS = 100
#: Where the text of a heading begins (`# text`, which may stand in lists and quotes) or ends (underlined).
_HEADING = re.compile(
    r"""(?<![^\r\n]) (?:[^\w\r\n#]|\d)*+ \#++ [^\S\r\n]*+ (?=\S)
      | (?<=\S) (?= [^\S\r\n]*+ (?:\r\n?|\n) [ \t>]*+ [=-]++ [ \t]*+ (?:[\r\n]|\Z))""",
    re.VERBOSE,
)
WORD_JOINER = "\N{WORD JOINER}"
#: Media types of which a browser makes a page, in which code can run.
_PAGE = re.compile(r"html|/xml|\+xml|xsl")


def plain_outputs(outputs: Sequence[Mapping[str, Json]]) -> list[dict[str, Json]]:
    """nbformat 4 outputs of a learner's cell, reduced to text, pictures and plain tables."""
    return [_plain(output) for output in outputs]


def _plain(output: Mapping[str, Json]) -> dict[str, Json]:
    if output["output_type"] not in ("display_data", "execute_result"):
        return dict(output)
    data: dict[str, Json] = {}
    for mime, value in output["data"].items():
        if mime == "text/plain" or (mime in _PICTURES and _BASE64.fullmatch(value)):
            data[mime] = value
        elif mime == "text/html" and (figure := _FIGURE.fullmatch(value)):
            data["image/png"] = figure[1]
        elif mime == "text/html" and _TABLE.fullmatch(table := _STYLE_SHEET.sub("", value)):
            data[mime] = table
    return {**output, "data": data, "metadata": {}}


def plain_markdown(source: str, attached: Collection[str] = ()) -> str:
    """Markdown without markup of HTML, with links to other sites alone and without pictures from elsewhere.

    Of pictures only those in ``attached`` stay: any other would be asked for over the network, or of the
    trainer's own server, and a name that is not there ends the making of the whole page. More formulas than
    anybody writes are left as text: a megabyte of them would hold up formgrader. Headings get a character
    that nobody sees: nbconvert makes their text an id, and formgrader finds the box for a score by its id.
    """
    if len(_FORMULA.findall(source)) > MAX_FORMULAS:
        source = _FORMULA.sub(r"\\ ", source)
    if _MATH_MARKUP.search(html.unescape(source)):
        # Entities must not spell the command again.
        source = _MATH_MARKUP.sub(r"\\ ", source.replace("&", "&amp;"))
    source = _PICTURE.sub(lambda found: "!" if found[1] in attached else "! ", _TAG.sub("&lt;", source))
    source = _INNER_LINK.sub("] ", source)
    return _HEADING.sub(lambda found: found[0] + WORD_JOINER, source)


def is_page(name: str) -> bool:
    """Whether formgrader would serve a file of this name as a page of its own server (a link is enough)."""
    return bool(_PAGE.search(mimetypes.guess_type(name)[0] or ""))


def plain_attachments(attachments: Json) -> dict[str, dict[str, str]]:
    """The pictures pasted into a Markdown cell: name → media type → base64."""
    found: dict[str, dict[str, str]] = {}
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        for mime, data in bundle.items() if isinstance(bundle, dict) else ():
            if mime in _ATTACHED and isinstance(data, str) and _BASE64.fullmatch(data):
                found.setdefault(name.encode("utf-8", "replace").decode(), {})[mime] = data
    return found
