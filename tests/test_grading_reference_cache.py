"""An exercise's own solution is run again when anything it depends on has changed, and not otherwise."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from nbgrader_course import answer, check, grade, notebook, write

from grader.classroom.modes import FOLDER
from grader.classroom.release import release_course
from grader.grading import reference_cache, worker
from grader.grading.reference_cache import KEEP_SECONDS, Reference, cached
from grader.sandbox.limits import Limits

NOTEBOOK, FILES = b'{"cells": []}', (("data.csv", b"a\n1\n"),)


class Counting:
    """A reference that says how often it ran, and is wrong where it is told to be."""

    def __init__(self, error: str = "") -> None:
        self.runs = 0
        self.error = error

    def __call__(self, *given: Any) -> bytes:
        self.runs += 1
        if self.error:
            return json.dumps({"error": self.error}).encode()
        return json.dumps({"questions": {}, "remarks": {"é": self.runs}}, ensure_ascii=False).encode()


def ask(reference: Reference) -> bytes:
    return reference(NOTEBOOK, FILES, Limits(), True)


def test_it_is_run_once(tmp_path: Path) -> None:
    counting = Counting()
    first = ask(cached(tmp_path, counting, ""))
    assert ask(cached(tmp_path, counting, "")) == first
    assert counting.runs == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c(b'{"cells": [1]}', FILES, Limits(), True),
        lambda c: c(NOTEBOOK, (("data.csv", b"a\n2\n"),), Limits(), True),
        lambda c: c(NOTEBOOK, (("lain.csv", b"a\n1\n"),), Limits(), True),
        lambda c: c(NOTEBOOK, FILES, Limits(cell_seconds=3), True),
        lambda c: c(NOTEBOOK, FILES, Limits(), False),
    ],
)
def test_other_arguments_run_it_again(change: Callable[[Reference], bytes], tmp_path: Path) -> None:
    counting = Counting()
    reference = cached(tmp_path, counting, "")
    ask(reference)
    change(reference)
    assert counting.runs == 2


def test_another_day_program_or_cluster_runs_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = Counting()
    ask(cached(tmp_path, counting, ""))
    ask(cached(tmp_path, counting, "tcp://10.0.0.1:8786"))
    ask(cached(tmp_path, counting, ""))
    assert counting.runs == 3

    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date(2099, 1, 1)

    monkeypatch.setattr(reference_cache, "date", Tomorrow)
    ask(cached(tmp_path, counting, ""))
    assert counting.runs == 4
    (tmp_path / "program" / "grader").mkdir(parents=True)
    monkeypatch.setattr(reference_cache, "ROOT", tmp_path / "program")
    reference_cache._surroundings.cache_clear()
    ask(cached(tmp_path, counting, ""))
    reference_cache._surroundings.cache_clear()
    ask(cached(tmp_path, counting, ""))
    assert counting.runs == 5
    (tmp_path / "program" / "grader" / "checks.py").write_text("x = 1", encoding="utf-8")
    reference_cache._surroundings.cache_clear()
    ask(cached(tmp_path, counting, ""))
    assert counting.runs == 6
    reference_cache._surroundings.cache_clear()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"key": 1}', b"\xff\xfe"])
def test_a_damaged_file_is_not_believed(damage: bytes, tmp_path: Path) -> None:
    counting = Counting()
    ask(cached(tmp_path, counting, ""))
    [path] = (tmp_path / FOLDER).iterdir()
    path.write_bytes(damage)
    ask(cached(tmp_path, counting, ""))
    assert counting.runs == 2


def test_an_authors_error_is_not_kept_and_nothing_need_be_writable(tmp_path: Path) -> None:
    wrong = Counting("salah")
    assert b"salah" in ask(cached(tmp_path, wrong, ""))
    assert not (tmp_path / FOLDER).exists()
    counting, closed = Counting(), tmp_path / "berkas"
    closed.touch()  # no folder can be made below it
    assert ask(cached(closed, counting, "")) != ask(cached(closed, counting, ""))
    assert counting.runs == 2


def test_what_nobody_used_for_a_month_goes(tmp_path: Path) -> None:
    ask(cached(tmp_path, Counting(), ""))
    [path] = (tmp_path / FOLDER).iterdir()
    os.utime(path, (0, time.time() - KEEP_SECONDS - 60))
    cached(tmp_path, Counting(), "")(b'{"cells": [2]}', FILES, Limits(), True)
    assert not path.exists()
    assert len(list((tmp_path / FOLDER).iterdir())) == 1


def test_grading_again_runs_the_solution_only_when_it_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting: list[bytes] = []
    real = worker.reference

    def counted(*given: Any) -> bytes:
        counting.append(given[0])
        return real(*given)

    monkeypatch.setattr(worker, "reference", counted)
    course = tmp_path / "kelas"
    cells = answer("jawab", "### BEGIN SOLUTION\nx = 2\n### END SOLUTION"), check("tes", "assert x == 2", 3)
    source = course / "source" / "tugas" / "tugas.ipynb"
    write(source, notebook(*cells))
    folder = release_course(course, "tugas")
    submitted = course / "submitted" / "P001" / "tugas" / "tugas.ipynb"
    submitted.parent.mkdir(parents=True)
    submitted.write_bytes((folder / "tugas.ipynb").read_bytes())
    assert grade(course).graded == 1
    assert grade(course).unchanged == 1
    assert len(counting) == 1
    write(source, notebook(answer("jawab", "### BEGIN SOLUTION\nx = 1 + 1\n### END SOLUTION"), cells[1]))
    grade(course)
    assert len(counting) == 2
