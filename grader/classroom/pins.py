"""The PINs of a class: only their scrypt digests are kept; the numbers exist on the printed slips alone."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from grader.common.layout import write_atomic
from grader.common.ownership import give_to_folders_owner

#: In a class folder.
PLACE = Path(".sinau") / "server" / "pin.json"
DIGITS = 6
_COST = {"n": 1 << 14, "r": 8, "p": 1}  # 16 MiB and some 50 ms a guess
_NOBODY = {"salt": "00" * 16, "digest": "00" * 32}


def _digest(pin: str, salt: str) -> str:
    return hashlib.scrypt(pin.encode(), salt=bytes.fromhex(salt), dklen=32, **_COST).hex()


@dataclass(frozen=True)
class PinBook:
    """The file of digests. It is read again whenever it has changed, so that a new PIN counts at once."""

    path: Path
    _kept: dict[int, dict[str, dict[str, str]]] = field(default_factory=dict)  # time of change → content

    def codes(self) -> set[str]:
        """Who has a PIN."""
        return set(self._read())

    def make(self, codes: Iterable[str]) -> dict[str, str]:
        """Give each a new PIN, which replaces an old one. Returns code → PIN; they can be read only now."""
        known, made = self._read(), {}
        for code in codes:
            pin = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
            salt = secrets.token_hex(16)
            known[code] = {"salt": salt, "digest": _digest(pin, salt)}
            made[code] = pin
        write_atomic(self.path, json.dumps(known, indent=1).encode(), durable=True)
        self.path.chmod(0o600)
        give_to_folders_owner(self.path.parent, self.path)
        return made

    def fits(self, code: str, pin: str) -> bool:
        """Whether this is the person's PIN; takes equally long for a person who has none."""
        kept = self._read().get(code, _NOBODY)
        typed = "".join(pin.split())[: 2 * DIGITS]
        same = hmac.compare_digest(_digest(typed, kept["salt"]), kept["digest"])
        return same and kept is not _NOBODY

    def mark(self, code: str) -> str:
        """Changes with every new PIN: what was signed with the old one counts no longer."""
        return self._read().get(code, _NOBODY)["salt"][:16]

    def _read(self) -> dict[str, dict[str, str]]:
        if not self.path.is_file():
            return {}
        changed = self.path.stat().st_mtime_ns
        if changed not in self._kept:
            self._kept.clear()
            self._kept[changed] = json.loads(self.path.read_text("ascii"))
        return dict(self._kept[changed])
