"""The process that waits: a kernel with everything that a lesson imports, which only lacks its notebook.

One line on its standard input says whose kernel it becomes. If the server ends, so does the line, and the
process with it. Works without `fork`.
"""

from __future__ import annotations

import importlib
import io
import json
import logging
import os
import signal
import sys

#: What every lesson brings, slow ones first.
MODULES = (
    "pandas",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "pandas.io.formats.html",
    "pandas.io.formats.string",
    "pandas.plotting._matplotlib",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.extensions.storemagic",
    "ipywidgets",
    "grader.data.own_file",
    "grader.data.table",
    "grader.checks.kinds",
    "grader.learner.figure",
    "grader.learner.knowledge_test",
    "grader.learner.package",
    "grader.learner.periksa",
    "grader.learner.python_errors",
    "grader.learner.rupiah",
    "grader.learner.unfinished",
)
INLINE = "module://matplotlib_inline.backend_inline"


def main() -> None:
    """Get ready, wait, become a kernel."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm_up()
    from grader.warm_kernel.late_kernel import LateKernel

    kernel = LateKernel.instance(log_level=logging.ERROR)  # nobody asked it for anything
    kernel.initialize([])
    line = sys.stdin.buffer.readline()
    if line:
        kernel.become(json.loads(line))


def warm_up() -> None:
    """Import all that and draw a chart: the first one makes what every later one uses."""
    from grader.learner import style

    style.install()
    os.environ["MPLBACKEND"] = INLINE  # as a kernel does, which would come too late
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # 15 MB, for a debugger that is put away
    for name in MODULES:
        importlib.import_module(name)
    # Not by pyplot: the inline backend looks for its kernel when it is first used.
    from matplotlib.figure import Figure

    figure = Figure()
    figure.subplots().bar(["Jan", "Feb"], [1.5, 2.25])
    figure.suptitle("Omzet 0123456789")
    figure.savefig(io.BytesIO(), format="png")
