"""The calls of `periksa` in a cell: the one reader of what an author declares and a release takes away."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from grader.common.errors import SinauError
from grader.notebooks.cells import without_solution

NAME = "periksa"


@dataclass(frozen=True)
class CheckCall:
    """One `periksa("name", ...)` in a cell: its literal options, and where it stands in the source.

    `unreadable` are the names of options whose value is not a plain literal. It `stands_last` where it is
    the cell's last line, and `stands_alone` where it is its only one.
    """

    name: str
    options: dict[str, Any]
    unreadable: tuple[str, ...]
    node: ast.Call
    stands_last: bool
    stands_alone: bool

    @property
    def says_more(self) -> bool:
        """Whether it holds more than the name: what no trainee may read."""
        return bool(self.options or self.unreadable)


def parse(source: str) -> ast.Module | None:
    """The syntax tree of a cell; magics and shell lines are blanked; None when it is not Python."""
    plain = "\n".join("pass" if line.startswith(("%", "!")) else line for line in source.split("\n"))
    try:
        return ast.parse(plain)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the last two: nested without end
        return None


def check_calls(source: str) -> list[CheckCall]:
    """Every call `periksa("name", ...)` in the source, in order."""
    tree = parse(source) if NAME in source else None
    if tree is None:
        return []
    last = tree.body[-1].value if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    alone = len(tree.body) == 1
    calls = (_check_call(node, node is last, alone) for node in ast.walk(tree))
    return [call for call in calls if call is not None]


def declaration(source: str) -> CheckCall | None:
    """The question that a cell declares: its only line, or, where the key is given, its last.

    None where it declares none. Raises SinauError where an argument is no literal, and where a declaration
    stands in a place from which a release would not take it away.
    """
    calls = check_calls(source)
    own = next((c for c in calls if c.stands_last and (c.stands_alone or "kunci" in _given(c))), None)
    for call in calls:
        if call.unreadable:
            names = ", ".join(call.unreadable)
            raise SinauError(
                f'periksa("{call.name}"): setiap argumen harus nilai yang tertulis langsung, juga {names}.'
            )
        if call is not own and call.says_more:
            raise SinauError(
                f"kunci periksa {call.name} akan terbaca peserta; "
                "tulis satu periksa(...) di akhir sel, tanpa apa-apa sesudahnya."
            )
    return own


def cut_checks(source: str) -> str:
    """The source with each `periksa("x", ...)` cut down to `periksa("x")`; everything else as written."""
    for call in reversed(check_calls(source)):
        start, end = span(source, call.node)
        source = f'{source[:start]}{NAME}("{call.name}"){source[end:]}'
    return source


def as_trainee_sees(source: str) -> str:
    """The source without solution regions, each `periksa("x", ...)` cut down to `periksa("x")`."""
    return cut_checks(without_solution(source))


def _given(call: CheckCall) -> set[str]:
    return {*call.options, *call.unreadable}


def _check_call(node: ast.AST, last: bool, alone: bool) -> CheckCall | None:
    """The call; None for what is none."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == NAME):
        return None
    if not node.args:
        return None
    first, *others = node.args
    if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        return None
    options: dict[str, Any] = {}
    unreadable = ["argumen kedua tanpa nama"] if others else []
    for keyword in node.keywords:
        try:
            options[keyword.arg or "**"] = ast.literal_eval(keyword.value)
        except ValueError:
            unreadable.append(keyword.arg or "**")
    return CheckCall(first.value, options, tuple(unreadable), node, last, last and alone)


def span(source: str, node: ast.expr) -> tuple[int, int]:
    """Where a node begins and ends in the text that it was read from."""
    return (
        _offset(source, node.lineno, node.col_offset),
        _offset(source, node.end_lineno or 0, node.end_col_offset or 0),
    )


def _offset(source: str, line: int, column: int) -> int:
    """Index in the text of a position given as ast does: line from 1, column in UTF-8 bytes."""
    lines = source.split("\n")
    in_line = len(lines[line - 1].encode("utf-8")[:column].decode("utf-8"))
    return sum(len(text) + 1 for text in lines[: line - 1]) + in_line
