"""A papermill engine that runs cells in this very process: no kernel to start, nothing to import again.

Papermill still reads the notebook, puts the parameters in, keeps the times of cells and raises its error;
only the kernel is replaced by IPython's shell, which a warm process has already.
"""

from __future__ import annotations

import sys
from typing import Any

from nbformat import v4
from papermill.engines import Engine, papermill_engines

NAME = "sinau-profil"

_output: Any = v4.new_output


class WarmEngine(Engine):  # type: ignore[misc]
    """Runs a notebook's code cells in IPython's shell of this process, with names of its own."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **_: Any) -> None:
        from IPython.core.interactiveshell import InteractiveShell

        main = sys.modules["__main__"]
        shell = InteractiveShell.instance()
        sys.modules["__main__"] = main  # which IPython replaced, and multiprocessing looks at
        _forget(shell)
        for index, cell in enumerate(nb_man.nb.cells):
            if cell.cell_type != "code":
                continue
            nb_man.cell_start(cell, index)
            error = _run(shell, cell)
            if error is not None:
                nb_man.cell_exception(cell, index, exception=error)
                return
            nb_man.cell_complete(cell, index)


def _forget(shell: Any) -> None:
    """Names of the notebook before; what `shell.reset` does, without half a second of garbage collection."""
    shell.user_ns.clear()
    shell.user_ns_hidden.clear()
    shell.init_user_ns()


def _run(shell: Any, cell: Any) -> BaseException | None:
    """Run one cell, keep its outputs in it, return what it raised."""
    from IPython.utils.capture import capture_output

    with capture_output() as captured:
        result = shell.run_cell(cell.source, store_history=False)
    cell.outputs = [
        _output("display_data", data=shown.data or {}, metadata=shown.metadata or {})
        for shown in captured.outputs
    ]
    error: BaseException | None = result.error_before_exec or result.error_in_exec
    if error is not None:
        cell.outputs.append(
            _output("error", ename=type(error).__name__, evalue=str(error), traceback=[str(error)])
        )
    return error


def register() -> str:
    """Make the engine known to papermill; its name."""
    papermill_engines.register(NAME, WarmEngine)
    return NAME
