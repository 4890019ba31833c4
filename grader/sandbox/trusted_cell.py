"""Trusted test cells (asserts, partial credit) in the learner's namespace, the known tricks made useless.

The cell is compiled afresh, without IPython's transformers, and runs with builtins of its own. What a learner
has changed in the interpreter is put back first: builtins, every module and class that was there before their
code, tracing, timers, import hooks. Three changes are made to its syntax tree:

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
import math
import numbers
import operator
import os
import re
import signal
import sys
import threading
import types
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

from grader.sandbox.dict_versions import Numbered, Versions, Watched, table_of
from grader.sandbox.job import ALIASES, Json
from grader.sandbox.shell import NotebookShell, cell_context, event_loop, plain_bundle, plain_metadata

NOT_AN_ANSWER = "Objek buatan sendiri yang selalu dianggap sama bukan jawaban."
NOT_TO_ITS_END = "Sel tes tidak berjalan sampai selesai."

# Imported early, so that what tests lean on is known before a learner changes it.
_LEANED_ON = (
    "calendar", "cmath", "csv", "decimal", "doctest", "fractions", "hashlib", "hmac", "json", "numpy.testing",
    "pandas.testing", "secrets", "statistics", "string", "unittest", "unittest.mock",
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
# Restored by themselves; the streams of each cell; what `nest_asyncio` changes for loops within loops.
_NOT_GUARDED = {"builtins", "sys", "asyncio"}
_HEAP_TYPE, _IMMUTABLE_TYPE = 1 << 9, 1 << 8
_PARTS = ("__code__", "__defaults__", "__kwdefaults__", "__class__", "__bases__")
_CONTAINERS = {list, tuple, set, frozenset, deque, type({}.values()), type({}.items())}
_LINEUP = 12  # who guesses the order gets through once in 4,096 times
_MANY, _MOST = 1000, 5000
_LARGEST = 10**300


@dataclass(frozen=True)
class _Guarded:
    """A module or class, its table of attributes, and what that held before any learner's code.

    `authored` is what the author's cells have put there since.
    """

    owner: Any
    table: dict[str, Any]
    names: tuple[str, ...]
    values: tuple[Any, ...]
    authored: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, owner: Any) -> _Guarded:
        table = table_of(vars(owner))
        return cls(owner, table, tuple(table), tuple(table.values()))

    def restore(self) -> None:
        """Put the attributes back, but for what a library notes for itself (`_count = 3`)."""
        due = dict(zip(self.names, self.values, strict=True)) | self.authored
        for name, value in due.items():
            if self.table.get(name, self) is not value and (name[0] != "_" or _is_code(value)):
                self._set(name, value)
        for name in self.table.keys() - due.keys():
            if self._hides(name):
                self._set(name)

    def _hides(self, name: str) -> bool:
        """Whether new code stands before a base class's method, or before a builtin in a module's code."""
        if not _is_code(self.table[name]):
            return False
        if isinstance(self.owner, type):
            return any(name in vars(base) for base in self.owner.__mro__[1:])
        return self.table[name] is not _private.get(name, self.table[name]) and name not in _OF_A_MODULE

    def _set(self, name: str, *value: Any) -> None:
        """Past what the learner's metaclass may have to say to it; with no value: delete."""
        kind: Any = type if isinstance(self.owner, type) else _module
        try:  # noqa: SIM105  (contextlib may still be as the learner left it)
            (kind.__setattr__ if value else kind.__delattr__)(self.owner, name, *value)
        except (AttributeError, TypeError):
            pass


def _is_code(value: Any) -> bool:
    return callable(value) or isinstance(value, _module) or hasattr(type(value), "__get__")


