"""The trainee's own CSV file, read against the template it was filled in from."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

import pandas as pd

from grader.common.errors import SinauError
from grader.common.indonesian import MONTHS, UnreadableError, clean, is_missing, read_dates, read_numbers
from grader.data.card import OWN, DataCard, size, units
from grader.data.catalog import Catalog, Field, Resource
from grader.data.raw_table import RawTable, normalise, read_raw_table

MAX_BYTES = 20_000_000
NEARLY = 0.6
"""A file with this share of a template's columns was meant for it; with less it is a file of its own kind."""
CODE_NAMES = re.compile(r"(^|_)(kode|nik|kk|nomor|no|telepon|hp|wa|rt|rw)(_|$)")
PERSONAL = re.compile(
    r"(^|_)(nik|kk|alamat|telepon|telp|hp|tanggal_lahir)(_|$)|^nama(_(lengkap|pelanggan|pembeli|warga|kepala_keluarga))?$"
)


@dataclass(frozen=True)
class OwnTable:
    """What `muat` hands on: the typed table and its card."""

    frame: pd.DataFrame
    card: DataCard


def read_own_file(path: Path, shown_as: str, templates: Catalog, template_name: str | None) -> OwnTable:
    """Read `path`; `shown_as` is how messages name it. Without a fitting template the values tell the types.

    Raises SinauError with one sentence that names the file and, where it can, line and column.
    """
    raw = read_raw_table(read_bytes(path, shown_as), shown_as, _known_columns(templates))
    _refuse_double_names(raw, shown_as)
    template = _choose_template(raw, path, shown_as, templates, template_name)
    if template is None:
        frame, notes = _infer(raw)
        fields: tuple[Field, ...] = ()
    else:
        frame, notes = _read_by_template(raw, template, shown_as)
        fields = template.fields
    return OwnTable(frame, _card(shown_as, frame, raw, template, fields, notes))


def find_own_file(name: str, start: Path) -> Path:
    """The first of `places` that holds a file; raises SinauError naming what lies there instead."""
    candidates = places(name, start)
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    raise SinauError(_missing_file(name, candidates))


def places(name: str, start: Path) -> list[Path]:
    """`name` relative to `start` or to a folder above it, since lessons lie deeper than data-saya/.

    In the repository, where nobody has own data, the template of that name stands in for data-saya/.
    """
    wanted = Path(name.replace("\\", "/"))
    found = [folder / wanted for folder in (start, *start.parents)]  # an absolute `wanted` stays itself
    if wanted.parts[:1] == ("data-saya",):
        found += [folder / "datasets" / "templates" / wanted.name for folder in (start, *start.parents)]
    return found


def _missing_file(name: str, candidates: Iterable[Path]) -> str:
    for candidate in candidates:
        if candidate.parent.name and candidate.parent.is_dir():
            others = sorted(path.stem for path in candidate.parent.glob("*.csv"))
            close = difflib.get_close_matches(candidate.stem, others, n=1, cutoff=0.5)
            if close:
                return f"Berkas {name} tidak ada. Mungkin maksudmu {close[0]}.csv di folder yang sama."
            if others and candidate.parent.name == "data-saya":
                return f"Berkas {name} tidak ada. Yang ada di folder itu: {'.csv, '.join(others)}.csv."
    return f"Berkas {name} tidak ada. Simpan berkas CSV-mu di folder data-saya, lalu jalankan sel ini lagi."


