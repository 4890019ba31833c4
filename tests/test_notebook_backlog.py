"""Cells are looked at when somebody asks, in the order in which they ran, and each of them once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from grader.learner.backlog import Backlog


class Shell:
    """What `Backlog` needs of IPython: somebody to tell it what runs."""

    def __init__(self) -> None:
        self.events = self
        self._told: list[Any] = []

    def register(self, event: str, told: Any) -> None:
        assert event == "pre_run_cell"
        self._told.append(told)

    def run(self, source: str | None, cell: str | None = None) -> None:
        for told in self._told:
            told(SimpleNamespace(raw_cell=source, cell_id=cell))


def test_nothing_is_looked_at_before_somebody_asks_and_nothing_twice() -> None:
    seen: list[tuple[str, str | None]] = []
    backlog, shell = Backlog(lambda source, cell: seen.append((source, cell))), Shell()
    backlog.follow(shell)
    shell.run("a = 1", "satu")
    shell.run(None)
    assert seen == []
    backlog.catch_up()
    backlog.catch_up()
    assert seen == [("a = 1", "satu"), ("", None)]
    shell.run("b = 2")
    backlog.catch_up()
    assert seen[2:] == [("b = 2", None)]


def test_what_another_shell_ran_is_forgotten() -> None:
    seen: list[str] = []
    backlog, first, second = Backlog(lambda source, _: seen.append(source)), Shell(), Shell()
    backlog.follow(first)
    first.run("lama = 1")
    backlog.follow(second)
    second.run("baru = 1")
    backlog.catch_up()
    assert seen == ["baru = 1"]
