"""From a source notebook to what a trainee gets: the declarations become keys, the solutions go.

`CompileChecks` is a preprocessor of nbgrader's `generate_assignment`, so that the command line, nbgrader
itself and formgrader's button release the same bytes.
"""

from __future__ import annotations

import atexit
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, cast

from grader.checks.build import Check, build, build_from_answer, calls_of, misconceptions_to_run
from grader.checks.ingredients import Ingredients
from grader.checks.kinds import kind_for
from grader.checks.lock import OpenLock, seal, seal_solution
from grader.checks.observation import (
    Observation,
    changed,
    is_function,
    is_number_seen,
    number_seen,
    text_seen,
)
from grader.common.errors import SinauError
from grader.curriculum import other_cards, other_charts
from grader.curriculum.building import Building, building_of
from grader.curriculum.choices import choices, put_in_order
from grader.curriculum.declared import Declared, cell_name, declared, has_to_run, language, shadowed_names
from grader.curriculum.ingredients import ingredients, looks
from grader.curriculum.isolation import Mode, Modes, decide
from grader.curriculum.slips import answer_expression, keeps_all_columns, slip_expressions, tells_the_slip
from grader.curriculum.slips.copied import every_number_in, numbers_of_lesson, text_of, written_numbers
from grader.curriculum.worked_answers import worked_answers
from grader.learner.keyfile import Question, dumps
from grader.notebooks.cells import MANUAL, is_test, marks, source_text, tags
from grader.notebooks.check_calls import as_trainee_sees
from grader.notebooks.names import assigned_names
from grader.sandbox.client import Sandbox
from grader.sandbox.job import Job, JobResult, Step

Notebook = dict[str, Any]
#: What stands in a released answer cell instead of the solution; raises nothing, unlike nbgrader's default.
CODE_STUB = "# Ganti ____ di atas dengan jawabanmu."
#: The tag of cells that nbgrader does not run. Locked ones are run all the same: learners can add tags.
SKIPPED = "skip-execution"


@dataclass(frozen=True)
class CompiledQuestion:
    """A question with its key in the clear; never leaves the trusted side.

    ``options`` are those of its declaration. Where other questions build on it, ``values`` is what its cell
    gives them in the solution, as in `exchange.lend`. ``listed`` are the options that its letters stand for.
    """

    cell_id: str
    check: Check
    lock: OpenLock
    options: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    listed: tuple[str, ...] = ()


def reference_steps(
    notebook: Mapping[str, Any], checks: Sequence[Declared], modes: Modes = MappingProxyType({})
) -> tuple[Step, ...]:
    """The source notebook as a job: its cells and tests, and at each check the key, the misconceptions and
    the typical slips.
    """
    by_index = {d.index: d for d in checks}
    shadows = shadowed_names(notebook)
    building = _building(notebook, checks)
    steps: list[Step] = []
    for index, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] != "code":
            continue
        found = by_index.get(index)
        mode = modes.get(str(marks(cell).get("grade_id")))
        isolated = mode.isolated if mode else None
        if found is None and is_test(cell):
            if MANUAL not in tags(cell):
                steps.append(Step("test", f"{index}", source_text(cell), {"shadows": shadows}, isolated))
        elif found is None:
            locked = bool(marks(cell).get("locked"))
            if locked or SKIPPED not in tags(cell):
                steps.append(Step("cell", f"{index}", source_text(cell), {"locked": locked}, isolated))
        elif found.needs_run:
            steps += _question_steps(notebook, found, building.lends.get(found.spec.name))
    return tuple(steps)


def _question_steps(
    notebook: Mapping[str, Any], found: Declared, lent: Sequence[str] | None
) -> Iterator[Step]:
    """At one check: the key, what later answers use of it, misconceptions, ingredients, typical slips."""
    at = f"{found.index}"
    request = {"name": found.spec.name, "calls": list(calls_of(found.spec, hidden=True))}
    yield Step("observe", at, request=request)
    if lent:
        yield Step("lend", f"{at}:nilai", request={"names": lent})
    for number, expression in enumerate(found.spec.misconceptions):
        yield Step("observe", f"{at}:{number}", request=request | {"expression": expression})
    answer, slips = _foreseen(notebook, found)
    if looked := looks(notebook, found.index, _solution(notebook, found), answer).expressions:
        yield Step("observe", f"{at}:bahan", request=request | {"expressions": looked})
    if slips:
        # The answer first: only where that gives the key again do its slips mean anything.
        expressions = [answer, *(expression for _, expression in slips)]
        yield Step("observe", f"{at}:selip", request=request | {"expressions": expressions})


