"""What a new class list changes, and the list that comes of it: nobody who has handed in is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from grader.classroom.roster import COLUMNS, OPTIONAL, Participant, Roster
from grader.common.errors import SinauError
from grader.common.excel import ENCODING, csv_text
from grader.common.layout import write_atomic


@dataclass(frozen=True)
class Changes:
    """People who are new, whose line changed (old, new), whose code changed, and who is no longer listed."""

    new: tuple[Participant, ...]
    changed: tuple[tuple[Participant, Participant], ...]
    recoded: tuple[tuple[Participant, Participant], ...]
    gone: tuple[Participant, ...]
    people: tuple[Participant, ...]
    """The list as it will be: whoever is gone stays in it as one who has left."""

    @property
    def any(self) -> bool:
        return bool(self.new or self.changed or self.recoded or self.gone)


def changes(old: Roster | None, new: Roster) -> Changes:
    """Compare two lists: people by code; one whose code is not there any more by name and village, where that
    is one person's.
    """
    before = {person.code: person for person in old or ()}
    listed = {person.code for person in new}
    missing = {code: person for code, person in before.items() if code not in listed}
    added, changed, recoded, people = [], [], [], []
    for person in new:
        known = before.get(person.code)
        same = [other for other in missing.values() if _who(other) == _who(person)]
        if known is None and len(same) == 1:
            was = missing.pop(same[0].code)
            codes = (*was.old_codes, was.code, *person.old_codes)
            person = replace(person, old_codes=tuple(dict.fromkeys(codes)), phone=person.phone or was.phone)
            recoded.append((was, person))
        elif known is None:
            added.append(person)
        else:
            old_codes = person.old_codes or known.old_codes
            person = replace(person, old_codes=old_codes, phone=person.phone or known.phone)
            if person != known:
                changed.append((known, person))
        people.append(person)
    gone = [person for person in missing.values() if not person.left]
    left = [replace(person, left=True) for person in missing.values()]
    return Changes(tuple(added), tuple(changed), tuple(recoded), tuple(gone), (*people, *left))


def _who(person: Participant) -> tuple[str, str]:
    return person.name.casefold(), person.village.casefold()


def write_roster(path: Path, people: Iterable[Participant]) -> None:
    """Write a class list as Excel in Indonesian opens it. Raises SinauError where it cannot be written."""
    rows: list[tuple[str, ...]] = [(*COLUMNS, *OPTIONAL)]
    for person in people:
        left, old = "keluar" if person.left else "", ",".join(person.old_codes)
        rows.append((person.code, person.name, person.village, person.track, left, old, person.phone))
    try:
        write_atomic(path, csv_text(rows).encode(ENCODING))
    except OSError as error:
        raise SinauError(f"Daftar peserta tidak bisa ditulis ke {path} ({error.strerror}).") from error
