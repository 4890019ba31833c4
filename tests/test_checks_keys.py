"""What a released key file tells a program that reads all of it: no answer, nothing by the places of numbers."""

# ruff: noqa: E501  (a table of calculations)

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from judging import question

from grader.checks.difference import difference
from grader.checks.ingredients import Ingredients
from grader.checks.likeness import Hidden
from grader.checks.lock import OpenLock, SealedLock, seal
from grader.checks.messages import FORMULAS
from grader.checks.observation import is_number_seen, number_seen
from grader.checks.possible import EXCHANGED, OF_SIZE, is_possible
from grader.checks.ways import may_be_gone
from grader.curriculum.declared import declared
from grader.curriculum.nbgrader_release import data_files
from grader.curriculum.release import release_notebook, run_reference
from grader.notebooks.written import written_in

EXERCISES = Path(__file__).parents[1] / "exercises"
USED = written_in('x = (harga - hpp) / harga * bagian - kas["laci"].mean() * 0.11')
assert USED is not None
OPEN = Ingredients(
    USED,
    {"harga": 15_000.0, "hpp": 9_000.0, "bagian": 0.29, "sisa": -84_000.0, "tarif": 58.0},
    frozenset(["harga", "hpp", "bagian", "sisa", "tarif", "kas"]),
    given=frozenset([58.0, 0.11]),
    private=frozenset(["hpp", "bagian", "sisa"]),
    inside=frozenset([6_000.0, 0.4]),
)


def _sealed(due: Ingredients) -> Ingredients:
    filed = json.dumps(seal(OpenLock({}, {}, ingredients=due), "garam").to_json())
    found = SealedLock.from_json(json.loads(filed)).ingredients
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("shape", "other"),
    [
        ([4, 17, 250], [9, 3, 871]),
        ([4.5, 17.25, 0.5], [9.75, 3.5, 8.25]),
        (pd.DataFrame({"n": [4, 17, 250]}), pd.DataFrame({"n": [9, 3, 871]})),
        (pd.DataFrame({"d": list("ab"), "n": [4, 17]}), pd.DataFrame({"d": list("pq"), "n": [9, 3]})),
        (pd.Series([4, 17, 250], name="n"), pd.Series([9, 3, 871, 12, 40], name="n")),
        ({"a": 4, "b": 17.5}, {"a": 9, "b": 3.25}),
        (4, 871),
        (4.25, 9.75),
    ],
)
def test_two_keys_of_one_shape_have_the_same_public_part(shape: object, other: object) -> None:
    assert question(shape).check == question(other).check


def test_a_written_tolerance_leaves_one_of_sixteen() -> None:
    offsets = {question([key], toleransi=1.5).check.frame["grid"]["o"][0] for key in range(1, 400)}
    assert len(offsets) <= 16


def test_what_answers_hold_is_in_the_file_by_marks_alone() -> None:
    sealed = _sealed(OPEN)
    assert {name for name, value in sealed.values.items() if isinstance(value, float)} == {"harga", "tarif"}
    assert sealed.holds(9_000.0)
    assert not sealed.holds(9_001.0)
    assert all(isinstance(number, Hidden) for number in sealed.inside)
    bare = replace(OPEN, private=frozenset(), inside=frozenset())
    assert _sealed(bare) == bare


@pytest.mark.parametrize(
    "calculation",
    [
        *("(15_000 - 9_000) / 15_000 * 0.29", "(harga - 9_000) / harga * 29 / 100", "(harga - hpp) / harga * 0.71"),
        *("(harga - 8_999) / harga * bagian", "(harga - hpp) / harga * bagian + 84_000", "harga * 71", "hpp * -9_000"),
        *("(harga - hpp) / harga * bagian * 58", "sisa / harga * bagian * 0.12", "harga / hpp", "90 * bagian"),
        *("6_000 / harga * bagian", "(harga - hpp) / harga * 0.4", "60 * 6_000", "(harga - hpp) / 150 * bagian", "(harga - 90) / harga * 2.9"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("rest", ["", ' - kas["laci"].mean() * 0.11', ' - kas["kas"].sum()'])
def test_sentences_are_the_same_by_marks(calculation: str, rest: str) -> None:
    written = written_in(f"x = {calculation}{rest}")
    sealed = _sealed(OPEN)
    for answers in ([], ["bagian", "sisa"]):
        assert difference(written, sealed, answers) == difference(written, OPEN, answers)
        for ident in (*EXCHANGED, *FORMULAS, *OF_SIZE, "other-number", "term-twice", "brackets"):
            assert is_possible(ident, written, sealed, answers) == is_possible(ident, written, OPEN, answers)
    for way in ("harga * 29", "(harga - 9_000) / harga", "harga - hpp + 58", "15_000 - hpp", "6_000 / harga"):
        assert may_be_gone(way, number_seen(7), written, sealed) == may_be_gone(
            way, number_seen(7), written, OPEN
        )


@pytest.mark.parametrize("name", ["1-02-hitung", "1-05-ringkas"])
def test_a_released_exercise_tells_none_of_its_numbers(name: str) -> None:
    folder = EXERCISES / name
    notebook = json.loads((folder / f"{name}.ipynb").read_text(encoding="utf-8"))
    files = data_files(folder)
    checks = declared(notebook)
    run = run_reference(notebook, checks, files)
    seen = {d.spec.name: run.step(f"{d.index}").value for d in checks if d.needs_run}
    keys = {question: key["value"] for question, key in seen.items() if is_number_seen(key)}
    assert len(keys) >= 3
    released = release_notebook(name, notebook, files)
    assert released is not None
    for told in json.loads(released)["checks"].values():
        made_of = SealedLock.from_json(told["lock"]).ingredients
        known = made_of.values if made_of else {}
        assert {q for q, value in keys.items() if known.get(q) == value} == set()
        if made_of is not None and isinstance(key := keys.get(told["name"]), float | int):
            assert key not in {*made_of.used.numbers, *made_of.inside}
