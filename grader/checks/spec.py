"""The declaration an author writes, `periksa("hpp", toleransi=1, ...)`, and the verdict that comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from grader.common.errors import SinauError

Json = Any
#: The media type by which a verdict stands in a notebook's outputs.
VERDICT_MIME = "application/vnd.sinau.verdict+json"


class Outcome(StrEnum):
    """The five outcomes of a question; the value is the word a person reads."""

    RIGHT = "benar"
    PARTIAL = "sebagian"
    NOT_YET = "belum tepat"
    BLANK = "belum dikerjakan"
    CRASHED = "galat"


@dataclass(frozen=True)
class Lost:
    """A result in a cell that its ``answer`` does not profit from: the ``code`` of a line that nobody keeps,
    or the name that holds it; ``ident`` is that of `messages.LOST`. ``parts`` is what stands there (as in
    `Written.tally`) and nowhere on the answer's way.
    """

    ident: str
    code: str
    answer: str
    parts: frozenset[str]


class Filled(StrEnum):
    """Out of what a cell gives a name its value: a table that is loaded, the name's own, or anything else."""

    LOADED = "loaded"
    OF_ITSELF = "of itself"
    ANEW = "anew"


@dataclass(frozen=True)
class Remade:
    """A name that a cell fills anew, out of what, and the ``number`` where it is written down."""

    name: str
    out_of: Filled
    number: float | None = None


@dataclass(frozen=True)
class Written:
    """What a cell calculates with (`notebooks.written`): names it did not give a value itself, numbers, short
    texts, and ``signs``, which are also the methods and functions it calls, and `[`. ``tally`` is how often
    each stands there, comparisons as they are written, operands after a `=`; ``gives`` are the names it gives
    a value, ``lost`` the results in it that are not used, ``remade`` the names that it fills anew
    (`notebooks.remade`). No two cells differ by these alone.
    """

    names: frozenset[str] = frozenset()
    numbers: frozenset[float] = frozenset()
    texts: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    tally: frozenset[tuple[str, int]] = field(default=frozenset(), compare=False)
    gives: frozenset[str] = field(default=frozenset(), compare=False)
    lost: tuple[Lost, ...] = field(default=(), compare=False)
    remade: frozenset[Remade] = field(default=frozenset(), compare=False)

    @property
    def parts(self) -> frozenset[str]:
        """What stands in the cell, however often."""
        return frozenset(part for part, _ in self.tally)

    def count(self, *signs: str) -> int:
        """How often one of these signs stands in the cell."""
        return sum(number for sign, number in self.tally if sign in signs)

    @property
    def operands(self) -> Mapping[str, int]:
        """How often each name, number and quoted text stands there."""
        return {sign[1:]: number for sign, number in self.tally if sign[0] == "=" and sign != "=="}


@dataclass(frozen=True)
class Cell:
    """What the answer's own cell tells beside the value.

    `crash` is the sentence for the error in which it ended, where it did; `stands` tells that the answer had
    its value before. `unfinished`: the answer still rests on a `____`. `compared`: a bare `name == ...`
    stood where the name should have been given a value; `asked`: its line ends in `?`; `noted`: a colon
    stands where `=` was meant; `shown`: the last answer cell that ran only showed something; `left`: its own
    cell ran again and gives it no value any more. `typed` is a slip of writing (`messages.TYPED`) and what
    fills its sentence; `written` is what the cell calculates with, None where that is not known.
    """

    crash: str | None = None
    stands: bool = False
    unfinished: bool = False
    compared: bool = False
    typed: tuple[str, Mapping[str, str]] | None = None
    written: Written | None = None
    left: bool = False
    asked: bool = False
    noted: bool = False
    shown: bool = False


@dataclass(frozen=True)
class FacetVerdict:
    """One property of an answer (a column, a chart's title) that was judged by itself."""

    name: str
    ok: bool
    message: str = ""


