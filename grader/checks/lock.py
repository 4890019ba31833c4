"""Locks: what an answer is held against.

``OpenLock`` holds the key in the clear and lives only in the trusted grader. ``SealedLock`` holds ciphertext:
each expected value, misconception and its message is encrypted under a key derived from the very answer that
opens it (scrypt, then AES-SIV, which is deterministic so that a release repeats byte for byte). Whoever has
the answer reads the message; nobody else does. A choice of four can of course be tried four times, as with
periksa.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from grader.checks.spec import Json

Canon = Mapping[str, str]

#: A sealed mistake is as long as a multiple of this, so that its length does not tell which one it is.
PAD = 160


@dataclass(frozen=True)
class Slip:
    """A recognised mistake: an authored misconception (``authored``) or a typical slip by its identifier."""

    ident: str
    message: str
    authored: bool


class Lock(Protocol):
    """What ``evaluate`` asks: does this facet match, and is the whole answer a known mistake?"""

    def matches(self, facet: str, value: str) -> bool: ...

    def slip(self, canon: Canon) -> Slip | None: ...

    def facets(self) -> Sequence[str]: ...


def whole(canon: Canon) -> str:
    """One text for all facets together."""
    return json.dumps(sorted(canon.items()), ensure_ascii=False)


@dataclass(frozen=True)
class OpenLock:
    """The key itself: facet → accepted canonical values, and known mistakes by their whole canonical form."""

    accepted: Mapping[str, tuple[str, ...]]
    slips: Mapping[str, Slip]

    def matches(self, facet: str, value: str) -> bool:
        return value in self.accepted.get(facet, ())

    def slip(self, canon: Canon) -> Slip | None:
        return self.slips.get(whole(canon))

    def facets(self) -> Sequence[str]:
        return tuple(self.accepted)


@dataclass(frozen=True)
class SealedLock:
    """The released form of an OpenLock: ciphertext only."""

    salt: str
    tokens: Mapping[str, tuple[str, ...]]
    slip_tokens: tuple[str, ...]

    def matches(self, facet: str, value: str) -> bool:
        return any(
            _open(self.salt, f"facet {facet}", value, t) is not None for t in self.tokens.get(facet, ())
        )

    def slip(self, canon: Canon) -> Slip | None:
        for token in self.slip_tokens:
            text = _open(self.salt, "slip", whole(canon), token)
            if text is not None:
                return Slip(**json.loads(text))
        return None

    def facets(self) -> Sequence[str]:
        return tuple(self.tokens)

    def to_json(self) -> dict[str, Json]:
        return {
            "salt": self.salt,
            "tokens": {k: list(v) for k, v in self.tokens.items()},
            "slips": list(self.slip_tokens),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> "SealedLock":
        """Read a lock; raises KeyError, TypeError or AttributeError where the file was damaged."""
        return cls(
            str(data["salt"]),
            {str(k): tuple(map(str, v)) for k, v in data["tokens"].items()},
            tuple(map(str, data["slips"])),
        )


def seal(lock: OpenLock, salt: str) -> SealedLock:
    """Encrypt a lock under ``salt`` (any text; the same salt gives the same bytes)."""
    tokens = {
        facet: tuple(_seal(salt, f"facet {facet}", v, "") for v in values)
        for facet, values in lock.accepted.items()
    }
    slips = sorted(_seal(salt, "slip", canon, _padded(slip)) for canon, slip in lock.slips.items())
    return SealedLock(salt, tokens, tuple(slips))


def _padded(slip: Slip) -> str:
    """A mistake as JSON, with spaces at its end that reading it back skips."""
    text = json.dumps(slip.__dict__, ensure_ascii=False)
    return text + " " * (-len(text.encode()) % PAD)


@lru_cache(maxsize=4096)
def _derive(salt: str, purpose: str, value: str) -> bytes:
    secret = json.dumps([purpose, value], ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt.encode(), n=2**11, r=8, p=1, dklen=32)


def _seal(salt: str, purpose: str, value: str, text: str) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    # AES-SIV refuses empty plaintext, hence the leading mark.
    return base64.b64encode(
        AESSIV(_derive(salt, purpose, value)).encrypt(b"=" + text.encode(), None)
    ).decode()


def _open(salt: str, purpose: str, value: str, token: str) -> str | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    try:
        plain = AESSIV(_derive(salt, purpose, value)).decrypt(base64.b64decode(token), None)
    except (InvalidTag, ValueError):
        return None
    return plain[1:].decode()
