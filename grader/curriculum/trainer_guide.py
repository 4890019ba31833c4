"""The generated parts of `lessons/panduan-pelatih.md`: the plan of the days and the notes to each lesson.

The notes are the lessons' own `pelatih` cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.curriculum.choices import as_shown
from grader.curriculum.marked_parts import fill
from grader.curriculum.model import PATHS, TEST_IDS, Course, LearningPath, Lesson
from grader.curriculum.prerequisite_graph import by_module, number
from grader.notebooks.cells import source_text, tags

FILE = "lessons/panduan-pelatih.md"
SLOT_MINUTES = 360
"""A course day without its breaks: 08.00 to 15.00 with an hour at noon."""
PLANNED_SHARE = 0.7
"""People arrive late, laptops fail, questions are good: more than this is never planned."""


@dataclass(frozen=True)
class Item:
    """Something to do on a course day, with its minutes."""

    name: str
    minutes: int


def days(course: Course, path: LearningPath) -> list[list[Item]]:
    """The lessons of a path with their exercises, and the two tests, packed in order into days."""
    before, after = (_test(course, test_id) for test_id in TEST_IDS)
    items = before + [_item(course, lesson) for lesson in course.lessons if path in lesson.paths] + after
    packed: list[list[Item]] = []
    for item in items:
        if packed and sum(i.minutes for i in packed[-1]) + item.minutes <= SLOT_MINUTES * PLANNED_SHARE:
            packed[-1].append(item)
        else:
            packed.append([item])
    return packed


def _item(course: Course, lesson: Lesson) -> Item:
    exercise = course.exercise(lesson.id)
    return Item(number(lesson.id), lesson.meta.minutes.total + (exercise.meta.minutes if exercise else 0))


def _test(course: Course, test_id: str) -> list[Item]:
    test = course.exercise(test_id)
    return (
        []
        if test is None
        else [Item("tes awal" if test_id == TEST_IDS[0] else "tes akhir", test.meta.minutes)]
    )


def days_text(course: Course) -> str:
    """One table a path: day, what, minutes, share of the slot."""
    lines = []
    for path in PATHS:
        lines += [f"### Jalur {path}", "", "| hari | kegiatan | menit | bagian hari |", "|---|---|---|---|"]
        for day, items in enumerate(days(course, path), start=1):
            minutes = sum(item.minutes for item in items)
            names = " · ".join(item.name for item in items)
            lines.append(f"| {day} | {names} | {minutes} | {minutes / SLOT_MINUTES:.0%} |")
        lines.append("")
    return "\n".join(lines).rstrip()


def lessons_text(course: Course) -> str:
    """The trainer's notes to each lesson, from its `pelatih` cells."""
    lines = []
    for module, lessons in by_module(course):
        lines += [f"### Modul {module[0]}", ""]
        for lesson in lessons:
            minutes, exercise = lesson.meta.minutes, course.exercise(lesson.id)
            practice = f", latihan {exercise.meta.minutes} menit" if exercise else ""
            lines += [
                f"#### {number(lesson.id)} {lesson.meta.title}",
                "",
                f"Menjelaskan {minutes.explain} menit, berlatih {minutes.practise} menit{practice}.",
                "",
            ]
            for cell in as_shown(lesson.raw)["cells"]:
                lines += [without_headings(source_text(cell)), ""] if "pelatih" in tags(cell) else []
    return "\n".join(lines).rstrip()


def guide_text(text: str, course: Course) -> str:
    """The guide with its generated parts renewed; raises SinauError when a mark is missing."""
    return fill(text, {"hari": days_text(course), "pelajaran": lessons_text(course)}, FILE)


def without_headings(markdown: str) -> str:
    """Headings of a trainer cell as bold lines, so that the guide keeps its own heading order."""
    return re.sub(r"^#{1,6}[ \t]+(.+?)[ \t]*#*$", r"**\1**", markdown.strip(), flags=re.M)
