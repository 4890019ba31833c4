"""Whose a file is that root has written into somebody's folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def give_to_folders_owner(folder: Path, *paths: Path) -> None:
    """Make `paths` the property of whom `folder` belongs to, where root is running this. Raises OSError."""
    if sys.platform == "win32" or os.getuid() != 0:
        return
    owner = folder.stat()
    for path in paths:
        os.chown(path, owner.st_uid, owner.st_gid)
