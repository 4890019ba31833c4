"""Lists, tuples, arrays; `jenis="himpunan"` where order and repetition do not count."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from string import ascii_letters, ascii_lowercase

from grader.checks import messages
from grader.checks.blank import NAME, ____
from grader.checks.kinds.base import MOST_PARTS, Has, Kind, Match
from grader.checks.kinds.near import FEW_NAMES, WRITTEN_OTHERWISE, is_near, near_parts
from grader.checks.kinds.scalar import canon_value, canon_values, is_number, numbers_frame, plain, show_text
from grader.checks.kinds.text import letter_of
from grader.checks.observation import (
    ListSeen,
    Observation,
    Summary,
    changed,
    is_list,
    is_table,
    is_text,
)
from grader.checks.spec import FacetVerdict, Json
from grader.common.indonesian import parse_number, show_number

LIMIT = 20_000
#: What a letter is in canonical form.
LETTERS = frozenset(ascii_lowercase)
JOINED = "Isinya sudah ada, tetapi masih satu tulisan; beri setiap isi tanda kutipnya sendiri, dipisah koma."
AMOUNT = "Banyaknya belum sesuai; daftarmu berisi {}."
BLANK_ITEM = plain(____)
"""An item that is still to be written, in a list of which others are."""


class Sequence_(Kind):
    name = "list"
    types = frozenset({"list"})
    wanted, noun = "sebuah daftar", "daftar"
    equivalents = ("tuple({0})", "[*{0}]")
    options = frozenset({"toleransi", "toleransi_relatif", "jenis", "sebagian"})

    def recognise(self, value: object, request: Mapping[str, Json]) -> ListSeen | None:
        kind = type(value)
        if isinstance(value, list):
            items: list[Json] = list(list.__iter__(value))
        elif isinstance(value, tuple):
            items = list(tuple.__iter__(value))
        elif isinstance(value, (set, frozenset)):
            items = sorted(value, key=repr)
        elif isinstance(value, (range, type({}.keys()), type({}.values()))):
            items = list(value)
        elif kind.__module__ == "numpy" and kind.__name__ == "ndarray" and getattr(value, "ndim", 0) == 1:
            items = list(value)  # type: ignore[call-overload]
        elif (
            kind.__module__.partition(".")[0] == "pandas"
            and hasattr(value, "tolist")
            and not hasattr(value, "index")
        ):
            items = value.tolist()
        else:
            return None
        values = [plain(v) for v in items[:LIMIT]]
        seen = _list(values, len(items))
        seen["numbers"] = summary(values)
        if len(items) == 1 and type(items[0]) in (list, tuple):
            seen["inner"] = [plain(v) for v in items[0][:LIMIT]]
        return seen

    def frame(self, key: Observation, options: Mapping[str, Json]) -> Json:
        values = key["values"] if is_list(key) else []
        as_set = options.get("jenis") == "himpunan"
        return {
            "himpunan": as_set,
            "huruf": bool(values)
            and all(isinstance(v, str) and re.fullmatch(r"[A-Za-z]", v.strip()) for v in values),
            "bagian": 0 < len(values) <= MOST_PARTS // 2,
            "angka": bool(values) and all(map(is_number, values)),
            "sebagian": bool(options.get("sebagian")),
            "grid": None if as_set else numbers_frame(values, options, "list"),
        }

    def canon(self, seen: Observation, frame: Json) -> dict[str, str]:
        if is_table(seen) and seen.get("series"):  # a column holds a list, whatever its labels
            seen = _list(seen["columns"][-1]["values"], seen["rows"])
        if not is_list(seen):
            return {}
        values = seen["values"]
        if frame["huruf"]:
            values = [letter_of(v, ascii_letters) if isinstance(v, str) else v for v in values]
        if frame["himpunan"]:
            return {"isi": "\n".join(sorted({canon_value(v, None, 0.0) for v in values}))}
        texts = canon_values(values, frame["grid"])
        facets = {f"butir {i}": text for i, text in enumerate(texts, 1)} if frame["sebagian"] else {}
        return {"panjang": str(seen["length"]), "isi": "\n".join(texts)} | facets

    def judge(
        self, seen: Observation, frame: Json, expected: Sequence[str], match: Match
    ) -> list[FacetVerdict]:
        facets = super().judge(seen, frame, expected, match)
        said = {f.name: "" for f in facets}
        length = seen["length"] if is_list(seen) else seen["rows"] if is_table(seen) else 0
        wrong = [f.name.removeprefix("butir ") for f in facets if not f.ok and f.name.startswith("butir ")]
        if not _ok(facets, "panjang"):
            said["panjang"] = AMOUNT.format(length)
            due = sum(f.name.startswith("butir ") for f in facets)
            said["isi"] = _of_those_written(wrong, length, due) if frame["sebagian"] else ""
        elif wrong:
            said["isi"] = _all_or_some(wrong, length)
        elif not length:
            said["isi"] = "Daftarmu kosong: belum diisi, atau tidak ada yang memenuhi syaratmu."
        elif frame["himpunan"]:
            said["isi"] = "Ada isi yang belum sesuai, atau masih ada yang kurang."
        else:
            said["isi"] = "Ada isi atau urutan yang belum sesuai."
        return [FacetVerdict(f.name, f.ok, "" if f.ok else said[f.name]) for f in facets]

    def parts(self, seen: Observation, frame: Json) -> Iterable[str]:
        """Each item with its number, and each that is no number by itself; letters of a set are too easily
        tried one by one.
        """
        items = _items(seen, frame)
        if len(items) > MOST_PARTS // 2 or (frame["huruf"] and frame["himpunan"]):
            return []
        placed = [] if frame["himpunan"] else [f"{i} {item}" for i, item in enumerate(items, 1)]
        texts = [] if frame["huruf"] else [item.removeprefix("t:") for item in items if item.startswith("t:")]
        near = [form for text in texts for form in near_parts(text)] if len(texts) <= FEW_NAMES else []
        return [*placed, *(f"ada {item}" for item in items), *near]

    def where(self, seen: Observation, frame: Json, wrong: Collection[str], has: Has) -> str:
        items = _items(seen, frame)
        texts = [item for item in items if item.startswith("t:")]
        if frame["huruf"] and any(len(text.removeprefix("t:")) > 1 for text in texts):
            return "Tulis satu huruf saja untuk setiap nomor."
        if frame["huruf"] and items and all(item.startswith("n:") for item in items):
            return "Tulis hurufnya di antara tanda kutip, bukan angka."
        strange = [i for i, item in enumerate(items) if item.startswith("t:") and item[2:] not in LETTERS]
        if frame["huruf"] and strange and len(items) <= MOST_PARTS:
            where = f"Nomor {strange[0] + 1} berisi {_show_item(_as_list(seen)[strange[0]])}"
            return f"{where}, yang bukan huruf; tulis hurufnya, bukan angka atau tanda yang mirip."
        if frame.get("angka") and texts:
            return "Yang diminta angka, ditulis tanpa tanda kutip."
        if not items or len(items) > MOST_PARTS:
            return ""
        if "panjang" not in wrong and not frame["himpunan"]:
            return _wrong_numbers(items, frame, has)
        # A number within the tolerance of another place is not recognised, and of a few letters most are in
        # any list: of these nothing is said.
        if frame["huruf"] or (not frame["himpunan"] and any(item.startswith("n:") for item in items)):
            return ""
        if len(items) == 1 and texts and _are_joined(items[0], has):
            return JOINED
        said = _strange_items(items, list(map(_show_item, _as_list(seen))), frame, has)
        return f"{AMOUNT.format(len(items))} {said}" if said and "panjang" in wrong else said

    def place(self, facet: str) -> tuple[int, str]:
        """The length, then the items by number, then the whole."""
        number, name = super().place(facet)
        return (-1 if facet == "panjang" else number or 10**9, name)

    def share(self, facets: Sequence[FacetVerdict], frame: Json) -> float:
        if all(f.ok for f in facets):
            return 1.0
        items = [f for f in facets if f.name.startswith("butir ")]
        right = sum(f.ok for f in items)
        return min(right, len(items) - 1) / len(items) if items else 0.0

    def variants(self, seen: Observation, frame: Json) -> Iterable[tuple[str, Observation]]:
        if frame["huruf"]:
            for letters in _letters(seen):
                yield "letters-as-text", _list(letters, len(letters))
        if not is_list(seen):
            return
        if "inner" in seen:
            yield "wrapped", _list(seen["inner"], len(seen["inner"]))
        yield from _numbers_as_text(seen)
        for mark, other in ("_", " "), (" ", "_"):
            respelled = [v.replace(mark, other) if isinstance(v, str) else v for v in seen["values"]]
            if respelled != seen["values"]:
                yield "case-and-spaces", changed(seen, values=respelled)
        if frame["himpunan"]:
            return
        values = seen["values"]
        if frame["huruf"] and len(set(map(repr, values))) < len(values):
            return  # groups are told for each, not put in order
        yield "back-to-front", changed(seen, values=list(reversed(values)))
        for key in (_numbers_first, repr):
            ordered = sorted(values, key=key)
            yield "unsorted", changed(seen, values=ordered)
            yield "unsorted", changed(seen, values=ordered[::-1])
        if all(is_number(v) for v in values):
            yield "times-100", changed(seen, values=[v / 100 for v in values])
            yield "divided-by-100", changed(seen, values=[v * 100 for v in values])

    def tells(self, key: Observation, seen: Observation, in_order: bool, counted: bool) -> bool:
        return is_list(seen) and bool(seen["length"])

    def show(self, seen: Observation) -> str:
        if not is_list(seen):
            return ""
        first = seen["values"][:6]
        shown = [*map(_show_item, first), *(["…"] if seen["length"] > 6 else [])]
        mark = "; " if any(map(_has_comma, first)) else ", "
        return f"daftar berisi {seen['length']}: {mark.join(shown)}" if first else "daftar kosong"


def _list(values: list[Json], length: int) -> ListSeen:
    return {"type": "list", "values": values, "length": length}


def _as_list(seen: Observation) -> Sequence[Json]:
    """The items of a list, or of a column, whatever its labels."""
    if is_table(seen) and seen.get("series"):
        return seen["columns"][-1]["values"]
    return seen["values"] if is_list(seen) else []


def _are_joined(item: str, has: Has) -> bool:
    """Whether one text holds several items of the key."""
    parts = [part for part in re.split(r"[\s,;]+|\bdan\b", item.removeprefix("t:")) if part]
    return len(parts) > 1 and all(has(f"ada t:{part}") for part in parts)


def _all_or_some(wrong: Sequence[str], length: int) -> str:
    """Which items of a list of the right length are not as they should be."""
    if len(wrong) == length > 2:
        return "Tidak satu nomor pun sesuai: baca lagi apa yang diminta."
    return _not_right(wrong)


def _not_right(numbers: Iterable[object]) -> str:
    return f"Yang belum sesuai: nomor {', '.join(map(str, numbers))}."


def _of_those_written(wrong: Sequence[str], length: int, due: int) -> str:
    """Which of the first items of a list that is too short or too long are not as they should be."""
    numbers = [number for number in wrong if int(number) <= length]
    if not numbers:
        return f"Nomor 1 sampai {min(length, due)} sudah sesuai." if length > 1 else ""
    return _not_right(numbers)


def _wrong_numbers(items: Sequence[str], frame: Json, has: Has) -> str:
    """Which items of a list with as many as are due are not the ones of their places."""
    places = [i for i, item in enumerate(items, 1) if not has(f"{i} {item}")]
    if len(places) == len(items) > 1 and frame.get("bagian") and not frame["huruf"]:
        return messages.ELSEWHERE if any(has(f"ada {item}") for item in items) else messages.ALL_ITEMS
    if not 0 < len(places) < len(items):
        return ""
    return _not_right(places[:8])


def _strange_items(items: Sequence[str], shown: Sequence[str], frame: Json, has: Has) -> str:
    """Which items are written otherwise than in the key, or are none of it; ``shown`` is how each looks."""
    strange = [i for i, item in enumerate(items) if not has(f"ada {item}")]
    near = [i for i in strange[:FEW_NAMES] if frame.get("bagian") and _is_near(items[i], has)]
    others = "; ".join(shown[i] for i in [i for i in strange if i not in near][:6])
    if near:
        said = WRITTEN_OTHERWISE.format("; ".join(shown[i] for i in near))
        return f"{said} Yang tidak termasuk: {others}." if others else said
    if 0 < len(strange) < len(items):
        return f"Yang tidak termasuk: {others}."
    if strange and frame.get("bagian"):
        if any(not item.startswith("t:") for item in items):
            return "Tidak satu pun yang kamu tulis termasuk."
        return "Tidak satu pun cocok, huruf demi huruf. Periksa pilihanmu, dan bentuk tulisannya."
    if strange or len(set(items)) < len(items):
        return ""
    return "Semua yang kamu tulis termasuk, tetapi masih ada yang kurang."


def _is_near(item: str, has: Has) -> bool:
    """Whether an item is one of the key's but for its spelling."""
    text = item.removeprefix("t:")
    return text != item and is_near(text, has, lambda word: has(f"ada t:{word}"))


