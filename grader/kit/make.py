"""Puts a kit together, or brings one up to date."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from grader.common.checkout import refuse_checkout
from grader.common.errors import SinauError
from grader.common.layout import write_atomic
from grader.curriculum.model import Course
from grader.curriculum.workspace import content_stamp, workspace_files
from grader.kit.launchers import launchers
from grader.kit.lock import Locked, read_lock, requirements, wheels_for
from grader.kit.modules import reached
from grader.kit.package import build_wheel
from grader.kit.targets import Target
from grader.kit.wheelhouse import fetch
from grader.start.kit import ABOUT, CONTENT, LOCK, SUMS, WHEELS, digest_of, read_sums, sums_text

#: Lessons as pages for a phone.
PAGES = "ponsel"
#: Copied as they are.
PLAIN = ("start.py", "LICENSE", "LICENSE-lessons")
#: What start.py runs before anything is installed.
STARTS = "grader.start.command"


@dataclass(frozen=True)
class Made:
    """A kit that is whole. ``size`` is in bytes, all its files together."""

    folder: Path
    targets: tuple[Target, ...]
    files: int
    size: int

    def sentences(self) -> list[str]:
        """What a trainer may want to know."""
        shown = ", ".join(
            f"{target.system.shown} dengan Python {'{}.{}'.format(*target.python)}" for target in self.targets
        )
        return [
            f"Kit siap di {self.folder} untuk {shown}: {self.files} berkas, {self.size / 1e6:.0f} MB.",
            "Salin seluruh folder itu ke USB; peserta mulai dari BACA-DULU.html.",
        ]


def make_kit(
    root: Path,
    folder: Path,
    targets: Sequence[Target],
    write_pages: Callable[[Path], None],
    tell: Callable[[str], None],
) -> Made:
    """Make the kit, or bring it up to date; files of others in its folder stay.

    `write_pages` writes the phone pages into a folder, `tell` is called with sentences on the way. Raises
    SinauError where the folder is no kit's, the internet is not there, or an author made a mistake.
    """
    folder = folder.expanduser().absolute()
    _refuse(folder)
    before = read_sums(folder)
    (folder / SUMS).write_text("")  # not whole until the end
    wheels = _fetch_all(root, targets, folder / WHEELS, tell)
    tell("Menyiapkan pelajaran dan latihan...")
    content = workspace_files(root)
    notebooks = [data for name, data in content.items() if name.endswith(".ipynb")]
    wheels = sorted({*wheels, build_wheel(root, notebooks, folder / WHEELS)})
    write_pages(folder / PAGES)
    files = {
        **{f"{CONTENT}/{name}": data for name, data in content.items()},
        **_program(root),
        **launchers(targets),
        LOCK: requirements(wheels).encode(),
        ABOUT: _about(root, targets).encode(),
    }
    _write(folder, files)
    names = [*files, *_pages(root, folder), *(f"{WHEELS}/{wheel.file}" for wheel in wheels)]
    _remove(folder, [*before, *(f"{WHEELS}/{path.name}" for path in (folder / WHEELS).iterdir())], names)
    write_atomic(folder / SUMS, sums_text({name: digest_of(folder / name) for name in names}).encode())
    size = sum((folder / name).stat().st_size for name in names)
    return Made(folder, tuple(targets), len(names), size)


def _fetch_all(
    root: Path, targets: Sequence[Target], folder: Path, tell: Callable[[str], None]
) -> list[Locked]:
    """The wheels of all targets, which lie in `folder` then."""
    lock = read_lock(root)
    needed = {target: wheels_for(lock, target) for target in targets}  # all can be had, or none is fetched
    for target, wheels in needed.items():
        fetch(wheels, target, folder, tell)
    return [wheel for wheels in needed.values() for wheel in wheels]


def _pages(root: Path, folder: Path) -> list[str]:
    """The phone pages that belong to a lesson of today."""
    known = {"index", *(lesson.id for lesson in Course.load(root).lessons)}
    paths = (path for path in (folder / PAGES).glob("*.html") if path.stem in known)
    return [path.relative_to(folder).as_posix() for path in paths]


def _refuse(folder: Path) -> None:
    """Make the folder; raise SinauError where it is not one that a kit may be made in."""
    refuse_checkout(folder, "~/kit-sinau")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strange = any(folder.iterdir()) and not (folder / SUMS).is_file()
    except (FileExistsError, NotADirectoryError):
        raise SinauError(f"{folder} adalah berkas, bukan folder; pilih nama folder lain.") from None
    if strange:
        raise SinauError(f"Folder {folder} berisi sesuatu yang bukan kit; pilih folder yang kosong.")


def _program(root: Path) -> dict[str, bytes]:
    """start.py and the modules that it runs."""
    modules = [file.relative_to(root).as_posix() for file in reached(root, [STARTS]).values()]
    return {name: (root / name).read_bytes() for name in (*PLAIN, *modules)}


def _about(root: Path, targets: Sequence[Target]) -> str:
    """What the kit says of itself: the computers that it is for, and which lessons it has.

    Hand-ins tell the same stamp as those of a workspace that was laid out from the checkout.
    """
    fits = [asdict(target.fit) for target in targets]
    return json.dumps({"fits": fits, "content": content_stamp(root)}, indent=1) + "\n"


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            write_atomic(path, data)
        if path.suffix in {".sh", ".command"}:
            with contextlib.suppress(OSError):  # a stick's file system may know no such right
                path.chmod(0o755)


def _remove(folder: Path, before: Sequence[str], now: Sequence[str]) -> None:
    """Remove what an older kit had and this one has not."""
    for path in (folder / name for name in {*before} - {*now}):
        if path.resolve().is_relative_to(folder.resolve()):
            path.unlink(missing_ok=True)
