"""What differs between a calculation and the solution where its names and texts do not. Pure.

Each remark is a condition with its sentence, "" where it does not hold; the first in the lists below that has
something to say is spoken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from grader.checks.arrangement import arranged_otherwise
from grader.checks.ingredients import Ingredients, other_signs, times
from grader.checks.likeness import NEUTRAL, Held, is_like
from grader.checks.signs import (
    ASKING,
    CASES,
    COUNTS,
    DECIDING,
    ENDING,
    GROUPING,
    INTO_GROUPS,
    OF_NO_SUM,
    ONCE,
    ROUNDING,
    SUMMARISING,
    YES,
)
from grader.checks.spec import Written
from grader.common.indonesian import show_number

EXTRA = "Periksa bagian dengan {extra}: soal ini dapat dijawab tanpa itu."
REMAINDER = "Tanda `%` memberi sisa pembagian; untuk membagi tulis `/`, dan persen ditulis sebagai pecahan."
NO_CASE = "Huruf besar dan kecil belum kamu samakan, misalnya dengan `lower()`."
NO_FILTER = "Di hitunganmu belum ada saringan atau perbandingan."
EXTRA_FILTER = "Periksa saringan atau perbandinganmu: soal ini dapat dijawab tanpa itu."
NO_GROUPS = "Di hitunganmu belum ada pengelompokan, misalnya `groupby`."
PLACES = "Periksa nomor di dalam kurung siku: yang pertama bernomor 0."
EITHER = "Periksa `{sign}` di hitunganmu: `&` berarti kedua syarat berlaku, `|` berarti salah satu cukup."
TURNED = "Periksa pembalik syarat (`~` atau `not`) di hitunganmu: soal ini dapat dijawab tanpa itu."
MORE_ASKED = "Di hitunganmu ada {many} perbandingan; soal ini dapat dijawab dengan {few}."
COUNTED = "Hitunganmu menghitung banyaknya isi; soal ini dapat dijawab dengan menjumlahkan isinya."
SUMMED = "Hitunganmu menjumlahkan isinya; soal ini dapat dijawab dengan menghitung banyaknya."
NO_SUM = "Di hitunganmu belum ada yang dijumlah, misalnya dengan `.sum()` atau `+`."
ENDS_WITH = "Ini keluar dari `{sign}`, yaitu {what}; cocokkan dengan yang ditanya."
DOUBTED = "Periksa lagi {extra} di hitunganmu: perlukah di sini?"
SAME = (
    "{what} yang perlu sudah ada di hitunganmu. "
    "Yang belum pas caranya, misalnya {place}tanda, urutan, kurung, {rows}ringkasan, atau nama yang tertukar."
)
#: What adds up, or does what a sum does.
_ADDING_UP = "sum + cumsum dot agg aggregate mean * pivot_table describe"
ADDING_UP = frozenset(_ADDING_UP.split())
#: By what a calculation may end, and what comes out of it.
ENDINGS = {
    "len": "banyaknya baris atau isi",
    "count": "banyaknya isian",
    "nunique": "banyaknya isi yang berbeda",
    "mean": "sebuah rata-rata",
    "median": "sebuah nilai tengah",
    "max": "nilai yang terbesar",
    "min": "nilai yang terkecil",
    "sum": "sebuah jumlah",
}
#: What is done by signs or by counting: who has less of it may have a number from elsewhere.
BY_HAND = ("+", "-", "*", "/", "len", "shape")
#: What else a method is told that changes which rows it takes, and has no other form.
OPTIONS = ("keep=", "frac=", "replace=", "dropna=", "skipna=")
#: How many are named at once.
MOST = 3


@dataclass(frozen=True)
class Compared:
    """A calculation beside what the solution is made of; ``has_others`` where names stand in it that are not
    the solution's, and may hold a part of its way.
    """

    written: Written
    due: Ingredients
    has_others: bool = False

    @property
    def used(self) -> Written:
        return self.due.used

    @cached_property
    def right(self) -> list[Held]:
        """The numbers that the solution comes by on its way."""
        held = self.due.values
        return [*self.due.inside, *(held[name] for name in self.used.names if name in held)]

    @property
    def has_all(self) -> bool:
        """Whether each name and number of the solution stands in it, or what that holds."""
        written, due = self.written, self.due
        missing = (
            name
            for name in self.used.names - written.names - due.needless
            if not is_like(due.values.get(name, 0.0), written.numbers)
        )
        return not (self.has_others or any(missing)) and self.used.numbers - {1.0} <= written.numbers


def remark(written: Written, due: Ingredients, has_others: bool) -> str:
    """The first sentence that holds of a calculation with the solution's names and texts, "" where none
    does.
    """
    it = Compared(written, due, has_others)
    return _first(OF_ANY, it) or (_first(OF_ONE_WITH_ALL, it) if it.has_all else "") or _first(AT_LAST, it)


def _first(remarks: Iterable[Callable[[Compared], str]], it: Compared) -> str:
    return next((said for one in remarks if (said := one(it))), "")


def _no_filter(it: Compared) -> str:
    asks = it.written.signs & (ASKING | GROUPING)
    return NO_FILTER if it.used.signs & ASKING and not asks else ""


def _filter_too_many(it: Compared) -> str:
    is_due = it.has_others or it.used.signs & (ASKING | GROUPING | ONCE)
    return EXTRA_FILTER if it.written.signs & ASKING and not is_due else ""


def _no_groups(it: Compared) -> str:
    groups = it.written.signs & (ASKING | GROUPING)
    return NO_GROUPS if it.used.signs & INTO_GROUPS and not groups else ""


def _no_case(it: Compared) -> str:
    return NO_CASE if it.used.signs & CASES and not it.written.signs & CASES else ""


def _sign_too_many(it: Compared) -> str:
    decide = (DECIDING if it.used.names else frozenset("+-*/%")) | ROUNDING
    if it.used.signs == {"+"}:
        decide |= OF_NO_SUM
    if it.written.numbers & times(it.due):
        decide -= {"*"}  # twice as much is the same as once more
    of_percents = frozenset("*/") if 100.0 in it.written.numbers else frozenset()
    signs = (other_signs(it.written, it.due) & decide) - of_percents
    return EXTRA.format(extra=listed(f"`{sign}`" for sign in sorted(signs))) if signs else ""


def _number_too_many(it: Compared) -> str:
    surplus = it.written.numbers - it.used.numbers - NEUTRAL - times(it.due)
    found = [number for number in surplus if not is_like(number, it.right)]
    has_names = it.used.names <= it.written.names | it.due.needless
    return EXTRA.format(extra=listed(number_named(found))) if found and has_names else ""


def _other_places(it: Compared) -> str:
    here, there = _places(it.written), _places(it.used)
    return PLACES if here and there and here != there else ""


def _option_too_many(it: Compared) -> str:
    found = [sign for sign in OPTIONS if it.written.count(sign) and not it.used.count(sign)]
    return EXTRA.format(extra=listed(f"`{sign}`" for sign in found)) if found else ""


def _and_for_or(it: Compared) -> str:
    for sign, other in ("|&", "&|"):
        more = it.written.count(sign) > it.used.count(sign)
        if more and it.written.count(other) < it.used.count(other):
            return EITHER.format(sign=sign)
    asks_in_turn = not it.used.count("|") and it.used.count(*ASKING) >= it.written.count(*ASKING) > 1
    return EITHER.format(sign="|") if it.written.count("|") and asks_in_turn else ""


def _turned_round(it: Compared) -> str:
    return TURNED if it.written.count("~") > it.used.count("~") else ""


def _asked_too_often(it: Compared) -> str:
    many, few = it.written.count(*ASKING), it.used.count(*ASKING)
    return MORE_ASKED.format(many=many, few=few) if many > few > 0 else ""


def _number_in_doubt(it: Compared) -> str:
    doubted = it.written.numbers - it.used.numbers - NEUTRAL - times(it.due)
    by_hand = any(it.written.count(sign) < it.used.count(sign) for sign in BY_HAND)
    found = [number for number in doubted if not (by_hand and is_like(number, it.right))]
    return DOUBTED.format(extra=listed(number_named(found))) if found else ""


def _one_too_many(it: Compared) -> str:
    """Of a sum of the solution's own numbers to which 1 is added, or from which it is taken away."""
    more = {operand for operand, n in it.written.operands.items() if n > it.used.operands.get(operand, 0)}
    less = any(n > it.written.operands.get(operand, 0) for operand, n in it.used.operands.items())
    adds = it.written.count("+", "-") == it.used.count("+", "-") + 1
    return EXTRA.format(extra="angka 1") if more == {"1"} and adds and not less else ""


