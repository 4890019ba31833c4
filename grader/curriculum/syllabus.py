"""`sinau syllabus`: the pages generated from the lessons' metadata, and the proof that they are current."""

from __future__ import annotations

from pathlib import Path

from grader.common.errors import SinauError
from grader.curriculum import differences, glossary, prerequisite_graph, trainer_guide
from grader.curriculum.function_sheet import function_sheet
from grader.curriculum.model import MODULES, PATHS, Course, Lesson
from grader.curriculum.prerequisite_graph import by_module, number
from grader.curriculum.seeds import seeds_table

LESSON_MINUTES = 60
"""One *jam pelajaran*, the unit in which courses are planned in Indonesia."""


def generated(course: Course) -> dict[str, str]:
    """Every generated file: path relative to the root -> its text.

    The glossary and the trainer guide are partly written by hand: what people wrote is read from the files.
    Raises SinauError when one of them is missing or cannot be read.
    """
    introduced: dict[str, str] = {}
    for lesson in course.lessons:
        for term in lesson.meta.terms:
            introduced.setdefault(term.lower(), lesson.id)
    guide = course.root / trainer_guide.FILE
    if not guide.exists():
        raise SinauError(f"Berkas {trainer_guide.FILE} tidak ada; ambil kembali dari git.")
    pages = {
        "lessons/silabus.md": syllabus(course),
        "lessons/prasyarat.svg": prerequisite_graph.svg(course),
        "lessons/lembar-fungsi.md": function_sheet(course),
        glossary.FILE: glossary.glossary_text(glossary.read_glossary(course.root), introduced),
        trainer_guide.FILE: trainer_guide.guide_text(guide.read_text(encoding="utf-8"), course),
    }
    if (course.root / differences.FILE).exists():
        pages[differences.FILE] = differences.paper(course.root)
    return pages


def write_syllabus(root: Path) -> list[Path]:
    """Write every generated file that has changed; return those."""
    changed = drift(root)
    texts = generated(Course.load(root))
    for file in changed:
        (root / file).write_text(texts[file], encoding="utf-8", newline="\n")
    return [root / file for file in changed]


def drift(root: Path) -> list[str]:
    """The generated files, relative to the root, that are not what the lessons say."""
    return [
        file
        for file, text in generated(Course.load(root)).items()
        if not (root / file).exists() or (root / file).read_bytes() != text.encode("utf-8")
    ]


def syllabus(course: Course) -> str:
    """The Markdown of `lessons/silabus.md`."""
    lines = [
        "# Silabus",
        "",
        "Dibuat otomatis dari metadata pelajaran dengan `sinau syllabus`. "
        f"Satu pelajaran paling lama {LESSON_MINUTES} menit; menit latihan di luar itu.",
        "",
        "## Dua jalur belajar",
        "",
        "| jalur | pelajaran | menit pelajaran | menit latihan | jumlah jam |",
        "|---|---|---|---|---|",
    ]
    for path in PATHS:
        lessons = [lesson for lesson in course.lessons if path in lesson.paths]
        taught, practised = _minutes(lessons), sum(_exercise_minutes(course, lesson) for lesson in lessons)
        hours = f"{(taught + practised) / 60:.1f}".replace(".", ",")
        lines.append(f"| {path} | {len(lessons)} | {taught} | {practised} | {hours} |")
    lines += [""]
    for path in PATHS:
        names = [number(lesson.id) for lesson in course.lessons if path in lesson.paths]
        lines.append(f"- **Jalur {path}**: {' → '.join(names)}")
    for module, lessons in by_module(course):
        lines += ["", f"## Modul {module[0]}: {MODULES[module]}", ""]
        lines += [
            "| pelajaran | setelah ini peserta bisa | menit | latihan | jalur |",
            "|---|---|---|---|---|",
        ]
        lines += [_row(course, lesson) for lesson in lessons]
        total = sum(_exercise_minutes(course, lesson) for lesson in lessons)
        lines.append(f"| **jumlah** | {len(lessons)} pelajaran | {_minutes(lessons)} | {total} | |")
    lines += seeds_table(course)
    lines += ["", "## Prasyarat", "", f"![{prerequisite_graph.alt_text(course)}](prasyarat.svg)"]
    return "\n".join(lines) + "\n"


def _row(course: Course, lesson: Lesson) -> str:
    link = f"[{number(lesson.id)} {lesson.meta.title}]({lesson.meta.module}/{lesson.id}.ipynb)"
    objectives = "<br>".join(f"• {text}" for text in lesson.meta.objectives)
    minutes = f"{lesson.meta.minutes.explain} + {lesson.meta.minutes.practise}"
    practised = _exercise_minutes(course, lesson) or "–"
    return f"| {link} | {objectives} | {minutes} | {practised} | {' · '.join(lesson.paths)} |"


def _minutes(lessons: list[Lesson]) -> int:
    return sum(lesson.meta.minutes.total for lesson in lessons)


def _exercise_minutes(course: Course, lesson: Lesson) -> int:
    exercise = course.exercise(lesson.id)
    return 0 if exercise is None else exercise.meta.minutes
