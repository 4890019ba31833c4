"""What crosses the wall: an answer as it was seen, plain JSON, one shape a kind of answer.

An observation says its `type`; what else it holds stands in the shape of that type. Besides the kinds' own
types there are `missing` (no such name), `blank` (still `____`), `none`, `other` (OtherSeen),
`broken` (looking at the value raised) and, as the result of a call, `error` (both FailedSeen).
A kind that is added brings its own shape in its own module.

Plain dictionaries, not msgspec's structs: what is judged is the JSON that came over the wall, kinds can be
added without a closed union, and the process beside learner code needs no further library.
"""

from __future__ import annotations

import json
from typing import Any, NotRequired, TypedDict, TypeGuard, TypeVar, cast

Json = Any


class Observation(TypedDict):
    """What every observation says."""

    type: str


class Summary(TypedDict, total=False):
    """A column of numbers in short, to recognise it where its sum was due."""

    sum: float
    mean: float
    len: int
    first: float


class NumberSeen(Observation):
    """`value` is None where it is no finite number."""

    value: float | None
    nan: NotRequired[bool]


class TextSeen(Observation):
    value: str


class BoolSeen(Observation):
    value: bool


class DateSeen(Observation):
    """`value` is an ISO date."""

    value: str


class ListSeen(Observation):
    """The first `values` of `length` items; `inner` are those of its only item, itself a list."""

    values: list[Json]
    length: int
    numbers: NotRequired[Summary]
    inner: NotRequired[list[Json]]


class DictSeen(Observation):
    """`pairs` of a name and a value."""

    pairs: list[list[Json]]
    length: int


#: `is` is number, text, date, bool or mixed; a missing value is None.
Column = TypedDict("Column", {"is": str, "values": list[Json]})


class TableSeen(Observation):
    """`names` are the index's and the columns'; a Series says which of them it does not name itself."""

    rows: int
    index: list[str]
    names: list[str]
    columns: list[Column]
    too_big: NotRequired[bool]
    series: NotRequired[bool]
    unnamed: NotRequired[list[str]]
    numbers: NotRequired[Summary]


class Series(TypedDict):
    """What one series of a chart shows: names or numbers in `x`, numbers in `y`; `names` are those that stand
    under the points of a line, which are no part of it.
    """

    x: list[Json]
    y: list[float | None]
    names: NotRequired[list[str]]


class ChartSeen(Observation):
    chart: str
    title: str
    xlabel: str
    ylabel: str
    notes: list[str]
    xlim: list[float]
    ylim: list[float]
    legend: bool
    series: list[Series]


class Call(TypedDict):
    """One call of a function: what it was given (source text), gave, and did besides."""

    arguments: str
    result: Observation
    mutated: bool
    printed: bool


class FunctionSeen(Observation):
    """`bare` is what it gives when it is called without arguments, where no calls were asked for."""

    calls: list[Call]
    bare: Observation | None


class OtherSeen(Observation):
    python_type: NotRequired[str]


class FailedSeen(Observation):
    ename: NotRequired[str]
    evalue: NotRequired[str]


class SeveralSeen(Observation):
    """An observation of each of several expressions."""

    seen: list[Observation]


_Shape = TypeVar("_Shape", bound=Observation)


def changed(seen: _Shape, **fields: Json) -> _Shape:
    """The observation with other fields."""
    return cast(_Shape, {**seen, **fields})


def form_by_type(seen: Observation) -> dict[str, str]:
    """The form under which a mistake of another type than the answer's is filed: all of its content."""
    content = {k: v for k, v in seen.items() if k != "numbers"}
    return {"type": json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)}


def number_seen(value: float) -> NumberSeen:
    return {"type": "number", "value": value}


def text_seen(value: str) -> TextSeen:
    return {"type": "text", "value": value}


def is_number_seen(seen: Observation) -> TypeGuard[NumberSeen]:
    return seen["type"] == "number"


def is_text(seen: Observation) -> TypeGuard[TextSeen]:
    return seen["type"] == "text"


def is_bool(seen: Observation) -> TypeGuard[BoolSeen]:
    return seen["type"] == "bool"


def is_date(seen: Observation) -> TypeGuard[DateSeen]:
    return seen["type"] == "date"


def is_list(seen: Observation) -> TypeGuard[ListSeen]:
    return seen["type"] == "list"


def is_dict(seen: Observation) -> TypeGuard[DictSeen]:
    return seen["type"] == "dict"


def is_table(seen: Observation) -> TypeGuard[TableSeen]:
    return seen["type"] == "table"


def is_chart(seen: Observation) -> TypeGuard[ChartSeen]:
    return seen["type"] == "chart"


def is_function(seen: Observation) -> TypeGuard[FunctionSeen]:
    return seen["type"] == "function"


def is_failed(seen: Observation) -> TypeGuard[FailedSeen]:
    """An error or a value that could not be looked at."""
    return seen["type"] in ("error", "broken")
