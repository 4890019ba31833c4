"""Which advice of a sentence a cell has followed already: that is not told, what the answer is stays. Pure.

An author writes "Ini semua pesanan. Saring dulu kotanya." for whoever did not filter; who did, and got all of
them nevertheless, would be sent to do what stands in the cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from grader.checks.ingredients import Ingredients
from grader.checks.remade import remade_name
from grader.checks.signs import ASKING, COUNTS, INTO_GROUPS, SUMMARISING
from grader.checks.spec import Written

#: Verbs of an edit by which each row is asked, or all are put in order or into groups: having one of
#: these signs is having followed them.
_BY_SIGN: dict[str, frozenset[str]] = {
    "saring": ASKING,
    "kelompokkan": INTO_GROUPS | {"value_counts"},
    "urutkan": frozenset(["sort_values", "sort_index", "nlargest", "nsmallest", "sorted"]),
    "kecilkan": frozenset(["lower", "casefold"]),
    "undi": frozenset(["sample"]),
}
#: Verbs of which the sign alone says little: with what?
_WITH: dict[str, frozenset[str]] = {
    "jumlahkan": frozenset(["sum", "+"]),
    "kurangi": frozenset("-"),
    "kurangkan": frozenset("-"),
    "kalikan": frozenset("*"),
    "bagi": frozenset(["/", "mean"]),
    "bulatkan": frozenset(["round"]),
}
_OTHERS = """
pakai ganti buang tulis hitung ambil pilih mulai hapus taruh tambahkan gabungkan balikkan tukar ubah sisakan
potong buat pasang cari simpan
"""
VERBS = frozenset([*_BY_SIGN, *_WITH, *_OTHERS.split()])
#: Words of advice on where or in which order something stands, which having it does not follow.
_ARRANGED = re.compile(
    r"\b(?:baru|sebelum|sesudah|luar|dalam|kurung|sekeliling|tempat|setiap|masing-masing|urutan|satu|ke(?:dua|tiga|"
    r"empat|lima|enam|tujuh)(?:nya)?)\b"
)
#: Where in a sentence an edit begins, or what is due is told: at its start, or behind what tells why.
_EDIT = re.compile(
    r"(?:^|[;:]\s+|,\s+(?=(?:jadi|lalu|maka)\s))"
    rf"(?P<edit>(?:(?:jadi|lalu|maka|cukup)\s+)?(?P<verb>{'|'.join(sorted(VERBS))}|"
    r"(?:kolom|syarat|batas)nya(?=\s(?:`|tentang)))\b)",
    re.IGNORECASE,
)
#: After these what is named is to go.
_AWAY = re.compile(r"\b(?:bukan|tanpa|jangan)\b(?:`[^`]*`|[^`,.;:])*", re.IGNORECASE)
_CODE = re.compile(r"`([^`]+)`")
_PARTS = re.compile(
    r"'(?P<one>[^']*)'|\"(?P<two>[^\"]*)\"|(?P<option>[^\W\d]\w*)=(?!=)|(?P<word>[^\W\d]\w*)"
    r"|(?P<number>\d[\d_]*(?:\.\d+)?)|(?P<sign>[<>=!]=|//|\*\*|[-+*/<>&|~])"
)
_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?!\w)")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")
_NAMED = ["dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh"]
NUMBERS = dict(zip(_NAMED, range(2, 11), strict=True))
COUNTING_OR_SUMMARISING = COUNTS | frozenset(SUMMARISING)
#: Parts that stand in many cells.
NOTHING_NEW = frozenset(["0", "1", "100"])
#: How a sentence begins that says what an answer is.
_WHAT_IT_IS = "Ini "
#: What only leads to an edit, and says nothing without it.
_LEADING = ("untuk", "supaya", "agar", "kalau")


@dataclass(frozen=True)
class Beside:
    """What stands in a cell (``lost``: where its answer does not profit from it), in an author's way to the
    same answer, and in the solution; ``names`` are those of the notebook, ``numbers`` those that hold one.
    """

    here: Counter[str]
    way: Counter[str]
    due: Counter[str]
    lost: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]

    def has(self, part: str) -> bool:
        """Whether the cell has it as often as the solution."""
        return part in self.lost or self.here[part] >= max(1, self.due[part])

    def has_sign(self, signs: frozenset[str]) -> bool:
        """Whether the cell has one of these as often as the solution, and asks rows by the same."""
        if self.lost & signs:
            return True
        here, due = (sum(of[sign] for sign in signs) for of in (self.here, self.due))
        if "/" in signs and self.here["100"] > self.due["100"]:
            here -= 1  # a percentage
        same = all(self.here[sign] >= self.due[sign] for sign in signs & ASKING)
        return here >= max(1, due) and same

    def read(self, parts: Iterable[str]) -> Iterator[str]:
        """Parts of an author's code, in which a column may stand without its quotes, an option without its
        sign.
        """
        for part in parts:
            known = part in self.here or part in self.due
            others = [] if known else [repr(part), f"{part}="]
            yield next((other for other in others if other in self.due or other in self.here), part)

    def has_more(self, signs: Iterable[str]) -> bool:
        """Whether the cell has more of these than the way."""
        return sum(max(self.here[sign], sign in self.lost) - self.way[sign] for sign in signs) > 0

    def sums_otherwise(self) -> bool:
        """Whether the cell counts or averages as the solution does not: "banyaknya" may be a sum."""
        return any(self.here[sign] > self.due[sign] for sign in COUNTING_OR_SUMMARISING)

    def has_done(self, part: str) -> bool:
        """Whether a part stands there and nothing of the way's in its place; of an option, as `y=`, it is not
        known what it is given.
        """
        is_option = part[-1] == "=" and part[0].isalpha()
        return not is_option and self.has(part) and not self.is_mistaken(part)

    def is_mistaken(self, part: str) -> bool:
        """Whether the cell has something of the way's in the place of such a part."""
        sort = self.sort_of(part)
        strange = (self.here.keys() & self.way.keys()) - self.due.keys()
        return sort != "sign" and any(self.sort_of(other) == sort for other in strange)

    def sort_of(self, part: str) -> str:
        """Whether a part is a text, a number, a name of the notebook, or a sign or method."""
        if part[0] in "'\"":
            return "text"
        if part[0].isdigit():
            return "number"
        return "name" if part in self.names else "sign"

    def is_told_by(self, word_part: str) -> bool:
        """Whether a word that is called like a part means it: a table may be `desa`, but so is a village."""
        return self.sort_of(word_part) in ("text", "number") or word_part in self.numbers or "_" in word_part


