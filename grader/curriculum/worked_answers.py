"""What a lesson shows to whoever is stuck: the answer as one types it. An exercise shows none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from grader.checks.spec import Spec

_TELLS = "Satu jawaban yang benar. Ketik sendiri, lalu periksa lagi."


def worked_answers(notebook: Mapping[str, Any], specs: Iterable[Spec]) -> dict[str, str]:
    """The text for each question of a lesson whose author gave the key: a sentence, then a line of code."""
    if notebook.get("metadata", {}).get("sinau", {}).get("kind") != "lesson":
        return {}
    return {s.name: f"{_TELLS}\n{s.name} = {_typed(s.answer)}" for s in specs if s.has_answer}


def _typed(value: object) -> str:
    """A value as a learner types it: 160_000, "b"."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:_}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
