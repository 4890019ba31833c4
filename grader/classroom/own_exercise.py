"""An exercise of a trainer's own, in one class: the skeleton that authors of the curriculum begin with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from grader.classroom.folder import NOBODY, ClassFolder
from grader.classroom.release import refuse_another_id
from grader.common.errors import SinauError
from grader.common.layout import write_atomic
from grader.curriculum.model import LESSON_IDS, TEST_IDS
from grader.curriculum.new import exercise_skeleton
from grader.notebooks.normal_form import read_notebook, write_notebook

#: What stands in a skeleton where something is to be filled in.
BLANK = "ISI:"


def is_own(ident: str) -> bool:
    """Whether an exercise is none of the curriculum's."""
    return ident not in (*LESSON_IDS, *TEST_IDS)


def ident_of(title: str) -> str:
    """A name for the files of an exercise that is called so. Raises SinauError where nothing is left."""
    slug = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")
    if not slug:
        raise SinauError("Tulis dulu judul latihannya, misalnya Jenang Josari.")
    return f"kelas-{slug}"[:40].rstrip("-")


def new_exercise(course: Path, ident: str, title: str) -> Path:
    """Write the skeleton of an exercise into a class folder; returns its path.

    Raises SinauError for a name that cannot be one, is the curriculum's, or is there already.
    """
    folder = ClassFolder(course)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{1,40}", ident):
        raise SinauError(
            f"Nama latihan {ident!r} tidak bisa dipakai: huruf kecil, angka, dan tanda hubung, "
            "misalnya kelas-josari-jenang."
        )
    if not is_own(ident):
        raise SinauError(f"{ident} sudah dipakai kurikulum; pilih nama lain, misalnya {ident}-kelasku.")
    path = folder.source(ident) / f"{ident}.ipynb"
    if path.parent.exists():
        raise SinauError(f"Latihan {ident} sudah ada di kelas ini; pilih nama lain.")
    try:
        path.parent.mkdir(parents=True)
        write_notebook(path, exercise_skeleton(ident, title))
    except OSError as error:
        raise SinauError(f"Latihan tidak bisa ditulis di {path.parent} ({error.strerror}).") from error
    return path


def released(folder: ClassFolder, ident: str) -> Path:
    """Where the notebook for learners stands once it has been released."""
    return folder.folder("release", NOBODY, ident) / f"{ident}.ipynb"


def unfilled(folder: ClassFolder, ident: str) -> int:
    """How many parts of the skeleton wait to be filled in."""
    path = folder.source(ident) / f"{ident}.ipynb"
    return path.read_text(encoding="utf-8", errors="replace").count(BLANK) if path.is_file() else 0


def take_notebook(folder: ClassFolder, ident: str, content: bytes) -> None:
    """Put a filled-in notebook in the place of an exercise's source.

    Raises SinauError where it is no notebook, or says that it is another exercise.
    """
    path = folder.source(ident) / f"{ident}.ipynb"
    waiting = folder.path / ".sinau" / "latihan" / ident / path.name
    try:
        write_atomic(waiting, content)
        refuse_another_id(ident, path.name, _notebook(waiting))
        write_atomic(path, content)
    except OSError as error:
        raise SinauError(f"Latihan tidak bisa ditulis di {path.parent} ({error.strerror}).") from error
    finally:
        waiting.unlink(missing_ok=True)


def _notebook(path: Path) -> dict[str, Any]:
    """Its JSON; the sentence speaks of what the trainer has chosen, not of our copy."""
    try:
        return read_notebook(path)
    except SinauError as problem:
        raise SinauError(
            f"Berkas itu bukan notebook yang utuh; pilih {path.name} yang tadi kamu unduh dan isi."
        ) from problem
