"""PINs, pauses after wrong ones, cards for rooms, slips: what can be tried without a server."""

from __future__ import annotations

import gzip
import hashlib
import json
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.pins import PinBook
from grader.classroom.roster import Participant
from grader.server.certificate import DAYS, Certificate
from grader.server.guessing import NAME, PAIR, Guesses
from grader.server.pass_card import PassCards
from grader.server.proxy import room_of, stays_home
from grader.server.slips import slips_page
from grader.server.statics import Statics

NOW = 1_800_000_000.0


def test_a_pin_is_kept_as_a_digest_alone_and_fits_only_its_person(tmp_path: Path) -> None:
    book = PinBook(tmp_path / "pin.json")
    made = book.make(["PNG-001", "PNG-002"])
    kept = book.path.read_text("ascii")
    assert all(len(pin) == 6 and pin.isdigit() and pin not in kept for pin in made.values())
    assert book.fits("PNG-001", made["PNG-001"])
    assert book.fits("PNG-001", f"{made['PNG-001'][:3]} {made['PNG-001'][3:]}"), "as it is printed"
    assert not book.fits("PNG-002", made["PNG-001"] + "0")
    assert not book.fits("PNG-009", made["PNG-001"])
    assert book.path.stat().st_mode & 0o077 == 0


def test_a_new_pin_replaces_the_old_one(tmp_path: Path) -> None:
    book = PinBook(tmp_path / "pin.json")
    old = book.make(["PNG-001"])["PNG-001"]
    new = next(pin for _ in range(9) if (pin := book.make(["PNG-001"])["PNG-001"]) != old)
    assert (book.fits("PNG-001", old), book.fits("PNG-001", new)) == (False, True)


def test_nobody_without_a_pin_gets_in_with_the_digest_of_nothing(tmp_path: Path) -> None:
    assert not PinBook(tmp_path / "pin.json").fits("PNG-001", "")


def test_the_pause_grows_and_ends(tmp_path: Path) -> None:
    guesses = Guesses(tmp_path / "salah.json")
    waits = []
    for _ in range(9):
        guesses.count("PNG-001", "10.0.0.2", NOW)
        waits.append(guesses.pause("PNG-001", "10.0.0.2", NOW))
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4:] == [30, 60, 120, 240, 480]
    assert guesses.pause("PNG-001", "10.0.0.2", NOW + 481) == 0
    assert guesses.pause("PNG-001", "10.0.0.3", NOW) == 0, "another device is not held up by this one"


def test_one_device_that_goes_through_the_names_is_held_up(tmp_path: Path) -> None:
    guesses = Guesses(tmp_path / "salah.json")
    for number in range(15):
        guesses.count(f"PNG-{number:03}", "10.0.0.2", NOW)
    assert guesses.pause("PNG-099", "10.0.0.2", NOW) == 30


def test_many_devices_cannot_lock_the_owner_out(tmp_path: Path) -> None:
    guesses = Guesses(tmp_path / "salah.json")
    guesses.count("PNG-001", "10.0.0.2", NOW)
    guesses.forgive("PNG-001", "10.0.0.2", NOW)
    for number in range(200):
        guesses.count("PNG-001", f"10.0.1.{number}", NOW)
    assert guesses.pause("PNG-001", "10.0.2.1", NOW) == NAME.longest
    assert guesses.pause("PNG-001", "10.0.0.2", NOW) == 0, "the owner's own phone"


def test_the_counters_survive_a_restart_and_a_damaged_file_does_not_stop_the_class(tmp_path: Path) -> None:
    guesses = Guesses(tmp_path / "salah.json")
    for _ in range(6):
        guesses.count("PNG-001", "10.0.0.2", NOW)
    assert Guesses.read(guesses.path).pause("PNG-001", "10.0.0.2", NOW) == 60
    guesses.path.write_text(json.dumps({"counters": 3}))
    assert Guesses.read(guesses.path).pause("PNG-001", "10.0.0.2", NOW) == 0


@given(st.integers(0, 10_000))
def test_a_pause_has_an_end(wrong: int) -> None:
    assert 0 <= PAIR.pause(wrong) <= 3_600


