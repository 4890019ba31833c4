"""The generated parts of a file that is otherwise written by hand.

They stand between `<!-- otomatis: NAME -->` and `<!-- akhir otomatis -->`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from grader.common.errors import SinauError

_END = "<!-- akhir otomatis -->"


def fill(text: str, parts: Mapping[str, str], file: str) -> str:
    """`text` (of `file`) with each named part renewed; raises SinauError when a mark is missing."""
    for name, part in parts.items():
        start = f"<!-- otomatis: {name} -->"
        pattern = re.compile(re.escape(start) + r".*?" + re.escape(_END), re.S)
        if not pattern.search(text):
            raise SinauError(f"Tanda `{start}` atau `{_END}` hilang dari {file}; kembalikan keduanya.")
        new = f"{start}\n\n{part}\n\n{_END}"
        text = pattern.sub(lambda _, new=new: new, text, count=1)  # type: ignore[misc]
    return text
