"""Runs the steps of one job, one after the other, as the grader asks for them.

The same code runs in the sandbox's child (forked by `zygote`) and, for our own authors' code, in a plain
process: `python -m grader.sandbox.runner` reads frames on stdin and writes frames on stdout, job after job.
"""

from __future__ import annotations

import ast
import base64
import builtins
import contextlib
import gc
import importlib
import importlib.util
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from grader.sandbox import protocol, trusted_cell, warm
from grader.sandbox.borrowing import Borrower
from grader.sandbox.exchange import give, lend
from grader.sandbox.job import SEED, Json
from grader.sandbox.lending import Lender
from grader.sandbox.shell import (
    NotebookShell,
    RawOutput,
    draw_inline,
    event_loop,
    make_shell,
    no_input,
    streams,
)

Receive = Callable[[], bytes]
Send = Callable[[bytes], None]

_pristine_builtins: dict[str, Any] = {}

#: What IPython makes when it is first needed: formatters, tracebacks.
FIRST_CELLS = ("display('siap')", "print(1)\n1", "1 / 0")
#: As much of it as tests need.
FIRST_TEST = FIRST_CELLS[1:2]


def preload(first: Sequence[str] = FIRST_CELLS) -> NotebookShell:
    """A shell that has run its first cells, so that no child pays for what they make."""
    tempfile.gettempdir()  # it tries the folder out by writing to it, once a process
    shell = make_shell(1 << 20)
    use(shell, *first)
    _pristine_builtins.update(vars(builtins))
    return shell


def add_libraries(shell: NotebookShell, names: Iterable[str]) -> None:
    """Import libraries of `warm.LIBRARIES` and use each once; only before any learner's code has run here."""
    cells = []
    for name in warm.ALL:
        if name in names:
            importlib.import_module(warm.LIBRARIES[name].module)
            if name == "grader.belajar":
                _import_what_belajar_imports()
            cells.append(warm.LIBRARIES[name].first_use)
    numpy, pyplot = map(sys.modules.get, ("numpy", "matplotlib.pyplot"))
    if pyplot and "matplotlib" in names:
        draw_inline(shell)
    cells += [cell for both, cell in warm.TOGETHER.items() if all(warm.is_there(name) for name in both)]
    settings = dict(pyplot.rcParams) if pyplot else {}
    use(shell, *filter(None, cells))
    if pyplot:
        pyplot.close("all")
        pyplot.rcParams.update(settings)
    if numpy:
        numpy.random.seed(SEED % 2**32)


def use(shell: Any, *cells: str) -> None:
    """Run cells and forget them."""
    with streams(shell.capture):
        shell.capture.begin()
        for cell in cells:
            shell.run_cell(cell, store_history=True)
        shell.capture.take()
    event_loop().close()  # a child that shared it would wake the others
    shell.reset(new_session=True)
    shell.execution_count = 1
    trusted_cell.remember()


def _import_what_belajar_imports() -> None:
    """`grader.belajar` itself changes styles and hooks: that is left to the notebooks that import it."""
    spec = importlib.util.find_spec("grader.belajar")
    assert spec is not None
    assert spec.origin is not None
    for statement in ast.parse(Path(spec.origin).read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.ImportFrom) and statement.module:
            package = importlib.import_module(statement.module)
            for alias in statement.names:
                if not hasattr(package, alias.name):
                    importlib.import_module(f"{statement.module}.{alias.name}")


def fresh_shell() -> NotebookShell:
    """A shell with nothing of the job before it; only for processes that run several jobs without a fork."""
    import matplotlib.pyplot as plt
    import numpy as np

    plt.close("all")
    event_loop().close()
    plt.rcdefaults()
    names = vars(builtins)
    names.clear()
    names.update(_pristine_builtins)
    sys.modules.pop("grader.belajar", None)  # so that importing it changes styles and hooks again
    NotebookShell.clear_instance()
    shell = make_shell(1 << 20)
    draw_inline(shell)
    np.random.seed(SEED % 2**32)
    return shell


def lay_out(files: dict[str, str]) -> None:
    """Write the data files (path relative to the working folder, base64) that lie beside the notebook."""
    for name, content in files.items():
        path = Path(name)
        if path.anchor or ".." in path.parts:
            continue  # would lie elsewhere
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(content))


