"""One IPython shell whose outputs become nbformat 4 outputs: a notebook without a kernel or sockets."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import contextvars
import io
import json
import os
import sys
import tempfile
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from IPython.core.async_helpers import get_asyncio_loop
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from grader.sandbox.job import Json
from grader.sandbox.protocol import MAX_OUTPUTS


class OutputLimit(RuntimeError):
    """A cell printed or drew more than it may."""


class InputNotAvailable(RuntimeError):
    """`input()` has nobody to ask while a notebook is graded."""


class Capture:
    """The outputs of the running cell, bounded by `cell_limit` bytes.

    `exhausted` is called once the cell goes on printing after its limit was reported to it.
    """

    def __init__(self, cell_limit: int) -> None:
        self.cell_limit = cell_limit
        self.overrun = False
        self._reset()

    def _reset(self) -> None:
        self._items: list[dict[str, Json]] = []
        self._parts: list[str] = []
        self._used = 0
        self._clear_next = False

    def begin(self) -> None:
        self._reset()
        self.overrun = False

    def take(self) -> list[dict[str, Json]]:
        """The outputs so far, which are then forgotten."""
        self._close_stream()
        items = self._items
        self._reset()
        return items

    def stream(self, name: str, text: str) -> None:
        if not text:
            return
        self._make_room()
        last = self._items[-1] if self._items else None
        if last is None or last["output_type"] != "stream" or last["name"] != name:
            self._close_stream()
            self._spend(0)
            self._items.append({"output_type": "stream", "name": name, "text": ""})
        room = self.cell_limit - self._used
        # one character is at least one byte: cut before the text is encoded or kept
        self._parts.append(text[: max(room, 0)])
        self._spend(len(text))

    def display(self, data: dict[str, Json], metadata: dict[str, Json], display_id: str | None) -> None:
        self._make_room()
        self._add({"output_type": "display_data", "data": data, "metadata": metadata}, display_id)

    def update(self, data: dict[str, Json], metadata: dict[str, Json], display_id: str | None) -> None:
        for item in self._items:
            if display_id is not None and item.get("display_id") == display_id:
                item["data"], item["metadata"] = {}, metadata
                self._spend(_size(data))
                item["data"] = data

    def result(self, data: dict[str, Json], metadata: dict[str, Json], count: int) -> None:
        self._make_room()
        item = {"output_type": "execute_result", "data": data, "metadata": metadata, "execution_count": count}
        self._add(item, None)

    def error(self, ename: str, evalue: str, traceback: list[str]) -> None:
        """An error is always kept, but cut to a readable size."""
        self._make_room()
        self._close_stream()
        lines, room = [], 20_000
        for line in traceback:
            lines.append(line[:room])
            room -= len(lines[-1])
        self._items.append(
            {"output_type": "error", "ename": ename[:200], "evalue": evalue[:5000], "traceback": lines}
        )

    def shown_error(self) -> dict[str, Json] | None:
        """The last error that was shown without being raised, as by a magic that runs a cell of its own."""
        return next((item for item in reversed(self._items) if item["output_type"] == "error"), None)

    def clear(self, wait: bool) -> None:
        if wait:
            self._clear_next = True
        else:
            self._close_stream()
            self._items.clear()

    def _make_room(self) -> None:
        if self._clear_next:
            self._clear_next = False
            self._close_stream()
            self._items.clear()

    def _close_stream(self) -> None:
        if self._parts:
            self._items[-1]["text"] = "".join(self._parts)
            self._parts = []

    def _add(self, item: dict[str, Json], display_id: str | None) -> None:
        size = _size(item["data"])
        if self._used + size <= self.cell_limit and len(self._items) < MAX_OUTPUTS:
            self._close_stream()
            if display_id is not None:
                item["display_id"] = display_id
            self._items.append(item)
        self._spend(size)

    def _spend(self, size: int) -> None:
        self._used += size
        if self._used > self.cell_limit or len(self._items) > MAX_OUTPUTS - 10:
            self.overrun = True
            raise OutputLimit(
                f"Keluaran sel ini lebih dari {self.cell_limit // 1024} KiB atau {MAX_OUTPUTS} bagian."
            )


def _size(data: dict[str, Json]) -> int:
    return sum(len(value if isinstance(value, str) else json.dumps(value)) for value in data.values())


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of the cell."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, capture: Capture, name: str) -> None:
        self._capture = capture
        self.name = f"<{name}>"
        self._stream = name

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._capture.stream(self._stream, text)
        return len(text)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1 if self._stream == "stdout" else 2


class NoInput(io.TextIOBase):
    """`sys.stdin` of the cell: nobody is there."""

    def readable(self) -> bool:
        return True

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        return no_input()

    def read(self, size: int | None = -1, /) -> str:
        return no_input()


def no_input(prompt: object = "", /) -> str:
    raise InputNotAvailable("input() tidak dapat dipakai saat dinilai; tulis nilainya langsung di dalam sel.")


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        pass

    def finish_displayhook(self) -> None:
        self._is_active = False

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        shell = cast(NotebookShell, self.shell)
        shell.capture.result(plain_bundle(format_dict), plain_metadata(md_dict), shell.execution_count - 1)

    def log_output(self, format_dict: dict[str, Any]) -> None:
        pass


class _Publisher(DisplayPublisher):
    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        source: object = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **kwargs: Any,
    ) -> None:
        shell = cast(NotebookShell, self.shell)
        emit = shell.capture.update if update else shell.capture.display
        emit(plain_bundle(data), plain_metadata(metadata), (transient or {}).get("display_id"))

    def clear_output(self, wait: bool = False) -> None:
        cast(NotebookShell, self.shell).capture.clear(wait)


def plain_bundle(data: dict[str, Any]) -> dict[str, Json]:
    """A media bundle as nbformat stores it: bytes in base64, JSON as it is, anything else as text."""
    made: dict[str, Json] = {}
    for mime, value in data.items():
        if isinstance(value, bytes):
            made[mime] = base64.b64encode(value).decode("ascii")
        elif isinstance(value, str):
            made[mime] = str(value)
        elif mime == "application/json" or mime.endswith("+json"):
            made[mime] = json.loads(json.dumps(value, allow_nan=False, default=str))
        else:
            made[mime] = str(value)
    return made


def plain_metadata(metadata: dict[str, Any] | None) -> dict[str, Json]:
    if not metadata:
        return {}
    made: dict[str, Json] = json.loads(json.dumps(metadata, allow_nan=False, default=str))
    return made


class NotebookShell(InteractiveShell):
    """IPython as a notebook has it: rich output, magics, `await`, figures after each cell."""

    capture: Capture
    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        self.capture.error(etype.__name__, _safe_str(evalue), stb)

    def enable_gui(self, gui: str | None = None) -> None:
        """No event loop to hook into; figures are drawn after the cell."""

    def _format_exception_for_storage(self, exception: BaseException, *given: Any, **options: Any) -> Any:
        """Nothing is stored: formatting each traceback a second time would double its cost."""
        return {"ename": type(exception).__name__, "evalue": "", "traceback": []}

    def should_run_async(self, raw_cell: str, **given: Any) -> bool:
        """Always: while a cell of a notebook runs, an event loop does. A cell within a cell shares it."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return True
        nested: bool = super().should_run_async(raw_cell, **given)
        return nested

    def ask_exit(self) -> None:
        raise SystemExit("exit")

    system = InteractiveShell.system_piped


