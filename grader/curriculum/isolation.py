"""Which test cells run in a process of their own, where no learner's code ever ran: decided by the reference.

A test is *kebal* (isolated) when it gives the author's own solution, twice with different seeds, and the
untouched release what it gives them in one process with the learner. Nothing of a submission plays a part.
"""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.curriculum.by_sight import seen_reason
from grader.notebooks import cells as notebook_cells
from grader.notebooks.cells import MANUAL, is_answer, marks, source_text, tags, without_solution
from grader.notebooks.names import scopes
from grader.sandbox.job import CONTENTS, SEED, WAYS, JobResult, Json, Step, StepResult

Notebook = Mapping[str, Any]
#: Grade id of a test or locked cell → what a `Step` needs to isolate it, or why it is not isolated.
Modes = Mapping[str, "Mode"]
Steps = Callable[[Notebook, Modes], tuple[Step, ...]]
Run = Callable[[tuple[Step, ...], int], JobResult]
STUB = "raise NotImplementedError()"
OTHER_SEED = SEED + 1
#: A data file that a test speaks of: what the learner's code wrote there is brought to it.
_DATA_FILE = re.compile(
    r"[\"'](?!/)(?![^\"'\n]*\.\.)([\w./ -]{1,100}\.(?:txt|csv|tsv|json|md|html|xml|dat|log|out))[\"']"
)
#: A cell of the author's that makes functions.
_HELPS = re.compile(r"\bdef |\blambda|\bclass ")
#: Which generator of random numbers a test seeds.
_SEEDS = {"numpy": r"\b(np|numpy)\.random\.seed\(", "random": r"(?<!\.)\brandom\.seed\("}
LATER = "sel sesudahnya memakai nama yang dibuat tes ini"
ELSEWHERE = "sel sesudahnya berjalan lain"


@dataclass(frozen=True)
class Mode:
    """How one cell runs: ``isolated`` as in `Step`, or None and the reason (Indonesian)."""

    isolated: Mapping[str, Json] | None
    reason: str = ""

    def to_json(self) -> Json:
        return {"isolated": self.isolated and dict(self.isolated), "reason": self.reason}

    @classmethod
    def from_json(cls, data: Json) -> Mode:
        """The mode of `to_json`."""
        return cls(data["isolated"], data["reason"])


def decide(notebook: Notebook, steps: Steps, run: Run, plain: JobResult) -> dict[str, Mode]:
    """The mode of every test cell, and of the locked cells that isolated tests need.

    ``steps`` makes the job of a notebook with some modes, ``run`` runs one; ``plain`` is the run of the
    reference without any isolation.
    """
    modes = foreseen(notebook)
    if not _isolated_tests(notebook, modes):
        return _without_replays(notebook, modes)
    untouched = blank(notebook)
    blank_plain = run(steps(untouched, {}), SEED)
    trials = ((notebook, plain, SEED), (untouched, blank_plain, SEED), (notebook, plain, OTHER_SEED))
    used: dict[str, set[str]] = {}
    settled = False
    while not settled and _isolated_tests(notebook, modes):
        settled = True
        for tried, expected, seed in trials:
            seen = run(steps(tried, modes), seed)
            for name, reason in _differences(notebook, modes, expected, seen, tried is notebook):
                modes[name], settled = Mode(None, reason), False
            if tried is notebook:
                for index, name in _tests(notebook):
                    used.setdefault(name, set()).update(_step(seen, index).used)
    allowing = {
        name: Mode({**mode.isolated, "allowed": sorted({WAYS, CONTENTS, *used.get(name, ())})})
        if mode.isolated
        else mode
        for name, mode in modes.items()
    }
    return _without_replays(notebook, allowing)


def foreseen(notebook: Notebook) -> dict[str, Mode]:
    """Every test and locked cell, isolated unless one sees from the sources that it cannot be."""
    surroundings = _Surroundings.of(notebook)
    modes: dict[str, Mode] = {}
    for index, cell in enumerate(notebook["cells"]):
        name = _grade_id(cell)
        if name is None or not (is_test(cell) or _is_given(cell)):
            continue
        reason = _foreseen_reason(notebook, index, surroundings) if is_test(cell) else ""
        modes[name] = Mode(None, reason) if reason else Mode(surroundings.request(index))
    return modes


def blank(notebook: Notebook) -> Notebook:
    """The notebook as nbgrader releases it: each solution replaced by a stub that raises."""
    cells = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code" and is_answer(cell):
            source = source_text(cell)
            rest = without_solution(source)
            cell = {**cell, "source": f"{rest}\n{STUB}" if rest.strip() != source.strip() else STUB}
        cells.append(cell)
    return {**notebook, "cells": cells}


