"""What one received file holds: bytes in, a notebook (and perhaps its manifest) out. Pure, and hard to fool.

Every file is foreign: nothing is unpacked to disk, nothing is read beyond a fixed number of bytes, and what
is wrong becomes an `Unacceptable` with one sentence for the trainer.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import stat
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NoReturn

from grader.common.names import printable
from grader.notebooks.json_size import has_too_many_parts
from grader.notebooks.manifest import MANIFEST_NAME, Manifest

MAX_FILE_BYTES = 25_000_000
MAX_NOTEBOOK_BYTES = 20_000_000
_MAX_MANIFEST_BYTES = 64_000
_MAX_ENTRIES = 200
_MAX_DEPTH = 100  # of JSON; a notebook with widgets and charts has about 20
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz")
_LITTER = (".ds_store", "thumbs.db", "desktop.ini")
_SURROGATE = re.compile(r"\\u[dD][89abAB]")


class Status(StrEnum):
    """What became of one received file; the value is what a trainer reads."""

    ACCEPTED = "diterima"
    SAME = "sama"
    OLDER = "lebih lama"
    UNREADABLE = "tidak terbaca"
    UNKNOWN_PARTICIPANT = "peserta tidak dikenal"
    UNKNOWN_EXERCISE = "latihan tidak dikenal"
    DOUBTFUL = "peserta diragukan"
    REFUSED = "ditolak"


class Unacceptable(Exception):
    """The file cannot be taken in. `sentence` is Indonesian, says why and what to do.

    ``likely`` is the code of the participant whose it may be, ``exercise`` what it may be of, where one is
    close.
    """

    def __init__(
        self, status: Status, sentence: str, likely: str | None = None, exercise: str | None = None
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.likely = likely
        self.exercise = exercise


@dataclass(frozen=True)
class ReceivedNotebook:
    """UTF-8 bytes as they will be stored, the parsed JSON, and the encoding it was repaired from."""

    content: bytes
    fields: dict[str, Any]
    repaired_from: str | None = None


@dataclass(frozen=True)
class Received:
    """A received notebook with what tells whose it is; `names` are file names, the most telling first."""

    notebook: ReceivedNotebook
    manifest: Manifest | None
    names: tuple[str, ...]
    entry_time: datetime | None


def read_received(name: str, content: bytes) -> Received:
    """What the file `name` (only its last part matters) with `content` holds.

    Takes a package of ours, a zip with one notebook in it, or a notebook. Raises only Unacceptable.
    """
    lower = name.lower()
    if not content.strip(b"\0 \t\r\n"):
        _unreadable("Berkas kosong; minta peserta mengirim ulang.")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _from_zip(name, content)
    if lower.endswith(".zip"):
        _unreadable("Berkas zip rusak atau terpotong; minta peserta mengirim ulang.")
    if lower.endswith(_ARCHIVES):
        _refuse("Hanya .zip dan .ipynb yang diterima; minta peserta mengirim berkas dari folder kumpul.")
    if not lower.endswith(".ipynb") and not content[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(
        b"{"
    ):
        _refuse("Bukan notebook dan bukan paket dari kumpulkan().")
    return Received(read_notebook(content), None, (name,), None)


def read_notebook(content: bytes) -> ReceivedNotebook:
    """Check that `content` is an nbformat 4 notebook and bring it to UTF-8. Raises Unacceptable."""
    if len(content) > MAX_NOTEBOOK_BYTES:
        _too_big()
    if has_too_many_parts(content):
        _refuse("Isinya jutaan potong kecil, bukan notebook; minta peserta mengirim berkas aslinya.")
    text, encoding = _decode(content)
    fields = _parse(text)
    if not isinstance(fields, dict) or "nbformat" not in fields:
        _unreadable("Isinya bukan notebook Jupyter; minta peserta mengirim berkas .ipynb latihannya.")
    if fields["nbformat"] != 4 or not isinstance(fields.get("cells"), list):
        _unreadable(
            "Format notebook ini bukan versi 4; minta peserta menyimpannya di JupyterLab, lalu kirim ulang."
        )
    if not isinstance(fields.get("metadata"), dict) or not all(map(_is_cell, fields["cells"])):
        _unreadable("Susunan sel notebook ini rusak; minta peserta mengirim ulang berkas aslinya.")
    if encoding == "utf-8":
        return ReceivedNotebook(content, fields)
    return ReceivedNotebook(text.encode("utf-8"), fields, encoding)


def _is_cell(cell: Any) -> bool:
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        return False
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    return (
        all(isinstance(line, str) for line in lines)
        and isinstance(cell.get("metadata"), dict)
        and isinstance(cell["metadata"].get("nbgrader", {}), dict)
        and isinstance(cell.get("outputs", []), list)
    )


def _decode(content: bytes) -> tuple[str, str]:
    """Text and the encoding it had. Notepad writes a BOM, UTF-16 or the Windows code page."""
    guess = json.detect_encoding(content)
    for encoding in (guess, "cp1252") if guess == "utf-8" else (guess,):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Unacceptable(
        Status.UNREADABLE,
        "Pengodean teksnya tidak dikenal; minta peserta menyimpannya lewat JupyterLab lalu mengirim ulang.",
    )


def _parse(text: str) -> Any:
    def no_constant(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is not JSON")

    try:
        value = json.loads(text, parse_constant=no_constant)
    except RecursionError:
        _refuse("Susunan JSON-nya bertingkat terlalu dalam.")
    except ValueError:
        _unreadable("Isinya bukan JSON yang utuh (mungkin terpotong); minta peserta mengirim ulang.")
    if _is_deeper(value, _MAX_DEPTH):
        _refuse("Susunan JSON-nya bertingkat terlalu dalam.")
    # Half of a character pair is legal in JSON, and nothing that comes after us can write it as UTF-8.
    if _SURROGATE.search(text):
        try:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:
            _unreadable(
                "Ada huruf rusak di dalamnya; minta peserta menyimpannya lewat JupyterLab, lalu kirim ulang."
            )
    return value


def _is_deeper(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit):
        level = [
            child
            for node in level
            if isinstance(node, dict | list)
            for child in (node.values() if isinstance(node, dict) else node)
        ]
        if not level:
            return False
    return True


def _from_zip(name: str, content: bytes) -> Received:
    # Counted in the bytes, since zipfile makes an object of every entry before we could look at the list.
    if content.count(b"PK\x01\x02") > _MAX_ENTRIES:
        _refuse(f"Zip ini berisi lebih dari {_MAX_ENTRIES} berkas; kirim satu notebook saja.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _from_entries(name, archive)
    except Unacceptable:
        raise
    # zipfile trusts the numbers in a foreign file, and raises whatever Python makes of them.
    except Exception as error:
        raise Unacceptable(
            Status.UNREADABLE, "Berkas zip rusak atau terpotong; minta peserta mengirim ulang."
        ) from error


def _from_entries(name: str, archive: zipfile.ZipFile) -> Received:
    entries = [entry for entry in archive.infolist() if not is_litter(entry.orig_filename)]
    for entry in entries:
        refuse_trick(entry)
    files = [entry for entry in entries if not entry.is_dir()]
    manifests = [entry for entry in files if entry.filename == MANIFEST_NAME]
    notebooks = [entry for entry in files if entry.filename.lower().endswith(".ipynb")]
    if len(notebooks) != 1:
        _refuse(
            f"Zip ini berisi {len(notebooks)} notebook; kirim satu notebook dalam satu berkas."
            if notebooks
            else "Zip ini tidak berisi notebook (.ipynb)."
        )
    if len(manifests) > 1:
        _refuse("Daftar isi paket ini ganda; minta peserta menjalankan kumpulkan() lagi.")
    content = read_entry(archive, notebooks[0], MAX_NOTEBOOK_BYTES, _too_big)
    manifest = _read_manifest(archive, manifests[0]) if manifests else None
    if manifest and hashlib.sha256(content).hexdigest() != manifest.sha256:
        _refuse(
            "Notebook di dalam paket berbeda dari daftar isinya; minta peserta menjalankan kumpulkan() lagi."
        )
    inner = parts(notebooks[0].filename)[-1]
    return Received(read_notebook(content), manifest, (name, inner), entry_time(notebooks[0]))


def entry_time(entry: zipfile.ZipInfo) -> datetime | None:
    """When an entry was last changed, where that can be a time at all."""
    try:
        return datetime(*entry.date_time).astimezone() if entry.date_time[0] > 1980 else None
    except (ValueError, OverflowError, OSError):  # month 0, or a year this computer's clock does not know
        return None


def is_litter(name: str) -> bool:
    """Files that macOS, Windows and Jupyter add by themselves, and what has no name at all."""
    found = parts(name)
    return (
        not name
        or "__MACOSX" in found
        or ".ipynb_checkpoints" in found
        or found[-1].startswith("._")
        or found[-1].lower() in _LITTER
    )


def parts(name: str) -> list[str]:
    """Some Windows programs write backslashes between folders."""
    return name.replace("\\", "/").split("/")


def refuse_trick(entry: zipfile.ZipInfo, archives: bool = True) -> None:
    """Raise Unacceptable for an entry that no honest zip has; without ``archives`` it may be a zip itself."""
    name = entry.orig_filename
    shown = printable(name, 40)
    if name.startswith(("/", "\\")) or name[1:2] == ":" or "\0" in name or ".." in parts(name):
        _refuse(f"Zip ini mencoba menulis ke luar foldernya ({shown}).")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        _refuse(f"Zip ini berisi tautan atau berkas khusus ({shown}).")
    if entry.flag_bits & 0x1:
        _refuse("Zip ini dikunci dengan kata sandi; minta peserta mengirim ulang tanpa kata sandi.")
    if archives and name.lower().endswith(_ARCHIVES):
        _refuse(f"Zip ini berisi arsip lain ({shown}); kirim satu notebook saja.")
    # bzip2 and LZMA cannot be read in bounded pieces with the standard library.
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        _refuse("Cara pemampatan zip ini tidak didukung; minta peserta mengirim berkas .ipynb-nya.")


def read_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int, too_big: Callable[[], NoReturn]
) -> bytes:
    """At most `limit` bytes, whatever size the entry declares."""
    if entry.file_size > limit:
        too_big()
    with archive.open(entry) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        too_big()
    return content


def _read_manifest(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Manifest:
    def broken() -> NoReturn:
        _refuse("Daftar isi paket ini rusak; minta peserta menjalankan kumpulkan() lagi.")

    content = read_entry(archive, entry, _MAX_MANIFEST_BYTES, broken)
    try:
        return Manifest.from_json(json.loads(content))
    except (ValueError, RecursionError):
        broken()


def _unreadable(sentence: str) -> NoReturn:
    raise Unacceptable(Status.UNREADABLE, sentence)


def _refuse(sentence: str) -> NoReturn:
    raise Unacceptable(Status.REFUSED, sentence)


def _too_big() -> NoReturn:
    _refuse(
        f"Notebook lebih besar dari {MAX_NOTEBOOK_BYTES // 1_000_000} MB; minta peserta menghapus "
        "semua keluarannya, menyimpan, lalu mengirim ulang."
    )
