"""A sentence on how a wrong calculation differs from one that is right, for where no slip explains it. Pure.

Every sentence here is true of any wrong answer: it says what stands in the learner's cell, and that the
question can be answered with or without it, as the solution shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import SequenceMatcher

from grader.checks.ingredients import (
    Ingredients,
    foreign_texts,
    has_worked_out,
    is_counted_by_hand,
    other_signs,
    times,
)
from grader.checks.likeness import COMMON, NEUTRAL, is_like, is_one_of
from grader.checks.remarks import EXTRA, REMAINDER, listed, number_named, remark
from grader.checks.signs import ASK_IN_A_TEXT, CASES, DECIDING, HOW, ROUNDING
from grader.checks.spec import Written

#: From how much of them on two texts are the same but for a slip of the finger.
NEARLY = 0.85
LACKS = "Hitunganmu belum memakai {lacking}."
_AS_TEXT_ENDS = "masih teks, jadi tidak sama dengan angka; tulis tanpa tanda kutip."
AS_TEXT = f"Di hitunganmu {{extra}} {_AS_TEXT_ENDS}"
MISTYPED = "Di hitunganmu tertulis {extra}; yang perlu {lacking}. Samakan tulisannya huruf demi huruf."
RELOADED = "Tabelnya kamu muat lagi, jadi saringannya hilang. Pakai {names}, yang sudah disiapkan di atas."
OTHERWISE = "Di hitunganmu ada {extra}, sedangkan {lacking} belum dipakai."
COLUMN_MEANT = (
    '`{name}` di hitunganmu satu angka. Kolomnya ditulis dengan nama tabelnya: `{table}["{name}"]`.'
)
BARE = "Tulis hitungannya dengan nama dan tanda hitung, supaya terlihat langkah mana yang belum pas."


def difference(
    written: Written | None, due: Ingredients | None, answers: Collection[str] = frozenset()
) -> str:
    """A sentence on how a wrong calculation differs from one that is right; "" where nothing can be said.

    A name that the learner gave a value elsewhere may stand for anything: then nothing is said. Of what is
    too much, only that is named which no right way takes: no number of the question, none that a name of the
    notebook holds, and none of the earlier ``answers``, by way of which nothing may be lacking either.
    """
    if written is None or due is None or is_counted_by_hand(written, due) or not due.used.signs:
        return ""
    if written.names - due.used.names - due.known:
        return ""
    if meant := _columns_meant(written, due):
        tables = due.used.names - due.values.keys()
        return COLUMN_MEANT.format(name=meant[0], table=next(iter(tables)) if len(tables) == 1 else "tabel")
    return _apart(written, due, answers)


def _apart(written: Written, due: Ingredients, answers: Collection[str]) -> str:
    """What stands in a calculation that the solution has not, and what lacks, else what is remarked of it."""
    if "%" in written.signs - due.used.signs:
        return REMAINDER
    by_way_of = written.names & frozenset(answers) - due.used.names
    others = written.names - due.used.names - by_way_of
    lacking_here = [] if by_way_of else _lacking_names(written, due)
    if others or written.numbers - due.used.numbers - NEUTRAL:  # a way of one's own needs no earlier answer
        lacking_here = [name for name in lacking_here if name not in answers]
    if "muat" in written.signs - due.used.signs and (prepared := due.prepared & set(lacking_here)):
        return RELOADED.format(names=listed(_names(prepared)))
    if mistyped := ("" if by_way_of else _mistyped(written, due)):
        return mistyped
    extra = [
        *_names(name for name in others if name in due.values or _lacks_data(lacking_here, due)),
        *_numbers(written, due),
        *_texts(foreign_texts(written, due) if due.used.texts else ()),
    ]
    by_hand = by_way_of or has_worked_out(written, due)
    lacking = [*_names(lacking_here), *([] if by_hand else _texts(_lacking_texts(written, due)))]
    if not lacking:
        lacking = _lacking_numbers(written, due)
    if extra and lacking:
        return OTHERWISE.format(extra=listed(extra), lacking=listed(lacking))
    if lacking:
        return LACKS.format(lacking=listed(lacking))
    if extra:
        return EXTRA.format(extra=listed([*_summaries(written, due), *extra]))
    return remark(written, due, bool(others or by_way_of))


def is_certain(said: str) -> bool:
    """Whether a sentence of ``difference`` names what is too much or lacking, not only where to look."""
    heads = (text.split("{")[0] for text in (EXTRA, LACKS, COLUMN_MEANT, MISTYPED, RELOADED, REMAINDER))
    return bool(said) and (any(said.startswith(head) for head in heads) or said.endswith(_AS_TEXT_ENDS))


def is_of_what_lacks(said: str) -> bool:
    """Whether a sentence of ``difference`` names what a calculation lacks."""
    before, after = LACKS.split("{lacking}")[0], OTHERWISE.split("{lacking}")[1]
    return said.startswith((before, MISTYPED.split("{")[0])) or said.endswith((after, _AS_TEXT_ENDS))


def _mistyped(written: Written, due: Ingredients) -> str:
    """Of the one text that stands for another which is nearly the same, and of numbers in quotes; "" where
    more differs.
    """
    extra = foreign_texts(written, due)
    numbers = [text for text in extra if text.isdigit() and float(text) in due.used.numbers - written.numbers]
    if numbers and len(numbers) == len(extra):
        return AS_TEXT.format(extra=listed(_texts(numbers)))
    lacking = _lacking_texts(written, due)
    if len(extra) != 1 or len(lacking) != 1:
        return ""
    typed, meant = (next(iter(texts)) for texts in (extra, lacking))
    if SequenceMatcher(None, typed.casefold(), meant.casefold()).ratio() < NEARLY:
        return ""
    return MISTYPED.format(extra=_texts([typed])[0], lacking=_texts([meant])[0])


def is_of_another(said: str, of_names: bool) -> bool:
    """Whether a sentence of ``difference`` names what was taken in the place of what is lacking: a name, or
    also a text.
    """
    head = OTHERWISE.split("{extra}")[0]
    return said.startswith(head) and not (of_names and said.startswith(f'{head}`"'))


def _columns_meant(written: Written, due: Ingredients) -> list[str]:
    """The names of numbers that stand where the solution has the column of that name."""
    taken = written.names & due.values.keys() & (due.used.texts - written.texts)
    return sorted(taken - due.used.names)


def _summaries(written: Written, due: Ingredients) -> list[str]:
    """The methods of a cell that make one of many, or round, where the solution has no such."""
    signs = other_signs(written, due) & (DECIDING - frozenset("+-*/") | ROUNDING)
    return [f"`{sign}`" for sign in sorted(signs - {"//", "**", "abs", "len"})] if due.used.names else []


def _lacks_data(lacking: Collection[str], due: Ingredients) -> bool:
    """Whether what is lacking is no number: then another table may stand in its place."""
    return any(name not in due.values for name in lacking)


def _lacking_names(written: Written, due: Ingredients) -> list[str]:
    """The solution's names that the cell has not, nor the numbers that they hold; none that is a number where
    the cell has another number of the question, which may hold it, and none beside a number that comes about
    on the solution's way.
    """
    if has_worked_out(written, due):
        return []
    others = written.numbers & due.given - due.used.numbers - NEUTRAL
    has_another = any(number not in COMMON or is_one_of(number, due.inside) for number in others)
    return [
        name
        for name in due.used.names - written.names - written.gives - due.needless
        if name not in due.values or not (has_another or is_like(due.values[name], written.numbers))
    ]


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
    return number_named(lacking)


def _numbers(written: Written, due: Ingredients) -> list[str]:
    right = {*due.used.numbers, *due.values.values(), *due.given, *due.inside}
    strange = (n for n in written.numbers - COMMON - times(due) if not is_like(n, right))
    return number_named(strange)


def _names(names: Iterable[str]) -> list[str]:
    return [f"`{name}`" for name in sorted(names)]


def _texts(texts: Iterable[str]) -> list[str]:
    return [f'`"{text}"`' for text in sorted(texts)]