def _foreseen_reason(notebook: Notebook, index: int, surroundings: _Surroundings) -> str:
    if reason := seen_reason(surroundings.spoken(index)):
        return reason
    made = _bound(source_text(notebook["cells"][index]))
    for cell in notebook["cells"][index + 1 :]:
        if cell["cell_type"] == "code" and not is_test(cell) and not _is_given(cell):
            later = source_text(cell)
            if (made & _words(later)) - _bound(later):
                return LATER
    return ""


def _differences(
    notebook: Notebook, modes: Modes, expected: JobResult, seen: JobResult, whole: bool
) -> Iterator[tuple[str, str]]:
    """The isolated tests by which the two runs differ, and how; of other cells only where ``whole``."""
    last = ""
    for index, cell in enumerate(notebook["cells"]):
        name = _grade_id(cell) or ""
        before, after = _step(expected, index), _step(seen, index)
        isolated = is_test(cell) and name in modes and modes[name].isolated is not None
        last = name if isolated else last
        if isolated and _outcome(before) != _outcome(after):
            said = after.error.evalue or after.error.ename if after.error else "nilainya lain"
            yield name, f"di proses lain hasilnya lain ({said[:100]})"
        elif whole and last and not isolated and _outcome(before) != _outcome(after):
            yield last, ELSEWHERE


def _step(run: JobResult, index: int) -> StepResult:
    try:
        return run.step(f"{index}")
    except KeyError:
        return StepResult("", "not_reached")


def _outcome(result: StepResult) -> tuple[bool, Json]:
    value = result.value if isinstance(result.value, (int, float, str)) else None
    return result.status == "ok", value


@dataclass(frozen=True)
class _Surroundings:
    """What the cells of a notebook define, import and say; ``given`` are the author's own sources alone."""

    sources: Sequence[str]
    given: Sequence[str] = ()
    authored: frozenset[str] = frozenset()
    imports: Mapping[str, str] = field(default_factory=dict)
    stars: Sequence[str] = ()
    hidden: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()

    @classmethod
    def of(cls, notebook: Notebook) -> _Surroundings:
        cells = notebook["cells"]
        own = [is_test(cell) or _is_given(cell) for cell in cells]
        sources = [source_text(cell) if cell["cell_type"] == "code" else "" for cell in cells]
        answers = [source for source, mine in zip(sources, own, strict=True) if not mine]
        answered = frozenset(name for source in answers for name in _bound(source))
        theirs = [source for source, mine in zip(sources, own, strict=True) if mine]
        imports, stars = _imports(answers)
        authored = frozenset(name for source in theirs for name in _bound(source))
        authored |= _imports(theirs)[0].keys() - imports.keys()
        builtin = frozenset(name for name in dir(builtins) if name not in answered and name not in imports)
        helpers = [
            source if mine and _HELPS.search(source) else ""
            for source, mine in zip(sources, own, strict=True)
        ]
        return cls(
            _with_helpers(sources, helpers),
            [source if mine else "" for source, mine in zip(sources, own, strict=True)],
            authored - answered,
            {name: told for name, told in imports.items() if name not in answered},
            stars,
            builtin | frozenset(keyword.kwlist),
            frozenset(name for source in answers for name in _read_globally(source)),
            answered | imports.keys(),
        )

    def spoken(self, index: int) -> str:
        """The source of a test, of the author's earlier cells whose functions or imports it uses, and of the
        imports of the answers that it uses.
        """
        texts = [self.given[index]]
        words = _words(texts[0])
        for source in reversed(self.given[:index]):
            if (_bound(source) & words and _HELPS.search(source)) or _imports([source])[0].keys() & words:
                texts.append(source)
                words |= _words(source)
        known = self.answered | self.authored | self.hidden
        stars = self.stars if _loaded(_tree(self.given[index])) - known else ()
        return "\n".join(
            [*texts, *(self.imports[name] for name in sorted(words & self.imports.keys())), *stars]
        )

    def request(self, index: int) -> Json:
        """What the cell at ``index`` needs: the names it speaks of, as far as they are the learner's.

        They are asked for there: a word in a text of the test's ("Jakarta") is none, unless the solution
        has a name like it.
        """
        spoken = _words(self.sources[index])
        words = (_loaded(_tree(self.sources[index])) | spoken & self.answered) - self.authored - self.hidden
        names = sorted(word for word in words if word.isidentifier() and not word.startswith("__"))
        imports = {name: self.imports[name] for name in names if name in self.imports}
        source = self.sources[index]
        told = {"names": names, "imports": imports, "stars": list(self.stars), "allowed": None}
        touched = _bound(source) | set(re.findall(r"__main__\.(\w+)", source))
        more = {
            "reads": sorted(self.reads & touched),
            "patched": sorted(set(re.findall(r"\bbuiltins\.(\w+)", source))),
            "handed": sorted(_handed(source, set(names) - set(imports)) - self.hidden - self.reads),
            "seeds": sorted(kind for kind, pattern in _SEEDS.items() if re.search(pattern, source)),
            "files": sorted(set(_DATA_FILE.findall(source))),
        }
        return told | {name: found for name, found in more.items() if found}


