"""The class list as Excel and people write it."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from grader.classroom.make import make_course
from grader.classroom.roster import Participant, is_workbook, read_roster
from grader.common.checkout import content_root
from grader.common.errors import SinauError
from grader.common.names import is_folder_name, participant_code, printable

ROWS = [
    ("kode", "nama", "desa", "jalur"),
    ("PNG-001", "Siti Aminah", "Nglarangan", "UMKM"),
    ("png 002", "Café Budi", "", "desa"),
]
EXPECTED = (
    Participant("PNG-001", "Siti Aminah", "Nglarangan", "UMKM"),
    Participant("PNG-002", "Café Budi", "", "Desa"),
)


def write(path: Path, rows: list[tuple[str, ...]], delimiter: str = ";", encoding: str = "utf-8") -> Path:
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_way_excel_saves_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    assert read_roster(write(tmp_path / "peserta.csv", ROWS, delimiter, encoding)).participants == EXPECTED


def test_columns_in_any_order_and_case_blank_lines_and_extra_columns(tmp_path: Path) -> None:
    path = tmp_path / "peserta.csv"
    path.write_text(
        'sep=;\nNo;JALUR; Nama ;Desa;KODE\n\n1;umkm;"Siti; Aminah";X;a1\n;;;;\n', encoding="utf-8"
    )
    roster = read_roster(path)
    assert roster.participants == (Participant("A1", "Siti; Aminah", "X", "UMKM"),)
    assert roster.notes == ("Kolom No di peserta.csv tidak dipakai.",)


def test_every_problem_is_told_by_line_and_no_name_is_printed(tmp_path: Path) -> None:
    rows = [
        ROWS[0],
        ("PNG-001", "Siti Rahasia", "A", "UMKM"),
        ("png-001", "Budi Rahasia", "A", "UMKM"),
        ("PNG-003", "", "A", "UMKM"),
        ("../x", "Tono Rahasia", "A", "Kota"),
        ("", "Wati Rahasia", "A", "Desa"),
        ("CON", "Rahasia", "A", "Desa"),
    ]
    with pytest.raises(SinauError) as caught:
        read_roster(write(tmp_path / "peserta.csv", rows))
    message = str(caught.value)
    assert "Rahasia" not in message
    assert "peserta.csv" in message
    for told in (
        "baris 3: kode PNG-001 sudah dipakai di baris 2",
        "baris 4: nama kosong",
        "baris 5: kode '../x' tidak sah",
        "baris 5: jalur 'Kota' tidak dikenal",
        "baris 6: kode kosong",
        "baris 7: kode 'CON'",
    ):
        assert told in message
    assert message.count("\n") == 6


def test_a_missing_column_is_told_with_the_closest(tmp_path: Path) -> None:
    path = write(tmp_path / "p.csv", [("kode_", "nama", "desa", "nama"), ("A1", "x", "y", "z")])
    with pytest.raises(
        SinauError, match=r"kolom kode tidak ada \(yang mirip: kode_\); kolom nama ada 2 kali; kolom jalur"
    ):
        read_roster(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "kosong"),
        (b"\n \n", "kosong"),
        (b"kode;nama;desa;jalur\n", "belum ada peserta"),
        (b"PK\x03\x04....", "Excel"),
        (b"\xff\xfe\x00", "tidak terbaca"),
        (b"k\0o", "tidak terbaca"),
        (b"kode;nama;desa;jalur\n" + b"x" * 200_000 + b";a;b;UMKM\n", "tidak terbaca sebagai CSV"),
        (b"x" * 3_000_000, "terlalu besar"),
    ],
)
def test_what_is_no_class_list_is_one_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "peserta.csv"
    path.write_bytes(content)
    with pytest.raises(SinauError, match=told) as caught:
        read_roster(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(SinauError, match="tidak ada"):
        read_roster(tmp_path / "x.csv")
    with pytest.raises(SinauError, match="bukan berkas biasa"):
        read_roster(tmp_path)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_class_list_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "roster.csv"
    path.write_bytes(content)
    with contextlib.suppress(SinauError):
        read_roster(path)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("PNG-001", "PNG-001"),
        (" png 001 ", "PNG-001"),
        ("png_001", "PNG-001"),
        ("png–001", "PNG-001"),
        ("a1", "A1"),
    ]
    + [
        (bad, None)
        for bad in (
            "",
            "a",
            "-",
            "PNG/001",
            "../x",
            "CON",
            "lpt1",
            "siti@desa",
            "x" * 31,
            "kode\n1;",
            "ａｂ１",
        )
    ],
)
def test_participant_codes(typed: str, code: str | None) -> None:
    assert participant_code(typed) == code


@given(st.text(max_size=40))
def test_a_code_is_stable_and_a_safe_folder_name(typed: str) -> None:
    code = participant_code(typed)
    if code is not None:
        assert participant_code(code) == code
        assert is_folder_name(code)


@pytest.mark.parametrize(
    "name", ["..", ".", "a/b", "a\\b", "NUL", "con.txt", "a.", " a", "a b", "", "x" * 65, "a\0"]
)
def test_dangerous_folder_names(name: str) -> None:
    assert not is_folder_name(name)


@given(st.text(max_size=300))
def test_printable_is_one_short_line(name: str) -> None:
    shown = printable(name)
    assert shown.isprintable()
    assert len(shown) <= 70


def test_a_workbook_is_read_with_the_zeros_that_its_owner_sees(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Nama", "KODE", "desa", "jalur", "Status"], ["Siti", 1, "Bulu", "UMKM"], [], ["Budi", 12.0]):
        sheet.append(row)
    for at in ("B2", "B4"):
        sheet[at].number_format = "000"
    sheet["D4"], sheet["E4"] = "desa", "Keluar"
    book.save(tmp_path / "daftar.xlsx")
    people = read_roster(tmp_path / "daftar.xlsx").participants
    assert people == (
        Participant("001", "Siti", "Bulu", "UMKM"),
        Participant("012", "Budi", "", "Desa", left=True),
    )
    # In the class folder it is the text file that everything reads.
    done, again = make_course(content_root(), tmp_path / "kelas", tmp_path / "daftar.xlsx")
    assert done
    assert again
    assert read_roster(tmp_path / "kelas" / "peserta.csv").participants == people
    assert not is_workbook(tmp_path / "kelas" / "peserta.csv")


def test_a_code_that_lost_its_zeros_a_strange_status_and_an_old_code_of_somebody_else(tmp_path: Path) -> None:
    path = tmp_path / "peserta.csv"
    path.write_text(
        "kode;nama;desa;jalur;status;kode_lama\n"
        "1;A;;UMKM;;\nP-2;B;;UMKM;cuti;\nP-3;C;;UMKM;aktif;P-4\nP-4;D;;UMKM;keluar;\n"
    )
    with pytest.raises(SinauError) as caught:
        read_roster(path)
    told = str(caught.value)
    assert "baris 2: kode '1' tidak sah (terlalu pendek" in told
    assert "Excel membuang nolnya" in told
    assert "baris 3: status 'cuti' tidak dikenal" in told
    assert "kode_lama P-4 milik P-3 juga kode P-4" in told
