"""Is the notebook on disk older than what was run?

A kernel never sees the file and the page together, but it knows what was run and when. The file is behind
when some cell was run with a text that the file does not hold *and* the file was saved before that run. So a
cell that was changed and saved after its run is never a false alarm. A cell that was changed and not run is
not seen from here: that is why the hand-in shows what is in the file.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.notebooks.cells import source_text


@dataclass(frozen=True)
class Run:
    """One execution: the cell's id if the front end tells it (JupyterLab does), its text, epoch seconds."""

    cell_id: str | None
    source: str
    at: float


def is_behind(cells: Iterable[Mapping[str, Any]], saved_at: float, runs: Iterable[Run]) -> bool:
    """Whether a file with these nbformat 4 cells, saved at `saved_at`, misses something that was run."""
    by_id = {str(cell.get("id")): text(cell) for cell in cells}

    def holds(run: Run) -> bool:
        source = _plain(run.source)
        # VS Code, papermill and notebooks older than nbformat 4.5 have other ids or none.
        return by_id[run.cell_id] == source if run.cell_id in by_id else source in by_id.values()

    return any(run.at > saved_at and not holds(run) for run in runs)


def text(cell: Mapping[str, Any]) -> str:
    """A cell's source as one text, without trailing white space."""
    return _plain(source_text(cell))


def _plain(source: str) -> str:
    return source.replace("\r\n", "\n").rstrip()


class Recorder:
    """Remembers the last run of each cell of this session."""

    def __init__(self) -> None:
        self._runs: dict[str, Run] = {}

    def runs(self) -> list[Run]:
        return list(self._runs.values())

    def note(self, run: Run) -> None:
        if run.source.strip():
            self._runs[run.cell_id or f"\0{run.source}"] = run

    def watch(self, shell: Any) -> None:
        """Follow an IPython shell. What it ran before now is known without ids, as if it had been run now."""
        now = time.time()
        for source in shell.history_manager.input_hist_raw[1:-1]:  # the last one is the cell that is running
            self.note(Run(None, source, now))

        def before_run(info: Any) -> None:
            if info.store_history:
                self.note(Run(getattr(info, "cell_id", None), info.raw_cell, time.time()))

        shell.events.register("pre_run_cell", before_run)


_session: Recorder | None = None


def watch_session() -> Recorder:
    """Begin to follow the shell of this kernel (once), and return what is known of it."""
    global _session
    if _session is None:
        from IPython.core.getipython import get_ipython

        _session = Recorder()
        if (shell := get_ipython()) is not None:
            _session.watch(shell)
    return _session
