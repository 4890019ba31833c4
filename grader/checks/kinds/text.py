"""Text and choices; differences of case and spaces are forgiven unless the author asks for ``persis``."""

import re
from collections.abc import Iterable, Mapping, Sequence

from grader.checks.kinds.base import Kind, Match, Observation
from grader.checks.kinds.scalar import canon_text, plain, show_number, show_text
from grader.checks.spec import FacetVerdict, Json

LIMIT = 20_000
AROUND = " \t\r\n.,:;!?`'\"“”‘’"
"""Marks that people write around a word or a letter and do not mean."""


class Text(Kind):
    name = "text"
    types = frozenset({"text"})
    options = frozenset({"pilihan", "terima", "persis"})

    def recognise(self, value: object, request: Mapping[str, Json]) -> Observation | None:
        bare = plain(value)
        return {"type": "text", "value": bare[:LIMIT]} if isinstance(bare, str) else None

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        letters = list(options.get("pilihan") or [])
        if not letters and len(key["value"].strip()) == 1 and key["value"].strip().isalpha():
            letters = ["a", "b", "c", "d"]
        return {"pilihan": letters, "persis": bool(options.get("persis"))}

    def accepted(self, key: Observation, frame: Json) -> dict[str, tuple[str, ...]]:
        others = [{"type": "text", "value": str(v)} for v in key.get("terima", ())]
        return {"nilai": tuple(self.canon(k, frame)["nilai"] for k in (key, *others))}

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        value = seen.get("value")
        if seen["type"] != "text" or not isinstance(value, str):
            return {}
        if frame["persis"]:
            return {"nilai": "p:" + value.encode("utf-8", "replace").decode()}
        return {"nilai": canon_text(letter_of(value, frame["pilihan"]) if frame["pilihan"] else _bare(value))}

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        facets = super().judge(seen, frame, expected, match)
        letters = [str(letter) for letter in frame["pilihan"]]
        known = {canon_text(letter) for letter in letters}
        if letters and self.canon(seen, frame).get("nilai") not in known:
            said = f"Tulis satu huruf saja: {', '.join(letters[:-1])}, atau {letters[-1]}."
            return [FacetVerdict(f.name, f.ok, "" if f.ok else said) for f in facets]
        return facets

    def variants(self, seen: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        if seen["type"] == "number" and isinstance(seen.get("value"), int):
            for width in range(2, 11):
                yield "leading-zero", {"type": "text", "value": str(seen["value"]).zfill(width)}
        if seen["type"] == "list" and len(seen["values"]) == 1 and isinstance(seen["values"][0], str):
            yield "wrapped", {"type": "text", "value": seen["values"][0]}
        if seen["type"] == "text" and isinstance(seen.get("value"), str):
            text = seen["value"]
            if text.strip().isdigit():
                for width in range(len(text.strip()) + 1, 11):
                    yield "leading-zero", {"type": "text", "value": text.strip().zfill(width)}
            if frame["persis"]:
                for form in (
                    " ".join(text.split()),
                    text.strip().lower(),
                    text.strip().upper(),
                    text.strip().title(),
                ):
                    yield "case-and-spaces", {"type": "text", "value": form}

    def show(self, seen: Observation) -> str:
        value = seen.get("value")
        return show_text(value) if isinstance(value, str) else show_number(value or 0)


def _bare(text: str) -> str:
    return text.strip(AROUND) or text


def letter_of(text: str, letters: Iterable[Json]) -> str:
    """The letter of a choice, also out of "(b)" or of the whole option copied: "- b. Tetap mengupah"."""
    bare = text.strip(AROUND + "()-–•*")
    match = re.match(r"(\w)[.):]\s+\S", bare)
    marked = {letter.casefold() for letter in re.findall(r"\b(\w)[.):](?!\w)", f"{bare}.")}
    chosen = marked & {str(letter).casefold() for letter in letters}  # "b. atau c." chooses two
    return match[1] if match and chosen == {match[1].casefold()} else bare or text
