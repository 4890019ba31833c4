"""What a source notebook declares: its questions, its language, the names it gives away and to people."""

from __future__ import annotations

import ast
import builtins
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.checks.build import (
    needs_no_key,
)
from grader.checks.spec import Spec, make_spec
from grader.common.errors import SinauError
from grader.notebooks.cells import MANUAL, is_code, is_test, marks, source_text, tags
from grader.notebooks.check_calls import declaration
from grader.notebooks.names import assigned_names, scopes

#: The languages of kernels that are known by name, for notebooks that do not say theirs.
_KERNELS = {"ir": "r", "julia": "julia"}
#: A library from which names are taken.
_IMPORTED_FROM = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import\b", re.MULTILINE)
_OWN_PERIKSA = re.compile(r"^[ \t]*def[ \t]+periksa\(", re.MULTILINE)


@dataclass(frozen=True)
class Declared:
    """A check cell of a source notebook: where it stands and what its author declared."""

    index: int
    cell_id: str
    spec: Spec

    @property
    def needs_run(self) -> bool:
        """Whether the key is what the solution computes."""
        return not self.spec.has_answer and not needs_no_key(self.spec)


def declared(notebook: Mapping[str, Any]) -> list[Declared]:
    """Every `periksa` call of a source notebook that declares something, in order.

    Raises SinauError where a call cannot be read, a name is asked twice, or points or a grade id cannot be.
    """
    _check_marks(notebook)
    code = "\n".join(source_text(cell) for cell in notebook["cells"] if is_code(cell))
    if _OWN_PERIKSA.search(code) and "grader.belajar" not in code:
        return []  # another course's function of this name
    found: list[Declared] = []
    for index, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] != "code":
            continue
        noted, name = marks(cell), cell_name(notebook, index)
        graded = bool(noted.get("grade"))
        try:
            call = declaration(source_text(cell))
            if call is not None:
                points = float(noted["points"]) if graded else 1.0
                found.append(Declared(index, name, make_spec(call.name, points, graded, **call.options)))
        except SinauError as problem:
            raise SinauError(f"Sel {name}: {problem}") from None
    names = [d.spec.name for d in found]
    twice = sorted({n for n in names if names.count(n) > 1})
    if twice:
        raise SinauError(f"Nama soal {', '.join(twice)} dipakai lebih dari sekali; beri nama lain.")
    return found


def cell_name(notebook: Mapping[str, Any], index: int) -> str:
    """What an author knows a cell by."""
    cell = notebook["cells"][index]
    return str(marks(cell).get("grade_id") or cell.get("id") or f"sel-{index}")


def _check_marks(notebook: Mapping[str, Any]) -> None:
    """Raise SinauError, naming the cell, for points that are none and for a grade id that stands twice."""
    seen: set[str] = set()
    for index, cell in enumerate(notebook["cells"]):
        noted, name = marks(cell), cell_name(notebook, index)
        points = noted.get("points")
        counts = isinstance(points, (int, float)) and not isinstance(points, bool) and 0 <= points < math.inf
        if (noted.get("grade") or noted.get("task")) and not counts:
            raise SinauError(f"Sel {name}: points harus angka 0 atau lebih, bukan {points!r}.")
        if "grade_id" in noted and name in seen:
            raise SinauError(f"Sel {name}: grade_id itu dipakai dua kali; beri nama lain.")
        seen.add(name)


def language(notebook: Mapping[str, Any]) -> str:
    """The language of a notebook's kernel, in lower case; one that says nothing is Python's."""
    metadata = notebook.get("metadata", {})
    kernel, info = metadata.get("kernelspec") or {}, metadata.get("language_info") or {}
    name = str(kernel.get("name", "")).partition("-")[0]
    return str(kernel.get("language") or info.get("name") or _KERNELS.get(name, "python")).lower()


def has_to_run(notebook: Mapping[str, Any], checks: Sequence[Declared]) -> bool:
    """Whether the solution has to be run: for a key, or to see that ordinary tests accept it."""
    return any(d.needs_run for d in checks) or any(
        is_test(cell) and MANUAL not in tags(cell) for cell in notebook["cells"]
    )


def shadowed_names(notebook: Mapping[str, Any]) -> tuple[str, ...]:
    """Builtin names that a source notebook's own cells assign: its tests may meet the learner's.

    `numpy.*` stands for what they import from there, which may hide builtins too.
    """
    found: set[str] = set()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            source = source_text(cell)
            found |= {n for n in _module_names(source) if hasattr(builtins, n)}
            found |= {f"{module}.*" for module in _IMPORTED_FROM.findall(source)}
            if "pylab" in source:
                found.add("numpy.*")
    return tuple(sorted(found))


def _module_names(source: str) -> Iterable[str]:
    """The names that a cell gives to the notebook; those inside its functions are not."""
    try:
        table = scopes(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError):
        return assigned_names(source)
    return [symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned()]


def manual_cells(notebook: Mapping[str, Any]) -> tuple[str, ...]:
    """The test cells that a person marks, by their grade ids."""
    cells = (cell for cell in notebook["cells"] if is_test(cell) and MANUAL in tags(cell))
    return tuple(str(marks(cell).get("grade_id")) for cell in cells)
