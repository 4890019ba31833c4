"""Feedback: one self-contained page for each trainee and exercise."""

from collections import Counter
from pathlib import Path

from grader.classroom.roster import Participant
from grader.common.errors import SinauError
from grader.reports.autograded import read_graded
from grader.reports.graded_class import ClassExercise, GradedClass, GradedHandIn, load_class
from grader.reports.judgement import JudgedQuestion, failure_of, judge
from grader.reports.pages import environment, write_atomically
from grader.reports.state import State


def write_feedback(course: Path, exercise: str | None = None, trainee: str | None = None) -> list[Path]:
    """Write `feedback/<trainee>/<exercise>/<exercise>.html` for what has been graded, and say which pages.

    `exercise` and `trainee` (a code) narrow it down. The same grades give the same bytes. Raises SinauError
    when nothing has been graded, or a name is not one of the course's.
    """
    graded = load_class(course)
    folder = graded.folder
    _must_exist(exercise, {known.id for known in graded.exercises}, "Latihan", folder.step("source"))
    _must_exist(trainee, {known.code for known in graded.trainees}, "Peserta", folder.roster_file)
    wanted = [
        hand_in
        for hand_in in graded.hand_ins.values()
        if exercise in (None, hand_in.exercise.id) and trainee in (None, hand_in.trainee.code)
    ]
    if not wanted:
        raise SinauError(
            f"Di {folder.path} belum ada hasil penilaian {trainee or 'peserta'} "
            f"untuk {exercise or 'latihan apa pun'}; "
            "kumpulkan berkasnya dengan `sinau collect`, lalu jalankan `sinau grade`."
        )
    pages = []
    for hand_in in wanted:
        name = hand_in.exercise.id
        path = folder.folder("feedback", hand_in.trainee.code, name) / f"{name}.html"
        write_atomically(path, render_page(hand_in, _next_exercise(graded, hand_in.trainee)))
        pages.append(path)
    return pages


def render_page(hand_in: GradedHandIn, next_exercise: ClassExercise | None) -> str:
    """The page as HTML. It contains no script, no address to load from and no source of a check."""
    graded = read_graded(hand_in.notebooks, hand_in.exercise.given)
    questions = judge(graded.questions, hand_in.marks, hand_in.exercise.texts)
    failure = failure_of(graded, questions)
    if not hand_in.notebooks:
        failure = "Berkas yang kamu kumpulkan tidak terbaca sebagai notebook."
    return (
        environment()
        .get_template("feedback.html.j2")
        .render(
            hand_in=hand_in,
            questions=questions,
            failure=failure,
            notes=[note for note in graded.notes if note != failure],
            tally=_tally(questions),
            open_questions=[question for question in questions if question.state in _OPEN],
            next_exercise=next_exercise,
        )
    )


_OPEN = (State.PARTIAL, State.NOT_YET, State.BLANK, State.CRASHED)


def _tally(questions: list[JudgedQuestion]) -> list[tuple[State, int]]:
    counts = Counter(question.state for question in questions)
    return [(state, counts[state]) for state in State if counts[state]]


def _next_exercise(graded: GradedClass, trainee: Participant) -> ClassExercise | None:
    """The first exercise on the trainee's path that they have not handed in."""
    return next(
        (
            exercise
            for exercise in graded.exercises
            if exercise.is_for(trainee) and not graded.has_handed_in(trainee, exercise)
        ),
        None,
    )


def _must_exist(name: str | None, known: set[str], kind: str, place: Path) -> None:
    if name is not None and name not in known:
        raise SinauError(f"{kind} {name} tidak ada di {place}; periksa ejaannya.")