def run_job(shell: NotebookShell, start: dict[str, Json], receive: Receive, send: Send) -> None:
    """Serve one job: `start` holds its files and limits; then one frame a step, each answered by one frame.

    Returns when the grader says "end" or goes away.
    """
    recv, decode = receive, protocol.decode
    lay_out(start["files"])
    random.seed(start["seed"])
    if start["seed"] != SEED and (numpy := sys.modules.get("numpy")):
        numpy.random.seed(start["seed"] % 2**32)
    builtins.input = no_input
    trusted_cell.forget_authored()
    if start["modules"] and "" not in sys.path:
        sys.path.insert(0, "")
    shell.capture.cell_limit = int(start["cell_output_kib"]) * 1024
    answer = Steps(shell, recv, send, observes=start["observes"]).answer
    while True:
        try:
            step = decode(recv())
        except EOFError:
            return
        if step["op"] == "end":
            return
        send(answer(step))


class Steps:
    """Answers the steps of one job. What it calls it took before the learner's code could exchange it."""

    def __init__(self, shell: NotebookShell, receive: Receive, send: Send, *, observes: bool = False) -> None:
        self._shell, self._capture = shell, shell.capture
        self._sides = _Sides(shell.user_ns, receive, send)
        self._interruptible = _Interrupts()
        self._raw: RawOutput | None = None
        self._encode, self._cpu_clock = protocol.encode, time.process_time
        self._observe = _observe() if observes else None
        self._run_test, self._keep_authored = trusted_cell.run, trusted_cell.keep_authored
        self._lend, self._give = lend, give

    def answer(self, step: dict[str, Json]) -> bytes:
        """The frame that answers a step, whatever its code did."""
        reply: dict[str, Json] = {"nonce": step["nonce"], "status": "ok", "error": None, "value": None}
        started = self._cpu_clock()
        self._capture.begin()
        try:
            with self._interruptible, streams(self._capture):
                try:
                    if self._raw is None and step["kind"] != "ask" and "isolated" not in step:
                        self._raw = RawOutput()  # where only isolated tests run nothing writes past Python
                    self._perform(step, reply)
                    if self._raw is not None:
                        self._raw.flush_into(self._capture)
                except BaseException as error:
                    self._capture.error(**_fail(reply, error))
                if "lend" in step:
                    reply["lent"] = self._sides.lend(step["lend"])
        except BaseException as error:  # an interrupt that came too late, or a display that is broken
            _fail(reply, error)
        if self._capture.overrun:
            reply["status"] = "output"
        reply["outputs"] = self._capture.take()
        reply["cpu"] = self._cpu_clock() - started
        return self._frame(reply)

    def _perform(self, step: dict[str, Json], reply: dict[str, Json]) -> None:
        if "names" in step:
            self._sides.bind(step)
        elif step["kind"] != "ask":
            self._sides.give_back()
        if step["kind"] == "cell":
            failure = _run_cell(self._shell, step["source"])
            if (step["request"] or {}).get("locked"):
                self._keep_authored(step["source"])
            if failure is not None:
                _fail(reply, failure)
        elif step["kind"] == "observe":
            assert self._observe is not None
            reply["value"] = self._observe(self._shell.user_ns, step["request"])
        elif step["kind"] == "lend":
            reply["value"] = self._lend(self._shell.user_ns, step["request"]["names"])
        elif step["kind"] == "give":
            self._give(self._shell.user_ns, step["request"]["values"])
        elif step["kind"] == "ask":
            reply["value"] = self._sides.serve(step)
        else:
            try:
                reply["value"] = self._run_test(self._shell, step["source"], step["request"] or {})
            finally:
                self._sides.settle()
            reply["proof"], reply["used"] = step["proof"], self._sides.used()
            if shown := self._capture.shown_error():
                reply |= {"status": "error", "error": _named(shown["ename"], shown["evalue"])}

    def _frame(self, reply: dict[str, Json]) -> bytes:
        try:
            return self._encode(reply)
        except (TypeError, ValueError, RecursionError) as error:
            bare: dict[str, Json] = {"nonce": reply["nonce"], "value": None, "outputs": [], "cpu": 0.0}
            _fail(bare, error)
            return self._encode(bare)


def _observe() -> Callable[[dict[str, Any], Json], Json]:
    """Imported only where a job asks: a class of plain test cells does not wait for it."""
    from grader.checks.observe import observe

    return observe


def _fail(reply: dict[str, Json], error: BaseException) -> dict[str, Json]:
    """Have the reply tell this error; returns it as it is told."""
    told = _describe(error)
    reply |= {"status": "error", "error": told}
    return told


