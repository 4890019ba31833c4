"""One exercise whose questions build on each other, graded as a worker does it, without a course folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from course_builder import graded
from sandboxes import shared_sandbox

from grader.audit.laboratory import Laboratory
from grader.grading import worker
from grader.grading.compiled_exercise import CompiledExercise
from grader.notebooks.build import markdown_cell, notebook
from grader.notebooks.cells import marks, source_text
from grader.sandbox.limits import Limits

EXERCISES = Path(__file__).parents[1] / "exercises"
Json = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """Points and sentence by grade id, and the graded notebook as text."""

    points: dict[str, float]
    said: dict[str, str]
    notebook: str


class Graded:
    """An exercise that submissions can be graded against."""

    def __init__(self, path: Path, limits: Limits = Limits()) -> None:  # noqa: B008
        self._laboratory = Laboratory.of(path, shared_sandbox())
        found = worker.read_reference(worker.reference(path.read_bytes(), (), limits, True))
        self.exercise: CompiledExercise = replace(self._laboratory.exercise, limits=limits, **vars(found))

    def grade(self, answers: Mapping[str, str], wall: bool = True) -> Outcome:
        """Grade a submission with these answer cells; all others hold the solution."""
        result = self.result(answers, wall)
        points = {score.grade_id: score.auto or 0.0 for score in result.scores}
        return Outcome(points, {s.grade_id: s.reason for s in result.scores}, result.notebook)

    def result(self, answers: Mapping[str, str], wall: bool = True) -> worker.Result:
        data = worker.grade_submission(self.exercise.to_bytes(), self.submission(answers), wall)
        return worker.Result.from_bytes(data)

    def submission(self, answers: Mapping[str, str]) -> bytes:
        """The notebook that is handed in."""
        known = self._laboratory
        made = known.submission(lambda cell: answers.get(str(marks(cell)["grade_id"]), source_text(cell)))
        return json.dumps(made).encode()


@cache
def exercise(name: str) -> Graded:
    """An exercise of the curriculum."""
    return Graded(EXERCISES / name / f"{name}.ipynb")


def asked(number: int, solution: str, options: str = "") -> list[Json]:
    """The cells of one question: `jawab_<number>`, two points."""
    name = f"jawab_{number}"
    source = f"{name} = ____\n### BEGIN SOLUTION\n{solution}\n### END SOLUTION"
    return [
        markdown_cell(f"## Soal {number}: angka"),
        graded(f"jawab-{number}", source, answer=True),
        graded(f"soal-{number}", f'periksa("{name}", petunjuk=["Baca lagi."]{options})', points=2),
    ]


def chain_source() -> Json:
    """Seven questions: 2 builds on 1, 3 on 2 and 1; then a yes or no, a choice, a table and its total."""
    return notebook(
        [
            graded("persiapan", "import pandas as pd\nfrom grader.belajar import periksa"),
            *asked(1, "jawab_1 = 37 * 113"),  # 4181
            *asked(2, "jawab_2 = jawab_1 * 3 - 19"),  # 12524
            *asked(3, "jawab_3 = jawab_2 / 4 + jawab_1"),  # 7312
            *asked(4, "jawab_4 = jawab_2 > 10_000"),
            *asked(5, 'jawab_5 = "b" if jawab_1 > 4000 else "a"', ', pilihan=["a", "b", "c"]'),
            *asked(6, 'jawab_6 = pd.DataFrame({"desa": ["Pupus", "Bulu"], "warga": [411, 233]})'),
            *asked(7, 'jawab_7 = jawab_6["warga"].sum()'),  # 644
        ]
    )


@cache
def chain(cell_seconds: float = 20) -> Graded:
    """The exercise of `chain_source`."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rantai.ipynb"
        path.write_text(json.dumps(chain_source()), encoding="utf-8")
        return Graded(path, Limits(cell_seconds=cell_seconds))
