"""The computers that a kit can be for, as a lock's markers and the tags of wheels name them."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass

from packaging import tags
from packaging.markers import Environment
from packaging.tags import Tag

from grader.common.errors import SinauError
from grader.start.kit import Fit

Python = tuple[int, int]
PYTHONS: tuple[Python, ...] = ((3, 11), (3, 12), (3, 13), (3, 14))


@dataclass(frozen=True)
class System:
    """An operating system on a kind of processor."""

    shown: str
    os_name: str
    sys_platform: str
    platform_system: str
    machine: str
    platforms: tuple[str, ...]  # of wheels that run there, the best first


def _linux(shown: str, machine: str) -> System:
    """Any Linux of the last years: glibc 2.28 is of 2018."""
    old = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}
    platforms = [
        name
        for minor in range(28, 4, -1)
        for name in (f"manylinux_2_{minor}_{machine}", *([f"{old[minor]}_{machine}"] if minor in old else []))
    ]
    return System(shown, "posix", "linux", "Linux", machine, (*platforms, f"linux_{machine}"))


def _macos(shown: str, machine: str) -> System:
    """macOS 12 is the oldest that Apple mended while these Pythons were new."""
    return System(shown, "posix", "darwin", "Darwin", machine, tuple(tags.mac_platforms((12, 0), machine)))


SYSTEMS = {
    "windows": System("Windows 64-bit", "nt", "win32", "Windows", "AMD64", ("win_amd64",)),
    "linux": _linux("Linux 64-bit", "x86_64"),
    "linux-arm": _linux("Linux ARM 64-bit", "aarch64"),
    "macos": _macos("macOS (Apple M)", "arm64"),
    "macos-intel": _macos("macOS (Intel)", "x86_64"),
}


@dataclass(frozen=True)
class Target:
    """A system with a Python."""

    system: System
    python: Python

    @property
    def fit(self) -> Fit:
        """The same, as the kit tells it to start.py."""
        system = self.system
        return Fit(system.shown, system.sys_platform, system.machine, self.python)

    def environments(self) -> list[Environment]:
        """What markers are asked about: the first and the last patch release, since some tell them apart."""
        system, (major, minor) = self.system, self.python
        return [
            Environment(
                implementation_name="cpython",
                implementation_version=full,
                os_name=system.os_name,
                platform_machine=system.machine,
                platform_release="",
                platform_system=system.platform_system,
                platform_version="",
                python_full_version=full,
                platform_python_implementation="CPython",
                python_version=f"{major}.{minor}",
                sys_platform=system.sys_platform,
            )
            for full in (f"{major}.{minor}.0", f"{major}.{minor}.99")
        ]

    def tags(self) -> list[Tag]:
        """The tags of wheels that run there, the best first."""
        platforms = self.system.platforms
        interpreter = "cp{}{}".format(*self.python)
        return [
            *tags.cpython_tags(self.python, platforms=platforms),
            *tags.compatible_tags(self.python, interpreter, platforms),
        ]


def here() -> System:
    """The system of this computer. Raises SinauError where no kit can be for it."""
    for system in SYSTEMS.values():
        if (system.sys_platform, system.machine) == (sys.platform, platform.machine()):
            return system
    raise SinauError(f"Sebut untuk sistem apa kit ini: --untuk {','.join(SYSTEMS)}")


def targets_of(systems: str | None, pythons: str | None) -> list[Target]:
    """The targets named on the command line: systems and Pythons, each a list with commas.

    This computer's where nothing is named. Raises SinauError for a name that is none.
    """
    named = [SYSTEMS.get(name.strip()) for name in systems.split(",")] if systems else [here()]
    known = {"{}.{}".format(*python): python for python in PYTHONS}
    wanted = [known.get(name.strip()) for name in pythons.split(",")] if pythons else [sys.version_info[:2]]
    found = [Target(system, python) for system in named if system for python in wanted if python]
    if len(found) < len(named) * len(wanted):
        raise SinauError(f"Pilihan kit: --untuk {','.join(SYSTEMS)} dan --python {','.join(known)}.")
    return found
