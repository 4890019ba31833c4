"""A number that has to follow from the learner's own data (``jenis="sesuai data"``)."""

import math
import re
from collections.abc import Mapping, Sequence

from grader.checks import messages
from grader.checks.kinds.base import Match
from grader.checks.kinds.keyless import Keyless, beside, is_true
from grader.checks.kinds.scalar import is_number
from grader.checks.observation import NumberSeen, Observation, is_failed, is_number_seen
from grader.checks.spec import FacetVerdict, Json
from grader.common.indonesian import show_number

OTHERWISE = (
    "Angka ini bukan yang diminta dari datamu. Kalau tabelmu berubah sesudah angka itu dihitung, jalankan "
    "lagi semua sel dari atas; kalau tidak, baca lagi apa yang diminta."
)
ABSENT = "Hitungannya belum bisa dicocokkan: tabelnya belum ada, belum jadi, atau nama kolomnya belum sesuai."

UNKNOWN = "Nama `{0}` belum dikenal: barisnya terhapus, atau selnya belum dijalankan. Tulis lagi `{0} = ...`."


class FromData(Keyless):
    """Right is what equals one of ``rumus``, expressions over the learner's own names.

    ``salah`` maps expressions to the sentence for a number that equals one of them and no ``rumus``;
    ``syarat`` expressions that must be true to the sentence for where they are not. ``toleransi_relatif`` is
    0.005 unless said otherwise, so that a rounded number counts.
    """

    name = "from-data"
    word = "sesuai data"
    types = frozenset({"number"})
    wanted, noun = "sebuah angka", "angka"
    options = frozenset({"jenis", "rumus", "salah", "syarat", "satuan", "toleransi", "toleransi_relatif"})

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        right, wrong = list(options.get("rumus") or ()), dict(options.get("salah") or {})
        needed = dict(options.get("syarat") or {})
        return {
            "rumus": len(right),
            "salah": list(wrong.values()),
            "syarat": list(needed.values()),
            "beside": [*right, *wrong, *needed],
            "satuan": str(options.get("satuan") or ""),
            "toleransi": float(options.get("toleransi") or 0),
            "toleransi_relatif": float(options.get("toleransi_relatif", 0.005)),
        }

    def praise(self, frame: Json) -> str:
        return "Angkamu cocok dengan datamu."

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        if not is_number_seen(seen):
            return []
        said = self._fault(seen, frame)
        return [FacetVerdict("nilai", not said, said)]

    def _fault(self, seen: NumberSeen, frame: Json) -> str:
        value, found = seen["value"], beside(seen)
        count, wrong = frame["rumus"], len(frame["salah"])
        right, others, needed = found[:count], found[count : count + wrong], found[count + wrong :]
        for one, sentence in zip(needed, frame["syarat"], strict=False):
            if is_failed(one):
                return _lacking(one)
            if not is_true(one):
                return str(sentence)
        if value is None or not is_number(value):
            return messages.NAN if seen.get("nan") else messages.TOO_LARGE
        if any(_near(value, one, frame) for one in right):
            return ""
        for one, sentence in zip(others, frame["salah"], strict=False):
            if _near(value, one, frame):
                return str(sentence)
        if not any(is_number_seen(one) for one in right):
            return _lacking(right[0]) if right else ABSENT
        return OTHERWISE

    def show(self, seen: Observation) -> str:
        value = seen["value"] if is_number_seen(seen) else None
        return "angka yang tidak terhingga" if value is None else show_number(value)

    def show_in(self, seen: Observation, frame: Json) -> str:
        return f"{self.show(seen)} {frame['satuan']}".strip()


def _lacking(one: Observation) -> str:
    """What to say where nothing could be calculated: the name that is lacking, where it is one."""
    told = one.get("evalue", "") if is_failed(one) and one.get("ename") == "NameError" else ""
    name = re.search(r"name '(\w+)' is not defined", told)
    return UNKNOWN.format(name[1]) if name else ABSENT


def _near(value: float, one: Observation, frame: Json) -> bool:
    other = one["value"] if is_number_seen(one) else None
    if other is None:
        return False
    return math.isclose(
        value, other, rel_tol=frame["toleransi_relatif"], abs_tol=max(frame["toleransi"], 1e-9)
    )
