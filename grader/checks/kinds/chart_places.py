"""Which bars or points of a chart differ from the key's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from grader.checks.kinds.base import MOST_PARTS, Has
from grader.checks.kinds.scalar import canon_text, canon_values, show_text
from grader.checks.observation import ChartSeen, Series, changed
from grader.checks.spec import Json

OTHER_BARS = "Batang-batangnya bukan yang diminta; periksa nama tabelnya dan kolom untuk `x`."
CHECK_HEIGHTS = "periksa kolom untuk `y`, hitungannya, dan satuannya"
OTHER_HEIGHTS = f"Nama batangnya sudah sesuai, tetapi tinggi semuanya belum; {CHECK_HEIGHTS}."


def bar_parts(series: Sequence[Series], frame: Json) -> Iterable[str]:
    """The number of bars, the name of each, and each with its size; those without names by their places."""
    names = _names(series)
    if not names:
        return point_parts(series, frame)
    if len(names) * 2 >= MOST_PARTS:
        return []
    return [_number(names), *map(_bar, names), *_sized(series, frame)]


def where_in_bars(series: Sequence[Series], frame: Json, wrong: Collection[str], has: Has) -> str:
    """Bars that are not asked for or missing, else those of another size."""
    names = _names(series)
    if "data" in wrong and len(series) > 1 and not frame["legenda"]:
        return f"Grafikmu berisi {len(series)} deret batang; yang diminta satu. Isi `y` dengan satu kolom."
    if not names:
        return where_in_points(series, frame, wrong, has, "batang") if frame.get("tanpa_nama") else ""
    if "data" not in wrong or len(names) > MOST_PARTS:
        return ""
    strange = [name for name in names if not has(_bar(name))]
    if len(strange) == len(names):
        return OTHER_BARS if frame["bagian"] else ""
    if strange:
        return f"Batang yang tidak diminta: {_listed(strange)}."
    if not has(_number(names)):
        return "Semua batang di grafikmu termasuk yang diminta, tetapi masih ada yang kurang."
    sized = zip(names, _sized(series, frame), strict=True)
    differing = [name for name, part in sized if not has(part)]
    if len(differing) == len(names):
        return OTHER_HEIGHTS
    return f"Tinggi batang yang belum sesuai: {_listed(differing)}." if differing else ""


def point_parts(series: Sequence[Series], frame: Json) -> Iterable[str]:
    """The number of points of a single series, and each with its height; nothing of a long one."""
    if len(series) != 1 or len(series[0]["y"]) >= MOST_PARTS:
        return []
    return [_points(series), *_heights(series, frame)]


def where_in_points(
    series: Sequence[Series], frame: Json, wrong: Collection[str], has: Has, noun: str = "titik"
) -> str:
    """Points too many or too few, else those of another height; ``noun`` is what they are called."""
    if "data" not in wrong or not frame["bagian"] or len(series) != 1 or len(series[0]["y"]) > MOST_PARTS:
        return ""
    if not has(_points(series)):
        return f"Banyaknya {noun} belum sesuai; grafikmu berisi {len(series[0]['y'])} {noun}."
    differing = [i for i, part in enumerate(_heights(series, frame), 1) if not has(part)]
    if len(differing) == len(series[0]["y"]):
        return f"Banyaknya {noun} sudah sesuai, tetapi tinggi semuanya belum; {CHECK_HEIGHTS}."
    places = ", ".join(map(str, differing[:8]))
    return f"{noun.capitalize()} yang belum sesuai: nomor {places}." if differing else ""


def _points(series: Sequence[Series]) -> str:
    return f"titik {len(series[0]['y'])}"


def _heights(series: Sequence[Series], frame: Json) -> list[str]:
    heights = canon_values(series[0]["y"], frame["grid"])
    return [f"titik {i} {height}" for i, height in enumerate(heights, 1)]


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
        yield slip, changed(seen, series=[times(one, factor) for one in seen["series"]])


def times(one: Series, factor: float) -> Series:
    return {"x": one["x"], "y": [v * factor if v is not None else v for v in one["y"]]}
