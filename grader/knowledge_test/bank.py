"""The items of the two tests, the sheets made of them, and the scoring of an answer."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from grader.common.errors import SinauError
from grader.common.indonesian import parse_number

Form = Literal["A", "B"]
Test = Literal["awal", "akhir"]
FORMS: tuple[Form, Form] = ("A", "B")
TESTS: tuple[Test, Test] = ("awal", "akhir")
MINUTES = 25
ITEMS = 20
LETTERS = "abcd"
FILE = Path(__file__).parent / "butir.toml"
BLOCKS = {"UMKM": ("1", "2a", "2b", "4s", "4u"), "Desa": ("1", "3a", "3b", "4s", "4d")}
"""Five items a module. A path that does not take module 2 or 3 has ten of its own module instead."""


@dataclass(frozen=True)
class Question:
    """What a participant reads of one item in one form."""

    lesson: str
    text: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Item(Question):
    """A question and its ``key``, a letter or a number; ``misconceptions`` names each wrong answer."""

    key: str | float
    misconceptions: Mapping[str, str]

    @property
    def module(self) -> str:
        return self.lesson[0]

    def is_right(self, answer: object) -> bool:
        """Whether an answer, as a person wrote it (``"B."``, ``"Rp170.000"``), is the key."""
        if isinstance(self.key, str):
            return as_letter(answer) == self.key
        number = as_number(answer)
        return number is not None and abs(number - self.key) < 1e-6 * max(1.0, abs(self.key))

    def slip(self, answer: object) -> str | None:
        """The misconception that a wrong answer is named after; None where it has no name."""
        if isinstance(self.key, str):
            return self.misconceptions.get(as_letter(answer) or "")
        number = as_number(answer)
        near = (
            name
            for wrong, name in self.misconceptions.items()
            if number is not None and abs(number - float(wrong)) < 0.01 * float(wrong)
        )
        return None if self.is_right(answer) else next(near, None)

    def is_possible(self, answer: object) -> bool:
        """Whether an answer is of the item's kind; blank is possible."""
        if is_blank(answer):
            return True
        read = as_letter(answer) if self.options else as_number(answer)
        return read is not None


@cache
def sheet(track: str, form: Form) -> tuple[Item, ...]:
    """The 20 items of a path in one form, in the order of the modules. Raises KeyError for another path."""
    return tuple(_item(entry["pelajaran"], entry[form]) for entry in _entries(track))


@cache
def questions(track: str, form: Form) -> tuple[Question, ...]:
    """The same without keys, which a learner's own copy of the items does not have (`without_keys`)."""
    return tuple(_question(entry["pelajaran"], entry[form]) for entry in _entries(track))


def without_keys(items: str) -> str:
    """The text of the items' file, without keys and names of wrong answers.

    Raises SinauError where one would be left.
    """
    lines = [line for line in items.splitlines() if not re.match(r"(kunci|keliru) *=", line)]
    forms = [entry[form] for entry in _read("\n".join(lines)) for form in FORMS]
    if not all(set(form) <= {"soal", "pilihan"} for form in forms):
        raise SinauError(f"{FILE.name}: tulis tiap kunci dan keliru dalam satu baris, supaya bisa dibuang.")
    return "\n".join(line for line in lines if not line.startswith("#")).lstrip() + "\n"


def form_of(code: str, test: Test) -> Form:
    """The form a participant takes: an odd number in the code has A first, an even one B first.

    Codes without a number are split by a checksum. The second test is always the other form.
    """
    digits = re.findall(r"\d+", code)
    even = (int(digits[-1]) if digits else zlib.crc32(code.encode())) % 2 == 0
    return FORMS[even == (test == "awal")]


def as_letter(answer: object) -> str | None:
    """``"B."``, ``" (b) "`` → ``"b"``; None where it is not one letter."""
    found = re.fullmatch(r"\W*([a-dA-D])\W*", str(answer)) if isinstance(answer, str) else None
    return found[1].lower() if found else None


def as_number(answer: object) -> float | None:
    """A number as people write it: ``170000``, ``"Rp170.000"``, ``"25%"``, ``"2,5"``; None for all else."""
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        return float(answer)
    return parse_number(answer) if isinstance(answer, str) else None


def is_blank(answer: object) -> bool:
    """Nothing was answered."""
    return answer is None or (isinstance(answer, str) and not answer.strip(" _-."))


def _entries(track: str) -> list[dict[str, Any]]:
    entries = _read(FILE.read_text(encoding="utf-8"))
    return [entry for block in BLOCKS[track] for entry in entries if entry["blok"] == block]


def _read(items: str) -> list[dict[str, Any]]:
    import tomllib  # every lesson imports this module, few read the items

    found: list[dict[str, Any]] = tomllib.loads(items)["butir"]
    return found


def _question(lesson: str, given: Mapping[str, Any]) -> Question:
    return Question(lesson, given["soal"], tuple(given.get("pilihan", ())))


def _item(lesson: str, given: Mapping[str, Any]) -> Item:
    asked, key = _question(lesson, given), given["kunci"]
    known = key if isinstance(key, str) else float(key)
    return Item(asked.lesson, asked.text, asked.options, known, given["keliru"])
