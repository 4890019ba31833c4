"""What a solution calculates with, read from its cell and from the reference run beside it."""

from __future__ import annotations

import ast
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from grader.checks.blank import NAME as BLANK
from grader.checks.ingredients import Ingredients
from grader.checks.observation import Observation, is_number_seen, is_table
from grader.checks.signs import WHOLE
from grader.checks.spec import Written
from grader.notebooks.cells import is_answer, source_text
from grader.notebooks.flow import statements
from grader.notebooks.names import assigned_names, tree_of
from grader.notebooks.written import written_in

#: Each costs a look.
MOST_NAMES = 80
MOST_PARTS = 40
_IS_NUMBER = "hasattr({0}, '__round__') and getattr({0}, 'shape', ()) == () and type({0}) is not bool"
_AS_NUMBER = f"(lambda _v: float(_v) if {_IS_NUMBER.format('_v')} else None)({{0}})"


@dataclass(frozen=True)
class Looks:
    """What is to be looked at beside the solution: the number that each name of the notebook holds, and what
    the answer would be with each number of the solution a little larger; how many rows each of its tables
    has, and the number that each part of the answer comes to.
    """

    names: tuple[str, ...]
    varied: tuple[str, ...]
    answer: str
    parts: tuple[str, ...] = ()

    @property
    def expressions(self) -> list[str]:
        """All of it, as one list of expressions."""
        return [
            *(f"float({name}) if {_IS_NUMBER.format(name)} else None" for name in self.names),
            *(f"(lambda {name}: {self.answer})({name} * 1.01 + 0.013)" for name in self.varied),
            *(f"len({name}) if hasattr({name}, 'columns') else None" for name in self.names),
            *(_AS_NUMBER.format(part) for part in self.parts),
        ]

    def parted(self, seen: Sequence[Observation]) -> tuple[Sequence[Observation], ...]:
        """What was seen for `expressions`: of the names, of the answer varied, and of all the rest."""
        names, varied = len(self.names), len(self.names) + len(self.varied)
        return seen[:names], seen[names:varied], seen[varied:]


def looks(notebook: Mapping[str, Any], index: int, solution: str, answer: str) -> Looks:
    """What to look at for a solution whose check is the cell at ``index``; nothing where it only writes its
    answer down. ``answer`` is the solution as one expression, "" where it is none.
    """
    found = written_in(solution)
    if found is None or not found.signs:
        return Looks((), (), "")
    names = sorted(_given(notebook["cells"][:index]) | found.names - {BLANK})
    varied = sorted(found.names - {BLANK}) if answer else []
    return Looks(tuple(names[:MOST_NAMES]), tuple(varied), answer, _parts(answer))


def _parts(answer: str) -> tuple[str, ...]:
    """The calculations and calls within an expression, without the expression itself."""
    whole = ast.parse(answer, mode="eval").body if answer else None
    nodes = [n for n in ast.walk(whole) if isinstance(n, (ast.BinOp, ast.Call))] if whole else []
    return tuple(dict.fromkeys(ast.unparse(node) for node in nodes if node is not whole))[:MOST_PARTS]


def ingredients(
    notebook: Mapping[str, Any],
    solution: str,
    looked: Looks,
    seen: Sequence[Observation],
    key: Observation,
    given: Collection[float],
    lesson: Collection[float] = (),
) -> Ingredients | None:
    """Those of a solution; where it only writes its answer down, the numbers alone that stand elsewhere.
    ``seen`` is what `looks` asks for, ``given`` are the numbers of the question's text, ``lesson`` those of
    its lesson.
    """
    found = written_in(solution)
    if found is None or len(seen) != len(looked.expressions):
        return None
    if not found.signs:
        is_number = is_number_seen(key)
        return Ingredients(Written(), known=_known(notebook), lesson=frozenset(lesson)) if is_number else None
    held, again, inside = looked.parted(seen)
    values = _numbers(looked.names, held)
    # What rounds comes out the same of a number that is a little other.
    varied = zip(looked.varied, again, strict=True) if not found.signs & WHOLE else ()
    changes_nothing = (name for name, one in varied if _is_same(one, key))
    return Ingredients(
        replace(found, names=found.names - {BLANK}),
        values,
        _known(notebook),
        needless=frozenset(name for name in changes_nothing if name in values) | _only_counted(solution),
        given=frozenset(given),
        prepared=_prepared(notebook),
        lesson=frozenset(lesson) if is_number_seen(key) else frozenset(),
        inside=frozenset(
            float(one["value"])
            for one in inside
            if is_number_seen(one) and one["value"] is not None and not _is_same(one, key)
        ),
        rows=key["rows"] if is_table(key) else None,
        private=_from_answers(notebook),
    )


def _numbers(names: Sequence[str], held: Sequence[Observation]) -> dict[str, float]:
    """The numbers among what names hold."""
    return {
        name: float(one["value"])
        for name, one in zip(names, held, strict=True)
        if is_number_seen(one) and one["value"] is not None
    }


def _only_counted(solution: str) -> frozenset[str]:
    """The columns of which a solution only counts the rows, for which any other does as well."""
    nodes = list(ast.walk(tree_of(solution) or ast.Module([], [])))
    counted = [
        node.func.value
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "count"
    ]
    counted += [n.args[0] for n in nodes if isinstance(n, ast.Call) and n.args and _calls(n, "len")]
    columns = [n.slice for n in counted if isinstance(n, ast.Subscript) and isinstance(n.slice, ast.Constant)]
    all_texts = [n for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    others = {str(node.value) for node in all_texts if node not in columns}
    return frozenset(str(node.value) for node in columns) - others


def _calls(node: ast.Call, name: str) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == name


def _is_same(seen: Observation, key: Observation) -> bool:
    if not (is_number_seen(seen) and is_number_seen(key)):
        return seen == key
    return seen["value"] is not None and math.isclose(seen["value"], key["value"] or 0.0, rel_tol=1e-9)


def _given(cells: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The names that these cells give a value."""
    sources = [source_text(cell) for cell in cells if cell["cell_type"] == "code"]
    return frozenset(name for source in sources for name in assigned_names(source) if name[0] != "_")


def _prepared(notebook: Mapping[str, Any]) -> frozenset[str]:
    """The names that one cell of the author's both gives a value and makes anew from itself: a table that is
    loaded and then filtered.
    """
    found: set[str] = set()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and not is_answer(cell):
            given: set[str] = set()
            for statement in statements(source_text(cell)):
                found |= statement.gives & statement.reads & given
                given |= statement.gives
    return frozenset(found)


def _from_answers(notebook: Mapping[str, Any]) -> frozenset[str]:
    """The names whose values come out of answers: they would tell them."""
    found: set[str] = set()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            source = source_text(cell)
            if is_answer(cell):
                found |= assigned_names(source)
            for statement in statements(source):
                found |= statement.gives if statement.reads & found else set()
    return frozenset(found)


def _known(notebook: Mapping[str, Any]) -> frozenset[str]:
    """The names that the notebook gives a value or imports."""
    sources = [source_text(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return frozenset(name for source in sources for name in assigned_names(source) | _imported(source))


def _imported(source: str) -> frozenset[str]:
    nodes = ast.walk(tree_of(source) or ast.Module([], []))
    found = (alias for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names)
    return frozenset(alias.asname or alias.name for alias in found)
