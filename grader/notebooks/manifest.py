"""The slip of paper in a hand-in package: who, which exercise, which release, when, the notebook's digest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

MANIFEST_NAME = "kumpul.json"
FORMAT = "sinau-kumpul-1"


@dataclass(frozen=True)
class Manifest:
    """`time` carries its zone; `sha256` is the hexadecimal digest of the notebook's bytes in the package.

    `key` and `signature` (hexadecimal) are "" in a package that nobody signed.
    """

    participant: str
    name: str
    exercise: str
    notebook: str
    release: str
    sha256: str
    time: datetime
    key: str = ""
    signature: str = ""

    def signed_bytes(self) -> bytes:
        """What the signature is about: everything else."""
        fields = {**asdict(self), "time": self.time.isoformat(timespec="seconds")}
        del fields["signature"]
        return json.dumps(fields, ensure_ascii=True, sort_keys=True).encode()

    def is_genuine(self) -> bool:
        """Whether the signature is the key's, over just this slip."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key))
            public.verify(bytes.fromhex(self.signature), self.signed_bytes())
        except (InvalidSignature, ValueError):
            return False
        return True

    @property
    def receipt(self) -> str:
        """A short number of this very hand-in, the same for who sent it and who received it: "7F3-A2C"."""
        told = (
            f"{self.participant}\0{self.exercise}\0{self.sha256}\0{self.time.isoformat(timespec='seconds')}"
        )
        number = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:6].upper()
        return f"{number[:3]}-{number[3:]}"

    def to_json(self) -> bytes:
        fields: dict[str, Any] = {
            "format": FORMAT,
            **asdict(self),
            "time": self.time.isoformat(timespec="seconds"),
        }
        if not self.key:
            del fields["key"], fields["signature"]
        return (json.dumps(fields, ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def from_json(cls, fields: Any) -> Manifest:
        """Read what `to_json` wrote. Raises ValueError for anything else."""
        if not isinstance(fields, dict) or fields.get("format") != FORMAT:
            raise ValueError("not a manifest of this format")
        texts = {
            key: fields.get(key)
            for key in ("participant", "name", "exercise", "notebook", "release", "sha256")
        }
        when = fields.get("time")
        if not all(isinstance(value, str) for value in (*texts.values(), when)):
            raise ValueError("a field of the manifest is missing or not text")
        signed = {key: fields.get(key, "") for key in ("key", "signature")}
        if not all(isinstance(value, str) and len(value) <= 200 for value in signed.values()):
            raise ValueError("the signature is no text")
        time = datetime.fromisoformat(str(when))
        if time.tzinfo is None:
            raise ValueError("the manifest's time has no zone")
        return cls(time=time, **{key: str(value) for key, value in {**texts, **signed}.items()})
