"""The expression that a cell assigns to its answer, with the cell's own temporaries written out."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grader.checks.blank import NAME as BLANK
from grader.curriculum.slips.purity import is_pure, is_too_deep
from grader.curriculum.slips.reading import column


@dataclass(frozen=True)
class Answer:
    """What a cell assigns to its answer. `own` are all names that the cell gives a value.

    `whole` tells that none of them is left in `tree`: one that could not be written out, such as a sum that a
    loop adds up, has at the cell's end another value than it had when the answer was made.
    """

    tree: ast.expr
    own: frozenset[str]

    @property
    def whole(self) -> bool:
        return not self.own & _names(self.tree)


def read_answer(source: str, name: str) -> Answer | None:
    """The answer's expression, None where it is none, or one that we would rather not vary.

    A column that is set (`t["x"] = ...`) is written out as `t.assign(x=...)`.
    """
    known: dict[str, ast.expr] = {}
    own: set[str] = set()
    for statement in _statements(source):
        own.update(_assigned_inside(statement))
        target, value = _assignment(statement)
        if target is not None and value is not None:
            written_out: Any = _WriteOut(known).visit(copy.deepcopy(value))
            known.pop(target, None)
            if not _is_blank(value) and is_pure(written_out):
                known[target] = written_out
        elif not isinstance(statement, ast.Expr):
            for changed in _assigned_inside(statement):
                known.pop(changed, None)
    answer = known.get(name)
    # An answer made from itself (x = x + 1) has changed its own ground.
    return None if answer is None or name in _names(answer) else Answer(answer, frozenset(own))


def _statements(source: str) -> list[ast.stmt]:
    """Nothing where the source cannot be read, or is too deep to be walked."""
    try:
        body = ast.parse(source).body
        return [] if any(map(is_too_deep, body)) else body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _assignment(statement: ast.stmt) -> tuple[str | None, ast.expr | None]:
    """The one name that a statement gives a value, and the value; a column that is set changes its table."""
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target: ast.expr = statement.targets[0]
    elif isinstance(statement, ast.AnnAssign):
        target = statement.target
    else:
        return None, None
    name, value = column(target), statement.value
    if name and name.isidentifier() and value and isinstance(getattr(target, "value", None), ast.Name):
        table = ast.Name(ast.unparse(target).partition("[")[0], ast.Load())
        return table.id, ast.Call(ast.Attribute(table, "assign", ast.Load()), [], [ast.keyword(name, value)])
    return (target.id, statement.value) if isinstance(target, ast.Name) else (None, None)


def _is_blank(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id == BLANK


def _assigned_inside(statement: ast.stmt) -> Iterator[str]:
    """The names that any other statement, a loop say, may assign or delete."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            yield node.id
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name


class _WriteOut(ast.NodeTransformer):
    """Puts what a name was assigned in the place of the name."""

    def __init__(self, known: Mapping[str, ast.expr]) -> None:
        self._known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return copy.deepcopy(self._known[node.id]) if node.id in self._known else node

    def visit(self, node: ast.AST) -> ast.AST:
        hides_a_temporary = bool(_own_names(node) & self._known.keys())
        visited: ast.AST = node if hides_a_temporary else super().visit(node)
        return visited


def _own_names(node: ast.AST) -> set[str]:
    """What a lambda or a comprehension names itself."""
    if isinstance(node, ast.Lambda):
        return {inner.arg for inner in ast.walk(node) if isinstance(inner, ast.arg)}
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        return {name for part in node.generators for name in _names(part.target)}
    return set()


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