_private: dict[str, Any] = dict(vars(builtins))
_modules: dict[str, types.ModuleType] = {}
_guarded: list[_Guarded] = []
_by_owner: dict[int, _Guarded] = {}
_globals: set[int] = set()
_versions: Numbered | Watched
#: By the id of a function, module or class and the part's name: the part before the learner exchanged it.
_parts: dict[tuple[int, str], tuple[Any, Any, dict[str, Any]]] = {}
_meta_path: list[Any] = []
_authored: dict[str, Any] = {}
_authored_in: list[_Guarded] = []
#: Bound before any learner's code: what leads back to the interpreter as it was.
_builtins, _sys_modules = builtins.__dict__, sys.modules
_sets_attributes = re.compile(r"\.\s*\w+\s*=(?!=)").search
_type, _number, _part, _copy = type, id, getattr, dict
_function, _module = types.FunctionType, types.ModuleType
_set_trace, _set_profile, _urandom = sys.settrace, sys.setprofile, os.urandom
_monitoring: dict[str, Any] = {**vars(getattr(sys, "monitoring", None) or types.SimpleNamespace())}
_run_until_complete, _create_task = (
    asyncio.BaseEventLoop.run_until_complete,
    asyncio.BaseEventLoop.create_task,
)
_known: dict[int, type] = {}


def remember() -> None:
    """Remember the interpreter as it is before any learner's code."""
    for name in _LEANED_ON:
        # a library is guarded where it is there already
        if name.partition(".")[0] in sys.modules or name in sys.stdlib_module_names:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    _modules.clear()
    _modules.update((name, module) for name, module in sys.modules.items() if not name.startswith(_NOT_KEPT))
    _known.clear()
    found: list[type] = [object]
    while found:
        kind = found.pop()
        if id(kind) not in _known:
            _known[id(kind)] = kind
            found += type.__subclasses__(kind)
    global _versions
    if _guarded:
        _versions.close()
    else:
        sys.addaudithook(_note_exchanged)
    _guarded[:] = map(_Guarded.of, _owners())
    _by_owner.clear()
    _by_owner.update((id(kept.owner), kept) for kept in _guarded)
    _globals.clear()
    _globals.update(id(kept.table) for kept in _guarded)
    _versions = Versions([kept.table for kept in _guarded])
    _parts.clear()
    _meta_path[:] = sys.meta_path
    _private.clear()
    _private.update(vars(builtins))


def _owners() -> Iterator[Any]:
    """The modules and the classes whose attributes anybody can exchange."""
    for name, module in _modules.items():
        if name.partition(".")[0] not in _NOT_GUARDED and isinstance(module, types.ModuleType):
            yield module
    for kind in _known.values():
        changes = kind.__flags__ & _HEAP_TYPE and not kind.__flags__ & _IMMUTABLE_TYPE
        if changes and str(kind.__module__).partition(".")[0] not in _NOT_GUARDED:
            yield kind


def _note_exchanged(event: str, given: tuple[Any, ...]) -> None:
    """An audit hook, which Python calls before a part of a function, module or class is exchanged.

    Looking at thousands of functions before each test would copy their memory into each child. Only what
    was bound before any learner's code is used here.
    """
    if event == "sys.addaudithook":
        raise RuntimeError  # to Python it says: leave that hook out; it would see the test's code
    if event != "object.__setattr__" and (event != "object.__getattr__" or given[1] != "__kwdefaults__"):
        return
    owner, name = given[0], given[1]
    key = (_number(owner), name)
    if name not in _PARTS or key in _parts or not _is_known(owner):
        return
    _parts[key] = (owner, None, {})  # looking at the part is told to this hook as well
    part = _part(owner, name)
    _parts[key] = (owner, part, _copy(part) if name == "__kwdefaults__" and part else {})


def _is_known(owner: Any) -> bool:
    """Whether it is a library's function, module or class."""
    if _type(owner) is _function:
        return _number(owner.__globals__) in _globals
    return _number(owner) in _by_owner


