"""How an answer or a hand-in stands, as pages show it: an icon, a word and a sentence, never colour alone."""

from enum import StrEnum

from grader.checks.messages import FACES
from grader.checks.spec import Outcome
from grader.learner.panel import COLOURS


class State(StrEnum):
    """The five outcomes of a check (same values as in the verdict JSON) and three that only pages need."""

    RIGHT = "benar"
    PARTIAL = "sebagian"
    NOT_YET = "belum tepat"
    CRASHED = "galat"
    BLANK = "belum dikerjakan"
    WAITING = "menunggu pelatih"
    UNGRADED = "belum dinilai"
    MISSING = "belum dikumpulkan"

    @property
    def is_outcome(self) -> bool:
        """Whether it is one of a check's five outcomes."""
        return self not in _OF_PAGES

    @property
    def slug(self) -> str:
        """The name of its icon and of its class in the style sheet."""
        return self.value.replace(" ", "-")

    @property
    def word(self) -> str:
        """What a person reads; for an outcome the same as in the notebook's panel."""
        return FACES[Outcome(self.value)][1] if self.is_outcome else _OF_PAGES[self][0]

    @property
    def colour(self) -> str:
        """Text colour, for an outcome the same as in the notebook's panel; contrast at least 4.5."""
        return COLOURS[Outcome(self.value)][0] if self.is_outcome else _OF_PAGES[self][1]

    @property
    def next_step(self) -> str:
        """What a trainee does next when the grader has not said it in its own words."""
        return _NEXT_STEPS.get(self, "")


_OF_PAGES = {
    State.WAITING: ("Menunggu pelatih", "#6a3a98"),
    State.UNGRADED: ("Belum dinilai", "#6a3a98"),
    State.MISSING: ("Belum dikumpulkan", "#6b6259"),
}

_NEXT_STEPS = {
    State.PARTIAL: "Cari bagian yang belum tepat, ubah, lalu jalankan lagi sel periksa.",
    State.NOT_YET: (
        "Baca lagi pertanyaannya, ubah jawabanmu, lalu jalankan lagi sel periksa. "
        "Di bawah sel itu ada petunjuk."
    ),
    State.BLANK: "Isi jawabanmu di sel soal ini, lalu jalankan sel periksa.",
    State.CRASHED: "Jalankan sel satu per satu dari atas, lalu perbaiki sel pertama yang menampilkan galat.",
    State.WAITING: "Pelatih akan membaca jawaban ini. Nilainya belum masuk hitungan.",
}


def of_score(score: float, max_score: float) -> State:
    """Right for full points (0 of 0 too), partial for some, not yet for none."""
    if score >= max_score:
        return State.RIGHT
    return State.PARTIAL if score > 0 else State.NOT_YET


def combined(states: list[State]) -> State:
    """The state of a question from those of its checks; no checks at all count as right."""
    for decisive in (State.WAITING, State.CRASHED):
        if decisive in states:
            return decisive
    different = set(states)
    if len(different) <= 1:
        return states[0] if states else State.RIGHT
    return State.PARTIAL if different & {State.RIGHT, State.PARTIAL} else State.NOT_YET
