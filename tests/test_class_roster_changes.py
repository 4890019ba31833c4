"""A new class list: what it changes, and that nobody who has handed in is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.roster import Participant, Roster, read_roster
from grader.classroom.roster_changes import changes, write_roster

SITI = Participant("P-01", "Siti", "Golan", "UMKM", phone="0812345678")
BUDI = Participant("P-02", "Budi", "Jabung", "Desa")
CICI = Participant("P-03", "Cici", "Golan", "UMKM")


def test_new_changed_recoded_and_gone() -> None:
    moved = replace(BUDI, village="Josari")
    recoded = replace(SITI, code="P-11", phone="")
    dedi = Participant("P-04", "Dedi", "", "UMKM")
    found = changes(Roster((SITI, BUDI, CICI)), Roster((recoded, moved, dedi)))
    assert found.new == (dedi,)
    assert found.changed == ((BUDI, moved),)
    [(was, now)] = found.recoded
    assert (was, now.code, now.old_codes, now.phone) == (SITI, "P-11", ("P-01",), "0812345678")
    assert found.gone == (CICI,)
    assert found.people[-1] == replace(CICI, left=True)


def test_the_same_list_changes_nothing_and_a_first_one_is_all_new() -> None:
    same = changes(Roster((SITI, BUDI)), Roster((replace(SITI, phone=""), BUDI)))
    assert not same.any
    assert same.people == (SITI, BUDI)  # a list without numbers takes none away
    assert changes(None, Roster((SITI,))).new == (SITI,)


def test_who_has_left_stays_so_and_is_not_told_again(tmp_path: Path) -> None:
    left = replace(CICI, left=True)
    found = changes(Roster((SITI, left)), Roster((SITI,)))
    assert not found.any
    write_roster(tmp_path / "peserta.csv", found.people)
    assert read_roster(tmp_path / "peserta.csv").participants == (SITI, left)


NAMES = st.text("ab ;\"'=é,", min_size=1, max_size=6).map(lambda t: " ".join(t.split())).filter(bool)


@given(
    st.dictionaries(st.integers(10, 99), st.tuples(NAMES, st.booleans()), max_size=6),
    st.sets(st.integers(10, 99)),
)
def test_what_is_written_is_read_back_and_nobody_is_lost(
    tmp_path_factory: pytest.TempPathFactory, known: dict[int, tuple[str, bool]], kept: set[int]
) -> None:
    people = tuple(Participant(f"P-{n}", name, "", "UMKM", left) for n, (name, left) in known.items())
    new = Roster(tuple(person for n, person in zip(known, people, strict=True) if n in kept))
    found = changes(Roster(people), new)
    assert {person.code for person in found.people} == {person.code for person in people}
    if found.people:
        path = tmp_path_factory.mktemp("d") / "peserta.csv"
        write_roster(path, found.people)
        assert read_roster(path).participants == found.people
