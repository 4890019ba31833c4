"""What notebooks import: `from grader.belajar import periksa, muat, rupiah, kumpulkan`.

Importing it also makes `____` known in every cell and has Python's errors explained in Indonesian.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.checks import blank as sentinel
from grader.checks.blank import ____
from grader.data import muat, peta, tempel
from grader.learner import earlier, prints, python_errors, python_warnings, style, tables, unfinished
from grader.learner.figure import gambar
from grader.learner.knowledge_test import isian_tes, tes
from grader.learner.package import kumpulkan
from grader.learner.periksa import periksa
from grader.learner.profile import kenalan
from grader.learner.python_errors import jelaskan
from grader.learner.rupiah import angka, persen, rupiah
from grader.learner.serang import serang
from grader.learner.unsaved import watch_session

if TYPE_CHECKING:
    from grader.learner.photo import foto
    from grader.profil.show import profil

__all__ = [
    "____", "angka", "foto", "gambar", "isian_tes", "jelaskan", "kenalan", "kumpulkan", "muat",
    "periksa", "persen", "peta", "profil", "rupiah", "serang", "tempel", "tes",
]  # fmt: skip

sentinel.install()
style.install()
tables.install()
prints.install()
python_errors.install()
python_warnings.install()
unfinished.install()
earlier.install()
watch_session()


def __getattr__(name: str) -> Any:
    """`foto` and `profil` bring libraries, a second on an old laptop: only who asks waits."""
    if name == "profil":
        from grader.profil.show import profil

        return profil
    if name == "foto":
        from grader.learner.photo import foto

        return foto
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
