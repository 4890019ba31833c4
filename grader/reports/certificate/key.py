"""The class's signing key: made once, kept in the class folder, never written anywhere else.

Whoever has a copy of ``kunci.pem`` can make certificates of this class. Whoever loses it cannot make more
with the same key, but all that were made stay valid: the public keys of all times are remembered beside it.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from grader.common.errors import SinauError

FOLDER = "sertifikat"
PRIVATE, PUBLIC = "kunci.pem", "kunci-publik.txt"


def class_key(course: Path) -> Ed25519PrivateKey:
    """The key of a class folder, made at first use; raises SinauError for a damaged one."""
    path = course / FOLDER / PRIVATE
    if not path.is_file():
        _make(path)
    try:
        key = load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise SinauError(
            f"{path} rusak: kembalikan dari salinan cadangan kelas, atau hapus supaya kunci baru dibuat "
            "(sertifikat lama tetap bisa diperiksa)."
        )
    _remember(course, key.public_key())
    return key


def public_keys(course: Path) -> list[Ed25519PublicKey]:
    """Every public key that this class has had; raises SinauError where there is none or one is damaged."""
    path = course / FOLDER / PUBLIC
    try:
        lines = path.read_text(encoding="ascii").split()
        return [Ed25519PublicKey.from_public_bytes(bytes.fromhex(line)) for line in lines]
    except FileNotFoundError:
        raise SinauError(
            f"{path} tidak ada: kelas ini belum membuat sertifikat, atau folder kelasnya bukan ini."
        ) from None
    except ValueError:
        raise SinauError(f"{path} rusak: kembalikan dari salinan cadangan kelas.") from None


def as_hex(key: Ed25519PublicKey) -> str:
    """The 32 bytes of a public key in hexadecimal."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)


def _remember(course: Path, key: Ed25519PublicKey) -> None:
    path = course / FOLDER / PUBLIC
    known = path.read_text(encoding="ascii").split() if path.is_file() else []
    if as_hex(key) not in known:
        path.write_text("\n".join([*known, as_hex(key)]) + "\n", encoding="ascii")
