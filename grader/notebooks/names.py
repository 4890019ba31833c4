"""The names in a cell: which it assigns, and which it leaves resting on the blank `____`. Read, never run.

The value alone does not tell the latter: pandas takes a blank for a condition that keeps every row,
`len(____)` is 0 and `sort_values(____)` raises. In each of these the gap has simply not been filled in yet.
"""

from __future__ import annotations

import ast
import copy
import re
import symtable
from functools import lru_cache
from typing import Any

from grader.checks.blank import NAME

LONG = 100_000  # characters; a longer cell is no person's, and its syntax tree would take a gigabyte
_ASSIGNMENT = re.compile(
    r"(?:^[ \t]*|;[ \t]*)(?:def[ \t]+([^\W\d]\w*)|([^\W\d]\w*)[ \t]*=(?!=))", re.MULTILINE
)
#: `omzet - biaya = untung`: its author meant to give the last name a value.
_SIDES_EXCHANGED = re.compile(r"[-+*/][^=]*(?<![=!<>])=[ \t]*([^\W\d]\w*)[ \t]*$")
LONGEST_LINE = 300  # characters; such a search takes the square of a line's length


def tree_of(source: str) -> ast.Module | None:
    """What Python reads in a cell; None where it cannot, or where no person wrote it."""
    if len(source) > LONG:
        return None
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last two: nested without end
        return None


@lru_cache(maxsize=256)
def assigned_names(source: str) -> frozenset[str]:
    """Every name a cell assigns at its top level; read line by line where the cell is not valid Python."""
    tree = tree_of(source)
    if tree is None:
        found = [function or name for function, name in _ASSIGNMENT.findall(source)]
        return frozenset([*found, *_exchanged(source)])
    stored = (node for node in ast.walk(tree) if isinstance(node, ast.Name | ast.FunctionDef))
    return frozenset(
        node.name if isinstance(node, ast.FunctionDef) else node.id
        for node in stored
        if isinstance(node, ast.FunctionDef) or isinstance(node.ctx, ast.Store)
    )


def _exchanged(source: str) -> list[str]:
    lines = (line for line in source.split("\n") if "=" in line and len(line) <= LONGEST_LINE)
    return [found[1] for line in lines if (found := _SIDES_EXCHANGED.search(line))]


def names_before(source: str, line: int | None) -> frozenset[str]:
    """The names that a cell gives their last value before the statement in which `line` stands; none where
    the line is not known or the cell cannot be read.
    """
    tree = tree_of(source)
    if tree is None:
        return frozenset()
    body = tree.body
    done = [s for s in body if line is not None and (s.end_lineno or s.lineno) < line]
    rest = [s for s in body if s not in done]
    later = {name for s in rest for name in _writes(s)}
    return frozenset({name for s in done for name in _stored(s) | _defined(s)} - later)


@lru_cache(maxsize=256)
def unfinished_names(source: str) -> frozenset[str]:
    """The names that the cell leaves resting on a `____`, directly or by way of another name of the cell."""
    tree = tree_of(source) if NAME in source else None
    if tree is None:
        return frozenset()
    resting: set[str] = set()
    for statement in tree.body:
        read, written = _reads(statement), _writes(statement)
        if read & (resting | {NAME}):
            resting |= written
        elif not isinstance(statement, ast.AugAssign):
            resting -= _stored(statement) | _defined(statement)
    return frozenset(resting)


@lru_cache(maxsize=256)
def compared_names(source: str) -> frozenset[str]:
    """The names that stand left of a `==` in a line of their own, as if that would give them a value."""
    tree = tree_of(source) if "==" in source else None
    if tree is None:
        return frozenset()
    compared = [s.value for s in tree.body if isinstance(s, ast.Expr) and isinstance(s.value, ast.Compare)]
    return frozenset(
        c.left.id for c in compared if isinstance(c.left, ast.Name) and isinstance(c.ops[0], ast.Eq)
    )


def only_shows(source: str) -> bool:
    """Whether a cell shows values and gives no name one."""
    tree = tree_of(source)
    return tree is not None and bool(tree.body) and all(isinstance(s, ast.Expr) for s in tree.body)


@lru_cache(maxsize=256)
def noted_names(source: str) -> frozenset[str]:
    """The names behind which a colon stands where `=` was meant: `omzet : harga * 2` gives no value."""
    tree = tree_of(source) if ":" in source else None
    if tree is None:
        return frozenset()
    noted = [s.target for s in tree.body if isinstance(s, ast.AnnAssign) and s.value is None]
    return frozenset(target.id for target in noted if isinstance(target, ast.Name))


def asked_names(source: str) -> frozenset[str]:
    """The names that a line gives a text without quotes that ends in `?`: IPython takes that for a call for
    help, and runs nothing.
    """
    lines = source.splitlines() if len(source) <= LONG else []
    found = (re.match(r"\s*([^\W\d]\w*)\s*=(?!=).*\w\?\s*$", line[:LONGEST_LINE]) for line in lines)
    return frozenset(match[1] for match in found if match)


def _stored(statement: ast.stmt) -> set[str]:
    return {n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _reads(statement: ast.stmt) -> set[str]:
    names = {
        n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Store)
    }
    return names | {n.attr for n in ast.walk(statement) if isinstance(n, ast.Attribute) and n.attr == NAME}


def _writes(statement: ast.stmt) -> set[str]:
    return _defined(statement) | _stored(statement) | changed_in_part(statement)


def changed_in_part(statement: ast.stmt) -> set[str]:
    """Names that a statement changes in part (`tabel["x"] = ...`) or calls a method of."""
    names: set[str] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            names |= _owner(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            names |= _owner(node.value.func)
    return names


def _owner(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Name):
        return set()
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _defined(statement: ast.stmt) -> set[str]:
    return {n.name for n in ast.walk(statement) if isinstance(n, ast.FunctionDef | ast.ClassDef)}


class _AsGenerators(ast.NodeTransformer):
    """Comprehensions as generators of the same, which have names of their own in every Python."""

    def _as_generator(self, node: Any) -> ast.AST:
        self.generic_visit(node)
        element = (
            ast.Tuple([node.key, node.value], ast.Load()) if isinstance(node, ast.DictComp) else node.elt
        )
        return ast.GeneratorExp(element, node.generators)

    visit_ListComp = visit_SetComp = visit_DictComp = _as_generator


def scopes(tree: ast.AST) -> symtable.SymbolTable:
    """Whose names are whose; a comprehension's stay its own, as they do when it runs (since Python 3.12 the
    names of its table are also those of the table around it). Raises SyntaxError for what is no program.
    """
    comprehends = any(isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp) for node in ast.walk(tree))
    plain = _AsGenerators().visit(copy.deepcopy(tree)) if comprehends else tree
    return symtable.symtable(ast.unparse(plain), "<sel>", "exec")
