"""Checking a certificate on the command line."""

from __future__ import annotations

from pathlib import Path

from babel.dates import format_date

from grader.reports.certificate.facts import names_somebody_else, verify
from grader.reports.certificate.key import public_keys


def sentences(text: str, course: Path) -> list[str]:
    """What a genuine certificate says. Raises SinauError, with the reason, for one that is not."""
    facts = verify(text, public_keys(course))
    said = [
        f"SAH. Sertifikat nomor {facts.number} milik {facts.name}.",
        f"{facts.lessons} pelajaran jalur {facts.path or 'bersama'}, {facts.course}, "
        f"{format_date(facts.day, 'd MMMM y', locale='id_ID')}.",
    ]
    if names_somebody_else(text, facts):
        said.append("Perhatian: nama di teks itu berbeda. Yang benar adalah nama di atas.")
    return said
