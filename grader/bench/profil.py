"""How long the pages of all villages take, beside papermill's own way for some of them in the same run."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from grader.profil.make import make_pages, run_notebook
from grader.profil.villages import villages

STOCK = 4
"""Villages that papermill runs one by one, each with a kernel of its own."""


def bench_profil(say: Callable[[str], None]) -> None:
    """Say seconds a page and for all pages, by papermill alone and by `sinau profil --semua`."""
    every = list(villages().values())
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        for village in every[:: len(every) // STOCK][:STOCK]:
            run_notebook({"kode": village.code}, engine="nbclient", output=Path(folder) / "stok.ipynb")
        stock = (time.perf_counter() - started) / STOCK
        say(
            f"papermill satu per satu: {stock:.1f} detik satu halaman, "
            f"{stock * len(every) / 60:.1f} menit semua"
        )
        started = time.perf_counter()
        made = make_pages(every, Path(folder), {}, again=True)
        seconds = time.perf_counter() - started
        say(
            f"sinau profil --semua: {len(made.written)} halaman dalam {seconds / 60:.1f} menit "
            f"({seconds / len(every):.2f} detik satu halaman, "
            f"{stock * len(every) / seconds:.0f} kali lebih cepat)"
        )
        for problem in made.problems.values():
            say(problem)
