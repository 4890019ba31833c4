"""A learner's home on a class server: the lessons in it, who they are, JupyterLab's settings."""

from __future__ import annotations

from pathlib import Path

from grader.common.layout import STATE, is_current, lay_out, read_stamp
from grader.learner.profile import Profile, read_profile, write_profile
from grader.start import lab

#: Where a home keeps what Jupyter keeps.
JUPYTER = Path(".sinau") / "jupyter"


def make_home(home: Path, lessons: Path, name: str, code: str) -> None:
    """Bring a home up to date for this person. Raises SinauError where it cannot be written."""
    bring_up_to_date(lessons, home)
    profile = Profile(name, code)  # said when they signed in
    if read_profile(home) != profile:
        write_profile(home, profile)
    lab.lay_out_settings(home)
    lab.explain_errors_from_the_start(home)


def bring_up_to_date(lessons: Path, home: Path) -> None:
    """Lay the class's lessons out in the home, as on a laptop: what the learner has changed stays theirs."""
    stamp = read_stamp(lessons / STATE) or ""
    if is_current(home, home / STATE, stamp):
        return
    files = {
        path.relative_to(lessons).as_posix(): path.read_bytes()
        for path in lessons.rglob("*")
        if path.is_file() and path != lessons / STATE
    }
    lay_out(files, home, home / STATE, stamp)


def settings(home: Path) -> dict[str, str]:
    """The environment in which Jupyter finds the course's settings, and keeps the learner's in their home."""
    state = home / JUPYTER
    return {
        "JUPYTER_CONFIG_PATH": str(lab.SETTINGS),
        "JUPYTER_CONFIG_DIR": f"{state}/config",
        "JUPYTER_DATA_DIR": f"{state}/data",
        "IPYTHONDIR": f"{state}/ipython",
    }


def options(home: Path) -> list[str]:
    """Options of the learner's Jupyter server that every class server gives.

    Lab reads the two folders from the environment only while it is imported, which a warm room did long ago.
    """
    state = home / JUPYTER
    return [
        f"--ServerApp.root_dir={home}",
        f"--LabApp.extra_labextensions_path={lab.SETTINGS / 'labextensions'}",
        f"--LabApp.user_settings_dir={state}/settings",
        f"--LabApp.workspaces_dir={state}/workspaces",
        "--ServerApp.terminals_enabled=False",
    ]
