"""What the zygote imports and uses once, so that no learner's server and no kernel pays for it."""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
import threading
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

from grader.server import gaps, linux

#: One thread a process: thirty learners share two processors, and a fork takes only the thread that forks.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
#: `grader.belajar` installs hooks when it is imported, so that only what it imports is here.
MODULES = (
    # the learner's server
    "jupyterhub.singleuser.extension",
    "jupyter_server.serverapp",
    "jupyterlab.labapp",
    "jupyterlab_server.handlers",
    "nbconvert.exporters",
    # the kernel
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "matplotlib_inline.backend_inline",
    "matplotlib_inline.config",
    "IPython.core.completer",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "pydoc",
    "babel.dates",
    "babel.numbers",
    "pandas.io.formats.string",
    "ipywidgets",
    "pandas",
    "pandas.plotting._matplotlib",
    "matplotlib.pyplot",
    "matplotlib.backends.backend_agg",
    "openpyxl",
    # the course
    "grader.beranda.handlers",
    "grader.data.own_file",
    "grader.data.table",
    "grader.checks.kinds",
    "grader.learner.class_request",
    "grader.learner.figure",
    "grader.learner.knowledge_test",
    "grader.learner.package",
    "grader.learner.periksa",
    "grader.learner.profile",
    "grader.learner.python_errors",
    "grader.learner.rupiah",
    "grader.learner.serang",
    "grader.learner.style",
    "grader.learner.unfinished",
    "grader.learner.unsaved",
    "grader.profil.show",
    "grader.server.first_process",
    "grader.beranda.keeping_in_touch",
    "grader.server.room_server",
    "grader.server.kernels",
)


def up(cache: str) -> None:
    """Import all that; draw a chart; leave one thread and nothing that garbage collection would touch.

    `cache` is where matplotlib keeps its list of fonts; rooms see that folder read-only.
    """
    os.environ.update(ONE_THREAD, MPLCONFIGDIR=cache, MPLBACKEND="agg")
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # 15 MB a kernel, for a debugger that Lab hides
    for name in MODULES:
        importlib.import_module(name)
    _draw()
    _read_a_notebook()
    _show_beranda()
    _list_formats()
    _keep_kernels_from_counting_modules()
    if threading.active_count() != 1:
        raise RuntimeError(f"the zygote has threads: {threading.enumerate()}")
    gc.collect()
    linux.give_memory_back()
    gaps.fill()
    gc.freeze()


def _draw() -> None:
    """The first chart of a process makes what every later one uses: fonts, glyphs, number formats."""
    import matplotlib.pyplot as plt
    import pandas as pd

    settings = dict(plt.rcParams)
    table = pd.DataFrame({"bulan": ["Jan", "Feb", "Mar"], "omzet": [1.5, 2.25, 2.0]})
    table.plot.bar(x="bulan", y="omzet", title="Omzet 0123456789")
    plt.savefig(io.BytesIO(), format="png")
    plt.close("all")
    plt.rcParams.update(settings)
    table.to_html()


def _read_a_notebook() -> None:
    """The first notebook that a process reads has the format's checks compiled: 11 MB."""
    nbformat: Any = importlib.import_module("nbformat")
    v4 = nbformat.v4
    code = v4.new_code_cell("1 + 1", outputs=[v4.new_output("stream", text="2")])
    text = nbformat.writes(v4.new_notebook(cells=[v4.new_markdown_cell("satu"), code]))
    nbformat.validate(nbformat.reads(text, as_version=4))


def _show_beranda() -> None:
    """The first page compiles its template."""
    from grader.beranda.page import beranda_page
    from grader.beranda.state import beranda

    beranda_page(beranda(Path("/")), "/", "", "")


def _list_formats() -> None:
    """Each page of JupyterLab asks once for what a notebook can be saved as: a second of imports."""
    base: Any = importlib.import_module("nbconvert.exporters.base")
    for name in base.get_export_names():
        base.get_exporter(name)


class _WithoutModules(ModuleType):
    """The module `sys`, but for its list of modules."""

    modules: ClassVar[dict[str, ModuleType]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(sys, name, value)


def _keep_kernels_from_counting_modules() -> None:
    """A kernel lists all modules for a debugger that is not there, and for a command that nobody gives
    (`%reset`): counting references, it would write into every page that holds a module or its name, and so
    make 20 MB its own that it shares with the others.
    """
    from ipykernel import ipkernel
    from IPython.core import shellapp

    for module in (ipkernel, shellapp):
        vars(module)["sys"] = _WithoutModules("sys")
