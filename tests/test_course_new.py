"""`sinau new`: what it lays down is sound but for what an author must fill in."""

from __future__ import annotations

from pathlib import Path

import pytest
from course_builder import exercise, lay_down, lay_down_answers, lesson

from grader.common.errors import SinauError
from grader.curriculum.lint import lint
from grader.curriculum.lint.running import lint_runs
from grader.curriculum.model import Course
from grader.curriculum.new import new

TO_FILL_IN = {"fill-in", "words"}


@pytest.mark.parametrize("lesson_id", ["1-04-tabel", "2-03-kanal", "4-05-kim"])
def test_a_fresh_skeleton_only_asks_to_be_filled_in(tmp_path: Path, lesson_id: str) -> None:
    lay_down_answers(lay_down(tmp_path, lesson(), exercise()))
    paths = new(tmp_path, lesson_id, "Memilih kanal jualan")
    assert [path.relative_to(tmp_path).parts[0] for path in paths] == ["lessons", "exercises", "tests"]
    problems = lint(tmp_path)
    assert {p.rule for p in problems} == TO_FILL_IN
    assert {Path(p.file).stem for p in problems} == {lesson_id}


def test_the_skeleton_runs(tmp_path: Path) -> None:
    new(tmp_path, "1-01-mulai", "Mulai di sini")
    assert lint_runs(Course.load(tmp_path).notebooks) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    [path, *_] = new(tmp_path, "2-03-kanal", "Kanal")
    before = path.read_bytes()
    with pytest.raises(SinauError, match="sudah ada"):
        new(tmp_path, "2-03-kanal", "Lain")
    assert path.read_bytes() == before


def test_an_unknown_id_gets_the_closest(tmp_path: Path) -> None:
    with pytest.raises(SinauError, match="mungkin maksudmu 2-03-kanal"):
        new(tmp_path, "2-3-kanal", "Kanal")
    assert not (tmp_path / "lessons").exists()
