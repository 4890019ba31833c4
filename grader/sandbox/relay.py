"""Between the two processes of an isolated test: passes on what they ask each other, plain data only."""

from __future__ import annotations

import secrets
import time

from grader.sandbox import protocol
from grader.sandbox.channel import GRACE_SECONDS, Channel, Gone, Stopped
from grader.sandbox.job import Json

#: Bytes of one frame; `crossing` sends less.
MOST = 32 << 20
#: Calls within calls: a function of the learner's calls one of the test's, which calls one of the learner's.
DEEPEST = 50


class Relay:
    """One isolated test. ``interrupted`` says that it was too slow.

    ``asked``: whether the learner's code has run; ``names`` are theirs after that, where it told them.
    """

    def __init__(self, learner: Channel, tester: Channel, deadline: float) -> None:
        self._learner, self._tester, self._deadline = learner, tester, deadline
        self._depth = 0
        self.interrupted = False
        self.asked = False
        self.names: Json = None
        self.learner_stopped = False

    def run(self, frame: bytes) -> bytes:
        """Send the tester its step and serve it to its end: the body of its answer.

        Raises Gone or TimeoutError where the tester's side ends, Stopped where a side breaks the rules.
        """
        self._tester.send(frame, self._deadline)
        body, _ = self._until("nonce")
        return body

    def ask_learner(self, request: Json) -> Json:
        """The answer of the learner's side, None where it is too slow; raises Stopped where it has ended."""
        try:
            return self._ask(request)
        except TimeoutError:
            self.learner_stopped = True
            raise Stopped("timeout", "no answer in time") from None
        except Gone:
            self.learner_stopped = True
            raise Stopped("exit", "the process ended") from None

    def _until(self, key: str) -> tuple[bytes, dict[str, Json]]:
        """Serve the tester until a frame of it has ``key``."""
        while True:
            body = self._from_tester()
            message = _read(body)
            if "ask" in message:
                self.asked = True
                value = None if self.interrupted else self.ask_learner(message["ask"])
                self._tester.send(protocol.encode({"op": "answer", "value": value}), self._late())
            elif key in message:
                return body, message
            else:
                raise Stopped("protocol", "neither question nor answer")

    def _from_tester(self) -> bytes:
        try:
            return self._tester.receive(MOST, self._late())
        except TimeoutError:
            if self.interrupted:
                raise
        self.interrupted = True
        self._tester.interrupt()
        return self._tester.receive(MOST, self._late())

    def _late(self) -> float:
        return time.monotonic() + GRACE_SECONDS if self.interrupted else self._deadline

    def _ask(self, request: Json) -> Json:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Stopped("protocol", "calls within calls without end")
        nonce = secrets.token_hex(16)
        question = {"op": "step", "kind": "ask", "nonce": nonce, "source": "", "request": request}
        self._learner.send(protocol.encode(question), self._deadline)
        try:
            return self._answer(nonce)
        finally:
            self._depth -= 1

    def _answer(self, nonce: str) -> Json:
        while True:
            message = self._from_learner()
            if message.get("nonce") != nonce:
                self.learner_stopped = True
                raise Stopped("protocol", "an answer to another question")
            if "back" in message:
                self._tester.send(protocol.encode({"op": "back", "value": message["back"]}), self._late())
                _, answer = self._until("backed")
                self._learner.send(protocol.encode({"op": "answer", "value": answer["backed"]}), self._late())
            elif self.interrupted:
                return None
            else:
                value = _value(message)
                self.names = value.pop("now", None)
                return value

    def _from_learner(self) -> dict[str, Json]:
        try:
            body = self._learner.receive(MOST, self._late())
        except TimeoutError:
            if self.interrupted:
                raise
            self.interrupted = True
            self._learner.interrupt()
            body = self._learner.receive(MOST, self._late())
        try:
            return protocol.decode(body)
        except protocol.ProtocolError as error:
            self.learner_stopped = True
            raise Stopped("protocol", f"malformed answer: {error}") from None


def _read(body: bytes) -> dict[str, Json]:
    try:
        return protocol.decode(body)
    except protocol.ProtocolError as error:
        raise Stopped("protocol", f"malformed answer: {error}") from None


def _value(message: dict[str, Json]) -> Json:
    """What the learner's side answered, with what it printed meanwhile."""
    try:
        outputs = protocol.outputs(message.get("outputs", []))
    except protocol.ProtocolError:
        outputs = ()
    value, error = message.get("value"), message.get("error")
    if message.get("status") != "ok" or not isinstance(value, dict):
        said = error.get("evalue") if isinstance(error, dict) else ""
        value = {"raised": {"base": "RuntimeError", "message": str(said)[:5000]}}
    printed = "".join(output["text"] for output in outputs if output.get("name") == "stdout")
    return {**value, "printed": printed}
