"""Words that are almost another one: which of a learner's texts is a part of the key but for its spelling.

The key's words are known by marks alone (`Lock.has`), so each brings along the forms of it that slips of
writing have in common: its letters without what stands between them, its letters whatever their order, and
itself without one of its letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

#: Longer texts are no names; each form costs a look.
LONGEST = 40
#: Of shorter words one letter makes another word.
SHORTEST = 4
#: In a shorter text another letter makes another name: Jalen is not Jaten.
LONG_ENOUGH = 7
#: Letters that look like digits.
_LIKE_DIGITS = str.maketrans({"o": "0", "l": "1", "i": "1"})

#: Of more names the forms would be too many.
FEW_NAMES = 8

OTHER_SPELLING = "Hampir sama, tetapi ejaannya lain. Samakan huruf demi huruf dengan tulisan aslinya."
WRITTEN_OTHERWISE = "Hampir sama, tetapi ejaannya lain: {}. Samakan huruf demi huruf dengan tulisan aslinya."


def near_parts(text: str) -> Iterator[str]:
    """The forms of a word of the key by which a misspelt one is known; none of what is no name."""
    word = text.casefold()
    if not _is_name(word):
        return
    yield f"rapat {_squeezed(word)}"
    if _has_letters(word):
        yield f"huruf {_letters(word)}"
        yield from (f"kurang {shorter}" for shorter in _shorter(word))


def is_near(text: str, has: Callable[[str], bool], is_due: Callable[[str], bool]) -> bool:
    """Whether a word that is no part of the key is one but for its spelling; `has` knows forms, `is_due`
    whole words.
    """
    word = " ".join(text.casefold().split())
    if not _is_name(word):
        return False
    if has(f"rapat {_squeezed(word)}"):
        return True
    if not _has_letters(word):
        return False
    shorter = list(_shorter(word))
    if has(f"huruf {_letters(word)}") or has(f"kurang {word}") or any(map(is_due, shorter)):
        return True
    return len(word) >= LONG_ENOUGH and any(has(f"kurang {one}") for one in shorter)


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The one known word that a text is but for its spelling."""
    found = [
        word for word in known if is_near(text, set(near_parts(word)).__contains__, word.casefold().__eq__)
    ]
    return found[0] if len(found) == 1 else None


def _is_name(word: str) -> bool:
    return 1 < len(word) <= LONGEST


def _has_letters(word: str) -> bool:
    """Whether letters tell it from others: of a code its digits do."""
    return any(len(part) >= SHORTEST for part in re.findall(r"[^\W\d_]+", word))


def _squeezed(word: str) -> str:
    """A word without what stands between its parts, letters that look like digits as these, and numbers
    without zeros in front.
    """
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[\W_]", "", word).translate(_LIKE_DIGITS))


def _letters(word: str) -> str:
    """Its letters in no order but the first; digits keep theirs."""
    return word[0] + "".join(sorted(re.sub(r"\d", "", word))) + re.sub(r"\D", "", word)


def _shorter(word: str) -> Iterator[str]:
    """The word without one letter of a part that is long enough; no digit, and each form once."""
    seen = set()
    for part in re.finditer(rf"[^\W\d_]{{{SHORTEST},}}", word):
        for place in range(*part.span()):
            shorter = word[:place] + word[place + 1 :]
            if shorter not in seen:
                seen.add(shorter)
                yield shorter
