"""The configuration of a class folder, as nbgrader itself reads it, and what of it matters to grading."""

from __future__ import annotations

import logging
import math
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from grader.common.errors import SinauError
from grader.notebooks.nbgrader_import import import_nbgrader
from grader.sandbox.limits import LONGEST_CELL, Limits

#: What `grader.grading.nbgrader_plugin` puts in the place of nbgrader's own steps of grading.
AUTOGRADE_STEPS = (
    "grader.grading.nbgrader_sandbox.SandboxExecute",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
)
#: Where a configuration may add code of its own to nbgrader's grading.
_STEPS = ("sanitize_preprocessors", "autograde_preprocessors", "preprocessors")
_HOOKS = ("pre_convert_hook", "post_convert_hook")
#: Where a configuration may set the time for a cell: nbgrader's ``Execute`` and the classes it comes from.
_EXECUTE = ("Execute", "ExecutePreprocessor", "NotebookClient")
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


_SQLITE = "sqlite:///"
#: A database file whose path is relative.
_SQLITE_FILE = re.compile(rf"({_SQLITE})(?!/|:memory:|file:)(.+)")


def database_file(db_url: str) -> Path | None:
    """The gradebook where it is a file, None where it is a server's."""
    return Path(db_url.removeprefix(_SQLITE)) if db_url.startswith(_SQLITE) else None


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


def limits(config: Any, wanted: Limits) -> Limits:
    """The limits of a run: as wanted, else with the time for a cell that the course sets for nbgrader."""
    sections = [config[name] for name in _EXECUTE if name in config]
    seconds = next((s["timeout"] for s in sections if "timeout" in s), Limits().cell_seconds)
    if seconds is None or seconds == -1:  # no limit for nbgrader; here that of the submission
        seconds = wanted.wall_seconds
    if wanted != Limits() or not isinstance(seconds, (int, float)):
        return wanted
    seconds = min(seconds, LONGEST_CELL)
    return replace(
        wanted,
        cell_seconds=seconds,
        wall_seconds=max(wanted.wall_seconds, seconds),
        cpu_seconds=max(wanted.cpu_seconds, math.ceil(seconds)),
    )


def editable(config: Any, assignment: str) -> tuple[str, ...]:
    """The files of an assignment that learners may change (``Autograde.exclude_overwriting``)."""
    return tuple(given(config, "Autograde", "exclude_overwriting", {}).get(assignment, ()))


def left_out(config: Any) -> list[str]:
    """The preprocessors and hooks of its own that the configuration adds to nbgrader's grading."""
    section = config.Autograde
    steps = [step for option in _STEPS for step in given(config, "Autograde", option, [])]
    named = [step if isinstance(step, str) else step.__name__ for step in steps]
    names = [name for name in named if name not in AUTOGRADE_STEPS]
    hooks = [h for h in _HOOKS if section.get(h) or config.BaseConverter.get(h)]
    if names:
        from nbgrader.converters import Autograde

        usual = [step for option in _STEPS for step in getattr(Autograde, option).default()]
        known = {step.__name__ for step in usual}
        names = [name for name in dict.fromkeys(names) if name.rpartition(".")[2] not in known]
    return names + hooks
