"""Names that come from people: participant codes, folder names, file names."""

from __future__ import annotations

import re

# A folder of one of these names cannot be made on Windows.
_WINDOWS_DEVICES = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)),
}
_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,28}[A-Z0-9])?")
_FOLDER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._@-]{0,62}[A-Za-z0-9])?")


def participant_code(typed: str) -> str | None:
    """The participant code in its one form (`png 001` -> `PNG-001`), or None if it is none.

    A code has 2 to 30 letters A-Z, digits and hyphens, and begins and ends with a letter or a digit.
    """
    code = re.sub(r"[\s_\u2010-\u2015-]+", "-", typed.strip()).upper()
    return code if len(code) > 1 and _CODE.fullmatch(code) and code not in _WINDOWS_DEVICES else None


def code_problem(typed: str) -> str:
    """Why `participant_code` does not take it, in words for whoever typed it."""
    code = re.sub(r"[\s_\u2010-\u2015-]+", "-", typed.strip()).upper()
    if len(code) == 1 and code.isalnum():
        return "terlalu pendek, sedikitnya 2 huruf atau angka; kalau aslinya 001, Excel membuang nolnya"
    if len(code) > 30:
        return "terlalu panjang, paling banyak 30"
    if code in _WINDOWS_DEVICES:
        return "nama itu dipakai Windows sendiri"
    return "huruf, angka, tanda hubung, misalnya PNG-001"


def is_folder_name(name: str) -> bool:
    """Whether `name` is safe as one folder on Linux, macOS and Windows, as a student id must be."""
    return bool(_FOLDER.fullmatch(name)) and name.split(".")[0].upper() not in _WINDOWS_DEVICES


def file_name(name: str) -> str:
    """A person's name as (part of) a file name that every system takes."""
    plain = "".join(char for char in name if char.isprintable() and char not in '<>:"/\\|?*')
    return plain.strip(". ")[:80].strip(". ") or "peserta"


def printable(name: str, width: int = 70) -> str:
    """A foreign name for one line of a screen: no control characters, shortened in its middle."""
    half = (width - 1) // 2
    short = name if len(name) <= width else f"{name[:half]}…{name[-half:]}"
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in short)
