"""Trusted test cells (asserts, partial credit), run as nbgrader runs them, with what protects them cheaply.

The cell is compiled afresh, without IPython's transformers; Python's builtins are put back first; a builtin
name that the learner shadowed (`abs = lambda x: 0`) means the builtin, unless the exercise itself asks for it
(`shadows`); and each assert at the top level leaves a mark and takes no object of the learner's for a
comparison's result: a cell with a missing mark has not run to its end.

In an isolated test nobody else is in the process. Where a test shares its process with the learner's code
(*tidak kebal*) that code can read the test from its caller's frame, change libraries, or answer in its name:
nothing here claims otherwise.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import contextlib
import inspect
import linecache
import numbers
import re
import sys
import types
from collections.abc import Collection, Mapping
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

from grader.sandbox.job import Json
from grader.sandbox.shell import NotebookShell, cell_context, event_loop, plain_bundle, plain_metadata

NOT_AN_ANSWER = "Objek buatan sendiri yang selalu dianggap benar bukan jawaban."
NOT_TO_ITS_END = "Sel tes tidak berjalan sampai selesai."
_NAME = "<tes>"
_FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_LARGEST = 10**300
#: Names of every module; a builtin of that name is another module's.
_OF_A_MODULE = {"__name__", "__doc__", "__package__", "__loader__", "__spec__", "__builtins__"}

_pristine: dict[str, Any] = dict(vars(builtins))
_builtins = vars(builtins)
#: The builtins that the author's own cells exchange in this job.
_authored: dict[str, Any] = {}
_exchanges = re.compile(r"\bbuiltins\.(\w+)\s*=(?!=)|, builtins\.(\w+) = ").findall
_run_until_complete, _create_task = (
    asyncio.BaseEventLoop.run_until_complete,
    asyncio.BaseEventLoop.create_task,
)


def remember() -> None:
    """Remember Python's builtins as they are before any learner's code."""
    _pristine.clear()
    _pristine.update(vars(builtins))


def forget_authored() -> None:
    """Before a job: no earlier one's author has changed a builtin."""
    _authored.clear()


def keep_authored(source: str) -> None:
    """Keep for the tests what a cell of the author's has just set (`builtins.input = ...`)."""
    for name in {first or second for first, second in _exchanges(source)}:
        _authored[name] = _builtins.get(name)


def run(shell: NotebookShell, source: str, request: Mapping[str, Json]) -> Json:
    """Run a test cell.

    Returns the value of its last expression if that is a number, a bool or text (partial credit), None if it
    is something else or not shown; raises what the cell raises. `request["shadows"]`: see `Step`.
    """
    _restore()
    namespace = shell.user_ns
    namespace["__name__"] = "__main__"  # tests may ask, and it is the learner's to change
    namespace["__builtins__"] = builtins
    plain, tree = _parse(source)
    quiet = _ends_in_semicolon(plain, tree)
    marks: set[int] = set()
    shadowing = _shadowing(namespace, request.get("shadows", ()), plain)
    expected = _rewrite(tree, shadowing)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    if "getsource" in source and any(isinstance(node, _DEFINITIONS) for node in tree.body):
        linecache.cache[_NAME] = (len(plain), None, plain.splitlines(keepends=True), _NAME)
    helpers = _helpers(marks, shadowing)
    namespace.update(helpers)
    try:
        value = _execute(tree, last, namespace, "asyncio" in source)
    finally:
        sys.settrace(None)
        linecache.cache.pop(_NAME, None)
        for name in helpers:
            namespace.pop(name, None)
        keep_authored(source)
    if not expected <= marks:
        raise AssertionError(NOT_TO_ITS_END)
    return None if quiet else _show(shell, value)


def _execute(tree: ast.Module, last: ast.stmt | None, namespace: dict[str, Any], in_loop: bool) -> Any:
    """Run the statements, then the last expression: its value."""
    _evaluate(compile(tree, _NAME, "exec", _FLAGS, True), namespace, in_loop)
    if not isinstance(last, ast.Expr):
        return None
    return _evaluate(compile(ast.Expression(last.value), _NAME, "eval", _FLAGS, True), namespace, in_loop)


def _evaluate(code: types.CodeType, namespace: dict[str, Any], in_loop: bool) -> Any:
    """Run it; one that awaits or speaks of the event loop within that, where the learner's tasks go on."""
    context = cell_context()
    if not in_loop and not code.co_flags & inspect.CO_COROUTINE:
        return context.run(eval, code, namespace)

    async def running() -> Any:
        value = eval(code, namespace)
        return await value if code.co_flags & inspect.CO_COROUTINE else value

    loop: Any = event_loop()
    return _run_until_complete(loop, _create_task(loop, running(), context=context))


