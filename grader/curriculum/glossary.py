"""The glossary: one Markdown file that is the source of the definitions, and its reading and writing.

`lessons/glosarium.md` holds one list item a term: `- **Term**: one sentence. *(1-02)*`. Authors write
term and sentence; the generator sorts the items and writes the lesson that introduces the term.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from grader.common.errors import SinauError

FILE = "lessons/glosarium.md"
_ITEM = re.compile(r"^- \*\*(?P<term>.+?)\*\*: (?P<definition>.+?)(?: \*\((?P<lesson>[^()]*)\)\*)?$")


@dataclass(frozen=True)
class Entry:
    """A term and its definition: one Indonesian sentence."""

    term: str
    definition: str


def read_glossary(root: Path) -> list[Entry]:
    """The entries of the glossary in file order; none when there is no file yet.

    Raises SinauError that names the line of an item that cannot be read.
    """
    path = root / FILE
    if not path.exists():
        return []
    entries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("- "):
            found = _ITEM.match(line)
            if found is None:
                raise SinauError(f"{FILE} baris {number} tidak terbaca; tulis `- **istilah**: satu kalimat.`")
            entries.append(Entry(found["term"], found["definition"]))
    return entries


HEAD = """# Glosarium

Satu istilah, satu kalimat. Nomor di akhir menunjuk pelajaran yang memperkenalkan istilah itu.

<!-- Istilah dan kalimatnya ditulis di sini; `sinau syllabus` mengurutkan dan menambahkan nomor pelajaran. -->
"""


def glossary_text(entries: list[Entry], introduced: dict[str, str]) -> str:
    """The whole file, sorted without regard to case; `introduced` maps a lower-case term to a lesson id.

    Raises SinauError when a term stands there twice.
    """
    terms = [entry.term.lower() for entry in entries]
    if double := sorted({term for term in terms if terms.count(term) > 1}):
        raise SinauError(f"Istilah `{double[0]}` ada dua kali di {FILE}; hapus salah satu.")
    lines = []
    for entry in sorted(entries, key=lambda entry: entry.term.lower()):
        lesson = introduced.get(entry.term.lower())
        lines.append(f"- **{entry.term}**: {entry.definition}" + (f" *({lesson})*" if lesson else ""))
    return HEAD + "\n" + "\n".join(lines) + "\n"
