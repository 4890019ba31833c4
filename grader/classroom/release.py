"""A course folder as nbgrader sees it: its configuration, and releasing through its own converter."""

from __future__ import annotations

import io
import logging
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from grader.common.errors import SinauError
from grader.curriculum.release import CODE_STUB, declared
from grader.notebooks.nbgrader_import import import_nbgrader
from grader.notebooks.normal_form import read_notebook
from grader.start.places import refuse_search_pattern

#: Sections of courses from before nbgrader 0.5; nbgrader itself still moves what is set there.
_OUTDATED = ("NbGrader", "NbGraderConfig", "BasicConfig", "BaseNbGraderApp", "BaseApp")


def load_config(course: Path) -> Any:
    """The traitlets configuration of a course folder, with or without ``nbgrader_config.py`` (or ``.json``).

    As for nbgrader, which is always run in the course folder, modules that lie there can be imported, and
    paths are relative to it. Raises SinauError, naming the file, when it cannot be read.
    """
    import_nbgrader()
    course = course.absolute()
    from traitlets.config import Config
    from traitlets.config.loader import JSONFileConfigLoader, PyFileConfigLoader

    config = Config()
    # What both set is as in the last one, as for nbgrader.
    for suffix, loader in (("py", PyFileConfigLoader), ("json", JSONFileConfigLoader)):
        file = course / f"nbgrader_config.{suffix}"
        if not file.is_file():
            continue
        if str(course) not in sys.path:
            sys.path.append(str(course))  # at the end: a module of the course's hides none of ours
        try:
            # The whole path: traitlets would put the environment's values for a "$NAME" in the folder's.
            config.merge(loader(str(file), path=str(course)).load_config())
        except (Exception, SystemExit) as error:
            raise SinauError(
                f"Berkas {file} tidak bisa dibaca ({type(error).__name__}: {error}); "
                "perbaiki atau ganti namanya."
            ) from None
    if any(section in config for section in _OUTDATED):
        _bring_up_to_date(config)
    directory = config.CourseDirectory
    directory.root = str(course / str(directory.get("root", "")))
    if isinstance(directory.get("db_url"), str):
        directory.db_url = _SQLITE_FILE.sub(lambda m: f"{m[1]}{course / m[2]}", directory.db_url)
    return config


#: A database file whose path is relative.
_SQLITE_FILE = re.compile(r"(sqlite:///)(?!/|:memory:|file:)(.+)")


def _bring_up_to_date(config: Any) -> None:
    """Let nbgrader move outdated options to where they belong, as its programs do."""
    from nbgrader.apps import NbGrader

    app = NbGrader()
    app.log.setLevel(logging.ERROR)
    app._load_config(config)


def given(config: Any, section: str, option: str, default: Any) -> Any:
    """An option, also where the configuration only adds to it (``c.Autograde.x.append(...)``).

    Raises SinauError where it is of another type than its default.
    """
    from traitlets.config.loader import LazyConfigValue

    value = config[section].get(option, default)
    value = value.get_value(default) if isinstance(value, LazyConfigValue) else value
    if not isinstance(value, type(default)):
        raise SinauError(f"c.{section}.{option} di nbgrader_config.py keliru ({value!r}); perbaiki dulu.")
    return value


def course_directory(course: Path) -> Any:
    """nbgrader's CourseDirectory of a course folder; SinauError where its configuration makes no sense.

    nbgrader's gradebook would be another folder's where an address can be read as one with signs in code.
    """
    config = load_config(course)
    from nbgrader.coursedir import CourseDirectory
    from traitlets import TraitError

    try:
        made = CourseDirectory(config=config)
        made.format_path(made.source_directory, ".", "latihan")
    except (TraitError, KeyError, IndexError, ValueError) as error:
        raise SinauError(
            f"Isi {course / 'nbgrader_config.py'} keliru ({type(error).__name__}: {error}); perbaiki dulu."
        ) from None
    path = str(course.absolute())
    if path in made.db_url and unquote(path) != path:
        raise SinauError(
            f"Alamat folder {course} memuat % dan dua angka, yang dibaca nbgrader sebagai tanda lain; "
            "ganti nama foldernya dulu."
        )
    return made


def release_course(course: Path, exercise: str) -> Path:
    """Run ``generate_assignment`` for one exercise of a course folder; return the released folder.

    Raises SinauError, with the author's error where there was one.
    """
    refuse_search_pattern(course.absolute())
    coursedir = course_directory(course)
    config = coursedir.config
    from nbgrader.converters import GenerateAssignment

    from grader.classroom.gradebook import open_gradebook
    from grader.curriculum.nbgrader_release import with_checks

    usual = GenerateAssignment.preprocessors.default()
    chosen = given(config, "GenerateAssignment", "preprocessors", usual) or usual
    config.GenerateAssignment.preprocessors = with_checks(list(chosen))
    coursedir.assignment_id = exercise
    _look_over(Path(coursedir.format_path(coursedir.source_directory, ".", exercise)))
    with open_gradebook(coursedir.db_url, coursedir.course_id):
        pass  # it is there and complete
    _generate(GenerateAssignment(coursedir=coursedir, config=config))
    return Path(coursedir.format_path(coursedir.release_directory, ".", exercise))


def _look_over(source: Path) -> None:
    """Say what is wrong with a source before nbgrader does, which names neither cell nor reason."""
    for path in sorted(source.glob("*.ipynb")):
        try:
            declared(read_notebook(path))
        except SinauError as problem:
            raise SinauError(f"{source.name}: {problem}") from None


def release_all(source: Path, target: Path) -> None:
    """Release every exercise under ``source`` into ``target`` without any gradebook; the same bytes as a
    course's.

    Raises SinauError for an author's error.
    """
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
        exercises = Path(shutil.copytree(source, Path(root) / "source"))
        for folder in sorted(p for p in exercises.iterdir() if (p / f"{p.name}.ipynb").is_file()):
            coursedir = CourseDirectory(config=config)
            coursedir.assignment_id = folder.name
            _generate(GenerateAssignment(coursedir=coursedir, config=config))


def _generate(converter: Any) -> None:
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