def _put_parts_back() -> None:
    for (_, name), (owner, part, keywords) in list(_parts.items()):
        if _type(owner) is _function or part is not None:
            try:
                setattr(owner, name, part)
            except TypeError:
                continue
        if keywords:
            part.clear()
            part.update(keywords)
    _parts.clear()


def forget_authored() -> None:
    """Before a job: no earlier one's author has changed a builtin or a library."""
    _authored.clear()
    while _authored_in:
        _authored_in.pop().authored.clear()


def keep_authored(shell: NotebookShell, source: str) -> None:
    """Keep for the tests what a cell of the author's has just set (`builtins.input = ...`)."""
    if not _sets_attributes(source):
        return
    builtins_now = {**_builtins}
    _restore_builtins()
    now = _changed_tables()
    _restore_libraries()
    with contextlib.suppress(SyntaxError):
        _keep(_set_attributes(_parse(source)[1]), shell.user_ns, builtins_now, now)


def _changed_tables() -> dict[int, dict[str, Any]]:
    """What the modules and classes that were changed hold now, by their id."""
    changed = [_guarded[number] for number in _versions.changed()]
    return {id(kept.owner): {**kept.table} for kept in changed}


def _keep(
    attributes: Sequence[tuple[str, ...]],
    namespace: Mapping[str, Any],
    builtins_now: Mapping[str, Any],
    now: Mapping[int, Mapping[str, Any]],
) -> None:
    """Keep the attributes that the author has set: of `builtins`, and of modules and classes by their id."""
    for first, *between, last in attributes:
        if (first, between) == ("builtins", []) and last in builtins_now:
            _authored[last] = _builtins[last] = builtins_now[last]
            continue
        owner = namespace.get(first)
        for name in between:
            owner = vars(owner).get(name) if type(owner) is _module else None
        kept = _by_owner.get(id(owner))
        if kept is not None and last in now.get(id(owner), ()):
            kept.authored[last] = now[id(owner)][last]
            _authored_in.append(kept)
            kept.restore()


def _set_attributes(tree: ast.Module) -> list[tuple[str, ...]]:
    """The dotted names that a cell assigns to."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            parts: list[str] = []
            inner: ast.expr = node
            while isinstance(inner, ast.Attribute):
                parts.append(inner.attr)
                inner = inner.value
            if isinstance(inner, ast.Name):
                found.append((inner.id, *reversed(parts)))
    return found


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
    set_here = _set_attributes(tree)
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
        if set_here:
            _keep(set_here, namespace, {**_builtins}, _changed_tables())
    if not expected <= marks:
        raise AssertionError(NOT_TO_ITS_END)
    return None if quiet else _show(shell, value)


_NAME = "<tes>"
_FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _execute(code: types.CodeType, namespace: dict[str, Any], in_loop: bool) -> Any:
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


def _restore_builtins() -> None:
    _builtins.clear()
    _builtins.update(_private)
    _builtins.update(_authored)


def _restore_libraries() -> None:
    _restore_builtins()  # first: from here on this module's own code means Python's own functions
    _put_parts_back()
    for number in _versions.changed():
        _guarded[number].restore()


def _restore() -> None:
    _restore_libraries()
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
    libraries = (_modules.get(name.removesuffix(".*")) for name in shadows if name.endswith(".*"))
    taken = [vars(library) for library in libraries if library is not None]
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
        if None in names:
            return node
        if len(names) > 1:
            # Python stops at the first that fails; without a call nobody sees that these go on.
            if not all(isinstance(part, (ast.Name, ast.Constant)) for part in node.comparators[1:]):
                return node
            arguments = [ast.Tuple([ast.Constant(name) for name in names], ast.Load()), node.left]
            return ast.copy_location(_call("chain", [*arguments, *node.comparators]), node)
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
        "chain": _chain,
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


def _chain(names: Sequence[str], *values: Any) -> Any:
    result: Any = True
    for name, (left, right) in zip(names, pairwise(values), strict=True):
        result = _compare(name, left, right)
        if not result:
            break
    return result


def _compare(name: str, left: Any, right: Any) -> Any:
    if name == "in":
        return _compare_in(left, right)
    compare = getattr(operator, name)
    result = _settled(compare(left, right))
    if _plain(left) and _plain(right):
        return result
    odd_right = _plain(left)
    if name == "ne" and not _true(lambda: result):
        # to say "not unlike" is to say "equal"
        pair = (_unlike(right, left), right) if odd_right else (left, _unlike(left, right))
        _line_up(lambda: not compare(left, right), lambda: not compare(*pair))
    if not _true(lambda: result):
        return result
    if name == "eq":
        _refuse_those_that_equal_anything(left, right)
        if odd_right:
            _line_up(lambda: compare(left, right), lambda: compare(_unlike(right, left), right))
        else:
            _line_up(lambda: compare(left, right), lambda: compare(left, _unlike(left, right)))
    elif name == "ne":
        odd = right if odd_right else left
        _refuse_if(_true(lambda: odd != odd))
    else:
        _refuse_if(_true(lambda: _OPPOSITE[name](left, right)))
        plain = left if odd_right else right
        if type(plain) in (int, float):  # nothing is beyond the end of the numbers
            end = math.inf if (name in ("lt", "le")) == odd_right else -math.inf
            _refuse_if(_true(lambda: compare(*((end, right) if odd_right else (left, end)))))
    return result


def _settled(result: Any) -> Any:
    """What a comparison says: an object of the learner's own class is no more than true or false."""
    return result if id(type(result)) in _known or _is_of_a_library(type(result)) else bool(result)


