"""Fetching exactly the locked wheels with pip, whatever computer they are for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from packaging.utils import parse_wheel_filename

from grader.common.errors import SinauError
from grader.kit.lock import Locked, requirements
from grader.kit.targets import Target
from grader.start.failures import DISK_FULL, NETWORK
from grader.start.kit import digest_of

LIST = ".diunduh.txt"


def fetch(wheels: Sequence[Locked], target: Target, folder: Path, tell: Callable[[str], None]) -> None:
    """Download the wheels of a target that are not in `folder` yet; pip compares their hashes.

    Raises SinauError where that fails.
    """
    missing = [wheel for wheel in wheels if not _is_whole(folder / wheel.file, wheel)]
    if not missing:
        return
    size = sum(wheel.size for wheel in missing) / 1e6
    tell(f"Mengunduh {len(missing)} paket untuk {target.system.shown} ({size:.0f} MB)...")
    folder.mkdir(parents=True, exist_ok=True)
    while missing:
        # A Python's patch releases may need two versions of a package; pip takes one at a time.
        batch = {wheel.name: wheel for wheel in missing}
        _download(list(batch.values()), target, folder)
        missing = [wheel for wheel in missing if wheel not in batch.values()]


def _is_whole(path: Path, wheel: Locked) -> bool:
    return path.is_file() and digest_of(path) == wheel.sha256


def _download(wheels: Sequence[Locked], target: Target, folder: Path) -> None:
    wanted = folder / LIST
    # The target was asked about its markers already; pip would ask this computer.
    wanted.write_text(requirements(replace(wheel, marker="") for wheel in wheels), encoding="utf-8")
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--progress-bar=off"),
        *("--no-deps", "--require-hashes", "--only-binary=:all:", "-r", str(wanted), "-d", str(folder)),
        *("--implementation", "cp", "--python-version", "{}.{}.99".format(*target.python)),  # its last
        *_tags_of(wheels),
    ]
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    wanted.unlink()
    if done.returncode:
        raise SinauError(_why(done.stdout, target))


def _tags_of(wheels: Sequence[Locked]) -> list[str]:
    """The interfaces and platforms of these wheels, as options of `pip download`."""
    tags = [tag for wheel in wheels for tag in parse_wheel_filename(wheel.file)[-1]]
    abis = sorted({tag.abi for tag in tags} | {"none"})
    platforms = sorted({tag.platform for tag in tags} - {"any"})
    return [
        *(part for abi in abis for part in ("--abi", abi)),
        *(part for platform in platforms or ["any"] for part in ("--platform", platform)),
    ]


def _why(said: str, target: Target) -> str:
    """The sentence for what pip printed."""
    if DISK_FULL.search(said):
        return "Ruang penyimpanan habis: hapus berkas yang tidak dipakai, lalu jalankan lagi."
    if NETWORK.search(said):
        return "Internet tidak tersambung atau terputus: sambungkan, lalu jalankan lagi."
    last = next((line for line in reversed(said.splitlines()) if line.strip()), "tanpa keterangan")
    return f"Paket untuk {target.system.shown} tidak bisa diunduh ({last.strip()}): jalankan lagi."
