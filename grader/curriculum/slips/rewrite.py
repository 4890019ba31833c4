"""Changing a copy of an expression, in one place or wherever it reads the same."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeVar, cast

Node = TypeVar("Node", bound=ast.AST)

#: The identifier of a slip, and the answer as it is then.
Slips = Iterator[tuple[str, ast.expr]]


def rewritten(tree: ast.expr, nodes: Collection[Node], change: Callable[[Node], ast.AST]) -> ast.expr:
    """A copy of `tree` with these nodes changed; `change` gets the copied node, and may alter it."""
    other = copy.deepcopy(tree)
    chosen: set[ast.AST] = set(nodes)
    twins = zip(ast.walk(tree), ast.walk(other), strict=True)
    changed: Any = _Apply({twin: change for node, twin in twins if node in chosen}).visit(other)
    return cast(ast.expr, changed)


def replaced(tree: ast.expr, node: ast.AST, expression: str) -> ast.expr:
    """A copy of `tree` with another expression in the place of one node."""
    return rewritten(tree, [node], lambda _: ast.parse(expression, mode="eval").body)


class _Apply(ast.NodeTransformer):
    """Applies a change to each chosen node, the inner ones first."""

    def __init__(self, changes: Mapping[ast.AST, Callable[[Any], ast.AST]]) -> None:
        self._changes = changes

    def visit(self, node: ast.AST) -> ast.AST:
        self.generic_visit(node)
        return self._changes[node](node) if node in self._changes else node


def setting(**fields: object) -> Callable[[ast.AST], ast.AST]:
    """The change that sets fields of a node."""

    def change(node: ast.AST) -> ast.AST:
        for name, value in fields.items():
            setattr(node, name, value)
        return node

    return change


def alike(nodes: Iterable[Node]) -> list[list[Node]]:
    """Nodes that read the same, together: a temporary may have been written out twice."""
    groups: dict[str, list[Node]] = {}
    for node in nodes:
        groups.setdefault(ast.unparse(node), []).append(node)
    return list(groups.values())
