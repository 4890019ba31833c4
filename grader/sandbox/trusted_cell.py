"""Trusted test cells (asserts, partial credit) in the learner's namespace, the known tricks made useless.

The cell is compiled afresh, without IPython's transformers, and runs with builtins of its own. What learners
are known to patch is put back first: builtins, the modules and classes tests lean on, tracing, timers, import
hooks. Three changes are made to its syntax tree:

* a builtin name that the learner shadowed (`abs = lambda x: 0`) means the builtin again, unless the exercise
  itself asks for it (`shadows`);
* a comparison, a difference or a call such as `np.isclose` with an object of a class the learner made is
  repeated in a secret order with decoys in place of the expected value; who agrees with those, is no answer;
* each assert at the top level leaves a mark, and a cell with a missing mark has not run to its end.

Learner and test still share a process. Code that the test calls can read the expected value from its caller's
frame, and a cell that takes over the process (its memory, its end of the socket) can answer in its name.
Nothing here claims otherwise; `observe` is for questions where that must not matter: no key enters the child.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import contextlib
import gc
import importlib
import inspect
import linecache
import numbers
import operator
import os
import signal
import sys
import threading
import types
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

from grader.sandbox import dict_image
from grader.sandbox.job import ALIASES, Json
from grader.sandbox.shell import NotebookShell, event_loop, plain_bundle, plain_metadata

NOT_AN_ANSWER = "Objek buatan sendiri yang selalu dianggap sama bukan jawaban."
NOT_TO_ITS_END = "Sel tes tidak berjalan sampai selesai."

# Modules and classes whose attributes are put back before a test.
_GUARDED_MODULES = (
    "math", "operator", "functools", "itertools", "collections", "re", "json", "statistics", "decimal",
    "fractions", "datetime", "string", "copy", "types", "inspect", "hashlib", "random", "os", "os.path",
    "unittest", "unittest.case", "unittest.util", "numpy", "numpy.linalg", "numpy.linalg._linalg",
    "numpy.testing", "numpy.testing._private.utils", "numpy._core.numeric", "numpy._core.fromnumeric",
    "numpy._core._methods", "pandas", "pandas.testing", "pandas._testing", "pandas._testing.asserters",
    "pandas._libs.testing", "pandas.core.algorithms", "pandas.core.arraylike", "pandas.core.base",
    "pandas.core.dtypes.missing", "pandas.core.frame", "pandas.core.generic", "pandas.core.nanops",
    "pandas.core.ops", "pandas.core.ops.array_ops", "pandas.core.series", "matplotlib.pyplot",
    # what this module itself works with
    "ast", "contextlib", "gc", "signal", "threading", "IPython.core.inputtransformer2",
)  # fmt: skip
_GUARDED_CLASSES = (
    "pandas.DataFrame", "pandas.Series", "pandas.Index", "pandas.core.generic.NDFrame",
    "pandas.core.base.IndexOpsMixin", "pandas.core.arraylike.OpsMixin",
    "pandas.core.internals.managers.BaseBlockManager", "pandas.core.internals.managers.BlockManager",
    "pandas.core.internals.managers.SingleBlockManager", "unittest.case.TestCase",
    "unittest.case._AssertRaisesContext",
    "matplotlib.axes.Axes", "matplotlib.figure.Figure", "ast.NodeVisitor", "ast.NodeTransformer",
    "IPython.core.inputtransformer2.TransformerManager",
)  # fmt: skip

_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge", ast.In: "in"
}  # fmt: skip
_OPPOSITE = {"lt": operator.ge, "ge": operator.lt, "gt": operator.le, "le": operator.gt}
_PREDICATES = {"isclose", "allclose", "array_equal", "array_equiv", "equals"}
_ASSERTERS = {
    "assertEqual", "assertAlmostEqual", "assertListEqual", "assertTupleEqual", "assertDictEqual",
    "assertSetEqual", "assertSequenceEqual", "assertCountEqual", "assertMultiLineEqual", "assert_equal",
    "assert_almost_equal", "assert_approx_equal", "assert_allclose", "assert_array_equal",
    "assert_array_almost_equal", "assert_frame_equal", "assert_series_equal", "assert_index_equal", "eq_",
}  # fmt: skip
#: Names of every module; a builtin of that name is another module's.
_OF_A_MODULE = {"__name__", "__doc__", "__package__", "__loader__", "__spec__"}
_NOT_KEPT = ("__main__", "grader.sandbox")  # the learner's own module; what the child hides
_LINEUP = 8
_MANY = 1000
_LARGEST = 10**300


@dataclass(frozen=True)
class _Guarded:
    """A module or class and its attributes before any learner's code; `image` as in `dict_image`."""

    owner: Any
    names: tuple[str, ...]
    values: tuple[Any, ...]
    table: dict[str, Any]
    image: bytes | None

    @classmethod
    def of(cls, owner: Any) -> _Guarded:
        table = dict_image.table_of(vars(owner))
        return cls(owner, tuple(table), tuple(table.values()), table, dict_image.image(table))

    def untouched(self) -> bool:
        """Whether each attribute is the very object it was."""
        if self.image is not None and _image(self.table) == self.image:
            return True
        now = self.table
        return len(now) == len(self.names) and all(map(_is, map(now.get, self.names), self.values))