def _building(notebook: Mapping[str, Any], checks: Sequence[Declared]) -> Building:
    computed = frozenset(d.spec.name for d in checks if d.needs_run)
    return building_of(notebook, {d.index: d.spec.name for d in checks}, computed)


def _foreseen(notebook: Mapping[str, Any], found: Declared) -> tuple[str, list[tuple[str, str]]]:
    """The expression that answers a question, and its typical slips: from the last cell before the check that
    assigns the answer.
    """
    source, name = _solution(notebook, found), found.spec.name
    written, _ = written_numbers(notebook, found.index)
    answer, slips = _expressions(source, name, tuple(written))
    return answer, list(slips)


def _solution(notebook: Mapping[str, Any], found: Declared) -> str:
    """The last cell before a check that assigns its answer; "" where none does."""
    sources = (source_text(c) for c in reversed(notebook["cells"][: found.index]) if c["cell_type"] == "code")
    return next((source for source in sources if found.spec.name in assigned_names(source)), "")


def _ingredients(
    notebook: Mapping[str, Any], found: Declared, run: JobResult, key: Observation
) -> Ingredients | None:
    """What the solution of a question calculates with, where it is an expression that does."""
    looked = [step.value for step in run.steps if step.id == f"{found.index}:bahan"]
    seen = looked[0].get("seen", []) if looked and isinstance(looked[0], dict) else []
    solution, (answer, _) = _solution(notebook, found), _foreseen(notebook, found)
    asked = looks(notebook, found.index, solution, answer)
    given = every_number_in(text_of(notebook, found.index))
    return ingredients(notebook, solution, asked, seen, key, given, numbers_of_lesson(notebook))


