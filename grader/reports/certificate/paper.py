"""The certificate as a PDF: one A4 page, lying, with the QR code and the same code in letters."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import segno
from babel.dates import format_date
from fpdf import FPDF

from grader.reports.certificate.facts import Facts, printed

_WIDTH, _HEIGHT, _MARGIN, _QR = 297.0, 210.0, 18.0, 43.0
_INK, _TEAL, _SOFT = (43, 37, 32), (11, 91, 85), (107, 98, 89)
HOW_TO_CHECK = (
    "Periksa keasliannya tanpa internet: pindai kode QR, atau salin huruf di bawah ini, lalu tempel di "
    "periksa-sertifikat.html (minta kepada pelatih)."
)
_PATHS = {"UMKM": "pemasaran digital bagi pelaku UMKM", "Desa": "literasi data bagi perangkat desa"}


@dataclass(frozen=True)
class Paper:
    """All that stands on the page. ``abilities`` complete "dapat ...": one a lesson, in course order."""

    facts: Facts
    code: str
    abilities: tuple[str, ...]
    place: str
    signatory: str


def as_pdf(paper: Paper) -> bytes:
    """The page; the same paper gives the same bytes."""
    pdf = FPDF(orientation="landscape", format="A4")
    pdf.set_creation_date(datetime(*paper.facts.day.timetuple()[:3], tzinfo=UTC))
    pdf.set_title(f"Sertifikat {paper.facts.name}")
    pdf.set_lang("id")
    pdf.set_auto_page_break(False)
    for style, file in (("", "DejaVuSans.ttf"), ("B", "DejaVuSans-Bold.ttf")):
        pdf.add_font("DejaVu", style, _fonts() / file)
    pdf.add_page()
    _frame(pdf)
    _heading(pdf, paper.facts)
    _abilities(pdf, paper.abilities)
    _signature(pdf, paper)
    _code(pdf, paper.code)
    return bytes(pdf.output())


def _fonts() -> Path:
    """matplotlib's fonts, which have every letter of an Indonesian name; matplotlib is not imported."""
    spec = importlib.util.find_spec("matplotlib")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


def _frame(pdf: FPDF) -> None:
    pdf.set_draw_color(*_TEAL)
    pdf.set_line_width(1.2)
    pdf.rect(8, 8, _WIDTH - 16, _HEIGHT - 16)
    pdf.set_line_width(0.3)
    pdf.rect(10.5, 10.5, _WIDTH - 21, _HEIGHT - 21)


def _heading(pdf: FPDF, facts: Facts) -> None:
    pdf.set_y(20)
    _centred(pdf, "SINAU DESA", 11, _TEAL, bold=True)
    _centred(pdf, "Sertifikat", 26, _INK, bold=True)
    _centred(pdf, "diberikan kepada", 10, _SOFT)
    _centred(pdf, facts.name, _fitting(pdf, facts.name, 24), _INK, bold=True)
    hours = f"{facts.minutes / 60:.1f}".replace(".", ",").removesuffix(",0")
    _centred(pdf, f"yang menyelesaikan {facts.lessons} pelajaran beserta latihannya, {hours} jam,", 11, _INK)
    _centred(
        pdf,
        f"tentang {_PATHS.get(facts.path, 'pemasaran digital dan literasi data')}, {facts.course}.",
        11,
        _INK,
    )


def _centred(pdf: FPDF, text: str, size: float, colour: tuple[int, int, int], bold: bool = False) -> None:
    pdf.set_font("DejaVu", "B" if bold else "", size)
    pdf.set_text_color(*colour)
    pdf.set_x(_MARGIN)
    pdf.cell(_WIDTH - 2 * _MARGIN, size * 0.55, text, align="C", new_x="LMARGIN", new_y="NEXT")


def _fitting(pdf: FPDF, text: str, largest: float) -> float:
    """The size in points at which a text fits between the margins."""
    pdf.set_font("DejaVu", "B", largest)
    return min(largest, largest * (_WIDTH - 2 * _MARGIN) / max(pdf.get_string_width(text), 1))


def _abilities(pdf: FPDF, abilities: tuple[str, ...]) -> None:
    """What the person can do, in two columns that always fit."""
    pdf.ln(3)
    _centred(pdf, "Yang sudah dikerjakan dan dapat dilakukannya:", 9, _SOFT)
    top, room = pdf.get_y() + 2, 132 - pdf.get_y()
    rows = max((len(abilities) + 1) // 2, 1)
    step = min(room / rows, 5.2)
    width = (_WIDTH - 2 * _MARGIN) / 2 - 4
    pdf.set_text_color(*_INK)
    for number, ability in enumerate(abilities):
        column, row = divmod(number, rows)
        size = min(8.5, step * 1.75)
        pdf.set_font("DejaVu", "", size)
        said = f"• {ability}"
        size *= min(1.0, width / max(pdf.get_string_width(said), 1))
        pdf.set_font("DejaVu", "", size)
        pdf.set_xy(_MARGIN + column * (width + 8), top + row * step)
        pdf.cell(width, step, said)


def _signature(pdf: FPDF, paper: Paper) -> None:
    day = format_date(paper.facts.day, "d MMMM y", locale="id_ID")
    pdf.set_text_color(*_INK)
    _lines(pdf, 141, [f"{paper.place}, {day}"], 9)
    pdf.set_line_width(0.2)
    pdf.line(_MARGIN, 165, _MARGIN + 70, 165)
    _lines(pdf, 166, [paper.signatory, f"Nomor {paper.facts.number}"], 9)


def _code(pdf: FPDF, code: str) -> None:
    """The QR code at the right; its letters below everything, so that no other text stands in their lines."""
    matrix = segno.make(code, error="m", boost_error=False, mode="alphanumeric").matrix
    cell = _QR / len(matrix)
    pdf.set_fill_color(0, 0, 0)
    for row, line in enumerate(matrix):
        for column, dark in enumerate(line):
            if dark:
                pdf.rect(_WIDTH - _MARGIN - _QR + column * cell, 136 + row * cell, cell, cell, style="F")
    pdf.set_text_color(*_SOFT)
    _lines(pdf, 179, [HOW_TO_CHECK], 6.5)
    pdf.set_text_color(*_INK)
    lines = printed(code)
    _lines(pdf, 183, ["   ".join(lines[at : at + 2]) for at in range(0, len(lines), 2)], 7)


def _lines(pdf: FPDF, y: float, lines: Sequence[str], size: float) -> None:
    pdf.set_font("DejaVu", "", size)
    for line in lines:
        pdf.set_xy(_MARGIN, y)
        pdf.cell(_WIDTH - 2 * _MARGIN, size * 0.5, line)
        y += size * 0.5