def _is_of_a_library(kind: type) -> bool:
    try:
        module = _sys_modules[kind.__module__]
        return kind.__module__ != "__main__" and vars(module).get(kind.__name__) is kind
    except Exception:
        return False


def _compare_in(item: Any, container: Any) -> Any:
    result = item in container
    if not result or (_plain(item) and _plain(container)):
        return result
    _refuse_those_that_equal_anything(item, container)
    if type(container) in (list, tuple):
        _line_up(lambda: item in container, lambda: item in [_unlike(item, entry) for entry in container])
    else:
        # An honest container may hold much, such as all even numbers, but not this.
        _line_up(lambda: item in container, lambda: object() in container)
    return result


def _minus(left: Any, right: Any) -> Any:
    result = left - right
    if type(right) in (int, float) and not _plain(left):
        _refuse_if(_same_number(result, lambda: left - _unlike(left, right)))
    elif type(left) in (int, float) and not _plain(right):
        _refuse_if(_same_number(result, lambda: _unlike(right, left) - right))
    return result


def _same_number(result: Any, other: Callable[[], Any]) -> bool:
    if isinstance(result, (int, float)):
        return _true(lambda: other() == result)
    return not _plain(result) and all(_true(lambda: abs(other()) == abs(result)) for _ in range(_LINEUP))


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
    _refuse_those_that_equal_anything(*pair)
    if _plain(pair[0]):
        _line_up(lambda: agrees(*pair), lambda: agrees(_unlike(pair[1], pair[0]), pair[1]))
    else:
        _line_up(lambda: agrees(*pair), lambda: agrees(pair[0], _unlike(pair[0], pair[1])))
    return result


def _plain(value: Any) -> bool:
    """Whether no class of the learner's is in `value` (as far as is looked)."""
    return next(_odd_in(value), None) is None


def _odd_in(value: Any) -> Iterator[Any]:
    """The objects of a learner's class in `value`, as far as is looked."""
    waiting, looked = [value], 0
    while waiting and looked < _MOST:
        item = waiting.pop()
        looked += 1
        if id(type(item)) not in _known:
            yield item
        else:
            waiting += _held_by(item)