def _items(seen: Observation, frame: Json) -> list[str]:
    """The canonical items, in the order of the answer."""
    values = _as_list(seen)
    if frame["huruf"]:
        values = [letter_of(v, ascii_letters) if isinstance(v, str) else v for v in values]
    return canon_values(values, frame["grid"])


def _letters(seen: Observation) -> Iterable[list[str]]:
    """What "CE", "C, E" or "C dan E", also as the one item of a list, was meant to be."""
    text = seen["value"] if is_text(seen) else None
    if is_list(seen) and seen["length"] == 1:
        text = seen["values"][0]
    if isinstance(text, str):
        yield re.findall(r"\b[A-Za-z]\b", text)
        yield list(text.strip())


def _has_comma(value: Json) -> bool:
    """Whether a number is shown with a decimal comma, which a comma of the list would look like."""
    return is_number(value) and "," in show_number(value)


def _show_item(value: Json) -> str:
    if value == BLANK_ITEM:
        return NAME
    if isinstance(value, int) and 1900 <= value <= 2100:
        return str(value)  # a year in all likelihood, and years have no thousands dot
    if is_number(value):
        return show_number(value)
    if isinstance(value, dict):
        return {"list": "[…]", "tuple": "(…)"}.get(str(value.get("x")), "…")
    return show_text(value, 20) if isinstance(value, str) else str(value)[:20]


def summary(values: Sequence[Json]) -> Summary:
    """Sum, mean, length and first of the numbers (True is one), to recognise a column given where its sum was
    due.
    """
    numbers = [float(v) for v in values if is_number(v) or type(v) is bool]
    if not numbers:
        return {"len": len(values)}
    return {"sum": sum(numbers), "mean": sum(numbers) / len(numbers), "len": len(values), "first": numbers[0]}


def _numbers_as_text(seen: ListSeen) -> Iterable[tuple[str, Observation]]:
    numbers = [parse_number(v) if isinstance(v, str) else None for v in seen["values"]]
    if numbers and None not in numbers:
        yield "number-as-text", changed(seen, values=numbers)
        if all("%" in v for v in seen["values"]):
            yield "percent-as-text", changed(seen, values=[n / 100 for n in numbers if n is not None])


def _numbers_first(value: Json) -> tuple[int, float, str]:
    return (0, float(value), "") if is_number(value) else (1, 0.0, repr(value))


def _ok(facets: Sequence[FacetVerdict], name: str) -> bool:
    return all(f.ok for f in facets if f.name == name)
