"""What a certificate says, as a signed code that survives a phone's text recognition.

The code is ``SD1:`` + blocks + ``.``. A block is up to 30 characters of Crockford's base 32 and two that
check them, so that a mistyped line is named. The bytes are the facts as JSON in UTF-8 and the 64
bytes of their Ed25519 signature (RFC 8032).
"""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from grader.common.errors import SinauError

PREFIX, END = "SD1:", "."
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
BLOCK = 30
_GROUP = 5
_SIGNATURE = 64
_CODE = re.compile(r"S\s*D\s*[1IL]\s*:([0-9A-Z\s]+)\.", re.I)
_ALIKE = str.maketrans("OIL", "011")


@dataclass(frozen=True)
class Facts:
    """What is certified; ``minutes`` are those that the syllabus gives to lessons and exercises together."""

    number: str
    name: str
    path: str
    lessons: int
    minutes: int
    course: str
    day: date

    def to_bytes(self) -> bytes:
        """The bytes that are signed: one JSON list, always written the same way."""
        fields = [
            *(self.number, self.name, self.path, self.lessons, self.minutes, self.course),
            self.day.isoformat(),
        ]
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Facts:
        """Read what `to_bytes` wrote; raises ValueError for anything else."""
        match json.loads(data):
            case [str(number), str(name), str(path), int(lessons), int(minutes), str(course), str(day)]:
                return cls(number, name, path, lessons, minutes, course, date.fromisoformat(day))
        raise ValueError("not the facts of a certificate")


def signed_code(facts: Facts, key: Ed25519PrivateKey) -> str:
    """The facts with their signature as one code without spaces, as it stands in the QR code."""
    data = facts.to_bytes()
    text = _base32(data + key.sign(data))
    blocks = [text[start : start + BLOCK] for start in range(0, len(text), BLOCK)]
    return PREFIX + "".join(block + _check(number, block) for number, block in enumerate(blocks)) + END


def printed(code: str) -> list[str]:
    """The code as lines of groups of five, as people read and copy it."""
    body = code.removeprefix(PREFIX).removesuffix(END)
    lines = [body[start : start + BLOCK + 2] for start in range(0, len(body), BLOCK + 2)]
    spaced = [" ".join(line[i : i + _GROUP] for i in range(0, len(line), _GROUP)) for line in lines]
    return [f"{PREFIX} {spaced[0]}", *spaced[1:-1], f"{spaced[-1]}{END}"]


def verify(text: str, keys: list[Ed25519PublicKey]) -> Facts:
    """The facts of the code that stands somewhere in a text (typed, scanned, or read from a photo).

    Raises SinauError, in words for whoever holds the paper, when there is no code, a line of it is
    mistyped, or no key of the class signed it.
    """
    found = _CODE.search(text)
    if not found:
        raise SinauError(
            f"Tidak ada kode sertifikat di teks itu; kodenya mulai dengan {PREFIX} dan berakhir titik."
        )
    data = _bytes(_unchecked("".join(found[1].upper().split()).translate(_ALIKE)))
    content, signature = data[:-_SIGNATURE], data[-_SIGNATURE:]
    for key in keys:
        try:
            key.verify(signature, content)
            return Facts.from_bytes(content)
        except (InvalidSignature, ValueError):
            continue
    raise SinauError("TIDAK SAH: isinya sudah diubah, atau kodenya bukan buatan kelas ini.")


def names_somebody_else(text: str, facts: Facts) -> bool:
    """Whether a text holds more than the code, but not the name that the code certifies."""
    rest = _CODE.sub("", text)
    said = "".join(char for char in rest.casefold() if char.isalnum())
    return len(said) > 20 and "".join(c for c in facts.name.casefold() if c.isalnum()) not in said


def _unchecked(body: str) -> str:
    """The characters of all blocks without those that check them; raises SinauError for a mistyped line."""
    kept = ""
    for number, start in enumerate(range(0, len(body), BLOCK + 2)):
        block, check = body[start : start + BLOCK + 2][:-2], body[start : start + BLOCK + 2][-2:]
        if not block or _check(number, block) != check:
            raise SinauError(
                f"Baris kode nomor {number + 1} tidak cocok dengan huruf pemeriksanya; "
                "bandingkan dengan kertasnya, huruf demi huruf."
            )
        kept += block
    return kept


def _check(number: int, block: str) -> str:
    """Two characters that nearly every mistake in a block changes; ``number`` tells swapped lines."""
    rest = zlib.crc32(f"{number}{block}".encode()) % 1024
    return ALPHABET[rest // 32] + ALPHABET[rest % 32]


def _base32(data: bytes) -> str:
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    return "".join(ALPHABET[int(bits[start : start + 5], 2)] for start in range(0, len(bits), 5))


def _bytes(text: str) -> bytes:
    bits = "".join(f"{ALPHABET.index(char):05b}" for char in text if char in ALPHABET)
    return bytes(int(bits[start : start + 8], 2) for start in range(0, len(bits) - 7, 8))
