"""Other answers to each question, written by its author: right ones that must score full, wrong ones that
must not.

They stand in `tests/questions/<exercise>.py` as `ANSWERS = {"soal-1-hpp": [Right("hpp = 500_000 / 40"),
...]}`. Each entry is the whole source of the answer cell in front of that check; all other cells keep their
solution.
"""

from __future__ import annotations

import runpy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.common.errors import SinauError


@dataclass(frozen=True)
class Right:
    """An answer cell that must get all points of its check."""

    source: str


@dataclass(frozen=True)
class Wrong:
    """An answer cell that must not get all points; `says` must occur in the verdict's message where
    given.
    """

    source: str
    says: str = ""


Answers = Mapping[str, Sequence[Right | Wrong]]


def load_answers(root: Path, exercise: str) -> Answers:
    """The authored answers of an exercise; raises SinauError where the file is missing or has no ANSWERS."""
    file = root / "tests" / "questions" / f"{exercise}.py"
    if not file.is_file():
        raise SinauError(
            f"Berkas {file} belum ada; tulis jawaban lain yang benar dan yang salah untuk tiap soal."
        )
    answers = runpy.run_path(str(file)).get("ANSWERS")
    if not isinstance(answers, dict):
        raise SinauError(f"Berkas {file} harus berisi ANSWERS = {{...}}.")
    return answers
