"""The templates of the room: everything is escaped, a misspelled name is an error."""

import re
from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from grader.common.indonesian import day_and_time, whole
from grader.reports.pages import environment as pages_of_reports
from grader.reports.pages import sentence

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

#: Where in the room is done what a command does; sentences from other rooms name the command.
DONE_ON = {
    "kelas": "Ruang Pelatih",
    "collect": "Masuk",
    "grade": "Nilai",
    "formgrader": "Periksa tulisan",
    "feedback": "Kembalikan",
    "report": "Minggu",
    "sertifikat": "Minggu",
    "release": "Latihan",
}
_COMMAND = re.compile(r"`sinau (\w+)[^`]*`")


@cache
def environment() -> Environment:
    """The reports' templates and filters with the room's own on top."""
    reports = pages_of_reports()
    assert reports.loader is not None
    jinja = reports.overlay(loader=ChoiceLoader([FileSystemLoader(HERE / "templates"), reports.loader]))
    own = {"whole": whole, "local": day_and_time, "sentence": lambda text: sentence(in_the_room(text))}
    jinja.filters = reports.filters | own  # an overlay shares them with the reports
    jinja.globals = {**reports.globals, "STEPS": STEPS}
    return jinja


def in_the_room(text: str) -> str:
    """A sentence that names commands between backticks, with the page of the room that does the same."""
    return _COMMAND.sub(lambda found: DONE_ON.get(found[1], found[0]), text)


def style_sheet() -> str:
    """The one style sheet of the room, on top of that of the reports."""
    return environment().get_template("kelas.css.j2").render()
