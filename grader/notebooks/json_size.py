"""How much memory parsing a JSON file would take, told before it is parsed."""

from __future__ import annotations

import re

#: Lists and objects, and all values: 20 MB of `[],` would be 600 MB of Python. The longest lesson has 3,000.
MAX_CONTAINERS, MAX_VALUES = 200_000, 1_000_000
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)


def has_too_many_parts(content: bytes) -> bool:
    """Whether these bytes of JSON hold more values than any notebook. UTF-16 too."""
    if content.count(b'"') > 2 * MAX_VALUES:
        return True
    bare = _STRING.sub(b"", content.replace(b"\0", b""))
    return bare.count(b"[") + bare.count(b"{") > MAX_CONTAINERS or bare.count(b",") > MAX_VALUES
