"""A chart of the learner's own data (``jenis="grafik sendiri"``), property by property."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence

from grader.checks import personal
from grader.checks.kinds.base import Match
from grader.checks.kinds.chart import Chart
from grader.checks.kinds.chart_claims import claim_fault
from grader.checks.kinds.chart_words import label_fault, note_fault, time_of, title_fault
from grader.checks.kinds.keyless import Keyless, beside, is_true
from grader.checks.kinds.own_tables import asked_beside, time_fault, unit_lacking
from grader.checks.kinds.scalar import is_number, normal_text
from grader.checks.observation import ChartSeen, Observation, is_chart, is_list, is_table
from grader.checks.spec import FacetVerdict, Json

PERSONAL = "data pribadi"
OTHER_UNIT = "Sumbu angkanya belum menyebut satuan di tabelmu ({})."
#: How many drawn values are looked up in the tables.
MAX_POINTS = 500
_UNIT = re.compile(r"\([^)]+\)|%|\bRp\b|\bpersen\b|\bper\s+\w+", re.I)


class OwnChart(Keyless):
    """What is drawn must stand in one of the tables or lists that the expressions ``data`` give; the rest any
    reader can see. ``bobot`` maps a facet to its weight, ``asing`` are digests of texts that belong to other
    charts, which a release finds. Personal data cost all.
    """

    name = "own-chart"
    word = "grafik sendiri"
    types = frozenset({"chart"})
    wanted, noun = "sebuah grafik", "grafik"
    options = frozenset({"jenis", "data", "bobot", "asing"})

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        return {
            "beside": asked_beside([str(one) for one in options.get("data") or ()]),
            "bobot": dict(options.get("bobot") or {}),
            "asing": list(options.get("asing") or ()),
        }

    def praise(self, frame: Json) -> str:
        return "Grafikmu lengkap."

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        if not is_chart(seen):
            return []
        flat = seen["chart"] == "barh"
        measured = seen["xlabel"] if flat else seen["ylabel"]
        low, high = seen["xlim"] if flat else seen["ylim"]
        texts = [seen["title"], seen["xlabel"], seen["ylabel"], *seen["notes"]]
        texts += [x for series in seen["series"] for x in series["x"] if isinstance(x, str)]
        unit = (
            ""
            if _UNIT.search(measured)
            else "Sumbu angkanya belum menyebut satuan, misalnya (pak) atau (Rp)."
        )
        tables = beside(seen)
        lacking = "" if unit else unit_lacking(f"{measured} {seen['title']}", tables)
        checks = [
            (PERSONAL, personal.sentence(personal.in_texts(map(str, texts)), "grafikmu")),
            ("data", _data_fault(seen)),
            ("judul", title_fault(seen["title"], frame) or claim_fault(seen)),
            ("sumbu x", label_fault(seen["xlabel"], "mendatar (x)", frame)),
            ("sumbu y", label_fault(seen["ylabel"], "tegak (y)", frame)),
            ("satuan", unit or (OTHER_UNIT.format(lacking) if lacking else "")),
            (
                "sumber",
                note_fault(seen["notes"])
                or _source_fault(seen["notes"], any(map(is_true, tables)))
                or _other_time(seen["notes"], tables),
            ),
        ]
        if seen["chart"] in ("bar", "barh") and not low <= 0 <= high:
            checks.append(("dari nol", "Batang harus mulai dari nol; kalau tidak, beda kecil tampak besar."))
        if len(seen["series"]) > 1 and not seen["legend"]:
            checks.append(
                ("legenda", "Ada lebih dari satu deret; beri legenda supaya pembaca bisa membedakan.")
            )
        return [FacetVerdict(name, not said, said) for name, said in checks]

    def share(self, facets: Sequence[FacetVerdict], frame: Json) -> float:
        # A chart of something else is no part of an answer, however well it is labelled.
        if any(not f.ok and f.name in (PERSONAL, "data") for f in facets):
            return 0.0
        weights = {f.name: float(frame["bobot"].get(f.name, 1)) for f in facets if f.name != PERSONAL}
        total = sum(weights.values())
        return sum(weights[f.name] for f in facets if f.ok and f.name in weights) / total if total else 0.0

    def show(self, seen: Observation) -> str:
        return Chart().show(seen)


def _source_fault(notes: Sequence[str], practice: bool) -> str:
    """What to say of a note that names no source, or hides that the data are made up."""
    source = re.sub(r"^.*?sumber:|waktu:.*$", "", normal_text(" ".join(notes)))
    if not re.search(r"[^\W\d_]{3}", source):
        return "Catatan di bawah grafik belum menyebut sumbernya."
    if practice and not re.search(r"sintetis|data latihan", source):
        return "Sumber di bawah grafik belum menyebut bahwa ini data latihan (sintetis)."
    return ""


def _other_time(notes: Sequence[str], tables: Sequence[Observation]) -> str:
    """What to say of a note whose time is not that of the tables."""
    what = time_fault(time_of(normal_text(" ".join(notes))), tables)
    return f"{what.capitalize()} di catatan bawah grafik tidak ada di tabelmu." if what else ""


def _data_fault(seen: ChartSeen) -> str:
    """What is wrong with what was drawn; "" when all of it stands in the learner's tables."""
    drawn = [v for series in seen["series"] for v in series["y"] if v is not None and is_number(v)]
    if len(drawn) < 2:
        return "Grafikmu belum berisi data; gambar paling sedikit dua angka."
    tables = beside(seen)
    if any(one == {"type": "other"} for one in tables):  # too large for the wall
        return ""
    known = {v for one in tables for v in _numbers_in(one)}
    if all(_stands_in(v, known) for v in drawn[:MAX_POINTS]):
        return ""
    return "Ada angka di grafik yang tidak ada di tabelmu; gambar dari tabel `ringkas`."


def _stands_in(value: float, known: Iterable[float]) -> bool:
    return any(math.isclose(value, other, rel_tol=1e-4) for other in known)


def _numbers_in(one: Observation) -> Iterable[float]:
    if is_table(one):
        for column in one["columns"]:
            if column["is"] == "number":
                yield from (v for v in column["values"] if is_number(v))
    elif is_list(one):
        yield from (v for v in one["values"] if is_number(v))
