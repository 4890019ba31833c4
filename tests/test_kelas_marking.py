"""Rubrics, comments and marks as plain values; and what they become in the gradebook."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.manual_marks import Cell, Given
from grader.classroom.roster import Participant
from grader.common.checkout import content_root
from grader.common.errors import SinauError
from grader.grading.summary import Summary, sentences
from grader.kelas import marking
from grader.kelas.marking import Item, Remark
from grader.kelas.returning import wa_link
from grader.kelas.written import texts_in

CELL = Cell("2-04", "2-04", "jawab")


def rubrics() -> list[tuple[str, float, list[Item]]]:
    """Every rubric of the curriculum with the points of the cell after it."""
    found = []
    for path in sorted((content_root() / "exercises").glob("*/*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        for before, cell in pairwise(cells):
            marks = cell["metadata"].get("nbgrader", {})
            if marks.get("grade") and marks.get("solution"):
                items = marking.rubric_of(["".join(before["source"])])
                found.append((path.stem, float(marks["points"]), items))
    return found


def test_every_rubric_of_the_curriculum_is_read_and_adds_up() -> None:
    found = rubrics()
    assert len(found) > 10
    for name, points, items in found:
        assert sum(item.points for item in items) == points, name


ITEMS = [Item(1.0, "menyebut angka"), Item(2.0, "menyebut ✔ sumber")]


@given(st.text(max_size=200), st.frozensets(st.integers(0, 1)))
def test_what_is_written_is_read_back(words: str, met: frozenset[int]) -> None:
    remark = Remark(words.strip(), met)
    read = marking.remark_of(remark.written(ITEMS), ITEMS)
    if marking.RUBRIC not in words:
        assert read == remark


def test_a_comment_from_formgrader_and_one_of_another_rubric_stay_words() -> None:
    assert marking.remark_of("Bagus", ITEMS) == Remark("Bagus", frozenset())
    other = Remark("Bagus", frozenset({0})).written([Item(1.0, "lain"), Item(1.0, "lagi")])
    assert marking.remark_of(other, ITEMS) == Remark(other, frozenset())


def test_the_bank_remembers_words_alone_most_used_first() -> None:
    said = [Remark("Tambah angka", frozenset()).written(ITEMS), "Tambah angka", "Hebat", ""]
    assert marking.bank(said) == ["Tambah angka", "Hebat"]


def test_the_row_leaves_out_what_was_blank_and_goes_round_once() -> None:
    waits, done, blank = Given(None, "", True), Given(1.0, "", False), Given(None, "", False)
    marks = {"A": waits, "B": done, "C": blank, "D": waits, "E": waits}
    turns = marking.in_turn(marks, {"A", "B", "C", "D"}, CELL)
    assert {turn.code for turn in turns} == {"A", "B", "D"}
    first = marking.next_waiting(turns, "")
    second = marking.next_waiting(turns, first or "")
    assert {first, second} == {"A", "D"}
    assert marking.next_waiting([turn for turn in turns if turn.code != second], first or "") is None


@pytest.mark.parametrize(("typed", "points"), [("1,5", 1.5), (" 2 ", 2.0), ("", None), ("0", 0.0)])
def test_points_as_people_type_them(typed: str, points: float | None) -> None:
    assert marking.points_typed(typed) == points


@pytest.mark.parametrize("typed", ["dua", "nan", "inf", "1.2.3"])
def test_what_is_no_number(typed: str) -> None:
    with pytest.raises(SinauError, match="bukan angka"):
        marking.points_typed(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0812-3456-7890", "6281234567890"),
        ("+62 812 3456 7890", "6281234567890"),
        ("81234567890", "6281234567890"),
    ],
)
def test_a_number_as_people_write_it(typed: str, number: str) -> None:
    assert wa_link(Participant("A1", "Bu Fitri & Co", "", "UMKM", phone=typed)).startswith(
        f"https://wa.me/{number}?text=Halo%20Bu%20Fitri%20%26%20Co"
    )


@pytest.mark.parametrize("typed", ["", "-", "0812", "tidak ada"])
def test_what_is_no_number_gives_no_link(typed: str) -> None:
    assert wa_link(Participant("A1", "Fitri", "", "UMKM", phone=typed)) == ""


def test_prose_is_shown_as_prose_and_code_as_code(tmp_path: Path) -> None:
    assert texts_in('a = """dua\nbaris"""\nb = "satu"') == [("a", "dua\nbaris"), ("b", "satu")]
    assert texts_in("a = 1") == []
    assert texts_in("a = ") == []


def test_the_terminal_leads_to_the_room_for_written_answers() -> None:
    told = sentences(Summary(graded=3, waiting=2, second_look=1), Path("kelas ku"))
    assert told[1] == (
        "2 jawaban tertulis menunggu dinilai orang, 1 di antaranya berubah sesudah dinilai: "
        "sinau kelas 'kelas ku', lalu Periksa tulisan"
    )
