"""`sinau lint`: the rules of a good lesson that a machine can hold, one module a group of rules.

`lint(root)` reads every notebook of the course and returns what to mend. Rules that must run the notebook
(charts, clean and quick run) come with `run=True`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from pathlib import Path

from grader.common.errors import SinauError
from grader.curriculum.lint import (  # noqa: F401  (importing a module registers its rules)
    access,
    choices,
    exercise,
    language,
    metadata,
    storage,
    teaching,
    vocabulary,
)
from grader.curriculum.lint.registry import (
    COURSE_RULES,
    EXERCISE_RULES,
    LESSON_RULES,
    NOTEBOOK_RULES,
    Finding,
    Problem,
    all_rule_ids,
    problem,
)
from grader.curriculum.model import Course, Exercise, Lesson, load_notebook, notebook_files

__all__ = ["Finding", "Problem", "all_rule_ids", "as_text", "lint", "lint_course"]


def lint(root: Path, only: Collection[str] | None = None, run: bool = False) -> list[Problem]:
    """Return every problem of the course under `root`, by file in course order.

    `only` keeps the problems of these notebooks, given as ids or as paths of files; the others are still
    read, since a lesson is judged by what comes before it. A file that cannot be read is itself a problem.
    Raises SinauError when there is no course, when nothing matches `only`, or when hunspell is missing.
    """
    notebooks: list[Lesson | Exercise] = []
    problems: list[Problem] = []
    files = notebook_files(root)
    for path in files:
        try:
            notebooks.append(load_notebook(path, root))
        except SinauError as error:
            file = path.relative_to(root).as_posix()
            problems.append(
                Problem(file, "", "readable", str(error).rstrip("."), "perbaiki berkas ini lebih dulu")
            )
    course = Course.of(root, notebooks)
    wanted = _wanted(files, root, only)
    problems += [found for found in lint_course(course) if only is None or found.file in wanted]
    if run:
        from grader.curriculum.lint.running import lint_runs

        problems += lint_runs([n for n in course.notebooks if only is None or n.file in wanted])
    order = {path.relative_to(root).as_posix(): number for number, path in enumerate(files)}
    return sorted(
        (found for found in problems if only is None or found.file in wanted),
        key=lambda found: (order.get(found.file, len(order)), found.rule, found.cell),
    )


def lint_course(course: Course) -> list[Problem]:
    """Every rule that needs no run, over a course that is already read."""
    problems: list[Problem] = []
    for notebook in course.notebooks:
        for rule_id, notebook_rule in NOTEBOOK_RULES.items():
            problems += [problem(notebook, rule_id, found) for found in notebook_rule(notebook)]
    for lesson in course.lessons:
        for rule_id, lesson_rule in LESSON_RULES.items():
            problems += [problem(lesson, rule_id, found) for found in lesson_rule(lesson)]
    for exercise_ in course.exercises:
        for rule_id, exercise_rule in EXERCISE_RULES.items():
            problems += [problem(exercise_, rule_id, found) for found in exercise_rule(exercise_)]
    for course_rule in COURSE_RULES.values():
        problems += course_rule(course)
    return problems


def as_text(problems: Sequence[Problem]) -> str:
    """The problems as lines: a file, then under it cell, rule, what is wrong and what to do."""
    lines: list[str] = []
    for file, found in groupby(problems, key=lambda each: each.file):
        lines += [file, *(f"  {p.cell or '-'}  [{p.rule}]  {p.message}; {p.todo}" for p in found)]
    count = f"{len(problems)} hal perlu diperbaiki." if problems else "Tidak ada yang perlu diperbaiki."
    return "\n".join([*lines, count])


def _wanted(files: list[Path], root: Path, only: Collection[str] | None) -> set[str]:
    """The files, relative to the root, that ids or paths stand for."""
    found: set[str] = set()
    for name in only or ():
        matching = {
            path.relative_to(root).as_posix()
            for path in files
            if name == path.stem
            or Path(name).resolve() == path.resolve()
            or name == path.relative_to(root).as_posix()
        }
        if not matching:
            raise SinauError(
                f"Tidak ada pelajaran atau latihan `{name}`; tulis id seperti 2-02-harga atau nama berkas."
            )
        found |= matching
    return found
