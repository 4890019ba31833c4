"""Which bars or points of a chart differ from the key's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from grader.checks.kinds.base import MOST_PARTS, Has
from grader.checks.kinds.scalar import canon_text, canon_values, show_text
from grader.checks.observation import ChartSeen, Series, changed
from grader.checks.spec import Json


def bar_parts(series: Sequence[Series], frame: Json) -> Iterable[str]:
    """The number of bars, the name of each, and each with its size; nothing where bars have no names."""
    names = _names(series)
    if not names or len(names) * 2 >= MOST_PARTS:
        return []
    return [_number(names), *map(_bar, names), *_sized(series, frame)]


def where_in_bars(series: Sequence[Series], frame: Json, wrong: Collection[str], has: Has) -> str:
    """Bars that are not asked for or missing, else those of another size."""
    names = _names(series)
    if "data" not in wrong or not names or len(names) > MOST_PARTS:
        return ""
    strange = [name for name in names if not has(_bar(name))]
    if len(strange) == len(names):
        return ""
    if strange:
        return f"Batang yang tidak diminta: {_listed(strange)}."
    if not has(_number(names)):
        return "Semua batang di grafikmu termasuk yang diminta, tetapi masih ada yang kurang."
    sized = zip(names, _sized(series, frame), strict=True)
    differing = [name for name, part in sized if not has(part)]
    return (
        f"Tinggi batang yang belum sesuai: {_listed(differing)}." if 0 < len(differing) < len(names) else ""
    )


def _names(series: Sequence[Series]) -> list[str]:
    """The names of the bars of a single series; nothing where one stands twice."""
    if len(series) != 1:
        return []
    names = [str(x) for x in series[0]["x"] if isinstance(x, str)]
    whole = len(names) == len(series[0]["y"]) and len(set(map(canon_text, names))) == len(names)
    return names if whole else []


def _number(names: Sequence[str]) -> str:
    return f"banyak {len(names)}"


def _bar(name: str) -> str:
    return f"batang {canon_text(name)}"


def _sized(series: Sequence[Series], frame: Json) -> list[str]:
    sizes = canon_values(series[0]["y"], frame["grid"])
    return [f"{_bar(name)} {size}" for name, size in zip(_names(series), sizes, strict=True)]


def _listed(names: Sequence[str]) -> str:
    shown = [show_text(name, 30) for name in names[:6]]
    return ", ".join([*shown, "…"] if len(names) > 6 else shown)


def other_units(seen: ChartSeen) -> Iterable[tuple[str, ChartSeen]]:
    """The chart as it would be with its unit put right, and the slip that this would undo."""
    for slip, factor in (("divided-by-1000", 1000), ("times-1000", 0.001), ("times-100", 0.01)):
        yield slip, changed(seen, series=[_times(one, factor) for one in seen["series"]])


def _times(one: Series, factor: float) -> Series:
    return {"x": one["x"], "y": [v * factor if v is not None else v for v in one["y"]]}
