"""A table under the key's names, where those are not the point of a question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.checks.kinds.scalar import kind_of
from grader.checks.observation import Observation, TableSeen, changed, is_dict, is_table
from grader.checks.spec import Json


def renamed(seen: Observation, frame: Json) -> Observation:
    """The answer under the key's names where the key has none: a Series without name is told by position.

    So `.rename("banyak")`, `.reset_index()` or a dictionary of the same labels and values is the same answer.
    """
    unnamed, names = frame["unnamed"], list(frame["names"])
    if frame.get("kolom_lain"):
        seen = _without_others(seen, names)
    if not unnamed:
        return _labels_named(seen, names)
    if is_dict(seen) and len(names) == 2:
        keys, values = [k for k, _ in seen["pairs"]], [v for _, v in seen["pairs"]]
        pairs: TableSeen = {
            "type": "table",
            "rows": seen["length"],
            "index": names[:1],
            "names": names,
            "columns": [{"is": "text", "values": keys}, {"is": kind_of(values), "values": values}],
        }
        return pairs
    if not is_table(seen) or seen.get("too_big") or len(seen["names"]) != len(names):
        return seen
    free = [n for n in names if n in unnamed]
    others = [i for i, n in enumerate(seen["names"]) if n not in names or n in free]
    if len(others) != len(free):
        return seen
    new = list(seen["names"])
    for name in free:
        same = [i for i in others if seen["columns"][i]["is"] == frame["is"][name]]
        place = (same or others)[0]
        others.remove(place)
        new[place] = name
    return changed(seen, names=new)


def _without_others(seen: Observation, names: Sequence[str]) -> Observation:
    """The answer without the columns that the learner added to all that are due."""
    if not is_table(seen) or seen.get("too_big") or not set(names) < set(seen["names"]) or seen["index"]:
        return seen
    kept = [i for i, name in enumerate(seen["names"]) if name in names]
    columns = [seen["columns"][i] for i in kept]
    return changed(seen, names=[seen["names"][i] for i in kept], columns=columns)


def _labels_named(seen: Observation, names: Sequence[str]) -> Observation:
    """The answer with its labels as the one column it lacks, where they have no name: a loop makes it so."""
    if not is_table(seen) or seen.get("too_big") or seen["index"] != ["indeks"]:
        return seen
    missing = [n for n in names if n not in seen["names"]]
    if len(missing) != 1:
        return seen
    return changed(seen, index=missing, names=[*missing, *seen["names"][1:]])


def bare_name(name: str) -> str:
    """A column's name without what people write otherwise: capitals, spaces, underscores, hyphens."""
    return re.sub(r"[\s_-]", "", name).casefold()
