"""The numbers that stand in a question's text, as a trainee may copy them."""

from __future__ import annotations

import re

from grader.common.indonesian import parse_number

#: A number as Indonesian writes it; parts of dates, codes and names are none.
_NUMBER = re.compile(r"(?<![\w.,/-])(?:Rp)?(\d[\d.]*(?:,\d+)?)(?![\w/-])")
#: A question names few numbers; a long text would only make a long key file.
MOST_NUMBERS = 12


def numbers_in(text: str) -> list[float]:
    """The numbers of a text in reading order, without code and small ones that count anything."""
    bare = re.sub(r"`[^`]*`|\]\([^)]*\)|^#.*$", " ", text, flags=re.MULTILINE)
    found = (parse_number(number.rstrip(".")) for number in _NUMBER.findall(bare))
    kept = dict.fromkeys(n for n in found if n is not None and (n >= 10 or n != int(n)))
    return list(kept)[:MOST_NUMBERS]