# By these two names notebooks and libraries ask whether they run in Jupyter.
NotebookShell.__name__ = NotebookShell.__qualname__ = "ZMQInteractiveShell"
_APPLICATION = "IPKernelApp"


def event_loop() -> asyncio.AbstractEventLoop:
    """The loop of this process's cells; a new one where it was closed."""
    loop: asyncio.AbstractEventLoop = get_asyncio_loop()  # type: ignore[no-untyped-call]
    return loop


_within = contextvars.ContextVar("within", default=False)


def _new_context() -> contextvars.Context:
    made = contextvars.copy_context()
    made.run(_within.set, True)
    return made


_context = _new_context()


def cell_context() -> contextvars.Context:
    """Where numpy's print options, `decimal`'s precision and the like are kept from one cell to the next."""
    return _context


def _run_in_loop(cell: Coroutine[Any, Any, Any]) -> Any:
    """Run a cell in the event loop and its notebook's context; one within another in a copy of that."""
    loop = event_loop()
    context = contextvars.copy_context() if _within.get() else _context
    return loop.run_until_complete(loop.create_task(cell, context=context))


def _safe_str(value: BaseException) -> str:
    try:
        return str(value)
    except Exception as error:
        return f"<{type(error).__name__}>"


def make_shell(cell_limit: int) -> NotebookShell:
    """The process's shell. It touches no profile and no history file."""
    global _context
    _context = _new_context()
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Context"
    config.InteractiveShell.cache_size = 100
    config.Completer.use_jedi = False
    config[_APPLICATION] = Config()
    shell = NotebookShell.instance(config=config)
    shell.loop_runner = _run_in_loop
    shell.capture = Capture(cell_limit)
    return shell


def draw_inline(shell: NotebookShell) -> None:
    """Show figures after each cell, as matplotlib's backend arranges itself when a notebook imports it."""
    from matplotlib_inline.backend_inline import configure_inline_support

    # what it remembers of the process's last shell would keep this one from drawing figures
    vars(configure_inline_support).pop("current_backend", None)
    shell.enable_matplotlib("inline")  # type: ignore[no-untyped-call]


def _nameless_file() -> IO[bytes]:
    if hasattr(os, "O_TMPFILE"):
        # `tempfile` starts a random generator of its own in each forked child, which is slow.
        with contextlib.suppress(OSError):
            descriptor = os.open(tempfile.gettempdir(), os.O_TMPFILE | os.O_RDWR, 0o600)
            return os.fdopen(descriptor, "r+b", buffering=0)
    return cast(IO[bytes], tempfile.TemporaryFile(buffering=0))


class RawOutput:
    """What goes to the descriptors 1 and 2 past Python (`os.write`, subprocesses), read after each cell."""

    def __init__(self) -> None:
        self._files = {number: _nameless_file() for number in (1, 2)}
        self._read = {1: 0, 2: 0}
        for descriptor, file in self._files.items():
            os.dup2(file.fileno(), descriptor, inheritable=True)

    def flush_into(self, capture: Capture) -> None:
        for descriptor, name in ((1, "stdout"), (2, "stderr")):
            file = self._files[descriptor]
            size = os.fstat(file.fileno()).st_size
            if size > self._read[descriptor]:
                file.seek(self._read[descriptor])
                raw = file.read(min(size - self._read[descriptor], capture.cell_limit + 1)) or b""
                file.truncate(0)
                file.seek(0)
                self._read[descriptor] = 0
                capture.stream(name, raw.decode("utf-8", "replace"))


@contextmanager
def streams(capture: Capture) -> Iterator[None]:
    """`sys.stdout`, `sys.stderr` and `sys.stdin` of a cell, whatever the cell before did to them."""
    saved = sys.stdout, sys.stderr, sys.stdin
    sys.stdout, sys.stderr, sys.stdin = Stream(capture, "stdout"), Stream(capture, "stderr"), NoInput()
    try:
        yield
    finally:
        sys.stdout, sys.stderr, sys.stdin = saved
