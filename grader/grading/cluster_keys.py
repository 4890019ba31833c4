"""The keys of a Dask cluster: who has none runs nothing on it, for a scheduler runs what anybody sends it."""

from __future__ import annotations

import ipaddress
import shlex
from pathlib import Path
from typing import Any

from grader.common.errors import SinauError

CERTIFICATE, KEY = "sertifikat.pem", "kunci.pem"
NOT_INSTALLED = "Untuk --scheduler pasang dulu tambahan cluster: pip install 'sinau-desa[cluster]'."


def make_keys(folder: Path) -> list[str]:
    """Make one certificate and key for scheduler, workers and coordinator; the commands that use them.

    Raises SinauError where the folder already holds some.
    """
    try:
        from distributed.security import Security
    except ImportError:
        raise SinauError(NOT_INSTALLED) from None
    if (folder / KEY).exists():
        raise SinauError(f"{folder / KEY} sudah ada; pakai yang itu, atau pilih folder lain.")
    made: Any = Security.temporary()  # type: ignore[no-untyped-call]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / KEY).touch(mode=0o600)
    (folder / KEY).write_text(made.tls_client_key, encoding="ascii")
    (folder / CERTIFICATE).write_text(made.tls_client_cert, encoding="ascii")
    certificate, key = shlex.quote(str(folder / CERTIFICATE)), shlex.quote(str(folder / KEY))
    with_keys = f"--tls-ca-file {certificate} --tls-cert {certificate} --tls-key {key}"
    return [
        f"dask scheduler --protocol tls --port 8786 {with_keys}",
        f"dask worker tls://HOST:8786 --nthreads 1 {with_keys}",
        f"sinau grade --scheduler tls://HOST:8786 --keys {shlex.quote(str(folder))}",
    ]


def security(address: str, folder: Path | None) -> Any:
    """What Dask's client needs to speak to a scheduler, None where it is on this machine and speaks openly.

    Raises SinauError for an open address elsewhere, and where the keys are missing.
    """
    if not address.startswith("tls://"):
        if not _is_here(address):
            raise SinauError(
                f"Penjadwal Dask di {address} tanpa TLS bisa dipakai siapa saja untuk menjalankan kode; "
                "pakai tls:// dengan kunci dari: sinau cluster FOLDER"
            )
        return None
    if folder is None or not (folder / KEY).is_file() or not (folder / CERTIFICATE).is_file():
        raise SinauError(
            f"{address} butuh --keys FOLDER yang berisi {CERTIFICATE} dan {KEY}; "
            "buat dengan: sinau cluster FOLDER"
        )
    from distributed.security import Security

    certificate, key = str(folder / CERTIFICATE), str(folder / KEY)
    return Security(  # type: ignore[no-untyped-call]
        tls_ca_file=certificate, tls_client_cert=certificate, tls_client_key=key, require_encryption=True
    )


def _is_here(address: str) -> bool:
    """Whether Dask, which reads addresses in a way of its own, would stay on this machine."""
    from distributed.comm.addressing import parse_address, parse_host_port

    try:
        scheme, place = parse_address(address, strict=True)
        if scheme != "tcp":
            return bool(scheme == "inproc")
        host, _ = parse_host_port(place, 0)
        return host.lower() == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
