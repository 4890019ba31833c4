"""The page of slips that a trainer prints, cuts and hands out: name, code, PIN."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from grader.classroom.roster import Participant

_PAGE = """<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>Slip PIN</title>
<style>
@page {{ size: A4; margin: 12mm; }}
body {{ margin: 0; font: 12pt/1.35 system-ui, sans-serif; color: #000; }}
main {{ display: grid; grid-template-columns: 1fr 1fr; }}
section {{ border: 1px dashed #777; padding: 6mm; height: 44mm; overflow: hidden; break-inside: avoid; }}
b {{ font-size: 14pt; display: block; overflow: hidden; max-height: 2.7em; }}
.pin {{ font: 700 24pt/1.3 ui-monospace, monospace; letter-spacing: .15em; margin: 1mm 0; }}
small {{ font-size: 9.5pt; }}
header {{ font-size: 9.5pt; margin-bottom: 4mm; }}
</style></head><body>{header}<main>
{slips}
</main></body></html>
"""
_FINGERPRINT = "<header>Sidik jari sertifikat kelas (untuk --tls), SHA-256: {}</header>"
_SLIP = """<section><b>{name}</b>{code}<div class="pin">{pin}</div>
<small>Sambungkan ponsel ke Wi-Fi kelas, pindai kode di layar pelatih, pilih namamu, ketik PIN ini.
Simpan sendiri.</small></section>"""


def slips_page(people: Sequence[tuple[Participant, str]], fingerprint: str | None = None) -> str:
    """The page as HTML, two columns of six on a sheet of A4; with the certificate's `fingerprint`, if any."""
    slips = (
        _SLIP.format(name=escape(person.name), code=escape(person.code), pin=f"{pin[:3]} {pin[3:]}")
        for person, pin in people
    )
    header = _FINGERPRINT.format(fingerprint) if fingerprint else ""
    return _PAGE.format(slips="\n".join(slips), header=header)


def write_slips(
    course: Path, people: Sequence[tuple[Participant, str]], fingerprint: str | None = None
) -> Path:
    """Write the page into the class folder, readable by its owner alone; returns where."""
    path = course / f"slip-pin-{datetime.now():%Y%m%d-%H%M%S}.html"
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(slips_page(people, fingerprint))
    return path
