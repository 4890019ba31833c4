"""Writing to whatever console the trainee has."""

import os
import sys
import time
from typing import TextIO


def have_somewhere_to_write() -> None:
    """Let what is printed go nowhere where the console was closed (`>&-`, pythonw)."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or sys.stdout


def tolerate_narrow_console(streams: tuple[TextIO, ...] | None = None) -> None:
    """Let a console that lacks a character (Windows: cp1252, cp437) show `?` for it instead of failing."""
    for stream in (sys.stdout, sys.stderr) if streams is None else streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def say(sentence: str) -> None:
    """Print one line at once, also when the output goes to a file or a pipe."""
    print(sentence, flush=True)


class Progress:
    """One line that is rewritten in place on a terminal, and printed now and then elsewhere."""

    EVERY = 20.0  # seconds between lines where the line cannot be rewritten

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stdout
        self.rewrites = self.stream.isatty()
        self.width = 0
        self.last = time.monotonic()

    def show(self, text: str) -> None:
        """Show `text` as the state of the work."""
        if self.rewrites:
            self.stream.write("\r" + text.ljust(self.width))
            self.stream.flush()
            self.width = len(text)
        elif time.monotonic() - self.last >= self.EVERY:
            self.stream.write(text + "\n")
            self.stream.flush()
            self.last = time.monotonic()

    def done(self) -> None:
        """Leave the line."""
        if self.rewrites and self.width:
            self.stream.write("\n")
            self.stream.flush()
            self.width = 0