def read_bytes(path: Path, shown_as: str) -> bytes:
    """The file's bytes; raises SinauError when it is too large, empty, or held by another program."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SinauError(f"{shown_as} lebih besar dari 20 MB; simpan bagian yang kamu perlukan saja.")
        data = path.read_bytes()
    except OSError as error:
        raise SinauError(
            f"{shown_as} tidak dapat dibuka; tutup dulu di Excel, lalu jalankan sel ini lagi."
        ) from error
    if not data.strip():
        raise SinauError(f"{shown_as} kosong; isi dulu, simpan, lalu jalankan sel ini lagi.")
    return data


def _known_columns(templates: Catalog) -> set[str]:
    return {field.name for template in templates.resources.values() for field in template.fields}


def _refuse_double_names(raw: RawTable, shown_as: str) -> None:
    seen: set[str] = set()
    for column in raw.columns:
        if normalise(column) in seen:
            raise SinauError(f"{shown_as}: nama kolom {column} ada dua kali; ganti salah satunya.")
        seen.add(normalise(column))


def _choose_template(
    raw: RawTable, path: Path, shown_as: str, templates: Catalog, template_name: str | None
) -> Resource | None:
    """The template asked for, else the one the file is named after, else the one whose columns it has."""
    known = templates.resources
    if template_name is not None:
        if template_name not in known:
            names = ", ".join(sorted(known))
            raise SinauError(f'Templat bernama "{template_name}" tidak ada. Nama templat yang ada: {names}.')
        return _checked(known[template_name], raw, shown_as)
    columns = {normalise(column) for column in raw.columns}
    shares = {
        name: len(columns & _required(template)) / len(_required(template))
        for name, template in known.items()
    }
    by_name = [name for name in known if re.match(rf"{name}([-_ .]|$)", path.stem.lower())]
    best = max(by_name or shares, key=lambda name: (shares[name], len(known[name].fields)), default=None)
    if best is None or shares[best] < (NEARLY if not by_name else 0.3):
        return None
    return _checked(known[best], raw, shown_as)


def _required(template: Resource) -> set[str]:
    return {field.name for field in template.fields if field.required}


def _checked(template: Resource, raw: RawTable, shown_as: str) -> Resource:
    """The template itself, once every required column is there."""
    columns = {normalise(column): column for column in raw.columns}
    expected = {field.name for field in template.fields}
    for field in template.fields:
        if field.required and field.name not in columns:
            spare = {normalised: typed for normalised, typed in columns.items() if normalised not in expected}
            close = difflib.get_close_matches(field.name, spare, n=1, cutoff=0.4)
            hint = (
                f"mungkin yang kamu beri nama {spare[close[0]]}; ganti namanya menjadi {field.name}."
                if close
                else f"tambahkan kolom itu seperti di templat {template.path.name}."
            )
            raise SinauError(f"{shown_as}: kolom {field.name} tidak ditemukan; {hint}")
    return template


def _read_by_template(raw: RawTable, template: Resource, shown_as: str) -> tuple[pd.DataFrame, list[str]]:
    fields = {field.name: field for field in template.fields}
    series: dict[str, pd.Series] = {}
    notes: list[str] = []
    for position, column in enumerate(raw.columns):
        values = [row[position] for row in raw.rows]
        name = normalise(column)
        if name in fields:
            series[name] = _typed(values, fields[name], raw, shown_as)
        else:
            series[name], note = _guess(name, values, raw)
            notes += note
    ordered = [name for name in fields if name in series] + [name for name in series if name not in fields]
    return pd.DataFrame({name: series[name] for name in ordered}), notes


def _typed(values: Sequence[str], field: Field, raw: RawTable, shown_as: str) -> pd.Series:
    def where(index: int) -> str:
        return f"{shown_as}, baris {raw.lines[index]}, kolom {field.name}"

    if field.required:
        for index, value in enumerate(values):
            if is_missing(value):
                raise SinauError(f"{where(index)}: kosong; isi sel itu atau hapus barisnya.")
    try:
        if field.type == "date":
            return _dates([date and date.replace(hour=0, minute=0, second=0) for date in read_dates(values)])
        if field.type in ("integer", "number"):
            whole = field.type == "integer"
            return _numbers(read_numbers(values, whole, _comma_groups(raw)), whole)
    except UnreadableError as error:
        raise SinauError(f"{where(error.index)}: {error.reason}.") from error
    return _texts(values)


def _infer(raw: RawTable) -> tuple[pd.DataFrame, list[str]]:
    series: dict[str, pd.Series] = {}
    notes: list[str] = []
    for position, column in enumerate(raw.columns):
        name = normalise(column) or f"kolom_{position + 1}"
        series[name], note = _guess(name, [row[position] for row in raw.rows], raw)
        notes += note
    return pd.DataFrame(series), notes


def _guess(name: str, values: Sequence[str], raw: RawTable) -> tuple[pd.Series, list[str]]:
    """The column as numbers or dates if all of it reads so, else as text and a note on the obstacle."""
    if all(is_missing(value) for value in values) or _is_code(name, values):
        return _texts(values), []
    notes = []
    for kind, read in (
        ("angka", partial(_guess_numbers, comma_groups=_comma_groups(raw))),
        ("tanggal", _guess_dates),
    ):
        try:
            return read(values), []
        except UnreadableError as error:
            others = [value for index, value in enumerate(values) if index != error.index]
            if len(others) >= 2 and _reads(read, others):
                line = raw.lines[error.index]
                notes.append(f"kolom {name} dibaca sebagai teks karena isi baris {line} bukan {kind}")
    return _texts(values), notes


def _is_code(name: str, values: Sequence[str]) -> bool:
    """Codes stay text, with their leading zeros."""
    return CODE_NAMES.search(name) is not None or any(re.fullmatch(r"0\d+", clean(value)) for value in values)


def _comma_groups(raw: RawTable) -> bool:
    """A file separated by commas comes from a program set to English, where a comma groups thousands."""
    return raw.delimiter == ","


def _guess_numbers(values: Sequence[str], comma_groups: bool) -> pd.Series:
    numbers = read_numbers(values, comma_groups=comma_groups)
    return _numbers(numbers, whole=all(n is None or n == n.to_integral_value() for n in numbers))


def _guess_dates(values: Sequence[str]) -> pd.Series:
    return _dates(read_dates(values))


def _reads(read: Callable[[Sequence[str]], pd.Series], values: Sequence[str]) -> bool:
    try:
        read(values)
    except UnreadableError:
        return False
    return not all(is_missing(value) for value in values)


def _numbers(numbers: Sequence[Decimal | None], whole: bool) -> pd.Series:
    if not whole:
        return pd.Series([None if n is None else float(n) for n in numbers], dtype="float64")
    has_missing = any(n is None for n in numbers)
    return pd.Series(
        [None if n is None else int(n) for n in numbers], dtype="Int64" if has_missing else "int64"
    )


def _dates(dates: Sequence[datetime | None]) -> pd.Series:
    return pd.Series(pd.to_datetime(pd.Series(list(dates), dtype="datetime64[us]")))


def _texts(values: Sequence[str]) -> pd.Series:
    return pd.Series([None if is_missing(value) else clean(value) for value in values], dtype="str")


def _card(
    shown_as: str,
    frame: pd.DataFrame,
    raw: RawTable,
    template: Resource | None,
    fields: tuple[Field, ...],
    notes: Sequence[str],
) -> DataCard:
    present = tuple(field for field in fields if field.name in frame.columns)
    known = {field.name for field in present}  # templates ask for nothing personal, nama_biaya is no person
    personal = [str(name) for name in frame.columns if PERSONAL.search(str(name)) and name not in known]
    facts = [
        ("Satu baris", template.row_meaning if template else ""),
        ("Templat", template.name if template else "tidak ada; jenis kolom dibaca dari isinya"),
        ("Kolom", ", ".join(map(str, frame.columns))),
        ("Satuan", units(present)),
        ("Waktu", _time_span(frame)),
        ("Sumber", "berkasmu sendiri; catat sendiri cara dan waktu mengumpulkannya"),
        ("Cara dibaca", "; ".join([raw.how_read, *(f"{text} dilewati" for text in raw.skipped)])),
        ("Perhatikan", "; ".join(notes)),
        ("Data pribadi", f"{', '.join(personal)}: jangan dibagikan tanpa izin orangnya" if personal else ""),
    ]
    return DataCard(
        title=shown_as,
        badge=OWN,
        size=size(*frame.shape),
        facts=tuple((label, value) for label, value in facts if value),
        fields=present,
    )


def _time_span(frame: pd.DataFrame) -> str:
    for name in frame.columns:
        column = frame[name]
        if column.dtype.kind == "M" and column.notna().any():
            return f"{_in_words(column.min())} sampai {_in_words(column.max())} (kolom {name})"
    return ""


def _in_words(day: pd.Timestamp) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