@lru_cache(maxsize=256)
def _expressions(
    source: str, name: str, written: tuple[float, ...]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What is asked for again when the run is there: working the slips out takes a tenth of a second."""
    return answer_expression(source, name) or "", tuple(slip_expressions(source, name, written))


def decide_modes(
    notebook: Mapping[str, Any], checks: Sequence[Declared], run: Callable[[Job], JobResult], plain: JobResult
) -> dict[str, Mode]:
    """How each ordinary test is to run; ``run`` runs a job, ``plain`` is the reference's run."""

    def steps(tried: Mapping[str, Any], modes: Modes) -> tuple[Step, ...]:
        return tuple(step for step in reference_steps(tried, (), modes) if step.id not in asked)

    asked = {f"{found.index}" for found in checks}
    return decide(notebook, steps, lambda tried, seed: run(Job(tried, seed=seed)), plain)


def compile_checks(
    notebook: Mapping[str, Any], checks: Sequence[Declared], run: JobResult | None, hidden: bool = True
) -> list[CompiledQuestion]:
    """Build every question from the reference run (None where no question needs one).

    `hidden` keeps the hidden calls of a function; a released key has none. Raises SinauError for an
    author's error, naming the cell: a crashing solution cell, an unknown name, a misconception that equals
    the key.
    """
    compiled = []
    building = _building(notebook, checks)
    listed = {choice.name: choice.options.read for choice in choices(notebook)}
    for found in checks:
        name, options = found.spec.name, found.spec.options
        try:
            check, lock = _compile(notebook, found, run, hidden)
        except SinauError as problem:
            raise SinauError(f"Sel {found.cell_id}: {problem}") from None
        built, earlier = building.builds_on.get(name, ()), building.earlier.get(name, ())
        check = replace(check, builds_on=built, earlier=earlier)
        values = _values(found, run) if run and name in building.lends else {}
        its = listed.get(name, ())
        compiled.append(CompiledQuestion(found.cell_id, check, lock, options, values, its))
    return compiled


def _values(found: Declared, run: JobResult) -> dict[str, Any]:
    """What its cell gives to later ones; nothing where the answer itself is no plain data."""
    lent = run.step(f"{found.index}:nilai").value
    told = {name: tree for name, tree in lent.items() if tree is not None} if isinstance(lent, dict) else {}
    return told if found.spec.name in told else {}


def _compile(
    notebook: Mapping[str, Any], found: Declared, run: JobResult | None, hidden: bool
) -> tuple[Check, OpenLock]:
    if not found.needs_run or run is None:
        more = _found_options(notebook, found, text_seen(""))
        return build_from_answer(replace(found.spec, options={**found.spec.options, **more}))
    key = _observed(run, f"{found.index}")
    spec = replace(found.spec, options={**found.spec.options, **_found_options(notebook, found, key)})
    wrong = {
        expression: _observed(run, f"{found.index}:{number}")
        for number, expression in enumerate(found.spec.misconceptions)
        if expression in misconceptions_to_run(found.spec, key)
    }
    slips = [(s.ident, s.seen) for s in foreseen_slips(notebook, found, run)]
    given = [*(s for s in slips if tells_the_slip(s[0], key, s[1])), *_copied(notebook, found, run, key)]
    if not hidden:
        visible = len(calls_of(found.spec, hidden=False))
        key = _first_calls(key, visible)
        wrong = {expression: _first_calls(seen, visible) for expression, seen in wrong.items()}
    return build(spec, key, wrong, given, hidden, _ingredients(notebook, found, run, key))


def _found_options(notebook: Mapping[str, Any], found: Declared, key: Observation) -> dict[str, Any]:
    """What no author has to declare, since the solution and the course tell it."""
    solution, kind = _solution(notebook, found), kind_for(key, found.spec.options)
    taken = kind.options if kind is not None else frozenset()
    if "kolom_lain" in taken and keeps_all_columns(solution, found.spec.name):
        return {"kolom_lain": True}
    if kind is not None and "asing" in taken:
        about = (notebook, text_of(notebook, found.index), solution)
        others = other_cards if kind.name == "card" else other_charts
        near = other_charts.near_by(*about) if "saudara" in taken else {}
        return {"asing": others.others(*about)} | near
    return {}


def _first_calls(seen: Observation, number: int) -> Observation:
    """What a function gave for the calls that may be known."""
    return changed(seen, calls=seen["calls"][:number]) if is_function(seen) else seen


@dataclass(frozen=True)
class Foreseen:
    """A typical slip of a question: its sentence, what was computed, and what came out."""

    ident: str
    expression: str
    seen: Observation


def foreseen_slips(notebook: Mapping[str, Any], found: Declared, run: JobResult) -> list[Foreseen]:
    """The typical slips that came out as something of the key's type; none where the solution varied by
    nothing does not give the key again.
    """
    _, slips = _foreseen(notebook, found)
    if not slips:
        return []
    key, value = _observed(run, f"{found.index}"), run.step(f"{found.index}:selip").value
    [answer, *seen] = value["seen"] if isinstance(value, dict) else [None]
    if answer != key:
        return []
    return [
        Foreseen(ident, expression, observation)
        for (ident, expression), observation in zip(slips, seen, strict=True)
        if observation["type"] == key["type"]
    ]


def _copied(
    notebook: Mapping[str, Any], found: Declared, run: JobResult, key: Observation
) -> list[tuple[str, Observation]]:
    """Numbers that stand before this question in the notebook: answers to others, and those of its text."""
    if not is_number_seen(key):
        return []
    others = [d for d in declared(notebook) if d.index < found.index and d.needs_run]
    seen = [_observed(run, f"{other.index}") for other in reversed(others)]
    answers = [("neighbour", one) for one in seen if tells_the_slip("neighbour", key, one)]
    own, above = written_numbers(notebook, found.index)
    written = [("given-number", number_seen(number)) for number in own]
    written += [("number-above", number_seen(number)) for number in above]
    return [*answers, *(pair for pair in written if tells_the_slip(*pair[:1], key, pair[1]))]


def _observed(run: JobResult, step_id: str) -> Observation:
    result = run.step(step_id)
    if not isinstance(result.value, dict):
        raise SinauError(f"jawaban acuan tidak terbaca ({run.reason}).")
    return cast(Observation, result.value)


def check_reference(notebook: Mapping[str, Any], run: JobResult) -> None:
    """Raise SinauError, naming the cell, where the reference solution crashed or an ordinary test refuses it.

    A notebook without `periksa` may have cells that fail on purpose, as in nbgrader; its tests may not.
    """
    ours = bool(declared(notebook))
    for step in run.steps:
        if step.error is not None and step.id.isdigit():
            cell, name = notebook["cells"][int(step.id)], cell_name(notebook, int(step.id))
            said = f"{step.error.ename}: {step.error.evalue}"
            if is_test(cell):
                raise SinauError(f"Sel {name}: tes ini menolak jawaban acuan ({said}).")
            if ours:
                raise SinauError(f"Sel {name}: jawaban acuan berhenti karena {said}")
    if run.ended != "ok":
        raise SinauError(f"Jawaban acuan tidak selesai dijalankan ({run.reason}).")


def sealed_keys(notebook_id: str, notebook: Mapping[str, Any], compiled: Sequence[CompiledQuestion]) -> str:
    """The text of the key file: each question's public part and its sealed lock.

    The salt comes from the source, so that a release repeats byte for byte.
    """
    cells = [[cell["cell_type"], source_text(cell)] for cell in notebook["cells"]]
    digest = hashlib.sha256(json.dumps(cells, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()
    specs = [found.spec for found in declared(notebook)]
    answers = worked_answers(notebook, specs)
    questions = {}
    for c in compiled:
        salt, name = f"{notebook_id} {c.check.name} {digest[:16]}", c.check.name
        worked = seal_solution(salt, name, answers[name]) if name in answers else ""
        questions[name] = Question(c.check, seal(c.lock, salt), worked)
    return dumps(notebook_id, questions)


def run_reference(
    notebook: Mapping[str, Any], checks: Sequence[Declared], files: Mapping[str, bytes]
) -> JobResult:
    """Run an author's own source notebook in a plain process (it is our code, and there may be no sandbox
    here). The same one is run once.
    """
    steps = reference_steps(notebook, checks)
    told = [repr(step) for step in steps]
    parts = [*told, *(f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in sorted(files.items()))]
    key = hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
    if key not in _ran:
        _ran[key] = _plain_process().run(Job(steps, files))
    return _ran[key]


_ran: dict[str, JobResult] = {}


def look_over(notebook: Mapping[str, Any], files: Mapping[str, bytes]) -> dict[str, Mode]:
    """Everything that can be wrong with a source notebook, found before anything is written.

    Returns how each of its tests is to run; raises SinauError for an author's error.
    """
    if language(notebook) != "python":
        return {}
    checks = declared(notebook)
    if not has_to_run(notebook, checks):
        return {}
    run = run_reference(notebook, checks, files)
    check_reference(notebook, run)
    compile_checks(notebook, checks, run, hidden=False)
    brought = frozenset(name for name in files if name.endswith(".ipynb"))
    return decide_modes(
        notebook,
        checks,
        lambda job: _plain_process().run(replace(job, files=files, brought=brought)),
        run,
    )


@lru_cache(maxsize=1)
def _plain_process() -> Sandbox:
    """One warm process for all exercises of a release; importing pandas once takes a second."""
    plain = Sandbox(wall=False)
    atexit.register(plain.close)
    return plain


def release_notebook(notebook_id: str, notebook: Notebook, files: Mapping[str, bytes]) -> str | None:
    """Put the choices of `notebook` in the order that is shown and shorten every declared check, in place;
    return the key file's text, None where nothing is declared.

    Raises SinauError for an author's error.
    """
    if language(notebook) != "python":  # another grader's; nbgrader releases it as it is
        return None
    put_in_order(notebook)
    checks = declared(notebook)
    run = None
    if has_to_run(notebook, checks):
        run = run_reference(notebook, checks, files)
        check_reference(notebook, run)
    if not checks:
        return None
    keys = sealed_keys(notebook_id, notebook, compile_checks(notebook, checks, run, hidden=False))
    for found in checks:
        cell = notebook["cells"][found.index]
        cell["source"] = as_trainee_sees(source_text(cell))
    return keys
