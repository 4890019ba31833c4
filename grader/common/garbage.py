"""How often Python looks for garbage in a process that imports much and ends soon."""

from __future__ import annotations

import atexit
import gc


def be_quick() -> None:
    """Look for garbage seldom and never at the end: a command imports much, and most of it stays."""
    gc.set_threshold(100_000, 20, 20)
    atexit.register(gc.freeze)
