"""From the executed notebook to a page that prints on one sheet of A4."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

APART = frozenset({"parameters", "injected-parameters", "hanya-notebook"})
"""Cells that a reader of the page does not see."""
STAMP = '<meta name="sinau-profil" content="{stamp}">'


def render(notebook: Any, title: str, stamp: str) -> str:
    """The page of an executed notebook; ``stamp`` tells what it was made from."""
    parts = [part for cell in notebook.cells if (part := _part(cell))]
    return str(_template().render(title=title, stamp=STAMP.format(stamp=escape(stamp)), parts=parts))


def _part(cell: Any) -> dict[str, str] | None:
    tags = cell.metadata.get("tags", [])
    if APART & set(tags):
        return None
    if cell.cell_type == "markdown":
        html = _markdown(cell.source)
    else:
        html = "\n".join(_shown(output) for output in cell.get("outputs", []))
    return {"html": html, "tags": " ".join(tags)} if html.strip() else None


def _shown(output: Any) -> str:
    data = output.get("data", {})
    if "text/html" in data:
        return str(data["text/html"])
    text = data.get("text/plain") or output.get("text", "")
    return f"<pre>{escape(str(text))}</pre>" if text else ""


def _markdown(source: str) -> str:
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(source))


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment, PackageLoader

    return Environment(loader=PackageLoader("grader.profil"), autoescape=True).get_template("page.html.j2")
