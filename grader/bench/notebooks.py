"""How long executing every notebook takes, with stock papermill beside it."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from grader.bench.machine import machine
from grader.common.checkout import content_root
from grader.common.process_pool import process_pool
from grader.grading.executors import default_workers


def bench_notebooks(say: Callable[[str], None]) -> None:
    """Measure executing every notebook as the tests do, against stock papermill one after another."""
    say(machine())
    root = content_root()
    notebooks = [
        *sorted((root / "lessons").glob("*/*.ipynb")),
        *sorted((root / "exercises").glob("*/*.ipynb")),
    ]
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        # Spawned, not forked: this process has threads by now, and a fork of it could wait for ever.
        fresh = multiprocessing.get_context("spawn")
        with process_pool(default_workers(), mp_context=fresh) as pool:
            list(pool.map(_execute, notebooks, [Path(folder) / f"{n}.ipynb" for n in range(len(notebooks))]))
        ours = time.perf_counter() - started
        started = time.perf_counter()
        program = str(Path(sys.executable).parent / "papermill")
        for notebook in notebooks:
            command = [program, "--no-progress-bar", notebook.name, str(Path(folder) / "stok.ipynb")]
            subprocess.run(command, cwd=notebook.parent, check=True, capture_output=True, timeout=300)
        stock = time.perf_counter() - started
    say(
        f"\n{len(notebooks)} notebook: berdampingan {ours:.1f} detik, "
        f"papermill satu per satu {stock:.1f} detik"
    )
    say(f"  rasio {ours / stock:.2f} (batas 0,5)")


def _execute(notebook: Path, output: Path) -> None:
    from grader.curriculum.execution import execute

    execute(notebook, output, notebook.parent)
