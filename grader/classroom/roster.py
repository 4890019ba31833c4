"""The class list, as Excel and people write it.

Names are personal data: messages name the line and the code, never the person.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from grader.common.errors import SinauError
from grader.common.excel import csv_text
from grader.common.files import NotAPlainFile, TooBig, read_plain_file
from grader.common.names import code_problem, participant_code, printable

COLUMNS = ("kode", "nama", "desa", "jalur")
TRACKS = ("UMKM", "Desa")
#: Columns that may be missing: `keluar` for who has left, the codes that a person had before, and the number
#: of their telephone.
OPTIONAL = ("status", "kode_lama", "hp")
_STATUS = {"": False, "aktif": False, "keluar": True}
_MAX_BYTES = 2_000_000
_MAX_CELL = 100_000  # characters
_DELIMITERS = ";,\t"
_ZIP = b"PK\x03\x04"
#: Of a workbook: what its parts may unpack to, and how far a list is read.
_MAX_UNPACKED, _MAX_ROWS, _MAX_COLUMNS = 100_000_000, 10_000, 50


@dataclass(frozen=True)
class Participant:
    """One trainee; `track` is "UMKM" or "Desa", `village` may be empty.

    `left`: no longer in the class. `old_codes`: those under which they handed in before. `phone` is written
    as in the list, or "".
    """

    code: str
    name: str
    village: str
    track: str
    left: bool = False
    old_codes: tuple[str, ...] = ()
    phone: str = ""


@dataclass(frozen=True)
class Roster:
    """The class, in the order of the file. `notes` are sentences a trainer should see (columns left out)."""

    participants: tuple[Participant, ...]
    notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Participant]:
        return iter(self.participants)

    def __len__(self) -> int:
        return len(self.participants)

    def closest(self, told: str, name: str = "") -> str | None:
        """The code that was probably meant: the one person's called `name`, else the most alike."""
        called = " ".join(name.split()).casefold()
        same_name = [person.code for person in self if called and person.name.casefold() == called]
        if len(same_name) == 1:
            return same_name[0]
        told = participant_code(told) or told.upper()
        codes = [person.code for person in self]
        same_number = [code for code in codes if _without_zeros(code) == _without_zeros(told)]
        return next(iter(same_number or difflib.get_close_matches(told, codes, n=1)), None)


def _without_zeros(code: str) -> str:
    """`PNG-001`, `PNG001` and `PNG-1` look alike."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", code.replace("-", ""))


def read_roster(path: Path) -> Roster:
    """Read a class list: the first sheet of an .xlsx, or text; the columns in any order and case.

    Text is UTF-8, UTF-16 or Windows-1252, with `;`, `,` or tab.

    Raises SinauError with every problem, one a line of the message.
    """
    content = _content(path)
    rows = _sheet(path, content) if content.startswith(_ZIP) else _rows(path, _text(path, content))
    if not rows:
        raise SinauError(
            f"Daftar peserta {path} kosong: isi baris pertama dengan {';'.join(COLUMNS)}, "
            "lalu satu baris tiap peserta."
        )
    (_, header), *body = rows
    columns = _columns(path, header)
    participants, problems = _participants(body, columns)
    if not body:
        problems.append("belum ada peserta di bawah baris judul")
    if problems:
        raise SinauError("\n- ".join([f"Perbaiki daftar peserta {path}, lalu ulangi:", *problems]))
    extra = [
        printable(name.strip(), 30)
        for at, name in enumerate(header)
        if name.strip() and at not in columns.values()
    ]
    notes = (f"Kolom {', '.join(extra)} di {path.name} tidak dipakai.",) if extra else ()
    return Roster(tuple(participants), notes)


def is_workbook(path: Path) -> bool:
    """Whether a class list is an .xlsx, whatever it is called."""
    return _content(path).startswith(_ZIP)


def as_csv(path: Path) -> str:
    """The cells of a workbook's class list as semicolon-separated text. Raises SinauError."""
    return csv_text(cells for _, cells in _sheet(path, _content(path)))


def _participants(
    body: list[tuple[int, list[str]]], columns: dict[str, int]
) -> tuple[list[Participant], list[str]]:
    """A participant a line, and what is wrong with the lines."""
    problems: list[str] = []
    participants: list[Participant] = []
    first_seen: dict[str, int] = {}
    for line, row in body:
        cell = {name: " ".join(row[at].split()) if at < len(row) else "" for name, at in columns.items()}
        code = participant_code(cell["kode"])
        track = next((track for track in TRACKS if track.casefold() == cell["jalur"].casefold()), None)
        if code is None:
            shown = printable(cell["kode"], 30)
            problems.append(
                f"baris {line}: kode {shown!r} tidak sah ({code_problem(cell['kode'])})"
                if shown
                else f"baris {line}: kode kosong"
            )
        elif code in first_seen:
            problems.append(f"baris {line}: kode {code} sudah dipakai di baris {first_seen[code]}")
        else:
            first_seen[code] = line
        if not cell["nama"]:
            problems.append(f"baris {line}: nama kosong")
        if track is None:
            shown = printable(cell["jalur"], 30)
            problems.append(f"baris {line}: jalur {shown!r} tidak dikenal (isi UMKM atau Desa)")
        status = cell.get("status", "").casefold()
        if status not in _STATUS:
            shown = printable(status, 30)
            problems.append(f"baris {line}: status {shown!r} tidak dikenal (kosongkan, atau isi keluar)")
        old = tuple(filter(None, map(participant_code, cell.get("kode_lama", "").split(","))))
        left = _STATUS.get(status, False)
        person = Participant(
            code or "", cell["nama"], cell["desa"], track or "", left, old, cell.get("hp", "")
        )
        participants.append(person)
    return participants, [*problems, *_taken_twice(participants)]


