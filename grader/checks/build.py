"""From an author's declaration and a key to a question: its public part, and its open lock. Pure."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.checks import messages
from grader.checks.ingredients import Ingredients
from grader.checks.kinds import judged_without_key, kind_for
from grader.checks.kinds.base import Kind
from grader.checks.lock import OpenLock, Slip, whole
from grader.checks.observation import (
    Observation,
    form_by_type,
    is_failed,
    is_number_seen,
    number_seen,
    text_seen,
)
from grader.checks.observe import describe
from grader.checks.spec import Json, Spec
from grader.common.errors import SinauError

#: Known mistakes of one question: each is sealed on its own, which costs milliseconds and bytes.
MOST_KNOWN = 64


@dataclass(frozen=True)
class Check:
    """The public part of a question: everything but the key. It goes into the released key file.

    The worked example, where there is one, is the last of the ``hints``. ``builds_on`` are the earlier
    answers that the solution uses here: name, and what that question is called ("Soal 2"); ``earlier`` are
    all answers before this one, which a way of the learner's own may use.
    """

    name: str
    kind: str
    points: float
    graded: bool
    frame: Json
    hints: tuple[str, ...]
    calls: tuple[str, ...] = ()
    builds_on: tuple[tuple[str, str], ...] = ()
    earlier: tuple[tuple[str, str], ...] = ()

    def request(self) -> dict[str, Json]:
        """What ``observe`` needs to look at an answer."""
        request: dict[str, Json] = {"name": self.name, "calls": list(self.calls)}
        beside = self.frame.get("beside") if isinstance(self.frame, dict) else None
        return request | {"beside": list(beside)} if beside else request

    def to_json(self) -> dict[str, Json]:
        lists = {"hints": list(self.hints), "calls": list(self.calls)}
        pairs = {part: [list(pair) for pair in getattr(self, part)] for part in ("builds_on", "earlier")}
        return dict(self.__dict__) | lists | pairs

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> "Check":
        """Read a check; raises KeyError or TypeError where the file was damaged."""
        return cls(
            str(data["name"]),
            str(data["kind"]),
            float(data["points"]),
            bool(data["graded"]),
            data["frame"],
            tuple(map(str, data["hints"])),
            tuple(map(str, data["calls"])),
            _pairs(data.get("builds_on", ())),
            _pairs(data.get("earlier", ())),
        )


def _pairs(data: Json) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(label)) for name, label in data)


def calls_of(spec: Spec, hidden: bool) -> tuple[str, ...]:
    """The argument tuples of a function question as source text; the hidden ones only where ``hidden``."""
    given = [*spec.options.get("contoh", ()), *(spec.options.get("tersembunyi", ()) if hidden else ())]
    return tuple(repr(a if isinstance(a, tuple) else (a,)) for a in given)


def needs_no_key(spec: Spec) -> bool:
    """Whether a person judges this question, or properties of the learner's own work do."""
    return judged_without_key(spec.options)


def misconceptions_to_run(spec: Spec, key: Observation) -> tuple[str, ...]:
    """The expressions of ``keliru`` that must be evaluated beside the solution; for text answers none."""
    kind = kind_for(key, spec.options)
    return () if kind is None or kind.wrong_answers_are_literal else tuple(spec.misconceptions)


def build(
    spec: Spec,
    key: Observation,
    wrong: Mapping[str, Observation],
    slips: Sequence[tuple[str, Observation]] = (),
    hidden: bool = True,
    ingredients: Ingredients | None = None,
) -> tuple[Check, OpenLock]:
    """Compile a question: its public part and its open lock.

    ``wrong`` holds the observation of each expression of ``misconceptions_to_run``; ``slips`` are typical
    slips of the solution (identifier, observation), the most specific first; which of those that come out
    the same is told, `telling` decides. ``ingredients`` are what the solution calculates with. Raises
    SinauError for an author's error: a misconception that equals the key or one before it, that cannot be
    evaluated, or options that do not fit.
    """
    kind = _kind(spec, key)
    key = kind.full_key(key, spec.options, wrong)
    frame = kind.frame(key, spec.options)
    hints = (*spec.hints, messages.EXAMPLE.format(spec.example)) if spec.example else spec.hints
    check = Check(spec.name, kind.name, spec.points, spec.graded, frame, hints, calls_of(spec, hidden))
    accepted = kind.accepted(key, frame)
    if spec.meaning and not accepted:
        raise SinauError(
            f'periksa("{spec.name}"): artinya tidak bisa disegel, sebab soal ini tidak punya satu kunci; '
            "hapus artinya."
        )
    right = whole(kind.canon(key, frame))
    known = _misconceptions(spec, kind, frame, right, wrong)
    for ident, seen in [*_telling(slips, kind, frame, right), *kind.key_slips(key, frame)]:
        canon = kind.canon(seen, frame)
        form = whole(canon)
        if not canon or form == right or (len(known) >= MOST_KNOWN and form not in known):
            continue
        first = known.setdefault(form, Slip.foreseen(ident))
        if not first.authored and ident not in first.idents:
            known[form] = Slip.foreseen(*first.idents, ident)
    return check, OpenLock(accepted, known, spec.meaning, frozenset(kind.parts(key, frame)), ingredients)


