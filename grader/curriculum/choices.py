"""The choices of a notebook, in the order in which everybody but their author sees them.

An author lists options as they come to mind, and people put the right one where they like it. What is laid
out, released, printed and shown is therefore put in an order that a seed decides, one for each question: the
same on every computer, and the same again when it is put in order once more. Every letter that means an
option goes with it: the key, the misconceptions, the solution, and the sentences that name one.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from grader.notebooks.cells import is_answer, is_code, source_text, tags, with_solution
from grader.notebooks.check_calls import CheckCall, check_calls, span
from grader.notebooks.listed import LETTERS, Listed, listed
from grader.notebooks.names import tree_of

Notebook = Mapping[str, Any]
SEED = "Sinau Desa 167"
#: The tag of a check whose options have an order of their own, which stays.
FIXED = "urutan-tetap"
_ANSWER = re.compile(r"""^(?P<head>(?P<name>\w+)[ \t]*=[ \t]*["'])(?P<letter>[a-h])(?=["'][ \t]*$)""", re.M)
#: "Pilihan a", "memilih b", "pilihan c dan d": the one way in which a sentence names an option.
NAMED = re.compile(
    r"\b(?:[Pp]ilihan|[Mm]emilih)[ \t]+[a-h]\b(?:(?:,[ \t]*|,?[ \t]+(?:dan|atau)[ \t]+)[a-h]\b)*"
)


@dataclass(frozen=True)
class Choice:
    """A question answered by a letter. Numbers are those of cells: where its options are listed, where it is
    checked, and where the solution answers it (None where the check itself gives the key).
    """

    name: str
    key: str
    listed: int
    check: int
    answer: int | None
    options: Listed
    order: tuple[int, ...]
    """Which option, as the author lists them, stands at each place that is shown."""
    stuck: str
    """Why its options stay as they are although nobody asked for it; an Indonesian clause, mostly empty."""

    @property
    def shown_key(self) -> str:
        return self.moved[self.key]

    @property
    def moved(self) -> Mapping[str, str]:
        """The author's letters → those that are shown."""
        return {LETTERS[old]: LETTERS[new] for new, old in enumerate(self.order)}

    @property
    def shown(self) -> tuple[str, ...]:
        """The options as they read, in the order that is shown."""
        return tuple(self.options.read[number] for number in self.order)


def choices(notebook: Notebook) -> list[Choice]:
    """The choices of a source notebook in order; one whose options are not listed is none."""
    cells = notebook["cells"]
    found: list[Choice] = []
    text: int | None = None
    answers: dict[str, tuple[int, str]] = {}
    for number, cell in enumerate(cells):
        source = source_text(cell)
        if not is_code(cell):
            text = number if "pelatih" not in tags(cell) else text
            continue
        answers |= {m["name"]: (number, m["letter"]) for m in _ANSWER.finditer(with_solution(source))}
        for call in check_calls(source):
            choice = _choice(notebook, call, number, text, answers.get(call.name))
            found += [choice] if choice else []
    return _with_own_lists(found)


def _choice(
    notebook: Notebook, call: CheckCall, check: int, text: int | None, answer: tuple[int, str] | None
) -> Choice | None:
    """The choice that a check asks; None where it asks none."""
    cells = notebook["cells"]
    if not call.says_more:  # released
        return None
    at, key = (None, call.options["kunci"]) if "kunci" in call.options else answer or (None, None)
    for where, options in _listings(cells, check, text):
        if isinstance(key, str) and key in tuple(options.letters):
            stuck = _stuck(cells, call, check, at, options)
            stays = stuck or FIXED in tags(cells[check])
            order = range(len(options.texts)) if stays else _order(notebook, call.name, options)
            return Choice(call.name, key, where, check, at, options, tuple(order), stuck)
    return None


def _with_own_lists(found: Sequence[Choice]) -> list[Choice]:
    """Choices that share one list stay as they are."""
    uses = Counter(choice.listed for choice in found)
    return [
        choice
        if uses[choice.listed] == 1
        else replace(
            choice, order=tuple(range(len(choice.order))), stuck="daftar pilihannya dipakai dua soal"
        )
        for choice in found
    ]


def as_shown(notebook: Notebook) -> dict[str, Any]:
    """A copy of a source notebook with its choices in the order that is shown; one that was put in order
    before comes back as it is.
    """
    written = _shown_sources(notebook)
    cells = [
        {**cell, "source": written.get(number, cell.get("source", ""))}
        for number, cell in enumerate(notebook["cells"])
    ]
    return {**notebook, "cells": cells}


def put_in_order(notebook: Notebook) -> None:
    """The same in place, for a notebook of nbformat's."""
    for number, source in _shown_sources(notebook).items():
        notebook["cells"][number]["source"] = source


def _shown_sources(notebook: Notebook) -> dict[int, str]:
    """The sources that are written otherwise where the choices are in the order that is shown, by cell."""
    before = {number: source_text(cell) for number, cell in enumerate(notebook["cells"])}
    after = dict(before)
    found = choices(notebook)
    ends = [*(choice.listed for choice in found[1:]), len(before)]
    for choice, end in zip(found, ends, strict=False):
        for number in range(choice.listed, max(end, choice.check + 1)):
            after[number] = _moved(after[number], notebook["cells"][number], number, choice)
    return {number: source for number, source in after.items() if source != before[number]}


def option_meant(letter: str, theirs: Sequence[str], ours: Sequence[str]) -> str:
    """Our letter of the option that somebody chose by their letter.

    Options that read the same are the same; of those that were reworded since, the first is the first.
    """
    left_ours = [text for text in ours if text not in theirs]
    left_theirs = [text for text in theirs if text not in ours]
    if letter not in LETTERS[: len(theirs)] or len(theirs) != len(ours) or len(set(ours)) != len(ours):
        return letter
    chosen = theirs[LETTERS.index(letter)]
    same = chosen if chosen in ours else left_ours[left_theirs.index(chosen)]
    return LETTERS[ours.index(same)]


def _listings(
    cells: Sequence[Mapping[str, Any]], check: int, text: int | None
) -> Iterator[tuple[int, Listed]]:
    """Where the options of a check may be listed: in its own comment, else in the text before it."""
    if found := listed(source_text(cells[check]), is_code=True):
        yield check, found
    if text is not None and (found := listed(source_text(cells[text]), is_code=False)):
        yield text, found


def _order(notebook: Notebook, name: str, options: Listed) -> tuple[int, ...]:
    """From the order of the options' texts and the seed, so that how they stood means nothing."""
    about = notebook.get("metadata", {}).get("sinau")
    ident = about.get("id", "") if isinstance(about, Mapping) else ""
    own = sorted(range(len(options.read)), key=lambda number: options.read[number])
    drawn = [hashlib.sha256(f"{SEED}\n{ident}\n{name}\n{n}".encode()).digest() for n in range(len(own))]
    return tuple(own[place] for place in sorted(range(len(own)), key=drawn.__getitem__))


def _stuck(
    cells: Sequence[Mapping[str, Any]], call: CheckCall, check: int, answer: int | None, options: Listed
) -> str:
    """Why letters of this choice cannot all be found: then none is moved."""
    if len(set(options.read)) < len(options.read):
        return "dua pilihannya sama"
    if answer is None and "kunci" not in call.options:
        return "jawaban acuannya bukan satu huruf yang tertulis langsung"
    if answer is not None and not is_answer(cells[answer]):
        return "jawaban acuannya tidak ada di sel jawaban"
    used = re.compile(rf"\b{re.escape(call.name)}\b")
    for number, cell in enumerate(cells):
        source = source_text(cell)
        if number in (check, answer) or not is_code(cell) or not used.search(source):
            continue
        if any(other.name == call.name for other in check_calls(source)) or _reads(source, call.name):
            return f"nama `{call.name}` dipakai juga di sel lain"
    return ""


def _reads(source: str, name: str) -> bool:
    """Whether a cell does something with a name: its letter may be meant there."""
    tree = tree_of(source)
    return tree is None or any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree))


