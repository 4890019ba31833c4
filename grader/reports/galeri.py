"""The class's projects: a page for the trainer with all of them, and a gallery of those whose owner agreed.

A project is what its owner wrote down as plain text, read without running it, and the chart that grading drew
in the sandbox. Learners' HTML is never looked at; texts are escaped by Jinja and pictures checked by
`untrusted`. Raw data is on neither page, and a project with personal data in its words is on no gallery.
"""

import ast
import hashlib
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from grader.checks import personal
from grader.checks.kinds.card import FIELDS, fields_of
from grader.checks.spec import Outcome
from grader.common.errors import SinauError
from grader.notebooks.cells import is_code, marks
from grader.notebooks.names import tree_of
from grader.reports.autograded import GradedNotebook, read_graded, read_json, text_of
from grader.reports.graded_class import GradedHandIn, load_class
from grader.reports.pages import environment, write_atomically
from grader.reports.untrusted import excerpt, one_line

EXERCISE = "4-06-proyek"
GALLERY, ALL = "galeri.html", "proyek.html"
PARTS = ("Pembersihan", "Putusan", "Berubah pikiran kalau")
WITH_NAME = frozenset(("ya", "boleh", "ya dengan nama", "ya dengan namaku"))
WITHOUT_NAME = frozenset(("tanpa nama", "ya tanpa nama", "boleh tanpa nama"))
_CHART_CHECK = "soal-5-grafik"
_MAX_TEXT = 2_000
MAX_SOURCE = 20_000
"""How much of an answer cell is read."""


@dataclass(frozen=True, slots=True)
class Project:
    """What one trainee handed in as their project, as plain text; "" where it could not be read."""

    code: str
    name: str
    question: str
    card: tuple[tuple[str, str], ...]
    """Label and text of each line of the data card."""
    picture: str | None
    """The chart as a `data:` address."""
    parts: tuple[tuple[str, str], ...]
    """Label and text of what was cleaned, decided, and what would change it."""
    permission: str
    """What was written as permission, on one line."""
    found: tuple[str, ...]
    """Kinds of personal data in its words."""

    @property
    def shown_as(self) -> str | None:
        """The name in the gallery; None where the owner did not agree."""
        said = " ".join(self.permission.casefold().replace(",", " ").strip(" .!").split())
        if said in WITH_NAME:
            return self.name
        return "Peserta kelas" if said in WITHOUT_NAME else None

    @property
    def is_in_gallery(self) -> bool:
        return self.shown_as is not None and not self.found and bool(self.question)

    @property
    def why_not(self) -> str:
        """Why it is not in the gallery, "" where it is."""
        if self.shown_as is None:
            return "belum ada izin"
        if self.found:
            return f"ada {' dan '.join(self.found)}"
        return "" if self.question else "pertanyaannya tidak terbaca"


@dataclass(frozen=True, slots=True)
class Pages:
    """What was written."""

    gallery: Path
    everything: Path
    shown: tuple[Project, ...]
    held_back: tuple[Project, ...]


def write_gallery(course: Path) -> Pages:
    """Write `galeri.html` and `proyek.html` into the course folder. The same hand-ins give the same bytes.

    Raises SinauError when no project has been graded.
    """
    graded = load_class(course)
    projects = [read_project(one) for (_, name), one in graded.hand_ins.items() if name == EXERCISE]
    if not projects:
        raise SinauError(
            f"Di {graded.folder.path} belum ada proyek ({EXERCISE}) yang dinilai; jalankan `sinau collect` "
            f"lalu `sinau grade {EXERCISE}`."
        )
    projects.sort(key=lambda project: (project.name.casefold(), project.code))
    shown = tuple(sorted((p for p in projects if p.is_in_gallery), key=_without_names))
    gallery, everything = graded.folder.path / GALLERY, graded.folder.path / ALL
    write_atomically(gallery, render(shown, for_trainer=False))
    write_atomically(everything, render(projects, for_trainer=True))
    return Pages(gallery, everything, shown, tuple(p for p in projects if not p.is_in_gallery))


def _without_names(project: Project) -> str:
    """An order that does not follow the roster: it would tell who is behind "Peserta kelas"."""
    return hashlib.sha256(project.question.encode("utf-8", "replace")).hexdigest()


def render(projects: Iterable[Project], for_trainer: bool) -> str:
    """A page as HTML; it contains no script and no address to load from."""
    template = environment().get_template("galeri.html.j2")
    return template.render(projects=list(projects), for_trainer=for_trainer)


def read_project(hand_in: GradedHandIn) -> Project:
    """The project in a graded hand-in."""
    return project_of(hand_in.trainee.code, hand_in.trainee.name, hand_in.notebooks, hand_in.exercise.given)


def project_of(code: str, name: str, notebooks: list[Path], given: Set[str] = frozenset()) -> Project:
    """The project in graded notebooks."""
    words: dict[str, str] = {}
    for path in notebooks:
        for source in _answers(path):
            words |= literals(source[:MAX_SOURCE])
    graded = read_graded(notebooks, given)
    card = fields_of(_text(words.get("kartu")), list(FIELDS))
    page = _text(words.get("halaman"))
    parts = fields_of(page, PARTS)
    if page and not parts:
        parts = {"Halaman": page}
    question = one_line(words.get("pertanyaan", ""), 300)
    permission = one_line(words.get("izin_galeri", ""), 60)
    return Project(
        one_line(code),
        one_line(name),
        question,
        tuple(card.items()),
        _picture(graded),
        tuple(parts.items()),
        permission,
        tuple(personal.in_texts([question, *card.values(), page])),
    )


def _answers(path: Path) -> Iterator[str]:
    """The sources of the answer cells; grading has written anew which cells those are."""
    try:
        cells = read_json(path)["cells"]
    except ValueError:
        return
    for cell in cells:
        if isinstance(cell, dict) and is_code(cell) and marks(cell).get("solution") is True:
            yield text_of(cell.get("source"))


def _text(value: str | None) -> str:
    return excerpt(value or "", _MAX_TEXT)[0].strip()


def literals(source: str) -> dict[str, str]:
    """The names to which a cell assigns a text that stands there as it is; nothing is run."""
    found: dict[str, str] = {}
    for statement in getattr(tree_of(source), "body", ()):
        if not isinstance(statement, ast.Assign):
            continue
        for target in statement.targets:
            if isinstance(target, ast.Name):
                found.pop(target.id, None)
                if isinstance(statement.value, ast.Constant) and isinstance(statement.value.value, str):
                    found[target.id] = statement.value.value
    return found


def _picture(graded: GradedNotebook) -> str | None:
    """The last picture of the answer whose chart earned something: what was drawn without a finding of
    personal data.
    """
    for question in graded.questions:
        for check in question.checks:
            earned = check.verdict is not None and check.verdict.outcome in (Outcome.RIGHT, Outcome.PARTIAL)
            if check.grade_id == _CHART_CHECK and earned:
                drawn = [output.image for answer in question.answers for output in answer.outputs]
                return next((image for image in reversed(drawn) if image), None)
    return None
