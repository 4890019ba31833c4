"""A course folder on disk: where things stand (as nbgrader is told), what was handed in, who is grading."""

from __future__ import annotations

import contextlib
import glob
import hashlib
import json
import math
import os
import re
import shlex
import shutil
import socket
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from fnmatch import filter as matching
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from grader.classroom.release import course_directory, given
from grader.common.errors import SinauError
from grader.common.layout import write_atomic
from grader.grading.nbgrader_plugin import AUTOGRADE_STEPS
from grader.sandbox.limits import LONGEST_CELL, Limits

STAMP = ".sinau-nilai.json"
LOCK = ".sinau-nilai.kunci"
TEMPORARY = ".tulis-"  # what `write_atomic` calls its files
#: Where a configuration may add code of its own to nbgrader's grading.
_STEPS = ("sanitize_preprocessors", "autograde_preprocessors", "preprocessors")
_HOOKS = ("pre_convert_hook", "post_convert_hook")
#: Where a configuration may set the time for a cell: nbgrader's ``Execute`` and the classes it comes from.
_EXECUTE = ("Execute", "ExecutePreprocessor", "NotebookClient")
#: Files beside a submitted notebook that its cells may need; more than this is not carried along.
MAX_EXTRA = 50 * 2**20
MAX_OTHER = 2 * 2**20
#: Bytes of a path below the folder: one that just fits where it was handed in would not fit elsewhere.
MAX_PATH = 1000
#: Bytes of a time of handing in.
MAX_TIME = 100


@dataclass(frozen=True)
class Submission:
    """One notebook of one learner: where it was handed in and where its graded copy goes."""

    student: str
    assignment: str
    notebook: str
    path: Path | None
    target: Path
    timestamp: datetime | None


def without_exercises(course: Path) -> SinauError:
    """The sentence for a class folder in which nothing can be released or graded."""
    made_by = f"sinau course {shlex.quote(str(course))}"
    return SinauError(f"Belum ada latihan di {course}/source; buat kelasnya dengan: {made_by}")


