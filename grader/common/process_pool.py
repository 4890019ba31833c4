"""Processes that work side by side, or one sentence where the machine has no shared memory for them."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from typing import Any

from grader.common.errors import SinauError


def process_pool(count: int, **options: Any) -> ProcessPoolExecutor:
    """A `ProcessPoolExecutor` with these options; raises SinauError where none can be made."""
    try:
        return ProcessPoolExecutor(count, **options)
    except (OSError, ImportError) as error:  # semaphores live in /dev/shm, which a container may lack
        raise SinauError(
            f"Memori bersama /dev/shm tidak bisa dipakai ({error}); "
            "sediakan dulu dengan: sudo mount -t tmpfs tmpfs /dev/shm"
        ) from None
