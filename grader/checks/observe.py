"""From a value in the learner's namespace to plain JSON. Runs beside learner code and holds no secret."""

import json
import time
from collections.abc import Mapping
from typing import Any

from grader.checks.kinds import KINDS
from grader.checks.kinds.base import Observation
from grader.checks.spec import Json

PLAIN_CONTAINERS = (dict, list, tuple)
#: How much the observations of several expressions may hold together, as JSON, and how long they may take
#: (processor time); what is above is left out, so that a large table cannot use up a run's limits.
ROOM = 1 << 18
SECONDS = 2.0


def observe(namespace: Mapping[str, object], request: Mapping[str, Json]) -> Observation:
    """Observe the name ``request["name"]``.

    ``request["calls"]`` are argument tuples (as source text) for a function. Only an author's reference run
    asks for ``request["expression"]``, which is evaluated instead of the name, or for several
    ``request["expressions"]``: then the type is ``several`` and ``seen`` holds an observation of each. The
    expressions of ``request["beside"]`` are over the learner's own names; what they give stands beside the
    observation of the name.

    The observation's ``type`` is one of the kinds' types, or ``missing`` (no such name), ``blank`` (still
    ``____``), ``none``, ``other`` (with ``python_type``) or ``broken`` (looking at the value raised).
    """
    if "expressions" in request:
        return {"type": "several", "seen": _observe_each(namespace, request)}
    name = str(request["name"])
    expression = request.get("expression")
    if name not in namespace and expression is None:
        return {"type": "missing"}
    try:
        value = namespace[name] if expression is None else eval(expression, dict(namespace))
        seen = describe(value, request)
        if request.get("beside") and expression is None:
            seen["beside"] = _observe_each(namespace, {**request, "expressions": request["beside"]})
        return seen
    except Exception as error:
        return {"type": "broken", "ename": type(error).__name__[:60], "evalue": str(error)[:200]}


def _observe_each(namespace: Mapping[str, object], request: Mapping[str, Json]) -> list[Observation]:
    room, each, until = ROOM, [], time.process_time() + SECONDS
    bare = {key: value for key, value in request.items() if key not in ("expressions", "beside")}
    for expression in request["expressions"]:
        in_time = time.process_time() <= until
        seen = observe(namespace, bare | {"expression": expression}) if in_time else {"type": "other"}
        size = len(json.dumps(seen))
        fits = size <= room
        each.append(seen if fits else {"type": "other"})
        room -= size if fits else 0
    return each


def describe(value: Any, request: Mapping[str, Json]) -> Observation:
    """Observe a value itself; may raise whatever a learner's object raises when it is looked at."""
    from grader.checks.blank import is_blank

    parts = (
        list(value.values() if isinstance(value, dict) else value) if type(value) in PLAIN_CONTAINERS else []
    )
    if is_blank(value) or value is ... or (parts and all(is_blank(part) for part in parts)):
        return {"type": "blank"}
    if value is None:
        return {"type": "none"}
    for kind in KINDS.values():
        seen = kind.recognise(value, request)
        if seen is not None:
            return seen
    return {"type": "other", "python_type": type(value).__name__[:60]}
