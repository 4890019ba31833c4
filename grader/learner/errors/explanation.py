"""The two sentences that follow a Python error."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    """What happened and what to do now, code between backticks; `what_to_do` may be empty."""

    what_happened: str
    what_to_do: str
