"""Tables, columns and numbers as a cell shows them: 2.400.000 · 54,68 · 1 Jan 2024 · "–" where nothing is.

Only what is shown changes, never a value: `periksa` and every calculation see what was there before.
"""

from __future__ import annotations

import html
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from grader.common.indonesian import LONG_NUMBER, rounded, show_number
from grader.learner.shell import running_shell
from grader.learner.written import MISSING, day, in_collection, in_print

if TYPE_CHECKING:
    import pandas as pd

#: What IPython calls to print a value: the value, its printer, whether it holds itself.
Printer = Callable[[Any, Any, bool], None]

#: A longer table shows its first and last rows.
MOST_ROWS, ENDS = 60, 5
_GAP = "⋮"
#: Options of `to_string` that leave the numbers as they are.
_KEPT = {"index", "header", "justify", "max_rows", "line_width", "col_space", "index_names", "sparsify"}
#: What numpy and pandas bring, by name: neither is imported before somebody asks for it.
_OF_LIBRARIES = (
    *(("numpy", kind) for kind in (
        "float16", "float32", "float64", "longdouble", "int8", "int16", "int32", "int64", "uint8", "uint16",
        "uint32", "uint64", "ndarray", "datetime64", "timedelta64",
    )),
    *(("pandas", kind) for kind in ("Timestamp", "Timedelta", "Index", "Period", "Interval", "Categorical")),
    ("pandas.api.typing", "NaTType"), ("pandas.api.typing", "NAType"),
    ("pandas.api.extensions", "ExtensionArray"),
)  # fmt: skip


def install() -> None:
    """Show numbers in Indonesian in the shell this runs in; without a shell nothing happens.

    Importing pandas takes a second on an old laptop: its tables are known by name until somebody brings it.
    """
    shell = running_shell()
    if shell is None or getattr(shell, "_sinau_tables", False):
        return
    shell._sinau_tables = True
    formatters = shell.display_formatter.formatters
    text, page = formatters["text/plain"], formatters["text/html"]
    for module, kind in (
        ("pandas", "DataFrame"), ("pandas", "Series"),
        ("pandas.core.frame", "DataFrame"), ("pandas.core.series", "Series"),
    ):  # fmt: skip
        page.for_type_by_name(module, kind, as_html)
        text.for_type_by_name(module, kind, _alone(as_text))
    for plain in (int, float, Decimal, date, datetime, time, timedelta):
        text.for_type(plain, _alone(in_collection))
    for module, kind in _OF_LIBRARIES:
        text.for_type_by_name(module, kind, _alone(in_collection))
    for collection in (list, tuple, set, dict):
        before = text.for_type(collection)
        text.for_type(collection, _alone(in_collection, before))
    shell.events.register("pre_run_cell", lambda _: install_for_print())


def _alone(write: Callable[[Any], str], otherwise: Printer | None = None) -> Printer:
    """A function for IPython's printer that writes a value which stands alone.

    One within another, and one that `write` leaves as Python has it, is written as before.
    """

    def show(value: Any, printer: Any, cycle: bool) -> None:
        text = write(value) if len(printer.stack) <= 1 else repr(value)
        if otherwise is not None and text == repr(value):
            otherwise(value, printer, cycle)
        else:
            printer.text(text)

    return show


def install_for_print() -> None:
    """Let `print(table)` show the same, once pandas is there."""
    pandas = sys.modules.get("pandas")
    if pandas is not None and hasattr(pandas, "Series") and pandas.Series.__repr__ is not as_text:
        pandas.DataFrame.__repr__ = as_text
        pandas.Series.__repr__ = as_text


def as_html(table: pd.DataFrame | pd.Series) -> str:
    """A table as HTML; a column alone is a table of one column without a type under it."""
    shown, note = _shown(table)
    named = shown if table.ndim == 2 or table.name is not None else shown.set_axis([""], axis="columns")
    page = str(named.to_html(border=0, na_rep=MISSING, max_rows=None))
    return f"{page}<p>{html.escape(note)}</p>" if note else page


def as_text(table: pd.DataFrame | pd.Series) -> str:
    """The same as plain text, for `print` and for places without HTML."""
    if not len(table):
        columns = ", ".join(map(str, table.columns)) if table.ndim == 2 else str(table.name or "")
        return f"Tabel kosong: 0 baris{f', kolom {columns}' if columns else ''}"
    shown, note = _shown(table)
    header = table.ndim == 2 or table.name is not None
    text = str(shown.to_string(na_rep=MISSING, header=header, max_rows=None))
    return f"{text}\n{note}" if note else text