_private: dict[str, Any] = dict(vars(builtins))
_modules: dict[str, types.ModuleType] = {}
_guarded: list[_Guarded] = []
#: By its id, a function with its code, its defaults, its keyword defaults and what those hold.
_functions: dict[int, tuple[types.FunctionType, types.CodeType, Any, Any, dict[str, Any]]] = {}
_touched: set[int] = set()
_meta_path: list[Any] = []
_authored: dict[str, Any] = {}
#: Bound before any learner's code: what leads back to the interpreter as it was.
_is, _builtins, _sys_modules, _image = operator.is_, builtins.__dict__, sys.modules, dict_image.image
_set_trace, _set_profile, _urandom = sys.settrace, sys.setprofile, os.urandom
_monitoring: dict[str, Any] = {**vars(getattr(sys, "monitoring", None) or types.SimpleNamespace())}
_run_until_complete = asyncio.BaseEventLoop.run_until_complete
_known: dict[int, type] = {}


def remember() -> None:
    """Remember the interpreter as it is before any learner's code."""
    for name in _GUARDED_MODULES:
        # a library is guarded where it is there already
        if name.partition(".")[0] in sys.modules or name in sys.stdlib_module_names:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    owners: list[Any] = [sys.modules[name] for name in _GUARDED_MODULES if name in sys.modules]
    for path in _GUARDED_CLASSES:
        module, _, name = path.rpartition(".")
        if module in sys.modules:
            owners.append(getattr(sys.modules[module], name))
    _guarded[:] = map(_Guarded.of, owners)
    if not _functions:
        sys.addaudithook(_note_touched)
    _functions.clear()
    for function in {f for kept in _guarded for value in kept.values for f in _functions_in(value)}:
        keywords = function.__kwdefaults__
        parts = (function.__code__, function.__defaults__, keywords, dict(keywords or {}))
        _functions[id(function)] = (function, *parts)
    _touched.clear()
    _modules.clear()
    _modules.update((name, module) for name, module in sys.modules.items() if not name.startswith(_NOT_KEPT))
    _meta_path[:] = sys.meta_path
    _private.clear()
    _private.update(vars(builtins))
    _known.clear()
    found: list[type] = [object]
    while found:
        kind = found.pop()
        if id(kind) not in _known:
            _known[id(kind)] = kind
            found += type.__subclasses__(kind)


def _note_touched(
    event: str,
    given: tuple[Any, ...],
    events: tuple[str, ...] = ("object.__setattr__", "object.__getattr__"),
    number: Callable[[object], int] = id,
) -> None:
    """An audit hook, which Python calls where code or defaults of a function are read or exchanged.

    Looking at thousands of functions before each test would copy their memory into each child.
    """
    if event in events and number(given[0]) in _functions:
        _touched.add(number(given[0]))


