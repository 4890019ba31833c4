"""Runs the steps of a job over its channels and reads, with distrust, what comes back."""

from __future__ import annotations

import base64
import itertools
import secrets
import time
from collections.abc import Mapping
from dataclasses import replace

from grader.sandbox import protocol
from grader.sandbox.channel import GRACE_SECONDS, Channel, End, Gone, Stopped
from grader.sandbox.job import Job, JobResult, Json, Step, StepError, StepResult, StepStatus
from grader.sandbox.relay import Relay


def drive(job: Job, learner: Channel, tester: Channel | None) -> tuple[list[StepResult], Stopped | None]:
    """Send the steps one by one; the results of those that were reached, and why the rest was not.

    Isolated steps run on the ``tester``'s side, which is there when the job has any.
    """
    deadline = time.monotonic() + job.limits.wall_seconds
    driver = _Driver(job, learner, tester, deadline)
    done: list[StepResult] = []
    try:
        driver.start()
        for step in job.steps:
            needless = step.unless and any(one.id == step.unless and found(one) for one in done)
            done.append(StepResult(step.id, "not_reached") if needless else driver.step(step))
    except Stopped as stop:
        return done, stop
    return done, None


def found(look: StepResult) -> bool:
    """Whether a look at a name has come to its end and found an answer there."""
    value = look.value if look.status == "ok" else None
    kind = value.get("type") if isinstance(value, dict) else None
    return isinstance(kind, str) and kind not in ("missing", "blank")


class _Driver:
    """One job under way."""

    def __init__(self, job: Job, learner: Channel, tester: Channel | None, deadline: float) -> None:
        self._job, self._learner, self._tester, self._deadline = job, learner, tester, deadline
        self._budget = job.limits.output_kib * 1024
        self._tester_died: Stopped | None = None
        self._lent: Json = None

    def start(self) -> None:
        """Send both sides their files; the tester's side gets none that a learner brought."""
        _send_start(self._learner, self._job, self._job.files, self._deadline, True)
        if self._tester is not None:
            given = {n: data for n, data in self._job.files.items() if n not in self._job.brought}
            # Else a file that a test writes, as a learner's text says, could be what it imports next.
            modules = any(name.endswith((".py", ".pyc", ".so")) for name in given)
            _send_start(self._tester, self._job, given, self._deadline, modules)

    def step(self, step: Step) -> StepResult:
        """Run one step; raises Stopped where the learner's side can do no more."""
        if step.isolated is None or self._tester is None:
            return self._exchange(step, self._learner)
        if step.kind == "test":
            return self._isolated(step)
        result = self._exchange(step, self._learner)
        self._isolated(step)  # the author's cell once more, for the tests; if it fails, they do
        return result

    def _exchange(self, step: Step, channel: Channel) -> StepResult:
        started = time.monotonic()
        cell_deadline = min(started + self._job.limits.cell_seconds, self._deadline)
        wanted = self._needed_from(step) if self._tester is not None and step.kind == "cell" else {}
        frame, nonce, proof = _question(step, lend=wanted if wanted.get("names") else None)
        interrupted, self._lent = False, None
        try:
            channel.send(frame, cell_deadline)
            try:
                body = channel.receive(self._budget, cell_deadline)
            except TimeoutError:
                if cell_deadline == self._deadline:
                    raise
                interrupted = True
                channel.interrupt()
                body = channel.receive(self._budget, min(time.monotonic() + GRACE_SECONDS, self._deadline))
        except TimeoutError:
            raise Stopped("timeout", f"no answer within {time.monotonic() - started:.1f} s") from None
        except Gone:
            raise Stopped("exit", "the process ended") from None
        self._budget -= len(body)
        message = _decoded(body)
        self._lent = _lent(message)
        return _finished(step, message, nonce, proof, interrupted, started)

    def _isolated(self, step: Step) -> StepResult:
        """Run a step on the tester's side, which asks the learner's side as it goes."""
        assert self._tester is not None
        assert step.isolated is not None
        started = time.monotonic()
        if self._tester_died is not None:
            return _lost(step, self._tester_died, started)
        cell_deadline = min(started + self._job.limits.cell_seconds, self._deadline)
        relay = Relay(self._learner, self._tester, cell_deadline)
        frame, nonce, proof = _question(step, names=self._names(step, relay))
        try:
            body = relay.run(frame)
            result = _finished(step, _decoded(body), nonce, proof, relay.interrupted, started)
        except TimeoutError:
            self._tester_died = Stopped("timeout", f"no answer within {time.monotonic() - started:.1f} s")
        except Gone:
            self._tester_died = Stopped("exit", "the test's process ended")
        except Stopped as stop:
            if relay.learner_stopped:
                raise
            self._tester_died = stop
        else:
            self._budget -= sum(len(str(output)) for output in result.outputs)
            if relay.asked:
                self._lent = relay.names
            return result
        return _lost(step, self._tester_died, started)

    def _names(self, step: Step, relay: Relay) -> Json:
        """The learner's names for a step, and for the next ones: good until code runs there."""
        if self._lent is None:
            told = relay.ask_learner({"do": "names", **self._needed_from(step)})
            found = told.get("names") if isinstance(told, dict) else None
            if isinstance(found, dict) and None in found.values():  # too much together, perhaps
                alone = {key: list((step.isolated or {}).get(key, ())) for key in ("names", "files")}
                return relay.ask_learner({"do": "names", **alone})
            self._lent = told
        return self._lent

    def _needed_from(self, step: Step) -> Json:
        """The names and files that this step asks for, and the isolated tests that follow it at once."""
        steps = self._job.steps[self._job.steps.index(step) :]
        needed = list(itertools.takewhile(lambda s: s.kind == "test" and s.isolated is not None, steps[1:]))
        wanted = [one.isolated for one in (step, *needed) if one.isolated is not None]
        return {
            key: sorted({name for isolated in wanted for name in isolated.get(key, ())})
            for key in ("names", "files")
        }


