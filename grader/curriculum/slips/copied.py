"""The numbers that stand in a question's text, as a trainee may copy them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from grader.common.indonesian import parse_number
from grader.curriculum.own_lesson import lesson_of
from grader.notebooks.cells import source_text, tags
from grader.notebooks.check_calls import check_calls
from grader.notebooks.normal_form import read_notebook

#: A number as Indonesian writes it; parts of dates, codes and names are none.
_NUMBER = re.compile(r"(?<![\w.,/-])(?:Rp)?(\d[\d.]*(?:,\d+)?)(?![\w/-])")
#: A number as Indonesian or Python writes it, wherever it stands.
_ANY = re.compile(r"\d[\d._]*(?:,\d+)?")
#: A question names few numbers; a long text would only make a long key file.
MOST_NUMBERS = 12


def numbers_in(text: str) -> list[float]:
    """The numbers of a text in reading order, without code and small ones that count anything."""
    bare = re.sub(r"`[^`]*`|\]\([^)]*\)|^#.*$", " ", text, flags=re.MULTILINE)
    found = (parse_number(number.rstrip(".")) for number in _NUMBER.findall(bare))
    kept = dict.fromkeys(n for n in found if n is not None and (n >= 10 or n != int(n)))
    return list(kept)[:MOST_NUMBERS]


def every_number_in(text: str) -> frozenset[float]:
    """All numbers of a text but for those of headings, those in code and the small ones too, in both ways of
    reading a dot, unless it stands as it does between thousands.
    """
    found = set()
    for number in _ANY.findall(re.sub(r"^#.*$", "", text, flags=re.MULTILINE)):
        bare = number.rstrip("._").replace("_", "")
        found.add(parse_number(bare))
        if re.fullmatch(r"\d+\.\d+", bare) and not re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", bare):
            found.add(float(bare))
    return frozenset(number for number in found if number is not None)


def text_of(notebook: Mapping[str, Any], index: int) -> str:
    """The text of the question whose check is the cell at ``index``."""
    return next(reversed(_texts(notebook["cells"][:index])), "")


def written_numbers(notebook: Mapping[str, Any], index: int) -> tuple[list[float], list[float]]:
    """The numbers in a question's own text, and those in the notebook's other texts, above it and below, the
    nearest first.
    """
    above, below = _texts(notebook["cells"][:index])[:-1], _texts(notebook["cells"][index:])
    own = numbers_in(text_of(notebook, index))
    others = [_numbers_of(texts, own)[:MOST_NUMBERS] for texts in (reversed(above), below)]
    return own, [number for found in others for number in found]


def numbers_of_lesson(notebook: Mapping[str, Any]) -> frozenset[float]:
    """The numbers of the lesson to which an exercise belongs, in its texts and as answers; none outside a
    checkout, nor of an exercise without one.
    """
    path = lesson_of(notebook)
    return _of_lesson(path) if path else frozenset()


@lru_cache(maxsize=64)
def _of_lesson(path: Path) -> frozenset[float]:
    cells = [cell for cell in read_notebook(path)["cells"] if "pelatih" not in tags(cell)]
    return frozenset(number for text in _texts(cells) for number in numbers_in(text)) | _answers(cells)


def _answers(cells: Sequence[Mapping[str, Any]]) -> frozenset[float]:
    """The numbers that a lesson asked for itself, but for small ones that count anything."""
    calls = [call for cell in cells if cell["cell_type"] == "code" for call in check_calls(source_text(cell))]
    keys = [call.options.get("kunci") for call in calls]
    numbers = [float(key) for key in keys if isinstance(key, (int, float)) and not isinstance(key, bool)]
    return frozenset(number for number in numbers if abs(number) >= 10 or number != int(number))


def _texts(cells: Sequence[Mapping[str, Any]]) -> list[str]:
    return [source_text(cell) for cell in cells if cell["cell_type"] == "markdown"]


def _numbers_of(texts: Iterable[str], but: Sequence[float]) -> list[float]:
    return list(dict.fromkeys(n for text in texts for n in numbers_in(text) if n not in but))
