"""From the bytes of somebody's CSV file to a header and rows of text, whatever program saved it."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from grader.common.errors import SinauError
from grader.common.indonesian import clean, read_dates, read_numbers

DELIMITERS = (";", ",", "\t", "|")
HEADER_SEARCH_ROWS = 15
TOTAL = re.compile(r"^(grand |sub ?)?(total|jumlah)\b", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
NAMES = {";": "titik koma", ",": "koma", "\t": "tab", "|": "garis tegak"}


@dataclass(frozen=True)
class RawTable:
    """Column names as typed, rows of text, each row's line in the file, and what was skipped."""

    columns: list[str]
    rows: list[list[str]]
    lines: list[int]
    delimiter: str
    how_read: str
    skipped: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Row:
    line: int
    cells: list[str]

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if cell)


def read_raw_table(data: bytes, name: str, known_columns: Collection[str]) -> RawTable:
    """Find encoding, delimiter and header; drop titles, empty rows, totals. `name` is the file in messages.

    `known_columns` are the normalised column names of the templates: they help to find the header.
    """
    text, encoding = decode(data, name)
    delimiter, rows, header_at = _best_delimiter(text, known_columns)
    if header_at is None:
        raise SinauError(
            f"{name}: baris dengan nama kolom tidak ditemukan; tulis nama kolom di baris pertama, "
            "misalnya tanggal;produk;jumlah."
        )
    return _tidy(rows, header_at, name, delimiter, encoding)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text and the encoding it was in; raises SinauError for what is no text file."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SinauError(
            f"{name} ialah berkas Excel, bukan CSV; di Excel pilih Simpan Sebagai, lalu CSV UTF-8."
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data[:2000]:
        encodings = ["utf-16-le"] if data[1:2] == b"\x00" else ["utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding).rstrip("\x1a")  # DOS end of file
        except UnicodeDecodeError:
            continue
        if not CONTROL.search(text):
            return text, {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}.get(encoding, "UTF-16")
    raise SinauError(f"{name} bukan berkas teks; simpan sekali lagi sebagai CSV UTF-8.")


def normalise(column: str) -> str:
    """A column name for comparing: lower case, words joined by _, without a unit in brackets."""
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", clean(column).lower())
    return re.sub(r"[^a-z0-9]+", "_", bare).strip("_")


def _best_delimiter(text: str, known: Collection[str]) -> tuple[str, list[_Row], int | None]:
    if match := re.match(r"sep=(.)\r?\n", text):
        text = text[match.end() :]
        candidates: tuple[str, ...] = (match[1],) if match[1] in DELIMITERS else DELIMITERS
    else:
        candidates = DELIMITERS
    best: tuple[tuple[int, float, int], str, list[_Row], int | None] | None = None
    for delimiter in candidates:
        rows = _parse(text, delimiter)
        header_at = _find_header(rows, known)
        score = _score(rows, header_at, known)
        if best is None or score > best[0]:
            best = score, delimiter, rows, header_at
    assert best is not None
    return best[1:]


def _parse(text: str, delimiter: str) -> list[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = []
    try:
        for cells in reader:
            rows.append(_Row(reader.line_num, [clean(cell) for cell in cells]))
    except csv.Error:
        return rows
    return rows


def _score(rows: list[_Row], header_at: int | None, known: Collection[str]) -> tuple[int, float, int]:
    """How well a delimiter fits: known column names, share of rows no wider than the header, width."""
    header = rows[header_at] if header_at is not None else None
    width = _width(header) if header else _usual_filled(rows)
    body = [row for row in rows[(header_at or 0) + 1 :] if row.filled]
    fits = sum(1 for row in body if _width(row) <= width) / len(body) if body else 1.0
    return _matches(header, known) if header else 0, fits if width > 1 else 0.0, width


def _find_header(rows: list[_Row], known: Collection[str]) -> int | None:
    """The row with most known names; else the first row of names of the usual width; else the widest."""
    top = [(index, row) for index, row in enumerate(rows) if row.filled][:HEADER_SEARCH_ROWS]
    if not top:
        return None
    index, row = max(top, key=lambda pair: _matches(pair[1], known))
    if _matches(row, known) >= 2:
        return index
    names = [(index, row) for index, row in top if _is_header_like(row)]
    usual = _usual_filled(rows)
    wide = [index for index, row in names if row.filled >= usual]
    if wide:
        return wide[0]
    return max(names, key=lambda pair: pair[1].filled, default=(None, None))[0]


def _usual_filled(rows: list[_Row]) -> int:
    counts = Counter(row.filled for row in rows if row.filled)
    return counts.most_common(1)[0][0] if counts else 0


def _is_header_like(row: _Row) -> bool:
    """Names only; a year may be a name, but not the first one."""
    cells = [cell for cell in row.cells if cell]
    return not _is_value(cells[0]) and all(
        re.fullmatch(r"(19|20)\d\d", cell) or not _is_value(cell) for cell in cells
    )


def _matches(row: _Row, known: Collection[str]) -> int:
    return len({normalise(cell) for cell in row.cells if cell} & set(known))


def _is_value(cell: str) -> bool:
    for read in (read_numbers, read_dates):
        try:
            read([cell])
            return True
        except ValueError:
            continue
    return False


def _width(row: _Row) -> int:
    """Number of cells without the empty ones at the end."""
    return max((position for position, cell in enumerate(row.cells, start=1) if cell), default=0)


def _tidy(rows: list[_Row], header_at: int, name: str, delimiter: str, encoding: str) -> RawTable:
    header = rows[header_at]
    body = [row for row in rows[header_at + 1 :] if row.filled]
    width = _width(header)
    for row in body:
        if _width(row) > width:
            raise SinauError(
                f"{name}, baris {row.line}: ada {_width(row)} isian untuk {width} kolom; "
                "angka berkoma mungkin terbelah, jadi simpan dengan pemisah titik koma."
            )
    for position, column in enumerate(header.cells[:width], start=1):
        if not column and any(len(row.cells) >= position and row.cells[position - 1] for row in body):
            raise SinauError(
                f"{name}, baris {header.line}: kolom ke-{position} berisi data tanpa nama kolom; beri nama."
            )
    keep = [position for position in range(width) if header.cells[position]]
    data = [row for row in body if row.cells[:width] != header.cells[:width]]
    repeated = len(body) - len(data)
    data, below = _without_total(data)
    empty = len(rows) - header_at - 1 - len(body)
    titles = sum(1 for row in rows[:header_at] if row.filled)
    counts = {
        "baris judul": titles,
        "baris kosong": empty,
        "baris total dan sesudahnya": below,
        "ulangan nama kolom": repeated,
    }
    return RawTable(
        columns=[header.cells[position] for position in keep],
        rows=[
            [row.cells[position] if position < len(row.cells) else "" for position in keep] for row in data
        ],
        lines=[row.line for row in data],
        delimiter=delimiter,
        how_read=f"pemisah {NAMES[delimiter]}, huruf {encoding}",
        skipped=[f"{count} {what}" for what, count in counts.items() if count],
    )


def _without_total(rows: list[_Row]) -> tuple[list[_Row], int]:
    """The rows above the closing total if only rows without values (a signature) follow it; how many go."""
    end = len(rows)
    for position in range(len(rows) - 1, -1, -1):
        cells = [cell for cell in rows[position].cells if cell]
        if TOTAL.match(cells[0]):
            end = position
        elif any(_is_value(cell) for cell in cells):
            break
    return rows[:end], len(rows) - end
