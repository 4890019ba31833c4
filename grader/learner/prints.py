"""`print` says numbers and dates as the rest of the course shows them; the values stay what they are.

A text that a cell keeps (`kalimat = f"{omzet}"`) is a value and stays Python's. What is put together only to
be printed, `print(f"{omzet}")`, `print("Rp" + str(omzet))` or `print(tabel.to_string())`, is written in
Indonesian too: the shell reads such pieces of a cell before it runs them.
"""

from __future__ import annotations

import ast
import builtins
import re
import sys
from typing import Any, TypeGuard

from grader.learner.percent import filled
from grader.learner.shell import running_shell
from grader.learner.tables import install_for_print, written_out
from grader.learner.written import in_collection, in_print, is_number, number

#: How a cell that was read finds `Written`; no name that anybody would type.
_NAME = "__sinau_tertulis__"
_ALIGNED = re.compile(r"(?:(.)?([<>=^]))?([1-9]\d*)?")
_SWAPPED = str.maketrans(",.", ".,")
_print = builtins.print


def install() -> None:
    """Let `print` write in Indonesian in the shell this runs in; twice, or without a shell, does nothing."""
    shell = running_shell()
    if shell is None or getattr(shell, "_sinau_prints", False):
        return
    shell._sinau_prints = True
    setattr(builtins, _NAME, Written)
    builtins.print = written_print
    shell.ast_transformers.append(_InPrints())


def written_print(*values: object, **options: Any) -> None:
    """`print` to the cell; what goes into a file is Python's own."""
    if options.get("file") in (None, sys.stdout):
        install_for_print()  # pandas may have come with this very cell
        values = tuple(map(_shown, values))
    _print(*values, **options)


def _shown(value: object) -> object:
    try:
        return in_print(value)
    except Exception:  # a help, never an error of its own
        return value


class Written:
    """A value within a text that is only printed: written in Indonesian, by its format where it has one."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __str__(self) -> str:
        return str(_shown(self._value))

    def __repr__(self) -> str:
        return in_collection(self._value)

    def __format__(self, spec: str) -> str:
        if not is_number(self._value):
            return format(_shown(self._value) if not spec else self._value, spec)
        return formatted(self._value, spec)

    def __mod__(self, values: Any) -> str:
        """`"Rp%s" % omzet`, of a text that is printed."""
        return filled(self._value, values, lambda one: str(_shown(one)))

    def to_string(self, *given: Any, **options: Any) -> Any:
        """`tabel.to_string()`, of a table that is printed."""
        text = None if given else written_out(self._value, options)
        return self._value.to_string(*given, **options) if text is None else text

    def __getattr__(self, name: str) -> Any:
        return Written(getattr(self._value, name))

    def __getitem__(self, key: Any) -> Any:
        return Written(self._value[key])


def formatted(value: float, spec: str) -> str:
    """A number by a format of Python's: its digits as asked for, its marks Indonesian."""
    aligned = _ALIGNED.match(spec)
    if aligned is not None and (aligned.end() == len(spec) or value != value):
        fill, side, width = aligned.groups(default="")
        return format(number(value), f"{fill}{'>' if side in ('', '=') else side}{width}")
    if spec[:1] in ".,_" and spec[1:2] in tuple("<>=^"):  # fills with marks of no number
        return format(value, spec)
    return format(value, spec).translate(_SWAPPED)


class _InPrints(ast.NodeTransformer):
    """Marks the values of texts that are put together within a `print`, or to be shown by the last line."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        self.generic_visit(node)
        last = node.body[-1] if node.body else None
        if isinstance(last, ast.Expr):
            _mark(last.value)
        return ast.fix_missing_locations(node)

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        to_file = any(option.arg in (None, "file") for option in node.keywords)
        if isinstance(node.func, ast.Name) and node.func.id == "print" and not to_file:
            for value in node.args:
                _mark(value)
        return node


def _mark(node: ast.expr) -> None:
    """Wrap the values from which this text is made, wherever nothing else is done with it."""
    if isinstance(node, ast.JoinedStr):
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                part.value = _wrapped(part.value)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        _mark(node.left)
        _mark(node.right)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and _is_text(node.left):
        node.left = _wrapped(node.left)
    elif isinstance(node, ast.IfExp):
        _mark(node.body)
        _mark(node.orelse)
    elif isinstance(node, ast.Call) and _is_method(node.func, "to_string"):
        node.func.value = _wrapped(node.func.value)
    elif isinstance(node, ast.Call) and _makes_text(node):
        node.args = [one if isinstance(one, ast.Starred) else _wrapped(one) for one in node.args]
        for option in node.keywords:
            option.value = _wrapped(option.value) if option.arg else option.value


def _makes_text(node: ast.Call) -> bool:
    """Whether it is `str(value)` or `"... {}".format(values)`."""
    if isinstance(node.func, ast.Name):
        return node.func.id == "str" and len(node.args) == 1 and not node.keywords
    return _is_method(node.func, "format") and _is_text(node.func.value)


def _is_method(node: ast.expr, name: str) -> TypeGuard[ast.Attribute]:
    return isinstance(node, ast.Attribute) and node.attr == name


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _wrapped(value: ast.expr) -> ast.expr:
    name = ast.copy_location(ast.Name(_NAME, ast.Load()), value)
    return ast.copy_location(ast.Call(name, [value], []), value)
