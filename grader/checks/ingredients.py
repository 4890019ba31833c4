"""What an answer's cell is made of beside what the solution is made of, for where no slip explains it. Pure.

Every sentence here is true of any wrong answer: it says what stands in the learner's cell, and that the
question can be answered with or without it, as the solution shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from grader.checks.arrangement import arranged_otherwise
from grader.checks.likeness import COMMON, NEUTRAL, Held, Hidden, is_like, is_one_of
from grader.checks.signs import (
    ASK_IN_A_TEXT,
    ASKING,
    CASES,
    COUNTING,
    COUNTS,
    DECIDING,
    GROUPING,
    HOW,
    INTO_GROUPS,
    OF_NO_SUM,
    ONCE,
    ROUNDING,
    YES,
    as_good,
)
from grader.checks.spec import Json, Written
from grader.common.indonesian import show_number

EXTRA = "Di hitunganmu ada {extra}; soal ini dapat dijawab tanpa itu."
LACKS = "Hitunganmu belum memakai {lacking}."
OTHERWISE = "Di hitunganmu ada {extra}, sedangkan {lacking} belum dipakai."
CHANGED = "Sel ini mengganti isi {remade}; pakai yang sudah ada di sel di atas."
REMADE = "Sel ini mengganti isi {remade}; pakai yang sudah disiapkan di atas, dengan saringannya."
SAME = (
    "{what} yang perlu sudah ada di hitunganmu. "
    "Yang belum pas caranya, misalnya {place}tanda, urutan, kurung, {rows}atau ringkasannya."
)
EXTRA_FILTER = "Di hitunganmu ada saringan; soal ini dapat dijawab tanpa itu."
COLUMN_MEANT = '`{name}` di hitunganmu satu angka; kolomnya ditulis di antara tanda kutip: `"{name}"`.'
EITHER = "Periksa `{sign}` di hitunganmu: `&` berarti kedua syarat berlaku, `|` berarti salah satu cukup."
MORE_ASKED = "Di hitunganmu ada {many} perbandingan; soal ini dapat dijawab dengan {few}."
DOUBTED = "Periksa lagi {extra} di hitunganmu: perlukah di sini?"
NO_FILTER = "Di hitunganmu belum ada saringan atau perbandingan."
NO_GROUPS = "Di hitunganmu belum ada pengelompokan, misalnya `groupby`."
PLACES = "Periksa nomor di dalam kurung siku: yang pertama bernomor 0."
BARE = "Tulis hitungannya dengan nama dan tanda hitung, supaya terlihat langkah mana yang belum pas."
#: The parts of `Ingredients` that are plain sets.
LISTS = ("known", "needless", "given", "prepared", "lesson", "private")
#: How many are named at once.
MOST = 3


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
        used = {part: sorted(found) for part, found in vars(self.used).items()}
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


def difference(
    written: Written | None, due: Ingredients | None, answers: Collection[str] = frozenset()
) -> str:
    """A sentence on how a wrong calculation differs from one that is right; "" where nothing can be said.

    A name that the learner gave a value elsewhere may stand for anything: then nothing is said. Of what is
    too much, only that is named which no right way takes: no number of the question, none that a name of the
    notebook holds, and none of the earlier ``answers``, by way of which nothing may be lacking either.
    """
    if written is None or due is None or is_bare_number(written) or not due.used.signs:
        return ""
    if written.names - due.used.names - due.known:
        return ""
    if remade := written.gives & due.used.names & due.prepared:
        return REMADE.format(remade=listed(_names(remade)))
    if meant := _columns_meant(written, due):
        return COLUMN_MEANT.format(name=meant[0])
    if remade := _given_another_number(written, due):
        return CHANGED.format(remade=listed(_names(remade)))
    by_way_of = written.names & frozenset(answers) - due.used.names
    lacking_here = [] if by_way_of else lacking_names(written, due)
    others = written.names - due.used.names - by_way_of
    extra = [
        *_names(name for name in others if name in due.values or _lacks_data(lacking_here, due)),
        *_numbers(written, due),
        *_texts(foreign_texts(written, due) if due.used.texts else ()),
    ]
    lacking = [*_names(lacking_here), *([] if by_way_of else _texts(_lacking_texts(written, due)))]
    if not extra and not lacking:
        lacking = _lacking_numbers(written, due)
    if extra and lacking:
        return OTHERWISE.format(extra=listed(extra), lacking=listed(lacking))
    if lacking:
        return LACKS.format(lacking=listed(lacking))
    if extra:
        return EXTRA.format(extra=listed([*_summaries(written, due), *extra]))
    return _by_signs(written, due, bool(others or by_way_of))


def is_certain(said: str) -> bool:
    """Whether a sentence of ``difference`` names what is too much or lacking, not only where to look."""
    heads = (text.split("{")[0] for text in (EXTRA, LACKS, COLUMN_MEANT))
    return bool(said) and any(said.startswith(head) for head in heads)


def is_of_what_lacks(said: str) -> bool:
    """Whether a sentence of ``difference`` names what a calculation lacks."""
    before, after = LACKS.split("{lacking}")[0], OTHERWISE.split("{lacking}")[1]
    return said.startswith(before) or said.endswith(after)


def _columns_meant(written: Written, due: Ingredients) -> list[str]:
    """The names of numbers that stand where the solution has the column of that name."""
    taken = written.names & due.values.keys() & (due.used.texts - written.texts)
    return sorted(taken - due.used.names)


def _by_signs(written: Written, due: Ingredients, has_others: bool) -> str:
    """What differs where names and texts do not: a sign or method too many, else a number of the question
    beside all that is due, else what is true of any calculation that has all.
    """
    if due.used.signs & ASKING and not written.signs & (ASKING | GROUPING):
        return NO_FILTER
    if written.signs & ASKING and not due.used.signs & (ASKING | GROUPING | ONCE) and not has_others:
        return EXTRA_FILTER
    if due.used.signs & INTO_GROUPS and not written.signs & (ASKING | GROUPING):
        return NO_GROUPS
    of_percents = frozenset("*/") if 100.0 in written.numbers else frozenset()
    decide = DECIDING if due.used.names else frozenset("+-*/")
    if due.used.signs == {"+"}:
        decide |= OF_NO_SUM
    decide |= ROUNDING
    if written.numbers & times(due):
        decide -= {"*"}  # twice as much is the same as once more
    signs = other_signs(written, due) & decide
    if written.signs & ASKING and due.used.signs & COUNTING:
        signs -= COUNTING  # a sum of a condition counts as well as `len` does
    if signs - of_percents:
        return EXTRA.format(extra=listed([f"`{sign}`" for sign in sorted(signs - of_percents)]))
    missing = [
        name
        for name in due.used.names - written.names - due.needless
        if not is_like(due.values.get(name, 0.0), written.numbers)
    ]
    if has_others or missing or not due.used.numbers - {1.0} <= written.numbers:
        return ""
    surplus = written.numbers - due.used.numbers - NEUTRAL - times(due)
    right = [*due.inside, *(due.values[name] for name in due.used.names if name in due.values)]
    surplus = frozenset(number for number in surplus if not is_like(number, right))
    if surplus and due.used.names <= written.names | due.needless:
        return EXTRA.format(extra=listed([f"angka {show_number(number)}" for number in sorted(surplus)]))
    if places := _places(due.used):
        here = _places(written)
        if here and here != places:
            return PLACES
    for sign, other in ("|&", "&|"):
        if written.count(sign) > due.used.count(sign) and written.count(other) < due.used.count(other):
            return EITHER.format(sign=sign)
    many, few = written.count(*ASKING), due.used.count(*ASKING)
    if many > few > 0:
        return MORE_ASKED.format(many=many, few=few)
    doubted = written.numbers - due.used.numbers - {0.0, 1.0} - times(due)
    by_hand = any(written.count(sign) < due.used.count(sign) for sign in "+-*/")
    if doubted := frozenset(number for number in doubted if not (by_hand and is_like(number, right))):
        return DOUBTED.format(extra=listed([f"angka {show_number(number)}" for number in sorted(doubted)]))
    doubled = (written.numbers & times(due)) - due.used.numbers
    if doubled and all(written.operands.get(o, 0) >= n for o, n in due.used.operands.items()):
        return DOUBTED.format(extra=listed([f"angka {show_number(number)}" for number in sorted(doubled)]))
    if said := arranged_otherwise(written, due.used):
        return said
    what = "Nama dan angka" if due.used.names and due.used.numbers else "Nama" if due.used.names else "Angka"
    rows = "saringan, " if due.used.signs & ASKING else ""
    place = "kolom di setiap rumus, " if len(due.used.gives) > 2 else ""
    return SAME.format(what=f"{what}, juga kolomnya," if due.used.texts else what, rows=rows, place=place)


def _given_another_number(written: Written, due: Ingredients) -> frozenset[str]:
    """The names of the solution that a cell gives another number than the notebook does."""
    names = written.gives & due.used.names - due.used.gives - due.private
    held = {name: due.values[name] for name in names if name in due.values}
    return frozenset(name for name, number in held.items() if not is_like(number, written.numbers))


def _summaries(written: Written, due: Ingredients) -> list[str]:
    """The methods of a cell that make one of many, or round, where the solution has no such."""
    signs = other_signs(written, due) & (DECIDING - frozenset("+-*/") | ROUNDING)
    return [f"`{sign}`" for sign in sorted(signs - {"//", "**", "abs", "len"})] if due.used.names else []


def other_signs(written: Written, due: Ingredients) -> frozenset[str]:
    """The signs that the solution has not, nor any that do as well."""
    used = due.used
    good = as_good(used.signs)
    if used.signs & COUNTS and written.count("sum") == written.count(YES):
        good |= {"sum"}
    if used.count(YES):
        good |= {"len", "shape"}
    return written.signs - used.signs - good


def _places(written: Written) -> frozenset[tuple[str, int]]:
    """The places in rows that a cell names, as `[2]`, and how often."""
    return frozenset((sign, count) for sign, count in written.tally if re.fullmatch(r"\[\d+\]", sign))


def is_bare_number(written: Written | None) -> bool:
    """Whether a cell writes its answer down and calculates nothing."""
    return written is not None and not (written.signs or written.names)


def _lacks_data(lacking: Collection[str], due: Ingredients) -> bool:
    """Whether what is lacking is no number: then another table may stand in its place."""
    return any(name not in due.values for name in lacking)


def lacking_names(written: Written, due: Ingredients) -> list[str]:
    """The solution's names that the cell has not, nor the numbers that they hold; none that is a number where
    the cell has another number of the question, which may hold it, and none beside a number that comes about
    on the solution's way.
    """
    if any(is_like(n, due.inside) for n in written.numbers - due.used.numbers - due.given - {0.0, 1.0}):
        return []  # what a name leads to may have been worked out by hand
    others = written.numbers & due.given - due.used.numbers - NEUTRAL
    has_another = any(number not in COMMON or is_one_of(number, due.inside) for number in others)
    return [
        name
        for name in due.used.names - written.names - written.gives - due.needless
        if name not in due.values or not (has_another or is_like(due.values[name], written.numbers))
    ]


def foreign_texts(written: Written, due: Ingredients) -> frozenset[str]:
    """The texts that the solution has not; how something is done ("mean", "left") is no ingredient."""
    found = written.texts - due.used.texts - due.used.gives - HOW
    return frozenset() if written.signs & ASK_IN_A_TEXT else found


def _lacking_texts(written: Written, due: Ingredients) -> list[str]:
    """The solution's texts that stand nowhere in the cell; a column may be an attribute there."""
    if written.signs & ASK_IN_A_TEXT:
        return []
    folded = {text.casefold() for text in written.texts} if written.signs & CASES else set()
    return [
        text
        for text in due.used.texts - written.texts - written.signs - written.gives - HOW - due.needless
        if text.casefold() not in folded and not any(text in other for other in written.texts)
    ]


