"""From an observation and a lock to a verdict. Pure; the same for the trainee's panel and for the grader."""

import ast
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.checks import messages
from grader.checks.kinds import KEYLESS, KINDS, kind_of
from grader.checks.kinds.base import Kind, Observation
from grader.checks.kinds.scalar import is_number
from grader.checks.lock import Lock, OpenLock, Slip, whole
from grader.checks.spec import FacetVerdict, Json, Outcome, Spec, Verdict
from grader.common.errors import SinauError


@dataclass(frozen=True)
class Check:
    """The public part of a question: everything but the key. It goes into the released key file."""

    name: str
    kind: str
    points: float
    graded: bool
    frame: Json
    hints: tuple[str, ...]
    calls: tuple[str, ...] = ()

    def request(self) -> dict[str, Json]:
        """What ``observe`` needs to look at an answer."""
        request: dict[str, Json] = {"name": self.name, "calls": list(self.calls)}
        beside = self.frame.get("beside") if isinstance(self.frame, dict) else None
        return request | {"beside": list(beside)} if beside else request

    def to_json(self) -> dict[str, Json]:
        return dict(self.__dict__) | {"hints": list(self.hints), "calls": list(self.calls)}

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
        )


def calls_of(spec: Spec, hidden: bool) -> tuple[str, ...]:
    """The argument tuples of a function question as source text; the hidden ones only where ``hidden``."""
    given = [*spec.options.get("contoh", ()), *(spec.options.get("tersembunyi", ()) if hidden else ())]
    return tuple(repr(a if isinstance(a, tuple) else (a,)) for a in given)


def needs_no_key(spec: Spec) -> bool:
    """Whether this question has no key: a person judges, or properties of the learner's own work do."""
    return str(spec.options.get("jenis")) in KEYLESS


def resolve_kind(spec: Spec, key: Observation) -> Kind:
    """The kind that judges a question; raises SinauError where the key or an option does not fit."""
    kind: Kind | None = KEYLESS[spec.options["jenis"]] if needs_no_key(spec) else kind_of(key)
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
    if key["type"] == "number" and not is_number(key.get("value")):
        raise SinauError(f"{where}: kuncinya bukan angka yang terhingga.")
    if key.get("too_big"):
        raise SinauError(f"{where}: tabel kuncinya terlalu besar; ringkas dulu.")
    if kind.name == "function" and not key["calls"]:
        raise SinauError(f"{where}: fungsi butuh contoh=[(argumen, ...), ...] supaya bisa dicoba.")
    return kind


def misconceptions_to_run(spec: Spec, key: Observation) -> tuple[str, ...]:
    """The expressions of ``keliru`` that must be evaluated beside the solution; for text answers none."""
    return () if key["type"] == "text" else tuple(spec.misconceptions)


def build(
    spec: Spec,
    key: Observation,
    wrong: Mapping[str, Observation],
    slips: Sequence[tuple[str, Observation]] = (),
    hidden: bool = True,
) -> tuple[Check, OpenLock]:
    """Compile a question: its public part and its open lock.

    ``wrong`` holds the observation of each expression of ``misconceptions_to_run``; ``slips`` are typical
    slips of the solution (identifier, observation), the most specific first: where two come out the same,
    that one speaks. Raises SinauError for an author's error: a misconception that equals the key or one
    before it, that cannot be evaluated, or options that do not fit.
    """
    kind = resolve_kind(spec, key)
    if spec.options.get("terima"):
        key = key | {"terima": list(spec.options["terima"])}
    frame = kind.frame(key, spec.options)
    check = Check(spec.name, kind.name, spec.points, spec.graded, frame, spec.hints, calls_of(spec, hidden))
    accepted = kind.accepted(key, frame)
    right = whole(kind.canon(key, frame))
    known: dict[str, Slip] = {}
    for expression, message in spec.misconceptions.items():
        seen = wrong.get(expression) or {"type": "text", "value": expression}
        if seen["type"] in ("error", "missing", "broken"):
            raise SinauError(
                f'periksa("{spec.name}"): keliru "{expression}" tidak bisa dihitung '
                f"({seen.get('ename', '?')}: {seen.get('evalue', '')})."
            )
        canon = kind.canon(seen, frame)
        form = whole(canon or _by_type(seen))
        if canon and form == right:
            raise SinauError(f'periksa("{spec.name}"): keliru "{expression}" sama dengan kuncinya.')
        if canon and form in known and known[form].message != message:
            raise SinauError(
                f'periksa("{spec.name}"): keliru "{expression}" memberi jawaban yang sama dengan '
                f'"{known[form].ident}", jadi kalimatnya tidak pernah muncul.'
            )
        known.setdefault(form, Slip(expression, message, authored=True))
    # Within the tolerance of 0, 1 or -1 an answer has many causes.
    trivial = [whole(kind.canon({"type": "number", "value": v}, frame)) for v in (0, 1, -1)]
    telling = [slip for slip in slips if whole(kind.canon(slip[1], frame)) not in trivial]
    for ident, seen in [*telling, *kind.key_slips(key, frame)]:
        canon = kind.canon(seen, frame)
        if canon and whole(canon) != right:
            known.setdefault(whole(canon), Slip(ident, messages.SLIPS[ident], authored=False))
    return check, OpenLock(accepted, known)


