"""From which earlier answers a later answer comes: names followed through the cells. Read, never run."""

from __future__ import annotations

import ast
import symtable
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from grader.notebooks.check_calls import parse
from grader.notebooks.names import LONG, changed_in_part, scopes

#: Statements whose names may keep the value they had.
_MAYBE = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.AugAssign, ast.Match)


@dataclass(frozen=True)
class Ran:
    """A cell that runs: the author's, or one of the learner's."""

    source: str


@dataclass(frozen=True)
class Checked:
    """The check of the answer `name`: what stands under it from here on is that question's answer."""

    name: str


@dataclass(frozen=True)
class Flow:
    """Where answers come from.

    ``builds_on``: answer → the answers before it that its value comes from directly. ``helpers``: answer →
    other names of its cell from which a later cell reads.
    """

    builds_on: dict[str, frozenset[str]] = field(default_factory=dict)
    helpers: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Statement:
    """The notebook's names that a statement reads, gives a value, or changes in part."""

    reads: frozenset[str]
    gives: frozenset[str]
    changes: frozenset[str]


def follow(parts: Iterable[Ran | Checked]) -> Flow:
    """Follow the names through cells and checks in their order; a cell that is not Python gives nothing."""
    walk = _Walk()
    for part in parts:
        if isinstance(part, Checked):
            walk.check(part.name)
        else:
            walk.run(statements(part.source))
    return walk.flow


class _Walk:
    """Where each name's value came from, up to a place in the notebook."""

    def __init__(self) -> None:
        self.flow = Flow()
        self._came: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
        self._written_with: dict[str, frozenset[str]] = {}
        self._beside: dict[str, frozenset[str]] = {}

    def check(self, name: str) -> None:
        """From here on `name`, and what its cell gave beside it, is that question's."""
        self.flow.builds_on[name] = self._came[name] - {name}
        self._beside[name] = self._written_with.get(name, frozenset()) - {name}
        for helper in self._beside[name]:
            self._came[helper] |= {name}
        self._came[name] = frozenset({name})

    def run(self, statements: Sequence[Statement]) -> None:
        """Follow one cell."""
        for statement in statements:
            sources = _union(self._came[name] for name in statement.reads)
            for name in statement.gives - statement.changes:
                self._came[name] = sources
            for name in statement.changes:
                self._came[name] |= sources
            for answer, names in self._beside.items():
                found = self.flow.helpers.get(answer, frozenset()) | (names & statement.reads)
                self.flow.helpers[answer] = found
                self._beside[answer] = names - statement.gives
        given = _union(statement.gives for statement in statements)
        self._written_with |= dict.fromkeys(given, given)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


@lru_cache(maxsize=512)
def statements(source: str) -> tuple[Statement, ...]:
    """The statements of a cell, in order; none where it is not Python."""
    tree = parse(source) if len(source) <= LONG else None
    if tree is None:
        return ()
    try:
        return tuple(_statement(statement) for statement in tree.body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # `return` outside a function, for one
        return ()


def _statement(statement: ast.stmt) -> Statement:
    table = scopes(statement)
    gives = frozenset(s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported())
    reads = frozenset(_reads(table))
    changes = frozenset(changed_in_part(statement))
    if isinstance(statement, _MAYBE):
        changes |= gives
    if isinstance(statement, ast.AugAssign):
        reads |= gives
    return Statement(reads, gives, changes)


def _reads(table: symtable.SymbolTable) -> Iterator[str]:
    """The notebook's names that are read here or in a function, class or comprehension inside."""
    top = table.get_type() == "module"
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (top or symbol.is_global()):
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _reads(inner)
