"""What an answer's cell is made of beside what the solution is made of, for where no slip explains it. Pure.

Every sentence here is true of any wrong answer: it says what stands in the learner's cell, and that the
question can be answered with or without it, as the solution shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from grader.checks.spec import Json, Written
from grader.common.indonesian import show_number

EXTRA = "Di hitunganmu ada {extra}; soal ini dapat dijawab tanpa itu."
LACKS = "Hitunganmu belum memakai {lacking}."
OTHERWISE = "Di hitunganmu ada {extra}, sedangkan {lacking} belum dipakai."
SAME = "Yang diperlukan sudah ada di hitunganmu; periksa tanda hitung, urutan, kurung, dan isi nama-namanya."
BARE = "Tulis hitungannya dengan nama dan tanda hitung, supaya terlihat langkah mana yang belum pas."
#: Aggregations and what else decides a result; another method may be as good as the solution's.
DECIDING = frozenset("+-*/") | frozenset(
    ["//", "**", "sum", "mean", "median", "max", "min", "count", "nunique", "len", "head", "tail"]
)
#: Numbers that turn up in many right ways.
COMMON = frozenset([0.0, 1.0, 10.0, 100.0, 1000.0])
#: How many are named at once.
MOST = 3


@dataclass(frozen=True)
class Ingredients:
    """What a solution is made of. ``values`` are the numbers that its names hold, ``known`` all names
    that the notebook gives a value.
    """

    used: Written
    values: Mapping[str, float] = field(default_factory=dict)
    known: frozenset[str] = frozenset()

    def holds(self, number: float) -> bool:
        """Whether the solution calculates with this number, or with a name that holds it."""
        return number in self.used.numbers or number in self.values.values()

    def to_json(self) -> dict[str, Json]:
        """As plain JSON."""
        used = {part: sorted(found) for part, found in vars(self.used).items()}
        return used | {"values": dict(self.values), "known": sorted(self.known)}

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> Ingredients:
        """Those of `to_json`; raises KeyError or TypeError where it was damaged."""
        parts = (frozenset(data[part]) for part in ("names", "numbers", "texts", "signs"))
        return cls(Written(*parts), dict(data["values"]), frozenset(data["known"]))


def difference(written: Written | None, due: Ingredients | None) -> str:
    """A sentence on how a wrong calculation differs from one that is right; "" where nothing can be said.

    A name that the learner gave a value elsewhere may stand for anything: then nothing is said.
    """
    if written is None or due is None or not (written.signs or written.names):
        return ""
    if written.names - due.used.names - due.known:
        return ""
    extra = [
        *_names(written.names - due.used.names),
        *_numbers(written, due),
        *_texts(written.texts - due.used.texts),
    ]
    lacking = [*_names(_lacking_names(written, due)), *_texts(due.used.texts - written.texts)]
    if not extra and not lacking:
        lacking = _lacking_numbers(written, due)
    if extra and lacking:
        return OTHERWISE.format(extra=_listed(extra), lacking=_listed(lacking))
    if lacking:
        return LACKS.format(lacking=_listed(lacking))
    if not extra:
        of_percents = frozenset("*/") if 100.0 in written.numbers else frozenset()
        signs = (written.signs - due.used.signs) & DECIDING
        extra = [f"`{sign}`" for sign in sorted(signs - of_percents)]
    if extra:
        return EXTRA.format(extra=_listed(extra))
    return SAME if due.used.numbers <= written.numbers else ""


def _lacking_names(written: Written, due: Ingredients) -> Iterable[str]:
    """The solution's names that the cell has not, nor the numbers that they hold."""
    return (
        name
        for name in due.used.names - written.names
        if name not in due.values or not _is_like(due.values[name], written.numbers)
    )


def is_possible(ident: str, written: Written | None, due: Ingredients | None) -> bool:
    """Whether a calculation can have this slip: nothing is missing from one that has all."""
    if written is None or due is None or not written.signs:
        return True
    if ident == "missing-term":
        return not (due.used.names <= written.names and due.used.numbers <= written.numbers)
    if ident == "other-number":
        return not (written.names <= due.used.names and written.numbers <= due.used.numbers)
    return True


def _lacking_numbers(written: Written, due: Ingredients) -> list[str]:
    held = [*written.numbers, *(due.values[n] for n in written.names if n in due.values)]
    lacking = (n for n in due.used.numbers - COMMON if not _is_like(n, held))
    return [f"angka {show_number(number)}" for number in sorted(lacking)]


def _numbers(written: Written, due: Ingredients) -> list[str]:
    right = {*due.used.numbers, *due.values.values()}
    strange = (n for n in written.numbers - COMMON if not _is_like(n, right))
    return [f"angka {show_number(number)}" for number in sorted(strange)]


def _is_like(number: float, others: Collection[float]) -> bool:
    """Whether it is one of these, or a percentage of one as a fraction or the other way round."""
    return any(abs(number - abs(o) * scale) <= 1e-9 * abs(o) for o in others for scale in (1, 100, 0.01))


def _names(names: Iterable[str]) -> list[str]:
    return [f"`{name}`" for name in sorted(names)]


def _texts(texts: Iterable[str]) -> list[str]:
    return [f'`"{text}"`' for text in sorted(texts)]


def _listed(parts: list[str]) -> str:
    *others, last = parts[:MOST]
    return f"{', '.join(others)} dan {last}" if others else last
