"""Who answered what: read from handed-in notebooks without running them, and from the trainer's table."""

from __future__ import annotations

import ast
import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.folder import ClassFolder
from grader.classroom.roster import Participant, Roster
from grader.common.errors import SinauError
from grader.common.excel import ENCODING, csv_text
from grader.common.files import NotAPlainFile, TooBig, read_plain_file
from grader.common.names import participant_code, printable
from grader.curriculum.model import TEST_IDS
from grader.knowledge_test.bank import FORMS, ITEMS, TESTS, Form, Item, Test, form_of, is_blank, sheet
from grader.notebooks.cells import source_text
from grader.notebooks.names import tree_of
from grader.reports.autograded import read_json

FOLDER = "tes"
KEPT = "jawaban.csv"
COLUMNS = ("kode", "tes", "bentuk", *(str(number) for number in range(1, ITEMS + 1)))
_MAX_BYTES = 2_000_000


@dataclass(frozen=True)
class Taking:
    """One participant's answers to one test; an answer is None where nothing was written."""

    code: str
    track: str
    test: Test
    form: Form
    answers: tuple[str | None, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return sheet(self.track, self.form)

    @property
    def right(self) -> tuple[bool, ...]:
        """By item: whether it was answered right; a blank is not."""
        return tuple(item.is_right(answer) for item, answer in zip(self.items, self.answers, strict=True))


def takings(folder: ClassFolder, roster: Roster) -> list[Taking]:
    """Everything answered in a class; what the trainer typed in goes before what was handed in."""
    found = {(one.code, one.test): one for one in handed_in(folder, roster)}
    kept = folder.path / FOLDER / KEPT
    if kept.is_file():
        found |= {(one.code, one.test): one for one in read_table(kept, roster)}
    return [found[key] for key in sorted(found)]


def handed_in(folder: ClassFolder, roster: Roster) -> list[Taking]:
    """The tests among the handed-in notebooks; one without any answer is left out."""
    found = []
    for person in roster:
        for test, exercise in zip(TESTS, TEST_IDS, strict=True):
            paths = _notebooks(folder, person.code, exercise)
            answers = _answers([cell for path in paths for cell in _code(path)])
            if any(answer is not None for answer in answers):
                found.append(Taking(person.code, person.track, test, form_of(person.code, test), answers))
    return found


def test_files(folder: ClassFolder, roster: Roster) -> list[Path]:
    """Where the answers of a class stand: the handed-in notebooks and the trainer's own table."""
    handed = [
        path
        for person in roster
        for exercise in TEST_IDS
        for path in _notebooks(folder, person.code, exercise)
    ]
    return [folder.path / FOLDER / KEPT, *handed]


def _notebooks(folder: ClassFolder, code: str, exercise: str) -> list[Path]:
    place = folder.folder("submitted", code, exercise)
    return sorted(place.glob("*.ipynb")) if place.is_dir() else []


def take_in(table: Path, folder: ClassFolder, roster: Roster) -> int:
    """Keep a trainer's table in the class folder, over what was kept of the same people before.

    Returns how many sheets were taken in. Raises SinauError with one sentence for each wrong line.
    """
    new = read_table(table, roster)
    if not new:
        raise SinauError(f"{table} belum berisi jawaban: isi kolom 1 sampai {ITEMS}, simpan, lalu ulangi.")
    kept = folder.path / FOLDER / KEPT
    before = read_table(kept, roster) if kept.is_file() else []
    merged = {(one.code, one.test): one for one in (*before, *new)}
    kept.parent.mkdir(exist_ok=True)
    write_table(kept, [merged[key] for key in sorted(merged)])
    return len(new)


def write_table(path: Path, rows: Iterable[Taking]) -> None:
    """A table as Excel in Indonesian opens it."""
    lines = [(row.code, row.test, row.form, *(answer or "" for answer in row.answers)) for row in rows]
    path.write_text(csv_text([COLUMNS, *lines]), encoding=ENCODING, newline="")


def read_table(path: Path, roster: Roster) -> list[Taking]:
    """The filled lines of a table of answers. Raises SinauError with one sentence for each wrong line."""
    lines = _lines(path)
    header = [name.strip().casefold() for name in lines[0][1]] if lines else []
    if missing := [name for name in COLUMNS if name not in header]:
        raise SinauError(
            f"{path}: kolom {', '.join(missing)} tidak ada; pakai jawaban-tes.csv dari `sinau tes cetak`."
        )
    people = {person.code: person for person in roster}
    problems: list[str] = []
    found: dict[tuple[str, str], Taking] = {}
    for line, row in lines[1:]:
        cell = {name: row[at].strip() if at < len(row) else "" for at, name in enumerate(header)}
        answers = tuple(None if is_blank(cell[name]) else cell[name] for name in COLUMNS[3:])
        if all(answer is None for answer in answers):
            continue
        taking, said = _taking(cell, answers, people)
        if taking and (taking.code, taking.test) in found:
            said.append(f"tes {taking.test} milik {taking.code} sudah ada di baris lain; hapus salah satunya")
        problems += [f"baris {line}: {sentence}" for sentence in said]
        if taking:
            found[taking.code, taking.test] = taking
    if problems:
        raise SinauError("\n- ".join([f"Perbaiki {path}, lalu ulangi:", *problems]))
    return list(found.values())


def _taking(
    cell: dict[str, str], answers: tuple[str | None, ...], people: dict[str, Participant]
) -> tuple[Taking | None, list[str]]:
    said = []
    code = participant_code(cell["kode"])
    person = people.get(code or "")
    test = next((name for name in TESTS if name == cell["tes"].casefold()), None)
    form = next((name for name in FORMS if name == cell["bentuk"].upper()), None)
    if person is None:
        said.append(f"kode {printable(cell['kode'], 30)!r} tidak ada di peserta.csv")
    if test is None:
        said.append(f"tes {printable(cell['tes'], 20)!r} tidak dikenal (isi awal atau akhir)")
    if form is None:
        said.append(f"bentuk {printable(cell['bentuk'], 20)!r} tidak dikenal (isi A atau B)")
    if person is None or test is None or form is None:
        return None, said
    for number, (item, answer) in enumerate(zip(sheet(person.track, form), answers, strict=True), 1):
        if not item.is_possible(answer):
            wanted = "a, b, c, atau d" if item.options else "angka"
            said.append(f"soal {number} berisi {printable(answer or '', 20)!r}, seharusnya {wanted}")
    return Taking(person.code, person.track, test, form, answers), said


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    try:
        content, _ = read_plain_file(path, _MAX_BYTES)
    except (OSError, NotAPlainFile, TooBig):
        raise SinauError(f"Berkas {path} tidak dapat dibaca; beri nama CSV jawaban tes.") from None
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SinauError(f"{path} adalah berkas Excel: simpan dari Excel sebagai CSV UTF-8 dulu.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count))
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        raise SinauError(f"{path} baris {reader.line_num} tidak terbaca; simpan ulang sebagai CSV.") from None


def _code(path: Path) -> list[str]:
    try:
        cells = read_json(path).get("cells", [])
        return [source_text(cell) for cell in cells if cell.get("cell_type") == "code"]
    except (SinauError, OSError, ValueError, TypeError, AttributeError, KeyError):
        return []


def _answers(sources: Iterable[str]) -> tuple[str | None, ...]:
    """The text of the last ``jawab_N = ...`` with a plain value; the number as it was typed."""
    found: dict[str, str] = {}
    # A line by itself: one slip of the pen does not cost the other nineteen answers.
    for line in (line.strip() for source in sources for line in source.splitlines()):
        for one in getattr(tree_of(line), "body", ()):
            if isinstance(one, ast.Assign) and len(one.targets) == 1 and isinstance(one.targets[0], ast.Name):
                found[one.targets[0].id] = _written(line, one.value)
    values = (found.get(f"jawab_{number}", "") for number in range(1, ITEMS + 1))
    return tuple(None if is_blank(value) else value for value in values)


def _written(line: str, value: ast.expr) -> str:
    """A text, a number as it was typed (``170.000`` is no 170), or a bare letter; "" for all else."""
    if isinstance(value, ast.Name):
        return value.id if len(value.id) == 1 else ""
    try:
        plain = ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return ""
    if isinstance(plain, str):
        return plain[:40]
    return (ast.get_source_segment(line, value) or "").replace("_", "")[:40] if _is_number(plain) else ""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