@dataclass(frozen=True)
class Verdict:
    """The judgement of one question.

    `score` and `points` are in exercise points; where it is not `graded` (in a lesson) they only say
    how much is right. `saw` says what was seen, `message` what to think of it, `next_step` what to try.
    `misconception` and `diagnosis` are identifiers for the class report. `carried_from` are the earlier
    answers from which a wrong value came where the way was right, so that it has its points.
    """

    check: str
    outcome: Outcome
    score: float
    points: float
    graded: bool = True
    saw: str = ""
    message: str = ""
    next_step: str = ""
    misconception: str | None = None
    diagnosis: str | None = None
    facets: tuple[FacetVerdict, ...] = ()
    carried_from: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """The verdict as plain JSON, the form that stands in notebooks and reports."""
        lists = {"facets": [dict(vars(f)) for f in self.facets], "carried_from": list(self.carried_from)}
        return vars(self) | {"outcome": str(self.outcome)} | lists

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> Verdict:
        """The verdict of `to_json`; raises KeyError, TypeError, ValueError or OverflowError where it
        was damaged."""
        said = {name: str(data[name]) for name in ("saw", "message", "next_step")}
        slips = {name: data[name] and str(data[name]) for name in ("misconception", "diagnosis")}
        return cls(
            str(data["check"]),
            Outcome(data["outcome"]),
            float(data["score"]),
            float(data["points"]),
            bool(data["graded"]),
            **said,
            **slips,
            facets=tuple(
                FacetVerdict(str(facet["name"]), facet["ok"] is True, str(facet["message"]))
                for facet in data["facets"]
            ),
            carried_from=tuple(str(name) for name in data.get("carried_from", ())),
        )

    @property
    def slip(self) -> str | None:
        """The mistake that was recognised: the author's misconception, else the diagnosis."""
        return self.misconception or self.diagnosis


@dataclass(frozen=True)
class Spec:
    """What the author declares about one question.

    `misconceptions` maps an expression over the solution's names (for text answers: the wrong answer
    itself) to its message. `meaning` says what a right answer means, `example` is a worked parallel with
    other figures. `options` are the keywords that belong to the kind of answer. `answer` is the author's
    key where no solution cell computes it (lessons); `has_answer` tells whether it was given.
    """

    name: str
    points: float = 1.0
    graded: bool = False
    hints: tuple[str, ...] = ()
    misconceptions: Mapping[str, str] = field(default_factory=dict)
    meaning: str = ""
    example: str = ""
    options: Mapping[str, Json] = field(default_factory=dict)
    answer: Json = None
    has_answer: bool = False


def make_spec(name: str, points: float = 1.0, graded: bool = False, **arguments: Json) -> Spec:
    """Build a Spec from the keywords of a `periksa` call.

    Raises SinauError where a keyword has the wrong shape; which further keywords a kind takes is
    checked when the key is known.
    """
    hints = arguments.pop("petunjuk", ())
    meaning = arguments.pop("artinya", "")
    # A list belongs to a function: the arguments that it is called with.
    example = arguments.pop("contoh") if isinstance(arguments.get("contoh"), str) else ""
    wrong = arguments.pop("keliru", {})
    hints = (hints,) if isinstance(hints, str) else tuple(hints)
    if not isinstance(name, str) or not name:
        raise SinauError('periksa() butuh nama jawaban dalam tanda kutip, misalnya periksa("hpp").')
    if not all(isinstance(h, str) for h in hints):
        raise SinauError(f'periksa("{name}"): petunjuk harus daftar kalimat.')
    if not isinstance(wrong, Mapping) or not all(
        isinstance(k, str) and isinstance(v, str) for k, v in wrong.items()
    ):
        raise SinauError(f'periksa("{name}"): keliru harus kamus ungkapan → pesan.')
    if not isinstance(meaning, str):
        raise SinauError(f'periksa("{name}"): artinya harus satu kalimat dalam tanda kutip.')
    has_answer = "kunci" in arguments
    answer = arguments.pop("kunci", None)
    return Spec(
        name,
        points,
        graded,
        hints,
        dict(wrong),
        meaning.strip(),
        example.strip("\n"),
        dict(arguments),
        answer,
        has_answer,
    )
