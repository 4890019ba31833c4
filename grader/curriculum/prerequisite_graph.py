"""Which lesson needs which: as a picture (SVG) and as the sentence that stands for it.

By hand, since Mermaid is drawn by neither Beranda nor a phone that is offline.
"""

from __future__ import annotations

import textwrap
from html import escape

from grader.curriculum.model import MODULES, Course, Lesson

COLOURS = {  # Okabe and Ito, lightened; the module's name stands above its column, so colour is no sole cue
    "1-fondasi": "#dceefb",
    "2-pemasaran": "#fdebd0",
    "3-data-desa": "#d9f2e6",
    "4-desa-digital": "#f3dfee",
}
_BOX_WIDTH, _BOX_HEIGHT, _ACROSS, _DOWN, _TOP, _LEFT = 200, 44, 270, 62, 84, 40


def edges(course: Course) -> list[tuple[str, str]]:
    """(needed, lesson) for each prerequisite whose lesson exists, in order."""
    ids = {lesson.id for lesson in course.lessons}
    return [
        (needed, lesson.id)
        for lesson in course.lessons
        for needed in lesson.meta.prerequisites
        if needed in ids
    ]


def alt_text(course: Course) -> str:
    """One sentence that says what the picture shows."""
    parts = [f"{len(lessons)} di modul {module[0]}" for module, lessons in by_module(course)]
    return (
        f"Bagan prasyarat: {len(course.lessons)} pelajaran dalam kolom menurut modul ({', '.join(parts)}), "
        f"{len(edges(course))} panah dari pelajaran yang harus selesai dulu ke pelajaran berikutnya."
    )


def svg(course: Course) -> str:
    """The graph as a picture: a column a module, a box a lesson, an arrow from what comes first."""
    columns = by_module(course)
    place = {
        lesson.id: (_LEFT + column * _ACROSS, _TOP + row * _DOWN)
        for column, (_, lessons) in enumerate(columns)
        for row, lesson in enumerate(lessons)
    }
    width = 2 * _LEFT + max(len(columns) - 1, 0) * _ACROSS + _BOX_WIDTH
    height = _TOP + max((len(lessons) for _, lessons in columns), default=0) * _DOWN + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="judul isi" '
        'font-family="DejaVu Sans, Arial, sans-serif">',
        f'<title id="judul">Prasyarat pelajaran</title><desc id="isi">{escape(alt_text(course))}</desc>',
        '<defs><marker id="panah" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0L8 4L0 8z" fill="#555"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    parts += [_arrow(place[needed], place[lesson]) for needed, lesson in edges(course)]  # behind the boxes
    for column, (module, lessons) in enumerate(columns):
        x = _LEFT + column * _ACROSS
        parts.append(_text(x, 30, f"Modul {module[0]}", 15, bold=True))
        parts += [
            _text(x, 50 + 16 * i, line, 13) for i, line in enumerate(textwrap.wrap(MODULES[module], 28)[:2])
        ]
        parts += [_box(lesson, *place[lesson.id]) for lesson in lessons]
    return "\n".join([*parts, "</svg>", ""])


def by_module(course: Course) -> list[tuple[str, list[Lesson]]]:
    """The modules that have lessons, with them, in order."""
    found = [
        (module, [lesson for lesson in course.lessons if lesson.meta.module == module]) for module in MODULES
    ]
    return [(module, lessons) for module, lessons in found if lessons]


def number(lesson_id: str) -> str:
    """`2-02-harga` -> `2-02`."""
    return lesson_id[:4]


def _box(lesson: Lesson, x: int, y: int) -> str:
    title = textwrap.wrap(f"{number(lesson.id)}  {lesson.meta.title}", 29)
    lines = title[:2] if len(title) <= 2 else [title[0], title[1][:26] + "…"]
    middle = y + _BOX_HEIGHT / 2 + 4 - 7.5 * (len(lines) - 1)
    colour = COLOURS[lesson.meta.module]
    return (
        f'<rect x="{x}" y="{y}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="6" '
        f'fill="{colour}" stroke="#555"/>'
        + "".join(_text(x + 8, middle + 15 * i, line, 11.5) for i, line in enumerate(lines))
    )


def _text(x: float, y: float, text: str, size: float, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}"{weight} fill="#222">{escape(text)}</text>'


def _arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    (x1, y1), (x2, y2) = start, end
    half = _BOX_HEIGHT / 2
    if x1 == x2 and y2 - y1 == _DOWN:  # the next one down
        middle = x1 + _BOX_WIDTH / 2
        path = f"M{middle:g} {y1 + _BOX_HEIGHT}V{y2}"
    elif x1 == x2:  # further down: round the left side
        path = f"M{x1} {y1 + half:g}C{x1 - 28} {y1 + half:g} {x2 - 28} {y2 + half:g} {x2} {y2 + half:g}"
    else:
        right, left, from_y, to_y = x1 + _BOX_WIDTH, x2, y1 + half, y2 + half
        bend = (left - right) / 2
        path = f"M{right} {from_y:g}C{right + bend:g} {from_y:g} {left - bend:g} {to_y:g} {left} {to_y:g}"
    return f'<path d="{path}" fill="none" stroke="#555" stroke-opacity="0.7" marker-end="url(#panah)"/>'