def _summary_in_doubt(it: Compared) -> str:
    found = [word for word in SUMMARISING if it.written.count(word) > it.used.count(word) > 0]
    adds = it.written.count("+", "-") > it.used.count("+", "-")
    return DOUBTED.format(extra=listed(f"`{word}`" for word in found)) if found and not adds else ""


def _counted_for_summed(it: Compared) -> str:
    counting = ("len", "count", "size", "nunique")
    more = any(it.written.count(sign) > it.used.count(sign) for sign in counting)
    return COUNTED if more and it.written.count("sum", "+") < _sums(it.used) else ""


def _summed_for_counted(it: Compared) -> str:
    fewer = it.written.count(*COUNTS) + it.written.count(YES) < it.used.count(*COUNTS) + it.used.count(YES)
    return SUMMED if fewer and _sums(it.written) > _sums(it.used) else ""


def _sums(written: Written) -> int:
    """How many sums there are that count nothing."""
    return written.count("sum") - written.count(YES)


def _no_sum(it: Compared) -> str:
    return NO_SUM if _sums(it.used) > 0 and not it.has_others and not it.written.signs & ADDING_UP else ""


def _ends_with_another(it: Compared) -> str:
    """What an answer is, where the solution has no such step at all."""
    by_hand = {"+": ("sum",), "*": ("sum",), "/": ("mean",)}
    as_good = {word for sign in it.used.signs for word in by_hand.get(sign, ())}
    others = other_signs(it.written, it.due) - as_good
    ends = (sign for sign in ENDINGS if it.written.count(f"{ENDING}{sign}") and sign in others)
    return next((ENDS_WITH.format(sign=sign, what=ENDINGS[sign]) for sign in ends), "")


