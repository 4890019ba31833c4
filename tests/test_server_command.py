"""`sinau pin` and what `sinau server` says before it starts anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.classroom.pins import PinBook
from grader.common.errors import SinauError
from grader.server import command
from grader.server.state import UID_BASE, ServerState

ROSTER = (
    "kode;nama;desa;jalur;status\n"
    "PNG-001;Siti Aminah;Sampung;UMKM;\n"
    "PNG-002;Budi;Slahung;Desa;\n"
    "PNG-003;Joko;Slahung;Desa;keluar\n"
)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    (tmp_path / "peserta.csv").write_text(ROSTER, "utf-8")
    return tmp_path


def say_into(lines: list[str]) -> command.Say:
    return lambda *said: lines.extend(said)


def test_slips_are_made_once_and_can_be_read_by_their_owner_alone(course: Path) -> None:
    said: list[str] = []
    command.make_pins(course, None, False, say_into(said))
    (page,) = course.glob("slip-pin-*.html")
    assert page.stat().st_mode & 0o077 == 0
    text = page.read_text("utf-8")
    found = dict(re.findall(r"</b>(PNG-\d+)<div class=\"pin\">(\d{3} \d{3})</div>", text))
    assert set(found) == {"PNG-001", "PNG-002"}, "not who has left"
    book = PinBook(ServerState(course).pins)
    assert all(book.fits(code, pin) for code, pin in found.items())
    said.clear()
    command.make_pins(course, None, False, say_into(said))
    assert "sudah punya PIN" in said[0]
    assert list(course.glob("slip-pin-*.html")) == [page]


def test_one_person_gets_a_new_pin_and_the_others_keep_theirs(course: Path) -> None:
    command.make_pins(course, None, False, say_into([]))
    book = PinBook(ServerState(course).pins)
    before = {code: book.mark(code) for code in book.codes()}
    command.make_pins(course, "PNG-002", False, say_into([]))
    after = {code: PinBook(book.path).mark(code) for code in before}
    assert after["PNG-001"] == before["PNG-001"]
    assert after["PNG-002"] != before["PNG-002"]


def test_a_code_that_nobody_has_is_named_with_the_nearest(course: Path) -> None:
    with pytest.raises(SinauError, match=r"PNG-02 tidak ada .* PNG-002"):
        command.make_pins(course, "PNG-02", False, say_into([]))


def test_without_slips_the_class_does_not_open(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_refuse_where_rooms_cannot_be", lambda path: None)
    with pytest.raises(SinauError, match=r"2 peserta belum punya PIN.*sinau pin --course"):
        command.serve(course, 0, False, say_into([]))


def test_whoever_is_not_root_is_told_why_it_is_needed(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 1000)
    with pytest.raises(SinauError, match=r"root.*sudo"):
        command.serve(course, 0, False, say_into([]))


def test_each_learner_keeps_a_uid_of_their_own(course: Path) -> None:
    state = ServerState(course)
    state.prepare()
    first, second = state.uid("PNG-001"), state.uid("PNG-002")
    assert UID_BASE < first < second
    assert (ServerState(course).uid("PNG-002"), ServerState(course).uid("PNG-001")) == (second, first)
    assert state.folder.stat().st_mode & 0o077 == 0
    assert state.secret("cookie") == ServerState(course).secret("cookie")
