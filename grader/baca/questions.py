"""A lesson's questions on a page: each foreseen answer opens the sentences that `periksa` says to it.

A page runs without Python, so what `periksa` would say is asked of `evaluate` beforehand: for the key, the
author's misconceptions and the typical slips. Each verdict stands under a digest of its answer, enciphered
with a key made from that answer, so that it cannot be read off the page. Lessons are not graded, and a choice
of four can be tried four times: this keeps an honest reader from seeing the key, not a thief.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from grader.checks import messages
from grader.checks.build import Check, build_from_answer
from grader.checks.evaluate import evaluate
from grader.checks.kinds import KINDS
from grader.checks.lock import OpenLock
from grader.checks.observation import Observation, number_seen, text_seen
from grader.checks.observe import describe
from grader.checks.spec import Outcome, Spec, Verdict
from grader.learner.panel import box, inline, paragraph

CHOOSE_AGAIN = "Pikirkan lagi, lalu jawab sekali lagi."
OPEN_HINT = "Buka petunjuk di bawah kalau perlu, lalu jawab sekali lagi."


@dataclass(frozen=True)
class PageQuestion:
    """One question of a page. `letters` is empty where the answer is typed; `width` is 0 for a text."""

    name: str
    letters: tuple[str, ...]
    unit: str
    width: float
    offset: float
    hints: tuple[str, ...]
    salt: str
    sealed: dict[str, str]
    other: str
    """What is said to an answer that nobody foresaw."""

    @property
    def kind(self) -> str:
        return "pilih" if self.letters else "angka" if self.width else "teks"

    def to_json(self) -> str:
        """What the page's script needs."""
        keys = ("width", "offset", "unit", "salt", "sealed", "other", "kind")
        return json.dumps({key: getattr(self, key) for key in keys}, ensure_ascii=False)


def page_question(lesson_id: str, spec: Spec) -> PageQuestion | None:
    """The question for a page; None where its answer is neither a number nor a text."""
    check, lock = build_from_answer(spec)
    if check.kind not in ("number", "text") or check.frame.get("persis"):
        return None
    frame = check.frame
    letters = _letters(spec, frame) if check.kind == "text" else ()
    answers: Iterable[Observation] = list(map(text_seen, letters)) if letters else _foreseen(spec, check)
    salt = f"{lesson_id} {spec.name}"
    sealed: dict[str, str] = {}
    other = _said(_unforeseen(check, lock), check)
    for seen in answers:
        canon = KINDS[check.kind].canon(seen, frame).get("nilai", "").removeprefix("t:")
        said = _said(evaluate(check, lock, seen), check, with_answer=bool(letters))
        if said != other:
            sealed.setdefault(digest(salt, canon), seal(salt, canon, said))
    number = check.kind == "number"
    return PageQuestion(
        spec.name,
        letters,
        str(frame.get("satuan", "")),
        frame["w"] if number else 0,
        frame["o"] if number else 0,
        check.hints,
        salt,
        dict(sorted(sealed.items())),
        other,
    )


def _letters(spec: Spec, frame: dict[str, list[str]]) -> tuple[str, ...]:
    """The letters of a choice: the key's and those that the author says something about."""
    if not frame["pilihan"]:
        return ()
    given = {str(spec.answer).strip(), *spec.misconceptions}
    return tuple(sorted(letter for letter in given if len(letter) == 1))


def _foreseen(spec: Spec, check: Check) -> Iterable[Observation]:
    """Answers worth a sentence of their own: key, misconceptions, and what the kind knows as a slip."""
    if check.kind == "text":
        yield from map(text_seen, [str(spec.answer), *spec.options.get("terima", ()), *spec.misconceptions])
        return
    key = describe(spec.answer, {})
    yield key
    for text in spec.misconceptions:
        yield describe(ast.literal_eval(text), {})
    for _, seen in KINDS["number"].key_slips(key, check.frame):
        yield seen
    value = float(spec.answer)
    yield from map(number_seen, _around(value))


def _around(value: float) -> Iterable[float]:
    """Numbers that `periksa` may recognise as the key with something done to it."""
    yield from (value * 100, value / 100, value * 1000, value / 1000, -value, value + 1, value - 1)
    yield from (1 - value, 100 - value)
    if value:
        yield from (1 / value, 1e4 / value)


def _unforeseen(check: Check, lock: OpenLock) -> Verdict:
    """The verdict on an answer that is nobody's: the first that no slip explains."""
    seen: Iterable[Observation] = (
        (number_seen(7919.25 * n + 0.123) for n in count(1))
        if check.kind == "number"
        else (text_seen("q" * n) for n in count(7))
    )
    verdicts = (evaluate(check, lock, one) for one in seen)
    return next(v for v in verdicts if not v.misconception and not v.diagnosis and not v.score)


def _said(verdict: Verdict, check: Check, with_answer: bool = False) -> str:
    """The panel of a verdict; what to do next is said for a page, where no cell is run."""
    icon, word = messages.FACES[verdict.outcome]
    right = verdict.outcome is Outcome.RIGHT
    step = messages.DONE if right else OPEN_HINT if check.hints else CHOOSE_AGAIN
    lines = [verdict.saw if with_answer else "", verdict.message]
    rows = [paragraph(f'<b><span aria-hidden="true">{icon}</span> {word}</b>', first=True)]
    rows += [paragraph(inline(line)) for line in lines if line]
    rows.append(paragraph(f"<b>Langkah berikutnya:</b> {inline(step)}"))
    return box(verdict.outcome, "".join(rows), name="benar" if right else "belum")


def digest(salt: str, canon: str) -> str:
    """Under what an answer's verdict stands."""
    return _hash(salt, canon, "tanda")[:16]


def seal(salt: str, canon: str, text: str) -> str:
    """A text that opens with the answer alone."""
    data = text.encode()
    blocks = -(-len(data) // 32)
    stream = b"".join(bytes.fromhex(_hash(salt, canon, str(n))) for n in range(blocks))
    return base64.b64encode(bytes(a ^ b for a, b in zip(data, stream, strict=False))).decode()


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
