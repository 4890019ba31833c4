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
    """`time` carries its zone; `sha256` is the hexadecimal digest of the notebook's bytes in the package."""

    participant: str
    name: str
    exercise: str
    notebook: str
    release: str
    sha256: str
    time: datetime

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
        time = datetime.fromisoformat(str(when))
        if time.tzinfo is None:
            raise ValueError("the manifest's time has no zone")
        return cls(time=time, **{key: str(value) for key, value in texts.items()})