def told(message: str, ways: Sequence[str], written: Written | None, due: Ingredients | None) -> str:
    """What of an author's ``message`` is told of a cell: without the advice that it has followed where his
    ``ways`` have not; "" where nothing is left.
    """
    if written is None or due is None or not (written.signs or written.lost or written.remade):
        return message
    has_other_number = any(one.name in due.used.names & due.values.keys() for one in written.remade)
    if has_other_number and remade_name(written, due):  # with another number the way led elsewhere
        message = " ".join(one for one in _sentences(message) if one.startswith(_WHAT_IT_IS))
    beside = [_beside(way, written, due) for way in ways]

    def is_followed(sentence: str, edit: str, verb: str) -> bool:
        return all(_is_followed(sentence, edit, verb, one) for one in beside)

    return _without(message, is_followed)


def _beside(way: str, written: Written, due: Ingredients) -> Beside:
    held = {name: f"{number:.12g}" for name, number in due.values.items() if isinstance(number, float)}
    there, used = (_with_held(parts, held) for parts in (Counter(_parts(way)), _bare(due.used.tally)))
    lost = frozenset(_bare((part, 1) for one in written.lost for part in one.parts))
    lost |= {one.name for one in written.remade}
    names = written.names | due.used.names | due.known
    return Beside(_bare(written.tally), there, used, lost, names, frozenset(due.values))


def _with_held(parts: Counter[str], held: Mapping[str, str]) -> Counter[str]:
    """The same with the number of each name, and the names of each number."""
    numbers = Counter(held[part] for part in parts if part in held)
    return parts + numbers + Counter(name for name, number in held.items() if number in parts)


