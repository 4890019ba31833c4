"""Results in a cell that its answer does not profit from: kept by nobody, never read, or replaced. Never run.

`panen.drop_duplicates()` on a line of its own changes nothing, and neither does `sby = t[...]` where the
answer's line starts from `t` again.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from grader.notebooks.flow import Statement, statements

#: Methods that hand out something new and leave what they are called on as it was.
_NEW = """
drop_duplicates sort_values sort_index nlargest nsmallest head tail sample query filter isin between isna
notna groupby agg pivot_table value_counts nunique unique sum mean median max min count size std idxmax idxmin
cumsum round abs astype fillna dropna drop rename assign replace merge reset_index set_index where mask lower
upper strip split contains startswith endswith
"""
NEW = frozenset(_NEW.split())
CALLED = frozenset(["round", "len", "sum", "sorted", "max", "min", "abs", "int", "float", "set", "list"])
SHOWING = frozenset(["print", "display"])

#: A cell of more statements, or that gives more names a value, is no person's answer.
MOST_STATEMENTS, MOST_NAMES = 60, 12

KEPT_BY_NOBODY, COMPARED, NEVER_READ = "not-kept", "only-compared", "not-used"
REPLACED, ELSEWHERE = "replaced", "column-elsewhere"


@dataclass(frozen=True)
class Unused:
    """A calculation without which the answer would be the same, and the name that holds it, if any."""

    ident: str
    value: ast.expr
    name: str = ""


@dataclass(frozen=True)
class Ways:
    """The statements of a cell that lead to its ``answer``, and what leads nowhere."""

    answer: str
    leading: tuple[ast.stmt, ...]
    unused: tuple[Unused, ...]


def ways(source: str, tree: ast.Module) -> list[Ways]:
    """Which statements of a cell lead to each name that it gives a value, for any may be its answer; none
    where it cannot be followed, as into `query("n > @batas")`.
    """
    if len(tree.body) > MOST_STATEMENTS:
        return []
    followed = statements(source)
    names = dict.fromkeys(name for part in tree.body if (name := _target(part)))
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    by_name = any(isinstance(text, str) and "@" in text for text in texts)
    if by_name or len(followed) != len(tree.body) or len(names) > MOST_NAMES:
        return []
    return [_followed_back(name, tree.body, followed) for name in names]


def _followed_back(answer: str, body: Sequence[ast.stmt], followed: Sequence[Statement]) -> Ways:
    needed, taken = {answer}, set[str]()
    again = _named_again(body)
    leading: list[ast.stmt] = []
    unused: list[Unused] = []
    for part, moves in zip(reversed(body), reversed(followed), strict=True):
        shown = _only_calculated(part)
        touched = (moves.gives | moves.changes) & needed
        if touched and shown is None:
            leading.append(part)
            taken |= touched
            needed = (needed - (moves.gives - moves.changes)) | moves.reads
        elif shown is not None:
            unused.append(Unused(COMPARED if isinstance(shown, ast.Compare) else KEPT_BY_NOBODY, shown))
        elif isinstance(part, ast.Assign) and (name := _target(part)):
            unused.append(Unused(REPLACED if name in taken else NEVER_READ, part.value, name))
        elif isinstance(part, ast.Assign) and (column := _column(part)) and not moves.changes & again:
            unused.append(Unused(ELSEWHERE, part.value, column))
    return Ways(answer, tuple(reversed(leading)), tuple(reversed(unused)))


def _target(part: ast.stmt) -> str:
    """The one name that a statement gives a value, "" where it is none or several."""
    match part:
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return ""


def _named_again(body: Sequence[ast.stmt]) -> frozenset[str]:
    """The names that are two of one value, as `u = t` makes them: what one is given, the other has."""
    found = [(part.value, _target(part)) for part in body if isinstance(part, ast.Assign)]
    pairs = ((value.id, name) for value, name in found if isinstance(value, ast.Name))
    return frozenset(name for pair in pairs for name in pair)


def _column(part: ast.Assign) -> str:
    """The one column that a statement gives a table, as `panen["berat"]`."""
    match part.targets:
        case [ast.Subscript(value=ast.Name(id=table), slice=ast.Constant(value=str(key)))]:
            return f'{table}["{key}"]'
    return ""


def _only_calculated(part: ast.stmt) -> ast.expr | None:
    """What a line works out and leaves there, also where it shows it."""
    value = part.value if isinstance(part, ast.Expr) else None
    match value:
        case ast.Call(func=ast.Name(id=name), args=[shown]) if name in SHOWING:
            value = shown
    match value:
        case ast.Subscript() | ast.BinOp() | ast.Compare():
            return value
        case ast.Call(func=ast.Attribute(attr=name), keywords=options) if name in NEW:
            return None if any(option.arg == "inplace" for option in options) else value
        case ast.Call(func=ast.Name(id=name)) if name in CALLED:
            return value
    return None
