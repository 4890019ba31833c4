"""The one exception whose text a trainee or a trainer reads, and the words for what the system refuses."""

from __future__ import annotations

import errno


class SinauError(Exception):
    """Something the user can mend.

    The message is one Indonesian sentence that names the file or the value and says what to do next.
    The command line prints it without a traceback and exits with status 1.
    """


def is_disk_full(error: OSError) -> bool:
    """Whether the error says that the disk or the quota is full, on any system."""
    full = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
    return error.errno in full or getattr(error, "winerror", None) in (39, 112)


def is_forbidden(error: OSError) -> bool:
    """Whether the error says that the file is somebody else's, or lies where nothing can be written."""
    return error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)


def system_sentence(error: OSError) -> str | None:
    """The sentence for a full disk or a closed file, met wherever it may be; None for all other errors."""
    if is_disk_full(error):
        return "Ruang simpan penuh: hapus berkas yang tidak dipakai, lalu jalankan lagi. Berkas lamamu aman."
    if is_forbidden(error) and error.filename:
        return (
            f"{error.filename} tidak boleh dibaca atau ditulisi: perbaiki izinnya atau pakai folder lain, "
            "lalu jalankan lagi."
        )
    return None
