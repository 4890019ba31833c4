"""The options of a choice as they stand in a cell: a list in a text, or a comment in code. Takes any text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LETTERS = "abcdefgh"
#: "- a. ", "b) " at the beginning of a line of text.
_IN_TEXT = re.compile(r"^[ \t]{0,8}(?:[-*][ \t]+)?\*{0,2}([a-h])\*{0,2}[.)][ \t]+(?=\S)", re.MULTILINE)
#: "Satu pesanan adalah satu: a. baris   b. kolom" in a comment.
_IN_COMMENT = re.compile(r"(?<![^\s:])([a-h])\.[ \t]+(?=\S)")
_COMMENT = re.compile(r"^#.*$", re.MULTILINE)
#: A paragraph or another item of a list ends an option.
_ENDS = re.compile(r"\n[ \t]*(?:\n|[-*#][ \t])")


@dataclass(frozen=True)
class Listed:
    """Options by their letters, and where the text of each stands in its cell's source (start, end)."""

    texts: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    @property
    def letters(self) -> str:
        return LETTERS[: len(self.texts)]

    @property
    def read(self) -> tuple[str, ...]:
        """The texts as they read: without marks of code, in single spaces."""
        return tuple(" ".join(text.replace("`", "").split()) for text in self.texts)

    def written(self, source: str, order: Iterable[int]) -> str:
        """The source with the texts in another order, in the places of the old ones."""
        pieces, done = [], 0
        for (start, end), number in zip(self.places, order, strict=True):
            pieces += [source[done:start], self.texts[number]]
            done = end
        return "".join(pieces) + source[done:]


def listed(source: str, is_code: bool) -> Listed | None:
    """The last options that are listed in a cell, at least a and b; None where none are."""
    return _last_run(source, _in_comments(source) if is_code else _in_text(source))


def _in_text(source: str) -> Iterator[tuple[str, int, int]]:
    """Letter, start and end of each option's text."""
    marks = list(_IN_TEXT.finditer(source))
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        end = following.start() if following else len(source)
        ended = _ENDS.search(source, mark.end(), end)
        yield mark[1], mark.end(), ended.start() if ended else end


def _in_comments(source: str) -> Iterator[tuple[str, int, int]]:
    for line in _COMMENT.finditer(source):
        marks = list(_IN_COMMENT.finditer(source, line.start() + 1, line.end()))
        for mark, following in zip(marks, [*marks[1:], None], strict=False):
            yield mark[1], mark.end(), following.start() if following else line.end()


def _last_run(source: str, found: Iterable[tuple[str, int, int]]) -> Listed | None:
    run: list[tuple[int, int]] = []
    for letter, start, end in found:
        if letter == "a":
            run = []
        elif LETTERS.index(letter) != len(run):
            continue
        run.append((start, start + len(source[start:end].rstrip())))
    return Listed(tuple(source[start:end] for start, end in run), tuple(run)) if len(run) > 1 else None
