"""Text and choices; differences of case and spaces are forgiven unless the author asks for `persis`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NotRequired, cast

from grader.checks.kinds.base import Has, Kind, Match
from grader.checks.kinds.near import OTHER_SPELLING, is_near, near_parts
from grader.checks.kinds.scalar import canon_text, plain, show_text
from grader.checks.observation import (
    Observation,
    TextSeen,
    changed,
    is_list,
    is_number_seen,
    is_text,
    text_seen,
)
from grader.checks.spec import FacetVerdict, Json

LIMIT = 20_000
FEW_WORDS = 4
"""More words together would be a way to try them all."""
AROUND = " \t\r\n.,:;!?`'\"“”‘’"
"""Marks that people write around a word or a letter and do not mean."""


#: So many of the author's other words are known by their forms too.
MOST_OTHERS = 2
#: What stands between the parts of a code or a name.
MARKS = (".", "-", "/", "_", " ")


class AcceptedText(TextSeen):
    """A key with the author's other right words, which no frame shows."""

    terima: NotRequired[list[str]]


class Text(Kind):
    name = "text"
    types = frozenset({"text"})
    wanted, noun = "sebuah teks (dalam tanda kutip)", "teks"
    equivalents = ("' ' + {0}.upper() + ' '", "__import__('numpy').str_({0})")
    wrong_answers_are_literal = True
    options = frozenset({"pilihan", "terima", "persis"})

    def recognise(self, value: object, request: Mapping[str, Json]) -> TextSeen | None:
        bare = plain(value)
        return text_seen(bare[:LIMIT]) if isinstance(bare, str) else None

    def full_key(
        self, key: Observation, options: Mapping[str, Json], wrong: Mapping[str, Observation]
    ) -> Observation:
        return changed(key, terima=[str(word) for word in options.get("terima") or ()])

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        letters = list(options.get("pilihan") or [])
        answer = key["value"].strip() if is_text(key) else ""
        if not letters and len(answer) == 1 and answer.isalpha():
            letters = ["a", "b", "c", "d"]
        return {"pilihan": letters, "persis": bool(options.get("persis"))}

    def accepted(self, key: Observation, frame: Json) -> dict[str, tuple[str, ...]]:
        others = [text_seen(word) for word in cast(AcceptedText, key).get("terima", ())]
        return {"nilai": tuple(self.canon(k, frame)["nilai"] for k in (key, *others))}

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        if not is_text(seen):
            return {}
        value = seen["value"]
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
        if is_number_seen(seen) and isinstance(seen["value"], int):
            for width in range(2, 11):
                yield "leading-zero", text_seen(str(seen["value"]).zfill(width))
        if is_list(seen) and len(seen["values"]) == 1 and isinstance(seen["values"][0], str):
            yield "wrapped", text_seen(seen["values"][0])
        if is_text(seen):
            text = seen["value"]
            if text.strip().isdigit():
                for width in range(len(text.strip()) + 1, 11):
                    yield "leading-zero", text_seen(text.strip().zfill(width))
            if not frame["pilihan"]:
                joined = "".join(text.split())
                if joined != text.strip():
                    yield "case-and-spaces", text_seen(joined)
                parts = re.findall(r"[^\W_]+", text)
                if 1 < len(parts) <= FEW_WORDS:
                    yield from (("other-marks", text_seen(mark.join(parts))) for mark in MARKS)
                words = re.findall(r"[\w-]+", text)[: FEW_WORDS + 1]
                if 1 < len(words) <= FEW_WORDS:
                    yield from (("more-than-asked", text_seen(word)) for word in words)
            if frame["persis"]:
                for form in (
                    " ".join(text.split()),
                    text.strip().lower(),
                    text.strip().upper(),
                    text.strip().title(),
                ):
                    yield "case-and-spaces", text_seen(form)

    def parts(self, seen: Observation, frame: Json) -> Iterable[str]:
        """The forms by which a misspelt word is known; a choice has none, nor has an order of letters."""
        if not is_text(seen) or frame["pilihan"] or (seen["value"].isupper() and seen["value"].isalpha()):
            return []
        others = cast(AcceptedText, seen).get("terima", ())[:MOST_OTHERS]
        words = [_word(text) for text in (seen["value"], *others)]
        return [part for word in words for part in (f"ada {word}", *near_parts(word))]

    def where(self, seen: Observation, frame: Json, wrong: Collection[str], has: Has) -> str:
        if not is_text(seen) or frame["pilihan"]:
            return ""
        near = is_near(_word(seen["value"]), has, lambda word: has(f"ada {word}"))
        return OTHER_SPELLING if near else ""

    def tells(self, key: Observation, seen: Observation, in_order: bool, counted: bool) -> bool:
        return in_order

    def show(self, seen: Observation) -> str:
        return show_text(seen["value"]) if is_text(seen) else ""


def _word(text: str) -> str:
    """A word in the form in which words are compared."""
    return canon_text(_bare(text)).removeprefix("t:")


def _bare(text: str) -> str:
    return text.strip(AROUND) or text


def letter_of(text: str, letters: Iterable[Json]) -> str:
    """The letter of a choice, also out of "(b)" or of the whole option copied: "- b. Tetap mengupah"."""
    bare = text.strip(AROUND + "()-–•*")
    match = re.match(r"(\w)[.):]\s+\S", bare)
    marked = {letter.casefold() for letter in re.findall(r"\b(\w)[.):](?!\w)", f"{bare}.")}
    chosen = marked & {str(letter).casefold() for letter in letters}  # "b. atau c." chooses two
    return match[1] if match and chosen == {match[1].casefold()} else bare or text
