"""The IPython shell in which a learner's cells run."""

from __future__ import annotations

import sys
from typing import Any


def running_shell() -> Any:
    """The shell this code runs in, or None; never imports IPython where it is not at work."""
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None
