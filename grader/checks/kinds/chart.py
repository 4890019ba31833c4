"""Charts: what a reader needs of one, property by property."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from grader.checks.kinds import chart_drawn, chart_span, chart_time, chart_words
from grader.checks.kinds.base import MOST_PARTS, Has, Kind, Match
from grader.checks.kinds.chart_claims import title
from grader.checks.kinds.chart_places import (
    bar_parts,
    other_units,
    point_parts,
    times,
    where_in_bars,
    where_in_points,
)
from grader.checks.kinds.chart_time import BARS
from grader.checks.kinds.chart_words import MULTIPLES
from grader.checks.kinds.scalar import canon_value, canon_values, is_number, normal_text, numbers_frame
from grader.checks.observation import ChartSeen, Observation, Series, changed, is_chart
from grader.checks.spec import FacetVerdict, Json

#: Author's word for a kind of chart → the observed kind.
WORDS = {
    "batang": "bar",
    "batang-mendatar": "barh",
    "garis": "line",
    "titik": "scatter",
    "histogram": "hist",
    "lingkaran": "pie",
}
INDONESIAN = {kind: word for word, kind in WORDS.items()}
WRONG_DATA = "Data yang digambar belum sama dengan yang diminta; periksa tabelnya, barisnya, dan kolomnya."
WRONG_PLACES = "Angka di sumbu mendatar (x) belum sesuai; periksa kolom yang kamu pakai untuk x."
LINES = ("line", "scatter")
#: Stands for places that are dates or words: what they look like depends on how the chart was drawn.
NO_NUMBERS = "tanpa angka"


_OPTIONS = """
jenis satuan_x satuan_y sumber waktu dari_nol bobot toleransi toleransi_relatif asing saudara potongan sumbu
"""
OPTIONS = frozenset(_OPTIONS.split())
#: Said of bars alone.
FROM_ZERO = "Batang harus mulai dari nol; kalau tidak, beda kecil tampak besar."


class Chart(Kind):
    """Facets `jenis` and `data` need the key; the others are properties any reader can see.

    Options: `jenis` (a word of WORDS; default the key's kind), `satuan_x`/`satuan_y` (word the label
    must hold), `sumber` (text the note must hold), `waktu` (False: no year needed), `dari_nol` (False:
    bars may start elsewhere), `bobot` (facet → weight), `asing`, `saudara`, `potongan`, `sumbu` (what a
    release finds of other charts' texts and of its own axes). A unit or source may have other names,
    split by `|`: "BPS|Badan Pusat Statistik"; the first is the one a sentence names.
    """

    name = "chart"
    types = frozenset({"chart"})
    wanted, noun = "sebuah grafik", "grafik"
    equivalents = ("{0}.figure",)
    options = OPTIONS

    def recognise(self, value: object, request: Mapping[str, Json]) -> ChartSeen | None:
        axes = chart_drawn.axes_of(value)
        return None if axes is None else chart_drawn.describe(axes)

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        assert is_chart(key)
        values = [v for series in _by_name(key) for v in series["y"]]
        places = _places_of(key)
        counted = [n for series in key["series"] for n in range(len(series["x"]))]
        kind = WORDS.get(str(options.get("jenis") or ""), key["chart"])
        drawn = [len(series["y"]) for series in key["series"]]
        return {
            # Whether the key is marked by parts, without which a place cannot be told from nothing.
            "bagian": len(drawn) == 1 and drawn[0] * 2 < MOST_PARTS,
            # Bars of years or months by their numbers have no names, only places.
            "tanpa_nama": key["chart"] in BARS and not any(series["x"] for series in key["series"]),
            "jenis": kind,
            "satuan_x": str(options.get("satuan_x") or ""),
            "satuan_y": str(options.get("satuan_y") or ""),
            "sumber": str(options.get("sumber") or ""),
            "waktu": options.get("waktu") is not False,
            "tahun": chart_words.years_of(normal_text(" ".join(key["notes"]))),
            "rentang": _years_drawn(key),
            "masa": chart_span.span_of(chart_words.time_of(normal_text(" ".join(key["notes"])))),
            "asing": list(options.get("asing") or ()),
            "saudara": dict(options.get("saudara") or {}),
            "potongan": list(options.get("potongan") or ()),
            "sumbu": dict(options.get("sumbu") or {}),
            "kelipatan": _multiples_said(key, {"satuan_y": ""}),
            "bukan": any(chart_words.denies(text) for text in (key["title"], key["xlabel"], key["ylabel"])),
            "dari_nol": kind in ("bar", "barh") and options.get("dari_nol") is not False,
            "legenda": len(key["series"]) > 1,
            "berurut": chart_time.runs_through_time(key),
            "bobot": dict(options.get("bobot") or {}),
            "grid": numbers_frame(values, options, "chart"),
            "letak": numbers_frame(places, {}, "letak") if places != counted else None,
        }

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        if not is_chart(seen):
            return {}
        drawn = _by_name(_as_due(seen, frame["jenis"]))
        values = [v for series in drawn for v in series["y"]]
        lengths = ",".join(str(len(series["y"])) for series in drawn)
        names = [canon_value(v, None, 0.0) for series in drawn for v in series["x"] if isinstance(v, str)]
        data = "\n".join([lengths, *canon_values(values, frame["grid"]), *names])
        # The kind only tells misconceptions apart; whether it is right is judged by itself.
        facets = {"data": data, "gambar": seen["chart"]}
        if frame["letak"]:
            facets["letak"] = "\n".join(canon_values(_places_of(seen), frame["letak"])) or NO_NUMBERS
        return facets

    def accepted(self, key: Observation, frame: Json) -> dict[str, tuple[str, ...]]:
        canon = self.canon(key, frame)
        accepted: dict[str, tuple[str, ...]] = {"data": (canon["data"],)}
        if "letak" in canon:
            accepted["letak"] = (canon["letak"], NO_NUMBERS)
        return accepted

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        if not is_chart(seen):
            return [FacetVerdict("data", False, "")]
        given, seen = seen, self._in_full(seen, frame, expected, match)
        drawn = any(series["y"] for series in seen["series"])
        wrong = [f.name for f in super().judge(seen, frame, expected, match) if not f.ok]
        # Other columns may have been drawn: what each axis measures is known where the data are right.
        named = {**frame, "sumbu": {}} if wrong else frame
        checks = [
            ("data", not wrong, _data_sentence(seen, frame, wrong)),
            ("jenis", seen["chart"] == frame["jenis"], _kind_sentence(seen["chart"], frame["jenis"])),
            ("judul", *title(seen, frame, bool(wrong))),
            ("sumbu x", *chart_words.label(seen["xlabel"], frame["satuan_x"], "mendatar (x)", named)),
            ("sumbu y", *_name_of_y(seen, named)),
            ("sumber", *chart_words.note(seen["notes"], frame)),
        ]
        too_many = [w for w in _multiples_said(seen, frame) if w not in frame.get("kelipatan", MULTIPLES)]
        if seen is given and not wrong and too_many:
            checks.append(("satuan", False, chart_words.NOT_SO_MANY.format(too_many[0])))
        if frame["dari_nol"]:
            low, high = seen["xlim"] if seen["chart"] == "barh" else seen["ylim"]
            at_zero = seen["chart"] in LINES or low <= 0 <= high
            checks.append(("dari nol", at_zero, FROM_ZERO * (seen["chart"] in BARS)))
        if frame["legenda"]:
            checks.append(
                (
                    "legenda",
                    seen["legend"],
                    "Ada lebih dari satu deret; beri legenda supaya pembaca bisa membedakan.",
                )
            )
        if frame.get("berurut") and chart_time.is_out_of_time(seen):
            checks.append(("urutan", False, chart_time.OUT_OF_TIME))
        return [FacetVerdict(n, ok and drawn, "" if ok else said) for n, ok, said in checks]

    def _in_full(self, seen: ChartSeen, frame: Json, expected: Sequence[str], match: Match) -> ChartSeen:
        """A chart of thousands or millions that says so on its axis, as the same chart in full."""
        for word in _multiples_said(seen, frame):
            full = changed(seen, series=[times(one, MULTIPLES[word]) for one in seen["series"]])
            if all(f.ok for f in super().judge(full, frame, expected, match) if f.name == "data"):
                return full
        return seen

    def share(self, facets: Sequence[FacetVerdict], frame: Json) -> float:
        """Right words around other data are no chart of these data: without `data` nothing is paid."""
        if any(f.name == "data" and not f.ok for f in facets):
            return 0.0
        weights = {f.name: float(frame["bobot"].get(f.name, 1)) for f in facets}
        total = sum(weights.values())
        return sum(weights[f.name] for f in facets if f.ok) / total if total else 0.0

    def parts(self, seen: Observation, frame: Json) -> Iterable[str]:
        if not is_chart(seen):
            return ()
        return (bar_parts if seen["chart"] in BARS else point_parts)(_by_name(seen), frame)

    def where(self, seen: Observation, frame: Json, wrong: Collection[str], has: Has) -> str:
        if not is_chart(seen) or seen["chart"] != frame["jenis"]:
            return ""
        look = where_in_bars if seen["chart"] in BARS else where_in_points
        return look(_by_name(seen), frame, wrong, has)

    def variants(self, seen: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        return other_units(seen) if is_chart(seen) and any(one["y"] for one in seen["series"]) else ()

    def show(self, seen: Observation) -> str:
        if not is_chart(seen):
            return ""
        points = sum(len(series["y"]) for series in seen["series"])
        if not points:
            return "gambar tanpa batang, garis, atau titik"
        return f"grafik {_word(seen['chart'], '')} dengan {points} nilai"


def _as_due(seen: ChartSeen, kind: str) -> ChartSeen:
    """A line through named points as bars of these names, and bars as a line: another kind of chart may show
    the right data.
    """
    if kind in BARS and seen["chart"] in LINES:
        series: list[Series] = [{"x": one.get("names") or one["x"], "y": one["y"]} for one in seen["series"]]
    elif kind in LINES and seen["chart"] in BARS:
        series = [{"x": [], "y": one["y"]} for one in seen["series"]]
    else:
        return seen
    return changed(seen, chart=kind, series=series)


def _by_name(seen: ChartSeen) -> list[Series]:
    """The series by their heights, and bars with names in the order of their names: one drawn first, or a
    sorted bar chart, shows the same.
    """
    ordered: list[Series] = []
    for series in seen["series"]:
        rows = sorted(zip(series["x"], series["y"], strict=False), key=lambda row: normal_text(str(row[0])))
        named = bool(rows) and seen["chart"] in BARS
        ordered.append({"x": [x for x, _ in rows], "y": [y for _, y in rows]} if named else series)
    return sorted(ordered, key=lambda one: [y or 0.0 for y in one["y"]])


def _places_of(seen: ChartSeen) -> list[Json]:
    """The numbers on the x axis under all lines or dots; none where there are no numbers."""
    series = _by_name(seen) if seen["chart"] in LINES else []
    return [x for one in series for x in one["x"]]


def _word(kind: str, otherwise: str) -> str:
    return INDONESIAN.get(kind, otherwise).replace("-", " ")


def _data_sentence(seen: ChartSeen, frame: Json, wrong: Collection[str]) -> str:
    """What to say of other data; of a chart of another kind nothing, for its data are laid out otherwise."""
    if seen["chart"] != frame["jenis"]:
        return ""
    if wrong == ["letak"]:
        return WRONG_PLACES
    if len(seen["series"]) > 1 and not frame["legenda"]:
        number = len(seen["series"])
        return f"Grafikmu berisi {number} deret; yang diminta satu. Isi `x` dan `y` dengan nama kolom."
    return WRONG_DATA


def _name_of_y(seen: ChartSeen, frame: Json) -> tuple[bool, str]:
    ok, said = chart_words.label(seen["ylabel"], frame["satuan_y"], "tegak (y)", frame)
    unit = frame["satuan_y"]
    exchanged = unit and seen["ylabel"].strip() and chart_words.names_unit(seen["xlabel"], unit)
    if not ok and exchanged and not chart_words.names_unit(seen["ylabel"], unit):
        return False, chart_words.EXCHANGED.format(unit.partition("|")[0])
    return ok, said


def _multiples_said(seen: ChartSeen, frame: Json) -> list[str]:
    """The words of many on the axis of the values, or in the title, where nobody asked for any."""
    label = seen["xlabel" if seen["chart"] == "barh" else "ylabel"]
    asked = any(word in frame["satuan_y"] for word in MULTIPLES)
    return [] if asked else chart_words.multiples(label, seen["title"])


def _years_drawn(key: ChartSeen) -> list[str]:
    """The first and the last year that the key's title, note or horizontal axis names."""
    places = [str(int(x)) for x in _places_of(key) if is_number(x) and float(x).is_integer()]
    texts = [key["title"], " ".join(key["notes"]), *places]
    texts += [x for series in key["series"] for x in series["x"] if isinstance(x, str)]
    found = chart_words.years_in(" ".join(texts))
    return [found[0], found[-1]] if found else []


def _kind_sentence(seen: str, wanted: str) -> str:
    drawn, due = _word(seen, "belum terbaca (peta, atau datanya di luar bingkai)"), _word(wanted, wanted)
    return f"Jenis grafiknya {drawn}; yang cocok di sini grafik {due}."