def _lacking_numbers(written: Written, due: Ingredients) -> list[str]:
    """The numbers of the question that the solution takes and the cell does not; no others, which nobody has
    to know.
    """
    others = written.names - due.used.names  # the solution's own names stand for themselves
    rows = [float(n) for name, _ in written.tally if (n := name[1:-1]).isdigit() and name == f"[{n}]"]
    held = [*written.numbers, *rows, *(due.values[name] for name in others if name in due.values)]
    if written.names and not due.used.names:
        return []  # another way than by the numbers that the solution writes down
    lacking = (n for n in (due.used.numbers & due.given) - COMMON if not is_like(n, held))
    return [f"angka {show_number(number)}" for number in sorted(lacking)]


def _numbers(written: Written, due: Ingredients) -> list[str]:
    right = {*due.used.numbers, *due.values.values(), *due.given, *due.inside}
    strange = (n for n in written.numbers - COMMON - times(due) if not is_like(n, right))
    return [f"angka {show_number(number)}" for number in sorted(strange)]


def times(due: Ingredients) -> frozenset[float]:
    """How many times something may be taken that the solution adds up again and again."""
    return frozenset(float(number) for number in range(2, 2 + due.used.count("+")))


def _names(names: Iterable[str]) -> list[str]:
    return [f"`{name}`" for name in sorted(names)]


def _texts(texts: Iterable[str]) -> list[str]:
    return [f'`"{text}"`' for text in sorted(texts)]


def listed(parts: Iterable[str]) -> str:
    """A few of them in a sentence."""
    *others, last = list(parts)[:MOST]
    return f"{', '.join(others)} dan {last}" if others else last