class CourseFolder:
    """Paths and contents of a course folder; raises SinauError where it is none."""

    def __init__(self, course: Path, coursedir: Any = None) -> None:
        """``coursedir`` is nbgrader's own CourseDirectory where nbgrader itself is running."""
        if not course.is_dir():
            raise SinauError(
                f"Folder kelas {course} tidak ada; buat dengan: sinau course {shlex.quote(str(course))}"
            )
        self.path = course.absolute()
        self.nbgrader: Any = coursedir or course_directory(self.path)
        self.config: Any = self.nbgrader.config
        self.db_url: str = self.nbgrader.db_url
        self.course_id: str = self.nbgrader.course_id

    def folder(self, step: str, student: str, assignment: str) -> Path:
        """The folder of a step ("source", "submitted", "autograded", ...) as the course is configured."""
        directory = getattr(self.nbgrader, f"{step}_directory")
        return self.path / str(self.nbgrader.format_path(directory, student, assignment))

    def assignments(self) -> list[str]:
        """The assignments that have a source folder, or something handed in."""
        handed_in = self._folders("submitted", "*", "[^/]+")
        found = {assignment for _, assignment, folder in handed_in if any(folder.glob("*.ipynb"))}
        return sorted({*self.sources(), *found})

    def sources(self) -> list[str]:
        """The assignments that have a source folder."""
        found = self._folders("source", ".", re.escape("."))
        return sorted(assignment for _, assignment, folder in found if any(folder.glob("*.ipynb")))

    def check_source(self, assignment: str) -> None:
        """Raise SinauError, with the names there are, for an assignment that has no source folder."""
        known = self.sources()
        if assignment not in known:
            there = ", ".join(known) or "belum ada"
            raise SinauError(f'Latihan "{assignment}" tidak ada di folder source; yang ada: {there}.')

    def handed_in(self) -> list[str]:
        """The assignments of which a learner's folder exists, whatever stands in it."""
        return sorted({assignment for _, assignment, _ in self._folders("submitted", "*", "[^/]+")})

    def _folders(self, step: str, student: str, expression: str) -> Iterator[tuple[str, str, Path]]:
        """(student, assignment, folder) of all that stands in a step, however the course is structured."""
        directory = getattr(self.nbgrader, f"{step}_directory")
        structure = self.nbgrader.directory_structure
        pattern = structure.format(
            nbgrader_step=glob.escape(directory), student_id=student, assignment_id="*"
        )
        named = f"(?P<student>{expression})", "(?P<assignment>[^/]+)"
        known = re.compile(self.nbgrader.format_path(re.escape(directory), *named, escape=True))
        for path in sorted(glob.glob(os.path.join(glob.escape(self.nbgrader.root), pattern))):  # noqa: PTH118, PTH207
            match = known.fullmatch(path)
            # What a Mac puts beside everything it zips is nobody's.
            if match and match["student"] != "__MACOSX" and os.path.isdir(path):  # noqa: PTH112
                yield match["student"], match["assignment"], Path(path)

    def limits(self, given: Limits) -> Limits:
        """The limits of a run: as given, else with the time for a cell that the course sets for nbgrader."""
        sections = [self.config[name] for name in _EXECUTE if name in self.config]
        seconds = next((s["timeout"] for s in sections if "timeout" in s), Limits().cell_seconds)
        if seconds is None or seconds == -1:  # no limit for nbgrader; here that of the submission
            seconds = given.wall_seconds
        if given != Limits() or not isinstance(seconds, (int, float)):
            return given
        seconds = min(seconds, LONGEST_CELL)
        return replace(
            given,
            cell_seconds=seconds,
            wall_seconds=max(given.wall_seconds, seconds),
            cpu_seconds=max(given.cpu_seconds, math.ceil(seconds)),
        )

    def editable(self, assignment: str) -> tuple[str, ...]:
        """The files of an assignment that learners may change (``Autograde.exclude_overwriting``)."""
        return tuple(given(self.config, "Autograde", "exclude_overwriting", {}).get(assignment, ()))

    def left_out(self) -> list[str]:
        """The preprocessors and hooks of its own that the configuration adds to nbgrader's grading."""
        section = self.config.Autograde
        steps = [step for option in _STEPS for step in given(self.config, "Autograde", option, [])]
        named = [step if isinstance(step, str) else step.__name__ for step in steps]
        names = [name for name in named if name not in AUTOGRADE_STEPS]
        hooks = [h for h in _HOOKS if section.get(h) or self.config.BaseConverter.get(h)]
        if names:
            from nbgrader.converters import Autograde

            usual = [step for option in _STEPS for step in getattr(Autograde, option).default()]
            known = {step.__name__ for step in usual}
            names = [name for name in dict.fromkeys(names) if name.rpartition(".")[2] not in known]
        return names + hooks

    def order(self, assignment: str) -> dict[str, list[str]]:
        """Notebook → grade ids in the order of the source (or released) notebook."""
        return {path.stem: _grade_ids(path) for path in self.reference_notebooks(assignment)}

    def reference_notebooks(self, assignment: str) -> list[Path]:
        """The source notebooks of an assignment, else its released ones."""
        for step in ("source", "release"):
            found = sorted(self.folder(step, ".", assignment).glob("*.ipynb"))
            if found:
                return found
        return []

    def submissions(self, assignment: str, notebooks: list[str]) -> Iterator[Submission]:
        """What was handed in for an assignment: by learner and notebook; no ``path`` where one is missing."""
        excluded = self.nbgrader.student_id_exclude.split(",")
        for student, name, folder in self._folders("submitted", "*", "[^/]+"):
            if name != assignment or student in excluded or not fnmatch(student, self.nbgrader.student_id):
                continue
            target = self.folder("autograded", student, assignment)
            when = _timestamp(folder)
            for notebook in matching(notebooks, self.nbgrader.notebook_id):
                yield Submission(
                    student, assignment, notebook, _find(folder, notebook, notebooks), target, when
                )

    def submission(self, student: str, assignment: str, notebook: str, notebooks: list[str]) -> Submission:
        """One notebook that a learner handed in, or should have."""
        folder = self.folder("submitted", student, assignment)
        target = self.folder("autograded", student, assignment)
        return Submission(
            student, assignment, notebook, _find(folder, notebook, notebooks), target, _timestamp(folder)
        )


def _find(folder: Path, notebook: str, notebooks: list[str]) -> Path | None:
    """The handed-in file; a renamed one counts where there can be no doubt."""
    named = folder / f"{notebook}.ipynb"
    if _is_plain_file(named):
        return named
    others = [p for p in folder.glob("*.ipynb") if _is_plain_file(p)]
    return others[0] if len(others) == 1 and len(notebooks) == 1 else None


