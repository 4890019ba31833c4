"""`periksa("hpp")`: the one check a trainee sees."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.checks.build import build, build_from_answer, calls_of, misconceptions_to_run, needs_no_key
from grader.checks.evaluate import evaluate
from grader.checks.follow import pointed
from grader.checks.lock import open_solution
from grader.checks.observation import Observation
from grader.checks.observe import observe
from grader.checks.spec import VERDICT_MIME, Cell, Json, Outcome, Verdict, make_spec
from grader.common.errors import SinauError
from grader.learner import earlier, keyfile, progress
from grader.learner.example import try_example
from grader.learner.figure import figures_put_away
from grader.learner.identity import notebook_path
from grader.learner.panel import notice_html, verdict_html
from grader.learner.profile import find_workspace
from grader.learner.python_errors import failure_of
from grader.learner.unfinished import is_compared, is_left, is_noted, is_unfinished, only_shown, source_of
from grader.notebooks.names import asked_names
from grader.notebooks.typed import typed_slip
from grader.notebooks.written import written_in

#: So many different wrong answers open a lesson's worked answer, below its hints.
HONEST_TRIES = 2
#: How many hints of a question were asked for with `.petunjuk()` in this session.
_asked: dict[str, int] = {}


class Hasil:
    """What `periksa` returns: a panel for people (HTML), the score alone for nbgrader (plain text)."""

    def __init__(self, verdict: Verdict, hints: tuple[str, ...], solution: str = "") -> None:
        self.verdict = verdict
        self._hints = hints
        self._solution = solution

    def __repr__(self) -> str:
        return f"{self.verdict.score:g}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Json]:
        return {
            "text/plain": repr(self),
            "text/html": verdict_html(self.verdict, self._hints, self._solution),
            VERDICT_MIME: self.verdict.to_json(),
        }

    def petunjuk(self) -> Petunjuk:
        """The next hint; after the last one it says so."""
        number = _asked.get(self.verdict.check, 0)
        if not self._hints:
            return Petunjuk(
                "Soal ini tidak punya petunjuk; baca lagi soalnya pelan-pelan, atau tanya temanmu."
            )
        if number >= len(self._hints):
            return Petunjuk(f"Semua petunjuk sudah dibuka. Yang terakhir: {self._hints[-1]}")
        _asked[self.verdict.check] = number + 1
        return Petunjuk(f"Petunjuk {number + 1} dari {len(self._hints)}: {self._hints[number]}")


class Petunjuk:
    """A sentence shown as a panel."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def __repr__(self) -> str:
        return self.sentence

    def _repr_html_(self) -> str:
        return notice_html(self.sentence)


class BelumBisa(Petunjuk):
    """`periksa` could not look: the sentence for a person, a zero for nbgrader."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Json]:
        return {"text/plain": "0", "text/html": notice_html(self.sentence)}

    def petunjuk(self) -> Petunjuk:
        """There is nothing to hint at; says the same sentence."""
        return Petunjuk(self.sentence)


def periksa(nama: str, **pilihan: Json) -> Hasil | BelumBisa:
    """Check the answer `nama` and say how it stands.

    In a released notebook it takes the name alone. In a source notebook the author writes the whole
    declaration (`grader.checks.spec`); there the key is `kunci`, or else what the notebook itself computed,
    and an author's error raises SinauError.
    """
    namespace = sys._getframe(1).f_globals
    if pilihan:
        return _in_source(nama, pilihan, namespace)
    try:
        question = _find(nama)
    except SinauError as problem:
        return BelumBisa(str(problem))
    verdict, tried = judge(question, namespace)
    earlier.remember(nama, verdict.outcome)
    if verdict.outcome is not Outcome.RIGHT:
        first = earlier.wrong_before(nama, _find, lambda other: _look(other, namespace)[0].outcome)
        verdict = pointed(verdict, first, is_unfinished(nama))
    shown = ""
    if len(tried.wrong) >= HONEST_TRIES:
        shown = open_solution(question.lock.salt, nama, question.solution)
    return Hasil(verdict, question.check.hints, shown)


def judge(question: keyfile.Question, namespace: Mapping[str, object]) -> tuple[Verdict, progress.Tried]:
    """The verdict on an answer as it stands now, and its tries so far; a workspace remembers them."""
    verdict, seen = _look(question, namespace)
    notebook = notebook_path()
    workspace = find_workspace(notebook.parent) if notebook else None
    if notebook and workspace:
        return verdict, progress.note(workspace, notebook, seen, verdict)
    return verdict, progress.Tried()


def _find(name: str) -> keyfile.Question:
    return keyfile.find(name, Path.cwd(), notebook_path())


def _look(question: keyfile.Question, namespace: Mapping[str, object]) -> tuple[Verdict, Observation]:
    """What the sealed key says of an answer, and what was seen of it."""
    name = question.check.name
    seen = observe(namespace, question.check.request())
    return evaluate(question.check, question.lock, seen, _cell(name)), seen


def _in_source(name: str, options: Mapping[str, Json], namespace: Mapping[str, object]) -> Hasil:
    spec = make_spec(name, **options)
    request = {"name": name, "calls": list(calls_of(spec, hidden=True))}
    if spec.has_answer or needs_no_key(spec):
        check, lock = build_from_answer(spec)
        seen = observe(namespace, check.request())
    else:
        seen = observe(namespace, request)
        with figures_put_away():  # a misconception may draw
            wrong = {
                text: observe(namespace, {**request, "expression": text})
                for text in misconceptions_to_run(spec, seen)
            }
        check, lock = build(spec, seen, wrong)
    try_example(spec, check, lock, namespace)
    return Hasil(evaluate(check, lock, seen, _cell(name)), check.hints)


def _cell(name: str) -> Cell:
    """What the last cell that assigned the answer tells of it."""
    failure, source = failure_of(name), source_of(name)
    typed = typed_slip(source)
    return Cell(
        failure.explanation.what_happened if failure else None,
        failure is not None and name in failure.before,
        is_unfinished(name),
        is_compared(name),
        typed.told if typed else None,
        written_in(source) if source else None,
        is_left(name),
        name in asked_names(source),
        is_noted(name),
        only_shown(),
    )
