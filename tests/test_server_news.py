"""Who is where in the class: what a room may tell, how it is kept, how Ruang Pelatih reads it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.beranda.keeping_in_touch import report
from grader.checks.spec import Outcome, Verdict
from grader.classroom import live
from grader.classroom.live import Note, Standing
from grader.classroom.roster import Participant
from grader.kelas.now import now_of
from grader.learner import progress, raised_hand
from grader.learner.road import FILE, Step, dumps
from grader.server.news import News, NotANote, note_of

NOW = 1_800_000_000.0
LESSON = Step(
    kind="lesson",
    id="1-02-hitung",
    title="Hitung",
    module="1-fondasi",
    minutes=60,
    path="pelajaran/1-fondasi/1-02-hitung.ipynb",
    paths=("UMKM",),
    points=0.0,
    questions=("omzet", "biaya", "untung"),
)
STEPS = {LESSON.path: LESSON}
SITI = Participant("PNG-001", "Siti Aminah", "Sampung", "UMKM")
BUDI = Participant("PNG-002", "Budi Santoso", "Sampung", "UMKM")
RATNA = Participant("PNG-004", "Ratna Dewi", "Sampung", "UMKM")


def told(**other: Any) -> bytes:
    said = {"halaman": LESSON.path, "soal": {"omzet": [False, 2]}, "tangan": 0.0}
    return json.dumps(said | other).encode()


def test_only_pages_and_questions_of_the_course_are_kept() -> None:
    bad = "<img src=x onerror=alert(1)>"
    note = note_of(told(soal={"omzet": [True, 99], bad: [False, 3]}), STEPS, Note(), NOW)
    assert (note.page, dict(note.questions)) == (LESSON.path, {"omzet": Standing(True, 9)})
    assert note_of(told(halaman="../../" + bad), STEPS, Note(), NOW) == Note(changed=0.0, seen=NOW)
    assert note_of(told(tangan=NOW + 1e9), STEPS, Note(), NOW).hand == NOW, "no hand from tomorrow"


@given(
    st.recursive(
        st.none() | st.floats() | st.text(), lambda some: st.lists(some) | st.dictionaries(st.text(), some)
    )
)
def test_whatever_is_told_is_a_note_or_none(said: Any) -> None:
    for content in (json.dumps(said), json.dumps({"halaman": LESSON.path, "soal": said, "tangan": 0})):
        try:
            note = note_of(content.encode(), STEPS, Note(), NOW)
        except NotANote:
            continue
        assert set(note.questions) <= set(LESSON.questions)


def test_a_note_says_since_when_nothing_has_changed() -> None:
    first = note_of(told(), STEPS, Note(), NOW)
    same = note_of(told(), STEPS, first, NOW + 60)
    assert (same.changed, same.seen) == (NOW, NOW + 60)
    assert note_of(told(soal={}), STEPS, same, NOW + 90).changed == NOW + 90


@pytest.fixture
def course(tmp_path: Path) -> Path:
    road = tmp_path / live.LESSONS / FILE
    road.parent.mkdir(parents=True)
    road.write_text(dumps((LESSON,)), "utf-8")
    return tmp_path


def test_a_hand_comes_down_when_the_trainer_has_helped(course: Path, tmp_path: Path) -> None:
    home = tmp_path / "rumah"
    (home / ".sinau").mkdir(parents=True)
    raised_hand.put(home, up=True)
    raised = raised_hand.since(home)
    news = News(course)
    assert raised > 0
    raised_hand.answered(home, news.take("PNG-001", told(tangan=raised)))
    assert raised_hand.since(home) == raised, "nobody has come yet"
    assert live.hands(course, raised + 1) == 1
    live.lower_hand(course, "PNG-001", raised)
    assert live.hands(course, raised + 1) == 0
    raised_hand.answered(home, news.take("PNG-001", told(tangan=raised)))
    assert raised_hand.since(home) == 0
    raised_hand.put(home, up=True)
    assert raised_hand.since(home) > raised, "it can be raised again"


def test_a_room_that_tells_without_end_is_not_heard_each_time(course: Path) -> None:
    news = News(course)
    news.take("PNG-001", told())
    news.take("PNG-001", told(soal={"omzet": [True, 2]}))
    assert live.read(course, "PNG-001").questions == {"omzet": Standing(False, 2)}


def test_a_damaged_note_is_no_note(course: Path) -> None:
    news = News(course)
    news.take("PNG-001", told())
    place = course / live.NOTES / "PNG-001.json"
    for content in ("", "[]", '{"page": 1}', "{" * 2000):
        place.write_text(content)
        assert live.read(course, "PNG-001") == Note()


def test_a_room_tells_counts_and_names_and_nothing_of_an_answer(tmp_path: Path) -> None:
    road = tmp_path / FILE
    road.parent.mkdir(parents=True)
    road.write_text(dumps((LESSON,)), "utf-8")
    notebook = Path(LESSON.path)
    wrong = Verdict("omzet", Outcome.NOT_YET, 0.0, 1.0)
    for seen in ("rahasia 7731", "rahasia 7732"):
        progress.note(tmp_path, notebook, seen, wrong)
    said = report(tmp_path, LESSON.path)
    assert said == {"halaman": LESSON.path, "soal": {"omzet": [False, 2]}, "tangan": 0.0}
    assert report(tmp_path, "catatan-saya.ipynb") == said, "where they last worked"


def test_hands_come_first_then_who_is_stopped() -> None:
    stopped = Note(LESSON.path, {"omzet": Standing(False, 2), "biaya": Standing(True, 1)}, 0, NOW - 300, NOW)
    notes = {"PNG-001": Note(LESSON.path, {}, 0, NOW, NOW), "PNG-002": stopped, "PNG-004": stopped}
    now = now_of([SITI, BUDI, RATNA], notes, {"PNG-004": NOW - 60}, [LESSON], NOW)
    assert [person.who.code for person in now.people] == ["PNG-004", "PNG-002", "PNG-001"]
    assert [(one.question, len(one.people)) for one in now.obstacles] == [("omzet", 2)]
    assert (now.hands, now.here, now.pages) == (1, 3, [(LESSON.name, 3)])
    assert (now.people[1].done, now.people[1].asked) == (1, 3)
    assert now.people[1].word(NOW) == "5 menit tanpa perubahan"


def test_who_has_left_the_hall_stops_nobody_and_raises_no_hand() -> None:
    gone = Note(LESSON.path, {"omzet": Standing(False, 3)}, NOW - 900, NOW - 900, NOW - 800)
    now = now_of([SITI, BUDI], {"PNG-001": gone}, {"PNG-001": NOW - 900}, [LESSON], NOW)
    assert (now.hands, now.here, now.obstacles) == (0, 0, ())
    assert {person.word(NOW) for person in now.people} == {"tidak tersambung"}


def test_who_has_signed_in_is_there_before_any_page_is_open() -> None:
    signed_in = now_of([SITI, BUDI], {"PNG-001": Note(seen=NOW)}, {}, [LESSON], NOW)
    assert (signed_in.here, signed_in.ever) == (1, True)
    assert not now_of([SITI, BUDI], {}, {}, [LESSON], NOW).ever
