"""Beranda as HTML, and what it leads to that is only read. Pure but for the one file a reading page shows."""

from __future__ import annotations

import csv
from functools import cache
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from markupsafe import Markup

from grader.beranda.state import LEARNING_PATHS, OWN_DATA_FOLDER, Beranda
from grader.common.indonesian import day_and_time, points
from grader.common.pages import templates_of

MODULES = {
    "1-fondasi": "Modul 1: Fondasi",
    "2-pemasaran": "Modul 2: Pemasaran digital",
    "3-data-desa": "Modul 3: Literasi data desa",
    "4-desa-digital": "Modul 4: Desa digital, potensi dan dampak",
}
#: A table is shown up to here; the file itself is one click away.
MAX_ROWS = 500


def beranda_page(beranda: Beranda, base: str, token: str, said: str) -> str:
    """The page; `base` is the server's base URL, `token` guards its forms, `said` is a sentence on top."""
    modules = [
        (MODULES.get(module, "Tes awal dan tes akhir"), list(pages))
        for module, pages in groupby(beranda.pages, key=lambda page: page.step.module)
    ]
    return str(
        _jinja()
        .get_template("beranda.html.j2")
        .render(
            now=beranda,
            modules=modules,
            base=base,
            token=token,
            said=said,
            learning_paths=LEARNING_PATHS,
            own_data=OWN_DATA_FOLDER,
        )
    )


def reading_page(file: Path, base: str) -> str | None:
    """A Markdown file as text, a CSV file as a table; None for what a browser shows by itself."""
    if file.suffix == ".md":
        shown = Markup(_markdown().render(_without_comments(_text(file))))
        return _reading(file, base, text=shown, rows=[], more=0)
    if file.suffix == ".csv":
        rows, more = _rows(_text(file))
        return _reading(file, base, text="", rows=rows, more=more)
    return None


def _reading(file: Path, base: str, **content: Any) -> str:
    return str(
        _jinja().get_template("baca.html.j2").render(title=file.stem, file=file.name, base=base, **content)
    )


def _text(file: Path) -> str:
    data = file.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what Excel writes


def _without_comments(text: str) -> str:
    """Markdown without what its author noted for authors in `<!-- … -->`."""
    parts = []
    while text:
        shown, _, rest = text.partition("<!--")
        parts.append(shown)
        text = rest.partition("-->")[2]
    return "".join(parts)


def _rows(text: str) -> tuple[list[list[str]], int]:
    """The first rows of a table, and how many more there are; the first line tells how columns end."""
    first = text.partition("\n")[0]
    mark = max(";,\t|", key=first.count)
    lines = csv.reader(text.splitlines(), delimiter=mark)
    rows = list(islice(lines, MAX_ROWS + 1))
    return rows, sum(1 for _ in lines)


@cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


@cache
def _jinja() -> Any:
    jinja = templates_of(__file__)
    jinja.filters["poin"] = points
    jinja.filters["waktu"] = day_and_time
    return jinja