def _number_twice(it: Compared) -> str:
    found = (it.written.numbers & times(it.due)) - it.used.numbers
    has_each = all(it.written.operands.get(o, 0) >= n for o, n in it.used.operands.items())
    return DOUBTED.format(extra=listed(number_named(found))) if found and has_each else ""


def _another_order(it: Compared) -> str:
    return arranged_otherwise(it.written, it.used)


def _all_is_there(it: Compared) -> str:
    used = it.used
    what = "Nama dan angka" if used.names and used.numbers else "Nama" if used.names else "Angka"
    return SAME.format(
        what=f"{what}, juga kolomnya," if used.texts else what,
        rows="saringan, " if used.signs & ASKING else "",
        place="kolom di setiap rumus, " if len(used.gives) > 2 else "",
    )


Remarks = Sequence[Callable[[Compared], str]]
#: Of any calculation, in the order in which they are asked.
OF_ANY: Remarks = (_no_case, _no_filter, _filter_too_many, _no_groups, _sign_too_many)
#: Of one in which all stands that is due; the last is true of each such.
OF_ONE_WITH_ALL: Remarks = (
    _number_too_many,
    _other_places,
    _option_too_many,
    _and_for_or,
    _turned_round,
    _asked_too_often,
    _number_in_doubt,
    _number_twice,
    _one_too_many,
    _summary_in_doubt,
    _counted_for_summed,
    _summed_for_counted,
    _no_sum,
    _another_order,
    _all_is_there,
)
#: Of one of which nothing else is known.
AT_LAST: Remarks = (_no_sum, _ends_with_another)


def _places(written: Written) -> frozenset[tuple[str, int]]:
    """The places in rows that a cell names, as `[2]`, and how often."""
    return frozenset((sign, count) for sign, count in written.tally if re.fullmatch(r"\[\d+\]", sign))


def number_named(numbers: Iterable[float]) -> list[str]:
    """How a sentence calls numbers, the smallest first."""
    return [f"angka {show_number(number)}" for number in sorted(numbers)]


def listed(parts: Iterable[str]) -> str:
    """A few of them in a sentence, which says so where there are more."""
    *others, last = named = list(parts)
    if len(named) > MOST + 1:
        return f"{', '.join(named[:MOST])}, dan yang lain"
    return f"{', '.join(others)} dan {last}" if others else last
