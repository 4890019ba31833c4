"""What `venv` or `pip` printed when it failed, as one sentence with what to do."""

import platform
import re
from datetime import date
from pathlib import Path

LOG = "pemasangan.log"
NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError"
    r"|Failed to establish|timed out|Temporary failure in name resolution|getaddrinfo failed"
    r"|Connection (reset|aborted|refused|broken)|IncompleteRead",
    re.IGNORECASE,
)
WRONG_CLOCK = re.compile(r"certificate (is not yet valid|has expired)")
NO_PACKAGE = re.compile(r"No matching distribution found|requires a different Python")
NOT_EXECUTABLE = re.compile(r"failed to map segment from shared object")
DISK_FULL = re.compile(r"No space left on device|Disk quota exceeded|Errno 28|WinError (39|112)")
FORBIDDEN = re.compile(
    r"Permission ?(denied|Error)|Read-only file system|Errno (13|30)|WinError 5\b|Access is denied"
)
DAMAGED = re.compile(r"DO NOT MATCH THE HASHES|BadZipFile|not a valid wheel|invalid wheel", re.IGNORECASE)


def explain_failure(text: str, venv: Path) -> str:
    """The Indonesian sentence for what `venv` or `pip` printed when it failed."""
    if DISK_FULL.search(text):
        return "Ruang penyimpanan habis: hapus berkas yang tidak dipakai, lalu jalankan lagi."
    if DAMAGED.search(text):
        return "Unduhan rusak di tengah jalan: jalankan lagi."
    if WRONG_CLOCK.search(text):
        return (
            f"Sambungan aman ke internet gagal; tanggal komputer ini {date.today():%d-%m-%Y}: "
            "betulkan bila salah, lalu jalankan lagi."
        )
    if NETWORK.search(text):
        return (
            "Internet tidak tersambung atau terputus: sambungkan, lalu jalankan lagi; "
            "yang sudah terunduh tidak diunduh ulang."
        )
    if NO_PACKAGE.search(text):
        return (
            "Sumber paket tidak punya paket untuk "
            f"Python {platform.python_version()} di {platform.system()} {platform.machine()}: "
            "pasang Python 3.11 sampai 3.14 (64-bit) dari python.org, lalu jalankan lagi dengannya."
        )
    if NOT_EXECUTABLE.search(text):
        return (
            f"Folder {venv.parent} ada di penyimpanan yang tidak boleh menjalankan program (noexec): "
            "pindahkan folder program ini ke penyimpanan lain, lalu jalankan lagi."
        )
    if FORBIDDEN.search(text):
        return forbidden(venv.parent)
    log = venv / LOG
    return f"Pemasangan gagal: jalankan lagi, dan bila tetap gagal kirim berkas {log} kepada pelatih."


def forbidden(folder: Path) -> str:
    """The sentence for a checkout that cannot be written."""
    return (
        f"Folder {folder} tidak bisa ditulis: pindahkan folder program ini ke dalam folder milikmu, "
        "lalu jalankan lagi dari sana."
    )
