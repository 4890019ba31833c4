"""Feedback: a page for each trainee and exercise, and one for each person with all of them."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grader.classroom.roster import Participant
from grader.common.errors import SinauError
from grader.common.files import read_kept
from grader.common.names import file_name
from grader.reports.graded_class import ClassExercise, GradedClass, GradedHandIn, load_class
from grader.reports.judged import Judged, judge_hand_in
from grader.reports.pages import environment, write_atomically

UNREADABLE = "Berkas yang kamu kumpulkan tidak terbaca sebagai notebook."
PEOPLE = "feedback-per-orang"
#: What each person's page was when it was last written, so that a trainer hears which are new.
STATE = Path(".sinau") / "umpan-balik.json"


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person's page with all exercises; ``new``: it says something else than last time."""

    name: str
    path: Path
    new: bool


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a run made: a page for each trainee and exercise, and one for each person."""

    pages: list[Path]
    people: list[PersonPage]

    @property
    def new(self) -> list[str]:
        """Whose page says something new since last time."""
        return [person.name for person in self.people if person.new]


def write_feedback(
    course: Path,
    exercise: str | None = None,
    trainee: str | None = None,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> Feedback:
    """Write `feedback/<trainee>/<exercise>/<exercise>.html` for what has been graded, and for each of these
    people `feedback-per-orang/<name> - umpan balik.html` with all their exercises.

    `exercise` and `trainee` (a code) narrow it down; `progress(done, total)` is called after each person. The
    same grades give the same bytes. Raises SinauError when nothing has been graded, or a name is not one of
    the course's.
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
    return _write(graded, wanted, progress)


def exercise_page(graded: GradedClass, code: str, exercise: str) -> str | None:
    """The page of one trainee's exercise as HTML; None where it has not been graded."""
    hand_in = graded.hand_ins.get((code, exercise))
    if hand_in is None:
        return None
    next_exercise = _next_exercise(graded, hand_in.trainee)
    return _render("feedback.html.j2", judged=_judge(hand_in), next_exercise=next_exercise)


def _write(
    graded: GradedClass, wanted: Sequence[GradedHandIn], progress: Callable[[int, int], object]
) -> Feedback:
    """Person by person, so that of a large class only one person's answers are in memory."""
    keys = {(hand_in.trainee.code, hand_in.exercise.id) for hand_in in wanted}
    names = person_files(graded.trainees)
    pages: list[Path] = []
    people: list[PersonPage] = []
    known = known_pages(graded.folder.path)
    hand_ins: defaultdict[str, list[GradedHandIn]] = defaultdict(list)
    for (code, _), hand_in in graded.hand_ins.items():
        hand_ins[code].append(hand_in)
    wanted_people = {code for code, _ in keys}
    chosen = [trainee for trainee in graded.trainees if trainee.code in wanted_people]
    for done, person in enumerate(chosen, 1):
        next_exercise = _next_exercise(graded, person)
        of_person = [_judge(hand_in) for hand_in in hand_ins[person.code]]
        for judged in of_person:
            name = judged.hand_in.exercise.id
            if (person.code, name) in keys:
                path = graded.folder.folder("feedback", person.code, name) / f"{name}.html"
                write_atomically(
                    path, _render("feedback.html.j2", judged=judged, next_exercise=next_exercise)
                )
                pages.append(path)
        text = _render("feedback_person.html.j2", person=person, all=of_person, next_exercise=next_exercise)
        people.append(_write_person(graded.folder.path, person, names[person.code], text, known))
        progress(done, len(chosen))
    write_atomically(graded.folder.path / STATE, json.dumps(known, ensure_ascii=False, indent=1))
    return Feedback(sorted(pages), people)


def _write_person(
    course: Path, person: Participant, name: str, text: str, known: dict[str, list[str]]
) -> PersonPage:
    """Write a person's page where it changed, take away the one under their old name, and note both."""
    path = course / PEOPLE / name
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    old_name, old_digest = known.get(person.code, ["", ""])
    taken = {name for code, (name, _) in known.items() if code != person.code}
    if old_name and old_name != name and old_name not in taken:
        (course / PEOPLE / Path(old_name).name).unlink(missing_ok=True)
    write_atomically(path, text)
    known[person.code] = [name, digest]
    return PersonPage(person.name, path, digest != old_digest)


def person_files(trainees: Sequence[Participant]) -> dict[str, str]:
    """Code → file name of the person's page; people of one name get their code behind it."""
    plain = {person.code: file_name(person.name) for person in trainees}
    count = Counter(name.casefold() for name in plain.values())
    return {
        code: f"{name if count[name.casefold()] == 1 else f'{name} ({file_name(code)})'} - umpan balik.html"
        for code, name in plain.items()
    }


def known_pages(course: Path) -> dict[str, list[str]]:
    """Code → file name and digest of what was written last; empty where that is not known."""

    def pages(known: Any) -> dict[str, list[str]]:
        two = {str(code): told for code, told in known.items() if isinstance(told, list) and len(told) == 2}
        return {code: [str(part) for part in told] for code, told in two.items()}

    return read_kept(course / STATE, pages, {})


def _judge(hand_in: GradedHandIn) -> Judged:
    judged = judge_hand_in(hand_in)
    return judged if hand_in.notebooks else replace(judged, failure=UNREADABLE)


def _render(template: str, **shown: object) -> str:
    """A page as HTML. It contains no script, no address to load from and no source of a check."""
    return environment().get_template(template).render(**shown)


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
