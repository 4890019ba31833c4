"""The tests on paper: a page a sheet to print, the trainer's key, and the table to type answers into."""

from __future__ import annotations

from pathlib import Path

from grader.classroom.roster import Roster
from grader.common.errors import SinauError
from grader.knowledge_test.bank import BLOCKS, FORMS, ITEMS, LETTERS, MINUTES, TESTS, Form, form_of, sheet
from grader.reports.learning_test.answers import Taking, write_table
from grader.reports.pages import environment, write_atomically

TABLE = "jawaban-tes.csv"


def print_papers(folder: Path, roster: Roster) -> list[Path]:
    """Write the sheets of both paths and forms, the key, and the table of a class; return the files.

    A table that is there already is left alone: somebody may have typed into it. Raises SinauError where the
    folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SinauError(
            f"Folder {folder} tidak dapat dibuat ({error.strerror}); pilih tempat lain."
        ) from None
    written = []
    for track in BLOCKS:
        for form in FORMS:
            for name, with_key in (("soal", False), ("kunci", True)):
                path = folder / f"{name}-{track}-{form}.html"
                write_atomically(path, paper(track, form, with_key))
                written.append(path)
    table = folder / TABLE
    if not table.exists():
        write_table(table, _empty_lines(roster))
        written.append(table)
    return written


def paper(track: str, form: Form, with_key: bool = False) -> str:
    """One sheet as a page that any browser prints, with an answer sheet; or its key, for the trainer."""
    template = environment().get_template("test_paper.html.j2")
    return template.render(
        track=track,
        form=form,
        items=sheet(track, form),
        letters=LETTERS,
        minutes=MINUTES,
        count=ITEMS,
        with_key=with_key,
    )


def _empty_lines(roster: Roster) -> list[Taking]:
    nothing = (None,) * ITEMS
    return [
        Taking(person.code, person.track, test, form_of(person.code, test), nothing)
        for test in TESTS
        for person in roster
    ]
