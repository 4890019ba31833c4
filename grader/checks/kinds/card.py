"""A data card the learner wrote (``jenis="kartu"``): a text with a line for each thing that must be told."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence

from grader.checks import personal
from grader.checks.kinds.base import Match
from grader.checks.kinds.chart_words import digest
from grader.checks.kinds.keyless import Keyless, beside, is_true
from grader.checks.kinds.own_tables import asked_beside, time_fault, unit_lacking
from grader.checks.kinds.scalar import normal_text
from grader.checks.observation import Observation, is_text
from grader.checks.spec import FacetVerdict, Json

#: What a card tells, and with how many words at least.
FIELDS = {"Sumber": 2, "Cara": 3, "Waktu": 1, "Satuan": 1}
YEARS = (1990, 2035)
MAX_LENGTH = 3_000
PERSONAL = "data pribadi"
MONTHS = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
COPIED = (
    "Baris `{}:` sama dengan contoh di pelajaran atau di soal; tulis tentang datamu, dengan katamu sendiri."
)
_EMPTY = re.compile(r"_{2,}|\.{3,}|\?{2,}|\b(?:isi|tulis) di ?sini\b", re.I)
_NOTHING = {"", "-", "tidak ada", "tidak tahu", "belum ada", "tidak", "ada", "sama"}
_PERSON = re.compile(r"(?:[Bb]u|[Pp]ak|[Ii]bu|[Bb]apak|[Mm]bak|[Mm]as)\s+[A-Z]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s+(" + "|".join(MONTHS) + r")\s+(\d{4})", re.I)


class Card(Keyless):
    """Each entry of ``isian`` (label → least number of words) stands on a line "Label: ..." and says
    something of its own; the line ``waktu`` names a year, and no date that the calendar lacks. Personal data
    cost all. ``asing`` are digests of lines of other cards, which a release finds. ``data`` names the table
    that the card is of: its time and unit must be that table's, and where the table is made up for practice,
    the source says so.
    """

    name = "card"
    word = "kartu"
    types = frozenset({"text"})
    wanted, noun = "sebuah tulisan (teks)", "teks"
    options = frozenset({"jenis", "isian", "waktu", "asing", "data"})

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        return {
            "isian": [[label, int(least)] for label, least in (options.get("isian") or FIELDS).items()],
            "waktu": str(options.get("waktu") or "Waktu"),
            "asing": list(options.get("asing") or ()),
            "beside": asked_beside([str(options["data"])] if options.get("data") else []),
        }

    def praise(self, frame: Json) -> str:
        return "Kartumu lengkap. Isinya dibaca pelatih."

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        if not is_text(seen):
            return []
        text = seen["value"]
        found = personal.in_text(text)
        filled = fields_of(text[:MAX_LENGTH], [label for label, _ in frame["isian"]])
        facets = [FacetVerdict(PERSONAL, not found, personal.sentence(found, "kartumu"))]
        if len(text) > MAX_LENGTH:
            return [*facets, FacetVerdict("panjang", False, "Kartumu terlalu panjang; satu baris satu hal.")]
        told: list[str] = []
        for label, least in frame["isian"]:
            said = _fault(label, filled.get(label), least, label == frame["waktu"])
            if label not in filled and re.search(rf"(?mi)^\W*{re.escape(label)}\b(?!\s*:)", text):
                said = f"Sesudah `{label}` belum ada titik dua: tulis `{label}: ...`."
            if not said and normal_text(filled[label]) in told:
                said = f"Isi {label} sama dengan baris lain; setiap baris menjawab hal yang berbeda."
            if not said and digest(filled[label]) in frame.get("asing", ()):
                said = COPIED.format(label)
            if not said:
                said = _denied(label, filled[label], frame, seen)
            told.append(normal_text(filled.get(label) or ""))
            facets.append(FacetVerdict(label, not said, said))
        return facets

    def share(self, facets: Sequence[FacetVerdict], frame: Json) -> float:
        if any(not f.ok and f.name in (PERSONAL, "panjang") for f in facets):
            return 0.0
        lines = [f for f in facets if f.name != PERSONAL]
        return sum(f.ok for f in lines) / len(lines) if lines else 0.0

    def show(self, seen: Observation) -> str:
        return f"kartu dengan {len(seen['value'].split()) if is_text(seen) else 0} kata"


def _denied(label: str, said: str, frame: Json, seen: Observation) -> str:
    """What to say of a line that the card's own table belies; "" where it does not."""
    if len(found := beside(seen)) != 2:
        return ""
    table, practice = found
    if label == frame["waktu"] and (what := time_fault(said, [table])):
        return f"{what.capitalize()} di baris `{label}:` tidak ada di datamu."
    if label == "Satuan" and (unit := unit_lacking(said, [table])):
        return f"Baris `{label}:` belum menyebut satuan di datamu ({unit})."
    if label == "Sumber" and _PERSON.match(said):
        return f"Baris `{label}:` menyebut nama orang; sebut usaha atau lembaganya."
    if label == "Sumber" and is_true(practice) and not re.search(r"sintetis|data latihan", said, re.I):
        return f"Baris `{label}:` belum menyebut bahwa ini data latihan (sintetis)."
    return ""


def fields_of(text: str, labels: Sequence[str]) -> dict[str, str]:
    """What stands behind each label that opens a line; lines without a label continue the one before."""
    known = {normal_text(label): label for label in labels}
    filled: dict[str, str] = {}
    current = ""
    for line in text.splitlines():
        head, sign, rest = line.partition(":")
        label = known.get(normal_text(head.strip(" \t-*•#")))
        if sign and label and label not in filled:
            current, filled[label] = label, rest.strip()
        elif current and line.strip():
            filled[current] = f"{filled[current]} {line.strip()}".strip()
    return filled


def _fault(label: str, value: str | None, least: int, is_time: bool) -> str:
    if value is None:
        return f"Baris `{label}:` belum ada."
    words = re.findall(r"[^\W_]+|%", value)
    if _EMPTY.search(value) or normal_text(value).strip(" .") in _NOTHING:
        return f"Baris `{label}:` masih kosong."
    if len(words) < least:
        return f"Baris `{label}:` baru {len(words)} kata; tulis paling sedikit {least} kata."
    return _time_fault(label, value) if is_time else ""


def _time_fault(label: str, value: str) -> str:
    years = [int(year) for year in _YEAR.findall(value)]
    if not years:
        return f"Baris `{label}:` belum menyebut tahunnya."
    if not all(YEARS[0] <= year <= YEARS[1] for year in years):
        return f"Tahun di baris `{label}:` sepertinya salah ketik."
    dates = [(int(y), int(m), int(d)) for y, m, d in _ISO.findall(value)]
    dates += [(int(y), MONTHS.index(m.lower()) + 1, int(d)) for d, m, y in _WORDS.findall(value)]
    if not all(1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] for year, month, day in dates):
        return f"Tanggal di baris `{label}:` tidak ada di kalender."
    return ""
