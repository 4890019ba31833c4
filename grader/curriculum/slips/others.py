"""Something else in the place of what was due: another number, table, group or divisor.

What else there is, only the notebook knows in which the solution runs; so each expression looks it up itself,
and fails where there is nothing, as a slip may.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence

from grader.curriculum.slips.arithmetic import calculations
from grader.curriculum.slips.filters import inside_filters
from grader.curriculum.slips.reading import called, column
from grader.curriculum.slips.rewrite import Slips, alike, replaced, rewritten

MOST_NUMBERS = 12
MOST_TABLES = 4
MOST_GROUPS = 6
MOST_DIVISORS = 8
MOST_ROWS = 12
#: The parameter that stands for the other thing.
OTHER = "_yang_lain"
#: Tables can be rounded too.
_IS_NUMBER = "hasattr(_v, '__round__') and getattr(_v, 'shape', ()) == () and type(_v) is not bool"
_IS_TABLE = "hasattr(_v, 'columns')"


def other_numbers(tree: ast.expr, own: Collection[str], written: Sequence[float]) -> Slips:
    """Each number of a formula in turn, taken for another that has a name or is `written` in the question;
    `own` are the cell's names.
    """
    operands = {
        side: None
        for node in calculations(tree)
        for side in (node.left, node.right)
        if isinstance(side, ast.Name) or (isinstance(side, ast.Constant) and type(side.value) in (int, float))
    }
    for group in alike(operands):
        if isinstance(group[0], ast.Constant) and group[0].value in (1, 100):
            continue
        is_other = f"{_IS_NUMBER} and _v != {ast.unparse(group[0])}"
        others = f"{_named(is_other, own)} + [_v for _v in {list(written)!r} if {is_other}]"
        for number in range(MOST_NUMBERS):
            yield "other-number", _with(tree, group, others, number)


def other_tables(tree: ast.expr, own: Collection[str]) -> Slips:
    """Each table taken for another of the notebook's, in all places."""
    for group in _tables(tree):
        # The front door and pandas are no tables; a number has no columns.
        is_other = f"{_IS_TABLE} and _v is not {group[0].id}"
        for number in range(MOST_TABLES):
            yield "other-table", _with(tree, group, _named(is_other, own), number)


def some_rows(tree: ast.expr) -> Slips:
    """Only the rows of one group where all are asked: one town, one year, one channel."""
    for group in _tables(tree):
        table = group[0].id
        parts = (
            f"[{table}[{table}[_c] == _v] for _c in {table}.columns "
            f"if {table}[_c].nunique() <= {MOST_ROWS} and {table}[_c].dtype.kind not in 'bf' "
            f"for _v in {table}[_c].dropna().unique()]"
        )
        for number in range(MOST_ROWS):
            yield "some-rows", _with(tree, group, parts, number)


def averages_of_averages(tree: ast.expr) -> Slips:
    """The mean of the means of groups."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and called(node) == "mean" and not node.args):
            continue
        of = node.func.value if isinstance(node.func, ast.Attribute) else None
        if isinstance(of, ast.Subscript) and column(of) and isinstance(of.value, ast.Name):
            table, of_groups = of.value.id, f"{of.value.id}.groupby({OTHER})[{column(of)!r}].mean().mean()"
            others = f"[_c for _c in {table}.columns if 1 < {table}[_c].nunique() <= 40]"
            for number in range(MOST_GROUPS):
                text = f"(lambda {OTHER}: {of_groups})(({others})[{number}])"
                yield "mean-of-means", replaced(tree, node, text)


def other_groups(tree: ast.expr) -> Slips:
    """`t["kota"] == "Madiun"` with another town, or the like."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], ast.Eq)):
            continue
        due = node.comparators[0]
        if column(node.left) is None or not isinstance(due, ast.Constant):
            continue
        others = f"[v for v in {ast.unparse(node.left)}.dropna().unique() if v != {due.value!r}]"
        for number in range(MOST_GROUPS):
            yield "other-group", _with(tree, [due], others, number)


def other_divisors(tree: ast.expr, own: Collection[str]) -> Slips:
    """A mean or a share of another number of things: other tables' rows, months, days, groups."""
    for of, text in _averages(tree):
        tables = [n.value for n in ast.walk(of) if isinstance(n, ast.Subscript) and column(n)]
        table = ast.unparse(tables[-1]) if tables else ""
        groups = f"[{table}[_c].nunique() for _c in {table}.columns]" if table else "[]"
        divisors = f"{groups} + [len(t) for t in {_named(_IS_TABLE, own)}]"
        for number in range(MOST_DIVISORS):
            yield (
                "other-divisor",
                ast.parse(f"(lambda {OTHER}: {text})(({divisors})[{number}])", mode="eval").body,
            )


def _averages(tree: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    """What is divided by how many there are, and the whole with another divisor."""
    in_filters = inside_filters(tree)
    for node in ast.walk(tree):
        if node in in_filters:
            continue
        if called(node) == "mean" and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of = node.func.value
            if not node.args and not node.keywords:
                yield of, ast.unparse(replaced(tree, node, f"(({ast.unparse(of)}).sum() / {OTHER})"))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and called(node.right) == "len":
            yield node.left, ast.unparse(replaced(tree, node.right, OTHER))


def _tables(tree: ast.expr) -> list[list[ast.Name]]:
    """What may be a table, each with all its places."""
    return alike(node for node in ast.walk(tree) if isinstance(node, ast.Name) and _is_table_like(node, tree))


def _is_table_like(name: ast.Name, tree: ast.expr) -> bool:
    """Whether something is taken out of it or asked of it."""
    return any(
        isinstance(node, (ast.Subscript, ast.Attribute)) and node.value is name for node in ast.walk(tree)
    ) or any(called(node) == "len" and name in getattr(node, "args", []) for node in ast.walk(tree))


def _named(is_one: str, own: Collection[str]) -> str:
    """The notebook's values of a sort, in the order in which they were named."""
    return f"[_v for _k, _v in globals().items() if _k[0] != '_' and _k not in {sorted(own)!r} and {is_one}]"


def _with(tree: ast.expr, places: Collection[ast.expr], others: str, number: int) -> ast.expr:
    """The answer with one of the others in these places."""
    body = ast.unparse(
        ast.fix_missing_locations(rewritten(tree, places, lambda _: ast.Name(OTHER, ast.Load())))
    )
    return ast.parse(f"(lambda {OTHER}: {body})(({others})[{number}])", mode="eval").body
