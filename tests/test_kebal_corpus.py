"""A corpus of test cells as courses write them: most are isolated, with the verdicts of one process.

`tests/corpus` holds 481 cells in the styles that were met in 18 public courses, and in others;
rarer ways of testing stand there about as often as they do in those. The 98 of `unseen.cells` were written
after the rules were settled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from sandboxes import shared_sandbox

from grader.classroom.release import release_course, weak_tests
from grader.curriculum.isolation import Mode
from grader.curriculum.release import decide_modes, reference_steps
from grader.sandbox.job import Job, JobResult, Json, StepResult
from tests import kebal_corpus
from tests.isolation import source
from tests.kebal_corpus import Exercise
from tests.nbgrader_course import (
    answer,
    answered,
    check,
    code,
    grade,
    gradebook_rows,
    notebook,
    read,
    stock_api,
    write,
)
from tests.test_grading_stock import AUTOTESTS, solved

pytestmark = pytest.mark.long

CORPUS = {one.name: one for one in kebal_corpus.exercises()}
#: nbgrader writes these tests itself, at release: see `test_tests_that_nbgrader_writes_are_isolated_too`.
AT_RELEASE = ("hello", "autotest_values")
ONE_PROCESS = [name for name in CORPUS if name not in AT_RELEASE]
#: Exercise → the cells that are not isolated.
WEAK: dict[str, set[int]] = {
    "source_reading": {2},
    "doctest_cases": {2, 3, 4},
    "speed": {2},
    "plots": {5},
    "decorator": {1},
    "context_manager": {1},
    "environment": {2, 3},
    "warnings_and_logs": {2, 3},
    "async_functions": {1, 2, 3},
    "counted_work": {2},
}
MUTANTS = 2


def _run(exercise: Exercise, job: Job) -> JobResult:
    return shared_sandbox().run(replace(job, files=exercise.files))


@cache
def _modes(name: str) -> dict[str, Mode]:
    exercise = CORPUS[name]
    made = source(exercise.table)
    plain = _run(exercise, Job(reference_steps(made, ())))
    assert [step.error for step in plain.steps if step.error] == []
    return decide_modes(made, (), lambda job: _run(exercise, job), plain)


def _verdicts(exercise: Exercise, answers: Mapping[int, str], modes: Mapping[str, Mode]) -> dict[int, Json]:
    result = _run(exercise, Job(reference_steps(source(exercise.table, answers), (), modes)))
    return {place: _verdict(result.step(f"{place}")) for place in exercise.places("tes")}


def _verdict(step: StepResult) -> tuple[bool, Json]:
    return step.status == "ok", step.value if step.status == "ok" else None


def test_at_least_95_of_100_cells_are_isolated() -> None:
    assert len(CORPUS) == len(kebal_corpus.exercises()), "two exercises have one name"
    cells = sum(len(one.places("tes")) for one in CORPUS.values())
    assert cells >= 480
    assert sum(map(len, WEAK.values())) <= 0.05 * cells


@pytest.mark.parametrize("name", ONE_PROCESS)
def test_every_cell_is_isolated_but_those_that_are_named(name: str) -> None:
    modes = _modes(name)
    weak = {p for p in CORPUS[name].places("tes") if modes[f"tes-{p}"].isolated is None}
    assert weak == WEAK.get(name, set())
    assert all(modes[f"tes-{place}"].reason for place in weak)


@pytest.mark.parametrize("name", ONE_PROCESS)
def test_both_modes_say_the_same_of_right_wrong_blank_and_changed_answers(name: str) -> None:
    exercise = CORPUS[name]
    for kind, answers in _handed_in(exercise):
        one, two = (_verdicts(exercise, answers, modes) for modes in ({}, _modes(name)))
        assert two == one, kind
        if kind == "right":
            assert all(passed for passed, _ in one.values())
        elif kind == "blank":
            assert not all(passed for passed, _ in one.values()) or _only_partial(exercise)


def _handed_in(exercise: Exercise) -> Iterator[tuple[str, dict[int, str]]]:
    for kind, answers in exercise.answers():
        if not kind.startswith("mutant") or int(kind.rpartition("-")[2]) < MUTANTS:
            yield kind, answers


def _only_partial(exercise: Exercise) -> bool:
    return any(text.rstrip().endswith("points") for kind, text in exercise.cells if kind == "tes")


# The same through the real release, beside nbgrader itself.

SAMPLE = ("autotest_values", "global_setting", "written_file")


def _source(exercise: Exercise) -> Json:
    cells = []
    for place, (kind, text) in enumerate(exercise.cells):
        if kind == "jawab":
            cells.append(answer(f"jawab-{place}", solved(text)))
        else:
            cells.append(check(f"tes-{place}", text, 1) if kind == "tes" else code(text))
    return notebook(*cells)


def _make(folder: Path) -> None:
    stock, ours = folder / "stock", folder / "ours"
    for course in (stock, ours):
        write(course / "nbgrader_config.py", "c = get_config()\n")
        write(course / "autotests.yml", AUTOTESTS)
        for name in SAMPLE:
            write(course / f"source/{name}/{name}.ipynb", _source(CORPUS[name]))
            for file, content in CORPUS[name].files.items():
                write(course / f"source/{name}/{file}", content)
    api = stock_api(stock)
    for name in SAMPLE:
        assert api.generate_assignment(name)["success"]
        release_course(ours, name)
        for kind, answers in CORPUS[name].answers():
            if kind in ("right", "wrong 0"):
                texts = {
                    f"jawab-{p}": answers.get(p, CORPUS[name].cells[p][1])
                    for p in CORPUS[name].places("jawab")
                }
                for course in (stock, ours):
                    released = read(course / f"release/{name}/{name}.ipynb")
                    write(
                        course / f"submitted/{kind.replace(' ', '-')}/{name}/{name}.ipynb",
                        answered(released, texts),
                    )
    for path in sorted(stock.glob("submitted/*/*")):
        assert api.autograde(path.name, path.parent.name)["success"]
    summary = grade(ours)
    assert (summary.problems, summary.lost) == ([], [])


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus-stock-and-ours")
    _make(folder)
    return folder


@pytest.mark.xdist_group("kebal")
def test_a_sample_scores_as_nbgrader_scores_it(graded: Path) -> None:
    stock, ours = (gradebook_rows(graded / who) for who in ("stock", "ours"))
    assert ours == stock
    assert {stock[f"right/{name}/{name}"]["score"] for name in SAMPLE} != {0}


@pytest.mark.xdist_group("kebal")
def test_tests_that_nbgrader_writes_are_isolated_too(graded: Path) -> None:
    assert {name: weak_tests(graded / "ours", graded / "ours/source" / name) for name in SAMPLE} == {
        name: [] for name in SAMPLE
    }
