"""Rules about an exercise: questions and points, hints and misconceptions, sentinel, nbgrader's fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.checks.kinds import judged_without_key
from grader.common.errors import SinauError
from grader.curriculum.lint.registry import Finding, Problem, course_rule, exercise_rule
from grader.curriculum.model import Cell, Course, Exercise
from grader.curriculum.questions import Right, Wrong, load_answers
from grader.notebooks.cells import BEGIN, END
from grader.notebooks.check_calls import CheckCall, check_calls

QUESTIONS, POINTS = (3, 6), 10
SENTINEL = "____"
CHART_OPTIONS = frozenset(("satuan_x", "satuan_y", "sumber", "waktu", "dari_nol"))
"""Charts, and kinds without a key, say what is amiss property by property; they need no list of
misconceptions.
"""


@dataclass(frozen=True)
class Question:
    """A graded cell, and the check that speaks for it (its own, or the pre-check after a written answer)."""

    cell: Cell
    check_cell: Cell | None
    check: CheckCall | None

    @property
    def by_hand(self) -> bool:
        return bool(self.cell.nbgrader.get("solution"))


def questions(exercise: Exercise) -> Iterator[Question]:
    """The graded cells of an exercise in order."""
    for index, cell in enumerate(exercise.cells):
        if not cell.nbgrader.get("grade"):
            continue
        following = exercise.cells[index + 1 : index + 2] if cell.nbgrader.get("solution") else ()
        for candidate in (cell, *following):
            if candidate.is_code and (calls := check_calls(candidate.source)):
                yield Question(cell, candidate, calls[0])
                break
        else:
            yield Question(cell, None, None)


@exercise_rule("questions")
def number_of_questions(exercise: Exercise) -> Iterable[Finding]:
    """3 to 6 questions worth 10 points together; the two tests have none: `sinau tes` scores their items."""
    found = list(questions(exercise))
    low, high = (0, 0) if exercise.is_test else QUESTIONS
    if not low <= len(found) <= high:
        yield Finding(None, f"ada {len(found)} soal", f"buat {low} sampai {high} soal")
    total = sum(float(question.cell.nbgrader.get("points", 0)) for question in found)
    if not exercise.is_test and total != POINTS:
        yield Finding(None, f"jumlah nilai {total:g}", f"bagi tepat {POINTS} angka di metadata nbgrader")


@exercise_rule("question-objective")
def question_objective(exercise: Exercise) -> Iterable[Finding]:
    """Each question names the objective it tests, as a number from 1."""
    for question in questions(exercise):
        cells = [question.cell, *([question.check_cell] if question.check_cell else [])]
        found = next((c.metadata["sinau"].get("objective") for c in cells if c.metadata.get("sinau")), None)
        if not (isinstance(found, int) and 1 <= found <= len(exercise.meta.objectives)):
            yield Finding(
                question.cell,
                f"soal tidak menyebut tujuan (objective: {found})",
                f'tulis metadata sinau {{"objective": 1}} sampai {len(exercise.meta.objectives)}',
            )


@exercise_rule("question-check")
def question_check(exercise: Exercise) -> Iterable[Finding]:
    """A check cell holds one call of periksa with literal options, and its name is used once."""
    names: Counter[str] = Counter()
    for question in questions(exercise):
        if question.check is None or question.check_cell is None:
            yield Finding(question.cell, "soal tanpa periksa(...)", 'isi sel dengan periksa("nama", ...)')
            continue
        names[question.check.name] += 1
        if question.check.unreadable:
            options = ", ".join(question.check.unreadable)
            yield Finding(
                question.check_cell, f"pilihan {options} bukan nilai tetap", "tulis nilainya langsung"
            )
        if names[question.check.name] > 1:
            yield Finding(
                question.check_cell, f"periksa `{question.check.name}` ada dua kali", "beri nama lain"
            )
        if "kunci" in question.check.options:
            yield Finding(
                question.check_cell, "kunci tertulis di latihan", "biarkan sel penyelesaian menghitungnya"
            )


@exercise_rule("hints")
def hints(exercise: Exercise) -> Iterable[Finding]:
    """Each question has at least one hint, and at least two named misconceptions."""
    for question in questions(exercise):
        if question.check is None:
            continue
        if not question.check.options.get("petunjuk"):
            yield Finding(question.check_cell, "soal tanpa petunjuk", 'tambahkan petunjuk=["..."]')
        wrong = question.check.options.get("keliru", {})
        by_property = judged_without_key(question.check.options)
        if question.by_hand or by_property or CHART_OPTIONS & set(question.check.options):
            continue
        if len(wrong) < 2:
            yield Finding(
                question.check_cell,
                f"ada {len(wrong)} salah paham bernama",
                "tambahkan dua pasang ungkapan dan pesan di keliru={...}",
            )


@exercise_rule("solution")
def solution(exercise: Exercise) -> Iterable[Finding]:
    """An answer cell starts with a sentinel line before one closed solution region; no other cell has one."""
    for cell in exercise.cells:
        begins, ends = cell.source.count(BEGIN), cell.source.count(END)
        if not cell.nbgrader.get("solution"):
            if begins or ends:
                yield Finding(
                    cell, "penyelesaian di sel yang bukan jawaban", "pindahkan, atau setel solution: true"
                )
            continue
        if not cell.is_code:
            yield Finding(
                cell, "jawaban bukan sel kode", "pakai sel kode; uraian ditulis sebagai teks dalam variabel"
            )
        elif (begins, ends) != (1, 1) or cell.source.index(BEGIN) > cell.source.index(END):
            yield Finding(cell, "bagian penyelesaian tidak lengkap", f"tulis satu `{BEGIN}` dan satu `{END}`")
        elif SENTINEL not in cell.source[: cell.source.index(BEGIN)]:
            yield Finding(
                cell, "tidak ada `____` sebelum penyelesaian", "tulis misalnya `hpp = ____` lebih dulu"
            )


@exercise_rule("nbgrader-fields")
def nbgrader_fields(exercise: Exercise) -> Iterable[Finding]:
    """nbgrader's metadata says what each cell is: answer, check, written answer, or locked text and code."""
    counts = Counter(str(cell.nbgrader["grade_id"]) for cell in exercise.cells if "grade_id" in cell.nbgrader)
    for cell in exercise.cells:
        fields = cell.nbgrader
        if not fields:
            if cell.is_code and (check_calls(cell.source) or BEGIN in cell.source):
                yield Finding(cell, "sel soal tanpa metadata nbgrader", "salin metadata dari latihan lain")
            continue
        grade, answer, locked = (bool(fields.get(key)) for key in ("grade", "solution", "locked"))
        if fields.get("schema_version") != 3:
            yield Finding(cell, "schema_version bukan 3", "tulis schema_version: 3")
        if fields.get("grade_id") != cell.id:
            yield Finding(
                cell, f"grade_id `{fields.get('grade_id')}` berbeda dari id sel", "samakan keduanya"
            )
        if counts[str(fields.get("grade_id"))] > 1:
            yield Finding(cell, f"grade_id `{fields.get('grade_id')}` dipakai dua kali", "beri nama lain")
        if locked == answer:
            yield Finding(
                cell, "sel jawaban terkunci" if answer else "sel soal tidak terkunci", "balikkan `locked`"
            )
        if grade and not float(fields.get("points", 0)) > 0:
            yield Finding(cell, "soal tanpa nilai", "tulis points lebih dari 0")
        prefix = ("jawab-",) if answer else (("soal-",) if grade else ())
        if prefix and not re.match(rf"({'|'.join(prefix)})\d+-", cell.id):
            yield Finding(cell, f"id `{cell.id}` tidak berpola", f"pakai `{prefix[0]}1-nama`")


