"""Rules that need the notebook run: it runs clean and quickly, and its charts say what they show.

Each notebook runs in a process of its own, forked from a server that has pandas and matplotlib imported.
Papermill's full run is in the tests; here IPython's own semantics are enough, and the figures stay objects.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.common.process_pool import process_pool
from grader.curriculum.lint.access import SHORTEST_ALT
from grader.curriculum.lint.registry import Finding, Problem, problem
from grader.curriculum.model import Cell, Exercise, Lesson
from grader.notebooks.cells import source_text
from grader.notebooks.check_calls import check_calls
from grader.notebooks.normal_form import read_notebook

SLOWEST_SECONDS = 10.0
"""Of processor time, so that a busy machine does not turn a quick lesson into a slow one."""
GIVE_UP_SECONDS = 180
_UNIT = re.compile(r"\([^)]+\)|%|\bRp\b|\bpersen\b|\bper\s+\w+", re.I)


@dataclass(frozen=True)
class Axes:
    """What one pair of axes says; `values_on` is the axis of the measured values: "x", "y" or ""."""

    title: str
    xlabel: str
    ylabel: str
    values_on: str


@dataclass(frozen=True)
class Chart:
    """One figure that a cell drew. `shown_bare`: left open, so Jupyter shows it without a text."""

    cell: int
    axes: tuple[Axes, ...]
    has_note: bool
    shown_bare: bool


@dataclass
class Run:
    """What happened when a notebook was run from top to bottom."""

    seconds: float = 0.0
    failed_cell: int | None = None
    error: str = ""
    charts: list[Chart] = field(default_factory=list)
    short_alts: list[int] = field(default_factory=list)
    """Numbers of cells that showed a picture whose text is missing or too short."""


def lint_runs(notebooks: Sequence[Lesson | Exercise], workers: int = 2) -> list[Problem]:
    """Run each notebook and apply the rules that need it."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["IPython", "pandas", "matplotlib.pyplot", __name__])
    found: list[Problem] = []
    with process_pool(workers, mp_context=context, max_tasks_per_child=1) as pool:
        runs = pool.map(run_notebook, [str(notebook.path) for notebook in notebooks])
        for notebook, run in zip(notebooks, runs, strict=True):
            found += [problem(notebook, "clean-run", finding) for finding in clean_run(notebook, run)]
            found += [problem(notebook, "charts", finding) for finding in charts(notebook, run)]
    return found


def clean_run(notebook: Lesson | Exercise, run: Run) -> Iterable[Finding]:
    """Restart-and-run-all raises nothing and takes less than 10 seconds."""
    if run.failed_cell is not None:
        yield Finding(
            _cell(notebook, run.failed_cell),
            f"sel berhenti: {run.error}",
            "perbaiki agar berjalan sampai akhir",
        )
    elif run.seconds > SLOWEST_SECONDS:
        yield Finding(
            None, f"berjalan {run.seconds:.1f} detik", f"buat paling lama {SLOWEST_SECONDS:g} detik"
        )


def charts(notebook: Lesson | Exercise, run: Run) -> Iterable[Finding]:
    """Every chart has title, axis labels with the unit, a note of source and time, and an alt text.

    Cells with blanks or a solution are left to their check, and what a check draws is a wrong answer. Of
    cells tagged `grafik-salah`, which show a bad chart on purpose, only the alt text is asked.
    """
    for chart in run.charts:
        cell = _cell(notebook, chart.cell)
        if cell is None or "____" in cell.source or check_calls(cell.source):
            continue
        if chart.shown_bare:
            yield Finding(cell, "grafik tanpa teks alternatif", "akhiri dengan gambar(sumber=..., waktu=...)")
        if "grafik-salah" in cell.tags:
            continue
        if not chart.has_note:
            yield Finding(
                cell, "grafik tanpa catatan sumber dan waktu", "akhiri dengan gambar(sumber=..., waktu=...)"
            )
        for axes in chart.axes:
            for fault in _faults(axes):
                yield Finding(
                    cell,
                    f"grafik {fault}",
                    "tulis judul serta label sumbu dengan satuan, misalnya Omzet (Rp)",
                )
    for number in run.short_alts:
        yield Finding(
            _cell(notebook, number),
            "teks alternatif gambar kosong atau terlalu pendek",
            "isi alt=... di gambar()",
        )