def build_from_answer(spec: Spec) -> tuple[Check, OpenLock]:
    """Compile a question whose key the author wrote down (``kunci``): a lesson's question; or one without.

    Its misconceptions are literals; raises SinauError like ``build``.
    """
    from grader.checks.observe import describe

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


def evaluate(
    check: Check, lock: Lock, seen: Observation, crash: str | None = None, unfinished: bool = False
) -> Verdict:
    """Judge one observation.

    ``crash`` is the sentence for the error in the answer's own cell, where there was one: then the outcome is
    ``galat`` whatever the name still holds. ``unfinished`` tells that the answer still rests on a ``____``:
    where it earns nothing it counts as blank, and where it earns a part it is told of the gap, for every
    other sentence would explain the wrong thing. Never raises on any JSON that ``observe`` could have sent.
    """
    if crash is not None and unfinished:
        return _blank(check)
    verdict = _judge(check, lock, seen, crash)
    if not unfinished or verdict.outcome is Outcome.RIGHT:
        return verdict
    if not verdict.score:
        return _blank(check)
    return replace(verdict, message=messages.BLANK, next_step=messages.BLANK_NEXT)


def _blank(check: Check) -> Verdict:
    return _verdict(check, Outcome.BLANK, message=messages.BLANK, next_step=messages.BLANK_NEXT)


def _judge(check: Check, lock: Lock, seen: Observation, crash: str | None) -> Verdict:
    kind = KINDS[check.kind]
    if crash is not None:
        return _verdict(check, Outcome.CRASHED, message=crash, next_step=messages.CRASHED_NEXT)
    if seen["type"] == "blank":
        return _blank(check)
    if seen["type"] == "missing":
        said = messages.MISSING.format(name=check.name)
        step = messages.MISSING_NEXT.format(name=check.name)
        return _verdict(check, Outcome.BLANK, message=said, next_step=step)
    if seen["type"] == "text" and not str(seen.get("value")).strip():
        said = messages.EMPTY.format(name=check.name)
        return _verdict(check, Outcome.BLANK, message=said, next_step=messages.EMPTY_NEXT)
    if seen["type"] == "text" and not str(seen.get("value")).replace("_", "").strip():
        return _blank(check)
    if seen["type"] == "none":
        said = messages.NONE.format(name=check.name)
        step = messages.NONE_NEXT.format(name=check.name)
        return _verdict(check, Outcome.NOT_YET, message=said, next_step=step)
    if seen["type"] in ("broken", "other"):
        broken = (messages.BROKEN, messages.BROKEN_NEXT)
        said, step = messages.OTHERS.get(str(seen.get("python_type")), broken)
        return _verdict(check, Outcome.NOT_YET, message=said.format(name=check.name), next_step=step)
    comparable = seen["type"] in kind.types or bool(kind.canon(seen, check.frame))
    facets = tuple(kind.judge(seen, check.frame, lock.facets(), lock.matches)) if comparable else ()
    share = kind.share(facets, check.frame) if facets else 0.0
    saw = _saw(check, kind, seen)
    if share >= 1:
        return _verdict(
            check, Outcome.RIGHT, share, saw, kind.praise(check.frame), messages.DONE, facets=facets
        )
    slip = _find_slip(check, kind, lock, seen)
    outcome = Outcome.PARTIAL if share > 0 else Outcome.NOT_YET
    next_step = messages.NEXT_HINT if check.hints else messages.NEXT
    if slip is not None:
        return _verdict(
            check,
            outcome,
            share,
            saw,
            slip.message if slip.authored else _with_place(kind, facets, slip.message),
            messages.SLIP_NEXT.get(slip.ident, next_step),
            misconception=slip.ident if slip.authored else None,
            diagnosis=None if slip.authored else slip.ident,
            facets=facets,
        )
    if kind.name == "number" and _is_a_few_numbers(seen):  # 11_000 * 1,4 is (11_000, 4)
        next_step = messages.SLIP_NEXT["comma-in-number"]
    return _verdict(check, outcome, share, saw, _explain(check, kind, seen, facets), next_step, facets=facets)


