"""Mutants and equivalents of a solution cell, from its AST: what a question must reject, and what it must
accept.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from grader.curriculum.slips.aggregations import STATISTICS
from grader.curriculum.slips.arithmetic import EXCHANGED
from grader.curriculum.slips.order import ENDS
from grader.curriculum.slips.rewrite import setting

SWAPPED_OPERATORS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mod,),
    ast.Mod: (ast.FloorDiv,),
    ast.Lt: (ast.Gt, ast.LtE),
    ast.Gt: (ast.Lt, ast.GtE),
    ast.LtE: (ast.GtE, ast.Lt),
    ast.GtE: (ast.LtE, ast.Gt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
}
SWAPPED_NAMES: dict[str, tuple[str, ...]] = {
    **{word: tuple(other for other, _ in others) for word, others in STATISTICS.items()},
    **{word: (other,) for word, other in ENDS.items()},
    "size": ("sum",),
    "nunique": ("count",),
    "head": ("tail",),
    "tail": ("head",),
    "bar": ("plot",),
    "plot": ("bar",),
}
#: Keywords whose value is taste: another colour draws the same chart.
TASTE = {
    "color",
    "colors",
    "figsize",
    "rot",
    "alpha",
    "width",
    "fontsize",
    "marker",
    "linewidth",
    "label",
    "hatch",
    "legend",
    "ha",
    "va",
}


#: What a change of a number, a condition, an end of an order, a column comes to, by the slips' identifiers.
OF_NUMBERS = ("other-number", "off-by-one", "edge-filter", "other-group", "some-rows", "other-divisor")
OF_FILTERS = ("missing-filter", "reversed-filter", "edge-filter")
OF_ENDS = ("minimum-maximum", "sort-direction", "some-rows")
OF_COLUMNS = ("other-column", "other-number", "other-divisor")


@dataclass(frozen=True)
class Mutant:
    """A changed source, what was changed, and which slips (`messages.SLIPS`) that is."""

    what: str
    source: str
    causes: frozenset[str] = frozenset()


def mutants(source: str, columns: Sequence[str] = ()) -> Iterator[Mutant]:
    """Every single small change of ``source``; ``columns`` are names that may stand in for a subscripted
    column.

    Values of a keyword in TASTE, texts that are shown to people, and definitions' names stay as they are.
    """
    tree = ast.parse(source)
    spared = _spared(tree)
    seen = {ast.unparse(tree)}
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in spared:
            continue
        for what, causes, change in _changes(node, columns):
            other = copy.deepcopy(tree)
            target = list(ast.walk(other))[number]
            text = _applied(other, target, change)
            if text is not None and text not in seen:
                seen.add(text)
                yield Mutant(what, text, frozenset(causes))


Change = Callable[[ast.AST], ast.AST | None]


#: What was changed, the slips that this is, and how to change it.
Changes = Iterator[tuple[str, Sequence[str], Change]]


def _changes(node: ast.AST, columns: Sequence[str]) -> Changes:
    line = getattr(node, "lineno", 0)
    if isinstance(node, (ast.BinOp, ast.BoolOp)):
        for operator in SWAPPED_OPERATORS.get(type(node.op), ()):
            yield f"baris {line}: operator", _exchanged(type(node.op), operator), setting(op=operator())
    elif isinstance(node, ast.Compare):
        for operator in SWAPPED_OPERATORS.get(type(node.ops[0]), ()):
            yield f"baris {line}: perbandingan", OF_FILTERS, setting(ops=[operator(), *node.ops[1:]])
    elif isinstance(node, ast.Constant):
        causes = OF_ENDS if isinstance(node.value, bool) else OF_NUMBERS
        for value in _other_constants(node.value):
            yield f"baris {line}: tetapan", causes, setting(value=value)
    elif isinstance(node, ast.Attribute):
        for name in SWAPPED_NAMES.get(node.attr, ()):
            yield f"baris {line}: {node.attr} → {name}", _taken_for(node.attr, name), setting(attr=name)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        called = node.func.id
        for name in SWAPPED_NAMES.get(called, ()):
            if name in ("min", "max", "sum"):
                other = setting(func=ast.Name(name, ast.Load()))
                yield f"baris {line}: {called} → {name}", _taken_for(called, name), other
    if isinstance(node, ast.Subscript):
        yield from _subscript_changes(node, columns, line)


def _exchanged(due: type[ast.AST], other: type[ast.AST]) -> list[str]:
    """The slips that one operation taken for another is; one condition for two lets other rows through."""
    for operation, others in EXCHANGED.items():
        if operation is due:
            return [ident for taken, ident in others if taken is other]
    return ["missing-filter"]


def _taken_for(word: str, other: str) -> list[str]:
    """The slips that one word taken for another is."""
    found = [ident for taken, ident in STATISTICS.get(word, ()) if taken == other]
    return found or {"size": ["sum-for-count"], "nunique": ["count-for-sum"]}.get(word, [*OF_ENDS])


def _subscript_changes(node: ast.Subscript, columns: Sequence[str], line: int) -> Changes:
    key = node.slice
    if isinstance(key, (ast.Compare, ast.BoolOp)) or (
        isinstance(key, ast.BinOp) and isinstance(key.op, (ast.BitAnd, ast.BitOr))
    ):
        yield f"baris {line}: tanpa saringan", ["missing-filter"], _unfiltered
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        other = next((c for c in columns if c != key.value), None)
        if other:
            yield f"baris {line}: kolom {other}", OF_COLUMNS, setting(slice=ast.Constant(other))


def _other_constants(value: object) -> tuple[object, ...]:
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return (value + 1,)
    if isinstance(value, float):
        return (value * 1.1 if value else 1.0,)
    return ()


def _spared(tree: ast.AST) -> set[int]:
    """Nodes that no mutant changes: taste, and what stands in a text for people."""
    spared: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in TASTE | {"indeks", "desimal"}:
            spared |= {id(n) for n in ast.walk(node)}
        if isinstance(node, ast.JoinedStr):
            spared |= {id(n) for n in ast.walk(node)}
        if isinstance(node, ast.Expr) and _is_call_of(node.value, "print"):
            spared |= {id(n) for n in ast.walk(node)}
    return spared


def _is_call_of(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _unfiltered(node: ast.AST) -> ast.AST | None:
    return node.value if isinstance(node, ast.Subscript) else None


def _applied(tree: ast.AST, target: ast.AST, change: Change) -> str | None:
    result = change(target)
    if result is None:
        return None
    if result is not target:
        tree = _Replace(target, result).visit(tree)
    try:
        return ast.unparse(ast.fix_missing_locations(tree))
    except (ValueError, TypeError, AttributeError):
        return None


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else super().visit(node)


def choices(name: str, letters: Sequence[str], right: str) -> Iterator[Mutant]:
    """The other letters of a choice."""
    for letter in letters:
        if letter.casefold() != right.casefold():
            yield Mutant(f"pilihan {letter}", f"{name} = {letter!r}")


def equivalents(source: str, name: str, forms: Iterable[str]) -> Iterator[Mutant]:
    """Other ways to write the same answer; ``forms`` are those of its kind, with ``{0}`` for the name."""
    renamed = _rename_temporaries(source, name)
    if renamed != source:
        yield Mutant("nama sementara lain", renamed)
    yield Mutant("lewat nama lain", f"{source}\nhasil_sementara = {name}\n{name} = hasil_sementara")
    for form in forms:
        yield Mutant(form.format(name), f"{source}\n{name} = {form.format(name)}")


def _rename_temporaries(source: str, name: str) -> str:
    """Rename what the cell assigns besides its answer."""
    tree = ast.parse(source)
    assigned = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)} - {
        name
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in assigned:
            node.id = f"{node.id}_lain"
    return ast.unparse(tree) if assigned else source
