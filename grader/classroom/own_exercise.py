"""An exercise of a trainer's own, in one class: the skeleton that authors of the curriculum begin with."""

from __future__ import annotations

import re
from pathlib import Path

from grader.classroom.folder import ClassFolder
from grader.common.errors import SinauError
from grader.curriculum.model import LESSON_IDS, TEST_IDS
from grader.curriculum.new import exercise_skeleton
from grader.notebooks.normal_form import write_notebook


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
    if ident in (*LESSON_IDS, *TEST_IDS):
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
