"""The learner's own key: made with `kenalan()`, kept in the workspace, one for each person who works in it.

It says that two packages come from the same folder of the same person, no more. Nobody has to know of it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from grader.notebooks.manifest import Manifest

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FOLDER = Path(".sinau") / "kunci"


def make_key(workspace: Path, code: str) -> None:
    """Make the key of a participant code where there is none yet; on a full disk there is none."""
    _key(workspace, code)


def signed(manifest: Manifest, workspace: Path) -> Manifest:
    """The manifest with its signature; unsigned where no key can be kept."""
    key = _key(workspace, manifest.participant)
    if key is None:
        return manifest
    public = key.public_key().public_bytes_raw().hex()
    named = replace(manifest, key=public)
    return replace(named, signature=key.sign(named.signed_bytes()).hex())


def _key(workspace: Path, code: str) -> Ed25519PrivateKey | None:
    # Two people on one laptop are two codes: each has a key of their own.
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    path = workspace / FOLDER / f"{code}.kunci"
    with suppress(OSError, ValueError):
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip()))
    made = Ed25519PrivateKey.generate()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(made.private_bytes_raw().hex() + "\n")
    except OSError:
        return None
    return made
