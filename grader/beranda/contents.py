"""How the learner's Jupyter server saves: a file is the old one or the new one, never half of one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from grader.common.layout import write_atomic


class WholeFiles(AsyncLargeFileManager):
    """Jupyter's own writing empties the file and fills it again. Who reads it in between (another tab) finds
    it broken, and puts the copy from before the save in its place: what was saved is lost.
    """

    @contextmanager
    def atomic_writing(
        self, os_path: str, text: bool = True, encoding: str = "utf-8", **kwargs: Any
    ) -> Iterator[io.IOBase]:
        """A file to write into, that takes the place of the one at `os_path` once the block ends well."""
        buffer = io.StringIO(newline="\n") if text else io.BytesIO()
        yield buffer
        written = buffer.getvalue()
        data = written.encode(encoding) if isinstance(written, str) else written
        path = Path(os_path).resolve()
        with self.perm_to_403(os_path):
            try:
                write_atomic(path, data, durable=True)
            except PermissionError:  # nobody may write into the folder; on Windows somebody reads the file
                path.write_bytes(data)
