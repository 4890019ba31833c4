"""The learner's own table (``jenis="data sendiri"``): large enough, with numbers, without personal data."""

from collections.abc import Mapping, Sequence

from grader.checks import personal
from grader.checks.kinds.base import Match
from grader.checks.kinds.keyless import Keyless, beside, is_true
from grader.checks.observation import Observation, is_table
from grader.checks.spec import FacetVerdict, Json
from grader.common.indonesian import show_number

LEAST_ROWS = 8


class OwnData(Keyless):
    """``minimal_baris`` rows at least (default 8), a column of numbers, no personal data in any column.

    ``syarat`` maps expressions that must be true to the sentence for where they are not.
    """

    name = "own-data"
    word = "data sendiri"
    types = frozenset({"table"})
    wanted, noun = "sebuah tabel", "tabel"
    options = frozenset({"jenis", "minimal_baris", "syarat"})

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        needed = dict(options.get("syarat") or {})
        return {
            "minimal_baris": int(options.get("minimal_baris") or LEAST_ROWS),
            "beside": list(needed),
            "syarat": list(needed.values()),
        }

    def praise(self, frame: Json) -> str:
        return "Datamu terbaca, dan tidak tampak data pribadi di dalamnya. Lihat sendiri sekali lagi."

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        if not is_table(seen):
            return []
        if seen.get("too_big"):
            return [
                FacetVerdict("baris", False, "Tabelmu terlalu besar; bawa bagian yang kamu perlukan saja.")
            ]
        found, rows, least = personal.in_table(seen), int(seen["rows"]), frame["minimal_baris"]
        numbers = any(column["is"] == "number" for column in seen["columns"])
        few = f"Baru {show_number(rows)} baris; bawa paling sedikit {least} baris."
        none = "Belum ada kolom yang berisi angka. Periksa apakah angkanya terbaca sebagai teks."
        needed = zip(beside(seen), frame["syarat"], strict=False)
        unmet = [str(sentence) for one, sentence in needed if not is_true(one)]
        return [
            FacetVerdict("data pribadi", not found, " ".join(found[:2])),
            FacetVerdict("baris", rows >= least, "" if rows >= least else few),
            FacetVerdict("angka", numbers, "" if numbers else none),
            *(FacetVerdict("syarat", False, sentence) for sentence in unmet[:1]),
        ]

    def show(self, seen: Observation) -> str:
        if not is_table(seen):
            return self.noun
        return f"tabel dengan {show_number(seen['rows'])} baris dan {len(seen['names'])} kolom"
