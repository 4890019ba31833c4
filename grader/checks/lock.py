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
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Protocol

from grader.checks import messages
from grader.checks.ingredients import Ingredients
from grader.checks.spec import Json

Canon = Mapping[str, str]

#: Marks of parts come in multiples of this, so that their number does not tell how many parts there are.
BATCH = 16

#: A sealed mistake is as long as a multiple of this, so that its length does not tell which one it is.
PAD = 160


@dataclass(frozen=True)
class Slip:
    """A recognised mistake: an authored misconception (`authored`) or a typical slip by its identifier.

    Where more than one typical slip gives this answer, ``others`` are the further ones (`telling`); of an
    author's they are the further ways that the same sentence is written for.
    """

    ident: str
    message: str
    authored: bool
    others: tuple[str, ...] = ()

    @classmethod
    def foreseen(cls, *idents: str) -> Slip:
        """A typical slip, with those that come out the same."""
        return cls(idents[0], messages.SLIPS[idents[0]], False, idents[1:])

    @property
    def idents(self) -> tuple[str, ...]:
        return (self.ident, *self.others)

    def sealed_text(self) -> str:
        """What is sealed of it: the identifiers of a typical one, so that all are as long."""
        return json.dumps(vars(self) if self.authored else self.idents, ensure_ascii=False)

    @classmethod
    def of_sealed_text(cls, text: str) -> Slip:
        """The slip of `sealed_text`."""
        data = json.loads(text)
        if isinstance(data, dict):
            return cls(**data | {"others": tuple(data["others"])})
        return cls.foreseen(*data)