class _Sides:
    """This process in an isolated test: it lends the learner's names, or borrows them for the test."""

    def __init__(self, namespace: dict[str, Any], receive: Receive, send: Send) -> None:
        self._namespace = namespace
        self._receive, self._send = receive, send
        self._lender = Lender(namespace, self._back)
        self._borrower = Borrower(self._ask)
        self._nonce = ""

    def serve(self, step: dict[str, Json]) -> Json:
        """Answer the test's side."""
        self._nonce = step["nonce"]
        return self._lender.serve(step["request"])

    def lend(self, wanted: dict[str, Json]) -> Json:
        """The names that the next isolated steps ask for, where they are few: None else."""
        return self._lender.few({"do": "names", **wanted})

    def give_back(self) -> None:
        """Before other steps than an isolated test's: its names are gone here."""
        self._lender.give_back()

    def bind(self, step: dict[str, Json]) -> None:
        """Put the learner's names into the test's namespace."""
        self._nonce = step["nonce"]
        isolated = step["isolated"]
        for statement in isolated.get("stars", ()):
            with contextlib.suppress(ImportError):
                exec(statement, self._namespace)  # the author's own
        self._borrower.allowed = isolated.get("allowed")
        self._borrower.used = set()
        self._borrower.bind(self._namespace, isolated, step["names"])

    def settle(self) -> None:
        """After a test: leave the learner's side as one process would."""
        self._borrower.settle()

    def used(self) -> list[str]:
        """What the test asked of the learner's objects."""
        return sorted(self._borrower.used)

    def _ask(self, request: Json) -> Json:
        nonce = self._nonce
        self._send(protocol.encode({"nonce": nonce, "ask": request}))
        while True:
            message = protocol.decode(self._receive())
            if message["op"] == "answer":
                return message["value"]
            backed = self._borrower.serve(message["value"])
            self._send(protocol.encode({"nonce": nonce, "backed": backed}))

    def _back(self, request: Json) -> Json:
        nonce = self._nonce
        self._send(protocol.encode({"nonce": nonce, "back": request}))
        while True:
            message = protocol.decode(self._receive())
            if message["op"] == "answer":
                self._nonce = nonce
                return message["value"]
            value = self.serve(message)
            reply = {"nonce": message["nonce"], "status": "ok", "value": value}
            self._send(protocol.encode(reply))


class _Interrupts:
    """Lets SIGINT end a step, but nothing of ours between two steps. Use it as a context manager."""

    def __init__(self) -> None:
        self._open = False

    def __enter__(self) -> None:
        self._open = True
        for number in {signal.SIGINT, getattr(signal, "SIGBREAK", signal.SIGINT)}:
            signal.signal(number, self._on_signal)  # each time, for the cell before may have changed it

    def __exit__(self, *exc: object) -> None:
        self._open = False

    def _on_signal(self, number: int, frame: object) -> None:
        if self._open:
            raise KeyboardInterrupt


def _run_cell(shell: Any, source: str) -> BaseException | None:
    result = shell.run_cell(source, store_history=True)
    error: BaseException | None = result.error_before_exec or result.error_in_exec
    return error


def _describe(error: BaseException) -> dict[str, Json]:
    """Name and message only: a traceback would show a hidden test."""
    try:
        text = str(error)[:5000]
    except BaseException:
        text = ""
    return _named(type(error).__name__, text)


def _named(name: str, text: str) -> dict[str, Json]:
    return {"ename": name, "evalue": text, "traceback": [f"{name}: {text}"]}


def main() -> None:
    """Serve jobs from stdin until it ends."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)

    def receive() -> bytes:
        (length,) = protocol.HEADER.unpack(exactly(protocol.HEADER.size))
        return exactly(length)

    def exactly(size: int) -> bytes:
        data = incoming.read(size)
        if len(data) < size:
            raise EOFError
        return data

    def send(frame: bytes) -> None:
        outgoing.write(frame)
        outgoing.flush()

    add_libraries(preload(), warm.ALL)
    send(protocol.encode({"ready": True}))
    home = Path.cwd()
    while True:
        try:
            start = protocol.decode(receive())
        except EOFError:
            return
        with tempfile.TemporaryDirectory(prefix="sinau-", ignore_cleanup_errors=True) as folder:
            os.chdir(folder)
            try:
                run_job(fresh_shell(), start, receive, send)
            finally:
                os.chdir(home)
        gc.collect()


if __name__ == "__main__":
    main()
