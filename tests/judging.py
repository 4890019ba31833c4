"""Judge a value the way the grader and the trainee's notebook do, and insist that both say the same."""

from __future__ import annotations

import json
from collections.abc import Mapping

from grader.checks.build import Check, build, calls_of, misconceptions_to_run
from grader.checks.evaluate import evaluate
from grader.checks.lock import OpenLock, SealedLock, seal
from grader.checks.observe import observe
from grader.checks.spec import Json, Verdict, make_spec


class Question:
    """A question whose key is what ``solution`` holds under ``jawaban``."""

    def __init__(self, solution: Mapping[str, object], points: float = 2, **declaration: Json) -> None:
        spec = make_spec("jawaban", points, **declaration)
        request = {"name": "jawaban", "calls": list(calls_of(spec, hidden=True))}
        key = observe(solution, request)
        wrong = {e: observe(solution, request | {"expression": e}) for e in misconceptions_to_run(spec, key)}
        self.check: Check
        self.open: OpenLock
        self.check, self.open = build(spec, key, wrong)
        # Files of keys sort their names, so facets come in another order than the solution's.
        filed = json.dumps(seal(self.open, "garam").to_json(), sort_keys=True)
        self.sealed = SealedLock.from_json(json.loads(filed))

    def judge(self, value: object) -> Verdict:
        """The verdict on a value; asserts that open and sealed lock agree on everything."""
        seen = observe({"jawaban": value}, self.check.request())
        verdict = evaluate(self.check, self.open, seen)
        public = Check.from_json(json.loads(json.dumps(self.check.to_json(), sort_keys=True)))
        assert evaluate(public, self.sealed, seen) == verdict
        return verdict


def question(key: object, **declaration: Json) -> Question:
    """A question with this key."""
    return Question({"jawaban": key}, **declaration)