def _functions_in(value: Any) -> Iterator[types.FunctionType]:
    """The Python functions behind a module's or class's attribute; their code can be exchanged in place."""
    for found in (value, getattr(value, "__func__", None), getattr(value, "__wrapped__", None)):
        if type(found) is types.FunctionType:
            yield found


def forget_authored() -> None:
    """Before a job: no earlier one's author has changed a builtin."""
    _authored.clear()


def keep_authored(source: str) -> None:
    """Keep the builtins that a cell of the author's has just set (`builtins.input = ...`) for the tests."""
    if "builtins" in source:
        found = {**_builtins}
        _restore()
        with contextlib.suppress(SyntaxError):
            _authored.update((name, found[name]) for name in _set_builtins(_parse(source)[1]) & found.keys())
        _builtins.update(_authored)


def _set_builtins(tree: ast.Module) -> set[str]:
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "builtins"
    }


def run(shell: NotebookShell, source: str, request: Mapping[str, Json]) -> Json:
    """Run a test cell.

    Returns the value of its last expression if that is a number, a bool or text (partial credit), None if it
    is something else or not shown; raises what the cell raises. `request["shadows"]`: see `Step`.
    """
    _restore()
    namespace = shell.user_ns
    namespace["__name__"] = "__main__"  # tests may ask, and it is the learner's to change
    marks: set[int] = set()
    plain, tree = _parse(source)
    _restore_imports(tree)
    shadows = _asked_for(namespace, request.get("shadows", ()))
    _restore_aliases(namespace, shadows)
    set_here = _set_builtins(tree)
    quiet = _ends_in_semicolon(plain, tree)
    in_loop = "asyncio" in source
    shadowing = set(namespace) - _OF_A_MODULE - shadows
    expected = _Rewriter(shadowing).rewrite(tree)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    kept = namespace.get("__builtins__")
    namespace["__builtins__"] = _builtins_for(marks)
    gc.collect()
    gc.disable()  # no finaliser of the learner's while the test is there to be seen
    if "getsource" in source and any(isinstance(node, _DEFINITIONS) for node in tree.body):
        linecache.cache[_NAME] = (len(plain), None, plain.splitlines(keepends=True), _NAME)
    try:
        _execute(compile(tree, _NAME, "exec", _FLAGS, True), namespace, in_loop)
        value = None
        if isinstance(last, ast.Expr):
            expression = ast.Expression(last.value)
            value = _execute(compile(expression, _NAME, "eval", _FLAGS, True), namespace, in_loop)
    finally:
        _set_trace(None)
        linecache.cache.pop(_NAME, None)
        gc.enable()
        namespace["__builtins__"] = kept
        _authored.update({name: _builtins[name] for name in set_here if name in _builtins})
    if not expected <= marks:
        raise AssertionError(NOT_TO_ITS_END)
    return None if quiet else _show(shell, value)


_NAME = "<tes>"
_FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _execute(code: types.CodeType, namespace: dict[str, Any], in_loop: bool) -> Any:
    """Run it; one that awaits or speaks of the event loop within that, where the learner's tasks go on."""
    if not in_loop and not code.co_flags & inspect.CO_COROUTINE:
        return eval(code, namespace)

    async def running() -> Any:
        value = eval(code, namespace)
        return await value if code.co_flags & inspect.CO_COROUTINE else value

    loop: Any = event_loop()
    return _run_until_complete(loop, running())


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
    _builtins.clear()  # first: from here on this module's own code means Python's own functions
    _builtins.update(_private)
    _builtins.update(_authored)
    for kept in _guarded:
        if not kept.untouched():
            _restore_attributes(kept.owner, dict(zip(kept.names, kept.values, strict=True)))
    for number in list(_touched):
        function, code, defaults, keywords, saved = _functions[number]
        function.__code__, function.__defaults__, function.__kwdefaults__ = code, defaults, keywords
        if keywords is not None:
            keywords.clear()
            keywords.update(saved)
    _touched.clear()
    sys.modules, sys.meta_path = _sys_modules, list(_meta_path)
    _set_trace(None)
    _set_profile(None)
    threading.settrace(None)
    threading.setprofile(None)
    for tool in range(6) if _monitoring else ():
        if _monitoring["get_tool"](tool) is not None:
            _monitoring["set_events"](tool, 0)
    gc.callbacks.clear()
    for timer in ("ITIMER_REAL", "ITIMER_VIRTUAL", "ITIMER_PROF"):
        if hasattr(signal, timer):
            signal.setitimer(getattr(signal, timer), 0)
    for number in signal.valid_signals() - {signal.SIGINT}:
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_IGN)


