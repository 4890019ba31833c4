"""The process that waits: everything a lesson imports is there, one line on its standard input says whose
kernel it becomes. If the server ends, so does the line, and the process with it. Works without `fork`.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import signal
import sys
from collections.abc import Mapping
from typing import Any

#: What every lesson brings, slow ones first. Not `grader.belajar`: its hooks are for a kernel that is there.
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
    "grader.data",
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
#: What the process was started with and its kernel has to keep: how the server interrupts it, and who it is.
KEPT = ("JPY_INTERRUPT_EVENT", "IPY_INTERRUPT_EVENT", "JPY_PARENT_PID")


def main() -> None:
    """Get ready, wait, become a kernel."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warm_up()
    line = sys.stdin.buffer.readline()
    if line:
        become(json.loads(line))


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


def become(wanted: Mapping[str, Any]) -> None:
    """Run the kernel that `wanted` describes: `arguments`, `environment`, `folder`; returns when it ends."""
    own = {name: os.environ[name] for name in KEPT if name in os.environ}
    os.environ.clear()
    os.environ.update({**wanted["environment"], **own})
    os.chdir(wanted["folder"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv = ["ipykernel_launcher", *wanted["arguments"]]
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()
