"""Tables as Excel in Indonesian opens them: semicolons, CRLF, in a file with a byte order mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

ENCODING = "utf-8-sig"


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """The rows as the text of such a table."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue()
