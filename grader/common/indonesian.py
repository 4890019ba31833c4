"""Numbers and dates as people in Indonesia write and read them. Pure; babel is imported on first use."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

LOCALE = "id_ID"
#: From here on nobody reads the digits, and a little later babel cannot write them.
LONG_NUMBER = 1e18
_WIDE = Context(prec=400)  # holds any float: no amount is too large to be written


# --- to write ---


@lru_cache(maxsize=4_096)
def points(value: float) -> str:
    """Points with a decimal comma and at most two decimals: 8.5 is "8,5", 1250 is "1.250"."""
    return _written(value + 0.0, "#,##0.##")


@lru_cache(maxsize=4_096)
def percent(share: float) -> str:
    """A share (0 to 1) as a whole percentage, by EYD V without a space: 0.6 is "60%"."""
    from babel.numbers import format_percent

    return format_percent(share, format="#,##0%", locale=LOCALE)


def show_number(value: float) -> str:
    """A number with at most four decimals: 1.250.000 or 9,32; three of a tiny one, 1,2e+20."""
    if (isinstance(value, float) and value and abs(value) < 1e-3) or abs(value) >= LONG_NUMBER:
        tiny = 1e-12 < abs(value) < 1
        digits = 2 - math.floor(math.log10(abs(value))) if tiny else 0
        short = f"{value:.{digits}f}".rstrip("0") if tiny else f"{value:.3g}"
        return short.replace(".", ",")
    return _written(value, "#,##0.####")


def rounded(value: Decimal, digits: int) -> str:
    """A number with so many decimals, halves rounded up: 1234.5 with one is "1.234,5"."""
    with localcontext(_WIDE):
        half_up = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return _written(half_up or abs(half_up), pattern)  # never "-0"


def whole(value: int) -> str:
    """A count: 1.250."""
    return f"{value:,}".replace(",", ".")


def local_time(moment: datetime) -> str:
    """A UTC time without zone (as nbgrader stores it) as this computer's local date and time."""
    from babel.dates import format_datetime

    return format_datetime(moment.replace(tzinfo=UTC).astimezone(), "EEEE, d MMMM y, HH.mm", locale=LOCALE)


def day_and_time(moment: datetime) -> str:
    """A moment as this computer's calendar and clock show it: 27-11-2026 08.12."""
    return f"{moment.astimezone():%d-%m-%Y %H.%M}"


def _written(value: float | Decimal, pattern: str) -> str:
    from babel.numbers import format_decimal

    return str(format_decimal(value, format=pattern, locale=LOCALE))


# --- to read one number in a text ---

_INDONESIAN = re.compile(r"^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$")  # 0.385 has no thousands
_DECIMAL_COMMA = re.compile(r"^[+-]?\d+(,\d+)?$")
_PLAIN = re.compile(r"^[+-]?\d+(\.\d+)?$")
SCALES = {"rb": 1_000, "ribu": 1_000, "jt": 1_000_000, "juta": 1_000_000}
_SCALED = re.compile(rf"(?i)\s*({'|'.join(sorted(SCALES, reverse=True))})\b(\s*rupiah)?\s*$")


def parse_number(text: str) -> float | None:
    """A number that a person wrote as text: "1.250.000", "9,32", "-Rp12.500", "600 ribu", "37,5%".

    None where it is none.
    """
    text = text.strip()[:40]
    if match := _SCALED.search(text):
        number = parse_number(text[: match.start()])
        return None if number is None else number * SCALES[match[1].lower()]
    bare = re.sub(r"(?i)^([+-]?)rp\.?\s*", r"\1", text)
    bare = re.sub(r"(?i)(\s*(%|,-)|(\s+[a-z]+){1,2})$", "", bare).strip()
    if _INDONESIAN.match(bare) or _DECIMAL_COMMA.match(bare):
        return float(bare.replace(".", "").replace(",", "."))
    return float(bare) if _PLAIN.match(bare) else None


# --- to read a column ---

MISSING = frozenset({"", "-", "–", "—", "n/a", "na", "nan", "null", "none", "kosong"})
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_OTHER_SPELLINGS = {
    "pebruari": 2,
    "agt": 8,
    "ags": 8,
    "nop": 11,
    "nopember": 11,
    "january": 1,
    "february": 2,
    "march": 3,
    "may": 5,
    "june": 6,
    "july": 7,
    "aug": 8,
    "august": 8,
    "oct": 10,
    "october": 10,
    "dec": 12,
    "december": 12,
    "sept": 9,
}
MONTH_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(MONTHS, start=1)},
    **{name.lower()[:3]: number for number, name in enumerate(MONTHS, start=1)},
    **_OTHER_SPELLINGS,
}

_DAY_NAME = re.compile(r"^(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*,?\s*")
_TIME = re.compile(r"(?:[ t]\s*|, )(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?(?: ?wib)?$")
_YEAR_FIRST = re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$")
_MONTH_NAME = re.compile(r"^(\d{1,2})[-/. ]+([a-z]+)\.?[-/., ]+(\d{4}|\d{2})$")

_NUMBER = re.compile(r"^(-?)(?:(?:rp|idr)\.?)?\s*(-?)\s*([\d.,' ]*\d)\s*(?:,-)?\s*(rb|ribu|jt|juta)?\s*(%?)$")
_SPACES_GROUP = re.compile(r"^(?:[\d.,]+|[1-9]\d{0,2}(?:[ ']\d{3})+(?:[.,]\d+)?)$")
_GROUPED = r"[1-9]\d{0,2}"


#: A column of whole numbers holds 18 digits; what has more is the number of an order or an account.
TOO_LARGE = 10**18


