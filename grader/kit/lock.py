"""pylock.learner.toml: which wheels a target needs, and the same as requirements for pip."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.pylock import Package, PackageWheel, Pylock, PylockSelectError

from grader.common.errors import SinauError
from grader.kit.targets import Target

LOCK = "pylock.learner.toml"


@dataclass(frozen=True, order=True)
class Locked:
    """One wheel of the lock. ``size`` is in bytes."""

    name: str
    version: str
    marker: str  # "" where every computer needs it
    file: str
    sha256: str
    size: int


def read_lock(root: Path) -> Pylock:
    """The lock of what a learner runs."""
    return Pylock.from_dict(tomllib.loads((root / LOCK).read_text(encoding="utf-8")))


def wheels_for(lock: Pylock, target: Target) -> list[Locked]:
    """The wheels that this target needs, sorted. Raises SinauError where the lock has none for it."""
    try:
        chosen = [
            _locked(package, wheel)
            for environment in target.environments()
            for package, wheel in lock.select(environment=environment, tags=target.tags())
        ]
    except PylockSelectError as problem:
        version = "{}.{}".format(*target.python)
        raise SinauError(
            f"Kit untuk {target.system.shown} dengan Python {version} tidak bisa dibuat ({problem}): "
            "pilih Python lain dengan --python."
        ) from None
    return sorted(set(chosen))


def _locked(package: Package, wheel: object) -> Locked:
    assert isinstance(wheel, PackageWheel), f"{package.name}: the lock is made with --only-binary"
    marker = str(package.marker) if package.marker else ""
    digest, size = wheel.hashes["sha256"], wheel.size or 0
    return Locked(str(package.name), str(package.version), marker, wheel.filename, digest, size)


def requirements(wheels: Iterable[Locked]) -> str:
    """The wheels as pip's requirements, each with the hashes of the files that may be it."""
    pins: dict[str, list[str]] = {}
    for wheel in sorted(wheels):
        pin = f"{wheel.name}=={wheel.version}" + (f" ; {wheel.marker}" if wheel.marker else "")
        pins.setdefault(pin, []).append(f"--hash=sha256:{wheel.sha256}")
    return "".join(f"{pin} {' '.join(hashes)}\n" for pin, hashes in pins.items())
