"""The exercises of the curriculum, compiled once for all tests of a notebook: those go to one worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sandboxes import shared_sandbox

from grader.audit.laboratory import Laboratory
from grader.common.checkout import content_root
from grader.curriculum.generate import release
from grader.sandbox.limits import Limits

ROOT = content_root()
PATIENT = Limits(cell_seconds=100, wall_seconds=300, cpu_seconds=100)


@lru_cache(maxsize=4)
def laboratory(exercise: str) -> Laboratory:
    """An exercise in the sandbox that all tests of a process share; a busy machine may take its time."""
    made = Laboratory.of(ROOT / "exercises" / exercise / f"{exercise}.ipynb", shared_sandbox())
    made.exercise = replace(made.exercise, limits=PATIENT)
    return made


@lru_cache(maxsize=4)
def released(exercise: str) -> Mapping[str, bytes]:
    """What a release of it writes: paths below its folder, and contents."""
    with TemporaryDirectory() as target:
        release(ROOT / "exercises" / exercise, Path(target))
        folder = Path(target) / exercise
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
