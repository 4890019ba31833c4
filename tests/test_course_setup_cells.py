"""The setup cell: one label everywhere, and in an exercise every tool that its lessons have taught."""

import re

import pytest

from grader.curriculum.model import Course, Exercise
from grader.start.places import checkout

COURSE = Course.load(checkout())
LABEL = "# Persiapan: klik di sini, lalu tekan Shift + Enter"
#: What any answer may want; what belongs to one lesson alone stays there.
TOOLS = {"angka", "gambar", "muat", "persen", "rupiah"}


def test_one_label_everywhere() -> None:
    setups = [(n.file, cell) for n in COURSE.notebooks for cell in n.tagged("persiapan")]
    assert len(setups) >= len(COURSE.notebooks) - 2
    assert [file for file, cell in setups if cell.source.split("\n")[0] != LABEL] == []


@pytest.mark.parametrize(
    "exercise", [e for e in COURSE.exercises if not e.is_test], ids=lambda exercise: exercise.id
)
def test_no_tool_of_a_lesson_before_is_missing(exercise: Exercise) -> None:
    lesson = COURSE.lesson(exercise.id)
    assert lesson is not None
    before = [one for path in lesson.paths for one in (*COURSE.before(exercise.id, path), lesson)]
    taught = {name for one in before for name in one.meta.functions} & TOOLS
    (setup,) = exercise.tagged("persiapan")
    brought = {
        name
        for line in re.findall(r"from grader\.belajar import (.*)", setup.source)
        for name in line.split(", ")
    }
    assert taught - brought == set()
