"""How each question of an exercise stands when it is handed in: what is in its file, what its check says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.checks.blank import NAME as BLANK
from grader.checks.messages import FACES
from grader.checks.spec import Outcome
from grader.common.errors import SinauError
from grader.learner import keyfile
from grader.learner.periksa import judge
from grader.learner.unsaved import text
from grader.notebooks.cells import is_answer, is_code
from grader.notebooks.check_calls import check_calls

_ANSWER_ID = re.compile(r"jawab-(?P<number>\d+)-(?P<name>.+)")


@dataclass(frozen=True)
class Question:
    """One answer cell as it stands in the saved file; `check` is the name that `periksa` knows it by."""

    label: str
    done: bool
    check: str | None = None
    outcome: Outcome | None = None  # None: a person judges it, or it was not run in this session

    def line(self) -> str:
        """The question in one line: icon, label, word."""
        if not self.done:
            return f"○ {self.label}: belum dikerjakan"
        if self.outcome is not None:
            icon, word = FACES[self.outcome]
            return f"{icon} {self.label}: {word.lower()}"
        told = "belum dijalankan sejak notebook dibuka" if self.check else "dikerjakan, dinilai pelatih"
        return f"· {self.label}: {told}"


def questions(cells: Sequence[Mapping[str, Any]]) -> list[Question]:
    """The answer cells in order, and whether each holds an answer."""
    found = []
    for order, (cell, check) in enumerate(_answers(cells), 1):
        named = _ANSWER_ID.fullmatch(str(cell.get("id")))
        label = f"Soal {named['number']} ({named['name']})" if named else f"Soal {order}"
        found.append(Question(label, is_answered(text(cell)), check))
    return found


def judged(
    cells: Sequence[Mapping[str, Any]], notebook: Path, namespace: Mapping[str, object]
) -> list[Question]:
    """The same, each with what its check says of the names of this session; nothing where it was not run."""
    try:
        known = keyfile.questions_of(notebook)
    except SinauError:
        known = {}
    found = []
    for question in questions(cells):
        outcome = None
        if question.done and question.check in known:
            outcome = judge(known[question.check], namespace)[0].outcome
        said = None if outcome is Outcome.BLANK else outcome
        found.append(Question(question.label, question.done, question.check, said))
    return found


def _answers(cells: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], str | None]]:
    """Each answer cell with the check that follows it before the next one."""
    places = [at for at, cell in enumerate(cells) if is_answer(cell)]
    for place, end in zip(places, [*places[1:], len(cells)], strict=True):
        after = (call.name for cell in cells[place:end] if is_code(cell) for call in check_calls(text(cell)))
        yield cells[place], next(after, None)


def is_answered(source: str) -> bool:
    """Whether an answer cell holds an answer: it is not empty and no `____` is left in what counts.

    A name that is given a value twice counts with its last value, as it does when the cell runs.
    """
    try:
        statements = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return bool(source.strip()) and BLANK not in source
    last: dict[object, ast.stmt] = {}
    for position, statement in enumerate(statements):
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.FunctionDef(name=name):
                last[name] = statement
            case _:
                last[position] = statement
    return bool(last) and not any(
        isinstance(node, ast.Name) and node.id == BLANK
        for statement in last.values()
        for node in ast.walk(statement)
    )