def _parse(source: str) -> tuple[str, ast.Module]:
    """The cell as Python and its tree."""
    try:
        return source, ast.parse(source)
    except SyntaxError:
        manager: Any = TransformerManager  # untyped
        plain: str = manager().transform_cell(source)  # a magic or a shell command
        return plain, ast.parse(plain)


def _ends_in_semicolon(source: str, tree: ast.Module) -> bool:
    """Whether the last value is not to be shown, as IPython has it."""
    if not tree.body:
        return False
    last = tree.body[-1]
    line = source.split("\n")[(last.end_lineno or 1) - 1].encode("utf-8", "replace")
    return line[last.end_col_offset :].lstrip().startswith(b";")


def _restore() -> None:
    due = _pristine | _authored if _authored else _pristine
    # writing them anew has Python look up every builtin anew, in all code
    if len(_builtins) != len(due) or any(_builtins.get(name, due) is not due[name] for name in due):
        _builtins.clear()
        _builtins.update(due)
    sys.settrace(None)
    sys.setprofile(None)


def _shadowing(namespace: Mapping[str, Any], shadows: Collection[str], source: str) -> set[str]:
    """The builtin names in the source that are the learner's in this namespace, though nobody asked."""
    hiding = (_pristine.keys() & namespace.keys()) - _OF_A_MODULE - set(shadows)
    hiding = {name for name in hiding if name in source}
    if not hiding:
        return hiding
    libraries = (sys.modules.get(name.removesuffix(".*")) for name in shadows if name.endswith(".*"))
    taken = [vars(library) for library in libraries if library is not None]
    return {name for name in hiding if not any(t.get(name, t) is namespace[name] for t in taken)}


def _rewrite(tree: ast.Module, shadowing: Collection[str]) -> set[int]:
    """Mark the asserts of ``tree`` and name the shadowed builtins; the marks that a full run leaves."""
    if shadowing:
        _name_builtins(tree, shadowing)
    expected: set[int] = set()
    for number, statement in enumerate(tree.body):
        if isinstance(statement, ast.Assert):
            expected.add(number)
            mark = ast.Name("__sinau_mark__", ast.Load())
            given = [ast.Constant(number), ast.Constant(isinstance(statement.test, ast.Compare))]
            made = ast.Call(mark, [*given, statement.test], [])
            for node in (made, mark, *given):
                ast.copy_location(node, statement.test)
            statement.test = made
    return expected


def _name_builtins(tree: ast.Module, shadowing: Collection[str]) -> None:
    """Have the names that hide a builtin, but those that the cell itself gives, mean the builtin."""
    nodes = list(ast.walk(tree))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    own = {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    own |= {node.name for node in nodes if isinstance(node, _DEFINITIONS)}
    own |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    own |= {(node.asname or node.name).partition(".")[0] for node in nodes if isinstance(node, ast.alias)}
    for node in names:
        if node.id in shadowing and node.id not in own:
            node.id = f"__sinau_builtin_{node.id}__"


def _helpers(marks: set[int], shadowing: Collection[str]) -> dict[str, Any]:
    def mark(number: int, compares: bool, value: Any) -> bool:
        marks.add(number)
        if compares and type(value).__module__ == "__main__":
            raise AssertionError(NOT_AN_ANSWER)
        return bool(value)

    return {"__sinau_mark__": mark} | {
        f"__sinau_builtin_{k}__": v for k, v in _pristine.items() if k in shadowing
    }


def _show(shell: NotebookShell, value: Any) -> Json:
    """Show the last expression's value as a notebook does; what of it is partial credit."""
    if value is None:
        return None
    formatter: Any = shell.display_formatter
    data, metadata = formatter.format(value)
    shell.capture.result(plain_bundle(data), plain_metadata(metadata), shell.execution_count)
    return _credit(value, data.get("text/plain", ""))


def _credit(value: Any, text: str) -> Json:
    """The value itself where its class was there before the learner; else the number in its text, as nbgrader
    has it.
    """
    kind = type(value)
    if kind in (bool, str):
        return value
    if kind is int:
        return value if abs(value) < 2**63 else float(max(-_LARGEST, min(value, _LARGEST)))
    known = kind.__module__ != "__main__"
    if known and kind.__name__ in ("bool", "bool_"):  # numpy's
        return bool(value)
    if known and not isinstance(value, numbers.Number):
        return None
    with contextlib.suppress(Exception):
        number = float(value if known else text)
        return number if abs(number) < _LARGEST else str(number)  # NaN too: no number of points, but said
    return None
