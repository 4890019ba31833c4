"""What an answer's cell is made of, read and never run: what a sentence about it may speak of."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeGuard

from grader.checks.signs import ENDING, YES
from grader.checks.spec import Lost, Written
from grader.notebooks.cells import short
from grader.notebooks.conditions import column_given, named_conditions, sums_yes
from grader.notebooks.names import tree_of
from grader.notebooks.remade import remade
from grader.notebooks.unused import ways

SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.BitAnd: "&",
    ast.BitOr: "|",
}
#: How a comparison is written, and how it is with its sides exchanged.
ASKS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", ">"),
    ast.LtE: ("<=", ">="),
    ast.Gt: (">", "<"),
    ast.GtE: (">=", "<="),
    ast.Eq: ("==", "=="),
    ast.NotEq: ("!=", "!="),
    ast.In: ("in", "in"),
    ast.NotIn: ("not_in", "not_in"),
}
#: A text that is longer names no column and no value of one.
LONGEST_TEXT = 40
#: Of a line's code so much is shown.
LONGEST_SHOWN = 60


@lru_cache(maxsize=256)
def written_in(source: str) -> Written | None:
    """What a cell calculates with, None where it cannot be read.

    A minus before a number belongs to the number; what is only printed is no part of an answer, and a place
    in a row (`iloc[2]`) no number of it.
    """
    tree = tree_of(source)
    if tree is None:
        return None
    made = replace(_made_of(_that_count(tree.body)), remade=remade(tree))
    return replace(made, lost=tuple(_lost(source, tree))) if len(tree.body) > 1 else made


def _made_of(parts: Sequence[ast.AST]) -> Written:
    """What these statements or expressions calculate with."""
    nodes = [node for part in parts for node in _walked(part)]
    called = {
        id(n.func): n.func.id for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    }
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    stored |= {n.arg for n in nodes if isinstance(n, ast.arg)}
    columns = {name for n in nodes if (name := column_given(n))}
    names = {n.id for n in nodes if isinstance(n, ast.Name) and id(n) not in called} - stored
    places = {id(place) for n in nodes if isinstance(n, ast.Subscript) for place in _places_in(n)}
    constants = [n.value for n in nodes if isinstance(n, ast.Constant) and id(n) not in places]
    return Written(
        frozenset(names),
        frozenset(abs(float(v)) for v in constants if _is_number(v)),
        frozenset(
            v for v in constants if isinstance(v, str) and 0 < len(v) <= LONGEST_TEXT and v not in columns
        ),
        frozenset(_signs(nodes) | set(called.values())),
        frozenset(
            Counter(
                [*_counted(nodes), *called.values(), *_operands(nodes, names, places), *_ending(parts)]
            ).items()
        ),
        frozenset(stored | columns),
    )


def _lost(source: str, tree: ast.Module) -> Iterator[Lost]:
    """The results in a cell that an answer does not profit from, with what only they are made of."""
    for way in ways(source, tree):
        leading = _made_of(way.leading).parts if way.unused else frozenset[str]()
        for one in way.unused:
            code = one.name or short(ast.get_source_segment(source, one.value) or "", LONGEST_SHOWN)
            yield Lost(one.ident, code, way.answer, _made_of([one.value]).parts - leading)


def _walked(tree: ast.AST) -> Iterator[ast.AST]:
    """Each node, without what is added or taken away and is nothing: a sum is the same without `b * 0`."""
    waiting = [tree]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
            kept = [side for side in (node.left, node.right) if not _is_nothing(side)]
            if len(kept) == 1 and (isinstance(node.op, ast.Add) or kept == [node.left]):
                waiting.append(kept[0])
                continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


def _is_nothing(node: ast.expr) -> bool:
    """Whether this is nothing times something."""
    sides = [node.left, node.right] if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) else []
    return any(
        isinstance(side, ast.Constant) and side.value == 0 and side.value is not False for side in sides
    )


def _that_count(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """The statements without those that only show something, and without a value that a later one replaces
    before anybody reads it.
    """
    kept: list[ast.stmt] = []
    replaced: set[str] = set()
    for part in reversed(body):
        target = part.targets[0] if isinstance(part, ast.Assign) and len(part.targets) == 1 else None
        name = target.id if isinstance(target, ast.Name) else None
        if isinstance(part, ast.Expr) or (name is not None and name in replaced):
            continue
        kept.append(part)
        read = {n.id for n in ast.walk(part) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        replaced = (replaced | ({name} if name else set())) - read
    return kept[::-1]


def _is_place(index: ast.expr) -> TypeGuard[ast.Constant]:
    """Whether `[2]` counts rows or items: such a number is no ingredient."""
    return isinstance(index, ast.Constant) and type(index.value) is int


def _places_in(taken: ast.Subscript) -> Iterator[ast.Constant]:
    """The places that square brackets name: `t[2]`, and `t.loc[2, "ikut"]`."""
    asked = taken.slice.elts if isinstance(taken.slice, ast.Tuple) else [taken.slice]
    if isinstance(taken.value, ast.Attribute) and taken.value.attr == "iloc":  # also `len(t) // 2`
        asked = [one for one in ast.walk(taken.slice) if isinstance(one, ast.expr)]
    yield from (one for one in asked if _is_place(one))


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300


def _in_loops(nodes: Sequence[ast.AST]) -> dict[int, str]:
    """What a loop adds up, by the id of the node that adds: `jumlah += x`, `jumlah = jumlah + x` make a sum
    there, and ones a count.
    """
    found = {}
    loops = [n for n in nodes if isinstance(n, (ast.For, ast.While))]
    for node in (inner for loop in loops for inner in ast.walk(loop)):
        match node:
            case ast.AugAssign(op=ast.Add(), value=added):
                found[id(node)] = _sum_or_count(added)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.BinOp(op=ast.Add()) as whole):
                for kept, added in ((whole.left, whole.right), (whole.right, whole.left)):
                    if isinstance(kept, ast.Name) and kept.id == name:
                        found[id(whole)] = _sum_or_count(added)
    return found


def _sum_or_count(added: ast.expr) -> str:
    return "len" if isinstance(added, ast.Constant) else "sum"


def _calculating(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """The sign of each calculation, or what it does in a loop."""
    in_loops = _in_loops(nodes)
    for node in nodes:
        if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in SIGNS:
            yield in_loops.get(id(node)) or SIGNS[type(node.op)]


def _signs(nodes: Sequence[ast.AST]) -> set[str]:
    """Signs of calculations, names of methods, `<` and `==` for comparisons, `[` for what is taken out."""
    found = set(_calculating(nodes))
    found |= {n.attr for n in nodes if isinstance(n, ast.Attribute)}
    asked = {type(op) for n in nodes if isinstance(n, ast.Compare) for op in n.ops}
    found |= {"<"} if asked & {ast.Lt, ast.LtE, ast.Gt, ast.GtE} else set()
    found |= {"=="} if asked & {ast.Eq, ast.NotEq} else set()
    return found | {"[" for n in nodes if isinstance(n, ast.Subscript)}


def _operands(nodes: Sequence[ast.AST], names: Collection[str], places: Collection[int]) -> Iterator[str]:
    """What is calculated with, each as often as it stands there: `=name`, `=2`, `='column'`."""
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in names and isinstance(node.ctx, ast.Load):
            yield f"={node.id}"
        elif isinstance(node, ast.Constant) and id(node) not in places:
            if _is_number(node.value):
                yield f"={float(node.value):.12g}"
            elif isinstance(node.value, str) and 0 < len(node.value) <= LONGEST_TEXT:
                yield f"={node.value!r}"


def _ending(parts: Sequence[ast.AST]) -> Iterator[str]:
    """The function or method by which the last value comes out that the cell keeps."""
    kept = [part.value for part in parts if isinstance(part, ast.Assign)]
    match kept[-1:]:
        case [ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name))]:
            yield f"{ENDING}{name}"


def _counted(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Each sign, method, comparison, option (`keep=`) and place (`[2]`) as often as it stands there."""
    yield from _calculating(nodes)
    named = named_conditions(nodes)
    for node in nodes:
        if sums_yes(node, named):
            yield YES
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield f"{node.arg}="
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Invert, ast.Not)):
            yield "~"
        elif isinstance(node, ast.Subscript) and (places := list(_places_in(node))):
            yield from (f"[{place.value!r}]" for place in places)
        elif isinstance(node, ast.Compare):
            turned = isinstance(node.left, ast.Constant)
            yield from (ASKS[type(op)][turned] for op in node.ops if type(op) in ASKS)
