"""Rules about what a notebook says about itself, and how lessons, exercises and glossary fit together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from grader.curriculum.glossary import FILE as GLOSSARY
from grader.curriculum.glossary import read_glossary
from grader.curriculum.lint.registry import (
    Finding,
    Problem,
    course_rule,
    exercise_rule,
    lesson_rule,
    notebook_rule,
)
from grader.curriculum.lint.vocabulary import APPARATUS
from grader.curriculum.model import LESSON_IDS, TEST_IDS, Cell, Course, Exercise, Lesson, module_of, paths_of

OBSERVABLE = frozenset(Path(__file__).with_name("kata_kerja.txt").read_text(encoding="utf-8").split())
"""Verbs of which somebody else can see whether they were done."""
LONGEST_LESSON = 60
VAGUE = (
    "memahami",
    "mengetahui",
    "mengerti",
    "menguasai",
    "mempelajari",
    "menyadari",
    "mengenal",
    "mendalami",
)


@notebook_rule("objectives")
def objectives(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """2 to 4 objectives, each starting with a verb somebody else can see being done."""
    found = notebook.meta.objectives
    if not (isinstance(notebook, Exercise) and notebook.is_test) and not 2 <= len(found) <= 4:
        yield Finding(None, f"ada {len(found)} tujuan", "tulis 2 sampai 4 tujuan")
    for text in found:
        words = re.findall(r"\w+", text.lower())
        if vague := next((word for word in words if word in VAGUE), None):
            yield Finding(None, f"tujuan `{text}` memakai `{vague}`", "pakai kata kerja yang bisa diamati")
        elif not words or words[0] not in OBSERVABLE:
            yield Finding(
                None,
                f"tujuan `{text}` tidak diawali kata kerja yang bisa diamati",
                "mulai dengan misalnya menghitung, memilih, membandingkan, memperbaiki",
            )


@notebook_rule("fill-in")
def fill_in(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """Nothing of the skeleton is left: `ISI:` marks what an author has still to write."""
    places: list[tuple[Cell | None, str]] = [(None, str(notebook.meta.objectives))]
    places += [(cell, cell.source) for cell in notebook.cells]
    for cell, text in places:
        if re.search(r"\bISI\b", text):
            yield Finding(cell, "masih ada bagian bertanda ISI", "tulis bagian itu dan hapus tandanya")


@notebook_rule("place")
def place(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """Id, file name, folder and module agree, and the id is one of the curriculum's."""
    meta, path = notebook.meta, notebook.path
    if meta.id not in (LESSON_IDS if isinstance(notebook, Lesson) else (*LESSON_IDS, *TEST_IDS)):
        yield Finding(
            None, f"id `{meta.id}` tidak ada di kurikulum", "pakai id dari grader/curriculum/model.py"
        )
        return
    folder = module_of(meta.id) if isinstance(notebook, Lesson) else meta.id
    if path.stem != meta.id or path.parent.name != folder:
        yield Finding(
            None, f"berkas tidak bernama {folder}/{meta.id}.ipynb", "samakan id, nama berkas, dan folder"
        )
    if meta.id in LESSON_IDS and meta.module != module_of(meta.id):
        yield Finding(None, f"modul `{meta.module}` tidak cocok dengan id", f"pakai `{module_of(meta.id)}`")


@course_rule("glossary")
def glossary(course: Course) -> Iterable[Problem]:
    """A definition is one sentence of at most 25 words."""
    for entry in read_glossary(course.root):
        if not entry.definition.endswith(".") or len(entry.definition.split()) > 25:
            message = f"penjelasan `{entry.term}` bukan satu kalimat pendek"
            yield Problem(
                GLOSSARY, "", "glossary", message, "tulis satu kalimat, paling banyak 25 kata, berakhir titik"
            )


@lesson_rule("minutes")
def minutes(lesson: Lesson) -> Iterable[Finding]:
    """A lesson takes 60 minutes of a slow typist, at least as much doing as listening."""
    planned = lesson.meta.minutes
    if planned.total > LONGEST_LESSON:
        yield Finding(
            None, f"pelajaran butuh {planned.total} menit", f"rencanakan paling lama {LONGEST_LESSON} menit"
        )
    if planned.explain > planned.practise:
        yield Finding(
            None, "waktu menjelaskan lebih lama dari berlatih", "beri lebih banyak menit untuk `practise`"
        )


