"""A learner's server as a JupyterHub for many starts it in a pod: `python -m grader.beranda.pod`.

The hub tells who it is for; the lessons lie in the image, the home on a volume of the learner's own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from grader.beranda.home import make_home, options, settings

LESSONS, NAME = "SINAU_PELAJARAN", "SINAU_NAMA"


def main() -> NoReturn:
    """Bring the home up to date, then become the server."""
    home, code = Path.home(), os.environ["JUPYTERHUB_USER"]
    make_home(home, Path(os.environ[LESSONS]), os.environ.get(NAME, code), code)
    os.environ.update(settings(home))
    os.execvp("jupyterhub-singleuser", ["jupyterhub-singleuser", *options(home), *sys.argv[1:]])


if __name__ == "__main__":
    main()
