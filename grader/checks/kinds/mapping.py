"""Dictionaries from a name to a single value."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from grader.checks import grid
from grader.checks.kinds.base import MOST_PARTS, Has, Kind, Match
from grader.checks.kinds.near import FEW_NAMES, WRITTEN_OTHERWISE, is_near, near_parts
from grader.checks.kinds.scalar import canon_text, canon_value, is_number, plain, show_text, tolerance_of
from grader.checks.observation import DictSeen, Observation, is_dict
from grader.checks.spec import FacetVerdict, Json

LIMIT = 1_000
NAMES = "Nama-nama di dalam kamus belum sesuai yang diminta."


class Mapping_(Kind):
    name = "dict"
    types = frozenset({"dict"})
    wanted, noun = "sebuah kamus", "kamus"
    equivalents = ("dict(reversed(list({0}.items())))",)
    options = frozenset({"toleransi", "toleransi_relatif", "sebagian"})

    def recognise(self, value: object, request: Mapping[str, Json]) -> DictSeen | None:
        if not isinstance(value, dict):
            return None
        pairs = list(dict.items(value))[:LIMIT]
        return {
            "type": "dict",
            "pairs": [[_name(k), plain(v)] for k, v in pairs],
            "length": dict.__len__(value),
        }

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        grids = {}
        for name, value in key["pairs"] if is_dict(key) else ():
            if is_number(value):
                grids[canon_text(name)] = grid.place(value, tolerance_of(value, options))
        return {"grid": grids, "sebagian": bool(options.get("sebagian"))}

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        if not is_dict(seen):
            return {}
        facets = {"kunci": "\n".join(sorted(canon_text(str(k)) for k, _ in seen["pairs"]))}
        for name, value in seen["pairs"]:
            width, offset = frame["grid"].get(canon_text(str(name)), (None, 0.0))
            facets[f"isi {canon_text(str(name))[2:]}"] = canon_value(value, width, offset)
        return facets

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        facets = super().judge(seen, frame, expected, match)
        return [
            FacetVerdict(
                f.name,
                f.ok,
                "" if f.ok else NAMES if f.name == "kunci" else f"{f.name.capitalize()} belum sesuai.",
            )
            for f in facets
        ]

    def parts(self, seen: Observation, frame: Json) -> Iterable[str]:
        if not is_dict(seen) or len(seen["pairs"]) > MOST_PARTS:
            return []
        names = [canon_text(str(name)) for name, _ in seen["pairs"]]
        few = names if len(names) <= FEW_NAMES else []
        return [*names, *(form for name in few for form in near_parts(name.removeprefix("t:")))]

    def where(self, seen: Observation, frame: Json, wrong: Collection[str], has: Has) -> str:
        """Which names are not asked for; where all are, that some are missing."""
        if "kunci" not in wrong or not is_dict(seen) or not 0 < len(seen["pairs"]) <= MOST_PARTS:
            return ""
        names = [str(name) for name, _ in seen["pairs"]]
        strange = [name for name in names if not has(canon_text(name))]
        if not strange:
            return f"{NAMES} Yang kamu tulis termasuk, tetapi masih ada yang kurang."
        near = [n for n in strange[:FEW_NAMES] if is_near(n, has, lambda word: has(f"t:{word}"))]
        if near:
            return WRITTEN_OTHERWISE.format(", ".join(show_text(name, 20) for name in near))
        shown = ", ".join(show_text(name, 20) for name in strange[:6])
        return f"{NAMES} Yang tidak diminta: {shown}." if len(strange) < len(names) else ""

    def place(self, facet: str) -> tuple[int, str]:
        """The names, then what they hold."""
        return (int(facet != "kunci"), facet)

    def share(self, facets: Sequence[FacetVerdict], frame: Json) -> float:
        if all(f.ok for f in facets):
            return 1.0
        values = [f for f in facets if f.name != "kunci"]
        return sum(f.ok for f in values) / len(values) if frame["sebagian"] and values else 0.0

    def tells(self, key: Observation, seen: Observation, in_order: bool, counted: bool) -> bool:
        return is_dict(seen) and bool(seen["length"])

    def show(self, seen: Observation) -> str:
        if not is_dict(seen):
            return ""
        names = ", ".join(show_text(str(k), 20) for k, _ in seen["pairs"][:6])
        return f"kamus dengan {seen['length']} isian: {names}" if names else "kamus kosong"


def _name(key: object) -> str:
    bare = plain(key)
    return bare if isinstance(bare, str) else repr(bare)[:80]