@exercise_rule("minutes-exercise")
def minutes_exercise(exercise: Exercise) -> Iterable[Finding]:
    """An exercise takes 10 to 30 minutes; the two tests of the course may take 45."""
    longest = 45 if exercise.is_test else 30
    if not 10 <= exercise.meta.minutes <= longest:
        yield Finding(None, f"latihan {exercise.meta.minutes} menit", f"rencanakan 10 sampai {longest} menit")


@lesson_rule("budget")
def budget(lesson: Lesson) -> Iterable[Finding]:
    """At most 5 new terms and 4 new functions."""
    for what, names, limit in (
        ("istilah", lesson.meta.terms, 5),
        ("fungsi", [name for name in lesson.meta.functions if name not in APPARATUS], 4),
    ):
        if len(names) > limit:
            yield Finding(None, f"ada {len(names)} {what} baru", f"perkenalkan paling banyak {limit} {what}")
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Finding(None, f"{what} `{name}` tertulis dua kali", "hapus salah satu")


@course_rule("prerequisites")
def prerequisites(course: Course) -> Iterable[Problem]:
    """Prerequisites exist, come earlier, lie on every path of the lesson; only the first lesson has none."""
    for lesson in course.lessons:
        if not lesson.meta.prerequisites and lesson.id != LESSON_IDS[0]:
            yield Problem(
                lesson.file,
                "",
                "prerequisites",
                "prasyarat kosong",
                "sebut pelajaran yang harus selesai dulu",
            )
        for needed in lesson.meta.prerequisites:
            if needed not in LESSON_IDS:
                fault = f"prasyarat `{needed}` tidak ada di kurikulum"
            elif needed >= lesson.id:
                fault = f"prasyarat `{needed}` tidak mendahului `{lesson.id}`"
            elif not set(lesson.paths) <= set(paths_of(needed)):
                fault = f"prasyarat `{needed}` tidak ada di semua jalur pelajaran ini"
            else:
                continue
            yield Problem(lesson.file, "", "prerequisites", fault, "perbaiki `prerequisites`")


@course_rule("pairs")
def pairs(course: Course) -> Iterable[Problem]:
    """A lesson and an exercise carry the same id, module and objectives."""
    for lesson in course.lessons:
        file = f"exercises/{lesson.id}/{lesson.id}.ipynb"
        if not (course.root / file).exists():
            yield Problem(lesson.file, "", "pairs", "pelajaran tanpa latihan", f"buat {file}")
    for exercise in course.exercises:
        partner = course.lesson(exercise.id)
        file = f"lessons/{module_of(exercise.id)}/{exercise.id}.ipynb"
        if not exercise.is_test and not (course.root / file).exists():
            yield Problem(
                exercise.file, "", "pairs", "latihan tanpa pelajaran", f"buat pelajaran {exercise.id}"
            )
        if partner is not None and partner.meta.objectives != exercise.meta.objectives:
            yield Problem(
                exercise.file,
                "",
                "pairs",
                "tujuan latihan berbeda dari tujuan pelajaran",
                "salin `objectives` pelajaran",
            )


@course_rule("order-of-terms")
def terms(course: Course) -> Iterable[Problem]:
    """A term is introduced once on a path and stands in the glossary."""
    known = {entry.term.lower() for entry in read_glossary(course.root)}
    for lesson in course.lessons:
        for term in lesson.meta.terms:
            if term.lower() not in known:
                yield Problem(
                    lesson.file,
                    "",
                    "order-of-terms",
                    f"istilah `{term}` tidak ada di glosarium",
                    "tambahkan satu kalimat di lessons/glosarium.md",
                )
            earlier = [
                next((other.id for other in course.before(lesson.id, path) if term in other.meta.terms), None)
                for path in lesson.paths
            ]
            if earlier[0] is not None and all(earlier):
                yield Problem(
                    lesson.file,
                    "",
                    "order-of-terms",
                    f"istilah `{term}` sudah diperkenalkan di {earlier[0]}",
                    "hapus dari `terms`",
                )
