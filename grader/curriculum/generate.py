"""Releasing through nbgrader's own `generate_assignment`, its talk turned into one sentence."""

from __future__ import annotations

import io
import logging
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from grader.common.errors import SinauError
from grader.curriculum.release import CODE_STUB
from grader.notebooks.nbgrader_import import import_nbgrader


def exercise_folders(source: Path) -> list[Path]:
    """The folders under `source` that hold the exercise they are named after."""
    return sorted(folder for folder in source.iterdir() if (folder / f"{folder.name}.ipynb").is_file())


def release(exercise: Path, target: Path) -> None:
    """Release the exercise of this folder into `target`. Raises SinauError for an author's error."""
    import_nbgrader()
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    from grader.curriculum.nbgrader_release import with_checks, without_database

    target.mkdir(parents=True, exist_ok=True)
    config = Config()
    config.CourseDirectory.release_directory = str(target)
    config.ClearSolutions.code_stub = {"python": CODE_STUB}
    config.CompileChecks.keep_in_source = False
    config.GenerateAssignment.no_database = True
    config.GenerateAssignment.preprocessors = without_database(
        with_checks(GenerateAssignment.preprocessors.default())
    )
    with tempfile.TemporaryDirectory() as root:
        # A copy, for the path of a source is a pattern to nbgrader: "sinau-desa (1)" would not match itself.
        config.CourseDirectory.root = root
        shutil.copytree(exercise, Path(root) / "source" / exercise.name)
        coursedir = CourseDirectory(config=config)
        coursedir.assignment_id = exercise.name
        generate(GenerateAssignment(coursedir=coursedir, config=config))


def generate(converter: Any) -> None:
    """Run nbgrader's GenerateAssignment; raises SinauError with the author's error where there was one."""
    converter.force = True
    with _captured(converter.log) as log:
        try:
            converter.start()
        except SystemExit:
            raise SinauError(failure_sentence(log.getvalue(), converter.coursedir.assignment_id)) from None
        except Exception as error:
            raise SinauError(
                failure_sentence(log.getvalue(), converter.coursedir.assignment_id, error)
            ) from None


@contextmanager
def _captured(logger: logging.Logger) -> Iterator[io.StringIO]:
    """Keep nbgrader's own talk out of the trainer's terminal, but at hand."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    before, logger.propagate = logger.handlers[:], False
    logger.handlers = [handler]
    logger.setLevel(logging.WARNING)
    try:
        yield text
    finally:
        logger.handlers = before


_RAISED = re.compile(r"[\w.]*(?:Error|Exception|Invalid\w*): .")


def failure_sentence(log: str, exercise: str, error: Exception | None = None) -> str:
    """The author's own sentence out of nbgrader's log, else nbgrader's."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    for line in reversed(lines):
        if "SinauError:" in line:
            return f"{exercise}: {line.partition('SinauError:')[2].strip()}"
    if "submissions associated with it" in log:
        return (
            f"{exercise}: sudah ada kiriman yang dinilai, jadi selnya tidak bisa ditambah atau dihapus; "
            "kembalikan, atau beri latihan yang baru nama lain."
        )
    # nbgrader's own last word is "see the above traceback": what that traceback ends with says more.
    raised = [line for line in lines if _RAISED.match(line)]
    said = str(error).strip().splitlines() if error else []
    detail = (raised or said or lines or ["sebabnya tidak diketahui"])[-1]
    if detail.startswith(("PermissionError:", "OSError:")):
        mend = "periksa ruang simpan dan izin folder kelas, lalu jalankan lagi."
    else:
        mend = f"perbaiki notebook di source/{exercise}."
    return f"{exercise}: tidak bisa dirilis ({detail}); {mend}"