def _faults(axes: Axes) -> Iterable[str]:
    if not axes.title:
        yield "tanpa judul"
    if not axes.values_on:
        return
    for name, label in (("mendatar", axes.xlabel), ("tegak", axes.ylabel)):
        if not label:
            yield f"tanpa label sumbu {name}"
    measured = axes.xlabel if axes.values_on == "x" else axes.ylabel
    if measured and not _UNIT.search(measured):
        yield f"tanpa satuan di label `{measured}`"


def _cell(notebook: Lesson | Exercise, number: int) -> Cell | None:
    return next((cell for cell in notebook.cells if cell.number == number), None)


def run_notebook(path: str) -> Run:
    """Run a notebook's code cells, in the notebook's folder; needs a process of its own."""
    os.environ["MPLBACKEND"] = "agg"
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output
    from matplotlib import pyplot as plt
    from matplotlib.figure import Figure

    plt.switch_backend("agg")
    made: list[Figure] = []
    build = Figure.__init__

    def remember(self: Figure, *args: Any, **kwargs: Any) -> None:
        build(self, *args, **kwargs)
        made.append(self)

    Figure.__init__ = remember  # type: ignore[method-assign]
    _give_up_in_time()
    shell = InteractiveShell.instance()
    os.chdir(Path(path).parent)
    run, started = Run(), time.process_time()
    for number, cell in enumerate(read_notebook(Path(path))["cells"], start=1):
        if cell["cell_type"] != "code":
            continue
        made.clear()
        with capture_output() as captured:
            result = shell.run_cell(source_text(cell), store_history=True)  # type: ignore[no-untyped-call]
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            run.failed_cell, run.error = number, f"{type(error).__name__}: {str(error)[:200]}"
            break
        open_figures = {id(plt.figure(figure)) for figure in plt.get_fignums()}
        described = (_describe(figure, number, id(figure) in open_figures) for figure in made)
        run.charts += filter(None, described)
        if _lacks_alt([str(output.data.get("text/html", "")) for output in captured.outputs]):
            run.short_alts.append(number)
        plt.close("all")
    run.seconds = time.process_time() - started
    return run


def _lacks_alt(shown: Sequence[str]) -> bool:
    """Whether HTML that a cell showed holds a picture whose text is missing or too short."""
    alts = [alt for html in shown for alt in re.findall(r'<img src="data:image[^>]*? alt="([^"]*)"', html)]
    pictures = sum(html.count('<img src="data:image') for html in shown)
    return pictures > sum(len(alt) >= SHORTEST_ALT for alt in alts)


def _give_up_in_time() -> None:
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, _give_up)
        signal.alarm(GIVE_UP_SECONDS)


def _give_up(*_: object) -> None:
    raise TimeoutError(f"lebih dari {GIVE_UP_SECONDS} detik")


def _describe(figure: Any, cell: int, shown_bare: bool) -> Chart | None:
    """The facts about a figure; None when nothing was drawn in it."""
    from grader.learner.figure import NOTE_GID

    drawn = [axes for axes in figure.axes if axes.has_data() and axes.get_label() != "<colorbar>"]
    if not drawn:
        return None
    suptitle = figure.get_suptitle()
    note = any(text.get_gid() == NOTE_GID for text in figure.texts)
    return Chart(cell, tuple(_describe_axes(axes, suptitle) for axes in drawn), note, shown_bare)


def _describe_axes(axes: Any, suptitle: str) -> Axes:
    from matplotlib.patches import Wedge

    title = next(
        (text for place in ("left", "center", "right") if (text := axes.get_title(loc=place))), suptitle
    )
    flat = any(getattr(container, "orientation", None) == "horizontal" for container in axes.containers)
    no_axes = not axes.axison or any(isinstance(patch, Wedge) for patch in axes.patches)
    return Axes(title, axes.get_xlabel(), axes.get_ylabel(), "" if no_axes else ("x" if flat else "y"))
