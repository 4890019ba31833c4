"""Which earlier answers of this session an answer uses, and how they stand.

An answer that its own `periksa` called right stays right until a cell gives the name a new value: that a
later cell changes it in part (`rfm["izin"] = izin`) is no mistake of the earlier question.
"""

from __future__ import annotations

from collections.abc import Callable

from grader.checks.follow import first_wrong, reach
from grader.checks.spec import Outcome
from grader.common.errors import SinauError
from grader.learner.backlog import Backlog
from grader.learner.keyfile import Question
from grader.learner.shell import running_shell
from grader.notebooks.flow import statements

_came_from: dict[str, frozenset[str]] = {}
_said: dict[str, Outcome] = {}
_changed: set[str] = set()


def remember(name: str, outcome: Outcome) -> None:
    """Keep what the check of an answer said of it."""
    _backlog.catch_up()
    _said[name] = outcome


def wrong_before(
    name: str, find: Callable[[str], Question], judge: Callable[[Question], Outcome]
) -> dict[str, Outcome]:
    """The wrong answers with which `name` has to begin, by what their questions are called.

    Those that the cells of this session used for it, whether the solution uses them or not. ``find`` raises
    SinauError for an unknown one.
    """
    _backlog.catch_up()
    questions: dict[str, Question] = {}
    builds: dict[str, list[tuple[str, str]]] = {}
    rest = [name]
    while rest:
        asked = rest.pop()
        try:
            questions[asked] = find(asked)
        except SinauError:
            continue
        builds[asked] = _used_directly(asked, questions[asked])
        rest += [n for n, _ in builds[asked] if n not in questions]

    def outcome(other: str) -> Outcome:
        if other not in questions or (other in _changed and other not in _said):
            return Outcome.RIGHT  # nothing is known against it
        if other not in _said:
            _said[other] = judge(questions[other])
        return _said[other]

    return first_wrong(name, builds, outcome)


def _used_directly(name: str, question: Question) -> list[tuple[str, str]]:
    """The answers that went into this one, not by way of another; a key file from before knows only those
    that the solution uses.
    """
    answers = question.check.earlier or question.check.builds_on
    known = {other for other, _ in answers}

    def direct(other: str) -> frozenset[str]:
        return frozenset() if other in known else _came_from.get(other, frozenset())

    used = reach(name, direct)
    return [pair for pair in answers if pair[0] in used]


def install() -> None:
    """Follow the cells of the shell this runs in; installing twice, or without a shell, does nothing."""
    shell = running_shell()
    if shell is None or getattr(shell, "_sinau_earlier", False):
        return
    shell._sinau_earlier = True
    for known in (_came_from, _said, _changed):
        known.clear()
    _backlog.follow(shell)


def _look_at(source: str, _: str | None) -> None:
    for statement in statements(source):
        for name in statement.gives:
            _said.pop(name, None)
            _changed.discard(name)
        for name in statement.gives - statement.changes:
            _came_from[name] = statement.reads
        for name in statement.changes:
            _came_from[name] = _came_from.get(name, frozenset()) | statement.reads
            _changed.add(name)


_backlog = Backlog(_look_at)
