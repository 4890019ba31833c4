"""What trainees wrote, made fit for a page: plain text, bounded in size, and PNG pictures only.

Nothing here returns markup. Escaping is Jinja's work (autoescape is on); this module takes away what escaping
does not cover: lone surrogates, control and direction-changing characters, colour codes, and sheer size.
"""

import base64
import binascii
import re
import struct

MAX_LINES = 60
MAX_CHARACTERS = 4_000
MAX_IMAGE_BYTES = 1_000_000
MAX_IMAGE_SIDE = 4_096

_ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
# C0/C1 controls but tab and newline, lone surrogates, and characters that turn the reading direction around.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def clean(text: str) -> str:
    """The text without colour codes; every other character that cannot be shown becomes U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", _ANSI.sub("", text.replace("\r\n", "\n")))


def one_line(text: str, limit: int = 120) -> str:
    """The text cleaned, on one line and at most `limit` characters long; for names and titles."""
    line = " ".join(clean(text[: 10 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def excerpt(text: str, characters: int = MAX_CHARACTERS, lines: int = MAX_LINES) -> tuple[str, int]:
    """The cleaned start of a text, and how many of its characters were left out."""
    head = "\n".join(text[:characters].split("\n")[:lines])
    return clean(head), len(text) - len(head)


def png_data_uri(encoded: str) -> str | None:
    """A `data:` address for a base64 PNG; None when it is no PNG, or too large for a phone.

    The size in the header is checked too: a few kilobytes can unpack to a picture of gigabytes.
    """
    if len(encoded) > MAX_IMAGE_BYTES * 4 // 3 + 10_000:
        return None
    try:
        data = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    if (
        len(data) < 33
        or len(data) > MAX_IMAGE_BYTES
        or not data.startswith(_PNG_SIGNATURE)
        or data[12:16] != b"IHDR"
    ):
        return None
    width, height = struct.unpack(">II", data[16:24])
    if not (0 < width <= MAX_IMAGE_SIDE and 0 < height <= MAX_IMAGE_SIDE):
        return None
    return "data:image/png;base64," + base64.b64encode(data).decode("ascii")