def _moved(source: str, cell: Mapping[str, Any], number: int, choice: Choice) -> str:
    """One cell with the letters of a choice as they are shown."""
    if not is_code(cell) or number == choice.check:
        source = NAMED.sub(lambda found: _letters_moved(found[0], choice), source)
    if number == choice.listed:
        source = choice.options.written(source, choice.order)
    if number == choice.answer:
        source = _ANSWER.sub(lambda found: _answer_moved(found, choice), source)
    return _call_moved(source, choice) if number == choice.check else source


def _letters_moved(named: str, choice: Choice) -> str:
    return re.sub(r"\b[a-h]\b", lambda found: choice.moved.get(found[0], found[0]), named)


def _answer_moved(found: re.Match[str], choice: Choice) -> str:
    letter = choice.moved.get(found["letter"], found["letter"]) if found["name"] == choice.name else ""
    return found["head"] + (letter or found["letter"])


def _call_moved(source: str, choice: Choice) -> str:
    """A cell with the letters of the declaration in it: key, misconceptions, other right answers."""
    call = next(call for call in check_calls(source) if call.name == choice.name)
    places = sorted(_letters_of(call), key=lambda node: (node.lineno, node.col_offset), reverse=True)
    for node in places:
        start, end = span(source, node)
        if node.value in choice.moved:
            source = f'{source[:start]}"{choice.moved[cast(str, node.value)]}"{source[end:]}'
    return source


def _letters_of(call: CheckCall) -> Iterable[ast.Constant]:
    for keyword in call.node.keywords:
        value = keyword.value
        if keyword.arg == "kunci":
            given: Sequence[ast.expr | None] = [value]
        elif keyword.arg == "keliru" and isinstance(value, ast.Dict):
            given = value.keys
        elif keyword.arg == "terima" and isinstance(value, ast.List | ast.Tuple):
            given = value.elts
        else:
            continue
        yield from (node for node in given if isinstance(node, ast.Constant))
