"""Rules for readers who listen, print or skim: heading order, link texts, picture texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from urllib.parse import unquote

from grader.curriculum.lint.prose import headings, html_of, images, links
from grader.curriculum.lint.registry import Finding, notebook_rule
from grader.curriculum.model import LESSON_IDS, Exercise, Lesson, module_of

_EMPTY_LINK_TEXTS = {
    "di sini",
    "disini",
    "sini",
    "klik",
    "klik di sini",
    "link",
    "tautan",
    "tautan ini",
    "ini",
}
_IMG_TAG = re.compile(r"<img\b[^>]*>", re.I)
_ALT = re.compile(r"""\balt\s*=\s*("[^"]+"|'[^']+')""", re.I)
SHORTEST_ALT = 15
"""A text shorter than this cannot say what kind of picture it is and what it shows."""


@notebook_rule("headings")
def heading_order(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """The first cell holds the one h1; afterwards no level is skipped."""
    found = [
        (cell, *heading)
        for cell in notebook.trainee_cells
        if cell.is_markdown
        for heading in headings(cell.source)
    ]
    ones = [cell for cell, level, _ in found if level == 1]
    if len(ones) != 1 or ones[0] != notebook.cells[0]:
        yield Finding(
            ones[1] if len(ones) > 1 else None,
            f"ada {len(ones)} judul utama (#)" if len(ones) != 1 else "judul utama (#) tidak di sel pertama",
            "pakai tepat satu judul `# ...`, di sel pertama",
        )
    for (_, before, _), (cell, level, text) in pairwise(found):
        if level > before + 1:
            yield Finding(
                cell,
                f"judul `{text}` melompat dari tingkat {before} ke {level}",
                f"pakai {'#' * (before + 1)}",
            )


@notebook_rule("link-text")
def link_text(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """A link's text says where it leads, without the sentence around it."""
    for cell in notebook.cells:
        if not cell.is_markdown:
            continue
        for text, _ in links(cell.source):
            plain = text.strip(" *_").lower()
            if plain in _EMPTY_LINK_TEXTS or re.match(r"(https?://|www\.)", plain):
                yield Finding(
                    cell, f"teks tautan `{text}` tidak menyebut tujuannya", "tulis nama halaman yang dituju"
                )


@notebook_rule("link-target")
def link_target(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """A relative link leads to a file of the repository, or to a notebook the curriculum still expects."""
    for cell in notebook.cells:
        text = cell.source if cell.is_markdown else ""
        for _, target in (*links(text), *images(text)):
            if re.match(r"[a-z]+:|#", target):
                continue
            path = (notebook.path.parent / unquote(target.split("#")[0])).resolve()
            expected = f"lessons/{module_of(path.stem)}", f"exercises/{path.stem}"
            planned = path.stem in LESSON_IDS and path.parent.as_posix().endswith(expected)
            if not path.exists() and not planned:
                yield Finding(cell, f"tautan `{target}` tidak menuju berkas mana pun", "perbaiki alamatnya")


@notebook_rule("image-alt")
def image_alt(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """Every picture in Markdown has a text that can stand for it."""
    for cell in notebook.cells:
        if not cell.is_markdown:
            continue
        alts = [alt for alt, _ in images(cell.source)]
        tags = _IMG_TAG.findall(html_of(cell.source))
        alts += [found[1][1:-1] if (found := _ALT.search(tag)) else "" for tag in tags]
        if any(len(alt.strip()) < SHORTEST_ALT for alt in alts):
            yield Finding(
                cell, "gambar tanpa teks alternatif", "tulis jenis gambar, apa yang diukur, dan isinya"
            )
