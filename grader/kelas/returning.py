"""Giving feedback back: whose page is new since it was last sent, and how to send it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from grader.classroom.roster import Participant, Roster
from grader.common.errors import SinauError
from grader.common.files import read_kept
from grader.common.layout import write_atomic
from grader.reports.feedback import PEOPLE, STATE, known_pages

SENT = Path(".sinau") / "terkirim.json"
SENTENCE = (
    "Halo {name}, ini umpan balik latihanmu di kelas Sinau Desa. Buka berkasnya di peramban, "
    "perbaiki soal yang ditandai, lalu kirim lagi. Kalau ada yang membingungkan, tanyakan saja."
)


@dataclass(frozen=True)
class Letter:
    """One person's page; ``sent`` is when it was last sent (None: never), ``new`` whether it has changed."""

    code: str
    name: str
    file: str
    new: bool
    sent: datetime | None
    link: str
    """The wa.me address with a ready sentence; "" where no number is known."""

    @property
    def word(self) -> str:
        if not self.new:
            return "terkirim"
        return "berubah" if self.sent else "baru"


def letters(course: Path, roster: Roster | None) -> list[Letter]:
    """Everybody's page that has been written, what is new first, by name."""
    sent = _read_sent(course)
    people = {person.code: person for person in roster or ()}
    found = []
    for code, (file, digest) in known_pages(course).items():
        person = people.get(code)
        if (person and person.left) or not (course / PEOPLE / file).is_file():
            continue
        seen, when = sent.get(code) or ("", None)
        name = person.name if person else file.removesuffix(" - umpan balik.html")
        found.append(Letter(code, name, file, seen != digest, when, wa_link(person) if person else ""))
    return sorted(found, key=lambda letter: (not letter.new, letter.name.casefold()))


def wa_link(person: Participant) -> str:
    """The address that opens WhatsApp on the person's number with the sentence typed; "" without a number."""
    digits = re.sub(r"\D", "", person.phone)
    if digits.startswith("0"):
        digits = "62" + digits[1:]
    elif digits.startswith("8"):
        digits = "62" + digits
    if not 10 <= len(digits) <= 15:
        return ""
    return f"https://wa.me/{digits}?text={quote(SENTENCE.format(name=person.name))}"


def mark_sent(course: Path, codes: Collection[str], now: datetime) -> None:
    """Remember that these people have their page as it is now. Raises SinauError."""
    pages = known_pages(course)
    sent = {code: [digest, when.isoformat()] for code, (digest, when) in _read_sent(course).items()}
    for code in codes:
        if code in pages:
            sent[code] = [pages[code][1], now.isoformat(timespec="seconds")]
    try:
        write_atomic(course / SENT, json.dumps(sent, indent=1).encode())
    except OSError as error:
        raise SinauError(f"Catatan kiriman tidak bisa ditulis ({error.strerror}).") from error


def archive(course: Path, chosen: Sequence[Letter]) -> bytes:
    """The pages of some people as one zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        for letter in chosen:
            files.writestr(letter.file, (course / PEOPLE / letter.file).read_bytes())
    return packed.getvalue()


def is_behind(course: Path, gradebook: Path) -> bool:
    """Whether marks were written after the pages were."""
    pages = course / STATE
    return gradebook.is_file() and (not pages.is_file() or gradebook.stat().st_mtime > pages.stat().st_mtime)


def _read_sent(course: Path) -> dict[str, tuple[str, datetime]]:
    def sent(kept: Any) -> dict[str, tuple[str, datetime]]:
        return {str(code): (str(seen), datetime.fromisoformat(when)) for code, (seen, when) in kept.items()}

    return read_kept(course / SENT, sent, {})
