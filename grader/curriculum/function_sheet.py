"""The sheet of every function the course uses, each with one example from the lesson that introduces it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.curriculum.lint.vocabulary import (
    CONSTRUCT_NAMES,
    imported_names,
    names_in,
    visible_code,
)
from grader.curriculum.model import Course, Lesson
from grader.curriculum.prerequisite_graph import by_module, number
from grader.notebooks.check_calls import parse

_BLOCKS = ("body", "orelse", "handlers", "finalbody")
_SHOWN_AS_WRONG = frozenset(("galat", "grafik-salah"))


def function_sheet(course: Course) -> str:
    """The Markdown of `lessons/lembar-fungsi.md`."""
    lines = [
        "# Lembar fungsi",
        "",
        "Semua fungsi yang dipakai di pelajaran, menurut urutan pertemuannya. "
        "Setiap contoh diambil dari pelajaran yang memperkenalkannya.",
    ]
    for module, lessons in by_module(course):
        rows = [(entry, lesson) for lesson in lessons for entry in lesson.meta.functions]
        if not rows:
            continue
        lines += ["", f"## Modul {module[0]}", "", "| fungsi | contoh | pelajaran |", "|---|---|---|"]
        for entry, lesson in rows:
            link = f"[{number(lesson.id)} {lesson.meta.title}]({lesson.meta.module}/{lesson.id}.ipynb)"
            lines.append(f"| {_code(entry)} | {_code(example(entry, lesson))} | {link} |")
    return "\n".join(lines) + "\n"


def example(entry: str, lesson: Lesson) -> str:
    """The shortest line of the lesson's visible code that uses the function; "" when there is none.

    A line without gaps comes first, however long. `df.plot.line` is used where `.line` is.
    A statement over several lines (`for`, `def`) is shown by its first line.
    """
    imported = imported_names(cell.source for cell in lesson.cells if cell.is_code)
    bare = entry.removesuffix("()")
    _, dot, last = bare.rpartition(".")
    wanted = {bare, dot + last}
    sound: list[str] = []
    wrong: list[str] = []
    for cell, source in visible_code(lesson):
        lines = [line for line, used in _statements(source, imported) if wanted & used]
        (wrong if _SHOWN_AS_WRONG & set(cell.tags) else sound).extend(lines)
    return min(sound or wrong, key=lambda line: ("____" in line, len(line)), default="")


def _statements(source: str, imported: set[str]) -> Iterator[tuple[str, set[str]]]:
    """Each statement, nested ones too, as one line, with the names it uses itself (not those of its body)."""
    tree = parse(source)
    lines = source.split("\n")
    for node in ast.walk(tree) if tree else []:
        if not isinstance(node, ast.stmt):
            continue
        names = set(names_in(node, imported))
        inside = [child for field in _BLOCKS for child in getattr(node, field, [])]
        if inside:
            inner = {name for child in inside for name in names_in(child, imported)}
            yield lines[node.lineno - 1].strip(), names - (inner - CONSTRUCT_NAMES)
        else:
            yield " ".join(line.strip() for line in lines[node.lineno - 1 : node.end_lineno]), names


def _code(text: str) -> str:
    escaped = text.replace("|", "\\|")
    return f"`{escaped}`" if text else ""
