"""What a notebook needs the first time: the marks of Indonesian numbers, patterns, ways to look for a file.

A process from which others are forked uses it once beforehand, so that none of those pays for it.
"""

from __future__ import annotations

from grader.learner.errors.explain import explain
from grader.learner.errors.scene import Scene
from grader.learner.identity import notebook_path
from grader.learner.written import in_print

#: Cells that fail as learners' cells mostly do.
_FAIL = ("untung = omzet - biaya", 'hasil = "5" + 1')


def use_once() -> None:
    """Write a number, look for the notebook, explain an error; nothing of it is shown or kept."""
    in_print(1234.5)
    notebook_path()
    for source in _FAIL:
        try:
            exec(source, {})
        except Exception as error:
            explain(error, Scene(source, 1))