class UnreadableError(ValueError):
    """The value at `index` cannot be read; `reason` says in Indonesian what to write instead."""

    def __init__(self, index: int, reason: str) -> None:
        super().__init__(reason)
        self.index = index
        self.reason = reason


def is_missing(text: str) -> bool:
    return clean(text).lower() in MISSING


def clean(text: str) -> str:
    """One kind of space, one kind of minus, nothing at the ends."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u2212", "-").split())


def read_numbers(
    texts: Sequence[str], whole: bool = False, comma_groups: bool = False
) -> list[Decimal | None]:
    """Numbers of one column; None where nothing was written. `whole` says that fractions cannot occur,
    `comma_groups` that 1,250 is more likely twelve hundred and fifty than one and a quarter.

    A point or comma is read the Indonesian way (1.250 is 1250, 12,5 is twelve and a half) unless the
    column itself shows the English way (12.5, 1,250.00). Raises UnreadableError for the first
    value that fits neither way.
    """
    bodies = [None if is_missing(text) else _body(index, text) for index, text in enumerate(texts)]
    decimal_mark = _decimal_mark(bodies, whole or comma_groups)
    numbers: list[Decimal | None] = []
    for index, body in enumerate(bodies):
        if body is None:
            numbers.append(None)
            continue
        number = _to_decimal(index, texts[index], body, decimal_mark)
        if abs(number) >= TOO_LARGE:
            start = clean(texts[index])[:20]
            raise UnreadableError(index, f'"{start}…" terlalu panjang untuk sebuah angka; periksa lagi')
        if whole and number != number.to_integral_value():
            raise UnreadableError(
                index, f'"{clean(texts[index])}" bukan bilangan bulat; tulis tanpa koma, misalnya 1.250'
            )
        numbers.append(number)
    return numbers


def read_dates(texts: Sequence[str]) -> list[datetime | None]:
    """Dates of one column, day before month; None where nothing was written. Raises UnreadableError."""
    return [None if is_missing(text) else _date(index, text) for index, text in enumerate(texts)]


# A number as written: sign, digits with their marks, and what to multiply by.
_Body = tuple[int, str, int]


def _body(index: int, text: str) -> _Body:
    written = clean(text).lower()
    negative = written.startswith("(") and written.endswith(")")
    match = _NUMBER.match(written.strip("()") if negative else written)
    if match is None or (match[1] and match[2]) or not _SPACES_GROUP.match(match[3]):
        raise _no_number(index, text)
    sign = -1 if negative or match[1] or match[2] else 1
    return sign, re.sub("[ ']", "", match[3]), SCALES.get(match[4] or "", 1)


def _no_number(index: int, text: str) -> UnreadableError:
    reason = f'"{clean(text)}" tidak terbaca sebagai angka; tulis misalnya 1.250.000 atau 12,5'
    return UnreadableError(index, reason)


def _decimal_mark(bodies: Sequence[_Body | None], comma_groups: bool) -> str:
    """ "," unless the column's own numbers say that "." is the decimal mark."""
    marks: dict[str, int] = {}
    for index, body in enumerate(bodies):
        if body is not None and (mark := _mark_shown_by(body[1])):
            marks.setdefault(mark, index)
    if len(marks) == 2:
        reason = "titik dan koma dipakai dengan cara lain daripada di baris sebelumnya; pakai satu cara"
        raise UnreadableError(max(marks.values()), reason)
    if not marks and comma_groups and any(body and "," in body[1] and body[2] == 1 for body in bodies):
        return "."
    return next(iter(marks), ",")


def _mark_shown_by(digits: str) -> str:
    """The decimal mark that `digits` shows beyond doubt, or ""."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return "," if digits.rfind(",") > digits.rfind(".") else "."
    if points > 1:
        return ","
    if commas > 1:
        return "."
    in_thousands = re.fullmatch(rf"{_GROUPED}[.,]\d{{3}}", digits) is not None
    if points and not in_thousands:
        return "."
    return "," if commas and not in_thousands else ""


def _to_decimal(index: int, text: str, body: _Body, decimal_mark: str) -> Decimal:
    sign, digits, scale = body
    thousands_mark = "." if decimal_mark == "," else ","
    before, _, after = digits.partition(decimal_mark)
    grouped = re.fullmatch(rf"{_GROUPED}(?:{re.escape(thousands_mark)}\d{{3}})+|\d+", before)
    if grouped is None or (after and not after.isdigit()):
        raise _no_number(index, text)
    return sign * scale * Decimal(f"{before.replace(thousands_mark, '')}.{after or '0'}")


def _date(index: int, text: str) -> datetime:
    written = _DAY_NAME.sub("", clean(text).lower())
    hour = minute = second = 0
    if time := _TIME.search(written):
        hour, minute, second = int(time[1]), int(time[2]), int(time[3] or 0)
        written = written[: time.start()]
    try:
        year, month, day = _year_month_day(written)
        return datetime(year, month, day, hour, minute, second)
    except (ValueError, KeyError):
        reason = f'"{clean(text)}" tidak terbaca sebagai tanggal; tulis hari/bulan/tahun, misalnya 24/11/2026'
        raise UnreadableError(index, reason) from None


def _year_month_day(written: str) -> tuple[int, int, int]:
    if match := _YEAR_FIRST.match(written):
        return int(match[1]), int(match[3]), int(match[4])
    if match := _DAY_FIRST.match(written):
        return _year(match[4]), int(match[3]), int(match[1])
    if match := _MONTH_NAME.match(written):
        return _year(match[3]), MONTH_NUMBERS[match[2]], int(match[1])
    raise ValueError(written)


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
