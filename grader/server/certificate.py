"""The class's own certificate for `sinau server --tls`: no authority vouches for it, its fingerprint does."""

from __future__ import annotations

import hashlib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grader.common.layout import write_atomic

DAYS = 730
_RENEW = timedelta(days=30)
NAME = "Kelas Sinau Desa"


@dataclass(frozen=True)
class Certificate:
    """The one file with the private key and the certificate (PEM); readable by its owner alone."""

    path: Path

    def ensure(self, now: datetime | None = None) -> None:
        """Make it, unless there is one that will last for another month."""
        now = now or datetime.now(UTC)
        if self._last_day() - now < _RENEW:
            self.path.touch(mode=0o600)
            write_atomic(self.path, _new(now))
            self.path.chmod(0o600)

    @property
    def fingerprint(self) -> str | None:
        """The SHA-256 digest of the certificate as browsers show it; None where there is no certificate."""
        try:
            certificate = _certificate_of(self.path.read_text("ascii"))
        except (OSError, ValueError):
            return None
        digest = hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate)).hexdigest().upper()
        return " ".join(digest[at : at + 2] for at in range(0, len(digest), 2))

    def context(self) -> ssl.SSLContext:
        """What a server needs to speak TLS with it. Raises OSError."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.path)
        return context

    def _last_day(self) -> datetime:
        from cryptography import x509

        try:
            certificate = _certificate_of(self.path.read_text("ascii"))
            return x509.load_pem_x509_certificate(certificate.encode()).not_valid_after_utc
        except (OSError, ValueError):
            return datetime.fromtimestamp(0, UTC)


def _certificate_of(pem: str) -> str:
    """The part of the file that is public. Raises ValueError where there is none."""
    return pem[pem.index("-----BEGIN CERTIFICATE-----") :]


def _new(now: datetime) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # a phone's clock may be behind
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)
