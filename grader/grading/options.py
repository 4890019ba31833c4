"""How a class is to be graded."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from grader.common.errors import SinauError
from grader.sandbox.limits import Limits


@dataclass(frozen=True)
class GradingOptions:
    """How to grade: on the cluster of ``scheduler`` (``keys`` is the folder of its `cluster_keys`), else in
    ``workers`` processes (None: all processors).
    """

    force: bool = False
    workers: int | None = None
    wall: bool = True
    scheduler: str | None = None
    limits: Limits = field(default_factory=Limits)
    keys: Path | None = None

    def __post_init__(self) -> None:
        if self.workers is not None and not 1 <= self.workers <= 256:
            raise SinauError(f"--workers harus antara 1 dan 256, bukan {self.workers}.")