class Lock(Protocol):
    """What `evaluate` asks: does this facet match, and is the whole answer a known mistake?"""

    def matches(self, facet: str, value: str) -> bool: ...

    def slip(self, canon: Canon) -> Slip | None: ...

    def facets(self) -> Sequence[str]: ...

    def has(self, part: str) -> bool:
        """Whether this is a part of the key (a row, an item): it tells where an answer differs."""
        ...

    @property
    def ingredients(self) -> Ingredients | None:
        """What the solution calculates with, where it calculates."""
        ...

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
    parts: frozenset[str] = frozenset()
    ingredients: Ingredients | None = None

    def matches(self, facet: str, value: str) -> bool:
        return value in self.accepted.get(facet, ())

    def slip(self, canon: Canon) -> Slip | None:
        return self.slips.get(whole(canon))

    def facets(self) -> Sequence[str]:
        return tuple(self.accepted)

    def has(self, part: str) -> bool:
        return part in self.parts

    def meaning_of(self, canon: Canon) -> str:
        return self.meaning if all(f in canon and self.matches(f, canon[f]) for f in self.accepted) else ""

    def to_json(self) -> dict[str, Json]:
        """The lock as plain JSON, for the trusted side alone."""
        slips = {canon: dict(vars(slip)) for canon, slip in self.slips.items()}
        return {
            "accepted": dict(self.accepted),
            "slips": slips,
            "meaning": self.meaning,
            "parts": sorted(self.parts),
            "ingredients": self.ingredients and self.ingredients.to_json(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> OpenLock:
        """The lock of `to_json`."""
        accepted = {facet: tuple(values) for facet, values in data["accepted"].items()}
        slips = {c: Slip(**slip | {"others": tuple(slip["others"])}) for c, slip in data["slips"].items()}
        made_of = data["ingredients"] and Ingredients.from_json(data["ingredients"])
        return cls(accepted, slips, data["meaning"], frozenset(data["parts"]), made_of)


@dataclass(frozen=True)
class SealedLock:
    """The released form of an OpenLock: ciphertext only.

    Each token holds a share of the secret under which the meaning is sealed: only an answer that opens a
    token of every facet has them all. ``made_of`` is hidden from whoever looks into the file, no secret from
    its program; what answers hold is in it by marks alone.
    """

    salt: str
    tokens: Mapping[str, tuple[str, ...]]
    slip_tokens: tuple[str, ...]
    meaning: str = ""
    marks: frozenset[str] = frozenset()
    made_of: str = ""

    def matches(self, facet: str, value: str) -> bool:
        return self._share(facet, value) is not None

    def _share(self, facet: str, value: str) -> str | None:
        opened = (_open(self.salt, f"facet {facet}", value, t) for t in self.tokens.get(facet, ()))
        return next((share for share in opened if share is not None), None)

    def slip(self, canon: Canon) -> Slip | None:
        for token in self.slip_tokens:
            text = _open(self.salt, "slip", whole(canon), token)
            if text is not None:
                return Slip.of_sealed_text(text)
        return None

    def facets(self) -> Sequence[str]:
        return tuple(self.tokens)

    def has(self, part: str) -> bool:
        return bool(self.marks) and _mark(self.salt, part) in self.marks

    @property
    def ingredients(self) -> Ingredients | None:
        text = _open(self.salt, "bahan", "", self.made_of) if self.made_of else None
        return (
            None
            if text is None
            else Ingredients.from_json(json.loads(text), partial(_number_mark, self.salt))
        )

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
            "parts": sorted(self.marks),
            "made_of": self.made_of,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> SealedLock:
        """Read a lock; raises KeyError, TypeError or AttributeError where the file was damaged."""
        return cls(
            str(data["salt"]),
            {str(k): tuple(map(str, v)) for k, v in data["tokens"].items()},
            tuple(map(str, data["slips"])),
            str(data.get("meaning", "")),
            frozenset(map(str, data.get("parts", ()))),
            str(data.get("made_of", "")),
        )


def seal(lock: OpenLock, salt: str) -> SealedLock:
    """Encrypt a lock under `salt` (any text; the same salt gives the same bytes)."""
    told = lock.accepted.items() if lock.meaning else ()
    shares = {facet: _derive(salt, f"bagian {facet}", values[0]).hex() for facet, values in told}
    tokens = {
        facet: tuple(_seal(salt, f"facet {facet}", v, shares.get(facet, "")) for v in values)
        for facet, values in lock.accepted.items()
    }
    slips = sorted(
        _seal(salt, "slip", canon, _padded(slip.sealed_text())) for canon, slip in lock.slips.items()
    )
    meaning = _seal(salt, "artinya", _joined(shares), _padded(lock.meaning)) if lock.meaning else ""
    made_of = ""
    if lock.ingredients:
        made_of = json.dumps(lock.ingredients.hidden(partial(_number_mark, salt)), ensure_ascii=False)
    hidden = _seal(salt, "bahan", "", _padded(made_of)) if made_of else ""
    return SealedLock(salt, tokens, tuple(slips), meaning, _marks(salt, lock.parts), hidden)


def seal_solution(salt: str, name: str, text: str) -> str:
    """A lesson's worked answer, hidden from whoever looks into the file; it is no secret from its program."""
    return _seal(salt, "jawaban pelajaran", name, _padded(text))


def open_solution(salt: str, name: str, token: str) -> str:
    """The text of `seal_solution`; empty where the token is none."""
    text = _open(salt, "jawaban pelajaran", name, token) if token else None
    return "" if text is None else text.rstrip()


def _marks(salt: str, parts: Iterable[str]) -> frozenset[str]:
    """A mark of each part, and others that belong to none, up to a full batch."""
    marks = [_mark(salt, part) for part in parts]
    empty = (hashlib.sha256(f"{salt} kosong {i}".encode()).digest() for i in range(-len(marks) % BATCH))
    return frozenset([*marks, *(base64.b64encode(digest[:12]).decode() for digest in empty)])


def _mark(salt: str, part: str) -> str:
    return base64.b64encode(_derive(salt, "bagian kunci", part)[:12]).decode()


def _number_mark(salt: str, number: float) -> str:
    """A mark of a number: one for all questions of a notebook, whose salts end alike, for each costs time."""
    shared = salt.rpartition(" ")[2]
    return base64.b64encode(_derive(shared, "angka di hitungan", f"{number:.9g}")[:12]).decode()


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
