"""Which known word a misspelled one was meant to be; none where it may as well be another word."""

from __future__ import annotations

from collections.abc import Iterable


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`: another mix of capitals first, then the only one of which parts or the
    last letters were left out, then the only one that is nearest by its letters.
    """
    candidates = list(dict.fromkeys(known))
    same = [candidate for candidate in candidates if candidate.lower() == word.lower()]
    if same:
        return same[0]
    longer = [candidate for candidate in candidates if _is_shortened(word, candidate)]
    if len(longer) == 1:
        return longer[0]
    begun = [candidate for candidate in candidates if _is_begun(word, candidate)]
    if len(begun) == 1:
        return begun[0]
    slips = {candidate: _slips(word.lower(), candidate.lower()) for candidate in candidates}
    fewest = min(slips.values(), default=0)
    near = [candidate for candidate, count in slips.items() if count == fewest]
    found = [candidate for candidate in near if _is_misspelled(word.lower(), candidate.lower(), fewest)]
    return found[0] if len(found) == 1 else None


def _is_begun(word: str, known: str) -> bool:
    """Whether a word is a known name without its last letters: `tarif_10` for `tarif_10kg`."""
    return len(word) >= 6 and known.lower().startswith(word.lower()) and len(known) - len(word) <= 3


def _is_shortened(word: str, known: str) -> bool:
    """Whether a word is a known name with parts of it left out: `harga_2024` for `harga_juli_2024`."""
    short_parts, parts = ([part for part in one.lower().split("_") if part] for one in (word, known))
    kept = iter(parts)
    return 0 < len(short_parts) < len(parts) and len(word) >= 4 and all(part in kept for part in short_parts)


def _is_misspelled(word: str, known: str, slips: int) -> bool:
    """Whether so few letters make the difference that one word was meant, and no other one: the number or the
    letter behind a name tells it from its twin, and a whole part more or less is another name.
    """
    parts, others = word.split("_"), known.split("_")
    own = [part for part in parts if part not in others]
    theirs = [part for part in others if part not in parts]
    if bool(own) != bool(theirs) and len(parts) != len(others):
        return False  # `naik_tidak_ikut` is not `naik_ikut`
    if len(own) == len(theirs) == 1:
        word, known = own[0], theirs[0]
        if len(parts) > 1 and max(len(word), len(known)) <= 2:
            return False  # `konversi_a` is not `konversi_b`
    if word.rstrip("0123456789") == known.rstrip("0123456789"):
        return False  # `modal1` is not `modal2`
    shortest = min(len(word), len(known)) if max(len(word), len(known)) > 2 else 0
    return slips <= (0 if shortest < 2 else 1 if shortest <= 5 else 2) and (
        shortest > 3 or word[0] == known[0]
    )


#: Longer words are no person's names; comparing them takes the square of their length.
LONGEST = 60


def _slips(word: str, known: str) -> int:
    """How many letters are too many, lacking, other ones, or exchanged with their neighbour."""
    word, known = word[:LONGEST], known[:LONGEST]
    if abs(len(word) - len(known)) > 3:
        return max(len(word), len(known))
    before: list[int] = []
    above = list(range(len(known) + 1))
    for row, letter in enumerate(word, 1):
        here = [row]
        for column, other in enumerate(known, 1):
            cost = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == known[column - 2] and word[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, above = above, here
    return above[-1]
