"""Files of JupyterLab, the same for everybody: compressed once, sent by the proxy, kept by the phone.

Of those without a digest in their name, as our own, the phone asks each time whether they are still the same.

Every room could send them as well, uncompressed and from its only thread; over a hall's Wi-Fi that is the
longest part of the first page.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import mimetypes
import re
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from grader.common.layout import write_atomic
from grader.start import lab

_OURS = "sinau-desa"
_TEXT = {".js", ".css", ".svg", ".json", ".map", ".html", ".ttf", ".eot", ".ico"}
_LEVEL = 6
_HASH = re.compile(r"[0-9a-f]{16,}")


@dataclass(frozen=True)
class Static:
    """A file as it is sent."""

    body: bytes
    headers: dict[str, str]


def _folders(prefix: Path) -> dict[str, Path]:
    """Addresses in a room, and the folders that they show."""
    jupyter = prefix / "share" / "jupyter"
    return {
        "static/lab/": jupyter / "lab" / "static",
        f"lab/extensions/{_OURS}/": lab.SETTINGS / "labextensions" / _OURS,
        "lab/extensions/": jupyter / "labextensions",
        "static/favicons/": Path(str(files("jupyter_server") / "static" / "favicons")),
    }


class Statics:
    """Finds such files; what was compressed lies in `kept`, from one class day to the next."""

    def __init__(self, kept: Path, prefix: Path = Path(sys.prefix)) -> None:
        self._kept = kept
        self._folders = {address: folder.resolve() for address, folder in _folders(prefix).items()}

    def find(self, path: str, accepts_gzip: bool) -> Static | None:
        """The file of an address below a room's, as `static/lab/main.js`; None where the room must answer."""
        for address, folder in self._folders.items():
            if path.startswith(address):
                with contextlib.suppress(OSError, ValueError):  # a name that no file can have
                    place = (folder / path.removeprefix(address)).resolve()
                    if place.is_file() and place.is_relative_to(folder):
                        return self._read(place, accepts_gzip)
        return None

    def _read(self, place: Path, accepts_gzip: bool) -> Static:
        packed = accepts_gzip and place.suffix in _TEXT
        body = self._packed(place) if packed else place.read_bytes()
        headers = {
            "Content-Type": mimetypes.guess_type(place.name)[0] or "application/octet-stream",
            "Cache-Control": "private, max-age=31536000, immutable",
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
        }
        if not _HASH.search(place.name):  # a name with a digest in it never gets another content
            headers["Cache-Control"] = "private, no-cache"
            headers["Etag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Static(body, headers)

    def _packed(self, place: Path) -> bytes:
        changed = place.stat()
        told = f"{place}\0{changed.st_mtime_ns}\0{changed.st_size}"
        kept = self._kept / f"{hashlib.sha256(told.encode()).hexdigest()[:32]}.gz"
        if not kept.is_file():
            write_atomic(kept, gzip.compress(place.read_bytes(), _LEVEL, mtime=0))
        return kept.read_bytes()

    def prepare(self) -> None:
        """Compress what a page asks for first, before anybody waits for it."""
        for folder in self._folders.values():
            for place in folder.rglob("*"):
                if place.suffix in (".js", ".css") and place.is_file():
                    self._packed(place)
