"""Checking a certificate on the command line."""

from __future__ import annotations

from pathlib import Path

from babel.dates import format_date

from grader.common.errors import SinauError
from grader.common.indonesian import show_number
from grader.reports.certificate.facts import names_somebody_else, verify
from grader.reports.certificate.key import public_keys


def sentences(text: str, course: Path) -> list[str]:
    """What a genuine certificate says. Raises SinauError, with the reason, for one that is not, and for a
    genuine code beside another name.
    """
    facts = verify(text, public_keys(course))
    if names_somebody_else(text, facts):
        raise SinauError(
            f"Kodenya asli, milik {facts.name}, tetapi nama itu tidak ada di teksnya. "
            "Kalau di kertasnya tertulis nama lain, sertifikat itu TIDAK SAH."
        )
    return [
        f"SAH. Sertifikat nomor {facts.number} milik {facts.name}.",
        f"{facts.lessons} pelajaran jalur {facts.path or 'bersama'}, "
        f"{show_number(round(facts.minutes / 60, 1))} jam, {facts.course}, "
        f"{format_date(facts.day, 'd MMMM y', locale='id_ID')}.",
        "Cocokkan dengan yang tercetak di kertas; yang berlaku adalah yang tertulis di sini.",
    ]
