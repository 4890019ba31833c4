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


def is_folder_name(name: str) -> bool:
    """Whether `name` is safe as one folder on Linux, macOS and Windows, as a student id must be."""
    return bool(_FOLDER.fullmatch(name)) and name.split(".")[0].upper() not in _WINDOWS_DEVICES


def printable(name: str, width: int = 70) -> str:
    """A foreign name for one line of a screen: no control characters, shortened in its middle."""
    half = (width - 1) // 2
    short = name if len(name) <= width else f"{name[:half]}…{name[-half:]}"
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in short)
