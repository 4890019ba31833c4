"""Whose hand-in is it, and of which exercise: told by the manifest, the notebook, or the names of files."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.classroom.person_names import contradict
from grader.classroom.roster import Roster
from grader.common.names import is_folder_name, participant_code, printable
from grader.notebooks.hand_in import Received, Status, Unacceptable

#: What follows is for those who sort files into folders.
DECIDE = "Untuk menerimanya, taruh berkasnya di folder kotak masuk yang bernama"


@dataclass(frozen=True)
class Slot:
    """Where a hand-in belongs: participant code, exercise id, notebook name without `.ipynb`."""

    participant: str
    exercise: str
    notebook: str


class Exercises:
    """The exercises of a course: id -> names of its notebooks without `.ipynb` (nbgrader allows several)."""

    def __init__(self, notebooks: Mapping[str, Sequence[str]]) -> None:
        self.notebooks = {exercise: tuple(names) for exercise, names in notebooks.items()}
        homes: dict[str, list[str]] = {}
        for exercise, names in self.notebooks.items():
            for name in names:
                homes.setdefault(name, []).append(exercise)
        self._home = {name: where[0] for name, where in homes.items() if len(where) == 1}
        self._exercise_in = _finder(self.notebooks)
        self._notebook_in = _finder(self._home)
        self._own_notebook_in = {exercise: _finder(names) for exercise, names in self.notebooks.items()}

    def recognise(
        self, received: Received, folders: Sequence[str], decided: str | None = None
    ) -> tuple[str, str]:
        """Exercise id and notebook name, of the ``decided`` exercise where a trainer has named one.

        Raises Unacceptable with the closest id.
        """
        if decided in self.notebooks:
            return decided, self._notebook_of(decided, received.names)
        about = received.notebook.fields["metadata"].get("sinau")
        about = about if isinstance(about, dict) else {}
        if about.get("kind") == "lesson":
            raise Unacceptable(
                Status.UNKNOWN_EXERCISE,
                f"Ini pelajaran {printable(str(about.get('id')), 40)}, bukan latihannya; "
                "minta notebook dari folder latihan.",
            )
        told = received.manifest.exercise if received.manifest else about.get("id")
        if isinstance(told, str):
            if told in self.notebooks:
                return told, self._notebook_of(told, received.names)
            raise self._unknown(told)
        for name in (*received.names, *reversed(folders)):
            if exercise := self._exercise_in(name):
                return exercise, self._notebook_of(exercise, received.names)
        for name in received.names:
            if notebook := self._notebook_in(name):
                return self._home[notebook], notebook
        raise self._unknown(received.names[-1].removesuffix(".ipynb"))

    def _notebook_of(self, exercise: str, names: Sequence[str]) -> str:
        known = self.notebooks[exercise]
        found = next((found for name in names if (found := self._own_notebook_in[exercise](name))), None)
        if found is None and len(known) == 1:
            return known[0]
        if found is None:
            raise Unacceptable(
                Status.UNKNOWN_EXERCISE,
                f"Latihan {exercise} terdiri atas {', '.join(known)}: beri nama berkas dengan salah satunya.",
            )
        return found

    def _unknown(self, told: str) -> Unacceptable:
        near = difflib.get_close_matches(told[:100].lower(), self.notebooks, n=1)
        hint = f"Yang mirip: {near[0]}." if near else "Periksa apakah latihan ini termasuk dalam kelas."
        sentence = f"Latihan {printable(told, 40)!r} tidak ada di kelas ini. {hint}"
        return Unacceptable(Status.UNKNOWN_EXERCISE, sentence, exercise=next(iter(near), None))


class Participants:
    """Who may hand in: the class list, or anybody with a usable code where there is none."""

    def __init__(self, roster: Roster | None) -> None:
        self._roster = roster
        self._people = {person.code: person for person in roster or ()}
        self._codes = set(self._people)
        self._owner = {old: person.code for person in roster or () for old in person.old_codes}
        self._named = _finder({*self._codes, *self._owner})

    def recognise(self, received: Received, exercise: str, notebook: str, folders: Sequence[str]) -> str:
        """The participant's code. Raises Unacceptable with the closest code, or where the name in the package
        is not that of the code's owner.

        Whoever has put it into a folder that is called as a code has decided whose it is.
        """
        if decided := self.decided(folders):
            return decided
        about = received.notebook.fields["metadata"].get("sinau")
        told = received.manifest.participant if received.manifest else None
        if told is None and isinstance(about, dict):
            told = about.get("participant")
        if isinstance(told, str):
            code = (
                told
                if self._roster is None and is_folder_name(told)
                else self._current(participant_code(told))
            )
            if code and (self._roster is None or code in self._codes):
                self._check_name(code, received.manifest.name if received.manifest else "")
                self._check_file(code, received.names[0])
                return code
            raise self._unknown(told, received.manifest.name if received.manifest else "")
        if self._roster is not None:
            for name in (*received.names, *reversed(folders)):
                if found := self._current(self._named(name)):
                    return found
        guess = _beside_exercise(received.names, (exercise, notebook))
        if self._roster is None:
            # nbgrader's own layout is <student>/<assignment>/<notebook>.ipynb
            anyone = (guess, *(folder for folder in reversed(folders) if folder not in (exercise, notebook)))
            if (chosen := next((name for name in anyone if name and is_folder_name(name)), None)) is not None:
                return chosen
        raise self._unknown(guess or next(reversed(folders), ""), "")

    def likely(self, received: Received, folders: Sequence[str]) -> str | None:
        """Whose it may be, of whatever exercise; None where nothing tells."""
        try:
            return self.recognise(received, "", "", folders)
        except Unacceptable as problem:
            return problem.likely

    def decided(self, folders: Sequence[str]) -> str | None:
        """The code of the person whose folder a trainer has put it into."""
        code = self._current(participant_code(folders[-1])) if folders else None
        return code if code in self._codes else None

    def _current(self, code: str | None) -> str | None:
        """The code that a person has now, where this was theirs before."""
        return self._owner.get(code, code) if code else None

    def _check_name(self, code: str, name: str) -> None:
        person = self._people.get(code)
        if person is None or not contradict(name, person.name):
            return
        raise Unacceptable(
            Status.DOUBTFUL,
            f"Paketnya berkode {code} ({printable(person.name, 40)}), tetapi namanya tertulis "
            f"{printable(name, 40)!r}. {DECIDE} {code} atau kode pemiliknya.",
            code,
        )

    def _check_file(self, code: str, name: str) -> None:
        """A file that is called after somebody else on the list than its package says."""
        other = self._current(self._named(name)) if self._roster is not None else None
        if other is not None and other != code:
            raise Unacceptable(
                Status.DOUBTFUL,
                f"Nama berkasnya menyebut {other}, tetapi paketnya berkode {code}. "
                f"{DECIDE} {code} atau {other}.",
                code,
            )

    def _unknown(self, told: str, name: str) -> Unacceptable:
        near = self._roster.closest(told[:100], name[:100]) if self._roster is not None else None
        who = (
            f"Kode peserta {printable(told, 40)!r} tidak ada di daftar."
            if told
            else "Kode peserta tidak ditemukan."
        )
        inside = f" Nama di paketnya: {printable(name, 40)!r}." if name.strip() else ""
        if near is None or self._roster is None:
            hint = "Beri nama berkas KODE_latihan.ipynb, lalu kumpulkan lagi."
        else:
            # Without a name in it nobody needs to see one.
            owner = f" ({printable(self._people[near].name, 40)})" if inside else ""
            hint = f"Yang paling mirip: {near}{owner}."
        if inside and self._roster is not None:
            hint += f" {DECIDE} kode pemiliknya."
        return Unacceptable(Status.UNKNOWN_PARTICIPANT, f"{who}{inside} {hint}", near)


def _beside_exercise(names: Sequence[str], exercise_names: Sequence[str]) -> str | None:
    """What stands before the exercise in a file name, as in `PNG-001_2-02-harga_20261124-0900.zip`."""
    for name in names:
        for exercise in filter(None, exercise_names):
            before, found, _ = name.partition(exercise)
            if found and (code := before.strip(" _-")):
                return code
    return None


def _finder(known: Iterable[str]) -> Callable[[str], str | None]:
    """A function that finds the one known name in a file name, whole, in any case; None for none or several.

    People and phones put spaces, underscores and brackets where we have hyphens.
    """
    by_form = {_form(name): name for name in known}
    if not by_form:
        return lambda name: None
    longest_first = sorted(by_form, key=len, reverse=True)
    pattern = re.compile(rf"(?<![A-Z0-9])(?:{'|'.join(map(re.escape, longest_first))})(?![A-Z0-9])")

    def find(name: str) -> str | None:
        found = {by_form[match] for match in pattern.findall(_form(name))}
        return found.pop() if len(found) == 1 else None

    return find


def _form(name: str) -> str:
    return re.sub(r"[^A-Z0-9.@]+", "-", name.upper())