def test_a_card_opens_one_room_until_its_day() -> None:
    cards = PassCards("rahasia")
    card = cards.make("PNG-001", "tanda", NOW + 10)
    assert cards.opens(card, "PNG-001", "tanda", NOW)
    assert not cards.opens(card, "PNG-002", "tanda", NOW)
    assert not cards.opens(card, "PNG-001", "tanda baru", NOW), "after a new PIN"
    assert not cards.opens(card, "PNG-001", "tanda", NOW + 11)
    assert not cards.opens(card.replace(str(int(NOW) + 10), str(int(NOW) + 99)), "PNG-001", "tanda", NOW)
    assert not PassCards("lain").opens(card, "PNG-001", "tanda", NOW)


@given(st.text(max_size=200))
def test_no_other_text_is_a_card(text: str) -> None:
    assert not PassCards("rahasia").opens(text, "PNG-001", "tanda", NOW)


@pytest.mark.parametrize(
    ("cookie", "fine"),
    [
        ("a=1; Path=/user/PNG-001/; HttpOnly", True),
        ("a=1; path=/user/PNG-001", True),
        ("a=1", False),
        ("a=1; Path=/", False),
        ("a=1; Path=/user/PNG-0011/", False),
        ("a=1; Path=/user/PNG-001/; Path=/", False),
        ("a=1; Path=/user/PNG-001/; Path =/", False),
        ("a=1; Path=/user/PNG-001/;\tDOMAIN\t=kelas.lan", False),
        ("a=1; Path=/hub/; Path=/user/PNG-001/", False),
        ("a=1; Path=/user/PNG-001/; Domain=kelas.lan", False),
    ],
)
def test_a_room_sets_cookies_for_its_own_addresses_only(cookie: str, fine: bool) -> None:
    assert stays_home(cookie, "PNG-001") is fine


def test_whose_room_stands_behind_a_route() -> None:
    assert [room_of(prefix) for prefix in ("/", "/hub", "/user/PNG-001", "/user/PNG-001/x")] == [
        None,
        None,
        "PNG-001",
        "PNG-001",
    ]


def test_the_certificate_that_a_phone_sees_has_the_fingerprint_that_is_told(tmp_path: Path) -> None:
    made = Certificate(tmp_path / "sertifikat.pem")
    assert made.fingerprint is None
    made.ensure()
    assert made.path.stat().st_mode & 0o077 == 0
    here, there = socket.socketpair()
    with ThreadPoolExecutor(1) as other, here, there:
        serving = other.submit(lambda: made.context().wrap_socket(there, server_side=True).close())
        trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        with trusting.wrap_socket(here) as connection:
            seen = connection.getpeercert(binary_form=True)
        serving.result()
    assert seen is not None
    assert bytes.fromhex(str(made.fingerprint)) == hashlib.sha256(seen).digest()
    kept = made.path.read_bytes()
    made.ensure()
    assert made.path.read_bytes() == kept
    made.ensure(datetime.now(UTC) + timedelta(days=DAYS - 20))
    assert made.path.read_bytes() != kept, "a new one before it ends"


def test_slips_tell_the_fingerprint_of_a_class_that_has_a_certificate() -> None:
    person = Participant("PNG-001", "Siti", "", "UMKM")
    assert "Sidik jari" not in slips_page([(person, "012345")])
    assert "AA BB" in slips_page([(person, "012345")], "AA BB")


def test_a_name_on_a_slip_is_text() -> None:
    person = Participant("PNG-001", "<script>alert(1)</script>", "", "UMKM")
    page = slips_page([(person, "012345")])
    assert "<script>" not in page
    assert "012 345" in page


def test_files_of_jupyterlab_are_sent_compressed_and_nothing_else_is(tmp_path: Path) -> None:
    lab = tmp_path / "share" / "jupyter" / "lab" / "static"
    lab.mkdir(parents=True)
    (lab / "main.0123456789abcdef.js").write_text("kata " * 1000)
    (tmp_path / "rahasia.js").write_text("rahasia")
    (lab / "jalan.js").symlink_to(tmp_path / "rahasia.js")
    statics = Statics(tmp_path / "statis", tmp_path)
    sent = statics.find("static/lab/main.0123456789abcdef.js", accepts_gzip=True)
    assert sent is not None
    assert (gzip.decompress(sent.body), len(sent.body) < 200) == (b"kata " * 1000, True)
    assert "immutable" in sent.headers["Cache-Control"]
    plain = statics.find("static/lab/main.0123456789abcdef.js", accepts_gzip=False)
    assert plain is not None
    assert (plain.body, "Content-Encoding" in plain.headers) == (b"kata " * 1000, False)
    for path in ("static/lab/../../../../rahasia.js", "static/lab/jalan.js", "static/lab/", "api/contents"):
        assert statics.find(path, accepts_gzip=True) is None, path
