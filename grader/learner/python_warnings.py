"""A warning of pandas that learners meet, in Indonesian; every other one stays as Python writes it."""

from __future__ import annotations

import warnings
from typing import TextIO

from grader.learner.shell import running_shell

_OTHER_TABLE = "Boolean Series key will be reindexed to match DataFrame index"
SENTENCE = (
    "Catatan: syarat di dalam kurung siku memakai tabel lain, dan dicocokkan menurut nomor barisnya. "
    "Kalau bukan itu maksudmu, tulis nama tabel yang sama di luar dan di dalam kurung siku."
)


def in_indonesian(warning: str) -> str | None:
    """What a learner reads in place of a warning; None where it is not known."""
    return SENTENCE if warning.startswith(_OTHER_TABLE) else None


def install() -> None:
    """Say them in the shell this runs in; installing twice, or without a shell, does nothing."""
    shell = running_shell()
    if shell is None or getattr(shell, "_sinau_warnings", False):
        return
    shell._sinau_warnings = True
    before = warnings.showwarning

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        said = in_indonesian(str(message))
        if said is None:
            before(message, category, filename, lineno, file, line)
        else:
            print(said)

    warnings.showwarning = show
