"""The recap for the village head and the Dinas: one workbook with scores, attendance and gain.

Every text is written as text: a name that begins with `=` stays a name.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from grader.reports.class_report import ClassReport
from grader.reports.learning_gain import ENOUGH_PAIRS, Estimate
from grader.reports.learning_test.report import LearningReport

Cell = str | float | int | None


def workbook(report: ClassReport, days: Mapping[date, set[str]], tests: LearningReport | None) -> bytes:
    """The .xlsx as bytes."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    _sheet(book, "Nilai", scores(report))
    _sheet(book, "Kehadiran", attendance(report, days))
    _sheet(book, "Kenaikan", gain(tests))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def scores(report: ClassReport) -> list[list[Cell]]:
    """A person a row: points in every exercise that the class has begun, and their sum."""
    taught = report.taught
    head: list[Cell] = ["Kode", "Nama", "Desa", "Jalur", *(exercise.short for _, exercise in taught)]
    rows: list[list[Cell]] = [[*head, "Jumlah", "Dari", "Persen", "Terkumpul", "Menunggu dinilai"]]
    for row in report.rows:
        person = row.trainee
        cells = [row.cells[at] for at, _ in taught]
        rows.append(
            [
                *(person.code, person.name, person.village, person.track),
                *(round(cell.score, 2) if cell and cell.max_score else None for cell in cells),
                *(round(row.score, 2), round(row.max_score, 2)),
                None if row.share is None else round(100 * row.share, 1),
                *(row.handed_in, sum(cell.waiting for cell in cells if cell)),
            ]
        )
    return rows


def attendance(report: ClassReport, days: Mapping[date, set[str]]) -> list[list[Cell]]:
    """A person a row, 1 for each day on which they handed something in."""
    rows: list[list[Cell]] = [["Kode", "Nama", "Desa", *(f"{day:%d-%m-%Y}" for day in days), "Jumlah hari"]]
    for row in report.rows:
        code = row.trainee.code
        there = [int(code in who) for who in days.values()]
        rows.append(
            [code, row.trainee.name, row.trainee.village, *(one or None for one in there), sum(there)]
        )
    return rows


def gain(tests: LearningReport | None) -> list[list[Cell]]:
    """The gain between the two tests with its interval, in percentage points, or a sentence."""
    if tests is None:
        return [["Belum ada tes awal dan tes akhir."]]
    rows: list[list[Cell]] = [
        [
            "Bagian",
            "Pasang tes",
            "Tes awal (%)",
            "Tes akhir (%)",
            "Kenaikan (poin persen)",
            "Paling sedikit",
            "Paling banyak",
        ]
    ]
    for part in tests.parts:
        found = part.gain
        rows.append(
            [
                *(part.name, found.pairs, _hundredths(found.before), _hundredths(found.after)),
                *_interval(found.gain),
            ]
        )
    rows.append([f"Selang 95%. Kenaikan ditulis mulai {ENOUGH_PAIRS} orang dengan kedua tes."])
    return rows


def _interval(estimate: Estimate | None) -> Iterable[Cell]:
    if estimate is None:
        return (None, None, None)
    return (_hundredths(estimate.mean), _hundredths(estimate.low), _hundredths(estimate.high))


def _hundredths(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def _sheet(book: Any, title: str, rows: Sequence[Sequence[Cell]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet, bold = book.create_sheet(title), Font(bold=True)
    for at, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column)
            if isinstance(value, str):
                cell.value, cell.data_type = _plain(value), "s"
            else:
                cell.value = value
            if at == 1:
                cell.font = bold
    for column in range(1, 1 + max(map(len, rows))):
        longest = max(len(str(row[column - 1])) for row in rows if len(row) >= column)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(8, longest + 2), 40)
    sheet.freeze_panes = "C2" if len(rows[0]) > 2 else None
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _plain(text: str) -> str:
    """Without the characters that no workbook can hold."""
    return "".join(char for char in text if char >= " " or char in "\t\n")
