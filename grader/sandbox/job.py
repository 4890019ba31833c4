"""What goes into the sandbox and what comes out: plain data, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from grader.sandbox.limits import Limits

Json = Any  # what `json.loads` returns; mypy has no recursive alias that json accepts

StepKind = Literal["cell", "observe", "test", "lend", "give"]
"""cell: the learner's code. observe: look at a name of theirs. test: a trusted cell of ordinary Python.
lend: take plain values out. give: put plain values in."""

StepStatus = Literal["ok", "error", "timeout", "output", "not_reached"]
"""error: it raised. timeout: too slow. output: it printed too much. not_reached: the run had ended, or the
step was not needed."""

Ending = Literal[
    "ok", "timeout", "cpu", "memory", "processes", "disk", "output", "exit", "crash", "killed", "protocol"
]
"""How the whole run ended; everything but "ok" means that some steps were not reached."""

SEED = 20240817  # the same random numbers on every run: grading again gives the same result


#: Stands among what is `allowed` where that tells the ways by which objects came, as no release before did.
WAYS = "jalan"
#: The same of what is empty, of generators and of patterns (`crossing.Decoder`).
CONTENTS = "isi"


@dataclass(frozen=True)
class Step:
    """One thing to do in the learner's namespace.

    `request` is, for "observe", the argument of `grader.checks.observe.observe`; for "test" it may hold
    `{"shadows": ["sum", "math.*"]}`, the builtin names that the exercise itself asks the learner to define,
    and the libraries from which it imports; for "cell" `{"locked": True}` says that the author wrote it; for
    "lend" it holds the `names`, for "give" the `values` by name, both as in `exchange`.

    With `isolated` a test runs in a process of its own, where no learner's code ever ran; a locked cell runs
    there too. It holds the `names` of the learner's that are brought there, the author's `imports` by name,
    the `stars` (imports of all names), and what objects of the learner's are `allowed` to do (None: anything,
    and the result's `used` tells).

    `unless` names an earlier look at the same answer: where that found one, this look is left out.
    """

    kind: StepKind
    id: str
    source: str = ""
    request: Mapping[str, Json] | None = None
    isolated: Mapping[str, Json] | None = None
    unless: str = ""


@dataclass(frozen=True)
class Job:
    """One submission: its steps in order and the data files that lie beside its notebook.

    Files in `brought` are the learner's own: isolated tests do not see them.
    """

    steps: tuple[Step, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    brought: frozenset[str] = frozenset()
    seed: int = SEED

    @property
    def observes(self) -> bool:
        """Whether it looks at names of the learner's."""
        return any(step.kind == "observe" for step in self.steps)

    @property
    def isolates(self) -> bool:
        """Whether it needs the second process."""
        return any(step.isolated is not None for step in self.steps)


@dataclass(frozen=True)
class StepError:
    """The exception that ended a step; `traceback` is printable lines."""

    ename: str
    evalue: str
    traceback: tuple[str, ...]


@dataclass(frozen=True)
class StepResult:
    """What one step did.

    `outputs` are nbformat 4 outputs. `value` is JSON: what `observe` returned, or the value of the last
    expression of a test (number, bool or text; None when it is something else). `seconds` is wall time, `cpu`
    processor time.
    """

    id: str
    status: StepStatus
    outputs: tuple[dict[str, Json], ...] = ()
    error: StepError | None = None
    value: Json = None
    seconds: float = 0.0
    cpu: float = 0.0
    used: tuple[str, ...] = ()


@dataclass(frozen=True)
class JobResult:
    """What a run did, one `StepResult` for each step of the job in the same order.

    `reason` says in plain English how it ended (for logs; sentences for people are made elsewhere from
    `ended`). `cpu` counts every process of the submission, `memory_mib` is the peak the watcher saw.
    """

    ended: Ending
    reason: str
    steps: tuple[StepResult, ...]
    seconds: float = 0.0
    cpu: float = 0.0
    memory_mib: float = 0.0

    def step(self, id: str) -> StepResult:
        """The result of the step `id`; KeyError when the job had no such step."""
        for result in self.steps:
            if result.id == id:
                return result
        raise KeyError(id)
