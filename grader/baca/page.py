"""From an executed lesson to one HTML page. Pure: what is read and written stands in `make`."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from grader.baca.pictures import Quality, small
from grader.baca.questions import PageQuestion
from grader.baca.still import SLIDER_MIME, spread
from grader.common.pages import templates_of
from grader.curriculum.model import MODULES, Lesson
from grader.notebooks.cells import source_text, tags

#: Code longer than this is folded.
SHORT_CODE = 8
#: "a. empat   b. lima" in the comment of a choice.
_OPTION = re.compile(r"(?:^|\s+)([a-h])\.\s+(?=\S)")
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True)
class Part:
    """One piece of a page; which fields are filled depends on `kind`."""

    kind: str
    html: str = ""
    code: str = ""
    folded: bool = False
    prompt: str = ""
    options: tuple[tuple[str, str], ...] = ()
    question: PageQuestion | None = None
    sliders: tuple[dict[str, Any], ...] = ()


def parts_of(
    notebook: Mapping[str, Any], questions: Mapping[str, PageQuestion | None], quality: Quality
) -> list[Part]:
    """The parts of an executed trainee's notebook; `questions` by the id of their cell."""
    found: list[Part] = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            found.append(Part("teks", markdown(source_text(cell))))
        elif cell["cell_type"] == "code" and source_text(cell).strip():
            found.append(_code_part(cell, questions, quality))
    return found


def _code_part(
    cell: Mapping[str, Any], questions: Mapping[str, PageQuestion | None], quality: Quality
) -> Part:
    source, marked = source_text(cell), tags(cell)
    if cell["id"] in questions:
        return _question_part(source, questions[cell["id"]])
    if "prediksi" in marked:
        return Part("tebakan", code=source)
    if "____" in source or "buat" in marked:
        return Part("laptop", code=source)
    folded = "sembunyi" in marked or source.count("\n") >= SHORT_CODE
    outputs = cell.get("outputs", [])
    sliders = next((o["data"][SLIDER_MIME] for o in outputs if SLIDER_MIME in o.get("data", {})), ())
    others = [o for o in outputs if SLIDER_MIME not in o.get("data", {})]
    shown = outputs_html(others, quality)
    moving = tuple(_slider(slider, quality) for slider in sliders)
    return Part("kode", shown, source, folded, sliders=moving)


def _slider(slider: Mapping[str, Any], quality: Quality) -> dict[str, Any]:
    """A slider with its steps as HTML, as many as the quality allows; the author's own stays."""
    places = spread(range(len(slider["steps"])), slider["start"], quality.steps)
    steps = [slider["steps"][place] for place in places]
    shown = [step | {"html": outputs_html(step["outputs"], quality)} for step in steps]
    return {"label": slider["label"], "start": places.index(slider["start"]), "steps": shown}


def _question_part(source: str, question: PageQuestion | None) -> Part:
    lines = source.split("\n")
    if question is None:
        return Part("laptop", code=_without_check(source))
    comment = " ".join(line.lstrip("# ") for line in lines if line.startswith("#"))
    pieces = _OPTION.split(comment)
    texts = dict(zip(pieces[1::2], map(str.strip, pieces[2::2]), strict=True))
    options = tuple((letter, texts.get(letter, "")) for letter in question.letters)
    code = "" if question.letters else _without_check(source)
    return Part(
        "soal", code=code, prompt=pieces[0].strip() if texts else "", options=options, question=question
    )


def _without_check(source: str) -> str:
    return "\n".join(line for line in source.split("\n") if not line.startswith("periksa("))


#: Where a kernel keeps the source of a cell, as tracebacks name it.
_KERNEL_FILE = re.compile(r"[^\s\"'<>]*ipykernel_\d+/\d+(?:\.py)?")


def outputs_html(outputs: list[dict[str, Any]], quality: Quality) -> Markup:
    """What a cell shows, its pictures made small; a traceback names no file of the computer it was run on."""
    lines = "\n".join(map(_output_html, outputs)).split("\n")
    # Only where it can be found: over a picture of 300 kB in one line the search would take minutes.
    named = [_KERNEL_FILE.sub("sel", line) if "ipykernel_" in line else line for line in lines]
    return Markup(small("\n".join(named), quality))


def _output_html(output: Mapping[str, Any]) -> str:
    data = output.get("data", {})
    if "text/html" in data:
        shown = "".join(data["text/html"])
        if "<table" in shown:
            shown = re.sub(r"<style.*?</style>", "", shown, flags=re.DOTALL)
            return f'<div class="lebar" tabindex="0" role="group" aria-label="Tabel">{shown}</div>'
        return shown
    text = "".join(data.get("text/plain") or output.get("text") or "")
    return f"<pre>{html.escape(text)}</pre>" if text.strip() else ""


@cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("image")


def markdown(source: str) -> Markup:
    """Markdown as HTML: its own HTML is text, and of links only those lead on that a phone can follow."""
    shown = _LINK.sub(_link, str(_markdown().render(source))).replace("<pre>", '<pre tabindex="0">')
    shown = shown.replace(
        "<table>", '<div class="lebar" tabindex="0" role="group" aria-label="Tabel"><table>'
    )
    return Markup(shown.replace("</table>", "</table></div>"))


def _link(found: re.Match[str]) -> str:
    address, text = found[1], found[2]
    if address.startswith("https://"):
        return f'<a href="{address}" rel="noreferrer">{text}</a>'
    if (lesson := re.search(r"pelajaran/[^/]+/([\w-]+)\.ipynb$|^([\w-]+)\.ipynb$", address)) is not None:
        return f'<a href="{lesson[1] or lesson[2]}.html">{text}</a>'
    return text


def lesson_page(lesson: Lesson, following: Lesson | None, parts: list[Part], stamp: str) -> str:
    """The page of a lesson; `following` is the one that Berikutnya leads to."""
    number = lesson.id[:4]
    return _render(
        "lesson.html.j2",
        title=lesson.meta.title,
        lesson=lesson,
        number=number,
        module=MODULES.get(lesson.meta.module, ""),
        following=following,
        parts=parts,
        stamp=stamp,
    )


def road_page(lessons: tuple[Lesson, ...]) -> str:
    """The index: every lesson by module, with its minutes; what is done, the browser knows."""
    modules = [
        (name, [lesson for lesson in lessons if lesson.meta.module == module])
        for module, name in MODULES.items()
    ]
    return _render("index.html.j2", title="Sinau Desa", modules=[m for m in modules if m[1]])


def _render(template: str, **content: Any) -> str:
    script = _asset("baca.js")
    policy = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return str(
        _jinja()
        .get_template(template)
        .render(script=Markup(script), style=Markup(_asset("baca.css.j2")), policy=policy, **content)
    )


@cache
def _asset(name: str) -> str:
    return (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")


@cache
def _jinja() -> Any:
    from grader.learner.panel import inline

    jinja = templates_of(__file__)
    jinja.filters["sentence"] = lambda text: Markup(inline(text))
    return jinja
