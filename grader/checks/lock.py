"""Locks: what an answer is held against.

`OpenLock` holds the key in the clear and lives only in the trusted grader. `SealedLock` holds ciphertext:
each expected value, misconception and its message is encrypted under a key derived from the very answer that
opens it (scrypt, then AES-SIV, which is deterministic so that a release repeats byte for byte). Whoever has
the answer reads the message; nobody else does. A choice of four can of course be tried four times, as with
periksa.
"""

from __future__ import annotations

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
    """A recognised mistake: an authored misconception (`authored`) or a typical slip by its identifier."""

    ident: str
    message: str
    authored: bool


class Lock(Protocol):
    """What `evaluate` asks: does this facet match, and is the whole answer a known mistake?"""

    def matches(self, facet: str, value: str) -> bool: ...

    def slip(self, canon: Canon) -> Slip | None: ...

    def facets(self) -> Sequence[str]: ...

    def meaning_of(self, canon: Canon) -> str:
        """What the author says a right answer means; empty for any other answer."""
        ...


def whole(canon: Canon) -> str:
    """One text for all facets together."""
    return json.dumps(sorted(canon.items()), ensure_ascii=False)


@dataclass(frozen=True)
class OpenLock:
    """The key itself: facet → accepted canonical values, and known mistakes by their whole canonical form."""

    accepted: Mapping[str, tuple[str, ...]]
    slips: Mapping[str, Slip]
    meaning: str = ""

    def matches(self, facet: str, value: str) -> bool:
        return value in self.accepted.get(facet, ())

    def slip(self, canon: Canon) -> Slip | None:
        return self.slips.get(whole(canon))

    def facets(self) -> Sequence[str]:
        return tuple(self.accepted)

    def meaning_of(self, canon: Canon) -> str:
        return self.meaning if all(f in canon and self.matches(f, canon[f]) for f in self.accepted) else ""

    def to_json(self) -> dict[str, Json]:
        """The lock as plain JSON, for the trusted side alone."""
        slips = {canon: dict(vars(slip)) for canon, slip in self.slips.items()}
        return {"accepted": dict(self.accepted), "slips": slips, "meaning": self.meaning}

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> OpenLock:
        """The lock of `to_json`."""
        accepted = {facet: tuple(values) for facet, values in data["accepted"].items()}
        return cls(accepted, {c: Slip(**slip) for c, slip in data["slips"].items()}, data["meaning"])


@dataclass(frozen=True)
class SealedLock:
    """The released form of an OpenLock: ciphertext only.

    Each token holds a share of the secret under which the meaning is sealed: only an answer that opens a
    token of every facet has them all.
    """

    salt: str
    tokens: Mapping[str, tuple[str, ...]]
    slip_tokens: tuple[str, ...]
    meaning: str = ""

    def matches(self, facet: str, value: str) -> bool:
        return self._share(facet, value) is not None

    def _share(self, facet: str, value: str) -> str | None:
        opened = (_open(self.salt, f"facet {facet}", value, t) for t in self.tokens.get(facet, ()))
        return next((share for share in opened if share is not None), None)

    def slip(self, canon: Canon) -> Slip | None:
        for token in self.slip_tokens:
            text = _open(self.salt, "slip", whole(canon), token)
            if text is not None:
                return Slip(**json.loads(text))
        return None

    def facets(self) -> Sequence[str]:
        return tuple(self.tokens)

    def meaning_of(self, canon: Canon) -> str:
        if not self.meaning:
            return ""
        shares = {facet: self._share(facet, canon.get(facet, "")) for facet in self.tokens}
        text = _open(self.salt, "artinya", _joined(shares), self.meaning)
        return "" if text is None else text.rstrip()

    def to_json(self) -> dict[str, Json]:
        return {
            "salt": self.salt,
            "tokens": {k: list(v) for k, v in self.tokens.items()},
            "slips": list(self.slip_tokens),
            "meaning": self.meaning,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> SealedLock:
        """Read a lock; raises KeyError, TypeError or AttributeError where the file was damaged."""
        return cls(
            str(data["salt"]),
            {str(k): tuple(map(str, v)) for k, v in data["tokens"].items()},
            tuple(map(str, data["slips"])),
            str(data.get("meaning", "")),
        )


def seal(lock: OpenLock, salt: str) -> SealedLock:
    """Encrypt a lock under `salt` (any text; the same salt gives the same bytes)."""
    shares = {f: _derive(salt, f"bagian {f}", values[0]).hex() for f, values in lock.accepted.items()}
    tokens = {
        facet: tuple(_seal(salt, f"facet {facet}", v, shares[facet] if lock.meaning else "") for v in values)
        for facet, values in lock.accepted.items()
    }
    slips = sorted(
        _seal(salt, "slip", canon, _padded(json.dumps(vars(slip), ensure_ascii=False)))
        for canon, slip in lock.slips.items()
    )
    meaning = _seal(salt, "artinya", _joined(shares), _padded(lock.meaning)) if lock.meaning else ""
    return SealedLock(salt, tokens, tuple(slips), meaning)


def _joined(shares: Mapping[str, str | None]) -> str:
    return json.dumps(sorted(shares.items()))


def _padded(text: str) -> str:
    """A text with spaces at its end that reading it back skips."""
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
