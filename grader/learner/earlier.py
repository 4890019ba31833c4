"""Which earlier answers of this session an answer uses, and how they stand.

An answer that its own `periksa` called right stays right until a cell gives the name a new value: that a
later cell changes it in part (`rfm["izin"] = izin`) is no mistake of the earlier question.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from grader.checks.follow import first_wrong, reach
from grader.checks.spec import Outcome
from grader.common.errors import SinauError
from grader.learner.keyfile import Question
from grader.notebooks.flow import statements

_came_from: dict[str, frozenset[str]] = {}
_said: dict[str, Outcome] = {}
_changed: set[str] = set()


def remember(name: str, outcome: Outcome) -> None:
    """Keep what the check of an answer said of it."""
    _said[name] = outcome


def wrong_before(
    name: str, find: Callable[[str], Question], judge: Callable[[Question], Outcome]
) -> dict[str, Outcome]:
    """The wrong answers with which `name` has to begin, by what their questions are called.

    Only those that the cells of this session used for it. ``find`` raises SinauError for an unknown one.
    """
    used = reach(name, lambda other: _came_from.get(other, frozenset()))
    questions: dict[str, Question] = {}
    rest = [name]
    while rest:
        asked = rest.pop()
        try:
            questions[asked] = find(asked)
        except SinauError:
            continue
        rest += [n for n, _ in questions[asked].check.builds_on if n in used and n not in questions]

    def outcome(other: str) -> Outcome:
        if other not in questions or (other in _changed and other not in _said):
            return Outcome.RIGHT  # nothing is known against it
        if other not in _said:
            _said[other] = judge(questions[other])
        return _said[other]

    return first_wrong(name, {n: q.check.builds_on for n, q in questions.items()}, outcome)


def install() -> None:
    """Follow the cells of the shell this runs in; installing twice, or without a shell, does nothing."""
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython is not None else None
    if shell is None or getattr(shell, "_sinau_earlier", False):
        return
    shell._sinau_earlier = True
    for known in (_came_from, _said, _changed):
        known.clear()
    shell.events.register("pre_run_cell", _look_at)


def _look_at(info: Any) -> None:
    for statement in statements(info.raw_cell or ""):
        for name in statement.gives:
            _said.pop(name, None)
            _changed.discard(name)
        for name in statement.gives - statement.changes:
            _came_from[name] = statement.reads
        for name in statement.changes:
            _came_from[name] = _came_from.get(name, frozenset()) | statement.reads
            _changed.add(name)
