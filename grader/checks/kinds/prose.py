"""Free prose (``jenis="uraian"``): read by a person; length and required parts are looked at beforehand."""

import re
from collections.abc import Mapping, Sequence

from grader.checks import messages, personal
from grader.checks.kinds.base import Kind, Match
from grader.checks.kinds.scalar import normal_text
from grader.checks.observation import Observation, is_text
from grader.checks.spec import FacetVerdict, Json

#: A word; one is also a number with its marks, a doubled word, an address: Rp66.000, ibu-ibu, bps.go.id.
_WORD = re.compile(r"\w+(?:[.,]\d+|[-'’]\w+|\.(?:com|co|go|or|id|net|org)\b)*")


class Prose(Kind):
    """No key: ``minimal_kata`` words at least, and each entry of ``wajib`` (alternatives split by ``|``)
    mentioned; with ``tanpa_data_pribadi`` no number or address that leads to a person.
    """

    name = "prose"
    types = frozenset({"text"})
    wanted, noun = "sebuah tulisan (teks)", "teks"
    needs_key = False
    wrong_answers_are_literal = True
    options = frozenset({"jenis", "minimal_kata", "maksimal_kata", "wajib", "tanpa_data_pribadi"})

    def claims(self, key: Observation, options: Mapping[str, Json]) -> bool:
        return options.get("jenis") == "uraian"

    def recognise(self, value: object, request: Mapping[str, Json]) -> Observation | None:
        return None  # prose is a text, which kinds.text recognises

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        return {}

    def praise(self, frame: Json) -> str:
        return messages.PROSE_COMPLETE

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        text = normal_text(seen["value"]) if is_text(seen) else ""
        words = len(_WORD.findall(text))
        least, most = int(frame.get("minimal_kata") or 1), int(frame.get("maksimal_kata") or 0)
        facets = [
            FacetVerdict("panjang", words >= least, f"Baru {words} kata; tulis paling sedikit {least} kata.")
        ]
        if most:
            facets.append(
                FacetVerdict(
                    "ringkas", words <= most, f"Sudah {words} kata; ringkas menjadi paling banyak {most}."
                )
            )
        if frame.get("tanpa_data_pribadi"):
            kinds = personal.in_text(seen["value"]) if is_text(seen) else []
            said = personal.sentence(kinds, "tulisanmu")
            facets.append(FacetVerdict("data pribadi", not kinds, said))
        for part in frame.get("wajib") or ():
            found = any(normal_text(word) in text for word in str(part).split("|"))
            named = [f'"{word}"' for word in str(part).split("|")]
            lacks = f"kata {named[0]}" if len(named) == 1 else f"salah satu kata ini: {', '.join(named)}"
            facets.append(FacetVerdict(str(part).replace("|", " atau "), found, f"Belum ada {lacks}."))
        return [FacetVerdict(f.name, f.ok, "" if f.ok else f.message) for f in facets]

    def show(self, seen: Observation) -> str:
        words = len(_WORD.findall(seen["value"])) if is_text(seen) else 0
        return f"{words} kata"
