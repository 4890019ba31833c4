"""What the cells of this session tell beside values: a blank `____`, a bare `==`, and what was written."""

from __future__ import annotations

from grader.learner.backlog import Backlog
from grader.learner.shell import running_shell
from grader.notebooks.names import assigned_names, compared_names, noted_names, only_shows, unfinished_names

#: Stands in every answer cell as it was released.
STUB = "# Ganti ____ di atas"
_waiting: set[str] = set()
_compared: set[str] = set()
_noted: set[str] = set()
_sources: dict[str, str] = {}
_cells: dict[str, str] = {}
_left: set[str] = set()
#: Whether the last answer cell that ran only showed something.
_shown = False


def is_unfinished(name: str) -> bool:
    """Whether the last cell of this notebook that assigned `name` left it resting on a `____`."""
    _backlog.catch_up()
    return name in _waiting


def is_compared(name: str) -> bool:
    """Whether a `name == ...` stood in a line of its own since a cell last gave `name` a value."""
    _backlog.catch_up()
    return name in _compared


def is_noted(name: str) -> bool:
    """Whether a `name : ...` stood in a line since a cell last gave `name` a value."""
    _backlog.catch_up()
    return name in _noted


def is_left(name: str) -> bool:
    """Whether the cell that gave `name` its value ran again and gave it none."""
    _backlog.catch_up()
    return name in _left


def only_shown() -> bool:
    """Whether the last answer cell that ran showed a value and kept none; an answer cell still says so
    itself.
    """
    _backlog.catch_up()
    return _shown


def source_of(name: str) -> str:
    """The last cell of this notebook that assigned `name`; empty where none did."""
    _backlog.catch_up()
    return _sources.get(name, "")


def install() -> None:
    """Follow the cells of the shell this runs in; installing twice, or without a shell, does nothing."""
    shell = running_shell()
    if shell is None or getattr(shell, "_sinau_unfinished", False):
        return
    shell._sinau_unfinished = True
    _waiting.clear()
    _compared.clear()
    _noted.clear()
    _sources.clear()
    _cells.clear()
    _left.clear()
    _backlog.follow(shell)


def _look_at(source: str, cell: str | None) -> None:
    global _shown
    if not source.lstrip().startswith("periksa("):
        _shown = STUB in source and only_shows(source)
    _waiting.difference_update(assigned_names(source))
    _waiting.update(unfinished_names(source))
    _compared.difference_update(assigned_names(source))
    _compared.update(compared_names(source))
    _noted.difference_update(assigned_names(source) - noted_names(source))
    _noted.update(noted_names(source))
    _sources.update(dict.fromkeys(assigned_names(source), source))
    _look_whose(cell, assigned_names(source))


def _look_whose(cell: str | None, names: frozenset[str]) -> None:
    """Remember which cell gave a name its value, as far as the front end tells cells apart."""
    _left.difference_update(names)
    if cell is not None:
        _left.update(name for name, own in _cells.items() if own == cell and name not in names)
        _cells.update(dict.fromkeys(names, cell))


_backlog = Backlog(_look_at)
