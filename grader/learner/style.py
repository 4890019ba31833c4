"""One look for every chart of the course, told to matplotlib before it is imported.

Importing matplotlib takes a second on an old laptop, so the style is a file that matplotlib itself reads when
a lesson first draws; only a matplotlib that is already there is styled at once.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

STYLE_FILE = Path(__file__).with_name("matplotlibrc")


def install() -> None:
    """Use the course's colours, sizes and tick style from the next chart on."""
    os.environ.setdefault("MATPLOTLIBRC", str(STYLE_FILE))
    if matplotlib := sys.modules.get("matplotlib"):
        matplotlib.rcParams.update(matplotlib.rc_params_from_file(STYLE_FILE, use_default_template=False))
