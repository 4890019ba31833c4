"""Whether two spellings can be the same person's name: people shorten, add titles and mistype."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

_TITLES = {
    "bu",
    "ibu",
    "pak",
    "bapak",
    "bpk",
    "mbak",
    "mas",
    "sdr",
    "sdri",
    "h",
    "hj",
    "haji",
    "hajjah",
    "kh",
}
#: Two words this much alike are one of them mistyped.
_ALIKE = 0.75
#: From this length on a word may be the end of a longer one, as Yuni of Wahyuni.
_CALLED = 4


def contradict(told: str, known: str) -> bool:
    """Whether a name that somebody typed cannot be that of the person on the list.

    Each word of the shorter one has to be met in the longer one: whole, begun, as its end, or mistyped.
    Nothing typed contradicts nothing.
    """
    shorter, longer = sorted((_words(told), _words(known)), key=len)
    if not shorter:
        return False
    return not all(any(_same(word, other) for other in longer) for word in shorter)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name[:200]).casefold()
    words = re.findall(r"[^\W\d_]+", "".join(char for char in plain if not unicodedata.combining(char)))
    return [word for word in words if word not in _TITLES] or words


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if long.startswith(short) or (len(short) >= _CALLED and long.endswith(short)):
        return True
    return SequenceMatcher(None, short, long).ratio() >= _ALIKE
