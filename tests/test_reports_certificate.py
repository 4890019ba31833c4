"""Certificates: one changed letter breaks the code, the rule says what is lacking, the sheet is made."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from reports_course import CourseBuilder, Question, Reply

from grader.cli import app
from grader.common.errors import SinauError
from grader.reports.certificate.facts import (
    ALPHABET,
    Facts,
    names_somebody_else,
    printed,
    signed_code,
    verify,
)
from grader.reports.certificate.issue import issue_certificates, sentences
from grader.reports.certificate.key import class_key, public_keys
from grader.reports.certificate.rule import read_rule

KEY = Ed25519PrivateKey.generate()
PUBLIC = [Ed25519PrivateKey.generate().public_key(), KEY.public_key()]
FACTS = Facts("2026-001", "Fitri Handayani", "UMKM", 23, 1610, "Kelas Jabung", date(2026, 11, 26))
CODE = signed_code(FACTS, KEY)
TODAY = date(2026, 11, 26)


@given(st.text(min_size=1, max_size=60), st.integers(0, 99), st.dates())
def test_what_was_signed_is_read_again(name: str, lessons: int, day: date) -> None:
    facts = Facts(
        "2026-002", name.encode(errors="replace").decode(), "Desa", lessons, 60 * lessons, "Kelas", day
    )
    assert verify(signed_code(facts, KEY), PUBLIC) == facts


def test_every_changed_letter_is_refused() -> None:
    for place in range(4, len(CODE) - 1):
        for other in {ALPHABET[(ALPHABET.index(CODE[place]) + step) % 32] for step in (1, 13)}:
            with pytest.raises(SinauError):
                verify(CODE[:place] + other + CODE[place + 1 :], PUBLIC)


def test_a_changed_fact_with_mended_check_letters_is_not_genuine() -> None:
    other = signed_code(replace(FACTS, name="Orang Lain"), Ed25519PrivateKey.generate())
    with pytest.raises(SinauError, match="TIDAK SAH"):
        verify(other, PUBLIC)


def test_a_mistyped_line_is_named() -> None:
    lines = printed(CODE)
    wrong = [*lines[:2], lines[2].replace(lines[2][0], "7" if lines[2][0] != "7" else "8", 1), *lines[3:]]
    with pytest.raises(SinauError, match="nomor 3"):
        verify("\n".join(wrong), PUBLIC)
    with pytest.raises(SinauError, match="nomor 2"):
        verify("\n".join([lines[0], lines[2], lines[1], *lines[3:]]), PUBLIC)


def test_a_photo_is_read_with_its_usual_confusions() -> None:
    text = "Sertifikat\nFITRI HANDAYANI\n" + "\n".join(printed(CODE)).replace("0", "O").replace("1", "l")
    assert verify(text.lower(), PUBLIC) == FACTS
    assert not names_somebody_else(text, FACTS)
    assert names_somebody_else(text.replace("FITRI", "SARI"), FACTS)


@pytest.mark.parametrize(
    "text",
    ["", "SD1:.", "SD1:0.", "halo", CODE[:-1], CODE[4:], "SD1:" + "0" * 64 + "."],
    ids=["empty", "bare", "zero", "word", "cut", "headless", "zeros"],  # CODE is signed anew in each process
)
def test_what_is_no_code_is_told(text: str) -> None:
    with pytest.raises(SinauError):
        verify(text, PUBLIC)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """P1 has done both exercises well, P2 badly, P3 none."""
    with CourseBuilder(tmp_path) as builder:
        builder.roster("P1;Fitri/Handayani;Jabung;UMKM", "P2;Ani;Jabung;UMKM", "P3;Budi;Ngebel;UMKM")
        for exercise in ("1-01-mulai", "2-02-harga"):
            builder.exercise(exercise, exercise, [Question("isi", 10)])
            builder.hand_in("P1", exercise, [Reply("isi = 1", "benar", 10)])
            builder.hand_in("P2", exercise, [Reply("isi = 2", "belum tepat", 2)])
    return tmp_path


def test_who_has_earned_one_gets_a_sheet_and_others_are_told_what_lacks(course: Path) -> None:
    issued = issue_certificates(course, TODAY)
    assert [sheet.name for sheet in issued.sheets] == ["FitriHandayani - P1.pdf"]
    assert issued.sheets[0].read_bytes().startswith(b"%PDF")
    said = "\n".join(sentences(issued))
    assert "Ani (P2): nilainya 20%, perlu 60%." in said
    assert "Budi (P3): baru 0 dari 2 latihan yang dikerjakan; belum ada yang dinilai." in said


def test_a_second_run_changes_nothing_and_keeps_number_and_day(course: Path) -> None:
    first = issue_certificates(course, TODAY)
    before = {path: path.read_bytes() for path in (course / "sertifikat").iterdir()}
    issue_certificates(course, date(2027, 1, 5))
    assert {path: path.read_bytes() for path in (course / "sertifikat").iterdir()} == before
    assert first.sheets[0].stat().st_size < 100_000


def test_a_required_exercise_is_asked_for(course: Path) -> None:
    read_rule(course)
    rule = course / "sertifikat" / "aturan.toml"
    rule.write_text(
        rule.read_text(encoding="utf-8").replace("wajib = []", 'wajib = ["4-06-proyek"]'), encoding="utf-8"
    )
    issued = issue_certificates(course, TODAY)
    assert issued.sheets == ()
    assert "belum mengumpulkan 4-06-proyek" in "\n".join(sentences(issued))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nilai = 2", "`nilai` harus angka dari 0 sampai 1"),
        ("nilai = true", "`nilai` harus angka"),
        ("nilai = ", "tidak terbaca"),
        ("wajib = ['9-99-x']", "`wajib`"),
        ("warna = 'biru'", "`warna` tidak dikenal"),
        ("kelas = 3", "`kelas` harus teks"),
    ],
)
def test_a_rule_that_makes_no_sense_is_told(course: Path, text: str, said: str) -> None:
    read_rule(course)
    (course / "sertifikat" / "aturan.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SinauError, match=re.escape(said)):
        read_rule(course)


def test_old_certificates_stay_valid_after_the_key_is_lost(course: Path) -> None:
    old = signed_code(FACTS, class_key(course))
    (course / "sertifikat" / "kunci.pem").unlink()
    new = signed_code(FACTS, class_key(course))
    assert verify(old, public_keys(course)) == verify(new, public_keys(course)) == FACTS
    assert (course / "sertifikat" / "kunci.pem").stat().st_mode & 0o077 == 0


def test_a_damaged_key_is_told_and_not_replaced(course: Path) -> None:
    class_key(course)
    path = course / "sertifikat" / "kunci.pem"
    path.write_text("bukan kunci", encoding="ascii")
    with pytest.raises(SinauError, match=r"kunci\.pem rusak"):
        class_key(course)
    assert path.read_text(encoding="ascii") == "bukan kunci"


def test_the_command_makes_and_checks(course: Path) -> None:
    run = CliRunner().invoke
    made = run(app, ["sertifikat", "--course", str(course)])
    assert made.exit_code == 0, made.output
    register = json.loads((course / "sertifikat" / "daftar.json").read_text(encoding="utf-8"))
    facts = Facts.from_bytes(register["P1"][2].encode())
    code = signed_code(facts, class_key(course))
    checked = run(app, ["sertifikat", "--course", str(course), "--periksa", "-"], input=code)
    assert "SAH" in checked.output
    assert "Fitri/Handayani" in checked.output
    assert "jam, " in checked.output  # a paper that says more hours than were signed is told from it
    forged = run(
        app, ["sertifikat", "--course", str(course), "--periksa", "-"], input=code[:30] + "7" + code[31:]
    )
    assert isinstance(forged.exception, SinauError)
    renamed = run(
        app,
        ["sertifikat", "--course", str(course), "--periksa", "-"],
        input=f"Sertifikat diberikan kepada Orang Lain\n{code}",
    )
    assert isinstance(renamed.exception, SinauError)
    assert "Kodenya asli, milik Fitri/Handayani" in str(renamed.exception)
