"""The code that a sentence for a Python error names can be written as it stands: the cell then runs."""

from __future__ import annotations

import ast
import contextlib
import io
import re
from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest
from test_learner_recognisers import SPEAKS, world

from grader.learner.errors.explain import explain
from grader.learner.errors.raised import scene_of

#: The pieces of a line that a person replaces.
PIECE = re.compile(r"[A-Za-z0-9_]+|\s+|.")
#: So many tests share the cells: each is quick on a slow machine.
PARTS = 4
#: Those whose code is an example with other names, or only a part of what is to be done.
EXAMPLES = frozenset(
    {
        "function_with_semicolons",
        "function_of_a_spreadsheet",
        "indonesian_function",
        "asked_of_a_drawn_chart",
        "table_for_a_chart",
        "chart_not_kept",
        "number_not_found",
    }
)


def failure_of(source: str) -> tuple[BaseException | None, dict[str, object]]:
    """What a cell raises, and the names it leaves."""
    names = world()
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(source, "<sel>", "exec"), names)
    except BaseException as error:
        return error, names
    finally:
        plt.close("all")
    return None, names


def code_to_copy(advice: str) -> list[str]:
    """The pieces of code in an advice that are complete, and name nothing that only stands for something."""
    listed = re.findall(r"`([^`]+)`", advice)
    return [
        code
        for code in listed
        if re.search(r"\w", code)
        and re.search(r"[^\w.]", code)
        and not re.search(r"\.\.\.|kolom|nama|syarat|tabelmu", code)
    ]


def with_it(source: str, code: str) -> Iterator[str]:
    """The cells in which a stretch of one line, of any length, was replaced by the code."""
    lines = source.split("\n")
    for number, line in enumerate(lines):
        cuts = [0, *(piece.end() for piece in PIECE.finditer(line))]
        for place, begin in enumerate(cuts):
            for end in cuts[place:]:
                cell = [*lines[:number], line[:begin] + code + line[end:], *lines[number + 1 :]]
                yield "\n".join(cell)


def mends(source: str, code: str) -> bool:
    for cell in with_it(source, code):
        with contextlib.suppress(SyntaxError):
            ast.parse(cell)
            if failure_of(cell)[0] is None:
                return True
    return False


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("part", range(PARTS))
def test_what_an_advice_says_to_write_makes_the_cell_run(part: int) -> None:
    told, vain = 0, []
    for recogniser, source in SPEAKS[part::PARTS]:
        error, names = failure_of(source)
        assert error is not None
        advice = explain(error, scene_of(error, source, names)).what_to_do
        codes = code_to_copy(advice)
        if not codes or recogniser.name in EXAMPLES:
            continue
        told += 1
        if not any(mends(source, code) for code in codes):
            vain.append((recogniser.name, source, advice))
    assert not vain
    assert told > 200 // PARTS