def _restore_attributes(owner: Any, saved: dict[str, Any]) -> None:
    now = vars(owner)
    for name, value in saved.items():
        if now.get(name) is not value or name not in now:
            with contextlib.suppress(AttributeError, TypeError):
                setattr(owner, name, value)
    if isinstance(owner, type):
        for name in set(now) - set(saved):
            if any(name in vars(base) for base in owner.__mro__[1:]):  # it hides an inherited method
                with contextlib.suppress(AttributeError, TypeError):
                    delattr(owner, name)


def _restore_imports(tree: ast.Module) -> None:
    """Put back the modules that the test imports; looking at all of them would cost more than the test."""
    wanted: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            wanted.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            wanted.update((node.module, *(f"{node.module}.{alias.name}" for alias in node.names)))
    for name in list(wanted):
        parts = name.split(".")
        wanted.update(".".join(parts[:length]) for length in range(1, len(parts)))
    for name in wanted & _modules.keys():
        _sys_modules[name] = _modules[name]


def _asked_for(namespace: dict[str, Any], shadows: Collection[str]) -> set[str]:
    """The names that may mean something of the learner's, or of the libraries the exercise imports from."""
    hiding = _private.keys() & namespace.keys()
    libraries = [g.table for g in _guarded if type(g.owner) is types.ModuleType]
    taken = [t for t in libraries if f"{t['__name__']}.*" in shadows]
    return {*shadows, *(name for name in hiding for t in taken if t.get(name, t) is namespace[name])}


def _restore_aliases(namespace: dict[str, Any], shadows: Collection[str]) -> None:
    for alias in (ALIASES.keys() & namespace.keys()).difference(shadows):
        value, library = namespace[alias], _modules.get(ALIASES[alias])
        if library is not None and not (type(value) is types.ModuleType and value.__spec__):
            namespace[alias] = library


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
    known = id(kind) in _known
    if known and kind.__name__ in ("bool", "bool_"):  # numpy's
        return bool(value)
    if known and not isinstance(value, numbers.Number):
        return None
    with contextlib.suppress(Exception):
        number = float(value if known else text)
        return number if abs(number) < _LARGEST else str(number)  # NaN too: no number of points, but said
    return None


