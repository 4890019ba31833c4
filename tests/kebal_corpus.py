"""The corpus of test cells under `tests/corpus`: exercises as courses write them, each with wrong answers.

A file holds exercises, their cells marked by a line `# %% KIND`: given (the author's own, without marks),
locked, answer (the solution), wrong (one for the last answer), test, and file NAME (beside the notebook).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.isolation import Cells

FOLDER = Path(__file__).parent / "corpus"
KINDS = {"given": "beri", "locked": "kunci", "answer": "jawab", "test": "tes"}
_MARK = re.compile(r"^# %% (\w+)[ ]?(.*)\n", re.MULTILINE)


@dataclass
class Exercise:
    """One exercise; ``wrong`` holds each wrong answer with the place of the answer cell it is for."""

    style: str
    name: str
    cells: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def table(self) -> Cells:
        return tuple(self.cells)

    def places(self, kind: str) -> list[int]:
        return [place for place, (found, _) in enumerate(self.cells) if found == kind]

    def answers(self) -> Iterator[tuple[str, dict[int, str]]]:
        """What is handed in: right, wrong, untouched, unreadable, and the solution changed in one place."""
        yield "right", {}
        for number, (place, text) in enumerate(self.wrong):
            yield f"wrong {number}", {place: text}
        places = self.places("jawab")
        yield "blank", dict.fromkeys(places, "raise NotImplementedError()")
        yield "unreadable", {places[-1]: self.cells[places[-1]][1].replace("=", "= =", 1) + " ?"}
        for place in places:
            for number, text in enumerate(mutants(self.cells[place][1])):
                yield f"mutant {place}-{number}", {place: text}


def exercises() -> list[Exercise]:
    """All of the corpus."""
    return [one for path in sorted(FOLDER.glob("*.cells")) for one in _read(path)]


def _read(path: Path) -> Iterator[Exercise]:
    _, *parts = _MARK.split(path.read_text(encoding="utf-8"))
    current: Exercise | None = None
    for kind, name, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        if kind == "exercise":
            if current is not None:
                yield current
            current = Exercise(path.stem, name)
            continue
        assert current is not None
        if kind == "file":
            current.files[name] = (text.strip() + "\n").encode()
        elif kind == "wrong":
            current.wrong.append((current.places("jawab")[-1], text.strip()))
        else:
            current.cells.append((KINDS[kind], text.strip()))
    if current is not None:
        yield current


def mutants(source: str) -> list[str]:
    """The source with one number, operator, text or returned value changed, spread over all of it."""
    places = [n for n, node in enumerate(ast.walk(ast.parse(source))) if _change(node) is not None]
    made = []
    for place in places[:: max(1, len(places) // 3)][:3]:
        tree = ast.parse(source)
        node = next(node for n, node in enumerate(ast.walk(tree)) if n == place)
        vars(node).update(_change(node) or {})
        made.append(ast.unparse(tree))
    return made


def _change(node: ast.AST) -> dict[str, object] | None:
    match node:
        case ast.Constant(bool(value)):
            return {"value": not value}
        case ast.Constant(int() | float() as value):
            return {"value": value + 1}
        case ast.BinOp(op=ast.Add()):
            return {"op": ast.Sub()}
        case ast.BinOp(op=ast.Mult()):
            return {"op": ast.Add()}
        case ast.Compare(ops=[ast.Eq()]):
            return {"ops": [ast.NotEq()]}
        case ast.Return(value=ast.expr()):
            return {"value": ast.Constant(None)}
    return None
