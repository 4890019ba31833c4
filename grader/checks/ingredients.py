"""What a solution is made of, and what stands beside it in an answer's cell. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from grader.checks.likeness import Held, Hidden, is_like, is_one_of
from grader.checks.signs import ASK_IN_A_TEXT, COUNTING, COUNTS, HOW, YES, as_good
from grader.checks.spec import Json, Written

#: The parts of `Ingredients` that are plain sets.
LISTS = ("known", "needless", "given", "prepared", "lesson", "private")
#: The parts of `Written` that are told of a learner's cell alone.
OF_A_LEARNER = ("lost", "remade")


@dataclass(frozen=True)
class Ingredients:
    """What a solution is made of. ``values`` are the numbers that names hold there (those of ``private``
    names come out of answers), ``known`` all names that the notebook gives a value. ``needless`` are names of
    the solution that cancel out, and columns of which it only counts the rows, ``given`` the numbers in the
    question's own text, ``lesson`` those in the texts of its lesson, ``inside`` those that come about on the
    solution's way or count the rows of a table. ``prepared`` are the names whose values a locked cell
    filters, `rows` is how many rows the answer has, where it is a table. A number that the solution only
    writes down is made of nothing.
    """

    used: Written
    values: Mapping[str, Held] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    needless: frozenset[str] = frozenset()
    given: frozenset[float] = frozenset()
    prepared: frozenset[str] = frozenset()
    lesson: frozenset[float] = frozenset()
    inside: frozenset[Held] = frozenset()
    rows: int | None = None
    private: frozenset[str] = frozenset()

    def holds(self, number: float) -> bool:
        """Whether the solution calculates with this number, or with a name that holds it."""
        held = [self.values[name] for name in self.used.names if name in self.values]
        return number in self.used.numbers or is_one_of(number, held)

    def hidden(self, marked: Callable[[float], str]) -> dict[str, Json]:
        """As `to_json`, but of a number that comes out of an answer, or about on the way, only its mark."""
        told = self.to_json()
        told["inside"] = sorted(marked(abs(number)) for number in told["inside"])
        marks = {name: marked(abs(told["values"][name])) for name in self.private & set(self.values)}
        return told | {"values": told["values"] | marks}

    def to_json(self) -> dict[str, Json]:
        """As plain JSON."""
        used = {part: sorted(found) for part, found in vars(self.used).items() if part not in OF_A_LEARNER}
        lists = {part: sorted(getattr(self, part)) for part in LISTS}
        exact = {"values": dict(self.values), "rows": self.rows, "inside": sorted(self.inside, key=str)}
        return used | exact | lists

    @classmethod
    def from_json(cls, data: Mapping[str, Json], marked: Callable[[float], str] = str) -> Ingredients:
        """Those of `to_json` or `hidden`, also of a key file from before, which knows less; raises KeyError
        or TypeError where it was damaged.
        """

        def read(one: Json) -> Held:
            return Hidden(one, marked) if isinstance(one, str) else one

        held = {name: read(one) for name, one in data["values"].items()}
        used = Written(
            frozenset(data["names"]),
            frozenset(data["numbers"]),
            frozenset(data["texts"]),
            frozenset(data["signs"]),
            frozenset((str(sign), int(number)) for sign, number in data.get("tally", ())),
            frozenset(data.get("gives", ())),
        )
        lists: dict[str, Json] = {part: frozenset(data.get(part, ())) for part in LISTS}
        inside = frozenset(map(read, data.get("inside", ())))
        return cls(used, held, rows=data.get("rows"), inside=inside, **lists)


def other_signs(written: Written, due: Ingredients) -> frozenset[str]:
    """The signs that the solution has not, nor any that do as well: where it counts, so does `len`, and the
    sum of what says yes or no.
    """
    used = due.used
    good = as_good(used.signs)
    if written.count("/") >= used.count("/") > 0:
        good -= {"mean"}  # it stands for no division where none is lacking
    if used.signs & COUNTS or used.count(YES):
        good |= COUNTING if written.count("sum") == written.count(YES) else COUNTING - {"sum"}
    return written.signs - used.signs - good


def is_bare_number(written: Written | None) -> bool:
    """Whether a cell writes its answer down and calculates nothing."""
    return written is not None and not (written.signs or written.names)


def is_counted_by_hand(written: Written | None, due: Ingredients) -> bool:
    """Whether a cell writes its answer down, or adds up numbers that somebody read off where the solution
    asks a table.
    """
    if written is None or is_bare_number(written):
        return written is not None
    asks = due.used.texts or any(name not in due.values for name in due.used.names)
    return bool(asks) and not (written.names or written.texts) and written.signs <= {"+", "-"}


def has_worked_out(written: Written, due: Ingredients) -> bool:
    """Whether a cell has a number that comes about on the solution's way: names and texts may have led to it
    by hand.
    """
    others = written.numbers - due.used.numbers - due.given - {0.0, 1.0}
    return any(is_like(number, due.inside) for number in others)


def foreign_texts(written: Written, due: Ingredients) -> frozenset[str]:
    """The texts that the solution has not; how something is done ("mean", "left") is no ingredient."""
    found = written.texts - due.used.texts - due.used.gives - HOW
    return frozenset() if written.signs & ASK_IN_A_TEXT else found


def times(due: Ingredients) -> frozenset[float]:
    """How many times something may be taken that the solution adds up again and again."""
    return frozenset(float(number) for number in range(2, 2 + due.used.count("+")))