class _Rewriter(ast.NodeTransformer):
    """Makes the changes that the module's text names."""

    def __init__(self, shadowing: set[str]) -> None:
        self._shadowing = shadowing
        self._own: set[str] = set()
        self._exchanged: set[str] = set()

    def rewrite(self, tree: ast.Module) -> set[int]:
        """Change `tree`; returns the marks that a full run of it leaves."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                self._own.add(node.id)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                self._own.add(node.name)
            elif isinstance(node, ast.arg):
                self._own.add(node.arg)
            elif isinstance(node, ast.alias):
                self._own.add((node.asname or node.name).partition(".")[0])
            elif isinstance(node, (ast.Assign, ast.Expr)):
                self._exchanged |= {name for name in _exchanged([node]) if name.startswith("builtins.")}
        self.visit(tree)
        expected: set[int] = set()
        for number, statement in enumerate(tree.body):
            if isinstance(statement, ast.Assert):
                expected.add(number)
                statement.test = _call("mark", [ast.Constant(number), statement.test])
        ast.fix_missing_locations(tree)
        return expected

    def visit_With(self, node: ast.With) -> ast.AST:
        return self._where_exchanged(node, node.items)

    def visit_AsyncWith(self, node: ast.AsyncWith) -> ast.AST:
        return self._where_exchanged(node, node.items)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._where_exchanged(node, node.decorator_list)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._where_exchanged(node, node.decorator_list)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._where_exchanged(node, node.decorator_list)

    def _where_exchanged(self, node: ast.AST, by: Sequence[ast.AST]) -> ast.AST:
        before = self._exchanged
        self._exchanged = before | _exchanged(by)
        self.generic_visit(node)
        self._exchanged = before
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        name = node.id
        if not isinstance(node.ctx, ast.Load) or name not in _private or name in self._own:
            return node
        if f"builtins.{name}" in self._exchanged:
            return ast.copy_location(_call("now", [ast.Constant(name)]), node)
        if name in self._shadowing and f"__main__.{name}" not in self._exchanged:
            return ast.copy_location(ast.Name(f"__sinau_builtin_{name}__", ast.Load()), node)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        names = [_COMPARISONS.get(type(op)) for op in node.ops]
        if len(names) != 1 or names[0] is None:
            return node
        return ast.copy_location(
            _call("compare", [ast.Constant(names[0]), node.left, node.comparators[0]]), node
        )

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        if not isinstance(node.op, ast.Sub):
            return node
        return ast.copy_location(_call("minus", [node.left, node.right]), node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in _PREDICATES and name not in _ASSERTERS:
            return node
        asserts = ast.Constant(name in _ASSERTERS)
        return ast.copy_location(_call("agree", [asserts, node.func, *node.args], node.keywords), node)


def _exchanged(nodes: Sequence[ast.AST]) -> set[str]:
    """What the test itself exchanges there for a while: of `patch("builtins.print")`, "builtins.print"."""
    found: set[str] = set()
    for node in (inner for outer in nodes for inner in ast.walk(outer)):
        match node:
            case ast.Call(args=[ast.Constant(str(name)), *_]):
                found.add(name)
            case ast.Call(args=[ast.Name("builtins"), ast.Constant(str(name)), *_]):
                found.add(f"builtins.{name}")
            case ast.Attribute(ast.Name("builtins"), name, ast.Store()):
                found.add(f"builtins.{name}")
    return found


def _call(name: str, arguments: list[ast.expr], keywords: list[ast.keyword] | None = None) -> ast.Call:
    return ast.Call(ast.Name(f"__sinau_{name}__", ast.Load()), arguments, keywords or [])


def _builtins_for(marks: set[int]) -> types.ModuleType:
    def mark(number: int, value: Any) -> Any:
        marks.add(number)
        return value

    helpers: dict[str, Callable[..., Any]] = {
        "mark": mark,
        "compare": _compare,
        "minus": _minus,
        "agree": _agree,
        "now": _builtins.__getitem__,
    }
    module = types.ModuleType("builtins")  # as `__builtins__` is in a notebook
    made = vars(module)
    made.update(_private)
    made.update({f"__sinau_{name}__": helper for name, helper in helpers.items()})
    made.update({f"__sinau_builtin_{name}__": value for name, value in _private.items()})
    return module


def _compare(name: str, left: Any, right: Any) -> Any:
    if name == "in":
        return _compare_in(left, right)
    compare = getattr(operator, name)
    result = compare(left, right)
    if (_plain(left) and _plain(right)) or not _true(lambda: result):
        return result
    if name == "eq":
        if _plain(left):
            _line_up(lambda: compare(left, right), lambda: compare(_unlike(right, left), right))
        else:
            _line_up(lambda: compare(left, right), lambda: compare(left, _unlike(left, right)))
    elif name == "ne":
        odd = right if _plain(left) else left
        _refuse_if(_true(lambda: odd != odd))
    else:
        _refuse_if(_true(lambda: _OPPOSITE[name](left, right)))
    return result


def _compare_in(item: Any, container: Any) -> Any:
    result = item in container
    if not result or (_plain(item) and _plain(container)):
        return result
    if type(container) in (list, tuple):
        _line_up(lambda: item in container, lambda: item in [_unlike(item, entry) for entry in container])
    else:
        _line_up(lambda: item in container, lambda: _unlike(container, item) in container)
    return result


def _minus(left: Any, right: Any) -> Any:
    result = left - right
    if type(right) in (int, float) and not _plain(left):
        _refuse_if(_same_number(result, lambda: left - _unlike(left, right)))
    elif type(left) in (int, float) and not _plain(right):
        _refuse_if(_same_number(result, lambda: _unlike(right, left) - right))
    return result


def _same_number(result: Any, other: Callable[[], Any]) -> bool:
    if not isinstance(result, (int, float)):
        return False
    return _true(lambda: other() == result)


def _agree(asserts: bool, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    result = function(*arguments, **options)
    pair = arguments[:2]
    if len(arguments) == 1 and hasattr(function, "__self__"):
        pair = (function.__self__, arguments[0])
    if len(pair) < 2 or (_plain(pair[0]) and _plain(pair[1])):
        return result

    def agrees(*changed: Any) -> Any:
        value = function(*changed[2 - min(len(arguments), 2) :], *arguments[2:], **options)
        return True if asserts else value

    if not asserts and not _true(lambda: result):
        return result
    if _plain(pair[0]):
        _line_up(lambda: agrees(*pair), lambda: agrees(_unlike(pair[1], pair[0]), pair[1]))
    else:
        _line_up(lambda: agrees(*pair), lambda: agrees(pair[0], _unlike(pair[0], pair[1])))
    return result


def _plain(value: Any, depth: int = 3) -> bool:
    """Whether no class of the learner's is in `value` (as far as is looked)."""
    kind = type(value)
    if id(kind) not in _known:
        return False
    if depth == 0:
        return True
    if kind in (list, tuple, set, frozenset):
        return all(_plain(item, depth - 1) for item in list(value)[:_MANY])
    if kind is dict:
        return all(_plain(item, depth - 1) for item in list(value.values())[:_MANY])
    if kind.__name__ == "ndarray" and value.dtype == object:
        return all(_plain(item, depth - 1) for item in value.ravel()[:_MANY])
    if kind.__name__ == "Series" and value.dtype == object:
        return all(_plain(item, depth - 1) for item in value.array[:_MANY])
    return True


