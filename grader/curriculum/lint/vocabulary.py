"""Nothing is used before it is introduced: names in visible code against the functions of earlier lessons.

A used name is written as in `functions` of the metadata: `print` for a builtin or an imported name,
`plt.bar` for an attribute of an imported name, `.groupby` for a method or attribute of anything else (an
entry `df.groupby` introduces it), and a word or sign of the language: `for`, `if`, `f-string`.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator

from grader.curriculum.lint.registry import Problem, course_rule
from grader.curriculum.model import Cell, Course, Exercise, Lesson
from grader.notebooks.cells import with_solution
from grader.notebooks.check_calls import cut_checks, parse

_BUILTINS = frozenset(
    name
    for name in dir(builtins)
    if not name.startswith("_") and not (name[0].isupper() and isinstance(getattr(builtins, name), type))
) - {"True", "False", "None"}
NEW_SYNTAX = 10
_NOT_TAUGHT = frozenset(("____", "get_ipython", "display"))
APPARATUS = frozenset(("periksa", "kumpulkan"))
"""What every notebook calls in given cells: shown in the first lesson, no part of its vocabulary budget."""

CONSTRUCTS: dict[type[ast.AST], str] = {
    ast.For: "for",
    ast.While: "while",
    ast.If: "if",
    ast.IfExp: "if",
    ast.FunctionDef: "def",
    ast.Lambda: "lambda",
    ast.ClassDef: "class",
    ast.ListComp: "comprehension",
    ast.SetComp: "comprehension",
    ast.DictComp: "comprehension",
    ast.GeneratorExp: "comprehension",
    ast.JoinedStr: "f-string",
    ast.Import: "import",
    ast.ImportFrom: "import",
    ast.Try: "try",
    ast.With: "with",
    ast.And: "and",
    ast.Or: "or",
    ast.Not: "not",
    ast.In: "in",
    ast.NotIn: "in",
    ast.Dict: "dict",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.BitAnd: "&",
    ast.BitOr: "|",
    ast.Invert: "~",
}
"""Syntax that has to be taught like a function. Lists count only outside brackets, not `df[["a", "b"]]`."""


CONSTRUCT_NAMES = frozenset((*CONSTRUCTS.values(), "list"))


def imported_names(sources: Iterable[str]) -> set[str]:
    """The names that import statements in these sources bind."""
    trees = [tree for source in sources if (tree := parse(source))]
    nodes = [
        node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    return {alias.asname or alias.name.split(".")[0] for node in nodes for alias in node.names}


def used_names(source: str, imported: set[str]) -> list[str]:
    """The functions, methods and constructs that a cell uses, in order of first appearance, each once.

    Names that the notebook itself defines, and names of exceptions, are no vocabulary.
    """
    tree = parse(source)
    return [] if tree is None else list(dict.fromkeys(names_in(tree, imported)))


def names_in(node: ast.AST, imported: set[str]) -> Iterator[str]:
    """The used names under a node of the syntax tree, repeated as often as they are used."""
    return _names(node, imported, inside_brackets=False)


def _names(node: ast.AST, imported: set[str], *, inside_brackets: bool) -> Iterator[str]:
    if type(node) in CONSTRUCTS:
        yield CONSTRUCTS[type(node)]
    elif isinstance(node, ast.List) and isinstance(node.ctx, ast.Load) and not inside_brackets:
        yield "list"
    if isinstance(node, ast.Attribute):
        dotted = _dotted(node)
        if dotted is not None and dotted.split(".")[0] in imported:
            yield dotted
            return
        yield f".{node.attr}"
    elif (
        isinstance(node, ast.Name)
        and isinstance(node.ctx, ast.Load)
        and node.id not in _NOT_TAUGHT
        and node.id in imported | _BUILTINS
    ):
        yield node.id
    for field, child in ast.iter_fields(node):
        for item in child if isinstance(child, list) else [child]:
            if isinstance(item, ast.AST):
                brackets = isinstance(node, ast.Subscript) and field == "slice"
                yield from _names(item, imported, inside_brackets=brackets)


def _dotted(node: ast.Attribute) -> str | None:
    if isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    if isinstance(node.value, ast.Attribute) and (before := _dotted(node.value)):
        return f"{before}.{node.attr}"
    return None


def introduces(entry: str) -> set[str]:
    """The used names that one entry of `functions` makes known.

    `df.str.contains` introduces `.str` and `.contains`; `plt.bar` also `.bar` (as in `ax.bar`).
    """
    first, *rest = entry.removesuffix("()").split(".")
    return {entry.removesuffix("()"), *(f".{name}" for name in rest)} if rest else {first}


def visible_code(notebook: Lesson | Exercise) -> Iterator[tuple[Cell, str]]:
    """The code a trainee must be able to read or write, solutions included; not set-up or collapsed."""
    for cell in notebook.trainee_cells:
        if cell.is_code and not {"persiapan", "sembunyi"} & set(cell.tags):
            source = with_solution(cell.source) if isinstance(notebook, Exercise) else cell.source
            yield cell, cut_checks(source)


def used_in(notebook: Lesson | Exercise) -> dict[str, Cell]:
    """Every used name of a notebook with the first visible cell that uses it.

    In a cell tagged `galat`, try is a frame that keeps the notebook running, and no vocabulary.
    """
    imported = imported_names(cell.source for cell in notebook.cells if cell.is_code)
    own = {
        node.name
        for cell in notebook.cells
        if cell.is_code
        for node in ast.walk(parse(cell.source) or ast.Module([], []))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    found: dict[str, Cell] = {}
    for cell, source in visible_code(notebook):
        for name in used_names(source, imported):
            if name not in own and not (name == "try" and "galat" in cell.tags):
                found.setdefault(name, cell)
    return found


def introduced_before(course: Course, lesson_id: str) -> set[str]:
    """What a trainee knows on *every* path that reaches a lesson, from the lessons before it."""
    lesson = course.lesson(lesson_id)
    if lesson is None:
        return set()
    known = [
        {
            name
            for other in course.before(lesson_id, path)
            for entry in other.meta.functions
            for name in introduces(entry)
        }
        for path in lesson.paths
    ]
    return set.intersection(*known)


@course_rule("vocabulary")
def vocabulary(course: Course) -> Iterable[Problem]:
    """Each name in visible code is introduced in this lesson or in an earlier one of every path it is on."""
    for notebook in course.notebooks:
        lesson = course.lesson(notebook.id)
        if lesson is None:
            continue
        known = introduced_before(course, lesson.id)
        known |= {name for entry in lesson.meta.functions for name in introduces(entry)}
        for name, cell in used_in(notebook).items():
            if name not in known | APPARATUS:
                later = next(
                    (o.id for o in course.lessons for e in o.meta.functions if name in introduces(e)), None
                )
                yield Problem(
                    notebook.file,
                    cell.id,
                    "vocabulary",
                    f"`{name}` belum diperkenalkan" + (f" (baru di {later})" if later else ""),
                    "perkenalkan di `functions` pelajaran ini, pakai cara lain, atau beri tanda `sembunyi`",
                )


@course_rule("functions-used")
def functions_used(course: Course) -> Iterable[Problem]:
    """A function that a lesson says it introduces is new there, and its visible code uses it."""
    for lesson in course.lessons:
        used, before = set(used_in(lesson)), introduced_before(course, lesson.id)
        for entry in lesson.meta.functions:
            if not introduces(entry) & (used | APPARATUS):
                fault, todo = (
                    f"fungsi `{entry}` tidak dipakai di kode pelajaran",
                    "pakai di sebuah sel atau hapus",
                )
            elif introduces(entry) <= before:
                fault, todo = f"fungsi `{entry}` sudah diperkenalkan sebelumnya", "hapus dari `functions`"
            else:
                continue
            yield Problem(lesson.file, "", "functions-used", fault, todo)


def arguments_in(lesson: Lesson) -> dict[str, Cell]:
    """The named arguments that the visible code of a lesson writes, each with the first cell that does."""
    found: dict[str, Cell] = {}
    for cell, source in visible_code(lesson):
        for node in ast.walk(parse(source) or ast.Module([], [])):
            if isinstance(node, ast.keyword) and node.arg:
                found.setdefault(node.arg, cell)
    return found


@course_rule("syntax-budget")
def syntax_budget(course: Course) -> Iterable[Problem]:
    """Functions, signs, keywords and named arguments that are new in a lesson are at most 10 together."""
    for lesson in course.lessons:
        before = [
            {name for other in course.before(lesson.id, path) for name in arguments_in(other)}
            for path in lesson.paths
        ]
        known = set.intersection(*before)
        new = [entry for entry in lesson.meta.functions if entry not in APPARATUS]
        new += [f"{name}=" for name in arguments_in(lesson) if name not in known]
        if len(new) > NEW_SYNTAX:
            yield Problem(
                lesson.file,
                "",
                "syntax-budget",
                f"ada {len(new)} hal baru di kode: {', '.join(new)}",
                f"pakai paling banyak {NEW_SYNTAX} atau beri tanda `sembunyi` pada sel yang dibaca saja",
            )