def _is_plain_file(path: Path) -> bool:
    """Not a link (to somebody else's file), a folder or a pipe (that would be waited for without end)."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def extra_files(folder: Path, ignore: Sequence[str] = (), ours: bool = False) -> dict[str, bytes]:
    """The files beside the notebooks in a folder, up to MAX_EXTRA bytes.

    Links are not followed (those to files are, in a folder of ``ours``); hidden files, those whose name
    matches a pattern of ``ignore``, those that lie too deep and those that cannot be read stay out.
    """
    files: dict[str, bytes] = {}
    room = MAX_EXTRA
    for name, path in _beside(folder, ignore, ours):
        with contextlib.suppress(OSError):
            if path.stat().st_size <= room:
                files[name] = data = path.read_bytes()
                room -= len(data)
    return files


def too_large(folder: Path, ignore: Sequence[str], taken: Mapping[str, bytes]) -> list[str]:
    """The files of our own that `extra_files` has not taken."""
    return [name for name, _ in _beside(folder, ignore, ours=True) if name not in taken]


def _beside(folder: Path, ignore: Sequence[str], ours: bool) -> Iterator[tuple[str, Path]]:
    room_for_path = len(os.fsencode(folder)) + MAX_PATH
    for top, below, names in os.walk(folder):
        # A folder named like a notebook would take the place of a graded one.
        below[:] = sorted(n for n in below if _is_wanted(n, ignore) and not n.endswith(".ipynb"))
        names = [name for name in names if len(os.fsencode(os.path.join(top, name))) <= room_for_path]  # noqa: PTH118
        for name in sorted(names):
            path = Path(top, name)
            if path.suffix != ".ipynb" and _is_wanted(name, ignore):
                with contextlib.suppress(OSError):
                    if path.is_file() if ours else _is_plain_file(path):
                        yield path.relative_to(folder).as_posix(), path


def _is_wanted(name: str, ignore: Sequence[str]) -> bool:
    return name.isprintable() and not name.startswith(".") and not any(fnmatch(name, p) for p in ignore)


def other_notebooks(submission: Submission) -> dict[str, bytes]:
    """The notebooks that were handed in together with this one."""
    found: dict[str, bytes] = {}
    for path in sorted(submission.path.parent.glob("*.ipynb")) if submission.path else ():
        if path != submission.path and path.name.isprintable() and _is_plain_file(path):
            with contextlib.suppress(OSError):
                if path.stat().st_size <= MAX_OTHER:
                    found[path.name] = path.read_bytes()
    return found


def stamp_of(*parts: bytes) -> str:
    """A digest of all that a grade depends on."""
    total = hashlib.sha256()
    for part in parts:
        total.update(len(part).to_bytes(8, "big") + part)
    return total.hexdigest()


def read_stamps(target: Path) -> dict[str, str]:
    """Notebook → stamp of the last grading; empty where there is none."""
    try:
        stamps = json.loads((target / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in stamps.items()} if isinstance(stamps, dict) else {}


def write_stamp(target: Path, notebook: str, stamp: str) -> None:
    """Remember that this very submission has been graded and written to the gradebook."""
    write_atomic(
        target / STAMP, json.dumps(read_stamps(target) | {notebook: stamp}, indent=1, sort_keys=True).encode()
    )


def write_graded(target: Path, notebook: str, text: str, files: Mapping[str, bytes]) -> None:
    """Write a graded notebook, and the files beside it, as nbgrader does; raises OSError."""
    for left in target.glob(f"{TEMPORARY}*"):  # by a run that was killed
        left.unlink()
    for name, data in {**files, f"{notebook}.ipynb": text.encode()}.items():
        path = target / name
        if path.is_file() and path.read_bytes() == data:
            continue
        for place in reversed(path.relative_to(target).parents[:-1]):
            if (target / place).is_file():
                (target / place).unlink()
        if path.is_dir():
            shutil.rmtree(path)
        write_atomic(path, data)


def share_with_group(folder: CourseFolder, target: Path) -> None:
    """Let the trainers' group write what was graded, as ``CourseDirectory.groupshared`` wants it."""
    if not folder.nbgrader.groupshared:
        return
    for place in (target, *target.parents):
        if place != folder.path and place.is_relative_to(folder.path):
            _allow(place, place.stat().st_mode | 0o2770)
    for top, below, names in os.walk(target):
        for name in below:
            _allow(Path(top, name), Path(top, name).stat().st_mode | 0o2770)
        for name in names:
            _allow(Path(top, name), 0o664)


def _allow(path: Path, mode: int) -> None:
    with contextlib.suppress(PermissionError):  # a colleague's own, who has shared it
        path.chmod(mode & 0o7777)


@contextmanager
def grading_lock(course: Path) -> Iterator[None]:
    """Only one grading at a time; SinauError tells who holds the lock. A dead holder's lock is free."""
    import fcntl

    path = course / LOCK
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise SinauError(
            f"Folder {course} tidak bisa ditulisi ({error.strerror}); perbaiki izinnya, lalu jalankan lagi."
        ) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(handle, 200).decode("utf-8", "replace").strip() or "proses lain"
            raise SinauError(
                f"Kelas ini sedang dinilai oleh {holder}; tunggu sampai selesai, lalu jalankan lagi."
            ) from None
        since = datetime.now().astimezone().strftime("%H.%M")
        with contextlib.suppress(OSError):  # on a full disk the lock holds all the same
            os.ftruncate(handle, 0)
            os.write(handle, f"proses {os.getpid()} di {socket.gethostname()} sejak pukul {since}".encode())
        yield
    finally:
        os.close(handle)


def _timestamp(folder: Path) -> datetime | None:
    """The time of handing in (UTC without zone) from nbgrader's timestamp.txt; None if unreadable."""
    from nbgrader.utils import parse_utc

    file = folder / "timestamp.txt"
    try:
        text = _start_of(file).strip() if _is_plain_file(file) else ""
        moment = parse_utc(text) if text else None
    except (OSError, ValueError, OverflowError, TypeError, AttributeError):
        return None
    return moment if isinstance(moment, datetime) else None


def _start_of(file: Path) -> str:
    """A time is short, and reading megabytes of digits as one takes for ever."""
    with file.open("rb") as opened:
        return opened.read(MAX_TIME).decode("utf-8")


def _grade_ids(path: Path) -> list[str]:
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return [
            c["metadata"]["nbgrader"]["grade_id"]
            for c in cells
            if "grade_id" in c["metadata"].get("nbgrader", {})
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