def _unlike(odd: Any, value: Any) -> Any:
    """A value that nothing honest takes for `value`; of a plain container only the odd places change."""
    if type(odd) in (list, tuple) and type(value) in (list, tuple) and len(odd) == len(value):
        pairs = zip(odd, value, strict=True)
        return type(value)(item if _plain(place) else _unlike(place, item) for place, item in pairs)
    if type(odd) is dict and type(value) is dict:
        return {
            key: item if _plain(odd.get(key)) else _unlike(odd.get(key), item) for key, item in value.items()
        }
    shift = 1 + int.from_bytes(_urandom(2), "big")
    kind = type(value)
    if kind is bool:
        return not value
    if kind in (int, float) or kind.__name__ in ("int64", "float64", "float32", "int32"):
        return value + shift
    if kind is str:
        return f"{value}{shift}"
    if kind in (list, tuple):
        return kind([*value, shift])
    if kind is dict:
        return {**value, f"kunci-{shift}": shift}
    if kind in (set, frozenset):
        return kind([*value, f"isi-{shift}"])
    if kind.__name__ in ("ndarray", "Series", "DataFrame"):
        with contextlib.suppress(Exception):
            return value + shift
    return object()


def _line_up(real: Callable[[], Any], decoy: Callable[[], Any]) -> None:
    """Ask again in a secret order; who agrees with a decoy, or not with the real one, is refused."""
    order = _urandom(1)[0]
    for place in range(_LINEUP):
        if order >> place & 1:
            _refuse_if(not _true(real))
        else:
            _refuse_if(_true(decoy))
    _refuse_if(_true(decoy))


def _true(value: Callable[[], Any]) -> bool:
    try:
        result = value()
        if id(type(result)) in _known and hasattr(result, "all"):
            result = result.all()
        return bool(result)
    except Exception:
        return False


def _refuse_if(caught: bool) -> None:
    if caught:
        raise AssertionError(NOT_AN_ANSWER)
