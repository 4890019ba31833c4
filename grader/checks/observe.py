"""What stands under a name in the learner's notebook. Runs beside learner code and holds no secret."""

import json
import time
from collections.abc import Mapping
from typing import Any, cast

from grader.checks.kinds import KINDS
from grader.checks.kinds.keyless import SeenBeside
from grader.checks.observation import FailedSeen, Observation, SeveralSeen, changed
from grader.checks.recognise import recognise
from grader.checks.spec import Json

#: How much the observations of several expressions may hold together, as JSON, and how long they may take
#: (processor time); what is above is left out, so that a large table cannot use up a run's limits.
ROOM = 1 << 18
SECONDS = 2.0


def observe(namespace: Mapping[str, object], request: Mapping[str, Json]) -> Observation:
    """Observe the name ``request["name"]``.

    ``request["calls"]`` are argument tuples (as source text) for a function. Only an author's reference run
    asks for ``request["expression"]``, which is evaluated instead of the name, or for several
    ``request["expressions"]``: then it is a SeveralSeen. The expressions of ``request["beside"]`` are over
    the learner's own names; what they give stands beside the observation of the name.
    """
    if "expressions" in request:
        several: SeveralSeen = {"type": "several", "seen": _observe_each(namespace, request)}
        return several
    name = str(request["name"])
    expression = request.get("expression")
    if name not in namespace and expression is None:
        return {"type": "missing"}
    try:
        value = namespace[name] if expression is None else eval(expression, dict(namespace))
        seen = describe(value, request)
        if request.get("beside") and expression is None:
            expressions = {**request, "expressions": request["beside"]}
            return changed(cast(SeenBeside, seen), beside=_observe_each(namespace, expressions))
        return seen
    except Exception as error:
        broken: FailedSeen = {
            "type": "broken",
            "ename": type(error).__name__[:60],
            "evalue": str(error)[:200],
        }
        return broken


def describe(value: Any, request: Mapping[str, Json]) -> Observation:
    """Observe a value itself; may raise whatever a learner's object raises when it is looked at."""
    return recognise(value, request, KINDS.values())


def _observe_each(namespace: Mapping[str, object], request: Mapping[str, Json]) -> list[Observation]:
    room, until = ROOM, time.process_time() + SECONDS
    each: list[Observation] = []
    bare = {key: value for key, value in request.items() if key not in ("expressions", "beside")}
    for expression in request["expressions"]:
        in_time = time.process_time() <= until
        seen: Observation = {"type": "other"}
        if in_time:
            seen = observe(namespace, bare | {"expression": expression})
        size = len(json.dumps(seen))
        fits = size <= room
        each.append(seen if fits else {"type": "other"})
        room -= size if fits else 0
    return each
