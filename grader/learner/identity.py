"""Which notebook this kernel belongs to."""

from __future__ import annotations

import os
from pathlib import Path


def notebook_path() -> Path | None:
    """The notebook file whose cells are running here, or None when it cannot be known.

    Jupyter Server tells the kernel at its start (`JPY_SESSION_NAME`), VS Code puts the name into the
    namespace. A renamed notebook is no longer where either says, and papermill and nbclient say nothing:
    then it is the only notebook of the working directory.
    """
    for told in (os.environ.get("JPY_SESSION_NAME"), _vscode_name()):
        if told and (path := Path(told)).suffix == ".ipynb" and path.is_file():
            return path.resolve()
    here = [path for path in Path.cwd().glob("*.ipynb") if path.is_file()]
    return here[0].resolve() if len(here) == 1 else None


def _vscode_name() -> str | None:
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    name = shell.user_ns.get("__vsc_ipynb_file__") if shell is not None else None
    return name if isinstance(name, str) else None
