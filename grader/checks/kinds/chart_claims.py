"""What a chart's title claims of its own figures, where the figures belie it. Pure.

Only claims that what is drawn decides are looked at: that it rises or falls each time, that one bar is the
largest or smallest, that one is so many times another. A title that hedges ("hampir", "kecuali") claims
none of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from grader.checks.kinds import chart_words
from grader.checks.kinds.scalar import is_number, normal_text
from grader.checks.observation import ChartSeen
from grader.checks.spec import Json

EACH_TIME = "Judulnya berkata {way} setiap kali, padahal di grafikmu ada yang tidak."
A_LOSS = "Judulnya berkata untung setiap kali, padahal di grafikmu ada yang di bawah nol."
NOT_THE_MOST = "Judulnya menyebut {name} sebagai yang {what}, tetapi di grafikmu bukan itu."
NOT_SO_OFTEN = (
    "Judulnya menyebut {times} kali, tetapi tidak ada dua nilai di grafikmu yang berbanding begitu."
)
_HEDGED = re.compile(
    r"\b(?:tidak|bukan|belum|tanpa|kecuali|hampir|sempat|benarkah|apakah|mengapa|selain|kata|klaim)\b|\?"
)
_EACH = re.compile(r"\b(naik|meningkat|bertambah|turun|menurun|berkurang)\s+(?:setiap|tiap|terus)\b")
_GAINS = re.compile(r"\buntung\s+(?:setiap|tiap|terus)\b")
_RISES = ("naik", "meningkat", "bertambah")
_MOST = re.compile(r"\b(?:paling (?:banyak|tinggi|besar)|terbanyak|tertinggi|terbesar)\b")
_LEAST = re.compile(r"\b(?:paling (?:sedikit|rendah|kecil)|tersedikit|terendah|terkecil)\b")
_WORDS = ("dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
_TIMES = re.compile(rf"\b(\d+(?:,\d+)?|{'|'.join(_WORDS)}) kali\s+(\S+)")
#: How near a claimed ratio has to be to one that is drawn.
NEAR = 0.15
#: In a longer row of bars nobody reads which is larger.
MOST_VALUES = 60


def title(seen: ChartSeen, frame: Json, is_of_others: bool) -> tuple[bool, str]:
    """Whether a title is one of this chart, and true of it unless what is drawn is not what was asked for."""
    ok, said = chart_words.title(seen["title"], frame)
    if ok and not is_of_others and (said := claim_fault(seen)):
        return False, said
    return ok, said


def claim_fault(seen: ChartSeen) -> str:
    """What to say of a title that the chart's own figures belie; "" where they do not, or cannot."""
    text = normal_text(seen["title"])
    drawn = [series for series in seen["series"] if series["y"]]
    if len(drawn) != 1 or _HEDGED.search(text) or len(drawn[0]["y"]) > MOST_VALUES:
        return ""
    values = [float(y) for y in drawn[0]["y"] if y is not None and is_number(y)]
    names = [x for x in drawn[0]["x"] if isinstance(x, str)]
    if len(values) != len(drawn[0]["y"]) or len(values) < 2:
        return ""
    return _each_time(text, values) or _the_most(text, names, values) or _so_often(text, names, values)


def _each_time(title: str, values: Sequence[float]) -> str:
    if _GAINS.search(title) and min(values) < 0:
        return A_LOSS
    claimed = _EACH.search(title)
    if not claimed:
        return ""
    steps = [later - earlier for earlier, later in pairwise(values)]
    rises = claimed[1] in _RISES
    holds = all(step > 0 if rises else step < 0 for step in steps)
    return "" if holds else EACH_TIME.format(way="naik" if rises else "turun")


def _the_most(title: str, names: Sequence[str], values: Sequence[float]) -> str:
    """Where the title names one bar, and says of it alone that it is the largest or the smallest."""
    found = [re.search(rf"(?<!\w){re.escape(normal_text(name))}(?!\w)", title) for name in names]
    named = [n for n, name in enumerate(names) if name.strip() and found[n]]
    most, least = _MOST.search(title), _LEAST.search(title)
    if len(names) != len(values) or len(named) != 1 or bool(most) == bool(least):
        return ""
    right = max(values) if most else min(values)
    if values[named[0]] == right:
        return ""
    claimed = most or least
    return NOT_THE_MOST.format(name=names[named[0]], what=claimed[0] if claimed else "")


def _so_often(title: str, names: Sequence[str], values: Sequence[float]) -> str:
    """Where the title says that one is so many times another: "empat kali lipat", "dua kali Maret"."""
    claimed = _TIMES.search(title)
    if not claimed or not (
        claimed[2].startswith("lipat") or any(claimed[2] in normal_text(name) for name in names)
    ):
        return ""
    told = claimed[1]
    times = _WORDS.index(told) + 2 if told in _WORDS else float(told.replace(",", "."))
    ratios = [abs(a / b) for a in values for b in values if b]
    return (
        "" if any(abs(ratio - times) <= NEAR * times for ratio in ratios) else NOT_SO_OFTEN.format(times=told)
    )
