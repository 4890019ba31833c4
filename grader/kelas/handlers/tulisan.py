"""Periksa tulisan: one question for the whole class, one answer after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from grader.classroom.backup import back_up_if_older
from grader.classroom.gradebook import open_gradebook
from grader.classroom.lock import grading_lock
from grader.classroom.manual_marks import Cell, Given, ManualMarks
from grader.classroom.roster import Participant
from grader.common.errors import SinauError
from grader.kelas import marking
from grader.kelas.handlers.base import View
from grader.kelas.marking import Remark, Turn
from grader.kelas.written import (
    answer_of,
    heading,
    people_with_answers,
    text_before,
    texts_in,
    written_question,
)
from grader.reports.graded_class import read_exercise

#: While answers are being marked a copy is made this often.
MINUTES = 10


class Questions(View):
    """All questions that people mark, with how many answers wait."""

    def show(self) -> str:
        folder = self.room.folder
        with open_gradebook(folder.db_url, folder.course_id) as gradebook:
            cells = ManualMarks(gradebook).cells()
        there = [(cell, stand) for cell, stand in cells.items() if stand.waiting or stand.marked]
        titles = {
            name: read_exercise(name, folder.source(name)).title
            for name in {cell.exercise for cell, _ in there}
        }
        headings = {cell: heading(folder, cell) for cell, _ in there}
        return self.page("tulisan.html.j2", "tulisan", cells=there, titles=titles, headings=headings)


@dataclass(frozen=True)
class _Row:
    """A person in the row of answers, as the trainer is shown them."""

    place: int
    name: str
    turn: Turn


class Answers(View):
    """One answer beside its rubric."""

    def cell(self) -> Cell:
        """The question that the address names. Raises SinauError where the class has no such exercise."""
        cell = Cell(self.field("latihan"), self.field("notebook"), self.field("soal"))
        if cell.notebook not in self.room.folder.exercises().get(cell.exercise, ()):
            raise SinauError("Soal ini tidak ada di kelas; pilih dari daftarnya.")
        return cell

    def show(self) -> str:
        cell, folder = self.cell(), self.room.folder
        question = written_question(folder, cell)
        people = self._people()
        with open_gradebook(folder.db_url, folder.course_id) as gradebook:
            marks = ManualMarks(gradebook)
            stand = marks.stand(cell)
            turns = self._turns(marks, cell, people)
            bank = marking.bank(marks.comments_of(cell.exercise).get(cell.grade_id, []))
        if stand is None or not turns:
            raise SinauError("Belum ada jawaban untuk soal ini; nilai dulu kirimannya.")
        rows = [
            _Row(at, self._called(turns, people, turn.code), turn) for at, turn in enumerate(turns, start=1)
        ]
        row = rows[self._place(turns) - 1]
        answered = answer_of(folder, row.turn.code, question)
        latest = self.room.undo.latest()
        return self.page(
            "jawaban.html.j2",
            "tulisan",
            question=question,
            cell=cell,
            stand=stand,
            rows=rows,
            row=row,
            answered=answered,
            texts=[texts_in(answer.source) for answer in answered.answers] if answered else [],
            before=text_before(folder, row.turn.code, cell) if row.turn.again else "",
            remark=marking.remark_of(row.turn.given.comment, question.rubric),
            bank=bank,
            hidden=self.room.hide_names,
            can_undo=latest is not None,
        )

    def do(self) -> str:
        action = self.field("aksi")
        if action == "nama":
            self.room.hide_names = not self.room.hide_names
            return self._here(self.field("ke"))
        if action == "batalkan":
            return self._take_back()
        return self._give()

    def again(self, *sentences: str) -> str:
        try:
            return self._here(self.field("ke"), *sentences)
        except SinauError:
            return self.address("tulisan", kata=self.room.say(*sentences))

    def _give(self) -> str:
        cell, code = self.cell(), self.field("siapa")
        seen = Given(
            marking.points_typed(self.field("tadi_nilai")),
            self.field("tadi_kata").replace("\r\n", "\n"),
            self.field("tadi_menunggu") == "1",
        )
        items = written_question(self.room.folder, cell).rubric
        met = frozenset(int(at) for at in self.get_arguments("butir") if at.isdigit())
        words = self.field("kata_pelatih").replace("\r\n", "\n")
        score = marking.points_typed(self.field("nilai"))
        if score is None:
            raise SinauError("Centang rubriknya atau isi nilainya dulu (0 juga boleh).")
        new = Given(score, Remark(words, met).written(items), waiting=False)
        back_up_if_older(self.room.folder, "tulisan", datetime.now(), MINUTES)
        with grading_lock(self.room.course), self._gradebook() as gradebook:
            marks = ManualMarks(gradebook)
            self.room.undo.give(marks, code, cell, new, seen)
            turns = self._turns(marks, cell, self._people())
        following = marking.next_waiting(turns, code)
        if following is None:
            told = "Semua jawaban soal ini sudah dinilai."
            return self._here(self._place_of(turns, code), told)
        return self._here(self._place_of(turns, following))

    def _take_back(self) -> str:
        with grading_lock(self.room.course), self._gradebook() as gradebook:
            marks = ManualMarks(gradebook)
            done = self.room.undo.take_back(marks)
            turns = self._turns(marks, done.cell, self._people())
        place = self._place_of(turns, done.student)
        query = {"latihan": done.cell.exercise, "notebook": done.cell.notebook, "soal": done.cell.grade_id}
        return self.address("jawaban", **query, ke=place, kata=self.room.say("Nilai terakhir dibatalkan."))

    def _gradebook(self) -> Any:
        return open_gradebook(self.room.folder.db_url, self.room.folder.course_id)

    def _people(self) -> dict[str, Participant]:
        """Code, also one that was theirs before, → person."""
        roster = self.room.folder.roster() or ()
        people = {person.code: person for person in roster}
        for person in roster:
            for old in person.old_codes:
                people.setdefault(old, person)
        return people

    def _turns(self, marks: ManualMarks, cell: Cell, people: Mapping[str, Participant]) -> list[Turn]:
        gone = {code for code, person in people.items() if person.left}
        given = marks.given(cell)
        there = people_with_answers(self.room.folder, given.keys() - gone, cell)
        return marking.in_turn(given, there, cell)

    def _called(self, turns: list[Turn], people: Mapping[str, Participant], code: str) -> str:
        return marking.alias(turns, code) if self.room.hide_names else marking.called(people.get(code), code)

    def _place(self, turns: list[Turn]) -> int:
        """The place that the address names; else that of the first who waits."""
        asked = self.field("ke")
        if asked.isdigit() and 1 <= int(asked) <= len(turns):
            return int(asked)
        return int(self._place_of(turns, marking.next_waiting(turns, "") or turns[0].code))

    @staticmethod
    def _place_of(turns: list[Turn], code: str) -> str:
        return str(next((at for at, turn in enumerate(turns, 1) if turn.code == code), 1))

    def _here(self, place: str, *sentences: str) -> str:
        cell = self.cell()
        query = {"latihan": cell.exercise, "notebook": cell.notebook, "soal": cell.grade_id, "ke": place}
        return self.address("jawaban", **query, kata=self.room.say(*sentences) if sentences else "")
