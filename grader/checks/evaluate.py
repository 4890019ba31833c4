"""From an observation and a lock to a verdict. Pure; the same for the trainee's panel and for the grader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from grader.checks import advice, messages
from grader.checks.build import Check
from grader.checks.copied import FORMULA_QUOTED, in_quotes, is_of_the_lesson, is_of_the_question
from grader.checks.difference import BARE, difference, is_certain, is_of_another, is_of_what_lacks
from grader.checks.ingredients import Ingredients, is_counted_by_hand
from grader.checks.kinds import KINDS, kind_for
from grader.checks.kinds.base import Kind
from grader.checks.lock import Lock, Slip
from grader.checks.lost import lost_result, of_answer
from grader.checks.mistyped import Typed, counts_all, is_told, may_be_typed
from grader.checks.observation import (
    Observation,
    form_by_type,
    is_function,
    is_number_seen,
    is_table,
    is_text,
    number_seen,
)
from grader.checks.possible import is_possible
from grader.checks.remade import remade_name
from grader.checks.signs import ASKING, ROUNDING, WHOLE
from grader.checks.spec import Cell, FacetVerdict, Outcome, Verdict, Written
from grader.checks.telling import FACTS, is_borne_out, is_short, told
from grader.checks.ways import may_be_gone

#: What changes a number by a factor alone.
SCALING = frozenset(["*", "/", "**", "round", "int", "float"])
#: Of so many numbers in a cell some may be right: they were typed one by one.
MOST_TYPED = 3
#: Where nothing is known of the cell.
UNTOLD = Cell()


def evaluate(check: Check, lock: Lock, seen: Observation, cell: Cell = UNTOLD) -> Verdict:
    """Judge one observation, beside what the answer's own `cell` tells.

    A cell that crashed before the answer had its value is `galat`, whatever the name still holds; where the
    value stands it is judged, and the crash told beside it. An answer that still rests on a `____` counts as
    blank where it earns nothing, and is told of the gap where it earns a part, for every other sentence would
    explain the wrong thing. Never raises on any JSON that `observe` could have sent.
    """
    if cell.left:
        return _nothing_kept(check, messages.LEFT, messages.LEFT_NEXT)
    stands = cell.stands and seen["type"] not in ("blank", "missing", "none")
    crash = None if stands else cell.crash
    nothing = seen["type"] in ("blank", "missing")
    if cell.asked and nothing:
        return _nothing_kept(check, messages.ASKED, messages.ASKED_NEXT)
    if cell.compared and crash is None and nothing:
        return _nothing_kept(check, messages.COMPARED, messages.COMPARED_NEXT)
    if cell.noted and crash is None and nothing:
        return _nothing_kept(check, messages.NOTED, messages.NOTED_NEXT)
    if cell.shown and crash is None and seen["type"] == "missing":
        return _nothing_kept(check, messages.SHOWN, messages.LEFT_NEXT)
    if crash is not None and cell.unfinished:
        return _blank(check)
    written = of_answer(cell.written, check, crashed=cell.crash is not None)
    verdict = _judge(check, lock, seen, replace(cell, crash=crash, written=written))
    if cell.crash and crash is None:
        verdict = _told_beside(verdict, cell.crash)
    if not cell.unfinished or verdict.outcome is Outcome.RIGHT:
        return verdict
    if not verdict.score:
        return _blank(check)
    return replace(verdict, message=messages.BLANK, next_step=messages.BLANK_NEXT)


def _nothing_kept(check: Check, message: str, step: str) -> Verdict:
    """The verdict where a cell ran and gave the answer no value."""
    name = check.name
    return _verdict(check, Outcome.BLANK, message=message.format(name=name), next_step=step.format(name=name))


def _told_beside(verdict: Verdict, crash: str) -> Verdict:
    """A verdict on a value that stood before its cell crashed."""
    said = messages.CRASHED_AFTER.format(said=verdict.message, crash=crash)
    right = verdict.outcome is Outcome.RIGHT
    return replace(
        verdict, message=said, next_step=messages.CRASHED_AFTER_NEXT if right else verdict.next_step
    )


def _blank(check: Check) -> Verdict:
    return _verdict(check, Outcome.BLANK, message=messages.BLANK, next_step=messages.BLANK_NEXT)


def _judge(check: Check, lock: Lock, seen: Observation, cell: Cell) -> Verdict:
    if cell.crash is not None:
        return _verdict(check, Outcome.CRASHED, message=cell.crash, next_step=messages.CRASHED_NEXT)
    nothing = _nothing_to_judge(check, seen)
    if nothing is not None:
        return nothing
    kind = KINDS[check.kind]
    canon = kind.canon(seen, check.frame)
    comparable = seen["type"] in kind.types or bool(canon)
    facets = tuple(kind.judge(seen, check.frame, lock.facets(), lock.matches)) if comparable else ()
    facets = tuple(replace(f, message=_which_way(f.message, seen, lock.ingredients)) for f in facets)
    share = kind.share(facets, check.frame) if facets else 0.0
    saw = _saw(kind, seen, check)
    if share >= 1:
        said = f"{kind.praise(check.frame)} {lock.meaning_of(canon)}".rstrip()
        said = f"{said} {_by_luck(cell, lock.ingredients)}".rstrip()
        return _verdict(check, Outcome.RIGHT, share, saw, said, messages.DONE, facets=facets)
    outcome = Outcome.PARTIAL if share > 0 else Outcome.NOT_YET
    reason = _said_of_wrong(check, lock, seen, cell, facets, share > 0)
    return _verdict(
        check,
        outcome,
        share,
        saw,
        reason.message,
        reason.step or (messages.NEXT_HINT if check.hints else messages.NEXT),
        misconception=reason.misconception,
        diagnosis=reason.diagnosis,
        facets=facets,
    )


def _by_luck(cell: Cell, due: Ingredients | None) -> str:
    """What to add where a thousands dot was typed and the result is right all the same, as in a fraction of
    which both sides have one.
    """
    ident, fill = cell.typed or ("", {})
    if ident != "dotted-inside" or due is None or not due.holds(float(fill["meant"])):
        return ""
    return messages.DOTTED_BY_LUCK.format(**fill)


@dataclass(frozen=True)
class _Said:
    """What is said of an answer that is not right; without a `step` of its own the usual one comes."""

    message: str
    step: str = ""
    misconception: str | None = None
    diagnosis: str | None = None

    def with_more(self, message: str, **idents: str) -> _Said:
        """The same, with a sentence behind it, and of that slip."""
        return replace(self, message=f"{self.message} {message}".rstrip(), **idents)


def _said_of_wrong(
    check: Check, lock: Lock, seen: Observation, cell: Cell, facets: Sequence[FacetVerdict], in_part: bool
) -> _Said:
    """A slip of writing, else the slip that the value shows, else what the calculation has too much."""
    slip = _find_slip(check, KINDS[check.kind], lock, seen, cell.written)
    typed = cell.typed if cell.typed and may_be_typed(cell.typed[0], check.kind, seen, in_part) else None
    if typed and is_told(typed, slip, lock.ingredients, check.name):
        return _mistyped(typed, lock.ingredients)
    seen_there = lost_result(cell.written, lock.ingredients) or remade_name(cell.written, lock.ingredients)
    fact = _Said(*seen_there) if seen_there else None
    if slip is not None and slip.authored:
        said = _told_by_the_author(check, slip, lock.ingredients, replace(cell, typed=typed), fact)
        return said or _unexplained(check, lock, seen, cell, facets, fact)
    if slip is None:
        return _unexplained(check, lock, seen, cell, facets, fact)
    if fact:
        return fact.with_more(slip.message if slip.ident in FACTS else "", diagnosis=slip.ident)
    return _typical(check, slip, lock, seen, cell, facets)


def _mistyped(typed: Typed, due: Ingredients | None) -> _Said:
    ident, fill = typed
    said, step = (text.format(**fill) for text in messages.TYPED[ident])
    if ident == "caret-for-power" and due and "**" not in due.used.signs:
        step = ""  # no power is due here
    if ident == "whole-division" and due and due.used.signs & WHOLE:
        step = ""  # it may have been meant to round
    return _Said(said, step, diagnosis=ident)


def _told_by_the_author(
    check: Check, slip: Slip, due: Ingredients | None, cell: Cell, fact: _Said | None
) -> _Said | None:
    """The author's sentence behind a ``fact`` of the cell, without advice that was followed: then the slip of
    writing, or what else differs, stands there. None where nothing is left.
    """
    left = advice.told(slip.message, slip.idents, cell.written, due)
    if fact is None and cell.typed and counts_all(cell.typed, slip):
        fact = _mistyped(cell.typed, due)
    if fact is None and left == slip.message:
        return _Said(left, misconception=slip.ident)
    if fact:
        return fact.with_more(left, misconception=slip.ident)
    apart = difference(cell.written, due, [name for name, _ in check.earlier])
    tells = "chart" not in check.kind and (is_certain(apart) or ". " not in left)
    return _Said(f"{left} {apart}".rstrip() if tells else left, misconception=slip.ident) if left else None


def _typical(
    check: Check, slip: Slip, lock: Lock, seen: Observation, cell: Cell, facets: Sequence[FacetVerdict]
) -> _Said:
    """The sentence of a typical slip."""
    if _is_copied(slip, seen, cell, lock.ingredients):
        return _Said(messages.SLIPS["number-of-lesson"], diagnosis="number-of-lesson")
    step = messages.SLIP_NEXT.get(slip.ident, "")
    if slip.ident in messages.SCALES and cell.written and cell.written.signs:
        step = ""  # it is no number that was written without its zeros
    place = KINDS[check.kind].place_of(facets)
    return _Said(f"{place} {slip.message}".lstrip(), step, diagnosis=slip.ident)


def _is_copied(slip: Slip, seen: Observation, cell: Cell, due: Ingredients | None) -> bool:
    """Whether a number that was written down is of the lesson, and a slip only guesses at it."""
    guessed = slip.ident in messages.FORMULAS or (slip.ident in messages.SCALES and is_short(seen))
    return guessed and is_of_the_lesson(seen, cell.written, due)


def _which_way(said: str, seen: Observation, due: Ingredients | None) -> str:
    """What is said of the number of rows, with whether they are too many or too few where that is known."""
    if due is None or due.rows is None or not is_table(seen) or seen["rows"] == due.rows:
        return said
    way = messages.TOO_MANY_ROWS if seen["rows"] > due.rows else messages.TOO_FEW_ROWS
    return said.replace(messages.ROW_COUNT, way)


def _unexplained(
    check: Check,
    lock: Lock,
    seen: Observation,
    cell: Cell,
    facets: Sequence[FacetVerdict],
    fact: _Said | None,
) -> _Said:
    """What the answer or its cell shows where no slip is known, behind a ``fact`` of the cell."""
    said, step = _explain(check, KINDS[check.kind], lock, seen, facets)
    said = _which_way(said, seen, lock.ingredients)
    if fact:
        return fact.with_more("" if said == messages.NOT_YET else said)
    quoted = in_quotes(seen, cell.written, lock.ingredients) if check.kind == "number" else ""
    if quoted:
        whole = quoted == FORMULA_QUOTED
        return _Said(quoted, messages.FORMULA_QUOTED_NEXT if whole else messages.QUOTED_NEXT)
    answers = [name for name, _ in check.earlier]
    if step == messages.SLIP_NEXT["comma-in-number"] and cell.written and not cell.typed:
        step = ""  # a list, and no number with a comma in it
    beside = (*messages.IN_PLACES, messages.OF_COLUMNS, messages.NO_ROWS)
    if said == messages.NAN or said.startswith(beside) or said.endswith(messages.LACKS_SOME):
        apart = difference(cell.written, lock.ingredients, answers)
        return _Said(f"{said} {apart}" if _adds(said, apart) else said, step)
    if not messages.is_vague(said):
        return _Said(said, step)
    if is_of_the_lesson(seen, cell.written, lock.ingredients):
        return _Said(messages.SLIPS["number-of-lesson"], step, diagnosis="number-of-lesson")
    if said == messages.NOT_YET and is_of_the_question(seen, cell.written, lock.ingredients):
        return _Said(messages.SLIPS["given-number"], step, diagnosis="given-number")
    near = [n for n in cell.written.numbers if _is_key(check, lock, n)] if cell.written else []
    apart = "" if near else difference(cell.written, lock.ingredients, answers)
    if said == messages.NOT_YET and _found_nothing(seen, cell.written) and not is_of_what_lacks(apart):
        return _Said(messages.NOTHING_FOUND, step)
    due = lock.ingredients
    is_bare = due is not None and due.used.signs and is_counted_by_hand(cell.written, due)
    said = (apart or said) if said == messages.NOT_YET else f"{said} {apart}".rstrip()
    return _Said(said, step or (BARE if is_bare else ""))


def _adds(said: str, apart: str) -> bool:
    """Whether what stands in a cell may be why its answer is as was ``said``."""
    if said.startswith(messages.IN_PLACES) or said.endswith(messages.LACKS_SOME):
        return is_certain(apart) and apart.count("angka ") < MOST_TYPED
    if said.startswith(messages.OF_COLUMNS):
        return is_of_another(apart, of_names=True)
    return is_of_another(apart, of_names=False) or is_of_what_lacks(apart)


def _found_nothing(seen: Observation, written: Written | None) -> bool:
    """Whether a filter led to a count or a sum of 0, which no difference is, nor 0.4 rounded."""
    if not (is_number_seen(seen) and seen["value"] == 0 and written):
        return False
    return bool(written.signs & ASKING) and not written.signs & (ROUNDING | {"-"})


def _is_key(check: Check, lock: Lock, number: float) -> bool:
    """Whether a number is the answer itself: then what stands beside it is too much, and no ingredient."""
    canon = KINDS[check.kind].canon(number_seen(number), check.frame) if check.kind == "number" else {}
    return bool(canon) and all(lock.matches(facet, value) for facet, value in canon.items())


def _nothing_to_judge(check: Check, seen: Observation) -> Verdict | None:
    """The verdict where there is no answer, or nothing that an answer could be."""

    def said(outcome: Outcome, message: str, next_step: str) -> Verdict:
        name = {"name": check.name}
        return _verdict(check, outcome, message=message.format(**name), next_step=next_step.format(**name))

    if seen["type"] == "blank":
        return _blank(check)
    if seen["type"] == "missing":
        return said(Outcome.BLANK, messages.MISSING, messages.MISSING_NEXT)
    if is_text(seen) and not seen["value"].strip():
        return said(Outcome.BLANK, messages.EMPTY, messages.EMPTY_NEXT)
    if is_text(seen) and not seen["value"].replace("_", "").strip():
        return _blank(check)
    if seen["type"] == "none":
        return said(Outcome.NOT_YET, messages.NONE, messages.NONE_NEXT)
    if seen["type"] in ("broken", "other"):
        broken = (messages.BROKEN, messages.BROKEN_NEXT)
        return said(Outcome.NOT_YET, *messages.OTHERS.get(str(seen.get("python_type")), broken))
    return None


def _find_slip(
    check: Check, kind: Kind, lock: Lock, seen: Observation, written: Written | None
) -> Slip | None:
    """The author's misconception first, then foreseen slips, then slips undone on the answer."""
    canon = kind.canon(seen, check.frame)
    slip = lock.slip(canon or form_by_type(seen))
    if slip is not None and slip.authored:
        answers = [name for name, _ in check.earlier]
        if any(may_be_gone(way, seen, written, lock.ingredients, answers) for way in slip.idents):
            return slip
    elif slip is not None:
        answers = [name for name, _ in check.earlier]
        possible = [i for i in slip.idents if is_possible(i, written, lock.ingredients, answers)]
        if ident := told(possible, seen, written.signs if written else None):
            return Slip.foreseen(ident)
    if all(f in canon and lock.matches(f, canon[f]) for f in lock.facets()):
        return None  # what the key decides is right; a property is missing
    for ident, variant in kind.variants(seen, check.frame):
        if ident in messages.SCALES and written and is_short(seen) and not _scales(written):
            continue  # 1 is no tenth of 10 where it was added up or counted
        if ident == "off-by-one" and written and written.signs:
            continue  # it is who counts by hand that misses one
        if ident == "complement" and written and written.signs and is_short(seen):
            continue  # 0.4 is much else than the rest of 0.6
        if ident == "swapped-fraction" and written and not is_borne_out(ident, seen, written.signs):
            continue
        undone = kind.canon(variant, check.frame)
        if undone and all(f in undone and lock.matches(f, undone[f]) for f in lock.facets()):
            return Slip.foreseen(ident)
    return None


