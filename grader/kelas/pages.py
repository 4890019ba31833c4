"""The templates of the room: everything is escaped, a misspelled name is an error."""

from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from grader.common.indonesian import whole
from grader.reports.pages import environment as pages_of_reports

HERE = Path(__file__).parent
#: The pages in the order of a day and its evening: address, and what it is called.
STEPS = (
    ("sekarang", "Sekarang"),
    ("masuk", "Masuk"),
    ("nilai", "Nilai"),
    ("tulisan", "Periksa tulisan"),
    ("kembalikan", "Kembalikan"),
    ("besok", "Besok"),
    ("minggu", "Minggu"),
    ("rekap", "Rekap"),
    ("peserta", "Peserta"),
    ("latihan", "Latihan"),
    ("cadangan", "Cadangan"),
)


@cache
def environment() -> Environment:
    """The reports' templates and filters with the room's own on top."""
    reports = pages_of_reports()
    assert reports.loader is not None
    jinja = reports.overlay(loader=ChoiceLoader([FileSystemLoader(HERE / "templates"), reports.loader]))
    jinja.filters["whole"] = whole
    jinja.filters["local"] = _local
    jinja.globals["STEPS"] = STEPS
    return jinja


def _local(moment: datetime) -> str:
    """A moment as this computer's clock and calendar show it."""
    return f"{moment.astimezone():%d-%m-%Y %H.%M}"


def style_sheet() -> str:
    """The one style sheet of the room, on top of that of the reports."""
    return environment().get_template("kelas.css.j2").render()
