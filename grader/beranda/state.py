"""What Beranda shows: how each page of the road stands, what was handed in, what came back."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from grader.common.errors import SinauError
from grader.common.layout import write_atomic
from grader.learner import class_server, progress, raised_hand
from grader.learner.package import HANDIN_FOLDER, packed_manifest
from grader.learner.profile import STATE_FOLDER, Profile, read_profile
from grader.learner.road import Road, Step, along, read_road

LEARNING_PATHS = ("UMKM", "Desa")
FEEDBACK_FOLDER = "umpan-balik"
OWN_DATA_FOLDER = "data-saya"
_CHOICE = Path(STATE_FOLDER) / "jalur.json"

Mark = Literal["○", "◐", "✔"]
WORDS: dict[Mark, str] = {"○": "belum", "◐": "sedang", "✔": "selesai"}


@dataclass(frozen=True)
class Page:
    """One page of the road and how it stands; `score` is the best that the checks ever said."""

    step: Step
    mark: Mark
    right: int
    score: float
    at: float  # epoch seconds of the last check

    @property
    def word(self) -> str:
        return WORDS[self.mark]

    @property
    def minutes_left(self) -> int:
        """The planned minutes for what is not right yet."""
        if self.mark == "✔":
            return 0
        asked = len(self.step.questions)
        return round(self.step.minutes * (1 - self.right / asked)) if asked else self.step.minutes


@dataclass(frozen=True)
class HandedIn:
    """A package in the hand-in folder: of which exercise, when, its receipt, its file in the workspace."""

    exercise: str
    time: datetime
    receipt: str
    file: str


@dataclass(frozen=True)
class Returned:
    """A file that the trainer gave back: what it is called for people, when it came, where it is."""

    title: str
    time: datetime
    file: str


@dataclass(frozen=True)
class Beranda:
    """Everything on the page."""

    profile: Profile | None
    learning_path: str | None
    pages: tuple[Page, ...]
    following: Page | None  # where to go on; None when all is done
    handed_in: tuple[HandedIn, ...]
    feedback: tuple[Returned, ...]
    own_files: tuple[str, ...]
    in_class: bool  # on the class server: the trainer can be called
    hand: float  # since when the hand is raised (epoch seconds), 0 for not
    sign_out: str = ""  # in a class: where one signs out, for whoever gets the phone next

    @property
    def hand_time(self) -> str:
        """When the hand was raised, by the clock."""
        return f"{datetime.fromtimestamp(self.hand):%H.%M}"

    @property
    def minutes_left(self) -> int:
        return sum(page.minutes_left for page in self.pages)

    @property
    def time_left(self) -> str:
        """The planned time for all that is left, in hours where it is long."""
        minutes = self.minutes_left
        return f"{minutes} menit" if minutes < 120 else f"{round(minutes / 60)} jam"

    @property
    def done(self) -> int:
        return sum(page.mark == "✔" for page in self.pages)


def beranda(workspace: Path) -> Beranda:
    """What is known of a workspace now."""
    learning_path, handed_in = chosen_path(workspace), _handed_in(workspace)
    sent = {one.exercise for one in handed_in}
    pages = tuple(_page(workspace, step, step.id in sent) for step in own_road(workspace))
    return Beranda(
        profile=read_profile(workspace),
        learning_path=learning_path,
        pages=pages,
        following=_following(pages),
        handed_in=handed_in,
        feedback=_returned(workspace),
        own_files=tuple(name for name in _files(workspace, OWN_DATA_FOLDER) if not name.endswith(".txt")),
        in_class=class_server.is_here(),
        sign_out=class_server.sign_out_address(),
        hand=raised_hand.since(workspace),
    )


def own_road(workspace: Path) -> Road:
    """The road of the learning path that was chosen."""
    return along(read_road(workspace), chosen_path(workspace))


def chosen_path(workspace: Path) -> str | None:
    """The learning path chosen on Beranda, None while there is none."""
    try:
        chosen = json.loads((workspace / _CHOICE).read_text(encoding="utf-8"))["jalur"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return chosen if chosen in LEARNING_PATHS else None


def choose_path(workspace: Path, learning_path: str) -> None:
    """Remember a learning path, "" for the whole course; raises SinauError where it cannot be written."""
    text = json.dumps({"jalur": learning_path if learning_path in LEARNING_PATHS else None})
    try:
        write_atomic(workspace / _CHOICE, text.encode())
    except OSError as error:
        raise SinauError(
            f"Pilihan jalurmu tidak dapat disimpan di {workspace / _CHOICE} ({error.strerror}): "
            "periksa ruang kosong dan izin foldernya, lalu pilih lagi."
        ) from error


def _page(workspace: Path, step: Step, handed_in: bool) -> Page:
    path = Path(step.path)
    if not step.questions:  # a test: nothing is checked, so that only handing it in tells that it was done
        return Page(step, "✔" if handed_in and step.kind == "exercise" else "○", 0, 0.0, 0.0)
    tried = {name: one for name, one in progress.read(workspace, path).items() if name in step.questions}
    right = sum(one.right for one in tried.values())
    mark: Mark = "○" if not tried else "✔" if right == len(step.questions) else "◐"
    score = sum(one.score for one in tried.values()) if step.points else 0.0
    return Page(step, mark, right, score, progress.last_worked_on(workspace, path) if tried else 0.0)


def _following(pages: Sequence[Page]) -> Page | None:
    """The page last worked on while it is unfinished, else the first unfinished one after it, else before.

    A page without checks (a test) is never unfinished: who learns alone may leave it out.
    """
    if not pages:
        return None
    last = max(range(len(pages)), key=lambda at: (pages[at].at, -at))
    order: Iterable[Page] = (*pages[last:], *pages[:last])
    return next((page for page in order if page.mark != "✔" and page.step.questions), None)


def _handed_in(workspace: Path) -> tuple[HandedIn, ...]:
    found = []
    for file in sorted((workspace / HANDIN_FOLDER).glob("*.zip")):
        if (manifest := packed_manifest(file)) is not None:
            path = f"{HANDIN_FOLDER}/{file.name}"
            found.append(HandedIn(manifest.exercise, manifest.time, manifest.receipt, path))
    return tuple(sorted(found, key=lambda one: one.time, reverse=True))


def _returned(workspace: Path) -> tuple[Returned, ...]:
    """What lies in the feedback folder, what came last first."""
    found = []
    for file in _files(workspace, FEEDBACK_FOLDER):
        with contextlib.suppress(OSError):  # replaced by a newer one in this moment
            time = datetime.fromtimestamp((workspace / file).stat().st_mtime, UTC)
            found.append(Returned(_title(Path(file).stem), time, file))
    return tuple(sorted(found, key=lambda one: one.time, reverse=True))


def _title(stem: str) -> str:
    """A file's name as words: one without spaces has something else between its words."""
    words = stem if " " in stem else re.sub(r"[-_]+", " ", stem).strip()
    return words[:1].upper() + words[1:]


def _files(workspace: Path, folder: str) -> tuple[str, ...]:
    """The visible files of a folder of the workspace, by name."""
    try:
        names = sorted(file.name for file in (workspace / folder).iterdir() if file.is_file())
    except OSError:
        return ()
    return tuple(f"{folder}/{name}" for name in names if not name.startswith("."))