def _with_helpers(sources: Sequence[str], helpers: Sequence[str]) -> list[str]:
    """Each source, with those of the author's earlier cells that define functions."""
    return ["\n".join([*helpers[:index], source]) for index, source in enumerate(sources)]


def _imports(sources: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """By the name it gives, each import of some cells; and those that give all names of a module."""
    found: dict[str, str] = {}
    stars: list[str] = []
    for node in (node for source in sources for node in ast.walk(_tree(source))):
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        for alias in node.names:
            told = ast.unparse(
                ast.Import([alias])
                if isinstance(node, ast.Import)
                else ast.ImportFrom(node.module, [alias], node.level)
            )
            if alias.name == "*":
                stars.append(told)
            else:
                found[alias.asname or alias.name.partition(".")[0]] = told
    return found, stars


def _tree(source: str) -> ast.Module:
    """The source's tree; magics and shell commands are left out."""
    lines = (line if line.lstrip()[:1] not in ("%", "!") else "pass" for line in source.split("\n"))
    try:
        return ast.parse("\n".join(lines))
    except (SyntaxError, ValueError):
        return ast.parse("")


def _bound(source: str) -> set[str]:
    """The names that a cell defines other than by importing."""
    found: set[str] = set()
    waiting: list[ast.AST] = [_tree(source)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif not isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            waiting += ast.iter_child_nodes(node)
    return found


def _handed(source: str, theirs: Iterable[str]) -> set[str]:
    """The names that stand as an argument of a call of something of the learner's."""
    tree, known = _tree(source), set(theirs)
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets, value=value):
                known |= _stored(targets) if known & _loaded(value) else set()
            case ast.For(target=target, iter=value) | ast.withitem(optional_vars=target, context_expr=value):
                known |= _stored([target]) if target and known & _loaded(value) else set()
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _root(node.func) in known]
    given = [argument for call in calls for argument in (*call.args, *(k.value for k in call.keywords))]
    return {node.id for node in given if isinstance(node, ast.Name)}


def _root(node: ast.expr) -> str:
    """The name at which a dotted name begins; that of a class whose object is made on the spot."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def _loaded(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _stored(targets: Iterable[ast.AST]) -> set[str]:
    return {name for target in targets for name in _loaded(target)}


def _read_globally(source: str) -> set[str]:
    """The names that functions of a cell look up outside of themselves, when they are called."""
    try:
        waiting = scopes(_tree(source)).get_children()
    except SyntaxError:
        return set()
    found: set[str] = set()
    while waiting:
        table = waiting.pop()
        waiting += table.get_children()
        found |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_global()}
    return found


def _words(source: str) -> set[str]:
    return set(re.findall(r"\w+", source))


def _grade_id(cell: Mapping[str, Any]) -> str | None:
    name = marks(cell).get("grade_id")
    return str(name) if cell["cell_type"] == "code" and name else None


def is_test(cell: Mapping[str, Any]) -> bool:
    """Whether it is an ordinary test, run by us: no `periksa`, and not for a person."""
    ordinary = notebook_cells.is_test(cell) and MANUAL not in tags(cell)
    return ordinary and not source_text(cell).lstrip().startswith("periksa(")


def _is_given(cell: Mapping[str, Any]) -> bool:
    """Whether it is a locked cell of the author's that is no test."""
    return (
        cell["cell_type"] == "code" and bool(marks(cell).get("locked")) and not notebook_cells.is_test(cell)
    )


def _tests(notebook: Notebook) -> Iterator[tuple[int, str]]:
    for index, cell in enumerate(notebook["cells"]):
        name = _grade_id(cell)
        if is_test(cell) and name is not None:
            yield index, name


def _isolated_tests(notebook: Notebook, modes: Modes) -> bool:
    return any(name in modes and modes[name].isolated is not None for _, name in _tests(notebook))


def _without_replays(notebook: Notebook, modes: Modes) -> dict[str, Mode]:
    """The modes without the locked cells that no isolated test comes after."""
    kept: dict[str, Mode] = {}
    needed = False
    for cell in reversed(notebook["cells"]):
        name = _grade_id(cell)
        if name not in modes or name is None:
            continue
        if is_test(cell):
            needed = needed or modes[name].isolated is not None
            kept[name] = modes[name]
        elif needed:
            kept[name] = modes[name]
    return kept