def _taken_twice(participants: list[Participant]) -> list[str]:
    """An old code that somebody else has, or had."""
    owner = {person.code: person.code for person in participants if person.code}
    problems = []
    for person in participants:
        for old in person.old_codes:
            if owner.setdefault(old, person.code) != person.code:
                problems.append(f"kode_lama {old} milik {person.code} juga kode {owner[old]}")
    return problems


def _content(path: Path) -> bytes:
    try:
        return read_plain_file(path, _MAX_BYTES)[0]
    except FileNotFoundError as error:
        raise SinauError(f"Daftar peserta {path} tidak ada: periksa nama dan foldernya.") from error
    except NotAPlainFile as error:
        raise SinauError(f"{path} bukan berkas biasa: beri nama berkas CSV daftar peserta.") from error
    except TooBig as error:
        raise SinauError(
            f"{path} terlalu besar untuk daftar peserta: periksa apakah berkasnya benar."
        ) from error
    except OSError as error:
        raise SinauError(
            f"Daftar peserta {path} tidak dapat dibaca ({error.strerror}): periksa izin berkasnya."
        ) from error


def _text(path: Path, content: bytes) -> str:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise SinauError(
            f"{path} adalah berkas Excel lama atau bersandi: simpan dari Excel sebagai .xlsx atau CSV UTF-8."
        )
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SinauError(f"Teks di {path} tidak terbaca: simpan ulang dari Excel sebagai CSV UTF-8.")


def _sheet(path: Path, content: bytes) -> list[tuple[int, list[str]]]:
    """Line number and cells of each line of the first sheet that is not blank."""
    from openpyxl import load_workbook  # takes half a second

    try:
        with ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNPACKED:
                raise ValueError("too large")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        found = sheet.iter_rows(max_row=_MAX_ROWS, max_col=_MAX_COLUMNS)
        rows = [(line, [_typed(cell) for cell in row]) for line, row in enumerate(found, 1)]
    except Exception as error:  # openpyxl raises whatever a foreign file makes of it
        raise SinauError(
            f"{path} tidak terbaca sebagai berkas Excel: simpan ulang sebagai .xlsx atau CSV UTF-8."
        ) from error
    return [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]


def _typed(cell: Any) -> str:
    """A cell as its owner sees it: 1 in the format 000 is 001."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    zeros = str(getattr(cell, "number_format", ""))
    if isinstance(value, int) and zeros.strip("0") == "":
        return f"{value:0{len(zeros)}}"
    return str(value)[:_MAX_CELL]


def _rows(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """Line number and cells of each line that is not blank."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.lower().startswith("sep=") and len(first) >= 5:  # Excel's own hint
        delimiter = first[4]
    else:
        delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            # Any library may raise csv's own limit for the whole process.
            if any(len(cell) > _MAX_CELL for cell in row):
                raise csv.Error("cell too long")
            if any(cell.strip() for cell in row):
                rows.append((reader.line_num, row))
    except csv.Error as error:
        raise SinauError(
            f"{path} baris {reader.line_num} tidak terbaca sebagai CSV: "
            "simpan ulang dari Excel sebagai CSV UTF-8."
        ) from error
    return rows[1:] if first.lower().startswith("sep=") else rows


def _columns(path: Path, header: list[str]) -> dict[str, int]:
    names = [name.strip().casefold() for name in header]
    problems = []
    for column in COLUMNS:
        if names.count(column) > 1:
            problems.append(f"kolom {column} ada {names.count(column)} kali")
        elif column not in names:
            near = difflib.get_close_matches(column, [name for name in names if name not in COLUMNS], n=1)
            problems.append(
                f"kolom {column} tidak ada" + (f" (yang mirip: {printable(near[0], 30)})" if near else "")
            )
    if problems:
        raise SinauError(
            f"Judul kolom di {path} perlu diperbaiki: {'; '.join(problems)}. "
            f"Baris pertama harus berisi {', '.join(COLUMNS)}."
        )
    return {column: names.index(column) for column in (*COLUMNS, *OPTIONAL) if column in names}
