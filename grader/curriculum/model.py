"""What a lesson and an exercise are, and the course as the ordered set of both.

Everything is read from the notebooks' own metadata (`nb.metadata["sinau"]`); the ids, modules and paths of
the curriculum stand here. Light to import: notebooks are read with the standard library.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grader.common.errors import SinauError
from grader.notebooks.cells import marks, source_text, tags
from grader.notebooks.check_calls import as_trainee_sees
from grader.notebooks.normal_form import read_notebook

MODULES = {
    "1-fondasi": "Fondasi",
    "2-pemasaran": "Pemasaran digital",
    "3-data-desa": "Literasi data desa",
    "4-desa-digital": "Desa digital: potensi dan dampak",
}
LESSON_IDS = (
    *("1-01-mulai", "1-02-hitung", "1-03-dikw", "1-04-tabel", "1-05-ringkas", "1-06-grafik"),
    *("2-01-corong", "2-02-harga", "2-03-kanal", "2-04-etalase", "2-05-konten", "2-06-iklan"),
    *("2-07-uji-ab", "2-08-pelanggan", "2-09-ulasan", "2-10-musim", "2-11-pasar-jauh", "2-12-wa-maps"),
    *("2-13-kas-qris", "2-14-aman", "2-15-foto-cod"),
    *("3-01-membunyikan", "3-02-asal-data", "3-03-periksa", "3-04-ukuran", "3-05-grafik-jujur"),
    *("3-06-peta", "3-07-privasi", "3-08-survei", "3-09-profil"),
    *("4-01-potensi", "4-02-bumdes", "4-03-hasil", "4-04-dampak", "4-05-kim", "4-06-proyek"),
)
TEST_IDS = ("0-tes-awal", "0-tes-akhir")
"""Two parallel tests over the whole course: exercises without a lesson."""

LearningPath = Literal["UMKM", "Desa"]
PATHS: tuple[LearningPath, ...] = ("UMKM", "Desa")
SHARED_OF_MODULE_4 = ("4-05-kim", "4-06-proyek")

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def paths_of(lesson_id: str) -> tuple[LearningPath, ...]:
    """The learning paths of a lesson: modules 1, 2, 4-05 and 4-06 are UMKM; modules 1, 3 and 4 are Desa."""
    if lesson_id[0] in "01" or lesson_id in SHARED_OF_MODULE_4:
        return PATHS
    return ("UMKM",) if lesson_id[0] == "2" else ("Desa",)


def module_of(lesson_id: str) -> str | None:
    """The module folder of an id (`2-02-harga` -> `2-pemasaran`); None where there is none."""
    return next((module for module in MODULES if module[0] == lesson_id[:1]), None)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Minutes(_Strict):
    """Planned minutes of a lesson: listening and reading, and doing."""

    explain: int = Field(ge=1)
    practise: int = Field(ge=1)

    @property
    def total(self) -> int:
        return self.explain + self.practise


class LessonMeta(_Strict):
    """`nb.metadata.sinau` of a lesson; how many objectives, terms and functions are wise, lint says."""

    kind: Literal["lesson"]
    id: str = Field(pattern=ID_PATTERN)
    title: str = Field(min_length=1)
    module: str
    minutes: Minutes
    objectives: tuple[str, ...]
    prerequisites: tuple[str, ...]
    terms: tuple[str, ...]
    functions: tuple[str, ...]
    datasets: tuple[str, ...]


class ExerciseMeta(_Strict):
    """`nb.metadata.sinau` of an exercise; minutes is one number."""

    kind: Literal["exercise"]
    id: str = Field(pattern=ID_PATTERN)
    title: str = Field(min_length=1)
    module: str
    minutes: int = Field(ge=1)
    objectives: tuple[str, ...]
    datasets: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Cell:
    """One cell as an author wrote it. `number` counts from 1 in the file."""

    number: int
    id: str
    kind: str
    source: str
    tags: tuple[str, ...]
    metadata: dict[str, Any]

    @property
    def is_code(self) -> bool:
        return self.kind == "code"

    @property
    def is_markdown(self) -> bool:
        return self.kind == "markdown"

    @property
    def for_trainer(self) -> bool:
        return "pelatih" in self.tags

    @property
    def nbgrader(self) -> dict[str, Any]:
        return dict(marks({"metadata": self.metadata}))

    @cached_property
    def trainee_source(self) -> str:
        """The source as a trainee sees it: no solution, and each `periksa(...)` reduced to its name."""
        return as_trainee_sees(self.source) if self.is_code else self.source


@dataclass(frozen=True)
class Notebook:
    """A lesson or an exercise: where it is, what it says about itself, its cells, its raw JSON."""

    path: Path
    file: str
    meta: LessonMeta | ExerciseMeta
    cells: tuple[Cell, ...]
    raw: dict[str, Any]

    @property
    def id(self) -> str:
        return self.meta.id

    @cached_property
    def trainee_cells(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if not cell.for_trainer)

    def tagged(self, tag: str) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if tag in cell.tags)


@dataclass(frozen=True)
class Lesson(Notebook):
    """A notebook whose metadata is a LessonMeta."""

    meta: LessonMeta

    @property
    def paths(self) -> tuple[LearningPath, ...]:
        return paths_of(self.meta.id)


@dataclass(frozen=True)
class Exercise(Notebook):
    """A notebook whose metadata is an ExerciseMeta."""

    meta: ExerciseMeta

    @property
    def is_test(self) -> bool:
        return self.meta.id in TEST_IDS


@dataclass(frozen=True)
class Course:
    """All lessons and exercises, each in the order of their ids."""

    root: Path
    lessons: tuple[Lesson, ...]
    exercises: tuple[Exercise, ...]

    @classmethod
    def load(cls, root: Path) -> Course:
        """Read every notebook under `root/lessons` and `root/exercises`.

        Raises SinauError at the first file that is broken or has no valid metadata, naming it.
        """
        return cls.of(root, [load_notebook(path, root) for path in notebook_files(root)])

    @classmethod
    def of(cls, root: Path, notebooks: list[Lesson | Exercise]) -> Course:
        lessons = sorted((n for n in notebooks if isinstance(n, Lesson)), key=lambda n: n.id)
        exercises = sorted((n for n in notebooks if isinstance(n, Exercise)), key=lambda n: n.id)
        return cls(root, tuple(lessons), tuple(exercises))

    @property
    def notebooks(self) -> tuple[Lesson | Exercise, ...]:
        return (*self.lessons, *self.exercises)

    def lesson(self, lesson_id: str) -> Lesson | None:
        return next((lesson for lesson in self.lessons if lesson.id == lesson_id), None)

    def exercise(self, exercise_id: str) -> Exercise | None:
        return next((exercise for exercise in self.exercises if exercise.id == exercise_id), None)

    def before(self, lesson_id: str, path: LearningPath) -> tuple[Lesson, ...]:
        """The lessons that come before an id on one learning path, in order."""
        return tuple(lesson for lesson in self.lessons if lesson.id < lesson_id and path in lesson.paths)


def notebook_files(root: Path) -> list[Path]:
    """The notebook files of a course, sorted; checkpoints left out.

    Raises SinauError when the folder holds no `lessons` and no `exercises`.
    """
    folders = [root / "lessons", root / "exercises"]
    if not any(folder.is_dir() for folder in folders):
        raise SinauError(f"Folder {root} tidak berisi lessons; jalankan dari folder repositori Sinau Desa.")
    found = [path for folder in folders for path in folder.glob("*/*.ipynb")]
    return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)


def load_notebook(path: Path, root: Path) -> Lesson | Exercise:
    """Read one lesson or exercise. Raises SinauError that names the file and what to do."""
    raw = read_notebook(path)
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    found = raw["metadata"].get("sinau")
    if not isinstance(found, dict):
        raise SinauError(
            f"Notebook {file} tidak punya metadata `sinau`; "
            "salin metadata dari pelajaran lain atau buat notebook dengan `sinau new`."
        )
    cells = tuple(_cell(number, cell) for number, cell in enumerate(raw["cells"], start=1))
    try:
        if found.get("kind") == "exercise":
            return Exercise(path, file, ExerciseMeta.model_validate(found), cells, raw)
        return Lesson(path, file, LessonMeta.model_validate(found), cells, raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SinauError(
            f"Metadata `sinau` di {file} salah pada `{place}` ({first['msg']}); "
            "perbaiki lewat panel Property Inspector atau lihat lessons/menulis-pelajaran.md."
        ) from None


def _cell(number: int, raw: dict[str, Any]) -> Cell:
    metadata = raw.get("metadata", {})
    return Cell(
        number=number,
        id=str(raw.get("id", "")),
        kind=str(raw.get("cell_type", "")),
        source=source_text(raw),
        tags=tuple(tags(raw)),
        metadata=metadata,
    )
