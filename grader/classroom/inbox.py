"""An inbox full of whatever people send: every file in it, and its bytes. It is only read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from grader.common.errors import SinauError
from grader.common.files import NotAPlainFile, TooBig, read_plain_file
from grader.notebooks.archive import MAX_ARCHIVE_BYTES
from grader.notebooks.hand_in import MAX_FILE_BYTES, Status, Unacceptable, is_litter


def walk(inbox: Path) -> Iterator[tuple[Path, str | None]]:
    """Every file, and everything that is no file with the reason why; no link is followed.

    What a computer puts beside people's files by itself is left out.
    """
    if not inbox.is_dir():  # one archive instead of a folder
        yield inbox, None
        return
    folders = [inbox]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            if folder == inbox:
                raise SinauError(
                    f"Folder kotak masuk {inbox} tidak dapat dibuka ({error.strerror}): periksa izinnya."
                ) from error
            yield folder, f"Folder tidak dapat dibuka ({error.strerror})."
            continue
        for entry in entries:
            path = Path(entry.path)
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and is_litter(entry.name):
                continue
            if entry.is_symlink():
                yield path, "Tautan tidak diikuti; salin berkas aslinya ke kotak masuk."
            elif not is_folder:
                yield path, None
            elif path.suffix.lower() in (".ipynb", ".zip"):
                yield path, f"Ini folder, bukan berkas {path.suffix.lower()}; isinya tidak dibaca."
            elif entry.name == ".ipynb_checkpoints":
                yield path, "Salinan otomatis Jupyter; isinya tidak dibaca."
            else:
                folders.append(path)


def read(path: Path) -> tuple[bytes, float]:
    """The content, and when the file came to be here: its own time, if that is not after its arrival.

    Only an archive of packages may be larger than a hand-in. Raises Unacceptable.
    """
    limit = MAX_ARCHIVE_BYTES if path.suffix.lower() == ".zip" else MAX_FILE_BYTES
    try:
        content, found = read_plain_file(path, limit)
    except NotAPlainFile as error:
        raise Unacceptable(Status.REFUSED, "Bukan berkas biasa (pipa, soket, atau perangkat).") from error
    except TooBig as error:
        raise Unacceptable(
            Status.REFUSED, f"Lebih besar dari {limit // 1_000_000} MB; tidak dibaca."
        ) from error
    except FileNotFoundError as error:
        raise Unacceptable(Status.UNREADABLE, "Berkas hilang saat dibaca; ulangi pengumpulan.") from error
    except OSError as error:
        raise Unacceptable(Status.UNREADABLE, f"Berkas tidak dapat dibaca ({error.strerror}).") from error
    return content, min(found.st_mtime, found.st_ctime)