def _send_start(
    channel: Channel, job: Job, files: Mapping[str, bytes], deadline: float, modules: bool
) -> None:
    """``modules``: whether what lies in the working folder can be imported."""
    encoded = {name: base64.b64encode(content).decode("ascii") for name, content in files.items()}
    start = {
        "files": encoded,
        "cell_output_kib": job.limits.cell_output_kib,
        "seed": job.seed,
        "observes": job.observes,
        "modules": modules,
    }
    try:
        channel.send(protocol.encode(start), deadline)
    except TimeoutError:
        raise Stopped("timeout", "the files of the submission were not taken") from None
    except Gone:
        raise Stopped("exit", "the process ended") from None


def _question(step: Step, *, names: Json = None, lend: Json = None) -> tuple[bytes, str, str]:
    """The frame of a step, and the two secrets that its answer must hold.

    ``names`` are the learner's, for an isolated step; ``lend`` is what the learner's side is to tell of its
    own beside the answer, for the isolated steps that come next.
    """
    nonce, proof = secrets.token_hex(16), secrets.token_hex(16)
    message: dict[str, Json] = {"op": "step", "kind": step.kind, "nonce": nonce, "source": step.source}
    message["request"] = None if step.request is None else dict(step.request)
    if step.kind == "test":
        message["proof"] = proof
    if lend is not None:
        message["lend"] = lend
    if names is not None:
        message |= {"isolated": dict(step.isolated or {}), "names": names}
    return protocol.encode(message), nonce, proof


def _decoded(body: bytes) -> dict[str, Json]:
    try:
        return protocol.decode(body)
    except protocol.ProtocolError as error:
        raise Stopped("protocol", f"malformed answer: {error}") from None


def _lent(message: dict[str, Json]) -> Json:
    """The names that came with an answer, if all of them could be told at once."""
    told = message.get("lent")
    found = told.get("names") if isinstance(told, dict) else None
    return told if isinstance(found, dict) and None not in found.values() else None


def _finished(
    step: Step, message: dict[str, Json], nonce: str, proof: str, interrupted: bool, started: float
) -> StepResult:
    try:
        result = _result(step, message, nonce, proof)
    except protocol.ProtocolError as error:
        raise Stopped("protocol", f"malformed answer: {error}") from None
    if interrupted:
        result = replace(result, status="timeout", value=None)
    return replace(result, seconds=time.monotonic() - started)


def _lost(step: Step, why: Stopped, started: float) -> StepResult:
    status: StepStatus = why.ended if why.ended in ("timeout", "output") else "error"
    error = StepError("ProcessEnded", why.reason, ())
    return StepResult(step.id, status, error=error, seconds=time.monotonic() - started)


def _result(step: Step, message: dict[str, Json], nonce: str, proof: str) -> StepResult:
    if message.get("nonce") != nonce:
        raise protocol.ProtocolError("an answer to another question")
    status = message.get("status")
    if status not in ("ok", "error", "output"):
        raise protocol.ProtocolError("unknown status")
    if step.kind == "test" and status == "ok" and message.get("proof") != proof:
        raise protocol.ProtocolError("no proof that the test ran to its end")
    error = message.get("error")
    if error is not None:
        if not isinstance(error, dict):
            raise protocol.ProtocolError("error expected")
        error = StepError(
            protocol.text(error.get("ename")),
            protocol.text(error.get("evalue")),
            protocol.text_list(error.get("traceback")),
        )
    if status != "output" and (error is None) == (status == "error"):
        raise protocol.ProtocolError("status and error disagree")
    value = message.get("value")
    if status != "ok" or step.kind == "cell":
        value = None
    elif step.kind == "test" and not (value is None or isinstance(value, (int, float, str))):
        raise protocol.ProtocolError("value of a test expected")
    outputs = protocol.outputs(message.get("outputs"))
    cpu = protocol.number(message.get("cpu"))
    used = protocol.text_list(message.get("used", []))
    return StepResult(step.id, status, outputs, error, value, cpu=cpu, used=used)


def assemble(job: Job, done: list[StepResult], end: End, started: float) -> JobResult:
    """The result of each step; the one in which the run ended carries the reason."""
    results = list(done)
    if end.ended != "ok" and len(results) < len(job.steps):
        status: StepStatus = end.ended if end.ended in ("timeout", "output") else "error"
        error = StepError("ProcessEnded", end.reason, ())
        results.append(StepResult(job.steps[len(results)].id, status, error=error))
    results += [StepResult(step.id, "not_reached") for step in job.steps[len(results) :]]
    seconds = time.monotonic() - started
    return JobResult(end.ended, end.reason, tuple(results), seconds, end.cpu, end.memory_mib)