def _telling(
    slips: Sequence[tuple[str, Observation]], kind: Kind, frame: Json, right: str
) -> Iterator[tuple[str, Observation]]:
    """The slips whose outcome points to them: not 0, 1 or -1, which come out of many, and not ten, a hundred
    or a thousand times the key, for which there is a sentence that is true whatever made it.
    """
    untold = {whole(kind.canon(number_seen(v), frame)) for v in (0, 1, -1)}
    untold |= {
        whole(kind.canon(seen, frame)) for ident, seen in slips if _is_scaled(ident, seen, kind, frame, right)
    }
    yield from (pair for pair in slips if whole(kind.canon(pair[1], frame)) not in untold)


def _is_scaled(ident: str, seen: Observation, kind: Kind, frame: Json, right: str) -> bool:
    """Whether a slip of a formula, or a number of another question, is the key by a power of ten."""
    if not is_number_seen(seen) or ident not in messages.FORMULAS - {"percent-inside"} | {"number-above"}:
        return False
    undone = kind.variants(seen, frame)
    return any(i in messages.SCALES and whole(kind.canon(v, frame)) == right for i, v in undone)


def build_from_answer(spec: Spec) -> tuple[Check, OpenLock]:
    """Compile a question whose key the author wrote down (``kunci``): a lesson's question; or one without.

    Its misconceptions are literals; raises SinauError like ``build``.
    """
    key = describe("" if needs_no_key(spec) else spec.answer, {})
    wrong = {}
    for text in misconceptions_to_run(spec, key):
        try:
            wrong[text] = describe(ast.literal_eval(text), {})
        except (ValueError, SyntaxError):
            raise SinauError(
                f'periksa("{spec.name}"): keliru "{text}" harus nilai yang tertulis langsung.'
            ) from None
    return build(spec, key, wrong)


def _kind(spec: Spec, key: Observation) -> Kind:
    """The kind that judges a question; raises SinauError where the key or an option does not fit."""
    kind = kind_for(key, spec.options)
    where = f'periksa("{spec.name}")'
    if kind is None:
        raise SinauError(
            f"{where}: kunci belum bisa dinilai ({_found(key)}); periksa sel jawaban dan namanya."
        )
    unknown = sorted(set(spec.options) - kind.options)
    if unknown:
        allowed = ", ".join(sorted(kind.options)) or "tidak ada"
        raise SinauError(
            f"{where}: pilihan {', '.join(unknown)} tidak dikenal untuk {kind.name}; yang ada: {allowed}."
        )
    if fault := kind.fault(key):
        raise SinauError(f"{where}: {fault}.")
    return kind


def _found(key: Observation) -> str:
    kind = key["type"]
    return {"missing": "namanya tidak ada", "blank": "masih ____", "none": "None"}.get(kind, kind)


def _misconceptions(
    spec: Spec, kind: Kind, frame: Json, right: str, wrong: Mapping[str, Observation]
) -> dict[str, Slip]:
    """The author's wrong answers by their canonical form."""
    known: dict[str, Slip] = {}
    for expression, message in spec.misconceptions.items():
        seen = wrong.get(expression) or text_seen(expression)
        where = f'periksa("{spec.name}"): keliru "{expression}"'
        if is_failed(seen) or seen["type"] == "missing":
            failed = f"{seen.get('ename', '?')}: {seen.get('evalue', '')}"
            raise SinauError(f"{where} tidak bisa dihitung ({failed}).")
        canon = kind.canon(seen, frame)
        form = whole(canon or form_by_type(seen))
        if canon and form == right:
            raise SinauError(f"{where} sama dengan kuncinya.")
        if canon and form in known and known[form].message != message:
            raise SinauError(
                f'{where} memberi jawaban yang sama dengan "{known[form].ident}", '
                "jadi kalimatnya tidak pernah muncul."
            )
        first = known.setdefault(form, Slip(expression, message, authored=True))
        if first.ident != expression:
            known[form] = replace(first, others=(*first.others, expression))
    return known