def _scales(written: Written) -> bool:
    """Whether a cell changes a number by a factor alone, or by 10, 100 or 1,000 among others."""
    return written.signs <= SCALING or bool(written.numbers & {10.0, 100.0, 1000.0})


def _explain(
    check: Check, kind: Kind, lock: Lock, seen: Observation, facets: Sequence[FacetVerdict]
) -> tuple[str, str]:
    """What to say where no slip is known, and what to try where that is more than the usual."""
    remark, step = kind.remark(seen) or ("", "")
    if remark:
        return remark, step
    if not facets and is_function(seen):
        return messages.SLIPS["function-not-called"], step
    if not facets:
        if letters := list(map(str, check.frame.get("pilihan") or ())) if check.kind == "text" else []:
            return messages.CHOOSE.format(letters=f"{', '.join(letters[:-1])}, atau {letters[-1]}"), step
        other = kind_for(seen)
        found = other.called(seen) if other else "isi lain"
        return messages.WRONG_TYPE.format(wanted=kind.wanted, name=check.name, found=found), step
    wrong = [f.name for f in facets if not f.ok]
    if where := kind.where(seen, check.frame, wrong, lock.has):
        others = [f.message for f in facets if not f.ok and f.message and f.name not in lock.facets()]
        return " ".join([where, *others][:2]), step
    said = [f.message for f in facets if not f.ok and f.message]
    return " ".join(said[:2]) if said else messages.NOT_YET, step


def _saw(kind: Kind, seen: Observation, check: Check) -> str:
    shower = kind if seen["type"] in kind.types else kind_for(seen)
    return f"Jawabanmu {shower.show_in(seen, check.frame)}." if shower else ""


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