@exercise_rule("rubric")
def rubric(exercise: Exercise) -> Iterable[Finding]:
    """A question marked by hand shows its rubric before the answer cell."""
    for question in questions(exercise):
        before = [cell for cell in exercise.cells if cell.number < question.cell.number and cell.is_markdown]
        if question.by_hand and not (before and re.search(r"\brubrik\b", before[-1].source, re.I)):
            yield Finding(
                question.cell, "soal uraian tanpa rubrik", "tampilkan rubrik di sel tepat sebelum jawaban"
            )


@exercise_rule("hand-in")
def hand_in(exercise: Exercise) -> Iterable[Finding]:
    """The last code cell is the locked ``kumpulkan()``."""
    code = [cell for cell in exercise.cells if cell.is_code]
    last = code[-1] if code else None
    if last is None or last.source.strip() != "kumpulkan()" or not last.nbgrader.get("locked"):
        yield Finding(
            last, "sel kode terakhir bukan `kumpulkan()` yang terkunci", "akhiri dengan sel `kumpul`"
        )


@course_rule("question-tests")
def question_tests(course: Course) -> Iterable[Problem]:
    """Each computed question has 2 more right and 2 wrong answers in tests/, one with a message."""
    for exercise in course.exercises:
        if exercise.is_test:
            continue
        try:
            answers = load_answers(course.root, exercise.id)
        except SinauError as error:
            yield Problem(
                exercise.file, "", "question-tests", str(error).rstrip("."), "salin pola dari latihan lain"
            )
            continue
        asked = {question.cell.id for question in questions(exercise) if not question.by_hand}
        for unknown in sorted(set(answers) - {cell.id for cell in exercise.cells}):
            todo = "samakan dengan id sel soal"
            yield Problem(
                exercise.file, unknown, "question-tests", "jawaban uji untuk sel yang tidak ada", todo
            )
        for cell_id in sorted(asked):
            given = answers.get(cell_id, ())
            right = sum(isinstance(answer, Right) for answer in given)
            wrong = [answer for answer in given if isinstance(answer, Wrong)]
            if right < 2 or len(wrong) < 2 or not any(answer.says for answer in wrong):
                message = f"ada {right} jawaban uji benar dan {len(wrong)} jawaban uji salah"
                todo = f"tulis 2 Right dan 2 Wrong di tests/questions/{exercise.id}.py, satu dengan says="
                yield Problem(exercise.file, cell_id, "question-tests", message, todo)