def _find_slip(check: Check, kind: Kind, lock: Lock, seen: Observation) -> Slip | None:
    """The author's misconception first, then foreseen slips, then slips undone on the answer."""
    canon = kind.canon(seen, check.frame)
    slip = lock.slip(canon) if canon else lock.slip(_by_type(seen))
    if slip is not None:
        return slip
    for ident, variant in kind.variants(seen, check.frame):
        undone = kind.canon(variant, check.frame)
        if undone and all(f in undone and lock.matches(f, undone[f]) for f in lock.facets()):
            return Slip(ident, messages.SLIPS[ident], authored=False)
    return None


def _with_place(kind: Kind, facets: Iterable[FacetVerdict], message: str) -> str:
    """A diagnosis of a table, after what says where in the table it holds."""
    where = [f.message for f in facets if not f.ok and f.message] if kind.name == "table" else []
    return " ".join([*where[:1], message])


def _is_a_few_numbers(seen: Observation) -> bool:
    return seen["type"] == "list" and 1 < seen["length"] <= 4 and all(map(is_number, seen["values"]))


def _by_type(seen: Observation) -> dict[str, str]:
    """The form under which a misconception of another type than the answer's is filed: all of its content."""
    content = {k: v for k, v in seen.items() if k != "numbers"}
    return {"type": json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)}


def _explain(check: Check, kind: Kind, seen: Observation, facets: Iterable[FacetVerdict]) -> str:
    if seen["type"] == "function" and kind.name != "function":
        return messages.SLIPS["function-not-called"]
    if seen["type"] == "number" and kind.name == "number" and seen.get("value") is None:
        return messages.NAN if seen.get("nan") else messages.TOO_LARGE
    if not facets:
        found = "column" if seen.get("series") else seen["type"]
        return messages.WRONG_TYPE.format(
            wanted=messages.KIND_WORDS[kind.name],
            name=check.name,
            found=messages.TYPE_WORDS.get(found, "isi lain"),
        )
    said = [f.message for f in facets if not f.ok and f.message]
    return " ".join(said[:2]) if said else messages.NOT_YET


def _saw(check: Check, kind: Kind, seen: Observation) -> str:
    shower = kind if seen["type"] in kind.types else kind_of(seen)
    if shower is None:
        return ""
    shown = shower.show(seen)
    unit = check.frame.get("satuan", "") if isinstance(check.frame, dict) else ""
    if unit and seen["type"] == "number" and is_number(seen.get("value")):
        shown = f"Rp{shown}{unit[2:]}".replace("Rp-", "-Rp") if unit.startswith("Rp") else f"{shown} {unit}"
    return f"Jawabanmu {shown}."


def _found(key: Observation) -> str:
    kind = str(key["type"])
    return {"missing": "namanya tidak ada", "blank": "masih ____", "none": "None"}.get(kind, kind)


def _verdict(
    check: Check,
    outcome: Outcome,
    share: float = 0.0,
    saw: str = "",
    message: str = "",
    next_step: str = "",
    misconception: str | None = None,
    diagnosis: str | None = None,
    facets: tuple[FacetVerdict, ...] = (),
) -> Verdict:
    score = round(min(max(share, 0.0), 1.0) * check.points, 4)
    return Verdict(
        check.name,
        outcome,
        score,
        check.points,
        check.graded,
        saw,
        message,
        next_step,
        misconception,
        diagnosis,
        facets,
    )
