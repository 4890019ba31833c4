"""What a benchmark ran on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from pathlib import Path

from grader.grading.executors import default_workers


def machine() -> str:
    """One line: processor, cores, versions, load."""
    import IPython
    import pandas

    names = [
        line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")
    ]
    cores = default_workers()
    return (
        f"Mesin: {names[0] if names else platform.processor()}, {cores} inti, {platform.platform()}, "
        f"Python {platform.python_version()}, IPython {IPython.__version__}, pandas {pandas.__version__}; "
        f"beban sebelum mulai {os.getloadavg()[0]:.1f}"
    )


def _lines(path: str) -> Iterator[str]:
    file = Path(path)
    yield from file.read_text(encoding="utf-8").splitlines() if file.is_file() else ()
