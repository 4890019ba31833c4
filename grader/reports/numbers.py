"""Numbers and times the way they are written in Indonesia."""

from datetime import UTC, datetime
from functools import lru_cache

from babel.dates import format_datetime
from babel.numbers import format_decimal, format_percent

LOCALE = "id_ID"


@lru_cache(maxsize=4_096)
def points(value: float) -> str:
    """Points with a decimal comma and at most two decimals: 8.5 is "8,5", 1250 is "1.250"."""
    return format_decimal(value + 0.0, format="#,##0.##", locale=LOCALE)


@lru_cache(maxsize=4_096)
def percent(share: float) -> str:
    """A share (0 to 1) as a whole percentage, by EYD V without a space: 0.6 is "60%"."""
    return format_percent(share, format="#,##0%", locale=LOCALE)


def local_time(moment: datetime) -> str:
    """A UTC time without zone (as nbgrader stores it) as this computer's local date and time."""
    return format_datetime(moment.replace(tzinfo=UTC).astimezone(), "EEEE, d MMMM y, HH.mm", locale=LOCALE)
