"""What is said of an answer that uses an earlier one which is not right yet. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from grader.checks import messages
from grader.checks.spec import Outcome, Verdict

CARRIED = "Ikut salah dari {}, caramu benar."
CARRIED_BLANK = "{} belum dikerjakan, tetapi caramu di sini benar."
THEIRS = "Dinilai seandainya {} sudah benar."
THEIRS_BLANK = "Dinilai seandainya {} sudah dikerjakan."
FIRST = "Betulkan dulu {}: jawaban di sini memakainya."
FIRST_BLANK = "Kerjakan dulu {}: jawaban di sini memakainya."
THEN = "Sesudah itu, jalankan lagi sel ini dan periksanya."

#: Slips that are this answer's own, whatever stands in an earlier one.
OF_THIS_CELL = frozenset(
    [
        *messages.TYPED,
        "number-as-text",
        "percent-as-text",
        "wrapped",
        "function-not-called",
        "table-for-count",
    ]
)

#: Answer → the answers that it uses directly, each with what its question is called.
Builds = Mapping[str, Sequence[tuple[str, str]]]


def reach(name: str, direct: Callable[[str], Iterable[str]]) -> set[str]:
    """All answers that `name` comes from, directly or by way of others."""
    found: set[str] = set()
    rest = list(direct(name))
    while rest:
        earlier = rest.pop()
        if earlier not in found:
            found.add(earlier)
            rest += direct(earlier)
    return found


def first_wrong(
    name: str, builds: Builds, outcome: Callable[[str], Outcome], above: frozenset[str] = frozenset()
) -> dict[str, Outcome]:
    """The wrong answers with which `name` has to begin, by what their questions are called.

    An answer that builds on another wrong one has to wait for that one. ``above`` is for the recursion: what
    is under way already (a key file may say anything).
    """
    found: dict[str, Outcome] = {}
    for earlier, called in builds.get(name, ()):
        stands = Outcome.RIGHT if earlier in above else outcome(earlier)
        if stands is not Outcome.RIGHT:
            found |= first_wrong(earlier, builds, outcome, above | {name, earlier}) or {called: stands}
    return found


def pointed(verdict: Verdict, first: Mapping[str, Outcome], unfinished: bool) -> Verdict:
    """The verdict of a wrong answer, with what to mend ``first``.

    What was typed here, and an error, stays; a slip that the value shows may be the earlier answer's, so that
    one is not told. `unfinished`: its own cell still holds a `____`.
    """
    own_blank = verdict.outcome is Outcome.BLANK and (unfinished or verdict.message != messages.BLANK)
    if not first or verdict.outcome is Outcome.RIGHT or verdict.slip in OF_THIS_CELL or own_blank:
        return verdict
    blank = set(first.values()) == {Outcome.BLANK}
    said = (FIRST_BLANK if blank else FIRST).format(_listed(list(first)))
    if verdict.outcome is Outcome.BLANK or verdict.facets:
        return replace(verdict, message=said, next_step=THEN, misconception=None, diagnosis=None)
    return replace(verdict, next_step=said)


def carried(verdict: Verdict, roots: Mapping[str, str], blank: bool) -> Verdict:
    """The verdict of an answer whose way is right: all points. ``roots``: answer → what its question is
    called; `blank`: nobody has worked on them yet.
    """
    said = CARRIED_BLANK if blank else CARRIED
    return replace(
        verdict,
        outcome=Outcome.RIGHT,
        score=verdict.points,
        message=said.format(_listed(list(roots.values()))),
        next_step="",
        misconception=None,
        diagnosis=None,
        facets=(),
        carried_from=tuple(roots),
    )


def carried_in_part(again: Verdict, roots: Mapping[str, str], blank: bool) -> Verdict:
    """The verdict of an answer whose way is right in part, as it stands with the earlier answers put right
    (``again``). It remains a mistake of its own.
    """
    said = (THEIRS_BLANK if blank else THEIRS).format(_listed(list(roots.values())))
    return replace(again, message=f"{said} {again.message}".rstrip())


def _listed(called: Sequence[str]) -> str:
    *others, last = called
    if not others:
        return last
    return f"{', '.join(others)}{',' if others[1:] else ''} dan {last}"
