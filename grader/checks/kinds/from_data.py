"""A number that has to follow from the learner's own data (``jenis="sesuai data"``)."""

import math
from collections.abc import Mapping, Sequence

from grader.checks import messages
from grader.checks.kinds.base import Match
from grader.checks.kinds.keyless import Keyless, beside
from grader.checks.kinds.scalar import is_number
from grader.checks.observation import NumberSeen, Observation, is_number_seen
from grader.checks.spec import FacetVerdict, Json
from grader.common.indonesian import show_number

ABSENT = "Hitungannya belum bisa dicocokkan, karena tabelnya belum ada atau nama kolomnya belum sesuai."


class FromData(Keyless):
    """Right is what equals one of ``rumus``, expressions over the learner's own names.

    ``salah`` maps expressions to the sentence for a number that equals one of them and no ``rumus``;
    ``syarat`` expressions that must be true to the sentence for where they are not. ``toleransi_relatif`` is
    0.005 unless said otherwise, so that a rounded number counts.
    """

    name = "from-data"
    word = "sesuai data"
    wanted, noun = "sebuah angka", "angka"
    types = frozenset({"number"})
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
        value, known = seen["value"], beside(seen)
        count, wrong = frame["rumus"], len(frame["salah"])
        right, others, needed = known[:count], known[count : count + wrong], known[count + wrong :]
        for one, sentence in zip(needed, frame["syarat"], strict=False):
            if one.get("value") is not True:
                return str(sentence)
        if not is_number(value):
            return messages.NAN if seen.get("nan") else messages.TOO_LARGE
        if any(_near(value, one, frame) for one in right):
            return ""
        for one, sentence in zip(others, frame["salah"], strict=False):
            if _near(value, one, frame):
                return str(sentence)
        if not any(is_number(one.get("value")) for one in right):
            return ABSENT
        return "Angka ini belum cocok dengan datamu. Jalankan semua sel dari atas, lalu baca lagi."

    def show(self, seen: Observation) -> str:
        value = seen["value"] if is_number_seen(seen) else None
        return show_number(value) if value is not None and is_number(value) else "angka yang tidak terhingga"


def _near(value: Json, one: Mapping[str, Json], frame: Json) -> bool:
    other: Json = one.get("value")
    if one.get("type") != "number" or not is_number(other):
        return False
    return math.isclose(
        value, other, rel_tol=frame["toleransi_relatif"], abs_tol=max(frame["toleransi"], 1e-9)
    )