def _bare(tally: Iterable[tuple[str, int]]) -> Counter[str]:
    """The parts of a cell as they stand in code: `a` for the operand `=a`."""
    found: Counter[str] = Counter()
    for part, number in tally:
        found[part[1:] if part[0] == "=" and part != "==" else part] += number
    return found


def _parts(code: str) -> Iterator[str]:
    """The names, methods, texts, numbers and signs in a piece of code."""
    for found in _PARTS.finditer(code):
        kind = found.lastgroup or ""
        text = found[kind]
        if kind in ("one", "two"):
            yield repr(text)
        elif kind == "number":
            yield f"{float(text.replace('_', '')):.12g}"
        else:
            yield f"{text}=" if kind == "option" else text


def _is_followed(sentence: str, edit: str, verb: str, beside: Beside) -> bool:
    """Whether all that an advice names stands in the cell already, and some of it not in the way that it was
    written for: else it is about where that stands.
    """
    away = frozenset(beside.read(_in_code(edit if verb == "hapus" else " ".join(_AWAY.findall(edit)))))
    if verb == "hapus":
        return bool(away) and not away & (beside.here.keys() | beside.lost)
    edit = _AWAY.sub(" ", edit)
    code, words = frozenset(beside.read(_in_code(edit))), frozenset(_in_words(edit, beside))
    signs = _BY_SIGN.get(verb) or _WITH.get(verb) or frozenset()
    if any(beside.here[part] > beside.due[part] for part in away) or (signs and not beside.has_sign(signs)):
        return False
    if not all(beside.has_done(part) for part in (code | words | {*beside.read(_in_code(sentence))}) - away):
        return False
    sums_otherwise = not code and verb not in _BY_SIGN and beside.sums_otherwise()
    if (sums_otherwise or _ARRANGED.search(edit.casefold())) and not beside.lost & (code | words | signs):
        return False
    told_by = code | {part for part in words if beside.is_told_by(part)}
    is_new = bool(told_by - NOTHING_NEW - beside.way.keys()) or beside.has_more(_BY_SIGN.get(verb, ()))
    return is_new or bool(beside.lost & (code | words | signs))


def _in_code(text: str) -> Iterator[str]:
    for code in _CODE.findall(text):
        yield from _parts(code)


def _in_words(edit: str, beside: Beside) -> Iterator[str]:
    """The numbers, and the solution's names, texts and methods, among the words of an advice; the name of
    somebody or something else, which no cell has, where there is one.
    """
    plain = re.sub(r"\bSoal \d+|\bRp(?=\d)", " ", _CODE.sub(" ", edit))
    for number in _NUMBER.findall(plain):
        yield f"{float(number.replace('.', '').replace(',', '.')):.12g}"
    found = [word.removesuffix("nya") for word in re.findall(r"[^\W\d][\w-]*", plain)]
    words = {word.casefold() for word in found}
    yield from (str(NUMBERS[word]) for word in words & NUMBERS.keys())
    known = {}
    for part in beside.due:
        text = part.strip("'\"").casefold()
        if text in words or (" " in text and text in plain):
            known[text] = part
    yield from known.values()
    others = {word for word in found[1:] if word[0].isupper()} - {
        word for word in found if word.casefold() in known
    }
    yield from others - {word for word in others if any(word.casefold() in text for text in known)}


def _without(message: str, is_left_out: Callable[[str, str, str], bool]) -> str:
    """A message without the advice that is left out, and what only leads to it."""
    kept = []
    for sentence in _sentences(message):
        found = _EDIT.search(_masked(sentence))
        if found is None or not is_left_out(sentence, sentence[found.start("edit") :], found["verb"].lower()):
            kept.append(sentence)
        elif (head := sentence[: found.start()]) and not head.lower().startswith(_LEADING):
            kept.append(f"{head}.")
    return " ".join(kept)


def _sentences(message: str) -> Iterator[str]:
    start = 0
    for border in _SENTENCE_ENDS.finditer(_masked(message)):
        yield message[start : border.start()]
        start = border.end()
    yield message[start:]


def _masked(text: str) -> str:
    """A text with its code made of one letter, in which nothing ends."""
    return _CODE.sub(lambda code: f"`{'x' * len(code[1])}`", text)
