"""Rules about choices: nobody should get them right by always taking one letter, or the longest option.

They look at the order that is shown (`grader.curriculum.choices`), not at the author's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from math import ceil, sqrt

from grader.curriculum.choices import FIXED, NAMED, Choice, choices
from grader.curriculum.lint.registry import Finding, Problem, course_rule, notebook_rule
from grader.curriculum.model import Course, Exercise, Lesson
from grader.notebooks.check_calls import check_calls
from grader.notebooks.listed import LETTERS

MOST_OF_ONE_LETTER = 0.4
#: Of fewer choices one letter may have more by chance alone: two standard deviations above a third.
ENOUGH = 30
#: An option that means others.
_OF_OTHERS = re.compile(
    r"(?:kedua|ketiga|dua-dua)nya(?: benar| salah)?|semua(?:nya)?(?: benar| salah| di atas)?|salah semua"
    r"|tidak ada yang benar|tidak satu pun|bukan (?:kedua|ketiga|semua)nya",
    re.IGNORECASE,
)
#: Letters and places of options in words that do not follow when the options move.
_UNFOLLOWED = re.compile(
    r"""\b(?:[Pp]ilihan|[Mm]emilih|[Jj]awaban|[Kk]unci|[Hh]uruf|[Oo]psi)[ \t]+[(`"'*]+[a-h]\b"""
    r"|\b[Pp]ilihan[ \t]+(?:pertama|kedua|ketiga|keempat|terakhir)\b"
    r"|\b(?:[Jj]awaban(?:nya)?|[Kk]unci(?:nya)?|[Hh]uruf|[Oo]psi)[ \t]+[a-h]\b"
)


def _longest_is_right(choice: Choice) -> bool:
    """Whether the right option is longer than every other one."""
    texts = dict(zip(choice.options.letters, choice.options.read, strict=True))
    right = len(texts.pop(choice.key))
    return all(len(text) < right for text in texts.values())


def _by_folder(course: Course) -> Iterator[tuple[str, list[Choice]]]:
    """Lessons and exercises apart: what is balanced together may still be guessed where it is marked."""
    for folder, notebooks in (("lessons", course.lessons), ("exercises", course.exercises)):
        yield folder, [choice for notebook in notebooks for choice in choices(notebook.raw)]


@notebook_rule("choice-order")
def choice_order(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """Each choice can be put in another order, or is said to keep its own."""
    found = {choice.check: choice for choice in choices(notebook.raw)}
    for number, cell in enumerate(notebook.cells):
        choice = found.get(number)
        if choice is None:
            if any(_takes_a_letter(call.options) for call in check_calls(cell.source)):
                yield Finding(
                    cell,
                    "pilihannya tidak terbaca, jadi urutannya tidak bisa diacak",
                    "daftar `- a. ...`, `- b. ...` dalam teks di atasnya, atau `a. ...   b. ...` di komentar",
                )
        elif choice.stuck:
            yield Finding(
                cell,
                f"urutan pilihan tidak bisa diacak: {choice.stuck}",
                f"betulkan, atau beri tanda `{FIXED}`",
            )
        elif FIXED not in cell.tags and any(map(_OF_OTHERS.fullmatch, map(_bare, choice.shown))):
            yield Finding(cell, "satu pilihan menunjuk pilihan lain", f"beri sel ini tanda `{FIXED}`")


def _takes_a_letter(options: dict[str, object]) -> bool:
    key = options.get("kunci", "")
    return "pilihan" in options or (isinstance(key, str) and len(key) == 1 and key in LETTERS)


def _bare(text: str) -> str:
    return text.strip(" .")


@notebook_rule("choice-named")
def choice_named(notebook: Lesson | Exercise) -> Iterable[Finding]:
    """A letter in a sentence follows its option only as "pilihan b"; what `periksa` says names none."""
    found = choices(notebook.raw)
    checks = {choice.check for choice in found}
    for number, cell in enumerate(notebook.cells if found else ()):
        if not cell.is_markdown and number not in checks:
            continue
        said = _UNFOLLOWED.search(cell.source) or (NAMED.search(cell.source) if number in checks else None)
        if said and number in checks:
            todo = "sebut isi pilihannya, bukan hurufnya"
            yield Finding(cell, f"pesan soal menyebut letak pilihan: {said[0]}", todo)
        elif said:
            todo = "tulis `pilihan b`, `pilihan b dan c`, atau `memilih b`; hurufnya ikut diacak"
            yield Finding(cell, f"huruf yang tidak bisa ikut diacak: {said[0]}", todo)


@course_rule("choice-letters")
def choice_letters(course: Course) -> Iterable[Problem]:
    """No letter is the right one in more than 40% of the choices of lessons, or of exercises."""
    for folder, asked in _by_folder(course):
        few = len(asked) / 3 + 2 * sqrt(len(asked) * 2 / 9)
        most = MOST_OF_ONE_LETTER * len(asked) if len(asked) >= ENOUGH else few
        for letter, count in sorted(Counter(choice.shown_key for choice in asked).items()):
            if count > ceil(most):
                yield Problem(
                    folder,
                    "",
                    "choice-letters",
                    f"huruf {letter} benar pada {count} dari {len(asked)} pilihan",
                    f"ganti SEED di curriculum/choices.py; satu huruf paling banyak {MOST_OF_ONE_LETTER:.0%}",
                )


@course_rule("choice-length")
def choice_length(course: Course) -> Iterable[Problem]:
    """The right option is not the longest more often than chance: one in k, and one standard deviation."""
    for folder, asked in _by_folder(course):
        shares = [1 / len(choice.order) for choice in asked]
        longest = sum(map(_longest_is_right, asked))
        allowed = sum(shares) + sqrt(sum(share * (1 - share) for share in shares))
        if longest > allowed:
            yield Problem(
                folder,
                "",
                "choice-length",
                f"pilihan yang benar paling panjang pada {longest} dari {len(asked)} soal",
                f"pendekkan yang benar atau panjangkan yang lain, sampai paling banyak {allowed:.0f}",
            )