def written_out(table: object, options: dict[str, Any]) -> str | None:
    """`table.to_string(...)` with every row; None where it is no table, or asks for its numbers otherwise."""
    pandas = sys.modules.get("pandas")
    if pandas is None or not isinstance(table, pandas.DataFrame | pandas.Series):
        return None
    if not len(table) or not options.keys() <= _KEPT:
        return None
    shown, _ = _shown(table, len(table))
    asked: dict[str, Any] = {"na_rep": MISSING, "header": table.ndim == 2, **options}
    return str(shown.to_string(**asked))


def _shown(table: pd.DataFrame | pd.Series, most: int = MOST_ROWS) -> tuple[pd.DataFrame, str]:
    """The rows to show, every value as text, and a note on the rest."""
    import pandas as pd

    frame = table.to_frame() if isinstance(table, pd.Series) else table
    rows, columns = frame.shape
    cut = rows > most
    seen = frame.iloc[[*range(ENDS), *range(rows - ENDS, rows)]] if cut else frame
    texts = [_column(seen.iloc[:, at]) for at in range(columns)]
    labels = _labels(seen.index)
    if cut:
        texts = [[*column[:ENDS], _GAP, *column[ENDS:]] for column in texts]
        gap = (_GAP,) * frame.index.nlevels if frame.index.nlevels > 1 else _GAP
        labels = [*labels[:ENDS], gap, *labels[ENDS:]]
    index = _index(labels, frame.index)
    shown = pd.DataFrame(dict(enumerate(texts)), index=index, dtype=object)
    shown.columns = _index(_labels(frame.columns), frame.columns)
    note = f"{show_number(rows)} baris × {show_number(columns)} kolom" if cut else ""
    return shown, note


def _index(labels: list[object], like: pd.Index[Any]) -> pd.Index[Any]:
    import pandas as pd

    if not labels:
        return like
    if like.nlevels > 1:
        return pd.MultiIndex.from_tuples(cast(list[tuple[Any, ...]], labels), names=like.names)
    return pd.Index(labels, dtype=object, name=like.name)


def _labels(index: pd.Index[Any]) -> list[object]:
    """The names of rows or columns, written as values are."""
    if index.nlevels > 1:
        levels = [_labels(index.get_level_values(level)) for level in range(index.nlevels)]
        return list(zip(*levels, strict=True))
    return _column(index.to_series())


def _column(column: pd.Series) -> list[object]:
    """The values of one column; numbers with as many decimals as the column needs, all alike."""
    from pandas.api import types

    if types.is_bool_dtype(column):
        return [MISSING if value is None or value != value else value for value in column.astype(object)]
    if types.is_numeric_dtype(column) and not types.is_complex_dtype(column):
        return list(_numbers(column))
    if types.is_datetime64_any_dtype(column):
        return list(_dates(column))
    return [_mixed(value) for value in column]


def _mixed(value: object) -> object:
    """A value of a column that holds anything: texts stay, all else looks as in the other columns."""
    return MISSING if value is None else in_print(value)


def _numbers(column: pd.Series) -> Iterable[str]:
    values = [None if missing else value for value, missing in zip(column, column.isna(), strict=True)]
    known = [float(value) for value in values if value is not None and abs(value) < LONG_NUMBER]
    years = bool(known) and all(1900 <= value <= 2100 and value.is_integer() for value in known)
    digits = _digits(known)
    for value in values:
        if value is None:
            yield MISSING
        elif years:
            yield f"{value:.0f}"
        elif abs(value) >= LONG_NUMBER:
            yield show_number(float(value))
        else:
            yield rounded(
                Decimal(repr(float(value))) if isinstance(value, float) else Decimal(int(value)), digits
            )


def _digits(values: list[float]) -> int:
    """Decimals that a column needs: none for whole numbers, two at most, four where all are below one."""
    most = 2 if any(abs(value) >= 1 for value in values) else 4
    return next(
        (digits for digits in range(most) if all(abs(round(v, digits) - v) < 1e-9 for v in values)), most
    )


def _dates(column: pd.Series) -> Iterable[str]:
    known = column.dropna()
    hours = any((one.hour, one.minute) != (0, 0) for one in known)
    for one, missing in zip(column, column.isna(), strict=True):
        yield MISSING if missing else f"{day(one)} {one:%H.%M}" if hours else day(one)
