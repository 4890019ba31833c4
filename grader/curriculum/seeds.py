"""Where the seeds of the programme are taught and tested: the last table of ``lessons/silabus.md``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.curriculum.model import Course
from grader.curriculum.prerequisite_graph import number

_HEADING = re.compile(r"^## (Soal (\d+): .+)$", re.M)


@dataclass(frozen=True)
class Seed:
    """A claim or an idea of the programme, the lesson that teaches it and the question that tests it."""

    name: str
    lesson: str
    question: int


SEEDS = (
    Seed("Internet RT", "4-04-dampak", 4),
    Seed("Outcome, bukan keluaran saja", "4-03-hasil", 1),
    Seed("Data, informasi, pengetahuan, kebijaksanaan", "1-03-dikw", 1),
    Seed("Pemasaran digital untuk UKM", "2-01-corong", 3),
    Seed("Produk rumahan ke pasar luar negeri", "2-11-pasar-jauh", 2),
    Seed("Potensi desa", "4-01-potensi", 3),
    Seed("BUMDes", "4-02-bumdes", 5),
    Seed("Dampak: pasar, kerja, pendapatan, kemiskinan", "4-04-dampak", 2),
    Seed("Data yang dibunyikan", "3-01-membunyikan", 2),
    Seed("Desa Cantik: data desa yang diperiksa sendiri", "3-03-periksa", 1),
    Seed("KIM", "4-05-kim", 6),
    Seed("Pelayanan publik", "3-07-privasi", 6),
)


def seeds_table(course: Course) -> list[str]:
    """The lines of the table; a seed whose lesson or question is not in the course is left out."""
    rows = []
    for seed in SEEDS:
        lesson, exercise = course.lesson(seed.lesson), course.exercise(seed.lesson)
        if lesson is None or exercise is None:
            continue
        headings = {int(n): text for cell in exercise.cells for text, n in _HEADING.findall(cell.source)}
        if seed.question not in headings:
            continue
        taught = f"[{number(lesson.id)} {lesson.meta.title}]({lesson.meta.module}/{lesson.id}.ipynb)"
        tested = f"[{headings[seed.question]}](../exercises/{exercise.id}/{exercise.id}.ipynb)"
        rows.append(f"| {seed.name} | {taught} | {tested} |")
    if not rows:
        return []
    title = "## Benih program: diajarkan dan diuji di mana"
    return ["", title, "", "| benih | pelajaran | soal latihan |", "|---|---|---|", *rows]
