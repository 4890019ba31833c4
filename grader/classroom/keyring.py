"""Which key belongs to whom: pinned when a person's first signed package comes in, kept in the class."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from grader.classroom.recognise import DECIDE
from grader.common.files import read_kept
from grader.common.layout import write_atomic
from grader.notebooks.hand_in import Status, Unacceptable
from grader.notebooks.manifest import Manifest

FILE = Path(".sinau") / "kunci-peserta.json"


class Keyring:
    """The keys that each code has sent with; a contradiction waits for the trainer."""

    def __init__(self, course: Path) -> None:
        self._path = course / FILE
        self._keys: dict[str, list[str]] = read_kept(self._path, _by_code, {})
        self._changed = False

    def check(self, code: str, manifest: Manifest | None) -> None:
        """Raise Unacceptable where a package is signed by another key than its sender's, or by another
        person's.
        """
        if manifest is None or not manifest.key:
            return
        if not manifest.is_genuine():
            raise Unacceptable(
                Status.DOUBTFUL,
                f"Paket berkode {code} diubah sesudah dibuat: tanda tangannya tidak cocok. "
                f"Tanyakan kepada pengirimnya. {DECIDE} {code}.",
                code,
            )
        owner = next((who for who, keys in self._keys.items() if manifest.key in keys), None)
        if owner is not None and owner != code:
            raise Unacceptable(
                Status.DOUBTFUL,
                f"Paket berkode {code} ditandatangani dengan kunci {owner}. "
                f"Tanyakan siapa yang mengerjakan. {DECIDE} {code} atau {owner}.",
                owner,
            )
        if owner is None and self._keys.get(code):
            raise Unacceptable(
                Status.DOUBTFUL,
                f"Paket berkode {code} ditandatangani dengan kunci lain dari biasanya: laptop baru, atau "
                f"orang lain. Tanyakan kepada {code}. {DECIDE} {code}.",
                code,
            )

    def pin(self, code: str, manifest: Manifest | None) -> None:
        """Remember that a code sends with this key; a key that is somebody else's stays theirs."""
        if manifest is None or not manifest.key or not manifest.is_genuine():
            return
        if any(manifest.key in keys for keys in self._keys.values()):
            return
        self._keys.setdefault(code, []).append(manifest.key)
        self._changed = True

    def save(self) -> None:
        """Write what was pinned; raises OSError."""
        if self._changed:
            write_atomic(self._path, json.dumps(self._keys, indent=1, sort_keys=True).encode())
            self._changed = False


def _by_code(kept: Any) -> dict[str, list[str]]:
    return {str(code): [str(key) for key in keys] for code, keys in kept.items()}