def _held_by(item: Any) -> Iterable[Any]:
    """What a container of Python, numpy or pandas holds that may be of any class."""
    kind = type(item)
    if issubclass(kind, dict):
        return list(dict.values(item))[:_MANY]
    if kind in _CONTAINERS:
        return list(item)[:_MANY]
    if kind is types.SimpleNamespace:
        return list(vars(item).values())[:_MANY]
    if kind.__name__ == "DataFrame":
        return [item.iloc[:, number] for number in range(min(item.shape[1], _MANY))]
    if kind.__name__ == "ndarray" and item.dtype == object:
        return list(item.ravel()[:_MANY])
    if kind.__name__ in ("Series", "Index"):
        return list(item.array[:_MANY]) if item.dtype == object else [item.array]
    return ()


def _refuse_those_that_equal_anything(*values: Any) -> None:
    """Numbers are not tried here: an honest class of remainders equals many of them."""
    for value in values:
        for odd in _odd_in(value):
            for anything in (object(), f"{_shift(0)}"):
                _refuse_if(_says_equal(odd, anything))


def _says_equal(odd: Any, other: Any) -> bool:
    try:
        result = odd == other
        return bool(result) and (type(result) is bool or id(type(result)) not in _known)
    except Exception:
        return False


def _unlike(odd: Any, value: Any) -> Any:
    """A value that nothing honest takes for `value`; of a plain container only the odd places change."""
    if type(odd) in (list, tuple) and type(value) in (list, tuple) and len(odd) == len(value):
        pairs = zip(odd, value, strict=True)
        return type(value)(item if _plain(place) else _unlike(place, item) for place, item in pairs)
    if type(odd) is dict and type(value) is dict:
        return {
            key: item if _plain(odd.get(key)) else _unlike(odd.get(key), item) for key, item in value.items()
        }
    first, *rest = _urandom(4)
    kind = type(value)
    if kind is bool:
        return not value
    if kind in (int, float) or kind.__name__ in ("int64", "float64", "float32", "int32"):
        return value + _shift(value)
    shift = _shift(0)
    if kind is str:
        return f"{value}{shift}" if first & 1 else value + "".join(chr(97 + byte % 26) for byte in rest)
    if kind in (list, tuple):
        if not value or first & 1:
            return kind([*value, shift])
        place = rest[0] % len(value)
        return kind([*value[:place], _unlike(None, value[place]), *value[place + 1 :]])
    if kind is dict:
        return {**value, f"kunci-{shift}": shift}
    if kind in (set, frozenset):
        return kind([*value, f"isi-{shift}"])
    if kind.__name__ in ("ndarray", "Series", "DataFrame"):
        with contextlib.suppress(Exception):
            return value + shift
    return object()


def _shift(value: float) -> int:
    """Far from 0, or less far, for who says yes to "a small number" knows no answer either.

    Never so near that an honest class which allows for a tolerance would still say yes.
    """
    first, *rest = _urandom(3)
    least = 10 + (int(abs(value)) // 2 if abs(value) < _LARGEST else 0)
    return (least + (first % 16 if first & 96 else int.from_bytes(rest, "big"))) * (-1 if first & 128 else 1)


def _line_up(real: Callable[[], Any], decoy: Callable[[], Any]) -> None:
    """Ask again in a secret order; who agrees with a decoy, or not with the real one, is refused."""
    order = int.from_bytes(_urandom(2), "big")
    for place in range(_LINEUP):
        if order >> place & 1:
            _refuse_if(not _true(real))
        else:
            _refuse_if(_true(decoy))
    _refuse_if(_true(decoy))


def _true(value: Callable[[], Any]) -> bool:
    try:
        result = value()
        for _ in range(2):  # a table's columns, then all of them
            if id(type(result)) in _known and hasattr(result, "all"):
                result = result.all()
        return bool(result)
    except Exception:
        return False


def _refuse_if(caught: bool) -> None:
    if caught:
        raise AssertionError(NOT_AN_ANSWER)
