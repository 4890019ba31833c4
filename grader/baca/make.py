"""Make the pages of lessons that are not there yet or were made from something else."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.baca import still
from grader.baca.page import lesson_page, parts_of, road_page
from grader.baca.pictures import QUALITIES
from grader.baca.questions import PageQuestion, page_question
from grader.common.errors import SinauError
from grader.common.layout import write_atomic
from grader.curriculum.choices import as_shown
from grader.curriculum.declared import declared
from grader.curriculum.execution import execute
from grader.curriculum.model import Course, Lesson
from grader.curriculum.workspace import released_lesson
from grader.notebooks.build import code_cell
from grader.notebooks.normal_form import read_notebook

#: So that it can be sent by WhatsApp on any plan, and opens at once on an old phone.
LARGEST = 400_000
#: What pages are made from, besides the lesson itself.
_ROOMS = ("grader", "datasets")
#: The cell that prepares a run; no lesson may have one of this name.
SETUP_ID = "siapkan-halaman-baca"
_FOLDERS_OF_MACHINES = {"__pycache__", ".ipynb_checkpoints"}


@dataclass(frozen=True)
class Made:
    """Pages written, and how many were current."""

    written: tuple[Path, ...]
    current: int


def make_pages(
    root: Path, folder: Path, only: str | None, advance: Callable[[int, int], None] = lambda done, total: None
) -> Made:
    """Write the pages of all lessons (or of `only` one) and the index into `folder`.

    Raises SinauError for an unknown lesson, a lesson that does not run, a page that cannot be made small
    enough, and a folder that is a file.
    """
    if folder.is_file():
        raise SinauError(f"{folder} adalah berkas, bukan folder; pilih nama folder lain.")
    lessons = Course.load(root).lessons
    if only is not None and only not in [lesson.id for lesson in lessons]:
        known = ", ".join(lesson.id for lesson in lessons)
        raise SinauError(f"Tidak ada pelajaran {only}; yang ada: {known}.")
    common = _digest_of(root)
    written, current = [], 0
    chosen = [n for n, lesson in enumerate(lessons) if only in (None, lesson.id)]
    for done, number in enumerate(chosen, 1):
        lesson, following = lessons[number], next(iter(lessons[number + 1 :]), None)
        path, stamp = folder / f"{lesson.id}.html", _stamp(common, lesson, following)
        if _is_current(path, stamp):
            current += 1
        else:
            write_atomic(path, make_page(lesson, following, stamp).encode())
            written.append(path)
        advance(done, len(chosen))
    write_atomic(folder / "index.html", road_page(lessons).encode())
    return Made(tuple(written), current)


def make_page(lesson: Lesson, following: Lesson | None, stamp: str) -> str:
    """Run a lesson and lay it out; charts lose quality until the page is at most `LARGEST` bytes."""
    notebook, questions = _executed(lesson), questions_of(lesson)
    for quality in QUALITIES:
        page = lesson_page(lesson, following, parts_of(notebook, questions, quality), stamp)
        if len(page.encode()) <= LARGEST:
            return page
    raise SinauError(
        f"Halaman {lesson.id} berukuran {len(page.encode()) // 1000} kB, lebih dari {LARGEST // 1000} kB; "
        f"kurangi grafik atau penggeser di {lesson.file}."
    )


def questions_of(lesson: Lesson) -> dict[str, PageQuestion | None]:
    """The questions of a lesson by the id of their cell; None where a page cannot ask one."""
    notebook = as_shown(read_notebook(lesson.path))
    found = declared(notebook)
    return {notebook["cells"][d.index]["id"]: page_question(lesson.id, d.spec) for d in found}


def _executed(lesson: Lesson) -> Mapping[str, Any]:
    """The lesson as trainees get it, run in its own folder; raises SinauError where a cell fails."""
    from nbclient.exceptions import CellTimeoutError
    from papermill.exceptions import PapermillExecutionError

    released: dict[str, Any] = json.loads(released_lesson(lesson.path)[0])
    cells = [code_cell(still.SETUP, SETUP_ID), *released["cells"]]
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder) / lesson.path.name, Path(folder) / "keluaran.ipynb"
        before.write_text(json.dumps(released | {"cells": cells}), encoding="utf-8")
        try:
            execute(before, after, lesson.path.parent)
        except (PapermillExecutionError, CellTimeoutError) as problem:
            said = str(problem).strip().splitlines()[-1]
            raise SinauError(f"{lesson.file} berhenti waktu dijalankan ({said}); perbaiki selnya.") from None
        notebook = read_notebook(after)
    return notebook | {"cells": [cell for cell in notebook["cells"] if cell["id"] != SETUP_ID]}


def _digest_of(root: Path) -> str:
    total = hashlib.sha256()
    for room in _ROOMS:
        for file in sorted((root / room).rglob("*")):
            if file.is_file() and not _FOLDERS_OF_MACHINES & set(file.parts):
                total.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def _stamp(common: str, lesson: Lesson, following: Lesson | None) -> str:
    next_title = f"{following.id} {following.meta.title}" if following else ""
    return hashlib.sha256(f"{common}\n{next_title}\n".encode() + lesson.path.read_bytes()).hexdigest()


def _is_current(path: Path, stamp: str) -> bool:
    try:
        return f'<meta name="sinau-baca" content="{stamp}">' in path.read_text(encoding="utf-8")[:2000]
    except (OSError, UnicodeDecodeError):
        return False
