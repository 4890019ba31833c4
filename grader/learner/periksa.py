"""`periksa("hpp")`: the one check a trainee sees."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.checks.build import build, build_from_answer, calls_of, misconceptions_to_run, needs_no_key
from grader.checks.evaluate import evaluate
from grader.checks.follow import pointed
from grader.checks.observe import observe
from grader.checks.spec import VERDICT_MIME, Json, Outcome, Verdict, make_spec
from grader.common.errors import SinauError
from grader.learner import earlier, keyfile
from grader.learner.example import try_example
from grader.learner.figure import figures_put_away
from grader.learner.identity import notebook_path
from grader.learner.panel import notice_html, verdict_html
from grader.learner.python_errors import failure_of
from grader.learner.unfinished import is_compared, is_unfinished

#: How many hints of a question were asked for with `.petunjuk()` in this session.
_asked: dict[str, int] = {}


class Hasil:
    """What `periksa` returns: a panel for people (HTML), the score alone for nbgrader (plain text)."""

    def __init__(self, verdict: Verdict, hints: tuple[str, ...]) -> None:
        self.verdict = verdict
        self._hints = hints

    def __repr__(self) -> str:
        return f"{self.verdict.score:g}"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Json]:
        return {
            "text/plain": repr(self),
            "text/html": verdict_html(self.verdict, self._hints),
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
    verdict = _judge(question, namespace)
    earlier.remember(nama, verdict.outcome)
    if verdict.outcome is not Outcome.RIGHT and question.check.builds_on:
        first = earlier.wrong_before(nama, _find, lambda other: _judge(other, namespace).outcome)
        verdict = pointed(verdict, first, is_unfinished(nama))
    return Hasil(verdict, question.check.hints)


def _find(name: str) -> keyfile.Question:
    return keyfile.find(name, Path.cwd(), notebook_path())


def _judge(question: keyfile.Question, namespace: Mapping[str, object]) -> Verdict:
    """What the sealed key says of an answer as it stands now."""
    name = question.check.name
    seen = observe(namespace, question.check.request())
    return evaluate(question.check, question.lock, seen, _crash(name), is_unfinished(name), is_compared(name))


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
    return Hasil(
        evaluate(check, lock, seen, _crash(name), is_unfinished(name), is_compared(name)), check.hints
    )


def _crash(name: str) -> str | None:
    failure = failure_of(name)
    return failure.explanation.what_happened if failure else None
