"""Rules about choices: nobody should get them right by always taking one letter, or the longest option."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil, sqrt

from grader.curriculum.lint.registry import Problem, course_rule
from grader.curriculum.model import Cell, Course, Exercise, Lesson
from grader.notebooks.cells import with_solution
from grader.notebooks.check_calls import check_calls

MOST_OF_ONE_LETTER = 0.4
_LETTER = re.compile(r"[a-e]")
_IN_LIST = re.compile(r"^[ \t]*(?:[-*][ \t]+)?\**([a-e])\**[.)][ \t]+(.+)$", re.M)
_IN_COMMENT = re.compile(r"(?:^|[\s:])([a-e])\.[ \t]+(.*?)(?=[ \t]+[a-e]\.[ \t]|$)")
_ANSWER = re.compile(r"""^(\w+)\s*=\s*["']([a-e])["']\s*$""", re.M)


@dataclass(frozen=True)
class Choice:
    """A question answered by a letter: its right letter, and the options as a reader sees them."""

    cell: Cell
    key: str
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def longest_is_right(self) -> bool:
        """Whether the right option is longer than every other one."""
        right = len(self.options[self.key])
        return all(len(text) < right for letter, text in self.options.items() if letter != self.key)


def choices(notebook: Lesson | Exercise) -> Iterator[Choice]:
    """The choices of a notebook in order. A lesson declares its key; an exercise holds it in its solution."""
    answers: dict[str, str] = {}
    text = ""
    for cell in notebook.trainee_cells:
        if cell.is_markdown:
            text = cell.source
            continue
        answers.update(_ANSWER.findall(with_solution(cell.source)))
        for call in check_calls(cell.source):
            key = call.options.get(
                "kunci", answers.get(call.name) if isinstance(notebook, Exercise) else None
            )
            if isinstance(key, str) and _LETTER.fullmatch(key):
                yield Choice(cell, key, _options(cell, text, key))


def _options(cell: Cell, text: str, key: str) -> Mapping[str, str]:
    """The listed options by letter, as they read; none where the right letter is not among them."""
    comments = (line.lstrip("# ") for line in cell.source.split("\n") if line.startswith("#"))
    for found in (dict(_IN_COMMENT.findall(" ".join(comments))), dict(_IN_LIST.findall(text))):
        if key in found and len(found) > 1:
            return {letter: " ".join(option.replace("`", "").split()) for letter, option in found.items()}
    return {}


def _by_folder(course: Course) -> Iterator[tuple[str, list[Choice]]]:
    """Lessons and exercises apart: what is balanced together may still be guessed where it is marked."""
    for folder, notebooks in (("lessons", course.lessons), ("exercises", course.exercises)):
        yield folder, [choice for notebook in notebooks for choice in choices(notebook)]


@course_rule("choice-letters")
def choice_letters(course: Course) -> Iterable[Problem]:
    """No letter is the right one in more than 40% of the choices of lessons, or of exercises."""
    for folder, asked in _by_folder(course):
        for letter, count in sorted(Counter(choice.key for choice in asked).items()):
            if count > ceil(MOST_OF_ONE_LETTER * len(asked)):
                yield Problem(
                    folder,
                    "",
                    "choice-letters",
                    f"huruf {letter} benar pada {count} dari {len(asked)} pilihan",
                    f"tukar urutan pilihan; satu huruf paling banyak {MOST_OF_ONE_LETTER:.0%}",
                )


@course_rule("choice-length")
def choice_length(course: Course) -> Iterable[Problem]:
    """The right option is not the longest more often than chance: one in k, and one standard deviation."""
    for folder, asked in _by_folder(course):
        shown = [choice for choice in asked if choice.options]
        shares = [1 / len(choice.options) for choice in shown]
        longest = sum(choice.longest_is_right for choice in shown)
        allowed = sum(shares) + sqrt(sum(share * (1 - share) for share in shares))
        if longest > allowed:
            yield Problem(
                folder,
                "",
                "choice-length",
                f"pilihan yang benar paling panjang pada {longest} dari {len(shown)} soal",
                f"pendekkan yang benar atau panjangkan yang lain, sampai paling banyak {allowed:.0f}",
            )
